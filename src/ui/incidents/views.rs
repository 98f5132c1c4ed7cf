//! Saved views: the lists that the team comes back to, kept in the log with everything else.

use leptos::{ev, prelude::*, task::spawn_local};

use crate::{
    domain::{
        command::{Command, Rejection},
        fact::View,
        ids::ViewId,
    },
    ui::{
        desk::{Desk, use_desk},
        incidents::{
            columns::Column,
            list::{List, saved},
        },
        pick::unplaced::{Unplaced, focus_fault},
        widgets::{
            dialog::Dialog,
            glyph::Glyph,
            icon::Icon,
            kbd::Kbd,
            menu::{Menu, MenuItem},
            text_input::TextInput,
            tone::Tone,
        },
        words,
    },
    writer::Failure,
};

/// What the dialog asks a name for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Naming {
    New,
    Renamed(ViewId),
}

/// The view that the list came from, unless it was deleted.
#[must_use]
pub fn current(list: List) -> Memo<Option<View>> {
    Memo::new(move |_| {
        let id = list.filter.with(|filter| filter.view)?;
        let view = list
            .desk
            .board(|board| board.settings.views.get(&id).cloned())?;
        (!view.retired).then_some(view)
    })
}

/// Keeps the list as it is under a name, and what can be done with the view it came from.
#[component]
pub fn ViewActs(list: List, columns: Memo<Vec<Column>>) -> impl IntoView {
    let desk = use_desk();
    let view = current(list);
    let naming = RwSignal::new(None::<Naming>);
    let has_view = Memo::new(move |_| view.read().is_some());
    let is_changed = Memo::new(move |_| {
        let query = list.filter.with(|filter| saved(filter.clone()));
        view.with(|view| view.as_ref().is_some_and(|view| view.query != query))
    });
    let on_view = move |act: fn(List, Desk, View)| {
        Callback::new(move |()| {
            if let Some(view) = view.get_untracked() {
                act(list, desk, view);
            }
        })
    };
    let update = on_view(|list, desk, view| {
        let query = list.filter.with_untracked(|filter| saved(filter.clone()));
        let said = format!("View \u{201c}{}\u{201d} updated", view.name);
        desk.act(Command::DefineView(View { query, ..view }), said);
    });
    let start_rename = Callback::new(move |()| {
        naming.set(view.with_untracked(|view| view.as_ref().map(|view| Naming::Renamed(view.id))));
    });
    view! {
        {move || is_changed.get().then(|| view! {
            <button type="button" class="button button--small" on:click=move |_| update.run(())>
                "Update view"
            </button>
        })}
        {move || has_view.get().then(|| view! {
            <Menu
                class="button button--small button--plain button--square"
                trigger=|| view! { <Icon glyph=Glyph::More /> }
                attr:aria-label="This view"
            >
                <MenuItem glyph=Glyph::Pencil on_pick=start_rename>"Rename…"</MenuItem>
                <MenuItem glyph=Glyph::ArrowLeft on_pick=on_view(|_, desk, view| move_by(desk, view.id, -1))>
                    "Move left"
                </MenuItem>
                <MenuItem glyph=Glyph::ArrowRight on_pick=on_view(|_, desk, view| move_by(desk, view.id, 1))>
                    "Move right"
                </MenuItem>
                <MenuItem glyph=Glyph::Refresh on_pick=on_view(|list, _, view| list.show_view(&view))>
                    "Back to how it was saved"
                </MenuItem>
                <MenuItem glyph=Glyph::Cross tone=Tone::Danger on_pick=on_view(delete)>"Delete"</MenuItem>
            </Menu>
        })}
        <button
            type="button"
            class="button button--small button--plain"
            on:click=move |_| naming.set(Some(Naming::New))
        >
            <Icon glyph=Glyph::Plus />
            "Save view"
        </button>
        <Dialog
            open=Signal::derive(move || naming.read().is_some())
            on_close=Callback::new(move |()| naming.set(None))
            title=Signal::derive(move || match naming.get() {
                Some(Naming::Renamed(_)) => "Rename the view".to_owned(),
                _ => "Save as a view".to_owned(),
            })
        >
            {move || naming.get_untracked().map(|asked| view! { <NameForm list columns asked naming /> })}
        </Dialog>
    }
}

