//! Files on their way in, one after the other: read, previewed, confirmed or dropped. The state
//! lives as long as the page, since a file may bring another workspace along and the view is
//! built anew then.

use std::collections::{BTreeMap, VecDeque};

use futures::future::{AbortHandle, abortable};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    domain::{event::Subject, ids::EventId, value::Field},
    foreign::{intake::Intake, zone::Zone},
    ui::{
        desk::{Desk, recovery::NotMerged, use_desk},
        route::use_router,
        share::{
            content::{Previewed, Summary},
            drops,
        },
        widgets::focus::focus_soon,
    },
};

/// A file that was picked, dropped or pasted.
#[derive(Clone, Debug)]
pub struct Incoming {
    pub name: String,
    pub bytes: Bytes,
}

/// Where they come from.
#[derive(Clone, Debug)]
pub enum Bytes {
    File(web_sys::File),
    Paste(String),
}

/// Where the file stands whose turn it is.
#[derive(Clone, Debug)]
pub enum Stage {
    Idle,
    Reading { name: String },
    Preview(Box<Previewed>),
    Merging { name: String },
}

impl Stage {
    /// The name of the file whose turn it is.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Idle => String::new(),
            Self::Reading { name } | Self::Merging { name } => name.clone(),
            Self::Preview(previewed) => previewed.name.clone(),
        }
    }
}

/// What became of a file.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub name: String,
    pub result: Result<Summary, NotMerged>,
}

/// What is to become of a file of another workspace.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Other {
    /// In a workspace of its own, beside this one.
    #[default]
    Apart,
    /// Admitted into this one, now and later.
    Adopt,
}

/// Per conflict the value that was chosen.
pub type Choices = BTreeMap<(Subject, Field), EventId>;

/// The import, for views.
#[derive(Clone, Copy)]
pub struct Import {
    pub stage: RwSignal<Stage>,
    /// What became of the files before it, the newest last.
    pub outcomes: RwSignal<Vec<Outcome>>,
    waiting: RwSignal<VecDeque<Incoming>, LocalStorage>,
    /// How far the reading has come, from 0 to 1, or the planning anew.
    pub share: RwSignal<f64>,
    /// Whether a report is being worked out anew.
    pub replans: RwSignal<bool>,
    /// Ends what is being read.
    reading: StoredValue<Option<AbortHandle>>,
    /// Files are held over the page.
    pub over: RwSignal<bool>,
    /// The file's erasures are carried out here too.
    pub take_erasures: RwSignal<bool>,
    /// Lines that can't be read are left out.
    pub leave_out: RwSignal<bool>,
    pub other: RwSignal<Other>,
    /// Which installation of the other tool the table comes from.
    pub instance: RwSignal<String>,
    /// In which zone its times are meant that name none.
    pub zone: RwSignal<Zone>,
    pub choices: RwSignal<Choices>,
    /// How often a report had to be built anew.
    pub rounds: RwSignal<usize>,
}

impl Import {
    /// Nothing on its way. The whole page takes drops from now on.
    #[must_use]
    pub fn new() -> Self {
        let import = Self {
            stage: RwSignal::new(Stage::Idle),
            outcomes: RwSignal::new(Vec::new()),
            waiting: RwSignal::new_local(VecDeque::new()),
            share: RwSignal::new(0.0),
            replans: RwSignal::new(false),
            reading: StoredValue::new(None),
            over: RwSignal::new(false),
            take_erasures: RwSignal::new(true),
            leave_out: RwSignal::new(false),
            other: RwSignal::new(Other::Apart),
            instance: RwSignal::new(String::new()),
            zone: RwSignal::new(Zone::AsWritten),
            choices: RwSignal::new(BTreeMap::new()),
            rounds: RwSignal::new(0),
        };
        drops::listen(use_desk(), use_router(), import);
        import
    }

    /// How many files wait for their turn, in words.
    #[must_use]
    pub fn waiting(self) -> Option<String> {
        match self.waiting.read().len() {
            0 => None,
            1 => Some("1 more file waits.".to_owned()),
            count => Some(format!("{count} more files wait.")),
        }
    }

    /// Whether no file is being worked on.
    #[must_use]
    pub fn is_idle(self) -> bool {
        self.stage
            .with_untracked(|stage| matches!(stage, Stage::Idle))
    }

    /// Takes files in, each in its turn: one report at a time.
    pub fn take(self, desk: Desk, files: impl IntoIterator<Item = Incoming>) {
        self.waiting.update(|waiting| waiting.extend(files));
        self.follow(desk);
    }

    /// Drops the file that is shown; the next one follows.
    pub fn cancel(self, desk: Desk) {
        self.abort();
        self.stage.set(Stage::Idle);
        focus_soon(AFTERWARDS);
        self.follow(desk);
    }

    /// Puts away what was said of the files before.
    pub fn dismiss(self) {
        self.outcomes.update(Vec::clear);
        focus_soon(AFTERWARDS);
    }

