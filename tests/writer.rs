//! What was not saved did not happen: the writer in front of a journal that fails.

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeSet, VecDeque},
    future::Future,
    pin::{Pin, pin},
    rc::Rc,
    sync::Arc,
    task::{Context, Poll, Waker},
};

use sitrep::{
    domain::{
        command::{Actor, Command, Move, Rejection, Writing},
        event::{Event, Subject},
        fact::{Fact, Imported, Kind, Nothing},
        ids::{EventId, PersonId, RecordId, ReplicaId, Salt, WorkspaceId},
        time::Moment,
    },
    exchange::seal,
    writer::{
        Done, Failure, Journal, Refused, Request, Stored, Unsaved, World, Writer,
        book::{Book, Entry},
    },
};

use crate::scene::{
    ADA, Device, INCIDENT, OTHER, WORKSPACE, act, note, report, report_as, stored, title,
};

const CLINIC: WorkspaceId = WorkspaceId([7; 16]);
const EVE: PersonId = PersonId([0xe; 16]);

/// Lines in memory, shared by tabs.
#[derive(Clone, Default)]
struct Memory {
    lines: Rc<RefCell<Vec<String>>>,
    replica: Rc<Cell<Option<ReplicaId>>>,
    /// What becomes of the next appends; fine once there is none left.
    troubles: Rc<RefCell<VecDeque<Result<(), Refused>>>>,
    unreadable: Rc<Cell<bool>>,
    /// How often each call lets others go first.
    pauses: Rc<Cell<u32>>,
}

impl Memory {
    fn fail(&self, trouble: impl IntoIterator<Item = Result<(), Refused>>) {
        self.troubles.borrow_mut().extend(trouble);
    }

    fn strip(&self, id: EventId) {
        for line in self.lines.borrow_mut().iter_mut() {
            let event = seal::read_own(line).unwrap();
            if event.id == id {
                *line = seal::line(&event.without_body());
            }
        }
    }
}

impl Journal for Memory {
    type Turn = ();

    async fn turn(&self) {}

    async fn append(&self, after: u64, entry: &Entry) -> Result<(), Refused> {
        pause(self.pauses.get()).await;
        if let Some(trouble) = self.troubles.borrow_mut().pop_front() {
            trouble?;
        }
        if self.lines.borrow().len() as u64 != after {
            return Err(Refused::Behind);
        }
        for &id in &entry.strip {
            self.strip(id);
        }
        self.lines.borrow_mut().extend(entry.lines());
        pause(self.pauses.get()).await;
        Ok(())
    }

    async fn read_after(
        &self,
        after: u64,
    ) -> Result<Stored<impl Iterator<Item = String>>, Unsaved> {
        pause(self.pauses.get()).await;
        if self.unreadable.get() {
            return Err(Unsaved::Broken("the disk is gone".to_owned()));
        }
        let lines = self.lines.borrow();
        let after = usize::try_from(after).unwrap();
        lines
            .get(after..)
            .map(|lines| stored(lines, 3))
            .ok_or(Unsaved::Gone)
    }

    async fn keep_replica(&self, replica: ReplicaId) -> Result<(), Unsaved> {
        if self.unreadable.get() {
            return Err(Unsaved::Denied);
        }
        self.replica.set(Some(replica));
        Ok(())
    }
}

/// A clock that moves a second with every look, and counted salts.
#[derive(Clone)]
struct Counting {
    tab: u8,
    looks: Rc<Cell<i64>>,
}

impl World for Counting {
    fn now(&self) -> Moment {
        self.looks.set(self.looks.get() + 1);
        Moment(crate::scene::START.0 + self.looks.get() * 1_000)
    }

    fn salt(&self) -> Salt {
        self.looks.set(self.looks.get() + 1);
        let mut salt = [self.tab; 16];
        salt[..8].copy_from_slice(&self.looks.get().to_be_bytes());
        Salt(salt)
    }

    fn fresh_replica(&self) -> ReplicaId {
        ReplicaId([self.tab + 100; 16])
    }
}

/// One tab of a profile.
struct Tab {
    writer: Writer<Memory, Counting>,
    book: Rc<RefCell<Book>>,
    memory: Memory,
}

