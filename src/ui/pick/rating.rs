//! How bad and how urgent: the matrix, two selects in step with it, and what comes of them.

use leptos::prelude::*;

use crate::{
    domain::priority::{Level, Matrix, Priority},
    ui::{
        desk::use_desk,
        marks::priority::PriorityMark,
        pick::{
            judgement::{Judgement, cell_fault, reason_fault},
            matrix::MatrixPick,
        },
        widgets::{group::Group, select::Select, text_input::TextInput},
    },
    writer::Failure,
};

/// The fields of a judgement.
#[component]
pub fn RatingFields(
    #[prop(into)] value: Signal<Judgement>,
    on_change: Callback<Judgement>,
    #[prop(into)] failure: Signal<Option<Failure>>,
    /// Asks why in any case: something was judged before.
    #[prop(default = false)]
    why: bool,
) -> impl IntoView {
    let desk = use_desk();
    let matrix = Memo::new(move |_| desk.board(|board| board.settings.matrix.clone()));
    let change = move |edit: &dyn Fn(&mut Judgement)| {
        let mut judgement = value.get_untracked();
        edit(&mut judgement);
        on_change.run(judgement);
    };
    let place = Signal::derive(move || value.with(|value| (value.impact, value.urgency)));
    let options = move |levels: fn(&Matrix) -> &[Level]| {
        Signal::derive(move || matrix.with(|matrix| options(levels(matrix))))
    };
    let level = |level: Option<u8>| level.map(|level| level.to_string()).unwrap_or_default();
    let fault = Signal::derive(move || failure.with(|failure| cell_fault(failure.as_ref())));
    view! {
        <Group label="How bad, how fast?" note="arrow keys move" error=fault>
            <MatrixPick
                place
                on_pick=Callback::new(move |(impact, urgency)| {
                    change(&|judgement| {
                        (judgement.impact, judgement.urgency) = (Some(impact), Some(urgency));
                    });
                })
            />
        </Group>
        <div class="pair">
            <Select
                label="Impact"
                options=options(|matrix| &matrix.impact)
                value=Signal::derive(move || level(place.get().0))
                on_change=Callback::new(move |text: String| {
                    change(&|judgement| judgement.impact = text.parse().ok());
                })
                attr:name="impact"
            />
            <Select
                label="Urgency"
                options=options(|matrix| &matrix.urgency)
                value=Signal::derive(move || level(place.get().1))
                on_change=Callback::new(move |text: String| {
                    change(&|judgement| judgement.urgency = text.parse().ok());
                })
                attr:name="urgency"
            />
        </div>
        <Verdict value matrix />
        <Override value on_change />
        {move || (why || value.with(|value| value.overridden.is_some())).then(|| view! { <Reason value on_change failure /> })}
    }
}

/// What comes of it, in words.
#[component]
fn Verdict(value: Signal<Judgement>, matrix: Memo<Matrix>) -> impl IntoView {
    let priority =
        Signal::derive(move || matrix.with(|matrix| value.with(|value| value.priority(matrix))));
    let levels = move || {
        matrix.with(|matrix| {
            value.with(|value| {
                let impact = matrix
                    .impact
                    .get(usize::from(value.impact?.checked_sub(1)?))?;
                let urgency = matrix
                    .urgency
                    .get(usize::from(value.urgency?.checked_sub(1)?))?;
                Some((impact.clone(), urgency.clone()))
            })
        })
    };
    let words = move || match levels() {
        Some((impact, urgency)) => format!("{}, {}", impact.name, urgency.name.to_lowercase()),
        None => "No priority yet".to_owned(),
    };
    let more = move || match (levels(), value.with(|value| (value.impact, value.urgency))) {
        (Some((impact, urgency)), _) => [impact.hint, urgency.hint]
            .iter()
            .map(String::as_str)
            .filter(|hint| !hint.is_empty())
            .map(capitalised)
            .collect::<Vec<_>>()
            .join(". "),
        (None, (None, None)) => "It can be judged later.".to_owned(),
        (None, (Some(_), _)) => "Choose the urgency too.".to_owned(),
        (None, _) => "Choose the impact too.".to_owned(),
    };
    view! {
        <output class="verdict">
            <PriorityMark priority class="priority priority--large" />
            <b>{words}</b>
            <small>{more}</small>
        </output>
    }
}

/// Another priority than the matrix gives.
#[component]
fn Override(value: Signal<Judgement>, on_change: Callback<Judgement>) -> impl IntoView {
    let is_open = RwSignal::new(value.with_untracked(|value| value.overridden.is_some()));
    let desk = use_desk();
    let options = Signal::derive(move || {
        let given = desk.board(|board| {
            let matrix = &board.settings.matrix;
            value.with(|value| matrix.priority(value.impact?, value.urgency?))
        });
        let as_given = match given {
            Some(priority) => format!("As the matrix says: {}", priority.label()),
            None => "As the matrix says".to_owned(),
        };
        let all = Priority::ALL
            .iter()
            .map(|priority| (priority.slug().to_owned(), priority.label().to_owned()));
        std::iter::once((String::new(), as_given))
            .chain(all)
            .collect()
    });
    let picked = Signal::derive(move || {
        let overridden = value.with(|value| value.overridden);
        overridden.map_or(String::new(), |priority| priority.slug().to_owned())
    });
    let on_pick = Callback::new(move |slug: String| {
        let overridden = Priority::from_slug(&slug);
        on_change.run(Judgement {
            overridden,
            ..value.get_untracked()
        });
    });
    move || {
        if is_open.get() {
            view! { <Select label="Priority" options value=picked on_change=on_pick attr:name="priority" /> }.into_any()
        } else {
            view! {
                <p class="row small">
                    <span class="mute">"Not right?"</span>
                    <button type="button" class="link small" on:click=move |_| is_open.set(true)>
                        "Override with a reason"
                    </button>
                </p>
            }
            .into_any()
        }
    }
}

/// Why it is judged so.
#[component]
fn Reason(
    value: Signal<Judgement>,
    on_change: Callback<Judgement>,
    failure: Signal<Option<Failure>>,
) -> impl IntoView {
    let fault = Signal::derive(move || failure.with(|failure| reason_fault(failure.as_ref())));
    let label = move || match value.with(|value| value.overridden) {
        Some(priority) => format!("Why {}?", priority.label()),
        None => "Why?".to_owned(),
    };
    let label = Memo::new(move |_| label());
    view! {
        <TextInput
            label
            value=Signal::derive(move || value.with(|value| value.reason.clone()))
            error=fault
            on_input=Callback::new(move |reason| on_change.run(Judgement { reason, ..value.get_untracked() }))
            attr:name="reason"
        />
    }
}

fn options(levels: &[Level]) -> Vec<(String, String)> {
    let level = |(index, level): (usize, &Level)| ((index + 1).to_string(), level.name.clone());
    std::iter::once((String::new(), "Not judged".to_owned()))
        .chain(levels.iter().enumerate().map(level))
        .collect()
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
