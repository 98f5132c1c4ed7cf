//! Tables as text: comma, semicolon, tab or bar between cells, quotes, cells of several lines.

use std::collections::{BTreeMap, BTreeSet};

use csv::{Reader, ReaderBuilder, StringRecord};

use crate::foreign::{
    NotImportable,
    text::Encoding,
    work::{self, Work},
};

/// How many rows are looked at to find the delimiter.
const SAMPLE: usize = 50;

/// A table with its column names.
#[derive(Clone, Debug)]
pub struct Table {
    /// Unique names: of two columns with one name, the second is called `name (2)`.
    pub header: Vec<String>,
    pub rows: Vec<Row>,
    /// What stands between cells.
    pub delimiter: u8,
    pub encoding: Encoding,
    /// Whether the file does not say how it is encoded.
    pub is_encoding_guessed: bool,
}

impl Table {
    /// The columns whose name stood there before, as they are called now.
    pub fn repeated(&self) -> impl Iterator<Item = &str> {
        self.header.iter().map(String::as_str).filter(|name| {
            base(name).is_some_and(|base| self.header.iter().any(|other| other == base))
        })
    }

    /// The names of the columns, each once however often it stands there.
    #[must_use]
    pub fn names(&self) -> BTreeSet<&str> {
        let repeated: BTreeSet<&str> = self.repeated().collect();
        let names = self.header.iter().map(String::as_str);
        names.filter(|name| !repeated.contains(name)).collect()
    }
}

/// A row below the names. It may have more or fewer cells than there are columns.
#[derive(Clone, Debug)]
pub struct Row {
    /// The line of the file that it begins in, counted from 1.
    pub line: usize,
    pub cells: StringRecord,
}

/// Reads a table (RFC 4180, and what spreadsheets make of it).
///
/// # Errors
/// When there are no columns, no rows, or a quote that never closes.
pub fn read(text: &str) -> Result<Table, NotImportable> {
    work::done(Reading::new(text)?)
}

/// Bytes of one step that looks for quotes, and rows of one that reads.
const STEP_QUOTES: usize = 256 << 10;
const STEP_ROWS: usize = 200;

/// Reads a table, some rows at a time.
pub struct Reading<'a> {
    text: &'a str,
    /// Lines above the table.
    skipped: usize,
    quotes: Quotes<'a>,
    records: Reader<&'a [u8]>,
    record: StringRecord,
    header: Option<Vec<String>>,
    rows: Vec<Row>,
    delimiter: u8,
}

impl<'a> Reading<'a> {
    /// Nothing read yet.
    ///
    /// # Errors
    /// When there are no columns.
    pub fn new(text: &'a str) -> Result<Self, NotImportable> {
        let (text, skipped, delimiter) = match declared(text) {
            Some((rest, delimiter)) => (rest, 1, delimiter),
            None => (text, 0, delimiter_of(text)),
        };
        let delimiter = delimiter.ok_or(NotImportable::NoTable)?;
        Ok(Self {
            text,
            skipped,
            quotes: Quotes::new(text, delimiter),
            records: ReaderBuilder::new()
                .delimiter(delimiter)
                .has_headers(false)
                .flexible(true)
                .from_reader(text.as_bytes()),
            record: StringRecord::new(),
            header: None,
            rows: Vec::new(),
            delimiter,
        })
    }

    /// Reads the next row. False where there is none.
    fn row(&mut self) -> bool {
        if !self.records.read_record(&mut self.record).unwrap_or(false) {
            return false;
        }
        let Some(_) = &self.header else {
            self.header = Some(unique(&self.record));
            return true;
        };
        // Spreadsheets save the empty rows that somebody once touched.
        if self.record.iter().any(|cell| !cell.is_empty()) {
            self.rows.push(Row {
                line: line(self.text, &self.record) + self.skipped,
                cells: self.record.clone(),
            });
        }
        true
    }
}

impl Work for Reading<'_> {
    type Done = Result<Table, NotImportable>;

    fn step(&mut self) -> bool {
        if self.quotes.step(STEP_QUOTES) {
            return true;
        }
        self.quotes.opened.is_none() && (0..STEP_ROWS).all(|_| self.row())
    }

    fn share(&self) -> f64 {
        let at = usize::try_from(self.records.position().byte()).unwrap_or(usize::MAX);
        work::share(at, self.text.len())
    }

    fn finish(self) -> Self::Done {
        if let Some(line) = self.quotes.opened {
            return Err(NotImportable::OpenQuote {
                line: line + self.skipped,
            });
        }
        let header = self.header.ok_or(NotImportable::NoTable)?;
        if self.rows.is_empty() {
            return Err(NotImportable::NoRows {
                columns: header.len(),
            });
        }
        Ok(Table {
            header,
            rows: self.rows,
            delimiter: self.delimiter,
            encoding: Encoding::Utf8,
            is_encoding_guessed: false,
        })
    }
}

/// The line of a row's first character. The reader counts from the end of the row before, so
/// empty lines are added.
fn line(text: &str, cells: &StringRecord) -> usize {
    let Some(position) = cells.position() else {
        return 0;
    };
    let number = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let rest = text
        .as_bytes()
        .get(number(position.byte())..)
        .unwrap_or_default();
    let blank = rest
        .iter()
        .take_while(|&&byte| byte == b'\n' || byte == b'\r');
    number(position.line()) + blank.filter(|&&byte| byte == b'\n').count()
}

/// The first line `sep=;`, by which a file tells Excel its delimiter.
fn declared(text: &str) -> Option<(&str, Option<u8>)> {
    let (first, rest) = text.split_once('\n')?;
    let first = first.trim_end_matches('\r').trim_matches('"');
    match first.strip_prefix("sep=")?.as_bytes() {
        &[delimiter] => Some((rest, Some(delimiter))),
        _ => None,
    }
}

