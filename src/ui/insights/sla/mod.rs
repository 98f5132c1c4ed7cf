//! The cards of promises: how a clock came out, and whether updates were on time.

mod answer;
pub mod proof;

use leptos::prelude::*;

use crate::{
    domain::policy::Promise,
    report::kpi::{
        Compliance,
        compliance::{about, chosen, slug},
    },
    ui::{
        insights::{
            card::{Card, Told},
            change::Change,
            rates::percent,
            shown::Proved,
            sla::answer::{Answer, answer},
            study::Study,
        },
        widgets::{number::grouped, select::SelectBox},
    },
};

/// How the promises of the chosen clock came out.
#[component]
pub fn SlaCard(study: Study) -> impl IntoView {
    let answer = Memo::new(move |_| {
        answer(study, |plan, asked| {
            chosen(plan, asked.clock.as_deref(), &asked.filter.kinds)
        })
    });
    let told = Memo::new(move |_| answer.with(|answer| told(answer.as_ref())));
    let now = move |read: fn(&Compliance) -> usize| {
        answer.with(|answer| answer.as_ref().map_or(0, |answer| read(&answer.now)))
    };
    view! {
        <section
            class="panel kpi"
            aria-label="SLA met"
            data-kpi="sla"
            data-numerator=move || now(|it| it.met)
            data-denominator=move || now(Compliance::decided)
            data-value=move || {
                answer.with(|answer| Some(answer.as_ref()?.now.value()?.to_string()))
            }
            data-variant=move || answer.with(|answer| Some(answer.as_ref()?.slug.clone()))
            data-running=move || now(|it| it.running + it.waiting)
            data-late=move || now(|it| it.late)
            data-missing=move || now(|it| it.missing)
            data-no-target=move || now(|it| it.no_target)
            data-cancelled=move || now(|it| it.cancelled)
            data-extended=move || now(|it| it.met_extended + it.breached_extended)
        >
            <Card study figure=Proved::Sla title="SLA met" small="promises kept" told>
                <ClockSwitch study />
            </Card>
        </section>
    }
}

/// Whether updates came when they were promised; nothing where none are.
#[component]
pub fn UpdatesCard(study: Study) -> impl IntoView {
    let answer = Memo::new(move |_| {
        answer(study, |plan, asked| {
            let mut all = about(plan, &asked.filter.kinds);
            all.find(|&it| plan.clocks[usize::from(it)].promise == Promise::Update)
        })
    });
    let is_promised = Memo::new(move |_| answer.with(Option::is_some));
    let told = Memo::new(move |_| answer.with(|answer| told(answer.as_ref())));
    let now = move |read: fn(&Compliance) -> usize| {
        answer.with(|answer| answer.as_ref().map_or(0, |answer| read(&answer.now)))
    };
    move || {
        is_promised.get().then(|| {
            view! {
                <section
                    class="panel kpi"
                    aria-label="Updates on time"
                    data-kpi="updates"
                    data-numerator=move || now(|it| it.met)
                    data-denominator=move || now(Compliance::decided)
                    data-value=move || {
                        answer.with(|answer| Some(answer.as_ref()?.now.value()?.to_string()))
                    }
                >
                    <Card
                        study
                        figure=Proved::Updates
                        title="Updates on time"
                        small="from one to the next"
                        told
                    />
                </section>
            }
        })
    }
}

