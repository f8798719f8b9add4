//! The text of a page that is too deep or too large to be parsed.
//!
//! One pass over the source: tags are stripped, block elements end lines, table
//! cells become TABs. Nothing is hidden and nothing is furniture here.

use super::behaviour::{self, Behaviour};
use super::flow::{Flow, Gap};
use crate::Limits;

/// Elements whose source is no text up to their end tag.
const RAW: &[&str] = &["script", "style", "noscript", "iframe", "textarea", "title"];

/// Named character references that old pages are full of.
const ENTITIES: &[(&str, &str)] = &[
    ("&nbsp;", " "),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&yen;", "¥"),
    ("&amp;", "&"),
];

/// Strips the tags.
pub(super) fn strip(html: &str, limits: &Limits) -> String {
    let mut flow = Flow::default();
    let mut rest = html;
    while let Some((text, markup)) = rest.split_once('<') {
        flow.push(&decode_entities(text));
        if flow.len() > limits.text_bytes {
            rest = "";
            break;
        }
        rest = after_markup(markup, &mut flow);
    }
    flow.push(&decode_entities(rest));
    flow.finish_page()
}

/// Takes in a tag or comment, of which `<` is gone already.
fn after_markup<'a>(markup: &'a str, flow: &mut Flow) -> &'a str {
    if let Some(comment) = markup.strip_prefix("!--") {
        return comment.split_once("-->").map_or("", |(_, after)| after);
    }
    if !markup.starts_with(|it: char| it.is_ascii_alphabetic() || matches!(it, '/' | '!' | '?')) {
        flow.push("<");
        return markup;
    }
    let (tag, after) = markup.split_once('>').unwrap_or((markup, ""));
    let name: String = tag
        .trim_start_matches('/')
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .map(|it| it.to_ascii_lowercase())
        .collect();
    lay_out(&name, flow);
    if RAW.contains(&name.as_str()) && !tag.starts_with('/') {
        return after_raw(&name, after);
    }
    after
}

fn lay_out(name: &str, flow: &mut Flow) {
    match behaviour::of(name) {
        Behaviour::Inline => {}
        Behaviour::Cell => flow.ask(Gap::Tab),
        Behaviour::Break => flow.break_line(),
        Behaviour::Line
        | Behaviour::Row
        | Behaviour::Item
        | Behaviour::Term
        | Behaviour::Definition => flow.ask(Gap::Line),
        _ => flow.ask(Gap::Blank),
    }
}

/// What follows the end tag of this name; nothing if there is none.
fn after_raw<'a>(name: &str, text: &'a str) -> &'a str {
    let is_end = |at: usize| {
        let tag = text.as_bytes().get(at + 2..at + 2 + name.len());
        tag.is_some_and(|it| it.eq_ignore_ascii_case(name.as_bytes()))
    };
    let mut ends = text.match_indices("</").map(|(at, _)| at);
    ends.find(|at| is_end(*at)).map_or("", |at| &text[at..])
}

fn decode_entities(text: &str) -> String {
    let mut text = text.to_owned();
    if text.contains('&') {
        for (entity, character) in ENTITIES {
            text = text.replace(entity, character);
        }
    }
    text
}
