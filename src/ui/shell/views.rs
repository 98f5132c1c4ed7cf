//! The lists that people come back to, in the sidebar.

use leptos::prelude::*;

use crate::{
    domain::fact::View,
    report::filter::Filter,
    ui::{
        desk::use_desk,
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
    let (desk, finder) = (use_desk(), use_finder());
    // The first view does not wait for them.
    let count = move |query: &str| {
        let filter = read(query);
        let find = move || finder.find(&filter).shown.len();
        Memo::new(move |_| desk.is_settled.get().then(&find))
    };
    let built_in = BUILT_IN.map(|(label, query, glyph)| {
        view! {
            <ViewLink query=query.to_owned() glyph count=count(query)>
                {label}
            </ViewLink>
        }
    });
    let link = move |view: View| {
        let query = write(Filter::of_view(&view));
        view! {
            <ViewLink query glyph=Glyph::List count=count(&view.query)>
                {view.name}
            </ViewLink>
        }
    };
    let views = Memo::new(move |_| {
        desk.board(|board| {
            let views = board.settings.standing_views();
            views.into_iter().cloned().collect::<Vec<View>>()
        })
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
fn ViewLink(
    query: String,
    glyph: Glyph,
    count: Memo<Option<usize>>,
    children: Children,
) -> impl IntoView {
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
            <span class="nav-item__count">{move || count.get().map(grouped)}</span>
        </a>
    }
}
