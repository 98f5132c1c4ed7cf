//! The preview of a merge: what it says would happen is what happens.

use sitrep::{
    domain::{
        command::{Command, Move},
        event::Event,
        fact::Kind,
        ids::{PersonId, ReplicaId, WorkspaceId},
        time::Moment,
        value::Field,
    },
    exchange::{
        file::{self, Colophon, Reading},
        merge::{self, Preview, Relation},
    },
};

use crate::scene::{
    ADA, Device, INCIDENT, OTHER, START, WORKSPACE, act, given, minute, note, report, report_as,
    title,
};

const CLINIC: WorkspaceId = WorkspaceId([7; 16]);
const PLANT: WorkspaceId = WorkspaceId([8; 16]);

/// What a device would send.
fn sent(device: &Device) -> Reading {
    sent_as(device, device.board().ws)
}

/// What a device would send under another workspace's name.
fn sent_as(device: &Device, workspace: WorkspaceId) -> Reading {
    let colophon = Colophon {
        workspace,
        exported_at: minute(60),
        exported_by: String::new(),
    };
    let text = file::write(&device.book.log().sorted(), &colophon);
    file::read(text.as_bytes()).unwrap()
}

fn preview(device: &Device, reading: &Reading) -> Preview {
    merge::preview(device.book.log(), device.board(), reading, true, START)
}

fn stranger(ws: WorkspaceId, number: u8) -> Device {
    let mut device = Device::new(ws, ReplicaId([number; 16]), PersonId([number; 16]));
    let record = sitrep::domain::ids::RecordId([number; 16]);
    device.act(report_as(record, |_| {})).unwrap();
    device
}

#[test]
fn a_file_of_this_workspace_is_ours_and_says_what_it_brings() {
    let scene = given([report()])
        .elsewhere([
            report_as(OTHER, |_| {}),
            title("Ben says"),
            act(Move::Acknowledge),
        ])
        .and([title("Ada says")]);
    let there = scene.there.as_ref().unwrap();
    let preview = preview(&scene.here, &sent(there));
    assert_eq!(preview.relation, Relation::Ours);
    assert_eq!((preview.records, preview.new_records), (2, 1));
    assert_eq!((preview.new.len(), preview.known), (5, 3));
    let conflicts: Vec<_> = (preview.conflicts.iter())
        .map(|conflict| (conflict.field, conflict.values.len()))
        .collect();
    assert_eq!(conflicts, [(Field::Title, 2)]);
    let ours = preview.conflicts[0]
        .values
        .iter()
        .filter(|claim| claim.ours);
    assert_eq!(ours.count(), 1);
    assert_eq!(preview.collisions, [""; 0]);
    assert_eq!(preview.strangers, 0);
}

#[test]
fn what_a_preview_lists_is_what_a_merge_adds() {
    let mut scene = given([report()])
        .elsewhere([note("one"), note("two")])
        .and([note("three")]);
    let there = scene.there.take().unwrap();
    let listed = preview(&scene.here, &sent(&there)).new;
    let ids: Vec<_> = listed.iter().map(|event| event.id).collect();
    let entry = scene.here.book.admit(&listed);
    assert_eq!(
        entry
            .events
            .iter()
            .map(|event| event.id)
            .collect::<Vec<_>>(),
        ids
    );
    scene.here.book.commit(entry);
    let again = preview(&scene.here, &sent(&there));
    assert_eq!((again.new.len(), again.known), (0, 7));
}

