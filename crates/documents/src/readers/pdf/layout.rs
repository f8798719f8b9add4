//! Placed characters become lines.
//!
//! The order of drawing is kept: all producers of procurement documents draw
//! in reading order, and sorting by place breaks columns. A new line begins
//! where the pen moves across the direction of writing, a new cell where it
//! leaps or crosses a rule.

use hayro_cmap::BfString;
use kurbo::Vec2;

use super::cells::{goes_on_in_cell, is_next_cell};
use super::device::{Placed, Rules};

/// In ems: how far across is another line, how far along is another cell, and
/// from where a gap between Latin letters is a space.
pub(super) const ANOTHER_LINE: f64 = 0.5;
const ANOTHER_CELL: f64 = 2.2;
const SPACE: f64 = 0.2;

/// How many earlier characters are looked at for one drawn twice.
const LOOK_BACK: usize = 400;

/// The text of a page.
pub(super) fn text(glyphs: &[Placed], rules: &Rules) -> String {
    let mut text = String::new();
    let mut before: Option<&Placed> = None;
    for (number, glyph) in glyphs.iter().enumerate() {
        let earlier = &glyphs[number.saturating_sub(LOOK_BACK)..number];
        if before.is_some_and(|before| goes_back(before, glyph)) && is_drawn_again(earlier, glyph) {
            continue;
        }
        if let Some(before) = before {
            push_gap(&mut text, before, glyph, rules);
        }
        push(&mut text, &glyph.text);
        before = Some(glyph);
    }
    end_line(&mut text);
    text
}

/// From the end of one character to the beginning of the next, along and
/// across the direction of writing, in ems.
fn step(before: &Placed, glyph: &Placed) -> (f64, f64) {
    let step = glyph.origin - before.origin;
    let across = Vec2::new(-before.direction.y, before.direction.x);
    let along = step.dot(before.direction) - before.advance;
    (along / before.em, step.dot(across).abs() / before.em)
}

/// Bold is often drawn as the same text twice, with a hair's breadth between.
fn is_drawn_again(earlier: &[Placed], glyph: &Placed) -> bool {
    let is_same = |other: &Placed| {
        let apart = (other.origin - glyph.origin).hypot();
        apart < 0.15 * glyph.em && other.text == glyph.text
    };
    earlier.iter().rev().any(is_same)
}

fn goes_back(before: &Placed, glyph: &Placed) -> bool {
    step(before, glyph).0 < -0.3
}

fn push_gap(text: &mut String, before: &Placed, glyph: &Placed, rules: &Rules) {
    if is_upright_in_column(before, glyph) {
        return;
    }
    let (along, across) = step(before, glyph);
    let is_turned = before.direction.dot(glyph.direction) < 0.9;
    // Within a word there is nothing to look for, and most are within one.
    let is_apart = along > SPACE / 2.0 || across > ANOTHER_LINE;
    let is_next_cell = !is_turned && is_apart && is_next_cell(before, glyph, rules);
    if !is_turned && across > ANOTHER_LINE && goes_on_in_cell(before, glyph, rules) {
        return push_space(text, glyph);
    }
    if is_turned || across > ANOTHER_LINE && !is_next_cell || along < -ANOTHER_CELL {
        return end_line(text);
    }
    if along > ANOTHER_CELL || is_next_cell {
        trim_end(text);
        text.push('\t');
    } else if along > SPACE {
        push_space(text, glyph);
    }
}

/// Between Latin letters; Japanese has no spaces between words.
fn push_space(text: &mut String, glyph: &Placed) {
    if is_latin(text.chars().next_back()) && is_latin(first(glyph)) {
        text.push(' ');
    }
}

/// A number of one to three digits stands upright in a vertical line: it is
/// written horizontally and belongs to the line.
fn is_upright_in_column(before: &Placed, glyph: &Placed) -> bool {
    if before.is_vertical == glyph.is_vertical {
        return false;
    }
    let step = glyph.origin - before.origin;
    step.x.abs() < 1.5 * before.em && step.y.abs() < 2.5 * before.em
}

fn first(glyph: &Placed) -> Option<char> {
    match &glyph.text {
        BfString::Char(character) => Some(*character),
        BfString::String(text) => text.chars().next(),
    }
}

fn is_latin(character: Option<char>) -> bool {
    character.is_some_and(|character| character.is_ascii_graphic())
}

fn push(text: &mut String, drawn: &BfString) {
    match drawn {
        BfString::Char(character) => push_character(text, *character),
        BfString::String(drawn) => drawn.chars().for_each(|it| push_character(text, it)),
    }
}

/// Fonts say "the same character, drawn otherwise" with an invisible one after
/// it, and have many spaces.
fn push_character(text: &mut String, character: char) {
    match character {
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{AD}' => {}
        '\u{2000}'..='\u{200A}' | '\u{A0}' | '\t' | '\r' | '\n' => text.push(' '),
        _ => text.push(character),
    }
}

fn end_line(text: &mut String) {
    trim_end(text);
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

fn trim_end(text: &mut String) {
    let kept = text.trim_end_matches([' ', '\u{3000}', '\t']).len();
    text.truncate(kept);
}
