//! Digits that a scanner took for letters: 2月 l5日, 13:3O.

use std::borrow::Cow;

/// The text with letters in dates and times as the digits that they stand for;
/// of the same length, byte for byte.
pub(super) fn repaired(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut repairs: Vec<(usize, u8)> = Vec::new();
    let mut start = 0;
    while let Some(offset) = bytes[start..].iter().position(|byte| may_be_digit(*byte)) {
        start += offset;
        let length = bytes[start..]
            .iter()
            .take_while(|byte| may_be_digit(**byte))
            .count();
        let end = start + length;
        if is_damaged(text, start, end) {
            let letters = (start..end).filter_map(|at| Some((at, digit(bytes[at])?)));
            repairs.extend(letters);
        }
        start = end;
    }
    if repairs.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut repaired = bytes.to_vec();
    for (at, digit) in repairs {
        repaired[at] = digit;
    }
    // Only letters of ASCII were replaced, by digits.
    String::from_utf8(repaired).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Whether a run of digits and such letters is a damaged number of a date: it has
/// a digit, stands alone, and a unit follows or a colon is beside it.
fn is_damaged(text: &str, start: usize, end: usize) -> bool {
    let run = &text[start..end];
    let is_short = (2..=4).contains(&run.len());
    let is_mixed = run.bytes().any(|byte| byte.is_ascii_digit())
        && run.bytes().any(|byte| !byte.is_ascii_digit());
    if !is_short || !is_mixed {
        return false;
    }
    let before = text[..start].chars().next_back();
    let after = text[end..].trim_start_matches(' ').chars().next();
    let stands_alone = before.is_none_or(|character| !character.is_ascii_alphanumeric())
        && text[end..]
            .chars()
            .next()
            .is_none_or(|character| !character.is_ascii_alphanumeric());
    let is_of_date = after.is_some_and(|after| "年月日時分".contains(after))
        || run.len() == 2 && (before == Some(':') || after == Some(':'));
    stands_alone && is_of_date
}

fn may_be_digit(byte: u8) -> bool {
    byte.is_ascii_digit() || digit(byte).is_some()
}

/// The digit for which a letter was taken.
fn digit(letter: u8) -> Option<u8> {
    match letter {
        b'O' | b'o' => Some(b'0'),
        b'l' | b'I' => Some(b'1'),
        b'S' => Some(b'5'),
        _ => None,
    }
}