#[test]
fn a_file_of_another_workspace_is_joined_only_by_one_without_records() {
    let clinic = sent(&stranger(CLINIC, 7));
    assert_eq!(
        preview(&Device::ada(), &clinic).relation,
        Relation::Joinable
    );
    let mut named = Device::ada();
    named
        .act(Command::NameWorkspace("St. Elsewhere".to_owned()))
        .unwrap();
    let joined = preview(&named, &clinic);
    assert_eq!(joined.relation, Relation::Joinable);
    assert_eq!((joined.new.len(), joined.strangers), (3, 0));
    assert_eq!(joined.conflicts, []);
    let busy = given([report()]).here;
    assert_eq!(preview(&busy, &clinic).relation, Relation::Foreign);
    let adopted = given([report(), Command::Adopt(CLINIC)]).here;
    let adopted = preview(&adopted, &clinic);
    assert_eq!(adopted.relation, Relation::Ours);
    assert_eq!(adopted.strangers, 0);
}

#[test]
fn events_of_a_workspace_that_nobody_adopted_stay_out_whatever_the_file_says() {
    let here = given([report()]).here;
    let forged = sent_as(&stranger(CLINIC, 7), WORKSPACE);
    let preview = preview(&here, &forged);
    assert_eq!(preview.relation, Relation::Ours);
    assert_eq!((preview.new.len(), preview.strangers), (0, 3));
    assert_eq!((preview.records, preview.new_records), (0, 0));
}

#[test]
fn what_an_adopted_workspace_adopted_comes_along() {
    let mut clinic = stranger(CLINIC, 7);
    clinic.act(Command::Adopt(PLANT)).unwrap();
    clinic.learn(&stranger(PLANT, 8));
    let here = given([report(), Command::Adopt(CLINIC)]).here;
    let preview = preview(&here, &sent(&clinic));
    assert_eq!((preview.new.len(), preview.strangers), (7, 0));
    assert_eq!(preview.new_records, 2);
}

#[test]
fn gaps_forks_cut_ends_and_absent_bodies_are_said_before_they_come_in() {
    let mut scene = given([report()]).elsewhere([note("one"), note("two"), note("three")]);
    let there = scene.there.take().unwrap();
    let mut reading = sent(&there);
    let is_two = |event: &Event| format!("{:?}", event.text.body).contains("two");
    reading.events.retain(|event| !is_two(event));
    let preview = preview(&scene.here, &reading);
    assert_eq!(preview.gaps.len(), 1);
    let gap = preview.gaps[0];
    assert_eq!(
        (gap.replica, gap.from, gap.to),
        (there.book.replica(), 4, 4)
    );
    assert_eq!(preview.unchained, []);

    let mut copy = Device::ada();
    copy.learn(&scene.here);
    copy.act(note("from a copy of the profile")).unwrap();
    scene.here.act(note("from the profile")).unwrap();
    let forked = crate::merging::preview(&scene.here, &sent(&copy));
    assert_eq!(forked.forks.len(), 1);
    assert_eq!(forked.forks[0].ids.len(), 2);
}

#[test]
fn a_gap_that_shrinks_is_no_new_loss_and_one_that_grows_only_by_what_it_gains() {
    let notes = ["3", "4", "5", "6", "7", "8", "9"].map(note);
    let mut scene = given([report()]).elsewhere(notes);
    let there = scene.there.take().unwrap();
    let all = sent(&there);
    let only = |numbers: &[u64]| {
        let mut reading = all.clone();
        let is_theirs = |event: &Event| event.head.replica == there.book.replica();
        reading
            .events
            .retain(|event| is_theirs(event) && numbers.contains(&event.head.seq));
        reading
    };
    let gaps = |device: &Device, numbers: &[u64]| -> Vec<(u64, u64)> {
        let preview = preview(device, &only(numbers));
        preview.gaps.iter().map(|gap| (gap.from, gap.to)).collect()
    };
    assert_eq!(gaps(&scene.here, &[1, 6]), [(2, 5)]);
    scene.here.learn_events(only(&[1, 6]).events);
    assert_eq!(gaps(&scene.here, &[3]), []);
    assert_eq!(gaps(&scene.here, &[2, 5]), []);
    assert_eq!(gaps(&scene.here, &[4, 8]), [(7, 7)]);
}

