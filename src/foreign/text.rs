//! Bytes as text, whatever encoding they are written in; where none is named, the likely one.

use std::borrow::Cow;

use crate::{
    domain::state::slugs,
    foreign::{
        NotImportable, codepages,
        work::{self, Work},
    },
};

/// The most bytes that are read: half a gigabyte.
const LARGEST: usize = 512 << 20;
/// So many letters beyond ASCII tell one encoding from another.
const ENOUGH: usize = 1_000;
/// They are looked for within so many bytes of the first that is not UTF-8.
const NEAR: usize = 4 << 20;

slugs!(
    /// How a file spells its letters.
    Encoding {
        Utf8 = "utf-8", "UTF-8";
        Utf16Le = "utf-16le", "UTF-16, little end first (Excel: Unicode text)";
        Utf16Be = "utf-16be", "UTF-16, big end first";
        Windows1252 = "windows-1252", "Windows-1252 (Western Europe)";
        Windows1250 = "windows-1250", "Windows-1250 (Central Europe)";
        MacRoman = "macintosh", "Mac Roman";
        Dos850 = "cp850", "DOS 850";
    }
);

/// A file's text.
#[derive(Clone, Debug)]
pub struct Text<'a> {
    /// Without a byte order mark.
    pub text: Cow<'a, str>,
    pub encoding: Encoding,
    /// Whether nothing in the file says so, and another encoding may be the right one.
    pub is_guessed: bool,
}

/// Reads the text of a file, in the encoding that was chosen or the one that it seems to have.
#[derive(Clone, Debug)]
pub struct Decoding<'a> {
    /// What comes behind the byte order mark of so many bytes.
    bytes: &'a [u8],
    mark: usize,
    encoding: Encoding,
    is_guessed: bool,
    /// How many bytes are read, and what they say; nothing of UTF-8, which is text already.
    read: usize,
    text: String,
    /// Where a letter of UTF-16 is none.
    broken: Option<usize>,
    /// The text, where it was read on the way in.
    ready: Option<Text<'a>>,
}

/// Bytes of one step.
const STEP: usize = 1 << 18;

impl<'a> Decoding<'a> {
    /// Nothing read yet.
    ///
    /// # Errors
    /// When the file is too large or no text.
    pub fn new(bytes: &'a [u8], chosen: Option<Encoding>) -> Result<Self, NotImportable> {
        if bytes.len() > LARGEST {
            return Err(NotImportable::TooLarge {
                megabytes: bytes.len() >> 20,
                most: LARGEST >> 20,
            });
        }
        for (start, what) in [
            (&b"PK\x03\x04"[..], "a ZIP archive or an Excel workbook"),
            (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
            (b"%PDF", "a PDF document"),
            (b"\x1f\x8b", "a compressed file (gzip)"),
            (b"\x89PNG", "a picture"),
            (b"\xff\xd8\xff", "a picture"),
        ] {
            if bytes.starts_with(start) {
                return Err(NotImportable::Binary { what, byte: 1 });
            }
        }
        let (encoding, mark, is_guessed) = match chosen {
            Some(encoding) => (encoding, marked(bytes).map_or(0, |(_, mark)| mark), true),
            None => match marked(bytes) {
                Some((encoding, mark)) => (encoding, mark, false),
                None => unmarked(bytes)?,
            },
        };
        Ok(Self {
            bytes: &bytes[mark..],
            mark,
            encoding,
            is_guessed,
            read: 0,
            text: String::with_capacity(match encoding {
                Encoding::Utf8 => 0,
                _ => bytes.len(),
            }),
            broken: None,
            ready: None,
        })
    }

    /// A text that was read on the way in.
    pub(super) const fn of_text(text: Text<'a>) -> Self {
        Self {
            bytes: &[],
            mark: 0,
            encoding: text.encoding,
            is_guessed: text.is_guessed,
            read: 0,
            text: String::new(),
            broken: None,
            ready: Some(text),
        }
    }

    /// Letters of one byte each.
    fn narrow(&mut self, end: usize, high: &str) {
        let high: Vec<char> = high.chars().collect();
        let letter = |&byte: &u8| match usize::from(byte).checked_sub(0x80) {
            None => char::from(byte),
            Some(place) => (high.get(place).copied()).unwrap_or(char::REPLACEMENT_CHARACTER),
        };
        let letters = self.bytes[self.read..end].iter().map(letter);
        self.text.extend(letters);
        self.read = end;
    }

    fn wide(&mut self, end: usize, unit: fn([u8; 2]) -> u16) {
        let (pairs, rest) = self.bytes[self.read..end].as_chunks::<2>();
        let is_last = end == self.bytes.len();
        for letter in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
            match letter {
                Ok(letter) => {
                    self.text.push(letter);
                    self.read += 2 * letter.len_utf16();
                }
                // The other half of the letter comes with the next step.
                Err(_) if !is_last && self.read + 2 == end - rest.len() => return,
                Err(_) => {
                    self.broken = Some(self.read);
                    return;
                }
            }
        }
        if is_last && !rest.is_empty() {
            self.broken = Some(self.read);
        }
    }

