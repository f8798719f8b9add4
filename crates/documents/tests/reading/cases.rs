//! Each file in `cases/` beside the text that it must become.
//!
//! To add a case, add the file, run the tests with `UPDATE_EXPECTED=1`, and
//! look at what was written beside it.

use std::fs;
use std::path::{Path, PathBuf};

use irefuda_documents::{Limits, read};

#[test]
fn every_case_becomes_its_text() {
    let mut checked = 0;
    for case in cases() {
        check(&case);
        checked += 1;
    }
    assert!(checked >= 20, "only {checked} cases were found");
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let entries = fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let is_case = |path: &PathBuf| !path.to_str().unwrap().ends_with(".expected.txt");
    paths.filter(is_case).collect()
}

/// The text, and below it a line for each warning.
fn check(case: &Path) {
    let document = read(case, &Limits::default()).unwrap();
    let mut actual = document.text;
    for warning in document.warnings {
        actual.push_str(&format!("[warning: {warning}]\n"));
    }
    let expected = case.with_extension("expected.txt");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&expected, &actual).unwrap();
    }
    let expected = fs::read_to_string(&expected).unwrap_or_default();
    assert_eq!(actual, expected, "in {}", case.display());
}
