//! The sample documents that ship are all read, and without a doubt.

use std::fs;
use std::path::{Path, PathBuf};

use irefuda_documents::{Limits, read};

#[test]
fn every_sample_is_read_without_a_warning() {
    for path in samples() {
        let document = read(&path, &Limits::default()).unwrap();
        let shown = path.display();
        assert!(
            document.warnings.is_empty(),
            "{shown}: {:?}",
            document.warnings
        );
        assert!(document.text.chars().count() > 300, "{shown} lost its text");
        assert!(
            !document.text.contains('\u{FFFD}'),
            "{shown} is badly decoded"
        );
    }
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
    ["html", "htm", "txt", "md"].contains(&extension) && !path.ends_with("README.md")
}
