//! An answer as a table for people: aligned for double-width characters, no
//! wider than the terminal.

use std::cmp::Reverse;
use std::io::{self, Write};

use console::{Alignment, Style, measure_text_width, pad_str, style, truncate_str};
use irefuda_procurement::eligibility::Prospect;
use irefuda_procurement::{Eligibility, Moment, Status};
use irefuda_search::{DidYouMean, Facet, FacetCount, Hit, SearchAnswer, Snippet};

/// A column: its heading, and the width below which it is not squeezed.
struct Column {
    heading: &'static str,
    least: usize,
}

/// A row's cells, in the order of [`COLUMNS`].
type Row = [String; COLUMNS.len()];

const COLUMNS: [Column; 6] = [
    Column {
        heading: "締切",
        least: 16,
    },
    Column {
        heading: "残り",
        least: 9,
    },
    Column {
        heading: "発注機関",
        least: 8,
    },
    Column {
        heading: "件名",
        least: 34,
    },
    Column {
        heading: "区分",
        least: 4,
    },
    Column {
        heading: "方式",
        least: 8,
    },
];

/// The columns that are shown even where they have to be cut off.
const ALWAYS: usize = 4;
/// The column of the time left.
const LEFT: usize = 1;
const GAP: &str = "  ";
/// Where the line below a row begins.
const INDENT: &str = "    ";
/// The width of a passage where there is no terminal to say.
const PASSAGE_WIDTH: usize = 160;
/// How much of a passage is shown before the first highlight, in characters.
const LEAD: usize = 12;
/// How many values of a facet are shown.
const VALUES: usize = 8;
const UNKNOWN: &str = "不明";

/// Prints an answer. Without a width nothing is cut off.
pub(crate) fn print(
    answer: &SearchAnswer,
    width: Option<usize>,
    output: &mut impl Write,
) -> io::Result<()> {
    print_total(answer, output)?;
    print_understood(answer, output)?;
    if !answer.hits.is_empty() {
        print_hits(answer, width, output)?;
    }
    print_facets(answer, width, output)?;
    print_histograms(answer, width, output)?;
    output.flush()
}

fn print_total(answer: &SearchAnswer, output: &mut impl Write) -> io::Result<()> {
    let (total, shown) = (answer.total, answer.hits.len());
    write!(output, "{total} 件")?;
    if shown as u64 != total && shown > 0 {
        match answer.page {
            Some(page) => {
                let first = (page - 1) * answer.per_page + 1;
                write!(output, "のうち {first}〜{} 件目", first + shown - 1)?;
            }
            None => write!(output, "のうち続きの {shown} 件")?,
        }
    }
    writeln!(output, "（{} 現在）\n", moment(answer.as_of))
}

/// How the words were understood.
fn print_understood(answer: &SearchAnswer, output: &mut impl Write) -> io::Result<()> {
    let understood = &answer.understood;
    let mut lines = Vec::new();
    for filter in &understood.filters {
        let parameters = filter
            .parameters
            .iter()
            .map(|parameter| format!("{}={}", parameter.name, parameter.value));
        let parameters: Vec<String> = parameters.collect();
        lines.push(format!("「{}」→ {}", filter.text, parameters.join(" ")));
    }
    for also in &understood.also_searched {
        lines.push(format!("{} = {}", also.word, also.forms.join("、")));
    }
    if !understood.ignored.is_empty() {
        lines.push(format!("「{}」は除く", understood.ignored.join("」「")));
    }
    if answer.with_all_words < answer.total {
        lines.push(format!(
            "すべての言葉を含むもの {} 件、ほかは一部を含むもの",
            answer.with_all_words
        ));
    }
    for meant in &understood.did_you_mean {
        let DidYouMean {
            q,
            total,
            is_applied,
        } = meant;
        lines.push(match is_applied {
            true => format!("入力した言葉では見つからないので、「{q}」の {total} 件を示す"),
            false => format!("もしかして: {q}（{total} 件）"),
        });
    }
    for line in &lines {
        writeln!(output, "{}", style(line).dim())?;
    }
    if !lines.is_empty() {
        writeln!(output)?;
    }
    Ok(())
}

