//! The fields of the index.
//!
//! Text is indexed in several fields, one for each rank that a hit in it has;
//! nothing of them is stored. Facets and dates are columns, read once into
//! plain arrays ([`crate::columns`]). What a list shows is a column too, apart
//! from the stored bodies: decompressing those would cost more than the search.

use std::sync::Arc;

use irefuda_procurement::PartRole;
use tantivy::schema::{
    BytesOptions, FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing,
    TextOptions,
};
use tantivy::tokenizer::TextAnalyzer;

use crate::analysis::{BigramTokenizer, MorphemeTokenizer, PieceTokenizer, ReadingTokenizer};
use crate::dictionary::Dictionary;
use crate::facet::Facet;
use crate::query::Scope;

/// Version of the fields and of what is written into them. An index of another
/// version is refused.
pub(crate) const SCHEMA_VERSION: u32 = 7;

const MORPHEMES: &str = "morphemes";
const BIGRAMS: &str = "bigrams";
const READINGS: &str = "readings";
const PIECES: &str = "pieces";

/// Names of columns.
pub(crate) mod column {
    pub const ID: &str = "id";
    pub const CLOSES_AT: &str = "closes_at";
    pub const ANNOUNCED_ON: &str = "announced_on";
    pub const PRICE_CEILING: &str = "price_ceiling";
    pub const SORTED_TITLE: &str = "sorted_title";
    pub const REVISION: &str = "revision";
    pub const SUMMARY: &str = "summary";
    pub const JUDGED_AS: &str = "judged_as";
    pub const CLAUSES: &str = "clauses";
    pub const SECTIONS: &str = "sections";
}

/// The facets that are columns; status and deadline follow from `closes_at`,
/// the kind, and the present, eligibility from the clauses and what is held.
pub(crate) const STORED_FACETS: [Facet; 7] = [
    Facet::Prefecture,
    Facet::LgCode,
    Facet::Category,
    Facet::Subcategory,
    Facet::Method,
    Facet::Qualification,
    Facet::Kind,
];

/// A field of morphemes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TextField {
    pub field: Field,
    /// How much a hit in it counts, on top of BM25.
    pub weight: f32,
    /// Whether it says what this procurement is about: the words of a compound
    /// may stand apart there and still mean it. In a specification or in
    /// boilerplate they would not.
    pub is_lead: bool,
    /// Its bit in [`Sections`].
    section: u8,
}

/// Sections of a document's text, by text field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sections(u8);

/// All fields.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    pub id: Field,
    pub closes_at: Field,
    pub announced_on: Field,
    pub price_ceiling: Field,
    /// The title as hits are sorted by it.
    pub sorted_title: Field,
    pub revision: Field,
    pub summary: Field,
    pub facets: Vec<(Facet, Field)>,
    /// The kind by which the status is judged, where it is not the notice's own.
    pub judged_as: Field,
    /// What is required, as clauses in JSON; see [`crate::document`].
    pub clauses: Field,
    /// The ids of a case's other documents.
    pub member: Field,
    /// The documents of a case as JSON, each as it was read by itself; their
    /// texts are the parts of the case, one document after the other.
    pub document: Field,
    /// In the order of [`TEXTS`].
    pub texts: Vec<TextField>,
    /// Pairs of characters of all texts, one behind the other.
    pub bigrams: Field,
    /// See [`section_start`].
    pub sections: Field,
    /// Readings of the title and the names.
    pub readings: Field,
    /// What is offered while somebody types; see [`PieceTokenizer`].
    pub suggestions: Field,
    /// The notice as JSON.
    pub notice: Field,
    /// The roles of its parts, separated by commas.
    pub roles: Field,
    /// The folded texts of its parts in UTF-8, in the same order.
    pub part: Field,
    /// What each of these lacks of the raw text.
    pub lacking: Field,
}

/// Name, weight and lead of the text fields.
const TEXTS: [(&str, f32, bool); 7] = [
    ("title", 5.0, true),
    ("agency", 1.5, true),
    ("notice_text", 2.0, true),
    ("instructions", 1.2, true),
    ("specification", 0.8, false),
    ("form", 0.4, false),
    ("policy", 0.15, false),
];

