//! The order of records: by a key, ties by the newest report.

use std::{cmp::Ordering, sync::Arc};

use crate::{
    domain::record::Record,
    report::filter::{Sort, SortKey, columns::Columns},
};

/// All places in this order.
pub(super) fn sorted(columns: &Columns, records: &[Arc<Record>], sort: Sort) -> Vec<u32> {
    let places = 0_u32..;
    if is_text(sort.by) {
        let mut keyed: Vec<(Text<'_>, u32)> = (places.zip(records))
            .map(|(place, record)| (text(columns, place as usize, record, sort.by), place))
            .collect();
        keyed.sort_unstable_by(|(one, a), (other, b)| {
            turned(one.cmp(other), sort).then_with(|| tie(columns, *a).cmp(&tie(columns, *b)))
        });
        return keyed.into_iter().map(|(_, place)| place).collect();
    }
    let mut keyed: Vec<(u64, (u64, u32))> = (places.zip(records))
        .map(|(place, _)| {
            let number = number(columns, place as usize, sort.by);
            let number = if sort.descending { !number } else { number };
            (number, tie(columns, place))
        })
        .collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, (_, place))| place).collect()
}

/// Places with the heaviest first; those of about one weight stay as they come.
pub(super) fn best_first(places: impl Iterator<Item = usize>, weights: &[f32]) -> Vec<usize> {
    const STEPS: usize = 4096;
    let places: Vec<usize> = places.collect();
    let heaviest = places
        .iter()
        .map(|&place| weights[place])
        .fold(0.0, f32::max);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "from 0 to STEPS - 1, and `as` stops at both"
    )]
    let step = |place: usize| {
        let share = 1.0 - weights[place] / heaviest;
        ((share * STEPS as f32) as usize).min(STEPS - 1)
    };
    // Sorted by counting: comparing would take longer than searching.
    let mut starts = vec![0; STEPS + 1];
    for &place in &places {
        starts[step(place) + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut sorted = vec![0; places.len()];
    for place in places {
        let at = &mut starts[step(place)];
        sorted[*at] = place;
        *at += 1;
    }
    sorted
}

/// How two places stand to each other in this order; never equal for two places.
pub(super) fn compare(
    columns: &Columns,
    records: &[Arc<Record>],
    sort: Sort,
    one: u32,
    other: u32,
) -> Ordering {
    let key = |place: u32| {
        let at = place as usize;
        (
            number(columns, at, sort.by),
            text(columns, at, &records[at], sort.by),
        )
    };
    turned(key(one).cmp(&key(other)), sort)
        .then_with(|| tie(columns, one).cmp(&tie(columns, other)))
}

fn turned(order: Ordering, sort: Sort) -> Ordering {
    if sort.descending {
        order.reverse()
    } else {
        order
    }
}

/// The newest report first, whichever way the list is sorted.
fn tie(columns: &Columns, place: u32) -> (u64, u32) {
    (!in_order(columns.reported[place as usize].0), place)
}

const fn is_text(by: SortKey) -> bool {
    matches!(
        by,
        SortKey::Reference
            | SortKey::Title
            | SortKey::Category
            | SortKey::Owner
            | SortKey::Team
            | SortKey::Service
    )
}

/// The key of an order by numbers; zero in an order by text.
fn number(columns: &Columns, place: usize, by: SortKey) -> u64 {
    // What nobody rated comes after what somebody did.
    let priority = u64::from(columns.priority[place].wrapping_sub(1));
    match by {
        SortKey::Rank | SortKey::Match => u64::from(columns.is_open[place] ^ 1) << 8 | priority,
        SortKey::Priority => priority,
        SortKey::State => columns.state[place].into(),
        SortKey::Severity => u64::from(columns.severity[place].wrapping_sub(1)),
        SortKey::Reported => in_order(columns.reported[place].0),
        SortKey::Changed => in_order(columns.changed[place].0),
        _ => 0,
    }
}

/// Whether there is none, which comes last; the text; a number behind it.
type Text<'a> = (bool, &'a str, u64);

/// The key of an order by text; nothing in an order by numbers.
fn text<'a>(columns: &'a Columns, place: usize, record: &'a Record, by: SortKey) -> Text<'a> {
    let named = |names: &'a [String], at: u32| (at == 0, names[at as usize].as_str(), at.into());
    match by {
        SortKey::Reference => {
            let (start, number) = parted(&record.reference);
            (start.is_empty(), start, number)
        }
        SortKey::Title => {
            let title = columns.title(place);
            (title.is_empty(), title, 0)
        }
        SortKey::Category => named(&columns.categories.folded, columns.category[place]),
        SortKey::Owner => named(&columns.people.folded, columns.owner[place]),
        SortKey::Team => named(&columns.teams.folded, columns.team[place]),
        SortKey::Service => named(&columns.services.folded, columns.service[place]),
        _ => (false, "", 0),
    }
}

/// `INC-9` before `INC-10`: the letters, then the number behind them.
fn parted(reference: &str) -> (&str, u64) {
    let start = reference.trim_end_matches(|c: char| c.is_ascii_digit());
    (start, reference[start.len()..].parse().unwrap_or(u64::MAX))
}

/// A signed number as an unsigned one in the same order.
const fn in_order(number: i64) -> u64 {
    number.cast_unsigned() ^ 1 << 63
}
