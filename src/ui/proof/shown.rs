//! Which run of which clock is on show, and what is told of it as time passes.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    domain::{
        ids::{ClockId, RecordId},
        policy::Promise,
        record::Record,
        time::Moment,
    },
    report::{
        clock_proof::{self, Named},
        clocks::Clocks,
        strip, when,
    },
    sla::{
        proof::{Proof, crossings, proof},
        run::{Reading, Run, THRESHOLDS},
    },
    ui::{
        desk::use_desk,
        stage::{Hand, Proving},
        timekeeper::use_timekeeper,
        widgets::focus::focus_soon,
    },
};

/// What is told of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub of: Named,
    /// `Resolve, cycle 2`.
    pub name: String,
    pub promise: Promise,
    pub reading: Reading,
    /// `Due 14:30, 1 extension`.
    pub note: String,
    pub proof: Proof,
    /// When parts of the target were or will be reached, in percent.
    pub reached: Vec<(u8, Moment)>,
    /// Whether people may turn it by hand.
    pub can_turn: bool,
}

/// The proof on show. `Copy`, so that its parts take it along.
#[derive(Clone, Copy)]
pub struct Shown {
    pub record: RecordId,
    clock: ClockId,
    /// The run that was chosen; until then the newest, whichever it comes to be.
    pub of: RwSignal<Option<Named>>,
    pub told: Memo<Option<Arc<Told>>>,
    /// The runs of the record, each with its name.
    pub others: Memo<Vec<(Named, String)>>,
    /// What is about to be done by hand.
    pub hand: RwSignal<Option<Hand>>,
}

impl Shown {
    /// Shows the newest run of a clock.
    #[must_use]
    pub fn new(proving: Proving) -> Self {
        let Proving {
            record,
            clock,
            hand,
        } = proving;
        let (desk, timekeeper) = (use_desk(), use_timekeeper());
        let of = RwSignal::new(None::<Named>);
        let held = desk.record(record);
        let told = Memo::new(move |_| {
            let now = desk.now.get();
            let at = |at: Moment| when::short(at, now, |at| desk.offset(at));
            held.with(|held| {
                let held = held.as_ref()?;
                timekeeper.read(|clocks| tell(clocks, held, (clock, of.get()), now, &at))
            })
        });
        let others = Memo::new(move |_| {
            held.with(|held| {
                let Some(held) = held else {
                    return Vec::new();
                };
                timekeeper.read(|clocks| {
                    let (plan, runs) = (clocks.plan(), clocks.of(record));
                    let named = clock_proof::named(plan, runs);
                    named
                        .map(|(of, _)| (of, clock_proof::name(plan, held, runs, of)))
                        .collect()
                })
            })
        });
        let shown = Self {
            record,
            clock,
            of,
            told,
            others,
            hand: RwSignal::new(None),
        };
        if let Some(hand) = hand {
            shown.turn(hand);
        }
        shown
    }

    /// A part of what is told, followed.
    pub fn read<T>(self, part: impl FnOnce(&Told) -> T) -> Option<T> {
        self.told.with(|told| told.as_deref().map(part))
    }

    /// The clock of the run on show.
    pub fn clock(self) -> ClockId {
        self.of.get().map_or(self.clock, |of| of.clock)
    }

    /// Asks how the clock is to be turned.
    pub fn turn(self, hand: Hand) {
        self.hand.set(Some(hand));
        // The content was exchanged, and with it what had the focus.
        focus_soon(".clock-proof :is(input, textarea)");
    }

    /// Back to the proof.
    pub fn back(self) {
        self.hand.set(None);
        focus_soon(".clock-proof [data-hand]");
    }
}

fn tell(
    clocks: &Clocks,
    record: &Record,
    (clock, of): (ClockId, Option<Named>),
    now: Moment,
    at: &impl Fn(Moment) -> String,
) -> Option<Arc<Told>> {
    let (plan, runs) = (clocks.plan(), clocks.of(record.id));
    let chosen = of.and_then(|of| clock_proof::named(plan, runs).find(|(it, _)| *it == of));
    let (of, run): (Named, &Run) = chosen.or_else(|| clock_proof::newest(plan, runs, clock))?;
    let reading = run.read(plan, now);
    let parts = [THRESHOLDS[0], THRESHOLDS[1], THRESHOLDS[2], 100];
    Some(Arc::new(Told {
        of,
        name: clock_proof::name(plan, record, runs, of),
        promise: plan.clocks[usize::from(run.clock)].promise,
        note: strip::note(plan, record, run, &reading, now, at),
        reading,
        proof: proof(plan, record, run, now),
        reached: crossings(plan, record, run, &parts),
        can_turn: run.is_going() && record.state().is_open(),
    }))
}
