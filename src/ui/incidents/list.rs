//! What the list shows: the address says it, and typing runs a little ahead of the address.

use std::{collections::HashSet, time::Duration};

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

use crate::{
    domain::{fact::View, ids::RecordId, state::RecordKind},
    report::{
        filter::{Filter, Part, group::Group, index::Found},
        when,
    },
    ui::{
        desk::{Desk, use_desk},
        finder::{Finder, use_finder},
        incidents::{
            bulk::Gift,
            lines::{Line, lines},
            tab::Tab,
        },
        route::{Router, use_router},
        sieve::Sieve,
        stage::{Stage, use_stage},
        widgets::virtual_rows::VirtualRows,
    },
};

/// Browsers allow few changes of the address a second, and nobody reads it while typing.
const PAUSE: Duration = Duration::from_millis(250);
/// Rows kept on each side of the window.
const OVERSCAN: usize = 8;

/// The list. `Copy`, so that closures take it along.
#[derive(Clone, Copy)]
pub struct List {
    pub desk: Desk,
    pub finder: Finder,
    pub(super) router: Router,
    pub(super) stage: Stage,
    /// What is asked for, one kind at least.
    pub filter: Memo<Filter>,
    pub found: Memo<Found>,
    /// The shown records in groups, where the filter asks for groups.
    pub groups: Memo<Vec<Group>>,
    /// The groups that show their heading only.
    pub folded: RwSignal<HashSet<i64>>,
    /// What the table shows, line by line.
    pub lines: Memo<Vec<Line>>,
    /// The group whose heading is under the cursor.
    pub head: RwSignal<Option<i64>>,
    pub rows: VirtualRows,
    /// What stands in the text field.
    pub text: Memo<String>,
    /// The local day, by its number.
    pub today: Memo<i64>,
    /// The chosen rows, shown or not.
    pub chosen: RwSignal<HashSet<RecordId>>,
    /// What the chosen rows are about to be given.
    pub gift: RwSignal<Option<Gift>>,
    /// The dialog of a CSV file: whether for the chosen rows, else for all that are shown.
    pub csv: RwSignal<Option<bool>>,
    /// The row from which a range is chosen.
    pub(super) anchor: StoredValue<Option<RecordId>>,
    /// Where the cursor was last: its row may leave the list.
    pub(super) place: StoredValue<usize>,
    typed: RwSignal<String>,
    /// Pairs of the address that are not the filter's and stay.
    kept: &'static [&'static str],
    /// The query that the address is about to have.
    ahead: RwSignal<Option<String>>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl List {
    /// The list of the present address.
    pub fn of_address() -> Self {
        Self::beside(&[])
    }

    /// The same for a view that keeps pairs of its own in the address.
    pub fn beside(kept: &'static [&'static str]) -> Self {
        let (desk, finder, router) = (use_desk(), use_finder(), use_router());
        let ahead = RwSignal::new(None::<String>);
        let typed = RwSignal::new(String::new());
        let filter = Memo::new(move |_| {
            ahead.with(|ahead| match ahead {
                Some(query) => read(query),
                None => router.query.with(|query| read(query)),
            })
        });
        let found = Memo::new(move |_| filter.with(|filter| finder.find(filter)));
        let text = Memo::new(move |_| {
            let typed = typed.get();
            // The address drops spaces at the ends; the field must not while somebody types.
            filter.with(|filter| match filter.text.trim() == typed.trim() {
                true => typed,
                false => filter.text.clone(),
            })
        });
        let groups = Memo::new(move |_| {
            filter.with(|filter| match filter.group {
                Some(by) => found.with(|found| finder.group(filter, found, by)),
                None => Vec::new(),
            })
        });
        let folded = RwSignal::new(HashSet::new());
        let is_grouped = Memo::new(move |_| filter.with(|filter| filter.group.is_some()));
        let lines = Memo::new(move |_| match is_grouped.get() {
            true => groups.with(|groups| folded.with(|folded| lines(groups, folded))),
            false => found.with(|found| found.shown.iter().map(|&id| Line::Record(id)).collect()),
        });
        let count = Signal::derive(move || lines.read().len());
        let stage = use_stage();
        let list = Self {
            desk,
            finder,
            router,
            stage,
            filter,
            found,
            groups,
            folded,
            lines,
            head: RwSignal::new(None),
            rows: VirtualRows::new(count, OVERSCAN),
            text,
            today: Memo::new(move |_| when::day_number(desk.now.get(), |at| desk.offset(at))),
            chosen: stage.chosen,
            gift: RwSignal::new(None),
            csv: RwSignal::new(None),
            anchor: StoredValue::new(None),
            place: StoredValue::new(0),
            typed,
            kept,
            ahead,
            timer: StoredValue::new(None),
        };
        // Why an effect: whoever goes to another address wants what it says, not what was typed before.
        Effect::watch(
            move || router.query.track(),
            move |(), _, _| {
                list.stop();
                list.ahead.set(None);
            },
            false,
        );
        on_cleanup(move || {
            list.stop();
            // Single letters must not act on a row that nobody sees.
            list.stage.cursor.set(None);
            list.chosen.update(HashSet::clear);
        });
        list
    }

    /// Asks for something else.
    pub fn edit(self, change: impl FnOnce(&mut Filter)) {
        let mut filter = self.filter.get_untracked();
        change(&mut filter);
        self.put(filter);
    }

    /// The filter for chips: the tabs, the segment and the text field show the other parts.
    pub fn sieve(self) -> Sieve {
        let is_control: fn(&Filter, Part) -> bool =
            |_, part| matches!(part, Part::Text | Part::Kind);
        // Views beside the list have no tabs.
        let is_elsewhere = match self.kept.is_empty() {
            true => |filter: &Filter, part| {
                let tab = match filter.view {
                    Some(_) => Tab::Everything,
                    None => Tab::of(filter),
                };
                matches!(part, Part::Text | Part::Kind) || tab.holds(part)
            },
            false => is_control,
        };
        Sieve::new(
            self.filter,
            Callback::new(move |filter| self.put(filter)),
            is_elsewhere,
        )
    }

    fn put(self, filter: Filter) {
        self.ahead.set(Some(write(filter)));
        self.settle();
        self.keep_cursor_in_sight();
    }

    /// Asks for text; the address follows when the typing pauses.
    pub fn type_text(self, text: String) {
        let mut filter = self.filter.get_untracked();
        filter.text.clone_from(&text);
        self.typed.set(text);
        self.ahead.set(Some(write(filter)));
        self.stop();
        let timer = set_timeout_with_handle(move || self.settle(), PAUSE).ok();
        self.timer.set_value(timer);
        self.keep_cursor_in_sight();
    }

    /// Lets the address say what is shown.
    pub fn settle(self) {
        // The field loses the focus once more when it leaves the page with the list.
        let Some(ahead) = self.ahead.try_get_untracked() else {
            return;
        };
        self.stop();
        if let Some(query) = ahead {
            self.router.set_query(&self.with_kept(query));
            self.ahead.set(None);
        }
    }

    /// The filter as the address says it.
    pub fn query(self) -> String {
        write(self.filter.get_untracked())
    }

    fn with_kept(self, query: String) -> String {
        self.router.query.with_untracked(|held| {
            let is_kept = |pair: &&str| {
                let key = pair.split_once('=').map_or(*pair, |(key, _)| key);
                self.kept.contains(&key)
            };
            let pairs = (!query.is_empty()).then_some(query.as_str()).into_iter();
            let pairs = pairs.chain(held.split('&').filter(is_kept));
            pairs.collect::<Vec<_>>().join("&")
        })
    }

    /// Shows a saved view.
    pub fn show_view(self, view: &View) {
        let shown = Filter::of_view(view);
        self.folded.update(HashSet::clear);
        self.edit(|filter| {
            *filter = shown;
            if filter.kinds.is_empty() {
                filter.kinds.push(RecordKind::Incident);
            }
        });
    }

    /// Takes off every part but the kind and the order.
    pub fn clear(self) {
        self.edit(|filter| {
            *filter = Filter {
                kinds: filter.kinds.clone(),
                sort: filter.sort,
                group: filter.group,
                columns: filter.columns.clone(),
                ..Filter::default()
            }
        });
    }

    /// The one kind that is shown, unless the address asks for several.
    pub fn kind(self) -> Option<RecordKind> {
        self.filter.with(|filter| match filter.kinds[..] {
            [kind] => Some(kind),
            _ => None,
        })
    }

    /// What the list's records are called.
    pub fn noun(self) -> (&'static str, &'static str) {
        match self.kind() {
            Some(RecordKind::Incident) => ("incident", "incidents"),
            Some(RecordKind::Request) => ("request", "requests"),
            Some(RecordKind::Drill) => ("drill", "drills"),
            None => ("record", "records"),
        }
    }

    fn stop(self) {
        if let Some(Some(timer)) = self.timer.try_update_value(Option::take) {
            timer.clear();
        }
    }

    fn keep_cursor_in_sight(self) {
        let cursor = self.stage.cursor.get_untracked();
        let is_gone = cursor.is_some_and(|cursor| {
            self.found
                .with_untracked(|found| !found.shown.contains(&cursor))
        });
        if is_gone {
            self.stage.cursor.set(None);
            self.place.set_value(0);
        }
    }
}

/// What an address of the list asks for.
#[must_use]
pub fn read(query: &str) -> Filter {
    let mut filter = Filter::from_query(query);
    if filter.kinds.is_empty() {
        filter.kinds.push(RecordKind::Incident);
    }
    filter
}

/// Incidents are what the view is called after, so they need no word in the address.
#[must_use]
pub fn write(filter: Filter) -> String {
    plain(filter).to_query()
}

/// What a saved view keeps of a filter.
#[must_use]
pub fn saved(filter: Filter) -> String {
    plain(filter).to_saved()
}

fn plain(mut filter: Filter) -> Filter {
    if filter.kinds == [RecordKind::Incident] {
        filter.kinds.clear();
    }
    filter
}
