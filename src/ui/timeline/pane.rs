//! What the timeline shows: the records that fit the filter, and the window on their bars.

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

use crate::{
    domain::{ids::RecordId, time::Moment},
    plot::{lanes::Window, whole},
    report::{
        filter::{Sort, SortKey},
        lanes,
    },
    ui::{
        desk::{Desk, use_desk},
        incidents::{List, focus_row},
        route::{Router, use_router},
        stage::{Listed, Stage, use_stage},
        timeline::asked::{Asked, KEYS, number, rounded},
        widgets::virtual_rows::VirtualRows,
    },
};

/// The address follows when the window has come to rest.
const PAUSE: Duration = Duration::from_millis(250);
/// Rows kept on each side of the page's window.
const OVERSCAN: usize = 6;
const HOUR: f64 = 3_600_000.0;
/// Spans that people ask for, in hours.
pub const SPANS: [(f64, &str); 4] = [
    (24.0 * HOUR, "24 h"),
    (168.0 * HOUR, "7 days"),
    (720.0 * HOUR, "30 days"),
    (8_760.0 * HOUR, "1 year"),
];
/// Fewer bars than this at first sight, and a longer span is taken.
const ENOUGH: usize = 8;

/// A record with the first and the last moment of its bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reach {
    pub record: RecordId,
    pub from: f64,
    pub to: f64,
}

