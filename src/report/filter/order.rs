//! The order of records: by a key, ties by the newest report. What has no key comes last, whichever
//! way the list is sorted.

use std::{cmp::Ordering, sync::Arc};

use crate::{
    domain::record::Record,
    report::{
        clocks::{NOTHING_DUE, STANDS_STILL},
        filter::{Sort, SortKey, columns::Columns},
    },
};

/// How far a key is from being one: 0 for a key, more for what has none.
type Lack = u8;

/// All places in this order.
pub(super) fn sorted(columns: &Columns, records: &[Arc<Record>], sort: Sort) -> Vec<u32> {
    let places = 0_u32..;
    if is_text(sort.by) {
        let mut keyed: Vec<(Text<'_>, u32)> = (places.zip(records))
            .map(|(place, record)| (text(columns, place as usize, record, sort.by), place))
            .collect();
        keyed.sort_unstable_by(|(one, a), (other, b)| {
            turned(*one, *other, sort).then_with(|| tie(columns, *a).cmp(&tie(columns, *b)))
        });
        return keyed.into_iter().map(|(_, place)| place).collect();
    }
    let mut keyed: Vec<(Lack, u64, (u64, u32))> = (places.zip(records))
        .map(|(place, _)| {
            let (lack, number) = number(columns, place as usize, sort.by);
            let number = if sort.descending { !number } else { number };
            (lack, number, tie(columns, place))
        })
        .collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(.., (_, place))| place).collect()
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
    let [first, second] = [one as usize, other as usize];
    let order = match is_text(sort.by) {
        true => turned(
            text(columns, first, &records[first], sort.by),
            text(columns, second, &records[second], sort.by),
            sort,
        ),
        false => turned(
            number(columns, first, sort.by),
            number(columns, second, sort.by),
            sort,
        ),
    };
    order.then_with(|| tie(columns, one).cmp(&tie(columns, other)))
}

/// Two keys in the order that was asked for.
fn turned<T: Ord>(one: (Lack, T), other: (Lack, T), sort: Sort) -> Ordering {
    let keys = match sort.descending {
        true => other.1.cmp(&one.1),
        false => one.1.cmp(&other.1),
    };
    one.0.cmp(&other.0).then(keys)
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

/// The key of an order by numbers; the same for all in an order by text.
fn number(columns: &Columns, place: usize, by: SortKey) -> (Lack, u64) {
    let rated = |number: u8| (Lack::from(number == 0), number.into());
    match by {
        // What nobody rated comes after what somebody did.
        SortKey::Rank | SortKey::Match => {
            let priority = columns.priority[place].wrapping_sub(1);
            let is_over = columns.is_open[place] ^ 1;
            (0, u64::from(is_over) << 8 | u64::from(priority))
        }
        SortKey::Priority => rated(columns.priority[place]),
        SortKey::State => (0, columns.state[place].into()),
        SortKey::Severity => rated(columns.severity[place]),
        SortKey::Reported => (0, in_order(columns.reported[place].0)),
        SortKey::Changed => (0, in_order(columns.changed[place].0)),
        SortKey::Due => match columns.due.get(place).copied() {
            None | Some(NOTHING_DUE) => (2, 0),
            Some(STANDS_STILL) => (1, 0),
            Some(due) => (0, in_order(due.0)),
        },
        _ => (0, 0),
    }
}

/// The text, and a number behind it.
type Text<'a> = (Lack, (&'a str, u64));

/// The key of an order by text; the same for all in an order by numbers.
fn text<'a>(columns: &'a Columns, place: usize, record: &'a Record, by: SortKey) -> Text<'a> {
    let of = |text: &'a str, number| (Lack::from(text.is_empty()), (text, number));
    let named = |names: &'a [String], at: u32| {
        let lack = Lack::from(at == 0);
        (lack, (names[at as usize].as_str(), at.into()))
    };
    match by {
        SortKey::Reference => {
            let (start, number) = parted(&record.reference);
            let lack = Lack::from(record.reference.is_empty());
            (lack, (start, number))
        }
        SortKey::Title => of(columns.title(place), 0),
        SortKey::Category => named(&columns.categories.folded, columns.category[place]),
        SortKey::Owner => named(&columns.people.folded, columns.owner[place]),
        SortKey::Team => named(&columns.teams.folded, columns.team[place]),
        SortKey::Service => named(&columns.services.folded, columns.service[place]),
        _ => (0, ("", 0)),
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
