//! What a person might ask for, given what they see.

use sitrep::domain::{
    board::Board,
    calendar::{Calendar, Weekday, Window},
    command::{Change, Command, Move, Rating, Report, Writing},
    event::{Event, Subject},
    fact::{Budgets, Category, Imported, Kind, Past, Person, Service, Team},
    ids::{
        CalendarId, CategoryId, ClockId, EventId, PersonId, RecordId, ServiceId, TeamId,
        WorkspaceId,
    },
    ledger::Ledger,
    policy::{OnChange, Policy, PolicyPreset},
    priority::{Preset, Priority, Scale, Severity},
    state::{Channel, HoldReason, Milestone, Origin, RecordKind, Relation, State, VoidReason},
    time::Moment,
    trail::Turned,
    value::Field,
};

use super::{BEGINNING, dice::Dice};

const TEXTS: [&str; 8] = [
    "Printer on fire",
    "VPN down",
    "Ärger im Flur \u{1f525}",
    "quote \" backslash \\ slash / null \u{0} tab \t line\nend",
    "\u{ffff}\u{2028}\u{7f}",
    "a",
    "b",
    "",
];

/// A new record.
pub fn report(dice: &mut Dice) -> Command {
    let mut report = Report::blank(RecordId(dice.bytes()));
    report.kind = dice.pick(RecordKind::ALL);
    report.title = dice.pick(&TEXTS[..6]).to_owned();
    report.description = dice.pick(&TEXTS).to_owned();
    report.category = dice.maybe(&[CategoryId::built_in(1), CategoryId::built_in(0x0203)]);
    report.rating = dice.chance(50).then(|| rating(dice, Scale::default()));
    report.severity = dice.maybe(Severity::ALL);
    report.channel = dice.maybe(Channel::ALL);
    report.origin = dice.maybe(Origin::ALL);
    report.owner = dice.maybe(&people());
    report.team = dice.maybe(&teams());
    Command::Report(Box::new(report))
}

/// Anything that the desk's page would offer, and now and then something that it would not.
pub fn any(board: &Board, records: &[RecordId], dice: &mut Dice) -> Option<Command> {
    if records.is_empty() || dice.chance(8) {
        return Some(report(dice));
    }
    let record = dice.pick(records);
    let ledger = board.ledger(Subject::Record(record));
    Some(match dice.below(100) {
        0..21 => act(&ledger, record, dice),
        21..24 => turn(board, record, dice)?,
        24..48 => Command::Set {
            record,
            change: change(board, dice),
        },
        48..56 => Command::Correct {
            record,
            milestone: dice.pick(Milestone::ALL),
            cycle: u16::try_from(dice.below(u64::from(ledger.cycle()) + 1)).ok()?,
            happened: moment(dice),
        },
        56..60 => Command::Write {
            record,
            entry: dice.pick(&[
                Writing::Note,
                Writing::Decision,
                Writing::Update {
                    audience: "Wards".to_owned(),
                },
            ]),
            text: dice.pick(&TEXTS).to_owned(),
            happened: moment(dice),
        },
        60 => Command::LinkEvidence {
            record,
            title: String::new(),
            url: "https://example.org/proof".to_owned(),
            happened: None,
        },
        61..65 => Command::Link {
            record,
            to: dice.pick(records),
            relation: dice.pick(Relation::ALL),
        },
        65..67 => Command::Unlink {
            record,
            link: link(&ledger, dice)?,
        },
        67..73 => settling(&ledger, Some(record), dice)
            .or_else(|| settling(&board.ledger(Subject::Workspace), None, dice))?,
        73..81 => Command::Undo {
            events: vec![event(&ledger, dice).id],
        },
        81..84 => Command::Erase {
            events: (0..=dice.below(2))
                .map(|_| event(&ledger, dice).id)
                .collect(),
        },
        84..90 => Command::Import(std::sync::Arc::new(
            (0..=dice.below(2)).map(|_| imported(dice)).collect(),
        )),
        90..97 => setting(board, dice)?,
        _ => Command::All(vec![
            Command::Set {
                record,
                change: change(board, dice),
            },
            Command::Set {
                record,
                change: change(board, dice),
            },
            act(&ledger, record, dice),
        ]),
    })
}

