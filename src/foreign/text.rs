//! Bytes as text, whatever encoding they are written in; where none is named, the likely one.

use std::borrow::Cow;

use crate::{
    domain::state::slugs,
    foreign::{NotImportable, codepages},
};

/// The most bytes that are read: half a gigabyte.
const LARGEST: usize = 512 << 20;

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

/// The text of a file, in the encoding that was chosen or the one that it seems to have.
///
/// # Errors
/// When the file is empty, too large or no text.
pub fn of(bytes: &[u8], chosen: Option<Encoding>) -> Result<Text<'_>, NotImportable> {
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
    let text = decoded(&bytes[mark..], encoding, mark)?;
    if text.trim().is_empty() {
        return Err(NotImportable::Empty);
    }
    // Text has no zero characters, whatever its encoding.
    if let Some(zero) = text.bytes().position(|byte| byte == 0) {
        return Err(NotImportable::Binary {
            what: "a binary file",
            byte: zero + 1,
        });
    }
    Ok(Text {
        text,
        encoding,
        is_guessed,
    })
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
    if let Some(zero) = bytes.iter().position(|&byte| byte == 0) {
        return Err(NotImportable::Binary {
            what: "a binary file",
            byte: zero + 1,
        });
    }
    // Letters of several bytes do not come right by chance: such a file is UTF-8 with a damage.
    let (good, bad) = letters(bytes);
    if good > bad {
        return Err(not_utf8(bytes, error));
    }
    Ok((Encoding::Windows1252, 0, true))
}

/// How many letters of several bytes are right in UTF-8, and how many are not.
fn letters(bytes: &[u8]) -> (usize, usize) {
    bytes.utf8_chunks().fold((0, 0), |(good, bad), chunk| {
        let several = chunk.valid().chars().filter(|letter| !letter.is_ascii());
        (
            good + several.count(),
            bad + usize::from(!chunk.invalid().is_empty()),
        )
    })
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

fn decoded(
    bytes: &[u8],
    encoding: Encoding,
    skipped: usize,
) -> Result<Cow<'_, str>, NotImportable> {
    let high = match encoding {
        Encoding::Utf8 => {
            return std::str::from_utf8(bytes)
                .map(Cow::Borrowed)
                .map_err(|error| not_utf8(bytes, error));
        }
        Encoding::Utf16Le => return utf16(bytes, skipped, u16::from_le_bytes),
        Encoding::Utf16Be => return utf16(bytes, skipped, u16::from_be_bytes),
        Encoding::Windows1252 => codepages::WINDOWS_1252,
        Encoding::Windows1250 => codepages::WINDOWS_1250,
        Encoding::MacRoman => codepages::MAC_ROMAN,
        Encoding::Dos850 => codepages::DOS_850,
    };
    let high: Vec<char> = high.chars().collect();
    let letters = bytes.iter().map(|&byte| match byte {
        0..0x80 => char::from(byte),
        _ => high
            .get(usize::from(byte) - 0x80)
            .copied()
            .unwrap_or(char::REPLACEMENT_CHARACTER),
    });
    Ok(Cow::Owned(letters.collect()))
}

fn utf16(
    bytes: &[u8],
    skipped: usize,
    unit: fn([u8; 2]) -> u16,
) -> Result<Cow<'_, str>, NotImportable> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len() / 2);
    let mut place = skipped;
    let not_utf16 = |text: &str, place: usize| NotImportable::NotUtf16 {
        line: text.matches('\n').count() + 1,
        byte: place + 1,
    };
    for letter in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        let letter = letter.map_err(|_| not_utf16(&text, place))?;
        place += 2 * letter.len_utf16();
        text.push(letter);
    }
    if !rest.is_empty() {
        return Err(not_utf16(&text, place));
    }
    Ok(Cow::Owned(text))
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
