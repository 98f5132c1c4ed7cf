//! Writing into the timeline: a note, an update, a decision, evidence.

mod pad;

use leptos::{ev, prelude::*};

use crate::{
    domain::{command::Rejection, policy::Promise},
    report::promise::Look,
    ui::{
        marks::clock::glyph,
        pick::{
            unplaced::Unplaced,
            when::{self, Blank, WhenPick},
        },
        room::{
            Room,
            composer::pad::{Pad, Sort},
            entry::CopyUpdate,
        },
        timekeeper::{Face, use_timekeeper},
        widgets::{
            choice::Choice,
            glyph::Glyph,
            icon::{Icon, Size},
            kbd::Kbd,
            popover::Popover,
            segment::Segment,
        },
    },
    writer::Failure,
};

/// A pad at the top of the timeline.
#[component]
pub fn Composer(room: Room) -> impl IntoView {
    let due = use_timekeeper().face(room.id, room.desk.get_value().now.into(), |promise| {
        promise == Promise::Update
    });
    let pad = Pad::open(
        room,
        due.with_untracked(|due| due.as_ref().map(|due| due.look)),
    );
    let sort = pad.read(|post| post.sort);
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        pad.send();
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            pad.send();
        }
    };
    let is_evidence = Memo::new(move |_| sort.get() == Sort::Evidence);
    view! {
        <form class="composer" aria-label="Add to the timeline" novalidate on:submit=on_submit on:keydown=on_key>
            <Kinds pad />
            <Awaited pad due />
            {move || if is_evidence.get() {
                view! { <Evidence pad /> }.into_any()
            } else {
                view! { <Text pad /> }.into_any()
            }}
            <div class="composer__fault"><Unplaced failure=pad.failure placed=|_| false /></div>
            <Foot pad />
        </form>
        {move || pad.posted.get().map(|event| view! {
            <div class="banner" data-tone="ok" role="status">
                <Icon glyph=Glyph::Tick />
                <div class="row row--wrap"><b>"Posted here. Tell people where they read:"</b> <CopyUpdate room event /></div>
            </div>
        })}
    }
}

/// That people wait for word, and since when.
#[component]
fn Awaited(pad: Pad, due: Memo<Option<Face>>) -> impl IntoView {
    let sort = pad.read(|post| post.sort);
    let look = Memo::new(move |_| {
        let look = due.with(|due| due.as_ref().map(|due| due.look));
        look.filter(|look| matches!(look, Look::Late | Look::Risk))
    });
    let words = move || {
        due.with(|due| {
            due.as_ref()
                .map(|due| format!("{}: {}", due.name, due.value))
        })
    };
    let write = move |_| pad.edit(|post| post.sort = Sort::Update);
    move || {
        look.get().map(|look| {
            view! {
                <div class="composer__awaited clock" data-state=look.slug()>
                    <span class="clock__value"><Icon glyph=glyph(look) /> {words}</span>
                    {move || (sort.get() != Sort::Update).then(|| view! {
                        <button type="button" class="button button--small" on:click=write>
                            <Icon glyph=Glyph::Horn /> "Write an update"
                        </button>
                    })}
                </div>
            }
        })
    }
}

/// What is written, to whom, and when it happened.
#[component]
fn Kinds(pad: Pad) -> impl IntoView {
    let sort = pad.read(|post| post.sort);
    let is_update = Memo::new(move |_| sort.get() == Sort::Update);
    let happened = pad.read(|post| post.happened.clone());
    let choices = Sort::ALL.map(|sort| {
        let (label, _, glyph) = sort.look();
        Choice::new(sort, label).glyph(glyph)
    });
    let when = move || {
        let at = when::read(pad.desk(), &happened.get()).ok().flatten();
        at.map_or_else(
            || "Happened now".to_owned(),
            |at| format!("Happened {}", pad.desk().moment(at)),
        )
    };
    view! {
        <div class="composer__kinds">
            <Segment
                label="What to add"
                choices=choices.to_vec()
                value=Signal::derive(move || Some(sort.get()))
                on_pick=Callback::new(move |sort| pad.edit(|post| post.sort = sort))
                class="segment segment--small"
            />
            {move || is_update.get().then(|| view! { <Audience pad /> })}
            <Popover
                class="button button--plain button--small composer__when"
                trigger=move || view! {
                    <Icon glyph=Glyph::Clock size=Size::Small /> {when} <Icon glyph=Glyph::ChevronDown size=Size::Small />
                }
            >
                <WhenPick
                    label="When did it happen?"
                    value=happened
                    on_change=Callback::new(move |text| pad.edit(|post| post.happened = text))
                    blank=Blank::Now
                />
            </Popover>
        </div>
    }
}

