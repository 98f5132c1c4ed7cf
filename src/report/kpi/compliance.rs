//! Compliance: of the promises that were decided, how many were kept.
//!
//! What is counted are runs of a clock, not records: every cycle of a reopened record promises
//! anew, and every interval between two public updates is a promise of its own. A run that is
//! past its target is breached, whether it is over or not; one that is not over yet and still in
//! time is not decided. A run belongs to the period of its record's report, or to that of its own
//! end where that is asked for.

pub mod proof;

use crate::{
    domain::{policy::Promise, state::RecordKind, time::Moment},
    report::{
        clocks::Clocks,
        kpi::{Asked, Belongs, Facts, Groups, LeftOut, Ratio, counts::Why},
        period::Buckets,
    },
    sla::{
        plan::Plan,
        run::{Reading, Run, Status},
    },
};

/// Which clock is read, and when. The clocks are those of the board that the facts are of.
#[derive(Clone, Copy)]
pub struct Watch<'a> {
    pub clocks: &'a Clocks,
    /// The clock's place in the plan.
    pub clock: u8,
    pub now: Moment,
}

/// How the promises of a clock came out; runs, but for what was left out, which are records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compliance {
    pub met: usize,
    /// Over or not.
    pub breached: usize,
    /// Those of the breached that are not over.
    pub late: usize,
    /// Not over and in time, running or paused.
    pub running: usize,
    /// Not started yet.
    pub waiting: usize,
    /// The clock is about such records, and no rule fits.
    pub no_target: usize,
    /// The record is over without what would have stopped the clock.
    pub missing: usize,
    /// The promise was void before it was broken.
    pub cancelled: usize,
    /// Those of the met that somebody had given more time, and those of the breached.
    pub met_extended: usize,
    pub breached_extended: usize,
    /// Drills, void records, records of which the clock says nothing.
    pub left_out: LeftOut,
}

impl Compliance {
    /// How many were decided.
    #[must_use]
    pub const fn decided(&self) -> usize {
        self.met + self.breached
    }

    /// Met ÷ (met + breached), with the records that were left out.
    #[must_use]
    pub const fn ratio(&self) -> Ratio {
        Ratio {
            numerator: self.met,
            denominator: self.decided(),
            left_out: self.left_out,
        }
    }

    /// From 0 to 1; nothing where nothing was decided.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        self.ratio().value()
    }

    /// Counts one more run.
    pub(super) const fn add(&mut self, status: Status, extensions: u16) {
        let extended = (extensions > 0) as usize;
        *match status {
            Status::Met => {
                self.met_extended += extended;
                &mut self.met
            }
            Status::Late => {
                self.late += 1;
                self.breached_extended += extended;
                &mut self.breached
            }
            Status::Breached => {
                self.breached_extended += extended;
                &mut self.breached
            }
            Status::Running | Status::Paused => &mut self.running,
            Status::NotStarted => &mut self.waiting,
            Status::NotApplicable => &mut self.no_target,
            Status::Missing => &mut self.missing,
            Status::Cancelled => &mut self.cancelled,
        } += 1;
    }
}

/// How a clock's promises came out, over the records asked for.
#[must_use]
pub fn compliance(facts: &Facts, asked: &Asked<'_>, watch: &Watch<'_>) -> Compliance {
    let groups = gather(facts, asked, watch, 1, |_, _| Some(0));
    groups.into_iter().next().unwrap_or_default()
}

/// The same for each group; together they are the whole.
#[must_use]
pub fn compliance_by(
    facts: &Facts,
    asked: &Asked<'_>,
    watch: &Watch<'_>,
    groups: &Groups,
) -> Vec<Compliance> {
    gather(facts, asked, watch, groups.keys.len(), |place, _| {
        let code = groups.codes.get(place).copied()?;
        (code != u32::MAX).then_some(code as usize)
    })
}

