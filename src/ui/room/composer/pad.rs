//! What is being written, and posting it.

use leptos::{prelude::*, task::spawn_local};
use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        command::{Command, Rejection, Writing},
        ids::EventId,
    },
    report::promise::Look,
    ui::{desk::Desk, pick::when, room::Room, widgets::glyph::Glyph},
    writer::Failure,
};

/// What is being written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sort {
    #[default]
    Note,
    Update,
    Decision,
    Evidence,
}

impl Sort {
    pub const ALL: [Self; 4] = [Self::Note, Self::Update, Self::Decision, Self::Evidence];

    /// Label, what posting says, and the picture.
    pub const fn look(self) -> (&'static str, &'static str, Glyph) {
        match self {
            Self::Note => ("Note", "Add note", Glyph::Note),
            Self::Update => ("Update", "Post update", Glyph::Horn),
            Self::Decision => ("Decision", "Record decision", Glyph::Fork),
            Self::Evidence => ("Evidence", "Add evidence", Glyph::Clip),
        }
    }
}

/// An entry that was not posted yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Post {
    pub sort: Sort,
    pub text: String,
    pub audience: String,
    pub title: String,
    pub url: String,
    /// As a `datetime-local` field holds it; empty is now.
    pub happened: String,
}

impl Post {
    /// Whether nothing was written yet.
    fn is_empty(&self) -> bool {
        [&self.text, &self.title, &self.url]
            .iter()
            .all(|text| text.trim().is_empty())
    }

    fn command(&self, desk: Desk, room: Room) -> Result<Command, Rejection> {
        let (record, happened) = (room.id, when::read(desk, &self.happened)?);
        let entry = match self.sort {
            Sort::Note => Writing::Note,
            Sort::Decision => Writing::Decision,
            Sort::Update => Writing::Update {
                audience: self.audience.trim().to_owned(),
            },
            Sort::Evidence => {
                let (title, url) = (self.title.clone(), self.url.clone());
                return Ok(Command::LinkEvidence {
                    record,
                    title,
                    url,
                    happened,
                });
            }
        };
        Ok(Command::Write {
            record,
            entry,
            text: self.text.clone(),
            happened,
        })
    }
}

/// The composer while its room is open.
#[derive(Clone, Copy)]
pub struct Pad {
    pub room: Room,
    pub post: RwSignal<Post>,
    pub failure: RwSignal<Option<Failure>>,
    pub sending: RwSignal<bool>,
    /// The update that was posted last, to be copied elsewhere.
    pub posted: RwSignal<Option<EventId>>,
}

impl Pad {
    /// A pad with the draft of this device; where nothing is written and people wait for word, an
    /// update comes first.
    #[must_use]
    pub fn open(room: Room, update: Option<Look>) -> Self {
        let pad = Self {
            room,
            post: RwSignal::new(Post::default()),
            failure: RwSignal::new(None),
            sending: RwSignal::new(false),
            posted: RwSignal::new(None),
        };
        if let Some(draft) = pad.desk().draft(&pad.form()) {
            pad.post.set(draft);
        }
        let is_awaited = matches!(update, Some(Look::Late | Look::Risk));
        if is_awaited && pad.post.with_untracked(Post::is_empty) {
            pad.post.update(|post| post.sort = Sort::Update);
        }
        pad
    }

    /// The desk that it posts to.
    pub fn desk(self) -> Desk {
        self.room.desk.get_value()
    }

    fn form(self) -> String {
        format!("entry.{}", self.room.id)
    }

    /// A part of what is written, followed.
    pub fn read<T: Send + Sync + PartialEq + 'static>(self, part: fn(&Post) -> T) -> Memo<T> {
        Memo::new(move |_| self.post.with(part))
    }

    /// Changes what is written and keeps it.
    pub fn edit(self, change: impl FnOnce(&mut Post)) {
        self.post.update(change);
        self.failure.set(None);
        self.posted.set(None);
        let _ = self
            .post
            .with_untracked(|post| self.desk().keep_draft(&self.form(), post));
    }

    /// Posts it; what was typed stays until it is on disk.
    pub fn send(self) {
        if self.sending.get_untracked() {
            return;
        }
        let (desk, post) = (self.desk(), self.post.get_untracked());
        let command = match post.command(desk, self.room) {
            Ok(command) => command,
            Err(rejection) => return self.failure.set(Some(Failure::Rejected(rejection))),
        };
        let form = self.form();
        self.sending.set(true);
        spawn_local(async move {
            let answer = desk.ask(command).await;
            self.sending.try_set(false);
            match answer {
                Ok(done) => {
                    // What was typed meanwhile is not posted yet.
                    if desk.draft(&form).as_ref() == Some(&post) {
                        desk.forget_draft(&form);
                    }
                    let sort = post.sort;
                    let is_update = sort == Sort::Update;
                    self.post.try_maybe_update(|now| {
                        let is_posted = *now == post;
                        if is_posted {
                            *now = Post {
                                sort,
                                audience: post.audience,
                                ..Post::default()
                            };
                        }
                        (is_posted, ())
                    });
                    self.posted
                        .try_set(done.events.last().copied().filter(|_| is_update));
                    let (label, ..) = sort.look();
                    let did = if is_update { "posted" } else { "added" };
                    desk.done(format!("{label} {did}"), done.events);
                }
                Err(failure) => {
                    let closed = self.failure.try_set(Some(failure.clone())).is_some();
                    if closed {
                        desk.fail(&failure);
                    }
                }
            }
        });
    }
}
