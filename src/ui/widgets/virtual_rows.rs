//! The rows of a long table that are on screen while the page scrolls; the others are two gaps.

use std::ops::Range;

use leptos::{ev, html, prelude::*};

use crate::ui::widgets::measured::on_resize;

/// What the last look at the page said, in CSS pixels.
#[derive(Clone, Copy, PartialEq)]
struct Seen {
    /// How far the first row is above the top of the window; negative when below it.
    above: f64,
    /// Of the window.
    height: f64,
    /// Of one row.
    row: f64,
    /// What sticks to the top and the bottom of the window, in front of the rows.
    covered: (f64, f64),
}

/// A window of rows over a table whose rows all have the same height. Put `body` on the `<tbody>`, a
/// `Gap` before and after the rows of `range`, and `aria-rowindex` on each row: one is measured.
#[derive(Clone, Copy)]
pub struct VirtualRows {
    pub body: NodeRef<html::Tbody>,
    /// Changes only when a row comes or goes.
    pub range: Memo<Range<usize>>,
    /// The rows that can be seen now, clear of what `scroll-padding` keeps free.
    pub in_sight: Memo<Range<usize>>,
    count: Signal<usize>,
    seen: RwSignal<Seen>,
}

impl VirtualRows {
    /// `overscan` rows are kept on each side, for the first frames of a fast scroll.
    pub fn new(count: Signal<usize>, overscan: usize) -> Self {
        let seen = RwSignal::new(Seen {
            above: 0.0,
            height: window_height(),
            row: 36.0,
            covered: (0.0, 0.0),
        });
        let in_sight = Memo::new(move |_| clear(seen.get(), count.get()));
        let range = Memo::new(move |_| visible(seen.get(), count.get(), overscan));
        let rows = Self {
            body: NodeRef::new(),
            range,
            in_sight,
            count,
            seen,
        };
        rows.watch();
        rows
    }

    /// Pixels that the rows before the window would take.
    pub fn before(self) -> Signal<f64> {
        Signal::derive(move || length(self.range.read().start) * self.seen.read().row)
    }

    /// Pixels that the rows after the window would take.
    pub fn after(self) -> Signal<f64> {
        Signal::derive(move || {
            length(self.count.get() - self.range.read().end) * self.seen.read().row
        })
    }

    /// Scrolls just as far as needed to show a row, clear of what `scroll-padding` keeps free.
    pub fn scroll_to(self, index: usize) {
        self.look();
        let Seen {
            above,
            height,
            row,
            covered,
        } = self.seen.get_untracked();
        let top = length(index) * row - above;
        let bottom = top + row - height + covered.1;
        let way = (top - covered.0).min(0.0) + bottom.max(0.0);
        window().scroll_by_with_x_and_y(0.0, way);
    }

    fn look(self) {
        let Some(body) = self.body.try_get_untracked().flatten() else {
            return;
        };
        let row = body
            .query_selector("[aria-rowindex]")
            .ok()
            .flatten()
            .map(|row| row.get_bounding_client_rect().height());
        let above = -body.get_bounding_client_rect().top();
        self.seen.maybe_update(|seen| {
            let row = row.filter(|height| *height > 0.0).unwrap_or(seen.row);
            let now = Seen {
                above,
                height: window_height(),
                row,
                covered: scroll_padding(),
            };
            std::mem::replace(seen, now) != now
        });
    }

    /// Looks again, at most once a frame, when the page scrolls or the table changes its size.
    fn watch(self) {
        let is_due = StoredValue::new(false);
        let look_soon = move || {
            if is_due.try_get_value() == Some(false) {
                is_due.set_value(true);
                request_animation_frame(move || {
                    if is_due.try_set_value(false).is_none() {
                        self.look();
                    }
                });
            }
        };
        // Scroll events can't be cancelled, so this listener never delays a scroll.
        let scroll = window_event_listener(ev::scroll, move |_| look_soon());
        let resize = window_event_listener(ev::resize, move |_| look_soon());
        on_resize(self.body, move |_| look_soon());
        on_cleanup(move || {
            scroll.remove();
            resize.remove();
        });
    }
}

/// The place of the rows that are not there.
#[component]
pub fn Gap(#[prop(into)] height: Signal<f64>) -> impl IntoView {
    view! {
        <tr class="table__gap" aria-hidden="true" style:block-size=move || format!("{}px", height.get())>
            <td></td>
        </tr>
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` stops at 0 and at the largest usize"
)]
fn visible(seen: Seen, count: usize, overscan: usize) -> Range<usize> {
    let first = (seen.above / seen.row).floor() as usize;
    let last = ((seen.above + seen.height) / seen.row).ceil() as usize;
    let end = last.saturating_add(overscan).min(count);
    first.saturating_sub(overscan).min(end)..end
}

/// The rows of which at least a half can be seen.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` stops at 0 and at the largest usize"
)]
fn clear(seen: Seen, count: usize) -> Range<usize> {
    let (top, bottom) = seen.covered;
    let first = ((seen.above + top) / seen.row).round() as usize;
    let last = ((seen.above + seen.height - bottom) / seen.row).round() as usize;
    let end = last.min(count);
    first.min(end)..end
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a table has fewer rows than an f64 has integers"
)]
fn length(rows: usize) -> f64 {
    rows as f64
}

fn window_height() -> f64 {
    window()
        .inner_height()
        .ok()
        .and_then(|height| height.as_f64())
        .unwrap_or(800.0)
}

/// At the top and at the bottom.
fn scroll_padding() -> (f64, f64) {
    let style = document()
        .document_element()
        .and_then(|root| window().get_computed_style(&root).ok().flatten());
    let side = |side: &str| {
        let value = style.as_ref()?.get_property_value(side).ok()?;
        value.strip_suffix("px")?.parse().ok()
    };
    let [top, bottom] =
        ["scroll-padding-top", "scroll-padding-bottom"].map(|name| side(name).unwrap_or(0.0));
    (top, bottom)
}

#[cfg(test)]
mod tests {
    use super::{Seen, clear, visible};

    fn seen(above: f64) -> Seen {
        Seen {
            above,
            height: 720.0,
            row: 36.0,
            covered: (72.0, 36.0),
        }
    }

    #[test]
    fn a_row_is_in_sight_unless_something_sticks_in_front_of_it() {
        assert_eq!(clear(seen(-72.0), 1000), 0..17);
        assert_eq!(clear(seen(0.0), 1000), 2..19);
        assert_eq!(clear(seen(3618.0), 1000), 103..120);
        assert_eq!(clear(seen(35_900.0), 1000), 999..1000);
    }

    #[test]
    fn the_window_holds_what_is_seen_and_a_little_more() {
        assert_eq!(visible(seen(0.0), 1000, 5), 0..25);
        assert_eq!(visible(seen(3600.0), 1000, 5), 95..125);
        assert_eq!(visible(seen(3618.0), 1000, 5), 95..126);
    }

    #[test]
    fn it_stops_at_both_ends() {
        assert_eq!(visible(seen(-300.0), 1000, 5), 0..17);
        assert_eq!(visible(seen(-9000.0), 1000, 5), 0..5);
        assert_eq!(visible(seen(35_900.0), 1000, 5), 992..1000);
        assert_eq!(visible(seen(90_000.0), 12, 5), 12..12);
        assert_eq!(visible(seen(0.0), 0, 5), 0..0);
    }
}
