//! How values spread: counts between edges that double, with rules for the figures.

use leptos::prelude::*;

use crate::{
    plot::{
        Area,
        bands::Bands,
        bins, labels, number,
        scale::{Linear, ticks},
    },
    ui::charts::{
        figure::{Figure, Head, value_axis},
        sheet::{Anchor, Mark, Shape, Sheet},
        twin::{Cell, Twin},
        words::{Unit, Words},
    },
};

const HEIGHT: f64 = 150.0;
const TYPE: f64 = 11.0;
const LINE: f64 = 14.0;

/// A value that is marked on the axis: the median, the mean, the p90.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rule {
    /// `median 6 h 40`.
    pub label: String,
    pub at: f64,
    /// Whether the bin that holds it stands out.
    pub strong: bool,
}

/// A chart's data. Count with [`bins::bins`] between [`bins::duration_edges`].
#[derive(Clone, Default, PartialEq)]
pub struct Spread {
    pub bins: Vec<bins::Bin>,
    /// Told when a bin is picked, one a bin.
    pub keys: Vec<String>,
    pub rules: Vec<Rule>,
    /// The largest value, where the last bin ends.
    pub highest: f64,
    /// Below the axis: what is measured, what is left out.
    pub axis: String,
    /// What is counted.
    pub unit: Unit,
    /// Says an edge: `15 min`.
    pub words: Words,
}

/// Counts between edges.
#[component]
pub fn Distribution(
    #[prop(into)] head: Signal<Head>,
    #[prop(into)] data: Signal<Spread>,
    #[prop(optional, into)] on_pick: Option<Callback<String>>,
    #[prop(optional, into)] choice: Option<ViewFn>,
) -> impl IntoView {
    let draw = Callback::new(move |width| {
        data.with(|data| head.with(|head| draw(data, &head.title, width)))
    });
    let twin = Callback::new(move |()| data.with(twin));
    view! { <Figure kind="distribution" head draw twin on_pick choice /> }
}

/// `under 1 min`, `1 min to 2 min`, `4 d or more`.
fn span(data: &Spread, bin: &bins::Bin) -> String {
    let say = |edge: f64| data.words.say(edge);
    match (bin.from, bin.to) {
        (None, Some(to)) => format!("under {}", say(to)),
        (Some(from), Some(to)) => format!("{} to {}", say(from), say(to)),
        (Some(from), None) => format!("{} or more", say(from)),
        (None, None) => "all".to_owned(),
    }
}

fn draw(data: &Spread, title: &str, width: f64) -> Sheet {
    let counts = Words::default();
    let most = data
        .bins
        .iter()
        .map(|bin| number(bin.count))
        .fold(0.0, f64::max);
    let ticks = ticks(0.0, most, 3, 1.0);
    let left = ticks
        .iter()
        .map(|tick| labels::width(&counts.say(*tick), TYPE))
        .fold(0.0, f64::max)
        + 8.0;
    let across = Area::new(left, 0.0, width - left - 8.0, 1.0);
    let (rule_labels, rows) = rule_labels(data, across);
    let area = Area::new(left, rows * LINE + 16.0, across.width, HEIGHT);
    let bands = Bands {
        count: data.bins.len(),
        range: (area.x, area.right()),
        gap: 3.0,
    };
    let scale = Linear::new(
        (0.0, ticks.last().copied().unwrap_or(1.0)),
        (area.bottom(), area.y),
    );
    let edges = edges(data);
    let strong: Vec<usize> = (data.rules.iter().filter(|rule| rule.strong))
        .map(|rule| edges.partition_point(|edge| *edge <= rule.at))
        .collect();
    let mut shapes = value_axis(area, &ticks, |tick| scale.at(tick), |tick| counts.say(tick));
    let mut marks = Vec::new();
    for (place, bin) in data.bins.iter().enumerate() {
        let (x, width) = bands.band(place);
        let top = scale.at(number(bin.count));
        let ink = if strong.contains(&place) {
            "plot__bin plot__bin--strong"
        } else {
            "plot__bin"
        };
        if bin.count > 0 {
            shapes.push(Shape::Box {
                area: Area::new(x, top, width, area.bottom() - top),
                radius: 1.5,
                class: ink,
                ink: None,
            });
            let said = counts.say(number(bin.count));
            if labels::width(&said, TYPE) < bands.pitch() {
                let at = (bands.middle(place), top - 5.0);
                shapes.push(Shape::text(at, Anchor::Middle, "plot__value", said));
            }
        }
        let amount = data.unit.with(number(bin.count), &counts);
        marks.push(Mark {
            area: Area::new(x, area.y, width, area.height),
            place: (place, 0),
            said: format!("{}: {amount}", span(data, bin)),
            head: span(data, bin),
            lines: vec![(data.unit.many.clone(), counts.say(number(bin.count)))],
            key: data
                .keys
                .get(place)
                .filter(|_| bin.count > 0)
                .cloned()
                .unwrap_or_default(),
        });
    }
    let widest = edges
        .iter()
        .map(|edge| labels::width(&data.words.say(*edge), TYPE))
        .fold(0.0, f64::max);
    let stride = labels::stride(bands.pitch(), widest + 6.0);
    for (place, edge) in edges.iter().enumerate().step_by(stride) {
        let x = area.x + bands.pitch() * number(place + 1);
        shapes.push(Shape::upright(
            x,
            (area.bottom(), area.bottom() + 4.0),
            "plot__tick",
        ));
        let at = (x, area.bottom() + 16.0);
        shapes.push(Shape::text(at, Anchor::Middle, "", data.words.say(*edge)));
    }
    for (x, y, anchor, text) in rule_labels {
        shapes.push(Shape::upright(x, (y - 9.0, area.bottom()), "plot__rule"));
        let aside = if anchor == Anchor::Start { 4.0 } else { -4.0 };
        shapes.push(Shape::text(
            (x + aside, y),
            anchor,
            "plot__label plot__label--over",
            text,
        ));
    }
    let mut height = area.bottom() + 20.0;
    for line in labels::wrapped(&data.axis, TYPE, width - area.x) {
        height += LINE;
        shapes.push(Shape::text((area.x, height - 2.0), Anchor::Start, "", line));
    }
    Sheet {
        height,
        shapes,
        marks,
        summary: summary(data, title, &counts),
    }
}

