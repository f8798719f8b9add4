//! What a file is taken for: its content first, its name second.

use irefuda_documents::Format;

use super::built::zip;
use super::{read_as, read_by_worker};

#[test]
fn formats_are_told_apart() {
    for (name, bytes, expected) in [
        ("a.txt", "入札", Format::Text),
        ("a", "入札", Format::Text),
        ("a.dat", "入札", Format::Text),
        ("a.TXT", "a < b", Format::Text),
        ("a.md", "# 入札", Format::Markdown),
        ("a.Markdown", "入札", Format::Markdown),
        ("a.md", "<table><tr><td>a</table>", Format::Markdown),
        ("a.md", "<!DOCTYPE html><p>a", Format::Html),
        ("a.html", "入札", Format::Html),
        ("a.HTM", "入札", Format::Html),
        ("a.xhtml", "入札", Format::Html),
        ("a.txt", "\u{FEFF} \n<!DOCTYPE HTML><p>入札", Format::Html),
        ("a.txt", "<HTML><p>入札", Format::Html),
        ("a", "<table><tr><td>a</table>", Format::Html),
        ("a.cgi", "<?xml version='1.0'?><html><p>a", Format::Html),
        ("a.aspx", "<!-- saved from url --><html><p>a", Format::Html),
        ("a.txt", "<入札>", Format::Text),
    ] {
        let document = read_as(name, bytes.as_bytes()).unwrap();
        assert_eq!(document.format, expected, "{name}: {bytes}");
    }
}

#[test]
fn what_cannot_be_read_is_named() {
    for (name, bytes, what) in [
        ("a.jpg", &b"\xFF\xD8\xFF\xE0"[..], "JPEG picture"),
        ("a.html", b"\x89PNG\r\n\x1A\n", "PNG picture"),
        ("a.rtf", b"{\\rtf1\\ansi", "RTF"),
        ("a.lzh", b"\x20\x00-lh5-...", "LHA archive"),
        ("a.xdw", b"\x60\x0E\x82\x00", ".xdw (DocuWorks)"),
        ("a.txt", b"text with a \0 in it", "binary data"),
        ("a.html", b"\x01\x02\x03\x04 text", "binary data"),
        ("a.txt", b"\xFF\xFE\0\0a\0\0\0", "UTF-32 text"),
    ] {
        let error = read_as(name, bytes).unwrap_err();
        let message = format!("this format is not supported: {what}");
        assert_eq!(error.to_string(), message, "{name}");
        assert_eq!(error.reason(), "unsupported");
    }
}

/// Containers with nothing that a reader knows; only a worker looks inside.
#[test]
fn what_no_worker_can_read_is_named() {
    let office = zip(&[("[Content_Types].xml", b""), ("ppt/presentation.xml", b"")]);
    let open = zip(&[("mimetype", b"application/vnd.oasis.opendocument.text")]);
    let compound = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more";
    for (name, bytes, what) in [
        ("a.pptx", &office[..], ".pptx (PowerPoint)"),
        ("a.odt", &open, ".odt (OpenDocument)"),
        ("a.jtd", compound, ".jtd (一太郎)"),
        ("a.ppt", compound, ".ppt (PowerPoint)"),
        ("a", compound, "old Office or 一太郎 file"),
    ] {
        let error = read_by_worker(name, bytes).unwrap_err();
        let message = format!("this format is not supported: {what}");
        assert_eq!(error.to_string(), message, "{name}");
    }
}

#[test]
fn only_workers_read_what_is_dangerous() {
    for bytes in [
        &b"%PDF-1.7"[..],
        b"PK\x03\x04",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
    ] {
        let error = read_as("a.txt", bytes).unwrap_err();
        assert_eq!(error.reason(), "needs-worker");
    }
}

#[test]
fn a_file_without_text_is_empty() {
    for (name, bytes) in [
        ("a.txt", ""),
        ("a.txt", " \r\n\u{3000}\u{FEFF}"),
        ("a.md", "<!-- nothing -->"),
        ("a.html", ""),
        ("a.html", "<html><body></body></html>"),
        ("a.html", "<script>var text;</script><p hidden>a</p>"),
    ] {
        let error = read_as(name, bytes.as_bytes()).unwrap_err();
        assert_eq!(error.reason(), "empty", "{name}: {bytes:?}");
    }
}

#[test]
fn formats_have_one_name_for_display_and_storage() {
    for format in Format::ALL {
        assert_eq!(format.to_string(), format.as_str());
        let stored = serde_json::to_string(format).unwrap();
        assert_eq!(stored, format!("\"{format}\""));
    }
}
