//! A policy made ready for counting: sets become bits, and calendars are compiled.

use std::collections::BTreeMap;

use crate::{
    domain::{
        calendar::Calendar,
        ids::{CalendarId, CategoryId, ClockId, EventId, ServiceId, TeamId},
        policy::{Clock, OnChange, Policy, Promise, Reached, When},
        priority::{Priority, Severity},
        record::Record,
        settings::Settings,
        state::{HoldReason, RecordKind, State},
        time::Moment,
    },
    sla::hours::Hours,
};

/// A policy that clocks can be computed by.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The event that defined the policy; none for a built-in or one that is only tried out.
    pub version: Option<EventId>,
    pub clocks: Vec<PlannedClock>,
    hours: Vec<Hours>,
    mains: BTreeMap<CategoryId, CategoryId>,
}

/// A clock of the plan.
#[derive(Clone, Debug)]
pub struct PlannedClock {
    pub id: ClockId,
    pub name: String,
    pub promise: Promise,
    pub(super) on_change: OnChange,
    /// Which of the plan's hours count where no rule fits.
    pub(super) hours: u16,
    /// The kinds that some rule is about, in bits.
    pub(super) kinds: u8,
    pub(super) start: Vec<Mask>,
    pub(super) pause: Vec<Mask>,
    pub(super) resume: Vec<Mask>,
    pub(super) stop: Vec<Mask>,
    pub(super) cancel: Vec<Mask>,
    pub(super) reset: Vec<Mask>,
    pub(super) rules: Vec<PlannedRule>,
}

#[derive(Clone, Debug)]
pub(super) struct PlannedRule {
    pub when: Mask,
    /// Milliseconds; none where nothing is promised.
    pub target: Option<i64>,
    /// Which of the plan's hours.
    pub hours: u16,
}

/// A [`When`] in bits; zero and empty ask for nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Mask {
    pub reached: u16,
    states: u16,
    holds: u8,
    kinds: u8,
    priorities: u8,
    severities: u8,
    /// In order, so that even very many are found quickly.
    categories: Vec<CategoryId>,
    services: Vec<ServiceId>,
    teams: Vec<TeamId>,
}

/// What is true of a record for a while, in the same bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Aspect {
    pub reached: u16,
    pub state: u16,
    pub hold: u8,
    pub kind: u8,
    pub priority: u8,
    pub severity: u8,
    pub category: Option<CategoryId>,
    pub main: Option<CategoryId>,
    pub service: Option<ServiceId>,
    pub team: Option<TeamId>,
    /// The team that had it last, also while nobody has it.
    pub last_team: Option<TeamId>,
}

impl Plan {
    /// The workspace's policy, for records whose times lie between two moments. Others are
    /// computed as well, only more slowly.
    #[must_use]
    pub fn of(settings: &Settings, from: Moment, to: Moment) -> Self {
        let calendars = settings.calendars.values();
        let plan = Self::compile(settings, &settings.policy, calendars, from, to);
        Self {
            version: settings.policy_version,
            ..plan
        }
    }

    /// Another policy and other calendars, to be tried out.
    #[must_use]
    pub fn tried<'a>(
        settings: &Settings,
        policy: &Policy,
        calendars: impl Iterator<Item = &'a Calendar>,
        from: Moment,
        to: Moment,
    ) -> Self {
        Self::compile(settings, policy, calendars, from, to)
    }

    fn compile<'a>(
        settings: &Settings,
        policy: &Policy,
        calendars: impl Iterator<Item = &'a Calendar>,
        from: Moment,
        to: Moment,
    ) -> Self {
        let calendars: BTreeMap<CalendarId, &Calendar> =
            calendars.map(|calendar| (calendar.id, calendar)).collect();
        let mut used: Vec<CalendarId> = Vec::new();
        let mut hours = Vec::new();
        // A calendar that nobody knows here may come with a later file; until then time counts
        // around the clock, and the static check says so.
        let always = &Calendar::built_in()[0];
        let mut place = |id: CalendarId| {
            let known = used.iter().position(|held| *held == id);
            let place = known.unwrap_or_else(|| {
                let calendar = calendars.get(&id).copied().unwrap_or(always);
                used.push(id);
                hours.push(Hours::of(calendar, &settings.zone, from, to));
                used.len() - 1
            });
            u16::try_from(place).unwrap_or(u16::MAX)
        };
        let clocks = policy.clocks.iter().take(Policy::MOST_CLOCKS);
        let clocks = clocks.map(|clock| planned(clock, &mut place)).collect();
        let categories = settings.categories.values();
        Self {
            version: None,
            clocks,
            hours,
            mains: categories
                .filter_map(|category| Some((category.id, category.parent?)))
                .collect(),
        }
    }

    /// The hours of a rule.
    pub(super) fn hours(&self, place: u16) -> &Hours {
        &self.hours[usize::from(place)]
    }

    /// What a record is, whenever it is looked at; where it stands comes on top.
    pub(super) fn nature(&self, record: &Record) -> Aspect {
        let category = record.category;
        Aspect {
            kind: 1 << record.kind as u8,
            category,
            main: category.map(|id| self.mains.get(&id).copied().unwrap_or(id)),
            service: record.service,
            team: record.team,
            last_team: record.team,
            priority: priority_bit(record.priority()),
            severity: severity_bit(record.severity),
            ..Aspect::default()
        }
    }
}

