//! What a row says that is not known yet.

use std::collections::BTreeSet;

use crate::domain::{
    fact::{Clearable, Imported, Past},
    value::Field,
};

/// The first import of a record: all that it says, without what it does not say.
pub(super) fn first(mut now: Imported) -> Imported {
    now.cleared.clear();
    now.milestones.retain(|_, at| at.is_some());
    now.columns.retain(|_, cell| !cell.is_empty());
    for text in [
        &mut now.description,
        &mut now.reporter,
        &mut now.subcategory,
    ] {
        if text.as_deref() == Some("") {
            *text = None;
        }
    }
    now
}

/// What changed since the imports that `before` folds, and what is withheld of them; nothing
/// where nothing did. A column that the file does not have says nothing.
pub(super) fn since(before: &Imported, mut now: Imported, withheld: &[Field]) -> Option<Imported> {
    let known = |field| !withheld.contains(&field);
    forget(
        &mut now.kind,
        before.kind.as_ref().filter(|_| known(Field::Kind)),
    );
    forget(
        &mut now.title,
        before.title.as_ref().filter(|_| known(Field::Title)),
    );
    // An empty text clears what was there, and says nothing where nothing was.
    let empty = String::new();
    let description = before.description.as_ref().unwrap_or(&empty);
    let reporter = before.reporter.as_ref().unwrap_or(&empty);
    forget(&mut now.description, Some(description));
    forget(&mut now.reporter, Some(reporter));
    forget(&mut now.category, before.category.as_ref());
    let subcategory = before.subcategory.as_ref().unwrap_or(&empty);
    forget(&mut now.subcategory, Some(subcategory));
    forget(&mut now.service, before.service.as_ref());
    forget(&mut now.reassignments, before.reassignments.as_ref());
    forget(&mut now.reopenings, before.reopenings.as_ref());
    let known_past: BTreeSet<&Past> = before.history.iter().collect();
    // A file that begins later does not know what stood before its first entry.
    let known_first: BTreeSet<_> = before.history.iter().map(Past::standing).collect();
    now.history.retain(|past| {
        let is_known_first = past.was.is_empty() && known_first.contains(&past.standing());
        !is_known_first && !known_past.contains(past)
    });
    forget(&mut now.assessment, before.assessment.as_ref());
    forget(&mut now.severity, before.severity.as_ref());
    forget(&mut now.owner, before.owner.as_ref());
    forget(&mut now.team, before.team.as_ref());
    forget(&mut now.channel, before.channel.as_ref());
    if (now.state, now.hold) == (before.state, before.hold) && known(Field::State) {
        (now.state, now.hold) = (None, None);
    }
    now.cleared.retain(|member| match member {
        Clearable::Category => before.category.is_some(),
        Clearable::Assessment => before.assessment.is_some(),
        Clearable::Severity => before.severity.is_some(),
        Clearable::Owner => before.owner.is_some(),
        Clearable::Team => before.team.is_some(),
        Clearable::Channel => before.channel.is_some(),
    });
    now.milestones
        .retain(|milestone, at| before.milestones.get(milestone).copied().flatten() != *at);
    now.earlier
        .retain(|milestone, at| before.earlier.get(milestone) != Some(at));
    now.columns
        .retain(|name, cell| before.columns.get(name).unwrap_or_default() != cell);
    let mentioned = [
        now.category.map(|id| id.to_string()),
        now.owner.map(|id| id.to_string()),
        now.team.map(|id| id.to_string()),
        now.service.map(|id| id.to_string()),
    ];
    now.labels
        .retain(|id, _| mentioned.iter().flatten().any(|mentioned| mentioned == id));
    now.updated = now.updated.max(before.updated);
    let says_nothing = Imported {
        source: now.source.clone(),
        instance: now.instance.clone(),
        number: now.number.clone(),
        updated: now.updated,
        ..Imported::default()
    };
    (now != says_nothing).then_some(now)
}

fn forget<T: PartialEq>(now: &mut Option<T>, before: Option<&T>) {
    if now.as_ref() == before {
        *now = None;
    }
}
