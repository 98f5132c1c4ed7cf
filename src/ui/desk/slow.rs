//! Long work that leaves the page alive: in steps, on this thread. A worker would need the log a
//! second time, and the board is folded here all the same.

use std::rc::Rc;

use leptos::prelude::*;

use crate::{
    browser::{
        files,
        pace::{Pace, next_turn},
    },
    domain::{board::Board, ids::WorkspaceId},
    foreign::{
        intake::Intake,
        plan::{Plan, Planning},
        servicenow::Sheet,
        work::{Work, share},
    },
    ui::desk::Desk,
    writer::book::Book,
};

/// A little work by which a view gets ready; whether there is more.
pub(super) type Step = Rc<dyn Fn(&Board) -> bool>;

/// Of more events than this, views are told only when they are ready.
pub(super) const MANY: u64 = 500;

impl Desk {
    /// Reads a file that somebody picked, and tells how far it is.
    ///
    /// # Errors
    /// A sentence, when the browser can't read it.
    pub async fn read_file(
        self,
        file: &web_sys::File,
        tell: impl Fn(f64),
    ) -> Result<Intake, String> {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a file's size is a whole number"
        )]
        let size = file.size() as usize;
        let mut intake = Intake::new(size);
        if intake.is_readable() {
            files::slices(file, |bytes| {
                intake.take(bytes);
                tell(share(intake.len(), size));
            })
            .await?;
        }
        intake.end();
        Ok(intake)
    }

    /// Does long work to its end, and tells how far it is.
    pub async fn work<W: Work>(self, mut work: W, tell: impl Fn(f64)) -> W::Done {
        let pace = Pace::default();
        while work.step() {
            tell(work.share());
            pace.breathe().await;
        }
        work.finish()
    }

    /// Works out what importing a sheet would do.
    pub async fn plan(self, sheet: Sheet, tell: impl Fn(f64)) -> Plan {
        let pace = Pace::default();
        let mut planning = Planning::new(sheet);
        while self.book(|book| planning.step(Book::board(book))) {
            tell(planning.share());
            pace.breathe().await;
        }
        self.book(|book| planning.finish(book.board()))
    }

    /// Adds a step by which views get ready for a board on which very much has changed, a little
    /// at a time; it says whether there is more to do.
    pub fn on_much(self, step: impl Fn(&Board) -> bool + 'static) {
        self.steps.update_value(|steps| steps.push(Rc::new(step)));
    }

    /// Gets ready, behind the view that is shown first, what other views will need of a log that
    /// was opened.
    pub(super) async fn settle(self, ws: WorkspaceId, lines: u64) {
        if lines > MANY {
            next_turn().await;
            self.get_ready().await;
        }
        if self.ws.get_untracked() == ws {
            self.is_settled.set(true);
        }
    }

    pub(super) async fn get_ready(self) {
        let pace = Pace::default();
        for step in self.steps.get_value() {
            while self.board_now(|board| step(board)) {
                pace.breathe().await;
            }
        }
    }
}
