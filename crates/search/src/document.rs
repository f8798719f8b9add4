//! A notice as the index takes it, and back.

use std::borrow::Cow;

use irefuda_folding::{Folded, fold};
use irefuda_procurement::eligibility::{self, Clause};
use irefuda_procurement::{LeafKind, Level, Notice, PartRole, PriceKind, Requirement};
use tantivy::TantivyDocument;
use tantivy::schema::Value;
use tantivy::schema::document::{
    DeserializeError, DocumentDeserialize, DocumentDeserializer, ValueDeserialize,
    ValueDeserializer,
};

use crate::analysis::{as_name, lower, normalise};
use crate::answer::{Summary, SummarySource};
use crate::closing::{Closing, day_number};
use crate::error::SearchError;
use crate::facet::{Facet, NONE};
use crate::schema::{Fields, section_start};

/// Titles and names beyond this are cut in lists: a column's value has to stay
/// below 64 KiB.
const LONGEST_NAME: usize = 1_000;
/// So many characters of a title decide its place; it has to fit a cursor.
const SORTED_CHARACTERS: usize = 100;

/// Makes the document of a notice, and of the documents of its case if there
/// are several.
pub(crate) fn document(
    fields: &Fields,
    notice: &Notice,
    case: &[Notice],
    revision: u64,
) -> Result<TantivyDocument, SearchError> {
    let failed = |source| SearchError::Notice {
        id: notice.id.clone(),
        source,
    };
    let mut document = TantivyDocument::default();
    // First of what is stored, since they are read by themselves: see
    // [`PartTexts`].
    let roles: Vec<&str> = notice.parts.iter().map(|part| part.role.name()).collect();
    document.add_text(fields.roles, roles.join(","));
    let texts: Vec<Folded> = notice.parts.iter().map(|part| fold(&part.text)).collect();
    for (part, folded) in notice.parts.iter().zip(&texts) {
        document.add_bytes(fields.part, folded.text().as_bytes());
        document.add_bytes(fields.lacking, &folded.lacking(&part.text));
    }
    add_texts(&mut document, fields, notice, &texts);
    document.add_text(fields.id, &notice.id);
    document.add_u64(fields.revision, revision);
    add_columns(&mut document, fields, notice);
    add_suggestions(&mut document, fields, notice);
    for clause in clauses(notice).map_err(failed)? {
        document.add_text(fields.clauses, &clause);
    }
    let summary = serde_json::to_vec(&summary(notice)).map_err(failed)?;
    document.add_bytes(fields.summary, &summary);
    let json = serde_json::to_string(notice).map_err(failed)?;
    document.add_text(fields.notice, &json);
    for member in case {
        if member.id != notice.id {
            document.add_text(fields.member, &member.id);
        }
        let json = serde_json::to_string(member).map_err(failed)?;
        document.add_text(fields.document, &json);
    }
    Ok(document)
}

fn add_columns(document: &mut TantivyDocument, fields: &Fields, notice: &Notice) {
    if let Some(moment) = notice.closes_at {
        document.add_i64(fields.closes_at, Closing::of(moment).to_column());
    }
    if let Some(day) = notice.announced_on {
        document.add_i64(fields.announced_on, day_number(day));
    }
    if let Some(yen) = price_ceiling(notice) {
        document.add_u64(fields.price_ceiling, yen);
    }
    if let Some(title) = notice.title.as_deref() {
        let sorted: String = normalise(title).chars().take(SORTED_CHARACTERS).collect();
        document.add_text(fields.sorted_title, &sorted);
    }
    let judged_as = notice.judged_as();
    if judged_as != notice.kind {
        document.add_text(fields.judged_as, judged_as.name());
    }
    for (facet, field) in &fields.facets {
        for value in facet_values(*facet, notice) {
            document.add_text(*field, &value);
        }
    }
}

/// Adds what is offered while somebody types.
fn add_suggestions(document: &mut TantivyDocument, fields: &Fields, notice: &Notice) {
    if let Some(title) = &notice.title {
        document.add_text(fields.suggestions, fold(title).text());
    }
    if let Some(agency) = &notice.agency {
        document.add_text(fields.suggestions, as_name(fold(agency).text()));
    }
}

/// The clauses of the requirement as the column has them: [`NONE`] if there are
/// none, nothing if it was not read.
fn clauses(notice: &Notice) -> serde_json::Result<Vec<String>> {
    /// A column's value has to stay below 64 KiB.
    const LONGEST: usize = 32 << 10;
    let prefecture = notice.prefecture.as_deref();
    let Some(clauses) = eligibility::clauses(&notice.requirement, prefecture) else {
        return Ok(Vec::new());
    };
    if clauses.is_empty() {
        return Ok(vec![NONE.to_owned()]);
    }
    let written = clauses.iter().map(|clause| {
        let json = serde_json::to_string(clause)?;
        match json.len() {
            0..=LONGEST => Ok(json),
            _ => serde_json::to_string(&Clause::OPEN),
        }
    });
    written.collect()
}

