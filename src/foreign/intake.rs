//! A file as it comes in, slice by slice.

use crate::foreign::{
    NotImportable,
    text::{Decoding, Encoding, Text},
    work,
};

/// The most bytes that are read: half a gigabyte.
const LARGEST: usize = 512 << 20;
/// What tells a file of another sort stands within so many bytes.
const BEGINNING: usize = 4_096;

/// What came so far. Text in UTF-8 is checked on the way, so that nobody waits for it at the end.
#[derive(Clone, Debug, Default)]
pub struct Intake {
    text: String,
    /// The beginning of a letter whose end is in the next slice; everything, where it is not
    /// UTF-8 throughout.
    rest: Vec<u8>,
    is_other: bool,
    size: usize,
}

impl Intake {
    /// Nothing yet of a file of that many bytes.
    #[must_use]
    pub fn new(size: usize) -> Self {
        let capacity = if size > LARGEST { 0 } else { size };
        Self {
            text: String::with_capacity(capacity),
            size,
            ..Self::default()
        }
    }

    /// All of a file at once.
    #[must_use]
    pub fn whole(bytes: &[u8]) -> Self {
        let mut intake = Self::new(bytes.len());
        if intake.is_readable() {
            intake.take(bytes);
        }
        intake.end();
        intake
    }

    /// Whether it is small enough to be read.
    #[must_use]
    pub const fn is_readable(&self) -> bool {
        self.size <= LARGEST
    }

    /// The bytes that the whole file has.
    #[must_use]
    pub const fn size(&self) -> usize {
        self.size
    }

    /// The bytes that are here.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.text.len() + self.rest.len()
    }

    /// Whether nothing came yet.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Takes the next slice in.
    pub fn take(&mut self, slice: &[u8]) {
        self.rest.extend_from_slice(slice);
        if self.is_other {
            return;
        }
        let valid = match std::str::from_utf8(&self.rest) {
            Ok(_) => self.rest.len(),
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Err(_) => usize::MAX,
        };
        // Text has no zero bytes, whatever its encoding.
        let valid = if self.rest.contains(&0) {
            usize::MAX
        } else {
            valid
        };
        match self.rest.get(..valid).map(std::str::from_utf8) {
            Some(Ok(text)) => {
                self.text.push_str(text);
                self.rest.drain(..valid);
            }
            _ => self.give_up(),
        }
    }

    /// Nothing more comes: half a letter at the end is no letter.
    pub fn end(&mut self) {
        if !self.is_other && !self.rest.is_empty() {
            self.give_up();
        }
    }

    fn give_up(&mut self) {
        let mut bytes = std::mem::take(&mut self.text).into_bytes();
        bytes.append(&mut self.rest);
        self.rest = bytes;
        self.is_other = true;
    }

    /// What came, as it stands in the file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        match self.is_other {
            true => &self.rest,
            false => self.text.as_bytes(),
        }
    }

    /// Reads the text of the file, in the encoding that was chosen or the one that it seems to have.
    ///
    /// # Errors
    /// When the file is empty, too large or no text.
    pub fn decoding(&self, chosen: Option<Encoding>) -> Result<Decoding<'_>, NotImportable> {
        if !self.is_readable() {
            return Err(NotImportable::TooLarge {
                megabytes: self.size >> 20,
                most: LARGEST >> 20,
            });
        }
        let is_checked = chosen.is_none_or(|chosen| chosen == Encoding::Utf8) && !self.is_other;
        let mut end = BEGINNING;
        while !self.text.is_char_boundary(end.min(self.text.len())) {
            end += 1;
        }
        match self.text.get(..end) {
            Some(beginning) if is_checked && !beginning.trim().is_empty() => {
                let beginning = work::done(Decoding::new(beginning.as_bytes(), chosen)?)?;
                let mark = end - beginning.text.len();
                Ok(Decoding::of_text(Text {
                    text: self.text[mark..].into(),
                    ..beginning
                }))
            }
            _ => Decoding::new(self.bytes(), chosen),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sliced(bytes: &[u8], slice: usize) -> Intake {
        let mut intake = Intake::new(bytes.len());
        for slice in bytes.chunks(slice) {
            intake.take(slice);
        }
        intake.end();
        intake
    }

    #[test]
    fn slices_say_what_the_whole_says() {
        let long = format!("\u{feff}a,ä,€,🔥\n{}", "1,ü,€,🔥\n".repeat(2_000));
        let wide: Vec<u8> = long.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [
            long.as_bytes(),
            &wide,
            b"",
            b"St\xf6rung;b\n1;2\n",
            b"number,\0\0state",
            b"a,\xc3\xa4\xc3",
            b"%PDF-1.7 and so on",
        ] {
            let read = |decoding: Result<Decoding<'_>, NotImportable>| {
                let text = work::done(decoding?)?;
                Ok::<_, NotImportable>((text.text.into_owned(), text.encoding))
            };
            let of_whole = |intake: &Intake| (read(intake.decoding(None)), intake.bytes().to_vec());
            let whole = read(Decoding::new(bytes, None));
            for slice in [1, 3, 1_000, 100_000] {
                let intake = sliced(bytes, slice);
                assert_eq!(
                    of_whole(&intake),
                    (whole.clone(), bytes.to_vec()),
                    "{slice}"
                );
                assert_eq!(intake.len(), bytes.len());
            }
        }
    }

    #[test]
    fn what_is_too_large_is_not_read_at_all() {
        let intake = Intake::new(600 << 20);
        assert!(!intake.is_readable());
        assert_eq!(
            intake.decoding(None).unwrap_err(),
            NotImportable::TooLarge {
                megabytes: 600,
                most: 512
            }
        );
    }
}
