//! The log as other machines see it: canonical JSON, hashes, files. `FORMAT.md` beside this
//! file says it in words, so that another program could write it.

pub mod canonical;
pub mod file;
pub mod merge;
mod plain;
pub mod seal;
pub mod verify;