impl Fields {
    /// The schema, and the fields in it.
    pub fn schema() -> (Schema, Self) {
        let mut builder = Schema::builder();
        let raw_column = || TextOptions::from(FAST);
        // A place is also asked for by words, which are matched by terms.
        let facet_column = |facet| match facet {
            Facet::Prefecture | Facet::LgCode => STRING | FAST,
            _ => raw_column(),
        };
        let fields = Self {
            id: builder.add_text_field(column::ID, STRING | FAST),
            closes_at: builder.add_i64_field(column::CLOSES_AT, FAST),
            announced_on: builder.add_i64_field(column::ANNOUNCED_ON, FAST),
            price_ceiling: builder.add_u64_field(column::PRICE_CEILING, FAST),
            sorted_title: builder.add_text_field(column::SORTED_TITLE, raw_column()),
            revision: builder.add_u64_field(column::REVISION, FAST),
            summary: builder.add_bytes_field(column::SUMMARY, BytesOptions::default().set_fast()),
            facets: STORED_FACETS
                .map(|facet| {
                    (
                        facet,
                        builder.add_text_field(facet.name(), facet_column(facet)),
                    )
                })
                .to_vec(),
            judged_as: builder.add_text_field(column::JUDGED_AS, raw_column()),
            clauses: builder.add_text_field(column::CLAUSES, raw_column()),
            member: builder.add_text_field("member", STRING),
            document: builder.add_text_field("document", STORED),
            texts: TEXTS
                .iter()
                .zip(0..)
                .map(|((name, weight, is_lead), number)| TextField {
                    field: builder.add_text_field(name, morpheme_options()),
                    weight: *weight,
                    is_lead: *is_lead,
                    section: 1 << number,
                })
                .collect(),
            bigrams: builder.add_text_field("bigrams", characters_options()),
            sections: builder.add_u64_field(column::SECTIONS, FAST),
            readings: builder.add_text_field("readings", terms_of(READINGS)),
            suggestions: builder.add_text_field("suggestions", terms_of(PIECES)),
            notice: builder.add_text_field("notice", STORED),
            roles: builder.add_text_field("roles", STORED),
            part: builder.add_bytes_field("part", STORED),
            lacking: builder.add_bytes_field("lacking", STORED),
        };
        (builder.build(), fields)
    }

    /// The field of a facet that is stored.
    pub fn facet(&self, facet: Facet) -> Option<Field> {
        let mut facets = self.facets.iter();
        facets.find_map(|(stored, field)| (*stored == facet).then_some(*field))
    }

    /// The text fields in which a term may stand.
    pub fn texts_in(&self, scope: Scope) -> impl Iterator<Item = &TextField> {
        let sections = self.sections(scope);
        let texts = self.texts.iter();
        texts.filter(move |text| sections.0 & text.section != 0)
    }

    /// The sections in which a term may stand.
    pub fn sections(&self, scope: Scope) -> Sections {
        Sections(match scope {
            Scope::Anywhere => Sections::ALL.0,
            Scope::Title => 1,
            Scope::Agency => 1 << 1,
            Scope::Body => Sections::ALL.0 & !0b11,
            Scope::Notice => 1 << 2,
            Scope::Instructions => 1 << 3,
            Scope::Specification => 1 << 4,
            Scope::Form => 1 << 5,
            Scope::Policy => 1 << 6,
        })
    }

    /// The field for the title.
    pub fn title(&self) -> &TextField {
        &self.texts[0]
    }

    /// The field for the agency and its department.
    pub fn agency(&self) -> &TextField {
        &self.texts[1]
    }

    /// The field for the text of a part.
    pub fn of_role(&self, role: PartRole) -> &TextField {
        let index = match role {
            PartRole::Notice | PartRole::Result => 2,
            PartRole::Instructions => 3,
            PartRole::Specification => 4,
            PartRole::Form | PartRole::Contract => 5,
            PartRole::Policy => 6,
        };
        &self.texts[index]
    }
}

impl Sections {
    pub const ALL: Self = Self((1 << TEXTS.len()) - 1);

    /// Whether a position of a text lies in them, by the [`section_start`]s of
    /// its document.
    pub fn contain(self, starts: &[u64], position: u32) -> bool {
        let before = starts
            .iter()
            .filter(|start| **start >> 3 <= u64::from(position));
        let section = before.max().map_or(0, |start| start & 7);
        self.0 >> section & 1 == 1
    }
}

/// Where a section begins that holds the text of a field, in characters, as its
/// column has it.
pub(crate) fn section_start(field: &TextField, position: usize) -> u64 {
    const { assert!(TEXTS.len() <= 8) }
    (position as u64) << 3 | u64::from(field.section.trailing_zeros())
}

fn morpheme_options() -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(MORPHEMES)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    TextOptions::default().set_indexing_options(indexing)
}

fn characters_options() -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(BIGRAMS)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions)
        .set_fieldnorms(false);
    TextOptions::default().set_indexing_options(indexing)
}

/// Terms that are there or not.
fn terms_of(tokenizer: &str) -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(tokenizer)
        .set_index_option(IndexRecordOption::Basic)
        .set_fieldnorms(false);
    TextOptions::default().set_indexing_options(indexing)
}

/// Tells an index the tokenizers that the fields name.
pub(crate) fn register(index: &tantivy::Index, dictionary: &Arc<Dictionary>) {
    let tokenizers = index.tokenizers();
    let morphemes = MorphemeTokenizer::new(Arc::clone(dictionary));
    let readings = ReadingTokenizer::new(Arc::clone(dictionary));
    tokenizers.register(MORPHEMES, TextAnalyzer::from(morphemes));
    let pieces = PieceTokenizer::new(Arc::clone(dictionary));
    tokenizers.register(READINGS, TextAnalyzer::from(readings));
    tokenizers.register(PIECES, TextAnalyzer::from(pieces));
    tokenizers.register(BIGRAMS, TextAnalyzer::from(BigramTokenizer::default()));
}
