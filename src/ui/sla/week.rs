//! The hours of each day, as text.

use leptos::prelude::*;

use crate::{
    domain::calendar::Weekday,
    ui::{sla::calendar::Form, widgets::group::Group},
};

/// A line a day; an empty one is a free day.
#[component]
pub fn Week(form: Form) -> impl IntoView {
    let error = Signal::derive(move || {
        form.fault("bad-hours")
            .get()
            .or_else(|| form.fault("no-hours").get())
    });
    let line = move |day: Weekday| {
        let value = move || {
            form.hours
                .with(|hours| hours.get(&day).cloned().unwrap_or_default())
        };
        view! {
            <label class="sla__day">
                <span>{day.label()}</span>
                <input
                    class="input"
                    name=day.slug()
                    placeholder="Free"
                    prop:value=value
                    on:input:target=move |event| {
                        let text = event.target().value();
                        form.hours.update(|hours| {
                            hours.insert(day, text);
                        });
                    }
                />
            </label>
        }
    };
    view! {
        <Group
            label="Working hours".to_owned()
            hint="Like 09:00–12:30, 13:00–17:00; several stretches a day, or all day.".to_owned()
            error
        >
            {Weekday::ALL.iter().map(|&day| line(day)).collect_view()}
        </Group>
    }
}