/// What cuts the rows like the names: of those that cut most of them so, the one with the most
/// columns.
fn delimiter_of(text: &str) -> Option<u8> {
    let widths = |delimiter: u8| {
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let records = reader.records().map_while(Result::ok).take(SAMPLE);
        let widths: Vec<usize> = records.map(|cells| cells.len()).collect();
        let columns = widths.first().copied().unwrap_or(0);
        let fitting = widths.iter().filter(|&&width| width == columns).count();
        (fitting * 100 / widths.len().max(1) / 10, columns)
    };
    let candidates = [b',', b';', b'\t', b'|'].map(|delimiter| (widths(delimiter), delimiter));
    let candidates = candidates
        .into_iter()
        .filter(|((_, columns), _)| *columns > 1);
    // Of equals the first, which is the commonest.
    let best = candidates.rev().max_by_key(|&(widths, _)| widths);
    best.map(|(_, delimiter)| delimiter)
}

/// Looks for a quote that opens a cell and never closes: the reader would take all that follows
/// for one cell.
struct Quotes<'a> {
    bytes: &'a [u8],
    delimiter: u8,
    place: usize,
    line: usize,
    /// The line of the quote that is open.
    opened: Option<usize>,
    at_start: bool,
}

impl<'a> Quotes<'a> {
    fn new(text: &'a str, delimiter: u8) -> Self {
        let bytes = text.as_bytes();
        Self {
            bytes,
            delimiter,
            // Most tables have no quotes at all.
            place: if bytes.contains(&b'"') {
                0
            } else {
                bytes.len()
            },
            line: 1,
            opened: None,
            at_start: true,
        }
    }

    /// Looks at so many bytes more. False where nothing is left.
    fn step(&mut self, bytes: usize) -> bool {
        let end = self.bytes.len().min(self.place + bytes);
        while self.place < end {
            let byte = self.bytes[self.place];
            self.place += 1;
            self.line += usize::from(byte == b'\n');
            match (byte, self.opened) {
                (b'"', None) if self.at_start => self.opened = Some(self.line),
                (b'"', Some(_)) if self.bytes.get(self.place) == Some(&b'"') => self.place += 1,
                (b'"', Some(_)) => self.opened = None,
                _ => {}
            }
            let is_end = byte == self.delimiter || byte == b'\n' || byte == b'\r';
            self.at_start = self.opened.is_none() && is_end;
        }
        self.place < self.bytes.len()
    }
}

/// The name that `name (2)` repeats.
fn base(name: &str) -> Option<&str> {
    let (base, number) = name.strip_suffix(')')?.rsplit_once(" (")?;
    number.parse::<usize>().is_ok().then_some(base)
}

fn unique(header: &StringRecord) -> Vec<String> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let names = header.iter().map(|name| {
        let name = name.trim();
        let times = seen.entry(name).or_default();
        *times += 1;
        match times {
            1 => name.to_owned(),
            times => format!("{name} ({times})"),
        }
    });
    names.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(usize, Vec<String>)> {
        let table = read(text).unwrap();
        let cells = |row: &Row| row.cells.iter().map(str::to_owned).collect();
        table
            .rows
            .iter()
            .map(|row| (row.line, cells(row)))
            .collect()
    }

    fn cells(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|&cell| cell.to_owned()).collect()
    }

    #[test]
    fn the_delimiter_is_found_and_quotes_are_kept_whole() {
        for text in [
            "a,b\n1,\"x, \"\"y\"\"\"\n",
            "a;b\r\n1;\"x, \"\"y\"\"\"\r\n",
            "a\tb\n1\t\"x, \"\"y\"\"\"",
            "sep=;\na;b\n1;x, \"y\"",
            "\"sep=|\"\r\na|b\r\n1|x, \"y\"\n|\n",
            "a|b\n1|\"x, \"\"y\"\"\"\n",
        ] {
            assert_eq!(rows(text)[0].1, cells(&["1", "x, \"y\""]), "{text:?}");
        }
        assert_eq!(read("\"a;b;c\",d\n1,2").unwrap().header, ["a;b;c", "d"]);
        // More commas than semicolons in the names, but not in every row.
        let table = read("Name, first, last;No\nEve;1\nBob, jr;2\n").unwrap();
        assert_eq!(table.header, ["Name, first, last", "No"]);
    }

    #[test]
    fn rows_know_their_line_also_behind_cells_of_several_lines() {
        let text = "a,b\n1,\"x\ny\n\nz\"\n\n2,3\n4\n";
        assert_eq!(
            rows(text),
            [
                (2, cells(&["1", "x\ny\n\nz"])),
                (7, cells(&["2", "3"])),
                (8, cells(&["4"])),
            ]
        );
        assert_eq!(rows("sep=,\na,b\n1,2\n")[0].0, 3);
    }

    #[test]
    fn columns_of_one_name_are_told_apart() {
        assert_eq!(
            read("a,a,b,a\n1,2,3,4").unwrap().header,
            ["a", "a (2)", "b", "a (3)"]
        );
        let table = read("a,a,b (2),a\n1,2,3,4").unwrap();
        assert_eq!(table.repeated().collect::<Vec<_>>(), ["a (2)", "a (3)"]);
        assert_eq!(table.names(), BTreeSet::from(["a", "b (2)"]));
    }

    #[test]
    fn a_quote_that_never_closes_is_found_where_it_opens() {
        assert_eq!(
            read("a,b\n1,2\n3,\"4\n5,6\n").unwrap_err(),
            NotImportable::OpenQuote { line: 3 }
        );
        // Inches inside a cell are no quotes.
        assert_eq!(rows("a,b\n1,19\" rack\n")[0].1, cells(&["1", "19\" rack"]));
    }
}
