//! The runs that compliance was computed from, and those that were not decided or left out and why.

use crate::{
    domain::{
        board::Board,
        ids::RecordId,
        policy::Promise,
        state::{RecordKind, VoidReason},
    },
    report::{
        kpi::{
            Asked, Belongs, Facts,
            compliance::{Compliance, Found, Watch, each},
            counts::Why,
            proof::table::{iso, line, named},
            seconds,
        },
        promise,
    },
    sla::run::{Reading, Run, Status},
};

/// Where the definition comes from.
const SOURCE: &str = "ITIL 4, service level management practice guide";

/// A clock's compliance with its runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Proof {
    /// What the clock is called.
    pub name: String,
    pub promise: Promise,
    pub formula: String,
    pub source: &'static str,
    /// The runs that were decided; the one that was furthest over its target first.
    pub rows: Vec<Row>,
    /// By the reason, ties by when they were reported.
    pub left_out: Vec<Excluded>,
}

/// A run that was decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub record: RecordId,
    /// The record's place in [`Facts`].
    pub place: u32,
    pub run: Run,
    pub reading: Reading,
}

/// A run that was not decided, or a record that says nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Excluded {
    pub record: RecordId,
    pub place: u32,
    pub run: Option<(Run, Reading)>,
    pub why: Undecided,
    /// The reason in words.
    pub said: String,
}

/// Why something did not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Undecided {
    Run(Reason),
    Record(Why),
}

/// Why a run did not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    Running,
    Waiting,
    NoTarget,
    Missing,
    Cancelled,
}

impl Undecided {
    /// The word for attributes.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Run(Reason::Running) => "running",
            Self::Run(Reason::Waiting) => "not-started",
            Self::Run(Reason::NoTarget) => "no-target",
            Self::Run(Reason::Missing) => "missing",
            Self::Run(Reason::Cancelled) => "clock-cancelled",
            Self::Record(why) => why.slug(),
        }
    }
}

/// Lists what a clock's compliance is computed from.
#[must_use]
pub fn proof(facts: &Facts, asked: &Asked<'_>, watch: &Watch<'_>) -> Proof {
    let clock = &watch.clocks.plan().clocks[usize::from(watch.clock)];
    let mut proof = Proof {
        name: clock.name.clone(),
        promise: clock.promise,
        formula: formula(clock.promise, asked.switches.belongs),
        source: SOURCE,
        rows: Vec::new(),
        left_out: Vec::new(),
    };
    for place in asked.each(facts) {
        let record = facts.records[place].id;
        let number = u32::try_from(place).unwrap_or(u32::MAX);
        each(facts, asked, watch, place, &mut |_, found| {
            let (run, why, said) = match found {
                Found::Nothing(why) => (None, Undecided::Record(why), said(facts, place, why)),
                Found::Run(run, reading) => match reason(&reading) {
                    None => {
                        return proof.rows.push(Row {
                            record,
                            place: number,
                            run: run.clone(),
                            reading,
                        });
                    }
                    Some((reason, said)) => {
                        let run = Some((run.clone(), reading));
                        (run, Undecided::Run(reason), said.to_owned())
                    }
                },
            };
            proof.left_out.push(Excluded {
                record,
                place: number,
                run,
                why,
                said,
            });
        });
    }
    let order = |place: u32, record: RecordId| (facts.reported[place as usize], record);
    (proof.rows).sort_by_key(|row| {
        (
            row.reading.remaining(),
            order(row.place, row.record),
            row.run.start,
        )
    });
    (proof.left_out).sort_by_key(|row| (row.why, order(row.place, row.record)));
    proof
}

/// Why a run is not decided, in words; nothing where it is.
const fn reason(reading: &Reading) -> Option<(Reason, &'static str)> {
    Some(match reading.status {
        Status::Met | Status::Breached | Status::Late => return None,
        Status::Running => (Reason::Running, "in time and not over yet"),
        Status::Paused => (Reason::Running, "in time, paused and not over yet"),
        Status::NotStarted => (Reason::Waiting, "not started yet"),
        Status::NotApplicable => (Reason::NoTarget, "no rule promises anything"),
        Status::Missing => (Reason::Missing, "nothing tells when it stopped"),
        Status::Cancelled => (Reason::Cancelled, "cancelled before it was due"),
    })
}

