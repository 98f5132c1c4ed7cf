//! A row of the queue.

use leptos::{html, prelude::*};

use crate::{
    domain::{
        ids::RecordId, policy::Promise, priority::Priority, record::Record, state::State,
        time::Moment,
    },
    report::queue::Reason,
    ui::{
        desk::use_desk,
        marks::{
            category::CategoryMark,
            clock::{ClockMark, DueMark},
            person::OwnerMark,
            priority::PriorityMark,
            state::StateMark,
        },
        now::shown::Shown,
        route::Route,
        stage::use_stage,
        timekeeper::use_timekeeper,
        widgets::{in_sight::in_sight, tone::Tone},
    },
};

/// An open record: what it is, why it stands here, where it stands, who has it, and what is promised.
#[component]
pub fn QueueRow(id: RecordId, shown: Memo<Shown>) -> impl IntoView {
    let (desk, stage, keeper) = (use_desk(), use_stage(), use_timekeeper());
    let record = desk.record(id);
    let row = NodeRef::<html::Li>::new();
    let is_seen = in_sight(row);
    // Rows that nobody sees need not follow the time.
    let now = Memo::new(move |_| match is_seen.get() {
        true => desk.now.get(),
        false => desk.now.get_untracked(),
    });
    let reference = Memo::new(move |_| desk.reference(id));
    let is_cursor = move || stage.cursor.get() == Some(id);
    let priority = of(record, Record::priority);
    let category = of(record, |record| record.category);
    let owner = of(record, |record| record.owner);
    let team = of(record, |record| record.team);
    let standing = Signal::derive(move || {
        record.with(|record| (record.as_ref()).map_or(State::New.into(), |record| record.standing))
    });
    let title = move || match text(record, |record| &record.title) {
        title if title.is_empty() => "Title withheld".to_owned(),
        title => title,
    };
    view! {
        <li
            node_ref=row
            class="queue__row"
            data-ref=move || reference.get()
            data-state=move || standing.get().state.slug()
            data-priority=move || priority.get().map_or("none", Priority::slug)
            data-kind=move || of(record, |record| Some(record.kind.slug())).get()
            data-cursor=move || is_cursor().then_some("true")
            aria-current=move || is_cursor().then_some("true")
            on:focusin=move |_| stage.cursor.set(Some(id))
        >
            <span><PriorityMark priority /></span>
            <span class="queue__title">
                <a href=move || Route::Incident(reference.get()).href()>{title}</a>
                <small>
                    <span class="queue__ref">{move || reference.get()}</span>
                    <CategoryMark category />
                    <Why id shown priority now />
                </small>
            </span>
            <StateMark standing />
            <OwnerMark person=owner team />
            <ClockMark face=keeper.face(id, now.into(), |promise| promise != Promise::Update) />
            <DueMark face=keeper.face(id, now.into(), |promise| promise == Promise::Update) />
        </li>
    }
}

/// Why the record stands where it does.
#[component]
fn Why(
    id: RecordId,
    shown: Memo<Shown>,
    priority: Signal<Option<Priority>>,
    now: Memo<Moment>,
) -> impl IntoView {
    let desk = use_desk();
    let reason = Memo::new(move |_| shown.with(|shown| shown.reason(id)));
    let words = Memo::new(move |_| {
        reason.with(|reason| {
            let words = |reason: &Reason| reason.words(now.get(), |at| desk.offset(at));
            reason.as_ref().map(words)
        })
    });
    let tone = move || {
        reason.with(|reason| match reason {
            Some(Reason::Late { .. }) => Some(Tone::Danger.slug()),
            Some(Reason::NotAcknowledged { .. }) if priority.get() == Some(Priority::P1) => {
                Some(Tone::Danger.slug())
            }
            Some(Reason::OnHold { .. } | Reason::UnderWay { .. }) | None => None,
            Some(_) => Some(Tone::Warn.slug()),
        })
    };
    view! { <span class="queue__why" data-tone=tone>{move || words.get()}</span> }
}

fn of<T: Clone + Send + Sync + 'static>(
    record: Memo<Option<std::sync::Arc<Record>>>,
    pick: fn(&Record) -> Option<T>,
) -> Signal<Option<T>> {
    Signal::derive(move || record.with(|record| record.as_ref().and_then(|record| pick(record))))
}

fn text(record: Memo<Option<std::sync::Arc<Record>>>, pick: fn(&Record) -> &String) -> String {
    record.with(|record| {
        record
            .as_ref()
            .map(|record| pick(record).clone())
            .unwrap_or_default()
    })
}
