//! The night on which the sample ends, as `night.txt` tells it: something open in every state,
//! and two people at odds.

use crate::{
    domain::{
        command::{Change, Command, Move, Rating, Report, Writing},
        ids::{CategoryId, RecordId},
        priority::{Preset, Scale, Severity},
        state::{Channel, HoldReason, Origin, RecordKind, Relation, VoidReason},
        time::Moment,
    },
    sample::{
        dice::Dice,
        hospital::{Hospital, name},
        telling::{Act, MINUTE, Telling},
    },
};

/// The acts of the night, and one field that two people set at once.
pub(super) struct Night {
    pub acts: Vec<Act>,
    pub dispute: Dispute,
}

/// What one replica does while another does something else.
pub(super) struct Dispute {
    pub ours: Act,
    pub theirs: Act,
}

/// Tells the night.
pub(super) fn tell(dice: &mut Dice, hospital: &Hospital, now: Moment) -> Night {
    let mut acts: Vec<Act> = Vec::new();
    // The records so far, by title.
    let mut records: Vec<(&str, RecordId)> = Vec::new();
    let (mut record, mut at) = (RecordId::default(), now);
    for line in include_str!("night.txt").lines() {
        if let Some(opening) = opening(line) {
            record = RecordId(dice.bytes());
            at = Moment(now.0 - opening.ago * MINUTE);
            records.push((opening.title, record));
            let started = Moment(at.0 - dice.between(2, 9) * MINUTE);
            acts.push(Act {
                at,
                by: "Hugo",
                command: Command::Report(Box::new(opening.report(hospital, record, started))),
            });
        } else if let Some(step) = step(line) {
            let mut told = Telling {
                record,
                at,
                hour: 3,
                acts: Vec::new(),
                dice: &mut *dice,
                hospital,
            };
            told.wait(step.minutes);
            step.tell(&mut told, &records);
            at = told.at;
            acts.append(&mut told.acts);
        }
    }
    let offline = records.first().map(|&(_, id)| id).unwrap_or_default();
    let affected = |by, ago: i64, text: &str| Act {
        at: Moment(now.0 - ago * MINUTE),
        by,
        command: Command::Set {
            record: offline,
            change: Change::Affected(text.to_owned()),
        },
    };
    Night {
        acts,
        dispute: Dispute {
            ours: affected("Ana", 52, "140 staff, from the HR list"),
            theirs: affected("Ben", 50, "95 staff, counted on site"),
        },
    }
}

/// A record's first line.
struct Opening {
    kind: RecordKind,
    title: &'static str,
    category: CategoryId,
    service: &'static str,
    impact: u8,
    urgency: u8,
    ago: i64,
    reporter: &'static str,
    channel: Option<Channel>,
    severity: Option<Severity>,
}

fn opening(line: &'static str) -> Option<Opening> {
    let mut cells = line.split('|').map(str::trim);
    let kind = RecordKind::from_slug(cells.next()?)?;
    let title = cells.next()?;
    let (main, sub) = cells.next()?.split_once('.')?;
    let category = main.parse::<u16>().ok()? << 8 | sub.parse::<u16>().ok()?;
    let service = cells.next()?;
    let (impact, urgency) = cells.next()?.split_once(' ')?;
    Some(Opening {
        kind,
        title,
        category: CategoryId::built_in(category),
        service,
        impact: impact.parse().ok()?,
        urgency: urgency.parse().ok()?,
        ago: cells.next()?.parse().ok()?,
        reporter: cells.next()?,
        channel: Channel::from_slug(cells.next()?),
        severity: Severity::from_slug(cells.next()?),
    })
}

impl Opening {
    fn report(&self, hospital: &Hospital, record: RecordId, started: Moment) -> Report {
        let mut report = Report::blank(record);
        report.kind = self.kind;
        self.title.clone_into(&mut report.title);
        report.category = Some(self.category);
        report.service = hospital.service(self.service);
        report.rating = Some(Rating {
            scale: Scale::Preset(Preset::Sitrep),
            impact: self.impact,
            urgency: self.urgency,
            overridden: None,
            reason: String::new(),
        });
        report.severity = self.severity;
        self.reporter.clone_into(&mut report.reporter);
        report.channel = self.channel;
        report.origin = Some(Origin::Internal);
        report.started = (self.kind == RecordKind::Incident).then_some(started);
        report
    }
}

/// One indented line: when, who, what, how, and words.
struct Step {
    minutes: i64,
    by: &'static str,
    verb: &'static str,
    how: &'static str,
    words: Option<&'static str>,
}

fn step(line: &'static str) -> Option<Step> {
    let (act, words) = match line.split_once(": ") {
        Some((act, words)) => (act, Some(words.trim())),
        None => (line, None),
    };
    let mut parts = act.split_whitespace();
    Some(Step {
        minutes: parts.next()?.strip_prefix('+')?.parse().ok()?,
        by: name(parts.next()?)?,
        verb: parts.next()?,
        how: parts.next().unwrap_or_default(),
        words,
    })
}

impl Step {
    fn tell(&self, told: &mut Telling<'_>, records: &[(&str, RecordId)]) {
        let words = self.words.unwrap_or_default();
        let text = || words.to_owned();
        let record = told.record;
        let earlier = self.how.strip_prefix('-').and_then(|ago| ago.parse().ok());
        let act = match self.verb {
            "acknowledge" => Move::Acknowledge,
            "take" => Move::Take,
            "start" => Move::Start,
            "resume" => Move::Resume,
            "mitigate" => Move::Mitigate,
            "resolve" => Move::Resolve,
            "close" => Move::Close,
            "hold" => Move::Hold(HoldReason::from_slug(self.how).unwrap_or(HoldReason::Vendor)),
            "cancel" => {
                Move::Cancel(VoidReason::from_slug(self.how).unwrap_or(VoidReason::Mistake))
            }
            "assign" => {
                let (person, team) = words.split_once(", ").unwrap_or((words, ""));
                let (person, team) = (told.hospital.person(person), told.hospital.team(team));
                return told.act(self.by, Move::Assign { person, team }, None);
            }
            "note" => return told.write(self.by, Writing::Note, words, earlier.unwrap_or(0)),
            "decision" => {
                return told.write(self.by, Writing::Decision, words, earlier.unwrap_or(0));
            }
            "update" => {
                let audience = "All staff".to_owned();
                return told.write(self.by, Writing::Update { audience }, words, 0);
            }
            "vendor" => return told.set(self.by, Change::Vendor(text())),
            "cause" => return told.set(self.by, Change::Cause(text())),
            "workaround" => return told.set(self.by, Change::Workaround(text())),
            "evidence" => {
                let link = Command::LinkEvidence {
                    record,
                    title: text(),
                    url: format!("https://files.northwind.example/{words}"),
                    happened: None,
                };
                return told.say(self.by, link);
            }
            "duplicate" => {
                let of = records.iter().find(|(title, _)| *title == words);
                let to = of.map(|&(_, id)| id).unwrap_or_default();
                let relation = Relation::Duplicate;
                return told.say(
                    self.by,
                    Command::Link {
                        record,
                        to,
                        relation,
                    },
                );
            }
            _ => return,
        };
        told.act(self.by, act, self.words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_night_is_told() {
        let lines = include_str!("night.txt").lines();
        let told = lines.filter(|line| !line.trim().is_empty() && !line.trim().starts_with('#'));
        let mut dice = Dice::new(1);
        let hospital = Hospital::new(&mut dice);
        let night = tell(&mut dice, &hospital, Moment(1_794_885_240_000));
        assert_eq!(night.acts.len(), told.count());
    }
}
