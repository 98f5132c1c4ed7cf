//! Sitrep: incident management in a browser tab.
//!
//! Functional core, one writer, thin shell. Modules in reading order, with who may import whom:
//!
//! | module | does | may import of ours | and of crates |
//! | --- | --- | --- | --- |
//! | [`domain`] | the rules: ids, time, state, priority, facts, events, log, board, commands | nothing | std, serde, thiserror, base64 (ids are written in it) |
//! | [`exchange`] | the log file: canonical JSON, hashes, merge preview, verification | domain | serde, `serde_json`, `serde_ignored` (counts unknown members), sha2, thiserror |
//! | [`writer`] | the only writer, in front of a journal | domain, exchange | std, thiserror |
//! | [`sla`] | when things are due: calendars, clocks and their proof | domain | std, chrono, `chrono_tz` |
//! | [`report`] | answers computed from a board, and names for what they show | domain, sla | std, chrono |
//! | [`plot`] | geometry of charts: numbers in, SVG numbers out | nothing | std |
//! | [`foreign`] | one file per foreign format | domain, exchange | std, csv, sha2, chrono, `chrono_tz`, thiserror |
//! | [`sample`] | a made-up half-year to try the product with; it tells its story through the writer's book, so that it obeys every rule | domain, writer | std |
//! | `browser` | adapters, one file per outside thing (feature `web`) | domain, exchange, writer | std, `console_error_panic_hook`, serde, `gloo_storage`, `indexed_db_futures`, `js_sys`, `wasm_bindgen`, `wasm_bindgen_futures`, `web_sys` |
//! | `ui` | what people see and touch (feature `web`) | domain, exchange, sla, report, plot, foreign, sample, writer, browser (only in `app` and `desk`) | std, leptos, futures, serde, `js_sys`, `wasm_bindgen`, `web_sys` |
//!
//! Within `ui`, `widgets` know no domain word: they import nothing of ours but each other.
//!
//! `tests/house.rs` keeps these walls up.

pub mod domain;
pub mod exchange;
pub mod foreign;
pub mod plot;
pub mod report;
pub mod sample;
pub mod sla;
pub mod writer;

#[cfg(feature = "web")]
pub mod browser;
#[cfg(feature = "web")]
pub mod ui;
