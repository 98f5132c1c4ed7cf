//! What a policy says that its author can't have meant: found without any record.

use std::collections::BTreeSet;

use crate::{
    domain::{
        calendar::Calendar,
        ids::{CalendarId, CategoryId},
        policy::{Clock, Policy, Promise, Reached, Rule, When},
        priority::Priority,
        settings::Settings,
        state::{RecordKind, State},
    },
    sla::zone,
};

/// Something to look at before the policy is adopted. It never forbids: a policy may be odd on
/// purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The name of the clock.
    pub clock: String,
    /// The rule, from 1.
    pub rule: Option<usize>,
    pub what: Fault,
}

/// What is odd.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing starts it.
    NeverStarts,
    /// Nothing stops or resets it.
    NeverStops,
    /// No record can fit what starts it and what pauses it.
    PauseExcluded,
    /// Once paused, it stays so.
    NeverResumes,
    /// Acknowledging may take longer than resolving.
    AcknowledgeLonger { whom: String },
    /// Of a kind that the clock is about, some have no target.
    Gap { whom: String },
    /// An earlier rule fits whatever this one does.
    Shadowed { by: usize },
    /// The calendar has no hours.
    EmptyCalendar { name: String },
    /// The calendar is not in this log.
    UnknownCalendar,
    /// The calendar's zone is none that anybody knows.
    UnknownZone { zone: String },
    /// The rule names something that is not offered any more.
    NotOffered { what: &'static str },
    /// A target of zero.
    NoTarget,
}

impl Finding {
    /// The finding as a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let clock = &self.clock;
        let place = self
            .rule
            .map_or_else(String::new, |rule| format!("rule {rule} of "));
        match &self.what {
            Fault::NeverStarts => format!("{clock} never starts: choose what starts it."),
            Fault::NeverStops => {
                format!("{clock} never ends: nothing stops it and nothing resets it.")
            }
            Fault::PauseExcluded => format!(
                "{clock} can never pause: what starts it and what pauses it exclude each other."
            ),
            Fault::NeverResumes => {
                format!("{clock} can never run on once it is paused: nothing lets it resume.")
            }
            Fault::AcknowledgeLonger { whom } => {
                format!("{clock}: {whom} may take longer to acknowledge than to resolve.")
            }
            Fault::Gap { whom } => format!("{clock} promises nothing to {whom}."),
            Fault::Shadowed { by } => {
                format!(
                    "{clock}: {place}the clock is never reached, since rule {by} fits whatever it fits."
                )
            }
            Fault::EmptyCalendar { name } => {
                format!("{clock} counts by {name}, which has no working hours, so it never runs.")
            }
            Fault::UnknownCalendar => format!(
                "{clock} counts by a calendar that is not in this log. Until it comes with a file, time counts around the clock."
            ),
            Fault::UnknownZone { zone } => format!(
                "{clock} counts in the time zone \"{zone}\", which nobody knows; it counts as UTC."
            ),
            Fault::NotOffered { what } => {
                format!("{clock}: {place}the clock names a {what} that is not offered any more.")
            }
            Fault::NoTarget => format!("{clock}: {place}the clock has a target of zero."),
        }
    }
}

/// Everything that is odd about a policy with its calendars, in the order of its clocks.
#[must_use]
pub fn findings<'a>(
    settings: &Settings,
    policy: &Policy,
    calendar: impl Fn(CalendarId) -> Option<&'a Calendar>,
) -> Vec<Finding> {
    let mut found = Vec::new();
    for clock in &policy.clocks {
        let mut add = |rule: Option<usize>, what| {
            found.push(Finding {
                clock: clock.name.clone(),
                rule,
                what,
            });
        };
        conditions(clock, &mut |what| add(None, what));
        calendars(settings, clock, &calendar, &mut |what| add(None, what));
        rules(settings, clock, &mut add);
        if clock.promise == Promise::Acknowledge {
            longer(policy, clock, &mut |what| add(None, what));
        }
    }
    found
}

