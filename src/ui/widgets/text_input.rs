//! A line of text.

use leptos::{attribute_interceptor::AttributeInterceptor, prelude::*};

use crate::ui::widgets::field::{Fault, Field, count};

/// A labelled line of text. Attributes given to it (`attr:placeholder`, `attr:type`) reach the input.
#[component(transparent)]
pub fn TextInput(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<String>,
    on_input: Callback<String>,
    #[prop(optional, into)] hint: MaybeProp<String>,
    #[prop(optional, into)] error: MaybeProp<Fault>,
    /// Shown as "44 / 80"; typing is never cut off.
    #[prop(optional)]
    limit: Option<usize>,
) -> impl IntoView {
    view! {
        <AttributeInterceptor let:attrs>
            <Field label hint error count=count(value, limit) let:wires>
                <input
                    class="input"
                    id=wires.id()
                    aria-describedby=wires.notes()
                    aria-invalid=move || wires.invalid()
                    prop:value=move || value.get()
                    on:input:target=move |event| on_input.run(event.target().value())
                    {..attrs}
                />
            </Field>
        </AttributeInterceptor>
    }
}
