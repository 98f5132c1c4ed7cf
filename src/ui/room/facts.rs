//! What is known about a record.

use leptos::{ev, html, prelude::*, wasm_bindgen::JsCast, web_sys};

use crate::{
    domain::{
        board::Board,
        command::Change,
        priority::Severity,
        state::{Channel, Origin, RecordKind},
        value::Field,
    },
    ui::{
        desk::use_desk,
        room::{
            Room,
            fact::{Edit, Fact, FactRow},
        },
        shell::keys::{self, is_field},
        stage::use_stage,
        widgets::kbd::Kbd,
    },
};

/// A fact that is a text.
macro_rules! text {
    ($Field:ident, $Edit:ident, $member:ident) => {
        Fact {
            field: Field::$Field,
            edit: Edit::$Edit,
            held: |record| record.$member.clone(),
            change: Change::$Field,
        }
    };
}

/// The facts in the order in which they help.
const FACTS: [Fact; 13] = [
    text!(Title, Line, title),
    text!(Description, Lines, description),
    text!(Affected, Lines, affected),
    Fact {
        field: Field::Category,
        edit: Edit::Among(categories),
        held: |record| id(record.category),
        change: |id| Change::Category(id.parse().ok()),
    },
    Fact {
        field: Field::Service,
        edit: Edit::Service,
        held: |record| id(record.service),
        change: |id| Change::Service(id.parse().ok()),
    },
    Fact {
        field: Field::Severity,
        edit: Edit::Among(|_| options(Severity::ALL.iter().map(|it| (it.slug(), it.label())))),
        held: |record| label(record.severity.map(Severity::slug)),
        change: |slug| Change::Severity(Severity::from_slug(&slug)),
    },
    text!(Cause, Lines, cause),
    text!(Workaround, Lines, workaround),
    text!(Vendor, Line, vendor),
    text!(Reporter, Line, reporter),
    Fact {
        field: Field::Channel,
        edit: Edit::Among(|_| options(Channel::ALL.iter().map(|it| (it.slug(), it.label())))),
        held: |record| label(record.channel.map(Channel::slug)),
        change: |slug| Change::Channel(Channel::from_slug(&slug)),
    },
    Fact {
        field: Field::Origin,
        edit: Edit::Among(|_| options(Origin::ALL.iter().map(|it| (it.slug(), it.label())))),
        held: |record| label(record.origin.map(Origin::slug)),
        change: |slug| Change::Origin(Origin::from_slug(&slug)),
    },
    Fact {
        field: Field::Kind,
        edit: Edit::Among(|_| {
            // A drill would leave Now, which has no queue for drills yet.
            let kinds = [RecordKind::Incident, RecordKind::Request];
            kinds
                .iter()
                .map(|kind| (kind.slug().to_owned(), kind.label().to_owned()))
                .collect()
        }),
        held: |record| record.kind.slug().to_owned(),
        change: |slug| Change::Kind(RecordKind::from_slug(&slug).unwrap_or(RecordKind::Incident)),
    },
];

/// The panel of facts. E brings the focus to the first.
#[component]
pub fn Facts(room: Room) -> impl IntoView {
    let (desk, stage) = (use_desk(), use_stage());
    let list = NodeRef::<html::Dl>::new();
    let focus_first = move || {
        let first = list.get_untracked().and_then(|list| {
            list.query_selector(".fact :is(input, textarea, select)")
                .ok()
                .flatten()
        });
        if let Some(first) = first.and_then(|first| first.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = first.focus();
        }
    };
    let listener = window_event_listener(ev::keydown, move |event| {
        let rests = is_field(&event)
            || !keys::is_free(&event, stage, "dialog, [role=menu]")
            || room.correcting.with_untracked(Option::is_some)
            || room.erasing.with_untracked(Option::is_some)
            || desk.prefs.with_untracked(|prefs| prefs.letters_off);
        if event.key() == "e" && !rests {
            event.prevent_default();
            focus_first();
        }
    });
    on_cleanup(move || listener.remove());
    view! {
        <section class="panel" aria-label="Facts">
            <div class="panel__head">
                <h2>"Facts"</h2>
                <span class="end">
                    <button
                        type="button"
                        class="button button--plain button--small"
                        aria-keyshortcuts="e"
                        on:click=move |_| focus_first()
                    >
                        "Edit" <Kbd keys="E" />
                    </button>
                </span>
            </div>
            <div class="panel__body">
                <dl node_ref=list class="facts">
                    {FACTS.into_iter().map(|fact| view! { <FactRow room fact /> }).collect_view()}
                </dl>
            </div>
        </section>
    }
}

/// Every category with its subcategories below it.
fn categories(board: &Board) -> Vec<(String, String)> {
    let all = || {
        board
            .settings
            .categories
            .values()
            .filter(|category| !category.retired)
    };
    let mut options = vec![(String::new(), "Not known".to_owned())];
    for main in all().filter(|category| category.parent.is_none()) {
        options.push((main.id.to_string(), main.name.clone()));
        let subs = all().filter(|category| category.parent == Some(main.id));
        options
            .extend(subs.map(|sub| (sub.id.to_string(), format!("{}: {}", main.name, sub.name))));
    }
    options
}

fn options(values: impl Iterator<Item = (&'static str, &'static str)>) -> Vec<(String, String)> {
    std::iter::once(("", "Not known"))
        .chain(values)
        .map(|(slug, label)| (slug.to_owned(), label.to_owned()))
        .collect()
}

fn label(label: Option<&'static str>) -> String {
    label.unwrap_or_default().to_owned()
}

fn id(id: Option<impl ToString>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}
