//! Folding of single characters: widths, compatibility forms, variants.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::Folded;

pub(crate) fn fold(raw: &str) -> Folded {
    let mut folded = Folded {
        text: String::with_capacity(raw.len()),
        ..Folded::default()
    };
    // What fold to themselves are appended together, up to the next that does
    // not; the last of them may turn out to have a mark.
    let mut unchanged = 0;
    let mut before = 0;
    let mut characters = raw.char_indices().peekable();
    while let Some((position, character)) = characters.next() {
        if is_unchanged(character) {
            before = position;
            continue;
        }
        let is_mark = unchanged < position && composes(character);
        let start = if is_mark { before } else { position };
        folded.push_unchanged(&raw[unchanged..start], unchanged);
        let mut last = character;
        let mut end = position + character.len_utf8();
        while let Some((position, mark)) =
            characters.next_if(|(_, next)| composes(*next) || (last, *next) == ('\r', '\n'))
        {
            end = position + mark.len_utf8();
            last = mark;
        }
        push(&mut folded, &raw[start..end], start);
        unchanged = end;
    }
    folded.push_unchanged(&raw[unchanged..], unchanged);
    folded
}

/// Appends one character with the marks that belong to it.
fn push(folded: &mut Folded, cluster: &str, start: usize) {
    let raw = start..start + cluster.len();
    let first = cluster.chars().next().unwrap_or_default();
    if let Some(ascii) = full_width(first).filter(|_| cluster.len() == first.len_utf8()) {
        folded.push(ascii.encode_utf8(&mut [0; 4]), raw);
    } else if let Some(variant) = variant(first) {
        folded.push(variant, raw);
    } else if is_circled(first) {
        folded.push(cluster, raw);
    } else {
        let normalized = cluster.nfkc().filter(|character| !is_dropped(*character));
        folded.push(&normalized.fold(String::new(), with_variant), raw);
    }
}

/// The ASCII character of which this is the full-width form.
fn full_width(character: char) -> Option<char> {
    let is_one = matches!(character, '\u{ff01}'..='\u{ff5e}');
    is_one.then(|| char::from((character as u32 - 0xff01) as u8 + b'!'))
}

/// Appends a character that NFKC made, which may still have a variant: ⁻ gives
/// a minus sign, ︲ a dash.
fn with_variant(mut text: String, character: char) -> String {
    match variant(character) {
        Some(variant) => text.push_str(variant),
        None => text.push(character),
    }
    text
}

/// Whether the character joins the one before it: combining marks, and the
/// half-width voicing marks of half-width kana.
fn composes(character: char) -> bool {
    matches!(character, '\u{ff9e}' | '\u{ff9f}')
        || (character > '\u{2ff}'
            && !is_unchanged(character)
            && !matches!(character, '\u{3000}' | '\u{ff00}'..='\u{ff9d}')
            && is_combining_mark(character))
}

/// The characters that make up nearly all of a text and fold to themselves;
/// none is a mark of the one before.
fn is_unchanged(character: char) -> bool {
    matches!(character,
        ' '..='~' | '\n' | '\t' | '\u{3001}'..='\u{3007}' | '\u{3041}'..='\u{3096}'
        | '\u{30a1}'..='\u{30fe}' | '\u{4e00}'..='\u{9fff}')
        && !matches!(character, '髙' | '德')
}

/// Circled numbers and kana, which mark items.
fn is_circled(character: char) -> bool {
    matches!(character, '\u{2460}'..='\u{2473}' | '\u{3251}'..='\u{325f}' | '\u{32b1}'..='\u{32bf}' | '\u{32d0}'..='\u{32fe}')
}

/// Characters that carry no text: variation selectors, zero-width characters,
/// soft hyphens, byte order marks, controls.
fn is_dropped(character: char) -> bool {
    matches!(character,
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{200b}'..='\u{200f}'
        | '\u{2060}' | '\u{ad}' | '\u{feff}' | '\u{0}'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}')
}

/// What NFKC leaves apart but a reader takes for the same.
fn variant(character: char) -> Option<&'static str> {
    Some(match character {
        '\u{301c}' | '\u{ff5e}' | '\u{223c}' => "~",
        '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{ff0d}' | '\u{fe63}' => "-",
        '\u{2225}' => "\u{2016}",
        '│' | '┃' | '┆' | '┇' | '┊' | '┋' | '║' => "|",
        '\u{2500}'..='\u{257f}' => "-",
        '髙' => "高",
        '﨑' => "崎",
        '德' => "徳",
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => "\n",
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => " ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unchanged_has_no_variant_and_is_no_mark() {
        for character in '\0'..=char::MAX {
            assert!(
                !is_unchanged(character)
                    || variant(character).is_none() && !is_combining_mark(character),
                "{character:?}"
            );
        }
    }

    #[test]
    fn no_full_width_form_is_a_mark() {
        let marks = ('\u{ff00}'..='\u{ff9d}').filter(|form| is_combining_mark(*form));
        assert_eq!(marks.count(), 0);
        assert!(!is_combining_mark('\u{3000}'));
    }

    #[test]
    fn full_width_forms_are_what_they_are_normalized_to() {
        for character in '\u{ff00}'..='\u{ffef}' {
            let normalized = character.nfkc().fold(String::new(), with_variant);
            if let Some(ascii) = full_width(character) {
                assert_eq!(normalized, ascii.to_string());
                assert!(variant(character).is_none_or(|variant| variant == normalized));
            }
        }
    }
}
