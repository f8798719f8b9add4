//! Excel since 2007, sheet by sheet and cell by cell.
//!
//! Never a whole range at once: one cell in the last row would make the
//! library allocate all that lies before it.

use std::io::Cursor;

use calamine::{DataRef, Reader as _, Xlsx, XlsxError};

use super::package::{self, Package};
use super::sheet::{self, Sheets};
use super::{Reader, Reading};
use crate::sample::Sample;
use crate::tidy::tidy;
use crate::{Error, Format, Limits};

pub(super) const READER: Reader = Reader {
    format: Format::Xlsx,
    extensions: &["xlsx", "xlsm"],
    recognises,
    read,
};

fn recognises(sample: &Sample) -> bool {
    package::has_part(sample.bytes, "xl/workbook.xml")
}

fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, Error> {
    Package::open(bytes, limits)?.check_unpacked()?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(from_xlsx)?;
    let mut sheets = Sheets::new(limits.table_cells);
    let mut warnings = Vec::new();
    for name in book.sheet_names() {
        sheets.begin(&name);
        if let Err(error) = push_sheet(&mut book, &name, &mut sheets) {
            warnings.push(format!(
                "シート「{name}」を終わりまで読めませんでした（{error}）。"
            ));
        }
        sheets.end_row();
    }
    if sheets.is_full() {
        warnings.push("セルが多すぎるため、途中で打ち切りました。".to_owned());
    }
    Ok(Reading {
        text: tidy(&sheets.text),
        warnings,
        ..Reading::default()
    })
}

fn push_sheet(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    sheets: &mut Sheets,
) -> Result<(), XlsxError> {
    let mut cells = match book.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        // A sheet that is only a chart.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
        Err(error) => return Err(error),
    };
    while let Some(cell) = cells.next_cell()? {
        let value = shown(cell.get_value());
        if !value.trim().is_empty() {
            let (row, column) = cell.get_position();
            sheets.cell(row, column, &value);
        }
        if sheets.is_full() {
            break;
        }
    }
    Ok(())
}

fn shown(value: &DataRef) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => sheet::number(*number),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Bool(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(date) => sheet::date(date),
        // `#REF!` and the like tell a reader nothing.
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn from_xlsx(error: XlsxError) -> Error {
    match error {
        XlsxError::Password => Error::Encrypted,
        other => Error::damaged(other),
    }
}
