//! A figure with the very records and numbers that it was computed from, and what it left out
//! and why. Computing the figure again from the rows gives the same figure.

mod formula;
pub(super) mod table;

use crate::{
    domain::{course::Leg, ids::RecordId, state::VoidReason, time::Moment},
    report::{
        kpi::{
            Asked, Between, Durations, Facts, LeftOut, Measure, Rate, Ratio, Stats,
            backlog::Count,
            counts::Why,
            durations::{FellBack, Measured, belongs},
            rates::answer,
            stays::{OnHold, Place, counted},
        },
        when,
    },
};

/// A figure that can be proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    Duration(Measure),
    Rate(Rate),
    Volume,
    /// At a moment.
    Backlog(Moment),
    OnHold,
    InState(Place),
    Reassignments,
    Escalations,
}

/// A record that entered, with what it gave. Time in state has a row for each stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub record: RecordId,
    /// The record's place in [`Facts`].
    pub place: u32,
    pub start: Option<Moment>,
    /// Nothing where it has not ended, or where the figure has no end.
    pub end: Option<Moment>,
    /// Milliseconds of durations; 1 for yes and 0 for no; how often for counters.
    pub value: i64,
    /// What the value is a part of: open time, of which it was on hold, in milliseconds.
    pub of: Option<i64>,
    /// Milliseconds on hold that were taken off.
    pub without: i64,
    pub start_fell_back: bool,
    pub end_fell_back: bool,
}

/// A record that did not enter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excluded {
    pub record: RecordId,
    pub place: u32,
    pub start: Option<Moment>,
    pub end: Option<Moment>,
    pub why: Why,
    /// The reason in words.
    pub said: String,
}

/// A figure's records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    pub figure: Figure,
    /// What was computed, in a sentence that names its variant.
    pub formula: String,
    /// Where the definition comes from.
    pub source: &'static str,
    /// The largest value first, ties by when they were reported.
    pub rows: Vec<Row>,
    /// By the reason, ties by when they were reported.
    pub left_out: Vec<Excluded>,
}

/// Lists what a figure is computed from. Only what belongs to the time asked for is listed.
#[must_use]
pub fn proof(facts: &Facts, asked: &Asked<'_>, figure: Figure) -> Proof {
    let mut proof = Proof {
        figure,
        formula: formula::sentence(figure, asked.switches),
        source: formula::source(figure),
        rows: Vec::new(),
        left_out: Vec::new(),
    };
    for place in asked.each(facts) {
        match figure {
            Figure::Duration(measure) => proof.take_duration(facts, asked, measure, place),
            Figure::Backlog(at) => proof.take_backlog(facts, at, place),
            Figure::InState(state) => proof.take_stays(facts, asked, state, place),
            _ => proof.take_answer(facts, asked, place),
        }
    }
    let order = |place: u32, record: RecordId| (facts.reported[place as usize], record);
    (proof.rows).sort_by_key(|row| {
        let start = row.start.map(|at| at.0);
        (-i128::from(row.value), order(row.place, row.record), start)
    });
    (proof.left_out).sort_by_key(|row| (row.why, order(row.place, row.record)));
    proof
}

impl Proof {
    /// The rows of a duration whose lengths lie in a stretch.
    #[must_use]
    pub fn rows_between(&self, between: Between) -> &[Row] {
        let from = self.rows.partition_point(|row| between.is_below(row.value));
        let to = (self.rows).partition_point(|row| !between.is_above(row.value));
        self.rows.get(from..to).unwrap_or_default()
    }

    /// A duration computed again.
    #[must_use]
    pub fn durations(&self) -> Durations {
        let mut fell_back = FellBack::default();
        for row in &self.rows {
            fell_back.start += usize::from(row.start_fell_back);
            fell_back.end += usize::from(row.end_fell_back);
        }
        let mut values: Vec<i64> = self.rows.iter().map(|row| row.value).collect();
        Durations {
            stats: Stats::of(&mut values),
            left_out: self.left_out(),
            fell_back,
        }
    }

