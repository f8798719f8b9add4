//! HTML: the text a visitor came for, without the page's furniture.
//!
//! Decode, parse, find the part that matters, write it down. A page that
//! cannot be parsed within the limits has its tags stripped instead.

mod behaviour;
mod chrome;
mod declared;
mod flat;
mod flow;
mod hidden;
mod main_part;
mod measure;
mod parse;
mod recognise;
mod walk;
mod words;
mod writer;

use scraper::Html;

use super::{Reader, Reading};
use crate::{Error, Format, Limits, charset};
use chrome::Furniture;
use measure::Sizes;
use writer::Written;

pub(super) const READER: Reader = Reader {
    format: Format::Html,
    extensions: &["html", "htm", "xhtml", "xht"],
    recognises: recognise::is_html,
    read,
};

fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, Error> {
    limits.check_plain_bytes(bytes.len() as u64)?;
    let declared = declared::charset(bytes);
    let decoded = charset::decode(bytes, declared.as_deref())?;
    let mut warnings = decoded.warnings;
    let text = match parse::parse(&decoded.text, limits) {
        Ok(page) => text_of(&page, limits, &mut warnings),
        Err(reason) => {
            warnings.push(format!("{reason}ため、タグを除いただけの文章です。"));
            flat::strip(&decoded.text, limits)
        }
    };
    Ok(Reading {
        text,
        charset: Some(decoded.charset),
        warnings,
        ..Reading::default()
    })
}

/// The main part without furniture; all that is visible if too little is left.
fn text_of(page: &Html, limits: &Limits, warnings: &mut Vec<String>) -> String {
    let sizes = Sizes::of(page);
    let main = main_part::find(page, &sizes);
    let mut written = writer::write(main, &Furniture::dropped(&sizes), limits);
    if is_too_little(&written, sizes.whole().characters) {
        warnings.push("ページの本文がどこか決められず、全体を読みました。".to_owned());
        written = writer::write(page.tree.root(), &Furniture::kept(), limits);
    }
    if written.is_cut {
        warnings.push("ページの文章か表が大きすぎるため、途中で打ち切りました。".into());
    }
    with_title(written, page)
}

/// Furniture is a guess by name: when nearly everything was taken for
/// furniture, the guess was wrong.
fn is_too_little(written: &Written, visible: usize) -> bool {
    let left = measure::visible_characters(&written.text);
    left < 200 && left * 10 < visible
}

/// The title is the heading of a page that has none of its own.
fn with_title(written: Written, page: &Html) -> String {
    let title = main_part::title(page);
    if written.has_heading || title.is_empty() {
        return written.text;
    }
    format!("# {title}\n\n{}", written.text)
}
