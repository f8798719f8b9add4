//! Table cells become a line.
//!
//! A data table has a line a row with TAB between the cells. A layout table
//! has whole pages in its cells, and their lines must stay lines: so a cell
//! with several lines and more than 200 characters keeps them.

/// A longer cell with several lines keeps them.
const LONG: usize = 200;

/// The cells of one row, each with its own line breaks.
pub(crate) fn lay_out(cells: &[String]) -> String {
    let filled: Vec<&String> = cells.iter().filter(|cell| !cell.is_empty()).collect();
    if let [page] = filled[..]
        && is_structured(page)
    {
        return page.clone();
    }
    let end = cells.iter().rposition(|cell| !cell.is_empty());
    let cells = &cells[..end.map_or(0, |last| last + 1)];
    let mut row = String::new();
    for (number, cell) in cells.iter().enumerate() {
        if number > 0 {
            row.push_str(gap(&cells[number - 1], cell));
        }
        if is_long(cell) {
            row.push_str(cell);
        } else {
            push_as_one_line(&mut row, cell);
        }
    }
    row
}

/// A long cell follows its label on the same line, unless it begins with
/// something that has to begin a line itself.
fn gap(before: &str, cell: &str) -> &'static str {
    let first_line = cell.lines().next().unwrap_or_default();
    let begins_line = first_line.starts_with("- ") || first_line.contains('\t');
    if is_long(cell) && first_line.starts_with('#') {
        "\n\n"
    } else if is_long(before) || is_long(cell) && begins_line {
        "\n"
    } else {
        "\t"
    }
}

fn is_long(cell: &str) -> bool {
    cell.contains('\n') && cell.chars().nth(LONG).is_some()
}

/// Headings, nested tables and blocks show a layout table even in little text.
fn is_structured(cell: &str) -> bool {
    is_long(cell) || cell.starts_with('#') || cell.contains("\n\n") || cell.contains('\t')
}

fn push_as_one_line(row: &mut String, cell: &str) {
    let lines = cell.lines().filter(|line| !line.is_empty());
    for (number, line) in lines.enumerate() {
        if number > 0 {
            row.push(' ');
        }
        let line = without_heading_mark(line);
        row.extend(line.chars().map(|it| if it == '\t' { ' ' } else { it }));
    }
}

/// Within a line it would be no heading.
fn without_heading_mark(line: &str) -> &str {
    let text = line.trim_start_matches('#');
    text.strip_prefix(' ').unwrap_or(line)
}
