//! The quick line: `Printer down on ward 3 #hardware !2 @network ~10m ago` → a report.

use std::ops::Range;

use crate::{
    domain::{
        board::Board,
        ids::{CategoryId, TeamId},
        settings::MAIN_CATEGORIES,
        time::Moment,
    },
    report::{filter::text::fold, names, when},
};

/// What a line says; what it does not say is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Capture {
    /// The line without what was understood.
    pub title: String,
    pub category: Option<CategoryId>,
    /// The level of the workspace's matrix, 1 the highest.
    pub impact: Option<u8>,
    pub team: Option<TeamId>,
    /// When the impact began.
    pub started: Option<Moment>,
    /// What was understood, in the order of the line.
    pub parts: Vec<Part>,
}

/// A piece of the line that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Bytes of the line.
    pub span: Range<usize>,
    pub kind: PartKind,
    /// What its chip says, such as `Hardware`.
    pub label: String,
}

/// What a piece stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    Category,
    Impact,
    Team,
    Started,
}

/// Reads a line as it is typed. What is not understood stays in the title, mark and all; of a
/// kind that is given twice the last counts.
#[must_use]
pub fn capture(line: &str, board: &Board, now: Moment, offset: impl Fn(Moment) -> i32) -> Capture {
    let mut capture = Capture::default();
    let words = words(line);
    let mut next = 0;
    while let Some(word) = words.get(next) {
        next += 1;
        let mut chars = line[word.clone()].chars();
        let mark = chars.next();
        let rest = chars.as_str();
        let understood = |capture: &mut Capture, kind, label: &str, last: usize| {
            capture.parts.retain(|part: &Part| part.kind != kind);
            capture.parts.push(Part {
                span: word.start..words[last].end,
                kind,
                label: label.to_owned(),
            });
        };
        match mark {
            Some('#') => {
                if let Some((id, label)) = category(board, rest) {
                    capture.category = Some(id);
                    understood(&mut capture, PartKind::Category, label, next - 1);
                }
            }
            Some('!') => {
                if let Some((level, label)) = impact(board, rest) {
                    capture.impact = Some(level);
                    understood(&mut capture, PartKind::Impact, label, next - 1);
                }
            }
            Some('@') => {
                if let Some((id, label)) = team(board, rest) {
                    capture.team = Some(id);
                    understood(&mut capture, PartKind::Team, label, next - 1);
                }
            }
            Some('~') => {
                // The longest run of words that is a time: `~1 h 30 min ago`, `~yesterday 22:10`.
                let last = (next - 1..words.len().min(next + 5))
                    .rev()
                    .find_map(|last| {
                        let text = &line[word.start..words[last].end];
                        Some((last, when::parse(text, now, &offset)?))
                    });
                if let Some((last, moment)) = last {
                    capture.started = Some(moment);
                    let label = when::short(moment, now, &offset);
                    understood(&mut capture, PartKind::Started, &label, last);
                    next = last + 1;
                }
            }
            _ => {}
        }
    }
    capture.title = title(line, &capture.parts);
    capture
}

/// The line without the parts, with single spaces.
fn title(line: &str, parts: &[Part]) -> String {
    let kept = words(line)
        .into_iter()
        .filter(|word| !parts.iter().any(|part| part.span.contains(&word.start)));
    kept.map(|word| &line[word]).collect::<Vec<_>>().join(" ")
}

/// Where the words of a line stand.
fn words(line: &str) -> Vec<Range<usize>> {
    let start = line.as_ptr() as usize;
    let span = |word: &str| {
        let from = word.as_ptr() as usize - start;
        from..from + word.len()
    };
    line.split_whitespace().map(span).collect()
}

/// A name as it is typed behind a mark: folded, without spaces and hyphens.
fn typed(name: &str) -> String {
    let mut folded = fold(name);
    folded.retain(char::is_alphanumeric);
    folded
}

/// The best of the names that begin with what was typed: the same first, then the first given.
fn best<'a, Id: Copy>(
    text: &str,
    names: impl Iterator<Item = (Id, &'a str)>,
) -> Option<(Id, &'a str)> {
    let text = typed(text);
    if text.is_empty() {
        return None;
    }
    let mut found = None;
    for (id, name) in names {
        let name_typed = typed(name);
        if name_typed == text {
            return Some((id, name));
        }
        if found.is_none() && name_typed.starts_with(&text) {
            found = Some((id, name));
        }
    }
    found
}

/// Main categories before subcategories, so that `#soft` is Software.
fn category<'a>(board: &'a Board, text: &str) -> Option<(CategoryId, &'a str)> {
    let offered = || {
        let all = board.settings.categories.values();
        all.filter(|category| !category.retired)
    };
    let main = offered().filter(|category| category.parent.is_none());
    let sub = offered().filter(|category| category.parent.is_some());
    let named = main
        .chain(sub)
        .map(|category| (category.id, category.name.as_str()));
    best(text, named).or_else(|| {
        let slug = MAIN_CATEGORIES.iter().find(|(slug, ..)| *slug == text)?;
        Some((slug.2, names::category(board, slug.2)))
    })
}

