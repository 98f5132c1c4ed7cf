//! The palette: a field, and below it the lines that fit what was typed.

use leptos::{ev, prelude::*, web_sys};

use crate::{
    report::filter::{marks::spans, text::terms},
    ui::{
        desk::use_desk,
        finder::use_finder,
        marks::priority::PriorityMark,
        palette::{
            deed::Deed,
            offers::{Group, Offer, Sign, groups, wanted},
        },
        route::use_router,
        shell::keys::subject,
        stage::use_stage,
        timekeeper::use_timekeeper,
        widgets::{glyph::Glyph, icon::Icon, kbd::Kbd, modal::Modal},
    },
};

/// Search and every command, by typing.
#[component]
pub fn Palette() -> impl IntoView {
    let stage = use_stage();
    view! {
        <Modal
            open=stage.palette
            on_close=Callback::new(move |()| stage.palette.set(false))
            label="Search or run a command"
            class="dialog palette"
        >
            <Inside />
        </Modal>
    }
}

/// A combobox: the focus stays in the field, the arrows move through the lines.
#[component]
fn Inside() -> impl IntoView {
    let (desk, stage, router) = (use_desk(), use_stage(), use_router());
    let asked = (use_finder(), use_timekeeper());
    let typed = RwSignal::new(String::new());
    let chosen = RwSignal::new(0_usize);
    let record = subject(stage, router);
    let found = Memo::new(move |_| typed.with(|typed| groups(desk, asked, record, typed)));
    let count = move || found.with(|groups| groups.iter().map(|group| group.offers.len()).sum());
    let run = move |deed: Deed| {
        stage.palette.set(false);
        // What opens next takes the focus after this has given it back.
        set_timeout(
            move || deed.run(desk, stage, router),
            std::time::Duration::ZERO,
        );
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let count: usize = untrack(count);
        let here = chosen.get_untracked();
        let next = match event.key().as_str() {
            _ if event.is_composing() || count == 0 => return,
            "ArrowDown" => (here + 1) % count,
            "ArrowUp" => (here + count - 1) % count,
            "PageDown" => (here + 5).min(count - 1),
            "PageUp" => here.saturating_sub(5),
            "Enter" => {
                event.prevent_default();
                if let Some(offer) = untrack(|| nth(found, here)) {
                    run(offer.deed);
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        chosen.set(next);
        if let Some(line) = document().get_element_by_id(&line_id(next)) {
            let nearest = web_sys::ScrollIntoViewOptions::new();
            nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
            line.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
    };
    view! {
        <div class="palette__input">
            <Icon glyph=Glyph::Search />
            <input
                type="text"
                role="combobox"
                aria-label="Search or run a command"
                aria-expanded="true"
                aria-autocomplete="list"
                aria-controls="palette-list"
                aria-activedescendant=move || (count() > 0).then(|| line_id(chosen.get()))
                placeholder="Search or run a command"
                autocomplete="off"
                spellcheck="false"
                autofocus
                prop:value=move || typed.get()
                on:input:target=move |event| {
                    chosen.set(0);
                    typed.set(event.target().value());
                }
                on:keydown=on_key
            />
            <Kbd keys="Esc" />
        </div>
        <div class="palette__list" id="palette-list" role="listbox" aria-label="What fits">
            {move || {
                let terms = typed.with(|typed| terms(wanted(typed).1));
                found.with(|groups| lines(groups, &terms, chosen, Callback::new(run)))
            }}
        </div>
        <footer class="palette__foot">
            <span><Kbd keys="↑" /><Kbd keys="↓" />"move"</span>
            <span><Kbd keys="Enter" />"run"</span>
            <span class="end"><Kbd keys=">" />"commands only"</span>
        </footer>
    }
}

fn nth(found: Memo<Vec<Group>>, place: usize) -> Option<Offer> {
    found.with(|groups| {
        let offers = groups.iter().flat_map(|group| &group.offers);
        offers.clone().nth(place).cloned()
    })
}

fn line_id(place: usize) -> String {
    format!("palette-line-{place}")
}

fn lines(
    groups: &[Group],
    terms: &[String],
    chosen: RwSignal<usize>,
    run: Callback<Deed>,
) -> impl IntoView + use<> {
    if groups.is_empty() {
        return view! { <p class="palette__none" role="status">"Nothing fits. Delete a word, or delete “>” to search."</p> }.into_any();
    }
    let mut place = 0;
    let groups: Vec<_> = groups
        .iter()
        .enumerate()
        .map(|(number, group)| {
            let heading_id = format!("palette-group-{number}");
            let labelled = heading_id.clone();
            let lines: Vec<_> = group
                .offers
                .iter()
                .map(|offer| {
                    place += 1;
                    line(offer, place - 1, terms, chosen, run)
                })
                .collect();
            view! {
                <div role="group" aria-labelledby=labelled>
                    <div class="palette__group" id=heading_id role="presentation">{group.heading.clone()}</div>
                    {lines}
                </div>
            }
        })
        .collect();
    groups.into_any()
}

fn line(
    offer: &Offer,
    place: usize,
    terms: &[String],
    chosen: RwSignal<usize>,
    run: Callback<Deed>,
) -> impl IntoView + use<> {
    let deed = offer.deed.clone();
    let sign = match offer.sign {
        Sign::Glyph(glyph) => view! { <Icon glyph /> }.into_any(),
        Sign::Priority(priority) => {
            view! { <PriorityMark priority=Some(priority).flatten() /> }.into_any()
        }
    };
    let keys: Vec<_> = (offer.keys.split_whitespace())
        .map(|keys| view! { <Kbd keys /> })
        .collect();
    view! {
        <div
            id=line_id(place)
            role="option"
            aria-selected=move || (chosen.get() == place).to_string()
            on:click=move |_| run.run(deed.clone())
        >
            {sign}
            <span>{marked(&offer.label, terms)}</span>
            <small>{marked(&offer.detail, terms)}</small>
            <span class="end">{keys}</span>
        </div>
    }
}

/// A text with the letters marked that the search matched.
fn marked(text: &str, terms: &[String]) -> impl IntoView + use<> {
    let mut parts = Vec::new();
    let mut done = 0;
    for span in spans(text, terms) {
        parts.push(text[done..span.start].to_owned().into_any());
        done = span.end;
        parts.push(view! { <mark>{text[span].to_owned()}</mark> }.into_any());
    }
    parts.push(text[done..].to_owned().into_any());
    parts
}