/// Settles one of the conflicts that there are.
pub fn settling(ledger: &Ledger, record: Option<RecordId>, dice: &mut Dice) -> Option<Command> {
    let conflicts: Vec<_> = ledger.conflicts().collect();
    let (field, live) = dice.maybe(&conflicts)?;
    let known: Vec<_> = live.iter().filter(|live| live.value.is_some()).collect();
    let choice = ledger.events[dice.pick(&known).event].id;
    Some(Command::Settle {
        record,
        field,
        choice,
    })
}

fn event(ledger: &Ledger, dice: &mut Dice) -> std::sync::Arc<Event> {
    dice.pick(&ledger.events)
}

fn act(ledger: &Ledger, record: RecordId, dice: &mut Dice) -> Command {
    let state = match ledger.get(Field::State) {
        Some(sitrep::domain::value::Value::State(standing)) => standing.state,
        _ => State::New,
    };
    let (person, team) = (dice.maybe(&people()), dice.maybe(&teams()));
    let moves = [
        Move::Acknowledge,
        Move::Take,
        Move::Assign { person, team },
        Move::Escalate { person, team },
        Move::Start,
        Move::Hold(dice.pick(HoldReason::ALL)),
        Move::Resume,
        Move::Mitigate,
        Move::Resolve,
        Move::Resolve,
        Move::Verify,
        Move::Close,
        Move::Reopen,
        Move::Reopen,
        Move::Cancel(dice.pick(VoidReason::ALL)),
    ];
    let fitting = moves
        .into_iter()
        .filter(|act| act.kind().is_allowed_in(state));
    Command::Act {
        record,
        act: dice.pick(&fitting.collect::<Vec<_>>()),
        happened: moment(dice),
        note: dice.maybe(&TEXTS).map(str::to_owned),
    }
}

fn change(board: &Board, dice: &mut Dice) -> Change {
    let text = dice.pick(&TEXTS).to_owned();
    match dice.below(16) {
        0 => Change::Description(text),
        1 => Change::Affected(text),
        2 => Change::Cause(text),
        3 => Change::Workaround(text),
        4 => Change::Vendor(text),
        5 => Change::Reporter(text),
        6 => Change::Kind(dice.pick(RecordKind::ALL)),
        7 => Change::Category(dice.maybe(&[CategoryId::built_in(2), CategoryId([9; 16])])),
        8 => Change::Service(dice.maybe(&[ServiceId([1; 16]), ServiceId([2; 16])])),
        9 => Change::Channel(dice.maybe(Channel::ALL)),
        10 => Change::Origin(dice.maybe(Origin::ALL)),
        11 => Change::Severity(dice.maybe(Severity::ALL)),
        12 | 13 => Change::Rating(rating(dice, board.settings.scale)),
        _ => Change::Title(text),
    }
}

fn rating(dice: &mut Dice, scale: Scale) -> Rating {
    let mut level = || u8::try_from(1 + dice.below(3)).expect("1 to 3");
    let (impact, urgency) = (level(), level());
    Rating {
        scale,
        impact,
        urgency,
        overridden: dice.maybe(Priority::ALL),
        reason: dice.pick(&TEXTS[..6]).to_owned(),
    }
}

fn setting(board: &Board, dice: &mut Dice) -> Option<Command> {
    let name = dice.pick(&TEXTS).to_owned();
    let retired = dice.chance(20);
    Some(match dice.below(12) {
        0 => Command::NameWorkspace(name),
        1 => Command::SetZone("America/Chicago".to_owned()),
        2 => Command::SetBudgets(Budgets {
            title: 60 + u32::try_from(dice.below(2)).ok()?,
            ..Budgets::default()
        }),
        3 => Command::DefinePerson(Person {
            id: dice.pick(&people()),
            name,
            retired,
        }),
        4 => Command::DefineTeam(Team {
            id: dice.pick(&teams()),
            name,
            members: people(),
            retired,
        }),
        5 => Command::DefineService(Service {
            id: ServiceId([1; 16]),
            name,
            team: dice.maybe(&teams()),
            retired,
        }),
        6 => Command::DefineCategory(Category {
            id: CategoryId([9; 16]),
            name,
            parent: dice.maybe(&[CategoryId::built_in(1)]),
            retired,
        }),
        7 => Command::DefineMatrix(dice.pick(Preset::ALL).matrix()),
        8 => Command::Adopt(WorkspaceId([8; 16])),
        9 => Command::DefineCalendar(calendar(name, dice)),
        10 => Command::DefinePolicy(policy(dice)),
        _ => settling(&board.ledger(Subject::Workspace), None, dice)?,
    })
}

