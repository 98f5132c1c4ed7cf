//! What the parts of a period are called.

use crate::report::{
    period::{Bucket, Grain},
    when,
};

/// `a day`: how often something is counted.
pub const fn per(grain: Grain) -> &'static str {
    match grain {
        Grain::Day => "a day",
        Grain::Week => "a week",
        Grain::Month => "a month",
        Grain::Year => "a year",
    }
}

/// What stands below an axis of them.
pub const fn starting(grain: Grain) -> &'static str {
    match grain {
        Grain::Day => "day",
        Grain::Week => "week starting",
        Grain::Month => "month",
        Grain::Year => "year",
    }
}

/// As short as an axis needs it.
pub fn axis_label(bucket: &Bucket, grain: Grain) -> String {
    let date = when::date_of(bucket.days.0);
    match grain {
        Grain::Day | Grain::Week => when::short_date(bucket.days.0),
        Grain::Month => date[..7].to_owned(),
        Grain::Year => date[..4].to_owned(),
    }
}

/// In full, for tables and what is read out.
pub fn bucket_said(bucket: &Bucket, grain: Grain) -> String {
    let (from, to) = (when::date_of(bucket.days.0), when::date_of(bucket.days.1));
    match grain {
        Grain::Day => from,
        Grain::Week => format!("Week of {from}"),
        Grain::Month | Grain::Year => format!("{from} to {to}"),
    }
}
