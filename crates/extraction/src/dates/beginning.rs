//! Where a date or a time may begin.
//!
//! The pattern of all forms is costly to try, and hardly any character begins
//! one. What is added to the pattern has to be let through here; a test
//! compares both.

/// The next position from one on at which a date or time may begin. With a line
/// one of a calendar may begin.
pub(super) fn next(text: &str, from: usize) -> Option<usize> {
    let mut characters = text[from..].char_indices();
    while let Some((offset, character)) = characters.next() {
        let position = from + offset;
        let may_begin = may_begin(character, &text[position..], characters.as_str());
        if may_begin || begins_line(text, position) && row(&text[position..]) {
            return Some(position);
        }
    }
    None
}

pub(super) fn begins_line(text: &str, position: usize) -> bool {
    position == 0 || text.as_bytes()[position - 1] == b'\n'
}

/// Whether a date may begin with a character; `text` begins with it, and `rest`
/// behind it.
fn may_begin(character: char, text: &str, rest: &str) -> bool {
    match character {
        '0'..='9' => digits(text),
        ' ' => is_clock(rest),
        '|' | '\t' => row(rest),
        '~' => {
            let bare = rest.strip_prefix(' ').unwrap_or(rest);
            let count = count_digits(bare.as_bytes());
            matches!(count, 1 | 2) && bare[count..].starts_with('(')
        }
        '元' => rest.starts_with('月'),
        '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => {
            let behind = rest.trim_start_matches(is_kanji_digit);
            behind.starts_with('月') && rest.len() - behind.len() <= 2 * '一'.len_utf8()
        }
        '令' | '平' | '昭' => rest.starts_with(['和', '成', ' ']) || rest.starts_with(is_number),
        'R' | 'H' | 'S' => {
            let bare = rest.strip_prefix('.').unwrap_or(rest);
            let bare = bare.strip_prefix(' ').unwrap_or(bare);
            bare.starts_with(is_number)
        }
        '同' => rest.starts_with(['年', '月', '日', 'じ', ' ']) || rest.starts_with(is_number),
        '翌' => rest.starts_with(['年', '月', ' ']) || rest.starts_with(is_number),
        '当' => rest.starts_with('日'),
        '正' => rest.starts_with('午'),
        '午' => rest.starts_with(['前', '後']),
        'A' | 'P' => rest.starts_with('M'),
        _ => false,
    }
}

/// A year of four digits, a number of one or two and its sign, or 1030.
fn digits(text: &str) -> bool {
    let bytes = text.as_bytes();
    let count = count_digits(bytes);
    let rest = &text[count..];
    let is_year = || {
        let behind = rest.strip_prefix(' ').unwrap_or(rest);
        rest.starts_with(['.', '/', '-']) || behind.starts_with('年')
    };
    match count {
        1 | 2 => is_sign(rest),
        4 if is_year() => true,
        3 => false,
        _ => matches!(bytes, [b'0'..=b'2', _, b'0'..=b'5', b'0' | b'5', ..]),
    }
}

/// Whether a text begins with the sign of a number, and with what follows it in
/// a date.
fn is_sign(text: &str) -> bool {
    let mut characters = text.chars();
    let sign = characters.next();
    let rest = characters.as_str();
    let bare = rest.strip_prefix(' ').unwrap_or(rest);
    let is_digit = |character: char| character.is_ascii_digit();
    match sign {
        Some('日' | '時') => true,
        Some('年') => rest.starts_with(is_number),
        Some('月') => bare.starts_with('末') || bare.starts_with(is_number),
        Some('.' | ':') => rest.starts_with(is_digit),
        Some('/') => bare.starts_with(is_digit),
        _ => false,
    }
}

fn is_clock(text: &str) -> bool {
    let count = count_digits(text.as_bytes());
    matches!(count, 1 | 2) && text[count..].starts_with(['時', ':'])
}

/// The line or cells of a calendar: perhaps a month, and a day.
fn row(rest: &str) -> bool {
    let bare = rest.strip_prefix(' ').unwrap_or(rest);
    let cell = bare.strip_prefix(['|', '\t']);
    let bare = cell.map_or(bare, |cell| cell.strip_prefix(' ').unwrap_or(cell));
    let count = count_digits(bare.as_bytes());
    let behind = &bare[count..];
    let behind = behind.strip_prefix(['月', '日']).unwrap_or(behind);
    matches!(count, 1 | 2) && (behind.is_empty() || behind.starts_with([' ', '|', '\t', '\n']))
}

/// How many digits a text begins with; of more than five it says five.
fn count_digits(bytes: &[u8]) -> usize {
    let near = bytes.iter().take(5);
    near.take_while(|byte| byte.is_ascii_digit()).count()
}

fn is_number(character: char) -> bool {
    character.is_ascii_digit() || character == '元' || is_kanji_digit(character)
}

fn is_kanji_digit(character: char) -> bool {
    "〇一二三四五六七八九十".contains(character)
}
