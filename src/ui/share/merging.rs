//! What was confirmed comes in: as one action, all of it or nothing.

use leptos::prelude::*;

use crate::{
    domain::{
        command::{Command, Rejection},
        event::Subject,
    },
    exchange::merge::{Conflict, Preview, Relation},
    ui::{
        desk::Desk,
        share::{
            content::{Content, Previewed},
            import::{Choices, Import, Other},
            refusal,
        },
    },
    writer::Failure,
};

impl Import {
    /// Merges exactly what the report listed.
    pub(super) async fn merge(self, desk: Desk, mut previewed: Previewed) {
        let home = desk.ws.get_untracked();
        let other = self.other.get_untracked();
        let elsewhere = previewed.elsewhere(other);
        if let Some(ws) = elsewhere {
            desk.open(ws).await;
            if let Some(why) = refusal::not_opened(&desk.status.get_untracked(), &previewed.name) {
                desk.open(home).await;
                return self.end(desk, previewed.name, Err(why));
            }
        }
        // What was confirmed was worked out on another log: only into an empty one there is
        // nothing that the report could have kept quiet about.
        if desk.ws.get_untracked() != previewed.on {
            self.work_out(desk, &mut previewed).await;
            let is_empty = desk.book(|book| book.log().is_empty());
            if elsewhere.is_none() || !is_empty {
                previewed.opened = elsewhere.is_some();
                return self.show(previewed);
            }
        }
        let summary = previewed.summary();
        let merged = match previewed.content {
            Content::Log { preview, .. } => {
                merge_log(desk, preview, other, &self.choices.get_untracked()).await
            }
            Content::Table { plan, .. } => import_table(desk, plan.command).await,
            Content::Mapped(brought) => import_table(desk, brought.command(desk)).await,
        };
        if merged.is_err() && desk.ws.get_untracked() != home {
            desk.open(home).await;
        }
        let result = merged.map_err(|failure| refusal::not_merged(&failure, &previewed.name));
        self.end(desk, previewed.name, result.map(|()| summary));
    }
}

async fn import_table(desk: Desk, command: Command) -> Result<(), Failure> {
    match desk.ask(command).await {
        Ok(_) | Err(Failure::Rejected(Rejection::NoChange)) => Ok(()),
        Err(failure) => Err(failure),
    }
}

async fn merge_log(
    desk: Desk,
    preview: Preview,
    other: Other,
    choices: &Choices,
) -> Result<(), Failure> {
    let settle: Vec<_> = (preview.conflicts.iter())
        .filter_map(|conflict| settled(conflict, choices))
        .collect();
    match (preview.relation, other) {
        (Relation::Foreign, Other::Adopt) => desk.adopt(preview.workspace, preview.new).await?,
        _ => desk.merge(preview.new).await?,
    };
    if !settle.is_empty() {
        // Merged is merged: a choice that could not be stored stays open, and says so.
        if let Err(failure) = desk.ask(Command::All(settle)).await {
            desk.fail(&failure);
        }
    }
    Ok(())
}

/// The wish to settle a conflict, where a value was chosen that is still one of its own.
fn settled(conflict: &Conflict, choices: &Choices) -> Option<Command> {
    let choice = *choices.get(&(conflict.subject, conflict.field))?;
    let mut claims = conflict.values.iter();
    claims
        .any(|claim| claim.event == choice)
        .then_some(Command::Settle {
            record: match conflict.subject {
                Subject::Record(id) => Some(id),
                Subject::Workspace => None,
            },
            field: conflict.field,
            choice,
        })
}