/// Why a record has no run that counts.
fn said(facts: &Facts, place: usize, why: Why) -> String {
    match why {
        Why::Drill => "a drill".to_owned(),
        Why::Void => {
            let reason = facts.records[place].standing.void.map(VoidReason::label);
            reason.map_or_else(
                || "cancelled".to_owned(),
                |reason| format!("cancelled: {}", reason.to_lowercase()),
            )
        }
        Why::OtherKind => match facts.kind[place] {
            RecordKind::Request => "a request, which this clock is not about".to_owned(),
            kind => format!(
                "{} {}, which this clock is not about",
                if kind == RecordKind::Incident {
                    "an"
                } else {
                    "a"
                },
                kind.label().to_lowercase()
            ),
        },
        _ => "what starts the clock never happened".to_owned(),
    }
}

fn formula(promise: Promise, belongs: Belongs) -> String {
    let what = match promise {
        Promise::Update => "every interval from one public update to the next",
        _ => "every cycle of a record",
    };
    let belongs = match belongs {
        Belongs::Reported => "reported in the period",
        Belongs::Ended => "whose clock stopped in the period",
    };
    format!(
        "Met ÷ (met + breached), {what} on its own; what is past its target is breached before it \
         is over. Over records {belongs}; drills and cancelled ones are left out."
    )
}

impl Row {
    /// `Met, 2 extensions`, `Breached and running`.
    #[must_use]
    pub fn verdict(&self) -> String {
        promise::verdict(&self.run, &self.reading)
    }
}

/// The columns of the table, in order.
pub const COLUMNS: [&str; 15] = [
    "reference",
    "title",
    "kind",
    "counted",
    "status",
    "elapsed",
    "target",
    "start",
    "end",
    "due",
    "cycle",
    "rule",
    "extensions",
    "extended_by",
    "reason",
];

impl Proof {
    /// Compliance computed again.
    #[must_use]
    pub fn compliance(&self) -> Compliance {
        let mut sum = Compliance::default();
        for row in &self.rows {
            sum.add(row.reading.status, row.run.extensions);
        }
        for row in &self.left_out {
            match (&row.run, row.why) {
                (Some((run, reading)), _) => sum.add(reading.status, run.extensions),
                (None, Undecided::Record(why)) => sum.left_out.add(why),
                (None, Undecided::Run(_)) => {}
            }
        }
        sum
    }

    /// What was decided first, then what was not, each with its numbers; durations in seconds of
    /// the calendar's hours.
    #[must_use]
    pub fn csv(&self, board: &Board) -> String {
        let mut table = String::with_capacity(160 * (self.rows.len() + self.left_out.len() + 1));
        line(&mut table, &COLUMNS.map(str::to_owned));
        for row in &self.rows {
            let run = Some((&row.run, &row.reading));
            line(&mut table, &cells(board, row.record, "yes", run, ""));
        }
        for row in &self.left_out {
            let run = row.run.as_ref().map(|(run, reading)| (run, reading));
            line(&mut table, &cells(board, row.record, "no", run, &row.said));
        }
        table
    }
}

fn cells(
    board: &Board,
    record: RecordId,
    counted: &str,
    run: Option<(&Run, &Reading)>,
    reason: &str,
) -> [String; COLUMNS.len()] {
    let [reference, title, kind] = named(board, record);
    let of = |say: &dyn Fn(&Run, &Reading) -> String| {
        run.map_or_else(String::new, |(run, reading)| say(run, reading))
    };
    let duration = |ms: i64| seconds(ms).to_string();
    [
        reference,
        title,
        kind,
        counted.to_owned(),
        of(&|_, reading| reading.status.slug().to_owned()),
        of(&|_, reading| duration(reading.elapsed)),
        of(&|_, reading| reading.target.map_or_else(String::new, duration)),
        of(&|run, _| iso(Some(run.start))),
        of(&|run, _| iso(run.end)),
        of(&|_, reading| iso(reading.due)),
        of(&|run, _| (run.cycle + 1).to_string()),
        of(&|run, _| (run.rule).map_or_else(String::new, |rule| (rule + 1).to_string())),
        of(&|run, _| run.extensions.to_string()),
        of(&|run, _| duration(run.extended)),
        reason.to_owned(),
    ]
}
