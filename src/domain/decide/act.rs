//! Acts: what moves a record through its life.

use std::collections::{BTreeSet, HashMap};

use crate::domain::{
    command::{Actor, Move, Rejection},
    decide::replace,
    event::{Intent, Subject},
    fact::{Assignment, Cancelled, Fact, Happening, Held, StateSet},
    ids::{EventId, PersonId, RecordId, TeamId},
    ledger::Ledger,
    state::{Milestone, State},
    time::Moment,
    value::{Field, Standing, Value, each_value},
};

pub(super) fn act(
    ledger: &Ledger,
    actor: &Actor,
    record: RecordId,
    act: Move,
    happened: Option<Moment>,
    note: Option<String>,
) -> Result<Vec<Intent>, Rejection> {
    let state = standing(ledger).state;
    let kind = act.kind();
    if !kind.is_allowed_in(state) {
        return Err(Rejection::WrongState {
            act: kind.label(),
            state: state.label(),
        });
    }
    let cycle = ledger.cycle();
    let milestone = |milestone| Field::Milestone(milestone, cycle);
    let acknowledged = is_acknowledged(ledger, cycle);
    let early = matches!(state, State::New | State::Triage);
    let happening = Happening {
        happened,
        note: note.clone(),
    };
    let assignment = |person, team| Assignment {
        person,
        team,
        happened,
        note: note.clone(),
    };
    let (fact, fields) = match act {
        Move::Acknowledge if acknowledged => return Err(Rejection::AlreadyAcknowledged),
        Move::Acknowledge if state == State::New => (
            Fact::Acknowledged(happening),
            vec![Field::State, milestone(Milestone::Acknowledged)],
        ),
        // Its state yields to the one that stands, so only the milestone is replaced.
        Move::Acknowledge => (
            Fact::Acknowledged(happening),
            vec![milestone(Milestone::Acknowledged)],
        ),
        Move::Take if early && !acknowledged => (
            Fact::Taken(assignment(Some(actor.person), team(ledger))),
            vec![
                Field::Owner,
                Field::Team,
                Field::State,
                milestone(Milestone::Acknowledged),
                milestone(Milestone::Assigned),
            ],
        ),
        Move::Take if !acknowledged => {
            return take_late(ledger, actor, record, happened, note);
        }
        Move::Take => {
            let mine = assignment(Some(actor.person), team(ledger));
            assign(ledger, mine, early, cycle)?
        }
        Move::Assign { person, team } => assign(ledger, assignment(person, team), early, cycle)?,
        Move::Escalate { person, team } => {
            let to = assignment(person, team);
            new_hands(ledger, &to)?;
            (Fact::Escalated(to), vec![Field::Owner, Field::Team])
        }
        Move::Start => (Fact::Started(happening), vec![Field::State]),
        Move::Hold(reason) => (
            Fact::Held(Held {
                reason,
                happened,
                note,
            }),
            vec![Field::State],
        ),
        Move::Resume => (
            Fact::Resumed(StateSet {
                state: state_before_hold(ledger, acknowledged),
                hold: None,
                happened,
                note,
            }),
            vec![Field::State],
        ),
        Move::Mitigate => (
            Fact::Mitigated(happening),
            vec![Field::State, milestone(Milestone::Mitigated)],
        ),
        Move::Resolve => (
            Fact::Resolved(happening),
            vec![Field::State, milestone(Milestone::Resolved)],
        ),
        Move::Verify if ledger.moment(Milestone::Verified, cycle).is_some() => {
            return Err(Rejection::AlreadyVerified);
        }
        Move::Verify => (
            Fact::Verified(happening),
            vec![milestone(Milestone::Verified)],
        ),
        Move::Close => (
            Fact::Closed(happening),
            vec![Field::State, milestone(Milestone::Closed)],
        ),
        Move::Reopen => (Fact::Reopened(happening), vec![Field::State]),
        Move::Cancel(reason) => (
            Fact::Cancelled(Cancelled {
                reason,
                happened,
                note,
            }),
            vec![Field::State],
        ),
    };
    let mut intent = replace(ledger, Subject::Record(record), &fields, fact);
    intent.reference = match act {
        // Where an import says how the record stands, its event is of an older cycle, and the
        // newest must still give way to a next.
        Move::Reopen => ledger.anchor(Field::State, cycle),
        _ => ledger.cycle_opener(),
    };
    Ok(vec![intent])
}