    /// A rate computed again.
    #[must_use]
    pub fn ratio(&self) -> Ratio {
        Ratio {
            numerator: self.rows.iter().filter(|row| row.value > 0).count(),
            denominator: self.rows.len(),
            left_out: self.left_out(),
        }
    }

    /// A count computed again.
    #[must_use]
    pub fn count(&self) -> Count {
        Count {
            value: self.rows.len(),
            left_out: self.left_out(),
        }
    }

    /// Time on hold computed again.
    #[must_use]
    pub fn on_hold(&self) -> OnHold {
        OnHold {
            held: self.rows.iter().filter(|row| row.value > 0).count(),
            of: self.rows.len(),
            hold_ms: self.total(),
            open_ms: self
                .rows
                .iter()
                .filter_map(|row| row.of)
                .map(i128::from)
                .sum(),
            left_out: self.left_out(),
        }
    }

    /// The sum of all values.
    #[must_use]
    pub fn total(&self) -> i128 {
        self.rows.iter().map(|row| i128::from(row.value)).sum()
    }

    /// The lengths of the stays that ended.
    #[must_use]
    pub fn stays(&self) -> Option<Stats> {
        let ended = self.rows.iter().filter(|row| row.end.is_some());
        Stats::of(&mut ended.map(|row| row.value).collect::<Vec<_>>())
    }

    /// How many were left out, by the reason.
    #[must_use]
    pub fn left_out(&self) -> LeftOut {
        let mut counts = LeftOut::default();
        for row in &self.left_out {
            counts.add(row.why);
        }
        counts
    }

    fn take_duration(&mut self, facts: &Facts, asked: &Asked<'_>, measure: Measure, place: usize) {
        let measured = facts.measure(place, measure, asked.switches);
        if belongs(facts, asked, place, &measured).is_none() {
            return;
        }
        let Measured { start, end, .. } = measured;
        match measured.length {
            Err(why) => {
                let said = said(
                    facts,
                    Figure::Duration(measure),
                    place,
                    why,
                    Some(&measured),
                );
                self.leave_out(facts, place, why, said, (start, end));
            }
            Ok(value) => self.rows.push(Row {
                start,
                end,
                value,
                without: measured.without,
                start_fell_back: measured.start_fell_back,
                end_fell_back: measured.end_fell_back,
                ..blank(facts, place)
            }),
        }
    }

    fn take_backlog(&mut self, facts: &Facts, at: Moment, place: usize) {
        let reported = Moment(facts.reported[place]);
        if reported > at {
            return;
        }
        match facts.waiting(place) {
            Err(why) => {
                let said = said(facts, self.figure, place, why, None);
                self.leave_out(facts, place, why, said, (Some(reported), None));
            }
            Ok((_, closed)) if at.0 < closed => self.rows.push(Row {
                start: Some(reported),
                end: (closed < i64::MAX).then_some(Moment(closed)),
                value: 1,
                ..blank(facts, place)
            }),
            Ok(_) => {}
        }
    }

    fn take_stays(&mut self, facts: &Facts, asked: &Asked<'_>, state: Place, place: usize) {
        match counted(facts, asked, place) {
            None => {}
            Some(Err(why)) => {
                let said = said(facts, self.figure, place, why, None);
                self.leave_out(facts, place, why, said, (None, None));
            }
            Some(Ok(())) => {
                let legs = &facts.records[place].course;
                let same =
                    |one: &Leg, other: &Leg| Place::of(one.standing) == Place::of(other.standing);
                let mut stays = legs.chunk_by(same).peekable();
                while let Some(stay) = stays.next() {
                    let end = stays.peek().map(|next| next[0].at);
                    let (first, last) = (stay[0], stay[stay.len() - 1]);
                    if Place::of(first.standing) == state {
                        self.rows.push(Row {
                            start: Some(first.at),
                            end,
                            value: end.unwrap_or(last.at).since(first.at),
                            ..blank(facts, place)
                        });
                    }
                }
            }
        }
    }

