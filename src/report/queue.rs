//! Now: the open records in the order in which they need somebody, each with the reason in words.

use std::cmp::Reverse;

use crate::{
    domain::{
        board::Board,
        ids::{PersonId, RecordId},
        priority::{Priority, Severity},
        record::Record,
        state::{HoldReason, RecordKind, State},
        time::Moment,
    },
    report::{
        clocks::Clocks,
        names,
        promise::{self, pressing},
        when,
    },
    sla::run::{Reading, Run},
};

/// What is open, ranked by the next promise that would be broken.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Queue {
    /// What is late or at risk; P1, SEV1 and SEV2; and what nobody acknowledged, unless it was
    /// rated P4 or P5.
    pub act_now: Vec<Row>,
    pub under_way: Vec<Row>,
    pub tallies: Tallies,
    /// When a clock turns from one look to the next, so that the ranking is due again.
    pub until: Option<Moment>,
}

/// An open record and why it stands where it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub record: RecordId,
    pub reason: Reason,
    pub risk: Risk,
}

/// How the most pressing of a record's clocks stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Risk {
    #[default]
    None,
    /// Most of its time has passed.
    AtRisk,
    Late,
}

/// How many records are in each pile; a record may be in several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tallies {
    pub open: usize,
    pub unacknowledged: usize,
    pub no_owner: usize,
    pub on_hold: usize,
    pub mine: usize,
    /// Records with a broken promise, and those that are about to break one.
    pub late: usize,
    pub at_risk: usize,
    /// Records with values to settle, ended ones too.
    pub conflicts: usize,
}

/// The most pressing thing about a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// So many fields hold unequal values; the first one's name.
    Conflict {
        fields: usize,
        first: &'static str,
    },
    /// The clock of that name was due then.
    Late {
        clock: String,
        due: Moment,
    },
    NotAcknowledged {
        since: Moment,
    },
    /// The clock of that name is due then; while it stands still, nobody knows when.
    AtRisk {
        clock: String,
        due: Option<Moment>,
    },
    NobodyHasIt,
    /// A team has it, and nobody of the team took it.
    NobodyTookIt {
        team: String,
    },
    OnHold {
        reason: Option<HoldReason>,
        since: Moment,
    },
    UnderWay {
        state: State,
        since: Moment,
    },
}

impl Reason {
    /// The reason as people read it.
    #[must_use]
    pub fn words(&self, now: Moment, offset: impl Fn(Moment) -> i32) -> String {
        match self {
            Self::Conflict { fields: 1, first } => format!("Conflict to settle: {first}"),
            Self::Conflict { fields, .. } => format!("{fields} conflicts to settle"),
            Self::Late { clock, due } => {
                format!("{clock} is {} late", when::duration(now.since(*due).max(0)))
            }
            Self::AtRisk {
                clock,
                due: Some(due),
            } => {
                format!("{clock} in {}", when::duration(due.since(now).max(0)))
            }
            Self::AtRisk { clock, due: None } => format!("{clock} is close"),
            Self::NotAcknowledged { since } => {
                format!(
                    "Not acknowledged, {}",
                    when::duration(now.since(*since).max(0))
                )
            }
            Self::NobodyHasIt => "Nobody has it".to_owned(),
            Self::NobodyTookIt { team } => format!("With {team}, nobody took it"),
            Self::OnHold { reason, since } => {
                let since = when::short(*since, now, offset);
                match reason {
                    Some(reason) => format!("On hold for {} since {since}", waits_for(*reason)),
                    None => format!("On hold since {since}"),
                }
            }
            Self::UnderWay { state, since } => {
                format!(
                    "{} since {}",
                    state.label(),
                    when::short(*since, now, offset)
                )
            }
        }
    }
}

/// Whom or what a record on hold waits for, inside a sentence.
#[must_use]
pub const fn waits_for(reason: HoldReason) -> &'static str {
    match reason {
        HoldReason::Caller => "the caller",
        HoldReason::Vendor => "vendor",
        HoldReason::Change => "a change",
        HoldReason::Problem => "a problem",
        HoldReason::Evidence => "evidence",
    }
}

/// An open record with what ranks it.
struct Open<'a> {
    record: &'a Record,
    /// The name of the clock that presses most, and what it reads.
    pressing: Option<(String, Reading)>,
    risk: Risk,
}

