//! The files that the tests read: the samples of `corpus/documents`, and the
//! real notices beside the project, which are not part of it.

use std::fs;
use std::path::{Path, PathBuf};

use irefuda_documents::{Limits, Member};
use irefuda_extraction::{Extractor, Given, TextFile};
use irefuda_procurement::Notice;
use serde_json::Value;

use crate::reading::source;

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus");
const SEEDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/seeds");

/// A file, by its path below its folder.
pub struct File {
    pub path: String,
    /// Its text; of an archive that of each file in it.
    pub documents: Vec<Text>,
}

/// A document's text.
pub struct Text {
    pub path: String,
    pub text: String,
    pub pages: Vec<usize>,
}

impl File {
    /// Each text with its path.
    pub fn texts(&self) -> Vec<(&str, &str)> {
        let documents = self.documents.iter();
        documents
            .map(|document| (document.path.as_str(), document.text.as_str()))
            .collect()
    }

    /// What the extractor makes of it.
    pub fn extract(&self, extractor: &Extractor) -> Vec<Notice> {
        let texts = self.documents.iter().map(|document| TextFile {
            text: &document.text,
            pages: &document.pages,
            source: source(&document.path),
            container: &self.path,
        });
        let texts: Vec<TextFile> = texts.collect();
        extractor.extract_files(&texts, &Given::default())
    }
}

/// The samples that a person has read, with what that person wrote down.
pub fn samples() -> Vec<(File, Value)> {
    let mut samples = Vec::new();
    for gold in files_of(&Path::new(CORPUS).join("gold")) {
        let gold: Value = serde_json::from_str(&fs::read_to_string(&gold).expect("readable"))
            .expect("gold files are JSON");
        let path = gold["file"]
            .as_str()
            .expect("each gold file names its document");
        let path = path.to_owned();
        let documents = documents(&path);
        samples.push((File { path, documents }, gold));
    }
    samples
}

/// Every sample and every real notice.
pub fn files() -> Vec<File> {
    let samples = samples().into_iter().map(|(file, _)| file);
    let seeds = seeds().unwrap_or_default();
    samples
        .chain(seeds.into_iter().map(|(file, _)| file))
        .collect()
}

/// The real notices with what a person read; nothing where their folder is not
/// there.
pub fn seeds() -> Option<Vec<(File, Value)>> {
    let Ok(gold) = fs::read_to_string(Path::new(SEEDS).join("gold.json")) else {
        println!("there is no folder of real notices at {SEEDS}");
        return None;
    };
    let gold: Vec<Value> = serde_json::from_str(&gold).expect("gold.json is JSON");
    let seed = |gold: Value| {
        let path = gold["file"].as_str().expect("each entry names its file");
        let text = fs::read_to_string(Path::new(SEEDS).join(path)).expect("the seed is there");
        let path = path.to_owned();
        let document = Text {
            path: path.clone(),
            text,
            pages: Vec::new(),
        };
        let documents = vec![document];
        (File { path, documents }, gold)
    };
    Some(gold.into_iter().map(seed).collect())
}

/// The texts of a sample.
fn documents(path: &str) -> Vec<Text> {
    let file = Path::new(CORPUS).join("documents").join(path);
    let bytes = fs::read(&file).expect("samples are there");
    let members = irefuda_documents::read_unprotected(&file, &bytes, &Limits::default());
    let document = |member: Member| {
        let document = member.document.expect("samples can be read");
        Text {
            path: member
                .name
                .map_or_else(|| path.to_owned(), |name| format!("{path}/{name}")),
            text: document.text,
            pages: document.pages,
        }
    };
    members.into_iter().map(document).collect()
}

/// The files of the folders in a folder, in order.
fn files_of(folder: &Path) -> Vec<PathBuf> {
    let folders = fs::read_dir(folder).expect("the folder is there");
    let folders = folders.map(|folder| folder.expect("readable").path());
    let files = folders
        .filter(|folder| folder.is_dir())
        .flat_map(|folder| fs::read_dir(folder).expect("a folder a prefecture"));
    let mut files: Vec<PathBuf> = files.map(|file| file.expect("readable").path()).collect();
    files.sort();
    files
}
