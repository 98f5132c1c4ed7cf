//! What holds for the whole table: its letters, its zone, its installation, and under which name
//! the mapping is kept.

use leptos::prelude::*;

use crate::{
    foreign::{text::Encoding, zone::Zone},
    ui::{
        desk::use_desk,
        share::{import::use_import, mapping::Brought, zone::ZoneSelect},
        widgets::{checkbox::Checkbox, select::SelectBox, text_input::TextInput},
    },
};

/// The mapping as a whole.
#[component]
pub fn MappingSettings() -> impl IntoView {
    let (desk, import) = (use_desk(), use_import());
    let name = Memo::new(move |_| {
        import
            .brought(|brought| brought.mapping.name.clone())
            .unwrap_or_default()
    });
    let keep = Memo::new(move |_| import.brought(|brought| brought.keep).unwrap_or_default());
    view! {
        <div class="pair">
            <Letters />
            <Zones />
        </div>
        <TextInput
            label="Which installation is it? (optional)".to_owned()
            hint="Only needed if you bring in several that number their records alike.".to_owned()
            value=import.instance
            on_input=Callback::new(move |name| {
                import.instance.set(name);
                import.remap(desk, |_| {});
            })
        />
        <div class="stack">
            <Checkbox checked=keep on_change=Callback::new(move |keep| import.retouch(|brought| brought.keep = keep))>
                <span>"Keep this mapping in the workspace: a file with the same columns is then read like this one."</span>
            </Checkbox>
            <div hidden=move || !keep.get()>
                <TextInput
                    label="Name of the mapping".to_owned()
                    value=name
                    on_input=Callback::new(move |name: String| import.retouch(|brought| brought.mapping.name = name))
                />
            </div>
        </div>
    }
}

/// The encoding, where the file does not name it.
#[component]
fn Letters() -> impl IntoView {
    let (desk, import) = (use_desk(), use_import());
    let encoding = untrack(|| {
        import.brought(|brought| {
            brought
                .table
                .is_encoding_guessed
                .then_some(brought.table.encoding)
        })
    });
    let encoding = encoding.flatten()?;
    let choices = Encoding::ALL
        .iter()
        .filter(|one| !matches!(one, Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be));
    let options: Vec<_> = choices
        .map(|one| (one.slug().to_owned(), one.label().to_owned()))
        .collect();
    Some(view! {
        <div class="field">
            <label class="field__label" for="import-encoding">"Its letters, guessed"</label>
            <SelectBox
                options
                value=encoding.slug().to_owned()
                on_change=Callback::new(move |slug: String| {
                    if let Some(encoding) = Encoding::from_slug(&slug) {
                        import.spell(desk, encoding);
                    }
                })
                attr:id="import-encoding"
            />
            <p class="field__hint">"The file does not say how it is encoded. Choose another if umlauts or accents look wrong."</p>
        </div>
    })
}

/// The zone of times that name none, where there are such.
#[component]
fn Zones() -> impl IntoView {
    let (desk, import) = (use_desk(), use_import());
    let has_local = Memo::new(move |_| import.brought(Brought::has_local).unwrap_or_default());
    let zone = Memo::new(move |_| {
        let zone = import.brought(|brought: &Brought| Zone::named(&brought.mapping.zone));
        zone.flatten().unwrap_or_default()
    });
    let on_change = Callback::new(move |zone: Zone| {
        let name = match zone {
            Zone::AsWritten => String::new(),
            named => named.slug().to_owned(),
        };
        import.remap(desk, |brought| brought.mapping.zone = name);
    });
    view! {
        <div hidden=move || !has_local.get()>
            <ZoneSelect zone on_change />
        </div>
    }
}
