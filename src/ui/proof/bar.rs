//! The bar of a clock: what counted and what didn't, as long as it took, with the sum in words.

use leptos::prelude::*;

use crate::{
    domain::time::Moment,
    report::clock_proof::{self, Part, Sums},
    sla::proof::IntervalKind,
    ui::{desk::use_desk, proof::shown::Shown},
};

/// The bar with its marks, its ends, a key and the sum.
#[component]
pub fn Bar(shown: Shown) -> impl IntoView {
    let parts = Memo::new(move |_| {
        shown
            .read(|told| clock_proof::bar(&told.proof))
            .unwrap_or_default()
    });
    let marks = Memo::new(move |_| {
        let marks = shown.read(|told| {
            let marks = told.reached.iter().filter_map(|&(percent, at)| {
                let place = clock_proof::mark(&told.proof, at)?;
                Some((percent, place))
            });
            marks.collect::<Vec<_>>()
        });
        marks.unwrap_or_default()
    });
    let sums = Memo::new(move |_| shown.read(|told| Sums::of(&told.proof)).unwrap_or_default());
    let words = Memo::new(move |_| sums.with(Sums::words));
    let part = |part: &Part| {
        view! {
            <span
                class="clock-proof__part"
                data-interval=clock_proof::slug(part.kind)
                style:--from=part.from.to_string()
                style:--width=part.width.to_string()
            ></span>
        }
    };
    let mark = |&(percent, place): &(u8, u16)| {
        view! { <i data-percent=percent style:--from=place.to_string()></i> }
    };
    view! {
        <figure class="clock-proof__figure">
            <div class="clock-proof__bar" role="img" aria-label=words>
                {move || parts.with(|parts| parts.iter().map(part).collect_view())}
                {move || marks.with(|marks| marks.iter().map(mark).collect_view())}
            </div>
            <Ends shown />
            <Key parts />
            <figcaption
                data-counted=move || sums.get().counted
                data-paused=move || sums.get().paused
                data-held=move || sums.get().held
                data-off-hours=move || sums.get().off_hours
                data-wall=move || sums.get().wall()
            >
                {words}
            </figcaption>
        </figure>
        <Reached shown />
    }
}

/// From when to when.
#[component]
fn Ends(shown: Shown) -> impl IntoView {
    let desk = use_desk();
    let start = move || shown.read(|told| desk.moment(told.proof.run.start));
    let end = move || {
        shown.read(|told| match told.proof.run.end {
            Some(end) => desk.moment(end),
            None => "now".to_owned(),
        })
    };
    view! { <div class="clock-proof__ends"><span>{start}</span><span>{end}</span></div> }
}

/// What each pattern means, as far as it is there.
#[component]
fn Key(parts: Memo<Vec<Part>>) -> impl IntoView {
    let kinds = Memo::new(move |_| {
        parts.with(|parts| {
            let mut kinds = Vec::new();
            for kind in parts.iter().map(|part| without_state(part.kind)) {
                if !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            }
            kinds
        })
    });
    let one = |kind: IntervalKind| {
        view! {
            <li>
                <span class="clock-proof__part" data-interval=clock_proof::slug(kind)></span>
                {clock_proof::label(kind)}
            </li>
        }
    };
    view! {
        <ul class="clock-proof__key">
            {move || kinds.get().into_iter().map(one).collect_view()}
        </ul>
    }
}

const fn without_state(kind: IntervalKind) -> IntervalKind {
    match kind {
        IntervalKind::Paused(_) => IntervalKind::Paused(None),
        kind => kind,
    }
}

/// When parts of the target were reached, or will be.
#[component]
fn Reached(shown: Shown) -> impl IntoView {
    let desk = use_desk();
    let reached = Memo::new(move |_| shown.read(|told| told.reached.clone()).unwrap_or_default());
    let one = move |percent: u8| {
        let at = move || -> Option<Moment> {
            let all = reached.get();
            let found = all.into_iter().find(|(it, _)| *it == percent);
            found.map(|(_, at)| at)
        };
        let said = move || match at() {
            Some(at) => desk.moment(at),
            None => "not reached".to_owned(),
        };
        let is_ahead = move || at().is_some_and(|at| at > desk.now.get());
        view! {
            <div data-percent=percent data-at=move || at().map(|at| at.0.to_string())>
                <dt>{percent} " %"</dt>
                <dd>{said} {move || is_ahead().then_some(view! { <small>"if nothing pauses it"</small> })}</dd>
            </div>
        }
    };
    view! {
        <dl class="clock-proof__reached" aria-label="Parts of the target">
            {[50, 75, 90, 100].map(one).collect_view()}
        </dl>
    }
}