fn team<'a>(board: &'a Board, text: &str) -> Option<(TeamId, &'a str)> {
    let offered = board.settings.teams.values().filter(|team| !team.retired);
    best(text, offered.map(|team| (team.id, team.name.as_str())))
}

/// A level of impact by its number or the start of its name.
fn impact<'a>(board: &'a Board, text: &str) -> Option<(u8, &'a str)> {
    let levels = || {
        (1_u8..).zip(
            board
                .settings
                .matrix
                .impact
                .iter()
                .map(|level| level.name.as_str()),
        )
    };
    match text.parse::<u8>() {
        Ok(number) => levels().find(|&(level, _)| level == number),
        Err(_) => best(text, levels()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{command::Command, fact::Team},
        report::given::{Given, HOUR, MINUTE, NOW, utc},
    };

    const NETWORK: TeamId = TeamId([5; 16]);

    fn given() -> Given {
        let mut given = Given::new();
        for (id, name) in [(NETWORK, "Network"), (TeamId([6; 16]), "Clinical apps")] {
            given.when(Command::DefineTeam(Team {
                id,
                name: name.to_owned(),
                members: Vec::new(),
                retired: false,
            }));
        }
        given
    }

    fn read(line: &str) -> Capture {
        capture(line, given().board(), NOW, utc)
    }

    #[test]
    fn a_line_is_a_whole_report() {
        let line = "Printer down on ward 3 #hardware !2 @network ~10m ago";
        let read = read(line);
        assert_eq!(read.title, "Printer down on ward 3");
        assert_eq!(read.category, Some(CategoryId::built_in(1)));
        assert_eq!(read.impact, Some(2));
        assert_eq!(read.team, Some(NETWORK));
        assert_eq!(read.started, Some(Moment(NOW.0 - 10 * MINUTE)));
        let chips: Vec<_> = (read.parts.iter())
            .map(|part| (&line[part.span.clone()], part.label.as_str()))
            .collect();
        assert_eq!(
            chips,
            [
                ("#hardware", "Hardware"),
                ("!2", "Site"),
                ("@network", "Network"),
                ("~10m ago", "03:04"),
            ]
        );
    }

    #[test]
    fn the_start_of_a_name_is_enough() {
        assert_eq!(read("x #soft").category, Some(CategoryId::built_in(3)));
        assert_eq!(
            read("x #Human-Error").category,
            Some(CategoryId::built_in(5))
        );
        assert_eq!(read("x #human").category, Some(CategoryId::built_in(5)));
        assert_eq!(read("x #wi-fi").category, Some(CategoryId::built_in(0x203)));
        assert_eq!(read("x !everyone").impact, Some(1));
        assert_eq!(read("x !dep").impact, Some(3));
        assert_eq!(read("x @clin").team, Some(TeamId([6; 16])));
    }

    #[test]
    fn times_may_have_several_words_and_stand_anywhere() {
        let read = read("~1 h 30 min ago Phones dead");
        assert_eq!(read.started, Some(Moment(NOW.0 - 3 * HOUR / 2)));
        assert_eq!(read.title, "Phones dead");
        let read = self::read("Down ~2h 3 printers");
        assert_eq!(read.started, Some(Moment(NOW.0 - 2 * HOUR)));
        assert_eq!(read.title, "Down 3 printers");
        let read = self::read("Phones ~yesterday 22:10 dead");
        assert_eq!(read.title, "Phones dead");
        assert_eq!(
            read.started.map(|at| when::short(at, NOW, utc)).as_deref(),
            Some("Mon 22:10")
        );
    }

    #[test]
    fn what_is_not_understood_stays_in_the_title() {
        for line in [
            "Ticket #4711 #nonsense",
            "!9 !! ! # @ ~",
            "Mail to a@network",
            "@nobody ~soon",
            "C# broke",
            "",
        ] {
            let read = read(line);
            assert_eq!(read.title, line);
            assert_eq!(read.parts, []);
        }
    }

    #[test]
    fn the_last_of_a_kind_counts_and_the_first_stays_in_the_title() {
        let read = read("Down #network #security");
        assert_eq!(read.category, Some(CategoryId::built_in(4)));
        assert_eq!(read.title, "Down #network");
    }

    #[test]
    fn odd_letters_do_no_harm() {
        for line in [
            "#é",
            "~\u{301}",
            "!\u{1F525} 🔥 #🔥 @ß",
            "\u{a0}#hardware\u{a0}x",
            "~9999999999d",
        ] {
            let read = read(line);
            assert!(
                read.parts
                    .iter()
                    .all(|part| line.get(part.span.clone()).is_some())
            );
        }
        assert_eq!(read("\u{a0}#hardware\u{a0}x").title, "x");
    }
}
