//! Answers a filter at once, over a hundred thousand records at every key press.

use std::{collections::HashSet, sync::Arc};

use crate::{
    domain::{
        board::Board,
        ids::{PersonId, RecordId},
        record::Record,
        settings::Settings,
        time::Moment,
    },
    report::{
        clocks::Clocks,
        filter::{
            Filter, Part, Sort, SortKey,
            columns::Columns,
            matching::{self, Fails, bit},
            order,
            sought::Sought,
        },
        search::Words,
    },
};

/// More changed records than this, and an order is made anew instead of mended.
const MENDABLE: usize = 64;

/// Who asks, and when: `me`, `now` and days mean something only then.
#[derive(Clone, Copy)]
pub struct Asking<'a> {
    pub me: Option<PersonId>,
    pub now: Moment,
    /// Minutes that local time is ahead of UTC.
    pub offset: &'a dyn Fn(Moment) -> i32,
    /// The clocks of the same board; without them nothing is known of promises.
    pub clocks: Option<&'a Clocks>,
}

/// The records that fit a filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Records of the kinds asked for, whatever else the filter says.
    pub total: usize,
    /// In the order asked for.
    pub shown: Vec<RecordId>,
    /// Where the shown records stand on the board.
    pub places: Vec<u32>,
}

/// The part of a filter that hides most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hiding {
    pub part: Part,
    /// How many more records show without it.
    pub reveals: usize,
    /// How many records it turns down, whatever the other parts say.
    pub hides: usize,
}

/// The board's records made ready for filtering; built once, then kept up to date.
#[derive(Clone, Debug, Default)]
pub struct Index {
    pub(super) columns: Columns,
    records: Vec<Arc<Record>>,
    settings: Option<Arc<Settings>>,
    /// For each place of a category, the place of its main category.
    mains: Vec<u32>,
    orders: Vec<(Sort, Vec<u32>)>,
    words: Words,
    /// The generation of the clocks whose dues are held.
    clocked: u64,
    /// Places whose words are still to be taken in.
    unread: Vec<u32>,
    /// How far the board is taken in ahead of the next update.
    ahead: usize,
}

/// Records that are taken in at a time ahead of an update.
const PART: usize = 50;

impl Index {
    /// Takes in what changed on the board since the last time; cheap when little did.
    pub fn update(&mut self, board: &Board) {
        let mut changed: HashSet<u32> = HashSet::new();
        for (place, record) in (0_u32..).zip(board.records()) {
            if self.take(place, record, board) {
                changed.insert(place);
            }
        }
        let same = (self.settings.as_ref()).is_some_and(|held| Arc::ptr_eq(held, &board.settings));
        if same && changed.is_empty() {
            return;
        }
        self.settings = Some(board.settings.clone());
        self.mains = self.columns.mains(&board.settings);
        let renamed = self.columns.refresh_names(board);
        if renamed || changed.len() > MENDABLE {
            self.orders.clear();
        } else {
            self.mend_orders(&changed);
        }
        self.unread.extend(&changed);
        self.unread.sort_unstable_by(|one, other| other.cmp(one));
        self.unread.dedup();
        if self.unread.len() <= MENDABLE {
            self.read_words(MENDABLE);
        }
    }

    /// Takes in a little of a board on which very much has changed, so that the next update finds
    /// little to do. Whether there is more.
    pub fn prepare(&mut self, board: &Board) -> bool {
        let from = self.ahead;
        let records = board.records();
        for (place, record) in records.iter().enumerate().skip(from).take(PART) {
            let place = u32::try_from(place).unwrap_or(u32::MAX);
            if self.take(place, record, board) {
                self.unread.push(place);
                // What rests on all records is made anew by the update.
                self.settings = None;
                self.orders.clear();
            }
        }
        let is_over = from + PART >= records.len();
        self.ahead = if is_over { 0 } else { from + PART };
        !is_over
    }

