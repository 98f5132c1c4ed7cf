//! Clocks against truth that others computed, or that is written out by hand.

mod choosing;
mod compliance;
mod oracle;
