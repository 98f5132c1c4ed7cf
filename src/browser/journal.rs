//! The journal on `IndexedDB`: strict durability, one transaction an entry, chunks of lines.
//!
//! Store `log` maps the position of a record's first line to its lines, as UTF-8 that ends each
//! line with a line feed. Store `meta` holds `end`, the number of lines, which every append
//! checks and moves in the same transaction, and `replica`. An append adds one small record;
//! a run of small ones is folded into chunks by a transaction that re-reads what it replaces.

mod store;

use std::cell::{Cell, RefCell};

use indexed_db_futures::{
    Build, BuildPrimitive, KeyRange, database::Database, error::Error, object_store::ObjectStore,
    query_source::QuerySource,
};

use self::store::{
    CHUNK, Records, choose, commit, database, end, keys, name, packed, position, put, readable,
    records, text, unopened, unpacked, unsaved, writing,
};
use crate::{
    browser::{locks::Turn, pace::Pace},
    domain::{
        event::Event,
        ids::{EventId, ReplicaId, WorkspaceId},
    },
    exchange::seal,
    writer::{Journal, Refused, Stored, Unsaved, book::Entry},
};

/// So many small records are folded.
const TAILS: u32 = 64;

/// A workspace's lines on this device.
pub struct IdbJournal {
    ws: WorkspaceId,
    database: RefCell<Option<Database>>,
    /// Appends since the last folding.
    tails: Cell<u32>,
}

impl IdbJournal {
    /// The journal of a workspace; its database is made by the first append.
    #[must_use]
    pub const fn new(ws: WorkspaceId) -> Self {
        Self {
            ws,
            database: RefCell::new(None),
            tails: Cell::new(0),
        }
    }

    /// The replica that this profile writes as: the first tab to ask chooses it for all.
    ///
    /// # Errors
    /// When the storage can't be used.
    pub async fn replica(&self, fresh: ReplicaId) -> Result<ReplicaId, Unsaved> {
        let database = self.open().await?;
        let text = choose(&database, "replica", fresh.to_string())
            .await
            .map_err(unsaved)?;
        text.parse()
            .map_err(|_| Unsaved::Damaged("the replica's id".to_owned()))
    }

    /// Removes everything that the workspace stores.
    ///
    /// # Errors
    /// When the storage would not do it.
    pub async fn remove(&self) -> Result<(), Unsaved> {
        let database = self.open().await?;
        let cleared: Result<(), Error> = async {
            let transaction = writing(&database)?;
            transaction.object_store("log")?.clear()?;
            transaction.object_store("meta")?.clear()?;
            commit(transaction).await
        }
        .await;
        cleared.map_err(unsaved)?;
        // The emptied database goes too, as soon as no other tab holds it open.
        self.database.take();
        database.close();
        drop(Database::delete_by_name(&name(self.ws)));
        Ok(())
    }

    /// Puts what `whole` makes of the events that can still be read in the place of all that is
    /// stored, in one transaction. A database that the browser can't open any more is made anew.
    ///
    /// # Errors
    /// When the storage would not take them; what was there is there.
    pub async fn restore(
        &self,
        whole: impl FnOnce(Vec<Event>) -> Vec<Event>,
    ) -> Result<usize, Unsaved> {
        if let Err(Unsaved::Broken(_)) = self.open().await {
            Database::delete_by_name(&name(self.ws))
                .map_err(unopened)?
                .await
                .map_err(unsaved)?;
        }
        let database = self.open().await?;
        let restored: Result<usize, Error> = async {
            let transaction = writing(&database)?;
            let log = transaction.object_store("log")?;
            let lines = readable(&log).await?;
            let held = lines.iter().filter_map(|line| seal::read_own(line).ok());
            let events = whole(held.collect());
            let lines: Vec<String> = events.iter().map(seal::line).collect();
            log.clear()?;
            put(&log, 0.0, &lines)?;
            let meta = transaction.object_store("meta")?;
            meta.put(position(lines.len() as u64))
                .with_key("end")
                .primitive()?;
            commit(transaction).await?;
            Ok(lines.len())
        }
        .await;
        restored.map_err(unsaved)
    }

    async fn open(&self) -> Result<Database, Unsaved> {
        if let Some(database) = &*self.database.borrow() {
            return Ok(database.clone());
        }
        let opened = database(name(self.ws)).await?;
        self.database.replace(Some(opened.clone()));
        Ok(opened)
    }

    async fn try_append(
        &self,
        database: &Database,
        after: u64,
        entry: &Entry,
    ) -> Result<bool, Error> {
        // A transaction ends by itself while the page does something else: all is ready before.
        let pace = Pace::default();
        let mut chunks = Vec::with_capacity(entry.events.len().div_ceil(CHUNK));
        for events in entry.events.chunks(CHUNK) {
            let mut lines = Vec::with_capacity(events.len());
            for event in events {
                lines.push(seal::line(event));
                pace.breathe().await;
            }
            chunks.push(packed(&lines));
        }
        let transaction = writing(database)?;
        let meta = transaction.object_store("meta")?;
        let log = transaction.object_store("log")?;
        if end(&meta).await? != after {
            transaction.abort().await?;
            return Ok(false);
        }
        for id in &entry.strip {
            strip(&log, *id).await?;
        }
        for (place, chunk) in chunks.into_iter().enumerate() {
            let key = position(after + (place * CHUNK) as u64);
            // Awaited one by one: a turn in between keeps the page alive and the transaction open.
            log.add(chunk).with_key(key).primitive()?.await?;
        }
        let end = position(after + entry.events.len() as u64);
        meta.put(end).with_key("end").primitive()?;
        commit(transaction).await?;
        Ok(true)
    }

