//! Numbers as the caller wants them read.

use std::sync::Arc;

use crate::{plot::whole, ui::widgets::number::grouped};

/// Says a number: `6 h 40`, `91 %`, `1,284`.
#[derive(Clone)]
pub struct Words(Arc<dyn Fn(f64) -> String + Send + Sync>);

impl Words {
    /// Words by a function.
    pub fn new(say: impl Fn(f64) -> String + Send + Sync + 'static) -> Self {
        Self(Arc::new(say))
    }

    /// The words for a number.
    #[must_use]
    pub fn say(&self, number: f64) -> String {
        (self.0)(number)
    }
}

/// Whole numbers with their thousands set apart.
impl Default for Words {
    fn default() -> Self {
        Self::new(|number| grouped(whole(number.round())))
    }
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// What is counted: one `incident`, many `incidents`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    pub one: String,
    pub many: String,
}

impl Unit {
    /// A unit by its two words.
    #[must_use]
    pub fn new(one: &str, many: &str) -> Self {
        Self {
            one: one.to_owned(),
            many: many.to_owned(),
        }
    }

    /// `1 incident`, `12 incidents`, for a number in words.
    #[must_use]
    pub fn with(&self, number: f64, words: &Words) -> String {
        #[expect(clippy::float_cmp, reason = "exactly one is singular, 1.0001 is not")]
        let unit = if number == 1.0 { &self.one } else { &self.many };
        format!("{} {unit}", words.say(number))
            .trim_end()
            .to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_singular() {
        let unit = Unit::new("incident", "incidents");
        let words = Words::default();
        let said = [0.0, 1.0, 1_284.0].map(|number| unit.with(number, &words));
        assert_eq!(said, ["0 incidents", "1 incident", "1,284 incidents"]);
        assert_eq!(Unit::default().with(3.0, &words), "3");
    }
}
