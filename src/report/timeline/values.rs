//! A value of a field as a piece of a sentence.

use crate::{
    domain::{
        board::Board,
        value::{Standing, Value},
    },
    report::{timeline::Piece, value},
};

/// The value as one piece.
pub(super) fn piece(board: &Board, value: &Value) -> Piece {
    match value {
        Value::Moment(Some(moment)) => Piece::At(*moment),
        Value::Text(text) => Piece::Strong(format!("“{}”", shortened(text))),
        value => Piece::Strong(value::text(board, Some(value), |_| String::new())),
    }
}

/// `On hold: vendor`.
pub(super) fn state(board: &Board, standing: Standing) -> Piece {
    piece(board, &Value::State(standing))
}

/// Long texts stand below the sentence, or in the field itself.
fn shortened(text: &str) -> String {
    const MOST: usize = 80;
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None if line.len() < text.len() => format!("{line} …"),
        None => line.to_owned(),
    }
}
