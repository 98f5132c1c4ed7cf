//! The keyboard map that works everywhere: single letters rest inside fields, in dialogs, and
//! when they are switched off (WCAG 2.1.4).

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

use crate::{
    domain::{
        command::{Command, Move},
        ids::RecordId,
        state::Act,
    },
    ui::{
        desk::{Desk, use_desk},
        route::{Route, Router, use_router},
        stage::{Stage, use_stage},
        widgets::number::counted,
    },
};

/// How long G waits for its second letter, in milliseconds.
const PATIENCE: f64 = 2_000.0;

/// Listens for as long as the page lives.
pub fn listen() {
    let keys = Keys {
        desk: use_desk(),
        stage: use_stage(),
        router: use_router(),
        g_pressed: StoredValue::new(None),
    };
    let listener = window_event_listener(ev::keydown, move |event| {
        if !event.default_prevented() && !event.is_composing() && keys.handle(&event) {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
}

#[derive(Clone, Copy)]
struct Keys {
    desk: Desk,
    stage: Stage,
    router: Router,
    /// When G was pressed, on the clock of events.
    g_pressed: StoredValue<Option<f64>>,
}

impl Keys {
    /// Whether the key meant something here.
    fn handle(self, event: &ev::KeyboardEvent) -> bool {
        let stage = self.stage;
        let key = name(event);
        if (event.ctrl_key() || event.meta_key()) && !event.alt_key() {
            return match key.as_str() {
                "k" if !stage.is_asking() => {
                    stage.palette.update(|open| *open = !*open);
                    true
                }
                "z" if !event.shift_key() && !is_field(event) && !stage.is_busy() => {
                    self.desk.undo(None);
                    true
                }
                _ => false,
            };
        }
        let is_inside = is_field(event) || is_within(event, "dialog, [role=menu], [role=listbox]");
        if event.alt_key() || event.ctrl_key() || is_inside || stage.is_busy() {
            return false;
        }
        match key.as_str() {
            "ArrowDown" | "ArrowUp" if is_at_rest(event) => {
                stage.step(if key == "ArrowDown" { 1 } else { -1 })
            }
            // Links and buttons have an Enter of their own.
            "Enter" if is_at_rest(event) && !is_within(event, "a, button") => self.open(),
            "Escape" if stage.has_list() && !has_layer() => {
                stage.cursor.set(None);
                true
            }
            _ if self.desk.prefs.with_untracked(|prefs| prefs.letters_off) => false,
            _ => self.letter(event, &key),
        }
    }

    fn letter(self, event: &ev::KeyboardEvent, key: &str) -> bool {
        let before = self.g_pressed.try_update_value(Option::take).flatten();
        if before.is_some_and(|at| event.time_stamp() - at < PATIENCE) {
            return self.go(key);
        }
        match key {
            "g" => self.g_pressed.set_value(Some(event.time_stamp())),
            "c" => self.stage.declare.set(Some(String::new())),
            "?" => self.stage.keyboard.set(true),
            "/" => self.filter(),
            "j" => return self.stage.step(1),
            "k" => return self.stage.step(-1),
            // What was chosen in a list is the list's to act on.
            _ if self
                .stage
                .chosen
                .with_untracked(|chosen| !chosen.is_empty()) =>
            {
                return false;
            }
            _ => {
                return match subject(self.stage, self.router) {
                    Some(record) => on_record(self.desk, self.stage, record, key),
                    None => false,
                };
            }
        }
        true
    }

    fn go(self, key: &str) -> bool {
        let route = match key {
            "n" => Route::Now,
            "i" => Route::Incidents,
            "m" => Route::Matrix,
            "t" => Route::Timeline,
            "k" => Route::Insights,
            "s" => Route::Share,
            _ => return false,
        };
        self.router.go(&route);
        true
    }

    fn open(self) -> bool {
        let subject = self.stage.has_list().then(|| self.stage.subject());
        match subject.flatten() {
            Some(record) => {
                let reference = self.desk.board_now(|board| board.reference(record));
                self.router.open(&reference);
                true
            }
            None => false,
        }
    }

    /// The view's own filter; where it has none, the search over everything.
    fn filter(self) {
        let field = document().query_selector("#list-filter");
        let field = field.ok().flatten();
        match field.and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok()) {
            Some(field) => {
                let _ = field.focus();
                field.select();
            }
            None => self.stage.palette.set(true),
        }
    }
}

/// The record that letters act on: under the cursor of a list, or the one whose room is open.
#[must_use]
pub fn subject(stage: Stage, router: Router) -> Option<RecordId> {
    let shows_records = router.route.with_untracked(|route| {
        matches!(
            route,
            Route::Now | Route::Incidents | Route::Incident(_) | Route::Matrix | Route::Timeline
        )
    });
    shows_records.then(|| stage.subject()).flatten()
}

/// The letters that act on the record under the cursor.
fn on_record(desk: Desk, stage: Stage, record: RecordId, key: &str) -> bool {
    match key {
        "a" => act(desk, record, Move::Acknowledge),
        "m" => act(desk, record, Move::Take),
        "p" => stage.reassess.set(Some(record.into())),
        "s" => stage.act.set(Some((next_act(desk, record), vec![record]))),
        _ => return false,
    }
    true
}

/// Does an act that needs to be told nothing more, and says so.
pub fn act(desk: Desk, record: RecordId, act: Move) {
    let reference = desk.board_now(|board| board.reference(record));
    desk.act(
        Command::Act {
            record,
            act,
            happened: None,
            note: None,
        },
        said(act.kind(), &reference),
    );
}

/// What an act comes to, in words, about whatever is called `who`.
#[must_use]
pub fn said(act: Act, who: &str) -> String {
    let done = match act {
        Act::Acknowledge => "acknowledged",
        Act::Take => "yours",
        Act::Start => "being worked on",
        Act::Resume => "resumed",
        Act::Mitigate => "mitigated",
        Act::Resolve => "resolved",
        Act::Verify => "verified normal",
        Act::Close => "closed",
        Act::Reopen => "reopened",
        Act::Assign => "assigned",
        Act::Escalate => "escalated",
        Act::Hold => "on hold",
        Act::Cancel => "cancelled",
    };
    match act {
        Act::Take | Act::Start => format!("{who} is {done}"),
        _ => format!("{who} {done}"),
    }
}

/// What an act comes to for so many records.
#[must_use]
pub fn said_of_many(act: Act, count: usize) -> String {
    let one = said(act, "1 record");
    if count == 1 {
        return one;
    }
    let many = counted(count, "record", "records");
    one.replacen("1 record is", &format!("{many} are"), 1)
        .replacen("1 record", &many, 1)
}

/// The act that usually comes next for a record where it stands.
#[must_use]
pub fn next_act(desk: Desk, record: RecordId) -> Act {
    use crate::domain::state::State;
    let state = desk.board_now(|board| board.record(record).map(|record| record.state()));
    match state.unwrap_or(State::New) {
        State::New => Act::Acknowledge,
        State::Triage => Act::Assign,
        State::Assigned => Act::Start,
        State::Investigating => Act::Mitigate,
        State::Mitigated => Act::Resolve,
        State::OnHold => Act::Resume,
        State::Resolved => Act::Close,
        State::Closed | State::Cancelled => Act::Reopen,
    }
}

/// The key's name; letters in lower case also with caps lock, and by their place on keyboards
/// of other scripts. A letter typed with Shift is none of ours.
fn name(event: &ev::KeyboardEvent) -> String {
    let key = event.key();
    let mut letters = key.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.is_alphabetic() => {
            let shifted = event.shift_key() && !event.ctrl_key() && !event.meta_key();
            match event.code().strip_prefix("Key") {
                _ if shifted => String::new(),
                Some(place) if !letter.is_ascii() => place.to_lowercase(),
                _ => key.to_lowercase(),
            }
        }
        _ => key,
    }
}

fn target(event: &ev::KeyboardEvent) -> Option<web_sys::HtmlElement> {
    event.target()?.dyn_into().ok()
}

/// Whether a view may have the key: nobody took it, no dialog is open, and the focus is in
/// nothing of `busy`, which has a use of its own for it.
pub fn is_free(event: &ev::KeyboardEvent, stage: Stage, busy: &str) -> bool {
    let is_other = event.default_prevented()
        || event.is_composing()
        || event.ctrl_key()
        || event.meta_key()
        || event.alt_key();
    !is_other && !is_within(event, busy) && !stage.is_busy()
}

/// Whether the focus is in something.
pub fn is_within(event: &ev::KeyboardEvent, selector: &str) -> bool {
    target(event).is_some_and(|element| element.closest(selector).is_ok_and(|it| it.is_some()))
}

/// Whether something lies over the page that Escape closes by itself.
pub fn has_layer() -> bool {
    let layer = document().query_selector("[popover=auto]:popover-open");
    layer.ok().flatten().is_some()
}

/// Whether the focus is on nothing that has a use for arrows and Enter: on the page or in a row.
fn is_at_rest(event: &ev::KeyboardEvent) -> bool {
    is_within(event, "[data-ref]")
        || target(event)
            .is_none_or(|element| matches!(element.tag_name().as_str(), "BODY" | "MAIN" | "H1"))
}

/// Whether somebody is typing.
pub fn is_field(event: &ev::KeyboardEvent) -> bool {
    let Some(element) = target(event) else {
        return false;
    };
    let kind = element.get_attribute("type").unwrap_or_default();
    match element.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => !matches!(
            kind.as_str(),
            "checkbox" | "radio" | "button" | "submit" | "file"
        ),
        _ => element.is_content_editable(),
    }
}
