//! The page: opens the log, then shows the view that the address names.

use leptos::{ev, prelude::*, task::spawn_local};

use crate::ui::{
    acts::{ActDialog, ReassessDialog},
    alerts::{
        away::AwayBanner,
        voice::Voice,
        watch::{Watch, use_watch},
        words,
    },
    declare::DeclareDialog,
    desk::{Desk, Status},
    finder::Finder,
    incidents::IncidentsView,
    insights::{Figures, InsightsView},
    landing::{Broken, Loading, Recovery},
    matrix::MatrixView,
    now::NowView,
    palette::{KeyboardSheet, Palette},
    proof::ProofDialog,
    room::RoomView,
    route::{Route, Router},
    settings::SettingsView,
    share::{ShareView, import::Import},
    shell::{
        bar::Bar,
        keys,
        side::{Side, TabBar},
    },
    sla::{Draft, SlaView},
    stage::Stage,
    timekeeper::Timekeeper,
    timeline::TimelineView,
    widgets::{empty::Empty, focus::focus, glyph::Glyph, toasts::Toasts},
};

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let desk = Desk::new();
    provide_context(desk);
    let keeper = Timekeeper::new(desk);
    provide_context(keeper);
    provide_context(Watch::new(desk, keeper));
    let finder = Finder::new(desk, keeper);
    provide_context(finder);
    provide_context(Figures::new(desk, finder));
    provide_context(Draft::new(desk));
    provide_context(Router::new());
    provide_context(Stage::new());
    provide_context(Import::new());
    spawn_local(desk.open_first());
    keys::listen();
    watch_tab(desk);
    watch_update(desk);
    tell_outside(desk);
    let status = move || desk.status.get();
    view! {
        {move || match status() {
            Status::Opening => view! { <Loading /> }.into_any(),
            Status::Lost { had, has } => view! { <Recovery had has /> }.into_any(),
            Status::Failed(why) => view! { <Broken why /> }.into_any(),
            Status::Open => view! { <Frame /> }.into_any(),
        }}
        <Voice />
        <Toasts
            toasts=desk.toasts
            on_action=Callback::new(move |id| desk.run_toast(id))
            on_dismiss=Callback::new(move |id| desk.dismiss(id))
        />
    }
}

/// The frame with the view inside, and the dialogs in front of it.
#[component]
fn Frame() -> impl IntoView {
    let router = expect_context::<Router>();
    tell_view(router);
    view! {
        <div class="app">
            <a class="skip button" href="#main" on:click=skip>"Skip to the content"</a>
            <Side />
            <div class="main">
                <AwayBanner />
                {move || match router.route.get() {
                    Route::Now => view! { <NowView /> }.into_any(),
                    Route::Incidents => view! { <IncidentsView /> }.into_any(),
                    Route::Incident(reference) => view! { <RoomView reference /> }.into_any(),
                    Route::Insights => view! { <InsightsView /> }.into_any(),
                    Route::Matrix => view! { <MatrixView /> }.into_any(),
                    Route::Timeline => view! { <TimelineView /> }.into_any(),
                    Route::Share => view! { <ShareView /> }.into_any(),
                    Route::Sla => view! { <SlaView /> }.into_any(),
                    Route::Settings => view! { <SettingsView /> }.into_any(),
                    Route::Unknown(path) => view! { <Nowhere path /> }.into_any(),
                }}
            </div>
            <TabBar />
        </div>
        <DeclareDialog />
        <ActDialog />
        <ReassessDialog />
        <ProofDialog />
        <Palette />
        <KeyboardSheet />
    }
}

#[component]
fn Nowhere(path: String) -> impl IntoView {
    view! {
        <Bar><h1 class="bar__title">"No such page"</h1></Bar>
        <main class="page" id="main">
            <Empty
                glyph=Glyph::Search
                heading="There is no such page".to_owned()
                text=format!("The address ends in \"{path}\", which leads nowhere. Nothing is lost.")
            >
                <a class="button button--primary" href="#/now">"Go to Now"</a>
            </Empty>
        </main>
    }
}

/// Names the view in the tab, and gives it the focus when what had it is gone.
fn tell_view(router: Router) {
    let watch = use_watch();
    // Why an effect: the tab's title and the focus are outside of every view.
    Effect::new(move |shown: Option<Route>| {
        let route = router.route.get();
        document().set_title(&words::title(watch.late.get(), &route.title()));
        if shown.is_some_and(|shown| shown != route) {
            request_animation_frame(|| {
                let focused = document().active_element();
                if focused.is_none_or(|focused| focused.tag_name() == "BODY") {
                    focus("h1");
                }
            });
        }
        route
    });
}

/// The hash is the route, so the skip link moves the focus by itself.
fn skip(event: ev::MouseEvent) {
    event.prevent_default();
    focus("#main");
}

/// A tab that slept reads from its own count when it wakes.
fn watch_tab(desk: Desk) {
    let wake = move || {
        if desk.status.with_untracked(|status| *status == Status::Open) {
            desk.catch_up();
        }
    };
    let focus = window_event_listener(ev::focus, move |_| wake());
    let shown = window_event_listener(ev::visibilitychange, move |_| wake());
    on_cleanup(move || {
        focus.remove();
        shown.remove();
    });
}

/// A new version is offered, never forced.
fn watch_update(desk: Desk) {
    let offer = move || desk.offer_update();
    if document()
        .document_element()
        .is_some_and(|root| root.get_attribute("data-update").is_some())
    {
        offer();
    }
    // Taken: another tab has it, and this one still runs the old.
    for news in ["sitrep:update-ready", "sitrep:update-taken"] {
        let news = ev::Custom::<web_sys::CustomEvent>::new(news);
        let listener = window_event_listener(news, move |_| offer());
        on_cleanup(move || listener.remove());
    }
}

/// Keeps the attributes that scripts outside rely on.
fn tell_outside(desk: Desk) {
    // Why an effect: the document's own element is outside of every view.
    Effect::new(move |_| {
        let Some(root) = document().document_element() else {
            return;
        };
        let is_ready = desk.status.with(|status| *status == Status::Open);
        let (events, digest) = desk.board(|board| {
            let events = desk.book(|book| book.log().len());
            (events, format!("{:032x}", board.digest()))
        });
        let theme = desk.prefs.with(|prefs| prefs.theme.clone());
        for (name, value) in [
            ("data-ready", is_ready.to_string()),
            ("data-events", events.to_string()),
            ("data-board", digest),
            ("data-theme", theme),
        ] {
            let _ = root.set_attribute(name, &value);
        }
    });
}
