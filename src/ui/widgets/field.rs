//! The frame of every control: label, count, hint, error.

use leptos::prelude::*;

use crate::ui::widgets::{glyph::Glyph, icon::Icon, unique::unique_id};

/// What is wrong with what a control holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// For `data-error`.
    pub kind: &'static str,
    /// One sentence that says how to fix it.
    pub text: String,
}

/// What a control inside a field carries, so that label, hint and error belong to it.
#[derive(Clone, Copy)]
pub struct Wires {
    id: StoredValue<String>,
    error: Signal<Option<Fault>>,
}

impl Wires {
    pub fn id(self) -> String {
        self.id.get_value()
    }

    /// For `aria-describedby`.
    pub fn notes(self) -> String {
        self.id.with_value(|id| format!("{id}-hint {id}-error"))
    }

    /// For `aria-invalid`.
    pub fn invalid(self) -> Option<&'static str> {
        self.error.read().is_some().then_some("true")
    }
}

/// A label above a control, and below it what it is for and what is wrong.
#[component]
pub fn Field<V: IntoView + 'static>(
    #[prop(into)] label: Signal<String>,
    /// One sentence.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    #[prop(optional, into)] error: MaybeProp<Fault>,
    /// Characters used and allowed.
    #[prop(optional_no_strip)]
    count: Option<Signal<(usize, usize)>>,
    children: impl FnOnce(Wires) -> V,
) -> impl IntoView {
    let error = Signal::derive(move || error.get());
    let wires = Wires {
        id: StoredValue::new(unique_id()),
        error,
    };
    let id = wires.id();
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let counter = count.map(|count| {
        let is_over = move || count.with(|(used, limit)| used > limit);
        view! {
            <span class="field__count" data-over=is_over>
                {move || count.with(|(used, limit)| format!("{used} / {limit}"))}
            </span>
        }
    });
    view! {
        <div class="field">
            <label class="field__label" for=id>{move || label.get()} {counter}</label>
            {children(wires)}
            <p class="field__hint" id=hint_id hidden=move || hint.get().is_none()>{move || hint.get()}</p>
            <FaultLine id=error_id error />
        </div>
    }
}

/// What is wrong, below a control or a group of them.
#[component]
pub(super) fn FaultLine(id: String, error: Signal<Option<Fault>>) -> impl IntoView {
    view! {
        <p
            class="field__error"
            id=id
            role="alert"
            data-error=move || error.with(|error| error.as_ref().map(|fault| fault.kind))
            hidden=move || error.read().is_none()
        >
            <Icon glyph=Glyph::Alarm />
            <span>{move || error.with(|error| error.as_ref().map(|fault| fault.text.clone()))}</span>
        </p>
    }
}

/// The count of a text against its limit.
pub(super) fn count(value: Signal<String>, limit: Option<usize>) -> Option<Signal<(usize, usize)>> {
    limit.map(|limit| Signal::derive(move || (value.read().chars().count(), limit)))
}
