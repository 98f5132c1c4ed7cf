//! What holds for the whole table: its letters, its zone, its installation, and under which name
//! the mapping is kept.

use leptos::prelude::*;

use crate::{
    foreign::{text::Encoding, zone::Zone},
    ui::{
        desk::use_desk,
        share::{import::use_import, mapping::Brought},
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
    let has_local = Memo::new(move |_| {
        let dates =
            import.brought(|brought| brought.dates().iter().any(|(_, dates)| dates.has_local));
        dates.unwrap_or_default()
    });
    let zone = Memo::new(move |_| {
        let zone = import.brought(|brought: &Brought| brought.mapping.zone.clone());
        zone.filter(|zone| !zone.is_empty())
            .unwrap_or_else(|| "as-written".to_owned())
    });
    let named = std::iter::once((
        "as-written".to_owned(),
        "As written, one fixed offset".to_owned(),
    ));
    let zones = desk
        .zones()
        .into_iter()
        .filter(|zone| Zone::named(zone).is_some());
    let options: Vec<_> = named
        .chain(zones.map(|zone| (zone.clone(), zone)))
        .collect();
    view! {
        <div class="field" hidden=move || !has_local.get()>
            <label class="field__label" for="import-zone">"Times without an offset"</label>
            <SelectBox
                options
                value=zone
                on_change=Callback::new(move |zone: String| {
                    let zone = if zone == "as-written" { String::new() } else { zone };
                    import.remap(desk, |brought| brought.mapping.zone = zone);
                })
                attr:id="import-zone"
            />
            <p class="field__hint">"As written, durations are the plain differences. In a zone, changes of the clock count."</p>
        </div>
    }
}
