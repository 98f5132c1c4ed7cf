//! What-if: what the draft would have meant, before anybody adopts it.

use leptos::prelude::*;

use crate::{
    domain::ids::RecordId,
    report::{
        period::Period,
        what_if::{Changed, Compared, Kept, WhatIf, what_if},
    },
    sla::run::Status,
    ui::{
        desk::{Desk, use_desk},
        route::Route,
        sla::draft::use_draft,
        timekeeper::use_timekeeper,
        widgets::number::counted,
    },
};

/// So many changed records are listed.
const MOST: usize = 50;

/// The comparison, computed when it is asked for and again while it is open.
#[component]
pub fn TrialPanel() -> impl IntoView {
    let (desk, draft, keeper) = (use_desk(), use_draft(), use_timekeeper());
    let is_changed = Memo::new(move |_| draft.is_changed());
    let found = Memo::new(move |_| {
        if !is_changed.get() {
            return None;
        }
        let trial = draft.trial();
        let now = desk.now.get_untracked();
        let last_month = Period::LastMonth.span(now, &|at| desk.offset(at));
        Some(
            keeper
                .read(|clocks| desk.board(|board| what_if(board, clocks, &trial, last_month, now))),
        )
    });
    view! {
        <section class="panel" aria-label="What if" aria-live="polite">
            <div class="panel__head">
                <h2 id="what-if">"What if"</h2>
                <span class="panel__note">"Over your own history"</span>
            </div>
            {move || match found.get() {
                None => view! {
                    <p class="panel__body text mute">
                        "Change a target, a calendar, a condition or the matrix, and see here what it would have meant, before it counts."
                    </p>
                }.into_any(),
                Some(found) => view! { <Outcome desk found /> }.into_any(),
            }}
        </section>
    }
}

#[component]
fn Outcome(desk: Desk, found: WhatIf) -> impl IntoView {
    let row = |it: Compared| {
        let mark = match (it.is_new, it.is_gone) {
            (true, _) => " (new)",
            (_, true) => " (gone)",
            _ => "",
        };
        view! {
            <tr data-what-if=it.name.clone()>
                <th scope="row">{it.name.clone()}{mark}</th>
                <td>{pair(it.recent)}</td>
                <td data-before=it.all.0.met data-after=it.all.1.met>{pair(it.all)}</td>
            </tr>
        }
    };
    let count = found.changed.len();
    let mut records: Vec<RecordId> = found.changed.iter().map(|it| it.record).collect();
    records.sort_unstable();
    records.dedup();
    let rated = found.reprioritised;
    view! {
        <table class="sla__what-if">
            <caption class="visually-hidden">"Share of promises kept, before and after"</caption>
            <thead><tr><th scope="col">"Clock"</th><th scope="col">"Last month"</th><th scope="col">"All history"</th></tr></thead>
            <tbody>{found.clocks.into_iter().map(row).collect_view()}</tbody>
        </table>
        {(rated > 0).then(|| view! {
            <p class="panel__body small">{format!("{} would be rated differently.", counted(rated, "record", "records"))}</p>
        })}
        <p class="panel__body small" data-changed=count>
            {match records.len() {
                0 => "No record's verdict changes.".to_owned(),
                records => format!("The verdict changes for {}.", counted(records, "record", "records")),
            }}
        </p>
        <ul class="list list--wrap">
            {found.changed.into_iter().take(MOST).map(|changed| view! { <ChangedRow desk changed /> }).collect_view()}
        </ul>
        {(count > MOST).then(|| view! { <p class="panel__foot small mute">{format!("These are the first {MOST}.")}</p> })}
    }
}

#[component]
fn ChangedRow(desk: Desk, changed: Changed) -> impl IntoView {
    let reference = desk.reference(changed.record);
    let title = desk.board_now(|board| {
        board
            .record(changed.record)
            .map(|record| record.title.clone())
            .unwrap_or_default()
    });
    let word = |status: Option<Status>| status.map_or("no clock", Status::label);
    view! {
        <li>
            <span class="list__text">
                <a href=Route::Incident(reference.clone()).href()>{title}</a>
                <small>{reference} " · " {word(changed.before)} " → " {word(changed.after)}</small>
            </span>
        </li>
    }
}

/// `48.1 % → 63.8 %`.
fn pair((before, after): (Kept, Kept)) -> String {
    let share = |kept: Kept| match kept.share() {
        Some(share) => format!("{:.1} % of {}", share * 100.0, kept.met + kept.breached),
        None => "none".to_owned(),
    };
    match before == after {
        true => share(before),
        false => format!("{} → {}", share(before), share(after)),
    }
}
