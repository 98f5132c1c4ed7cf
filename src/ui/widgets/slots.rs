//! Row elements that are made once and shown again: a row keeps its element while it is in the
//! window, and what scrolls in takes the element of what scrolled out.

use std::{collections::HashMap, hash::Hash};

use leptos::{html, prelude::*, wasm_bindgen::JsCast, web_sys};

/// Which row each element shows: its place in the table, and its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slots<K> {
    rows: Vec<Option<(usize, K)>>,
}

impl<K> Default for Slots<K> {
    fn default() -> Self {
        Self { rows: Vec::new() }
    }
}

impl<K: Copy + Eq + Hash> Slots<K> {
    /// The slots for these rows, the first of them at a place: elements stay with their rows.
    #[must_use]
    pub fn next(&self, start: usize, shown: &[K]) -> Self {
        let mut places: HashMap<K, usize> = (shown.iter().copied()).zip(start..).collect();
        let mut rows: Vec<_> = (self.rows.iter())
            .map(|row| {
                let (_, key) = (*row)?;
                places.remove(&key).map(|place| (place, key))
            })
            .collect();
        let mut free = 0;
        for (place, key) in (start..).zip(shown.iter().copied()) {
            if !places.contains_key(&key) {
                continue;
            }
            while rows.get(free).is_some_and(Option::is_some) {
                free += 1;
            }
            match rows.get_mut(free) {
                Some(row) => *row = Some((place, key)),
                None => rows.push(Some((place, key))),
            }
        }
        Self { rows }
    }

    /// What an element shows; nothing while there are more elements than rows.
    #[must_use]
    pub fn row(&self, slot: usize) -> Option<(usize, K)> {
        self.rows.get(slot).copied().flatten()
    }

    /// How many elements there are; they become no fewer.
    #[must_use]
    pub const fn elements(&self) -> usize {
        self.rows.len()
    }

    /// The elements in the order of their rows, then those that show none.
    fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        order.sort_by_key(|&slot| self.rows[slot].map_or(usize::MAX, |(place, _)| place));
        order
    }
}

/// The rows of a window: `row` makes one for what its element shows, in the `<tr>` that is given
/// to it by reference.
#[component]
pub fn Recycled<K, R, V>(
    /// Made with [`Slots::next`] of the one before.
    #[prop(into)]
    slots: Signal<Slots<K>>,
    row: R,
) -> impl IntoView
where
    K: Copy + Eq + Hash + Send + Sync + 'static,
    R: Fn(Memo<Option<(usize, K)>>, NodeRef<html::Tr>) -> V + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let elements = StoredValue::new(Vec::<NodeRef<html::Tr>>::new());
    let count = Memo::new(move |_| slots.read().elements());
    // Why an effect: moving an element that exists is nothing that a view can say; a list that
    // moved its own would take every row out of the page once, and the focus with it.
    Effect::new(move |before: Option<Slots<K>>| {
        let slots = slots.get();
        let elements = elements.get_value();
        let elements: Vec<_> = elements.iter().map(|element| element.get()).collect();
        let rows: Vec<_> = (slots.order().into_iter())
            .filter_map(|slot| Some((slot, elements.get(slot)?.clone()?)))
            .collect();
        let is_other = |slot: usize| {
            let before = before.as_ref().and_then(|before| before.row(slot));
            before.map(|(_, key)| key) != slots.row(slot).map(|(_, key)| key)
        };
        let recycled = rows.iter().filter(|(slot, _)| is_other(*slot));
        let_go(recycled.map(|(_, element)| element));
        let mut shown = rows.iter().filter(|(slot, _)| slots.row(*slot).is_some());
        let mut last = shown.next_back().into_iter().chain(rows.last());
        let is_last_new = last.any(|(slot, _)| is_other(*slot));
        let rows: Vec<_> = rows.iter().map(|(_, element)| element.as_ref()).collect();
        arrange(&rows, is_last_new);
        slots
    });
    view! {
        <For
            each=move || 0..count.get()
            key=|slot| *slot
            children=move |slot| {
                let element = NodeRef::new();
                elements.update_value(|elements| elements.push(element));
                row(Memo::new(move |_| slots.read().row(slot)), element)
            }
        />
    }
}

/// The focus must not slide from one row to another.
fn let_go<'a>(mut recycled: impl Iterator<Item = &'a web_sys::HtmlTableRowElement>) {
    let focused = document().active_element();
    let focused = focused.and_then(|focused| focused.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(focused) = focused
        && recycled.any(|element| element.contains(Some(&focused)))
    {
        let _ = focused.blur();
    }
}

/// Puts rows in order between the two gaps, and moves few: where the last one came in now, those
/// before it that did go before it; else what stands at a wrong place goes behind the one before.
fn arrange(rows: &[&web_sys::Element], is_last_new: bool) {
    let Some(body) = rows.first().and_then(|row| row.parent_element()) else {
        return;
    };
    if is_last_new {
        let mut next = body.last_element_child();
        for row in rows.iter().rev() {
            if row.next_element_sibling() != next {
                let next = next.as_ref().map(AsRef::as_ref);
                let _ = body.insert_before(row, next);
            }
            next = Some((*row).clone());
        }
    } else {
        let mut next = body
            .first_element_child()
            .and_then(|gap| gap.next_element_sibling());
        for row in rows {
            if next.as_ref() == Some(*row) {
                next = row.next_element_sibling();
            } else {
                let _ = body.insert_before(row, next.as_ref().map(AsRef::as_ref));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Slots;

    fn rows(slots: &Slots<char>) -> String {
        let name = |slot| slots.row(slot).map_or('-', |(_, key)| key);
        (0..slots.elements()).map(name).collect()
    }

    fn keys(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn what_scrolls_in_takes_the_element_of_what_scrolled_out() {
        let first = Slots::default().next(0, &keys("abcd"));
        assert_eq!(rows(&first), "abcd");
        let next = first.next(2, &keys("cdef"));
        assert_eq!(rows(&next), "efcd");
        assert_eq!(next.row(2), Some((2, 'c')));
        assert_eq!(next.row(0), Some((4, 'e')));
        assert_eq!(next.order(), [2, 3, 0, 1]);
    }

    #[test]
    fn a_row_keeps_its_element_when_another_comes_before_it() {
        let slots = Slots::default().next(0, &keys("abc")).next(0, &keys("xab"));
        assert_eq!(rows(&slots), "abx");
        assert_eq!(slots.row(0), Some((1, 'a')));
        assert_eq!(slots.order(), [2, 0, 1]);
    }

    #[test]
    fn elements_without_a_row_wait_at_the_end() {
        let slots = Slots::default().next(0, &keys("abc")).next(0, &keys("b"));
        assert_eq!(rows(&slots), "-b-");
        assert_eq!(slots.order(), [1, 0, 2]);
        assert_eq!(rows(&slots.next(5, &keys("wxyz"))), "wxyz");
    }
}