/// All that must not change when nothing was saved.
type State = (usize, u64, u128, Vec<String>);

impl Tab {
    fn new(memory: &Memory, tab: u8) -> Self {
        let replica = ReplicaId([0xa; 16]);
        let book = Rc::new(RefCell::new(Book::new(WORKSPACE, replica)));
        let world = Counting {
            tab,
            looks: Rc::default(),
        };
        Self {
            writer: Writer::new(memory.clone(), world, book.clone()),
            book,
            memory: memory.clone(),
        }
    }

    fn handle(&self, request: Request) -> Result<Done, Failure> {
        block_on(self.writer.handle(request))
    }

    fn act(&self, command: Command) -> Result<Done, Failure> {
        self.handle(asked(command))
    }

    fn state(&self) -> State {
        let book = self.book.borrow();
        (
            book.log().len(),
            book.position(),
            book.board().digest(),
            self.memory.lines.borrow().clone(),
        )
    }

    /// What a tab that opens now would see.
    fn reopened(&self) -> Self {
        let tab = Self::new(&self.memory, 50);
        tab.handle(Request::CatchUp).unwrap();
        tab
    }

    #[track_caller]
    fn assert_as_stored(&self) {
        assert_eq!(self.state(), self.reopened().state());
    }
}

fn asked(command: Command) -> Request {
    Request::Do {
        actor: ada(),
        command,
    }
}

fn ada() -> Actor {
    Actor {
        replica: ReplicaId::default(),
        person: ADA,
        name: "Ada".to_owned(),
        workspace_name: "St. Elsewhere".to_owned(),
        zone: "UTC".to_owned(),
    }
}

/// A desk with one incident and a note, and its journal.
fn desk() -> Tab {
    let tab = Tab::new(&Memory::default(), 1);
    tab.act(report()).unwrap();
    tab.act(note("the patient's name")).unwrap();
    tab
}

fn unsaved_each() -> [Unsaved; 5] {
    [
        Unsaved::Full,
        Unsaved::Denied,
        Unsaved::Gone,
        Unsaved::Damaged("line 7".to_owned()),
        Unsaved::Broken("AbortError".to_owned()),
    ]
}

#[test]
fn what_was_saved_happened() {
    let tab = desk();
    let before = tab.state();
    let done = tab.act(title("Wi-Fi down")).unwrap();
    assert!(done.changed);
    assert_eq!(done.events.len(), 1);
    let after = tab.state();
    assert_eq!(after.0, before.0 + 1);
    assert_eq!(after.1, before.1 + 1);
    assert_ne!(after.2, before.2);
    assert_eq!(after.3.len(), before.3.len() + 1);
    tab.assert_as_stored();
}

#[test]
fn what_was_not_saved_did_not_happen_and_can_be_tried_again() {
    for unsaved in unsaved_each() {
        let tab = desk();
        let before = tab.state();
        tab.memory.fail([Err(Refused::Unsaved(unsaved.clone()))]);
        let failure = tab.act(title("Wi-Fi down")).unwrap_err();
        assert_eq!(failure, Failure::Unsaved(unsaved));
        assert_eq!(tab.state(), before);
        let lost = tab.writer.take_unsaved();
        assert_eq!(lost.len(), 1);
        assert!(matches!(lost[0].fact(), Some(Fact::TitleSet(_))));
        assert!(tab.writer.take_unsaved().is_empty());

        tab.act(title("Wi-Fi down")).unwrap();
        let book = tab.book.borrow();
        assert_eq!(book.board().record(INCIDENT).unwrap().title, "Wi-Fi down");
        assert!(book.log().forks().is_empty());
        assert!(book.log().gaps().is_empty());
        tab.assert_as_stored();
    }
}

/// An import that is decided in several parts.
fn long_import() -> Request {
    let record = |number: u8| {
        let imported = Imported {
            source: "servicenow".to_owned(),
            number: format!("INC{number}"),
            title: Some(format!("Printer {number}")),
            updated: crate::scene::START,
            ..Imported::default()
        };
        (RecordId([number; 16]), imported)
    };
    asked(Command::Import(Arc::new((100..170).map(record).collect())))
}

