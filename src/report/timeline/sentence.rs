//! An event as a sentence, without its author: `moved Investigating to On hold: vendor`.

use crate::{
    domain::{
        board::Board,
        event::{Body, Event},
        fact::{Assignment, Fact, Imported, Kind, Reported},
        ids::{ClockId, EventId},
        ledger::Ledger,
        state::{Channel, State},
        value::{Field, Standing, Value, each_value},
    },
    report::{
        names,
        timeline::{
            Piece::{self, At, Plain, Record, Strong},
            values,
        },
        when,
    },
};

/// Writes the sentence of an event.
pub(super) fn sentence(board: &Board, ledger: &Ledger, place: usize) -> Vec<Piece> {
    let event = &ledger.events[place];
    let moved = |to: Standing| moved(board, ledger, place, to);
    let fact = match &event.body {
        Body::Present(fact) => fact,
        Body::Absent => return withheld(&event.head.kind),
        Body::Unknown => {
            let kind = event.head.kind.to_string();
            return vec![
                plain("did what this version of Sitrep does not know: "),
                Strong(kind),
            ];
        }
    };
    match fact {
        Fact::Reported(body) => declared(body),
        Fact::Imported(body) => imported(ledger, place, body),
        Fact::Acknowledged(_) => vec![plain("acknowledged this")],
        Fact::Taken(_) => vec![plain("took this")],
        Fact::Assigned(to) | Fact::Reassigned(to)
            if to.person.is_some() && to.person == event.head.by =>
        {
            vec![plain("took this")]
        }
        Fact::Assigned(to) => assigned(board, "assigned ", to),
        Fact::Reassigned(to) => assigned(board, "handed this to ", to),
        Fact::Escalated(to) => assigned(board, "escalated to ", to),
        Fact::Started(_) => moved(State::Investigating.into()),
        Fact::Mitigated(_) => moved(State::Mitigated.into()),
        Fact::Resolved(_) => moved(State::Resolved.into()),
        Fact::Closed(_) => moved(State::Closed.into()),
        Fact::Reopened(_) => {
            let mut pieces = vec![plain("reopened this: ")];
            pieces.extend(moved(State::Investigating.into()));
            pieces
        }
        Fact::Held(body) => moved(Standing {
            state: State::OnHold,
            hold: Some(body.reason),
            void: None,
        }),
        Fact::Cancelled(body) => moved(Standing {
            state: State::Cancelled,
            hold: None,
            void: Some(body.reason),
        }),
        Fact::Resumed(body) | Fact::StateSet(body) => moved(Standing {
            state: body.state,
            hold: body.hold,
            void: None,
        }),
        Fact::Verified(_) => vec![plain("verified that all is normal")],
        Fact::Noted(_) => vec![plain("wrote a note")],
        Fact::Decided(_) => vec![plain("recorded a decision")],
        Fact::UpdatePosted(body) => match &body.audience {
            Some(audience) => vec![plain("posted an update to "), Strong(audience.clone())],
            None => vec![plain("posted an update")],
        },
        Fact::EvidenceLinked(body) => vec![plain("added evidence "), Strong(body.title.clone())],
        Fact::Linked(body) => vec![
            plain("linked this: "),
            Plain(body.relation.label().to_lowercase()),
            plain(" "),
            Record(body.to, board.reference(body.to)),
        ],
        Fact::Unlinked(_) => vec![plain("took a link off")],
        Fact::ClockPaused(turn) => vec![plain("paused the clock "), clock(board, turn.clock)],
        Fact::ClockResumed(turn) => vec![plain("resumed the clock "), clock(board, turn.clock)],
        Fact::ClockExtended(turn) => vec![
            plain("extended the clock "),
            clock(board, turn.clock),
            plain(" by "),
            Strong(when::duration(i64::try_from(turn.by).unwrap_or(i64::MAX))),
        ],
        Fact::Undone(_) => undid(board, ledger, event),
        Fact::Erased(_) => vec![
            plain("erased what "),
            Strong(entries(event.head.over.len())),
            plain(" said"),
        ],
        _ => set(board, ledger, place),
    }
}

/// A clock by its name; one that the policy has no more, by what it is.
fn clock(board: &Board, id: ClockId) -> Piece {
    let clock = board.settings.policy.clock(id);
    Strong(clock.map_or_else(|| "of an earlier policy".to_owned(), |it| it.name.clone()))
}

fn plain(text: &str) -> Piece {
    Plain(text.to_owned())
}

fn declared(body: &Reported) -> Vec<Piece> {
    let by = match body.channel {
        Some(Channel::Phone) => " from a call",
        Some(Channel::Email) => " from an e-mail",
        Some(Channel::Chat) => " from a chat",
        Some(Channel::Portal) => " from self-service",
        Some(Channel::Monitoring) => " from monitoring",
        Some(Channel::WalkIn) => " from a walk-in",
        None => "",
    };
    let mut pieces = vec![Plain(format!("declared this{by}"))];
    if let Some(started) = body.started {
        pieces.extend([plain(". Impact began "), At(started)]);
    }
    pieces
}

