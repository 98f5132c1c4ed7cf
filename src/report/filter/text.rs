//! Text as searching sees it: lower case, without accents; and a fingerprint that rules most
//! texts out without reading them.

/// Letters U+00C0 to U+017F without their accents; `*` stands for letters spelled out below.
const PLAIN: &[u8; 192] = b"aaaaaa*ceeeeiiiidnooooo*ouuuuy**aaaaaa*ceeeeiiiidnooooo*ouuuuy*y\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkkllllllllllnnnnnnnnnoooooo**rrrrrrssssssss\
ttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// Appends a text in the form that is searched.
pub fn fold_into(text: &str, to: &mut String) {
    for letter in text.chars() {
        match letter {
            'A'..='Z' => to.push(letter.to_ascii_lowercase()),
            '\0'..='\u{7f}' | '×' | '÷' => to.push(letter),
            'Æ' | 'æ' => to.push_str("ae"),
            'Œ' | 'œ' => to.push_str("oe"),
            'Þ' | 'þ' => to.push_str("th"),
            'ß' | 'ẞ' => to.push_str("ss"),
            'Ĳ' | 'ĳ' => to.push_str("ij"),
            '\u{c0}'..='\u{17f}' => {
                to.push(char::from(PLAIN[letter as usize - 0xc0]));
            }
            // Accents that stand alone, as some systems write them.
            '\u{300}'..='\u{36f}' => {}
            _ => to.extend(letter.to_lowercase()),
        }
    }
}

/// A text in the form that is searched.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// What is searched for: words that all have to occur; `"two words"` stay together.
#[must_use]
pub fn terms(text: &str) -> Vec<String> {
    let mut terms = Vec::new();
    for (place, part) in fold(text).split('"').enumerate() {
        if place % 2 == 1 {
            terms.push(part.trim().to_owned());
        } else {
            terms.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    terms.retain(|term| !term.is_empty());
    terms
}

/// Which pairs of neighbouring bytes occur in a text, hashed to 256 bits. A text can hold a term
/// only if it has all of the term's bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pairs([u64; 4]);

impl Pairs {
    /// The pairs of a folded text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut pairs = Self::default();
        for pair in text.as_bytes().windows(2) {
            let hash = (u32::from(pair[0]) << 8 | u32::from(pair[1])).wrapping_mul(0x9e37_79b1);
            pairs.0[(hash >> 30) as usize] |= 1 << (hash >> 24 & 63);
        }
        pairs
    }

    /// Whether a text with these pairs may hold a term with those.
    #[must_use]
    pub const fn may_hold(&self, term: &Self) -> bool {
        let (held, needed) = (&self.0, &term.0);
        (needed[0] & !held[0])
            | (needed[1] & !held[1])
            | (needed[2] & !held[2])
            | (needed[3] & !held[3])
            == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_accents_do_not_matter() {
        assert_eq!(
            fold("ÄrZTEHAUS Nørre Ümlaut Straße"),
            "arztehaus norre umlaut strasse"
        );
        assert_eq!(
            fold("Œuvre Æther e\u{301}té Žižek ŁÓDŹ"),
            "oeuvre aether ete zizek lodz"
        );
        assert_eq!(fold("İÿŸŞşĴŒſ"), "iyyssjoes");
        assert_eq!(fold("ΑΘΗΝΑ Привет 病院"), "αθηνα привет 病院");
    }

    #[test]
    fn every_accented_letter_has_a_plain_one() {
        for letter in '\u{c0}'..='\u{17f}' {
            let folded = fold(&letter.to_string());
            assert!(!folded.contains('*'), "{letter}");
            assert_eq!(fold(&letter.to_lowercase().to_string()), folded, "{letter}");
        }
    }

    #[test]
    fn words_are_searched_apart_unless_quoted() {
        assert_eq!(
            terms("  Ward 4 \"label  printer\" x"),
            ["ward", "4", "label  printer", "x"]
        );
        assert_eq!(terms("\"open end"), ["open end"]);
        assert!(terms(" \"\" ").is_empty());
    }

    #[test]
    fn a_text_is_never_ruled_out_that_holds_the_term() {
        let text = fold("East Clinic offline: both WAN links down");
        for from in 0..text.len() {
            for to in from..=text.len() {
                assert!(Pairs::of(&text).may_hold(&Pairs::of(&text[from..to])));
            }
        }
        assert!(!Pairs::of(&text).may_hold(&Pairs::of("printer")));
    }
}