type RuleLabel = (f64, f64, Anchor, String);

/// The rules' labels in as many rows as they need, and the number of rows.
fn rule_labels(data: &Spread, across: Area) -> (Vec<RuleLabel>, f64) {
    let edges = edges(data);
    let pitch = across.width / number(data.bins.len().max(1));
    let placed: Vec<(f64, Anchor, (f64, f64))> = (data.rules.iter())
        .map(|rule| {
            let x = across.x + pitch * bins::place(rule.at, &edges, data.highest);
            let room = labels::width(&rule.label, TYPE) + 10.0;
            match x + room > across.right() {
                true => (x, Anchor::End, (x - room, x + 2.0)),
                false => (x, Anchor::Start, (x - 2.0, x + room)),
            }
        })
        .collect();
    let rows = labels::rows(&placed.iter().map(|(_, _, span)| *span).collect::<Vec<_>>());
    let count = rows.iter().max().map_or(0, |last| last + 1);
    let labels = placed.into_iter().zip(&rows).zip(&data.rules);
    let labels = labels.map(|(((x, anchor, _), row), rule)| {
        (x, 10.0 + LINE * number(*row), anchor, rule.label.clone())
    });
    (labels.collect(), number(count))
}

fn edges(data: &Spread) -> Vec<f64> {
    data.bins.iter().filter_map(|bin| bin.to).collect()
}

fn summary(data: &Spread, title: &str, counts: &Words) -> String {
    let all: usize = data.bins.iter().map(|bin| bin.count).sum();
    let rules: Vec<_> = data.rules.iter().map(|rule| rule.label.as_str()).collect();
    let most = data
        .bins
        .iter()
        .max_by_key(|bin| bin.count)
        .filter(|bin| bin.count > 0);
    let most = most.map(|bin| {
        format!(
            " Most: {}, {}.",
            span(data, bin),
            counts.say(number(bin.count))
        )
    });
    let rules = if rules.is_empty() {
        String::new()
    } else {
        format!(", {}", rules.join(", "))
    };
    format!(
        "{title}: {}{rules}.{}",
        data.unit.with(number(all), counts),
        most.unwrap_or_default()
    )
}

fn twin(data: &Spread) -> Twin {
    let counts = Words::default();
    let row = |(place, bin): (usize, &bins::Bin)| {
        let key = data
            .keys
            .get(place)
            .filter(|_| bin.count > 0)
            .map_or("", String::as_str);
        let count = Cell::number(Some(number(bin.count)), |count| counts.say(count), key);
        vec![Cell::text(span(data, bin)), count]
    };
    Twin {
        head: vec!["Span".to_owned(), capital(&data.unit.many)],
        rows: data.bins.iter().enumerate().map(row).collect(),
    }
}

/// `Incidents`, for a column's head.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the geometry is exact")]
mod tests {
    use super::*;

    fn data() -> Spread {
        let values = [30.0, 90.0, 100.0, 4_000.0];
        let edges = [60.0, 120.0, 3_600.0];
        Spread {
            bins: bins::bins(&values, &edges),
            keys: ["a", "b", "c", "d"].map(str::to_owned).to_vec(),
            rules: [
                ("median 95 s", 95.0),
                ("mean 1055 s", 1_055.0),
                ("p90 4000 s", 4_000.0),
            ]
            .map(|(label, at)| Rule {
                label: label.to_owned(),
                at,
                strong: at < 100.0,
            })
            .to_vec(),
            highest: 4_000.0,
            axis: String::new(),
            unit: Unit::new("record", "records"),
            words: Words::new(|edge| format!("{edge} s")),
        }
    }

    #[test]
    fn every_bin_says_its_span_and_count() {
        let sheet = draw(&data(), "Time", 400.0);
        let marks: Vec<_> = sheet
            .marks
            .iter()
            .map(|mark| (mark.said.as_str(), mark.key.as_str()))
            .collect();
        assert_eq!(
            marks,
            [
                ("under 60 s: 1 record", "a"),
                ("60 s to 120 s: 2 records", "b"),
                ("120 s to 3600 s: 0 records", ""),
                ("3600 s or more: 1 record", "d"),
            ]
        );
        assert_eq!(
            sheet.summary,
            "Time: 4 records, median 95 s, mean 1055 s, p90 4000 s. Most: 60 s to 120 s, 2."
        );
    }

    #[test]
    fn labels_of_rules_that_meet_take_rows() {
        let (labels, rows) = rule_labels(&data(), Area::new(0.0, 0.0, 200.0, 1.0));
        assert_eq!(rows, 3.0);
        assert_eq!(labels[2].2, Anchor::End);
        let (labels, rows) = rule_labels(&data(), Area::new(0.0, 0.0, 1_000.0, 1.0));
        assert_eq!((rows, labels[0].1), (1.0, 10.0));
    }
}
