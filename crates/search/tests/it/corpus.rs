//! Notices made in code, and an index of them.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use irefuda_procurement::{
    Category, Confidence, Evidence, JointVenture, Kind, Leaf, LeafKind, Level, Lexicon, Notice,
    Part, PartRole, Price, PriceKind, Requirement, Source, Span, TaxBasis,
};
use irefuda_search::{
    DEBIAN_IPADIC, Dictionary, IndexWriter, Matching, NoticeSearcher, RequestError, SearchAnswer,
    SearchRequest, WriterOptions,
};
use jiff::civil::DateTime;
use tempfile::TempDir;

/// Words that IPADIC does not have.
pub const USER_DICTIONARY: &str = "# 業界の言葉\n住基ネット,名詞,ジュウキネット\n";

const SYNONYMS: [&[&str]; 3] = [
    &["住民基本台帳ネットワーク", "住基ネット"],
    &["プライバシーマーク", "Pマーク", "JIS Q 15001"],
    &["清掃", "クリーニング"],
];

/// The dictionary, compiled once for all tests.
pub fn dictionary() -> Arc<Dictionary> {
    static DICTIONARY: LazyLock<Arc<Dictionary>> = LazyLock::new(|| {
        let folder = tmp().join("dictionary");
        compile(USER_DICTIONARY, &folder);
        Dictionary::open(&folder).expect("the dictionary was just compiled")
    });
    Arc::clone(&DICTIONARY)
}

/// Compiles a dictionary from what Debian's package installs.
pub fn compile(user_dictionary: &str, folder: &Path) {
    let source = Path::new(DEBIAN_IPADIC);
    assert!(
        source.is_dir(),
        "these tests need IPADIC: install the package mecab-ipadic"
    );
    Dictionary::compile(source, user_dictionary, folder).expect("IPADIC compiles");
}

pub fn tmp() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
}

pub fn lexicon() -> Arc<Lexicon> {
    let mut lexicon = Lexicon::compiled_in().expect("the lexicon is well-formed");
    let group = |group: &&[&str]| group.iter().map(|form| (*form).to_owned()).collect();
    lexicon.synonyms = SYNONYMS.iter().map(group).collect();
    Arc::new(lexicon)
}

/// A notice with nothing but an id and the given title.
pub fn notice(id: &str, title: &str) -> Notice {
    Notice {
        id: id.to_owned(),
        title: Some(title.to_owned()),
        agency: None,
        department: None,
        prefecture: None,
        lg_code: None,
        municipality: None,
        kind: Kind::TenderNotice,
        method: None,
        category: None,
        subcategory: None,
        announced_on: None,
        deadlines: Vec::new(),
        closes_at: None,
        contract_period: None,
        place: None,
        requirement: Requirement::default(),
        joint_venture: JointVenture::NotStated,
        bid_bond: None,
        contract_bond: None,
        wto_gpa: false,
        number: None,
        notice_number: None,
        prices: Vec::new(),
        contact: None,
        submission: Vec::new(),
        amends: None,
        changes: Vec::new(),
        history: Vec::new(),
        parts: Vec::new(),
        evidence: Default::default(),
        warnings: Vec::new(),
        source: Source::default(),
    }
}

/// What tests say about a notice, as a sentence.
pub trait Saying: Sized {
    fn part(self, role: PartRole, text: &str) -> Self;
    fn text(self, text: &str) -> Self {
        self.part(PartRole::Notice, text)
    }
    fn place(self, prefecture: &str, lg_code: &str) -> Self;
    fn kind(self, kind: Kind) -> Self;
    fn category(self, category: Category) -> Self;
    fn announced(self, day: &str) -> Self;
    fn closes(self, moment: &str) -> Self;
    fn costs(self, kind: PriceKind, yen: u64) -> Self;
    fn requires(self, kind: LeafKind, value: &str, level: Level) -> Self;
}

impl Saying for Notice {
    fn part(mut self, role: PartRole, text: &str) -> Self {
        self.parts.push(Part {
            role,
            file: 0,
            title: None,
            range: Span { start: 0, end: 0 },
            text: text.to_owned(),
        });
        self
    }

