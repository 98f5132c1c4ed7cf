//! The columns that figures are computed from: built once for a log and then only mended.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    domain::{ids::WorkspaceId, time::Moment},
    report::{
        kpi::{Asked as Question, Facts, Switches},
        period::{Period, Span},
        when,
    },
    ui::{desk::Desk, finder::Finder, insights::asked::Asked},
};

/// The records that are asked for, and when.
#[derive(Clone, PartialEq)]
pub struct Selection {
    /// How often the board had changed, so that no two selections of two boards are equal.
    version: u64,
    ws: WorkspaceId,
    pub places: Arc<Vec<u32>>,
    pub span: Span,
    /// The period before, for comparing.
    pub before: Option<(Period, Span)>,
    /// Local days that charts show, both included.
    pub days: (i64, i64),
    pub switches: Switches,
}

/// The facts, kept while the page lives. `Copy`, so that closures take it along.
#[derive(Clone, Copy)]
pub struct Figures {
    desk: Desk,
    finder: Finder,
    /// Periods turn at midnight, not with every tick of the clock.
    today: Memo<i64>,
    minute: Memo<Moment>,
    held: StoredValue<(WorkspaceId, Facts)>,
}

impl Figures {
    /// Figures over the desk's board.
    #[must_use]
    pub fn new(desk: Desk, finder: Finder) -> Self {
        Self {
            desk,
            finder,
            today: Memo::new(move |_| when::day_number(desk.now.get(), |at| desk.offset(at))),
            minute: Memo::new(move |_| Moment((desk.now.get().0 / 60_000 + 1) * 60_000 - 1)),
            held: StoredValue::new((WorkspaceId::default(), Facts::default())),
        }
    }

    /// Which records are asked for, and when; follows the board.
    pub fn select(self, asked: &Asked) -> Selection {
        let desk = self.desk;
        let version = desk.version();
        let noon = self.noon();
        let offset = |at: Moment| desk.offset(at);
        let shown = self.finder.find(&asked.filter).shown;
        self.with(|facts| {
            let places = facts.places(&shown);
            let span = asked.period.span(noon, &offset);
            let known = asked.period.days(noon, &offset).or_else(|| {
                let extent = facts.extent(Some(&places))?;
                let day = |at| when::day_number(at, offset);
                Some((day(extent.from), day(extent.last())))
            });
            let days = known.unwrap_or_else(|| {
                let today = when::day_number(noon, offset);
                (today, today)
            });
            let before = asked.period.before(noon, &offset);
            Selection {
                version,
                ws: desk.ws.get_untracked(),
                places: Arc::new(places),
                span,
                before: before.map(|before| (before, before.span(noon, &offset))),
                days,
                switches: asked.switches,
            }
        })
    }

    /// Reads facts with a question about what was selected.
    pub fn read<T>(
        self,
        selection: &Selection,
        read: impl FnOnce(&Facts, &Question<'_>) -> T,
    ) -> T {
        let desk = self.desk;
        let offset = |at: Moment| desk.offset(at);
        self.with(|facts| {
            let question = Question {
                places: Some(&selection.places),
                span: selection.span,
                offset: &offset,
                switches: selection.switches,
            };
            read(facts, &question)
        })
    }

    /// The end of this minute, for what is taken now.
    pub fn moment(self) -> Moment {
        self.minute.get()
    }

    /// Some moment of today.
    pub fn noon(self) -> Moment {
        let desk = self.desk;
        let start = when::day_start(self.today.get(), |at| desk.offset(at));
        Moment(start.0 + 12 * 3_600_000)
    }

    fn with<T>(self, read: impl FnOnce(&Facts) -> T) -> T {
        let found = self.held.try_update_value(|(ws, facts)| {
            let open = self.desk.ws.get();
            if *ws != open {
                (*ws, *facts) = (open, Facts::default());
            }
            self.desk.board(|board| facts.update(board));
            read(facts)
        });
        found.expect("the figures live as long as the page")
    }
}
