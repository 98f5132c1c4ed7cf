//! The two stores of a workspace's database: transactions, records of lines, and what went wrong.

use indexed_db_futures::{
    Build, BuildPrimitive, KeyRange,
    database::Database,
    error::{DomException, Error, OpenDbError},
    internals::SystemRepr,
    object_store::ObjectStore,
    query_source::QuerySource,
    transaction::{Transaction, TransactionDurability, TransactionMode, TransactionOptions},
};
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};

use crate::{domain::ids::WorkspaceId, writer::Unsaved};

/// Records of lines, each by the position of its first one.
pub(super) type Records = Vec<(f64, Uint8Array)>;

/// Lines of a folded record.
pub(super) const CHUNK: usize = 1_000;

pub(super) async fn database(name: String) -> Result<Database, Unsaved> {
    Database::open(name)
        .with_version(1_u8)
        .with_on_upgrade_needed(|_, database| {
            database.create_object_store("log").build()?;
            database.create_object_store("meta").build()?;
            Ok(())
        })
        .await
        .map_err(unopened)
}

/// Reads a text, or keeps a first one: in one transaction, so that all tabs read the same.
pub(super) async fn choose(database: &Database, key: &str, fresh: String) -> Result<String, Error> {
    let transaction = writing(database)?;
    let meta = transaction.object_store("meta")?;
    let held: Option<String> = meta.get(key).primitive()?.await?;
    if held.is_none() {
        meta.put(fresh.clone())
            .with_key(key.to_owned())
            .primitive()?;
    }
    commit(transaction).await?;
    Ok(held.unwrap_or(fresh))
}

pub(super) fn name(ws: WorkspaceId) -> String {
    format!("sitrep.{ws}")
}

/// Commits. An abort tells why only by the transaction's own error.
pub(super) async fn commit(transaction: Transaction<'_>) -> Result<(), Error> {
    let sys = transaction.as_sys().clone();
    transaction
        .commit()
        .await
        .map_err(|error| match sys.error() {
            Some(reason) => DomException::from(reason).into(),
            None => error,
        })
}

/// A transaction whose commit waits for the disk.
pub(super) fn writing(database: &Database) -> Result<Transaction<'_>, Error> {
    let strict = TransactionOptions::new().with_durability(TransactionDurability::Strict);
    database
        .transaction(["log", "meta"])
        .with_mode(TransactionMode::Readwrite)
        .with_options(strict)
        .build()
}

pub(super) async fn end(meta: &ObjectStore<'_>) -> Result<u64, Error> {
    let end: Option<f64> = meta.get("end").primitive()?.await?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a count of lines"
    )]
    Ok(end.unwrap_or(0.0) as u64)
}

/// Adds lines as chunks, the first of them at a position.
pub(super) fn put(log: &ObjectStore<'_>, first: f64, lines: &[String]) -> Result<(), Error> {
    for (place, chunk) in lines.chunks(CHUNK).enumerate() {
        let key = first + position((place * CHUNK) as u64);
        log.add(packed(chunk)).with_key(key).primitive()?;
    }
    Ok(())
}

pub(super) async fn keys(log: &ObjectStore<'_>, from: f64) -> Result<Vec<f64>, Error> {
    log.get_all_keys::<f64>()
        .with_query::<f64, _>(KeyRange::LowerBound(from, false))
        .primitive()?
        .await?
        .collect()
}

pub(super) async fn records(log: &ObjectStore<'_>, from: f64) -> Result<Records, Error> {
    let keys = keys(log, from).await?;
    let values = log
        .get_all::<JsValue>()
        .with_query::<f64, _>(KeyRange::LowerBound(from, false))
        .primitive()?
        .await?;
    keys.into_iter()
        .zip(values)
        .map(|(key, value)| Ok((key, value?.dyn_into().unwrap_or_default())))
        .collect()
}

/// Every line of every record that the browser still gives out.
pub(super) async fn readable(log: &ObjectStore<'_>) -> Result<Vec<String>, Error> {
    let mut lines = Vec::new();
    for key in keys(log, 0.0).await? {
        // What can't be read is what the restoring is for.
        let record: Result<Option<JsValue>, Error> = log.get(key).primitive()?.await;
        let chunk = record.ok().flatten();
        lines.extend(
            chunk
                .and_then(|it| it.dyn_into().ok())
                .iter()
                .flat_map(unpacked),
        );
    }
    Ok(lines)
}

pub(super) fn packed(lines: &[String]) -> JsValue {
    let mut text = String::with_capacity(lines.iter().map(|line| line.len() + 1).sum());
    for line in lines {
        text.push_str(line);
        text.push('\n');
    }
    Uint8Array::from(text.as_bytes()).into()
}

/// The text of a record.
pub(super) fn text(chunk: &Uint8Array) -> String {
    String::from_utf8(chunk.to_vec()).unwrap_or_else(|error| {
        // A damaged line is told from the others by what reads it.
        String::from_utf8_lossy(error.as_bytes()).into_owned()
    })
}

pub(super) fn unpacked(chunk: &Uint8Array) -> Vec<String> {
    text(chunk).lines().map(str::to_owned).collect()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "keys are JavaScript numbers; logs end before 2^53 lines"
)]
pub(super) const fn position(lines: u64) -> f64 {
    lines as f64
}

pub(super) fn unopened(error: OpenDbError) -> Unsaved {
    match error {
        OpenDbError::Base(error) => unsaved(error),
        // No version here is zero: so the library tells of a browser that will not open anything.
        OpenDbError::VersionZero
        | OpenDbError::UnsupportedEnvironment
        | OpenDbError::NullFactory => Unsaved::Denied,
    }
}

pub(super) fn unsaved(error: Error) -> Unsaved {
    match &error {
        Error::DomException(DomException::Other(exception)) => match exception.name().as_str() {
            "QuotaExceededError" => Unsaved::Full,
            "SecurityError" => Unsaved::Denied,
            _ => Unsaved::Broken(exception.message()),
        },
        Error::DomException(exception) => Unsaved::Broken(exception.message()),
        error => Unsaved::Broken(error.to_string()),
    }
}
