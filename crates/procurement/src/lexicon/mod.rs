//! The words of the trade, read from `corpus/lexicon`.
//!
//! The files are compiled in as the default; a folder of the same files
//! replaces them as a whole. What each file holds, and whether a change of it
//! needs re-indexing, is in the folder's README.

mod eligibility;
mod places;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

pub use eligibility::{
    Covers, EligibilityRules, ListField, ListRules, OfficeWords, Region, Regions,
};
pub use places::{Body, NationalBody, Place, PlaceKind, Places};
pub use words::{
    CategoryWords, DeadlineWords, Heading, KindWords, Method, Qualification, RoleWords, Stopword,
    SubcategoryWords,
};

/// All words of the trade.
#[derive(Debug, Clone)]
pub struct Lexicon {
    /// Prefectures, municipalities and districts.
    pub places: Places,
    /// Procurement methods.
    pub methods: Vec<Method>,
    /// The five categories.
    pub categories: Vec<CategoryWords>,
    /// The subcategories that bidders use.
    pub subcategories: Vec<SubcategoryWords>,
    /// Certifications, licences and whatever else is asked for by a fixed name.
    pub qualifications: Vec<Qualification>,
    /// What satisfies what, when holdings are held against a requirement.
    pub eligibility: EligibilityRules,
    /// Labels of deadlines.
    pub deadlines: Vec<DeadlineWords>,
    /// Labels of dates that are no deadline (履行期間, 有効期間).
    pub asides: Vec<String>,
    /// Labels of the other fields.
    pub headings: Vec<Heading>,
    /// Signs of each kind of notice.
    pub kinds: Vec<KindWords>,
    /// Headings with which a document of each role begins.
    pub roles: Vec<RoleWords>,
    /// Groups of words that a searcher means alike; the first is the usual one.
    pub synonyms: Vec<Vec<String>>,
    /// Groups of characters that write the same word.
    pub variants: Vec<Vec<char>>,
    /// Groups of characters that are taken for each other.
    pub lookalikes: Vec<Vec<char>>,
    /// Words that weigh nothing in a query.
    pub stopwords: Vec<Stopword>,
    /// Lindera's simple user dictionary: `surface,part of speech,reading`.
    pub user_dictionary: String,
}

/// Why a lexicon could not be read.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// A file of the folder cannot be read.
    #[error("cannot read {path} of the lexicon: {source}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A file does not have the form that the folder's README describes.
    #[error("{file} of the lexicon: {reason}")]
    Form {
        /// The file's name.
        file: &'static str,
        /// What is wrong, and where.
        reason: String,
    },
}

/// The content of one file of the lexicon.
struct File {
    name: &'static str,
    text: String,
}

impl Lexicon {
    /// The lexicon that the program carries.
    pub fn compiled_in() -> Result<Self, LexiconError> {
        Self::read(|name| {
            let (_, text) = COMPILED_IN
                .iter()
                .find(|(known, _)| *known == name)
                .expect("every file that is read is compiled in");
            Ok((*text).to_owned())
        })
    }

    /// Reads a folder that holds all files of the lexicon.
    pub fn load(folder: &Path) -> Result<Self, LexiconError> {
        Self::read(|name| {
            let path = folder.join(name);
            fs::read_to_string(&path).map_err(|source| LexiconError::Io { path, source })
        })
    }

    fn read(
        content: impl Fn(&'static str) -> Result<String, LexiconError>,
    ) -> Result<Self, LexiconError> {
        let file = |name| content(name).map(|text| File { name, text });
        let words::CategoryFile {
            category,
            subcategory,
        } = file("categories.toml")?.toml()?;
        let words::DeadlineFile { deadline, aside } = file("deadlines.toml")?.toml()?;
        Ok(Self {
            places: Places::read(
                &file("municipalities.csv")?,
                &file("bodies.csv")?,
                &file("national.csv")?,
            )?,
            methods: file("methods.toml")?.toml::<words::MethodFile>()?.method,
            categories: category,
            subcategories: subcategory,
            qualifications: file("qualifications.toml")?
                .toml::<words::QualificationFile>()?
                .qualification,
            eligibility: file("eligibility.toml")?.toml()?,
            deadlines: deadline,
            asides: aside.labels,
            headings: file("headings.toml")?.toml::<words::HeadingFile>()?.heading,
            kinds: file("kinds.toml")?.toml::<words::KindFile>()?.kind,
            roles: file("roles.toml")?.toml::<words::RoleFile>()?.role,
            synonyms: words::synonym_groups(&file("synonyms.csv")?)?,
            variants: words::variants(&file("variants.csv")?)?,
            lookalikes: words::variants(&file("lookalikes.csv")?)?,
            stopwords: words::stopwords(&file("stopwords.txt")?),
            user_dictionary: file("user_dictionary.csv")?.text,
        })
    }
}

impl File {
    fn toml<T: DeserializeOwned>(&self) -> Result<T, LexiconError> {
        toml::from_str(&self.text).map_err(|error| self.form(error))
    }

    /// The rows of a CSV file without its comments (lines beginning with `#`).
    fn csv<T: DeserializeOwned>(&self) -> Result<Vec<T>, LexiconError> {
        let mut reader = csv::ReaderBuilder::new()
            .comment(Some(b'#'))
            .from_reader(self.text.as_bytes());
        let rows: Result<Vec<T>, csv::Error> = reader.deserialize().collect();
        rows.map_err(|error| self.form(error))
    }

    /// The lines of a list without its comments (lines beginning with `#`).
    fn lines(&self) -> impl Iterator<Item = &str> {
        let lines = self.text.lines().map(str::trim);
        lines.filter(|line| !line.is_empty() && !line.starts_with('#'))
    }

    fn form(&self, reason: impl std::fmt::Display) -> LexiconError {
        LexiconError::Form {
            file: self.name,
            reason: reason.to_string(),
        }
    }
}

macro_rules! compiled_in {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_str!(concat!("../../../../corpus/lexicon/", $name)))),+]
    };
}

const COMPILED_IN: [(&str, &str); 16] = compiled_in![
    "bodies.csv",
    "categories.toml",
    "deadlines.toml",
    "eligibility.toml",
    "headings.toml",
    "kinds.toml",
    "lookalikes.csv",
    "methods.toml",
    "municipalities.csv",
    "national.csv",
    "qualifications.toml",
    "roles.toml",
    "stopwords.txt",
    "synonyms.csv",
    "user_dictionary.csv",
    "variants.csv",
];
