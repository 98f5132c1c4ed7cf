//! The dialog that gives many records the same value: one action, taken back by one undo.

mod fields;

use leptos::{ev, prelude::*, task::spawn_local};

use crate::{
    domain::{
        command::{Change, Command, Move, Rejection},
        ids::{CategoryId, RecordId},
        state::{Relation, VoidReason},
    },
    report::names,
    ui::{
        desk::{Desk, use_desk},
        incidents::{
            bulk::fields::{Categories, Links, Priorities, Services},
            list::List,
        },
        pick::{
            judgement::Judgement,
            named::{self, Named},
            unplaced::{Unplaced, focus_fault},
        },
        widgets::{dialog::Dialog, kbd::Kbd, number::counted},
    },
    writer::Failure,
};

/// What many records are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gift {
    Priority,
    Category,
    Service,
    Link,
}

impl Gift {
    const fn label(self) -> &'static str {
        match self {
            Self::Priority => "Priority",
            Self::Category => "Category",
            Self::Service => "Service",
            Self::Link => "Link",
        }
    }
}

/// The form while it is open.
#[derive(Clone, Copy)]
struct Sheet {
    gift: Gift,
    records: StoredValue<Vec<RecordId>>,
    judgement: RwSignal<Judgement>,
    category: RwSignal<String>,
    service: RwSignal<Named>,
    relation: RwSignal<Relation>,
    to: RwSignal<Option<RecordId>>,
    failure: RwSignal<Option<Failure>>,
    sending: RwSignal<bool>,
}

/// The dialog for what `asked` names.
#[component]
pub fn BulkDialog(list: List, asked: RwSignal<Option<Gift>>) -> impl IntoView {
    let title = move || match asked.get() {
        Some(gift) => {
            let count = list.chosen.with(std::collections::HashSet::len);
            format!(
                "{} of {}",
                gift.label(),
                counted(count, "record", "records")
            )
        }
        None => String::new(),
    };
    view! {
        <Dialog
            open=Signal::derive(move || asked.read().is_some())
            on_close=Callback::new(move |()| asked.set(None))
            title=Signal::derive(title)
        >
            {move || asked.get_untracked().map(|gift| view! { <GiftForm list gift asked /> })}
        </Dialog>
    }
}

/// The form, made anew each time the dialog opens.
#[component]
fn GiftForm(list: List, gift: Gift, asked: RwSignal<Option<Gift>>) -> impl IntoView {
    let desk = use_desk();
    let sheet = Sheet {
        gift,
        records: StoredValue::new(list.chosen_in_order()),
        judgement: RwSignal::new(Judgement::default()),
        category: RwSignal::new(String::new()),
        service: RwSignal::new(Named::default()),
        relation: RwSignal::new(Relation::Duplicate),
        to: RwSignal::new(None),
        failure: RwSignal::new(None),
        sending: RwSignal::new(false),
    };
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        sheet.send(desk, asked);
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            sheet.send(desk, asked);
        }
    };
    view! {
        <form novalidate on:submit=on_submit on:keydown=on_key>
            <div class="dialog__body stack stack--wide">
                <Unplaced failure=sheet.failure placed=is_placed />
                {match gift {
                    Gift::Priority => view! { <Priorities sheet /> }.into_any(),
                    Gift::Category => view! { <Categories sheet /> }.into_any(),
                    Gift::Service => view! { <Services sheet /> }.into_any(),
                    Gift::Link => view! { <Links sheet /> }.into_any(),
                }}
            </div>
            <footer class="dialog__foot">
                <button type="button" class="button end desk-only" on:click=move |_| asked.set(None)>
                    "Back" <Kbd keys="Esc" />
                </button>
                <button
                    type="submit"
                    class="button button--primary"
                    aria-busy=move || sheet.sending.get().to_string()
                >
                    {move || sheet.label()} <Kbd keys="Ctrl Enter" />
                </button>
            </footer>
        </form>
    }
}

