//! A filter made ready to be compared with columns, one part after the other.

use crate::{
    domain::{priority::Priority, time::Moment},
    report::{
        filter::{Dates, Filter, Hour, Owner, Part, columns::Columns, hygiene, index::Asking},
        period::Offsets,
        when,
    },
};

/// The parts of a filter that a record fails, one bit each.
pub(super) type Fails = u32;

/// The bit of a part.
pub(super) const fn bit(part: Part) -> Fails {
    1 << part as u32
}

/// For each record, the parts that it fails; all but the text.
pub(super) fn fails(
    filter: &Filter,
    columns: &Columns,
    mains: &[u32],
    asking: &Asking<'_>,
) -> Vec<Fails> {
    let mut fails = Marks(vec![0; columns.len()]);
    let states = filter.states.iter().map(|&state| state as u8);
    let priorities = filter.priorities.iter();
    let channels = filter.channels.iter();
    let severities = filter.severities.iter();
    let severities = severities.map(|it| it.map_or(0, |severity| severity as u8 + 1));
    fails.small(
        Part::Kind,
        &columns.kind,
        filter.kinds.iter().map(|&kind| kind as u8),
    );
    fails.small(Part::State, &columns.state, states);
    fails.small(Part::Open, &columns.is_open, filter.open.map(u8::from));
    fails.small(
        Part::Priority,
        &columns.priority,
        priorities.map(|priority| priority.map_or(0, Priority::number)),
    );
    fails.small(Part::Severity, &columns.severity, severities);
    let levels = |levels: &[Option<u8>]| levels.iter().map(|level| level.unwrap_or(0)).collect();
    let (impacts, urgencies): (Vec<u8>, Vec<u8>) =
        (levels(&filter.impacts), levels(&filter.urgencies));
    fails.small(Part::Impact, &columns.impact, impacts);
    fails.small(Part::Urgency, &columns.urgency, urgencies);
    fails.small(
        Part::Channel,
        &columns.channel,
        channels.map(|channel| channel.map_or(0, |channel| channel as u8 + 1)),
    );
    let origins = filter.origins.iter();
    fails.small(
        Part::Origin,
        &columns.origin,
        origins.map(|origin| origin.map_or(0, |origin| origin as u8 + 1)),
    );
    fails.small(
        Part::Conflicts,
        &columns.has_conflict,
        filter.conflicts.then_some(1),
    );
    fails.small(
        Part::Unacknowledged,
        &columns.is_unacknowledged,
        filter.unacknowledged.then_some(1),
    );
    if filter.has(Part::Category) {
        let chosen = columns
            .categories
            .which(|id| filter.categories.contains(&id));
        let by_main = mains.iter().map(|&main| chosen[main as usize]);
        let fits: Vec<bool> = chosen
            .iter()
            .zip(by_main)
            .map(|(one, main)| *one || main)
            .collect();
        fails.named(Part::Category, &columns.category, &fits);
    }
    if filter.has(Part::Owner) {
        let fits = columns.people.which(|id| {
            filter.owners.iter().any(|owner| match owner {
                Owner::Me => id.is_some() && id == asking.me,
                Owner::Nobody => id.is_none(),
                Owner::Person(person) => id == Some(*person),
            })
        });
        fails.named(Part::Owner, &columns.owner, &fits);
    }
    if filter.has(Part::Team) {
        let fits = columns.teams.which(|id| filter.teams.contains(&id));
        fails.named(Part::Team, &columns.team, &fits);
    }
    if filter.has(Part::Service) {
        let fits = columns.services.which(|id| filter.services.contains(&id));
        fails.named(Part::Service, &columns.service, &fits);
    }
    if filter.has(Part::Scale) {
        let fits = columns.scales.which(|scale| scale == filter.scale);
        fails.named(Part::Scale, &columns.scale, &fits);
    }
    if filter.has(Part::Reporter) {
        let fits = columns
            .reporters
            .which(|name| filter.reporters.contains(&name));
        fails.named(Part::Reporter, &columns.reporter, &fits);
    }
    if filter.has(Part::Source) {
        let fits = columns
            .sources
            .which(|source| filter.sources.contains(&source));
        fails.named(Part::Source, &columns.source, &fits);
    }
    for (part, column) in [
        (Part::Reported, &columns.reported),
        (Part::Resolved, &columns.resolved),
    ] {
        if let Some(dates) = filter.dates(part) {
            let (from, to) = span(dates, asking);
            fails.mark(part, column, |at| (from..to).contains(&at));
        }
    }
    let (first, last) = (columns.reported.iter().min(), columns.reported.iter().max());
    if let (Some(hour), Some(&first), Some(&last)) = (filter.hour, first, last) {
        let offsets = Offsets::over(first, last, asking.offset);
        fails.mark(Part::Hour, &columns.reported, |at| {
            Hour::of(offsets.local(at)) == hour
        });
    }
    if let Some(clocks) = asking.clocks.filter(|_| filter.has(Part::Promises)) {
        for (place, fails) in fails.0.iter_mut().enumerate() {
            let runs = clocks.runs(place);
            let mut asked = filter.promises.iter();
            let fits =
                !runs.is_empty() && asked.any(|kept| kept.fits(runs, clocks.plan(), asking.now));
            *fails |= if fits { 0 } else { bit(Part::Promises) };
        }
    }
    if filter.has(Part::Hygiene) {
        let fits = hygiene::any_of(&filter.untidy, columns, asking.now);
        for (place, fails) in fails.0.iter_mut().enumerate() {
            *fails |= if fits(place) { 0 } else { bit(Part::Hygiene) };
        }
    }
    fails.0
}

struct Marks(Vec<Fails>);

impl Marks {
    /// Marks the records whose number is none of the choices; no choice asks for nothing.
    fn small(&mut self, part: Part, column: &[u8], choices: impl IntoIterator<Item = u8>) {
        let mask = choices
            .into_iter()
            .fold(0_u64, |mask, number| mask | 1 << number);
        if mask != 0 {
            self.mark(part, column, |number| mask >> number & 1 == 1);
        }
    }

    /// Marks the records whose place in a table of names does not fit.
    fn named(&mut self, part: Part, column: &[u32], fits: &[bool]) {
        self.mark(part, column, |place| fits[place as usize]);
    }

    fn mark<T: Copy>(&mut self, part: Part, column: &[T], fits: impl Fn(T) -> bool) {
        for (fails, &value) in self.0.iter_mut().zip(column) {
            *fails |= if fits(value) { 0 } else { bit(part) };
        }
    }
}

/// The moments from the first up to but without the second.
fn span(dates: Dates, asking: &Asking<'_>) -> (Moment, Moment) {
    match dates {
        Dates::LastDays(days) => {
            let from = asking.now.0.saturating_sub(i64::from(days) * 86_400_000);
            (Moment(from), Moment(i64::MAX))
        }
        Dates::Days { from, to } => (
            when::day_start(from, asking.offset),
            when::day_start(to + 1, asking.offset),
        ),
    }
}