fn conditions(clock: &Clock, add: &mut impl FnMut(Fault)) {
    if clock.start.is_empty() {
        add(Fault::NeverStarts);
    }
    if clock.stop.is_empty() && clock.reset.is_empty() {
        add(Fault::NeverStops);
    }
    let mut pairs = (clock.start.iter()).flat_map(|it| clock.pause.iter().map(move |p| (it, p)));
    if !clock.pause.is_empty() && !pairs.any(|(start, pause)| are_possible(start, pause)) {
        add(Fault::PauseExcluded);
    }
    // A pause that asks for nothing that can change lasts for ever; what was reached stays so,
    // but for what is only a moment.
    let lasts = |when: &When| {
        let stays = |it: &Reached| !it.is_momentary();
        (when.reached.is_empty() || when.reached.iter().any(stays))
            && when.states.is_empty()
            && when.holds.is_empty()
            && when.priorities.is_empty()
            && when.severities.is_empty()
            && when.teams.is_empty()
    };
    let is_same = |one: &CategoryId, other: &CategoryId| one == other;
    let resumes = |resume: &When| !(clock.pause.iter()).any(|pause| covers(pause, resume, is_same));
    let stuck = !clock.resume.is_empty() && !clock.resume.iter().any(resumes);
    if clock.pause.iter().any(lasts) || !clock.pause.is_empty() && stuck {
        add(Fault::NeverResumes);
    }
}

/// Whether a record can fit what starts a clock and, sooner or later, what pauses it.
fn are_possible(start: &When, pause: &When) -> bool {
    fn meet<T: Ord>(one: &BTreeSet<T>, other: &BTreeSet<T>) -> bool {
        one.is_empty() || other.is_empty() || !one.is_disjoint(other)
    }
    let waits = pause.states.is_empty() || pause.states.contains(&State::OnHold);
    (pause.holds.is_empty() || waits)
        && meet(&start.kinds, &pause.kinds)
        && meet(&start.categories, &pause.categories)
        && meet(&start.services, &pause.services)
}

/// Whether one condition fits whatever the other fits; `holds` says whether a category is another
/// or holds it.
fn covers(wide: &When, narrow: &When, holds: impl Fn(&CategoryId, &CategoryId) -> bool) -> bool {
    fn part<T: Ord>(wide: &BTreeSet<T>, narrow: &BTreeSet<T>) -> bool {
        wide.is_empty() || !narrow.is_empty() && narrow.is_subset(wide)
    }
    part(&wide.reached, &narrow.reached)
        && part(&wide.states, &narrow.states)
        && part(&wide.holds, &narrow.holds)
        && part(&wide.kinds, &narrow.kinds)
        && part(&wide.priorities, &narrow.priorities)
        && part(&wide.severities, &narrow.severities)
        && (wide.categories.is_empty()
            || !narrow.categories.is_empty()
                && (narrow.categories.iter())
                    .all(|one| wide.categories.iter().any(|other| holds(other, one))))
        && part(&wide.services, &narrow.services)
        && part(&wide.teams, &narrow.teams)
}

fn calendars<'a>(
    settings: &Settings,
    clock: &Clock,
    calendar: &impl Fn(CalendarId) -> Option<&'a Calendar>,
    add: &mut impl FnMut(Fault),
) {
    let of_rules = clock.rules.iter().filter_map(|rule| rule.calendar);
    let used: BTreeSet<_> = of_rules.chain([clock.calendar]).collect();
    for id in used {
        let Some(calendar) = calendar(id) else {
            add(Fault::UnknownCalendar);
            continue;
        };
        if !calendar.has_hours() {
            add(Fault::EmptyCalendar {
                name: calendar.name.clone(),
            });
        }
        let zone = match calendar.zone.as_str() {
            "" => &settings.zone,
            _ => &calendar.zone,
        };
        if !zone::is_known(zone) && !calendar.is_always() {
            add(Fault::UnknownZone { zone: zone.clone() });
        }
    }
}

