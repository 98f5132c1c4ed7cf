//! The quick line: what happened, and Enter.

use leptos::{ev, prelude::*, task::spawn_local};

use crate::{
    domain::{
        board::Board,
        command::{Command, Rating, Report},
        ids::RecordId,
        priority::Priority,
        state::RecordKind,
    },
    report::capture::{Capture, Part, PartKind, capture},
    ui::{
        desk::{Desk, use_desk},
        marks::category::glyph,
        pick::unplaced::SaveRefused,
        widgets::{glyph::Glyph, icon::Icon},
        words,
    },
    writer::Failure,
};

/// Under which the line is kept until it is sent.
const DRAFT: &str = "capture";

/// Declares at once. What is not understood stays in the title; what is refused stays in the line.
#[component]
pub fn CaptureLine(kind: Memo<RecordKind>) -> impl IntoView {
    let desk = use_desk();
    let text = RwSignal::new(desk.draft::<String>(DRAFT).unwrap_or_default());
    let refused = RwSignal::new(None::<Failure>);
    let sending = StoredValue::new(None::<RecordId>);
    let read = Memo::new(move |_| {
        let now = desk.now.get();
        desk.board(|board| text.with(|text| capture(text, board, now, |at| desk.offset(at))))
    });
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        // One id until it is in: two quick presses can't make two records.
        if sending.get_value().is_some() {
            return;
        }
        let id = desk.fresh();
        sending.set_value(Some(id));
        let sent = text.get_untracked();
        let report =
            desk.board_now(|board| report(id, kind.get_untracked(), &read.get_untracked(), board));
        spawn_local(async move {
            let answer = desk.ask(Command::Report(Box::new(report))).await;
            let _ = sending.try_set_value(None);
            match answer {
                Ok(done) => {
                    let reference = desk.board_now(|board| board.reference(id));
                    desk.done(format!("{reference} declared"), done.events);
                    if desk.draft(DRAFT).as_ref() == Some(&sent) {
                        desk.forget_draft(DRAFT);
                    }
                    text.try_maybe_update(|text| {
                        let same = *text == sent;
                        if same {
                            text.clear();
                        }
                        (same, ())
                    });
                    refused.try_set(None);
                }
                Err(failure) => {
                    refused.try_set(Some(failure));
                }
            }
        });
    };
    view! {
        <form class="capture" aria-label="Declare quickly" on:submit=on_submit>
            <Icon glyph=Glyph::Plus />
            <input
                name="capture"
                aria-label=move || question(kind.get())
                aria-describedby="capture-parts capture-error"
                aria-invalid=move || refused.read().is_some().then_some("true")
                placeholder=move || question(kind.get())
                autocomplete="off"
                prop:value=move || text.get()
                on:input:target=move |event| {
                    let typed = event.target().value();
                    // Where it can't be kept, it is still in the line.
                    let _ = desk.keep_draft(DRAFT, &typed);
                    refused.set(None);
                    text.set(typed);
                }
            />
            <Understood read />
            <button class="button button--primary phone-only" type="submit">"Declare"</button>
        </form>
        <p class="field__error" id="capture-error" role="alert" data-error=move || refused.read().as_ref().map(words::slug) hidden=move || refused.read().is_none()>
            <Icon glyph=Glyph::Alarm />
            <span>{move || refused.read().as_ref().map(words::failure)}</span>
            {move || refused.get().map(|failure| view! { <SaveRefused failure /> })}
        </p>
    }
}

const fn question(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Request => "What is needed?",
        _ => "What happened?",
    }
}

/// What was understood as chips; while there is nothing, what could be.
#[component]
fn Understood(read: Memo<Capture>) -> impl IntoView {
    let desk = use_desk();
    let parts = Memo::new(move |_| read.with(|read| read.parts.clone()));
    let is_empty = Memo::new(move |_| parts.with(Vec::is_empty));
    view! {
        <span class="capture__hints" aria-hidden="true" hidden=move || !is_empty.get()>
            <code>"#category"</code>
            <code>"!impact"</code>
            <code>"@team"</code>
            <code>"~10m ago"</code>
            <kbd class="kbd">"Enter"</kbd>
        </span>
        <span class="capture__parts" id="capture-parts" role="status" hidden=move || is_empty.get()>
            {move || {
                parts.with(|parts| parts.iter().map(|part| chip(desk, part, &read.get_untracked())).collect_view())
            }}
        </span>
    }
}

fn chip(desk: Desk, part: &Part, read: &Capture) -> impl IntoView + use<> {
    let (sign, words) = match part.kind {
        PartKind::Category => {
            let main = read
                .category
                .map(|id| desk.board_now(|board| board.settings.main_category(id)));
            (main.map_or(Glyph::Tag, glyph), part.label.clone())
        }
        PartKind::Impact => {
            let priority = desk
                .board_now(|board| rating(read, board).and_then(|rating| priority(&rating, board)));
            let priority = priority.map_or("", Priority::label);
            (Glyph::Grid, format!("Impact {}, {priority}", part.label))
        }
        PartKind::Team => (Glyph::Users, part.label.clone()),
        PartKind::Started => (Glyph::Clock, format!("Since {}", part.label)),
    };
    view! {
        <span class="chip">
            <Icon glyph=sign />
            {words}
        </span>
    }
}

fn report(id: RecordId, kind: RecordKind, read: &Capture, board: &Board) -> Report {
    Report {
        kind,
        title: read.title.clone(),
        category: read.category,
        rating: rating(read, board),
        team: read.team,
        started: read.started,
        ..Report::blank(id)
    }
}

/// The line tells an impact only; the urgency is taken from the middle, and the chip shows the
/// priority that comes of it.
fn rating(read: &Capture, board: &Board) -> Option<Rating> {
    let levels = u8::try_from(board.settings.matrix.urgency.len()).unwrap_or(1);
    Some(Rating {
        scale: board.settings.scale,
        impact: read.impact?,
        urgency: levels.div_ceil(2),
        overridden: None,
        reason: String::new(),
    })
}

fn priority(rating: &Rating, board: &Board) -> Option<Priority> {
    let matrix = &board.settings.matrix;
    matrix.priority(rating.impact, rating.urgency)
}
