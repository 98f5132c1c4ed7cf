//! What each act asks for.

use leptos::prelude::*;

use crate::{
    domain::{
        command::Rejection,
        state::{Act, HoldReason, VoidReason},
    },
    ui::{
        acts::Sheet,
        pick::{
            known,
            named_pick::NamedPick,
            record::RecordPick,
            when::{Blank, WhenPick},
        },
        widgets::{choice::Choice, choice_chips::ChoiceChips, group::Group, text_area::TextArea},
    },
};

/// The fields of the act that is picked, then a note and a time.
#[component]
pub fn Asked(sheet: Sheet) -> impl IntoView {
    let act = Memo::new(move |_| sheet.told.with(|told| told.act));
    let note = move || match act.get() {
        Act::Escalate => "Why?",
        Act::Resolve => "How was it resolved?",
        Act::Mitigate => "What eased it?",
        Act::Reopen => "What came back?",
        _ => "Note",
    };
    view! {
        {move || match act.get() {
            Act::Assign | Act::Escalate => view! { <Hands sheet /> }.into_any(),
            Act::Hold => view! { <HoldFor sheet /> }.into_any(),
            Act::Cancel => view! { <CancelFor sheet /> }.into_any(),
            _ => ().into_any(),
        }}
        <TextArea
            label=Signal::derive(move || note().to_owned())
            value=sheet.read(|told| told.note.clone())
            on_input=sheet.put(|told, note| told.note = note)
            error=sheet.fault(|rejection| {
                matches!(rejection, Rejection::TooLong { field: "The note", .. })
            })
            attr:name="note"
        />
        <WhenPick
            label="When"
            value=sheet.read(|told| told.happened.clone())
            on_change=sheet.put(|told, text| told.happened = text)
            blank=Blank::Now
            name="happened_at"
            error=sheet.fault(|rejection| {
                matches!(rejection, Rejection::InFuture | Rejection::UnreadableTime)
            })
        />
    }
}

/// To whom.
#[component]
fn Hands(sheet: Sheet) -> impl IntoView {
    view! {
        <Group label="To whom?" error=sheet.fault(|rejection| *rejection == Rejection::Nobody)>
            <div class="pair">
                <NamedPick
                    known=known::PERSON
                    value=sheet.read(|told| told.person.clone())
                    on_change=sheet.put(|told, person| told.person = person)
                    failure=sheet.failure
                    name="person"
                    autofocus=true
                />
                <NamedPick
                    known=known::TEAM
                    value=sheet.read(|told| told.team.clone())
                    on_change=sheet.put(|told, team| told.team = team)
                    failure=sheet.failure
                    name="team"
                />
            </div>
        </Group>
    }
}

/// What it waits for.
#[component]
fn HoldFor(sheet: Sheet) -> impl IntoView {
    let choices = HoldReason::ALL
        .iter()
        .map(|&reason| Choice::new(reason, reason.label()).slug(reason.slug()));
    let choices: Vec<_> = choices.collect();
    view! {
        <Group label="What does it wait for?" error=sheet.fault(|rejection| *rejection == Rejection::NoReason)>
            <ChoiceChips
                label="What does it wait for?"
                choices
                value=sheet.read(|told| told.hold)
                on_pick=sheet.put(|told, reason| told.hold = Some(reason))
                name="hold"
                autofocus=true
            />
        </Group>
    }
}

/// Why it never counted, and which record stays.
#[component]
fn CancelFor(sheet: Sheet) -> impl IntoView {
    let choices = VoidReason::ALL
        .iter()
        .map(|&reason| Choice::new(reason, reason.label()).slug(reason.slug()));
    let choices: Vec<_> = choices.collect();
    let is_duplicate = Memo::new(move |_| {
        sheet
            .told
            .with(|told| told.void == Some(VoidReason::Duplicate))
    });
    let except = move || sheet.told.with_untracked(|told| told.records.clone());
    view! {
        <Group
            label="Why?"
            hint="Cancelled records stay in the log and leave the figures."
            error=sheet.fault(|rejection| *rejection == Rejection::NoReason)
        >
            <ChoiceChips
                label="Why?"
                choices
                value=sheet.read(|told| told.void)
                on_pick=sheet.put(|told, reason| told.void = Some(reason))
                name="void"
                autofocus=true
            />
        </Group>
        {move || is_duplicate.get().then(|| view! {
            <RecordPick
                label="Duplicate of"
                value=sheet.read(|told| told.original)
                on_pick=sheet.put(|told, record| told.original = Some(record))
                except=except()
                error=sheet.fault(|rejection| *rejection == Rejection::SelfLink)
            />
        })}
    }
}
