//! What is left untidy in records: figures can't count what nobody wrote down.

use crate::{
    domain::{
        fact::Budgets,
        record::Record,
        state::{Milestone, State, slugs},
        time::Moment,
    },
    report::filter::{
        Filter, Part,
        columns::{Columns, put},
        index::{Asking, Index},
    },
};

/// Days without a word after which an open record is stale.
pub const STALE_DAYS: i64 = 14;

slugs!(
    /// Something about a record that wants tidying. What was cancelled wants none.
    Untidy {
        NoOwner = "no-owner", "No owner";
        NoCategory = "no-category", "No category";
        OverBudget = "over-budget", "Title or description over budget";
        /// Open, and nothing recorded for [`STALE_DAYS`].
        Stale = "stale", "Nothing recorded for 14 days";
        /// Resolved or closed, and nobody said that they have seen it.
        NeverAcknowledged = "never-acknowledged", "Ended without acknowledgement";
        /// Resolved or closed at a time that nobody knows.
        NoResolution = "no-resolved-time", "Ended without a resolved time";
        /// Acknowledged or resolved before it was reported: such a duration is in no figure.
        Backwards = "backwards", "Times in the wrong order";
    }
);

impl Untidy {
    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// What hygiene needs to know of each record, by its place.
#[derive(Clone, Debug, Default)]
pub(super) struct Tidiness {
    budgets: Budgets,
    /// Marks that the record alone decides.
    marks: Vec<u8>,
    /// Characters of the title and of the description.
    lengths: Vec<(u32, u32)>,
}

impl Tidiness {
    /// Takes in a record at its place, or its new values.
    pub fn set(&mut self, place: usize, record: &Record) {
        let length = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        put(&mut self.marks, place, marks(record));
        let lengths = (length(&record.title), length(&record.description));
        put(&mut self.lengths, place, lengths);
    }

    /// Takes in how long texts should be.
    pub fn set_budgets(&mut self, budgets: Budgets) {
        self.budgets = budgets;
    }
}

fn marks(record: &Record) -> u8 {
    let state = record.state();
    if state == State::Cancelled {
        return 0;
    }
    let is_ended = matches!(state, State::Resolved | State::Closed);
    let reported = record.moment(Milestone::Reported);
    let is_early = |milestone| {
        let at = record.moment(milestone);
        at.zip(reported).is_some_and(|(at, reported)| at < reported)
    };
    let found = [
        (Untidy::NoOwner, record.owner.is_none()),
        (Untidy::NoCategory, record.category.is_none()),
        (
            Untidy::NeverAcknowledged,
            is_ended && !record.is_acknowledged(),
        ),
        (
            Untidy::NoResolution,
            is_ended && record.moment(Milestone::Resolved).is_none(),
        ),
        (
            Untidy::Backwards,
            is_early(Milestone::Acknowledged) || is_early(Milestone::Resolved),
        ),
    ];
    let found = found.into_iter().filter(|&(_, holds)| holds);
    found.fold(0, |marks, (untidy, _)| marks | untidy.bit())
}

/// Everything that is untidy about the record at a place, one bit each.
fn untidy(columns: &Columns, place: usize, now: Moment) -> u8 {
    let Tidiness {
        budgets,
        marks,
        lengths,
    } = &columns.tidiness;
    let mut found = marks[place];
    if columns.state[place] == State::Cancelled as u8 {
        return found;
    }
    let (title, description) = lengths[place];
    if title > budgets.title || description > budgets.description {
        found |= Untidy::OverBudget.bit();
    }
    let idle = now.since(columns.changed[place]);
    if columns.is_open[place] == 1 && idle >= STALE_DAYS * 86_400_000 {
        found |= Untidy::Stale.bit();
    }
    found
}

/// Whether the record at a place is untidy in one of these ways.
pub(super) fn any_of<'a>(
    wanted: &[Untidy],
    columns: &'a Columns,
    now: Moment,
) -> impl Fn(usize) -> bool + 'a {
    let wanted = wanted.iter().fold(0, |bits, untidy| bits | untidy.bit());
    move |place| untidy(columns, place, now) & wanted != 0
}

impl Index {
    /// How many of the records that otherwise fit are untidy in each way.
    pub fn untidy(&mut self, filter: &Filter, asking: &Asking<'_>) -> Vec<(Untidy, usize)> {
        let mut others = filter.clone();
        others.clear(Part::Hygiene);
        let places = self.find(&others, asking).places;
        let mut counts: Vec<_> = Untidy::ALL.iter().map(|&untidy| (untidy, 0)).collect();
        for place in places {
            let found = untidy(&self.columns, place as usize, asking.now);
            for (way, count) in &mut counts {
                *count += usize::from(found & way.bit() != 0);
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            command::{Command, Move},
            ids::CategoryId,
            state::VoidReason,
        },
        report::given::{ANA, Given, HOUR, NOW, utc},
    };

    const ASKING: Asking<'static> = Asking {
        me: Some(ANA),
        now: NOW,
        offset: &utc,
        clocks: None,
    };
    const DAY: i64 = 24 * HOUR;

