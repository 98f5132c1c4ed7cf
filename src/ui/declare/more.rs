//! What is good to know and rarely known at first.

use leptos::prelude::*;

use crate::{
    domain::{
        command::Rejection,
        priority::Severity,
        state::{Channel, Origin},
    },
    ui::{
        declare::form::Form,
        desk::use_desk,
        widgets::{select::Select, text_area::TextArea, text_input::TextInput},
    },
};

/// Description, reporter, channel, origin and severity.
#[component]
pub fn More(form: Form) -> impl IntoView {
    let budget = use_desk().board_now(|board| board.settings.budgets.description);
    let is_filled = form.draft.with_untracked(|draft| {
        !draft.description.is_empty() || !draft.reporter.is_empty() || draft.severity.is_some()
    });
    view! {
        <details class="intake__more" open=is_filled>
            <summary>"More: description, reporter, severity"</summary>
            <div class="stack stack--wide">
                <TextArea
                    label="Description"
                    value=form.read(|draft| draft.description.clone())
                    on_input=form.put(|draft, text| draft.description = text)
                    error=form.fault(|rejection| {
                        matches!(rejection, Rejection::TooLong { field: "The description", .. })
                    })
                    limit=usize::try_from(budget).unwrap_or(usize::MAX)
                    attr:name="description"
                />
                <TextInput
                    label="Reported by"
                    value=form.read(|draft| draft.reporter.clone())
                    on_input=form.put(|draft, text| draft.reporter = text)
                    error=form.fault(|rejection| {
                        matches!(rejection, Rejection::TooLong { field: "Reported by", .. })
                    })
                    attr:name="reporter"
                />
                <div class="pair">
                    <Select
                        label="Channel"
                        options=options(Channel::ALL.iter().map(|it| (it.slug(), it.label())))
                        value=form.read(|draft| slug(draft.channel.map(Channel::slug)))
                        on_change=form.put(|draft, slug: String| draft.channel = Channel::from_slug(&slug))
                        attr:name="channel"
                    />
                    <Select
                        label="Origin"
                        options=options(Origin::ALL.iter().map(|it| (it.slug(), it.label())))
                        value=form.read(|draft| slug(draft.origin.map(Origin::slug)))
                        on_change=form.put(|draft, slug: String| draft.origin = Origin::from_slug(&slug))
                        attr:name="origin"
                    />
                </div>
                <Select
                    label="Severity"
                    hint="How bad it is, however urgent. SEV1 and SEV2 are major incidents."
                    options=options(Severity::ALL.iter().map(|it| (it.slug(), it.label())))
                    value=form.read(|draft| slug(draft.severity.map(Severity::slug)))
                    on_change=form.put(|draft, slug: String| draft.severity = Severity::from_slug(&slug))
                    attr:name="severity"
                />
            </div>
        </details>
    }
}

fn options(values: impl Iterator<Item = (&'static str, &'static str)>) -> Vec<(String, String)> {
    std::iter::once(("", "Not known"))
        .chain(values)
        .map(|(slug, label)| (slug.to_owned(), label.to_owned()))
        .collect()
}

fn slug(slug: Option<&'static str>) -> String {
    slug.unwrap_or_default().to_owned()
}