    /// How many lines there are, and the records that hold those after a position.
    async fn records_after(&self, after: u64) -> Result<(u64, Records), Unsaved> {
        let database = self.open().await?;
        let read: Result<(u64, Records), Error> = async {
            let transaction = database.transaction(["log", "meta"]).build()?;
            let log = transaction.object_store("log")?;
            let end = end(&transaction.object_store("meta")?).await?;
            if end <= after {
                return Ok((end, Records::new()));
            }
            let mut found = records(&log, position(after)).await?;
            if found.first().is_none_or(|(key, _)| *key > position(after)) {
                // Folded meanwhile: the record that holds line `after` begins before it.
                found = records(&log, position(after.saturating_sub(CHUNK as u64))).await?;
            }
            Ok((end, found))
        }
        .await;
        read.map_err(unsaved)
    }

    /// Folds the run of small records at the end into chunks. It loses nothing if it fails: the
    /// transaction replaces exactly what it has read.
    async fn fold(&self, database: &Database) -> Result<(), Error> {
        let transaction = writing(database)?;
        let log = transaction.object_store("log")?;
        let mut ends = end(&transaction.object_store("meta")?)
            .await
            .map(position)?;
        let mut first = None;
        for key in keys(&log, 0.0).await?.into_iter().rev() {
            if ends - key >= position(CHUNK as u64) {
                break;
            }
            first = Some(key);
            ends = key;
        }
        if let Some(first) = first {
            let small = records(&log, first).await?;
            let lines: Vec<String> = (small.iter())
                .flat_map(|(_, chunk)| unpacked(chunk))
                .collect();
            log.delete::<f64, _>(KeyRange::LowerBound(first, false))
                .primitive()?;
            put(&log, first, &lines)?;
        }
        commit(transaction).await
    }
}

impl Journal for IdbJournal {
    type Turn = Turn;

    async fn turn(&self) -> Turn {
        Turn::of(&format!("sitrep.writing.{}", self.ws)).await
    }

    async fn append(&self, after: u64, entry: &Entry) -> Result<(), Refused> {
        let refused = |why| Refused::Unsaved(why);
        let database = self.open().await.map_err(refused)?;
        match self.try_append(&database, after, entry).await {
            Ok(true) => {
                self.tails.set(self.tails.get() + 1);
                if self.tails.get() >= TAILS {
                    self.tails.set(0);
                    // Saved already; a folding that fails is tried again later.
                    let _ = self.fold(&database).await;
                }
                Ok(())
            }
            Ok(false) => Err(Refused::Behind),
            Err(error) => {
                // A connection that the browser closed is opened anew by the next try.
                self.database.take();
                Err(refused(unsaved(error)))
            }
        }
    }

    async fn read_after(
        &self,
        after: u64,
    ) -> Result<Stored<impl Iterator<Item = String>>, Unsaved> {
        let mut read = self.records_after(after).await;
        if read.is_err() {
            // The browser closes a connection when it clears a page's data: asked anew, it tells
            // what is left.
            self.database.take();
            read = self.records_after(after).await;
        }
        let (end, records) = read?;
        let texts = records.into_iter().map(move |(key, chunk)| {
            let known =
                (0..CHUNK).take_while(|&place| key + position(place as u64) < position(after));
            behind(text(&chunk), known.count())
        });
        Ok(Stored {
            lines: end.checked_sub(after).ok_or(Unsaved::Gone)?,
            texts,
        })
    }

    async fn keep_replica(&self, replica: ReplicaId) -> Result<(), Unsaved> {
        let database = self.open().await?;
        let kept: Result<(), Error> = async {
            let transaction = writing(&database)?;
            let meta = transaction.object_store("meta")?;
            meta.put(replica.to_string())
                .with_key("replica")
                .primitive()?;
            commit(transaction).await
        }
        .await;
        kept.map_err(unsaved)
    }
}

/// The workspace that a browser without any begins with: one for all tabs that ask at once.
///
/// # Errors
/// When the storage can't be used.
pub async fn home(fresh: WorkspaceId) -> Result<WorkspaceId, Unsaved> {
    let database = database("sitrep".to_owned()).await?;
    let text = choose(&database, "home", fresh.to_string())
        .await
        .map_err(unsaved)?;
    text.parse()
        .map_err(|_| Unsaved::Damaged("the workspace's id".to_owned()))
}

/// Makes a removed workspace nobody's beginning any more.
///
/// # Errors
/// When the storage can't be used.
pub async fn leave_home(ws: WorkspaceId) -> Result<(), Unsaved> {
    let database = database("sitrep".to_owned()).await?;
    let left: Result<(), Error> = async {
        let transaction = writing(&database)?;
        let meta = transaction.object_store("meta")?;
        let held: Option<String> = meta.get("home").primitive()?.await?;
        if held == Some(ws.to_string()) {
            meta.delete("home").primitive()?;
        }
        commit(transaction).await
    }
    .await;
    left.map_err(unsaved)
}

/// A text without its first lines.
fn behind(text: String, lines: usize) -> String {
    match lines {
        0 => text,
        _ => text.split_inclusive('\n').skip(lines).collect(),
    }
}

/// Removes an event's words from the record that holds it.
async fn strip(log: &ObjectStore<'_>, id: EventId) -> Result<(), Error> {
    let start = format!(r#"{{"id":"{id}""#);
    for (key, chunk) in records(log, 0.0).await? {
        let mut lines = unpacked(&chunk);
        let mut touched = false;
        for line in lines.iter_mut().filter(|line| line.starts_with(&start)) {
            if let Ok(event) = seal::read_own(line) {
                *line = seal::line(&event.without_body());
                touched = true;
            }
        }
        if touched {
            log.put(packed(&lines)).with_key(key).primitive()?;
        }
    }
    Ok(())
}
