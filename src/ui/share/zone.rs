//! In which zone times are meant that name none.

use leptos::prelude::*;

use crate::{foreign::zone::Zone, sla, ui::widgets::select::SelectBox};

/// The choice of a zone.
#[component]
pub fn ZoneSelect(#[prop(into)] zone: Signal<Zone>, on_change: Callback<Zone>) -> impl IntoView {
    let as_written = (
        Zone::AsWritten.slug().to_owned(),
        "As written: one fixed offset".to_owned(),
    );
    let named = sla::zone::names().map(|name| (name.to_owned(), name.to_owned()));
    let options: Vec<_> = std::iter::once(as_written).chain(named).collect();
    view! {
        <div class="field">
            <label class="field__label" for="import-zone">"Times without an offset"</label>
            <SelectBox
                options=Signal::stored(options)
                value=Signal::derive(move || zone.get().slug().to_owned())
                on_change=Callback::new(move |name: String| {
                    on_change.run(Zone::named(&name).unwrap_or_default());
                })
                attr:id="import-zone"
            />
            <p class="field__hint">"As written, durations are the plain differences. In a zone, changes of the clock count."</p>
        </div>
    }
}