#[test]
fn a_long_import_is_saved_as_a_whole_or_not_at_all() {
    let tab = desk();
    let before = tab.state();
    let full = Unsaved::Full;
    tab.memory.fail([Err(Refused::Unsaved(full.clone()))]);
    let failure = tab.handle(long_import()).unwrap_err();
    assert_eq!(failure, Failure::Unsaved(full));
    assert_eq!(tab.state(), before);
    assert_eq!(tab.writer.take_unsaved().len(), 70);

    let done = tab.handle(long_import()).unwrap();
    assert_eq!(done.events.len(), 70);
    tab.assert_as_stored();
    let book = tab.book.borrow();
    assert_eq!(book.board().records().len(), 71);
    assert!(book.log().gaps().is_empty() && book.log().forks().is_empty());
}

#[test]
fn what_comes_before_a_long_import_is_saved_with_it() {
    let tab = desk();
    let Request::Do { command, .. } = long_import() else {
        panic!("it is an action");
    };
    let name = Command::NameWorkspace("St. Mary".to_owned());
    let done = tab.act(Command::All(vec![name, command])).unwrap();
    assert_eq!(done.events.len(), 71);
    assert_eq!(tab.book.borrow().board().settings.name, "St. Mary");
    tab.assert_as_stored();
}

#[test]
fn a_long_import_that_another_tab_overtakes_comes_behind_what_that_wrote() {
    let memory = Memory::default();
    let (one, other) = (Tab::new(&memory, 1), Tab::new(&memory, 2));
    other.act(report()).unwrap();
    let done = one.handle(long_import()).unwrap();
    // Who writes here has been said by the other tab.
    assert_eq!(done.events.len(), 70);
    one.assert_as_stored();
    assert_eq!(one.book.borrow().board().records().len(), 71);
}

#[test]
fn a_device_that_is_full_after_some_acts_keeps_those() {
    for room in 0..6 {
        let tab = Tab::new(&Memory::default(), 1);
        tab.memory.fail(vec![Ok(()); room]);
        tab.memory
            .fail(vec![Err(Refused::Unsaved(Unsaved::Full)); 9]);
        let saved = (0..9)
            .filter(|&number| tab.act(report_as(RecordId([number; 16]), |_| {})).is_ok())
            .count();
        assert_eq!(saved, room);
        assert_eq!(tab.book.borrow().board().records().len(), room);
        tab.assert_as_stored();
        tab.memory.troubles.borrow_mut().clear();
        tab.act(report_as(RecordId([99; 16]), |_| {})).unwrap();
        let next = format!("INC-{}", room + 1);
        let book = tab.book.borrow();
        assert_eq!(book.board().reference(RecordId([99; 16])), next);
        assert!(sitrep::exchange::verify::verify(book.log()).is_intact());
    }
}

#[test]
fn a_merge_that_is_not_saved_did_not_happen_either() {
    let events = some_events();
    let tab = desk();
    let before = tab.state();
    tab.memory.fail([Err(Refused::Unsaved(Unsaved::Full))]);
    assert!(tab.handle(Request::Merge(events.clone())).is_err());
    assert_eq!(tab.state(), before);
    assert_eq!(tab.writer.take_unsaved().len(), events.len());
    tab.handle(Request::Merge(events.clone())).unwrap();
    assert_eq!(tab.book.borrow().log().len(), before.0 + events.len());
    tab.assert_as_stored();
}

#[test]
fn an_adoption_and_its_events_are_saved_together_or_not_at_all() {
    let tab = desk();
    let before = tab.state();
    let events = clinic_events();
    for unsaved in unsaved_each() {
        tab.memory.fail([Err(Refused::Unsaved(unsaved.clone()))]);
        let failure = tab.handle(adopted(&events)).unwrap_err();
        assert_eq!(failure, Failure::Unsaved(unsaved));
        assert_eq!(tab.state(), before);
        assert_eq!(tab.writer.take_unsaved().len(), events.len() + 1);
    }
    let done = tab.handle(adopted(&events)).unwrap();
    assert_eq!(done.events.len(), events.len() + 1);
    let has_all = |tab: &Tab| {
        let book = tab.book.borrow();
        book.board().settings.adopted.contains(&CLINIC) && book.board().record(OTHER).is_some()
    };
    assert!(has_all(&tab));
    assert!(sitrep::exchange::verify::verify(tab.book.borrow().log()).is_intact());
    tab.assert_as_stored();
}

