//! Fields that both sides changed: one value can be chosen on the way in.

use leptos::prelude::*;

use crate::{
    domain::{event::Subject, ids::EventId},
    exchange::merge::Conflict,
    report::value,
    ui::{desk::use_desk, share::import::use_import},
};

/// The conflicts that a merge would make.
#[component]
pub fn Conflicts(conflicts: Vec<Conflict>) -> impl IntoView {
    let shown: Vec<_> = conflicts.iter().take(50).cloned().collect();
    let hidden = conflicts.len() - shown.len();
    (!conflicts.is_empty()).then(|| view! {
        <section class="panel" aria-label="Conflicts">
            <div class="panel__head">
                <h2>"Conflicts"</h2>
                <span class="panel__note">"Both values stay in the log. What you don't choose here can be settled later."</span>
            </div>
            {shown.into_iter().map(|conflict| view! { <OneConflict conflict /> }).collect_view()}
            {(hidden > 0).then(|| view! { <p class="panel__foot">{format!("and {hidden} more, to be settled in their records")}</p> })}
        </section>
    })
}

#[component]
fn OneConflict(conflict: Conflict) -> impl IntoView {
    let (desk, import) = (use_desk(), use_import());
    let Conflict {
        subject,
        field,
        values,
    } = conflict;
    let title = match subject {
        Subject::Workspace => "Workspace".to_owned(),
        Subject::Record(id) => desk.reference(id),
    };
    let name = format!("{subject} {field:?}");
    let label = format!("{title}, {}", field.label());
    let radio = move |choice: Option<EventId>, text: String, note: &'static str, disabled: bool| {
        let chosen = move || import.choices.with(|of| of.get(&(subject, field)).copied());
        let choose = move |_| {
            import.choices.update(|choices| {
                match choice {
                    Some(choice) => choices.insert((subject, field), choice),
                    None => choices.remove(&(subject, field)),
                };
            });
        };
        view! {
            <label>
                <input
                    type="radio"
                    class="check"
                    name=name.clone()
                    disabled=disabled
                    prop:checked=move || chosen() == choice
                    on:change=choose
                />
                <b>{text}</b>
                <small>{note}</small>
            </label>
        }
    };
    let claims: Vec<_> = (values.into_iter())
        .map(|claim| {
            let value = claim.value.as_ref();
            let text = desk.board(|board| value::text(board, value, |at| desk.moment(at)));
            let whose = if claim.ours {
                "On this device"
            } else {
                "In the file"
            };
            radio(Some(claim.event), text, whose, value.is_none())
        })
        .collect();
    view! {
        <section class="conflict">
            <header>
                <b>{title}</b>
                <span class="soft">{field.label()}</span>
            </header>
            <div class="versus" role="radiogroup" aria-label=label>
                {claims}
                {radio(None, "Decide later".to_owned(), "Both stay until one is chosen", false)}
            </div>
        </section>
    }
}
