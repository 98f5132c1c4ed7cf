//! One fact that is edited where it stands.

use leptos::{ev, html, prelude::*, task::spawn_local, wasm_bindgen::JsCast, web_sys};

use crate::{
    domain::{
        board::Board,
        command::{Change, Command},
        record::Record,
        state::RecordKind,
        value::Field,
    },
    ui::{
        desk::use_desk,
        pick::{
            known,
            named::{self, Named},
            named_pick::NamedPick,
            unplaced::Unplaced,
        },
        room::Room,
        widgets::{select::SelectBox, unique::unique_id},
    },
    writer::Failure,
};

/// How a fact is edited.
#[derive(Clone, Copy)]
pub enum Edit {
    Line,
    Lines,
    /// One of these, by its slug or id.
    Among(fn(&Board) -> Vec<(String, String)>),
    /// A service, perhaps a new one.
    Service,
}

/// A fact: how it is read and changed.
#[derive(Clone, Copy)]
pub struct Fact {
    pub field: Field,
    pub edit: Edit,
    /// As its control holds it.
    pub held: fn(&Record) -> String,
    pub change: fn(String) -> Change,
}

/// A fact while its room is open. What is typed stays apart from what is recorded until it is kept.
#[derive(Clone, Copy)]
struct Line {
    room: Room,
    fact: StoredValue<Fact>,
    held: Memo<String>,
    typed: RwSignal<Option<Named>>,
    failure: RwSignal<Option<Failure>>,
}

/// A term and its control. Enter or leaving keeps what was typed, Esc gives it up.
#[component]
pub fn FactRow(room: Room, fact: Fact) -> impl IntoView {
    let line = Line {
        room,
        fact: StoredValue::new(fact),
        held: room.read(fact.held),
        typed: RwSignal::new(None),
        failure: RwSignal::new(None),
    };
    let row = NodeRef::<html::Dd>::new();
    let on_leave = move |event: ev::FocusEvent| {
        let to = event
            .related_target()
            .and_then(|to| to.dyn_into::<web_sys::Node>().ok());
        // A field that leaves the page with its room loses the focus when all else is gone.
        let Some(row) = row.try_get_untracked() else {
            return;
        };
        let stays = row.is_some_and(|row| row.contains(to.as_ref()));
        if !stays {
            line.keep();
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if line.typed.read_untracked().is_none() {
            return;
        }
        let is_final = !matches!(fact.edit, Edit::Lines) || event.ctrl_key() || event.meta_key();
        match event.key().as_str() {
            "Escape" => line.give_up(),
            "Enter" if is_final => line.keep(),
            _ => return,
        }
        event.prevent_default();
    };
    let is_dirty = Memo::new(move |_| line.typed.read().is_some());
    let (id, label) = (unique_id(), fact.field.label());
    view! {
        <dt><label for=id.clone()>{label}</label></dt>
        <dd node_ref=row class="fact" on:focusout=on_leave on:keydown=on_key>
            <Control line id />
            <Unplaced failure=line.failure placed=|_| false />
            {move || is_dirty.get().then(|| view! {
                <span class="row">
                    <button type="button" class="button button--small" on:click=move |_| line.keep()>"Save"</button>
                    <button type="button" class="button button--small button--plain" on:click=move |_| line.give_up()>
                        "Cancel"
                    </button>
                </span>
            })}
        </dd>
    }
}

impl Line {
    fn shown(self) -> Signal<Named> {
        Signal::derive(move || {
            self.typed
                .get()
                .unwrap_or_else(|| Named::known(Some(self.held.get())))
        })
    }

    fn shown_text(self) -> Signal<String> {
        let shown = self.shown();
        Signal::derive(move || shown.with(|named| named.choice().to_owned()))
    }

    fn edit(self, named: Named) {
        self.typed.set(Some(named));
        self.failure.set(None);
    }

    fn edit_text(self, text: String) {
        self.edit(Named::known(Some(text)));
    }

    fn give_up(self) {
        self.typed.set(None);
        self.failure.set(None);
    }

    fn keep(self) {
        let Some(Some(typed)) = self.typed.try_get_untracked() else {
            return;
        };
        let (desk, fact) = (self.room.desk.get_value(), self.fact.get_value());
        let (value, new) = if matches!(fact.edit, Edit::Service) {
            let (id, new) = named::service(desk, &typed);
            (id.map(|id| id.to_string()).unwrap_or_default(), new)
        } else {
            (typed.choice().to_owned(), None)
        };
        if new.is_none() && value.trim() == self.held.get_untracked().trim() {
            return self.give_up();
        }
        let set = Command::Set {
            record: self.room.id,
            change: (fact.change)(value),
        };
        let command = match new {
            Some(new) => Command::All(vec![new, set]),
            None => set,
        };
        spawn_local(async move {
            match desk.ask(command).await {
                Ok(done) => {
                    // What was typed meanwhile is not kept yet.
                    let is_kept = self.typed.try_with_untracked(|now| *now == Some(typed));
                    if is_kept == Some(true) {
                        self.typed.try_set(None);
                    }
                    desk.done(format!("{} changed", fact.field.label()), done.events);
                }
                Err(failure) => {
                    if let Some(Some(failure)) = self.failure.try_set(Some(failure)) {
                        desk.fail(&failure);
                    }
                }
            }
        });
    }
}

/// What a fact is edited with.
#[component]
fn Control(line: Line, id: String) -> impl IntoView {
    let desk = use_desk();
    let fact = line.fact.get_value();
    let text = line.shown_text();
    let is_withheld = line
        .room
        .read(move |record| record.withheld.contains(&fact.field));
    let nothing = move || {
        if is_withheld.get() {
            "Withheld"
        } else {
            "Not known"
        }
    };
    let invalid = move || line.failure.read().is_some().then_some("true");
    match fact.edit {
        Edit::Line => view! {
            <input
                class="input"
                id=id
                autocomplete="off"
                placeholder=nothing
                aria-invalid=invalid
                prop:value=text
                on:input:target=move |event| line.edit_text(event.target().value())
            />
        }
        .into_any(),
        Edit::Lines => view! {
            <textarea
                class="textarea"
                id=id
                placeholder=nothing
                aria-invalid=invalid
                rows="1"
                prop:value=text
                on:input:target=move |event| line.edit_text(event.target().value())
            ></textarea>
        }
        .into_any(),
        Edit::Among(options) => {
            let options = Signal::derive(move || {
                let mut options = desk.board(options);
                let held = line.held.get();
                // A retired choice is offered to the records that have it.
                if !options.iter().any(|(value, _)| *value == held) {
                    let label = desk.board(|board| board.label_of(&held).map(str::to_owned));
                    let kind = RecordKind::from_slug(&held).map(|kind| kind.label().to_owned());
                    let label = label.or(kind).unwrap_or_else(|| "Unknown".to_owned());
                    options.push((held, label));
                }
                options
            });
            let on_change = Callback::new(move |value| line.edit_text(value));
            view! { <SelectBox options value=text on_change attr:id=id /> }.into_any()
        }
        Edit::Service => view! {
            <NamedPick
                known=known::SERVICE
                value=line.shown()
                on_change=Callback::new(move |named| line.edit(named))
                failure=line.failure
                id
            />
        }
        .into_any(),
    }
}
