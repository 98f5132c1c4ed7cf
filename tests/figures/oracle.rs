//! Figures over real data equal what others computed from the same files. The files are not part
//! of the project: `SITREP_FIXTURES` names the folder that holds them.

use std::{collections::BTreeMap, path::PathBuf};

use serde_json::Value;
use sitrep::{
    domain::{
        command::{Actor, Command},
        fact::{Imported, Past},
        ids::{PersonId, RecordId, ReplicaId, Salt, WorkspaceId},
        priority::{Assessment, Preset, Priority, Scale},
        state::{HoldReason, Milestone, State},
        time::Moment,
    },
    report::{
        kpi::{
            Asked, By, Durations, Facts, FirstContact, Groups, Measure, Rate, Switches,
            backlog::{backlog_at, volume_by},
            durations::{durations, durations_by},
            rates::{rate, reassignments},
            recurrence::recurrence,
            stays::{Place, on_hold, time_in_state},
        },
        when,
    },
    writer::book::Book,
};

use crate::figures::{close, utc};

/// A file of the fixtures; nothing where they are not at hand.
fn fixture(path: &str) -> Option<Vec<u8>> {
    let Some(folder) = std::env::var_os("SITREP_FIXTURES") else {
        eprintln!("skipped: SITREP_FIXTURES is not set, so {path} was not read");
        return None;
    };
    Some(std::fs::read(PathBuf::from(folder).join(path)).unwrap())
}

fn oracle(path: &str) -> Value {
    serde_json::from_slice(&fixture(path).unwrap()).unwrap()
}

/// `29/2/2016 08:23` as it is written, or `2016-12-12 15:19:57`.
fn moment(cell: &str) -> Option<Moment> {
    let (date, time) = cell.split_once(' ')?;
    let (minutes, seconds) = match time.len() {
        8 => time.split_at(5),
        _ => (time, ":0"),
    };
    let day = match date.split('/').collect::<Vec<_>>()[..] {
        [day, month, year] => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => date.to_owned(),
    };
    let at = when::parse(&format!("{day} {minutes}"), Moment::LAST, utc)?;
    let seconds: i64 = seconds[1..].parse().ok()?;
    Some(Moment(at.0 + seconds * 1_000))
}

/// The records of an audit log, read by nothing but this test.
fn histories(bytes: &[u8]) -> Vec<(RecordId, Imported)> {
    let mut rows: BTreeMap<String, Vec<BTreeMap<String, String>>> = BTreeMap::new();
    for row in csv::Reader::from_reader(bytes).deserialize() {
        let row: BTreeMap<String, String> = row.unwrap();
        rows.entry(row["number"].clone()).or_default().push(row);
    }
    let record = |(number, rows): (usize, Vec<BTreeMap<String, String>>)| {
        let last = rows.last().unwrap();
        let level = |name: &str| last[name].split(' ').next().unwrap().parse::<u8>().unwrap();
        let said = |name: &str| Some(last[name].clone()).filter(|cell| cell != "?");
        let past = |row: &BTreeMap<String, String>| {
            let (state, hold) = state_of(&row["incident_state"]);
            Past {
                at: moment(&row["sys_updated_at"]).unwrap(),
                state,
                hold,
                was: BTreeMap::from([("sys_mod_count".to_owned(), row["sys_mod_count"].clone())]),
            }
        };
        let milestones = [
            (Milestone::Reported, "opened_at"),
            (Milestone::Resolved, "resolved_at"),
            (Milestone::Closed, "closed_at"),
        ];
        let imported = Imported {
            source: "servicenow".to_owned(),
            number: last["number"].clone(),
            updated: moment(&last["sys_updated_at"]).unwrap(),
            title: Some(last["number"].clone()),
            subcategory: said("subcategory"),
            reporter: said("caller_id"),
            assessment: Some(Assessment {
                scale: Scale::Preset(Preset::ServiceNow),
                impact: level("impact"),
                urgency: level("urgency"),
                priority: Priority::from_number(level("priority")).unwrap(),
                reason: None,
            }),
            state: state_of(&last["incident_state"]).0,
            milestones: (milestones.into_iter())
                .filter_map(|(milestone, name)| Some((milestone, Some(moment(&last[name])?))))
                .collect(),
            history: rows.iter().map(past).collect(),
            reassignments: last["reassignment_count"].parse().ok(),
            reopenings: last["reopen_count"].parse().ok(),
            ..Imported::default()
        };
        let mut id = [7; 16];
        id[..8].copy_from_slice(&(number as u64).to_be_bytes());
        (RecordId(id), imported)
    };
    rows.into_values().enumerate().map(record).collect()
}

