//! The places: a sidebar on desks, a tab bar on phones.

use leptos::prelude::*;

use crate::{
    domain::state::RecordKind,
    report::queue::waits_for_acknowledgement,
    ui::{
        desk::use_desk,
        route::{Route, use_router},
        shell::{saved::Saved, views::SideViews},
        stage::use_stage,
        widgets::{
            glyph::Glyph,
            icon::{Icon, Size},
            kbd::Kbd,
            number::grouped,
        },
    },
};

/// The places with their icons, in order.
const PLACES: [(Route, &str, Glyph); 6] = [
    (Route::Now, "Now", Glyph::Target),
    (Route::Incidents, "Incidents", Glyph::List),
    (Route::Matrix, "Matrix", Glyph::Grid),
    (Route::Timeline, "Timeline", Glyph::Lanes),
    (Route::Insights, "Insights", Glyph::Chart),
    (Route::Share, "Share", Glyph::Share),
];

/// The sidebar.
#[component]
pub fn Side() -> impl IntoView {
    let (desk, stage) = (use_desk(), use_stage());
    let name = move || {
        desk.board(|board| match board.settings.name.as_str() {
            "" => "In your browser".to_owned(),
            name => name.to_owned(),
        })
    };
    view! {
        <nav class="side" aria-label="Main">
            <a class="side__brand" href="#/now">
                <Icon glyph=Glyph::Logo />
                <span>
                    <b>"Sitrep"</b>
                    <small>{name}</small>
                </span>
            </a>
            <div class="side__group">
                {PLACES
                    .into_iter()
                    .map(|(route, label, glyph)| view! { <PlaceLink route label glyph /> })
                    .collect_view()}
            </div>
            <SideViews />
            <div class="side__foot">
                <div class="side__group">
                    <button type="button" class="nav-item" on:click=move |_| stage.keyboard.set(true)>
                        <Icon glyph=Glyph::Keyboard />
                        "Keyboard"
                        <span class="nav-item__count"><Kbd keys="?" /></span>
                    </button>
                    <PlaceLink route=Route::Sla label="SLA policy" glyph=Glyph::Hourglass />
                    <PlaceLink route=Route::Settings label="Settings" glyph=Glyph::Gear />
                </div>
                <Saved />
            </div>
        </nav>
    }
}

/// The tab bar of phones, with the main act in the middle.
#[component]
pub fn TabBar() -> impl IntoView {
    let stage = use_stage();
    let tab = |(route, label, glyph): (Route, &'static str, Glyph)| {
        view! {
            <a class="tabbar__item" href=route.href() aria-current=current(route)>
                <Icon glyph size=Size::Large />
                {label}
            </a>
        }
    };
    let [now, incidents, _, _, insights, share] = PLACES;
    view! {
        <nav class="tabbar" aria-label="Places">
            {tab(now)} {tab(incidents)}
            <button
                type="button"
                class="tabbar__item tabbar__item--main"
                aria-label="Declare incident"
                on:click=move |_| stage.declare.set(Some(String::new()))
            >
                <Icon glyph=Glyph::Plus size=Size::Large />
                "Declare"
            </button>
            {tab(insights)} {tab(share)}
        </nav>
    }
}

#[component]
fn PlaceLink(route: Route, label: &'static str, glyph: Glyph) -> impl IntoView {
    let desk = use_desk();
    let counted = route.clone();
    let count = move || match counted {
        Route::Now => Some(desk.board(|board| {
            let records = board.records().iter();
            records
                .filter(|record| waits_for_acknowledgement(record))
                .count()
        })),
        Route::Incidents => Some(desk.board(|board| {
            let records = board.records().iter();
            records
                .filter(|record| record.kind == RecordKind::Incident && record.state().is_open())
                .count()
        })),
        Route::Share => usize::try_from(desk.unshared()).ok(),
        _ => None,
    };
    let is_now = route == Route::Now;
    let count = Memo::new(move |_| count().filter(|count| *count > 0));
    view! {
        <a class="nav-item" href=route.href() aria-current=current(route)>
            <Icon glyph />
            {label}
            {move || {
                count.get().map(|count| {
                    view! { <span class="nav-item__count" data-tone=is_now.then_some("danger")>{grouped(count)}</span> }
                })
            }}
        </a>
    }
}

/// `page` on the place that is shown; a room belongs to Incidents.
fn current(route: Route) -> impl Fn() -> Option<&'static str> + Send + Sync + 'static {
    let router = use_router();
    move || {
        let shown = router.route.get();
        let is_here = match &shown {
            Route::Incident(_) => route == Route::Incidents,
            shown => *shown == route,
        };
        is_here.then_some("page")
    }
}