fn rules(settings: &Settings, clock: &Clock, add: &mut impl FnMut(Option<usize>, Fault)) {
    let holds = |wide: &CategoryId, narrow: &CategoryId| {
        wide == narrow || *wide == settings.main_category(*narrow)
    };
    for (place, rule) in clock.rules.iter().enumerate() {
        let number = place + 1;
        let earlier = clock.rules[..place].iter();
        if let Some(by) = earlier
            .clone()
            .position(|it| covers(&it.when, &rule.when, holds))
        {
            add(Some(number), Fault::Shadowed { by: by + 1 });
        }
        if rule.target == Some(0) {
            add(Some(number), Fault::NoTarget);
        }
        let retired = |team| settings.teams.get(team).is_some_and(|it| it.retired);
        if rule.when.teams.iter().any(retired) {
            add(Some(number), Fault::NotOffered { what: "team" });
        }
        let retired = |service| settings.services.get(service).is_some_and(|it| it.retired);
        if rule.when.services.iter().any(retired) {
            add(Some(number), Fault::NotOffered { what: "service" });
        }
        let retired = |category| {
            let category = settings.categories.get(category);
            category.is_some_and(|it| it.retired)
        };
        if rule.when.categories.iter().any(retired) {
            add(Some(number), Fault::NotOffered { what: "category" });
        }
    }
    if clock.rules.is_empty() {
        let whom = "anybody: it has no rules".to_owned();
        add(None, Fault::Gap { whom });
    }
    // Who has to be told for now and then only, such as of major incidents, is no gap.
    let by_priority = |rule: &Rule| !rule.when.priorities.is_empty();
    if clock.promise == Promise::Update || !clock.rules.iter().any(by_priority) {
        return;
    }
    for kind in [RecordKind::Incident, RecordKind::Request] {
        let concerns = |rule: &Rule| rule.when.kinds.is_empty() || rule.when.kinds.contains(&kind);
        if !clock.rules.iter().any(concerns) {
            continue;
        }
        let has_none = |&priority: &Priority| target(clock, kind, Some(priority)).is_none();
        let mut without: Vec<&str> = (Priority::ALL.iter().copied())
            .filter(has_none)
            .map(Priority::label)
            .collect();
        if target(clock, kind, None).is_none() {
            without.push("unrated");
        }
        if !without.is_empty() {
            let whom = format!("{} {}s", without.join(", "), kind.label().to_lowercase());
            add(None, Fault::Gap { whom });
        }
    }
}

/// The target of a plain record of a kind and priority, with its calendar.
fn target(
    clock: &Clock,
    kind: RecordKind,
    priority: Option<Priority>,
) -> Option<(u64, CalendarId)> {
    let rule = clock.rules.iter().find(|rule| {
        let when = &rule.when;
        let kinds = when.kinds.is_empty() || when.kinds.contains(&kind);
        let priorities =
            when.priorities.is_empty() || priority.is_some_and(|it| when.priorities.contains(&it));
        let plain = When {
            kinds: when.kinds.clone(),
            priorities: when.priorities.clone(),
            ..When::default()
        };
        kinds && priorities && plain == *when
    });
    let rule = rule?;
    Some((rule.target?, rule.calendar.unwrap_or(clock.calendar)))
}