fn state_of(word: &str) -> (Option<State>, Option<HoldReason>) {
    let hold = |reason| (Some(State::OnHold), Some(reason));
    match word {
        "New" => (Some(State::New), None),
        "Active" => (Some(State::Investigating), None),
        "Resolved" => (Some(State::Resolved), None),
        "Closed" => (Some(State::Closed), None),
        "Awaiting User Info" => hold(HoldReason::Caller),
        "Awaiting Vendor" => hold(HoldReason::Vendor),
        "Awaiting Problem" => hold(HoldReason::Problem),
        "Awaiting Evidence" => hold(HoldReason::Evidence),
        _ => (None, None),
    }
}

fn book_of(imports: Vec<(RecordId, Imported)>) -> Book {
    let replica = ReplicaId([1; 16]);
    let mut book = Book::new(WorkspaceId([9; 16]), replica);
    let actor = Actor {
        replica,
        person: PersonId([1; 16]),
        name: "Ana".to_owned(),
        workspace_name: "Northwind Health".to_owned(),
        zone: "UTC".to_owned(),
    };
    let now = Moment(1_794_885_240_000);
    let entry = book
        .decide(&actor, now, Command::Import(imports), Salt::default)
        .unwrap();
    book.commit(entry);
    book
}

/// A figure equals an oracle's, which is rounded to four digits.
#[track_caller]
fn equals(found: &Durations, oracle: &Value) {
    let stats = found.stats.unwrap();
    assert_eq!(Some(stats.n as u64), oracle["n"].as_u64());
    for (name, seconds) in [
        ("mean_h", stats.mean_s()),
        ("median_h", stats.median_s()),
        ("p90_nearest_rank_h", stats.p90_s()),
        ("min_h", stats.range_s().0),
        ("max_h", stats.range_s().1),
    ] {
        close(seconds / 3_600.0, oracle[name].as_f64().unwrap(), 5e-5);
    }
}

