//! What the view works with: what is asked, and the way to ask for something else.

use leptos::prelude::*;

use crate::{
    domain::time::Moment,
    report::{
        clocks::Clocks,
        filter::{Filter, Part},
        kpi::{Asked as Question, Facts},
    },
    ui::{
        desk::{Desk, use_desk},
        insights::{
            asked::Asked,
            figures::{Figures, Selection},
        },
        route::{Router, use_router},
        sieve::Sieve,
        timekeeper::{Timekeeper, use_timekeeper},
    },
};

/// The view's state. `Copy`, so that closures take it along.
#[derive(Clone, Copy)]
pub struct Study {
    pub desk: Desk,
    pub figures: Figures,
    pub asked: Memo<Asked>,
    pub selection: Memo<Selection>,
    /// Moves when a promise is broken by now that was not before, and with every minute.
    passed: Memo<(Moment, usize)>,
    timekeeper: Timekeeper,
    router: Router,
}

impl Study {
    /// The study of the present address.
    pub fn new() -> Self {
        let router = use_router();
        let figures: Figures = expect_context();
        let asked = Memo::new(move |_| router.query.with(|query| Asked::read(query)));
        let (desk, timekeeper) = (use_desk(), use_timekeeper());
        let passed = move |_: Option<&(Moment, usize)>| {
            let now = desk.now.get();
            let is_past = |due: &&Moment| **due < now;
            let passed = timekeeper.read(|clocks| clocks.dues().iter().filter(is_past).count());
            (figures.moment(), passed)
        };
        Self {
            desk,
            timekeeper,
            passed: Memo::new(passed),
            figures,
            asked,
            selection: Memo::new(move |_| asked.with(|asked| figures.select(asked))),
            router,
        }
    }

    /// Asks for something else. A proof that opens is a step in the history: Back leads to where
    /// it was opened.
    pub fn ask(self, change: impl FnOnce(&mut Asked)) {
        let before = self.asked.get_untracked();
        let mut asked = before.clone();
        change(&mut asked);
        match before.proof.is_none() && asked.proof.is_some() {
            true => {
                let view = self.router.route.get_untracked().href();
                self.router.visit(&format!("{view}?{}", asked.write()));
            }
            false => self.router.set_query(&asked.write()),
        }
    }

    /// Answers a question about the selection, and follows it.
    pub fn answer<T>(self, read: impl FnOnce(&Facts, &Question<'_>) -> T) -> T {
        self.selection
            .with(|selection| self.figures.read(selection, read))
    }

    /// The same of the clocks, which stand as they do now.
    pub fn answer_clocks<T>(
        self,
        read: impl FnOnce(&Facts, &Question<'_>, &Clocks, Moment) -> T,
    ) -> T {
        self.passed.track();
        let now = self.desk.now.get_untracked();
        self.answer(|facts, question| {
            (self.timekeeper).read(|clocks| read(facts, question, clocks, now))
        })
    }

    /// The last moment of the period that has come.
    pub fn end(self) -> Moment {
        let last = self.selection.with(|selection| selection.span.last());
        last.min(self.figures.moment())
    }

    /// The filter for chips; the period says which days.
    pub fn sieve(self) -> Sieve {
        let filter = Memo::new(move |_| self.asked.with(|asked| asked.filter.clone()));
        let change = move |filter: Filter| self.ask(|asked| asked.filter = filter);
        let is_elsewhere = |_: &Filter, part| matches!(part, Part::Kind | Part::Reported);
        Sieve::new(filter, Callback::new(change), is_elsewhere)
    }

    /// Where the records are listed that `change` leaves of the filter and the period.
    pub fn list(self, change: impl FnOnce(&mut Filter)) -> String {
        self.asked.with(|asked| {
            let mut filter = asked.filter.clone();
            let desk = self.desk;
            let noon = self.figures.noon();
            filter.reported = asked.period.reported(noon, &|at| desk.offset(at));
            // No figure counts what was cancelled.
            if filter.states.is_empty() {
                filter.states = Filter::all_but_cancelled();
            }
            change(&mut filter);
            format!("#/incidents?{}", filter.to_query())
        })
    }
}
