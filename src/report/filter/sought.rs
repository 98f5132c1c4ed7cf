//! A searched text made ready: which records hold every term of it, and how well they fit.
//!
//! A record holds a term where its own text does, or the name of its owner, team or service. The
//! index over words answers that at once; while it is not whole, the texts are read through, and
//! the same records are found, but nothing misspelt and all in their usual order.

use crate::report::{
    filter::{
        columns::Columns,
        matching::Fails,
        text::{Pairs, terms},
    },
    search::{Fit, Weighed, Words, in_text},
};

/// Every term has to occur.
pub(super) struct Sought(Vec<Term>);

struct Term {
    text: String,
    pairs: Pairs,
    /// The place of the byte that other texts hold least often.
    rare: usize,
    /// How well the names fit, by their places.
    people: Vec<Option<Fit>>,
    teams: Vec<Option<Fit>>,
    services: Vec<Option<Fit>>,
    is_name: bool,
}

impl Sought {
    /// The terms of a text; none where it has none.
    pub fn new(text: &str, columns: &Columns, words: Option<&Words>) -> Option<Self> {
        let terms = terms(text).into_iter();
        let terms: Vec<Term> = terms.map(|text| Term::new(text, columns, words)).collect();
        (!terms.is_empty()).then_some(Self(terms))
    }

    /// For each record how well it fits, 0 where it does not; records that fail otherwise may have
    /// any weight.
    pub fn weights(&self, columns: &Columns, words: Option<&Words>, fails: &[Fails]) -> Vec<f32> {
        let mut total = vec![1.0; columns.len()];
        let mut own = vec![0.0; columns.len()];
        for term in &self.0 {
            term.weigh(columns, words, fails, &total, &mut own);
            let holding = own.iter().filter(|weight| **weight > 0.0).count();
            let rarity = rarity(holding, columns.len());
            for (total, own) in total.iter_mut().zip(&own) {
                *total = match *own > 0.0 && *total > 0.0 {
                    true => *total + own * rarity,
                    false => 0.0,
                };
            }
        }
        total
    }
}

/// What a term is worth that so many records hold: the inverse document frequency (Robertson and
/// Zaragoza 2009, 3.1).
#[expect(
    clippy::cast_precision_loss,
    reason = "a log has fewer records than an f32 has integers, or nearly so"
)]
fn rarity(holding: usize, records: usize) -> f32 {
    let (holding, records) = (holding as f32, records as f32);
    (1.0 + (records - holding + 0.5).max(0.0) / (holding + 0.5)).ln()
}

impl Term {
    fn new(text: String, columns: &Columns, words: Option<&Words>) -> Self {
        let names = |may_be_misspelt: bool| {
            let fits = |names: &[String]| -> Vec<_> {
                let fit = |name: &String| in_text(name, &text, may_be_misspelt);
                names.iter().map(fit).collect()
            };
            [
                fits(&columns.people.folded),
                fits(&columns.teams.folded),
                fits(&columns.services.folded),
            ]
        };
        let is_some = |names: &[Vec<Option<Fit>>; 3]| names.iter().flatten().any(Option::is_some);
        let mut fits = names(false);
        let mut is_name = is_some(&fits);
        if !is_name && words.is_some_and(|words| !words.holds(&text)) {
            fits = names(true);
            is_name = is_some(&fits);
        }
        let [people, teams, services] = fits;
        // The commonest letters of English first: those are the worst to look for.
        let rarity = |byte: u8| {
            " etaoinsrhldcumfpgwyb"
                .bytes()
                .position(|common| common == byte)
        };
        let rare = (0..text.len())
            .filter(|&place| text.as_bytes()[place].is_ascii())
            .max_by_key(|&place| rarity(text.as_bytes()[place]).unwrap_or(usize::MAX));
        Self {
            pairs: Pairs::of(&text),
            rare: rare.unwrap_or(0),
            people,
            teams,
            services,
            is_name,
            text,
        }
    }

    fn weigh(
        &self,
        columns: &Columns,
        words: Option<&Words>,
        fails: &[Fails],
        total: &[f32],
        own: &mut [f32],
    ) {
        let weighed = if let Some(words) = words {
            words.weigh(&self.text, own)
        } else {
            own.fill(0.0);
            Weighed::Nothing
        };
        let is_asked = |place: usize| fails[place] == 0 && total[place] > 0.0;
        if weighed != Weighed::Whole {
            for (place, weight) in own.iter_mut().enumerate() {
                let is_known = match weighed {
                    Weighed::Beginnings => *weight > 0.0,
                    Weighed::Candidates => *weight <= 0.0,
                    Weighed::Whole | Weighed::Nothing => false,
                };
                if !is_known {
                    let holds = is_asked(place) && self.is_in(columns, place);
                    *weight = match holds {
                        true => weight.max(Fit::Part.weight()),
                        false => 0.0,
                    };
                }
            }
        }
        if self.is_name {
            for (place, weight) in own.iter_mut().enumerate() {
                let by_name = self.by_name(columns, place);
                *weight = weight.max(by_name.map_or(0.0, Fit::weight));
            }
        }
    }

    fn by_name(&self, columns: &Columns, place: usize) -> Option<Fit> {
        let owner = self.people[columns.owner[place] as usize];
        let team = self.teams[columns.team[place] as usize];
        let service = self.services[columns.service[place] as usize];
        [owner, team, service].into_iter().flatten().min()
    }

    /// Looks for the rarest byte first, which the standard library does many bytes at a time.
    fn is_in(&self, columns: &Columns, place: usize) -> bool {
        if !columns.pairs[place].may_hold(&self.pairs) {
            return false;
        }
        let text = columns.text(place);
        let rare = self.text.as_bytes()[self.rare];
        if !rare.is_ascii() {
            return text.contains(&self.text);
        }
        let mut from = 0;
        while let Some(found) = text[from..].find(char::from(rare)) {
            let at = from + found;
            let start = at.checked_sub(self.rare);
            if start.is_some_and(|start| text.as_bytes()[start..].starts_with(self.text.as_bytes()))
            {
                return true;
            }
            from = at + 1;
        }
        false
    }
}
