//! Full-text search: an inverted index over words, which finds beginnings, parts and misspellings
//! of them and says how well each document fits.

mod edits;
mod query;
mod vocabulary;
mod words;
pub mod written;

pub use self::{
    query::{Weighed, in_text},
    vocabulary::Fit,
    words::{Field, Words},
};

/// The words of a folded text: runs of letters and digits.
pub(crate) fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
}
