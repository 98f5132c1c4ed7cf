//! A made-up half-year of a hospital group, to try the product with: about 300 incidents and some
//! requests, told act by act through the real rules, so that the log is as valid as any other.

mod dice;
mod hospital;
mod night;
mod plot;
mod story;
mod telling;

use std::collections::HashMap;

use crate::{
    domain::{
        command::{Actor, Command},
        event::Event,
        ids::{RecordId, ReplicaId, Salt, WorkspaceId},
        state::Relation,
        time::Moment,
    },
    sample::{
        dice::Dice,
        hospital::Hospital,
        story::Case,
        telling::{Act, DAY, HOUR, MINUTE, Telling},
    },
    writer::book::Book,
};

/// Incidents beside those of the last night.
const INCIDENTS: usize = 285;
/// How far the story goes back.
const DAYS: i64 = 182;

/// Where and when the sample is told.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    pub ws: WorkspaceId,
    /// The replica that founds the workspace and writes nearly all of it.
    pub replica: ReplicaId,
    /// The story ends here.
    pub now: Moment,
    /// IANA time zone of the workspace.
    pub zone: &'a str,
    /// Minutes that local time is ahead of UTC: people work by day.
    pub offset: &'a dyn Fn(Moment) -> i32,
}

/// The events of the sample, in the order of the log; the same seed and setting give the same.
#[must_use]
pub fn sample(seed: u64, setting: &Setting<'_>) -> Vec<Event> {
    let mut dice = Dice::new(seed);
    let hospital = Hospital::new(&mut dice);
    let other = ReplicaId(dice.bytes());
    let mut acts = half_year(&mut dice, &hospital, setting);
    let night = night::tell(&mut dice, &hospital, setting.now);
    acts.extend(night.acts);
    acts.retain(|act| act.at <= setting.now);
    acts.sort_by_key(|act| act.at);

    let actor = |by: &str, replica| hospital.actor(by, replica, setting.zone);
    let mut book = Book::new(setting.ws, setting.replica);
    let mut disputed = Some(night.dispute);
    for act in acts {
        if let Some(dispute) = disputed.take_if(|dispute| dispute.ours.at <= act.at) {
            // Two people set one field before their logs meet.
            let mut theirs = Book::new(setting.ws, other);
            theirs.commit(theirs.admit(&events(&book)));
            run(
                &mut theirs,
                &mut dice,
                &actor(dispute.theirs.by, other),
                dispute.theirs,
            );
            let by = actor(dispute.ours.by, setting.replica);
            run(&mut book, &mut dice, &by, dispute.ours);
            book.commit(book.admit(&events(&theirs)));
        }
        run(&mut book, &mut dice, &actor(act.by, setting.replica), act);
    }
    events(&book)
}

fn events(book: &Book) -> Vec<Event> {
    let sorted = book.log().sorted();
    sorted.iter().map(|event| event.as_ref().clone()).collect()
}

/// Does one act. What the rules refuse is left out: a story may be told twice over by chance.
fn run(book: &mut Book, dice: &mut Dice, actor: &Actor, act: Act) {
    let salt = || Salt(dice.bytes());
    if let Ok(entry) = book.decide(actor, act.at, act.command, salt) {
        book.commit(entry);
    }
}

/// The ordinary incidents, from the founding until two days ago.
fn half_year(dice: &mut Dice, hospital: &Hospital, setting: &Setting<'_>) -> Vec<Act> {
    let founded = Moment(setting.now.0 - DAYS * DAY);
    let mut acts = vec![Act {
        at: founded,
        by: "Ana",
        command: hospital.definitions(),
    }];
    let plots = plot::plots();
    // When and to whom a plot happened last.
    let mut before: HashMap<usize, (RecordId, Moment, String)> = HashMap::new();
    for at in moments(dice, founded, setting) {
        let (place, plot) = plot::choose(dice, &plots);
        let last = before.remove(&place);
        let again = last.filter(|(_, last, _)| at.since(*last) < 30 * DAY && dice.percent(60));
        let reporter = again
            .as_ref()
            .map_or_else(|| story::caller(dice), |(.., caller)| caller.clone());
        let record = RecordId(dice.bytes());
        let case = Case {
            plot,
            title: plot::fill(dice, plot.title),
            reporter: reporter.clone(),
        };
        let mut told = Telling {
            record,
            at,
            hour: hour(at, setting),
            acts: Vec::new(),
            dice: &mut *dice,
            hospital,
        };
        story::tell(&mut told, &case);
        acts.append(&mut told.acts);
        if let Some((to, ..)) = again {
            acts.push(Act {
                at: Moment(at.0 + 2 * HOUR),
                by: "Ana",
                command: Command::Link {
                    record,
                    to,
                    relation: Relation::Recurrence,
                },
            });
        }
        before.insert(place, (record, at, reporter));
    }
    acts
}

/// When incidents are reported, first to last: mostly by day and mostly on working days.
fn moments(dice: &mut Dice, from: Moment, setting: &Setting<'_>) -> Vec<Moment> {
    let mut moments = Vec::with_capacity(INCIDENTS);
    while moments.len() < INCIDENTS {
        let at = Moment(dice.between(from.0 + HOUR, setting.now.0 - 2 * DAY));
        let hour = hour(at, setting);
        let day = (at.0.div_euclid(DAY) + 3).rem_euclid(7);
        let chance = if (8..18).contains(&hour) { 90 } else { 22 };
        if dice.percent(if day < 5 { chance } else { chance / 2 }) {
            moments.push(at);
        }
    }
    moments.sort_unstable();
    moments
}

fn hour(at: Moment, setting: &Setting<'_>) -> i64 {
    let minutes = i64::from((setting.offset)(at));
    (at.0.div_euclid(MINUTE) + minutes).rem_euclid(24 * 60) / 60
}

#[cfg(test)]
mod tests;
