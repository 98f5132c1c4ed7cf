//! Counting by a calendar obeys its definition to the millisecond, whatever clocks do: a moment
//! counts exactly when the local time is in a window of the local date and that is no holiday.

use std::sync::LazyLock;

use chrono::{DateTime, Datelike, NaiveDate, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;
use proptest::{
    collection::vec,
    prelude::{Just, Strategy, any, prop_assert, prop_assert_eq, prop_oneof},
    sample::Index,
};
use sitrep::{
    domain::{
        calendar::{Calendar, Holiday, Weekday, Window},
        ids::CalendarId,
        time::Moment,
    },
    sla::hours::Hours,
};

use super::cases::try_all;

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// Clocks change by an hour, by half of one and by a whole day; in the south, around midnight and
/// against Ramadan; offsets are of half and of quarter hours.
const ZONES: [Tz; 11] = [
    Tz::Europe__Berlin,
    Tz::America__New_York,
    Tz::Australia__Lord_Howe,
    Tz::Asia__Kolkata,
    Tz::Asia__Kathmandu,
    Tz::America__St_Johns,
    Tz::Pacific__Apia,
    Tz::Africa__Casablanca,
    Tz::America__Sao_Paulo,
    Tz::Asia__Tehran,
    Tz::Pacific__Chatham,
];

/// Every change of clocks of those zones from 1880 to 2040; none of them ever changed twice within
/// five days.
static CHANGES: LazyLock<Vec<(Tz, i64)>> = LazyLock::new(|| {
    let mut found = Vec::new();
    for zone in ZONES {
        let mut held = offset(zone, -32_872 * DAY);
        for day in (-32_872..25_568).step_by(5) {
            let (mut before, mut after) = (day * DAY, (day + 5) * DAY);
            let next = offset(zone, after);
            if next == held {
                continue;
            }
            while after - before > 1 {
                let middle = before + (after - before) / 2;
                if offset(zone, middle) == held {
                    before = middle;
                } else {
                    after = middle;
                }
            }
            found.push((zone, after));
            held = next;
        }
    }
    found
});

fn offset(zone: Tz, at: i64) -> i64 {
    let utc = DateTime::from_timestamp_millis(at).unwrap().naive_utc();
    let offset = zone.offset_from_utc_datetime(&utc).fix();
    i64::from(offset.local_minus_utc()) * 1_000
}

/// A calendar, the change of clocks near which it is tried, and moments around that, in order.
#[derive(Clone, Debug)]
struct Scene {
    calendar: Calendar,
    change: i64,
    moments: Vec<Moment>,
}

impl Scene {
    fn hours(&self) -> Hours {
        self.compiled(40, 40)
    }

    /// Compiled from so many days before the change to so many after it.
    fn compiled(&self, before: i64, after: i64) -> Hours {
        let (from, to) = (self.change - before * DAY, self.change + after * DAY);
        Hours::of(&self.calendar, "UTC", Moment(from), Moment(to))
    }

    fn zone(&self) -> Tz {
        self.calendar.zone.parse().unwrap()
    }

    fn holidays(&self) -> Vec<NaiveDate> {
        let dates = self.calendar.holidays.iter();
        dates.map(|day| day.date.parse().unwrap()).collect()
    }
}

/// Moments within so many minutes of a change of clocks.
fn scenes(minutes: i64) -> impl Strategy<Value = Scene> {
    let near = -minutes * MINUTE..minutes * MINUTE;
    let whole = (-minutes..minutes).prop_map(|minute| minute * MINUTE);
    let moments = vec(prop_oneof![near, whole], 3);
    let holidays = vec(-3_i64..=3, 0..3);
    (any::<Index>(), vec(windows(), 7), holidays, moments).prop_map(
        |(change, week, holidays, moments)| {
            let (zone, change) = CHANGES[change.index(CHANGES.len())];
            let date = DateTime::from_timestamp_millis(change)
                .unwrap()
                .date_naive();
            let dates = holidays.iter().map(|days| date + TimeDelta::days(*days));
            let mut moments: Vec<_> = moments.iter().map(|at| Moment(change + at)).collect();
            moments.sort_unstable();
            let mut calendar = calendar(zone, week);
            calendar.holidays = dates.map(holiday).collect();
            Scene {
                calendar,
                change,
                moments,
            }
        },
    )
}

fn windows() -> impl Strategy<Value = Vec<Window>> {
    let edge = prop_oneof![Just(0_u16), Just(24 * 60), 0_u16..=24 * 60];
    vec(edge, 0..7).prop_map(|mut edges| {
        edges.sort_unstable();
        let pairs = edges.chunks_exact(2).map(|pair| Window(pair[0], pair[1]));
        pairs.filter(|window| window.is_whole()).collect()
    })
}

fn calendar(zone: Tz, week: Vec<Vec<Window>>) -> Calendar {
    let hours = Weekday::ALL.iter().copied().zip(week).collect();
    let mut calendar = Calendar::of(CalendarId::built_in(9), "Tried", hours);
    calendar.zone = zone.name().to_owned();
    calendar
}

fn holiday(date: NaiveDate) -> Holiday {
    Holiday {
        date: date.to_string(),
        name: String::new(),
    }
}

/// What does not count, minute by minute of the local clock as the definition says it.
fn free(scene: &Scene, from: Moment, to: Moment) -> i64 {
    let (zone, holidays) = (scene.zone(), scene.holidays());
    let mut free = 0;
    let mut at = from.0;
    while at < to.0 {
        let local = at + offset(zone, at);
        let mut next = (at + MINUTE - local.rem_euclid(MINUTE)).min(to.0);
        if offset(zone, next - 1) != offset(zone, at) {
            // Clocks change on a whole second.
            next = at + 1_000 - at.rem_euclid(1_000);
        }
        let date = DateTime::from_timestamp_millis(local).unwrap().date_naive();
        let minute = u16::try_from(local.rem_euclid(DAY) / MINUTE).unwrap();
        let weekday = Weekday::ALL[date.weekday().num_days_from_monday() as usize];
        let windows = scene.calendar.hours.get(&weekday).into_iter().flatten();
        let is_open = windows
            .into_iter()
            .any(|window| (window.0..window.1).contains(&minute));
        if !is_open || holidays.contains(&date) {
            free += next - at;
        }
        at = next;
    }
    free
}

#[test]
fn counting_is_additive_over_any_split() {
    try_all(&scenes(40 * 24 * 60), |scene| {
        let hours = scene.hours();
        let [a, b, c] = scene.moments[..] else {
            unreachable!()
        };
        let parts = [hours.worked(a, b), hours.worked(b, c)];
        prop_assert_eq!(parts[0] + parts[1], hours.worked(a, c));
        prop_assert!((0..=b.since(a)).contains(&parts[0]), "{:?}", parts);
        prop_assert!((0..=c.since(b)).contains(&parts[1]), "{:?}", parts);
        prop_assert_eq!(hours.worked(b, b) + hours.worked(c, a), 0);
        Ok(())
    });
}

#[test]
fn what_counts_and_what_does_not_is_all_the_time_there_is() {
    try_all(&scenes(16 * 60), |scene| {
        let (from, to) = (scene.moments[0], scene.moments[2]);
        let worked = scene.hours().worked(from, to);
        prop_assert_eq!(worked + free(&scene, from, to), to.since(from));
        Ok(())
    });
}

#[test]
fn windows_lie_apart_and_sum_to_what_counts() {
    try_all(&scenes(7 * 24 * 60), |scene| {
        let hours = scene.hours();
        let (from, to) = (scene.moments[0], scene.moments[2]);
        let windows: Vec<_> = hours.windows(from, to).collect();
        let mut sum = 0;
        for &(start, end) in &windows {
            prop_assert!(from <= start && start < end && end <= to);
            prop_assert_eq!(hours.worked(start, end), end.since(start));
            sum += end.since(start);
        }
        prop_assert!(
            windows.is_sorted_by(|one, next| one.1 < next.0),
            "{windows:?}"
        );
        prop_assert_eq!(sum, hours.worked(from, to));
        Ok(())
    });
}

#[test]
fn a_length_has_passed_at_its_due_moment_and_not_before() {
    let lengths = prop_oneof![0_i64..4 * DAY, (0_i64..5_000).prop_map(|it| it * MINUTE)];
    try_all(&(scenes(7 * 24 * 60), lengths), |(scene, length)| {
        let hours = scene.hours();
        let (from, to) = (scene.moments[0], scene.moments[2]);
        let worked = hours.worked(from, to);
        let reached = hours.after(from, worked).expect("it counted");
        prop_assert!(from <= reached && reached <= to);
        prop_assert_eq!(hours.worked(from, reached), worked);
        let Some(due) = hours.after(from, length) else {
            let is_empty = scene.calendar.hours.values().all(Vec::is_empty);
            prop_assert!(is_empty && length > 0);
            return Ok(());
        };
        prop_assert_eq!(hours.worked(from, due), length);
        prop_assert!(length > 0 || due == from);
        if length > 0 {
            prop_assert_eq!(hours.worked(from, Moment(due.0 - 1)), length - 1);
        }
        Ok(())
    });
}

#[test]
fn around_every_change_of_clocks_no_time_is_lost_or_negative() {
    const LENGTHS: [i64; 8] = [
        1,
        999,
        90_061,
        5 * 60 * MINUTE,
        DAY,
        2 * DAY,
        3 * DAY,
        8 * DAY,
    ];
    assert!(CHANGES.len() > 1_000);
    let week = |windows: &[Window]| vec![windows.to_vec(); 7];
    let quarters = [Window(0, 135), Window(540, 1_020), Window(1_350, 1_440)];
    let others = [Window(135, 540), Window(1_020, 1_350)];
    for &(zone, change) in CHANGES.iter() {
        let mut whole = calendar(zone, week(&[Window::ALL_DAY]));
        // Without a holiday it would not be counted at all.
        whole
            .holidays
            .push(holiday(NaiveDate::MIN.with_year(1).unwrap()));
        let compiled = |calendar: &Calendar| {
            let (from, to) = (Moment(change - 9 * DAY), Moment(change + 9 * DAY));
            Hours::of(calendar, "UTC", from, to)
        };
        let whole = compiled(&whole);
        let halves = [&quarters[..], &others].map(|half| compiled(&calendar(zone, week(half))));
        for before in LENGTHS {
            for after in LENGTHS {
                let (from, to) = (Moment(change - before), Moment(change + after));
                let said = (zone, change, before, after);
                assert!(!whole.is_always());
                assert_eq!(whole.worked(from, to), before + after, "{said:?}");
                assert_eq!(whole.windows(from, to).count(), 1, "{said:?}");
                let halves = halves.each_ref().map(|half| half.worked(from, to));
                assert!(halves[0] >= 0 && halves[1] >= 0, "{said:?} {halves:?}");
                assert_eq!(halves[0] + halves[1], before + after, "{said:?}");
            }
        }
    }
}

#[test]
fn what_was_compiled_does_not_matter() {
    // All years are compiled for a moment outside: that takes a while, so only some are.
    let stretches = prop_oneof![15 => (8_i64..90, 8_i64..90), 1 => (-4_i64..8, -4_i64..8)];
    let values = (scenes(7 * 24 * 60), stretches, 0_i64..2 * DAY);
    try_all(&values, |(scene, (before, after), length)| {
        let hours = scene.hours();
        let other = scene.compiled(before, after);
        let (from, to) = (scene.moments[0], scene.moments[2]);
        prop_assert_eq!(hours.worked(from, to), other.worked(from, to));
        prop_assert_eq!(hours.after(from, length), other.after(from, length));
        let windows = |hours: &Hours| hours.windows(from, to).collect::<Vec<_>>();
        prop_assert_eq!(windows(&hours), windows(&other));
        Ok(())
    });
}