fn print_hits(
    answer: &SearchAnswer,
    width: Option<usize>,
    output: &mut impl Write,
) -> io::Result<()> {
    let rows: Vec<Row> = answer
        .hits
        .iter()
        .map(|hit| row(hit, answer.as_of))
        .collect();
    let widths = widths(&rows, width);
    let headings = COLUMNS.map(|column| column.heading.to_owned());
    let bold = |_| Style::new().bold();
    writeln!(output, "{}", cut(&line(&headings, &widths, bold), width))?;
    for (hit, row) in answer.hits.iter().zip(&rows) {
        let urgency = urgency(hit, answer.as_of);
        let style_of = |column| {
            if column == LEFT {
                urgency.clone()
            } else {
                Style::new()
            }
        };
        writeln!(output, "{}", cut(&line(row, &widths, style_of), width))?;
        writeln!(
            output,
            "{}",
            cut(&source_and_passage(hit), width.or(Some(PASSAGE_WIDTH)))
        )?;
    }
    writeln!(output)
}

fn row(hit: &Hit, as_of: Moment) -> Row {
    let summary = &hit.summary;
    let or_unknown = |value: &Option<String>| value.clone().unwrap_or_else(|| UNKNOWN.to_owned());
    [
        summary.closes_at.map_or_else(|| UNKNOWN.to_owned(), moment),
        time_left(hit, as_of),
        or_unknown(&summary.agency),
        or_unknown(&summary.title),
        summary
            .category
            .map_or(UNKNOWN, |category| category.label())
            .to_owned(),
        or_unknown(&summary.method),
    ]
}

/// Days of the calendar until the closing, or why there are none.
fn time_left(hit: &Hit, as_of: Moment) -> String {
    match (hit.status, days_left(hit, as_of)) {
        (Status::Open, Some(0)) => "今日".to_owned(),
        (Status::Open, Some(days)) => format!("あと{days}日"),
        (Status::Unknown, _) => "-".to_owned(),
        (status, _) => status.label().to_owned(),
    }
}

fn days_left(hit: &Hit, as_of: Moment) -> Option<i32> {
    let closes_on = hit.summary.closes_at?.date();
    let left = closes_on.since(as_of.date()).ok()?;
    Some(left.get_days())
}

fn urgency(hit: &Hit, as_of: Moment) -> Style {
    match (hit.status, days_left(hit, as_of)) {
        (Status::Open, Some(..=3)) => Style::new().red().bold(),
        (Status::Open, Some(..=7)) => Style::new().yellow(),
        (Status::Open, _) => Style::new().green(),
        _ => Style::new().dim(),
    }
}

/// `2026-12-10 17:00`, or the day alone.
fn moment(moment: Moment) -> String {
    match moment {
        Moment::Day(day) => day.to_string(),
        Moment::At(at) => at.strftime("%Y-%m-%d %H:%M").to_string(),
    }
}

/// The width of each column that is shown: what it needs, or less where a
/// terminal is too narrow; then the last columns go, and what can best spare
/// it gives first.
fn widths(rows: &[Row], available: Option<usize>) -> Vec<usize> {
    let available = available.unwrap_or(usize::MAX);
    let mut widths: Vec<usize> = (0..COLUMNS.len())
        .map(|column| needed(rows, column))
        .collect();
    let least = |column: usize, width: &usize| COLUMNS[column].least.min(*width);
    let with_gaps =
        |widths: &[usize]| widths.iter().sum::<usize>() + GAP.len() * (widths.len() - 1);
    let all_least = |widths: &[usize]| -> Vec<usize> {
        widths
            .iter()
            .enumerate()
            .map(|(column, width)| least(column, width))
            .collect()
    };
    while widths.len() > ALWAYS && with_gaps(&all_least(&widths)) > available {
        widths.pop();
    }
    while with_gaps(&widths) > available {
        let spare = |column: &usize| widths[*column] - least(*column, &widths[*column]);
        let most_spare = (0..widths.len())
            .max_by_key(spare)
            .filter(|column| spare(column) > 0);
        let Some(column) = most_spare else { break };
        widths[column] -= 1;
    }
    widths
}

fn needed(rows: &[Row], column: usize) -> usize {
    let cells = rows.iter().map(|row| measure_text_width(&row[column]));
    cells
        .max()
        .unwrap_or(0)
        .max(measure_text_width(COLUMNS[column].heading))
}

fn line(row: &Row, widths: &[usize], style_of: impl Fn(usize) -> Style) -> String {
    let cells = row
        .iter()
        .zip(widths)
        .enumerate()
        .map(|(column, (cell, width))| {
            let cell = pad_str(cell, *width, Alignment::Left, Some("…"));
            style_of(column).apply_to(cell).to_string()
        });
    cells.collect::<Vec<_>>().join(GAP)
}

