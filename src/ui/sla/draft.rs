//! The policy that is being edited: what counts, with the changes that nobody adopted yet.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    domain::{
        calendar::Calendar,
        command::{Command, Rejection},
        ids::{CalendarId, ClockId, WorkspaceId},
        policy::{Clock, Policy},
    },
    report::policy::Terms,
    ui::{desk::Desk, widgets::focus::focus_soon},
    writer::Failure,
};

/// The draft. It outlives the view, so that looking elsewhere loses nothing. `Copy`.
#[derive(Clone, Copy)]
pub struct Draft {
    desk: Desk,
    changed: RwSignal<Option<(WorkspaceId, Terms)>>,
    /// Why it was not adopted.
    pub failure: RwSignal<Option<Failure>>,
}

impl Draft {
    /// No changes yet.
    #[must_use]
    pub fn new(desk: Desk) -> Self {
        Self {
            desk,
            changed: RwSignal::new(None),
            failure: RwSignal::new(None),
        }
    }

    /// The draft as it is; what counts where nothing was changed.
    #[must_use]
    pub fn trial(self) -> Terms {
        let open = self.desk.ws.get();
        let changed = self.changed.with(|changed| {
            let own = changed.as_ref().filter(|(ws, _)| *ws == open);
            own.map(|(_, trial)| trial.clone())
        });
        changed.unwrap_or_else(|| self.desk.board(|board| Terms::of(&board.settings)))
    }

    /// Whether anything was changed.
    #[must_use]
    pub fn is_changed(self) -> bool {
        let open = self.desk.ws.get();
        self.changed
            .with(|changed| changed.as_ref().is_some_and(|(ws, _)| *ws == open))
    }

    /// Changes the draft.
    pub fn edit(self, change: impl FnOnce(&mut Terms)) {
        let mut trial = untrack(|| self.trial());
        change(&mut trial);
        let same = self.desk.board_now(|board| Terms::of(&board.settings)) == trial;
        self.failure.set(None);
        let ws = self.desk.ws.get_untracked();
        self.changed.set((!same).then_some((ws, trial)));
    }

    /// Changes a clock of the draft.
    pub fn edit_clock(self, id: ClockId, change: impl FnOnce(&mut Clock)) {
        self.edit(|trial| {
            if let Some(clock) = trial.policy.clocks.iter_mut().find(|it| it.id == id) {
                change(clock);
            }
        });
    }

    /// A part of a clock of the draft, followed.
    pub fn of_clock<T>(
        self,
        id: ClockId,
        part: impl Fn(&Clock) -> T + Send + Sync + 'static,
    ) -> Memo<T>
    where
        T: Default + PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.trial().policy.clock(id).map(&part).unwrap_or_default())
    }

    /// Forgets all changes.
    pub fn discard(self) {
        self.failure.set(None);
        self.changed.set(None);
    }

    /// Makes the draft the policy of the workspace: all of it, or nothing.
    pub fn adopt(self, note: String) {
        let trial = untrack(|| self.trial());
        let command = self.desk.board_now(|board| {
            let settings = &board.settings;
            let mut commands: Vec<Command> = Vec::new();
            let differs =
                |calendar: &&Calendar| settings.calendars.get(&calendar.id) != Some(*calendar);
            let calendars = trial.calendars.values().filter(differs);
            commands.extend(calendars.cloned().map(Command::DefineCalendar));
            if trial.matrix != settings.matrix {
                commands.push(Command::DefineMatrix(trial.matrix.clone()));
            }
            // Why something changes stands in the policy, also where that is a calendar.
            let note = Some(note.trim().to_owned()).filter(|note| !note.is_empty());
            if note.is_some() || trial.policy != Terms::of(settings).policy {
                commands.push(Command::DefinePolicy(Policy {
                    note,
                    ..trial.policy
                }));
            }
            Command::All(commands)
        });
        spawn_local(async move {
            match self.desk.ask(command).await {
                Ok(done) => {
                    self.discard();
                    // The button is gone; what it brought about has the focus.
                    focus_soon("#versions");
                    self.desk
                        .done("The SLA policy was adopted".to_owned(), done.events);
                }
                Err(Failure::Rejected(Rejection::NoChange)) => self.discard(),
                Err(failure) => self.failure.set(Some(failure)),
            }
        });
    }

    /// The calendars that clocks can count by, with their names.
    #[must_use]
    pub fn calendars(self) -> Vec<(String, String)> {
        let trial = self.trial();
        let used = |id: CalendarId| {
            trial.policy.clocks.iter().any(|clock| {
                clock.calendar == id || clock.rules.iter().any(|rule| rule.calendar == Some(id))
            })
        };
        let offered = trial
            .calendars
            .values()
            .filter(|it| !it.retired || used(it.id));
        offered
            .map(|it| (it.id.to_string(), it.name.clone()))
            .collect()
    }
}

/// The draft, for views.
#[must_use]
pub fn use_draft() -> Draft {
    expect_context()
}
