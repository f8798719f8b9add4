//! What no reader here can read, by name.
//!
//! A person who is told ".jtd (一太郎)" knows what to do; one who is told
//! "cannot be decoded" does not. When a reader for one of these is written, its
//! line here goes.

use crate::sample::Sample;

/// Where a format shows itself: an offset, the bytes there, its name.
const MAGIC: &[(usize, &[u8], &str)] = &[
    (0, b"{\\rtf", "RTF"),
    (0, b"%!PS", "PostScript"),
    (0, b"MIME-Version:", "MIME message"),
    (0, b"\xFF\xD8\xFF", "JPEG picture"),
    (0, b"\x89PNG\r\n\x1A\n", "PNG picture"),
    (0, b"GIF87a", "GIF picture"),
    (0, b"GIF89a", "GIF picture"),
    (0, b"II*\0", "TIFF picture"),
    (0, b"MM\0*", "TIFF picture"),
    (8, b"WEBP", "WebP picture"),
    (4, b"ftyp", "MPEG-4 media"),
    (0, b"\x1F\x8B", "gzip archive"),
    (0, b"7z\xBC\xAF\x27\x1C", "7-Zip archive"),
    (0, b"Rar!\x1A\x07", "RAR archive"),
    (2, b"-lh5-", "LHA archive"),
    (0, b"\xFE\xFF\0\0", "UTF-32 text"),
    (0, b"\xFF\xFE\0\0", "UTF-32 text"),
    (0, b"\0\0\xFE\xFF", "UTF-32 text"),
];

/// What only workers open. Of the containers that hold nothing which a reader
/// knows, the extension tells the name.
const FOR_WORKERS: &[(&[u8], &str)] = &[
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP or Office file"),
    (b"PK\x05\x06", "ZIP or Office file"),
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "old Office or 一太郎 file",
    ),
];

/// Names for extensions, where the content is a container or just binary.
const EXTENSIONS: &[(&str, &str)] = &[
    ("bmp", "picture"),
    ("doc", "Word"),
    ("docx", "Word"),
    ("dwg", "AutoCAD"),
    ("jbw", "一太郎"),
    ("jtd", "一太郎"),
    ("jtdc", "一太郎"),
    ("jtt", "一太郎"),
    ("jww", "Jw_cad"),
    ("ods", "OpenDocument"),
    ("odt", "OpenDocument"),
    ("p21", "SXF drawing"),
    ("ppt", "PowerPoint"),
    ("pptx", "PowerPoint"),
    ("sfc", "SXF drawing"),
    ("xbd", "DocuWorks"),
    ("xdw", "DocuWorks"),
    ("xls", "Excel"),
    ("xlsb", "Excel"),
    ("xlsx", "Excel"),
];

/// The name of a format that we cannot read, or none if it may be text.
pub(crate) fn name(sample: &Sample) -> Option<String> {
    if let Some(name) = magic(sample.bytes) {
        return Some(name.to_owned());
    }
    if let Some(container) = needs_worker(sample.bytes) {
        return Some(by_extension(sample).unwrap_or_else(|| container.to_owned()));
    }
    if is_binary(sample) {
        return Some(by_extension(sample).unwrap_or_else(|| "binary data".to_owned()));
    }
    None
}

/// What the first bytes show of a format that only workers read.
pub(crate) fn needs_worker(bytes: &[u8]) -> Option<&'static str> {
    let begin = bytes.iter().position(|byte| !byte.is_ascii_whitespace());
    let begun = &bytes[begin.unwrap_or_default()..];
    let begun = begun.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(begun);
    let found = FOR_WORKERS
        .iter()
        .find(|(mark, _)| begun.starts_with(mark))?;
    Some(found.1)
}

fn magic(bytes: &[u8]) -> Option<&'static str> {
    let shown = |at: usize, mark: &[u8]| bytes.get(at..).is_some_and(|rest| rest.starts_with(mark));
    let found = MAGIC.iter().find(|(at, mark, _)| shown(*at, mark))?;
    Some(found.2)
}

fn by_extension(sample: &Sample) -> Option<String> {
    let (extension, name) = EXTENSIONS
        .iter()
        .find(|(extension, _)| *extension == sample.extension)?;
    Some(format!(".{extension} ({name})"))
}

/// Text has no NUL and hardly any control characters; a BOM vouches for it.
fn is_binary(sample: &Sample) -> bool {
    if sample.has_bom {
        return false;
    }
    let controls = sample.bytes.iter().filter(|byte| is_control(**byte));
    sample.bytes.contains(&0) || controls.count() * 10 > sample.bytes.len()
}

/// Escape is left out: ISO-2022-JP is full of it.
fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | 0x0B | 0x0C | b'\r' | 0x1B)
}
