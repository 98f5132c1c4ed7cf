//! How often: first-contact resolution, reopening, recurrence, handing on, holding.

use crate::{
    domain::{
        state::{RecordKind, slugs},
        time::Moment,
    },
    report::{
        kpi::{
            Asked, Facts, FirstContact, Groups, LeftOut, counts::Why, facts::flag, share,
            stays::counted,
        },
        period::Buckets,
    },
};

slugs!(
    /// A question that each record answers with yes or no.
    Rate {
        /// No escalation and no reassignment ÷ records that ever reached Resolved or Closed.
        FirstContact = "fcr", "First-contact resolution";
        /// Reopened at least once ÷ records that ever reached Resolved or Closed.
        Reopen = "reopen", "Reopen rate";
        /// Incidents reported within 30 days after an earlier similar one ÷ incidents.
        Recurrence = "recurrence", "Recurrence rate";
        /// Incidents that somebody linked as a recurrence ÷ incidents.
        Confirmed = "confirmed", "Confirmed recurrences";
        /// Given to somebody else at least once ÷ records.
        Reassigned = "reassigned", "Reassigned";
        /// Escalated at least once ÷ records.
        Escalated = "escalated", "Escalated";
    }
);

/// Records that answer yes, of those that can answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ratio {
    pub numerator: usize,
    pub denominator: usize,
    pub left_out: LeftOut,
}

impl Ratio {
    /// From 0 to 1; nothing where nothing can answer.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        share(self.numerator, self.denominator)
    }
}

/// A rate of the records that were reported in the time asked for.
#[must_use]
pub fn rate(facts: &Facts, asked: &Asked<'_>, rate: Rate) -> Ratio {
    let groups = gather(facts, asked, rate, 1, |_| Some(0));
    groups.into_iter().next().unwrap_or_default()
}

/// The same for each group; together they are the whole.
#[must_use]
pub fn rate_by(facts: &Facts, asked: &Asked<'_>, rate: Rate, groups: &Groups) -> Vec<Ratio> {
    let codes = &groups.codes;
    gather(facts, asked, rate, groups.keys.len(), |place| {
        let code = codes.get(place).copied()?;
        (code != u32::MAX).then_some(code as usize)
    })
}

/// The same for each bucket of time.
#[must_use]
pub fn rate_over(facts: &Facts, asked: &Asked<'_>, rate: Rate, buckets: &Buckets) -> Vec<Ratio> {
    let mut near = 0;
    gather(facts, asked, rate, buckets.all.len(), |place| {
        near = buckets.find(Moment(facts.reported[place]), near)?;
        Some(near)
    })
}

fn gather(
    facts: &Facts,
    asked: &Asked<'_>,
    rate: Rate,
    groups: usize,
    mut group: impl FnMut(usize) -> Option<usize>,
) -> Vec<Ratio> {
    let mut all = vec![Ratio::default(); groups];
    for place in asked.each(facts) {
        let Some(answer) = answer(facts, asked, rate, place) else {
            continue;
        };
        let Some(code) = group(place) else { continue };
        let sum = &mut all[code];
        match answer {
            Ok(yes) => {
                sum.denominator += 1;
                sum.numerator += usize::from(yes);
            }
            Err(why) => sum.left_out.add(why),
        }
    }
    all
}

/// What a record that was reported in the time asked for answers, or why it can't.
pub(super) fn answer(
    facts: &Facts,
    asked: &Asked<'_>,
    rate: Rate,
    place: usize,
) -> Option<Result<bool, Why>> {
    let fit = counted(facts, asked, place)?;
    Some(fit.and_then(|()| {
        let is_request = facts.kind[place] == RecordKind::Request;
        let has_ended = match facts.has(place, flag::EVER_ENDED) {
            true => Ok(()),
            false => Err(Why::Open),
        };
        let is_incident = match is_request {
            true => Err(Why::OtherKind),
            false => Ok(()),
        };
        let (reassigned, escalated) = (facts.reassigned[place] > 0, facts.escalated[place] > 0);
        let reopened = facts.reopened[place] > 0;
        match rate {
            Rate::FirstContact if is_request && !asked.switches.requests => Err(Why::OtherKind),
            Rate::FirstContact => has_ended.map(|()| {
                let spoilt = match asked.switches.first_contact {
                    FirstContact::Default => false,
                    FirstContact::Strict => reopened,
                    FirstContact::NoCallerHold => facts.has(place, flag::HELD_FOR_CALLER),
                };
                !reassigned && !escalated && !spoilt
            }),
            Rate::Reopen => has_ended.map(|()| reopened),
            Rate::Recurrence => {
                is_incident.map(|()| facts.earlier(asked.switches.similar).of(place).is_some())
            }
            Rate::Confirmed => is_incident.map(|()| facts.has(place, flag::RECURRENCE)),
            Rate::Reassigned => Ok(reassigned),
            Rate::Escalated => Ok(escalated),
        }
    }))
}

/// How often records were handed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HandedOn {
    /// Records to which it happened at least once, of all that count.
    pub records: Ratio,
    /// How often in all.
    pub times: u64,
}

impl HandedOn {
    /// Times per record; nothing where there is no record.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        reason = "counts of records are far below 2^53"
    )]
    pub fn mean(&self) -> Option<f64> {
        let of = self.records.denominator;
        (of > 0).then(|| self.times as f64 / of as f64)
    }
}

/// Reassignments of the records that were reported in the time asked for.
#[must_use]
pub fn reassignments(facts: &Facts, asked: &Asked<'_>) -> HandedOn {
    handed_on(facts, asked, Rate::Reassigned, &facts.reassigned)
}

/// Escalations of the records that were reported in the time asked for.
#[must_use]
pub fn escalations(facts: &Facts, asked: &Asked<'_>) -> HandedOn {
    handed_on(facts, asked, Rate::Escalated, &facts.escalated)
}

fn handed_on(facts: &Facts, asked: &Asked<'_>, which: Rate, times: &[u32]) -> HandedOn {
    let counts = |&place: &usize| matches!(answer(facts, asked, which, place), Some(Ok(_)));
    HandedOn {
        records: rate(facts, asked, which),
        times: (asked.each(facts).filter(counts))
            .map(|place| u64::from(times[place]))
            .sum(),
    }
}
