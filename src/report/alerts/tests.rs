use super::*;
use crate::{
    domain::{
        command::{Change, Command, Move},
        policy::PolicyPreset,
        state::HoldReason,
    },
    report::given::{Given, HOUR, MINUTE, NOW, rating},
};

struct Scene {
    given: Given,
    clocks: Clocks,
    alerts: Alerts,
}

impl Scene {
    fn since(given: Given, seen: Moment) -> Self {
        Self {
            given,
            clocks: Clocks::default(),
            alerts: Alerts::since(seen),
        }
    }

    fn look(&mut self, now: Moment) -> News {
        self.clocks.update(self.given.board(), now);
        self.alerts.look(&self.clocks, now)
    }

    /// What is told at a moment: clock, percent, and minutes after [`NOW`].
    fn told(&mut self, now: Moment) -> Vec<(String, u8, i64)> {
        let crossings = self.look(now).crossings.into_iter();
        crossings
            .map(|it| (it.name, it.percent, it.at.since(NOW) / MINUTE))
            .collect()
    }
}

fn after(minutes: i64) -> Moment {
    Moment(NOW.0 + minutes * MINUTE)
}

fn p1_at_now() -> Given {
    let mut given = Given::new();
    given.now = NOW;
    given.report_p("East Clinic offline", 1);
    given
}

fn ack(percent: u8, minutes: i64) -> (String, u8, i64) {
    ("Acknowledge".to_owned(), percent, minutes)
}

#[test]
fn each_mark_is_told_once_at_its_moment_and_late_is_what_passes_it() {
    let mut scene = Scene::since(p1_at_now(), NOW);
    assert_eq!(scene.told(NOW), []);
    // Half of a quarter of an hour.
    let half = Moment(NOW.0 + 15 * MINUTE / 2);
    assert_eq!(scene.alerts.next(), Some(half));
    assert_eq!(scene.told(Moment(half.0 - 1)), []);
    assert_eq!(scene.told(half), [ack(50, 7)]);
    assert_eq!(scene.told(half), []);
    assert_eq!(scene.told(after(14)), [ack(75, 11), ack(90, 13)]);
    let told = scene.told(after(15));
    assert!(!told.iter().any(|(name, ..)| name == "Acknowledge"));
    assert_eq!(scene.alerts.late(), 0);
    let told = scene.told(Moment(after(15).0 + 1));
    assert!(told.contains(&ack(100, 15)), "{told:?}");
    assert_eq!(scene.alerts.late(), 1);
}

#[test]
fn after_an_absence_exactly_what_was_crossed_meanwhile_is_told_in_order() {
    let mut whole = Scene::since(p1_at_now(), NOW);
    let mut step_by_step = Vec::new();
    for minute in 0..=300 {
        step_by_step.extend(whole.told(after(minute)));
    }
    for left in [0, 8, 15, 61, 200] {
        let mut scene = Scene::since(p1_at_now(), after(left));
        let told = scene.told(after(300));
        assert!(told.is_sorted_by_key(|(.., minutes)| *minutes));
        let expected: Vec<_> = (step_by_step.iter())
            // What is due at that minute is late after it.
            .filter(|(_, percent, at)| *at > left || *at == left && *percent == ALL)
            .cloned()
            .collect();
        assert_eq!(told, expected, "since minute {left}");
    }
}

#[test]
fn what_changed_while_away_is_told_by_the_moments_of_its_own_past() {
    // Held from minute 60 on for an hour: nothing is crossed meanwhile, and all comes later.
    let mut given = p1_at_now();
    let record = given.board().records()[0].id;
    given.act(record, Move::Acknowledge);
    given.wait(60);
    let hold = Move::Hold(HoldReason::Vendor);
    given.act(record, hold);
    given.wait(60);
    given.act(record, Move::Resume);
    let resolve = |told: Vec<(String, u8, i64)>| -> Vec<(u8, i64)> {
        let of = told.into_iter().filter(|(name, ..)| name == "Resolve");
        of.map(|(_, percent, at)| (percent, at)).collect()
    };
    let mut scene = Scene::since(given, after(30));
    assert_eq!(resolve(scene.told(after(181))), [(50, 180)]);
    let fresh = Scene::since(p1_at_now(), after(30)).told(after(181));
    assert_eq!(resolve(fresh), [(50, 120), (75, 180)]);
}

#[test]
fn a_record_that_comes_late_and_one_that_is_judged_again_say_so() {
    let mut given = Given::new();
    given.now = NOW;
    given.report_p("Ours", 5);
    let mut scene = Scene::since(given, NOW);
    scene.look(after(60));
    // Ana learns at minute 60 of what Ben reported at minute 0.
    let mut ben = Given::by(2, "Ben");
    ben.now = NOW;
    ben.report_p("Known to Ben", 1);
    scene.given.merge(&ben);
    let news = scene.look(after(60)).crossings;
    let late: Vec<_> = news.iter().filter(|it| it.percent == ALL).collect();
    assert_eq!(late[0].cause, Cause::Arrival);
    assert_eq!(late[0].at, after(15));

    let calm = scene.given.report_p("Calm at first", 4);
    scene.look(after(90));
    scene.given.when(Command::Set {
        record: calm,
        change: Change::Rating(rating(1)),
    });
    let news = scene.look(after(90)).crossings;
    assert!(news.iter().any(|it| it.record == calm && it.percent == ALL));
    assert!(news.iter().all(|it| it.cause == Cause::Change), "{news:?}");
}

#[test]
fn what_fills_an_empty_board_has_nothing_to_tell_of_its_past() {
    let mut given = Given::new();
    given.now = NOW;
    let mut scene = Scene::since(given, NOW);
    assert_eq!(scene.look(after(60)), News::default());
    let mut ben = Given::by(2, "Ben");
    ben.now = NOW;
    ben.report_p("A log that is opened", 1);
    scene.given.merge(&ben);
    assert_eq!(scene.look(after(60)), News::default());
    let told = scene.look(after(61 + 120)).crossings;
    assert_eq!(told.first().map(|it| it.cause), Some(Cause::Time));
}

#[test]
fn a_clock_that_begins_to_stand_still_is_told_and_crosses_nothing() {
    let mut scene = Scene::since(p1_at_now(), NOW);
    scene.look(NOW);
    let record = scene.given.board().records()[0].id;
    scene.given.act(record, Move::Acknowledge);
    scene.look(after(1));
    scene.given.act(record, Move::Hold(HoldReason::Vendor));
    let names: Vec<_> = (scene.look(after(1)).pauses.into_iter())
        .map(|it| it.name)
        .collect();
    assert!(names.contains(&"Resolve".to_owned()), "{names:?}");
    let told = scene.told(Moment(NOW.0 + 100 * HOUR));
    assert!(!told.iter().any(|(name, ..)| name == "Resolve"));
}

#[test]
fn what_is_due_at_closing_time_is_late_when_it_opens_again() {
    let mut given = p1_at_now();
    let mut policy = PolicyPreset::Business.policy();
    policy.clocks.truncate(1);
    given.when(Command::DefinePolicy(policy));
    let mut scene = Scene::since(given, NOW);
    scene.look(NOW);
    // Fast enough for any calendar: from look to look, the next moment always lies ahead.
    let mut now = NOW;
    let mut told = Vec::new();
    while let Some(next) = scene.alerts.next() {
        assert!(next > now);
        now = next;
        told.extend(scene.look(now).crossings);
        assert!(!told.is_empty());
    }
    let percents: Vec<_> = told.iter().map(|it| it.percent).collect();
    assert_eq!(percents, MARKS);
}
