//! The address: which view, and what it is asked to show. Hash routes work on any static host
//! and from any sub-path.

use leptos::{ev, prelude::*};

/// A view with its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    Now,
    Incidents,
    /// The room of a record, by its reference.
    Incident(String),
    Matrix,
    Timeline,
    Insights,
    Share,
    Sla,
    Settings,
    /// An address that leads nowhere.
    Unknown(String),
}

impl Route {
    /// The route of a hash such as `#/incidents?state=new`, and its query.
    #[must_use]
    pub fn parse(hash: &str) -> (Self, String) {
        let path = hash.trim_start_matches('#').trim_start_matches('/');
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let route = match path.split_once('/').unwrap_or((path, "")) {
            ("" | "now", "") => Self::Now,
            ("incidents", "") => Self::Incidents,
            ("incident", reference) if !reference.is_empty() => Self::Incident(decoded(reference)),
            ("matrix", "") => Self::Matrix,
            ("timeline", "") => Self::Timeline,
            ("insights", "") => Self::Insights,
            ("share", "") => Self::Share,
            ("sla", "") => Self::Sla,
            ("settings", "") => Self::Settings,
            _ => Self::Unknown(path.to_owned()),
        };
        (route, query.to_owned())
    }

    /// What the view is called.
    #[must_use]
    pub fn title(&self) -> String {
        match self {
            Self::Now => "Now".to_owned(),
            Self::Incidents => "Incidents".to_owned(),
            Self::Incident(reference) => reference.clone(),
            Self::Matrix => "Matrix".to_owned(),
            Self::Timeline => "Timeline".to_owned(),
            Self::Insights => "Insights".to_owned(),
            Self::Share => "Share".to_owned(),
            Self::Sla => "SLA policy".to_owned(),
            Self::Settings => "Settings".to_owned(),
            Self::Unknown(_) => "No such page".to_owned(),
        }
    }

    /// The route's hash, without a query.
    #[must_use]
    pub fn href(&self) -> String {
        match self {
            Self::Now => "#/now".to_owned(),
            Self::Incidents => "#/incidents".to_owned(),
            Self::Incident(reference) => {
                format!("#/incident/{}", js_sys::encode_uri_component(reference))
            }
            Self::Matrix => "#/matrix".to_owned(),
            Self::Timeline => "#/timeline".to_owned(),
            Self::Insights => "#/insights".to_owned(),
            Self::Share => "#/share".to_owned(),
            Self::Sla => "#/sla".to_owned(),
            Self::Settings => "#/settings".to_owned(),
            Self::Unknown(path) => format!("#/{path}"),
        }
    }
}

/// The address as a signal.
#[derive(Clone, Copy)]
pub struct Router {
    pub route: Memo<Route>,
    /// What follows the question mark inside the hash.
    pub query: Memo<String>,
}

impl Router {
    /// Follows the address for as long as the page lives.
    #[must_use]
    pub fn new() -> Self {
        let hash = RwSignal::new(current());
        let listener = window_event_listener(ev::hashchange, move |_| hash.set(current()));
        on_cleanup(move || listener.remove());
        Self {
            route: Memo::new(move |_| hash.with(|hash| Route::parse(hash).0)),
            query: Memo::new(move |_| hash.with(|hash| Route::parse(hash).1)),
        }
    }

    /// Goes to a view.
    pub fn go(self, route: &Route) {
        let _ = window().location().set_hash(&route.href());
    }

    /// Goes to the room of a record.
    pub fn open(self, reference: &str) {
        self.go(&Route::Incident(reference.to_owned()));
    }

    /// Goes to an address of this page, such as `#/incidents?state=new`.
    pub fn visit(self, href: &str) {
        let _ = window().location().set_hash(href);
    }

    /// Changes the query of the present view without a step in the history: filters are typed.
    pub fn set_query(self, query: &str) {
        let route = self.route.get_untracked();
        let href = match query {
            "" => route.href(),
            query => format!("{}?{query}", route.href()),
        };
        if current() == href {
            return;
        }
        let address = format!("{}{href}", window().location().search().unwrap_or_default());
        if let Ok(history) = window().history() {
            let path = window().location().pathname().unwrap_or_default();
            let address = format!("{path}{address}");
            let _ =
                history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address));
            // Replacing does not announce itself.
            if let Ok(event) = web_sys::Event::new("hashchange") {
                let _ = window().dispatch_event(&event);
            }
        }
    }
}

impl Default for Router {
    fn default() -> Self {
        Self::new()
    }
}

/// The address, for views.
#[must_use]
pub fn use_router() -> Router {
    expect_context()
}

fn current() -> String {
    window().location().hash().unwrap_or_default()
}

fn decoded(text: &str) -> String {
    let decoded = js_sys::decode_uri_component(text).ok();
    decoded
        .and_then(|text| text.as_string())
        .unwrap_or_else(|| text.to_owned())
}
