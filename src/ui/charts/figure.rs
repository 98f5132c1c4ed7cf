//! What stands around every chart: heading, the switch to its table, downloads.

use leptos::{html, prelude::*, svg};

use crate::{
    plot::Area,
    ui::{
        charts::{
            drawing::Drawing,
            sheet::Sheet,
            twin::{Twin, TwinTable},
        },
        desk::use_desk,
        widgets::{
            glyph::Glyph,
            icon::Icon,
            measured::width_of,
            menu::{Menu, MenuItem},
        },
    },
};

/// The words around a chart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    pub title: String,
    /// Beside the title: the unit, the span.
    pub note: String,
    /// A sentence below; may be empty.
    pub foot: String,
    /// What its downloads are called, without an ending.
    pub file: String,
}

/// A chart: `draw` for a width in pixels, `twin` as a table.
#[component]
pub fn Figure(
    #[prop(into)] head: Signal<Head>,
    draw: Callback<f64, Sheet>,
    twin: Callback<(), Twin>,
    on_pick: Option<Callback<String>>,
    /// Says which chart it is, to scripts and style sheets.
    kind: &'static str,
    /// What can be chosen about it, in its head.
    #[prop(optional_no_strip)]
    choice: Option<ViewFn>,
) -> impl IntoView {
    let frame = NodeRef::<html::Div>::new();
    let svg = NodeRef::<svg::Svg>::new();
    let width = width_of(frame);
    let is_table = RwSignal::new(false);
    let sheet = Memo::new(move |_| match width.get() {
        0.0 => Sheet::default(),
        width => draw.run(width),
    });
    let twin = Memo::new(move |_| twin.run(()));
    let caption = Signal::derive(move || {
        head.with(|head| [head.title.as_str(), head.note.as_str()].join(", "))
    });
    let foot = move || {
        let foot = head.with(|head| head.foot.clone());
        (!foot.is_empty()).then(|| view! { <figcaption>{foot}</figcaption> })
    };
    let is_drawn = move || width.get() > 0.0;
    view! {
        <figure class="panel chart" data-chart=kind aria-label=move || caption.get()>
            <header class="chart__head">
                <h3>{move || head.with(|head| head.title.clone())}</h3>
                <small>{move || head.with(|head| head.note.clone())}</small>
                {choice.map(|choice| choice.run())}
                <button
                    type="button"
                    class="link chart__switch"
                    aria-label=move || format!("{} as a {}", head.with(|head| head.title.clone()), other(is_table.get()))
                    on:click=move |_| is_table.update(|is_table| *is_table = !*is_table)
                >
                    {move || if is_table.get() { "Chart" } else { "Table" }}
                </button>
                <Downloads head svg twin is_table />
            </header>
            <div node_ref=frame class="chart__frame">
                {move || match (is_table.get(), is_drawn()) {
                    (true, _) => view! { <TwinTable twin caption on_pick /> }.into_any(),
                    (false, true) => view! { <Drawing sheet width node=svg on_pick /> }.into_any(),
                    (false, false) => ().into_any(),
                }}
            </div>
            {foot}
        </figure>
    }
}

const fn other(is_table: bool) -> &'static str {
    if is_table { "chart" } else { "table" }
}

/// The chart as a file.
#[component]
pub fn Downloads(
    #[prop(into)] head: Signal<Head>,
    svg: NodeRef<svg::Svg>,
    twin: Memo<Twin>,
    is_table: RwSignal<bool>,
) -> impl IntoView {
    let desk = use_desk();
    let name = move || head.with_untracked(|head| head.file.clone());
    let picture = move |save: fn(crate::ui::desk::Desk, &web_sys::SvgElement, &str, &str)| {
        // The picture is taken of the chart, so the chart has to be there.
        is_table.set(false);
        let title = head.with_untracked(|head| {
            let said = [head.title.as_str(), head.note.as_str()];
            let said = said.into_iter().filter(|words| !words.is_empty());
            said.collect::<Vec<_>>().join(", ")
        });
        request_animation_frame(move || {
            if let Some(svg) = svg.try_get_untracked().flatten() {
                save(desk, &svg, &name(), &title);
            }
        });
    };
    let svg_file = Callback::new(move |()| picture(crate::ui::desk::Desk::save_svg));
    let png_file = Callback::new(move |()| picture(crate::ui::desk::Desk::save_png));
    let csv_file = Callback::new(move |()| {
        desk.save_text(
            &format!("{}.csv", name()),
            "text/csv",
            &twin.with_untracked(Twin::csv),
        );
    });
    let label = move || format!("Save {}", head.with(|head| head.title.clone()));
    view! {
        <Menu
            class="button button--plain button--small button--square chart__menu"
            trigger=move || view! { <Icon glyph=Glyph::More /> }
            attr:aria-label=label
        >
            <MenuItem glyph=Glyph::Download on_pick=svg_file>"Save as SVG"</MenuItem>
            <MenuItem glyph=Glyph::Download on_pick=png_file>"Save as PNG"</MenuItem>
            <MenuItem glyph=Glyph::Download on_pick=csv_file>"Save as CSV"</MenuItem>
        </Menu>
    }
}

/// The grid lines and labels of a value axis at the left of an area.
pub fn value_axis(
    area: Area,
    ticks: &[f64],
    at: impl Fn(f64) -> f64,
    say: impl Fn(f64) -> String,
) -> Vec<crate::ui::charts::sheet::Shape> {
    use crate::ui::charts::sheet::{Anchor, Shape};
    let line = |tick: &f64| {
        let y = at(*tick);
        [
            Shape::across((area.x, area.right()), y, "plot__grid"),
            Shape::text((area.x - 6.0, y + 4.0), Anchor::End, "", say(*tick)),
        ]
    };
    ticks.iter().flat_map(line).collect()
}
