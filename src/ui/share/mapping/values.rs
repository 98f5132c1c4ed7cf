//! The words of a column, how often each stands there, and what each means.

use leptos::prelude::*;

use crate::{
    domain::{
        board::Board,
        priority::{Priority, Severity},
        state::{Channel, HoldReason, RecordKind, State},
    },
    foreign::csv::{target::Target, words},
    report::names,
    ui::{
        desk::use_desk,
        share::{import::use_import, mapping::column::beginning},
        widgets::{
            more::More,
            number::{counted, grouped},
            select::SelectBox,
        },
    },
};

/// So many words of a column are listed at a time; the commonest come first.
const PAGE: usize = 60;

/// For words that mean nothing yet.
const UNSAID: &str = "?";

/// What the words of a column mean.
#[component]
pub fn Values(place: usize, target: Target, column: StoredValue<String>) -> impl IntoView {
    let import = use_import();
    let listed: Vec<(String, usize)> = untrack(|| {
        let words = import.brought(|brought| {
            let words = brought.words(place).unwrap_or_default().iter();
            words.map(|word| (word.cell.clone(), word.count)).collect()
        });
        words.unwrap_or_default()
    });
    let all = listed.len();
    let shown = RwSignal::new(all.min(PAGE));
    let more = Callback::new(move |()| shown.update(|shown| *shown = all.min(*shown + PAGE)));
    let words = StoredValue::new(
        listed
            .iter()
            .map(|(cell, _)| cell.clone())
            .collect::<Vec<_>>(),
    );
    let unsaid = Memo::new(move |_| {
        let count = import.brought(|brought| {
            let known = column.with_value(|column| brought.mapping.values.get(column));
            let is_unsaid = |cell: &&String| known.is_none_or(|known| !known.contains_key(*cell));
            words.with_value(|words| words.iter().filter(is_unsaid).count())
        });
        count.unwrap_or_default()
    });
    // Categories without a meaning of ours are categories of their own: nothing is missing.
    let is_missing = move || target != Target::Category && unsaid.get() > 0;
    let asks = untrack(is_missing);
    let note = move || match unsaid.get() {
        0 => String::new(),
        count if target == Target::Category => format!(", {} of their own", grouped(count)),
        count => format!(", {} without a meaning", grouped(count)),
    };
    let part = move || -> Vec<(String, usize)> { listed[..shown.get()].to_vec() };
    view! {
        <details class="column__more values" open=asks data-missing=move || is_missing().then_some("")>
            <summary>{counted(all, "value", "values")} {note}</summary>
            <ul>
                <For
                    each=part
                    key=|(cell, _)| cell.clone()
                    let((cell, count))
                >
                    <Value cell count target column />
                </For>
            </ul>
            {(all > PAGE).then(|| view! {
                <More shown all next=Signal::derive(move || all.min(shown.get() + PAGE)) on_more=more />
            })}
        </details>
    }
}

#[component]
fn Value(cell: String, count: usize, target: Target, column: StoredValue<String>) -> impl IntoView {
    let (desk, import) = (use_desk(), use_import());
    let options = desk.board_now(|board| meanings(board, target));
    let word = StoredValue::new(cell.clone());
    let meaning = Memo::new(move |_| {
        let meaning = import.brought(|brought| {
            let known = column.with_value(|column| brought.mapping.values.get(column))?;
            word.with_value(|word| known.get(word).cloned())
        });
        meaning.flatten().unwrap_or_else(|| UNSAID.to_owned())
    });
    let on_change = Callback::new(move |meaning: String| {
        import.remap(desk, |brought| {
            let known = brought
                .mapping
                .values
                .entry(column.get_value())
                .or_default();
            match meaning.as_str() {
                UNSAID => known.remove(&word.get_value()),
                _ => known.insert(word.get_value(), meaning),
            };
        });
    });
    let shown = beginning(&cell);
    view! {
        <li>
            <span>{shown.clone()} " " <small class="mute">{grouped(count)}</small></span>
            <SelectBox options value=meaning on_change attr:aria-label=format!("{shown} means") />
        </li>
    }
}

/// What a word of such a column can mean.
fn meanings(board: &Board, target: Target) -> Vec<(String, String)> {
    fn all<T: Copy>(
        all: &[T],
        slug: fn(T) -> &'static str,
        label: fn(T) -> &'static str,
    ) -> Vec<(String, String)> {
        let both = |&one: &T| (slug(one).to_owned(), label(one).to_owned());
        all.iter().map(both).collect()
    }
    let mut options = vec![match target {
        Target::State => (
            UNSAID.to_owned(),
            "Choose: its rows stay out until then".to_owned(),
        ),
        Target::Category => (UNSAID.to_owned(), "A category of its own".to_owned()),
        _ => (UNSAID.to_owned(), "Nothing here".to_owned()),
    }];
    match target {
        Target::State => {
            options.extend(all(State::ALL, State::slug, State::label));
            options.extend(HoldReason::ALL.iter().map(|&hold| {
                let label = format!("On hold: {}", hold.label().to_lowercase());
                (words::state_slug(State::OnHold, Some(hold)), label)
            }));
            options.push((String::new(), "Whatever its dates say".to_owned()));
        }
        Target::Hold => options.extend(all(HoldReason::ALL, HoldReason::slug, HoldReason::label)),
        Target::Kind => options.extend(all(RecordKind::ALL, RecordKind::slug, RecordKind::label)),
        Target::Priority => options.extend(all(Priority::ALL, Priority::slug, Priority::label)),
        Target::Severity => options.extend(all(Severity::ALL, Severity::slug, Severity::label)),
        Target::Channel => options.extend(all(Channel::ALL, Channel::slug, Channel::label)),
        Target::Impact | Target::Urgency => {
            let level = |level: u8| (level.to_string(), format!("Level {level}"));
            options.extend((1..=5).map(level));
            options[1].1.push_str(", the highest");
        }
        Target::Category => {
            let known = board
                .settings
                .categories
                .values()
                .filter(|one| !one.retired);
            options.extend(known.map(|one| {
                let parent = one
                    .parent
                    .map(|parent| format!("{}: ", names::category(board, parent)));
                (
                    one.id.to_string(),
                    format!("{}{}", parent.unwrap_or_default(), one.name),
                )
            }));
            options.push((String::new(), "No category".to_owned()));
        }
        _ => {}
    }
    options
}
