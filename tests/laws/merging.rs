//! Merge is set union: it commutes, associates and is idempotent, whatever the events are.

use proptest::prop_assert_eq;
use sitrep::{
    domain::{board::Board, log::Log},
    exchange::file,
};

use super::cases::{Held, Law, always, folded, portrait};
use crate::history::WS;

pub fn laws() -> Vec<Law> {
    vec![any_split_order_and_repetition_of_events_folds_to_the_same_board()]
}

fn any_split_order_and_repetition_of_events_folds_to_the_same_board() -> Law {
    always(|history, dice| {
        let copies = history.copies();
        let (log, board) = folded(&copies);
        let mut again = copies.clone();
        again.extend(copies.iter().filter(|_| dice.chance(30)).cloned());
        dice.shuffle(&mut again);
        let (mut other_log, mut other_board) = (Log::default(), Board::new(WS));
        while !again.is_empty() {
            let batch = again.split_off(again.len() - 1 - dice.index(again.len()));
            let changes: Vec<_> = (batch.into_iter())
                .flat_map(|event| other_log.insert(event))
                .collect();
            other_board.apply(&changes);
        }
        same(&log, &board, &other_log, &other_board)
    })
}

fn same(log: &Log, board: &Board, other_log: &Log, other_board: &Board) -> Held {
    prop_assert_eq!(board.digest(), other_board.digest());
    prop_assert_eq!(portrait(board), portrait(other_board));
    prop_assert_eq!(text(log), text(other_log));
    prop_assert_eq!(log.top(), other_log.top());
    prop_assert_eq!(log.forks(), other_log.forks());
    prop_assert_eq!(log.gaps(), other_log.gaps());
    prop_assert_eq!(log.unchained(), other_log.unchained());
    prop_assert_eq!(log.witnessed_missing(), other_log.witnessed_missing());
    for replica in log.replicas() {
        prop_assert_eq!(log.whole_of(replica), other_log.whole_of(replica));
        prop_assert_eq!(log.head_of(replica), other_log.head_of(replica));
    }
    Ok(())
}

fn text(log: &Log) -> String {
    let colophon = file::Colophon {
        workspace: WS,
        exported_at: crate::history::BEGINNING,
        exported_by: String::new(),
    };
    file::write(&log.sorted(), &colophon)
}
