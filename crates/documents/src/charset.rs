//! Bytes become characters.
//!
//! In this order: a byte order mark; ISO-2022-JP, which only its escapes show;
//! strictly valid UTF-8; what the file declares, if that decodes without a
//! fault; what chardetng makes of it. Tried on 18 byte forms, 18 right. The
//! declaration comes late because pages are moved between servers and tools
//! that convert the bytes and leave the declaration alone.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8};

use serde::{Deserialize, Deserializer, de};

use crate::Error;

/// Text, and how it was written down.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) charset: &'static str,
    pub(crate) warnings: Vec<String>,
}

/// Decodes; `declared` is what the file says of itself, which may be wrong.
pub(crate) fn decode(bytes: &[u8], declared: Option<&str>) -> Result<Decoded, Error> {
    if let Some((encoding, skip)) = Encoding::for_bom(bytes) {
        return Attempt::new(encoding, &bytes[skip..]).accept();
    }
    if let Some(attempt) = plain_utf_8(bytes) {
        return attempt.accept();
    }
    let declared = declared.and_then(by_label);
    let guessed = guess(bytes);
    if let Some(decoded) = faultless(bytes, declared, guessed) {
        return Ok(decoded);
    }
    let nearest = nearest(bytes);
    if !nearest.is_tolerable() && is_mostly_ascii(bytes) {
        return Attempt::new(declared.unwrap_or(guessed), bytes).accept();
    }
    nearest.accept()
}

/// An encoding's name. Spelt out, serde would borrow it from the input.
pub(crate) type Name = &'static str;

/// A name that comes from another process becomes one of ours again.
pub(crate) fn known_name<'de, D: Deserializer<'de>>(from: D) -> Result<Name, D::Error> {
    let name = String::deserialize(from)?;
    let encoding = Encoding::for_label(name.as_bytes());
    let encoding = encoding.ok_or_else(|| de::Error::custom("an unknown character set"))?;
    Ok(encoding.name())
}

/// The same for a document that may have no character set.
pub(crate) fn known_name_or_none<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<Name>, D::Error> {
    let name = Option::<String>::deserialize(from)?;
    Ok(name.and_then(|name| Some(Encoding::for_label(name.as_bytes())?.name())))
}

/// UTF-8 without doubt, as nearly all files are: guessing costs more than all
/// else.
fn plain_utf_8(bytes: &[u8]) -> Option<Attempt> {
    let is_utf_8 = !has_japanese_escapes(bytes) && std::str::from_utf8(bytes).is_ok();
    is_utf_8
        .then(|| Attempt::new(UTF_8, bytes))
        .filter(Attempt::is_plausible)
}

/// What Japanese documents are written in. Others are not trusted at their
/// word: a single-byte set decodes anything, so that it never shows a fault.
fn is_japanese(encoding: &'static Encoding) -> bool {
    [UTF_8, SHIFT_JIS, EUC_JP, ISO_2022_JP].contains(&encoding)
}

fn by_label(label: &str) -> Option<&'static Encoding> {
    // The one label for CP932 that people write and the standard does not list.
    if label.eq_ignore_ascii_case("cp932") {
        return Some(SHIFT_JIS);
    }
    Encoding::for_label(label.as_bytes())
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    // Enough to be sure; the detector is ten times slower than decoding.
    const ENOUGH: usize = 256 * 1024;
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    let beginning = &bytes[..bytes.len().min(ENOUGH)];
    detector.feed(beginning, beginning.len() == bytes.len());
    detector.guess(Some(b"jp"), Utf8Detection::Allow)
}

/// The first character set in which every byte makes sense.
fn faultless(
    bytes: &[u8],
    declared: Option<&'static Encoding>,
    guessed: &'static Encoding,
) -> Option<Decoded> {
    let escaped = has_japanese_escapes(bytes).then_some(ISO_2022_JP);
    let candidates = [escaped, Some(UTF_8), declared, Some(guessed)];
    let faultless = || {
        let candidates = candidates.into_iter().flatten();
        let japanese = candidates.filter(|encoding| is_japanese(encoding));
        let attempts = japanese.map(|encoding| Attempt::new(encoding, bytes));
        attempts.filter(|attempt| attempt.faults == 0)
    };
    let plausible = faultless().find(Attempt::is_plausible);
    plausible.or_else(|| faultless().next())?.accept().ok()
}

/// The character set with the fewest faults, for text that was damaged.
fn nearest(bytes: &[u8]) -> Attempt {
    let attempts = [SHIFT_JIS, EUC_JP].map(|encoding| Attempt::new(encoding, bytes));
    let plausible = attempts.into_iter().filter(Attempt::is_plausible);
    plausible.fold(Attempt::new(UTF_8, bytes), |best, attempt| {
        if attempt.faults < best.faults {
            attempt
        } else {
            best
        }
    })
}

/// ISO-2022-JP is valid ASCII, and therefore valid UTF-8: ask for it first.
fn has_japanese_escapes(bytes: &[u8]) -> bool {
    let shifts_to_kanji = |at: &[u8]| matches!(at, b"\x1B$B" | b"\x1B$@");
    bytes.is_ascii() && bytes.windows(3).any(shifts_to_kanji)
}

fn is_mostly_ascii(bytes: &[u8]) -> bool {
    let others = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    others * 10 <= bytes.len()
}

/// The bytes decoded in one way, with U+FFFD wherever that failed.
struct Attempt {
    encoding: &'static Encoding,
    text: String,
    faults: usize,
    characters: usize,
}

impl Attempt {
    fn new(encoding: &'static Encoding, bytes: &[u8]) -> Self {
        let (text, faulty) = encoding.decode_without_bom_handling(bytes);
        let replaced = |text: &str| text.chars().filter(|it| *it == '\u{FFFD}').count();
        Attempt {
            encoding,
            faults: if faulty { replaced(&text) } else { 0 },
            characters: text.chars().count(),
            text: text.into_owned(),
        }
    }

    /// EUC-JP read as Shift_JIS often shows no fault at all: it becomes a row of
    /// half-width katakana. Nobody writes whole pages in those.
    fn is_plausible(&self) -> bool {
        let beyond_ascii = self.text.chars().filter(|it| !it.is_ascii()).count();
        let half_width = |it: &char| ('\u{FF61}'..='\u{FF9F}').contains(it);
        let half_width = self.text.chars().filter(half_width).count();
        self.encoding != SHIFT_JIS || half_width * 3 <= beyond_ascii
    }

    /// Under one in a thousand; in a short text one or two, as a file that was
    /// cut off or joined in the middle of a character has.
    fn is_tolerable(&self) -> bool {
        let few = self.faults * 1000 < self.characters;
        let one_or_two = self.faults <= 2 && self.faults * 100 < self.characters;
        self.faults == 0 || few || one_or_two
    }

    fn accept(self) -> Result<Decoded, Error> {
        let (charset, faults) = (self.encoding.name(), self.faults);
        if !self.is_tolerable() {
            return Err(Error::NotText { charset, faults });
        }
        let warning = format!("{faults} characters could not be decoded as {charset}");
        Ok(Decoded {
            text: self.text,
            charset,
            warnings: (faults > 0).then_some(warning).into_iter().collect(),
        })
    }
}
