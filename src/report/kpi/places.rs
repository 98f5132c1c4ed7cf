//! Ids as small numbers.

use std::{collections::HashMap, hash::Hash};

/// Things with a place each; place 0 is none.
#[derive(Clone, Debug)]
pub(super) struct Places<T> {
    all: Vec<T>,
    places: HashMap<T, u32>,
}

impl<T> Default for Places<T> {
    fn default() -> Self {
        Self {
            all: Vec::new(),
            places: HashMap::new(),
        }
    }
}

impl<T: Clone + Eq + Hash> Places<T> {
    /// The place of a thing, which is given one.
    pub fn of(&mut self, thing: Option<T>) -> u32 {
        let Some(thing) = thing else { return 0 };
        if let Some(&place) = self.places.get(&thing) {
            return place;
        }
        self.all.push(thing.clone());
        let place = u32::try_from(self.all.len()).unwrap_or(0);
        self.places.insert(thing, place);
        place
    }

    /// What has that place.
    pub fn get(&self, place: u32) -> Option<&T> {
        self.all.get((place as usize).checked_sub(1)?)
    }

    /// Everything that has a place, from place 1 on.
    pub fn all(&self) -> &[T] {
        &self.all
    }
}
