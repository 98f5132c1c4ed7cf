//! Chooses what the list is grouped by.

use leptos::prelude::*;

use crate::{
    report::filter::group::GroupBy,
    ui::{
        incidents::list::List,
        widgets::{
            glyph::Glyph,
            icon::Icon,
            menu::{Menu, MenuItem},
        },
    },
};

/// The menu of groupings.
#[component]
pub fn Grouping(list: List) -> impl IntoView {
    let by = Memo::new(move |_| list.filter.with(|filter| filter.group));
    let words = move || match by.get() {
        Some(by) => format!("Group: {}", by.label().to_lowercase()),
        None => "Group: none".to_owned(),
    };
    let pick = move |picked: Option<GroupBy>| {
        list.folded.update(std::collections::HashSet::clear);
        list.edit(|filter| filter.group = picked);
    };
    let item = move |own: Option<GroupBy>| {
        let label = own.map_or("None", GroupBy::label);
        view! {
            <MenuItem on_pick=Callback::new(move |()| pick(own)) picked=Signal::derive(move || by.get() == own)>
                {label}
            </MenuItem>
        }
    };
    let fold_all = move |_| {
        let keys: Vec<i64> = list
            .groups
            .with_untracked(|groups| groups.iter().map(|group| group.key).collect());
        list.folded.update(|folded| match folded.is_empty() {
            true => folded.extend(keys),
            false => folded.clear(),
        });
    };
    let fold_words = move || match list.folded.read().is_empty() {
        true => "Collapse all",
        false => "Expand all",
    };
    view! {
        <Menu class="button button--small" trigger=move || view! { <Icon glyph=Glyph::List /> {words} }>
            {item(None)}
            {GroupBy::ALL.iter().map(|&by| item(Some(by))).collect_view()}
        </Menu>
        {move || by.get().is_some().then(|| view! {
            <button type="button" class="button button--small button--plain" on:click=fold_all>
                {fold_words}
            </button>
        })}
    }
}
