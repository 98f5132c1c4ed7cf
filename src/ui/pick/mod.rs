//! What several forms ask for in one way: a priority, a time, somebody, a service, a record.

pub mod judgement;
pub mod known;
pub mod matrix;
pub mod named;
pub mod named_pick;
pub mod rating;
pub mod record;
pub mod unplaced;
pub mod when;
