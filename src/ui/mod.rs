//! What people see and touch.

pub mod app;
pub mod desk;
pub mod finder;
pub mod route;
pub mod stage;
pub mod timekeeper;
pub mod words;

pub mod shell;

pub mod acts;
pub mod alerts;
pub mod charts;
pub mod declare;
pub mod incidents;
pub mod insights;
pub mod landing;
pub mod matrix;
pub mod now;
pub mod palette;
pub mod proof;
pub mod room;
pub mod settings;
pub mod share;
pub mod sla;
pub mod timeline;

pub mod marks;
pub mod pick;
pub mod sieve;
pub mod widgets;