/// The most that the body is ready to pay, in yen: of several amounts, as with
/// and without tax, the greatest.
fn price_ceiling(notice: &Notice) -> Option<u64> {
    let is_ceiling = |kind| matches!(kind, PriceKind::Estimated | PriceKind::Ceiling);
    let ceilings = notice.prices.iter().filter(|price| is_ceiling(price.kind));
    ceilings.map(|price| price.yen).max()
}

/// The values of a facet that is stored; none where the notice does not say.
fn facet_values(facet: Facet, notice: &Notice) -> Vec<Cow<'_, str>> {
    let one = |value: Option<&str>| value.map(|value| Cow::Owned(value.to_owned()));
    let value = match facet {
        Facet::Status | Facet::Deadline | Facet::Eligibility => None,
        Facet::Prefecture => one(notice.prefecture.as_deref()),
        Facet::LgCode => notice.lg_code.map(|code| Cow::Owned(code.to_string())),
        Facet::Category => one(notice.category.map(|category| category.name())),
        Facet::Subcategory => one(notice.subcategory.as_deref()),
        Facet::Method => one(notice.method.as_deref()),
        Facet::Kind => one(Some(notice.kind.name())),
        Facet::Qualification => {
            return qualification_values(&notice.requirement);
        }
    };
    value.into_iter().collect()
}

fn qualification_values(requirement: &Requirement) -> Vec<Cow<'_, str>> {
    if requirement.is_empty() {
        return Vec::new();
    }
    let required = required_qualifications(requirement);
    if required.is_empty() {
        return vec![Cow::Borrowed(NONE)];
    }
    required.into_iter().map(Cow::Borrowed).collect()
}

/// The certifications and licences that a bidder must hold, each once.
pub(crate) fn required_qualifications(requirement: &Requirement) -> Vec<&str> {
    let mut values = Vec::new();
    for leaf in requirement.leaves() {
        let counts = matches!(leaf.kind, LeafKind::Certification | LeafKind::Licence)
            && leaf.level == Level::Required;
        if counts && !values.contains(&leaf.value.as_str()) {
            values.push(leaf.value.as_str());
        }
    }
    values
}

fn summary(notice: &Notice) -> Summary {
    let name = |name: &Option<String>| {
        let name = name.as_deref()?;
        Some(name.chars().take(LONGEST_NAME).collect())
    };
    let qualifications = required_qualifications(&notice.requirement);
    Summary {
        id: notice.id.clone(),
        title: name(&notice.title),
        agency: name(&notice.agency),
        department: name(&notice.department),
        prefecture: notice.prefecture.clone(),
        lg_code: notice.lg_code,
        municipality: notice.municipality.clone(),
        kind: notice.kind,
        method: notice.method.clone(),
        category: notice.category,
        subcategory: notice.subcategory.clone(),
        announced_on: notice.announced_on,
        closes_at: notice.closes_at,
        price_ceiling: price_ceiling(notice),
        qualifications: qualifications.into_iter().map(str::to_owned).collect(),
        marks: notice.marks(),
        source: SummarySource {
            path: notice.source.path.clone(),
        },
    }
}

/// Adds every text to the field of its rank and to the bigrams.
fn add_texts(document: &mut TantivyDocument, fields: &Fields, notice: &Notice, texts: &[Folded]) {
    let names = [
        (fields.title(), &notice.title),
        (fields.agency(), &notice.agency),
        (fields.agency(), &notice.department),
    ];
    let names = names
        .into_iter()
        .filter_map(|(field, name)| Some((field, name.as_deref()?)));
    let names = names.map(|(field, name)| (field, normalise(name)));
    for (_, name) in names.clone() {
        document.add_text(fields.readings, name);
    }
    let roles = notice.parts.iter().map(|part| fields.of_role(part.role));
    let parts = roles.zip(texts.iter().map(lower));
    let (mut all, mut length) = (String::new(), 0);
    for (field, text) in names.chain(parts) {
        document.add_u64(fields.sections, section_start(field, length));
        length += text.chars().count() + BETWEEN.len();
        all.push_str(&text);
        all.push_str(BETWEEN);
        document.add_text(field.field, &text);
    }
    document.add_text(fields.bigrams, &all);
}

