//! The wall clock, and the zone that it stands in. What other clocks show is computed from the
//! bundled zone data, so that it is the same in every browser.

use js_sys::{Array, Date, Intl, Object, Reflect};

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