/// Which clock the figures about promises read.
#[component]
pub fn ClockSwitch(study: Study) -> impl IntoView {
    let offered = Memo::new(move |_| {
        let asked = study.asked.get();
        study.answer_clocks(|_, _, clocks, _| {
            let (plan, kinds) = (clocks.plan(), &asked.filter.kinds);
            let options: Vec<_> = about(plan, kinds)
                .map(|it| (slug(plan, it), plan.clocks[usize::from(it)].name.clone()))
                .collect();
            let word = asked.clock.as_deref();
            let value = chosen(plan, word, kinds).map(|it| slug(plan, it));
            (options, value.unwrap_or_default())
        })
    });
    let has_choice = Memo::new(move |_| offered.with(|(options, _)| options.len() > 1));
    move || {
        has_choice.get().then(|| {
            view! {
                <SelectBox
                    options=Signal::derive(move || offered.with(|(options, _)| options.clone()))
                    value=Signal::derive(move || offered.with(|(_, value)| value.clone()))
                    on_change=Callback::new(move |word: String| {
                        study.ask(|asked| asked.clock = Some(word));
                    })
                    attr:aria-label="Which clock"
                    attr:data-variant-of="sla"
                />
            }
        })
    }
}

fn told(answer: Option<&Answer>) -> Told {
    let Some(answer) = answer else {
        return Told {
            figure: "–".to_owned(),
            below: "nothing is promised to these records".to_owned(),
            ..Told::default()
        };
    };
    let now = answer.now;
    let value = |it: &Compliance| Some((it.value()?, it.decided()));
    let counts = [
        ("late now", now.late),
        ("running", now.running + now.waiting),
        ("no target", now.no_target),
        ("missing", now.missing),
        ("extended", now.met_extended + now.breached_extended),
    ];
    let terms = counts.into_iter().enumerate();
    let terms = terms.filter(|&(place, (_, count))| place < 3 || count > 0);
    let course = answer.course.iter().map(|it| {
        let value = it.value()?;
        Some((value, share(value)))
    });
    Told {
        figure: now.value().map_or_else(|| percent(None), share),
        below: match now.decided() {
            0 => "nothing was decided yet".to_owned(),
            decided => format!("{} of {}", grouped(now.met), grouped(decided)),
        },
        beside: (answer.others.iter())
            .map(|(name, value)| (name.to_lowercase(), percent(*value)))
            .collect(),
        terms: terms
            .map(|(_, (term, count))| (term, grouped(count)))
            .collect(),
        n: now.decided(),
        warns: now.decided() > 0,
        note: match now.met_extended {
            0 => String::new(),
            1 => "1 met with more time by hand".to_owned(),
            met => format!("{} met with more time by hand", grouped(met)),
        },
        change: answer
            .before
            .as_ref()
            .map(|before| Change::of_shares(value(&now), value(before), true)),
        course: course.collect(),
        course_is: "",
    }
}

/// `91.3 %`; a promise is worth its digit, unless none or all were kept.
pub fn share(value: f64) -> String {
    match value * 100.0 {
        percent if percent <= 0.0 || percent >= 100.0 => format!("{percent:.0} %"),
        percent => format!("{percent:.1} %"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_left_out_is_told_beside_the_share() {
        let answer = Answer {
            slug: "resolve".to_owned(),
            now: Compliance {
                met: 95,
                breached: 9,
                late: 2,
                missing: 3,
                met_extended: 1,
                ..Compliance::default()
            },
            before: None,
            course: Vec::new(),
            others: vec![("Acknowledge".to_owned(), Some(0.94))],
        };
        let told = told(Some(&answer));
        assert_eq!(
            (told.figure.as_str(), told.below.as_str()),
            ("91.3 %", "95 of 104")
        );
        assert_eq!(told.beside, [("acknowledge".to_owned(), "94 %".to_owned())]);
        let terms: Vec<_> = told.terms.iter().map(|(term, _)| *term).collect();
        assert_eq!(
            terms,
            ["late now", "running", "no target", "missing", "extended"]
        );
        assert_eq!(told.note, "1 met with more time by hand");
    }

    #[test]
    fn where_nothing_is_promised_the_card_says_so() {
        let told = told(None);
        assert_eq!(told.below, "nothing is promised to these records");
        assert_eq!([0.0, 0.999, 1.0].map(share), ["0 %", "99.9 %", "100 %"]);
    }
}
