//! The text query as typed.
//!
//! ```text
//! query  = { item }                       every item has to hold
//! item   = [ "-" ] ( phrase | word )      with "-" it must not hold
//! phrase = '"' text '"' | '「' text '」' | '『' text '』' | '“' text '”'
//! word   = characters other than white space, up to the next phrase
//! ```
//!
//! White space includes the full-width space, "-" the full-width one. Nothing
//! is ever an error: a quotation mark without its partner and a "-" with
//! nothing behind it are characters like others.

use crate::analysis::normalise;

/// A query, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct TextQuery {
    pub required: Vec<Word>,
    pub excluded: Vec<Word>,
}

/// What was typed without a space, or in quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// In the form in which text is analysed; never empty.
    pub text: String,
    /// Whether it stood in quotation marks: its words have to follow each other.
    pub is_phrase: bool,
}

const QUOTATION_MARKS: [(char, char); 5] = [
    ('"', '"'),
    ('＂', '＂'),
    ('「', '」'),
    ('『', '』'),
    ('“', '”'),
];

const MINUS: [char; 3] = ['-', '－', '−'];

impl TextQuery {
    /// Reads a query.
    pub fn parse(typed: &str) -> Self {
        let mut query = Self::default();
        let mut rest = typed.trim_start();
        while !rest.is_empty() {
            let (is_excluded, item) = match rest.strip_prefix(MINUS) {
                Some(item) if item.starts_with(|next: char| !next.is_whitespace()) => (true, item),
                _ => (false, rest),
            };
            let word;
            (word, rest) = next_word(item);
            rest = rest.trim_start();
            if let Some(word) = word {
                let words = match is_excluded {
                    true => &mut query.excluded,
                    false => &mut query.required,
                };
                words.push(word);
            }
        }
        query
    }
}

/// Splits the first word or phrase off; none if nothing of it remains.
fn next_word(item: &str) -> (Option<Word>, &str) {
    if let Some((phrase, rest)) = quoted(item) {
        return (Word::new(phrase, true), rest);
    }
    let is_end = |(position, character): &(usize, char)| {
        character.is_whitespace() || *position > 0 && quoted(&item[*position..]).is_some()
    };
    let end = item
        .char_indices()
        .find(is_end)
        .map_or(item.len(), |(position, _)| position);
    (Word::new(&item[..end], false), &item[end..])
}

/// What stands between a quotation mark at the beginning and its partner, and
/// what follows.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let first = text.chars().next()?;
    let (_, partner) = QUOTATION_MARKS
        .iter()
        .find(|(opening, _)| *opening == first)?;
    text[first.len_utf8()..].split_once(*partner)
}

impl Word {
    fn new(typed: &str, is_phrase: bool) -> Option<Self> {
        let text = normalise(typed).trim().to_owned();
        (!text.is_empty()).then_some(Self { text, is_phrase })
    }
}
