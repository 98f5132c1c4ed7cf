//! The foot of a long list of which only the first part stands there.

use leptos::{html, prelude::*};

use crate::ui::widgets::{loaded::on_each_load, number::grouped};

/// A button for the next part; where all is shown, words that say so and take the focus over.
#[component]
pub fn More(
    #[prop(into)] shown: Signal<usize>,
    all: usize,
    /// How many are shown after a press.
    #[prop(into)]
    next: Signal<usize>,
    on_more: Callback<()>,
) -> impl IntoView {
    let end = NodeRef::<html::Span>::new();
    on_each_load(end, |end| drop(end.focus()));
    let is_whole = Memo::new(move |_| shown.get() >= all);
    view! {
        <div class="panel__foot">
            {move || match is_whole.get() {
                true => view! {
                    <span node_ref=end tabindex="-1" class="mute">{format!("All {} are shown.", grouped(all))}</span>
                }
                .into_any(),
                false => view! {
                    <button type="button" class="button button--plain button--small" on:click=move |_| on_more.run(())>
                        {move || format!("{} more of {}", grouped(next.get() - shown.get()), grouped(all))}
                    </button>
                }
                .into_any(),
            }}
        </div>
    }
}
