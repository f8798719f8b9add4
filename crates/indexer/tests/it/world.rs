//! A folder of documents, an index of it, and questions to both.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use irefuda_indexer::{IndexFolder, IndexOptions, Outcome, Progress, Report, Silent, index};
use irefuda_procurement::{Lexicon, Notice};
use irefuda_search::{DEBIAN_IPADIC, Dictionary, NoticeSearcher, SearchRequest};
use tempfile::TempDir;

/// The words of the trade, read once.
pub static LEXICON: LazyLock<Arc<Lexicon>> =
    LazyLock::new(|| Arc::new(Lexicon::compiled_in().expect("the lexicon")));

/// The dictionary, compiled once and kept for later runs of the tests.
pub static DICTIONARY: LazyLock<Arc<Dictionary>> =
    LazyLock::new(|| dictionary("dictionary", &LEXICON.user_dictionary));

/// A folder of documents and an index.
pub struct World {
    folder: TempDir,
    index: TempDir,
}

impl World {
    pub fn new() -> Self {
        Self {
            folder: TempDir::new().expect("a folder"),
            index: TempDir::new().expect("an index"),
        }
    }

    /// A world with these files.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let world = Self::new();
        for (name, content) in files {
            world.write(name, content);
        }
        world
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn index_folder(&self) -> IndexFolder {
        IndexFolder::new(self.index.path())
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, content).expect("a file");
    }

    pub fn delete(&self, name: &str) {
        fs::remove_file(self.path(name)).expect("a file to delete");
    }

    pub fn options(&self) -> IndexOptions {
        let dictionary = Arc::clone(&DICTIONARY);
        let lexicon = Arc::clone(&LEXICON);
        IndexOptions::new(self.folder(), self.index_folder(), dictionary, lexicon)
    }

    pub fn run(&self) -> Report {
        self.run_with(|_| {}, &Silent)
    }

    pub fn rebuild(&self) -> Report {
        self.run_with(|options| options.rebuild = true, &Silent)
    }

    pub fn run_with(&self, set: impl FnOnce(&mut IndexOptions), progress: &dyn Progress) -> Report {
        let mut options = self.options();
        set(&mut options);
        index(&options, progress).expect("a run")
    }

    pub fn searcher(&self) -> NoticeSearcher {
        let (dictionary, lexicon) = (Arc::clone(&DICTIONARY), Arc::clone(&LEXICON));
        NoticeSearcher::open(self.index.path(), dictionary, lexicon).expect("an index")
    }

    /// From which file the index has a notice.
    pub fn source_of(&self, id: &str) -> Option<String> {
        let notice = self.searcher().notice(id).expect("an index");
        notice.map(|notice| notice.source.path)
    }

    /// The revision of the index.
    pub fn revision(&self) -> u64 {
        let list = fs::read_to_string(self.index_folder().manifest()).expect("a list");
        let list: serde_json::Value = serde_json::from_str(&list).expect("JSON");
        list["revision"].as_u64().expect("a number")
    }

    /// Every notice of the index, a hundred at most.
    pub fn all(&self) -> Vec<Notice> {
        let searcher = self.searcher();
        let request = SearchRequest {
            per_page: 100,
            ..SearchRequest::default()
        };
        let now = "2026-12-01T09:00:00".parse().expect("a moment");
        let answer = searcher.search(&request, now).expect("a search");
        let ids = answer.hits.iter().map(|hit| &hit.summary.id);
        let mut notices: Vec<Notice> = ids
            .filter_map(|id| searcher.notice(id).expect("an index"))
            .collect();
        notices.sort_by(|one, other| one.id.cmp(&other.id));
        notices
    }

    /// How many notices the index has.
    pub fn count(&self) -> u64 {
        self.searcher().document_count()
    }
}

/// What became of the file, and the ids of its notices.
pub fn fate<'a>(report: &'a Report, name: &str) -> (&'a str, Vec<String>) {
    let file = report.files.iter().find(|file| file.path == name);
    let file = file.unwrap_or_else(|| panic!("{name} is not in {report:#?}"));
    match &file.outcome {
        Outcome::Indexed { notices } => ("indexed", notices.clone()),
        Outcome::Unchanged { notices } => ("unchanged", notices.clone()),
        Outcome::Problem { problem, kept } => (problem.reason.as_str(), kept.clone()),
        Outcome::NotReached => ("not reached", Vec::new()),
    }
}

/// The one notice of a file.
pub fn id(report: &Report, name: &str) -> String {
    let (_, ids) = fate(report, name);
    assert_eq!(ids.len(), 1, "{name} holds one notice");
    ids.into_iter().next().expect("one id")
}

/// The names of the files that ended so.
pub fn names(report: &Report, ended: &str) -> BTreeSet<String> {
    let names = report.files.iter().map(|file| file.path.clone());
    names.filter(|name| fate(report, name).0 == ended).collect()
}

/// A notice that differs from others in its title.
pub fn notice(title: &str) -> String {
    format!(
        "入札公告\n\n次のとおり一般競争入札に付します。\n\n令和8年11月2日\n岡山市長　見本　太郎\n\n\
         1　件名　{title}\n2　履行場所　岡山市北区大供一丁目1番1号\n\
         3　入札書の提出期限　令和8年12月10日（木）午後5時\n"
    )
}

/// A dictionary in the folder for what tests keep. Two test runs at the same
/// time may both compile it, and one of them fail to put it there.
pub fn dictionary(name: &str, user_dictionary: &str) -> Arc<Dictionary> {
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if let Ok(dictionary) = Dictionary::open(&kept) {
        return dictionary;
    }
    let compiled = Dictionary::compile(Path::new(DEBIAN_IPADIC), user_dictionary, &kept);
    Dictionary::open(&kept).unwrap_or_else(|error| {
        panic!("{error}, after {compiled:?}: `scripts/setup test` installs its source")
    })
}
