//! What a card of promises is computed from.

use leptos::prelude::{Get, With};

use crate::{
    report::{
        kpi::{
            Compliance,
            compliance::{Watch, about, compliance, compliance_over, slug},
        },
        period::Buckets,
    },
    sla::plan::Plan,
    ui::insights::{asked::Asked, study::Study},
};

/// How many other clocks stand beside the chosen one.
const OTHERS: usize = 2;

/// A clock's compliance, before and over time, and that of other clocks.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub slug: String,
    pub now: Compliance,
    pub before: Option<Compliance>,
    pub course: Vec<Compliance>,
    /// Name and share.
    pub others: Vec<(String, Option<f64>)>,
}

/// The answer of the clock that `pick` picks; nothing where it picks none.
pub fn answer(study: Study, pick: impl FnOnce(&Plan, &Asked) -> Option<u8>) -> Option<Answer> {
    let (before, days) = (study.selection).with(|selection| (selection.before, selection.days));
    let asked = study.asked.get();
    study.answer_clocks(|facts, question, clocks, now| {
        let plan = clocks.plan();
        let clock = pick(plan, &asked)?;
        let watch = |clock| Watch { clocks, clock, now };
        let others = about(plan, &asked.filter.kinds).filter(|&other| other != clock);
        let others = others.take(OTHERS).map(|other| {
            let found = compliance(facts, question, &watch(other));
            (plan.clocks[usize::from(other)].name.clone(), found.value())
        });
        let others = others.collect();
        let watch = watch(clock);
        let before = before.filter(|_| asked.compare);
        let buckets = Buckets::of_days(days, question.offset);
        Some(Answer {
            slug: slug(plan, clock),
            now: compliance(facts, question, &watch),
            before: before.map(|(_, span)| compliance(facts, &question.within(span), &watch)),
            course: compliance_over(facts, question, &watch, &buckets),
            others,
        })
    })
}