    /// Takes in a record, where it changed.
    fn take(&mut self, place: u32, record: &Arc<Record>, board: &Board) -> bool {
        let at = place as usize;
        match self.records.get_mut(at) {
            Some(held) if Arc::ptr_eq(held, record) => return false,
            Some(held) => {
                held.clone_from(record);
                let [title, reference, rest] = self.columns.fields(at);
                self.words.remove(place, title, reference, rest);
            }
            None => self.records.push(record.clone()),
        }
        let events = board.events(record.subject());
        self.columns.set(at, record, events);
        true
    }

    /// Takes in when promises are due, where that changed.
    pub fn update_dues(&mut self, clocks: &Clocks) {
        if self.clocked == clocks.generation() {
            return;
        }
        self.clocked = clocks.generation();
        self.columns.due = clocks.dues().to_vec();
        self.orders.retain(|(sort, _)| sort.by != SortKey::Due);
    }

    /// Takes in the words of so many records; whether more are to come. Until then a text is
    /// looked for in the records themselves.
    pub fn read_words(&mut self, most: usize) -> bool {
        if self.words.is_worn() {
            self.words = Words::default();
            self.unread = (0..self.columns.ids.len())
                .rev()
                .filter_map(|place| u32::try_from(place).ok())
                .collect();
        }
        let rest = self.unread.len().saturating_sub(most);
        for place in self.unread.drain(rest..).rev() {
            let [title, reference, rest] = self.columns.fields(place as usize);
            self.words.add(place, title, reference, rest);
        }
        self.is_reading()
    }

    /// Whether there are records whose words are still to be taken in.
    #[must_use]
    pub const fn is_reading(&self) -> bool {
        !self.unread.is_empty()
    }

    /// The records that fit, in order.
    pub fn find(&mut self, filter: &Filter, asking: &Asking<'_>) -> Found {
        let fails = matching::fails(filter, &self.columns, &self.mains, asking);
        let weights = self.weights(filter, &fails);
        let sort = filter.order();
        let at = self.order(match sort.by {
            SortKey::Match => Sort::default(),
            _ => sort,
        });
        let is_kind = |fails: &&Fails| *fails & bit(Part::Kind) == 0;
        let total = match filter.has(Part::Kind) {
            true => fails.iter().filter(is_kind).count(),
            false => fails.len(),
        };
        let places = self.orders[at].1.iter().map(|&place| place as usize);
        let fitting = places.filter(|&place| {
            let weight = weights.as_ref().map(|weights| weights[place]);
            fails[place] == 0 && weight.is_none_or(|weight| weight > 0.0)
        });
        let ids = &self.columns.ids;
        let found: Vec<usize> = match weights.as_ref().filter(|_| sort.by == SortKey::Match) {
            Some(weights) => order::best_first(fitting, weights),
            None => fitting.collect(),
        };
        let place = |&place: &usize| u32::try_from(place).unwrap_or(u32::MAX);
        Found {
            total,
            shown: found.iter().map(|&place| ids[place]).collect(),
            places: found.iter().map(place).collect(),
        }
    }

    /// How well the records fit the text of a filter; nothing where it has none.
    fn weights(&self, filter: &Filter, fails: &[Fails]) -> Option<Vec<f32>> {
        let words = (!self.is_reading()).then_some(&self.words);
        let sought = Sought::new(&filter.text, &self.columns, words)?;
        Some(sought.weights(&self.columns, words, fails))
    }

