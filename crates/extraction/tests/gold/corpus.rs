//! The files that the tests read: the samples of `corpus/documents`, and the
//! real notices beside the project, which are not part of it.

use std::fs;
use std::path::{Path, PathBuf};

use irefuda_documents::Limits;
use serde_json::Value;

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus");
const SEEDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/seeds");

/// Formats whose text is the file's own; what is read out of other formats is
/// not this crate's concern.
const FORMATS: [&str; 3] = ["txt", "md", "html"];

/// The text of a file, by its path below its folder.
pub struct File {
    pub path: String,
    pub text: String,
}

/// The samples that a person has read, with what that person wrote down. Those
/// of other formats are named and left out.
pub fn samples() -> Vec<(File, Value)> {
    let mut samples = Vec::new();
    for gold in files_of(&Path::new(CORPUS).join("gold")) {
        let gold: Value = serde_json::from_str(&fs::read_to_string(&gold).expect("readable"))
            .expect("gold files are JSON");
        let path = gold["file"]
            .as_str()
            .expect("each gold file names its document");
        match document(path) {
            Some(text) => {
                let path = path.to_owned();
                samples.push((File { path, text }, gold));
            }
            None => println!("left out: {path}"),
        }
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
        (File { path, text }, gold)
    };
    Some(gold.into_iter().map(seed).collect())
}

/// The text of a sample, if it is of a format that this crate reads.
fn document(path: &str) -> Option<String> {
    let path = Path::new(CORPUS).join("documents").join(path);
    let extension = path.extension()?.to_str()?;
    let is_read = FORMATS.contains(&extension);
    is_read.then(|| {
        irefuda_documents::read(&path, &Limits::default())
            .expect("samples can be read")
            .text
    })
}

/// The files of the folders in a folder, in order.
fn files_of(folder: &Path) -> Vec<PathBuf> {
    let folders = fs::read_dir(folder).expect("the folder is there");
    let files = folders.flat_map(|folder| {
        fs::read_dir(folder.expect("readable").path()).expect("a folder a prefecture")
    });
    let mut files: Vec<PathBuf> = files.map(|file| file.expect("readable").path()).collect();
    files.sort();
    files
}