#[test]
fn a_third_value_that_joins_a_conflict_is_said() {
    let mut scene = given([report()])
        .elsewhere([title("Ben says")])
        .and([title("Ada says")]);
    let mut there = scene.there.take().unwrap();
    let mut eve = Device::new(WORKSPACE, ReplicaId([0xe; 16]), PersonId([0xe; 16]));
    let is_reported = |event: &Event| event.head.kind != Kind::TitleSet;
    let mut before = sent(&there);
    before.events.retain(is_reported);
    eve.learn_events(before.events);
    eve.act(title("Eve says")).unwrap();
    scene.here.learn(&there);
    let preview_of = |device: &Device| preview(&scene.here, &sent(device)).conflicts;
    let [joined] = &preview_of(&eve)[..] else {
        panic!("one conflict")
    };
    assert_eq!((joined.field, joined.values.len()), (Field::Title, 3));
    let ours: Vec<_> = joined.values.iter().map(|claim| claim.ours).collect();
    assert_eq!(ours.iter().filter(|ours| !**ours).count(), 1);
    // What is known already is not said again.
    there.act(note("nothing new")).unwrap();
    assert_eq!(preview_of(&there), []);
}

#[test]
fn an_erasure_is_asked_about_and_may_be_refused() {
    let mut scene = given([report(), note("the patient's name")]).elsewhere([]);
    let mut there = scene.there.take().unwrap();
    let noted = scene.event(&Kind::Noted).id;
    there
        .act(Command::Erase {
            events: vec![noted],
        })
        .unwrap();
    let reading = sent(&there);
    assert_eq!(preview(&scene.here, &reading).erasures, [noted]);
    let (log, board) = (scene.here.book.log(), scene.here.board());
    let refused = merge::preview(log, board, &reading, false, START);
    assert_eq!(refused.erasures, [noted]);
    assert!(
        refused
            .new
            .iter()
            .all(|event| event.head.kind != Kind::Erased)
    );
    scene.here.learn_events(refused.new);
    assert!(scene.here.book.log().get(noted).unwrap().has_body());
    scene.here.learn_events(reading.events);
    assert!(!scene.here.book.log().get(noted).unwrap().has_body());
}

#[test]
fn events_from_a_clock_a_day_ahead_are_counted() {
    let mut scene = given([report()]).elsewhere([]);
    let mut there = scene.there.take().unwrap();
    there.now = Moment(START.0 + 30 * 60 * 60 * 1_000);
    there.act(note("from tomorrow")).unwrap();
    assert_eq!(preview(&scene.here, &sent(&there)).future, 3);
    scene.here.learn(&there);
    // It sorts last, and what is written next sorts behind it all the same.
    scene.here.act(note("from today")).unwrap();
    let last = scene.here.book.log().sorted().last().unwrap().clone();
    assert_eq!(last.head.by, Some(ADA));
}

#[test]
fn a_file_of_chosen_records_holds_all_of_those_and_of_the_workspace() {
    let scene = given([
        report(),
        report_as(OTHER, |_| {}),
        note("about the first"),
        title("Wi-Fi down"),
    ]);
    let chosen = merge::chosen(scene.here.book.log(), &[OTHER].into());
    assert_eq!(chosen.len(), 3);
    let colophon = Colophon {
        workspace: WORKSPACE,
        exported_at: minute(60),
        exported_by: String::new(),
    };
    let text = file::write(&chosen, &colophon);
    let gaps = format!("\"gaps\":[[\"{}\",3,3]]", scene.here.book.replica());
    assert!(text.contains(&gaps), "{}", &text[..300]);
    let reading = file::read(text.as_bytes()).unwrap();
    assert_eq!(reading.cut_off, []);
    let seen = preview(&Device::ben(), &reading);
    assert_eq!((seen.new_records, seen.gaps.len()), (1, 1));
    assert!(scene.here.board().record(INCIDENT).is_some());
}
