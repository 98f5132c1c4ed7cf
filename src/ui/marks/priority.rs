//! Priority and severity: shape, label and colour.

use leptos::prelude::*;

use crate::{
    domain::priority::{Priority, Severity},
    ui::widgets::{glyph::Glyph, icon::Icon},
};

/// The shape that says a priority without colour.
#[must_use]
pub const fn glyph(priority: Priority) -> Glyph {
    match priority {
        Priority::P1 => Glyph::Octagon,
        Priority::P2 => Glyph::Triangle,
        Priority::P3 => Glyph::Diamond,
        Priority::P4 => Glyph::Disc,
        Priority::P5 => Glyph::Ring,
    }
}

/// A priority, or a dash where nobody has judged yet.
#[component]
pub fn PriorityMark(
    #[prop(into)] priority: Signal<Option<Priority>>,
    /// `priority priority--large` for the larger one.
    #[prop(default = "priority")]
    class: &'static str,
) -> impl IntoView {
    move || match priority.get() {
        Some(priority) => view! {
            <span class=class data-priority=priority.slug()>
                <Icon glyph=glyph(priority) />
                {priority.label()}
            </span>
        }
        .into_any(),
        None => view! { <span class=class data-priority="none" title="Not judged yet">"–"</span> }
            .into_any(),
    }
}

/// A severity; SEV1 and SEV2 say that they are major.
#[component]
pub fn SeverityMark(severity: Severity) -> impl IntoView {
    let is_major = matches!(severity, Severity::Sev1 | Severity::Sev2);
    view! {
        <span class="severity" data-tone=is_major.then_some("danger")>
            {severity.label()}
            {is_major.then_some(" major")}
        </span>
    }
}
