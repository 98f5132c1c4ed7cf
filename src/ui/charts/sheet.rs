//! A drawing as data: shapes to look at, and marks to point at.

use crate::plot::Area;

/// The colours by which series are told apart; a label always says the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// 1 to 8, for things without an order.
    Series(u8),
    /// 1 to 5, from the most to the least urgent.
    Level(u8),
    Accent,
    Warn,
    Mute,
}

impl Ink {
    /// For `data-ink`, which `chart.css` knows.
    pub fn slug(self) -> String {
        match self {
            Self::Series(number) => format!("series-{}", (number.max(1) - 1) % 8 + 1),
            Self::Level(number) => format!("level-{}", number.clamp(1, 5)),
            Self::Accent => "accent".to_owned(),
            Self::Warn => "warn".to_owned(),
            Self::Mute => "mute".to_owned(),
        }
    }
}

/// Which end of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// What is drawn, in pixels; the class says how.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    Box {
        area: Area,
        radius: f64,
        class: &'static str,
        ink: Option<Ink>,
    },
    Line {
        from: (f64, f64),
        to: (f64, f64),
        class: &'static str,
    },
    Path {
        path: String,
        class: &'static str,
        ink: Option<Ink>,
    },
    Dot {
        at: (f64, f64),
        radius: f64,
        class: &'static str,
        ink: Option<Ink>,
    },
    Text {
        at: (f64, f64),
        anchor: Anchor,
        class: &'static str,
        text: String,
    },
}

impl Shape {
    /// A text; an empty class is the plain grey of axes.
    pub fn text(at: (f64, f64), anchor: Anchor, class: &'static str, text: String) -> Self {
        Self::Text {
            at,
            anchor,
            class,
            text,
        }
    }

    /// A level line across.
    pub const fn across(x: (f64, f64), y: f64, class: &'static str) -> Self {
        Self::Line {
            from: (x.0, y),
            to: (x.1, y),
            class,
        }
    }

    /// An upright line.
    pub const fn upright(x: f64, y: (f64, f64), class: &'static str) -> Self {
        Self::Line {
            from: (x, y.0),
            to: (x, y.1),
            class,
        }
    }
}

/// A value that can be pointed at.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Where the pointer finds it.
    pub area: Area,
    /// Column and row, for the arrow keys.
    pub place: (usize, usize),
    /// Read out: the value with its whole context.
    pub said: String,
    /// The heading of what shows beside it.
    pub head: String,
    /// The lines below: name and value.
    pub lines: Vec<(String, String)>,
    /// What the caller is told; empty when nothing is behind it.
    pub key: String,
}

/// A drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// In pixels.
    pub height: f64,
    pub shapes: Vec<Shape>,
    pub marks: Vec<Mark>,
    /// Read out before anything else: what it shows, in a sentence.
    pub summary: String,
}