    /// Figures that ask every record that was reported in the time asked for.
    fn take_answer(&mut self, facts: &Facts, asked: &Asked<'_>, place: usize) {
        let fit = match self.figure {
            Figure::Rate(rate) => answer(facts, asked, rate, place),
            _ => counted(facts, asked, place).map(|fit| fit.map(|()| true)),
        };
        let start = Some(Moment(facts.reported[place]));
        match fit {
            None => {}
            Some(Err(why)) => {
                let said = said(facts, self.figure, place, why, None);
                self.leave_out(facts, place, why, said, (start, None));
            }
            Some(Ok(yes)) => {
                let (value, of) = match self.figure {
                    Figure::OnHold => (facts.hold_ms[place], Some(facts.open_ms[place])),
                    Figure::Reassignments => (facts.reassigned[place].into(), None),
                    Figure::Escalations => (facts.escalated[place].into(), None),
                    _ => (yes.into(), None),
                };
                self.rows.push(Row {
                    start,
                    value,
                    of,
                    ..blank(facts, place)
                });
            }
        }
    }

    fn leave_out(
        &mut self,
        facts: &Facts,
        place: usize,
        why: Why,
        said: String,
        (start, end): (Option<Moment>, Option<Moment>),
    ) {
        self.left_out.push(Excluded {
            record: facts.records[place].id,
            place: u32::try_from(place).unwrap_or(u32::MAX),
            start,
            end,
            why,
            said,
        });
    }
}

fn blank(facts: &Facts, place: usize) -> Row {
    Row {
        record: facts.records[place].id,
        place: u32::try_from(place).unwrap_or(u32::MAX),
        start: None,
        end: None,
        value: 0,
        of: None,
        without: 0,
        start_fell_back: false,
        end_fell_back: false,
    }
}

/// Why a record did not enter, in words.
fn said(
    facts: &Facts,
    figure: Figure,
    place: usize,
    why: Why,
    measured: Option<&Measured>,
) -> String {
    let text = match (why, figure) {
        (Why::Drill, _) => "a drill",
        (Why::Void, _) => {
            let reason = facts.records[place].standing.void.map(VoidReason::label);
            return reason.map_or_else(
                || "cancelled".to_owned(),
                |reason| format!("cancelled: {}", reason.to_lowercase()),
            );
        }
        (Why::OtherKind, _) => "a request, not an incident",
        (Why::NotApplicable, _) => "nobody said when the impact began",
        (Why::Open, Figure::Rate(_)) => "never resolved or closed",
        (Why::Open, Figure::Duration(measure)) => match measure {
            Measure::Acknowledge => "not acknowledged yet",
            Measure::Resolve | Measure::ResolveNet => "not resolved yet",
            Measure::Restore => "not restored yet",
            Measure::Detect => "not said to be detected yet",
            Measure::Close => "not closed yet",
        },
        (Why::Open, _) => "not there yet",
        (Why::Missing, Figure::Duration(_))
            if measured.is_some_and(|measured| measured.start.is_none()) =>
        {
            "the time of its report is not known"
        }
        (Why::Missing, Figure::Duration(measure)) => match measure {
            Measure::Acknowledge => "ended without an acknowledgement",
            Measure::Resolve | Measure::ResolveNet => "ended without a time of resolution",
            Measure::Restore => "ended without a time of restoration",
            Measure::Detect => "ended without a time of detection",
            Measure::Close => "closed without saying when",
        },
        (Why::Missing, _) => "closed without saying when",
        (Why::Invalid, _) => {
            let length = measured.and_then(|measured| {
                let length = measured.end?.since(measured.start?);
                Some(length.saturating_sub(measured.without))
            });
            let length = when::duration(length.unwrap_or(0).saturating_neg());
            return format!("ends {length} before it starts");
        }
    };
    text.to_owned()
}
