//! Policies in words: what a condition asks for, which versions there were, and how they differ.

mod difference;
mod facet;
mod terms;
mod versions;

pub use crate::report::policy::{
    difference::differences,
    facet::{Facet, condition},
    terms::Terms,
    versions::{Version, versions},
};