    /// Which part of a filter hides most, for the list that shows nothing: the one without which
    /// most would show, else the one that turns most down. Kinds are a place, not a part of it.
    #[must_use]
    pub fn hides_most(&self, filter: &Filter, asking: &Asking<'_>) -> Option<Hiding> {
        let fails = matching::fails(filter, &self.columns, &self.mains, asking);
        let own: Vec<Fails> = fails.iter().map(|fails| fails & bit(Part::Kind)).collect();
        let weights = self.weights(filter, &own);
        let mut hidings: Vec<Hiding> = (filter.parts())
            .filter(|&part| part != Part::Kind)
            .map(|part| Hiding {
                part,
                reveals: 0,
                hides: 0,
            })
            .collect();
        for (place, mut fails) in fails.into_iter().enumerate() {
            if fails & bit(Part::Kind) != 0 {
                continue;
            }
            if weights
                .as_ref()
                .is_some_and(|weights| weights[place] <= 0.0)
            {
                fails |= bit(Part::Text);
            }
            for hiding in &mut hidings {
                hiding.reveals += usize::from(fails == bit(hiding.part));
                hiding.hides += usize::from(fails & bit(hiding.part) != 0);
            }
        }
        hidings
            .into_iter()
            .max_by_key(|hiding| (hiding.reveals, hiding.hides))
    }

    /// For each place of a category, the place of its main category.
    pub(super) fn mains(&self) -> &[u32] {
        &self.mains
    }

    /// Where the order is kept; it is made when first asked for.
    fn order(&mut self, sort: Sort) -> usize {
        let held = self.orders.iter().position(|(held, _)| *held == sort);
        held.unwrap_or_else(|| {
            let places = order::sorted(&self.columns, &self.records, sort);
            self.orders.push((sort, places));
            self.orders.len() - 1
        })
    }

    fn mend_orders(&mut self, changed: &HashSet<u32>) {
        for (sort, places) in &mut self.orders {
            places.retain(|place| !changed.contains(place));
            for &place in changed {
                let at = places.partition_point(|&other| {
                    order::compare(&self.columns, &self.records, *sort, other, place).is_lt()
                });
                places.insert(at, place);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            command::{Change, Command, Move, Writing},
            fact::{Person, Team},
            ids::{CategoryId, TeamId},
            priority::Priority,
            settings::MAIN_CATEGORIES,
            state::{HoldReason, RecordKind, State},
        },
        report::{
            filter::{Dates, Owner},
            given::{ANA, Given, HOUR, NOW, utc},
        },
    };

    const ASKING: Asking<'static> = Asking {
        me: Some(ANA),
        now: NOW,
        offset: &utc,
        clocks: None,
    };

    /// The titles that a query finds, and how many records of its kinds there are.
    fn found(index: &mut Index, query: &str) -> (usize, Vec<String>) {
        let found = index.find(&Filter::from_query(query), &ASKING);
        let title = |id: &RecordId| {
            let record = index.records.iter().find(|record| record.id == *id);
            record.unwrap().title.clone()
        };
        (found.total, found.shown.iter().map(title).collect())
    }

    fn titles(index: &mut Index, query: &str) -> Vec<String> {
        found(index, query).1
    }

    /// Five records, an hour apart, and the index over them.
    fn ward() -> (Given, Index) {
        let mut given = Given::new();
        given.now = Moment(NOW.0 - 5 * HOUR);
        let network = TeamId([5; 16]);
        given.when(Command::DefineTeam(Team {
            id: network,
            name: "Nétwork crew".to_owned(),
            members: Vec::new(),
            retired: false,
        }));
        let printer = given.report_with("Printer jams", |report| {
            report.category = Some(CategoryId::built_in(0x104));
            report.description = "Müller's ward 4, label side".to_owned();
        });
        given.act(printer, Move::Take);
        given.act(printer, Move::Start);
        given.act(printer, Move::Hold(HoldReason::Vendor));
        let wan = given.wait(60).report_p("WAN down", 1);
        given.act(
            wan,
            Move::Assign {
                person: None,
                team: Some(network),
            },
        );
        given.wait(60).report_p("Orders time out", 2);
        let done = given.wait(60).report_p("Certificate expired", 3);
        given.act(done, Move::Resolve);
        given
            .wait(60)
            .report_with("New laptop", |report| report.kind = RecordKind::Request);
        let mut index = Index::default();
        index.update(given.board());
        (given, index)
    }

