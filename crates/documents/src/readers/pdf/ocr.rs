//! Pages that are pictures: `pdftoppm` draws them, `tesseract` reads them.
//!
//! What it reads is marked, because it is wrong in ways that look right: a
//! 令和8年 has come back as 2年.

use super::{Pages, program};
use crate::tools::{self, Ocr};
use crate::worker::heartbeat;
use crate::{Limits, tidy};

/// For a page, in seconds of processor time.
const TIME: u64 = 30;

/// Reads the pages that are pictures, if the tools are there.
pub(super) fn add(bytes: &[u8], pages: &mut Pages, limits: &Limits) {
    let pictures = std::mem::take(&mut pages.pictures);
    let (mut left, mut unread) = (limits.ocr_pages, Vec::new());
    for page in pictures {
        let ocr = tools::found().ocr.as_ref().filter(|_| left > 0);
        left = left.saturating_sub(1);
        match ocr.and_then(|ocr| text(ocr, bytes, page)) {
            Some(text) => {
                pages.texts[page] = text;
                pages.ocr = true;
            }
            None => unread.push(page),
        }
    }
    if pages.ocr {
        let warning =
            "画像のページを文字認識（OCR）で読みました。日付と金額は原本で確かめてください。";
        pages.warnings.push(warning.to_owned());
    }
    if !unread.is_empty() {
        let numbers: Vec<String> = unread.iter().map(|page| (page + 1).to_string()).collect();
        let warning = format!(
            "画像のページは読んでいません: {} ページ",
            numbers.join(", ")
        );
        pages.warnings.push(warning);
    }
    pages.pictures = unread;
}

fn text(ocr: &Ocr, bytes: &[u8], page: usize) -> Option<String> {
    heartbeat();
    let number = (page + 1).to_string();
    let arguments = ["-r", "300", "-gray", "-f", &number, "-l", &number, "-"];
    let picture = program::run(&ocr.pdftoppm, &arguments, bytes, TIME)?;
    heartbeat();
    let arguments = ["stdin", "stdout", "-l", "jpn", "--psm", "4"];
    let output = program::run(&ocr.tesseract, &arguments, &picture, TIME)?;
    Some(tidy::tidy(&String::from_utf8_lossy(&output)).replace("\n\n", "\n"))
}