impl Sheet {
    fn label(self) -> &'static str {
        match self.gift {
            Gift::Priority => "Set priority",
            Gift::Category => "Set category",
            Gift::Service => "Set service",
            Gift::Link => match self.relation.get() {
                Relation::Duplicate => "Cancel as duplicates",
                _ => "Link",
            },
        }
    }

    /// What is asked of each record, and what it newly names.
    fn command(self, desk: Desk) -> Result<Command, Rejection> {
        let records = self.records.get_value();
        let each = |change: &dyn Fn(RecordId) -> Command| {
            Command::Each(records.iter().map(|&id| (id, change(id))).collect())
        };
        let set = |change: Change| {
            each(&|record| Command::Set {
                record,
                change: change.clone(),
            })
        };
        Ok(match self.gift {
            Gift::Priority => {
                let scale = desk.board_now(|board| board.settings.scale);
                let rating = self.judgement.with_untracked(|it| it.rating(scale));
                let rating = rating.ok_or(Rejection::NoCell)?;
                set(Change::Rating(rating))
            }
            Gift::Category => {
                let id: Option<CategoryId> = self.category.with_untracked(|id| id.parse().ok());
                set(Change::Category(id))
            }
            Gift::Service => {
                let (service, new) = self.service.with_untracked(|it| named::service(desk, it));
                let change = set(Change::Service(service));
                match new {
                    Some(new) => Command::All(vec![new, change]),
                    None => change,
                }
            }
            Gift::Link => {
                let to = self.to.get_untracked().ok_or(Rejection::NoRecord)?;
                let relation = self.relation.get_untracked();
                each(&|record| linked(record, to, relation))
            }
        })
    }

    fn done(self, desk: Desk, left_out: usize) -> String {
        let count = self.records.with_value(Vec::len) - left_out;
        let many = counted(count, "record", "records");
        let verb = if count == 1 { "is" } else { "are" };
        desk.board_now(|board| match self.gift {
            Gift::Priority => {
                let judgement = self.judgement.get_untracked();
                let priority = judgement.priority(&board.settings.matrix);
                format!(
                    "{many} {verb} {}",
                    priority.map_or("judged", |it| it.label())
                )
            }
            Gift::Category => {
                let id: Option<CategoryId> = self.category.with_untracked(|id| id.parse().ok());
                let name = id.map_or("without category", |id| names::category(board, id));
                format!("{many} {verb} {name}")
            }
            Gift::Service => format!("Service of {many} set"),
            Gift::Link => {
                let to = self.to.get_untracked();
                let to = to.map_or_else(String::new, |id| board.reference(id));
                match self.relation.get_untracked() {
                    Relation::Duplicate => format!("{many} cancelled, duplicate of {to}"),
                    _ => format!("{many} linked to {to}"),
                }
            }
        })
    }

    fn send(self, desk: Desk, asked: RwSignal<Option<Gift>>) {
        if self.sending.get_untracked() {
            return;
        }
        let command = match self.command(desk) {
            Ok(command) => command,
            Err(rejection) => return self.fail(Failure::Rejected(rejection)),
        };
        self.sending.set(true);
        spawn_local(async move {
            let answer = desk.ask(command).await;
            let is_open = self.sending.try_set(false).is_none();
            match answer {
                Ok(done) => {
                    let said = self.done(desk, done.left_out.len());
                    if is_open {
                        asked.set(None);
                    }
                    desk.done_to_many(said, done);
                }
                Err(failure) if is_open => self.fail(failure),
                Err(failure) => desk.fail(&failure),
            }
        });
    }

    fn fail(self, failure: Failure) {
        self.failure.set(Some(failure));
        focus_fault("dialog");
    }
}

/// A duplicate is cancelled in the same step, so that it leaves the figures.
fn linked(record: RecordId, to: RecordId, relation: Relation) -> Command {
    let link = Command::Link {
        record,
        to,
        relation,
    };
    match relation {
        Relation::Duplicate => Command::All(vec![
            Command::Act {
                record,
                act: Move::Cancel(VoidReason::Duplicate),
                happened: None,
                note: None,
            },
            link,
        ]),
        _ => link,
    }
}

/// Whether a control of the form shows it.
fn is_placed(rejection: &Rejection) -> bool {
    matches!(
        rejection,
        Rejection::NoReason
            | Rejection::NoCell
            | Rejection::NoName
            | Rejection::SelfLink
            | Rejection::NoRecord
            | Rejection::TooLong { .. }
    )
}
