//! What stays out of a merge, line by line.

use leptos::prelude::*;

use crate::ui::widgets::more::More;

/// So many are shown at first; each press shows ten times as many.
const FEW: usize = 100;

/// Lines that stay out, with the reason.
#[component]
pub fn Rejected(rows: Vec<(usize, String, String)>, what: &'static str) -> impl IntoView {
    let many = rows.len();
    let shown = RwSignal::new(many.min(FEW));
    let next = Signal::derive(move || many.min(shown.get() * 10));
    let more = Callback::new(move |()| shown.set(next.get_untracked()));
    // Rows of tables are told by their line alone.
    let has_text = rows.iter().any(|(_, text, _)| !text.is_empty());
    view! {
        <section class="panel" aria-label=what>
            <div class="panel__head">
                <h2>{what}</h2>
                <span class="panel__note">"The others are fine."</span>
            </div>
            <table class="table">
                <caption class="visually-hidden">{what}</caption>
                <thead>
                    <tr>
                        <th scope="col" class="cell-num">"Line"</th>
                        {has_text.then(|| view! { <th scope="col">"Text"</th> })}
                        <th scope="col">"Why"</th>
                    </tr>
                </thead>
                <tbody>
                    {move || rows[..shown.get()].iter().cloned().map(|(line, text, why)| view! {
                        <tr>
                            <td class="cell-num soft">{line}</td>
                            {has_text.then(|| view! { <td class="cell-title"><code>{text}</code></td> })}
                            <td class="soft">{why}</td>
                        </tr>
                    }).collect_view()}
                </tbody>
            </table>
            {(many > FEW).then(|| view! { <More shown all=many next on_more=more /> })}
        </section>
    }
}
