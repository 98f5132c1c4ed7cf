//! A card: one figure with what stands behind it.

use leptos::{prelude::*, svg};

use crate::report::{
    kpi::is_few,
    period::{Bucket, Buckets},
};
use crate::ui::{
    charts::{
        Head,
        figure::Downloads,
        spark::Spark,
        twin::{Cell, Twin, TwinTable},
    },
    insights::{
        buckets::bucket_said,
        change::Change,
        shown::{Proved, Shown},
        study::Study,
    },
    widgets::{
        glyph::Glyph,
        icon::{Icon, Size},
        number::counted,
        popover::Popover,
    },
};

/// What a card shows, in words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// `6 h 40`, `54 %`, or a dash where nothing entered.
    pub figure: String,
    /// Below the figure: `median`, `56 of 104`.
    pub below: String,
    /// The same figure of others, with their names; they stand first.
    pub beside: Vec<(String, String)>,
    /// More figures: term and value.
    pub terms: Vec<(&'static str, String)>,
    /// How many records it rests on.
    pub n: usize,
    /// Whether few records are a reason for care.
    pub warns: bool,
    /// Below all: what a newcomer would not expect.
    pub note: String,
    pub change: Option<Change>,
    /// The figure in each part of the period, and in words; nothing where it has none.
    pub course: Vec<Option<(f64, String)>>,
    /// What of the figure that is, such as `median`; nothing where it is the figure itself.
    pub course_is: &'static str,
}

/// The card of a figure; `children` stand beside its name.
#[component]
pub fn Card(
    study: Study,
    #[prop(into)] figure: Proved,
    title: &'static str,
    #[prop(into)] small: Signal<String>,
    told: Memo<Told>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let few = move || {
        let few = told.with(|told| (told.warns && is_few(told.n)).then_some(told.n));
        few.map(|n| {
            let said = format!("{}: read it as a hint", counted(n, "record", "records"));
            view! {
                <span class="tag" data-tone="warn" title=said>
                    <Icon glyph=Glyph::Warn size=Size::Small />
                    {format!("n {n}, a hint")}
                </span>
            }
        })
    };
    let terms = move || {
        let (beside, terms) = told.with(|told| (told.beside.clone(), told.terms.clone()));
        let terms = terms
            .into_iter()
            .map(|(term, value)| (term.to_owned(), value));
        let term =
            |(term, value): (String, String)| view! { <div><dt>{term}</dt><dd>{value}</dd></div> };
        beside.into_iter().chain(terms).map(term).collect_view()
    };
    let has_trend = Memo::new(move |_| told.with(|told| told.course.iter().flatten().count() > 1));
    let foot = move || {
        told.with(|told| match &told.change {
            Some(change) => {
                view! { <span data-tone=change.tone.slug()>{change.said.clone()}</span> }.into_any()
            }
            None => view! { <span>{told.note.clone()}</span> }.into_any(),
        })
    };
    view! {
        <h3>{title} <small>{move || small.get()}</small> {few}</h3>
        <div class="kpi__line">
            <div class="kpi__figure">
                {move || told.with(|told| told.figure.clone())}
                <small>{move || told.with(|told| told.below.clone())}</small>
            </div>
            {move || has_trend.get().then(|| view! { <Course study figure title told /> })}
        </div>
        <dl>{terms}</dl>
        {children.map(|children| view! { <div class="kpi__variant">{children()}</div> })}
        <div class="kpi__foot">
            {foot}
            <button
                type="button"
                class="link"
                aria-label=format!("How {title} is computed")
                on:click=move |_| study.ask(|asked| asked.proof = Some(figure))
            >
                "How computed"
            </button>
        </div>
    }
}

/// The course of a figure as a small line, and behind it as a table.
#[component]
fn Course(study: Study, figure: Proved, title: &'static str, told: Memo<Told>) -> impl IntoView {
    let svg = NodeRef::<svg::Svg>::new();
    let is_open = RwSignal::new(false);
    let name = move || match told.with(|told| told.course_is) {
        "" => title.to_owned(),
        what => format!("{title}, {what}"),
    };
    let values = Signal::derive(move || {
        let value = |point: &Option<(f64, String)>| point.as_ref().map(|(value, _)| *value);
        told.with(|told| told.course.iter().map(value).collect::<Vec<_>>())
    });
    let said = Signal::derive(move || {
        let name = name();
        told.with(|told| {
            let mut known = told.course.iter().flatten();
            match (known.next(), known.next_back()) {
                (Some((_, first)), Some((_, last))) => format!("{name}: from {first} to {last}"),
                _ => String::new(),
            }
        })
    });
    let twin = Memo::new(move |_| {
        let days = study.selection.with(|selection| selection.days);
        let buckets = study.answer(|_, question| Buckets::of_days(days, question.offset));
        let row = |(bucket, point): (&Bucket, &Option<(f64, String)>)| {
            let value = point.as_ref().map(|(value, _)| *value);
            let say = |_| {
                point
                    .as_ref()
                    .map_or_else(String::new, |(_, said)| said.clone())
            };
            let head = Cell::text(bucket_said(bucket, buckets.grain));
            vec![head, Cell::number(value, say, "")]
        };
        Twin {
            head: vec!["Period".to_owned(), name()],
            rows: told.with(|told| buckets.all.iter().zip(&told.course).map(row).collect()),
        }
    });
    let head = Signal::derive(move || Head {
        title: name(),
        file: format!("{}-course", figure.slug()),
        ..Head::default()
    });
    let caption = Signal::derive(move || format!("{} over the period", name()));
    view! {
        <Popover
            class="kpi__course"
            trigger=move || view! { <Spark values label=said node=svg /> }
            on_toggle=Callback::new(move |open| is_open.set(open))
            attr:title="As a table"
        >
            {move || is_open.get().then(|| view! {
                <div class="row row--wrap">
                    <b>{caption}</b>
                    <Downloads head svg twin is_table=RwSignal::new(false) />
                </div>
                <TwinTable twin caption on_pick=None />
            })}
        </Popover>
    }
}

/// Figures beside a card's own, each a press away from its proof.
#[component]
pub fn Beside(study: Study, figures: Vec<Shown>) -> impl IntoView {
    let proof = move |figure: Shown| {
        view! {
            <button
                type="button"
                class="link"
                aria-label=format!("How {} is computed", figure.label())
                on:click=move |_| study.ask(|asked| asked.proof = Some(figure.into()))
            >
                {figure.label()}
            </button>
        }
    };
    view! {
        <p class="kpi__beside">
            "How computed: "
            {figures.into_iter().map(proof).collect_view()}
        </p>
    }
}
