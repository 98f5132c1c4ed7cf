//! Events written by hand: the format in a second, independent writing, for what this version
//! of the program would never write itself.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use sitrep::{domain::event::Event, exchange::seal};

/// A line with right hashes for any head and body.
pub fn line(mut head: Value, body: &Value, salt: [u8; 16], rest: &Value) -> String {
    let mut hash = Sha256::new();
    hash.update(b"sitrep/body/1\n");
    hash.update(salt);
    hash.update(canonical(body));
    head["body_hash"] = URL_SAFE_NO_PAD.encode(hash.finalize()).into();
    let mut members = Map::new();
    members.insert("id".to_owned(), id_of(&head).into());
    members.insert("head".to_owned(), head);
    members.insert("body".to_owned(), body.clone());
    members.insert("salt".to_owned(), URL_SAFE_NO_PAD.encode(salt).into());
    members.extend(rest.as_object().cloned().unwrap_or_default());
    Value::Object(members).to_string()
}

/// The id of an event with that head.
pub fn id_of(head: &Value) -> String {
    let mut hash = Sha256::new();
    hash.update(b"sitrep/event/1\n");
    hash.update(canonical(head));
    URL_SAFE_NO_PAD.encode(hash.finalize())
}

/// The event of such a line.
pub fn event(head: Value, body: &Value, salt: [u8; 16], rest: &Value) -> Event {
    let line = line(head, body, salt, rest);
    match seal::read(&line) {
        Ok(read) => read.event,
        Err(why) => panic!("{why}: {line}"),
    }
}

/// Nothing beside id, head, body and salt.
pub fn plain() -> Value {
    json!({})
}

/// RFC 8785 for integers: keys by their UTF-16 units, and `serde_json` escapes what must be
/// escaped and no more.
fn canonical(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(key, _)| key.encode_utf16().collect::<Vec<_>>());
            let members = members
                .into_iter()
                .map(|(key, value)| format!("{}:{}", Value::from(key.as_str()), canonical(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(canonical).collect();
            format!("[{}]", items.join(","))
        }
        other => other.to_string(),
    }
}
