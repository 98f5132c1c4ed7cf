//! Which letters of a text a search has matched.

use std::ops::Range;

use crate::report::filter::text::fold_into;

/// Where the terms occur in a text, as byte ranges in order; neighbours are joined.
#[must_use]
pub fn spans(text: &str, terms: &[String]) -> Vec<Range<usize>> {
    // For each byte of the folded text, the letter that it came from.
    let mut folded = String::with_capacity(text.len());
    let mut letters: Vec<Range<usize>> = Vec::with_capacity(text.len());
    for (start, letter) in text.char_indices() {
        let end = start + letter.len_utf8();
        fold_into(&text[start..end], &mut folded);
        letters.resize(folded.len(), start..end);
    }
    let mut spans: Vec<Range<usize>> = terms
        .iter()
        .filter(|term| !term.is_empty())
        .flat_map(|term| folded.match_indices(term.as_str()))
        .map(|(at, found)| letters[at].start..letters[at + found.len() - 1].end)
        .collect();
    spans.sort_unstable_by_key(|span| (span.start, span.end));
    spans.dedup_by(|next, before| {
        let joins = next.start <= before.end;
        if joins {
            before.end = before.end.max(next.end);
        }
        joins
    });
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::filter::text::terms;

    fn marked(text: &str, query: &str) -> String {
        let mut marked = String::new();
        let mut done = 0;
        for span in spans(text, &terms(query)) {
            let (before, inside) = (&text[done..span.start], &text[span.clone()]);
            marked.extend([before, "[", inside, "]"]);
            done = span.end;
        }
        marked + &text[done..]
    }

    #[test]
    fn every_occurrence_of_every_term_is_marked() {
        assert_eq!(
            marked("Medication orders time out on Ward 4", "ward 4"),
            "Medication orders time out on [Ward] [4]"
        );
        assert_eq!(marked("Bed board", "b"), "[B]ed [b]oard");
        assert_eq!(marked("Ward 4", "\"ward 4\""), "[Ward 4]");
        assert_eq!(marked("Ward 4", ""), "Ward 4");
    }

    #[test]
    fn what_overlaps_is_one() {
        assert_eq!(marked("Printer", "print inter"), "[Printer]");
        assert_eq!(marked("Printer", "pr in"), "[Prin]ter");
    }

    #[test]
    fn letters_that_are_searched_in_another_spelling_are_marked_whole() {
        assert_eq!(marked("Straße gesperrt", "s"), "[S]tra[ß]e ge[s]perrt");
        assert_eq!(marked("Ärztehaus", "arzt"), "[Ärzt]ehaus");
        assert_eq!(marked("病院 down", "院"), "病[院] down");
    }
}
