//! The rule that chose the target, and what people did by hand.

use leptos::prelude::*;

use crate::{
    domain::time::Moment,
    report::{
        clock_proof::{self, Version},
        when,
    },
    ui::{
        desk::{Desk, use_desk},
        proof::shown::Shown,
    },
};

/// Why, under which policy, and by whose hand.
#[component]
pub fn Why(shown: Shown) -> impl IntoView {
    let desk = use_desk();
    let run = Memo::new(move |_| shown.read(|told| (told.of, told.proof.run.clone())));
    let why = move || {
        let (of, run) = run.get()?;
        desk.board(|board| {
            let clock = board.settings.policy.clock(of.clock)?;
            Some(clock_proof::why(board, clock, &run))
        })
    };
    let target = move || {
        let (_, run) = run.get()?;
        (run.extensions > 0).then(|| clock_proof::target_words(&run))?
    };
    let again = move || {
        let (now, at) = (desk.now.get_untracked(), |at| desk.offset(at));
        shown.read(|told| clock_proof::again(&told.proof, |moment| when::exact(moment, now, at)))?
    };
    let version = move || {
        let (now, version) = (desk.now.get(), version(desk));
        desk.board(|board| clock_proof::version_words(board, version, now, |at| desk.offset(at)))
    };
    let hands = Memo::new(move |_| {
        let hands = run.get().and_then(|(of, run)| {
            desk.board(|board| {
                let clock = board.settings.policy.clock(of.clock)?;
                let record = board.record(shown.record)?;
                Some(clock_proof::hands(board, clock, record, &run, of.number))
            })
        });
        hands.unwrap_or_default()
    });
    let hand = move |(at, said): (Moment, String)| {
        view! { <li><time class="mute">{move || desk.moment(at)}</time> " " {said}</li> }
    };
    view! {
        <section class="stack" aria-label="Why this target">
            <h3 class="text strong">"Why this target"</h3>
            <p class="text">{why} {move || target().map(|target| format!(" Now {target}."))}</p>
            {move || again().map(|said| view! { <p class="text">{said}</p> })}
            <p class="small mute">{version}</p>
        </section>
        {move || (!hands.with(Vec::is_empty)).then(|| view! {
            <section class="stack" aria-label="By hand">
                <h3 class="text strong">"By hand"</h3>
                <ul class="stack text">{move || hands.get().into_iter().map(hand).collect_view()}</ul>
            </section>
        })}
    }
}

/// Who adopted the policy and when.
fn version(desk: Desk) -> Version {
    let id = desk.board(|board| board.settings.policy_version)?;
    desk.book(|book| {
        let event = book.log().get(id)?;
        Some((event.head.by, event.head.wall))
    })
}
