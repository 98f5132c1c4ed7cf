//! Canonical JSON: RFC 8785 without floats. The same content has one spelling, so that a hash
//! over it means something.

use std::{
    cmp::Ordering,
    fmt::{self, Write as _},
};

use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, SeqAccess, Visitor},
};

use crate::domain::time::LARGEST;

/// A JSON value whose objects are sorted and hold each key once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    Null,
    Bool(bool),
    Int(i64),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads one JSON value.
    ///
    /// # Errors
    /// For anything but JSON, and for floats, integers past 2^53 − 1, a key twice, or more than
    /// 127 levels.
    pub fn read(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// The value's one spelling.
    #[must_use]
    pub fn canonical(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    /// Removes a member of an object.
    pub fn take(&mut self, key: &str) -> Option<Self> {
        let Self::Object(members) = self else {
            return None;
        };
        let place = members.iter().position(|(held, _)| held == key)?;
        Some(members.remove(place).1)
    }

    fn write(&self, to: &mut String) {
        match self {
            Self::Null => to.push_str("null"),
            Self::Bool(value) => to.push_str(if *value { "true" } else { "false" }),
            Self::Int(value) => {
                let _ = write!(to, "{value}");
            }
            Self::Text(text) => write_text(text, to),
            Self::List(items) => {
                to.push('[');
                for (place, item) in items.iter().enumerate() {
                    if place > 0 {
                        to.push(',');
                    }
                    item.write(to);
                }
                to.push(']');
            }
            Self::Object(members) => {
                to.push('{');
                write_members(members, to);
                to.push('}');
            }
        }
    }
}

/// Writes `"key":value` pairs with commas between them.
pub(super) fn write_members(members: &[(String, Json)], to: &mut String) {
    for (place, (key, value)) in members.iter().enumerate() {
        if place > 0 {
            to.push(',');
        }
        write_text(key, to);
        to.push(':');
        value.write(to);
    }
}

fn write_text(text: &str, to: &mut String) {
    to.push('"');
    let mut plain = 0;
    for (place, byte) in text.bytes().enumerate() {
        let short = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            8 => "\\b",
            9 => "\\t",
            10 => "\\n",
            12 => "\\f",
            13 => "\\r",
            0..0x20 => "",
            _ => continue,
        };
        to.push_str(&text[plain..place]);
        plain = place + 1;
        match short {
            "" => {
                let _ = write!(to, "\\u{byte:04x}");
            }
            short => to.push_str(short),
        }
    }
    to.push_str(&text[plain..]);
    to.push('"');
}

/// RFC 8785 sorts keys by their UTF-16 units, which differs from their bytes past U+FFFF.
fn by_units(one: &str, other: &str) -> Ordering {
    if one.is_ascii() && other.is_ascii() {
        return one.cmp(other);
    }
    one.encode_utf16().cmp(other.encode_utf16())
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Strict)
    }
}

struct Strict;

impl<'de> Visitor<'de> for Strict {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON without floats")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Json, E> {
        match value.unsigned_abs() {
            0..=LARGEST => Ok(Json::Int(value)),
            _ => Err(E::custom("a number is larger than 2^53 - 1")),
        }
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Json, E> {
        match i64::try_from(value) {
            Ok(value) => self.visit_i64(value),
            Err(_) => Err(E::custom("a number is larger than 2^53 - 1")),
        }
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Json, E> {
        Err(E::custom("a number is not an integer"))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Json, E> {
        Ok(Json::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Json, A::Error> {
        let mut object: Vec<(String, Json)> = Vec::new();
        while let Some(member) = members.next_entry()? {
            object.push(member);
        }
        object.sort_by(|(one, _), (other, _)| by_units(one, other));
        match object.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            Some(pair) => Err(A::Error::custom(format_args!(
                "the key {:?} stands twice",
                pair[0].0
            ))),
            None => Ok(Json::Object(object)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(text: &str) -> String {
        Json::read(text).unwrap().canonical()
    }

    #[test]
    fn spelling_does_not_depend_on_layout_or_order() {
        let one = canonical(r#" { "b" : [ 1 , true , null ] , "a" : "\u0041\/" } "#);
        assert_eq!(one, r#"{"a":"A/","b":[1,true,null]}"#);
        assert_eq!(canonical(&one), one);
    }

    #[test]
    fn keys_are_sorted_by_utf16_units_as_rfc_8785_says() {
        let text = r#"{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}"#;
        let Json::Object(members) = Json::read(text).unwrap() else {
            panic!("an object")
        };
        let values: Vec<_> = members.into_iter().map(|(_, value)| value).collect();
        assert_eq!(values, [2, 4, 6, 7, 1, 5, 3].map(Json::Int));
    }

    #[test]
    fn control_characters_are_escaped_as_rfc_8785_says() {
        assert_eq!(
            canonical(r#""\u0000\u0008\u000b\u001f\u007f\u20ac""#),
            "\"\\u0000\\b\\u000b\\u001f\u{7f}€\""
        );
    }

    #[test]
    fn what_other_readers_would_understand_differently_is_refused() {
        for text in [
            "1.5",
            "1e3",
            "9007199254740992",
            "-9007199254740992",
            "18446744073709551615",
            r#"{"a":1,"a":1}"#,
            r#""\ud800""#,
            "[1,]",
            "NaN",
            "-0",
            "",
            "{",
            "[1] 2",
        ] {
            assert!(Json::read(text).is_err(), "{text}");
        }
        assert!(Json::read(&"[".repeat(1_000_000)).is_err());
        assert_eq!(canonical("9007199254740991"), "9007199254740991");
    }
}
