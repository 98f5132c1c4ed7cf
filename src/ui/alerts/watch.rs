//! Watches the clocks of the open workspace for as long as the page is open.

use leptos::{ev, prelude::*};

use crate::{
    domain::{ids::WorkspaceId, time::Moment},
    report::alerts::{Alerts, News},
    ui::{
        alerts::{
            fired::{Fired, How, Kept, add, join},
            words,
        },
        desk::{Desk, Floor, Status},
        timekeeper::Timekeeper,
    },
};

/// What this device keeps under.
const KEPT: &str = "alerts";
/// Nobody looked for longer than this: browsers wake a tab in the background once a minute.
const AWAY_MS: i64 = 150_000;
/// How old the kept moment may become while nothing fires.
const KEEP_MS: i64 = 30_000;

/// The watch. `Copy`, so that closures take it along.
#[derive(Clone, Copy)]
pub struct Watch {
    pub(super) desk: Desk,
    keeper: Timekeeper,
    /// Of which workspace, and when it looked last.
    held: StoredValue<Option<(WorkspaceId, Moment, Alerts)>>,
    /// Of several tabs one tells and remembers.
    floor: StoredValue<Option<Floor>, LocalStorage>,
    /// Whether it was this one at the last look.
    spoke: StoredValue<bool>,
    /// When the device's memory was written last.
    kept_at: StoredValue<Moment>,
    /// What fired, the newest last.
    pub fired: RwSignal<Vec<Fired>>,
    /// What was crossed while nobody looked.
    pub away: RwSignal<Option<Away>>,
    /// How many records have a broken promise.
    pub late: RwSignal<usize>,
    pub polite: RwSignal<String>,
    pub assertive: RwSignal<String>,
}

/// An absence and what was crossed in it, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Away {
    pub since: Moment,
    pub fired: Vec<Fired>,
}

/// The watch, for views.
#[must_use]
pub fn use_watch() -> Watch {
    expect_context()
}

impl Watch {
    /// Begins to watch.
    #[must_use]
    pub fn new(desk: Desk, keeper: Timekeeper) -> Self {
        let watch = Self {
            desk,
            keeper,
            held: StoredValue::new(None),
            floor: StoredValue::new_local(None),
            spoke: StoredValue::new(false),
            kept_at: StoredValue::new(Moment::default()),
            fired: RwSignal::new(Vec::new()),
            away: RwSignal::new(None),
            late: RwSignal::new(0),
            polite: RwSignal::new(String::new()),
            assertive: RwSignal::new(String::new()),
        };
        // Why an effect: what fires is an event and no value; it is told once, to whom it
        // concerns, and nothing that is drawn follows from it.
        Effect::new(move |_| watch.look());
        // Why an effect: icons are outside of the page.
        Effect::new(move |_| desk.badge(watch.late.get()));
        let turned = window_event_listener(ev::visibilitychange, move |_| watch.turn());
        let left = window_event_listener(ev::pagehide, move |_| watch.keep());
        let focused = window_event_listener(ev::focus, move |_| watch.turn());
        on_cleanup(move || {
            turned.remove();
            focused.remove();
            left.remove();
        });
        watch
    }

    /// How many of those that fired nobody has seen.
    #[must_use]
    pub fn unread(self) -> usize {
        self.fired
            .with(|fired| fired.iter().filter(|it| !it.is_read).count())
    }

    /// All that fired was seen.
    pub fn read_all(self) {
        if self.unread() > 0 {
            self.fired
                .update(|fired| fired.iter_mut().for_each(|it| it.is_read = true));
            self.write();
        }
    }

    /// The absence was told.
    pub fn dismiss_away(self) {
        self.away.set(None);
        self.read_all();
    }

    fn look(self) {
        if self.desk.status.get() != Status::Open {
            // A log that is read again may hold its records at other places.
            self.held.set_value(None);
            return;
        }
        let (ws, now) = (self.desk.ws.get(), self.desk.now.get());
        let known = self
            .held
            .with_value(|held| held.as_ref().map(|(ws, ..)| *ws));
        if known != Some(ws) {
            self.begin(ws, now);
        }
        let looked = self.held.try_update_value(|held| {
            let (_, before, alerts) = held.as_mut()?;
            let since = std::mem::replace(before, now);
            let news = self.keeper.read(|clocks| alerts.look(clocks, now));
            Some((since, news, alerts.late()))
        });
        let Some(Some((since, news, late))) = looked else {
            return;
        };
        if self.late.get_untracked() != late {
            self.late.set(late);
        }
        let speaks = self.speaks();
        if self
            .spoke
            .try_update_value(|spoke| std::mem::replace(spoke, speaks))
            == Some(false)
            && speaks
        {
            self.take_over();
        }
        self.tell(news, since, now);
        if now.since(self.kept_at.get_value()) > KEEP_MS {
            self.keep();
        }
    }

