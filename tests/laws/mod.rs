//! The laws of the log. Each is tried on histories that nobody thought of:
//! 32 on every `cargo test`, 10,000 with `SITREP_CASES=10000 cargo test --profile laws`.
//! To play a history takes longer than to try most laws on it, so that several laws share one.
//! `SABOTAGE.md` says for each law which damage to the code makes it fail.

mod alone;
mod cases;
mod clocks;
mod digests;
mod erasing;
mod files;
mod hostile;
mod hours;
mod merging;
mod promises;
mod settling;
mod sizes;
mod tampering;
mod undoing;
mod witnessing;

use cases::together;

#[test]
fn a_file_is_the_log_and_whoever_changes_it_is_seen() {
    together([files::laws(), tampering::laws()].concat());
}

#[test]
fn clocks_keep_nobody_from_writing_and_whatever_is_written_can_be_taken_back() {
    together([clocks::laws(), witnessing::laws(), undoing::laws()].concat());
}

#[test]
fn clocks_depend_on_what_happened_and_not_on_how_it_became_known() {
    together(promises::laws());
}

#[test]
fn merging_is_set_union_in_which_conflicts_are_settled_and_erasures_win() {
    together([merging::laws(), settling::laws(), erasing::laws()].concat());
}
