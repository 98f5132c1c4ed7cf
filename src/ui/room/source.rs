//! Where an imported record came from, with every column as it was written.

use leptos::prelude::*;

use crate::{
    domain::{
        event::Subject,
        fact::{Fact, Kind},
    },
    report::names,
    ui::{desk::use_desk, room::Room},
};

/// The panel of an imported record's source; nothing for others.
#[component]
pub fn Source(room: Room) -> impl IntoView {
    let desk = use_desk();
    let is_imported = room.read(|record| record.source.is_some());
    let imports = Memo::new(move |_| {
        room.record.track();
        let ledger = desk.board_now(|board| board.ledger(Subject::Record(room.id)));
        let imports = ledger
            .of_kind(Kind::Imported)
            .filter_map(|event| match event.fact() {
                Some(Fact::Imported(body)) => {
                    let source = names::source(&body.source);
                    let from = match body.instance.as_str() {
                        "" => source.to_owned(),
                        instance => format!("{source}, {instance}"),
                    };
                    Some((
                        from,
                        body.number.clone(),
                        body.updated,
                        body.columns.clone(),
                    ))
                }
                _ => None,
            });
        imports.collect::<Vec<_>>()
    });
    let rows = move || {
        imports.get().into_iter().rev().map(|(from, number, updated, columns)| {
            let count = columns.len();
            let columns = columns.iter().map(|(name, value)| view! {
                <dt class="mono">{name.to_owned()}</dt>
                <dd>{value.to_owned()}</dd>
            });
            let summary = format!("{count} columns as they were written");
            view! {
                <p class="text">{number} " from " {from} ", changed there " {move || desk.moment(updated)}</p>
                {(count > 0).then(|| view! {
                    <details>
                        <summary class="small">{summary}</summary>
                        <dl class="facts room__columns">{columns.collect_view()}</dl>
                    </details>
                })}
            }
        })
        .collect_view()
    };
    move || {
        is_imported.get().then(|| {
            view! {
                <section class="panel" aria-label="Source">
                    <div class="panel__head"><h2>"Source"</h2></div>
                    <div class="panel__body stack">{rows}</div>
                </section>
            }
        })
    }
}
