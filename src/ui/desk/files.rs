//! Files: what one would bring, what goes out in one, and what is in none yet.

use std::{collections::HashSet, sync::Arc};

use leptos::prelude::*;

use crate::{
    browser::{clock, files},
    domain::{
        event::Event,
        ids::{PersonId, RecordId},
        time::Moment,
    },
    exchange::{
        file::{self, Colophon, Reading},
        merge,
        verify::{self, Verdict},
    },
    foreign::ics::{self, Found, Unreadable},
    report::{
        csv::{self, Wanted},
        names, week,
    },
    ui::{desk::Desk, widgets::tone::Tone},
};

/// Somebody's replica, as far as it is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writing {
    pub person: PersonId,
    pub name: String,
    pub events: usize,
    pub last: Moment,
    /// Whether it is this one.
    pub here: bool,
}

impl Desk {
    /// What merging a file would do.
    #[must_use]
    pub fn preview(self, reading: &Reading, take_erasures: bool) -> merge::Preview {
        let now = clock::now();
        self.book(|book| merge::preview(book.log(), book.board(), reading, take_erasures, now))
    }

    /// The holidays of a calendar file that somebody picked.
    ///
    /// # Errors
    /// An error's kind and a sentence.
    pub async fn holidays_of(self, file: &web_sys::File) -> Result<Found, (&'static str, String)> {
        let told = |why: Unreadable| (why.slug(), format!("{}: {why}", file.name()));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a file's size is a whole number"
        )]
        ics::fits(file.size() as usize).map_err(told)?;
        let mut bytes = Vec::new();
        let read = files::slices(file, |slice| bytes.extend(slice)).await;
        read.map_err(|sentence| ("unreadable", sentence))?;
        ics::read_holidays(&bytes, week::years_around(clock::now())).map_err(told)
    }

    /// Checks every hash and chain.
    #[must_use]
    pub fn verify(self) -> Verdict {
        self.book(|book| verify::verify(book.log()))
    }

    /// Who wrote into this log: one entry a replica, the last to write first.
    #[must_use]
    pub fn writers(self) -> Vec<Writing> {
        self.version.track();
        let mut writers: Vec<_> = self.book(|book| {
            let own = book.replica();
            (book.log().replicas())
                .filter_map(|replica| {
                    let (_, head) = book.log().head_of(replica)?;
                    let last = book.log().get(head)?;
                    let person = last.head.by?;
                    let name = names::person(book.board(), person).to_owned();
                    let events = book.log().count_of(replica);
                    Some(Writing {
                        person,
                        name,
                        events,
                        last: last.head.wall,
                        here: replica == own,
                    })
                })
                .collect()
        });
        writers.sort_by_key(|writer| std::cmp::Reverse(writer.last));
        writers
    }

    /// Saves every record as a table, with all that there is to say of it.
    pub fn export_csv_of_all(self) {
        let all: Vec<RecordId> =
            self.board_now(|board| board.records().iter().map(|record| record.id).collect());
        self.export_csv(&all, &Wanted::all());
    }

    /// Saves records as a table for spreadsheets.
    pub fn export_csv(self, records: &[RecordId], wanted: &Wanted) {
        let text = self.board_now(|board| csv::csv(board, records, wanted));
        let name = format!("{}.csv", self.file_name());
        if files::save(&name, "text/csv", &text).is_some() {
            self.say(format!("{name} saved."), Tone::Mute);
        }
    }

    /// Own events that are in no file yet.
    #[must_use]
    pub fn unshared(self) -> u64 {
        if self.is_sample() {
            return 0;
        }
        let own = self.book(|book| book.log().head_of(book.replica()).map_or(0, |(seq, _)| seq));
        own.saturating_sub(self.exported.get())
    }

    /// Saves the whole log as a file, and remembers that its events are in one.
    pub fn export_all(self) {
        let events: Vec<_> = self.book(|book| book.log().events().cloned().collect());
        let own = self.book(|book| book.log().head_of(book.replica()).map_or(0, |(seq, _)| seq));
        let saved = self.save_log(&events, "");
        if saved {
            self.exported.set(own);
            self.keep_canary();
            self.say(
                format!(
                    "{} events saved to a file. Check that it is in your downloads.",
                    events.len()
                ),
                Tone::Mute,
            );
        }
    }

    /// Saves chosen records as a file, with all that is needed to read them.
    pub fn export_chosen(self, records: &HashSet<RecordId>) {
        let events = self.book(|book| crate::exchange::merge::chosen(book.log(), records));
        if self.save_log(&events, "-part") {
            self.say(
                format!("{} records saved to a file.", records.len()),
                Tone::Mute,
            );
        }
    }

    /// Saves the log with what storage would not take last: it did not happen, but a file can
    /// hold it.
    pub fn save_refused(self) {
        self.save_with(self.refused.get_value());
    }

    pub(super) fn save_with(self, refused: Vec<Event>) {
        let mut all: Vec<Arc<Event>> = self.book(|book| book.log().events().cloned().collect());
        all.extend(refused.into_iter().map(Arc::new));
        self.save_log(&all, "-unsaved");
    }

    fn save_log(self, events: &[Arc<Event>], suffix: &str) -> bool {
        let colophon = Colophon {
            workspace: self.ws.get_untracked(),
            exported_at: clock::now(),
            exported_by: self.my_name(),
        };
        let text = match file::export(events, &colophon) {
            Ok(text) => text,
            Err(too_much) => {
                self.say(too_much.to_string(), Tone::Warn);
                return false;
            }
        };
        let name = format!("{}{suffix}.json", self.file_name());
        files::save(&name, "application/json", &text).is_some()
    }

    /// `northwind-health-ana`: what files of this workspace and person are called.
    #[must_use]
    pub fn file_name(self) -> String {
        let ws = self.board_now(|board| board.settings.name.clone());
        let slug = |text: &str| {
            let parts = text.split(|letter: char| !letter.is_alphanumeric());
            let parts: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
            parts.join("-").to_lowercase()
        };
        let parts = [slug(&ws), slug(&self.my_name())];
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        if parts.is_empty() {
            "sitrep".to_owned()
        } else {
            parts.join("-")
        }
    }
}
