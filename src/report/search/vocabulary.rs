//! Every distinct word once, with what rules most of them out unread.

use std::{collections::HashMap, hash::BuildHasherDefault};

use crate::{
    domain::digest::Digest,
    report::search::edits::{apart, forgiven},
};

/// How a word of a document fits a searched one, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    Exact,
    Beginning,
    Part,
    /// So many edits away.
    Misspelt(usize),
}

/// Distinct words by small numbers.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    numbers: HashMap<Box<str>, u32, BuildHasherDefault<Digest>>,
    letters: String,
    /// Where each word ends in `letters`.
    ends: Vec<u32>,
    /// Which letters each word has.
    signs: Vec<u32>,
}

impl Vocabulary {
    /// The number of a word, which is given one.
    pub fn number(&mut self, word: &str) -> u32 {
        if let Some(&number) = self.numbers.get(word) {
            return number;
        }
        let number = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.numbers.insert(word.into(), number);
        self.letters.push_str(word);
        self.ends
            .push(u32::try_from(self.letters.len()).unwrap_or(u32::MAX));
        self.signs.push(signs(word));
        number
    }

    /// How many words there are.
    pub const fn len(&self) -> usize {
        self.ends.len()
    }

    /// The words that hold the text, and how.
    pub fn holding(&self, text: &str, mut found: impl FnMut(u32, Fit)) {
        let wanted = signs(text);
        for (number, &signs) in (0_u32..).zip(&self.signs) {
            if signs & wanted == wanted
                && let Some(fit) = fit(self.word(number), text)
            {
                found(number, fit);
            }
        }
    }

    /// The words that the text may be a misspelling of. A number or a name with one is never
    /// taken for another.
    pub fn like(&self, text: &str, mut found: impl FnMut(u32, Fit)) {
        let most = forgiven(text.chars().count());
        if most == 0 || has_digit(text) {
            return;
        }
        let wanted = signs(text);
        for (number, &signs) in (0_u32..).zip(&self.signs) {
            // Each edit adds or takes at most two kinds of letters.
            if (signs ^ wanted).count_ones() as usize <= 2 * most
                && let Some(fit) = misspelt(self.word(number), text, most)
            {
                found(number, fit);
            }
        }
    }

    fn word(&self, number: u32) -> &str {
        let at = number as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.letters[start as usize..self.ends[at] as usize]
    }
}

/// How a word holds the text.
pub fn fit(word: &str, text: &str) -> Option<Fit> {
    let (word, text) = (word.as_bytes(), text.as_bytes());
    if word.starts_with(text) {
        return Some(match word.len() == text.len() {
            true => Fit::Exact,
            false => Fit::Beginning,
        });
    }
    // Words are short: a plain comparison beats what the library prepares for long texts.
    let is_part = word.windows(text.len()).any(|part| part == text);
    is_part.then_some(Fit::Part)
}

/// How a word comes to be misspelt as the text.
pub fn misspelt(word: &str, text: &str, most: usize) -> Option<Fit> {
    if has_digit(word) {
        return None;
    }
    apart(word.as_bytes(), text.as_bytes(), most).map(Fit::Misspelt)
}

pub fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// A bit for each kind of letter: a word holds a text only if it has all of the text's.
fn signs(text: &str) -> u32 {
    text.bytes().fold(0, |signs, byte| {
        signs
            | match byte {
                b'a'..=b'z' => 1 << (byte - b'a'),
                b'0'..=b'9' => 1 << (26 + (byte - b'0') / 2),
                _ => 1 << 31,
            }
    })
}