    #[test]
    fn what_is_taken_in_ahead_is_found_as_if_it_were_not() {
        let (mut given, mut index) = ward();
        found(&mut index, "sort=title");
        for number in 0_u8..100 {
            let report = given.report_p(&format!("Pump {number}"), 1 + number % 5);
            if number % 3 == 0 {
                given.act(report, Move::Take);
            }
        }
        let printer = given.board().records()[0].id;
        given.act(printer, Move::Resume);
        let mut steps = 1;
        while index.prepare(given.board()) {
            steps += 1;
        }
        assert_eq!(steps, 3);
        index.update(given.board());
        let mut fresh = Index::default();
        fresh.update(given.board());
        for index in [&mut index, &mut fresh] {
            while index.read_words(64) {}
        }
        for query in [
            "sort=title",
            "priority=p1",
            "owner=me",
            "q=pump+7",
            "state=hold",
            "",
        ] {
            assert_eq!(
                found(&mut index, query),
                found(&mut fresh, query),
                "{query}"
            );
        }
    }

    #[test]
    fn each_part_shows_what_fits() {
        let (_, mut index) = ward();
        let incidents = [
            "WAN down",
            "Orders time out",
            "Printer jams",
            "Certificate expired",
        ];
        assert_eq!(
            found(&mut index, "kind=incident"),
            (4, incidents.map(str::to_owned).to_vec())
        );
        assert_eq!(found(&mut index, "kind=request").0, 1);
        for (query, expected) in [
            (
                "state=hold,resolved",
                &["Printer jams", "Certificate expired"][..],
            ),
            ("open=no", &["Certificate expired"]),
            ("priority=p1,p3", &["WAN down", "Certificate expired"]),
            ("priority=none", &["New laptop", "Printer jams"]),
            ("impact=1&urgency=1", &["WAN down"]),
            ("category=hardware", &["Printer jams"]),
            ("category=network", &[]),
            ("owner=me", &["Printer jams"]),
            (
                "owner=none&open=yes&kind=incident",
                &["WAN down", "Orders time out"],
            ),
            (
                "unacknowledged=yes&priority=p1,p2",
                &["WAN down", "Orders time out"],
            ),
            (
                "reported=2026-11-17&sort=reported",
                &["Orders time out", "Certificate expired", "New laptop"],
            ),
            ("reported=1d&q=jams", &["Printer jams"]),
            ("conflict=yes", &[]),
            ("scale=sitrep-5x5&priority=p1", &["WAN down"]),
            ("scale=servicenow-3x3", &[]),
            ("channel=phone", &[]),
            ("source=none&channel=none&priority=p1", &["WAN down"]),
        ] {
            assert_eq!(titles(&mut index, query), expected, "{query}");
        }
    }

    #[test]
    fn text_is_found_in_title_reference_description_owner_and_team() {
        let (_, mut index) = ward();
        for (query, expected) in [
            ("q=PRINTER", &["Printer jams"][..]),
            ("q=jams+printer", &["Printer jams"]),
            ("q=%22jams+printer%22", &[]),
            ("q=muller", &["Printer jams"]),
            ("q=M%C3%BCller", &["Printer jams"]),
            ("q=inc-2", &["WAN down"]),
            ("q=ana", &["Printer jams"]),
            ("q=network", &["WAN down"]),
            ("q=n%C3%A9twork+wan", &["WAN down"]),
            ("q=w&kind=incident", &["WAN down", "Printer jams"]),
        ] {
            assert_eq!(titles(&mut index, query), expected, "{query}");
        }
    }

    /// The same index before any word was taken in.
    fn unread(index: &Index) -> Index {
        let mut unread = index.clone();
        unread.words = Words::default();
        unread.unread = (0..5).rev().collect();
        unread
    }

