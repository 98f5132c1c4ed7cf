//! The columns of the table, what stands in them, and which are shown on this device.

use leptos::prelude::*;

use crate::{
    domain::state::slugs,
    report::filter::{Sort, SortKey},
    ui::{
        desk::use_desk,
        incidents::list::List,
        widgets::{checkbox::Checkbox, glyph::Glyph, icon::Icon, popover::Popover},
    },
};

slugs!(
    /// A column, in the order of the table.
    Column {
        Priority = "priority", "Priority";
        Reference = "ref", "Ref";
        Title = "title", "Title";
        State = "state", "State";
        Severity = "severity", "Severity";
        Category = "category", "Category";
        Owner = "owner", "Owner";
        Team = "team", "Team";
        Service = "service", "Service";
        Due = "due", "Next promise";
        Reported = "opened", "Reported";
        Changed = "changed", "Changed";
    }
);

impl Column {
    /// What its head sorts by.
    pub const fn key(self) -> SortKey {
        match self {
            Self::Priority => SortKey::Priority,
            Self::Reference => SortKey::Reference,
            Self::Title => SortKey::Title,
            Self::State => SortKey::State,
            Self::Severity => SortKey::Severity,
            Self::Category => SortKey::Category,
            Self::Owner => SortKey::Owner,
            Self::Team => SortKey::Team,
            Self::Service => SortKey::Service,
            Self::Due => SortKey::Due,
            Self::Reported => SortKey::Reported,
            Self::Changed => SortKey::Changed,
        }
    }

    /// Of its cells.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Title => "cell-title",
            Self::Reported | Self::Changed => "cell-num cell-mute",
            Self::Reference | Self::Category | Self::Team | Self::Service => "soft",
            _ => "",
        }
    }

    /// A record without a title or a reference can't be told from others.
    const fn can_hide(self) -> bool {
        !matches!(self, Self::Title | Self::Reference)
    }

    /// The order after a press on the head: first as people look for it, then the other way
    /// round, then as the list comes.
    pub fn next(self, sort: Sort) -> Sort {
        let newest_first = matches!(self, Self::Reported | Self::Changed);
        let first = Sort {
            by: self.key(),
            descending: newest_first,
        };
        let other = Sort {
            descending: !newest_first,
            ..first
        };
        match sort {
            sort if sort == first => other,
            sort if sort == other => Sort::default(),
            _ => first,
        }
    }
}

/// The columns that the address names, else those that are shown on this device.
pub fn shown(list: List) -> Memo<Vec<Column>> {
    let desk = use_desk();
    Memo::new(move |_| {
        let named = list.filter.with(|filter| {
            let columns = Column::ALL.iter().copied();
            let is_named = |column: &Column| {
                !column.can_hide() || filter.columns.iter().any(|slug| slug == column.slug())
            };
            (!filter.columns.is_empty()).then(|| columns.filter(is_named).collect())
        });
        if let Some(named) = named {
            return named;
        }
        desk.prefs.with(|prefs| {
            let is_hidden = |column: Column| {
                column.can_hide()
                    && prefs
                        .hidden_columns
                        .iter()
                        .any(|slug| slug == column.slug())
            };
            let columns = Column::ALL.iter().copied();
            columns.filter(|&column| !is_hidden(column)).collect()
        })
    })
}

/// Shows and hides columns.
#[component]
pub fn ColumnChooser(list: List, shown: Memo<Vec<Column>>) -> impl IntoView {
    let desk = use_desk();
    let choose = move |column: Column, is_shown: bool| {
        if list
            .filter
            .with_untracked(|filter| !filter.columns.is_empty())
        {
            let columns = shown.get_untracked().into_iter();
            let mut columns: Vec<Column> = columns.filter(|held| *held != column).collect();
            if is_shown {
                columns.push(column);
            }
            columns.sort_unstable();
            let slugs = columns.iter().map(|column| column.slug().to_owned());
            list.edit(|filter| filter.columns = slugs.collect());
            return;
        }
        desk.prefer(|prefs| {
            prefs.hidden_columns.retain(|slug| slug != column.slug());
            if !is_shown {
                prefs.hidden_columns.push(column.slug().to_owned());
            }
        });
    };
    let columns = || {
        Column::ALL
            .iter()
            .copied()
            .filter(|column| column.can_hide())
    };
    let one = move |column: Column| {
        view! {
            <Checkbox
                checked=Signal::derive(move || shown.read().contains(&column))
                on_change=Callback::new(move |is_shown| choose(column, is_shown))
            >
                {column.label()}
            </Checkbox>
        }
    };
    view! {
        <Popover
            class="button button--small desk-only"
            trigger=move || view! { <Icon glyph=Glyph::Columns /> "Columns" }
        >
            <div class="stack" role="group" aria-label="Columns to show">
                {columns().map(one).collect_view()}
            </div>
        </Popover>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_sorts_one_way_then_the_other_then_not_at_all() {
        let mut sort = Sort::default();
        let mut seen = Vec::new();
        for _ in 0..3 {
            sort = Column::Changed.next(sort);
            seen.push((sort.by, sort.descending));
        }
        let changed = SortKey::Changed;
        assert_eq!(
            seen,
            [(changed, true), (changed, false), (SortKey::Rank, false)]
        );
        assert!(!Column::Priority.next(sort).descending);
    }
}