/// The queue of these kinds of records, as `me` sees it.
#[must_use]
pub fn queue(
    board: &Board,
    clocks: &Clocks,
    kinds: &[RecordKind],
    me: Option<PersonId>,
    now: Moment,
) -> Queue {
    let mut queue = Queue::default();
    let mut open: Vec<Open<'_>> = Vec::new();
    for record in board.records() {
        if !kinds.contains(&record.kind) {
            continue;
        }
        queue.tallies.conflicts += usize::from(!record.conflicts.is_empty());
        if record.state().is_open() {
            let one = watched(clocks, record, now);
            queue.tallies.add(&one, me);
            let runs = clocks.of(record.id).iter();
            let changes = runs.filter_map(|run| promise::next_change(run, clocks.plan(), now));
            queue.until = changes.chain(queue.until).min();
            open.push(one);
        }
    }
    open.sort_by_cached_key(rank);
    for one in open {
        let row = Row {
            record: one.record.id,
            reason: reason(board, &one),
            risk: one.risk,
        };
        if one.risk != Risk::None || needs_somebody_now(one.record) {
            queue.act_now.push(row);
        } else {
            queue.under_way.push(row);
        }
    }
    queue
}

fn watched<'a>(clocks: &Clocks, record: &'a Record, now: Moment) -> Open<'a> {
    let runs = clocks.of(record.id);
    let pressing = match runs {
        [] => None,
        runs => pressing(runs, clocks.plan(), now, |_| true),
    };
    let risk = match &pressing {
        Some((_, reading)) if reading.status.is_breached() => Risk::Late,
        Some((_, reading)) if reading.is_at_risk() => Risk::AtRisk,
        _ => Risk::None,
    };
    let named = |(run, reading): (&Run, Reading)| {
        let clock = &clocks.plan().clocks[usize::from(run.clock)];
        (clock.name.clone(), reading)
    };
    Open {
        record,
        pressing: pressing.map(named),
        risk,
    }
}

/// Whether nobody said yet that they have seen it. Work that has begun speaks for itself, and so
/// does an imported state, since other tools keep no acknowledgement.
#[must_use]
pub fn waits_for_acknowledgement(record: &Record) -> bool {
    let waiting = match record.state() {
        State::New => true,
        State::Triage | State::Assigned => record.source.is_none(),
        _ => false,
    };
    waiting && !record.is_acknowledged()
}

fn is_major(record: &Record) -> bool {
    matches!(record.severity, Some(Severity::Sev1 | Severity::Sev2))
        || record.priority() == Some(Priority::P1)
}

fn needs_somebody_now(record: &Record) -> bool {
    let can_wait = matches!(record.priority(), Some(Priority::P4 | Priority::P5));
    is_major(record) || (waits_for_acknowledgement(record) && !can_wait)
}

/// Major incidents first, then what is late, then what is due first; ties by priority, then the
/// longest known first. What nobody rated comes between P2 and P3.
fn rank(one: &Open<'_>) -> impl Ord + use<> {
    let record = one.record;
    let class = match record.priority() {
        _ if is_major(record) => 2,
        Some(priority) => priority.number() * 2,
        None => 5,
    };
    let is_late = one.risk == Risk::Late;
    let due = one.pressing.as_ref().and_then(|(_, reading)| reading.due);
    let unseen = class == 2 && waits_for_acknowledgement(record);
    (
        class != 2,
        !is_late,
        // Of what is late, the most important comes first and not the longest forgotten.
        if is_late { class } else { 0 },
        due.is_none(),
        due,
        !unseen,
        class,
        record.reported(),
        Reverse(record.changed),
        record.id,
    )
}

fn reason(board: &Board, one: &Open<'_>) -> Reason {
    let record = one.record;
    if let Some(first) = record.conflicts.first() {
        return Reason::Conflict {
            fields: record.conflicts.len(),
            first: first.label(),
        };
    }
    if let (Risk::Late, Some((clock, reading))) = (one.risk, &one.pressing)
        && let Some(due) = reading.due
    {
        return Reason::Late {
            clock: clock.clone(),
            due,
        };
    }
    if waits_for_acknowledgement(record) {
        return Reason::NotAcknowledged {
            since: record.reported(),
        };
    }
    if let (Risk::AtRisk, Some((clock, reading))) = (one.risk, &one.pressing) {
        return Reason::AtRisk {
            clock: clock.clone(),
            due: reading.due,
        };
    }
    let since = record.since;
    match (record.state(), record.owner, record.team) {
        (State::OnHold, ..) => Reason::OnHold {
            reason: record.standing.hold,
            since,
        },
        (_, None, None) => Reason::NobodyHasIt,
        (_, None, Some(team)) => Reason::NobodyTookIt {
            team: names::team(board, team).to_owned(),
        },
        (state, ..) => Reason::UnderWay { state, since },
    }
}

