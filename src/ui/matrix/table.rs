//! What the matrix shows and which card is dragged, as one thing to hand down.

use leptos::prelude::*;

use crate::{
    domain::{ids::RecordId, state::RecordKind},
    report::matrix::{self, Grid, Pile, Question, Span},
    ui::{
        desk::{Desk, use_desk},
        matrix::{
            asked::Asked,
            walk::{Ground, Way},
        },
        route::{Router, use_router},
        stage::{Reassess, Stage, use_stage},
        widgets::focus::focus_soon,
    },
};

/// The table on which the cards lie. `Copy`, so that closures take it along.
#[derive(Clone, Copy)]
pub struct Table {
    pub desk: Desk,
    pub stage: Stage,
    pub router: Router,
    pub asked: Memo<Asked>,
    pub grid: Memo<Grid>,
    /// The card in somebody's hand.
    pub dragged: RwSignal<Option<RecordId>>,
    /// The cell under it.
    pub target: RwSignal<Option<(u8, u8)>>,
}

impl Table {
    /// The table of the present address.
    pub fn new() -> Self {
        let (desk, router, stage) = (use_desk(), use_router(), use_stage());
        let asked = Memo::new(move |_| router.query.with(|query| Asked::read(query)));
        // What was reported within 30 days changes slowly.
        let hour = Memo::new(move |_| desk.now.get().0 / 3_600_000);
        let grid = Memo::new(move |_| {
            let Asked { kind, scale, span } = asked.get();
            if span == Span::Month {
                hour.track();
            }
            let now = desk.now.get_untracked();
            let question = Question {
                kind,
                scale,
                span,
                now,
            };
            desk.board(|board| matrix::grid(board, &question))
        });
        on_cleanup(move || stage.cursor.set(None));
        Self {
            desk,
            stage,
            router,
            asked,
            grid,
            dragged: RwSignal::new(None),
            target: RwSignal::new(None),
        }
    }

    /// Shows something else.
    pub fn ask(self, change: impl FnOnce(&mut Asked)) {
        let mut asked = self.asked.get_untracked();
        change(&mut asked);
        self.router.set_query(&asked.write());
    }

    /// Whether the matrix that is shown is the one that new judgements use.
    pub fn is_in_force(self) -> bool {
        let scale = self.grid.with(|grid| grid.scale);
        self.desk.board(|board| board.settings.scale == scale)
    }

    /// The pile of a cell.
    pub fn pile(self, impact: u8, urgency: u8) -> Memo<Pile> {
        Memo::new(move |_| {
            self.grid.with(|grid| {
                let mut cells = grid.cells.iter();
                let cell = cells.find(|cell| cell.impact == impact && cell.urgency == urgency);
                cell.map(|cell| cell.pile.clone()).unwrap_or_default()
            })
        })
    }

    /// What the records are called.
    pub fn noun(self) -> (&'static str, &'static str) {
        match self.asked.get().kind {
            RecordKind::Incident => ("incident", "incidents"),
            RecordKind::Request => ("request", "requests"),
            RecordKind::Drill => ("drill", "drills"),
        }
    }

    /// Lets go of a card over a cell: why it moves is asked next.
    pub fn drop_on(self, impact: u8, urgency: u8) {
        self.target.set(None);
        let Some(record) = self.dragged.get_untracked() else {
            return;
        };
        self.dragged.set(None);
        let is_there = self.desk.board_now(|board| {
            let assessment = board.record(record).and_then(|it| it.assessment.clone());
            let own = board.settings.scale;
            assessment
                .is_some_and(|it| it.scale == own && it.impact == impact && it.urgency == urgency)
        });
        if !is_there {
            self.stage.reassess.set(Some(Reassess {
                record,
                preset: Some((impact, urgency)),
            }));
        }
    }

    /// Moves the cursor; whether there was a card to move to.
    pub fn walk(self, way: Way) -> bool {
        let cursor = self.stage.cursor.get_untracked();
        let next = self.grid.with_untracked(|grid| {
            let ground = Ground {
                columns: grid.matrix.impact.len(),
                cells: (grid.cells.iter())
                    .map(|cell| cell.pile.cards.clone())
                    .collect(),
                tray: (grid.unjudged.cards.iter())
                    .chain(&grid.elsewhere.cards)
                    .copied()
                    .collect(),
            };
            ground.step(cursor, way)
        });
        self.stage.cursor.set(next);
        // It is in sight then, and read out.
        focus_soon(".card[data-cursor] a");
        next.is_some()
    }
}
