//! Another record, found by its reference or title.

use leptos::prelude::*;

use crate::{
    domain::{board::Board, ids::RecordId},
    report::filter::text,
    ui::{
        desk::use_desk,
        widgets::{field::Fault, group::Group, text_input::TextInput, unique::unique_id},
    },
};

/// As many as can be told apart at a glance.
const SHOWN: usize = 6;

/// A field to search with, and the records that fit as one group of radios.
#[component]
pub fn RecordPick(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<Option<RecordId>>,
    on_pick: Callback<RecordId>,
    /// Records that can't be meant.
    except: Vec<RecordId>,
    #[prop(optional, into)] error: MaybeProp<Fault>,
) -> impl IntoView {
    let desk = use_desk();
    let words = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let words = words.get();
        desk.board(|board| find(board, &words, value.get(), &except))
    });
    let group = unique_id();
    let row = move |(id, name): (RecordId, String)| {
        view! {
            <label class="option">
                <input
                    type="radio"
                    class="check"
                    name=group.clone()
                    value=id.to_string()
                    prop:checked=move || value.get() == Some(id)
                    on:change=move |_| on_pick.run(id)
                />
                <span class="ellipsis">{name}</span>
            </label>
        }
    };
    let hint = move || match found.with(Vec::len) {
        0 => "No record fits.".to_owned(),
        SHOWN => format!("The {SHOWN} newest that fit. Type more to narrow them down."),
        _ => String::new(),
    };
    view! {
        <Group label error>
            <TextInput
                label="Search by reference or title"
                value=words
                on_input=Callback::new(move |text| words.set(text))
                attr:r#type="search"
                attr:autocomplete="off"
            />
            <div class="stack" role="radiogroup" aria-label=move || label.get()>
                {move || found.get().into_iter().map(&row).collect_view()}
            </div>
            <p class="field__hint" role="status">{hint}</p>
        </Group>
    }
}

/// The newest records that have all the words, and the one that is picked.
fn find(
    board: &Board,
    words: &str,
    picked: Option<RecordId>,
    except: &[RecordId],
) -> Vec<(RecordId, String)> {
    let terms = text::terms(words);
    let mut fitting: Vec<_> = (board.records().iter())
        .filter(|record| !except.contains(&record.id))
        .filter(|record| {
            let text = text::fold(&format!("{} {}", record.reference, record.title));
            picked == Some(record.id) || terms.iter().all(|term| text.contains(term.as_str()))
        })
        .collect();
    fitting.sort_by_key(|record| (picked != Some(record.id), std::cmp::Reverse(record.changed)));
    let named = |id| {
        format!(
            "{} {}",
            board.reference(id),
            board.record(id).map_or("", |record| &record.title)
        )
    };
    fitting
        .iter()
        .take(SHOWN)
        .map(|record| (record.id, named(record.id)))
        .collect()
}