    /// The text, where nothing is wrong with it.
    fn decoded(self) -> Result<Cow<'a, str>, NotImportable> {
        if self.encoding == Encoding::Utf8 {
            let text = std::str::from_utf8(self.bytes);
            return text.map(Cow::Borrowed).map_err(|e| not_utf8(self.bytes, e));
        }
        match self.broken {
            None => Ok(Cow::Owned(self.text)),
            Some(place) => Err(NotImportable::NotUtf16 {
                line: self.text.matches('\n').count() + 1,
                byte: self.mark + place + 1,
            }),
        }
    }
}

impl<'a> Work for Decoding<'a> {
    type Done = Result<Text<'a>, NotImportable>;

    fn step(&mut self) -> bool {
        let end = self.bytes.len().min(self.read + STEP);
        match self.encoding {
            _ if self.ready.is_some() => return false,
            Encoding::Utf8 => return false,
            Encoding::Utf16Le => self.wide(end, u16::from_le_bytes),
            Encoding::Utf16Be => self.wide(end, u16::from_be_bytes),
            Encoding::Windows1252 => self.narrow(end, codepages::WINDOWS_1252),
            Encoding::Windows1250 => self.narrow(end, codepages::WINDOWS_1250),
            Encoding::MacRoman => self.narrow(end, codepages::MAC_ROMAN),
            Encoding::Dos850 => self.narrow(end, codepages::DOS_850),
        }
        end < self.bytes.len() && self.broken.is_none()
    }

    fn share(&self) -> f64 {
        work::share(self.read, self.bytes.len())
    }

    fn finish(self) -> Self::Done {
        if let Some(text) = self.ready {
            return Ok(text);
        }
        let (encoding, is_guessed) = (self.encoding, self.is_guessed);
        let text = self.decoded()?;
        if text.trim().is_empty() {
            return Err(NotImportable::Empty);
        }
        // Text has no zero characters, whatever its encoding.
        if text.as_bytes().contains(&0) {
            return Err(binary(text.as_bytes()));
        }
        Ok(Text {
            text,
            encoding,
            is_guessed,
        })
    }
}

/// A file with a zero byte in it.
fn binary(bytes: &[u8]) -> NotImportable {
    let zero = bytes.iter().position(|&byte| byte == 0);
    NotImportable::Binary {
        what: "a binary file",
        byte: zero.unwrap_or(0) + 1,
    }
}

/// The encoding that a byte order mark names, and the mark's length.
fn marked(bytes: &[u8]) -> Option<(Encoding, usize)> {
    [
        (&b"\xef\xbb\xbf"[..], Encoding::Utf8),
        (b"\xff\xfe", Encoding::Utf16Le),
        (b"\xfe\xff", Encoding::Utf16Be),
    ]
    .into_iter()
    .find(|(mark, _)| bytes.starts_with(mark))
    .map(|(mark, encoding)| (encoding, mark.len()))
}

/// The encoding that the bytes themselves suggest, and whether that is a guess.
fn unmarked(bytes: &[u8]) -> Result<(Encoding, usize, bool), NotImportable> {
    if let Some(wide) = wide(bytes) {
        return Ok((wide, 0, false));
    }
    let Err(error) = std::str::from_utf8(bytes) else {
        return Ok((Encoding::Utf8, 0, false));
    };
    if bytes.contains(&0) {
        return Err(binary(bytes));
    }
    // Letters of several bytes do not come right by chance: such a file is UTF-8 with a damage.
    let at = error.valid_up_to();
    let near = at.saturating_sub(NEAR)..bytes.len().min(at + NEAR);
    let (good, bad) = letters(&bytes[near]);
    if good > bad {
        return Err(not_utf8(bytes, error));
    }
    Ok((Encoding::Windows1252, 0, true))
}

/// How many letters of several bytes are right in UTF-8, and how many are not, of the first thousand.
fn letters(bytes: &[u8]) -> (usize, usize) {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        let several = chunk.valid().chars().filter(|letter| !letter.is_ascii());
        good += several.take(ENOUGH - good).count();
        bad += usize::from(!chunk.invalid().is_empty());
        if good + bad >= ENOUGH {
            break;
        }
    }
    (good, bad)
}

/// UTF-16 without its mark, by the zero bytes beside ASCII.
fn wide(bytes: &[u8]) -> Option<Encoding> {
    let start = &bytes[..bytes.len().min(1_000)];
    let zeros = |from: usize| {
        let places = start.iter().skip(from).step_by(2);
        places.filter(|&&byte| byte == 0).count()
    };
    let pairs = start.len() / 2;
    let (even, odd) = (zeros(0), zeros(1));
    if pairs < 4 || even.min(odd) > 0 || even.max(odd) * 10 <= pairs * 6 {
        return None;
    }
    Some(if odd > even {
        Encoding::Utf16Le
    } else {
        Encoding::Utf16Be
    })
}

