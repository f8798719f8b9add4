//! The sample documents that ship are all read, and without a doubt.

use std::fs;
use std::path::{Path, PathBuf};

use irefuda_documents::Document;

use super::WORKERS;

#[test]
fn every_sample_is_read_without_a_warning() {
    for path in samples() {
        let shown = path.display();
        for member in WORKERS.read(&path) {
            let document = member.document.unwrap();
            check(&document, &shown.to_string());
        }
    }
}

fn check(document: &Document, shown: &str) {
    let warnings = &document.warnings;
    assert!(warnings.is_empty(), "{shown}: {warnings:?}");
    let length = document.text.chars().count();
    assert!(length > 80, "{shown} lost its text");
    let is_damaged = document.text.contains('\u{FFFD}');
    assert!(!is_damaged, "{shown} is badly decoded");
}

/// The files in the formats that this crate reads, of any municipality.
fn samples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/documents");
    let mut samples = Vec::new();
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if is_ours(&path) {
                samples.push(path);
            }
        }
    }
    samples
}

fn is_ours(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_str().unwrap();
    const OURS: &[&str] = &[
        "html", "htm", "txt", "md", "pdf", "docx", "doc", "xlsx", "xls", "zip",
    ];
    OURS.contains(&extension) && !path.ends_with("README.md")
}
