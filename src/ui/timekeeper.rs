//! Keeps the clocks of all records: computed once for a log and then only mended, and read
//! anew as time passes.

use leptos::prelude::*;

use crate::{
    domain::{
        ids::{RecordId, WorkspaceId},
        policy::Promise,
        time::Moment,
    },
    report::{
        clocks::Clocks,
        promise::{self, Look},
    },
    sla::{
        plan::Plan,
        run::{Reading, Run},
    },
    ui::desk::Desk,
};

/// The timekeeper. `Copy`, so that closures take it along.
#[derive(Clone, Copy)]
pub struct Timekeeper {
    desk: Desk,
    held: StoredValue<(WorkspaceId, Clocks)>,
}

/// What a clock shows in a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Face {
    pub name: String,
    pub look: Look,
    /// `3 h 27 left`.
    pub value: String,
    /// From 0 to 1.
    pub done: f64,
}

impl Timekeeper {
    /// A timekeeper over the desk's board.
    #[must_use]
    pub fn new(desk: Desk) -> Self {
        let held = StoredValue::new((WorkspaceId::default(), Clocks::default()));
        desk.on_much(move |board| {
            let now = desk.now.get_untracked();
            let is_more = held.try_update_value(|(ws, clocks): &mut (_, Clocks)| {
                if *ws != board.ws {
                    (*ws, *clocks) = (board.ws, Clocks::default());
                }
                clocks.prepare(board, now)
            });
            is_more == Some(true)
        });
        Self { desk, held }
    }

    /// Reads the clocks, and follows the board; not the time.
    ///
    /// # Panics
    /// When the page is gone, and with it whoever reads.
    pub fn read<T>(self, read: impl FnOnce(&Clocks) -> T) -> T {
        let open = self.desk.ws.get();
        let now = self.desk.now.get_untracked();
        let read = self.held.try_update_value(|(ws, clocks)| {
            if *ws != open {
                (*ws, *clocks) = (open, Clocks::default());
            }
            self.desk.board(|board| clocks.update(board, now));
            read(clocks)
        });
        read.expect("the timekeeper lives as long as the page")
    }

    /// The clock of a record that presses most among some promises, as a clock goes on.
    #[must_use]
    pub fn face(
        self,
        record: RecordId,
        now: Signal<Moment>,
        counts: fn(Promise) -> bool,
    ) -> Memo<Option<Face>> {
        Memo::new(move |_| {
            let now = now.get();
            self.read(|clocks| {
                let plan = clocks.plan();
                let (run, reading) = promise::pressing(clocks.of(record), plan, now, counts)?;
                Some(face(plan, run, &reading))
            })
        })
    }

    /// The clock that presses most, else the last promise that ended: for a row that shows one
    /// record after another.
    #[must_use]
    pub fn face_of(self, record: Signal<Option<RecordId>>) -> Memo<Option<Face>> {
        Memo::new(move |_| {
            self.desk.now.track();
            self.face_now(record.get()?)
        })
    }

    /// The same at this moment; follows the board and not the time.
    #[must_use]
    pub fn face_now(self, record: RecordId) -> Option<Face> {
        let now = self.desk.now.get_untracked();
        self.read(|clocks| {
            let plan = clocks.plan();
            let runs = clocks.of(record);
            let pressing = promise::pressing(runs, plan, now, |_| true);
            let (run, reading) = pressing.or_else(|| promise::final_word(runs, plan, now))?;
            Some(face(plan, run, &reading))
        })
    }
}

fn face(plan: &Plan, run: &Run, reading: &Reading) -> Face {
    let clock = &plan.clocks[usize::from(run.clock)];
    Face {
        name: clock.name.clone(),
        look: promise::look(reading),
        value: promise::value(clock.promise, reading),
        done: promise::done(reading),
    }
}

/// The timekeeper, for views.
#[must_use]
pub fn use_timekeeper() -> Timekeeper {
    expect_context()
}