/// The same for each bucket of time, by the moment that decides to which period a run belongs.
#[must_use]
pub fn compliance_over(
    facts: &Facts,
    asked: &Asked<'_>,
    watch: &Watch<'_>,
    buckets: &Buckets,
) -> Vec<Compliance> {
    let mut near = 0;
    gather(facts, asked, watch, buckets.all.len(), |_, at| {
        near = buckets.find(at, near)?;
        Some(near)
    })
}

fn gather(
    facts: &Facts,
    asked: &Asked<'_>,
    watch: &Watch<'_>,
    groups: usize,
    mut group: impl FnMut(usize, Moment) -> Option<usize>,
) -> Vec<Compliance> {
    let mut all = vec![Compliance::default(); groups];
    for place in asked.each(facts) {
        each(facts, asked, watch, place, &mut |at, found| {
            let Some(sum) = group(place, at).and_then(|code| all.get_mut(code)) else {
                return;
            };
            match found {
                Found::Run(run, reading) => sum.add(reading.status, run.extensions),
                Found::Nothing(why) => sum.left_out.add(why),
            }
        });
    }
    all
}

/// What a record has to say about a clock.
enum Found<'a> {
    Run(&'a Run, Reading),
    /// Nothing, and why.
    Nothing(Why),
}

/// Calls `take` with what a record says of a clock, and the moment by which it belongs to the
/// time asked for.
fn each(
    facts: &Facts,
    asked: &Asked<'_>,
    watch: &Watch<'_>,
    place: usize,
    take: &mut impl FnMut(Moment, Found<'_>),
) {
    let plan = watch.clocks.plan();
    let reported = Moment(facts.reported[place]);
    let mut nothing = |why| {
        if asked.span.contains(reported) {
            take(reported, Found::Nothing(why));
        }
    };
    if let Some(why) = facts.unfit(place) {
        return nothing(why);
    }
    let clock = plan.clocks.get(usize::from(watch.clock));
    if !clock.is_some_and(|clock| clock.concerns(facts.kind[place])) {
        return nothing(Why::OtherKind);
    }
    let mut runs = (watch.clocks.runs(place).iter())
        .filter(|run| run.clock == watch.clock)
        .peekable();
    if runs.peek().is_none() {
        return nothing(Why::NotApplicable);
    }
    for run in runs {
        let at = match asked.switches.belongs {
            Belongs::Reported => Some(reported),
            Belongs::Ended => run.end,
        };
        if let Some(at) = at.filter(|&at| asked.span.contains(at)) {
            take(at, Found::Run(run, run.read(plan, watch.now)));
        }
    }
}

/// The word of a clock in addresses: that of its promise, with a number from the second clock of
/// that promise on: `resolve`, `team-2`.
#[must_use]
pub fn slug(plan: &Plan, clock: u8) -> String {
    let place = usize::from(clock);
    let Some(named) = plan.clocks.get(place) else {
        return String::new();
    };
    let same = |it: &&crate::sla::plan::PlannedClock| it.promise == named.promise;
    match plan.clocks[..place].iter().filter(same).count() {
        0 => named.promise.slug().to_owned(),
        before => format!("{}-{}", named.promise.slug(), before + 1),
    }
}

/// The clocks that are about records of these kinds.
pub fn about<'a>(plan: &'a Plan, kinds: &'a [RecordKind]) -> impl Iterator<Item = u8> + 'a {
    (0_u8..)
        .zip(&plan.clocks)
        .filter(|(_, clock)| kinds.iter().any(|&kind| clock.concerns(kind)))
        .map(|(place, _)| place)
}

/// The clock of a word, else the one that people ask for first: how long resolving took, or for
/// requests fulfilling.
#[must_use]
pub fn chosen(plan: &Plan, word: Option<&str>, kinds: &[RecordKind]) -> Option<u8> {
    let all = || about(plan, kinds);
    let of = |promise| all().find(|&it| plan.clocks[usize::from(it)].promise == promise);
    word.and_then(|word| all().find(|&it| slug(plan, it) == word))
        .or_else(|| of(Promise::Resolve))
        .or_else(|| of(Promise::Fulfil))
        .or_else(|| all().next())
}