fn imported(ledger: &Ledger, place: usize, body: &Imported) -> Vec<Piece> {
    let is_first = !ledger.events[..place]
        .iter()
        .any(|event| event.head.kind == Kind::Imported);
    let mut pieces = vec![plain(if is_first {
        "imported this from "
    } else {
        "imported changes from "
    })];
    pieces.push(Strong(names::source(&body.source).to_owned()));
    if !body.instance.is_empty() {
        pieces.extend([plain(", "), Strong(body.instance.clone())]);
    }
    if is_first {
        return pieces;
    }
    let mut fields = Vec::new();
    each_value(&ledger.events[place], 0, |field, _| {
        if field != Field::Reference {
            fields.push(field.label());
        }
    });
    if !fields.is_empty() {
        pieces.push(Plain(format!(": {}", fields.join(", "))));
    }
    pieces
}

fn assigned(board: &Board, verb: &str, to: &Assignment) -> Vec<Piece> {
    let mut pieces = vec![plain(verb)];
    if let Some(person) = to.person {
        pieces.push(Strong(names::person(board, person).to_owned()));
    }
    if let Some(team) = to.team {
        pieces.push(plain(if to.person.is_some() {
            ", team "
        } else {
            "team "
        }));
        pieces.push(Strong(names::team(board, team).to_owned()));
    }
    if pieces.len() == 1 {
        pieces.push(plain("nobody"));
    }
    pieces
}

/// `moved Investigating to On hold: vendor`, from the state that the event replaced.
fn moved(board: &Board, ledger: &Ledger, place: usize, to: Standing) -> Vec<Piece> {
    let mut pieces = vec![plain("moved ")];
    if let Some(Value::State(from)) = replaced(ledger, place, Field::State) {
        if from == to {
            return vec![plain("kept it "), values::state(board, to)];
        }
        pieces.extend([values::state(board, from), plain(" to ")]);
    } else {
        pieces.push(plain("it to "));
    }
    pieces.push(values::state(board, to));
    pieces
}

/// `changed Title from “a” to “b”`, `set Category to Network`, `cleared Vendor`.
fn set(board: &Board, ledger: &Ledger, place: usize) -> Vec<Piece> {
    let mut values = Vec::new();
    each_value(
        &ledger.events[place],
        ledger.cycles[place],
        |field, value| values.push((field, value)),
    );
    let Some((field, Some(value))) = values.into_iter().next() else {
        return vec![Plain(
            ledger.events[place].head.kind.slug().replace('_', " "),
        )];
    };
    let name = || Strong(field.label().to_owned());
    let is_empty = |value: &Value| match value {
        Value::Text(text) => text.is_empty(),
        Value::Category(None)
        | Value::Service(None)
        | Value::Channel(None)
        | Value::Origin(None)
        | Value::Assessment(None)
        | Value::Severity(None)
        | Value::Moment(None) => true,
        _ => false,
    };
    if is_empty(&value) {
        return vec![plain("cleared "), name()];
    }
    // The new text of a long field stands below the sentence.
    if matches!(
        field,
        Field::Description | Field::Affected | Field::Cause | Field::Workaround
    ) {
        return vec![plain("wrote "), name()];
    }
    let to = values::piece(board, &value);
    match replaced(ledger, place, field).filter(|before| !is_empty(before) && *before != value) {
        Some(before) => {
            let from = values::piece(board, &before);
            vec![
                plain("changed "),
                name(),
                plain(" from "),
                from,
                plain(" to "),
                to,
            ]
        }
        None => vec![plain("set "), name(), plain(" to "), to],
    }
}

fn undid(board: &Board, ledger: &Ledger, event: &Event) -> Vec<Piece> {
    let of = |id: EventId| ledger.events.iter().position(|event| event.id == id);
    let mut pieces = vec![plain("took back: ")];
    match event.head.reference.and_then(of) {
        Some(place) if ledger.events[place].head.kind != Kind::Undone => {
            pieces.extend(sentence(board, ledger, place));
        }
        Some(_) => pieces.push(plain("an undo")),
        None => pieces.push(plain("something that is not in this log")),
    }
    pieces
}

fn withheld(kind: &Kind) -> Vec<Piece> {
    let what = kind.slug().replace('_', " ");
    vec![Strong(what), plain(": what it said is withheld")]
}

/// The value of a field that the event replaced, the newest of several.
fn replaced(ledger: &Ledger, place: usize, field: Field) -> Option<Value> {
    let over = &ledger.events[place].head.over;
    (ledger.events.iter().zip(&ledger.cycles).rev())
        .filter(|(event, _)| over.contains(&event.id))
        .find_map(|(event, &cycle)| {
            let mut held = None;
            each_value(event, cycle, |set, value| {
                if set == field {
                    held = value;
                }
            });
            held
        })
}

fn entries(count: usize) -> String {
    match count {
        1 => "1 entry".to_owned(),
        count => format!("{count} entries"),
    }
}
