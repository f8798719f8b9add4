//! `pdftotext`, for files that the first library cannot make sense of.

use super::{Pages, program};
use crate::tidy::tidy;
use crate::tools;

/// In seconds of processor time.
const TIME: u64 = 10;

/// Asks `pdftotext` if there are no characters or too many unknown glyphs.
pub(super) fn mend(bytes: &[u8], pages: &mut Pages) {
    let many_unknown = pages.unknown * 20 > pages.glyphs;
    if !(many_unknown || pages.is_empty()) {
        return;
    }
    let found = texts(bytes).filter(|texts| texts.iter().any(|text| !text.trim().is_empty()));
    if let Some(texts) = found {
        pages.replace(texts);
        pages.warnings.push(format!(
            "どの文字か分からない字形が {} 個（{} 個のうち）あり、pdftotext で読みました。",
            pages.unknown, pages.glyphs
        ));
    } else if many_unknown {
        let hint = match tools::found().pdftotext {
            Some(_) => "pdftotext でも読めませんでした。",
            None => "poppler-utils と poppler-data を入れると pdftotext で読みます。",
        };
        pages.warnings.push(format!(
            "どの文字か分からない字形が {} 個（{} 個のうち）あります。{hint}",
            pages.unknown, pages.glyphs
        ));
    }
}

/// The text of each page, if the tool is there and succeeds.
pub(super) fn texts(bytes: &[u8]) -> Option<Vec<String>> {
    let pdftotext = tools::found().pdftotext.as_deref()?;
    let arguments = ["-enc", "UTF-8", "-raw", "-", "-"];
    let output = program::run(pdftotext, &arguments, bytes, TIME)?;
    let text = String::from_utf8_lossy(&output);
    let text = text.strip_suffix('\u{0C}').unwrap_or(&text);
    // For a nameless glyph it may write a control character.
    Some(text.split('\u{0C}').map(tidy).collect())
}

impl Pages {
    fn replace(&mut self, texts: Vec<String>) {
        let count = self.texts.len();
        self.texts = texts;
        self.texts.resize(count, String::new());
        let texts = &self.texts;
        self.pictures.retain(|page| texts[*page].trim().is_empty());
    }
}
