//! The tabs: filters that people come back to, with how many records each holds.

use leptos::prelude::*;

use crate::{
    domain::{
        ids::{PersonId, ViewId},
        record::Record,
        state::RecordKind,
    },
    report::filter::{Filter, Owner, Part},
    ui::{
        incidents::{list::List, views},
        widgets::{choice::Choice, number::grouped, segment::Segment, tabs::Tabs},
    },
};

/// Whose records, and in which part of their lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    Everything,
    Open,
    Mine,
    NoOwner,
}

impl Tab {
    const ALL: [(Self, &str); 4] = [
        (Self::Everything, "Everything"),
        (Self::Open, "Open"),
        (Self::Mine, "Assigned to me"),
        (Self::NoOwner, "No owner"),
    ];

    /// The tab that a filter belongs to.
    pub fn of(filter: &Filter) -> Self {
        match (filter.open, &filter.owners[..]) {
            (Some(true), [Owner::Me]) => Self::Mine,
            (Some(true), [Owner::Nobody]) => Self::NoOwner,
            (Some(true), _) => Self::Open,
            _ => Self::Everything,
        }
    }

    /// Whether the tab says what a part of the filter asks for.
    pub fn holds(self, part: Part) -> bool {
        match part {
            Part::Open => self != Self::Everything,
            Part::Owner => matches!(self, Self::Mine | Self::NoOwner),
            _ => false,
        }
    }

    fn ask(self, filter: &mut Filter) {
        if Self::of(filter).holds(Part::Owner) || self.holds(Part::Owner) {
            filter.owners.clear();
        }
        filter.open = (self != Self::Everything).then_some(true);
        match self {
            Self::Mine => filter.owners.push(Owner::Me),
            Self::NoOwner => filter.owners.push(Owner::Nobody),
            Self::Everything | Self::Open => {}
        }
    }

    fn is_for(self, record: &Record, me: PersonId) -> bool {
        let is_open = record.state().is_open();
        match self {
            Self::Everything => true,
            Self::Open => is_open,
            Self::Mine => is_open && record.owner == Some(me),
            Self::NoOwner => is_open && record.owner.is_none(),
        }
    }
}

/// A tab: one that is always there, or a saved view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Picked {
    Tab(Tab),
    View(ViewId),
}

/// The tabs of the list.
#[component]
pub fn ListTabs(list: List) -> impl IntoView {
    let counts = Memo::new(move |_| {
        let me = list.desk.me();
        let kinds = list.filter.with(|filter| filter.kinds.clone());
        list.desk.board(|board| {
            let records = board.records().iter();
            let records = records.filter(|record| kinds.contains(&record.kind));
            records.fold([0; 4], |mut counts, record| {
                for (count, (tab, _)) in counts.iter_mut().zip(Tab::ALL) {
                    *count += usize::from(tab.is_for(record, me));
                }
                counts
            })
        })
    });
    let saved = list.finder.counted_views();
    let tabs = move || {
        let counts = counts.get();
        let tabs = Tab::ALL.into_iter().zip(counts);
        let mut tabs: Vec<_> = tabs
            .map(|((tab, label), count)| Choice::new(Picked::Tab(tab), label).count(grouped(count)))
            .collect();
        saved.with(|saved| {
            tabs.extend(saved.iter().map(|(view, count)| {
                Choice::new(Picked::View(view.id), &view.name).count(grouped(*count))
            }));
        });
        tabs
    };
    let view = views::current(list);
    let value = move || match view.read().as_ref() {
        Some(view) => Picked::View(view.id),
        None => Picked::Tab(list.filter.with(Tab::of)),
    };
    let pick = move |picked: Picked| {
        if picked == untrack(value) {
            return;
        }
        match picked {
            Picked::Tab(tab) => list.edit(|filter| {
                if filter.view.is_some() {
                    *filter = Filter::of_kinds(&filter.kinds);
                }
                tab.ask(filter);
            }),
            Picked::View(id) => {
                let view = list
                    .desk
                    .board_now(|board| board.settings.views.get(&id).cloned());
                if let Some(view) = view {
                    list.show_view(&view);
                }
            }
        }
    };
    view! {
        <Tabs
            label="Which records"
            tabs=Signal::derive(tabs)
            value=Signal::derive(value)
            on_pick=Callback::new(pick)
        />
    }
}

/// Incidents or requests; drills where there are any.
#[component]
pub fn KindSegment(
    #[prop(into)] value: Signal<Option<RecordKind>>,
    on_pick: Callback<RecordKind>,
) -> impl IntoView {
    let desk = crate::ui::desk::use_desk();
    let has_drills = Memo::new(move |_| {
        let is_drill = |kind: RecordKind| kind == RecordKind::Drill;
        value.get().is_some_and(is_drill)
            || desk.board(|board| board.records().iter().any(|record| is_drill(record.kind)))
    });
    let choices = move || {
        let all = [
            (RecordKind::Incident, "Incidents"),
            (RecordKind::Request, "Requests"),
            (RecordKind::Drill, "Drills"),
        ];
        let shown = all[..if has_drills.get() { 3 } else { 2 }].iter();
        shown
            .map(|&(kind, label)| Choice::new(kind, label))
            .collect::<Vec<_>>()
    };
    view! {
        <Segment
            label="Kind"
            choices=Signal::derive(choices)
            value
            on_pick
            class="segment segment--small"
        />
    }
}
