//! What the palette offers for what was typed.

use leptos::prelude::*;

use crate::{
    domain::{
        board::Board,
        ids::RecordId,
        priority::Priority,
        record::Record,
        state::{Act, RecordKind},
    },
    report::{
        filter::{
            Filter,
            text::{fold, terms},
        },
        names,
    },
    ui::{
        desk::Desk,
        finder::Finder,
        marks,
        palette::{clocks::turns, deed::Deed},
        route::Route,
        timekeeper::Timekeeper,
        widgets::glyph::Glyph,
    },
};

/// So many records are shown.
const HITS: usize = 8;
/// So many lines of each other group, unless only commands are asked for.
const LINES: usize = 5;

/// A group of lines under a heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub heading: String,
    pub offers: Vec<Offer>,
}

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    pub deed: Deed,
    pub sign: Sign,
    pub label: String,
    /// What stands beside the label.
    pub detail: String,
    /// The keys that do the same, with spaces between.
    pub keys: &'static str,
}

/// What a line begins with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sign {
    Glyph(Glyph),
    Priority(Option<Priority>),
}

/// What is asked for: `>` asks for commands only.
#[must_use]
pub fn wanted(typed: &str) -> (bool, &str) {
    match typed.trim_start().strip_prefix('>') {
        Some(rest) => (true, rest.trim()),
        None => (false, typed.trim()),
    }
}

/// All groups that have something to offer.
#[must_use]
pub fn groups(
    desk: Desk,
    (finder, timekeeper): (Finder, Timekeeper),
    subject: Option<RecordId>,
    typed: &str,
) -> Vec<Group> {
    let (commands_only, text) = wanted(typed);
    let terms = terms(text);
    let fits = |offer: &Offer| {
        let label = fold(&format!("{} {}", offer.label, offer.detail));
        terms.iter().all(|term| label.contains(term.as_str()))
    };
    let most = if commands_only { usize::MAX } else { LINES };
    let group = |heading: String, offers: Vec<Offer>| Group {
        heading,
        offers: offers.into_iter().filter(fits).take(most).collect(),
    };
    let mut groups = Vec::new();
    if !commands_only && !text.is_empty() {
        groups.push(records(desk, finder, text));
    }
    if let Some(record) = subject {
        groups.push(group(
            format!("On {}", desk.reference(record)),
            [on_record(desk, record), turns(desk, timekeeper, record)].concat(),
        ));
    }
    groups.push(group("Go to".to_owned(), places()));
    groups.push(group("Commands".to_owned(), commands(desk, text)));
    // Last, so that Enter declares what was typed only where nothing else fits.
    if !commands_only {
        groups.push(Group {
            heading: "Create".to_owned(),
            offers: vec![declare(text)],
        });
    }
    groups.retain(|group| !group.offers.is_empty());
    groups
}

/// The records that the text finds: whose reference it is first, then the open ones by priority.
fn records(desk: Desk, finder: Finder, text: &str) -> Group {
    let filter = Filter {
        text: text.to_owned(),
        ..Filter::default()
    };
    let found = finder.find(&filter).shown;
    desk.board(|board| {
        let mut shown = named(board, text);
        let others = found.iter().filter(|record| !shown.contains(record));
        let others: Vec<_> = others.copied().take(HITS).collect();
        shown.extend(others);
        shown.truncate(HITS);
        let records: Vec<&Record> = shown
            .iter()
            .filter_map(|&id| board.record(id).map(AsRef::as_ref))
            .collect();
        let kinds = |kind| records.iter().any(|record| record.kind == kind);
        let heading = match (kinds(RecordKind::Incident), kinds(RecordKind::Request)) {
            (true, true) => "Incidents and requests",
            (false, true) => "Requests",
            _ => "Incidents",
        };
        Group {
            heading: heading.to_owned(),
            offers: records.iter().map(|record| hit(board, record)).collect(),
        }
    })
}

/// The records that the text calls by their reference, or by its number.
fn named(board: &Board, text: &str) -> Vec<RecordId> {
    let text = text.to_uppercase();
    let mut named = board.by_reference(&text);
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        for start in ["INC", "REQ"] {
            named.extend(board.by_reference(&format!("{start}-{text}")));
        }
    }
    named
}

fn hit(board: &Board, record: &Record) -> Offer {
    let owner = record.owner.map(|owner| names::person(board, owner));
    let who = match owner {
        None if record.state().is_open() => ", no owner".to_owned(),
        None => String::new(),
        Some(owner) => format!(", {owner}"),
    };
    Offer {
        deed: Deed::Open(record.id),
        sign: Sign::Priority(record.priority()),
        label: record.title.clone(),
        detail: format!(
            "{}, {}{who}",
            board.reference(record.id),
            record.state().label()
        ),
        keys: "",
    }
}

