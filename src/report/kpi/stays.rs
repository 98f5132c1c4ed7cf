//! Time in state: how long records stayed where, and the part of open time that was on hold.
//!
//! A stay lasts from entering a state to leaving it. What was not left yet has no length: it
//! never becomes *now*; but between two entries of the course that name the same state the time
//! is known, and enters the total.

use crate::{
    domain::{
        course::Leg,
        state::{HoldReason, State},
        value::Standing,
    },
    report::kpi::{
        Asked, Facts, LeftOut,
        counts::Why,
        facts::put,
        stats::{Sorted, Stats},
    },
};

/// Where a record stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    State(State),
    /// On hold, with what it waits for where that is known.
    Hold(Option<HoldReason>),
    /// A state of the source that has no meaning here, or a time of which only the ends are known.
    Unknown,
}

impl Place {
    /// Every place, in the order of a record's life.
    pub const ALL: [Self; 15] = [
        Self::State(State::New),
        Self::State(State::Triage),
        Self::State(State::Assigned),
        Self::State(State::Investigating),
        Self::Hold(None),
        Self::Hold(Some(HoldReason::Caller)),
        Self::Hold(Some(HoldReason::Vendor)),
        Self::Hold(Some(HoldReason::Change)),
        Self::Hold(Some(HoldReason::Problem)),
        Self::Hold(Some(HoldReason::Evidence)),
        Self::State(State::Mitigated),
        Self::State(State::Resolved),
        Self::State(State::Closed),
        Self::State(State::Cancelled),
        Self::Unknown,
    ];

    /// Where a standing is.
    #[must_use]
    pub const fn of(standing: Option<Standing>) -> Self {
        match standing {
            None => Self::Unknown,
            Some(Standing {
                state: State::OnHold,
                hold,
                ..
            }) => Self::Hold(hold),
            Some(standing) => Self::State(standing.state),
        }
    }

    /// The word for files and attributes: `investigating`, `hold-caller`, `unknown`.
    #[must_use]
    pub fn slug(self) -> String {
        match self {
            Self::State(state) => state.slug().to_owned(),
            Self::Hold(None) => State::OnHold.slug().to_owned(),
            Self::Hold(Some(reason)) => format!("{}-{}", State::OnHold.slug(), reason.slug()),
            Self::Unknown => "unknown".to_owned(),
        }
    }

    /// The words that people read: `Investigating`, `On hold: caller`, `Unknown state`.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Self::State(state) => state.label().to_owned(),
            Self::Hold(None) => State::OnHold.label().to_owned(),
            Self::Hold(Some(reason)) => {
                format!(
                    "{}: {}",
                    State::OnHold.label(),
                    reason.label().to_lowercase()
                )
            }
            Self::Unknown => "Unknown state".to_owned(),
        }
    }

    fn number(self) -> u8 {
        let at = Self::ALL.iter().position(|&place| place == self);
        at.and_then(|at| u8::try_from(at).ok()).unwrap_or(14)
    }

    const fn is_hold(self) -> bool {
        matches!(self, Self::Hold(_))
    }

    const fn is_open(self) -> bool {
        match self {
            Self::State(state) => state.is_open(),
            Self::Hold(_) => true,
            Self::Unknown => false,
        }
    }
}

/// One stay of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stay {
    pub place: u8,
    /// Whether the record has not left it.
    pub is_running: bool,
    /// Stretches between two entries of the course that it consists of.
    pub stretches: u32,
    /// Milliseconds that are known of it.
    pub length: i64,
}

/// The stays of all records in one block of memory.
#[derive(Clone, Debug, Default)]
pub(super) struct Stays {
    all: Vec<Stay>,
    spans: Vec<(u32, u32)>,
    /// Stays that no span covers any more.
    wasted: usize,
}

impl Stays {
    /// The stays of a record.
    pub fn of(&self, place: usize) -> &[Stay] {
        let (from, to) = self.spans[place];
        &self.all[from as usize..to as usize]
    }

    /// Takes in a record's course. Milliseconds on hold, and in any open state.
    pub fn set(&mut self, place: usize, course: &[Leg]) -> (i64, i64) {
        if let Some((from, to)) = self.spans.get_mut(place) {
            self.wasted += (*to - *from) as usize;
            (*from, *to) = (0, 0);
        }
        if self.wasted > self.all.len() / 2 + 4_096 {
            self.compact();
        }
        let from = self.all.len();
        for (number, leg) in course.iter().enumerate() {
            let at = Place::of(leg.standing).number();
            let next = course.get(number + 1);
            let length = next.map_or(0, |next| next.at.since(leg.at));
            let stretches = u32::from(next.is_some());
            match self.all[from..].last_mut() {
                Some(stay) if stay.place == at => {
                    stay.length = stay.length.saturating_add(length);
                    stay.stretches += stretches;
                    stay.is_running = next.is_none();
                }
                _ => self.all.push(Stay {
                    place: at,
                    is_running: next.is_none(),
                    stretches,
                    length,
                }),
            }
        }
        let index = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        let span = (index(from), index(self.all.len()));
        put(&mut self.spans, place, span);
        let (mut hold, mut open) = (0_i64, 0_i64);
        for stay in &self.all[from..] {
            let at = Place::ALL[usize::from(stay.place)];
            let length = |counts| if counts { stay.length } else { 0 };
            hold = hold.saturating_add(length(at.is_hold()));
            open = open.saturating_add(length(at.is_open()));
        }
        (hold, open)
    }

