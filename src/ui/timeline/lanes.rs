//! The table of bars: its head is the axis; of its rows those that can be seen.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::{
    domain::{ids::RecordId, priority::Priority, record::Record},
    report::{lanes, when},
    ui::{
        marks::priority::PriorityMark,
        route::Route,
        timeline::{
            axis::{Axis, Lines},
            grip::Grip,
            lane::{LaneBar, label},
            legend::Legend,
            pane::Pane,
            tip::Tip,
        },
        widgets::{empty::Empty, glyph::Glyph, number::counted, virtual_rows::Gap},
    },
};

/// The bars.
#[component]
pub fn LanesView(pane: Pane) -> impl IntoView {
    let grip = Grip::new(pane);
    let rows = pane.virtual_rows;
    let visible = move || {
        let range = rows.range.get();
        pane.rows
            .with(|ids| ids.get(range).map(<[_]>::to_vec).unwrap_or_default())
    };
    let start = Memo::new(move |_| rows.range.read().start);
    let count = Memo::new(move |_| pane.rows.with(Vec::len));
    let caption = move || {
        let (one, many) = pane.list.noun();
        let offset = |at| pane.desk.offset(at);
        let window = pane.window.get();
        let [from, to] =
            [window.from, window.to].map(|at| when::full(super::asked::rounded(at), offset));
        format!(
            "{} between {from} and {to}, with the phases of each",
            counted(count.get(), one, many)
        )
    };
    view! {
        <section class="panel lanes-panel" aria-label="Bars">
            <Hatch />
            <div class="lanes-frame">
                <Lines pane />
                <table
                    class="table table--fixed lanes"
                    data-shown=move || count.get().to_string()
                    data-total=move || pane.reaches.with(Vec::len).to_string()
                    data-dragging=move || grip.is_dragging.get().then_some("")
                    aria-rowcount=move || (count.get() + 1).to_string()
                    on:pointerdown=move |event| grip.down(&event)
                    on:pointermove=move |event| grip.moved(&event)
                    on:pointerup=move |_| grip.up()
                    on:pointercancel=move |_| grip.up()
                    on:wheel=move |event| grip.wheel(&event)
                    on:pointerleave=move |_| pane.told.set(None)
                >
                    <caption class="visually-hidden">{caption}</caption>
                    <thead>
                        <tr aria-rowindex="1">
                            <th scope="col" data-col="title">{move || capital(pane.list.noun().0)}</th>
                            <th scope="col" data-col="total" class="cell-num">"Total"</th>
                            <th scope="col" data-col="course">
                                <span class="visually-hidden">"Phases"</span>
                                <Axis pane />
                            </th>
                        </tr>
                    </thead>
                    <tbody node_ref=rows.body>
                        <Gap height=rows.before() />
                        <ForEnumerate
                            each=visible
                            key=|id| *id
                            children=move |index, id| {
                                let place = Signal::derive(move || start.get() + index.get());
                                view! { <LaneRow pane grip id place /> }
                            }
                        />
                        <Gap height=rows.after() />
                    </tbody>
                </table>
            </div>
            {move || (count.get() == 0).then(|| view! { <NothingHere pane /> })}
            <Legend />
        </section>
    }
}

/// A record: what it is, how long it took, its bar.
#[component]
fn LaneRow(pane: Pane, grip: Grip, id: RecordId, place: Signal<usize>) -> impl IntoView {
    let record = pane.desk.record(id);
    let of = move |read: fn(&Record) -> String| {
        move || record.with(|record| record.as_deref().map(read).unwrap_or_default())
    };
    let reference = Memo::new(move |_| pane.desk.reference(id));
    let lane = Memo::new(move |_| {
        record.with(|record| match record.as_deref() {
            // What has ended needs no clock.
            Some(record) if !record.state().is_open() => {
                lanes::lane(record, pane.now.get_untracked())
            }
            Some(record) => lanes::lane(record, pane.now.get()),
            None => lanes::Lane::default(),
        })
    });
    let priority = Memo::new(move |_| {
        record.with(|record| record.as_ref().and_then(|record| record.priority()))
    });
    let title = of(|record| match record.title.as_str() {
        "" => "Title withheld".to_owned(),
        title => title.to_owned(),
    });
    let beside = Memo::new(move |_| {
        record.with(|record| {
            let record = record.as_deref()?;
            Some(lane.with(|lane| label(pane, record, lane)))
        })
    });
    let is_told = Memo::new(move |_| pane.told.get() == Some(id));
    let open = move |event: leptos::ev::MouseEvent| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let is_link = target.is_some_and(|target| target.closest("a").ok().flatten().is_some());
        if !is_link && !grip.is_dragging.get_untracked() && !event.ctrl_key() && !event.meta_key() {
            pane.open(id);
        }
    };
    view! {
        <tr
            data-ref=move || reference.get()
            data-state=of(|record| record.state().slug().to_owned())
            data-priority=move || priority.get().map_or("none", Priority::slug)
            data-kind=of(|record| record.kind.slug().to_owned())
            data-cursor=move || (pane.stage.cursor.get() == Some(id)).then_some("")
            aria-rowindex=move || (place.get() + 2).to_string()
            on:click=open
            on:focusin=move |_| {
                pane.stage.cursor.set(Some(id));
                pane.told.set(Some(id));
            }
            on:focusout=move |_| pane.told.set(None)
        >
            <td data-col="title" class="cell-title">
                <PriorityMark priority=priority />
                <a href=move || Route::Incident(reference.get()).href()>{title}</a>
            </td>
            <td data-col="total" class="cell-num cell-mute">{move || when::duration(lane.with(lanes::Lane::total))}</td>
            <td
                data-col="course"
                class="lanes__course"
                on:pointerenter=move |_| {
                    if !grip.is_dragging.get_untracked() {
                        pane.told.set(Some(id));
                    }
                }
                on:pointerleave=move |_| pane.told.set(None)
            >
                <LaneBar pane lane label=Signal::derive(move || beside.get().unwrap_or_default()) />
                {move || is_told.get().then(|| view! { <Tip pane record lane /> })}
            </td>
        </tr>
    }
}

/// The window holds no bar.
#[component]
fn NothingHere(pane: Pane) -> impl IntoView {
    let heading = move || format!("No {} in this window", pane.list.noun().0);
    view! {
        <Empty
            glyph=Glyph::Lanes
            heading=Signal::derive(heading)
            text="Move through time with the arrow keys or by dragging, or show everything.".to_owned()
        >
            <button type="button" class="button" on:click=move |_| pane.fit()>"Fit all"</button>
            <button type="button" class="button button--plain" on:click=move |_| pane.to_now()>"Jump to now"</button>
        </Empty>
    }
}

/// The pattern of what is on hold, for every drawing of the page.
#[component]
pub fn Hatch() -> impl IntoView {
    view! {
        <svg class="visually-hidden" width="0" height="0" aria-hidden="true">
            <defs>
                <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(35)">
                    <rect class="hatch__ground" width="6" height="6" />
                    <rect class="hatch__line" width="2.5" height="6" />
                </pattern>
            </defs>
        </svg>
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
