//! The sample notices of `corpus/documents` against `corpus/gold`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use irefuda_documents::Limits;
use serde_json::Value;

use crate::comparison::{disagreements, extractor, source};

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus");

#[test]
fn samples_are_read_as_a_clerk_reads_them() {
    let extractor = extractor();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut total = 0;
    for path in gold_files() {
        let gold: Value = serde_json::from_str(&fs::read_to_string(&path).expect("readable"))
            .expect("gold files are JSON");
        let file = gold["file"]
            .as_str()
            .expect("each gold file names its document");
        let text = text(&Path::new(CORPUS).join("documents").join(file));
        let notices = extractor.extract(&text, source(file));
        total += 1;
        for found in disagreements(&notices[0], &gold) {
            println!(
                "{file}: {}\n   expected {}\n   found    {}",
                found.field, found.expected, found.found
            );
            *counts.entry(found.field).or_default() += 1;
        }
        if notices.len() != 1 {
            println!("{file}: {} notices", notices.len());
        }
    }
    println!("of {total} notices, read otherwise: {counts:#?}");
}

/// The files of an archive are one notice, one after the other.
fn text(path: &Path) -> String {
    let bytes = fs::read(path).expect("samples are there");
    let members = irefuda_documents::read_unprotected(path, &bytes, &Limits::default());
    let documents = members.into_iter().map(|member| member.document);
    let texts = documents.map(|document| document.expect("samples can be read").text);
    texts.collect::<Vec<_>>().join("\n\n")
}

fn gold_files() -> Vec<PathBuf> {
    let folders = fs::read_dir(Path::new(CORPUS).join("gold")).expect("the gold folder is there");
    let files = folders.flat_map(|folder| {
        fs::read_dir(folder.expect("readable").path()).expect("a folder a prefecture")
    });
    let mut files: Vec<PathBuf> = files.map(|file| file.expect("readable").path()).collect();
    files.sort();
    files
}
