//! Small signs of the domain: what a priority, a state, a category, a person looks like.

pub mod category;
pub mod clock;
pub mod person;
pub mod priority;
pub mod state;
