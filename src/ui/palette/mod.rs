//! The command palette and the keyboard sheet.

mod clocks;
mod deed;
mod list;
mod offers;
mod sheet;

pub use list::Palette;
pub use sheet::KeyboardSheet;