    #[test]
    fn reading_through_the_texts_finds_the_same_as_the_words() {
        let (_, mut index) = ward();
        let mut unread = unread(&index);
        assert!(unread.is_reading());
        let typed = [
            "p",
            "pr",
            "pri",
            "print",
            "rinte",
            "ward 4",
            "\"ward 4\"",
            "ard 4",
            "inc-2",
            "INC",
            "o",
            "or",
            "out",
            "t",
            "out t",
            "n",
            "mull",
            "side",
            ",",
            "'s",
            "4,",
            "crew",
            "zzz",
        ];
        for text in typed {
            let query = format!("q={text}&sort=rank");
            let mut one = titles(&mut index, &query);
            let mut other = titles(&mut unread, &query);
            one.sort();
            other.sort();
            assert_eq!(one, other, "{text}");
        }
        while unread.read_words(2) {}
        assert_eq!(titles(&mut unread, "q=pritner"), ["Printer jams"]);
    }

    #[test]
    fn a_misspelt_word_is_found_where_nothing_else_is() {
        let (_, mut index) = ward();
        for (query, expected) in [
            ("q=pritner", &["Printer jams"][..]),
            ("q=jmas+prnter", &["Printer jams"]),
            ("q=certifcat", &["Certificate expired"]),
            ("q=netwrok", &["WAN down"]),
            ("q=muler", &["Printer jams"]),
            ("q=down+pritner", &[]),
            ("q=dwn", &[]),
            ("q=inc-6", &[]),
            ("q=%22pritner+jams%22", &[]),
        ] {
            assert_eq!(titles(&mut index, query), expected, "{query}");
        }
    }

    #[test]
    fn what_people_wrote_later_is_found_too() {
        let (mut given, mut index) = ward();
        let wan = index.records[1].id;
        given.when(Command::Write {
            record: wan,
            entry: Writing::Note,
            text: "Carrier replaced the transceiver".to_owned(),
            happened: None,
        });
        index.update(given.board());
        assert_eq!(titles(&mut index, "q=transceiver"), ["WAN down"]);
        assert_eq!(titles(&mut index, "q=%22replaced+the%22"), ["WAN down"]);
    }

    #[test]
    fn the_best_match_comes_first_unless_an_order_is_chosen() {
        let mut given = Given::new();
        given.report_with("Nothing works", |report| {
            report.description = "The printer of ward 4 is out of toner".to_owned();
        });
        given.report_p("Footprint of the lab", 1);
        given.report("Printers everywhere");
        given.report("The printer jams");
        given.report("Print out");
        let mut index = Index::default();
        index.update(given.board());
        assert_eq!(
            titles(&mut index, "q=print"),
            [
                "Print out",
                "Printers everywhere",
                "The printer jams",
                "Footprint of the lab",
                "Nothing works",
            ]
        );
        assert_eq!(
            titles(&mut index, "q=printer"),
            ["The printer jams", "Printers everywhere", "Nothing works"]
        );
        assert_eq!(
            titles(&mut index, "q=print&sort=priority")[0],
            "Footprint of the lab"
        );
        // Of two words the rarer one says more.
        given.report_with("Toner", |report| {
            report.description = "printer".to_owned();
        });
        index.update(given.board());
        assert_eq!(
            titles(&mut index, "q=toner+printer"),
            ["Toner", "Nothing works"]
        );
    }

    #[test]
    fn lists_are_sorted_by_every_column() {
        let (_, mut index) = ward();
        for (sort, first, last) in [
            ("rank", "WAN down", "Certificate expired"),
            ("priority", "WAN down", "Printer jams"),
            ("-priority", "Certificate expired", "Printer jams"),
            ("reference", "Printer jams", "New laptop"),
            ("title", "Certificate expired", "WAN down"),
            ("state", "New laptop", "Printer jams"),
            ("category", "Printer jams", "WAN down"),
            ("owner", "Printer jams", "WAN down"),
            ("service", "New laptop", "Printer jams"),
            ("severity", "New laptop", "Printer jams"),
            ("-reported", "New laptop", "Printer jams"),
            ("changed", "Printer jams", "New laptop"),
            ("match", "WAN down", "Certificate expired"),
            // Without clocks nothing is due: the newest report comes first.
            ("due", "New laptop", "Printer jams"),
        ] {
            let titles = titles(&mut index, &format!("sort={sort}"));
            let ends = (titles[0].as_str(), titles[4].as_str());
            assert_eq!(ends, (first, last), "{sort}");
        }
        assert_eq!(SortKey::ALL.len(), 14);
    }