    fn place(mut self, prefecture: &str, lg_code: &str) -> Self {
        self.prefecture = Some(prefecture.to_owned());
        self.lg_code = Some(lg_code.parse().expect("a code"));
        self
    }

    fn kind(mut self, kind: Kind) -> Self {
        self.kind = kind;
        self
    }

    fn category(mut self, category: Category) -> Self {
        self.category = Some(category);
        self
    }

    fn announced(mut self, day: &str) -> Self {
        self.announced_on = Some(day.parse().expect("a day"));
        self
    }

    fn closes(mut self, moment: &str) -> Self {
        self.closes_at = Some(moment.parse().expect("a moment"));
        self
    }

    fn costs(mut self, kind: PriceKind, yen: u64) -> Self {
        self.prices.push(Price {
            kind,
            yen,
            tax: TaxBasis::NotStated,
            evidence: evidence(&yen.to_string()),
        });
        self
    }

    fn requires(mut self, kind: LeafKind, value: &str, level: Level) -> Self {
        let leaf = Requirement::Leaf(Leaf {
            kind,
            value: value.to_owned(),
            level,
            joint_venture: None,
            evidence: evidence(value),
        });
        let mut conditions = self.requirement.children().to_vec();
        conditions.push(leaf);
        self.requirement = Requirement::all(conditions);
        self
    }
}

fn evidence(quote: &str) -> Evidence {
    Evidence {
        quote: quote.to_owned(),
        part: 0,
        page: None,
        span: Span { start: 0, end: 0 },
        confidence: Confidence::Certain,
    }
}

/// An index of a few notices, as long as it lives.
pub struct Fixture {
    pub folder: TempDir,
    pub lexicon: Arc<Lexicon>,
    pub searcher: NoticeSearcher,
}

impl Fixture {
    pub fn of(notices: impl IntoIterator<Item = Notice>) -> Self {
        let folder = TempDir::new_in(tmp()).expect("a folder");
        let mut writer = writer(folder.path());
        for notice in notices {
            writer.put(&notice).expect("a notice can be put");
        }
        writer.finish().expect("it can be committed");
        let lexicon = lexicon();
        let searcher = open(folder.path(), &lexicon);
        Self {
            folder,
            lexicon,
            searcher,
        }
    }

    /// The answer to a query string such as `q=清掃&status=open`, as of a
    /// moment.
    pub fn ask_at(&self, query: &str, now: &str) -> SearchAnswer {
        let request = self.request(query).expect("a request");
        self.answer(&request, now)
    }

    pub fn request(&self, query: &str) -> Result<SearchRequest, RequestError> {
        SearchRequest::from_parameters(pairs(query), &self.lexicon)
    }

    pub fn ask(&self, query: &str) -> SearchAnswer {
        self.ask_at(query, NOW)
    }

    /// The answer to a text query with any characters in it, all words of
    /// which have to be there.
    pub fn ask_words(&self, q: &str) -> SearchAnswer {
        let request = SearchRequest {
            q: q.to_owned(),
            matching: Matching::All,
            ..SearchRequest::default()
        };
        self.answer(&request, NOW)
    }

    pub fn answer(&self, request: &SearchRequest, now: &str) -> SearchAnswer {
        let now: DateTime = now.parse().expect("a moment");
        self.searcher
            .search(request, now)
            .expect("a search succeeds")
    }
}

/// The parameters of a query string.
pub fn pairs(query: &str) -> impl Iterator<Item = (&str, &str)> + Clone {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| pair.split_once('=').expect("name=value"))
}

/// The present of all tests that name no other.
pub const NOW: &str = "2026-06-01T12:00:00";

pub fn writer(folder: &Path) -> IndexWriter {
    IndexWriter::open(folder, dictionary(), WriterOptions::default()).expect("a writer opens")
}

pub fn open(folder: &Path, lexicon: &Arc<Lexicon>) -> NoticeSearcher {
    NoticeSearcher::open(folder, dictionary(), Arc::clone(lexicon)).expect("an index opens")
}

/// The ids of the hits in order.
pub fn ids(answer: &SearchAnswer) -> Vec<&str> {
    answer
        .hits
        .iter()
        .map(|hit| hit.summary.id.as_str())
        .collect()
}
