//! What the rules of a table say of two characters that follow each other.

use super::device::{Placed, Rule, Rules};
use super::layout::ANOTHER_LINE;

/// Room between the last character of a full line and the rule, in ems.
const PADDING: f64 = 2.5;

/// The next cell of the same row: a rule stands between, as high as both. It
/// begins higher than the last line of a cell with several.
pub(super) fn is_next_cell(before: &Placed, glyph: &Placed, rules: &Rules) -> bool {
    if before.is_vertical || down(before, glyph) > ANOTHER_LINE {
        return false;
    }
    // From the middle of one to the middle of the next: a rule may touch.
    let from = before.origin.x + before.advance / 2.0;
    let to = glyph.origin.x + glyph.advance / 2.0;
    columns(before, glyph, rules).any(|at| (from..to).contains(&at))
}

/// The next line of the same cell, after one that was full, so that its
/// sentence goes on.
pub(super) fn goes_on_in_cell(before: &Placed, glyph: &Placed, rules: &Rules) -> bool {
    let is_next_line = (ANOTHER_LINE..3.0).contains(&down(before, glyph));
    if before.is_vertical || !is_next_line || glyph.origin.x > before.origin.x {
        return false;
    }
    let (from, to) = (glyph.origin.x, before.origin.x);
    let end = before.origin.x + before.advance;
    let mut columns = columns(before, glyph, rules);
    let has_left = columns.clone().any(|at| at <= from);
    let is_full = columns
        .clone()
        .any(|at| (to..end + PADDING * before.em).contains(&at));
    let is_another_column = columns.any(|at| (from..to).contains(&at) && at > from);
    let rows = rules
        .level
        .iter()
        .filter(|rule| rule.reaches(from + glyph.advance / 2.0));
    let is_another_row = rows
        .map(|rule| rule.at)
        .any(|at| (glyph.origin.y..before.origin.y).contains(&at));
    has_left && is_full && !is_another_column && !is_another_row
}

fn down(before: &Placed, glyph: &Placed) -> f64 {
    (before.origin.y - glyph.origin.y) / before.em
}

/// Where upright rules are that are as high as both.
fn columns<'a>(
    before: &Placed,
    glyph: &Placed,
    rules: &'a Rules,
) -> impl Iterator<Item = f64> + Clone + use<'a> {
    let heights = [before, glyph].map(|it| it.origin.y + 0.3 * it.em);
    let is_as_high = move |rule: &&Rule| heights.iter().all(|height| rule.reaches(*height));
    rules.upright.iter().filter(is_as_high).map(|rule| rule.at)
}
