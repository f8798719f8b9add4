//! Headers, footers and page numbers: what stands at the same end of three or
//! more pages, digits apart. A "- 1 -" would land inside a sentence.

use std::collections::{HashMap, HashSet};

/// From how many pages on it is no accident.
const PAGES: usize = 3;

/// How many lines at an end may repeat.
const LINES: usize = 3;

#[derive(Clone, Copy, PartialEq)]
enum End {
    Top,
    Bottom,
}

/// Takes the repeated lines off. What stands at the top of the first page stays
/// unless it is a page number: it is a title there, in nobody's way.
pub(super) fn drop_repeated(pages: &mut [String]) {
    let mut titles = String::new();
    for end in [End::Top, End::Bottom] {
        for _ in 0..LINES {
            drop_outermost(pages, end, &mut titles);
        }
    }
    if let Some(first) = pages.first_mut() {
        first.insert_str(0, &titles);
    }
}

/// Looks at the outermost line of every page.
fn drop_outermost(pages: &mut [String], end: End, titles: &mut String) {
    let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
    for (number, page) in pages.iter().enumerate() {
        if let Some(line) = outermost(page, end) {
            groups.entry(without_digits(line)).or_default().push(number);
        }
    }
    for group in groups.values().filter(|group| group.len() >= PAGES) {
        if end == End::Top && group[0] == 0 && all_equal(pages, group) {
            titles.push_str(outermost(&pages[0], end).unwrap_or_default());
            titles.push('\n');
        }
        for number in group {
            take_off(&mut pages[*number], end);
        }
    }
}

/// Page numbers differ, titles do not.
fn all_equal(pages: &[String], group: &[usize]) -> bool {
    let lines: HashSet<_> = group
        .iter()
        .map(|number| outermost(&pages[*number], End::Top))
        .collect();
    lines.len() == 1
}

fn outermost(page: &str, end: End) -> Option<&str> {
    let mut lines = page.lines().map(str::trim).filter(|line| !line.is_empty());
    match end {
        End::Top => lines.next(),
        End::Bottom => lines.next_back(),
    }
}

fn take_off(page: &mut String, end: End) {
    match end {
        End::Top => {
            let begin = page.len() - page.trim_start().len();
            let length = page[begin..]
                .find('\n')
                .map_or(page.len() - begin, |at| at + 1);
            page.drain(..begin + length);
        }
        End::Bottom => {
            page.truncate(page.trim_end().len());
            page.truncate(page.rfind('\n').map_or(0, |at| at + 1));
        }
    }
}

/// Runs of digits become one mark.
fn without_digits(line: &str) -> String {
    let mut shape = String::new();
    for character in line.chars() {
        if !character.is_numeric() {
            shape.push(character);
        } else if !shape.ends_with('#') {
            shape.push('#');
        }
    }
    shape
}