fn planned(clock: &Clock, place: &mut impl FnMut(CalendarId) -> u16) -> PlannedClock {
    let masks = |whens: &[When]| {
        let whens = whens.iter().take(Policy::MOST_ALTERNATIVES);
        whens.map(Mask::of).collect()
    };
    PlannedClock {
        id: clock.id,
        name: clock.name.clone(),
        promise: clock.promise,
        on_change: clock.on_change,
        hours: place(clock.calendar),
        kinds: kinds(clock),
        start: masks(&clock.start),
        pause: masks(&clock.pause),
        resume: masks(&clock.resume),
        stop: masks(&clock.stop),
        cancel: masks(&clock.cancel),
        reset: masks(&clock.reset),
        rules: (clock.rules.iter().take(Policy::MOST_RULES))
            .map(|rule| PlannedRule {
                when: Mask::of(&rule.when),
                target: rule.target.map(|ms| i64::try_from(ms).unwrap_or(i64::MAX)),
                hours: place(rule.calendar.unwrap_or(clock.calendar)),
            })
            .collect(),
    }
}

/// The kinds that the rules of a clock are about; all, where a rule asks for none.
fn kinds(clock: &Clock) -> u8 {
    let rules = clock.rules.iter().take(Policy::MOST_RULES);
    let rules = rules.map(|rule| Mask::of(&rule.when).kinds);
    rules.fold(0, |all, kinds| {
        all | if kinds == 0 { u8::MAX } else { kinds }
    })
}

impl PlannedClock {
    /// Whether some rule may be about a record of this kind.
    #[must_use]
    pub const fn concerns(&self, kind: RecordKind) -> bool {
        self.kinds & 1 << kind as u8 != 0
    }
}

impl Mask {
    fn of(when: &When) -> Self {
        let bits = |numbers: &mut dyn Iterator<Item = u8>| {
            numbers.fold(0_u16, |bits, number| bits | 1 << number)
        };
        let small =
            |numbers: &mut dyn Iterator<Item = u8>| u8::try_from(bits(numbers)).unwrap_or(u8::MAX);
        Self {
            reached: bits(&mut when.reached.iter().map(|it| *it as u8)),
            states: bits(&mut when.states.iter().map(|it| *it as u8)),
            holds: small(&mut when.holds.iter().map(|it| *it as u8)),
            kinds: small(&mut when.kinds.iter().map(|it| *it as u8)),
            priorities: small(&mut when.priorities.iter().map(|it| *it as u8)),
            severities: small(&mut when.severities.iter().map(|it| *it as u8)),
            categories: when.categories.iter().copied().collect(),
            services: when.services.iter().copied().collect(),
            teams: when.teams.iter().copied().collect(),
        }
    }

    /// Whether it asks for one of these states.
    pub const fn asks_for_state(&self, states: u16) -> bool {
        self.states & states != 0
    }

    /// Whether all that it asks for is so.
    pub fn fits(&self, aspect: &Aspect) -> bool {
        (self.reached == 0 || self.reached & aspect.reached != 0)
            && (self.states == 0 || self.states & aspect.state != 0)
            && (self.holds == 0 || self.holds & aspect.hold != 0)
            && (self.kinds == 0 || self.kinds & aspect.kind != 0)
            && (self.priorities == 0 || self.priorities & aspect.priority != 0)
            && (self.severities == 0 || self.severities & aspect.severity != 0)
            && is_among(&self.categories, [aspect.category, aspect.main])
            && is_among(&self.services, [aspect.service])
            && is_among(&self.teams, [aspect.team])
    }
}

/// Whether a list asks for nothing, or for one of these.
fn is_among<Id: Ord, const N: usize>(asked: &[Id], ids: [Option<Id>; N]) -> bool {
    let mut ids = ids.into_iter().flatten();
    asked.is_empty() || ids.any(|id| asked.binary_search(&id).is_ok())
}

/// Whether one of the alternatives holds.
pub(super) fn any(masks: &[Mask], aspect: &Aspect) -> bool {
    masks.iter().any(|mask| mask.fits(aspect))
}

pub(super) const fn reached_bit(reached: Reached) -> u16 {
    1 << reached as u8
}

pub(super) const fn state_bit(state: State) -> u16 {
    1 << state as u8
}

pub(super) fn hold_bit(hold: Option<HoldReason>) -> u8 {
    hold.map_or(0, |hold| 1 << hold as u8)
}

pub(super) fn priority_bit(priority: Option<Priority>) -> u8 {
    priority.map_or(0, |priority| 1 << priority as u8)
}

pub(super) fn severity_bit(severity: Option<Severity>) -> u8 {
    severity.map_or(0, |severity| 1 << severity as u8)
}

/// Kinds fit their bits as long as there are at most eight.
const _: () =
    assert!(RecordKind::ALL.len() <= 8 && State::ALL.len() <= 16 && Reached::ALL.len() <= 16);