/// Working hours in a zone whose clocks change, on some days of the week.
fn calendar(name: String, dice: &mut Dice) -> Calendar {
    let days = Weekday::ALL.iter().filter(|_| dice.chance(70));
    let hours = days.map(|&day| (day, vec![Window(0, 450), Window(600, 1_200)]));
    Calendar {
        hours: hours.collect(),
        id: dice.pick(&[Calendar::BUSINESS, CalendarId([1; 16])]),
        name,
        zone: dice.pick(&["", "Europe/Berlin"]).to_owned(),
        holidays: Vec::new(),
        retired: dice.chance(20),
    }
}

/// A preset with other targets, calendars and ways to take a change.
fn policy(dice: &mut Dice) -> Policy {
    let mut policy = dice.pick(PolicyPreset::ALL).policy();
    for clock in &mut policy.clocks {
        clock.on_change = dice.pick(OnChange::ALL);
        clock.calendar = dice.pick(&[
            Calendar::ALWAYS,
            Calendar::BUSINESS,
            CalendarId([1; 16]),
            CalendarId([2; 16]),
        ]);
        for rule in &mut clock.rules {
            rule.target = dice.chance(90).then(|| 1 + dice.below(20_000_000));
        }
    }
    policy
}

/// A hand on a clock of the policy, or now and then on one that it does not have.
fn turn(board: &Board, record: RecordId, dice: &mut Dice) -> Option<Command> {
    let clocks = board.settings.policy.clocks.iter();
    let clocks: Vec<ClockId> = clocks.map(|clock| clock.id).collect();
    Some(Command::Turn {
        record,
        clock: dice.maybe(&clocks)?,
        what: dice.pick(&[
            Turned::Paused,
            Turned::Resumed,
            Turned::Extended(60_000),
            Turned::Extended(3_600_000),
        ]),
        reason: dice.pick(&TEXTS[..6]).to_owned(),
        happened: moment(dice),
    })
}

/// Records of another tool: few numbers and few times, so that imports meet.
fn imported(dice: &mut Dice) -> (RecordId, Imported) {
    let number = dice.below(3);
    let mut imported = Imported {
        source: "servicenow".to_owned(),
        instance: "test".to_owned(),
        number: format!("INC00{number}"),
        updated: Moment(BEGINNING.0 + dice.below(4).cast_signed() * 1_000),
        kind: dice.maybe(RecordKind::ALL),
        title: dice.maybe(&TEXTS).map(str::to_owned),
        description: dice.maybe(&TEXTS).map(str::to_owned),
        severity: dice.maybe(Severity::ALL),
        state: dice.maybe(State::ALL),
        owner: dice.maybe(&people()),
        ..Imported::default()
    };
    for &milestone in Milestone::ALL {
        if dice.chance(15) {
            imported.milestones.insert(milestone, moment(dice));
        }
    }
    if dice.chance(50) {
        let name = dice.pick(&TEXTS[4..]).to_owned();
        imported
            .labels
            .insert(&PersonId([0; 16]).to_string(), &name);
    }
    while dice.chance(40) {
        imported.history.push(Past {
            at: Moment(BEGINNING.0 - dice.below(5).cast_signed() * 60_000),
            state: dice.maybe(State::ALL),
            ..Past::default()
        });
    }
    (RecordId([u8::try_from(number).unwrap_or(0); 16]), imported)
}

fn link(ledger: &Ledger, dice: &mut Dice) -> Option<EventId> {
    let links: Vec<EventId> = (ledger.of_kind(Kind::Linked))
        .map(|event| event.id)
        .collect();
    dice.maybe(&links)
}

fn moment(dice: &mut Dice) -> Option<Moment> {
    (dice.chance(40)).then(|| Moment(BEGINNING.0 - dice.below(1_000_000).cast_signed()))
}

fn people() -> Vec<PersonId> {
    (0..3).map(|place| PersonId([place; 16])).collect()
}

fn teams() -> Vec<TeamId> {
    vec![TeamId([1; 16]), TeamId([2; 16])]
}
