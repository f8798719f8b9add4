//! Excel 97 to 2003.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xls, XlsError};

use super::sheet::Sheets;
use super::{Reader, Reading, compound};
use crate::sample::Sample;
use crate::{Error, Format, Limits};

pub(super) const READER: Reader = Reader {
    format: Format::Xls,
    extensions: &["xls", "xlt"],
    recognises,
    read,
};

fn recognises(sample: &Sample) -> bool {
    compound::has_stream(sample.bytes, &["Workbook", "Book"])
}

fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, Error> {
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(from_xls)?;
    let mut sheets = Sheets::new(limits.table_cells);
    let mut warnings = Vec::new();
    for name in book.sheet_names() {
        sheets.begin(&name);
        match book.worksheet_range(&name) {
            Ok(range) => push_cells(&range, &mut sheets),
            Err(error) => warnings.push(format!("シート「{name}」を読めませんでした（{error}）。")),
        }
    }
    Ok(sheets.finish(warnings))
}

fn push_cells(range: &calamine::Range<Data>, sheets: &mut Sheets) {
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        sheets.cell(top + row as u32, left + column as u32, value);
        if sheets.is_full() {
            break;
        }
    }
}

fn from_xls(error: XlsError) -> Error {
    match error {
        XlsError::Password => Error::Encrypted,
        other => Error::damaged(other),
    }
}