#[component]
fn Audience(pad: Pad) -> impl IntoView {
    view! {
        <input
            class="input input--small composer__audience"
            aria-label="Audience"
            placeholder="To: everyone"
            name="audience"
            prop:value=pad.read(|post| post.audience.clone())
            on:input:target=move |event| pad.edit(|post| post.audience = event.target().value())
        />
    }
}

#[component]
fn Text(pad: Pad) -> impl IntoView {
    let sort = pad.read(|post| post.sort);
    let placeholder = move || match sort.get() {
        Sort::Update => "What should people know? What comes next, and when?",
        Sort::Decision => "What was decided, by whom, and why?",
        Sort::Note | Sort::Evidence => "What did you see or do?",
    };
    let is_wrong = move || {
        pad.failure.with(|failure| {
            matches!(
                failure,
                Some(Failure::Rejected(
                    Rejection::NoText | Rejection::TooLong { .. }
                ))
            )
        })
    };
    view! {
        <textarea
            class="composer__text"
            name="text"
            aria-label=move || format!("{} text", sort.get().look().0)
            aria-invalid=move || is_wrong().then_some("true")
            placeholder=placeholder
            prop:value=pad.read(|post| post.text.clone())
            on:input:target=move |event| pad.edit(|post| post.text = event.target().value())
        ></textarea>
    }
}

#[component]
fn Evidence(pad: Pad) -> impl IntoView {
    let is_wrong = move || {
        pad.failure
            .with(|failure| matches!(failure, Some(Failure::Rejected(Rejection::BadAddress))))
    };
    view! {
        <div class="composer__evidence">
            <input
                class="input"
                name="title"
                aria-label="Title of the evidence"
                placeholder="What it shows"
                prop:value=pad.read(|post| post.title.clone())
                on:input:target=move |event| pad.edit(|post| post.title = event.target().value())
            />
            <input
                class="input"
                name="url"
                r#type="url"
                inputmode="url"
                aria-label="Address of the evidence"
                aria-invalid=move || is_wrong().then_some("true")
                placeholder="https://"
                prop:value=pad.read(|post| post.url.clone())
                on:input:target=move |event| pad.edit(|post| post.url = event.target().value())
            />
        </div>
    }
}

#[component]
fn Foot(pad: Pad) -> impl IntoView {
    let sort = pad.read(|post| post.sort);
    let used = pad.read(|post| post.text.trim().chars().count());
    let budget = move || {
        pad.desk()
            .board(|board| usize::try_from(board.settings.budgets.update).unwrap_or(usize::MAX))
    };
    let count = move || (sort.get() == Sort::Update).then(|| (used.get(), budget()));
    view! {
        <div class="composer__foot">
            <span class="field__count" data-over=move || count().is_some_and(|(used, budget)| used > budget)>
                {move || count().map(|(used, budget)| format!("{used} / {budget}"))}
            </span>
            <button
                type="submit"
                class="button button--primary button--small"
                aria-keyshortcuts="Control+Enter Meta+Enter"
                aria-busy=move || pad.sending.get().to_string()
            >
                {move || sort.get().look().1} <Kbd keys="Ctrl Enter" />
            </button>
        </div>
    }
}
