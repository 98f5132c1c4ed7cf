//! The long table of a proof, of which only what is in sight stands on the page.

use std::ops::Range;

use leptos::prelude::*;

use crate::ui::widgets::virtual_rows::{Gap, VirtualRows};

/// Rows kept on each side of the window.
const OVERSCAN: usize = 12;

/// A table of so many rows; `rows` gives those of a part.
#[component]
pub fn ProofTable(
    #[prop(into)] caption: Signal<String>,
    /// Each head, and whether numbers stand below it.
    heads: Vec<(&'static str, bool)>,
    count: Signal<usize>,
    rows: Callback<Range<usize>, AnyView>,
    #[prop(default = "proof__table")] class: &'static str,
) -> impl IntoView {
    let shown = VirtualRows::new(count, OVERSCAN);
    let head = |(said, is_number): (&'static str, bool)| view! { <th scope="col" class:cell-num=is_number>{said}</th> };
    view! {
        <table class=class aria-rowcount=move || count.get() + 1>
            <caption class="visually-hidden">{caption}</caption>
            <thead>
                <tr>{heads.into_iter().map(head).collect_view()}</tr>
            </thead>
            <tbody node_ref=shown.body>
                <Gap height=shown.before() />
                {move || rows.run(shown.range.get())}
                <Gap height=shown.after() />
            </tbody>
        </table>
    }
}

/// The rows of a part with their places; a list that has become shorter has fewer.
pub fn part<T>(all: &[T], range: Range<usize>) -> impl Iterator<Item = (&T, usize)> {
    let end = range.end.min(all.len());
    let start = range.start.min(end);
    all[start..end].iter().zip(start..)
}
