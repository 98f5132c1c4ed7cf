//! The proof of a clock: how its time was counted, why it has its target, and turning it by hand.

mod bar;
mod by_hand;
mod intervals;
mod shown;
mod why;

use leptos::prelude::*;

use crate::{
    report::{
        clock_proof::{self, Named},
        promise::{self, Look},
        strip,
    },
    sla::run::Status,
    ui::{
        desk::use_desk,
        marks::clock::glyph,
        proof::{bar::Bar, by_hand::HandForm, intervals::Intervals, shown::Shown, why::Why},
        stage::{Hand, Proving, use_stage},
        widgets::{dialog::Dialog, glyph::Glyph, icon::Icon, select::Select},
    },
};

/// The dialog of the clock that the stage names.
#[component]
pub fn ProofDialog() -> impl IntoView {
    let (desk, stage) = (use_desk(), use_stage());
    let title = Signal::derive(move || match stage.proof.get() {
        Some(Proving { record, clock, .. }) => {
            let reference = desk.reference(record);
            let name = desk.board(|board| {
                let clock = board.settings.policy.clock(clock);
                clock.map(|clock| clock.name.clone())
            });
            format!("{} of {reference}", name.as_deref().unwrap_or("Clock"))
        }
        None => String::new(),
    });
    view! {
        <Dialog
            open=Signal::derive(move || stage.proof.with(Option::is_some))
            on_close=Callback::new(move |()| stage.proof.set(None))
            title
            class="dialog dialog--full clock-proof"
        >
            {move || stage.proof.get_untracked().map(|proving| view! { <Inside proving /> })}
        </Dialog>
    }
}

/// The proof, or the form that turns the clock; made anew each time the dialog opens.
#[component]
fn Inside(proving: Proving) -> impl IntoView {
    let shown = Shown::new(proving);
    move || match shown.hand.get() {
        Some(hand) => view! { <HandForm shown hand /> }.into_any(),
        None => view! { <ProofBody shown /> }.into_any(),
    }
}

#[component]
fn ProofBody(shown: Shown) -> impl IntoView {
    let desk = use_desk();
    let is_known = Memo::new(move |_| shown.told.with(Option::is_some));
    let can_turn = Memo::new(move |_| shown.read(|told| told.can_turn).unwrap_or_default());
    let is_held = Memo::new(move |_| shown.read(|told| told.proof.run.held).unwrap_or_default());
    let save = move |_| {
        let Some((name, table)) = shown.told.with_untracked(|told| {
            let told = told.as_ref()?;
            let reference = desk.board_now(|board| board.reference(shown.record));
            let table = clock_proof::csv(&reference, &told.name, &told.proof);
            Some((format!("{reference}-clock-proof.csv"), table))
        }) else {
            return;
        };
        desk.save_text(&name, "text/csv", &table);
    };
    view! {
        <div class="dialog__body stack stack--wide">
            {move || if is_known.get() {
                view! {
                    <Standing shown />
                    <Bar shown />
                    <Why shown />
                    <Intervals shown />
                }
                .into_any()
            } else {
                view! { <p>"The SLA policy promises nothing about this any more."</p> }.into_any()
            }}
        </div>
        <footer class="dialog__foot row--wrap">
            <button type="button" class="button" on:click=save disabled=move || !is_known.get()>
                <Icon glyph=Glyph::Download /> "Save as CSV"
            </button>
            {move || can_turn.get().then(|| {
                let (hand, glyph, words) = match is_held.get() {
                    true => (Hand::Resume, Glyph::Play, "Resume…"),
                    false => (Hand::Pause, Glyph::Pause, "Pause…"),
                };
                view! {
                    <button type="button" class="button end" data-hand="turn" on:click=move |_| shown.turn(hand)>
                        <Icon glyph /> {words}
                    </button>
                    <button type="button" class="button" data-hand="extend" on:click=move |_| shown.turn(Hand::Extend)>
                        <Icon glyph=Glyph::Plus /> "Extend…"
                    </button>
                }
            })}
        </footer>
    }
}

/// What it shows now, and which of the record's runs it is.
#[component]
fn Standing(shown: Shown) -> impl IntoView {
    let look = move || shown.read(|told| promise::look(&told.reading));
    let value = move || {
        shown.read(|told| match told.reading.status {
            Status::NotApplicable => Status::NotApplicable.label().to_owned(),
            _ => promise::standing(&told.reading),
        })
    };
    let target = move || {
        shown.read(|told| {
            let target = told.reading.target.unwrap_or(0);
            strip::target_words(told.promise, target)
        })
    };
    view! {
        <div
            class="clock clock-proof__standing"
            data-state=move || look().map(Look::slug)
            data-status=move || shown.read(|told| told.reading.status.slug())
        >
            <p class="clock__value">
                {move || look().map(|look| view! { <Icon glyph=glyph(look) /> })}
                {value}
            </p>
            <p class="soft small">
                {move || shown.read(|told| told.reading.status.label())} ", " {target}
                {move || shown.read(|told| told.note.clone()).filter(|note| !note.is_empty()).map(|note| format!(". {note}"))}
            </p>
        </div>
        <Others shown />
    }
}

/// The other runs of the record: earlier cycles, and clocks that repeat.
#[component]
fn Others(shown: Shown) -> impl IntoView {
    let has_others = Memo::new(move |_| shown.others.with(|others| others.len() > 1));
    let options = Signal::derive(move || {
        shown.others.with(|others| {
            let option = |(of, name): &(Named, String)| (key(*of), name.clone());
            others.iter().rev().map(option).collect::<Vec<_>>()
        })
    });
    let value = Signal::derive(move || shown.read(|told| key(told.of)).unwrap_or_default());
    let pick = Callback::new(move |picked: String| {
        let named = shown.others.with_untracked(|others| {
            let mut all = others.iter().map(|(of, _)| *of);
            all.find(|of| key(*of) == picked)
        });
        shown.of.set(named);
    });
    move || {
        has_others.get().then(|| {
            view! { <Select label="Clock, its runs and cycles" options value on_change=pick attr:name="run" /> }
        })
    }
}

/// A run as the value of an option.
fn key(of: Named) -> String {
    format!("{} {} {}", of.clock, of.cycle, of.number)
}
