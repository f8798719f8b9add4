//! Numbers of dates: digits, 元, kanji.

/// Reads `14`, `元`, `十四`, `二十五`, `三一`. None for anything else.
pub(super) fn number(written: &str) -> Option<i16> {
    if written == "元" {
        return Some(1);
    }
    if let Ok(number) = written.parse() {
        return Some(number);
    }
    let mut number = 0;
    for character in written.chars() {
        match digit(character) {
            Some(10) if number == 0 => number = 10,
            Some(10) if number < 10 => number *= 10,
            Some(digit) if digit < 10 && number % 10 == 0 => number += digit,
            Some(digit) if digit < 10 && number < 10 => number = number * 10 + digit,
            _ => return None,
        }
    }
    (number > 0).then_some(number)
}

fn digit(character: char) -> Option<i16> {
    let position = "〇一二三四五六七八九十"
        .chars()
        .position(|digit| digit == character)?;
    i16::try_from(position).ok()
}
