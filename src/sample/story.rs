//! How one incident goes, from the report to the closing.

use crate::{
    domain::{
        command::{Change, Command, Move, Rating, Report, Writing},
        priority::{Preset, Priority, Scale, Severity},
        state::{Channel, HoldReason, Milestone, Origin, VoidReason},
        time::Moment,
    },
    sample::{
        dice::Dice,
        hospital::CALLERS,
        plot::{Plot, fill},
        telling::{MINUTE, Telling},
    },
};

/// What differs from incident to incident of one plot.
pub(super) struct Case<'a> {
    pub plot: &'a Plot,
    pub title: String,
    pub reporter: String,
}

/// The report itself.
pub(super) fn report(told: &mut Telling<'_>, case: &Case<'_>, priority: Priority) {
    let plot = case.plot;
    let channels = [
        Channel::Phone,
        Channel::Phone,
        Channel::Portal,
        Channel::Email,
        Channel::Monitoring,
        Channel::WalkIn,
    ];
    let channel = *told.dice.pick(&channels);
    let is_watched = channel == Channel::Monitoring;
    let mut report = Report::blank(told.record);
    report.title.clone_from(&case.title);
    if told.dice.percent(60) {
        report.description = format!("{}. Reported by {}.", plot.notes[0], case.reporter);
    }
    report.category = Some(plot.category);
    report.service = told.hospital.service(plot.service);
    report.rating = Some(Rating {
        scale: Scale::Preset(Preset::Sitrep),
        impact: plot.impact,
        urgency: plot.urgency,
        overridden: None,
        reason: String::new(),
    });
    report.severity = match priority {
        Priority::P1 => Some(Severity::Sev1),
        Priority::P2 if told.dice.percent(40) => Some(Severity::Sev2),
        Priority::P2 | Priority::P3 => Some(Severity::Sev3),
        _ => None,
    };
    report.reporter = if is_watched {
        "Monitoring".to_owned()
    } else {
        case.reporter.clone()
    };
    report.channel = Some(channel);
    let by_vendor = matches!(plot.hold, Some((HoldReason::Vendor, _)));
    report.origin = Some(if by_vendor {
        Origin::Vendor
    } else {
        Origin::Internal
    });
    let started = Moment(told.at.0 - told.dice.around(if is_watched { 4 } else { 14 }) * MINUTE);
    report.started = told.dice.percent(85).then_some(started);
    let desk = told.member("Service desk");
    told.say(desk, Command::Report(Box::new(report)));
    if is_watched {
        let detected = Some(Moment(
            started.0 + told.dice.between(0, told.at.since(started) / 2),
        ));
        let record = told.record;
        told.say(
            desk,
            Command::Correct {
                record,
                milestone: Milestone::Detected,
                cycle: 0,
                happened: detected,
            },
        );
    }
}

