//! Tests of the core as a whole, through its public face. Each module is one concern.

#![expect(
    clippy::assigning_clones,
    clippy::format_push_string,
    clippy::items_after_statements,
    clippy::unnecessary_wraps,
    reason = "a test reads from top to bottom, and its speed is no matter"
)]
#![allow(clippy::unwrap_used)] // a helper that fails shows its caller where

mod clocks;
mod damage;
mod figures;
mod foreign;
mod format;
mod golden;
mod history;
mod house;
mod laws;
mod mapping;
mod merging;
mod rules;
mod scene;
mod writer;

#[cfg(not(target_arch = "wasm32"))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
