//! The rules of a clock: for whom, how long, by which calendar. The first that fits counts.

use leptos::{ev, prelude::*};

use crate::{
    domain::{
        ids::ClockId,
        policy::{Rule, When},
    },
    report::{policy::Facet, promise::target_words, when::parse_duration},
    ui::{
        sla::{
            draft::{Draft, use_draft},
            facets::FacetCell,
        },
        widgets::{field::Fault, glyph::Glyph, icon::Icon, select::SelectBox},
    },
};

/// The table of rules.
#[component]
pub fn Rules(id: ClockId) -> impl IntoView {
    let draft = use_draft();
    let count = draft.of_clock(id, |clock| clock.rules.len());
    let add = move |_| {
        draft.edit_clock(id, |clock| {
            clock.rules.push(Rule {
                when: When::default(),
                target: Some(4 * 3_600_000),
                calendar: None,
            });
        });
    };
    view! {
        <div class="sla__scroll">
            <table class="sla__rules">
                <caption class="visually-hidden">"Rules, the first that fits counts"</caption>
                <thead>
                    <tr>
                        <th scope="col"><span class="visually-hidden">"Number"</span></th>
                        {Facet::OF_RULES.iter().map(|facet| view! { <th scope="col">{facet.label()}</th> }).collect_view()}
                        <th scope="col">"Target"</th>
                        <th scope="col">"Calendar"</th>
                        <th scope="col"><span class="visually-hidden">"Order"</span></th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || 0..count.get() key=|place| *place let:place>
                        <RuleRow id place count />
                    </For>
                </tbody>
            </table>
        </div>
        <div class="panel__foot">
            <button type="button" class="button button--plain button--small" on:click=add>
                <Icon glyph=Glyph::Plus />
                "Add a rule"
            </button>
        </div>
    }
}

#[component]
fn RuleRow(id: ClockId, place: usize, count: Memo<usize>) -> impl IntoView {
    let draft = use_draft();
    let number = place + 1;
    let when = draft.of_clock(id, move |clock| {
        clock
            .rules
            .get(place)
            .map(|rule| rule.when.clone())
            .unwrap_or_default()
    });
    let toggle = Callback::new(move |(facet, slug): (Facet, String)| {
        edit_rule(draft, id, place, |rule| facet.toggle(&mut rule.when, &slug));
    });
    let calendar = draft.of_clock(id, move |clock| {
        let calendar = clock.rules.get(place).and_then(|rule| rule.calendar);
        calendar.map_or_else(String::new, |calendar| calendar.to_string())
    });
    let calendars = Signal::derive(move || {
        let own = [(String::new(), "As the clock".to_owned())];
        own.into_iter().chain(draft.calendars()).collect::<Vec<_>>()
    });
    let choose = Callback::new(move |chosen: String| {
        edit_rule(draft, id, place, |rule| rule.calendar = chosen.parse().ok());
    });
    let up = move |_: ev::MouseEvent| {
        draft.edit_clock(id, |clock| clock.rules.swap(place - 1, place));
    };
    let down = move |_: ev::MouseEvent| {
        draft.edit_clock(id, |clock| clock.rules.swap(place, place + 1));
    };
    let remove = move |_| {
        draft.edit_clock(id, |clock| {
            clock.rules.remove(place);
        });
    };
    view! {
        <tr data-rule=number>
            <th scope="row" class="num mute">{number}</th>
            {Facet::OF_RULES.iter().map(|&facet| view! {
                <td><FacetCell facet when of=format!("rule {number}") on_toggle=toggle is_headed=true /></td>
            }).collect_view()}
            <td><Target id place /></td>
            <td>
                <SelectBox options=calendars value=calendar on_change=choose attr:aria-label=format!("Calendar of rule {number}") />
            </td>
            <td class="sla__order">
                <button type="button" class="button button--plain button--small button--square" aria-label=format!("Rule {number} up")
                    disabled=place == 0 on:click=up><Icon glyph=Glyph::ArrowUp /></button>
                <button type="button" class="button button--plain button--small button--square" aria-label=format!("Rule {number} down")
                    disabled=move || { number >= count.get() } on:click=down><Icon glyph=Glyph::ArrowDown /></button>
                <button type="button" class="button button--plain button--small button--square" aria-label=format!("Remove rule {number}")
                    on:click=remove><Icon glyph=Glyph::Trash /></button>
            </td>
        </tr>
    }
}

/// How long it may take: `15 min`, `4 h`, `3 d`; empty for no promise.
#[component]
fn Target(id: ClockId, place: usize) -> impl IntoView {
    let draft = use_draft();
    let fault = RwSignal::new(None::<Fault>);
    let target = draft.of_clock(id, move |clock| {
        let target = clock.rules.get(place).and_then(|rule| rule.target);
        let words = |ms| target_words(i64::try_from(ms).unwrap_or(i64::MAX));
        target.map_or_else(String::new, words)
    });
    let keep = move |text: String| match read(&text) {
        Ok(target) => {
            fault.set(None);
            edit_rule(draft, id, place, |rule| rule.target = target);
        }
        Err(wrong) => fault.set(Some(wrong)),
    };
    let error_id = format!("target-{id}-{place}");
    view! {
        <input
            class="input sla__target"
            aria-label=format!("Target of rule {}", place + 1)
            aria-invalid=move || fault.read().is_some().then_some("true")
            aria-describedby=error_id.clone()
            placeholder="No promise"
            prop:value=move || target.get()
            on:change:target=move |event| keep(event.target().value())
        />
        <p id=error_id class="field__error" role="alert" hidden=move || fault.read().is_none()
            data-error=move || fault.with(|it| it.as_ref().map(|it| it.kind))>
            {move || fault.with(|it| it.as_ref().map(|it| it.text.clone()))}
        </p>
    }
}

fn read(text: &str) -> Result<Option<u64>, Fault> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let wrong = |kind, text: &str| Fault {
        kind,
        text: text.to_owned(),
    };
    let length = parse_duration(&text.to_lowercase()).ok_or_else(|| {
        wrong(
            "bad-target",
            "Write a length such as 15 min, 4 h or 3 d; nothing was changed.",
        )
    })?;
    match u64::try_from(length) {
        Ok(length) if length >= 60_000 => Ok(Some(length)),
        _ => Err(wrong(
            "no-target",
            "A target is a minute or more; leave it empty where nothing is promised. Nothing was changed.",
        )),
    }
}

fn edit_rule(draft: Draft, id: ClockId, place: usize, change: impl FnOnce(&mut Rule)) {
    draft.edit_clock(id, |clock| {
        if let Some(rule) = clock.rules.get_mut(place) {
            change(rule);
        }
    });
}
