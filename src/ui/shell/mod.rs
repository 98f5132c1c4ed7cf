//! The frame around every view.

pub mod bar;
pub mod keys;
pub mod saved;
pub mod side;
pub mod views;
