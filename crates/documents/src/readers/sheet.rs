//! What sheets have in common: a heading with the name, a line a row, dates as
//! people write them.

use calamine::{Data, ExcelDateTime};

use super::Reading;
use crate::row;
use crate::tidy::tidy;

/// Sheets become text; cells must come row by row.
pub(super) struct Sheets {
    text: String,
    row: u32,
    cells: Vec<String>,
    /// How many more cells may be laid out.
    left: usize,
}

/// What lies this far right was not put there for a reader.
const MAX_COLUMN: usize = 1000;

impl Sheets {
    pub(super) fn new(limit: usize) -> Self {
        Sheets {
            text: String::new(),
            row: 0,
            cells: Vec::new(),
            left: limit,
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.left == 0
    }

    pub(super) fn begin(&mut self, name: &str) {
        self.end_row();
        self.row = 0;
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        if !is_given_by_excel(name) {
            self.text.push_str(&format!("# {}\n\n", name.trim()));
        }
    }

    /// A cell; an empty one leaves no trace. A row that was left blank is a blank
    /// line.
    pub(super) fn cell(&mut self, row: u32, column: u32, value: &Data) {
        let value = shown(value);
        if value.trim().is_empty() {
            return;
        }
        if row != self.row {
            self.end_row();
            let gap = row.saturating_sub(self.row) > 1;
            if gap && !self.text.ends_with("\n\n") {
                self.text.push('\n');
            }
            self.row = row;
        }
        let column = column as usize;
        if column >= MAX_COLUMN || self.left == 0 {
            return;
        }
        self.left -= 1;
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        self.cells[column] = value.trim().to_owned();
    }

    /// All of it, with what went wrong on the way.
    pub(super) fn finish(mut self, mut warnings: Vec<String>) -> Reading {
        self.end_row();
        if self.is_full() {
            warnings.push("セルが多すぎるため、途中で打ち切りました。".to_owned());
        }
        Reading {
            text: tidy(&self.text),
            warnings,
            ..Reading::default()
        }
    }

    fn end_row(&mut self) {
        if self.cells.is_empty() {
            return;
        }
        let cells: Vec<String> = without_gaps(std::mem::take(&mut self.cells));
        self.text.push_str(&row::lay_out(&cells));
        self.text.push('\n');
    }
}

/// `Sheet1` was named by nobody.
fn is_given_by_excel(name: &str) -> bool {
    let number = name.trim().strip_prefix("Sheet");
    number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Forms are drawn on a fine grid of merged cells: most cells of a row are
/// empty, and a run of empty ones says no more than one TAB.
fn without_gaps(cells: Vec<String>) -> Vec<String> {
    cells.into_iter().filter(|cell| !cell.is_empty()).collect()
}

fn shown(value: &Data) -> String {
    match value {
        Data::Int(value) => value.to_string(),
        Data::Float(value) => number(*value),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
        Data::DateTime(value) => date(value),
        // `#REF!` and the like tell a reader nothing.
        Data::Error(_) | Data::Empty => String::new(),
    }
}

/// A number as a sheet shows it at the most.
fn number(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        return format!("{value:.0}");
    }
    // Binary fractions are not what was typed: 0.1 + 0.2.
    let rounded = format!("{value:.10}");
    rounded
        .trim_end_matches('0')
        .trim_end_matches('.')
        .to_owned()
}

/// A date as ISO, with its time if it has one.
fn date(value: &ExcelDateTime) -> String {
    if value.is_duration() {
        let minutes = (value.as_f64() * 24.0 * 60.0).round() as i64;
        return format!("{}:{:02}", minutes / 60, minutes % 60);
    }
    let (year, month, day, hour, minute, _, _) = value.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}");
    match (value.as_f64() < 1.0, time.as_str()) {
        (true, time) => time.to_owned(),
        (false, "00:00") => format!("{year:04}-{month:02}-{day:02}"),
        (false, time) => format!("{year:04}-{month:02}-{day:02} {time}"),
    }
}
