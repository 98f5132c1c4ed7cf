//! The declare dialog: a title is enough, the rest helps.

mod category;
mod draft;
mod earlier;
mod form;
mod more;
mod what;

use leptos::{ev, prelude::*};

use crate::{
    domain::{command::Rejection, state::RecordKind},
    ui::{
        declare::{earlier::Earlier, form::Form, what::What},
        desk::use_desk,
        pick::{rating::RatingFields, unplaced::Unplaced},
        stage::use_stage,
        widgets::{
            choice::Choice,
            glyph::Glyph,
            icon::{Icon, Size},
            kbd::Kbd,
            modal::Modal,
            segment::Segment,
        },
    },
};

/// The dialog that declares an incident or a request.
#[component]
pub fn DeclareDialog() -> impl IntoView {
    let stage = use_stage();
    view! {
        <Modal
            open=Signal::derive(move || stage.declare.with(Option::is_some))
            on_close=Callback::new(move |()| stage.declare.set(None))
            label="Declare"
            class="dialog dialog--full intake"
        >
            <DeclareForm />
        </Modal>
    }
}

/// The form, made anew each time the dialog opens.
#[component]
fn DeclareForm() -> impl IntoView {
    let (desk, stage) = (use_desk(), use_stage());
    let title = stage.declare.get_untracked().unwrap_or_default();
    let form = Form::open(desk, &title);
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        form.send(stage);
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            form.send(stage);
        }
    };
    view! {
        <form id="declare-form" novalidate on:submit=on_submit on:keydown=on_key>
            <Head form />
            <div class="intake__body">
                <div class="intake__form">
                    <Unplaced failure=form.failure placed=is_placed />
                    <Earlier form />
                    <What form />
                </div>
                <div class="intake__score">
                    <RatingFields
                        value=form.read(|draft| draft.judgement.clone())
                        on_change=form.put(|draft, judgement| draft.judgement = judgement)
                        failure=form.failure
                    />
                </div>
            </div>
            <Foot form />
        </form>
    }
}

/// Whether a field of the form shows it.
fn is_placed(rejection: &Rejection) -> bool {
    matches!(
        rejection,
        Rejection::NoTitle
            | Rejection::TooLong { .. }
            | Rejection::NoReason
            | Rejection::NoCell
            | Rejection::NoName
            | Rejection::InFuture
            | Rejection::UnreadableTime
    )
}

#[component]
fn Head(form: Form) -> impl IntoView {
    let stage = use_stage();
    let kinds = [
        (RecordKind::Incident, Glyph::Alarm),
        (RecordKind::Request, Glyph::Inbox),
    ];
    let kinds = kinds.map(|(kind, glyph)| {
        Choice::new(kind, kind.label())
            .glyph(glyph)
            .slug(kind.slug())
    });
    let words = move || match form.draft.with(|draft| draft.kind) {
        RecordKind::Request => "Somebody needs something",
        RecordKind::Incident | RecordKind::Drill => "Something broke, or got worse",
    };
    view! {
        <header class="dialog__head">
            <h2>"Declare"</h2>
            <Segment
                label="Kind"
                choices=kinds.to_vec()
                value=form.read(|draft| Some(draft.kind))
                on_pick=form.put(|draft, kind| draft.kind = kind)
                class="segment segment--small"
                name="kind"
            />
            <span class="small mute desk-only">{words}</span>
            <button
                type="button"
                class="button button--plain button--square end"
                aria-label="Close"
                on:click=move |_| stage.declare.set(None)
            >
                <Icon glyph=Glyph::Cross />
            </button>
        </header>
    }
}

#[component]
fn Foot(form: Form) -> impl IntoView {
    let (desk, stage) = (use_desk(), use_stage());
    let label = move || {
        let priority = desk.board(|board| {
            form.draft
                .with(|draft| draft.judgement.priority(&board.settings.matrix))
        });
        match priority {
            Some(priority) => format!("Declare {}", priority.label()),
            None => "Declare".to_owned(),
        }
    };
    view! {
        <footer class="dialog__foot">
            <span class="small mute desk-only row" role="status">
                {move || form.saved.get().then(|| view! {
                    <Icon glyph=Glyph::Device size=Size::Small />
                    "Draft saved on this device"
                })}
            </span>
            <button type="button" class="button end desk-only" on:click=move |_| stage.declare.set(None)>
                "Cancel" <Kbd keys="Esc" />
            </button>
            <button
                type="submit"
                class="button button--primary"
                aria-keyshortcuts="Control+Enter Meta+Enter"
                aria-busy=move || form.sending.get().to_string()
            >
                {label} <Kbd keys="Ctrl Enter" />
            </button>
        </footer>
    }
}
