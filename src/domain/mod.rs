//! The rules: what can happen, what it means, and what stands afterwards.
//! Knows no browser, no clock, no randomness and no file format.

pub mod board;
pub mod calendar;
pub mod command;
pub mod course;
pub mod decide;
pub mod digest;
pub mod event;
pub mod fact;
pub mod ids;
pub mod ledger;
pub mod log;
pub mod policy;
pub mod priority;
pub mod record;
pub mod settings;
pub mod state;
pub mod texts;
pub mod time;
pub mod trail;
pub mod value;
mod wire;