/// Taking what somebody works on already: it is seen from now on, and the state stays.
fn take_late(
    ledger: &Ledger,
    actor: &Actor,
    record: RecordId,
    happened: Option<Moment>,
    note: Option<String>,
) -> Result<Vec<Intent>, Rejection> {
    let mut intents = act(
        ledger,
        actor,
        record,
        Move::Acknowledge,
        happened,
        note.clone(),
    )?;
    let assigned = Move::Assign {
        person: Some(actor.person),
        team: team(ledger),
    };
    match act(ledger, actor, record, assigned, happened, note) {
        Ok(more) => intents.extend(more),
        Err(Rejection::AlreadyTheirs) => {}
        Err(rejection) => return Err(rejection),
    }
    Ok(intents)
}

/// The first assignment moves the state on; a later one only changes who has it.
fn assign(
    ledger: &Ledger,
    to: Assignment,
    early: bool,
    cycle: u16,
) -> Result<(Fact, Vec<Field>), Rejection> {
    if early {
        someone(&to)?;
        let moved = Field::Milestone(Milestone::Assigned, cycle);
        let fields = vec![Field::Owner, Field::Team, Field::State, moved];
        return Ok((Fact::Assigned(to), fields));
    }
    new_hands(ledger, &to)?;
    Ok((Fact::Reassigned(to), vec![Field::Owner, Field::Team]))
}

fn someone(to: &Assignment) -> Result<(), Rejection> {
    if to.person.is_none() && to.team.is_none() {
        return Err(Rejection::Nobody);
    }
    Ok(())
}

fn new_hands(ledger: &Ledger, to: &Assignment) -> Result<(), Rejection> {
    someone(to)?;
    if owner(ledger) == to.person && team(ledger) == to.team {
        return Err(Rejection::AlreadyTheirs);
    }
    Ok(())
}

/// The state that the hold replaced, through holds of other reasons and acts that were undone
/// since; investigating where that is not known. What was new and got acknowledged meanwhile is
/// in triage.
fn state_before_hold(ledger: &Ledger, acknowledged: bool) -> State {
    let places: HashMap<EventId, usize> = (ledger.events.iter().map(|event| event.id))
        .zip(0..)
        .collect();
    let mut waiting: BTreeSet<usize> = ledger.standing(Field::State).last().into_iter().collect();
    let mut done = BTreeSet::new();
    while let Some(place) = waiting.pop_last() {
        let event = &ledger.events[place];
        let mut state = None;
        each_value(event, ledger.cycles[place], |field, value| {
            if let (Field::State, Some(Value::State(standing))) = (field, value) {
                state = Some(standing.state);
            }
        });
        match state.filter(|&state| state != State::OnHold && ledger.active[place]) {
            Some(State::New) if acknowledged => return State::Triage,
            Some(state) => return state,
            None if done.insert(place) => {
                waiting.extend(event.head.over.iter().filter_map(|id| places.get(id)));
            }
            None => {}
        }
    }
    State::Investigating
}

fn is_acknowledged(ledger: &Ledger, cycle: u16) -> bool {
    ledger.moment(Milestone::Acknowledged, cycle).is_some()
}

fn standing(ledger: &Ledger) -> Standing {
    match ledger.get(Field::State) {
        Some(Value::State(standing)) => *standing,
        _ => State::New.into(),
    }
}

fn owner(ledger: &Ledger) -> Option<PersonId> {
    match ledger.get(Field::Owner) {
        Some(Value::Person(person)) => *person,
        _ => None,
    }
}

fn team(ledger: &Ledger) -> Option<TeamId> {
    match ledger.get(Field::Team) {
        Some(Value::Team(team)) => *team,
        _ => None,
    }
}
