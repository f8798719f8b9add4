//! One kind of line end, and no characters that nobody can see.

/// Line ends become `\n`, a page break a blank line; other controls are dropped.
pub(crate) fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' | '\u{0B}' | '\u{85}' | '\u{2028}' | '\u{2029}' => tidied.push('\n'),
            '\u{0C}' if tidied.ends_with('\n') => tidied.push('\n'),
            '\u{0C}' => tidied.push_str("\n\n"),
            '\n' | '\t' => tidied.push(character),
            _ if is_invisible(character) => {}
            _ => tidied.push(character),
        }
    }
    tidied
}

/// Control characters, and the BOM that stays when files are concatenated.
pub(crate) fn is_invisible(character: char) -> bool {
    character.is_control() || character == '\u{FEFF}'
}
