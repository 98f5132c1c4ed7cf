//! The cards of rates: first contact, recurrence, reopening, handing on.

use leptos::prelude::*;

use crate::{
    report::{
        kpi::{
            FirstContact, Rate, Ratio, Similar,
            rates::{rate, rate_over},
        },
        period::Buckets,
    },
    ui::{
        insights::{
            card::{Beside, Card, Told},
            change::Change,
            shown::Shown,
            study::Study,
            switch::Switch,
        },
        widgets::number::grouped,
    },
};

/// What the card of a rate is computed from.
#[derive(Clone, PartialEq)]
struct Answer {
    now: Ratio,
    before: Option<Ratio>,
    course: Vec<Ratio>,
    /// The same rate in its other variants: term and value.
    beside: Vec<(&'static str, Option<f64>)>,
    /// More counts: term and value.
    counts: Vec<(&'static str, usize)>,
    variant: &'static str,
}

/// A rate with its parts, its variants and its course.
#[component]
pub fn RateCard(
    study: Study,
    of: Rate,
    title: &'static str,
    small: &'static str,
    /// Whether a higher rate is the better one.
    more_is_better: bool,
) -> impl IntoView {
    let answer = Memo::new(move |_| answer(study, of));
    let told = Memo::new(move |_| answer.with(|answer| told(answer, more_is_better)));
    let switch = match of {
        Rate::FirstContact => view! { <FirstContactSwitch study /> }.into_any(),
        Rate::Recurrence => view! {
            <SimilarSwitch study />
            <Beside study figures=vec![Shown::Rate(Rate::Confirmed)] />
        }
        .into_any(),
        _ => ().into_any(),
    };
    view! {
        <section
            class="panel kpi"
            aria-label=title
            data-kpi=of.slug()
            data-numerator=move || answer.with(|answer| answer.now.numerator)
            data-denominator=move || answer.with(|answer| answer.now.denominator)
            data-value=move || answer.with(|answer| answer.now.value().map(|value| value.to_string()))
            data-variant=move || answer.with(|answer| answer.variant)
        >
            <Card study figure=Shown::Rate(of) title small told>
                {switch}
            </Card>
        </section>
    }
}

/// What first contact means.
#[component]
pub fn FirstContactSwitch(study: Study) -> impl IntoView {
    view! {
        <Switch
            label="What first contact means"
            of="fcr"
            all={FirstContact::ALL.iter().map(|it| (it.slug(), it.label())).collect::<Vec<_>>()}
            value=Signal::derive(move || study.asked.with(|asked| asked.switches.first_contact.slug()))
            on_change=Callback::new(move |slug: String| {
                if let Some(variant) = FirstContact::from_slug(&slug) {
                    study.ask(|asked| asked.switches.first_contact = variant);
                }
            })
        />
    }
}

/// What makes incidents similar.
#[component]
pub fn SimilarSwitch(study: Study) -> impl IntoView {
    view! {
        <Switch
            label="What makes incidents similar"
            of="recurrence"
            all={Similar::ALL.iter().map(|it| (it.slug(), it.label())).collect::<Vec<_>>()}
            value=Signal::derive(move || study.asked.with(|asked| asked.switches.similar.slug()))
            on_change=Callback::new(move |slug: String| {
                if let Some(similar) = Similar::from_slug(&slug) {
                    study.ask(|asked| asked.switches.similar = similar);
                }
            })
        />
    }
}

fn answer(study: Study, of: Rate) -> Answer {
    let compares = study.asked.with(|asked| asked.compare);
    let (before, days) = study
        .selection
        .with(|selection| (selection.before, selection.days));
    study.answer(|facts, question| {
        let buckets = Buckets::of_days(days, question.offset);
        let switches = question.switches;
        let before = before.filter(|_| compares);
        let mut answer = Answer {
            now: rate(facts, question, of),
            before: before.map(|(_, span)| rate(facts, &question.within(span), of)),
            course: rate_over(facts, question, of, &buckets),
            beside: Vec::new(),
            counts: Vec::new(),
            variant: "default",
        };
        match of {
            Rate::FirstContact => {
                answer.variant = switches.first_contact.slug();
                for (term, first_contact) in [
                    ("default", FirstContact::Default),
                    ("strict", FirstContact::Strict),
                    ("no hold", FirstContact::NoCallerHold),
                ] {
                    let other = question.with(crate::report::kpi::Switches {
                        first_contact,
                        ..switches
                    });
                    answer.beside.push((term, rate(facts, &other, of).value()));
                }
            }
            Rate::Recurrence => {
                answer.variant = switches.similar.slug();
                let confirmed = rate(facts, question, Rate::Confirmed).numerator;
                answer.counts.push(("suggested", answer.now.numerator));
                answer.counts.push(("confirmed", confirmed));
            }
            _ => {}
        }
        answer
    })
}

fn told(answer: &Answer, more_is_better: bool) -> Told {
    let Ratio {
        numerator,
        denominator,
        left_out,
    } = answer.now;
    let value = |ratio: &Ratio| Some((ratio.value()?, ratio.denominator));
    let beside = answer
        .beside
        .iter()
        .map(|&(term, value)| (term, percent(value)));
    let counts = answer
        .counts
        .iter()
        .map(|&(term, count)| (term, grouped(count)));
    let mut terms: Vec<_> = beside.chain(counts).collect();
    terms.push(("n", grouped(denominator)));
    if left_out.open > 0 {
        terms.push(("open", grouped(left_out.open)));
    }
    let course = answer.course.iter().map(|ratio| {
        let value = ratio.value()?;
        Some((value, percent(Some(value))))
    });
    Told {
        figure: percent(answer.now.value()),
        below: match denominator {
            0 => "nothing to measure yet".to_owned(),
            _ => format!("{} of {}", grouped(numerator), grouped(denominator)),
        },
        terms,
        n: denominator,
        warns: denominator > 0,
        note: String::new(),
        change: answer
            .before
            .as_ref()
            .map(|before| Change::of_shares(value(&answer.now), value(before), more_is_better)),
        course: course.collect(),
        ..Told::default()
    }
}

/// `54 %`, `7.1 %`; a dash for nothing.
pub fn percent(value: Option<f64>) -> String {
    let Some(value) = value else {
        return "–".to_owned();
    };
    let percent = value * 100.0;
    match percent {
        0.0 | 10.0.. => format!("{percent:.0} %"),
        _ => format!("{percent:.1} %"),
    }
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn small_shares_keep_a_digit() {
        let said = [None, Some(0.0), Some(0.0708), Some(0.5044), Some(1.0)].map(percent);
        assert_eq!(said, ["–", "0 %", "7.1 %", "50 %", "100 %"]);
    }
}
