//! Answers computed from a board: what to do now, what was asked for, what happened, and in words.

pub mod alerts;
pub mod bulk;
pub mod capture;
pub mod clock_proof;
pub mod clocks;
pub mod condition;
pub mod copy;
pub mod csv;
pub mod deadlines;
pub mod filter;
pub mod kpi;
pub mod lanes;
pub mod matrix;
pub mod month;
pub mod names;
pub mod period;
pub mod policy;
pub mod promise;
pub mod queue;
pub mod search;
pub mod steps;
pub mod strip;
pub mod timeline;
pub mod value;
pub mod week;
pub mod what_if;
pub mod when;

#[cfg(test)]
pub(crate) mod given;
