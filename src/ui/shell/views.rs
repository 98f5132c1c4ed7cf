//! The lists that people come back to, in the sidebar.

use leptos::prelude::*;

use crate::{
    domain::fact::View,
    report::filter::Filter,
    ui::{
        finder::use_finder,
        incidents::{read, write},
        route::{Route, use_router},
        widgets::{glyph::Glyph, icon::Icon, number::grouped},
    },
};

/// Views that are always there.
const BUILT_IN: [(&str, &str, Glyph); 2] = [
    ("Assigned to me", "open=yes&owner=me", Glyph::User),
    ("No owner", "open=yes&owner=none", Glyph::NoUser),
];

/// The saved views with their counts.
#[component]
pub fn SideViews() -> impl IntoView {
    let finder = use_finder();
    let saved = finder.counted_views();
    let built_in = BUILT_IN.map(|(label, query, glyph)| {
        let count = Memo::new(move |_| finder.find(&read(query)).shown.len());
        view! {
            <ViewLink query=query.to_owned() glyph count>
                {label}
            </ViewLink>
        }
    });
    let link = move |view: View| {
        let id = view.id;
        let count = Memo::new(move |_| {
            saved.with(|saved| {
                let held = saved.iter().find(|(held, _)| held.id == id);
                held.map_or(0, |(_, count)| *count)
            })
        });
        let query = write(Filter::of_view(&view));
        view! {
            <ViewLink query glyph=Glyph::List count>
                {view.name}
            </ViewLink>
        }
    };
    let views = Memo::new(move |_| {
        let views = saved.with(|saved| saved.iter().map(|(view, _)| view.clone()).collect());
        let views: Vec<View> = views;
        views
    });
    view! {
        <div class="side__group side__views" role="group" aria-label="Saved views">
            <span class="side__heading">"Saved views"</span>
            {built_in}
            {move || views.get().into_iter().map(link).collect_view()}
        </div>
    }
}

#[component]
fn ViewLink(query: String, glyph: Glyph, count: Memo<usize>, children: Children) -> impl IntoView {
    let router = use_router();
    let href = format!("{}?{query}", Route::Incidents.href());
    let own = read(&query);
    let current = move || {
        let is_list = router.route.read() == Route::Incidents;
        let shown = router.query.with(|query| read(query));
        let is_own = match own.view {
            Some(view) => shown.view == Some(view),
            None => shown == own,
        };
        (is_list && is_own).then_some("true")
    };
    view! {
        <a class="nav-item" href=href aria-current=current>
            <Icon glyph />
            <span class="ellipsis">{children()}</span>
            <span class="nav-item__count">{move || grouped(count.get())}</span>
        </a>
    }
}
