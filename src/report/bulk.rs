//! What became of one action on many records, in a sentence.

use crate::domain::{command::Rejection, ids::RecordId};

/// `12 records acknowledged. Left out: 2 acknowledged already, 1 closed.`
#[must_use]
pub fn summary(done: &str, left_out: &[(RecordId, Rejection)]) -> String {
    let mut reasons: Vec<(String, usize)> = Vec::new();
    for (_, why) in left_out {
        let why = reason(why);
        match reasons.iter_mut().find(|(held, _)| *held == why) {
            Some((_, count)) => *count += 1,
            None => reasons.push((why, 1)),
        }
    }
    reasons.sort_by(|(one, few), (other, many)| many.cmp(few).then_with(|| one.cmp(other)));
    let reasons: Vec<String> = (reasons.iter())
        .map(|(why, count)| format!("{count} {why}"))
        .collect();
    match reasons.is_empty() {
        true => done.to_owned(),
        false => format!("{done}. Left out: {}.", reasons.join(", ")),
    }
}

/// Why a record was left out, behind a number.
fn reason(why: &Rejection) -> String {
    match why {
        Rejection::WrongState { state, .. } => state.to_lowercase(),
        Rejection::AlreadyAcknowledged => "acknowledged already".to_owned(),
        Rejection::AlreadyVerified => "verified already".to_owned(),
        Rejection::AlreadyTheirs => "already theirs".to_owned(),
        Rejection::NoChange => "like that already".to_owned(),
        Rejection::SelfLink => "linked to itself".to_owned(),
        Rejection::Unknown => "not on this device".to_owned(),
        other => format!("({})", other.to_string().trim_end_matches('.')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commonest_reason_comes_first() {
        let closed = Rejection::WrongState {
            act: "Acknowledge",
            state: "Closed",
        };
        let left_out: Vec<_> = [
            closed,
            Rejection::AlreadyAcknowledged,
            Rejection::AlreadyAcknowledged,
        ]
        .into_iter()
        .map(|why| (RecordId([1; 16]), why))
        .collect();
        assert_eq!(
            summary("12 records acknowledged", &left_out),
            "12 records acknowledged. Left out: 2 acknowledged already, 1 closed."
        );
        assert_eq!(summary("1 record closed", &[]), "1 record closed");
    }
}
