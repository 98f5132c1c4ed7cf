//! What a line of the palette does.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    domain::{
        command::Move,
        ids::{PersonId, RecordId, WorkspaceId},
        state::Act,
    },
    ui::{
        desk::Desk,
        route::{Route, Router},
        shell::keys,
        stage::{Proving, Stage},
        widgets::tone::Tone,
    },
};

/// One thing to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    Open(RecordId),
    Act(Act, RecordId),
    Reassess(RecordId),
    /// Turns a clock by hand.
    Turn(Proving),
    Go(Route),
    Declare(String),
    /// `light`, `dark`, or empty for the system's.
    Theme(&'static str),
    SaveAll,
    Undo,
    ActAs(PersonId),
    Switch(WorkspaceId),
    Keyboard,
    /// Whether single letters are to do nothing.
    LettersOff(bool),
}

impl Deed {
    /// Does it.
    pub fn run(self, desk: Desk, stage: Stage, router: Router) {
        match self {
            Self::Open(record) => router.open(&desk.board_now(|board| board.reference(record))),
            Self::Act(act, record) => match needs_nothing_more(act) {
                Some(act) => keys::act(desk, record, act),
                None => stage.act.set(Some((act, vec![record]))),
            },
            Self::Reassess(record) => stage.reassess.set(Some(record.into())),
            Self::Turn(proving) => stage.proof.set(Some(proving)),
            Self::Go(route) => router.go(&route),
            Self::Declare(title) => stage.declare.set(Some(title)),
            Self::Theme(theme) => desk.prefer(|prefs| theme.clone_into(&mut prefs.theme)),
            Self::SaveAll => desk.export_all(),
            Self::Undo => desk.undo(None),
            Self::ActAs(person) => {
                desk.act_as(person);
                desk.say(format!("You act as {} now.", desk.my_name()), Tone::Mute);
            }
            Self::Switch(ws) => spawn_local(desk.open(ws)),
            Self::Keyboard => stage.keyboard.set(true),
            Self::LettersOff(off) => desk.prefer(|prefs| prefs.letters_off = off),
        }
    }
}

/// The acts that are done with a word; the others ask to whom, why or how.
const fn needs_nothing_more(act: Act) -> Option<Move> {
    match act {
        Act::Acknowledge => Some(Move::Acknowledge),
        Act::Take => Some(Move::Take),
        Act::Start => Some(Move::Start),
        Act::Resume => Some(Move::Resume),
        Act::Verify => Some(Move::Verify),
        _ => None,
    }
}
