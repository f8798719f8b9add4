//! Whether a mark inside a line is an item's: by what stands before it and
//! behind it.

use super::Style;

/// Words behind which a mark is spoken of rather than set.
const REFERENCES: [&str; 14] = [
    "上記",
    "前記",
    "下記",
    "次の",
    "別紙",
    "別表",
    "様式",
    "及び",
    "又は",
    "若しくは",
    "並びに",
    "から",
    "第",
    "本項",
];

/// Whether a mark of this style may stand behind this text inside a line.
pub(super) fn may_precede(style: Style, before: &str) -> bool {
    let trimmed = before.trim_end();
    let Some(last) = trimmed.chars().next_back() else {
        return true;
    };
    let is_plain = matches!(style, Style::Number | Style::HalfParen | Style::Kana);
    if before.ends_with('\t') && !is_plain {
        return true;
    }
    // 3月31日まで 3 参加資格: a period that is over, no particle.
    let ends_period =
        trimmed.ends_with("まで") && (trimmed.len() < before.len() || style == Style::Paren);
    let is_reference = REFERENCES
        .iter()
        .chain(&["約", "計", "各", "うち", "同項"])
        .any(|word| trimmed.ends_with(word));
    let is_particle = !ends_period
        && matches!(
            last,
            'の' | '、'
                | ','
                | 'は'
                | 'が'
                | 'を'
                | 'に'
                | 'で'
                | 'と'
                | '・'
                | '='
                | '~'
                | '-'
                | '第'
                | '('
                | '「'
                | '/'
        );
    if is_reference || is_particle {
        return false;
    }
    match style {
        Style::Number | Style::HalfParen => {
            is_word_end(last) || trimmed.len() < before.len() && !last.is_ascii_alphanumeric()
        }
        Style::Chapter => {
            matches!(last, '。' | ')' | '」') || is_word_end(last) && trimmed.len() == before.len()
        }
        Style::Kana => matches!(last, '。' | ')' | '」' | ':') || trimmed.len() < before.len(),
        // 電話番号(643)8682(2): the end of a long number, not 2 (1).
        _ => !last.is_ascii_digit() || ends_with_long_number(trimmed),
    }
}

/// Whether a mark is spoken of rather than set, or a digit before it makes it
/// part of a number: 上記1, 別紙1, 第1, 12の3.
pub(super) fn is_spoken_of(style: Style, before: &str) -> bool {
    let trimmed = before.trim_end();
    let is_number = style == Style::Number
        && before.ends_with(|character: char| {
            character.is_ascii_digit() || matches!(character, ',' | '.' | '-' | '/' | '(' | '第')
        });
    is_number
        || REFERENCES.iter().any(|word| trimmed.ends_with(word))
        || trimmed.ends_with([
            'の', '、', 'は', 'が', 'を', 'に', 'で', 'と', '・', '~', '(',
        ])
}

fn ends_with_long_number(text: &str) -> bool {
    text.bytes().rev().take_while(u8::is_ascii_digit).count() >= 4
}

fn is_word_end(character: char) -> bool {
    matches!(character, '。' | ')' | '」' | '】' | '\u{3041}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')
}

/// Whether this text may stand behind a mark of this style inside a line.
pub(super) fn may_follow(style: Style, after: &str) -> bool {
    const PARTICLES: [&str; 18] = [
        "の",
        "に",
        "及び",
        "から",
        "、",
        ",",
        "と",
        "より",
        "を",
        "で",
        "は",
        "が",
        "又は",
        "若しくは",
        "並びに",
        "~",
        "・",
        ")",
    ];
    let bare = after.trim_start();
    if bare.is_empty() || PARTICLES.iter().any(|particle| after.starts_with(particle)) {
        return false;
    }
    match style {
        Style::Number => {
            after.starts_with(' ') && bare.starts_with(is_word_end)
                || after.starts_with(is_word_end)
        }
        _ => true,
    }
}