/// The pane. `Copy`, so that closures take it along.
#[derive(Clone, Copy)]
pub struct Pane {
    pub desk: Desk,
    pub stage: Stage,
    pub router: Router,
    pub list: List,
    pub asked: Memo<Asked>,
    /// Whole minutes: bars that go on need no finer clock.
    pub now: Memo<Moment>,
    /// Everything that fits the filter, in order.
    pub reaches: Memo<Vec<Reach>>,
    /// From the first bar to the last.
    pub bounds: Memo<Window>,
    /// What is seen, also while somebody drags.
    pub window: Memo<Window>,
    /// The records with a bar in the window, once it is at rest.
    pub rows: Memo<Vec<RecordId>>,
    pub virtual_rows: VirtualRows,
    /// Of the bars' column, in pixels.
    pub width: RwSignal<f64>,
    /// The record whose phases are said beside its bar.
    pub told: RwSignal<Option<RecordId>>,
    live: RwSignal<Option<Window>>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Pane {
    /// The pane of the present address.
    pub fn new() -> Self {
        let (desk, stage, router) = (use_desk(), use_stage(), use_router());
        let list = List::beside(&KEYS);
        let asked = Memo::new(move |_| router.query.with(|query| Asked::read(query)));
        let now = Memo::new(move |_| Moment(desk.now.get().0 / 60_000 * 60_000));
        let reaches = Memo::new(move |_| {
            let mut filter = list.filter.get();
            if filter.sort == Sort::default() {
                filter.sort = NEWEST;
            }
            let found = list.finder.find(&filter).shown;
            let now = now.get();
            desk.board(|board| {
                let records = found.iter().filter_map(|id| board.record(*id));
                let reach = |record: &std::sync::Arc<crate::domain::record::Record>| {
                    let (from, to) = lanes::extent(record, now);
                    Reach {
                        record: record.id,
                        from: number(from),
                        to: number(to),
                    }
                };
                records.map(reach).collect::<Vec<_>>()
            })
        });
        let bounds = Memo::new(move |_| {
            reaches.with(|reaches| {
                let first = reaches
                    .iter()
                    .map(|reach| reach.from)
                    .fold(f64::INFINITY, f64::min);
                let last = reaches
                    .iter()
                    .map(|reach| reach.to)
                    .fold(f64::NEG_INFINITY, f64::max);
                let now = number(now.get());
                match first <= last {
                    // Today can always be seen: it is what people look for.
                    true => Window::around(first.min(now), last.max(now)),
                    false => Window::around(now - 24.0 * HOUR, now),
                }
            })
        });
        let live = RwSignal::new(None::<Window>);
        let settled = Memo::new(move |_| {
            let bounds = bounds.get();
            match asked.get().window {
                Some(window) => window.within(bounds),
                None => reaches.with(|reaches| first_sight(reaches, bounds)),
            }
        });
        let rows = Memo::new(move |_| {
            let window = settled.get();
            let is_here = |reach: &&Reach| reach.to >= window.from && reach.from <= window.to;
            reaches.with(|reaches| {
                let here = reaches.iter().filter(is_here);
                here.map(|reach| reach.record).collect::<Vec<_>>()
            })
        });
        let count = Signal::derive(move || rows.with(Vec::len));
        let pane = Self {
            desk,
            stage,
            router,
            list,
            asked,
            now,
            reaches,
            bounds,
            window: Memo::new(move |_| live.get().unwrap_or_else(|| settled.get())),
            rows,
            virtual_rows: VirtualRows::new(count, OVERSCAN),
            width: RwSignal::new(0.0),
            told: RwSignal::new(None),
            live,
            timer: StoredValue::new(None),
        };
        stage.show_list(Listed {
            rows: rows.into(),
            reveal: Callback::new(move |place| {
                pane.virtual_rows.scroll_to(place);
                focus_row(pane.virtual_rows, place);
            }),
        });
        on_cleanup(move || pane.stop());
        pane
    }

    /// Shows something else.
    pub fn ask(self, change: impl FnOnce(&mut Asked)) {
        let mut asked = self.asked.get_untracked();
        change(&mut asked);
        self.router.set_query(&asked.write(&self.list.query()));
    }

    /// Shows a window; the address follows when it comes to rest.
    pub fn look_at(self, window: Window) {
        self.live.set(Some(window));
        self.stop();
        let timer = set_timeout_with_handle(move || self.rest(), PAUSE).ok();
        self.timer.set_value(timer);
    }

    /// Closer where below 1, about a share of the width; the middle is 0.5.
    pub fn zoom(self, factor: f64, share: f64) {
        let window = self.window.get_untracked();
        let about = window.from + share * window.length();
        self.look_at(window.zoomed(factor, about, self.bounds.get_untracked()));
    }

    /// Moves the window by a share of its length.
    pub fn pan(self, share: f64) {
        let window = self.window.get_untracked();
        self.look_at(window.panned(share * window.length(), self.bounds.get_untracked()));
    }

    /// Shows everything.
    pub fn fit(self) {
        self.look_at(self.bounds.get_untracked());
    }

    /// Shows so many milliseconds: up to now where now is seen, else around the same middle.
    pub fn span(self, length: f64) {
        let window = self.window.get_untracked();
        let now = number(self.now.get_untracked());
        if (window.from..=window.to).contains(&now) {
            self.up_to(now, length);
        } else {
            self.zoom(length / window.length(), 0.5);
        }
    }

    /// Shows now at the end of a window as long as the present one.
    pub fn to_now(self) {
        let length = self.window.get_untracked().length();
        self.up_to(number(self.now.get_untracked()), length);
    }

    /// Milliseconds that the local clock is ahead at a moment.
    pub fn offset(self, at: i64) -> i64 {
        i64::from(self.desk.offset(Moment(at).readable())) * 60_000
    }

    /// Opens the room of a record.
    pub fn open(self, id: RecordId) {
        let reference = self.desk.board_now(|board| board.reference(id));
        self.router.open(&reference);
    }

    fn up_to(self, end: f64, length: f64) {
        let bounds = self.bounds.get_untracked();
        self.look_at(ending(end, length).within(bounds));
    }

    fn rest(self) {
        let Some(live) = self.live.try_get_untracked() else {
            return;
        };
        self.stop();
        if let Some(window) = live {
            let minute = |at| number(rounded(at));
            let window = Window {
                from: minute(window.from),
                to: minute(window.to),
            };
            self.ask(|asked| asked.window = Some(window));
            self.live.set(None);
        }
    }

    fn stop(self) {
        if let Some(Some(timer)) = self.timer.try_update_value(Option::take) {
            timer.clear();
        }
    }
}

/// The order of the bars unless the address says another.
pub const NEWEST: Sort = Sort {
    by: SortKey::Reported,
    descending: true,
};

/// A window of a length that ends a little after a moment, so that its label has room.
fn ending(end: f64, length: f64) -> Window {
    let to = end + length * 0.16;
    Window {
        from: to - length,
        to,
    }
}

/// The shortest span before the newest bar's end that shows enough bars.
fn first_sight(reaches: &[Reach], bounds: Window) -> Window {
    let last = reaches
        .iter()
        .map(|reach| reach.to)
        .fold(f64::NEG_INFINITY, f64::max);
    let shows = |window: &Window| {
        let here = reaches.iter().filter(|reach| reach.to >= window.from);
        here.take(ENOUGH).count()
    };
    let enough = ENOUGH.min(reaches.len().div_ceil(2));
    let windows = SPANS.iter().map(|(length, _)| ending(last, *length));
    let mut windows =
        windows.filter(|window| whole(window.length()) > 0 && shows(window) >= enough);
    windows
        .next()
        .map_or(bounds, |window| window.within(bounds))
}
