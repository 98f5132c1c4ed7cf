//! Every version of the promises there was: who adopted it and why, what it changed, and the way
//! back to it.

use leptos::prelude::*;

use crate::{
    report::{
        names,
        policy::{Version, versions},
    },
    ui::{desk::use_desk, sla::draft::use_draft, widgets::number::counted},
};

/// So many are shown until somebody asks for all.
const FEW: usize = 12;

/// The versions, the newest first; the last is what every log knows.
#[component]
pub fn Versions() -> impl IntoView {
    let desk = use_desk();
    let all = Memo::new(move |_| desk.board(versions));
    let is_whole = RwSignal::new(false);
    let more = Memo::new(move |_| match is_whole.get() {
        true => 0,
        false => all.with(|all| all.len().saturating_sub(FEW)),
    });
    let rows = move || {
        let shown = all.with(|all| all[..all.len() - more.get()].to_vec());
        let row = |version| view! { <Row version /> };
        shown.into_iter().map(row).collect_view()
    };
    view! {
        <section class="panel" aria-label="Versions">
            <div class="panel__head">
                <h2 id="versions">"Versions"</h2>
                <span class="panel__note">{move || all.with(Vec::len)}</span>
            </div>
            <ul class="list list--wrap">{rows}</ul>
            {move || (more.get() > 0).then(|| view! {
                <div class="panel__foot">
                    <button type="button" class="button button--plain button--small" on:click=move |_| is_whole.set(true)>
                        {counted(more.get(), "earlier version", "earlier versions")}
                    </button>
                </div>
            })}
        </section>
    }
}

#[component]
fn Row(version: Version) -> impl IntoView {
    let (desk, draft) = (use_desk(), use_draft());
    let Version {
        at,
        by,
        note,
        terms,
        changes,
        counts,
    } = version;
    let who = match (at, by) {
        (None, _) => "Built in".to_owned(),
        (_, None) => "Somebody".to_owned(),
        (_, Some(by)) => desk.board(|board| names::person(board, by).to_owned()),
    };
    let when = move || at.map(|at| format!(", {}", desk.moment(at)));
    let name = terms.policy.name.clone();
    let label = match at {
        None => format!("Take up {name} again, as built in"),
        Some(at) => format!("Take up {name} again, of {}", desk.moment(at)),
    };
    let take_up = move |_| draft.edit(|trial| trial.take_up(&terms));
    view! {
        <li data-version=counts.then_some("counts")>
            <span class="list__text">
                <span class="strong">{name}</span>
                <small>{who}{when}{note.map(|note| format!(": {note}"))}</small>
                {(!changes.is_empty()).then(|| view! {
                    <ul class="sla__changes">{changes.into_iter().map(|said| view! { <li>{said}</li> }).collect_view()}</ul>
                })}
            </span>
            {match counts {
                true => view! { <span class="tag" data-tone="ok">"Counts"</span> }.into_any(),
                false => view! {
                    <button type="button" class="button button--small" on:click=take_up aria-label=label>
                        "Take up again"
                    </button>
                }.into_any(),
            }}
        </li>
    }
}
