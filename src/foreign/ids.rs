//! Ids of things that another tool names: the same on every machine that imports them.

use sha2::{Digest, Sha256};

use crate::{
    domain::ids::{CategoryId, MappingId, PersonId, RecordId, ServiceId, TeamId},
    exchange::canonical::Json,
};

/// The record of a source's number.
#[must_use]
pub fn record(source: &str, instance: &str, number: &str) -> RecordId {
    RecordId(hash("record", &[source, instance, number]))
}

/// The person that a source names so.
#[must_use]
pub fn person(source: &str, instance: &str, name: &str) -> PersonId {
    PersonId(hash("person", &[source, instance, name]))
}

/// The team that a source names so.
#[must_use]
pub fn team(source: &str, instance: &str, name: &str) -> TeamId {
    TeamId(hash("team", &[source, instance, name]))
}

/// The service that a source names so.
#[must_use]
pub fn service(source: &str, instance: &str, name: &str) -> ServiceId {
    ServiceId(hash("service", &[source, instance, name]))
}

/// The category of that name; all sources share it, and case does not matter.
#[must_use]
pub fn category(name: &str) -> CategoryId {
    CategoryId(hash("category", &[&name.to_lowercase()]))
}

/// The mapping of a table with these column names, whatever their order.
#[must_use]
pub fn mapping(names: &std::collections::BTreeSet<&str>) -> MappingId {
    MappingId(hash("mapping", &names.iter().copied().collect::<Vec<_>>()))
}

/// A number for a row that has none, from what it says.
#[must_use]
pub fn number(cells: &[&str]) -> String {
    const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let bits = u128::from_be_bytes(hash("row", cells));
    let digit = |place: u32| {
        let five = usize::try_from((bits >> (123 - 5 * place)) & 31).unwrap_or(0);
        char::from(DIGITS[five])
    };
    format!("ROW-{}", (0..10).map(digit).collect::<String>())
}

/// The first 16 bytes of a SHA-256 over what it is about and the canonical JSON of its names.
fn hash(about: &str, names: &[&str]) -> [u8; 16] {
    let names = names.iter().map(|&name| Json::Text(name.to_owned()));
    let mut hash = Sha256::new();
    hash.update(format!("sitrep/{about}/1\n"));
    hash.update(Json::List(names.collect()).canonical());
    let whole: [u8; 32] = hash.finalize().into();
    let mut half = [0; 16];
    half.copy_from_slice(&whole[..16]);
    half
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_the_same_on_every_machine() {
        // printf 'sitrep/record/1\n["servicenow","","INC0010001"]' | sha256sum
        let id = record("servicenow", "", "INC0010001");
        assert_eq!(
            u128::from_be_bytes(id.0),
            0x0c0b_9f1b_b4e5_e2aa_2042_7262_1068_b6d5
        );
    }

    #[test]
    fn instances_keep_their_records_apart_and_categories_are_shared() {
        assert_ne!(
            record("servicenow", "a", "INC1"),
            record("servicenow", "b", "INC1")
        );
        assert_eq!(category("Inquiry / Help"), category("inquiry / help"));
    }
}
