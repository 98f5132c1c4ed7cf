//! A sheet on the page: drawn, and its marks reached by pointer and by key.

use leptos::{ev, prelude::*, svg, wasm_bindgen::JsCast, web_sys};

use crate::{
    plot::coordinate,
    ui::charts::{
        sheet::{Mark, Shape, Sheet},
        walk::step,
    },
};

/// The drawing.
#[component]
pub fn Drawing(
    sheet: Memo<Sheet>,
    #[prop(into)] width: Signal<f64>,
    node: NodeRef<svg::Svg>,
    on_pick: Option<Callback<String>>,
) -> impl IntoView {
    // The mark that Tab leads to, and the one that shows its value.
    let roving = RwSignal::new(0_usize);
    let shown = RwSignal::new(None::<usize>);
    let last = move || sheet.with(|sheet| sheet.marks.len().saturating_sub(1));
    let pick = move |mark: Option<usize>| {
        let key = mark.and_then(|mark| {
            sheet.with_untracked(|sheet| Some(sheet.marks.get(mark)?.key.clone()))
        });
        if let (Some(on_pick), Some(key)) = (on_pick, key.filter(|key| !key.is_empty())) {
            on_pick.run(key);
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let Some(here) = mark_of(event.target()) else {
            return;
        };
        let key = event.key();
        let to = match key.as_str() {
            "Enter" | " " => {
                pick(Some(here));
                None
            }
            "Escape" if shown.get_untracked().is_some() => {
                shown.set(None);
                None
            }
            key => {
                let places: Vec<_> = sheet
                    .with_untracked(|sheet| sheet.marks.iter().map(|mark| mark.place).collect());
                match step(&places, here, key) {
                    Some(to) => Some(to),
                    None if key.starts_with("Arrow") => None,
                    None => return,
                }
            }
        };
        event.prevent_default();
        event.stop_propagation();
        if let Some(to) = to {
            roving.set(to);
            focus(node, to);
        }
    };
    let point = move |event: ev::PointerEvent| {
        let mark = mark_of(event.target());
        shown.maybe_update(|shown| std::mem::replace(shown, mark) != mark);
    };
    let focused = move |event: ev::FocusEvent| {
        if let Some(mark) = mark_of(event.target()) {
            roving.set(mark);
            shown.set(Some(mark));
        }
    };
    let shapes = move || sheet.with(|sheet| sheet.shapes.iter().map(shape).collect_view());
    let marks = move || {
        sheet.with(|sheet| {
            let marks = sheet.marks.iter().enumerate();
            let tabs = move |place| {
                if roving.get().min(last()) == place {
                    "0"
                } else {
                    "-1"
                }
            };
            let mark = |(place, mark): (usize, &Mark)| {
                let is_button = on_pick.is_some() && !mark.key.is_empty();
                view! {
                    <rect
                        class="plot__mark"
                        data-mark=place
                        data-active=move || (shown.get() == Some(place)).then_some("")
                        tabindex=move || tabs(place)
                        role=if is_button { "button" } else { "img" }
                        aria-label=mark.said.clone()
                        x=coordinate(mark.area.x)
                        y=coordinate(mark.area.y)
                        width=coordinate(mark.area.width)
                        height=coordinate(mark.area.height)
                        rx="2"
                    />
                }
            };
            marks.map(mark).collect_view()
        })
    };
    view! {
        <svg
            node_ref=node
            class="plot"
            viewBox=move || format!("0 0 {} {}", coordinate(width.get()), coordinate(sheet.with(|sheet| sheet.height)))
            role="group"
            aria-label=move || sheet.with(|sheet| sheet.summary.clone())
            data-pick=on_pick.is_some().then_some("")
            on:keydown=on_key
            on:pointermove=point
            on:pointerleave=move |_| shown.set(None)
            on:focusin=focused
            on:focusout=move |_| shown.set(None)
            on:click=move |event| pick(mark_of(event.target()))
        >
            <g aria-hidden="true">{shapes}</g>
            {marks}
        </svg>
        <Tip sheet width shown />
    }
}

/// The value of the mark that is pointed at.
#[component]
fn Tip(sheet: Memo<Sheet>, width: Signal<f64>, shown: RwSignal<Option<usize>>) -> impl IntoView {
    let mark = Memo::new(move |_| {
        let shown = shown.get()?;
        sheet.with(|sheet| sheet.marks.get(shown).cloned())
    });
    move || {
        mark.get().map(|mark| {
            let is_right = mark.area.middle() > width.get_untracked() / 2.0;
            let x = if is_right { mark.area.x } else { mark.area.right() };
            let line = |(name, value): (String, String)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
            view! {
                <div
                    class="plot-tip"
                    aria-hidden="true"
                    data-side=if is_right { "left" } else { "right" }
                    style:left=format!("{x}px")
                    style:top=format!("{}px", mark.area.y)
                >
                    <b>{mark.head}</b>
                    <dl>{mark.lines.into_iter().map(line).collect_view()}</dl>
                </div>
            }
        })
    }
}

/// A shape as SVG.
fn shape(shape: &Shape) -> AnyView {
    match shape.clone() {
        Shape::Box {
            area,
            radius,
            class,
            ink,
        } => view! {
            <rect
                class=class
                data-ink=ink.map(crate::ui::charts::sheet::Ink::slug)
                x=coordinate(area.x)
                y=coordinate(area.y)
                width=coordinate(area.width)
                height=coordinate(area.height)
                rx=coordinate(radius)
            />
        }
        .into_any(),
        Shape::Line { from, to, class } => view! {
            <line
                class=class
                x1=coordinate(from.0)
                y1=coordinate(from.1)
                x2=coordinate(to.0)
                y2=coordinate(to.1)
            />
        }
        .into_any(),
        Shape::Path { path, class, ink } => {
            view! { <path class=class data-ink=ink.map(crate::ui::charts::sheet::Ink::slug) d=path /> }.into_any()
        }
        Shape::Dot {
            at,
            radius,
            class,
            ink,
        } => view! {
            <circle
                class=class
                data-ink=ink.map(crate::ui::charts::sheet::Ink::slug)
                cx=coordinate(at.0)
                cy=coordinate(at.1)
                r=coordinate(radius)
            />
        }
        .into_any(),
        Shape::Text {
            at,
            anchor,
            class,
            text,
        } => view! {
            <text
                class=(!class.is_empty()).then_some(class)
                x=coordinate(at.0)
                y=coordinate(at.1)
                text-anchor=anchor.slug()
            >
                {text}
            </text>
        }
        .into_any(),
    }
}

fn mark_of(target: Option<web_sys::EventTarget>) -> Option<usize> {
    let element: web_sys::Element = target?.dyn_into().ok()?;
    element.get_attribute("data-mark")?.parse().ok()
}

fn focus(node: NodeRef<svg::Svg>, mark: usize) {
    let Some(svg) = node.get_untracked() else {
        return;
    };
    let found = svg
        .query_selector(&format!("[data-mark='{mark}']"))
        .ok()
        .flatten();
    if let Some(mark) = found.and_then(|mark| mark.dyn_into::<web_sys::SvgElement>().ok()) {
        let _ = mark.focus();
    }
}
