//! The clocks of a record that people may turn by hand.

use leptos::prelude::*;

use crate::{
    domain::ids::RecordId,
    report::{clock_proof, promise},
    ui::{
        desk::Desk,
        palette::{
            deed::Deed,
            offers::{Offer, Sign},
        },
        stage::{Hand, Proving},
        timekeeper::Timekeeper,
        widgets::glyph::Glyph,
    },
};

/// To pause or resume, and to extend, each clock that is going.
#[must_use]
pub fn turns(desk: Desk, timekeeper: Timekeeper, record: RecordId) -> Vec<Offer> {
    let now = desk.now.get();
    timekeeper.read(|clocks| {
        let plan = clocks.plan();
        let named = clock_proof::named(plan, clocks.of(record));
        let going = named.filter(|(_, run)| run.is_going());
        let offers = going.flat_map(|(of, run)| {
            let clock = &plan.clocks[usize::from(run.clock)];
            let detail = promise::standing(&run.read(plan, now));
            let hands = match run.held {
                true => [Hand::Resume, Hand::Extend],
                false => [Hand::Pause, Hand::Extend],
            };
            hands.map(|hand| {
                let (does, glyph) = match hand {
                    Hand::Pause => ("Pause", Glyph::Pause),
                    Hand::Resume => ("Resume", Glyph::Play),
                    Hand::Extend => ("Extend", Glyph::Plus),
                };
                Offer {
                    deed: Deed::Turn(Proving {
                        record,
                        clock: of.clock,
                        hand: Some(hand),
                    }),
                    sign: Sign::Glyph(glyph),
                    label: format!("{does} the clock {}", clock.name),
                    detail: detail.clone(),
                    keys: "",
                }
            })
        });
        offers.collect()
    })
}
