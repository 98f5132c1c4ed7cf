//! Impact × urgency → priority, and severity.

use serde::{Deserialize, Serialize};

use crate::domain::{ids::EventId, state::slugs, wire};

slugs!(
    /// How soon a record is worked on; P1 comes first.
    Priority {
        P1 = "p1", "P1";
        P2 = "p2", "P2";
        P3 = "p3", "P3";
        P4 = "p4", "P4";
        P5 = "p5", "P5";
    }
);

impl Priority {
    /// 1 to 5.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The priority of that number, 1 to 5.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number.checked_sub(1)?)).copied()
    }
}

slugs!(
    /// How bad it is, whatever its urgency; SEV1 and SEV2 are major incidents.
    Severity {
        Sev1 = "sev1", "SEV1";
        Sev2 = "sev2", "SEV2";
        Sev3 = "sev3", "SEV3";
        Sev4 = "sev4", "SEV4";
        Sev5 = "sev5", "SEV5";
    }
);

/// One step of impact or urgency. Level 1 is the highest, as in ServiceNow.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Level {
    pub name: String,
    #[serde(
        default,
        deserialize_with = "wire::optional",
        skip_serializing_if = "String::is_empty"
    )]
    pub hint: String,
}

/// A table from impact and urgency to priority; 2 to 7 levels each way.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Matrix {
    pub name: String,
    #[serde(deserialize_with = "wire::objects")]
    pub impact: Vec<Level>,
    #[serde(deserialize_with = "wire::objects")]
    pub urgency: Vec<Level>,
    /// `cells[urgency − 1][impact − 1]`.
    pub cells: Vec<Vec<Priority>>,
}

impl Matrix {
    /// The priority of a cell; levels count from 1.
    #[must_use]
    pub fn priority(&self, impact: u8, urgency: u8) -> Option<Priority> {
        let row = self.cells.get(usize::from(urgency.checked_sub(1)?))?;
        row.get(usize::from(impact.checked_sub(1)?)).copied()
    }

    /// Whether every cell has a priority and the sizes are sensible.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        (2..=7).contains(&self.impact.len())
            && (2..=7).contains(&self.urgency.len())
            && self.cells.len() == self.urgency.len()
            && self.cells.iter().all(|row| row.len() == self.impact.len())
    }
}

slugs!(
    /// Matrices that every log knows without an event.
    Preset {
        Sitrep = "sitrep-5x5", "Sitrep 5 × 5";
        ServiceNow = "servicenow-3x3", "ServiceNow 3 × 3";
        Glpi = "glpi-5x5", "GLPI 5 × 5";
    }
);

impl Preset {
    /// The preset's table.
    ///
    /// Sources: Sitrep, our own after ITIL 4's incident prioritisation; ServiceNow, the stock
    /// priority lookup rules of the base system; GLPI, the default `priority_matrix`.
    #[must_use]
    pub fn matrix(self) -> Matrix {
        match self {
            Self::Sitrep => matrix(
                self,
                &[
                    ("Everyone", "all sites"),
                    ("Site", "one building or clinic"),
                    ("Department", "one ward or office"),
                    ("Team", "2 to 20"),
                    ("One person", "1"),
                ],
                &[
                    ("Now", "Harm now"),
                    ("Next hours", "Harm grows"),
                    ("Today", "End of shift"),
                    ("Soon", "This week"),
                    ("Can wait", "No deadline"),
                ],
                &["11233", "12334", "23344", "33445", "34455"],
            ),
            Self::ServiceNow => matrix(
                self,
                &[("High", ""), ("Medium", ""), ("Low", "")],
                &[("High", ""), ("Medium", ""), ("Low", "")],
                &["123", "234", "345"],
            ),
            Self::Glpi => {
                let levels = [
                    ("Very high", ""),
                    ("High", ""),
                    ("Medium", ""),
                    ("Low", ""),
                    ("Very low", ""),
                ];
                matrix(
                    self,
                    &levels,
                    &levels,
                    &["11234", "12234", "22344", "33445", "44455"],
                )
            }
        }
    }
}

/// Which table an assessment used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scale {
    Preset(Preset),
    /// The table of a `matrix_defined` event.
    Edited(EventId),
}

impl Default for Scale {
    fn default() -> Self {
        Self::Preset(Preset::Sitrep)
    }
}

impl std::fmt::Display for Scale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Preset(preset) => f.write_str(preset.slug()),
            Self::Edited(event) => event.fmt(f),
        }
    }
}

impl std::str::FromStr for Scale {
    type Err = crate::domain::ids::NotAnId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match Preset::from_slug(text) {
            Some(preset) => Ok(Self::Preset(preset)),
            None => text.parse().map(Self::Edited),
        }
    }
}

impl Serialize for Scale {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Scale {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// How bad and how urgent somebody judged a record to be, with the table that was used then.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Assessment {
    pub scale: Scale,
    /// 1 the highest; 0 where another tool stated a priority alone.
    pub impact: u8,
    pub urgency: u8,
    pub priority: Priority,
    /// Why the priority differs from the table's, or why it was moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

fn matrix(
    preset: Preset,
    impact: &[(&str, &str)],
    urgency: &[(&str, &str)],
    rows: &[&str],
) -> Matrix {
    let level = |&(name, hint): &(&str, &str)| Level {
        name: name.to_owned(),
        hint: hint.to_owned(),
    };
    let cell = |digit: u8| Priority::from_number(digit - b'0').unwrap_or(Priority::P5);
    Matrix {
        name: preset.label().to_owned(),
        impact: impact.iter().map(level).collect(),
        urgency: urgency.iter().map(level).collect(),
        cells: rows
            .iter()
            .map(|row| row.bytes().map(cell).collect())
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_is_whole_and_falls_from_p1_to_p5() {
        for preset in Preset::ALL {
            let matrix = preset.matrix();
            assert!(matrix.is_whole(), "{preset:?}");
            let last = u8::try_from(matrix.impact.len()).unwrap();
            assert_eq!(matrix.priority(1, 1), Some(Priority::P1));
            assert_eq!(matrix.priority(last, last), Some(Priority::P5));
            assert_eq!(matrix.priority(0, 1), None);
            assert_eq!(matrix.priority(last + 1, 1), None);
        }
    }

    #[test]
    fn servicenow_weighs_impact_and_urgency_alike() {
        let matrix = Preset::ServiceNow.matrix();
        for (impact, urgency, priority) in [(1, 1, 1), (1, 3, 3), (2, 2, 3), (3, 2, 4), (3, 3, 5)] {
            assert_eq!(
                matrix.priority(impact, urgency),
                Priority::from_number(priority)
            );
        }
    }
}
