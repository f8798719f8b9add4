//! A small index of the test notices.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use irefuda_procurement::Lexicon;
use irefuda_search::{DEBIAN_IPADIC, Dictionary, IndexWriter, NoticeSearcher, WriterOptions};
use tempfile::TempDir;

use crate::notices::notices;

static INDEX: LazyLock<(TempDir, NoticeSearcher)> = LazyLock::new(build);

static LEXICON: LazyLock<Arc<Lexicon>> =
    LazyLock::new(|| Arc::new(Lexicon::compiled_in().expect("the lexicon")));

/// A searcher over the index.
pub fn searcher() -> NoticeSearcher {
    INDEX.1.clone()
}

fn build() -> (TempDir, NoticeSearcher) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut writer = writer(folder.path());
    for (notice, documents) in notices() {
        writer
            .put_case(&notice, &documents)
            .expect("an indexed notice");
    }
    writer.commit().expect("a commit");
    let searcher = open(folder.path());
    (folder, searcher)
}

/// The writer of an index in a folder.
pub fn writer(folder: &Path) -> IndexWriter {
    let dictionary = dictionary(&LEXICON.user_dictionary);
    IndexWriter::open(folder, dictionary, WriterOptions::default()).expect("a writer")
}

/// A searcher over an index in a folder.
pub fn open(folder: &Path) -> NoticeSearcher {
    let dictionary = dictionary(&LEXICON.user_dictionary);
    NoticeSearcher::open(folder, dictionary, Arc::clone(&LEXICON)).expect("a searcher")
}

/// The compiled dictionary, shared by all runs. It is compiled aside, opened
/// (what is open stays readable when it is moved), and moved into the place of
/// one that is missing or of another version; so two runs at a time do no harm.
fn dictionary(user_dictionary: &str) -> Arc<Dictionary> {
    let shared = shared_folder(user_dictionary);
    if let Ok(dictionary) = Dictionary::open(&shared) {
        return dictionary;
    }
    let aside = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let compiled = aside.path().join("dictionary");
    Dictionary::compile(Path::new(DEBIAN_IPADIC), user_dictionary, &compiled)
        .expect("a dictionary");
    let dictionary = Dictionary::open(&compiled).expect("the dictionary");
    let _ = fs::rename(&shared, aside.path().join("other version"));
    let _ = fs::rename(&compiled, &shared);
    dictionary
}

fn shared_folder(user_dictionary: &str) -> PathBuf {
    let mut hasher = DefaultHasher::new();
    user_dictionary.hash(&mut hasher);
    let name = format!("query-server-dictionary-{:016x}", hasher.finish());
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}
