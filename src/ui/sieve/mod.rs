//! Chips and menus that change a filter, for every view that shows what a filter finds.

mod add;
mod chips;
mod days;
mod editor;

use leptos::prelude::*;

pub use crate::ui::sieve::{
    add::AddFilter,
    chips::{Chips, words},
};
use crate::{
    report::filter::{Filter, Part},
    ui::finder::{Finder, use_finder},
};

/// A filter and the way to change it. `Copy`, so that closures take it along.
#[derive(Clone, Copy)]
pub struct Sieve {
    pub filter: Memo<Filter>,
    pub(super) finder: Finder,
    change: Callback<Filter>,
    is_elsewhere: fn(&Filter, Part) -> bool,
}

impl Sieve {
    /// A sieve over a filter; `change` takes the next one. Parts that are `is_elsewhere` have no
    /// chip, since the view shows them in another way.
    pub fn new(
        filter: Memo<Filter>,
        change: Callback<Filter>,
        is_elsewhere: fn(&Filter, Part) -> bool,
    ) -> Self {
        Self {
            filter,
            finder: use_finder(),
            change,
            is_elsewhere,
        }
    }

    /// Asks for something else.
    pub fn edit(self, change: impl FnOnce(&mut Filter)) {
        let mut filter = self.filter.get_untracked();
        change(&mut filter);
        self.change.run(filter);
    }

    /// The parts that chips show.
    fn chips(self) -> Vec<Part> {
        self.filter.with(|filter| {
            let parts = filter.parts();
            parts
                .filter(|&part| !(self.is_elsewhere)(filter, part))
                .collect()
        })
    }
}