/// Asks for the name.
#[component]
fn NameForm(
    list: List,
    columns: Memo<Vec<Column>>,
    asked: Naming,
    naming: RwSignal<Option<Naming>>,
) -> impl IntoView {
    let desk = use_desk();
    let before = match asked {
        Naming::New => String::new(),
        Naming::Renamed(id) => desk.board_now(|board| {
            let view = board.settings.views.get(&id);
            view.map_or_else(String::new, |view| view.name.clone())
        }),
    };
    let name = RwSignal::new(before);
    let failure = RwSignal::new(None::<Failure>);
    let error =
        Signal::derive(move || failure.with(|failure| words::fault(failure.as_ref(), is_placed)));
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some((view, said)) = named(list, &columns.get_untracked(), asked, name.get_untracked())
        else {
            naming.set(None);
            return;
        };
        spawn_local(async move {
            match desk.ask(Command::DefineView(view.clone())).await {
                Ok(done) => {
                    naming.try_set(None);
                    if asked == Naming::New {
                        list.show_view(&view);
                    }
                    desk.done(said, done.events);
                }
                Err(Failure::Rejected(Rejection::NoChange)) => drop(naming.try_set(None)),
                Err(why) => {
                    failure.try_set(Some(why));
                    focus_fault("dialog");
                }
            }
        });
    };
    view! {
        <form novalidate on:submit=on_submit>
            <div class="dialog__body stack stack--wide">
                <Unplaced failure placed=is_placed />
                <TextInput
                    label="Name"
                    value=name
                    on_input=Callback::new(move |text| {
                        name.set(text);
                        failure.set(None);
                    })
                    hint="Filter, order, groups and columns are kept. Teammates get it with your next file."
                    error
                    attr:name="name"
                    attr:autofocus=true
                />
            </div>
            <footer class="dialog__foot">
                <button type="button" class="button end desk-only" on:click=move |_| naming.set(None)>
                    "Back" <Kbd keys="Esc" />
                </button>
                <button type="submit" class="button button--primary">
                    {if asked == Naming::New { "Save view" } else { "Rename" }}
                </button>
            </footer>
        </form>
    }
}

/// Whether the field of the name shows it.
fn is_placed(rejection: &Rejection) -> bool {
    matches!(rejection, Rejection::NoName | Rejection::TooLong { .. })
}

/// The view under its new name, and what to say of it.
fn named(list: List, columns: &[Column], asked: Naming, name: String) -> Option<(View, String)> {
    let desk = list.desk;
    let shown = name.trim().to_owned();
    Some(match asked {
        Naming::New => {
            let mut filter = list.filter.get_untracked();
            filter.columns = columns.iter().map(|it| it.slug().to_owned()).collect();
            let place = desk.board_now(|board| {
                let views = board.settings.standing_views();
                views.iter().map(|view| view.place + 1).max().unwrap_or(0)
            });
            let view = View {
                id: desk.fresh(),
                name,
                query: saved(filter),
                place,
                retired: false,
            };
            (view, format!("View \u{201c}{shown}\u{201d} saved"))
        }
        Naming::Renamed(id) => {
            let view = desk.board_now(|board| board.settings.views.get(&id).cloned())?;
            (
                View { name, ..view },
                format!("View renamed to \u{201c}{shown}\u{201d}"),
            )
        }
    })
}

/// Moves a view among the others; those whose place changes are said anew.
fn move_by(desk: Desk, id: ViewId, by: isize) {
    let mut views: Vec<View> = desk.board_now(|board| {
        let views = board.settings.standing_views();
        views.into_iter().cloned().collect()
    });
    let Some(from) = views.iter().position(|view| view.id == id) else {
        return;
    };
    let to = from.saturating_add_signed(by).min(views.len() - 1);
    if from == to {
        return;
    }
    let moved = views.remove(from);
    let said = format!("View \u{201c}{}\u{201d} moved", moved.name);
    views.insert(to, moved);
    let views = (0_u32..)
        .zip(views)
        .filter(|(place, view)| view.place != *place);
    let commands = views.map(|(place, view)| Command::DefineView(View { place, ..view }));
    desk.act(Command::All(commands.collect()), said);
}

fn delete(list: List, desk: Desk, view: View) {
    let said = format!("View \u{201c}{}\u{201d} deleted", view.name);
    // What it showed stays in sight, as a plain filter.
    list.edit(|filter| filter.view = None);
    desk.act(
        Command::DefineView(View {
            retired: true,
            ..view
        }),
        said,
    );
}