    #[test]
    fn a_change_shows_as_if_the_index_were_new() {
        let (mut given, mut index) = ward();
        let queries: Vec<String> = (SortKey::ALL.iter())
            .flat_map(|key| {
                [
                    format!("sort={}", key.slug()),
                    format!("sort=-{}&q=e", key.slug()),
                ]
            })
            .collect();
        for query in &queries {
            titles(&mut index, query);
        }
        let id = index.records[2].id;
        let renamed = Command::DefinePerson(Person {
            id: ANA,
            name: "Zoë".to_owned(),
            retired: false,
        });
        let title = |text: &str| Command::Set {
            record: id,
            change: Change::Title(text.to_owned()),
        };
        for command in [title("Émergency orders"), renamed, title("Zebra")] {
            given.when(command);
            given.report("One more");
            index.update(given.board());
            let mut fresh = Index::default();
            fresh.update(given.board());
            for query in &queries {
                assert_eq!(
                    titles(&mut index, query),
                    titles(&mut fresh, query),
                    "{query}"
                );
            }
        }
        assert_eq!(titles(&mut index, "q=zoe"), ["Printer jams"]);
    }

    #[test]
    fn replaced_text_does_not_pile_up() {
        let (mut given, mut index) = ward();
        let id = index.records[0].id;
        for round in 0..40 {
            given.when(Command::Set {
                record: id,
                change: Change::Description(format!("{round} {}", "long ".repeat(2_000))),
            });
            index.update(given.board());
        }
        assert_eq!(titles(&mut index, "q=39+long"), ["Printer jams"]);
        assert_eq!(titles(&mut index, "q=38+long"), [] as [&str; 0]);
        assert_eq!(titles(&mut index, "q=orders"), ["Orders time out"]);
        let kept = index.columns.clone();
        index.columns = Columns::default();
        assert!(format!("{kept:?}").len() < 400_000);
    }

    #[test]
    fn the_part_that_hides_most_is_named() {
        let (_, index) = ward();
        let hides = |query: &str| index.hides_most(&Filter::from_query(query), &ASKING);
        let hiding = hides("kind=incident&owner=me&priority=p1").unwrap();
        assert_eq!(
            (hiding.part, hiding.reveals, hiding.hides),
            (Part::Owner, 1, 3)
        );
        let hiding = hides("q=nowhere&state=new&kind=incident").unwrap();
        assert_eq!(
            (hiding.part, hiding.reveals, hiding.hides),
            (Part::Text, 1, 4)
        );
        assert_eq!(hides("kind=incident"), None);
    }

    #[test]
    fn chips_say_what_they_ask_for() {
        let (given, _) = ward();
        let filter = Filter {
            states: vec![State::New, State::OnHold],
            priorities: vec![Some(Priority::P1), None],
            categories: vec![Some(MAIN_CATEGORIES[1].2)],
            owners: vec![Owner::Me, Owner::Person(ANA)],
            teams: vec![Some(TeamId([5; 16]))],
            reported: Some(Dates::LastDays(30)),
            open: Some(true),
            ..Filter::default()
        };
        let said: Vec<String> = (filter.parts())
            .map(|part| filter.words(part, given.board()))
            .collect();
        assert_eq!(
            said,
            [
                "State is New or On hold",
                "Is open",
                "Priority is P1 or not rated",
                "Category is Network",
                "Owner is me or Ana",
                "Team is Nétwork crew",
                "Reported in the last 30 days",
            ]
        );
    }
}
