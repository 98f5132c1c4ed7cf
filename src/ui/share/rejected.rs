//! What stays out of a merge, line by line.

use leptos::prelude::*;

/// Lines that stay out, with the reason.
#[component]
pub fn Rejected(
    rows: Vec<(usize, String, String)>,
    hidden: usize,
    what: &'static str,
) -> impl IntoView {
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
                        <th scope="col">"Text"</th>
                        <th scope="col">"Why"</th>
                    </tr>
                </thead>
                <tbody>
                    {rows.into_iter().map(|(line, text, why)| view! {
                        <tr>
                            <td class="cell-num soft">{line}</td>
                            <td class="cell-title"><code>{text}</code></td>
                            <td class="soft">{why}</td>
                        </tr>
                    }).collect_view()}
                </tbody>
            </table>
            {(hidden > 0).then(|| view! { <p class="panel__foot">{format!("and {hidden} more")}</p> })}
        </section>
    }
}
