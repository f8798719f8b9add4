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

/// A searcher over the index.
pub fn searcher() -> NoticeSearcher {
    INDEX.1.clone()
}

fn build() -> (TempDir, NoticeSearcher) {
    let lexicon = Arc::new(Lexicon::compiled_in().expect("the lexicon"));
    let dictionary = dictionary(&lexicon.user_dictionary);
    let folder = tempfile::tempdir().expect("a folder");
    let options = WriterOptions::default();
    let mut writer =
        IndexWriter::open(folder.path(), dictionary.clone(), options).expect("a writer");
    for (notice, documents) in notices() {
        writer
            .put_case(&notice, &documents)
            .expect("an indexed notice");
    }
    writer.commit().expect("a commit");
    let searcher = NoticeSearcher::open(folder.path(), dictionary, lexicon).expect("a searcher");
    (folder, searcher)
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
