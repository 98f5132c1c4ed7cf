//! Holidays: typed, one a line, or taken from a calendar file.

use leptos::{prelude::*, task::spawn_local, web_sys};

use crate::{
    foreign::ics::Found,
    report::week::with_holidays,
    ui::{
        desk::use_desk,
        sla::calendar::Form,
        widgets::{field::Fault, file_button::FileButton, number::counted, text_area::TextArea},
    },
};

/// So many entries that were left out are named.
const NAMED: usize = 8;

/// What was taken from a file.
#[derive(Clone)]
struct Taken {
    name: String,
    new: usize,
    found: Found,
}

/// The lines, and the button that adds a file's.
#[component]
pub fn Holidays(form: Form) -> impl IntoView {
    let desk = use_desk();
    let typed = form.fault("bad-date");
    let fault = RwSignal::new(None::<Fault>);
    let taken = RwSignal::new(None::<Taken>);
    let is_busy = RwSignal::new(false);
    let on_input = move |text| {
        fault.set(None);
        form.holidays.set(text);
    };
    let on_file = move |file: web_sys::File| {
        is_busy.set(true);
        fault.set(None);
        taken.set(None);
        spawn_local(async move {
            let read = desk.holidays_of(&file).await;
            // The dialog may be closed by now.
            if is_busy.try_set(false).is_some() {
                return;
            }
            let name = file.name();
            let added = read.and_then(|found| {
                let text = form.holidays.get_untracked();
                let (text, new) = with_holidays(&text, found.holidays.clone()).map_err(|why| {
                    (
                        "bad-date",
                        format!("The days above: {why} Mend it before more are added."),
                    )
                })?;
                Ok((
                    text,
                    Taken {
                        name: name.clone(),
                        new,
                        found,
                    },
                ))
            });
            match added {
                Ok((text, it)) => {
                    form.holidays.set(text);
                    taken.set(Some(it));
                }
                Err((kind, text)) => fault.set(Some(Fault { kind, text })),
            }
        });
    };
    view! {
        <TextArea
            label="Holidays".to_owned()
            value=form.holidays
            on_input=Callback::new(on_input)
            hint="One a line, like 2026-12-25 Christmas.".to_owned()
            error=Signal::derive(move || fault.get().or_else(|| typed.get()))
            attr:name="holidays"
            attr:rows="5"
        />
        <div>
            <FileButton
                label="Add the days of a calendar file (.ics)"
                accept=".ics,.ical,text/calendar"
                id="holidays-file"
                on_file=Callback::new(on_file)
                busy=is_busy
            />
        </div>
        <div class="stack" role="status">
            {move || taken.get().map(|taken| view! { <Told taken /> })}
        </div>
    }
}

/// What became of the file.
#[component]
fn Told(taken: Taken) -> impl IntoView {
    let Taken { name, new, found } = taken;
    let known = found.holidays.len() - new;
    let skipped = found.skipped;
    let added = counted(new, "holiday", "holidays");
    let there = match known {
        0 => String::new(),
        1 => ", 1 day was there already".to_owned(),
        known => format!(", {known} days were there already"),
    };
    let left_out = match skipped.len() {
        0 => String::new(),
        1 => " 1 entry was left out:".to_owned(),
        count => format!(" {count} entries were left out:"),
    };
    let said = format!("{name}: {added} added{there}.{left_out}");
    let more = skipped.len().saturating_sub(NAMED);
    let lines = skipped.into_iter().take(NAMED).map(|it| {
        let title = if it.title.is_empty() {
            String::new()
        } else {
            format!(", \"{}\"", it.title)
        };
        view! { <li>{format!("Line {}{title}: {}", it.line, it.why)}</li> }
    });
    view! {
        <p class="small" data-added=new.to_string()>{said}</p>
        <ul class="sla__left-out small soft">
            {lines.collect_view()}
            {(more > 0).then(|| view! { <li>{format!("and {more} more.")}</li> })}
        </ul>
    }
}
