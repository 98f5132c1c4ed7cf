//! When things are due: clocks computed from what happened, by a policy and its calendars.
//!
//! Nothing is stored: [`runs`](walk::runs) is a pure function of a record and a [`Plan`](plan::Plan),
//! and what a clock shows is one of a run and a moment.

pub mod chart;
pub mod check;
pub mod hours;
pub mod plan;
pub mod proof;
pub mod run;
pub mod walk;
pub mod zone;
