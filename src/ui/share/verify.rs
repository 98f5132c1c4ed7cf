//! What can be said about the log from the log alone.

use leptos::prelude::*;

use crate::{
    exchange::verify::Verdict,
    ui::{
        desk::use_desk,
        widgets::{glyph::Glyph, icon::Icon},
    },
};

/// Checks every hash and chain, when asked.
#[component]
pub fn Verify() -> impl IntoView {
    let desk = use_desk();
    let verdict = RwSignal::new(None::<(Verdict, String)>);
    let busy = RwSignal::new(false);
    let check = move |_| {
        busy.set(true);
        // The button shows that it is busy before the work begins.
        set_timeout(
            move || {
                let found = desk.verify();
                let at = desk.moment(desk.now.get_untracked());
                let _ = verdict.try_set(Some((found, at)));
                let _ = busy.try_set(false);
            },
            std::time::Duration::from_millis(20),
        );
    };
    view! {
        <section class="panel">
            <div class="panel__head">
                <Icon glyph=Glyph::Seal />
                <h2>"Verify"</h2>
                <span class="end">
                    {move || verdict.with(|verdict| verdict.as_ref().map(|(verdict, _)| tag(verdict.is_intact())))}
                </span>
            </div>
            <div class="panel__body stack">
                {move || verdict.with(|verdict| match verdict {
                    None => view! {
                        <p class="small soft">
                            "Every event carries a hash of its content and of the event before it. Checking finds what was edited, inserted or taken out in between."
                        </p>
                    }.into_any(),
                    Some((verdict, at)) => {
                        let lines = sentences(verdict);
                        view! {
                            <ul class="stack small">{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
                            <p class="small mute">{format!("Checked {at}, on this device.")}</p>
                        }.into_any()
                    }
                })}
                <div>
                    <button type="button" class="button button--small" aria-busy=move || busy.get().to_string() on:click=check>
                        "Check now"
                    </button>
                </div>
            </div>
        </section>
    }
}

fn tag(is_intact: bool) -> AnyView {
    if is_intact {
        view! { <span class="tag" data-tone="ok"><Icon glyph=Glyph::Tick />"Intact"</span> }
            .into_any()
    } else {
        view! { <span class="tag" data-tone="warn"><Icon glyph=Glyph::Warn />"Look here"</span> }
            .into_any()
    }
}

/// The findings in words, with what they can't say.
fn sentences(verdict: &Verdict) -> Vec<String> {
    let mut lines = vec![format!("{} events checked.", verdict.events)];
    if verdict.is_intact() {
        lines.push("No event was edited, inserted or removed in between. A log whose later ids were all computed anew is told apart only by comparing it with another copy.".to_owned());
    }
    if verdict.without_body > 0 {
        lines.push(format!(
            "{} are held without their words (erased or withheld); they still verify.",
            verdict.without_body
        ));
    }
    if !verdict.changed.is_empty() {
        lines.push(format!(
            "{} do not match their hash: stored content was changed.",
            verdict.changed.len()
        ));
    }
    let missing: u64 = verdict.gaps.iter().map(|gap| gap.to - gap.from + 1).sum();
    if missing > 0 {
        lines.push(format!("{missing} are missing in between (a gap, not a break): only chosen records were shared, or a file is missing."));
    }
    if !verdict.missing.is_empty() {
        lines.push(format!(
            "{} were seen by a teammate and are not here.",
            verdict.missing.len()
        ));
    }
    if !verdict.forks.is_empty() {
        lines.push(format!(
            "{} numbers were used twice: a browser profile was copied or restored.",
            verdict.forks.len()
        ));
    }
    if !verdict.unchained.is_empty() {
        lines.push(format!(
            "{} do not continue the chain they claim to.",
            verdict.unchained.len()
        ));
    }
    lines
}
