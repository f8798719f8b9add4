//! The peer's index.

use std::path::Path;

use anyhow::Result;
use tantivy::directory::MmapDirectory;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{NgramTokenizer, TextAnalyzer};
use tantivy::{Index, IndexSettings, IndexWriter};

use super::morphemes::Morphemes;
use crate::peer::plain::FACETS;

/// Name of the tokenizer of the text fields.
const TOKENIZER: &str = "peer";

/// How the peer splits text.
pub enum Tokenization {
    /// tantivy's default: at white space and punctuation. Fast, and of no use
    /// for Japanese.
    Default,
    /// Pairs of characters, with positions.
    Bigrams,
    /// lindera's words.
    Morphemes(Box<Morphemes>),
}

/// An index of bare tantivy.
pub struct Peer {
    pub(super) index: Index,
    pub(super) fields: Fields,
}

#[derive(Clone)]
pub(super) struct Fields {
    pub title: Field,
    pub body: Field,
    pub closes_at: Field,
    /// In the order of [`FACETS`].
    pub facets: [Field; 7],
}

impl Peer {
    /// Opens the index in a folder, or makes it.
    pub fn open(folder: &Path, tokenization: Tokenization) -> Result<Self> {
        let (schema, fields) = Fields::schema();
        let directory = MmapDirectory::open(folder)?;
        let index = match Index::exists(&directory)? {
            true => Index::open(directory)?,
            false => Index::create(directory, schema, IndexSettings::default())?,
        };
        let analyzer = match tokenization {
            Tokenization::Default => {
                TextAnalyzer::from(tantivy::tokenizer::SimpleTokenizer::default())
            }
            Tokenization::Bigrams => TextAnalyzer::from(NgramTokenizer::all_ngrams(2, 2)?),
            Tokenization::Morphemes(morphemes) => TextAnalyzer::from(*morphemes),
        };
        index.tokenizers().register(TOKENIZER, analyzer);
        Ok(Self { index, fields })
    }

    /// A writer with so many threads, and as much memory as ours has.
    pub fn writer(&self, threads: usize, memory_bytes: usize) -> Result<IndexWriter> {
        Ok(self.index.writer_with_num_threads(threads, memory_bytes)?)
    }
}

impl Fields {
    fn schema() -> (Schema, Self) {
        let mut builder = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(TOKENIZER)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let text = TextOptions::default()
            .set_indexing_options(indexing)
            .set_stored();
        let fields = Self {
            title: builder.add_text_field("title", text.clone()),
            body: builder.add_text_field("body", text),
            closes_at: builder.add_i64_field("closes_at", FAST | INDEXED | STORED),
            facets: FACETS.map(|name| builder.add_text_field(name, STRING | FAST | STORED)),
        };
        (builder.build(), fields)
    }
}
