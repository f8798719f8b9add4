//! Excel since 2007, sheet by sheet and cell by cell.
//!
//! Never a whole range at once: one cell in the last row would make the
//! library allocate all that lies before it.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx, XlsxError};

use super::package::{self, Package};
use super::sheet::Sheets;
use super::{Reader, Reading};
use crate::sample::Sample;
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
    }
    Ok(sheets.finish(warnings))
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
        let (row, column) = cell.get_position();
        sheets.cell(row, column, &Data::from(cell.get_value().clone()));
        if sheets.is_full() {
            break;
        }
    }
    Ok(())
}

fn from_xlsx(error: XlsxError) -> Error {
    match error {
        XlsxError::Password => Error::Encrypted,
        other => Error::damaged(other),
    }
}
