//! What the declare form holds, and what is asked for when it is sent.

use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        command::{Command, Rejection, Report},
        fact::Person,
        ids::{CategoryId, RecordId},
        priority::Severity,
        state::{Channel, Origin, RecordKind},
    },
    ui::{
        desk::Desk,
        pick::{
            judgement::Judgement,
            named::{self, Named},
            when,
        },
    },
};

/// A form that was not sent yet. It survives closing and reloading. Each is kept for itself, so
/// that what is begun in one tab is not gone on with in another, unless somebody asks for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// Made once, so that sending twice can't make two records.
    pub id: RecordId,
    pub kind: RecordKind,
    pub title: String,
    pub description: String,
    /// The main category.
    pub category: Option<CategoryId>,
    pub subcategory: Option<CategoryId>,
    pub judgement: Judgement,
    pub severity: Option<Severity>,
    pub service: Named,
    pub owner: Named,
    pub team: Named,
    /// As a `datetime-local` field holds it; empty where it is not known.
    pub happened_at: String,
    pub reporter: String,
    pub channel: Option<Channel>,
    pub origin: Option<Origin>,
    /// The name of who declares, where nobody knows it yet.
    pub my_name: String,
}

/// What a form begins with.
pub struct Beginning {
    pub draft: Draft,
    /// Whether the browser holds it.
    pub saved: bool,
    /// What else was begun and not sent, in this tab or another.
    pub earlier: Vec<Draft>,
}

impl Draft {
    /// The kind of form that they are kept as.
    const KIND: &str = "declare.";

    /// A form that nothing was typed into.
    #[must_use]
    pub fn blank(id: RecordId, title: String) -> Self {
        Self {
            id,
            kind: RecordKind::Incident,
            title,
            description: String::new(),
            category: None,
            subcategory: None,
            judgement: Judgement::default(),
            severity: None,
            service: Named::default(),
            owner: Named::default(),
            team: Named::default(),
            happened_at: String::new(),
            reporter: String::new(),
            channel: None,
            origin: None,
            my_name: String::new(),
        }
    }

    /// What the form begins with: what this tab was at, or a blank one where the title that it was
    /// opened with tells of something else.
    #[must_use]
    pub fn open(desk: Desk, title: &str) -> Beginning {
        let (mut earlier, sent): (Vec<Self>, Vec<Self>) = desk
            .drafts(Self::KIND)
            .into_iter()
            .partition(|draft: &Self| desk.board_now(|board| board.record(draft.id).is_none()));
        for draft in sent {
            draft.forget(desk);
        }
        earlier.sort_by(|one, other| (&one.title, one.id).cmp(&(&other.title, other.id)));
        let fits = |draft: &Self| title.is_empty() || ["", title].contains(&draft.title.trim());
        let at_hand = desk.at_hand(Self::KIND);
        let kept = earlier
            .iter()
            .position(|draft| Some(draft.id.to_string()) == at_hand && fits(draft));
        let (draft, saved) = match kept.map(|place| earlier.remove(place)) {
            Some(draft) if title.is_empty() || draft.title == title => (draft, true),
            Some(draft) => (
                Self {
                    title: title.to_owned(),
                    ..draft
                },
                false,
            ),
            None => (Self::blank(desk.fresh(), title.to_owned()), false),
        };
        Beginning {
            draft,
            saved,
            earlier,
        }
    }

    /// Whether nothing was put into it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        *self == Self::blank(self.id, String::new())
    }

    /// Keeps the form on this device, as what this tab is at; whether the browser took it.
    pub fn keep(&self, desk: Desk) -> bool {
        if self.is_blank() {
            self.forget(desk);
            return false;
        }
        desk.set_at_hand(Self::KIND, &self.id.to_string());
        desk.keep_draft(&self.form(), self)
    }

    /// The form as this device holds it.
    #[must_use]
    pub fn kept(&self, desk: Desk) -> Option<Self> {
        desk.draft(&self.form())
    }

    /// Forgets the form: it was sent, or is not wanted.
    pub fn forget(&self, desk: Desk) {
        desk.forget_draft(&self.form());
    }

    fn form(&self) -> String {
        format!("{}{}", Self::KIND, self.id)
    }

    /// What the form asks for: what it newly names, then the record.
    ///
    /// # Errors
    /// When its time can't be read.
    pub fn command(&self, desk: Desk) -> Result<Command, Rejection> {
        let (service, new_service) = named::service(desk, &self.service);
        let (owner, new_owner) = named::person(desk, &self.owner);
        let (team, new_team) = named::team(desk, &self.team);
        let report = Command::Report(Box::new(Report {
            id: self.id,
            kind: self.kind,
            title: self.title.clone(),
            description: self.description.clone(),
            category: self.subcategory.or(self.category),
            service,
            rating: self
                .judgement
                .rating(desk.board_now(|board| board.settings.scale)),
            severity: self.severity,
            reporter: self.reporter.clone(),
            channel: self.channel,
            origin: self.origin,
            owner,
            team,
            started: when::read(desk, &self.happened_at)?,
        }));
        let news = [self.rename(desk), new_service, new_owner, new_team];
        let mut commands: Vec<_> = news.into_iter().flatten().collect();
        commands.push(report);
        Ok(match commands.len() {
            1 => commands.remove(0),
            _ => Command::All(commands),
        })
    }

    /// Whoever acted without a name before is named now; a first act names by itself.
    fn rename(&self, desk: Desk) -> Option<Command> {
        let name = self.my_name.trim().to_owned();
        let id = desk.me_now();
        let is_known = desk.board_now(|board| board.settings.people.contains_key(&id));
        (is_known && !name.is_empty()).then_some(Command::DefinePerson(Person {
            id,
            name,
            retired: false,
        }))
    }
}
