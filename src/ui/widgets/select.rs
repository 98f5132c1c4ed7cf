//! One of many, in the browser's own list.

use leptos::{attribute_interceptor::AttributeInterceptor, prelude::*};

use crate::ui::widgets::{
    field::{Fault, Field},
    glyph::Glyph,
    icon::Icon,
};

/// A labelled select of `(value, label)` pairs.
#[component(transparent)]
pub fn Select(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] options: Signal<Vec<(String, String)>>,
    #[prop(into)] value: Signal<String>,
    on_change: Callback<String>,
    #[prop(optional, into)] hint: MaybeProp<String>,
    #[prop(optional, into)] error: MaybeProp<Fault>,
) -> impl IntoView {
    view! {
        <AttributeInterceptor let:attrs>
            <Field label hint error let:wires>
                <SelectBox
                    options
                    value
                    on_change
                    attr:id=wires.id()
                    attr:aria-describedby=wires.notes()
                    attr:aria-invalid=move || wires.invalid()
                    {..attrs}
                />
            </Field>
        </AttributeInterceptor>
    }
}

/// A select without a visible label: give it `attr:aria-label`.
#[component(transparent)]
pub fn SelectBox(
    #[prop(into)] options: Signal<Vec<(String, String)>>,
    #[prop(into)] value: Signal<String>,
    on_change: Callback<String>,
) -> impl IntoView {
    let options = Memo::new(move |_| options.get());
    let option = move |(own, label): (String, String)| {
        let picked = own.clone();
        view! { <option value=own prop:selected=move || *value.read() == picked>{label}</option> }
    };
    view! {
        <AttributeInterceptor let:attrs>
            <div class="select-box">
                <select class="select" on:change:target=move |event| on_change.run(event.target().value()) {..attrs}>
                    {move || options.get().into_iter().map(option).collect_view()}
                </select>
                <Icon glyph=Glyph::ChevronDown />
            </div>
        </AttributeInterceptor>
    }
}
