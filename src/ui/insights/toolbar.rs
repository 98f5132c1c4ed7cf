//! Which time, which records, in which groups, beside what.

use leptos::prelude::*;

use crate::{
    report::{kpi::By, period::Period, when},
    ui::{
        incidents::KindSegment,
        insights::study::Study,
        sieve::{AddFilter, Chips},
        widgets::{checkbox::Checkbox, select::SelectBox, text_input::TextInput},
    },
};

/// What the select calls days of one's own choice.
const CUSTOM: &str = "custom";

/// The tools above the figures.
#[component]
pub fn Toolbar(study: Study) -> impl IntoView {
    let sieve = study.sieve();
    let kind = Signal::derive(move || {
        study.asked.with(|asked| match asked.filter.kinds[..] {
            [kind] => Some(kind),
            _ => None,
        })
    });
    view! {
        <div class="toolbar insights__tools">
            <PeriodPick study />
            <KindSegment
                value=kind
                on_pick=Callback::new(move |kind| study.ask(|asked| asked.filter.kinds = vec![kind]))
            />
            <ByPick study />
            <span class="chip">
                <Checkbox
                    checked=Signal::derive(move || study.asked.with(|asked| asked.compare))
                    on_change=Callback::new(move |compare| study.ask(|asked| asked.compare = compare))
                >
                    "Compare with the period before"
                </Checkbox>
            </span>
            <Chips sieve />
            <AddFilter sieve />
            <button
                type="button"
                class="button button--small end desk-only"
                on:click=move |_| {
                    let _ = window().print();
                }
            >
                "Print"
            </button>
        </div>
    }
}

/// The period: a usual one, or two days.
#[component]
fn PeriodPick(study: Study) -> impl IntoView {
    let period = Memo::new(move |_| study.asked.with(|asked| asked.period));
    let options = Signal::derive(move || {
        let mut options: Vec<_> = (Period::PRESETS.iter())
            .map(|preset| (preset.slug(), preset.label()))
            .collect();
        let period = period.get();
        if !Period::PRESETS.contains(&period) {
            options.push((period.slug(), period.label()));
        }
        options.push((CUSTOM.to_owned(), "From … to …".to_owned()));
        options
    });
    let own = RwSignal::new(false);
    let pick = move |slug: String| match Period::from_slug(&slug) {
        Some(period) => {
            own.set(false);
            study.ask(|asked| asked.period = period);
        }
        None => own.set(slug == CUSTOM),
    };
    view! {
        <SelectBox
            options
            value=Signal::derive(move || match own.get() {
                true => CUSTOM.to_owned(),
                false => period.get().slug(),
            })
            on_change=Callback::new(pick)
            attr:id="period"
            attr:aria-label="Period"
        />
        {move || own.get().then(|| view! { <OwnDays study /> })}
    }
}

/// Two days of one's own choice; taken as soon as one is whole.
#[component]
fn OwnDays(study: Study) -> impl IntoView {
    let desk = study.desk;
    let days = Memo::new(move |_| {
        let noon = study.figures.noon();
        let today = when::day_number(noon, |at| desk.offset(at));
        let days = study
            .asked
            .with(|asked| asked.period.days(noon, &|at| desk.offset(at)));
        days.unwrap_or((today - 29, today))
    });
    let take = move |change: fn((i64, i64), i64) -> (i64, i64)| {
        Callback::new(move |text: String| {
            if let Some(day) = when::parse_date(&text) {
                let (from, to) = change(days.get_untracked(), day);
                study.ask(|asked| asked.period = Period::Days { from, to });
            }
        })
    };
    view! {
        <div class="row insights__days">
            <TextInput
                label="From"
                value=Signal::derive(move || when::date_of(days.get().0))
                on_input=take(|(_, to), day| (day, to.max(day)))
                attr:r#type="date"
            />
            <TextInput
                label="To"
                value=Signal::derive(move || when::date_of(days.get().1))
                on_input=take(|(from, _), day| (from.min(day), day))
                attr:r#type="date"
            />
        </div>
    }
}

/// What groups are made of.
#[component]
fn ByPick(study: Study) -> impl IntoView {
    let options = By::ALL.iter().map(|by| {
        (
            by.slug().to_owned(),
            format!("By {}", by.label().to_lowercase()),
        )
    });
    view! {
        <SelectBox
            options=Signal::stored(options.collect::<Vec<_>>())
            value=Signal::derive(move || study.asked.with(|asked| asked.by.slug().to_owned()))
            on_change=Callback::new(move |slug: String| {
                if let Some(by) = By::from_slug(&slug) {
                    study.ask(|asked| asked.by = by);
                }
            })
            attr:aria-label="Group by"
        />
    }
}
