//! The envelope: what stands above the events.

use std::{
    collections::{BTreeMap, HashSet},
    fmt,
};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, IgnoredAny, MapAccess, Visitor},
};
use serde_json::value::RawValue;

use crate::{
    domain::{
        ids::{EventId, ReplicaId, WorkspaceId},
        time::Moment,
    },
    exchange::{
        canonical::Json,
        file::{NotALog, VERSION},
        seal::{plain, shortened},
    },
};

/// What an envelope says. Members that this version does not know are left aside.
#[derive(Debug)]
pub(super) struct Top<'a> {
    pub workspace: WorkspaceId,
    pub exported_at: Option<Moment>,
    pub exported_by: String,
    pub heads: BTreeMap<ReplicaId, Vec<(u64, EventId)>>,
    pub events: Vec<&'a RawValue>,
}

/// Why there is no envelope to be read.
#[derive(Debug)]
pub(super) enum NoTop {
    /// The text is not JSON as a whole: perhaps some of its lines are still good.
    Damaged(serde_json::Error),
    Refused(NotALog),
}

impl<'a> Top<'a> {
    /// Reads a whole file. Its events are only told apart here.
    pub fn read(text: &'a str) -> Result<Self, NoTop> {
        let members: Members<'a> = match serde_json::from_str(text) {
            Ok(members) => members,
            // What is not an object may be JSON all the same, and then it is none of ours.
            Err(error) if error.is_data() => {
                return Err(match serde_json::from_str::<IgnoredAny>(text) {
                    Ok(_) => NoTop::Refused(NotALog::NotSitrep),
                    Err(error) => NoTop::Damaged(error),
                });
            }
            Err(error) => return Err(NoTop::Damaged(error)),
        };
        members.top().map_err(NoTop::Refused)
    }
}

/// The members of an object as they stand, also those that stand twice.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Each;

        impl<'de> Visitor<'de> for Each {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = from.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        from.deserialize_map(Each)
    }
}

impl<'a> Members<'a> {
    fn top(&self) -> Result<Top<'a>, NotALog> {
        let bad = |what: String| Err(NotALog::BadEnvelope(what));
        match self.get::<String>("format") {
            Ok(Some(format)) if format == "sitrep-log" => {}
            _ => return Err(NotALog::NotSitrep),
        }
        match self.get("version")? {
            Some(VERSION) => {}
            Some(version) if version > VERSION => return Err(NotALog::FromTheFuture(version)),
            Some(version) => return bad(format!("there is no format version {version}")),
            None => return bad("it does not say its version".to_owned()),
        }
        let mut names = HashSet::new();
        if let Some((name, _)) = self.0.iter().find(|(name, _)| !names.insert(name)) {
            return bad(format!("\"{}\" stands there twice", shortened(name)));
        }
        let Some(workspace) = self.get("workspace")? else {
            return bad("it does not say which workspace it is of".to_owned());
        };
        // Of an end that stands twice nobody knows which was meant.
        self.get::<Json>("heads")?;
        let Some(heads) = self.get("heads")? else {
            return bad("it does not say where its chains end (\"heads\")".to_owned());
        };
        let Some(events) = self.find("events") else {
            return bad("it has no \"events\"".to_owned());
        };
        let Ok(events) = serde_json::from_str(events.get()) else {
            return bad("\"events\" is not a list".to_owned());
        };
        Ok(Top {
            workspace,
            exported_at: self.get("exported_at")?,
            exported_by: self.get("exported_by")?.unwrap_or_default(),
            heads,
            events,
        })
    }

    fn find(&self, name: &str) -> Option<&'a RawValue> {
        let member = self.0.iter().find(|(held, _)| held == name);
        member.map(|(_, value)| *value)
    }

    fn get<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, NotALog> {
        let Some(value) = self.find(name).filter(|value| value.get() != "null") else {
            return Ok(None);
        };
        serde_json::from_str(value.get())
            .map(Some)
            .map_err(|error| {
                NotALog::BadEnvelope(format!("\"{name}\" is wrong, {}", plain(&error)))
            })
    }
}
