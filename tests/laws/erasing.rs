//! An accepted erasure wins everywhere, whatever comes before or after it.

use proptest::prelude::{prop_assert, prop_assert_eq};
use sitrep::{
    domain::{
        command::{Command, Writing},
        event::Event,
        fact::Kind,
        ids::EventId,
        log::Gap,
    },
    exchange::{file, merge, verify},
};

use super::cases::{Law, folded, mostly, portrait};
use crate::history::{commands, desk::Desk, dice::Dice};

const SECRET: &str = "the patient in bed 4";

pub fn laws() -> Vec<Law> {
    vec![
        an_erased_text_is_gone_in_any_order_also_when_it_comes_again(),
        a_refused_erasure_leaves_the_text_and_a_gap_until_it_is_accepted(),
    ]
}

fn an_erased_text_is_gone_in_any_order_also_when_it_comes_again() -> Law {
    mostly(0.9, |history, dice| {
        let Some((secret, erasure)) = erased(&history.desks[0], dice) else {
            return Ok(false);
        };
        // The erasure of an erasure changes nothing.
        let again = Command::Erase {
            events: vec![erasure.id],
        };
        prop_assert!(history.desks[0].act(again).is_err());

        let mut events = history.copies();
        events.extend([secret.clone(), secret.without_body(), erasure.clone()]);
        events.extend([secret.clone(), erasure.clone()]);
        dice.shuffle(&mut events);
        let (log, board) = folded(&events);
        prop_assert!(!portrait(&board).contains(SECRET));
        let text = file::write(&log.sorted(), &history.desks[0].colophon());
        prop_assert!(!text.contains(SECRET));
        prop_assert!(verify::verify(&log).changed.is_empty());

        // At desks: nothing stays on disk, and what is on disk opens as the same board.
        for desk in &history.desks {
            let mut mail = vec![
                secret.clone(),
                erasure.clone(),
                secret.clone(),
                secret.without_body(),
            ];
            dice.shuffle(&mut mail);
            while !mail.is_empty() {
                desk.take(mail.split_off(mail.len() - 1 - dice.index(mail.len())));
            }
            prop_assert!(!desk.lines().concat().contains(SECRET));
            prop_assert!(!desk.file().contains(SECRET));
            let reopened = desk.reopened();
            prop_assert_eq!(
                reopened.book().board().digest(),
                desk.book().board().digest()
            );
        }
        Ok(true)
    })
}

fn a_refused_erasure_leaves_the_text_and_a_gap_until_it_is_accepted() -> Law {
    mostly(0.6, |history, dice| {
        let Some((secret, erasure)) = erased(&history.desks[0], dice) else {
            return Ok(false);
        };
        let desk = &history.desks[1 + dice.index(history.desks.len() - 1)];
        let holds = dice.chance(70);
        if holds {
            desk.take(vec![secret.clone()]);
        }
        let held = desk
            .book()
            .log()
            .get(secret.id)
            .is_some_and(|event| event.has_body());
        // What the same replica wrote next shows that one of its events is missing.
        let next = history.desks[0].act(commands::report(dice));
        let next = next.expect("a report is always allowed").events;
        let next: Vec<Event> = (history.desks[0].events().into_iter())
            .filter(|event| next.contains(&event.id))
            .collect();
        let follows = (next.iter()).any(|event| event.head.prev == Some(erasure.id));
        let mut events = vec![erasure.clone(), secret.without_body()];
        events.extend(next);
        dice.shuffle(&mut events);
        let reading = file::read(history.desks[0].file_of(&events).as_bytes());
        let reading = reading.expect("what a desk wrote is a log");
        let preview = |take| {
            let book = desk.book();
            merge::preview(book.log(), book.board(), &reading, take, desk.now())
        };

        let refused = preview(false);
        let asked: &[EventId] = if held { &[secret.id] } else { &[] };
        prop_assert_eq!(&refused.erasures, asked);
        // An erasure that removes nothing here is nothing to ask about.
        let listed = refused.new.iter().any(|event| event.id == erasure.id);
        prop_assert_eq!(listed, !held);
        // Not where a copy of the profile used the same number, or where it was missing before.
        let (replica, seq) = (erasure.head.replica, erasure.head.seq);
        let is_free = desk.book().log().at(replica, seq).is_empty();
        let leaves_gap = held && follows && is_free;
        let has_gap = |gaps: &[Gap]| {
            let is_it = |gap: &Gap| gap.replica == replica && (gap.from..=gap.to).contains(&seq);
            gaps.iter().any(is_it)
        };
        let had_gap = has_gap(&desk.book().log().gaps());
        prop_assert_eq!(has_gap(&refused.gaps), leaves_gap && !had_gap);
        desk.take(refused.new);
        prop_assert_eq!(
            has_gap(&desk.book().log().gaps()),
            leaves_gap || (had_gap && held)
        );
        let stays = desk
            .book()
            .log()
            .get(secret.id)
            .is_some_and(|event| event.has_body());
        prop_assert_eq!(stays, held);

        let accepted = preview(true);
        desk.take(accepted.new);
        prop_assert!(!has_gap(&desk.book().log().gaps()));
        desk.take(vec![secret]);
        prop_assert!(!desk.lines().concat().contains(SECRET));
        Ok(leaves_gap)
    })
}

/// Somebody writes what they should not have, and erases it.
fn erased(desk: &Desk, dice: &mut Dice) -> Option<(Event, Event)> {
    let record = dice.pick(&desk.records());
    let text = SECRET.to_owned();
    let written = desk.act(Command::Write {
        record,
        entry: Writing::Note,
        text,
        happened: None,
    });
    let event = |id: EventId| {
        desk.book()
            .log()
            .get(id)
            .map(|event| event.as_ref().clone())
    };
    let secret = event(*written.ok()?.events.last()?)?;
    let events = vec![secret.id];
    let done = desk.act(Command::Erase { events }).ok()?;
    let erasure = event(*done.events.last()?)?;
    (erasure.head.kind == Kind::Erased).then_some((secret, erasure))
}