/// What became of the notice, the file, and the first passage that shows why it
/// was found.
fn source_and_passage(hit: &Hit) -> String {
    let marks = hit.summary.marks.iter().map(|mark| mark.label());
    let marks = marks.collect::<Vec<_>>().join("・");
    let marks = match marks.is_empty() {
        true => marks,
        false => format!("{}{GAP}", style(format!("［{marks}］")).yellow()),
    };
    let missing = match hit.missing_words.is_empty() {
        true => String::new(),
        false => format!(
            "{}{GAP}",
            style(format!("（{} なし）", hit.missing_words.join("・"))).dim()
        ),
    };
    let prospect = hit.eligibility.as_ref().map(prospect).unwrap_or_default();
    let path = style(&hit.summary.source.path).dim();
    let passage = hit.snippets.first().map(highlighted).unwrap_or_default();
    format!("{INDENT}{prospect}{marks}{missing}{path}{GAP}{passage}")
}

/// Whether the firm may bid, and what is missing.
fn prospect(prospect: &Prospect) -> String {
    let reason = prospect.reason();
    let colon = if reason.is_empty() { "" } else { ": " };
    let words = format!("［{}{colon}{reason}］", prospect.value.label());
    let words = match prospect.value {
        Eligibility::Met => style(words).green(),
        Eligibility::OneShort => style(words).yellow(),
        Eligibility::NotMet | Eligibility::Unknown => style(words).dim(),
    };
    format!("{words}{GAP}")
}

/// No wider than the terminal, and without spaces at its end.
fn cut(line: &str, width: Option<usize>) -> String {
    let line = truncate_str(line.trim_end(), width.unwrap_or(usize::MAX), "…");
    line.into_owned()
}

/// The passage from shortly before its first highlight on.
fn highlighted(snippet: &Snippet) -> String {
    let is_highlighted = |position: usize| {
        let mut spans = snippet.highlights.iter();
        spans.any(|span| (span.start..span.end).contains(&position))
    };
    let characters: Vec<(bool, char)> = snippet
        .text
        .chars()
        .enumerate()
        .map(|(position, character)| (is_highlighted(position), character))
        .collect();
    let first = characters
        .iter()
        .position(|(is_highlighted, _)| *is_highlighted);
    let start = first.unwrap_or(0).saturating_sub(LEAD);
    let mut passage = String::from(if start > 0 { "…" } else { "" });
    for run in characters[start..].chunk_by(|one, next| one.0 == next.0) {
        let text: String = run.iter().map(|(_, character)| character).collect();
        let highlight = if run[0].0 {
            Style::new().bold().underlined()
        } else {
            Style::new()
        };
        passage.push_str(&highlight.apply_to(text).to_string());
    }
    passage
}

/// How many notices each choice would leave, a line a facet.
fn print_facets(
    answer: &SearchAnswer,
    width: Option<usize>,
    output: &mut impl Write,
) -> io::Result<()> {
    for facet in Facet::ALL {
        let counts = answer
            .facets
            .get(&facet)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let mut counts: Vec<&FacetCount> = counts.iter().filter(|count| count.count > 0).collect();
        if counts.is_empty() {
            continue;
        }
        let rest = counts.len().saturating_sub(VALUES);
        if rest > 0 {
            counts.sort_by_key(|count| Reverse(count.count));
            counts.truncate(VALUES);
        }
        let shown: Vec<String> = counts.into_iter().map(value).collect();
        let rest = if rest > 0 {
            format!("  ほか {rest}")
        } else {
            String::new()
        };
        let line = format!("{}: {}{rest}", facet.label(), shown.join("  "));
        writeln!(output, "{}", cut(&line, width))?;
    }
    Ok(())
}

/// How many notices there are by date, a line a histogram.
fn print_histograms(
    answer: &SearchAnswer,
    width: Option<usize>,
    output: &mut impl Write,
) -> io::Result<()> {
    for (histogram, counts) in &answer.histogram {
        let buckets = counts.buckets.iter();
        let shown = buckets.map(|bucket| format!("{} {}", bucket.from, bucket.count));
        let shown: Vec<String> = shown.collect();
        let line = format!(
            "{histogram}: {}  {UNKNOWN} {}",
            shown.join("  "),
            counts.unknown
        );
        writeln!(output, "{}", cut(&line, width))?;
    }
    Ok(())
}

fn value(count: &FacetCount) -> String {
    let mark = if count.selected { "*" } else { "" };
    format!("{mark}{} {}", count.label, count.count)
}
