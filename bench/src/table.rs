//! Tables in Markdown.

/// Prints a table; all columns but the first hold numbers.
pub fn print(heads: &[&str], rows: &[Vec<String>]) {
    println!("| {} |", heads.join(" | "));
    let marks: Vec<&str> = (0..heads.len())
        .map(|index| if index == 0 { "---" } else { "---:" })
        .collect();
    println!("| {} |", marks.join(" | "));
    for row in rows {
        println!("| {} |", row.join(" | "));
    }
    println!();
}

/// A number with three significant digits, or all before the point.
pub fn number(value: f64) -> String {
    match value {
        _ if value >= 99.95 => format!("{value:.0}"),
        _ if value >= 9.995 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}
