//! Which acts make sense for a record, and how they look.

use crate::{
    domain::{
        ids::PersonId,
        record::Record,
        state::{Act, Milestone, State},
    },
    ui::widgets::glyph::Glyph,
};

/// The acts that would change something, in the order of a record's life.
#[must_use]
pub fn offered(record: &Record, me: PersonId) -> Vec<Act> {
    let state = record.state();
    let early = matches!(state, State::New | State::Triage);
    let makes_sense = |act: &Act| match act {
        Act::Acknowledge => !record.is_acknowledged(),
        Act::Take => early || record.owner != Some(me),
        Act::Verify => record.moment(Milestone::Verified).is_none(),
        _ => true,
    };
    (Act::ALL.iter().copied())
        .filter(|act| act.is_allowed_in(state))
        .filter(makes_sense)
        .collect()
}

/// Whether the act needs to be told more than that it happens.
#[must_use]
pub const fn asks(act: Act) -> bool {
    matches!(act, Act::Assign | Act::Escalate | Act::Hold | Act::Cancel)
}

/// The picture of an act.
#[must_use]
pub const fn glyph(act: Act) -> Glyph {
    match act {
        Act::Acknowledge => Glyph::Tick,
        Act::Take => Glyph::User,
        Act::Assign => Glyph::Users,
        Act::Start | Act::Resume => Glyph::Play,
        Act::Escalate => Glyph::ArrowUp,
        Act::Hold => Glyph::Pause,
        Act::Mitigate => Glyph::RingThreeQuarters,
        Act::Resolve => Glyph::DiscTick,
        Act::Verify => Glyph::Seal,
        Act::Close => Glyph::RingTick,
        Act::Reopen => Glyph::Refresh,
        Act::Cancel => Glyph::Cross,
    }
}
