//! What the matrix is asked to show, as its address says it.

use crate::{
    domain::{priority::Scale, state::RecordKind},
    report::{
        filter::{Dates, Filter},
        matrix::Span,
    },
};

/// The kind, the scale and the span of the cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    pub kind: RecordKind,
    /// Nothing: the scale that holds most.
    pub scale: Option<Scale>,
    pub span: Span,
}

impl Asked {
    /// Reads an address such as `kind=request&show=all`; leaves out what it does not understand.
    pub fn read(query: &str) -> Self {
        let value = |key: &str| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs.find(|(held, _)| *held == key).map(|(_, value)| value)
        };
        Self {
            kind: value("kind")
                .and_then(RecordKind::from_slug)
                .unwrap_or(RecordKind::Incident),
            scale: value("scale").and_then(|text| text.parse().ok()),
            span: value("show")
                .and_then(Span::from_slug)
                .unwrap_or(Span::Open),
        }
    }

    /// The address that [`read`](Self::read) reads back.
    pub fn write(self) -> String {
        let mut pairs = Vec::new();
        if self.kind != RecordKind::Incident {
            pairs.push(format!("kind={}", self.kind.slug()));
        }
        if let Some(scale) = self.scale {
            pairs.push(format!("scale={scale}"));
        }
        if self.span != Span::Open {
            pairs.push(format!("show={}", self.span.slug()));
        }
        pairs.join("&")
    }

    /// Where the records of a cell are listed that have no card here.
    pub fn list_of(self, scale: Scale, impact: u8, urgency: u8) -> String {
        let filter = Filter {
            impacts: vec![Some(impact)],
            urgencies: vec![Some(urgency)],
            scale: Some(scale),
            ..self.filter()
        };
        href(&filter)
    }

    /// Where the records are listed that nobody judged.
    pub fn list_of_unjudged(self) -> String {
        let filter = Filter {
            priorities: vec![None],
            ..self.filter()
        };
        href(&filter)
    }

    fn filter(self) -> Filter {
        Filter {
            kinds: vec![self.kind],
            open: (self.span == Span::Open).then_some(true),
            reported: (self.span == Span::Month).then_some(Dates::LastDays(30)),
            ..Filter::default()
        }
    }
}

fn href(filter: &Filter) -> String {
    format!("#/incidents?{}", filter.to_query())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::priority::Preset;

    #[test]
    fn an_address_is_read_back() {
        for query in ["", "kind=request", "scale=servicenow-3x3&show=month"] {
            assert_eq!(Asked::read(query).write(), query);
        }
        assert_eq!(Asked::read("kind=x&show=y&scale=z").write(), "");
        let asked = Asked::read("");
        let href = asked.list_of(Scale::Preset(Preset::ServiceNow), 1, 2);
        let parts = "kind=incident&open=yes&impact=1&urgency=2&scale=servicenow-3x3";
        assert_eq!(href, format!("#/incidents?{parts}"));
    }
}
