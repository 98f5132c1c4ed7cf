//! The same histories give the same boards and the same files on every machine, in the browser
//! too: this test is compiled for both and compares with the same numbers.

use sitrep::domain::digest::Digest;

use super::cases::{cases, folded};
use crate::history::History;

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

/// Of the first 20 seeds and of the first 1,000. They change whenever histories are made
/// differently or mean something else: look why before writing down the new ones.
const OF_20: &str = "e9412a5b1711029f80f74a1bb08be39d";
const OF_1_000: &str = "9afda779d73e25f833b73f3912e41fc0";

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn a_thousand_histories_give_the_same_boards_on_every_machine() {
    assert_eq!(of(20), OF_20);
    if cfg!(target_arch = "wasm32") || cases() >= 1_000 {
        assert_eq!(of(1_000), OF_1_000);
    }
}

/// One digest of the boards and the files of so many histories.
fn of(seeds: u64) -> String {
    let mut digest = Digest::default();
    for history in (0..seeds).map(History::of_seed) {
        let (_, board) = folded(&history.copies());
        digest.add(&board.digest());
        for desk in &history.desks {
            digest.add(&desk.book().board().digest());
            digest.add(&desk.file());
        }
    }
    format!("{:032x}", digest.finish())
}
