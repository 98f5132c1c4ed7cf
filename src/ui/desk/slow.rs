//! Long work that leaves the page alive: in steps, on this thread. A worker would need the log a
//! second time, and the board is folded here all the same.

use crate::{
    browser::{files, pace::Pace},
    foreign::{
        intake::Intake,
        plan::{Plan, Planning},
        servicenow::Sheet,
        work::{Work, share},
    },
    ui::desk::Desk,
    writer::book::Book,
};

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
}