#[test]
fn figures_over_a_real_audit_log_are_those_of_the_oracle() {
    let path = "servicenow/incident_event_log_1k";
    let Some(bytes) = fixture(&format!("{path}.csv")) else {
        return;
    };
    let (truth, sla) = (
        oracle(&format!("{path}.oracle.json")),
        oracle(&format!("{path}.oracle_sla.json")),
    );
    let book = book_of(histories(&bytes));
    let board = book.board();
    let mut facts = Facts::default();
    assert!(facts.update(board));
    let all = Asked::all(&utc);
    let count = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let incidents = count(&truth["incidents"]);

    let resolve = durations(&facts, &all, Measure::Resolve);
    equals(
        &resolve,
        &truth["opened->resolved_at (last event, calendar h)"],
    );
    let missing = count(&truth["resolved_at_missing_incidents"]);
    assert_eq!(resolve.left_out.missing, missing);
    assert_eq!(resolve.left_out.total(), missing);
    let close_ = durations(&facts, &all, Measure::Close);
    equals(&close_, &truth["opened->closed_at (calendar h)"]);
    let mtta = durations(&facts, &all, Measure::Acknowledge);
    equals(
        &mtta,
        &truth["MTTA proxy: opened_at -> first event with state != New"],
    );
    assert_eq!(mtta.left_out.invalid, count(&truth["ack_negative"]));
    assert_eq!(mtta.fell_back.end, incidents);

    let groups = Groups::of(&facts, board, &all, By::Priority);
    let named = |key: &sitrep::report::kpi::Key| {
        let label = key.label(board);
        let names = truth["priority_last_event"].as_object().unwrap();
        let theirs = names.keys().find(|name| name[..1] == label[1..2]);
        theirs.unwrap().clone()
    };
    let volumes = volume_by(&facts, &all, &groups);
    let lengths = durations_by(&facts, &all, Measure::Resolve, &groups);
    assert_eq!(groups.keys.len(), 4);
    for ((key, volume), length) in groups.keys.iter().zip(&volumes).zip(&lengths) {
        let name = named(key);
        assert_eq!(volume.value, count(&truth["priority_last_event"][&name]));
        equals(length, &truth["MTTR_by_priority_h"][&name]);
    }
    let months = Groups::of(&facts, board, &all, By::Month);
    let per_month: BTreeMap<String, usize> = (months.keys.iter())
        .zip(volume_by(&facts, &all, &months))
        .map(|(key, volume)| match key {
            sitrep::report::kpi::Key::Month(year, month) => {
                (format!("{year}-{month:02}"), volume.value)
            }
            other => panic!("{other:?}"),
        })
        .collect();
    let expected = truth["opened_per_month"].as_object().unwrap();
    assert_eq!(per_month.len(), expected.len());
    for (month, number) in expected {
        assert_eq!(per_month[month], count(number), "{month}");
    }

    let first_contact = |first_contact| {
        let switches = Switches {
            first_contact,
            ..Switches::default()
        };
        rate(&facts, &all.with(switches), Rate::FirstContact)
    };
    let handed = reassignments(&facts, &all);
    let reassigned = count(&truth["reassigned_incidents"]);
    assert_eq!(handed.records.numerator, reassigned);
    close(
        handed.mean().unwrap(),
        truth["reassign_mean"].as_f64().unwrap(),
        5e-5,
    );
    let default = first_contact(FirstContact::Default);
    assert_eq!(
        (default.numerator, default.denominator),
        (incidents - reassigned, incidents)
    );
    let strict = first_contact(FirstContact::Strict);
    let expected = &truth["fcr proxy: reassignment_count==0 and reopen_count==0"];
    assert_eq!(
        (strict.numerator, strict.denominator),
        (count(expected), incidents)
    );
    let reopen = rate(&facts, &all, Rate::Reopen);
    let expected = count(&truth["reopened_incidents (last reopen_count>0)"]);
    assert_eq!(
        (reopen.numerator, reopen.denominator),
        (expected, incidents)
    );

    let (key, again) = (sla.as_object().unwrap().iter())
        .find(|(key, _)| key.starts_with("recurrence"))
        .unwrap();
    let found = recurrence(&facts, &all);
    assert_eq!(
        (found.suggested, found.of),
        (count(&again["count"]), count(&again["of"])),
        "{key}"
    );
    assert_eq!((found.confirmed, found.both), (0, 0));

    for (key, expected) in sla.as_object().unwrap() {
        if let Some(at) = key.strip_prefix("backlog (opened<=t<closed) ") {
            let backlog = backlog_at(&facts, &all, moment(at).unwrap());
            assert_eq!(backlog.value, count(expected), "{key}");
        }
    }

    let (states, _) = time_in_state(&facts, &all);
    let dwell = sla["state dwell minutes mean"].as_object().unwrap();
    for (name, told) in dwell {
        let place = match state_of(name) {
            (None, _) => Place::Unknown,
            (Some(State::OnHold), reason) => Place::Hold(reason),
            (Some(state), _) => Place::State(state),
        };
        let state = states.iter().find(|state| state.place == place).unwrap();
        let (stretches, mean) = (count(&told[0]), told[1].as_f64().unwrap());
        assert_eq!(state.stretches, stretches, "{name}");
        let total = state.total as f64 / 60_000.0;
        close(total / stretches as f64, mean, 5e-5);
    }
    assert_eq!(states.len(), dwell.len());
    let pauses = &sla["time in Awaiting* states (min, event to next event)"];
    let held = on_hold(&facts, &all);
    assert_eq!(held.held, count(&pauses["incidents_with_pause"]));
    close(
        held.hold_ms as f64 / 60_000.0,
        pauses["total"].as_f64().unwrap(),
        1e-6,
    );
    let net = durations(&facts, &all, Measure::ResolveNet).stats.unwrap();
    let expected = pauses["mean_net_resolution_min (resolved-opened-pause)"].as_f64();
    close(net.mean_s() / 60.0, expected.unwrap(), 5e-5);
}
