//! The inverted index: for each word the documents that hold it, and in which field.
//!
//! A document that changes gets a new number and its old one is dead, so that lists of documents
//! only ever grow at their end and can be kept as differences.

use crate::report::search::{vocabulary::Vocabulary, words_of};

/// Where a word stands, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    Title,
    Reference,
    Body,
}

const NONE: u32 = u32::MAX;

/// The words of documents, by their places.
#[derive(Clone, Debug, Default)]
pub struct Words {
    pub(super) vocabulary: Vocabulary,
    lists: Vec<List>,
    /// For each number of a document, its place.
    places: Vec<u32>,
    /// For each place, the number of its document.
    numbers: Vec<u32>,
    /// Numbers that no place has any more.
    dead: usize,
    /// Reused while a document is taken apart.
    parts: Vec<(u32, Field)>,
}

/// The documents of a word.
#[derive(Clone, Debug, Default)]
struct List {
    /// How many places hold it.
    live: u32,
    last: u32,
    /// Differences between document numbers, four times as large with the field in the low bits,
    /// seven bits a byte, the last byte below 128.
    bytes: Vec<u8>,
}

impl Words {
    /// Takes in the document of a place, which must not be in.
    pub fn add(&mut self, place: u32, title: &str, reference: &str, body: &str) {
        let number = u32::try_from(self.places.len()).unwrap_or(NONE);
        self.places.push(place);
        let at = place as usize;
        if self.numbers.len() <= at {
            self.numbers.resize(at + 1, NONE);
        }
        self.numbers[at] = number;
        let parts = self.take_apart(title, reference, body);
        self.lists.resize_with(self.vocabulary.len(), List::default);
        for &(word, field) in &parts {
            self.lists[word as usize].push(number, field);
        }
        self.parts = parts;
    }

    /// Takes out the document of a place: the texts are those that it was added with.
    pub fn remove(&mut self, place: u32, title: &str, reference: &str, body: &str) {
        let Some(number) = self.numbers.get_mut(place as usize) else {
            return;
        };
        let number = std::mem::replace(number, NONE);
        if number == NONE {
            return;
        }
        self.places[number as usize] = NONE;
        self.dead += 1;
        let parts = self.take_apart(title, reference, body);
        for &(word, _) in &parts {
            self.lists[word as usize].live -= 1;
        }
        self.parts = parts;
    }

    /// Whether so much of the index is dead that a new one is better.
    #[must_use]
    pub const fn is_worn(&self) -> bool {
        self.dead > self.places.len() / 2 + 1_000
    }

    /// How many documents are in.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.places.len() - self.dead
    }

    /// Whether no document is in.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many distinct words there are.
    #[must_use]
    pub const fn distinct(&self) -> usize {
        self.vocabulary.len()
    }

    /// How many documents hold a word.
    pub(super) fn count(&self, word: u32) -> u32 {
        self.lists.get(word as usize).map_or(0, |list| list.live)
    }

    /// The places of a word and where in their documents it stands.
    pub(super) fn each(&self, word: u32, mut found: impl FnMut(usize, Field)) {
        let Some(list) = self.lists.get(word as usize).filter(|list| list.live > 0) else {
            return;
        };
        let (mut number, mut value, mut shift) = (0_u32, 0_u32, 0);
        for &byte in &list.bytes {
            value |= u32::from(byte & 127) << shift;
            shift += 7;
            if byte < 128 {
                number += value >> 2;
                let field = match value & 3 {
                    0 => Field::Title,
                    1 => Field::Reference,
                    _ => Field::Body,
                };
                let place = self.places[number as usize];
                if place != NONE {
                    found(place as usize, field);
                }
                (value, shift) = (0, 0);
            }
        }
    }

    /// The distinct words of a document, each with the weightiest field that it stands in.
    fn take_apart(&mut self, title: &str, reference: &str, body: &str) -> Vec<(u32, Field)> {
        let mut parts = std::mem::take(&mut self.parts);
        parts.clear();
        for (field, text) in [
            (Field::Title, title),
            (Field::Reference, reference),
            (Field::Body, body),
        ] {
            parts.extend(words_of(text).map(|word| (self.vocabulary.number(word), field)));
        }
        parts.sort_unstable();
        parts.dedup_by_key(|(word, _)| *word);
        parts
    }
}

impl List {
    fn push(&mut self, number: u32, field: Field) {
        self.live += 1;
        let mut value = (number - self.last) << 2 | field as u32;
        self.last = number;
        while value >= 128 {
            self.bytes.push((value & 127) as u8 | 128);
            value >>= 7;
        }
        self.bytes.push((value & 127) as u8);
    }
}