impl Tallies {
    fn add(&mut self, one: &Open<'_>, me: Option<PersonId>) {
        let record = one.record;
        self.late += usize::from(one.risk == Risk::Late);
        self.at_risk += usize::from(one.risk == Risk::AtRisk);
        self.open += 1;
        self.unacknowledged += usize::from(waits_for_acknowledgement(record));
        self.no_owner += usize::from(record.owner.is_none());
        self.on_hold += usize::from(record.state() == State::OnHold);
        self.mine += usize::from(me.is_some() && record.owner == me);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            command::{Change, Command, Move},
            fact::Team,
            ids::TeamId,
        },
        report::given::{ANA, Given, NOW, utc},
    };

    fn now(given: &Given) -> Queue {
        let mut clocks = Clocks::default();
        clocks.update(given.board(), given.now);
        let kinds = [RecordKind::Incident];
        queue(given.board(), &clocks, &kinds, Some(ANA), given.now)
    }

    fn order(rows: &[Row]) -> Vec<RecordId> {
        rows.iter().map(|row| row.record).collect()
    }

    #[test]
    fn the_queue_begins_with_what_nobody_has_seen() {
        let mut given = Given::new();
        let calm = given.report_p("Label printer jams", 4);
        let seen = given.report_p("East Clinic offline", 1);
        given.act(seen, Move::Take);
        let second = given.report_p("Orders time out", 2);
        let unrated = given.report("Bed board frozen");
        given.wait(5);
        let unseen = given.report_p("Phishing page", 1);
        let done = given.report_p("Roster e-mailed", 3);
        given.act(done, Move::Resolve);
        let queue = now(&given);
        assert_eq!(order(&queue.act_now), [unseen, seen, second, unrated]);
        assert_eq!(order(&queue.under_way), [calm]);
        assert_eq!(
            queue.tallies,
            Tallies {
                open: 5,
                unacknowledged: 4,
                no_owner: 4,
                on_hold: 0,
                mine: 1,
                late: 0,
                at_risk: 0,
                conflicts: 0
            }
        );
    }

    #[test]
    fn among_equals_the_longest_known_comes_first() {
        let mut given = Given::new();
        let first = given.report_p("One", 3);
        let second = given.wait(1).report_p("Two", 3);
        assert_eq!(order(&now(&given).act_now), [first, second]);
    }

    #[test]
    fn each_row_says_why() {
        let mut given = Given::new();
        given.now = Moment(NOW.0 - 13 * 60_000);
        let id = given.report_p("East Clinic offline", 2);
        let said = |given: &Given| {
            let queue = now(given);
            let row = queue.act_now.iter().chain(&queue.under_way).next().unwrap();
            row.reason.words(NOW, utc)
        };
        assert_eq!(said(&given), "Not acknowledged, 13 min");
        given.act(id, Move::Acknowledge);
        assert_eq!(said(&given), "Nobody has it");
        let team = TeamId([5; 16]);
        given.when(Command::DefineTeam(Team {
            id: team,
            name: "Network".to_owned(),
            members: Vec::new(),
            retired: false,
        }));
        given.act(
            id,
            Move::Escalate {
                person: None,
                team: Some(team),
            },
        );
        assert_eq!(said(&given), "With Network, nobody took it");
        given.act(id, Move::Take);
        given.act(id, Move::Start);
        assert_eq!(said(&given), "Investigating since 03:01");
        given.wait(1).act(id, Move::Hold(HoldReason::Vendor));
        assert_eq!(said(&given), "On hold for vendor since 03:02");
    }

    #[test]
    fn a_conflict_is_said_before_all_else() {
        let mut ana = Given::new();
        let id = ana.report_p("East Clinic offline", 4);
        let mut ben = Given::by(2, "Ben");
        ben.merge(&ana);
        let set = |title: &str| Command::Set {
            record: id,
            change: Change::Title(title.to_owned()),
        };
        ana.when(set("East Clinic: WAN down"));
        ben.when(set("East Clinic: no network"));
        ana.merge(&ben);
        let queue = now(&ana);
        assert_eq!(queue.tallies.conflicts, 1);
        assert_eq!(
            queue.under_way[0].reason.words(NOW, utc),
            "Conflict to settle: Title"
        );
    }
}