/// What no text has, so that none goes on from one section to the next.
const BETWEEN: &str = "\n\u{1}\n";

/// Role and text of each part, raw and folded, and nothing else of what is
/// stored.
pub(crate) struct PartTexts(pub Vec<PartText>);

/// The text of a part.
pub(crate) struct PartText {
    pub role: PartRole,
    pub raw: String,
    pub folded: Folded,
}

impl PartText {
    fn of(role: PartRole, text: &[u8], lacking: &[u8]) -> Option<Self> {
        let text = simdutf8::basic::from_utf8(text).ok()?;
        let (raw, folded) = Folded::unfold(text.to_owned(), lacking)?;
        Some(Self { role, raw, folded })
    }
}

/// A stored text.
struct Text(String);

/// Stored bytes.
struct Bytes(Vec<u8>);

impl DocumentDeserialize for PartTexts {
    fn deserialize<'de, D>(mut deserializer: D) -> Result<Self, DeserializeError>
    where
        D: DocumentDeserializer<'de>,
    {
        let names = deserializer.next_field::<Text>()?;
        let names = names.map(|(_, Text(names))| names).unwrap_or_default();
        let mut parts = Vec::new();
        for role in roles(&names) {
            let text = deserializer.next_field::<Bytes>()?;
            let lacking = deserializer.next_field::<Bytes>()?;
            let (Some((_, Bytes(text))), Some((_, Bytes(lacking)))) = (text, lacking) else {
                break;
            };
            let part = PartText::of(role, &text, &lacking);
            parts.push(part.ok_or_else(|| DeserializeError::custom("no text of a part"))?);
        }
        Ok(Self(parts))
    }
}

impl ValueDeserialize for Text {
    fn deserialize<'de, D>(deserializer: D) -> Result<Self, DeserializeError>
    where
        D: ValueDeserializer<'de>,
    {
        deserializer.deserialize_string().map(Self)
    }
}

impl ValueDeserialize for Bytes {
    fn deserialize<'de, D>(deserializer: D) -> Result<Self, DeserializeError>
    where
        D: ValueDeserializer<'de>,
    {
        deserializer.deserialize_bytes().map(Self)
    }
}

/// The roles of parts, from their names.
fn roles(names: &str) -> impl Iterator<Item = PartRole> {
    let names = names.split(',').filter(|name| !name.is_empty());
    names.map(|name| name.parse().unwrap_or(PartRole::Notice))
}

/// What a document keeps of its notice.
pub(crate) struct Stored {
    json: String,
    /// The documents of a case as JSON.
    documents: Vec<String>,
    /// Role and text of each part.
    pub parts: Vec<(PartRole, String)>,
}

impl Stored {
    pub fn of(fields: &Fields, document: &TantivyDocument) -> Self {
        let texts = |field| document.get_all(field).filter_map(|value| value.as_str());
        let roles = roles(texts(fields.roles).next().unwrap_or_default());
        let bytes = |field| document.get_all(field).filter_map(|value| value.as_bytes());
        let parts = roles.zip(bytes(fields.part).zip(bytes(fields.lacking)));
        let parts = parts.filter_map(|(role, (text, lacking))| {
            let part = PartText::of(role, text, lacking)?;
            Some((role, part.raw))
        });
        Self {
            json: texts(fields.notice).next().unwrap_or_default().to_owned(),
            documents: texts(fields.document).map(str::to_owned).collect(),
            parts: parts.collect(),
        }
    }

    /// The notice, its parts with their text.
    pub fn notice(self, id: &str) -> Result<Notice, SearchError> {
        parsed(&self.json, &mut self.parts.into_iter(), id)
    }

    /// The documents of which the case consists, each as it was read by itself.
    pub fn documents(self, id: &str) -> Result<Vec<Notice>, SearchError> {
        let mut parts = self.parts.into_iter();
        if self.documents.is_empty() {
            return Ok(vec![parsed(&self.json, &mut parts, id)?]);
        }
        let documents = self.documents.iter();
        documents.map(|json| parsed(json, &mut parts, id)).collect()
    }
}

/// A notice from its JSON, with the texts of its parts, which come next.
fn parsed(
    json: &str,
    texts: &mut impl Iterator<Item = (PartRole, String)>,
    id: &str,
) -> Result<Notice, SearchError> {
    let failed = |source| SearchError::Notice {
        id: id.to_owned(),
        source,
    };
    let mut notice: Notice = serde_json::from_str(json).map_err(failed)?;
    for (part, (_, text)) in notice.parts.iter_mut().zip(texts) {
        part.text = text;
    }
    Ok(notice)
}