fn not_utf8(bytes: &[u8], error: std::str::Utf8Error) -> NotImportable {
    let at = error.valid_up_to();
    NotImportable::NotUtf8 {
        line: bytes[..at].split(|&byte| byte == b'\n').count(),
        byte: at + 1,
        is_cut: error.error_len().is_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8], chosen: Option<Encoding>) -> Result<Text<'_>, NotImportable> {
        work::done(Decoding::new(bytes, chosen)?)
    }

    fn read(bytes: &[u8]) -> (String, Encoding, bool) {
        let text = of(bytes, None).unwrap();
        (text.text.into_owned(), text.encoding, text.is_guessed)
    }

    fn wide(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn every_encoding_says_the_same() {
        let text = "Nr;Störung\n1;„Tür“ – 5 €\n2;Zażółć";
        let marked = |mark: &[u8], rest: Vec<u8>| [mark.to_vec(), rest].concat();
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), Encoding::Utf8),
            (
                marked(b"\xef\xbb\xbf", text.as_bytes().to_vec()),
                Encoding::Utf8,
            ),
            (wide(text, u16::to_le_bytes), Encoding::Utf16Le),
            (wide(text, u16::to_be_bytes), Encoding::Utf16Be),
            (
                marked(b"\xff\xfe", wide(text, u16::to_le_bytes)),
                Encoding::Utf16Le,
            ),
            (
                marked(b"\xfe\xff", wide(text, u16::to_be_bytes)),
                Encoding::Utf16Be,
            ),
        ] {
            assert_eq!(read(&bytes), (text.to_owned(), encoding, false));
        }
    }

    #[test]
    fn bytes_of_one_letter_each_are_a_guess_that_can_be_changed() {
        let bytes = b"Nr;St\xf6rung\n1;\x84T\xfcr\x93 \x96 5 \x80";
        let text = "Nr;Störung\n1;„Tür“ – 5 €".to_owned();
        assert_eq!(read(bytes), (text, Encoding::Windows1252, true));
        for (encoding, byte, letter) in [
            (Encoding::Windows1250, b'\xb3', "ł"),
            (Encoding::MacRoman, b'\x8a', "ä"),
            (Encoding::Dos850, b'\x84', "ä"),
            (Encoding::Windows1252, b'\x80', "€"),
        ] {
            let bytes = [byte];
            let text = of(&bytes, Some(encoding)).unwrap();
            assert_eq!((&*text.text, text.is_guessed), (letter, true));
        }
        for encoding in [
            codepages::WINDOWS_1252,
            codepages::WINDOWS_1250,
            codepages::MAC_ROMAN,
            codepages::DOS_850,
        ] {
            assert_eq!(encoding.chars().count(), 128);
        }
    }

    #[test]
    fn a_letter_of_two_halves_may_lie_astride_a_step() {
        // Two bytes each, and the first half of the fire is the last of the step.
        let text = format!("{}🔥;b\n", "a".repeat(STEP / 2 - 1));
        for bytes in [wide(&text, u16::to_le_bytes), wide(&text, u16::to_be_bytes)] {
            assert_eq!(read(&bytes).0, text);
            let odd = [&bytes[..], b"x"].concat();
            let at = bytes.len() + 1;
            let refused = NotImportable::NotUtf16 { line: 2, byte: at };
            assert_eq!(of(&odd, None).unwrap_err(), refused);
        }
        let half = wide(&text, u16::to_le_bytes)[..STEP].to_vec();
        let alone = [half, wide("ab", u16::to_le_bytes)].concat();
        let refused = NotImportable::NotUtf16 {
            line: 1,
            byte: STEP - 1,
        };
        assert_eq!(of(&alone, None).unwrap_err(), refused);
    }

    #[test]
    fn damaged_text_is_refused_with_its_line_and_not_taken_for_something_else() {
        let bytes = "a,ä,ö\nü,b".as_bytes();
        let cut = [bytes, b"\xc3"].concat();
        assert_eq!(
            of(&cut, None).unwrap_err(),
            NotImportable::NotUtf8 {
                line: 2,
                byte: 13,
                is_cut: true
            }
        );
        let odd = [&wide("a;b\nc;d", u16::to_le_bytes)[..], b"x"].concat();
        assert_eq!(
            of(&odd, None).unwrap_err(),
            NotImportable::NotUtf16 { line: 2, byte: 15 }
        );
        let half = [0xff, 0xfe, 0x00, 0xd8, b'a', 0];
        assert_eq!(
            of(&half, None).unwrap_err(),
            NotImportable::NotUtf16 { line: 1, byte: 3 }
        );
    }
}
