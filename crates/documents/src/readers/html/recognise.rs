//! Whether a file is HTML, by how it begins.

use crate::sample::Sample;

/// No other kind of text begins like this.
const PAGES: &[&str] = &["<!doctype html", "<html", "<head>", "<body"];

/// Pieces of pages, as content management systems export them. Markdown may
/// begin with one of these too.
const FRAGMENTS: &[&str] = &[
    "<table", "<div", "<p>", "<p ", "<meta ", "<title>", "<h1", "<h2",
];

pub(super) fn is_html(sample: &Sample) -> bool {
    let head = sample.head.to_ascii_lowercase();
    let head = after_prologue(&head);
    let begins = |marks: &[&str]| marks.iter().any(|mark| head.starts_with(mark));
    let may_be_fragment = !matches!(sample.extension.as_str(), "md" | "markdown");
    begins(PAGES) || may_be_fragment && begins(FRAGMENTS)
}

/// Skips spaces, BOMs, an XML declaration and comments ("saved from url").
fn after_prologue(head: &str) -> &str {
    let mut rest = head;
    loop {
        rest = rest.trim_start_matches(|it: char| it.is_whitespace() || it == '\u{FEFF}');
        let end = match rest {
            _ if rest.starts_with("<?xml") => "?>",
            _ if rest.starts_with("<!--") => "-->",
            _ => return rest,
        };
        let Some((_, after)) = rest.split_once(end) else {
            return rest;
        };
        rest = after;
    }
}
