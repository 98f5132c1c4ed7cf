//! A clock of the policy: its name, its calendar, its rules and when it runs.

use leptos::prelude::*;

use crate::{
    domain::{
        ids::ClockId,
        policy::{OnChange, Promise},
    },
    ui::{
        sla::{conditions::Conditions, draft::use_draft, rules::Rules},
        widgets::{glyph::Glyph, icon::Icon, select::SelectBox},
    },
};

/// The panel of a clock.
#[component]
pub fn ClockPanel(id: ClockId) -> impl IntoView {
    let draft = use_draft();
    let name = draft.of_clock(id, |clock| clock.name.clone());
    let promise = draft.of_clock(id, |clock| Some(clock.promise));
    let calendar = draft.of_clock(id, |clock| clock.calendar.to_string());
    let calendars = Signal::derive(move || draft.calendars());
    let on_change = draft.of_clock(id, |clock| clock.on_change.slug().to_owned());
    let ways = Signal::stored(
        (OnChange::ALL.iter())
            .map(|it| (it.slug().to_owned(), it.label().to_owned()))
            .collect::<Vec<_>>(),
    );
    let choose_calendar = Callback::new(move |chosen: String| {
        if let Ok(calendar) = chosen.parse() {
            draft.edit_clock(id, |clock| clock.calendar = calendar);
        }
    });
    let choose_way = Callback::new(move |chosen: String| {
        if let Some(way) = OnChange::from_slug(&chosen) {
            draft.edit_clock(id, |clock| clock.on_change = way);
        }
    });
    let remove = move |_| {
        draft.edit(|trial| trial.policy.clocks.retain(|clock| clock.id != id));
    };
    view! {
        <section
            class="panel sla__clock"
            aria-label=move || format!("Clock {}", name.get())
            data-clock=move || promise.get().map(Promise::slug)
        >
            <div class="sla__head">
                <label class="field">
                    <span class="field__label">"Clock"</span>
                    <input
                        class="input"
                        aria-label="Name of the clock"
                        prop:value=move || name.get()
                        on:change:target=move |event| {
                            let name = event.target().value();
                            draft.edit_clock(id, |clock| clock.name = name);
                        }
                    />
                </label>
                <label class="field">
                    <span class="field__label">"Counts by"</span>
                    <SelectBox options=calendars value=calendar on_change=choose_calendar attr:aria-label="Calendar of the clock" attr:name="calendar" />
                </label>
                <label class="field">
                    <span class="field__label">"When the target changes"</span>
                    <SelectBox options=ways value=on_change on_change=choose_way attr:aria-label="When the target changes" />
                </label>
                <button type="button" class="button button--plain button--square" aria-label=move || format!("Remove the clock {}", name.get()) on:click=remove>
                    <Icon glyph=Glyph::Trash />
                </button>
            </div>
            <Conditions id />
            <Rules id />
        </section>
    }
}
