//! What Insights is asked to show, as its address says it.

use crate::{
    domain::state::RecordKind,
    report::{
        filter::{Filter, Sort},
        kpi::{Belongs, By, FirstContact, Resolution, Similar, Switches},
        period::Period,
    },
    ui::insights::shown::Shown,
};

/// The period, the variants, the grouping, and the filter of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub period: Period,
    /// Beside the period before.
    pub compare: bool,
    pub by: By,
    pub switches: Switches,
    /// The figure whose proof is open.
    pub proof: Option<Shown>,
    /// Which records; its own days give way to the period.
    pub filter: Filter,
}

const DEFAULT_PERIOD: Period = Period::LastDays(30);

impl Asked {
    /// Reads an address such as `period=all&by=priority&fcr=strict`; leaves out what it does not
    /// understand.
    pub fn read(query: &str) -> Self {
        let value = |key: &str| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs.find(|(held, _)| *held == key).map(|(_, value)| value)
        };
        let mut filter = Filter::from_query(query);
        filter.reported = None;
        filter.sort = Sort::default();
        if filter.kinds.is_empty() {
            filter.kinds.push(RecordKind::Incident);
        }
        let switches = Switches {
            belongs: value("belongs")
                .and_then(Belongs::from_slug)
                .unwrap_or_default(),
            resolution: value("resolution")
                .and_then(Resolution::from_slug)
                .unwrap_or_default(),
            first_contact: value("fcr")
                .and_then(FirstContact::from_slug)
                .unwrap_or_default(),
            similar: value("similar")
                .and_then(Similar::from_slug)
                .unwrap_or_default(),
            requests: filter.kinds.contains(&RecordKind::Request),
        };
        Self {
            period: value("period")
                .and_then(Period::from_slug)
                .unwrap_or(DEFAULT_PERIOD),
            compare: value("compare") == Some("yes"),
            by: value("by")
                .and_then(By::from_slug)
                .unwrap_or(By::MainCategory),
            switches,
            proof: value("proof").and_then(Shown::from_slug),
            filter,
        }
    }

    /// The address that [`read`](Self::read) reads back.
    pub fn write(&self) -> String {
        let switches = self.switches;
        let mut pairs = Vec::new();
        let mut say = |key: &str, value: String, is_default: bool| {
            if !is_default {
                pairs.push(format!("{key}={value}"));
            }
        };
        say("period", self.period.slug(), self.period == DEFAULT_PERIOD);
        say("compare", "yes".to_owned(), !self.compare);
        say("by", self.by.slug().to_owned(), self.by == By::MainCategory);
        let slug = switches.belongs.slug().to_owned();
        say("belongs", slug, switches.belongs == Belongs::default());
        let slug = switches.resolution.slug().to_owned();
        say(
            "resolution",
            slug,
            switches.resolution == Resolution::default(),
        );
        let slug = switches.first_contact.slug().to_owned();
        say(
            "fcr",
            slug,
            switches.first_contact == FirstContact::default(),
        );
        let slug = switches.similar.slug().to_owned();
        say("similar", slug, switches.similar == Similar::default());
        if let Some(proof) = self.proof {
            say("proof", proof.slug(), false);
        }
        let mut filter = self.filter.clone();
        if filter.kinds == [RecordKind::Incident] {
            filter.kinds.clear();
        }
        let filter = filter.to_query();
        if !filter.is_empty() {
            pairs.push(filter);
        }
        pairs.join("&")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_back() {
        for query in [
            "",
            "period=all",
            "period=2026-10&compare=yes&by=priority&belongs=ended&resolution=first&fcr=strict&similar=service&proof=mtta&kind=request&priority=p1",
        ] {
            assert_eq!(Asked::read(query).write(), query);
        }
        assert_eq!(
            Asked::read("period=x&by=y&reported=7d&sort=title").write(),
            ""
        );
    }
}
