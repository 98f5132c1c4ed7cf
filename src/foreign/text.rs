//! Bytes as text: UTF-8, or the name of what it is instead.

use crate::foreign::NotImportable;

/// The most bytes that are read: half a gigabyte.
const LARGEST: usize = 512 << 20;

/// The text of a file, without a byte order mark.
pub(super) fn of(bytes: &[u8]) -> Result<&str, NotImportable> {
    if bytes.len() > LARGEST {
        return Err(NotImportable::TooLarge {
            megabytes: bytes.len() >> 20,
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
    if let Some(encoding) = wide(bytes) {
        return Err(NotImportable::Encoding { encoding });
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.trim_ascii().is_empty() {
        return Err(NotImportable::Empty);
    }
    // Text has no zero bytes, whatever its encoding.
    if let Some(zero) = bytes.iter().position(|&byte| byte == 0) {
        return Err(NotImportable::Binary {
            what: "a binary file",
            byte: zero + 1,
        });
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        NotImportable::NotUtf8 {
            line: bytes[..at].split(|&byte| byte == b'\n').count(),
            byte: at + 1,
            encoding: "Windows-1252 or another encoding of one byte a letter",
        }
    })
}

/// UTF-16 and UTF-32 by their mark, or by their zero bytes beside ASCII.
fn wide(bytes: &[u8]) -> Option<&'static str> {
    for (mark, encoding) in [
        (&b"\xff\xfe\0\0"[..], "UTF-32"),
        (b"\0\0\xfe\xff", "UTF-32"),
        (b"\xff\xfe", "UTF-16 (Excel calls it “Unicode text”)"),
        (b"\xfe\xff", "UTF-16"),
    ] {
        if bytes.starts_with(mark) {
            return Some(encoding);
        }
    }
    let start = &bytes[..bytes.len().min(1_000)];
    let zeros = |from: usize| {
        start
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|&&byte| byte == 0)
            .count()
    };
    let pairs = start.len() / 2;
    let (even, odd) = (zeros(0), zeros(1));
    (pairs >= 4 && (even.max(odd) * 10 > pairs * 9) && even.min(odd) == 0).then_some("UTF-16")
}
