//! A story while it is being told: who does what, and when.

use crate::{
    domain::{
        command::{Change, Command, Move, Writing},
        ids::RecordId,
        time::Moment,
    },
    sample::{
        dice::Dice,
        hospital::{Hospital, member},
    },
};

pub(super) const MINUTE: i64 = 60_000;
pub(super) const HOUR: i64 = 60 * MINUTE;
pub(super) const DAY: i64 = 24 * HOUR;

/// Something that somebody does at a moment.
#[derive(Clone, Debug)]
pub(super) struct Act {
    pub at: Moment,
    pub by: &'static str,
    pub command: Command,
}

/// A story as it is being told: each step lies behind the one before.
pub(super) struct Telling<'a> {
    pub dice: &'a mut Dice,
    pub hospital: &'a Hospital,
    pub record: RecordId,
    pub at: Moment,
    /// The local hour when it began.
    pub hour: i64,
    pub acts: Vec<Act>,
}

impl Telling<'_> {
    /// Lets some minutes pass, and a few seconds, since nobody acts on the full minute.
    pub fn wait(&mut self, minutes: i64) -> &mut Self {
        self.at.0 += minutes.max(0) * MINUTE + self.dice.between(1_000, 50_000);
        self
    }

    pub fn say(&mut self, by: &'static str, command: Command) {
        let at = self.at;
        self.acts.push(Act { at, by, command });
        self.wait(0);
    }

    pub fn act(&mut self, by: &'static str, act: Move, note: Option<&str>) {
        let command = Command::Act {
            record: self.record,
            act,
            happened: None,
            note: note.map(str::to_owned),
        };
        self.say(by, command);
    }

    /// Writes something down, perhaps only a while after it happened.
    pub fn write(&mut self, by: &'static str, entry: Writing, text: &str, ago: i64) {
        let happened = (ago > 0).then(|| Moment(self.at.0 - ago * MINUTE));
        let command = Command::Write {
            record: self.record,
            entry,
            text: text.to_owned(),
            happened,
        };
        self.say(by, command);
    }

    pub fn set(&mut self, by: &'static str, change: Change) {
        let record = self.record;
        self.say(by, Command::Set { record, change });
    }

    pub fn member(&mut self, team: &str) -> &'static str {
        member(self.dice, team, self.hour)
    }
}
