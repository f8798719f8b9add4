//! The character set that a page declares of itself.
//!
//! Sought in the bytes, before anything is decoded: an XML declaration, else
//! the first `<meta>` outside comments that names one, in either of its forms
//! (`charset=` as an attribute, or inside `content=`).

/// Browsers look at 1,024 bytes; old pages put long comments before it.
const HEAD_BYTES: usize = 16 * 1024;

pub(super) fn charset(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    in_xml_declaration(&head).or_else(|| in_meta(&head))
}

fn in_xml_declaration(head: &str) -> Option<String> {
    let declaration = head.trim_start().strip_prefix("<?xml")?;
    let (declaration, _) = declaration.split_once("?>")?;
    value_of("encoding", declaration)
}

fn in_meta(head: &str) -> Option<String> {
    let mut rest = head;
    loop {
        let (_, after) = rest.split_once('<')?;
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->")?.1;
            continue;
        }
        let tag = after.split('>').next().unwrap_or_default();
        if let Some(charset) = tag
            .strip_prefix("meta")
            .and_then(|tag| value_of("charset", tag))
        {
            return Some(charset);
        }
        rest = after;
    }
}

/// What follows `name =`, with or without quotes.
fn value_of(name: &str, text: &str) -> Option<String> {
    let (_, after) = text.split_once(name)?;
    let value = after.trim_start().strip_prefix('=')?;
    let value = value.trim_start_matches(|it: char| it.is_whitespace() || it == '"' || it == '\'');
    let ends = |it: char| it.is_whitespace() || matches!(it, '"' | '\'' | ';' | '/' | '>');
    let value = value.split(ends).next().unwrap_or_default();
    (!value.is_empty()).then(|| value.to_owned())
}