    fn compact(&mut self) {
        let mut all = Vec::with_capacity(self.all.len() - self.wasted);
        for (from, to) in &mut self.spans {
            let start = all.len();
            all.extend_from_slice(&self.all[*from as usize..*to as usize]);
            *from = u32::try_from(start).unwrap_or(u32::MAX);
            *to = u32::try_from(all.len()).unwrap_or(u32::MAX);
        }
        self.all = all;
        self.wasted = 0;
    }
}

/// How long records stayed in one state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InState {
    pub place: Place,
    /// Milliseconds of all stays, as far as they are known.
    pub total: i128,
    /// Records that were there.
    pub records: usize,
    /// Stays that ended: their lengths.
    pub stays: Option<Stats>,
    /// Stays that have not ended.
    pub running: usize,
    /// The part of the total that is known of those.
    pub running_ms: i128,
    /// Stretches between two entries of the course, as a source counts them that writes an entry
    /// at every change.
    pub stretches: usize,
}

/// Time in each state that occurs, in the order of a record's life, over records that were
/// reported in the time asked for.
#[must_use]
pub fn time_in_state(facts: &Facts, asked: &Asked<'_>) -> (Vec<InState>, LeftOut) {
    let mut pairs = Vec::new();
    let mut left_out = LeftOut::default();
    let mut states = Place::ALL.map(|place| InState {
        place,
        total: 0,
        records: 0,
        stays: None,
        running: 0,
        running_ms: 0,
        stretches: 0,
    });
    for place in asked.each(facts) {
        match counted(facts, asked, place) {
            None => continue,
            Some(Err(why)) => {
                left_out.add(why);
                continue;
            }
            Some(Ok(())) => {}
        }
        let mut seen = 0_u16;
        for stay in facts.stays.of(place) {
            let state = &mut states[usize::from(stay.place)];
            let length = i128::from(stay.length);
            state.total += length;
            state.stretches += stay.stretches as usize;
            if stay.is_running {
                state.running += 1;
                state.running_ms += length;
            } else {
                pairs.push((u32::from(stay.place), stay.length));
            }
            if seen >> stay.place & 1 == 0 {
                state.records += 1;
                seen |= 1 << stay.place;
            }
        }
    }
    let stats = Sorted::new(&pairs, states.len()).stats();
    for (state, stats) in states.iter_mut().zip(stats) {
        state.stays = stats;
    }
    let found = states.into_iter().filter(|state| state.records > 0);
    (found.collect(), left_out)
}

/// How much of open time was on hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OnHold {
    /// Records that were on hold for some time.
    pub held: usize,
    /// Records that the figure is about.
    pub of: usize,
    /// Milliseconds on hold and in any open state, as far as the courses tell.
    pub hold_ms: i128,
    pub open_ms: i128,
    pub left_out: LeftOut,
}

impl OnHold {
    /// Time on hold ÷ open time; nothing where no open time is known.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a share needs no 53 bits")]
    pub fn share(&self) -> Option<f64> {
        (self.open_ms > 0).then(|| self.hold_ms as f64 / self.open_ms as f64)
    }
}

/// Time on hold of records that were reported in the time asked for.
#[must_use]
pub fn on_hold(facts: &Facts, asked: &Asked<'_>) -> OnHold {
    let mut sum = OnHold::default();
    for place in asked.each(facts) {
        match counted(facts, asked, place) {
            None => {}
            Some(Err(why)) => sum.left_out.add(why),
            Some(Ok(())) => {
                sum.of += 1;
                sum.held += usize::from(facts.hold_ms[place] > 0);
                sum.hold_ms += i128::from(facts.hold_ms[place]);
                sum.open_ms += i128::from(facts.open_ms[place]);
            }
        }
    }
    sum
}

/// Whether a record counts that was reported in the time asked for; nothing for others.
pub(super) fn counted(facts: &Facts, asked: &Asked<'_>, place: usize) -> Option<Result<(), Why>> {
    let reported = crate::domain::time::Moment(facts.reported[place]);
    let within = asked.span.contains(reported);
    within.then(|| facts.unfit(place).map_or(Ok(()), Err))
}
