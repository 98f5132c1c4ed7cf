//! What an act is told, as its dialog holds it.

use crate::{
    domain::{
        command::{Command, Move, Rejection},
        ids::RecordId,
        state::{Act, HoldReason, Relation, VoidReason},
    },
    ui::{
        desk::Desk,
        pick::{
            named::{self, Named},
            when,
        },
    },
};

/// An act with all that might be asked about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub act: Act,
    pub records: Vec<RecordId>,
    pub person: Named,
    pub team: Named,
    pub hold: Option<HoldReason>,
    pub void: Option<VoidReason>,
    /// What a duplicate is a duplicate of.
    pub original: Option<RecordId>,
    pub note: String,
    /// As a `datetime-local` field holds it; empty is now.
    pub happened: String,
}

impl Told {
    /// Nothing told yet.
    #[must_use]
    pub fn blank(act: Act, records: Vec<RecordId>) -> Self {
        Self {
            act,
            records,
            person: Named::default(),
            team: Named::default(),
            hold: None,
            void: None,
            original: None,
            note: String::new(),
            happened: String::new(),
        }
    }

    /// The act for every record, after what it newly names.
    ///
    /// # Errors
    /// When something is missing that every such act needs.
    pub fn command(&self, desk: Desk) -> Result<Command, Rejection> {
        let happened = when::read(desk, &self.happened)?;
        let is_handed = matches!(self.act, Act::Assign | Act::Escalate);
        let (person, new_person) = named::person(desk, &self.person);
        let (team, new_team) = named::team(desk, &self.team);
        let act = match self.act {
            Act::Acknowledge => Move::Acknowledge,
            Act::Take => Move::Take,
            Act::Assign => Move::Assign { person, team },
            Act::Escalate => Move::Escalate { person, team },
            Act::Start => Move::Start,
            Act::Hold => Move::Hold(self.hold.ok_or(Rejection::NoReason)?),
            Act::Resume => Move::Resume,
            Act::Mitigate => Move::Mitigate,
            Act::Resolve => Move::Resolve,
            Act::Verify => Move::Verify,
            Act::Close => Move::Close,
            Act::Reopen => Move::Reopen,
            Act::Cancel => Move::Cancel(self.void.ok_or(Rejection::NoReason)?),
        };
        let news = [new_person, new_team];
        let mut commands: Vec<_> = news.into_iter().flatten().filter(|_| is_handed).collect();
        let mut each = Vec::new();
        let original = (self.original).filter(|_| act == Move::Cancel(VoidReason::Duplicate));
        for &record in &self.records {
            let note = Some(self.note.clone());
            let act = Command::Act {
                record,
                act,
                happened,
                note,
            };
            let link = original.map(|to| Command::Link {
                record,
                to,
                relation: Relation::Duplicate,
            });
            let command = match link {
                Some(link) => Command::All(vec![act, link]),
                None => act,
            };
            each.push((record, command));
        }
        commands.push(match each.len() {
            1 => each.remove(0).1,
            _ => Command::Each(each),
        });
        Ok(match commands.len() {
            1 => commands.remove(0),
            _ => Command::All(commands),
        })
    }
}