/// The acts that the record allows, and a new priority.
fn on_record(desk: Desk, id: RecordId) -> Vec<Offer> {
    let me = desk.me();
    desk.board(|board| {
        let Some(record) = board.record(id) else {
            return Vec::new();
        };
        let is_done = |act: Act| match act {
            Act::Acknowledge => record.is_acknowledged(),
            Act::Take => record.owner == Some(me),
            _ => false,
        };
        let acts = Act::ALL.iter().copied();
        let acts = acts.filter(|act| act.is_allowed_in(record.state()) && !is_done(*act));
        let mut offers: Vec<Offer> = acts
            .map(|act| Offer {
                deed: Deed::Act(act, id),
                sign: Sign::Glyph(act_glyph(act)),
                label: act.label().to_owned(),
                detail: format!("now {}", record.state().label()),
                keys: match act {
                    Act::Acknowledge => "A",
                    Act::Take => "M",
                    _ => "",
                },
            })
            .collect();
        offers.insert(
            offers.len().min(2),
            Offer {
                deed: Deed::Reassess(id),
                sign: Sign::Glyph(Glyph::Flag),
                label: "Change priority".to_owned(),
                detail: record
                    .priority()
                    .map_or("not rated yet".to_owned(), |priority| {
                        format!("now {}", priority.label())
                    }),
                keys: "P",
            },
        );
        offers
    })
}

/// The state that an act leads to lends its ring.
const fn act_glyph(act: Act) -> Glyph {
    use crate::domain::state::State;
    match act {
        Act::Acknowledge => Glyph::Tick,
        Act::Take => Glyph::User,
        Act::Escalate => Glyph::Users,
        Act::Assign => marks::state::glyph(State::Assigned),
        Act::Start | Act::Reopen => marks::state::glyph(State::Investigating),
        Act::Hold => Glyph::Pause,
        Act::Resume => Glyph::Play,
        Act::Mitigate => marks::state::glyph(State::Mitigated),
        Act::Resolve => marks::state::glyph(State::Resolved),
        Act::Verify | Act::Close => marks::state::glyph(State::Closed),
        Act::Cancel => marks::state::glyph(State::Cancelled),
    }
}

fn offer(deed: Deed, glyph: Glyph, label: impl Into<String>, keys: &'static str) -> Offer {
    Offer {
        deed,
        sign: Sign::Glyph(glyph),
        label: label.into(),
        detail: String::new(),
        keys,
    }
}

fn places() -> Vec<Offer> {
    vec![
        offer(Deed::Go(Route::Now), Glyph::Target, "Now", "G N"),
        offer(Deed::Go(Route::Incidents), Glyph::List, "Incidents", "G I"),
        offer(Deed::Go(Route::Matrix), Glyph::Grid, "Matrix", "G M"),
        offer(Deed::Go(Route::Timeline), Glyph::Lanes, "Timeline", "G T"),
        offer(Deed::Go(Route::Insights), Glyph::Chart, "Insights", "G K"),
        offer(Deed::Go(Route::Share), Glyph::Share, "Share", "G S"),
        offer(Deed::Go(Route::Sla), Glyph::Hourglass, "SLA policy", ""),
        offer(Deed::Go(Route::Settings), Glyph::Gear, "Settings", ""),
    ]
}

fn declare(text: &str) -> Offer {
    let label = match text {
        "" => "Declare an incident".to_owned(),
        text => format!("Declare “{text}”"),
    };
    offer(Deed::Declare(text.to_owned()), Glyph::Plus, label, "C")
}

fn commands(desk: Desk, text: &str) -> Vec<Offer> {
    let prefs = desk.prefs.get();
    let mut offers = vec![
        offer(Deed::Undo, Glyph::Undo, "Undo the last action", "Ctrl Z"),
        offer(
            Deed::SaveAll,
            Glyph::Download,
            "Save everything to a file",
            "",
        ),
    ];
    let themes = [
        ("light", Glyph::Sun, "Switch to the light theme"),
        ("dark", Glyph::Moon, "Switch to the dark theme"),
        ("", Glyph::Screen, "Switch to the system's theme"),
    ];
    for (theme, glyph, label) in themes {
        if theme != prefs.theme {
            offers.push(offer(Deed::Theme(theme), glyph, label, ""));
        }
    }
    offers.push(offer(Deed::Keyboard, Glyph::Keyboard, "Show all keys", "?"));
    let letters = if prefs.letters_off {
        "Turn single letters on"
    } else {
        "Turn single letters off"
    };
    offers.push(offer(
        Deed::LettersOff(!prefs.letters_off),
        Glyph::Keyboard,
        letters,
        "",
    ));
    let here = desk.ws.get();
    for (ws, name) in desk.places().into_iter().filter(|(ws, _)| *ws != here) {
        let deed = Deed::Switch(ws);
        offers.push(offer(deed, Glyph::Swap, format!("Switch to {name}"), ""));
    }
    // A hospital's log may name hundreds of people: they are offered once they are typed.
    if !text.is_empty() {
        let me = desk.me();
        desk.board(|board| {
            let people = board.settings.people.values();
            for person in people.filter(|person| person.id != me && !person.name.is_empty()) {
                let label = format!("Act as {}", person.name);
                offers.push(offer(Deed::ActAs(person.id), Glyph::User, label, ""));
            }
        });
    }
    offers
}
