//! What is odd in a log file, in sentences.

use crate::{exchange::merge, ui::widgets::number::counted};

/// Sentences about what is odd in a log file.
pub fn warnings(preview: &merge::Preview) -> Vec<String> {
    let events = |count| counted(count, "event", "events");
    let mut warnings = Vec::new();
    let missing: u64 = preview.gaps.iter().map(|gap| gap.to - gap.from + 1).sum();
    if missing > 0 {
        warnings.push(format!("{} missing between the ones in this file (gaps). It is a part of a log; another file may bring the rest.", events(usize::try_from(missing).unwrap_or(usize::MAX))));
    }
    if !preview.cut_off.is_empty() {
        warnings.push(
            "The file does not hold all that it says it ends with: its end was cut off or removed."
                .to_owned(),
        );
    }
    if !preview.forks.is_empty() {
        warnings.push("A browser profile wrote two different events under one number: it was copied or restored. Both are kept.".to_owned());
    }
    if !preview.unchained.is_empty() {
        warnings.push(format!(
            "{} out of the chain: somebody rewrote it. Kept and marked.",
            events(preview.unchained.len())
        ));
    }
    if preview.bodies_refused > 0 {
        warnings.push(format!(
            "The words of {} were changed after they were written. They count as withheld.",
            events(preview.bodies_refused)
        ));
    }
    if !preview.unknown_kinds.is_empty() {
        let count: usize = preview.unknown_kinds.values().sum();
        let kinds: Vec<_> = preview.unknown_kinds.keys().map(String::as_str).collect();
        warnings.push(format!(
            "{} of kinds that this version does not know ({}): kept and passed on.",
            events(count),
            kinds.join(", ")
        ));
    }
    if preview.strangers > 0 {
        warnings.push(format!(
            "{} of other workspaces than the file names: left out.",
            events(preview.strangers)
        ));
    }
    if preview.future > 0 {
        warnings.push(format!(
            "{} from a clock that runs more than a day ahead of this one.",
            events(preview.future)
        ));
    }
    if !preview.collisions.is_empty() {
        warnings.push(format!("References given twice: {}. Both records stay; the later one shows its replica's short id.", preview.collisions.join(", ")));
    }
    warnings
}
