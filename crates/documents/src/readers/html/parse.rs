//! HTML becomes a tree, unless it was made to hurt.
//!
//! The tree builder looks through all open elements at most tags, and makes
//! copies of unclosed formatting elements; a small file can thus keep it busy
//! for hours or fill the memory. So it is fed in small pieces, and between
//! them its depth, its size and the clock are looked at.

use std::time::Instant;

use html5ever::driver::{self, Parser};
use html5ever::tendril::TendrilSink;
use scraper::{Html, HtmlTreeSink};

use crate::Limits;

/// Small enough that one piece cannot do much harm.
const PIECE_BYTES: usize = 4096;

/// Browsers stop nesting here too.
const MAX_DEPTH: usize = 512;

/// The tree, or the reason why there is none, as the beginning of a sentence.
pub(super) fn parse(html: &str, limits: &Limits) -> Result<Html, &'static str> {
    let start = Instant::now();
    let sink = HtmlTreeSink::new(Html::new_document());
    let mut parser = driver::parse_document(sink, Default::default());
    let mut rest = html;
    while !rest.is_empty() {
        let (piece, after) = split_piece(rest);
        parser.process(piece.into());
        check_size(&parser, limits)?;
        if start.elapsed() > limits.html_time {
            return Err("ページの解析に時間がかかりすぎる");
        }
        rest = after;
    }
    Ok(parser.finish())
}

fn split_piece(text: &str) -> (&str, &str) {
    let mut end = text.len().min(PIECE_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.split_at(end)
}

fn check_size(parser: &Parser<HtmlTreeSink>, limits: &Limits) -> Result<(), &'static str> {
    let html = parser.tokenizer.sink.sink.0.borrow();
    if html.tree.values().len() > limits.html_nodes {
        return Err("ページの要素が多すぎる");
    }
    // The youngest element hangs where the parser is at work.
    let elements = html.tree.nodes().rev();
    let youngest = elements.into_iter().find(|node| node.value().is_element());
    let depth = youngest.map_or(0, |node| node.ancestors().count());
    if depth > MAX_DEPTH {
        return Err("ページの入れ子が深すぎる");
    }
    Ok(())
}
