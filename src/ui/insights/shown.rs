//! The figure whose proof is shown, as the address names it.

use crate::{
    domain::time::Moment,
    report::kpi::{Measure, Rate, proof::Figure, stays::Place},
};

/// What is proved: a figure of records, or of their clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proved {
    Figure(Shown),
    /// How the promises of the chosen clock came out.
    Sla,
    /// How those of the updates did.
    Updates,
}

impl From<Shown> for Proved {
    fn from(shown: Shown) -> Self {
        Self::Figure(shown)
    }
}

impl Proved {
    /// The word in the address.
    pub fn slug(self) -> String {
        match self {
            Self::Figure(shown) => shown.slug(),
            Self::Sla => "sla".to_owned(),
            Self::Updates => "updates".to_owned(),
        }
    }

    /// What a word names.
    pub fn from_slug(slug: &str) -> Option<Self> {
        match slug {
            "sla" => Some(Self::Sla),
            "updates" => Some(Self::Updates),
            slug => Shown::from_slug(slug).map(Self::Figure),
        }
    }
}

/// A figure with a card or a row of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    Duration(Measure),
    Rate(Rate),
    Volume,
    /// At the end of the period.
    Backlog,
    OnHold,
    InState(Place),
}

impl Shown {
    /// The word in the address: `mtta`, `fcr`, `in-hold-caller`.
    pub fn slug(self) -> String {
        match self {
            Self::Duration(measure) => measure.slug().to_owned(),
            Self::Rate(rate) => rate.slug().to_owned(),
            Self::Volume => "volume".to_owned(),
            Self::Backlog => "backlog".to_owned(),
            Self::OnHold => "hold".to_owned(),
            Self::InState(place) => format!("in-{}", place.slug()),
        }
    }

    /// The figure of a word.
    pub fn from_slug(slug: &str) -> Option<Self> {
        let measures = Measure::ALL.iter().map(|&it| Self::Duration(it));
        let rates = Rate::ALL.iter().map(|&it| Self::Rate(it));
        let states = Place::ALL.iter().map(|&it| Self::InState(it));
        let others = [Self::Volume, Self::Backlog, Self::OnHold];
        let mut all = measures.chain(rates).chain(others).chain(states);
        all.find(|it| it.slug() == slug)
    }

    /// What people read.
    pub fn label(self) -> String {
        match self {
            Self::Duration(measure) => measure.label().to_owned(),
            Self::Rate(rate) => rate.label().to_owned(),
            Self::Volume => "Volume".to_owned(),
            Self::Backlog => "Backlog".to_owned(),
            Self::OnHold => "Time on hold".to_owned(),
            Self::InState(place) => format!("Time in state: {}", place.label()),
        }
    }

    /// What is proved; a backlog is taken at a moment.
    pub fn figure(self, at: Moment) -> Figure {
        match self {
            Self::Duration(measure) => Figure::Duration(measure),
            Self::Rate(rate) => Figure::Rate(rate),
            Self::Volume => Figure::Volume,
            Self::Backlog => Figure::Backlog(at),
            Self::OnHold => Figure::OnHold,
            Self::InState(place) => Figure::InState(place),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_leads_back_to_its_figure() {
        for slug in [
            "mtta",
            "restore",
            "fcr",
            "recurrence",
            "volume",
            "backlog",
            "hold",
            "in-hold-caller",
            "sla",
            "updates",
        ] {
            assert_eq!(
                Proved::from_slug(slug).map(Proved::slug).as_deref(),
                Some(slug)
            );
        }
        assert_eq!(Proved::from_slug("mttr"), None);
    }
}