    /// Takes up a workspace where this device left it; nothing is known of one that is new here.
    fn begin(self, ws: WorkspaceId, now: Moment) {
        let kept = self.desk.draft::<Kept>(KEPT);
        let since = kept.as_ref().map_or(now, |kept| kept.seen.min(now));
        self.fired.set(kept.unwrap_or_default().fired);
        self.away.set(None);
        self.held.set_value(Some((ws, since, Alerts::since(since))));
        let floor = self.desk.floor();
        if !document().hidden() {
            floor.take();
        }
        self.floor.set_value(Some(floor));
        self.spoke.set_value(self.speaks());
        self.keep();
    }

    fn tell(self, news: News, since: Moment, now: Moment) {
        let was_away = now.since(since) > AWAY_MS;
        let fired: Vec<Fired> = (news.crossings.into_iter())
            .map(|crossing| Fired::of(crossing, was_away))
            .collect();
        let (missed, fired): (Vec<_>, Vec<_>) =
            fired.into_iter().partition(|it| it.how == How::Away);
        if !missed.is_empty() {
            // Another tab may have told them while this one slept.
            let fired = self.take(missed);
            if !fired.is_empty() {
                self.say(words::summary(&fired));
                self.away.set(Some(Away { since, fired }));
            }
        }
        self.say_pauses(&news.pauses);
        let fresh = self.take(fired);
        if self.speaks() {
            self.announce(&fresh);
        }
    }

    /// Whether this tab is the one that tells.
    fn speaks(self) -> bool {
        let floor = |floor: &Option<Floor>| floor.as_ref().is_some_and(Floor::is_held);
        self.floor.with_value(floor)
    }

    /// All that is known here to have fired: what this tab lists, and what the device remembers.
    fn known(self) -> Vec<Fired> {
        let mut known = self.fired.get_untracked();
        if let Some(kept) = self.desk.draft::<Kept>(KEPT) {
            join(&mut known, kept.fired);
        }
        known
    }

    /// Adds to what fired and returns what was not listed yet; the tab that tells remembers it.
    fn take(self, fired: Vec<Fired>) -> Vec<Fired> {
        if fired.is_empty() {
            return fired;
        }
        let mut known = self.known();
        let fresh = add(&mut known, fired);
        self.fired.set(known);
        self.keep();
        fresh
    }

    /// This tab tells from now on: also what it listed and nobody has told.
    fn take_over(self) {
        let Some(kept) = self.desk.draft::<Kept>(KEPT) else {
            return;
        };
        let is_told =
            |it: &Fired| it.how == How::Away || kept.fired.iter().any(|told| told.is_same(it));
        let mut untold = self.fired.get_untracked();
        untold.retain(|it| !is_told(it));
        self.fired.set(self.known());
        self.write();
        if !untold.is_empty() {
            self.announce(&untold);
        }
    }

    /// Remembers, where this tab is the one to.
    fn keep(self) {
        if self.speaks() {
            self.write();
        }
    }

    fn write(self) {
        // Nothing is remembered of a workspace that was removed, or that nobody has used yet.
        let is_open = self.desk.status.get_untracked() == Status::Open;
        let is_empty = self.desk.board_now(|board| board.records().is_empty());
        if !is_open || is_empty {
            return;
        }
        let now = self.desk.now.get_untracked();
        self.kept_at.set_value(now);
        let kept = Kept {
            seen: now.readable(),
            fired: self.known(),
        };
        // A browser that keeps nothing tells again after a reload.
        self.desk.keep_draft(KEPT, &kept);
    }

    /// A tab that comes forward tells from now on, and learns what others told and read; one that
    /// goes leaves that to them.
    fn turn(self) {
        if self.held.with_value(Option::is_none) {
            return;
        }
        if document().hidden() {
            self.keep();
            self.floor
                .with_value(|floor| floor.as_ref().map(Floor::give));
            return;
        }
        if !self.speaks() {
            self.floor
                .with_value(|floor| floor.as_ref().map(Floor::take));
            self.spoke.set_value(true);
            self.take_over();
        }
    }
}
