//! PDF: the characters in the order of the page's own drawing.
//!
//! Where the first library finds no characters, or too many glyphs without
//! one, `pdftotext` is asked; pages that are pictures go to OCR. Both only if
//! they are installed, and a warning says when they were used or missed.

mod cells;
mod device;
mod layout;
mod ocr;
mod poppler;
mod program;
mod repeated;

use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use kurbo::{Affine, Rect};

use super::{Reader, Reading};
use crate::tidy::tidy;
use crate::{Error, Format, Limits, foreign};
use device::PageText;

pub(super) const READER: Reader = Reader {
    format: Format::Pdf,
    extensions: &["pdf"],
    recognises: |sample| foreign::needs_worker(sample.bytes) == Some("PDF"),
    read,
};

/// All pages, before they are one text.
#[derive(Default)]
struct Pages {
    texts: Vec<String>,
    /// Which pages show pictures or nameless glyphs, and no text; from zero.
    pictures: Vec<usize>,
    glyphs: usize,
    /// Glyphs of which the file does not say what character they are.
    unknown: usize,
    warnings: Vec<String>,
    ocr: bool,
}

fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, Error> {
    let mut pages = match pages(bytes, limits) {
        Ok(pages) => pages,
        Err(Error::Encrypted) => return Err(Error::Encrypted),
        Err(error) => return second_opinion(bytes, limits, error),
    };
    poppler::mend(bytes, &mut pages);
    ocr::add(bytes, &mut pages, limits);
    if pages.is_empty() && !pages.pictures.is_empty() {
        let pages = pages.texts.len();
        return Err(Error::Scanned { pages });
    }
    Ok(pages.joined())
}

/// What the first library takes for damaged may still be readable.
fn second_opinion(bytes: &[u8], limits: &Limits, error: Error) -> Result<Reading, Error> {
    let mut pages = Pages::default();
    let Some(texts) = poppler::texts(bytes) else {
        return Err(error);
    };
    pages.texts = texts;
    pages.texts.truncate(limits.pages);
    pages.warnings.push(format!(
        "PDF に壊れたところがあり、pdftotext で読みました（{error}）。"
    ));
    if pages.is_empty() {
        return Err(error);
    }
    Ok(pages.joined())
}

fn pages(bytes: &[u8], limits: &Limits) -> Result<Pages, Error> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(from_pdf)?;
    // One for the document: it holds the fonts.
    let cache = InterpreterCache::new();
    let mut pages = Pages::default();
    let mut size = 0;
    for (number, page) in pdf.pages().iter().enumerate() {
        if number == limits.pages || size > limits.text_bytes {
            pages
                .warnings
                .push(format!("はじめの {number} ページだけを読みました。"));
            break;
        }
        let mut text = PageText::new(limits.text_bytes);
        let mut context = Context::new(
            Affine::IDENTITY,
            Rect::new(0.0, 0.0, 1.0, 1.0),
            &cache,
            pdf.xref(),
            InterpreterSettings::default(),
        );
        interpret_page(page, &mut context, &mut text);
        pages.push(text);
        size += pages.texts.last().map_or(0, String::len);
    }
    Ok(pages)
}

fn from_pdf(error: LoadPdfError) -> Error {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Error::Encrypted,
        LoadPdfError::Decryption(other) => Error::damaged(format!("its encryption: {other:?}")),
        LoadPdfError::Invalid => Error::damaged("it is no valid PDF"),
    }
}

impl Pages {
    fn push(&mut self, page: PageText) {
        let text = layout::text(&page.glyphs, &page.rules);
        if text.trim().is_empty() && page.images + page.unknown > 0 {
            self.pictures.push(self.texts.len());
        }
        // A picture with text behind it: the scanner has done the OCR.
        self.ocr |= page.images > 0 && page.invisible * 2 > page.glyphs.len();
        self.glyphs += page.glyphs.len() + page.unknown;
        self.unknown += page.unknown;
        self.texts.push(text);
    }

    fn is_empty(&self) -> bool {
        self.texts.iter().all(|text| text.trim().is_empty())
    }

    /// One text; a sentence may go on over the end of a page, so that this is
    /// no more than the end of a line.
    fn joined(mut self) -> Reading {
        repeated::drop_repeated(&mut self.texts);
        let mut reading = Reading {
            ocr: self.ocr,
            warnings: self.warnings,
            ..Reading::default()
        };
        for text in &self.texts {
            reading.pages.push(reading.text.len());
            let text = tidy(text);
            let text = text.trim_matches('\n');
            if !text.is_empty() {
                reading.text.push_str(text);
                reading.text.push('\n');
            }
        }
        reading
    }
}