#[test]
fn what_another_tab_adopted_first_is_adopted_once_and_the_events_still_come() {
    let one = desk();
    let other = Tab::new(&one.memory, 2);
    other.handle(Request::CatchUp).unwrap();
    let events = clinic_events();
    one.act(Command::Adopt(CLINIC)).unwrap();
    let done = other.handle(adopted(&events)).unwrap();
    assert_eq!(done.events.len(), events.len());
    let again = other.handle(adopted(&events)).unwrap();
    assert_eq!(again, Done::default());
    other.assert_as_stored();
}

#[test]
fn an_adoption_carries_out_the_erasures_of_its_file() {
    let tab = desk();
    let mut clinic = Device::new(CLINIC, ReplicaId([7; 16]), EVE);
    clinic.act(report_as(OTHER, |_| {})).unwrap();
    let noted = Command::Write {
        record: OTHER,
        entry: Writing::Note,
        text: "the patient's ward".to_owned(),
        happened: None,
    };
    let noted = clinic.act(noted).unwrap()[0].id;
    tab.handle(Request::Merge(all_of(&clinic))).unwrap();
    assert!(tab.memory.lines.borrow().concat().contains("ward"));
    let events = vec![noted];
    clinic.act(Command::Erase { events }).unwrap();
    tab.handle(adopted(&all_of(&clinic))).unwrap();
    assert!(!tab.memory.lines.borrow().concat().contains("ward"));
    tab.assert_as_stored();
}

#[test]
fn merging_twice_changes_nothing_the_second_time() {
    let events = some_events();
    let tab = desk();
    let done = tab.handle(Request::Merge(events.clone())).unwrap();
    assert_eq!(done.events.len(), events.len());
    let before = tab.state();
    let done = tab.handle(Request::Merge(events)).unwrap();
    assert_eq!(done, Done::default());
    assert_eq!(tab.state(), before);
}

#[test]
fn a_rejected_command_leaves_no_trace() {
    let tab = desk();
    let before = tab.state();
    let failure = tab.act(act(Move::Reopen)).unwrap_err();
    assert!(matches!(
        failure,
        Failure::Rejected(Rejection::WrongState { .. })
    ));
    assert_eq!(tab.state(), before);
    assert!(tab.writer.take_unsaved().is_empty());
}

#[test]
fn a_tab_that_was_overtaken_decides_again_on_what_the_other_wrote() {
    let one = desk();
    let other = Tab::new(&one.memory, 2);
    other.handle(Request::CatchUp).unwrap();
    one.act(report_as(OTHER, |_| {})).unwrap();
    let third = RecordId([3; 16]);
    let done = other.act(report_as(third, |_| {})).unwrap();
    assert!(done.changed);
    let book = other.book.borrow();
    let reference = |id| book.board().reference(id);
    assert_eq!(
        [INCIDENT, OTHER, third].map(reference),
        ["INC-1", "INC-2", "INC-3"]
    );
    assert!(sitrep::exchange::verify::verify(book.log()).is_intact());
}

#[test]
fn an_act_that_another_tab_did_first_is_refused_and_seen() {
    let one = desk();
    let other = Tab::new(&one.memory, 2);
    other.handle(Request::CatchUp).unwrap();
    one.act(act(Move::Acknowledge)).unwrap();
    let failure = other.act(act(Move::Acknowledge)).unwrap_err();
    assert_eq!(failure, Failure::Rejected(Rejection::AlreadyAcknowledged));
    assert_eq!(other.state(), one.state());
}

#[test]
fn a_tab_that_slept_is_not_told_that_something_is_unknown() {
    let one = desk();
    let other = Tab::new(&one.memory, 2);
    let done = other.act(note("awake")).unwrap();
    assert!(done.changed);
    assert_eq!(notes(&other), 2);
}

