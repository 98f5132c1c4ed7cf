//! How long it takes: from one milestone to another, per record and over many.

use crate::{
    domain::{
        state::{RecordKind, slugs},
        time::Moment,
    },
    report::{
        kpi::{
            Asked, Belongs, Facts, Groups, LeftOut, Resolution, Stats, Switches, UNKNOWN,
            counts::Why, facts::flag, known, stats::Sorted,
        },
        period::Buckets,
    },
};

slugs!(
    /// A duration that is measured on every record. The slug names the figure in addresses.
    Measure {
        /// Acknowledged − reported. Only an explicit acknowledgement counts; for an imported
        /// history without one, when it was no longer new.
        Acknowledge = "mtta", "Time to acknowledge";
        /// Resolved − reported.
        Resolve = "resolve", "Time to resolve";
        /// (Mitigated, else resolved) − (impact started, else reported).
        Restore = "restore", "Time to restore";
        /// Detected − impact started; says nothing where the start of the impact is unknown.
        Detect = "detect", "Time to detect";
        /// Resolved − reported, without the time on hold.
        ResolveNet = "resolve-net", "Time to resolve, without holds";
        /// Closed − reported; those open again count with the variant of the first closure.
        Close = "close", "Time to close";
    }
);

/// What a figure takes of one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measured {
    pub start: Option<Moment>,
    pub end: Option<Moment>,
    /// Milliseconds to take off: time on hold.
    pub without: i64,
    /// Whether the start is that of the report, since the start of the impact is unknown.
    pub start_fell_back: bool,
    /// Whether the end is the resolution since no mitigation is known, or read off an imported
    /// history since nobody acknowledged explicitly.
    pub end_fell_back: bool,
    /// Milliseconds, or why there are none.
    pub length: Result<i64, Why>,
}

/// How often a figure had to fall back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FellBack {
    pub start: usize,
    pub end: usize,
}

/// A duration over many records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Durations {
    /// Nothing where nothing entered.
    pub stats: Option<Stats>,
    pub left_out: LeftOut,
    pub fell_back: FellBack,
}

impl Durations {
    /// How many records entered.
    #[must_use]
    pub fn n(&self) -> usize {
        self.stats.map_or(0, |stats| stats.n)
    }
}

/// A duration of the records asked for.
#[must_use]
pub fn durations(facts: &Facts, asked: &Asked<'_>, measure: Measure) -> Durations {
    let groups = gather(facts, asked, measure, 1, |_, _| Some(0));
    groups.into_iter().next().unwrap_or_default()
}

/// The same for each group; together they are the whole.
#[must_use]
pub fn durations_by(
    facts: &Facts,
    asked: &Asked<'_>,
    measure: Measure,
    groups: &Groups,
) -> Vec<Durations> {
    let codes = &groups.codes;
    gather(facts, asked, measure, groups.keys.len(), |place, _| {
        codes.get(place).copied().filter(|&code| code != u32::MAX)
    })
}

/// The same for each bucket of time, by the moment that decides to which period a record belongs.
#[must_use]
pub fn durations_over(
    facts: &Facts,
    asked: &Asked<'_>,
    measure: Measure,
    buckets: &Buckets,
) -> Vec<Durations> {
    let mut near = 0;
    gather(facts, asked, measure, buckets.all.len(), |_, at| {
        near = buckets.find(at, near)?;
        u32::try_from(near).ok()
    })
}

/// The lengths that enter a figure, in milliseconds and in the order of places: for a
/// distribution.
#[must_use]
pub fn lengths(facts: &Facts, asked: &Asked<'_>, measure: Measure) -> Vec<i64> {
    let all = asked.each(facts).filter_map(|place| {
        let measured = facts.measure(place, measure, asked.switches);
        belongs(facts, asked, place, &measured)?;
        measured.length.ok()
    });
    all.collect()
}

