//! The rows of the lexicon's word files.
//!
//! All phrases are in folded form (NFKC, no spaces between Japanese
//! characters) and are compared without regard to ASCII case.

use serde::Deserialize;

use super::{File, LexiconError};
use crate::{Category, DeadlineKind, Kind, LeafKind, PartRole};

/// A procurement method (入札方式).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Method {
    /// Its name.
    pub name: String,
    /// How texts write it.
    pub phrases: Vec<String>,
    /// OCDS 1.1 `procurementMethod`: open, selective, limited or direct.
    pub ocds: String,
    /// The kind of notice that announces such a procurement.
    pub kind: Kind,
}

/// The words of one of the five categories.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryWords {
    /// The category.
    pub name: Category,
    /// OCDS 1.1 `mainProcurementCategory`: goods, works or services.
    #[serde(default)]
    pub ocds: Option<String>,
    /// The words that decide it when a title ends with them.
    #[serde(default)]
    pub endings: Vec<String>,
    /// Words that speak for it elsewhere.
    #[serde(default)]
    pub words: Vec<String>,
}

/// The words of a subcategory (営業種目).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubcategoryWords {
    /// The category that it belongs to.
    pub category: Category,
    /// Its name.
    pub name: String,
    /// Words with which a title ends that decide it, whatever stands before: the
    /// head of a Japanese title stands last (情報システム用機器賃貸借).
    #[serde(default)]
    pub endings: Vec<String>,
    /// Words of titles; longer ones win over shorter ones.
    pub words: Vec<String>,
}

/// Something that a requirement can ask for by a fixed name.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Qualification {
    /// What kind of condition it is.
    pub kind: LeafKind,
    /// Its normalised name.
    pub value: String,
    /// How texts write it.
    pub phrases: Vec<String>,
    /// Longer phrases that contain one of them and do not mean it.
    #[serde(default)]
    pub not_phrases: Vec<String>,
}

/// Labels under which a deadline of one kind stands.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeadlineWords {
    /// The kind.
    pub kind: DeadlineKind,
    /// The labels; of several that occur in a heading, the longest decides.
    pub labels: Vec<String>,
    /// Words that say it only where they are all of a heading (入札).
    #[serde(default)]
    pub wholes: Vec<String>,
}

/// Labels under which the value of another field stands.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heading {
    /// The field, such as `title` or `contract_period`.
    pub field: String,
    /// The labels, the surest first.
    pub labels: Vec<String>,
}

/// Signs of one kind of notice.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindWords {
    /// The kind.
    pub kind: Kind,
    /// Signs in the document's first heading or title.
    #[serde(default)]
    pub headings: Vec<String>,
    /// Sentences of the body that say it as well.
    #[serde(default)]
    pub sentences: Vec<String>,
}

/// Headings with which a document of one role begins.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleWords {
    /// The role.
    pub role: PartRole,
    /// A heading that ends with one of these begins such a document.
    pub headings: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MethodFile {
    pub method: Vec<Method>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CategoryFile {
    pub category: Vec<CategoryWords>,
    pub subcategory: Vec<SubcategoryWords>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QualificationFile {
    pub qualification: Vec<Qualification>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DeadlineFile {
    pub deadline: Vec<DeadlineWords>,
    pub aside: Asides,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asides {
    pub labels: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HeadingFile {
    pub heading: Vec<Heading>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KindFile {
    pub kind: Vec<KindWords>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoleFile {
    pub role: Vec<RoleWords>,
}

/// The synonym groups of a file with one group a line.
pub(super) fn synonym_groups(file: &File) -> Result<Vec<Vec<String>>, LexiconError> {
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(file.text.as_bytes());
    let rows: Result<Vec<Vec<String>>, csv::Error> = reader.deserialize().collect();
    rows.map_err(|error| file.form(error))
}

/// The groups of characters of a file with one group a line.
pub(super) fn variants(file: &File) -> Result<Vec<Vec<char>>, LexiconError> {
    let groups = synonym_groups(file)?.into_iter();
    let character = |form: &String| {
        let mut characters = form.chars();
        match (characters.next(), characters.next()) {
            (Some(character), None) => Ok(character),
            _ => Err(file.form(format!("`{form}` is not one character"))),
        }
    };
    let characters = |group: Vec<String>| group.iter().map(character).collect();
    groups.map(characters).collect()
}

/// A line of `stopwords.txt`: a word that weighs nothing in a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stopword {
    /// The word in base form.
    pub word: String,
    /// Whether it weighs nothing at the end of a compound either: 清掃案件.
    pub is_ending: bool,
}

pub(super) fn stopwords(file: &File) -> Vec<Stopword> {
    let word = |line: &str| match line.strip_prefix('~') {
        Some(word) => Stopword {
            word: word.to_owned(),
            is_ending: true,
        },
        None => Stopword {
            word: line.to_owned(),
            is_ending: false,
        },
    };
    file.lines().map(word).collect()
}