#[test]
fn a_tab_that_is_overtaken_and_then_can_not_read_did_nothing() {
    let one = desk();
    let other = Tab::new(&one.memory, 2);
    other.handle(Request::CatchUp).unwrap();
    let before = other.state();
    one.memory.fail([Err(Refused::Behind)]);
    one.memory.unreadable.set(true);
    assert!(other.act(title("Wi-Fi down")).is_err());
    assert_eq!(other.state(), before);
    one.memory.unreadable.set(false);
    other.act(title("Wi-Fi down")).unwrap();
}

#[test]
fn a_journal_that_was_emptied_meanwhile_is_gone_and_nothing_is_written_over_it() {
    let tab = desk();
    let before = tab.state();
    tab.memory.lines.borrow_mut().clear();
    let failure = tab.act(title("Wi-Fi down")).unwrap_err();
    assert_eq!(failure, Failure::Unsaved(Unsaved::Gone));
    assert!(tab.memory.lines.borrow().is_empty());
    assert_eq!(tab.state().2, before.2);
}

#[test]
fn a_journal_that_is_always_behind_is_given_up() {
    let tab = desk();
    let before = tab.state();
    tab.memory.fail(vec![Err(Refused::Behind); 2_000]);
    let failure = tab.act(title("Wi-Fi down")).unwrap_err();
    assert_eq!(failure, Failure::Unsaved(Unsaved::Gone));
    assert_eq!(tab.state(), before);
}

#[test]
fn a_damaged_line_is_named_and_nothing_of_it_is_guessed() {
    for damage in ["", "{}", "null", "{\"id\":\"x\"}", "\u{0}"] {
        let tab = desk();
        let place = tab.memory.lines.borrow().len();
        tab.memory.lines.borrow_mut().push(damage.to_owned());
        let before = tab.state();
        let Err(Failure::Unsaved(Unsaved::Damaged(what))) = tab.handle(Request::CatchUp) else {
            panic!("a damaged line was read")
        };
        assert!(what.starts_with(&format!("line {}, ", place + 1)), "{what}");
        assert_eq!(tab.state(), before);
    }
}

#[test]
fn lines_are_counted_over_all_texts_that_hold_them() {
    let tab = desk();
    for text in ["Wi-Fi down", "Wi-Fi slow", "Wi-Fi up"] {
        tab.act(title(text)).unwrap();
    }
    let whole = tab.memory.lines.borrow().clone();
    let mut damaged = whole.clone();
    let at = damaged.len() - 2;
    damaged[at] = "{}".to_owned();
    for each in [1, 2, 3, 100] {
        let mut book = Book::new(WORKSPACE, ReplicaId([1; 16]));
        let Err(Unsaved::Damaged(what)) = book.load(stored(&damaged, each)) else {
            panic!("a damaged line was read")
        };
        assert!(what.starts_with(&format!("line {}, ", at + 1)), "{what}");
        // Where lines are missing as well, nobody knows the number of a damaged one.
        for lines in [&whole, &damaged] {
            for count in [whole.len() - 1, whole.len() + 1] {
                let wrong = Stored {
                    lines: count as u64,
                    ..stored(lines, each)
                };
                assert_eq!(book.load(wrong), Err(Unsaved::Gone));
            }
        }
        assert_eq!(book.position(), 0);
        book.load(stored(&whole, each)).unwrap();
        assert_eq!(book.position(), whole.len() as u64);
        assert_eq!(book.board().digest(), tab.book.borrow().board().digest());
    }
}

#[test]
fn a_tab_that_slept_catches_up() {
    let one = desk();
    let other = Tab::new(&one.memory, 2);
    assert!(other.handle(Request::CatchUp).unwrap().changed);
    assert_eq!(other.state(), one.state());
    assert!(!other.handle(Request::CatchUp).unwrap().changed);
}

#[test]
fn erased_words_leave_the_journal() {
    let tab = desk();
    assert!(tab.memory.lines.borrow().concat().contains("patient"));
    let noted = last(&tab, &Kind::Noted);
    let copy = (**tab.book.borrow().log().get(noted).unwrap()).clone();
    tab.act(Command::Erase {
        events: vec![noted],
    })
    .unwrap();
    assert!(!tab.memory.lines.borrow().concat().contains("patient"));
    tab.assert_as_stored();
    // A copy that comes back brings nothing with it.
    tab.handle(Request::Merge(vec![copy])).unwrap();
    assert!(!tab.memory.lines.borrow().concat().contains("patient"));
    tab.assert_as_stored();
}

