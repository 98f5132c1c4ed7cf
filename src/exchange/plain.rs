//! Lines as this program writes them, read the short way.

use crate::{
    domain::{
        event::{Body, Event, Text},
        fact::Fact,
    },
    exchange::seal,
};

/// Reads a line just as [`seal::line`] writes it, in one go and without looking for members that nobody
/// asks about: nearly all that is stored looks like this. Nothing where it is any other.
pub(super) fn read(text: &str) -> Option<Event> {
    const ID: usize = 43;
    const SALT: usize = 22;
    let rest = text.strip_prefix(r#"{"id":""#)?;
    let (id, rest) = rest.split_at_checked(ID)?;
    let rest = rest.strip_prefix(r#"","head":"#)?.strip_suffix(r#""}"#)?;
    let (rest, salt) = rest.split_at_checked(rest.len().checked_sub(SALT)?)?;
    let rest = rest.strip_suffix(r#","salt":""#)?;
    // Where the head itself holds such a member, what is before it is no JSON.
    let (head_text, body_text) = rest.split_once(r#","body":"#)?;
    let head = seal::head_of(head_text).ok()?;
    let mut from = serde_json::Deserializer::from_str(body_text);
    let fact = Fact::read(&head.kind, &mut from).ok()??;
    from.end().ok()?;
    Some(Event {
        id: id.parse().ok()?,
        head,
        body: Body::Present(fact),
        text: Text {
            head: head_text.into(),
            body: Some((body_text.into(), salt.parse().ok()?)),
            rest: "".into(),
        },
    })
}
