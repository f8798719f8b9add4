//! Choosing passages by the words in them, and cutting them out.

use std::ops::Range;

use irefuda_folding::Folded;
use irefuda_procurement::Span;

use super::highlights::Match;
use crate::answer::Snippet;

/// About how many characters a passage has.
const LENGTH: usize = 120;
/// How many of them may stand before the first word.
const LEAD: usize = 40;

/// What a word of the query is worth in a passage; what a repetition is.
const WHOLE: f32 = 3.0;
const PIECE: f32 = 1.0;
const REPETITION: f32 = 0.1;

/// A stretch of folded text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Passage {
    pub bytes: Range<usize>,
    pub score: f32,
    pub has_whole_word: bool,
}

/// The best passages of a text that do not overlap.
pub(super) fn best(text: &str, matches: &[Match], most: usize) -> Vec<Passage> {
    let mut windows: Vec<Passage> = (0..matches.len())
        .map(|first| window(text, &matches[first..]))
        .collect();
    // Stable: of equals the one that stands first.
    windows.sort_by(|left, right| right.score.total_cmp(&left.score));
    let mut chosen: Vec<Passage> = Vec::new();
    for window in windows {
        let window = widen(text, window);
        let overlaps = |other: &Passage| {
            window.bytes.start < other.bytes.end && other.bytes.start < window.bytes.end
        };
        if !chosen.iter().any(overlaps) {
            chosen.push(window);
        }
        if chosen.len() == most {
            break;
        }
    }
    chosen
}

/// From the first of the matches as many as fit.
fn window(text: &str, matches: &[Match]) -> Passage {
    let start = matches[0].bytes.start;
    let limit = forward(text, start, LENGTH);
    let mut passage = Passage {
        bytes: matches[0].bytes.clone(),
        score: 0.0,
        has_whole_word: false,
    };
    let mut seen = Vec::new();
    for found in matches
        .iter()
        .take_while(|found| found.bytes.start == start || found.bytes.end <= limit)
    {
        passage.bytes.end = found.bytes.end;
        passage.has_whole_word |= found.is_whole;
        passage.score += match (seen.contains(&found.needle), found.is_whole) {
            (true, _) => REPETITION,
            (false, true) => WHOLE,
            (false, false) => PIECE,
        };
        seen.push(found.needle);
    }
    passage
}

/// Adds what stands around the words, to the ends of sentences or lines where
/// they are near.
fn widen(text: &str, mut passage: Passage) -> Passage {
    let Range { start, end } = passage.bytes;
    let length = text[start..end].chars().count();
    let earliest = backward(text, start, LEAD.min(LENGTH.saturating_sub(length)));
    let is_end = |character: char| matches!(character, '\n' | '\t' | '。');
    let before = &text[earliest..start];
    let begin = match before.rfind(is_end) {
        Some(position) => earliest + position + char_length(before, position),
        None => earliest,
    };
    let latest = forward(text, begin, LENGTH).max(end);
    let after = &text[end..latest];
    let close = match after.rfind(is_end) {
        _ if latest == text.len() => latest,
        Some(position) => end + position + char_length(after, position),
        None => latest,
    };
    passage.bytes = begin..close;
    passage
}

fn char_length(text: &str, position: usize) -> usize {
    text[position..].chars().next().map_or(0, char::len_utf8)
}

/// So many characters further on.
fn forward(text: &str, start: usize, characters: usize) -> usize {
    let mut rest = text[start..].char_indices();
    rest.nth(characters)
        .map_or(text.len(), |(position, _)| start + position)
}

/// So many characters back.
fn backward(text: &str, end: usize, characters: usize) -> usize {
    if characters == 0 {
        return end;
    }
    let mut before = text[..end].char_indices().rev();
    before
        .nth(characters - 1)
        .map_or(0, |(position, _)| position)
}

/// Cuts a passage out of the raw text from which the folded one came.
pub(super) fn cut(
    raw: &str,
    part: usize,
    folded: &Folded,
    passage: &Passage,
    matches: &[Match],
) -> Snippet {
    let bytes = trim(raw, folded.raw_range(passage.bytes.clone()));
    let characters = |range: Range<usize>| raw[range].chars().count();
    let start = characters(0..bytes.start);
    // One character for one, so that highlights keep their places.
    let is_break =
        |character: char| character.is_control() || matches!(character, '\u{2028}' | '\u{2029}');
    let text: String = raw[bytes.clone()].replace(is_break, " ");
    let inside = matches.iter().filter(|found| {
        found.bytes.start >= passage.bytes.start && found.bytes.end <= passage.bytes.end
    });
    let mut highlights: Vec<Span> = Vec::new();
    for found in inside {
        let found = folded.raw_range(found.bytes.clone());
        let (from, to) = (found.start.max(bytes.start), found.end.min(bytes.end));
        if from >= to {
            continue;
        }
        let span = Span {
            start: characters(bytes.start..from),
            end: characters(bytes.start..to),
        };
        match highlights.last_mut() {
            Some(last) if last.end >= span.start => last.end = last.end.max(span.end),
            _ => highlights.push(span),
        }
    }
    Snippet {
        part,
        page: None,
        span: Span {
            start,
            end: start + text.chars().count(),
        },
        text,
        highlights,
    }
}

/// Without white space at the ends.
fn trim(raw: &str, bytes: Range<usize>) -> Range<usize> {
    let text = &raw[bytes.clone()];
    let start = bytes.end - text.trim_start().len();
    start.min(bytes.end)..(bytes.start + text.trim_end().len()).max(start)
}
