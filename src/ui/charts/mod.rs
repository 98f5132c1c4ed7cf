//! Charts: components over [`plot`](crate::plot) that know no word of the domain.
//!
//! | component | data | shows |
//! | --- | --- | --- |
//! | [`StackedBars`](stacked_bars::StackedBars) | [`Bars`](stacked_bars::Bars) | amounts a period, stacked by series, labelled at the side |
//! | [`Distribution`](distribution::Distribution) | [`Spread`](distribution::Spread) | counts between edges that double, with rules for median, mean, p90 |
//! | [`StepLine`](step_line::StepLine) | [`Steps`](step_line::Steps) | a level that holds until it changes |
//! | [`LineChart`](lines::LineChart) | [`Lines`](lines::Lines) | several figures over time, each named at its end |
//! | [`DotRange`](dot_range::DotRange) | [`Ranges`](dot_range::Ranges) | a dot and a ring a row, on a logarithmic axis, with figures beside |
//! | [`Heatmap`](heatmap::Heatmap) | [`Heat`](heatmap::Heat) | a grid of counts |
//! | [`Spark`](spark::Spark) | `Vec<Option<f64>>` | the course of one figure, as small as a word |
//!
//! All but `Spark` take the same three properties: `head: Signal<Head>` (title, note, foot, file name),
//! `data: Signal<…>`, and `on_pick: Callback<String>` (optional), which is told the key of the mark
//! that somebody clicked, or pressed Enter on. Keys are the caller's own: an address, a number, anything.
//! An empty key has nothing behind it.
//!
//! Numbers become words by [`Words`](words::Words), which the caller gives; what a value counts is its
//! [`Unit`](words::Unit). `None` is a value that nobody knows: a gap, never zero.
//!
//! Each chart draws a [`Sheet`](sheet::Sheet) (shapes and marks) and a [`Twin`](twin::Twin) (the same as a
//! table, also the CSV); [`Figure`](figure::Figure) does the rest, once: heading, table switch, downloads,
//! keys, hover. Marks stand in columns and rows, through which the arrow keys move.

pub mod distribution;
pub mod dot_range;
mod drawing;
pub mod figure;
pub mod heatmap;
pub mod lines;
mod sheet;
pub mod spark;
pub mod stacked_bars;
pub mod step_line;
pub mod twin;
mod walk;
pub mod words;

pub use crate::ui::charts::{
    figure::Head,
    sheet::Ink,
    words::{Unit, Words},
};