/// Measures each record once and sorts what it gives into groups.
fn gather(
    facts: &Facts,
    asked: &Asked<'_>,
    measure: Measure,
    groups: usize,
    mut group: impl FnMut(usize, Moment) -> Option<u32>,
) -> Vec<Durations> {
    let mut all = vec![Durations::default(); groups];
    let mut pairs = Vec::with_capacity(asked.places.map_or(facts.len(), <[u32]>::len));
    for place in asked.each(facts) {
        let measured = facts.measure(place, measure, asked.switches);
        let Some(at) = belongs(facts, asked, place, &measured) else {
            continue;
        };
        let Some(code) = group(place, at) else {
            continue;
        };
        let sum = &mut all[code as usize];
        match measured.length {
            Ok(length) => {
                pairs.push((code, length));
                sum.fell_back.start += usize::from(measured.start_fell_back);
                sum.fell_back.end += usize::from(measured.end_fell_back);
            }
            Err(why) => sum.left_out.add(why),
        }
    }
    let stats = Sorted::new(&pairs, groups).stats();
    for (sum, stats) in all.iter_mut().zip(stats) {
        sum.stats = stats;
    }
    all
}

/// The moment by which a record belongs to the time asked for; nothing where it does not.
pub(super) fn belongs(
    facts: &Facts,
    asked: &Asked<'_>,
    place: usize,
    measured: &Measured,
) -> Option<Moment> {
    let at = match asked.switches.belongs {
        Belongs::Reported => Moment(facts.reported[place]),
        Belongs::Ended => match (measured.end, measured.length) {
            (Some(end), _) => end,
            // What never counts is still shown where it was reported.
            (None, Err(Why::Void | Why::Drill)) => Moment(facts.reported[place]),
            (None, _) => return None,
        },
    };
    asked.span.contains(at).then_some(at)
}

impl Facts {
    /// Why a record enters no figure at all: it is a drill, or void.
    pub(super) fn unfit(&self, place: usize) -> Option<Why> {
        if self.kind[place] == RecordKind::Drill {
            Some(Why::Drill)
        } else if self.has(place, flag::VOID) {
            Some(Why::Void)
        } else {
            None
        }
    }

    /// What a figure takes of one record.
    #[must_use]
    pub fn measure(&self, place: usize, measure: Measure, switches: Switches) -> Measured {
        let reported = match self.has(place, flag::UNREPORTED) {
            true => UNKNOWN,
            false => self.reported[place],
        };
        let is_last = switches.resolution == Resolution::Last;
        let resolved = match is_last {
            true => self.last_resolved[place],
            false => self.first_resolved[place],
        };
        let ended = self.has(place, flag::ENDED);
        let mut start_fell_back = false;
        let mut end_fell_back = false;
        let mut without = 0;
        let (start, end, over) = match measure {
            Measure::Acknowledge => {
                end_fell_back = self.has(place, flag::LEFT_NEW);
                let over = ended || self.has(place, flag::LATER_CYCLE);
                (reported, self.acknowledged[place], over)
            }
            Measure::Resolve => (reported, resolved, ended),
            Measure::ResolveNet => {
                without = self.hold_ms[place];
                (reported, resolved, ended)
            }
            Measure::Restore => {
                let (end, unmitigated) = match is_last {
                    true => (self.last_restored[place], flag::LAST_UNMITIGATED),
                    false => (self.first_restored[place], flag::FIRST_UNMITIGATED),
                };
                end_fell_back = self.has(place, unmitigated);
                start_fell_back = self.impact[place] == UNKNOWN;
                let start = match start_fell_back {
                    true => reported,
                    false => self.impact[place],
                };
                (start, end, ended)
            }
            Measure::Detect => (self.impact[place], self.detected[place], ended),
            Measure::Close => {
                let closed = match is_last {
                    true => self.last_closed[place],
                    false => self.first_closed[place],
                };
                (reported, closed, self.has(place, flag::CLOSED))
            }
        };
        let length = match self.unfit(place) {
            Some(why) => Err(why),
            None if start == UNKNOWN && measure == Measure::Detect => Err(Why::NotApplicable),
            None if end == UNKNOWN && !over => Err(Why::Open),
            None if start == UNKNOWN || end == UNKNOWN => Err(Why::Missing),
            None => match end.saturating_sub(start).saturating_sub(without) {
                ..0 => Err(Why::Invalid),
                length => Ok(length),
            },
        };
        Measured {
            start: known(start),
            end: known(end),
            without,
            start_fell_back,
            end_fell_back: end_fell_back && end != UNKNOWN,
            length,
        }
    }
}