    /// Works the report out anew, after a choice that changes it.
    pub fn look_again(self, desk: Desk) {
        let Some(mut previewed) = self.stage.with_untracked(|stage| match stage {
            Stage::Preview(previewed) => Some(previewed.clone()),
            _ => None,
        }) else {
            return;
        };
        self.replan(async move {
            self.work_out(desk, &mut previewed).await;
            self.stage.set(Stage::Preview(previewed));
            self.rounds.update(|rounds| *rounds += 1);
            focus_again();
        });
    }

    /// Works a report out anew that stands there meanwhile.
    pub fn replan(self, work: impl Future<Output = ()> + 'static) {
        self.abort();
        self.replans.set(true);
        self.share.set(0.0);
        self.run(async move {
            work.await;
            self.replans.set(false);
        });
    }

    /// Says how far it has come, in steps that can be seen.
    pub fn tell(self, share: f64) {
        if (share - self.share.get_untracked()).abs() >= 0.005 {
            self.share.set(share);
        }
    }

    /// Works until it is done or something else is begun.
    fn run(self, work: impl Future<Output = ()> + 'static) {
        let (work, handle) = abortable(work);
        self.reading.set_value(Some(handle));
        spawn_local(async move {
            let _ = work.await;
        });
    }

    fn abort(self) {
        if let Some(Some(handle)) = self.reading.try_update_value(Option::take) {
            handle.abort();
        }
        self.replans.set(false);
    }

    /// Merges exactly what the report listed.
    pub fn confirm(self, desk: Desk) {
        if self.replans.get_untracked() {
            return;
        }
        let previewed = self.stage.try_update(|stage| {
            let Stage::Preview(previewed) = stage else {
                return None;
            };
            let name = previewed.name.clone();
            match std::mem::replace(stage, Stage::Merging { name }) {
                Stage::Preview(previewed) => Some(*previewed),
                _ => None,
            }
        });
        if let Some(previewed) = previewed.flatten() {
            spawn_local(self.merge(desk, previewed));
        }
    }

    fn follow(self, desk: Desk) {
        if !self.is_idle() {
            return;
        }
        if let Some(Some(next)) = self.waiting.try_update(VecDeque::pop_front) {
            self.look_at(desk, next);
        }
    }

    fn look_at(self, desk: Desk, incoming: Incoming) {
        let Incoming { name, bytes } = incoming;
        self.share.set(0.0);
        self.stage.set(Stage::Reading { name: name.clone() });
        self.take_erasures.set(true);
        self.leave_out.set(false);
        self.other.set(Other::Apart);
        self.instance.set(String::new());
        self.zone.set(Zone::AsWritten);
        self.choices.set(BTreeMap::new());
        self.run(async move {
            let read = match bytes {
                Bytes::File(file) => {
                    let tell = |share: f64| self.tell(share / 4.0);
                    desk.read_file(&file, tell).await
                }
                Bytes::Paste(text) => Ok(Intake::whole(text.as_bytes())),
            };
            let previewed = match read {
                Ok(intake) => {
                    let tell = |share: f64| self.tell((1.0 + 3.0 * share) / 4.0);
                    Previewed::of(desk, name.clone(), intake, tell).await
                }
                Err(sentence) => Err(NotMerged {
                    slug: "unreadable-file",
                    sentence,
                }),
            };
            match previewed {
                Ok(previewed) => self.show(previewed),
                Err(why) => self.end(desk, name, Err(why)),
            }
        });
    }

    pub(super) async fn work_out(self, desk: Desk, previewed: &mut Previewed) {
        let take_erasures = self.take_erasures.get_untracked();
        let (instance, zone) = (self.instance.get_untracked(), self.zone.get_untracked());
        let tell = |share| self.tell(share);
        previewed
            .work_out(desk, take_erasures, &instance, zone, tell)
            .await;
    }

    pub(super) fn show(self, previewed: Previewed) {
        self.stage.set(Stage::Preview(Box::new(previewed)));
        self.rounds.update(|rounds| *rounds += 1);
        focus_soon(AFTERWARDS);
    }

    pub(super) fn end(self, desk: Desk, name: String, result: Result<Summary, NotMerged>) {
        let outcome = Outcome { name, result };
        self.outcomes.update(|outcomes| outcomes.push(outcome));
        self.stage.set(Stage::Idle);
        focus_soon(AFTERWARDS);
        self.follow(desk);
    }
}

impl Default for Import {
    fn default() -> Self {
        Self::new()
    }
}

/// The import, for views.
#[must_use]
pub fn use_import() -> Import {
    expect_context()
}

/// What has the focus when what was pressed is gone, if that is in sight: the heading of the
/// report, else the way in.
const AFTERWARDS: &str = "#import-report [tabindex='-1'], #import-file";

/// The report was built anew; what was changed in it keeps the focus.
fn focus_again() {
    let id = document().active_element().map(|element| element.id());
    if let Some(id) = id.filter(|id| !id.is_empty()) {
        focus_soon(format!("#{id}"));
    }
}