#[test]
fn an_erasure_that_was_not_saved_removes_nothing() {
    let tab = desk();
    let noted = last(&tab, &Kind::Noted);
    tab.memory.fail([Err(Refused::Unsaved(Unsaved::Full))]);
    let erase = Command::Erase {
        events: vec![noted],
    };
    assert!(tab.act(erase).is_err());
    assert!(tab.book.borrow().log().get(noted).unwrap().has_body());
    assert!(tab.memory.lines.borrow().concat().contains("patient"));
}

#[test]
fn an_erasure_that_lists_an_erasure_leaves_it_whole() {
    let tab = desk();
    let noted = last(&tab, &Kind::Noted);
    tab.act(Command::Erase {
        events: vec![noted],
    })
    .unwrap();
    let erased = last(&tab, &Kind::Erased);
    // Only another program writes this.
    let mut head = tab.book.borrow().log().get(erased).unwrap().head.clone();
    head.replica = ReplicaId([0xe; 16]);
    (head.seq, head.prev) = (1, None);
    head.over = vec![erased];
    let strange = seal::seal(head, Fact::Erased(Nothing {}), Salt([1; 16]));
    tab.handle(Request::Merge(vec![strange])).unwrap();
    assert!(tab.book.borrow().log().get(erased).unwrap().has_body());
    tab.assert_as_stored();
}

#[test]
fn a_body_that_comes_later_fills_its_event() {
    let tab = desk();
    let noted = last(&tab, &Kind::Noted);
    let whole = (**tab.book.borrow().log().get(noted).unwrap()).clone();
    let other = Tab::new(&Memory::default(), 3);
    let events = tab.book.borrow().log().sorted();
    let bare: Vec<Event> = events
        .iter()
        .map(|event| {
            if event.id == noted {
                event.without_body()
            } else {
                (**event).clone()
            }
        })
        .collect();
    other.handle(Request::Merge(bare)).unwrap();
    other.assert_as_stored();
    other.handle(Request::Merge(vec![whole])).unwrap();
    let digest = |tab: &Tab| tab.book.borrow().board().digest();
    assert_eq!(digest(&other), digest(&tab));
    assert_eq!(other.book.borrow().position(), events.len() as u64 + 1);
    other.assert_as_stored();
}

#[test]
fn an_event_too_long_to_be_read_back_is_never_written() {
    let tab = desk();
    let before = tab.state();
    let imported = Imported {
        source: "csv".to_owned(),
        number: "7".to_owned(),
        title: Some("x".repeat(5 << 20)),
        ..Imported::default()
    };
    let failure = tab
        .act(Command::Import(Arc::new(vec![(OTHER, imported)])))
        .unwrap_err();
    assert_eq!(
        failure,
        Failure::Rejected(Rejection::TooBig { kilobytes: 5_121 })
    );
    assert_eq!(tab.state(), before);
}