/// Compares targets that count by the same calendar, or where the longer one counts less than all
/// the time by which the shorter one counts.
fn longer(policy: &Policy, acknowledge: &Clock, add: &mut impl FnMut(Fault)) {
    let resolving = (policy.clocks.iter())
        .filter(|clock| matches!(clock.promise, Promise::Resolve | Promise::Fulfil));
    for clock in resolving {
        for kind in [RecordKind::Incident, RecordKind::Request] {
            let longer = Priority::ALL.iter().copied().filter(|&priority| {
                let first = target(acknowledge, kind, Some(priority));
                let last = target(clock, kind, Some(priority));
                first.zip(last).is_some_and(|((first, by), (last, other))| {
                    first > last && (by == other || other == Calendar::ALWAYS)
                })
            });
            let longer: Vec<_> = longer.map(Priority::label).collect();
            if !longer.is_empty() {
                let whom = format!("{} {}s", longer.join(", "), kind.label().to_lowercase());
                add(Fault::AcknowledgeLonger { whom });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        ids::{ClockId, TeamId},
        policy::PolicyPreset,
        state::HoldReason,
    };

    fn said(policy: &Policy) -> Vec<String> {
        let settings = Settings::default();
        let found = findings(&settings, policy, |id| settings.calendars.get(&id));
        found.iter().map(Finding::sentence).collect()
    }

    fn with(change: impl FnOnce(&mut Clock)) -> Vec<String> {
        let mut policy = PolicyPreset::Itil.policy();
        let resolve = policy
            .clocks
            .iter_mut()
            .find(|it| it.promise == Promise::Resolve);
        change(resolve.unwrap());
        said(&policy)
    }

    #[test]
    fn nothing_is_odd_about_the_presets() {
        for preset in PolicyPreset::ALL {
            assert_eq!(said(&preset.policy()), Vec::<String>::new(), "{preset:?}");
        }
        let settings = Settings::default();
        for &promise in Promise::ALL {
            let clock = Clock::new(ClockId::built_in(9), promise);
            let mut odd = Vec::new();
            conditions(&clock, &mut |what| odd.push(what));
            calendars(
                &settings,
                &clock,
                &|id| settings.calendars.get(&id),
                &mut |what| {
                    odd.push(what);
                },
            );
            assert_eq!(odd, [], "{promise:?}");
        }
    }

    #[test]
    fn conditions_that_can_t_work_are_told() {
        assert_eq!(with(|it| it.start.clear()).len(), 2);
        assert!(with(|it| it.stop.clear())[0].contains("never ends"));
        let excluded = with(|it| {
            it.start = vec![When::kind(RecordKind::Incident)];
            it.pause = vec![When::kind(RecordKind::Request)];
        });
        assert!(excluded[0].contains("exclude each other"), "{excluded:?}");
        let contradicts = with(|it| {
            it.pause = vec![When {
                holds: [HoldReason::Vendor].into(),
                ..When::state(State::New)
            }];
        });
        assert!(
            contradicts[0].contains("exclude each other"),
            "{contradicts:?}"
        );
        let stuck = with(|it| it.resume = vec![When::hold(HoldReason::Vendor)]);
        assert_eq!(stuck, Vec::<String>::new());
        let stuck = with(|it| it.resume = vec![When::state(State::OnHold)]);
        assert!(stuck[0].contains("nothing lets it resume"), "{stuck:?}");
        for pause in [When::default(), When::reached(Reached::Mitigated)] {
            let ever = with(|it| it.pause = vec![pause]);
            assert!(ever[0].contains("nothing lets it resume"), "{ever:?}");
        }
        let now_and_then = with(|it| it.pause = vec![When::reached(Reached::Updated)]);
        assert_eq!(now_and_then, Vec::<String>::new());
    }

    #[test]
    fn rules_with_gaps_and_in_the_shadow_are_told() {
        let gaps = with(|it| {
            it.rules
                .retain(|rule| !rule.when.priorities.contains(&Priority::P4));
        });
        assert_eq!(gaps, Vec::<String>::new(), "the last rule takes them");
        let gaps = with(|it| {
            it.rules.pop();
            it.rules.remove(3);
        });
        assert_eq!(gaps, ["Resolve promises nothing to P4, unrated incidents."]);
        let shadow = with(|it| it.rules.rotate_right(1));
        assert!(
            shadow[0].starts_with("Resolve: rule 2 of the clock is never reached, since rule 1")
        );
        assert_eq!(shadow.len(), 5, "{shadow:?}");
        let longer = with(|it| it.rules[0].target = Some(60_000));
        assert_eq!(
            longer,
            ["Acknowledge: P1 incidents may take longer to acknowledge than to resolve."]
        );
        let business = Some(Calendar::BUSINESS);
        let sooner = with(|it| {
            it.rules[0].target = Some(60_000);
            it.rules[0].calendar = business;
        });
        assert_eq!(sooner, Vec::<String>::new(), "business hours may be longer");
        assert_eq!(
            with(|it| it.rules.clear()),
            ["Resolve promises nothing to anybody: it has no rules."]
        );
        let gone = with(|it| it.rules[0].when.teams = [TeamId([1; 16])].into());
        assert_eq!(
            gone,
            Vec::<String>::new(),
            "a team that only an import names"
        );
    }

    #[test]
    fn calendars_that_count_nothing_are_told() {
        let mut settings = Settings::default();
        let business = settings.calendars.get_mut(&Calendar::BUSINESS).unwrap();
        business.hours.clear();
        business.zone = "Mars/Olympus".to_owned();
        let policy = PolicyPreset::ServiceDesk.policy();
        let found = findings(&settings, &policy, |id| settings.calendars.get(&id));
        let said: Vec<_> = found.iter().map(Finding::sentence).collect();
        assert!(said[0].contains("no working hours"), "{said:?}");
        assert!(said[1].contains("\"Mars/Olympus\""), "{said:?}");
        let found = findings(&settings, &policy, |_| None);
        assert!(found[0].sentence().contains("not in this log"));
    }
}