/// The whole story of an ordinary incident.
pub(super) fn tell(told: &mut Telling<'_>, case: &Case<'_>) {
    let plot = case.plot;
    let priority = Preset::Sitrep
        .matrix()
        .priority(plot.impact, plot.urgency)
        .unwrap_or(Priority::P5);
    let begun = told.at;
    report(told, case, priority);
    let rank = usize::from(priority.number()) - 1;
    let seen = told.dice.around([3, 8, 24, 55, 95][rank]);
    told.wait(seen);
    if told.dice.percent(4) {
        let desk = told.member("Service desk");
        told.act(desk, Move::Acknowledge, None);
        let (reason, note) = *told.dice.pick(&[
            (
                VoidReason::FalsePositive,
                "The sensor is at fault, not the system.",
            ),
            (
                VoidReason::Duplicate,
                "The same as the incident reported before it.",
            ),
            (
                VoidReason::NotAnIncident,
                "Planned maintenance, announced on Friday.",
            ),
        ]);
        told.wait(6);
        return told.act(desk, Move::Cancel(reason), Some(note));
    }
    let mut owner = taken_on(told, plot.team);
    let length = told.dice.around(plot.minutes);
    let whole = told.dice.between(2, 7);
    told.wait(whole);
    told.act(owner, Move::Start, None);
    if rank < 2 {
        let staff = told.dice.between(4, 60) * 5;
        told.set(owner, Change::Affected(format!("{staff} staff")));
        let text = format!("{}. We work on it, next update in 30 minutes.", case.title);
        told.write(
            "Dara",
            Writing::Update {
                audience: "All staff".to_owned(),
            },
            &text,
            0,
        );
    }
    for (place, note) in plot
        .notes
        .iter()
        .enumerate()
        .skip(usize::from(told.dice.percent(35)))
    {
        let share = length / (i64::try_from(plot.notes.len()).unwrap_or(1) + 2);
        told.wait(share);
        let late = if told.dice.percent(30) {
            told.dice.between(3, 12).min(share / 2)
        } else {
            0
        };
        let note = fill(told.dice, note);
        told.write(owner, Writing::Note, &note, late);
        if place == 0 && told.dice.percent(17) {
            owner = handed_on(told, plot.team);
        }
    }
    held(told, plot, owner, length);
    if rank < 2 {
        told.write(
            owner,
            Writing::Decision,
            "Stay on the workaround until the fix is proven.",
            0,
        );
        told.set(
            owner,
            Change::Workaround("Paper forms and mobile phones".to_owned()),
        );
    }
    let left = (length - told.at.since(begun) / MINUTE).max(5);
    let is_mitigated = told.dice.percent(if rank < 2 { 85 } else { 40 });
    if is_mitigated {
        told.wait(left / 2);
        told.act(owner, Move::Mitigate, None);
    }
    told.wait(left / 2);
    told.act(owner, Move::Resolve, Some(plot.fix));
    if rank < 2 {
        let text = format!("Solved: {}. {}.", case.title, plot.fix);
        told.write(
            "Dara",
            Writing::Update {
                audience: "All staff".to_owned(),
            },
            &text,
            0,
        );
        told.set(owner, Change::Cause(plot.fix.to_owned()));
    }
    ended(told, owner, plot.fix);
}

/// Somebody sees it and takes it; sometimes it is given to them without a word.
fn taken_on(told: &mut Telling<'_>, team: &str) -> &'static str {
    let owner = told.member(team);
    let to = Move::Assign {
        person: told.hospital.person(owner),
        team: told.hospital.team(team),
    };
    match told.dice.between(1, 10) {
        1..=6 => told.act(owner, Move::Take, None),
        7..=9 => {
            let desk = told.member("Service desk");
            told.act(desk, Move::Acknowledge, None);
            let pause = told.dice.between(1, 9);
            told.wait(pause);
            told.act(desk, to, None);
        }
        _ => told.act("Elif", to, None),
    }
    owner
}

/// Another team is better placed.
fn handed_on(told: &mut Telling<'_>, team: &str) -> &'static str {
    let to = if team == "Platform" {
        "Network"
    } else {
        "Platform"
    };
    let from = told.member(team);
    let escalated = Move::Escalate {
        person: None,
        team: told.hospital.team(to),
    };
    told.act(from, escalated, Some("Nothing found on our side."));
    let pause = told.dice.around(15);
    told.wait(pause);
    let owner = told.member(to);
    told.act(owner, Move::Take, None);
    owner
}

fn held(told: &mut Telling<'_>, plot: &Plot, owner: &'static str, length: i64) {
    let Some((reason, why)) = plot.hold.filter(|_| told.dice.percent(65)) else {
        return;
    };
    told.wait(5);
    told.act(owner, Move::Hold(reason), Some(why));
    let pause = told.dice.around(length / 2);
    told.wait(pause);
    told.act(owner, Move::Resume, None);
}

/// Verified, closed some days later; now and then it comes back in between.
fn ended(told: &mut Telling<'_>, owner: &'static str, fix: &str) {
    if told.dice.percent(60) {
        let pause = told.dice.around(25);
        told.wait(pause);
        told.act(owner, Move::Verify, None);
    }
    if told.dice.percent(6) {
        let pause = told.dice.around(400);
        told.wait(pause);
        told.act(
            "Hugo",
            Move::Reopen,
            Some("It is back, the same as before."),
        );
        let pause = told.dice.around(120);
        told.wait(pause);
        told.act(owner, Move::Resolve, Some(fix));
    }
    let days = told.dice.between(1, 3) * 24 * 60;
    told.wait(days);
    told.act("Elif", Move::Close, None);
}

/// The reporter of a case.
pub(super) fn caller(dice: &mut Dice) -> String {
    (*dice.pick(&CALLERS)).to_owned()
}
