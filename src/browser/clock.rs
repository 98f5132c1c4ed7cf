//! The wall clock, and what it shows in a time zone.

use std::{cell::RefCell, collections::HashMap};

use js_sys::{Array, Date, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::domain::time::Moment;

/// This computer's time.
#[must_use]
pub fn now() -> Moment {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds fit an i64 for ever"
    )]
    Moment(Date::now() as i64)
}

/// The browser's IANA time zone.
#[must_use]
pub fn own_zone() -> String {
    let format = Intl::DateTimeFormat::new(&Array::new(), &Object::new());
    let zone = Reflect::get(&format.resolved_options(), &"timeZone".into()).ok();
    zone.and_then(|zone| zone.as_string())
        .unwrap_or_else(|| "UTC".to_owned())
}

/// Every IANA zone that this browser knows.
#[must_use]
pub fn zones() -> Vec<String> {
    let supported = Reflect::get(&js_sys::global(), &"Intl".into())
        .and_then(|intl| Reflect::get(&intl, &"supportedValuesOf".into()))
        .ok()
        .and_then(|function| function.dyn_into::<js_sys::Function>().ok())
        .and_then(|function| function.call1(&JsValue::NULL, &"timeZone".into()).ok());
    let listed = supported.map(|list| Array::from(&list)).unwrap_or_default();
    let mut zones: Vec<String> = listed.iter().filter_map(|zone| zone.as_string()).collect();
    if !zones.iter().any(|zone| zone == "UTC") {
        zones.push("UTC".to_owned());
    }
    zones
}

/// Whether this browser can show times in a zone.
#[must_use]
pub fn is_zone(zone: &str) -> bool {
    formatter(zone).is_some()
}

thread_local! {
    static OFFSETS: RefCell<Offsets> = RefCell::default();
}

/// Asking `Intl` costs many microseconds, and a table asks hundreds of times a frame: a day at
/// whose two ends the offset is the same has it throughout; on other days, each quarter of an hour.
#[derive(Default)]
struct Offsets {
    zones: HashMap<String, Zone>,
}

struct Zone {
    formatter: Option<Intl::DateTimeFormat>,
    /// By the number of the day in UTC; nothing for a day on which the offset changes.
    days: HashMap<i64, Option<i32>>,
    quarters: HashMap<i64, i32>,
}

/// Minutes that a zone is ahead of UTC at a moment; 0 for a zone that is unknown here.
#[must_use]
pub fn offset(zone: &str, at: Moment) -> i32 {
    if zone == "UTC" || !at.is_readable() {
        return 0;
    }
    OFFSETS.with_borrow_mut(|offsets| {
        if !offsets.zones.contains_key(zone) {
            offsets.zones.insert(zone.to_owned(), Zone::new(zone));
        }
        offsets
            .zones
            .get_mut(zone)
            .map_or(0, |zone| zone.offset(at))
    })
}

impl Zone {
    fn new(zone: &str) -> Self {
        Self {
            formatter: formatter(zone),
            days: HashMap::new(),
            quarters: HashMap::new(),
        }
    }

    fn offset(&mut self, at: Moment) -> i32 {
        const QUARTER: i64 = 15 * 60 * 1_000;
        const DAY: i64 = 96 * QUARTER;
        let day = at.0.div_euclid(DAY);
        let known = self.days.get(&day).copied();
        let whole = known.unwrap_or_else(|| {
            let start = self.quarter(day * DAY / QUARTER);
            let end = self.quarter((day + 1) * DAY / QUARTER);
            let whole = (start == end).then_some(start);
            self.days.insert(day, whole);
            whole
        });
        whole.unwrap_or_else(|| self.quarter(at.0.div_euclid(QUARTER)))
    }

    fn quarter(&mut self, quarter: i64) -> i32 {
        let ask = || ask(self.formatter.as_ref()?, Moment(quarter * 15 * 60 * 1_000));
        *self
            .quarters
            .entry(quarter)
            .or_insert_with(|| ask().unwrap_or(0))
    }
}

fn formatter(zone: &str) -> Option<Intl::DateTimeFormat> {
    let options = Object::new();
    for (key, value) in [
        ("timeZone", zone),
        ("hourCycle", "h23"),
        ("year", "numeric"),
        ("month", "2-digit"),
        ("day", "2-digit"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
        ("era", "short"),
    ] {
        Reflect::set(&options, &JsValue::from_str(key), &JsValue::from_str(value)).ok()?;
    }
    // The constructor throws for an unknown zone; called through Reflect, the throw is caught.
    let constructor = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let constructor = Reflect::get(&constructor, &"DateTimeFormat".into()).ok()?;
    let arguments = Array::of2(&"en-US".into(), &options);
    let formatter =
        Reflect::construct(constructor.unchecked_ref::<js_sys::Function>(), &arguments).ok()?;
    formatter.dyn_into().ok()
}

fn ask(formatter: &Intl::DateTimeFormat, at: Moment) -> Option<i32> {
    #[expect(
        clippy::cast_precision_loss,
        reason = "readable moments are far below 2^53"
    )]
    let at_number = at.0 as f64;
    let parts = formatter.format_to_parts(&Date::new(&JsValue::from_f64(at_number)));
    let mut fields = HashMap::new();
    for part in parts.iter() {
        let text = |key: &str| Reflect::get(&part, &key.into()).ok()?.as_string();
        fields.insert(text("type")?, text("value")?);
    }
    let number = |key: &str| fields.get(key)?.parse::<i32>().ok();
    let before_christ = fields.get("era").is_some_and(|era| era.starts_with('B'));
    let year = if before_christ {
        1 - number("year")?
    } else {
        number("year")?
    };
    let number = |key: &str| number(key).and_then(|value| u32::try_from(value).ok());
    let local = chrono::NaiveDate::from_ymd_opt(year, number("month")?, number("day")?)?
        .and_hms_opt(number("hour")?, number("minute")?, 0)?
        .and_utc()
        .timestamp_millis();
    i32::try_from((local - at.0.div_euclid(60_000) * 60_000) / 60_000).ok()
}
