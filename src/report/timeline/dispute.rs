//! Values that contradict each other, side by side, for somebody to settle.

use crate::{
    domain::{
        board::Board,
        event::Subject,
        ids::{EventId, PersonId},
        time::Moment,
        value::Field,
    },
    report::{
        names,
        timeline::{Piece, values},
    },
};

/// A field with unequal values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute {
    pub field: Field,
    /// The one that counts now stands last.
    pub claims: Vec<Claim>,
}

/// One of the values, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What settling takes as the choice.
    pub event: EventId,
    pub author: Option<PersonId>,
    pub author_name: String,
    pub recorded: Moment,
    /// `None` is withheld, and can't be chosen.
    pub value: Option<Piece>,
}

/// All that is to settle about a subject.
#[must_use]
pub fn disputes(board: &Board, subject: Subject) -> Vec<Dispute> {
    let ledger = board.ledger(subject);
    let claim = |live: &crate::domain::ledger::Live| {
        let event = &ledger.events[live.event];
        let author = event.head.by;
        let name = author.map_or("Somebody", |person| names::person(board, person));
        Claim {
            event: event.id,
            author,
            author_name: name.to_owned(),
            recorded: event.head.wall,
            value: live.value.as_ref().map(|value| values::piece(board, value)),
        }
    };
    (ledger.conflicts())
        .map(|(field, live)| Dispute {
            field,
            claims: live.iter().map(claim).collect(),
        })
        .collect()
}
