//! How far two words are apart: edits of a letter, and neighbours that changed places.

/// Longer words are no misspellings of each other.
const LONGEST: usize = 32;

/// How many edits a searched word forgives: none up to three letters, one up to seven.
#[must_use]
pub const fn forgiven(letters: usize) -> usize {
    match letters {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// The least number of letters that are added, left out, replaced or swapped with their neighbour
/// (optimal string alignment: Boytsov 2011, 2.1), if it is at most `most`.
#[must_use]
pub fn apart(one: &[u8], other: &[u8], most: usize) -> Option<usize> {
    if one.len().abs_diff(other.len()) > most || one.len().max(other.len()) > LONGEST {
        return None;
    }
    let mut before = [0_usize; LONGEST + 1];
    let mut above: [usize; LONGEST + 1] = std::array::from_fn(|place| place);
    for (row, &letter) in one.iter().enumerate() {
        let mut here = [0; LONGEST + 1];
        here[0] = row + 1;
        let mut least = here[0];
        for (column, &against) in other.iter().enumerate() {
            let replaced = above[column] + usize::from(letter != against);
            let mut edits = replaced.min(above[column + 1] + 1).min(here[column] + 1);
            let is_swapped =
                row > 0 && column > 0 && letter == other[column - 1] && one[row - 1] == against;
            if is_swapped {
                edits = edits.min(before[column - 1] + 1);
            }
            here[column + 1] = edits;
            least = least.min(edits);
        }
        if least > most {
            return None;
        }
        (before, above) = (above, here);
    }
    Some(above[other.len()]).filter(|edits| *edits <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apart_by(one: &str, other: &str) -> Option<usize> {
        apart(one.as_bytes(), other.as_bytes(), 2)
    }

    #[test]
    fn each_edit_of_a_letter_counts_once() {
        assert_eq!(apart_by("printer", "printer"), Some(0));
        assert_eq!(apart_by("prnter", "printer"), Some(1));
        assert_eq!(apart_by("prinnter", "printer"), Some(1));
        assert_eq!(apart_by("orinter", "printer"), Some(1));
        assert_eq!(apart_by("pritner", "printer"), Some(1));
        assert_eq!(apart_by("certifcat", "certificate"), Some(2));
        assert_eq!(apart_by("pain", "printer"), None);
        assert_eq!(apart_by("ward", "draw"), None);
    }

    #[test]
    fn short_words_forgive_nothing() {
        assert_eq!([3, 4, 7, 8].map(forgiven), [0, 1, 1, 2]);
    }
}
