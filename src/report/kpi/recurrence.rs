//! Which incidents came back: reported within 30 days after an earlier similar one.

use std::sync::OnceLock;

use crate::{
    domain::state::RecordKind,
    report::kpi::{Asked, Facts, LeftOut, Rate, Ratio, Similar, facts::flag, rates::answer, share},
};

/// How long after an earlier incident a similar one counts as the same again, in milliseconds.
pub const WITHIN: i64 = 30 * 86_400_000;

/// For each place, the place of the similar incident before it, plus one; zero where there is none.
#[derive(Clone, Debug, Default)]
pub(super) struct Earlier(Vec<u32>);

impl Earlier {
    /// The place of the earlier incident.
    pub fn of(&self, place: usize) -> Option<u32> {
        self.0.get(place)?.checked_sub(1)
    }
}

impl Facts {
    /// Looks for earlier similar incidents among all, whatever is asked for; kept until the board
    /// changes.
    pub(super) fn earlier(&self, similar: Similar) -> &Earlier {
        let held: &OnceLock<Earlier> = match similar {
            Similar::Caller => &self.by_caller,
            Similar::Service => &self.by_service,
        };
        held.get_or_init(|| self.find_earlier(similar))
    }

    /// What kind of trouble it is, more closely than its main category: the word of its source,
    /// else its subcategory here; 0 where neither is known.
    fn subject(&self, place: usize) -> u64 {
        let category = self.category[place];
        match self.subcategory[place] {
            0 if self.mains[category as usize] == category => 0,
            0 => u64::from(category) << 32,
            named => u64::from(named),
        }
    }

    fn find_earlier(&self, similar: Similar) -> Earlier {
        let who = match similar {
            Similar::Caller => &self.caller,
            Similar::Service => &self.service,
        };
        let mut found = vec![0; self.len()];
        let mut keyed: Vec<(u32, u64, i64, u32)> = (0_u32..)
            .zip(who)
            .filter_map(|(number, &who)| {
                let place = number as usize;
                let subject = self.subject(place);
                let counts = who > 0
                    && subject > 0
                    && self.kind[place] == RecordKind::Incident
                    && !self.has(place, flag::VOID);
                counts.then(|| (who, subject, self.reported[place], number))
            })
            .collect();
        keyed.sort_unstable();
        let mut earlier: Option<(u32, u64, i64, u32)> = None;
        for pair in keyed.windows(2) {
            let (before, now) = (pair[0], pair[1]);
            // Of several reported at once, none is the earlier one.
            if before.2 < now.2 || (before.0, before.1) != (now.0, now.1) {
                earlier = Some(before);
            }
            if let Some((who, subject, at, place)) = earlier
                && (who, subject) == (now.0, now.1)
                && now.2.saturating_sub(at) <= WITHIN
            {
                found[now.3 as usize] = place + 1;
            }
        }
        Earlier(found)
    }
}

/// Incidents that came back, what people confirmed and what looks like it counted apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recurrence {
    /// Incidents that the figure is about.
    pub of: usize,
    /// Reported within 30 days after an earlier similar one: what the rate counts.
    pub suggested: usize,
    /// Linked by somebody as having happened again.
    pub confirmed: usize,
    /// Both of it.
    pub both: usize,
    pub left_out: LeftOut,
}

impl Recurrence {
    /// Suggested ÷ incidents.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        share(self.suggested, self.of)
    }

    /// The rate by similarity.
    #[must_use]
    pub const fn ratio(&self) -> Ratio {
        Ratio {
            numerator: self.suggested,
            denominator: self.of,
            left_out: self.left_out,
        }
    }
}

/// Recurrence among incidents that were reported in the time asked for. The earlier one may lie
/// before that time, and outside of what is asked for.
#[must_use]
pub fn recurrence(facts: &Facts, asked: &Asked<'_>) -> Recurrence {
    let mut sum = Recurrence::default();
    for place in asked.each(facts) {
        match answer(facts, asked, Rate::Recurrence, place) {
            None => {}
            Some(Err(why)) => sum.left_out.add(why),
            Some(Ok(suggested)) => {
                let confirmed = facts.has(place, flag::RECURRENCE);
                sum.of += 1;
                sum.suggested += usize::from(suggested);
                sum.confirmed += usize::from(confirmed);
                sum.both += usize::from(suggested && confirmed);
            }
        }
    }
    sum
}
