//! What is searched for, word by word, and how well each document fits.

use crate::report::search::{
    Field, Words,
    vocabulary::{Fit, fit, has_digit, misspelt},
    words_of,
};

/// Parts of words this short stand nearly everywhere: looking into the texts is faster.
const SHORT: usize = 2;

/// What the weights of a term say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weighed {
    /// All there is to say.
    Whole,
    /// A document without weight may still hold the term within a word.
    Beginnings,
    /// Only a document with weight can hold the term, but not each of them does.
    Candidates,
    /// Nothing: the term has no word.
    Nothing,
}

impl Fit {
    /// Between 0 and 1.
    pub(crate) const fn weight(self) -> f32 {
        match self {
            Self::Exact => 1.0,
            Self::Beginning => 0.7,
            Self::Part => 0.4,
            Self::Misspelt(1) => 0.3,
            Self::Misspelt(_) => 0.2,
        }
    }
}

impl Field {
    /// How much more a word in a field says than one in the body.
    const fn weight(self) -> f32 {
        match self {
            Self::Title => 4.0,
            Self::Reference => 2.0,
            Self::Body => 1.0,
        }
    }
}

impl Words {
    /// Whether some document has a word that the term is, or is in.
    #[must_use]
    pub fn holds(&self, term: &str) -> bool {
        !self.holding(term, false).is_empty()
    }

    /// Sets the weight of a folded term for each place, 0 where it does not occur: the weight of
    /// its best occurrence. A word that stands nowhere is taken for a misspelling.
    pub fn weigh(&self, term: &str, weights: &mut [f32]) -> Weighed {
        weights.fill(0.0);
        let pieces: Vec<&str> = words_of(term).collect();
        match pieces[..] {
            [] => Weighed::Nothing,
            [word] if word.len() == term.len() && word.chars().count() <= SHORT => {
                self.spread(&self.holding(word, true), weights);
                Weighed::Beginnings
            }
            [word] if word.len() == term.len() => {
                let mut found = self.holding(word, false);
                if found.is_empty() {
                    found = self.like(word);
                }
                self.spread(&found, weights);
                Weighed::Whole
            }
            _ => {
                // The least of the pieces' weights, so that a place that lacks one has none.
                let mut of_piece = vec![0.0; weights.len()];
                weights.fill(f32::INFINITY);
                for piece in pieces {
                    of_piece.fill(0.0);
                    self.spread(&self.holding(piece, false), &mut of_piece);
                    for (weight, own) in weights.iter_mut().zip(&of_piece) {
                        *weight = weight.min(*own);
                    }
                }
                Weighed::Candidates
            }
        }
    }

    fn holding(&self, word: &str, beginnings_only: bool) -> Vec<(u32, Fit)> {
        let mut found = Vec::new();
        self.vocabulary.holding(word, |number, fit| {
            if self.count(number) > 0 && !(beginnings_only && fit == Fit::Part) {
                found.push((number, fit));
            }
        });
        found
    }

    fn like(&self, word: &str) -> Vec<(u32, Fit)> {
        let mut found = Vec::new();
        self.vocabulary.like(word, |number, fit| {
            if self.count(number) > 0 {
                found.push((number, fit));
            }
        });
        found
    }

    fn spread(&self, found: &[(u32, Fit)], weights: &mut [f32]) {
        for &(word, fit) in found {
            let by_fit = fit.weight();
            self.each(word, |place, field| {
                if let Some(weight) = weights.get_mut(place) {
                    *weight = weight.max(by_fit * field.weight());
                }
            });
        }
    }
}

/// How well a folded text of a few words holds a term, misspelt or not.
#[must_use]
pub fn in_text(text: &str, term: &str, may_be_misspelt: bool) -> Option<Fit> {
    let best = words_of(text).filter_map(|word| fit(word, term)).min();
    let best = best.or_else(|| text.contains(term).then_some(Fit::Part));
    if best.is_some() || !may_be_misspelt || has_digit(term) {
        return best;
    }
    let most = super::edits::forgiven(term.chars().count());
    let like = words_of(text).filter_map(|word| misspelt(word, term, most));
    like.min().filter(|_| most > 0)
}
