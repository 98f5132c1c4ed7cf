//! The queue: two sections of rows, and the actions for the one under the cursor.

use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys};

use crate::{
    domain::state::RecordKind,
    ui::{
        now::{
            foot::Foot,
            pile::{Asked, Pile},
            row::QueueRow,
            shown::{MOST, Section, Shown},
        },
        stage::{Listed, use_stage},
        widgets::{empty::Empty, glyph::Glyph},
    },
};

/// The panel with the queue, or what it means that nothing is in it.
#[component]
pub fn QueuePanel(shown: Memo<Shown>, asked: Memo<Asked>) -> impl IntoView {
    let stage = use_stage();
    let rows = Memo::new(move |_| shown.with(Shown::records));
    stage.show_list(Listed {
        rows: rows.into(),
        reveal: Callback::new(reveal),
    });
    let is_empty = Memo::new(move |_| rows.with(Vec::is_empty));
    let label = move || match asked.get().kind {
        RecordKind::Request => "Requests, most urgent first",
        _ => "Incidents, most urgent first",
    };
    let of = move |pick: fn(&Shown) -> &Section| {
        Memo::new(move |_| shown.with(|shown| pick(shown).clone()))
    };
    let act_now = of(|shown| &shown.act_now);
    let under_way = of(|shown| &shown.under_way);
    let ended = of(|shown| &shown.ended);
    move || {
        if is_empty.get() {
            return view! { <Nothing asked /> }.into_any();
        }
        view! {
            <section class="panel queue" aria-label=label>
                <div class="queue__head" aria-hidden="true">
                    <span></span>
                    <span>{move || asked.get().kind.label()}</span>
                    <span>"State"</span>
                    <span>"Owner"</span>
                    <span>"Next promise"</span>
                    <span>"Next update"</span>
                </div>
                <Part heading="Act now" section=act_now shown />
                <Part heading="Under way" section=under_way shown />
                <Part heading="Ended, with values to settle" section=ended shown />
                <More shown asked />
                <Foot rows />
            </section>
        }
        .into_any()
    }
}

/// A section with its heading, while it has rows.
#[component]
fn Part(heading: &'static str, section: Memo<Section>, shown: Memo<Shown>) -> impl IntoView {
    let hidden = move || section.with(|section| section.total == 0);
    let ids = move || {
        section.with(|section| {
            section
                .rows
                .iter()
                .map(|row| row.record)
                .collect::<Vec<_>>()
        })
    };
    view! {
        <h2 class="queue__section" hidden=hidden>
            {heading}
            " "
            <span>{move || section.with(|section| section.total)}</span>
        </h2>
        <ol hidden=hidden>
            <For each=ids key=|id| *id let:id>
                <QueueRow id shown />
            </For>
        </ol>
    }
}

/// Where the rows are that did not fit.
#[component]
fn More(shown: Memo<Shown>, asked: Memo<Asked>) -> impl IntoView {
    let total = Memo::new(move |_| shown.with(Shown::total));
    move || {
        (total.get() > MOST).then(|| {
            let noun = match asked.get().kind {
                RecordKind::Request => "requests",
                _ => "incidents",
            };
            view! {
                <p class="queue__more">
                    {format!("These are the {MOST} most pressing of {}. ", total.get())}
                    <a class="link" href=move || asked.get().in_the_list()>{format!("All {noun} like these")}</a>
                </p>
            }
        })
    }
}

/// What it means that nothing is here, and the way on.
#[component]
fn Nothing(asked: Memo<Asked>) -> impl IntoView {
    move || {
        let Asked { kind, pile } = asked.get();
        let (one, many) = match kind {
            RecordKind::Request => ("request", "requests"),
            _ => ("incident", "incidents"),
        };
        let (heading, text) = match pile {
            Pile::Open => (
                format!("No {one} is open"),
                "When something happens, write it into the line above and press Enter. A few words are enough; the rest can wait.".to_owned(),
            ),
            Pile::Late => (
                "Nothing is late".to_owned(),
                "Every promise that is running still has time. What runs out first stands on top of the queue.".to_owned(),
            ),
            Pile::AtRisk => (
                "Nothing is at risk".to_owned(),
                "A clock is at risk when three quarters of its time have passed.".to_owned(),
            ),
            Pile::Unacknowledged => (
                "Everything is acknowledged".to_owned(),
                "To acknowledge says that somebody has seen it. It stops the clock that asks \"does anybody know?\"".to_owned(),
            ),
            Pile::NoOwner => (
                format!("Every open {one} has an owner"),
                "A record without an owner is one that everybody thinks somebody else has.".to_owned(),
            ),
            Pile::OnHold => (
                "Nothing is on hold".to_owned(),
                "A record on hold waits for somebody outside the response, and says for whom.".to_owned(),
            ),
            Pile::Mine => (
                "Nothing is yours".to_owned(),
                "Take it, or the key M on a row, makes you the owner and acknowledges at once.".to_owned(),
            ),
            Pile::Conflicts => (
                "No values disagree".to_owned(),
                "When two people change the same field apart, merging keeps both values and asks you here.".to_owned(),
            ),
        };
        let back = (pile != Pile::Open).then(|| {
            let href = format!(
                "#/now?{}",
                Asked {
                    kind,
                    pile: Pile::Open
                }
                .to_query()
            );
            view! { <a class="button" href=href>{format!("Show open {many}")}</a> }
        });
        view! {
            <div class="panel">
                <Empty glyph=Glyph::Tick heading text>
                    {back}
                    <a class="button button--plain" href="#/incidents">{format!("All {many}")}</a>
                </Empty>
            </div>
        }
    }
}

/// The row's link takes the focus, so that it is read out and Enter opens it.
fn reveal(place: usize) {
    let rows = document().query_selector_all(".queue__row .queue__title a");
    let link = rows
        .ok()
        .and_then(|rows| rows.get(u32::try_from(place).ok()?))
        .and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(link) = link {
        let _ = link.focus();
    }
}
