//! The laws of the log. Each is tried on histories that nobody thought of:
//! 32 on every `cargo test`, 10,000 with `SITREP_CASES=10000 cargo test --profile laws`.
//! `SABOTAGE.md` says for each law which damage to the code makes it fail.

mod alone;
mod cases;
mod clocks;
mod digests;
mod erasing;
mod files;
mod hostile;
mod merging;
mod settling;
mod sizes;
mod tampering;
mod undoing;
mod witnessing;
