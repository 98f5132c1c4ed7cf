//! Names of things: random or hashed bits, written in base64url without padding.

use std::{fmt, str::FromStr};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// A text that is not an id: of the wrong length, or with a character that base64url lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not an id")]
pub struct NotAnId;

/// Defines an id of a fixed number of bytes.
macro_rules! id {
    ($(#[$doc:meta])* $Name:ident, $bytes:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $Name(pub [u8; $bytes]);

        impl fmt::Display for $Name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let mut buffer = [0; ($bytes * 4usize).div_ceil(3)];
                let text = URL_SAFE_NO_PAD
                    .encode_slice(self.0, &mut buffer)
                    .ok()
                    .and_then(|length| std::str::from_utf8(&buffer[..length]).ok());
                f.write_str(text.unwrap_or_default())
            }
        }

        impl fmt::Debug for $Name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($Name))
            }
        }

        impl FromStr for $Name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                let mut bytes = [0; $bytes];
                match URL_SAFE_NO_PAD.decode_exact(text, &mut bytes) {
                    Some($bytes) => Ok(Self(bytes)),
                    _ => Err(NotAnId),
                }
            }
        }

        impl Serialize for $Name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $Name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
                text.parse().map_err(D::Error::custom)
            }
        }
    };
}

/// Decoding that needs no spare room behind the last byte.
trait Strict {
    fn decode_exact(&self, text: &str, bytes: &mut [u8]) -> Option<usize>;
}

impl<E: Engine> Strict for E {
    fn decode_exact(&self, text: &str, bytes: &mut [u8]) -> Option<usize> {
        if text.len() != (bytes.len() * 4).div_ceil(3) {
            return None;
        }
        let mut roomy = [0; 36];
        let length = self.decode_slice(text, &mut roomy).ok()?;
        bytes.copy_from_slice(roomy.get(..bytes.len())?);
        Some(length)
    }
}

id!(
    /// An event, by its content: SHA-256 of its head.
    EventId, 32
);
id!(
    /// SHA-256 of an event's salted body.
    BodyHash, 32
);
id!(
    /// 16 random bytes that keep a short body from being guessed from its hash.
    Salt, 16
);
id!(
    /// One log with its name and time zone.
    WorkspaceId, 16
);
id!(
    /// One browser profile in one workspace; random, never reused.
    ReplicaId, 16
);
id!(
    /// An incident, request or drill.
    RecordId, 16
);
id!(
    /// Somebody who acts.
    PersonId, 16
);
id!(
    /// A group that work is given to.
    TeamId, 16
);
id!(
    /// What the organisation runs and incidents hurt.
    ServiceId, 16
);
id!(
    /// How a table with these column names is read.
    MappingId, 16
);
id!(
    /// A list that the team keeps: a filter with a name.
    ViewId, 16
);
id!(
    /// Working hours; the built-in ones are small fixed numbers.
    CalendarId, 16
);
id!(
    /// A clock of the policy, the same through its versions; those of presets are small fixed numbers.
    ClockId, 16
);
id!(
    /// A category or subcategory; the built-in ones are small fixed numbers.
    CategoryId, 16
);

macro_rules! built_in {
    ($($Name:ident)*) => { $(
        impl $Name {
            /// The fixed id of what every log knows without an event.
            #[must_use]
            pub const fn built_in(number: u16) -> Self {
                let [high, low] = number.to_be_bytes();
                Self([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, high, low])
            }
        }
    )* };
}
built_in!(CategoryId CalendarId ClockId);

impl ReplicaId {
    /// The first characters, enough to tell two replicas apart by eye.
    #[must_use]
    pub fn short(self) -> String {
        self.to_string()[..6].to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_back_from_its_text() {
        let id = EventId([7; 32]);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(id.to_string().len(), 43);
        let id = RecordId([255; 16]);
        assert_eq!(id.to_string().parse(), Ok(id));
    }

    #[test]
    fn a_second_spelling_of_an_id_is_refused() {
        let canonical = RecordId([0; 16]).to_string();
        let mut other = canonical.clone();
        other.replace_range(21.., "B");
        assert_eq!(other.parse::<RecordId>(), Err(NotAnId));
        assert_eq!(format!("{canonical}==").parse::<RecordId>(), Err(NotAnId));
        assert_eq!("".parse::<RecordId>(), Err(NotAnId));
    }
}