    /// What hygiene says of the one record that a story leaves behind.
    fn ways(story: impl FnOnce(&mut Given)) -> Vec<&'static str> {
        let mut given = Given::new();
        given.now = Moment(NOW.0 - 20 * DAY);
        story(&mut given);
        let mut index = Index::default();
        index.update(given.board());
        let ways = Untidy::ALL.iter().map(|way| way.slug());
        ways.filter(|slug| {
            let filter = Filter::from_query(&format!("hygiene={slug}"));
            !index.find(&filter, &ASKING).shown.is_empty()
        })
        .collect()
    }

    fn tidy(given: &mut Given) -> crate::domain::ids::RecordId {
        let id = given.report_with("Printer jams", |report| {
            report.category = Some(CategoryId::built_in(0x104));
        });
        given.act(id, Move::Take);
        id
    }

    #[test]
    fn what_is_whole_wants_no_tidying() {
        let told = ways(|given| {
            let id = tidy(given);
            given.wait(60).act(id, Move::Resolve);
            given.act(id, Move::Close);
        });
        assert_eq!(told, [] as [&str; 0]);
    }

    #[test]
    fn each_way_of_being_untidy_is_found() {
        let bare = ways(|given| {
            given.now = NOW;
            given.report("Bare");
        });
        assert_eq!(bare, ["no-owner", "no-category"]);
        let forgotten = ways(|given| {
            tidy(given);
        });
        assert_eq!(forgotten, ["stale"]);
        let unseen = ways(|given| {
            let id = tidy(given);
            given.when(Command::Correct {
                record: id,
                milestone: Milestone::Acknowledged,
                cycle: 0,
                happened: None,
            });
            given.wait(60).act(id, Move::Resolve);
        });
        assert_eq!(unseen, ["never-acknowledged"]);
        let timeless = ways(|given| {
            let id = tidy(given);
            given.wait(60).act(id, Move::Resolve);
            given.when(Command::Correct {
                record: id,
                milestone: Milestone::Resolved,
                cycle: 0,
                happened: None,
            });
        });
        assert_eq!(timeless, ["no-resolved-time"]);
        let backwards = ways(|given| {
            let id = tidy(given);
            given.wait(60).act(id, Move::Resolve);
            given.when(Command::Correct {
                record: id,
                milestone: Milestone::Acknowledged,
                cycle: 0,
                happened: Some(Moment(NOW.0 - 30 * DAY)),
            });
        });
        assert_eq!(backwards, ["backwards"]);
    }

    #[test]
    fn budgets_count_characters_and_move_with_the_settings() {
        let long = |title: u32| {
            ways(|given| {
                given.now = NOW;
                given.when(Command::SetBudgets(Budgets {
                    title,
                    ..Budgets::default()
                }));
                let id = given.report_with("Größer", |report| {
                    report.category = Some(CategoryId::built_in(0x104));
                });
                given.act(id, Move::Take);
            })
        };
        assert_eq!(long(6), [] as [&str; 0]);
        assert_eq!(long(5), ["over-budget"]);
    }

    #[test]
    fn what_is_fresh_ended_or_cancelled_is_not_stale() {
        for last in [
            Move::Resolve,
            Move::Cancel(VoidReason::Declined),
            Move::Start,
        ] {
            let told = ways(|given| {
                let id = tidy(given);
                // One millisecond short of the days that make an open record stale.
                given.now = Moment(NOW.0 - STALE_DAYS * DAY + 1);
                given.act(id, last);
            });
            assert_eq!(told, [] as [&str; 0], "{last:?}");
        }
        let cancelled = ways(|given| {
            let id = given.report("Bare");
            given.act(id, Move::Cancel(VoidReason::Declined));
        });
        assert_eq!(cancelled, [] as [&str; 0]);
    }

    #[test]
    fn the_menu_counts_within_the_rest_of_the_filter() {
        let mut given = Given::new();
        given.now = NOW;
        given.report_p("Bare", 1);
        given.report("Bare too");
        tidy(&mut given);
        let mut index = Index::default();
        index.update(given.board());
        let counts = |index: &mut Index, query: &str| {
            let counts = index.untidy(&Filter::from_query(query), &ASKING);
            [counts[0], counts[1], counts[3]]
        };
        let all = counts(&mut index, "hygiene=stale");
        assert_eq!(
            all,
            [
                (Untidy::NoOwner, 2),
                (Untidy::NoCategory, 2),
                (Untidy::Stale, 0)
            ]
        );
        assert_eq!(counts(&mut index, "priority=p1")[0], (Untidy::NoOwner, 1));
    }

    #[test]
    fn stale_says_its_days() {
        assert!(
            Untidy::Stale
                .label()
                .contains(&format!(" {STALE_DAYS} days"))
        );
    }
}
