//! How many records are in which pile; a press shows only those.

use leptos::prelude::*;

use crate::{
    domain::state::RecordKind,
    report::queue::Queue,
    ui::{
        now::pile::{Asked, Pile},
        route::use_router,
        widgets::{chip::Chip, choice::Choice, glyph::Glyph, segment::Segment, tone::Tone},
    },
};

/// The piles as chips, and the switch to requests where there are any.
#[component]
pub fn Tallies(queue: Memo<Queue>, asked: Memo<Asked>, has_requests: Memo<bool>) -> impl IntoView {
    let router = use_router();
    let ask = move |asked: Asked| router.set_query(&asked.to_query());
    let kinds = Signal::derive(|| {
        vec![
            Choice::new(RecordKind::Incident, "Incidents"),
            Choice::new(RecordKind::Request, "Requests"),
        ]
    });
    let pick = Callback::new(move |kind| {
        ask(Asked {
            kind,
            ..asked.get_untracked()
        });
    });
    let shows_kinds = move || has_requests.get() || asked.get().kind == RecordKind::Request;
    view! {
        <div class="tally">
            {move || {
                shows_kinds()
                    .then(|| {
                        view! {
                            <Segment
                                label="Queue"
                                choices=kinds
                                value=Signal::derive(move || Some(asked.get().kind))
                                on_pick=pick
                                class="segment segment--small"
                            />
                        }
                    })
            }}
            <div class="choices" role="group" aria-label="Filter the queue">
                {Pile::ALL.iter().map(|&pile| view! { <PileChip pile queue asked /> }).collect_view()}
            </div>
        </div>
    }
}

/// A pile that holds something, or that is being shown.
#[component]
fn PileChip(pile: Pile, queue: Memo<Queue>, asked: Memo<Asked>) -> impl IntoView {
    let router = use_router();
    let count = Memo::new(move |_| queue.with(|queue| pile.count(&queue.tallies)));
    let pressed = Memo::new(move |_| asked.get().pile == pile);
    let is_there = Memo::new(move |_| pile == Pile::Open || count.get() > 0 || pressed.get());
    let press = Callback::new(move |()| {
        let asked = asked.get_untracked();
        let pile = if asked.pile == pile { Pile::Open } else { pile };
        router.set_query(&Asked { pile, ..asked }.to_query());
    });
    let (glyph, tone) = match pile {
        Pile::Open => (None, Tone::Mute),
        Pile::Late => (Some(Glyph::Alarm), Tone::Danger),
        Pile::AtRisk => (Some(Glyph::Hourglass), Tone::Warn),
        Pile::Unacknowledged => (Some(Glyph::RingDashed), Tone::Warn),
        Pile::NoOwner => (Some(Glyph::NoUser), Tone::Warn),
        Pile::OnHold => (Some(Glyph::Pause), Tone::Mute),
        Pile::Mine => (Some(Glyph::User), Tone::Mute),
        Pile::Conflicts => (Some(Glyph::Fork), Tone::Warn),
    };
    move || {
        is_there.get().then(|| {
            let content = view! {
                <b>{move || count.get()}</b>
                {pile.label()}
            };
            match glyph {
                Some(glyph) => {
                    view! { <Chip pressed on_press=press tone=tone glyph>{content}</Chip> }
                        .into_any()
                }
                None => {
                    view! { <Chip pressed on_press=press tone=tone>{content}</Chip> }.into_any()
                }
            }
        })
    }
}