#[test]
fn the_longest_body_of_one_copy_and_the_longest_rest_of_another_open_again() {
    let tab = desk();
    let noted = last(&tab, &Kind::Noted);
    let note = (**tab.book.borrow().log().get(noted).unwrap()).clone();
    let body = |text: &str| {
        let text = text.to_owned();
        let entry = sitrep::domain::fact::Entry {
            text,
            happened: None,
            audience: None,
        };
        seal::seal(note.head.clone(), Fact::Noted(entry), Salt([7; 16]))
    };
    let frame = seal::line(&body("")).len();
    let long = body(&"x".repeat(seal::LONGEST_LINE - frame));
    let rest = seal::LONGEST_REST - r#"{"sig":""}"#.len();
    let mut signed = long.without_body();
    signed.text.rest = format!(r#""sig":"{}""#, "y".repeat(rest)).into();
    // Both are what a file may hold.
    for copy in [&long, &signed] {
        assert!(seal::read(&seal::line(copy)).is_ok());
    }
    for copies in [[&long, &signed], [&signed, &long]] {
        let at_once = desk();
        let copies = copies.map(Clone::clone);
        at_once.handle(Request::Merge(copies.to_vec())).unwrap();
        let one_by_one = desk();
        for copy in copies {
            one_by_one.handle(Request::Merge(vec![copy])).unwrap();
        }
        for tab in [at_once, one_by_one] {
            let stored = seal::line(tab.book.borrow().log().get(long.id).unwrap());
            assert!(stored.len() > seal::LONGEST_LINE);
            tab.assert_as_stored();
            assert!(seal::read(&stored).is_ok(), "and a file of it can be read");
        }
    }
}

#[test]
fn a_stored_line_opens_whatever_its_length_and_whatever_was_learnt_since() {
    let tab = desk();
    let noted = last(&tab, &Kind::Noted);
    let mut note = (**tab.book.borrow().log().get(noted).unwrap()).clone();
    note.text.rest = format!(r#""sig":"{}""#, "y".repeat(9 << 20)).into();
    let line = seal::line(&note);
    assert!(seal::read(&line).is_err());
    assert_eq!(seal::read_own(&line).unwrap().text, note.text);
    // As if this kind had been unknown when it was stored.
    for rest in ["", r#","sig":"c2ln""#] {
        let (body, salt) = note.text.body.clone().unwrap();
        let stored = format!(
            r#"{{"id":"{}","head":{},"body":{},"salt":"{salt}"{rest}}}"#,
            note.id,
            note.text.head,
            body.replace("\"text\"", "\"words\""),
        );
        let event = seal::read_own(&stored).unwrap();
        assert_eq!(event.body, sitrep::domain::event::Body::Unknown);
    }
}

#[test]
fn a_profile_that_finds_its_own_fork_goes_on_under_a_new_id() {
    let tab = desk();
    let mut copy = Device::ada();
    let events = tab.book.borrow().log().sorted();
    copy.learn_events(events.iter().take(3).map(|event| (**event).clone()));
    copy.act(title("from the copy")).unwrap();
    let old = tab.book.borrow().replica();
    let events = copy.book.log().sorted();
    let events = events.iter().map(|event| (**event).clone()).collect();
    tab.handle(Request::Merge(events)).unwrap();
    assert_eq!(tab.book.borrow().log().forks().len(), 1);

    // Without the new id on disk, nothing is written under it.
    let before = tab.state();
    tab.memory.unreadable.set(true);
    assert!(tab.act(note("on and on")).is_err());
    assert_eq!(tab.state(), before);
    tab.memory.unreadable.set(false);

    tab.act(note("on and on")).unwrap();
    let new = tab.book.borrow().replica();
    assert_ne!(new, old);
    assert_eq!(tab.memory.replica.get(), Some(new));
    let noted = last(&tab, &Kind::Noted);
    assert_eq!(
        tab.book.borrow().log().get(noted).unwrap().head.replica,
        new
    );
    assert_eq!(tab.book.borrow().log().forks().len(), 1, "no second fork");
    tab.assert_as_stored();
}

#[test]
fn an_event_under_our_name_at_the_end_of_all_numbers_does_not_stop_us() {
    let tab = desk();
    let mut head = tab.book.borrow().log().sorted()[0].head.clone();
    head.seq = sitrep::domain::time::LARGEST;
    head.prev = Some(EventId([1; 32]));
    head.kind = Kind::Erased;
    let strange = seal::seal(head, Fact::Erased(Nothing {}), Salt([1; 16]));
    tab.handle(Request::Merge(vec![strange])).unwrap();
    tab.act(note("still here")).unwrap();
    let noted = last(&tab, &Kind::Noted);
    assert_eq!(tab.book.borrow().log().get(noted).unwrap().head.seq, 2);
}

#[test]
fn two_tabs_that_write_in_turn_lose_nothing_and_double_nothing() {
    let one = desk();
    let other = Tab::new(&one.memory, 2);
    for number in 10..30 {
        let tab = if number % 3 == 0 { &one } else { &other };
        tab.act(note(&format!("note {number}"))).unwrap();
    }
    for tab in [&one, &other] {
        tab.handle(Request::CatchUp).unwrap();
        assert_eq!(notes(tab), 21);
        tab.assert_as_stored();
    }
    assert_eq!(one.state(), other.state());
}

#[test]
fn three_writers_on_one_journal_end_equal_however_they_interleave() {
    for seed in 0..200 {
        let memory = Memory::default();
        let tabs: Vec<Tab> = (1..=3).map(|tab| Tab::new(&memory, tab)).collect();
        let mut dice = Dice(seed);
        let mut tasks: Vec<Pin<Box<dyn Future<Output = usize>>>> = Vec::new();
        for (number, tab) in (1_u8..).zip(&tabs) {
            let pauses = memory.pauses.clone();
            let mut own = Dice(seed * 31 + u64::from(number));
            tasks.push(Box::pin(async move {
                let mut saved = 0;
                for turn in 0..6 {
                    pauses.set(own.below(3));
                    let record = RecordId([number * 16 + turn; 16]);
                    let command = match own.below(4) {
                        0 | 1 => report_as(record, |_| {}),
                        2 => act(Move::Acknowledge),
                        _ => title(&format!("{number} {turn}")),
                    };
                    let done = tab.writer.handle(asked(command)).await;
                    saved += done.map_or(0, |done| done.events.len());
                }
                saved
            }));
        }
        let mut saved = 0;
        while !tasks.is_empty() {
            let next = dice.below(u32::try_from(tasks.len()).unwrap()) as usize;
            let polled = tasks[next]
                .as_mut()
                .poll(&mut Context::from_waker(Waker::noop()));
            if let Poll::Ready(count) = polled {
                saved += count;
                drop(tasks.remove(next));
            }
        }
        assert_eq!(memory.lines.borrow().len(), saved, "seed {seed}");
        memory.pauses.set(0);
        for tab in &tabs {
            tab.handle(Request::CatchUp).unwrap();
            assert_eq!(tab.state(), tabs[0].state(), "seed {seed}");
        }
        let book = tabs[0].book.borrow();
        assert_eq!(book.log().len(), saved, "seed {seed}");
        assert!(sitrep::exchange::verify::verify(book.log()).is_intact());
        let records = book.board().records();
        let references: BTreeSet<_> = records.iter().map(|record| &record.reference).collect();
        assert_eq!(references.len(), records.len(), "seed {seed}");
        assert!(records.iter().all(|record| record.conflicts.is_empty()));
    }
}

/// What another device recorded about another incident.
fn some_events() -> Vec<Event> {
    let mut ben = Device::ben();
    ben.act(report_as(OTHER, |_| {})).unwrap();
    ben.act(Command::Act {
        record: OTHER,
        act: Move::Take,
        happened: None,
        note: None,
    })
    .unwrap();
    all_of(&ben)
}

/// What another workspace recorded.
fn clinic_events() -> Vec<Event> {
    let mut clinic = Device::new(CLINIC, ReplicaId([7; 16]), EVE);
    clinic.act(report_as(OTHER, |_| {})).unwrap();
    all_of(&clinic)
}

fn all_of(device: &Device) -> Vec<Event> {
    let events = device.book.log().sorted();
    events.iter().map(|event| (**event).clone()).collect()
}

/// The wish to take the clinic in, with its events.
fn adopted(events: &[Event]) -> Request {
    Request::Adopt {
        actor: ada(),
        ws: CLINIC,
        events: events.to_vec(),
    }
}

fn last(tab: &Tab, kind: &Kind) -> EventId {
    let events = tab.book.borrow().log().sorted();
    let found = events.iter().rfind(|event| event.head.kind == *kind);
    found.unwrap().id
}

fn notes(tab: &Tab) -> usize {
    let book = tab.book.borrow();
    let ledger = book.board().ledger(Subject::Record(INCIDENT));
    ledger.of_kind(Kind::Noted).count()
}

/// Numbers that look random (Knuth's MMIX generator), the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 = (self.0.wrapping_mul(6_364_136_223_846_793_005))
            .wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(self.0 >> 33).unwrap() % limit
    }
}

/// Lets others go first that many times.
async fn pause(times: u32) {
    for _ in 0..times {
        let mut asked = false;
        std::future::poll_fn(|_| {
            if std::mem::replace(&mut asked, true) {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        })
        .await;
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    loop {
        let polled = future
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()));
        if let Poll::Ready(output) = polled {
            return output;
        }
    }
}
