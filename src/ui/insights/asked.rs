//! What Insights is asked to show, as its address says it.

use crate::{
    domain::state::RecordKind,
    report::{
        filter::{Filter, Sort},
        kpi::{Belongs, Between, By, FirstContact, Measure, Resolution, Similar, Switches},
        period::Period,
    },
    ui::insights::shown::{Proved, Shown},
};

/// The period, the variants, the grouping, and the filter of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub period: Period,
    /// Beside the period before.
    pub compare: bool,
    pub by: By,
    pub switches: Switches,
    /// The clock of the figures about promises, by its word; none is the usual one.
    pub clock: Option<String>,
    /// The figure whose proof is open.
    pub proof: Option<Proved>,
    /// The duration whose spread is drawn.
    pub spread: Measure,
    /// The lengths to which the proof of a duration is narrowed.
    pub between: Option<Between>,
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
        let proof = value("proof").and_then(Proved::from_slug);
        let is_duration = matches!(proof, Some(Proved::Figure(Shown::Duration(_))));
        Self {
            period: value("period")
                .and_then(Period::from_slug)
                .unwrap_or(DEFAULT_PERIOD),
            compare: value("compare") == Some("yes"),
            by: value("by")
                .and_then(By::from_slug)
                .unwrap_or(By::MainCategory),
            switches,
            proof,
            between: value("between")
                .filter(|_| is_duration)
                .and_then(Between::from_slug),
            spread: value("spread")
                .and_then(Measure::from_slug)
                .unwrap_or(Measure::Resolve),
            clock: value("sla").map(str::to_owned),
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
        let slug = self.spread.slug().to_owned();
        say("spread", slug, self.spread == Measure::Resolve);
        if let Some(clock) = &self.clock {
            say("sla", clock.clone(), false);
        }
        if let Some(proof) = self.proof {
            say("proof", proof.slug(), false);
            if let (Proved::Figure(Shown::Duration(_)), Some(between)) = (proof, self.between) {
                say("between", between.slug(), false);
            }
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
            "proof=resolve&between=3600..7200",
            "period=2026-10&compare=yes&by=priority&belongs=ended&resolution=first&fcr=strict&similar=service&spread=mtta&sla=team-2&proof=mtta&kind=request&priority=p1",
        ] {
            assert_eq!(Asked::read(query).write(), query);
        }
        assert_eq!(
            Asked::read("period=x&by=y&reported=7d&sort=title").write(),
            ""
        );
        // Only a duration has lengths.
        assert_eq!(
            Asked::read("proof=volume&between=60..").write(),
            "proof=volume"
        );
        assert_eq!(Asked::read("between=60..").write(), "");
    }
}
