//! Plain engines to compare with: one field with the title and the text of
//! each notice, in memory, ranked by BM25.
//!
//! Text is folded as everywhere else, so that what differs is the searching
//! and not the reading of widths and hyphens.

use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{
    Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{Index, IndexReader, ReloadPolicy, TantivyDocument, TantivyError, Term};

use crate::analysis::{MorphemeTokenizer, normalise};

/// tantivy refuses to write with less.
const MEMORY: usize = 16 << 20;

/// A term and its position.
type Placed = (String, usize);

/// An index of one field in memory.
pub(super) struct PlainIndex {
    reader: IndexReader,
    text: Field,
    number: Field,
}

impl PlainIndex {
    /// Indexes the documents, of each the terms in their order.
    pub fn of(documents: impl Iterator<Item = Vec<Placed>>) -> Result<Self, TantivyError> {
        let mut builder = Schema::builder();
        let indexing =
            TextFieldIndexing::default().set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let options = TextOptions::default().set_indexing_options(indexing);
        let text = builder.add_text_field("text", options);
        let number = builder.add_u64_field("number", STORED);
        let index = Index::create_in_ram(builder.build());
        let mut writer = index.writer_with_num_threads(1, MEMORY)?;
        for (place, terms) in documents.enumerate() {
            let mut document = TantivyDocument::default();
            document.add_u64(number, place as u64);
            document.add_pre_tokenized_text(text, pre_tokenized(terms));
            writer.add_document(document)?;
        }
        writer.commit()?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual);
        Ok(Self {
            reader: reader.try_into()?,
            text,
            number,
        })
    }

    /// The numbers of the best documents.
    pub fn best(&self, query: &dyn Query, most: usize) -> Result<Vec<usize>, TantivyError> {
        let searcher = self.reader.searcher();
        let found = searcher.search(query, &TopDocs::with_limit(most).order_by_score())?;
        let number = |(_, address)| {
            let document: TantivyDocument = searcher.doc(address)?;
            let number = document
                .get_first(self.number)
                .and_then(|value| value.as_u64());
            Ok(number.unwrap_or_default() as usize)
        };
        found.into_iter().map(number).collect()
    }

    /// Any of the morphemes.
    pub fn any_morpheme(&self, typed: &str, morphemes: &mut MorphemeTokenizer) -> Box<dyn Query> {
        let terms = morphemes.morphemes(&normalise(typed)).into_iter();
        let ways = terms.map(|morpheme| (Occur::Should, self.term(&morpheme.term)));
        Box::new(BooleanQuery::new(ways.collect()))
    }

    /// Every word, each as the phrase of its bigrams.
    pub fn every_word(&self, typed: &str) -> Box<dyn Query> {
        let text = normalise(typed);
        let words = text.split_whitespace().map(|word| {
            let query: Box<dyn Query> = match pairs(word).as_slice() {
                [single] => self.term(single),
                pairs => {
                    let terms = pairs.iter().map(|pair| self.text_term(pair));
                    Box::new(PhraseQuery::new(terms.collect()))
                }
            };
            (Occur::Must, query)
        });
        Box::new(BooleanQuery::new(words.collect()))
    }

    fn term(&self, text: &str) -> Box<dyn Query> {
        let option = IndexRecordOption::WithFreqs;
        Box::new(TermQuery::new(self.text_term(text), option))
    }

    fn text_term(&self, text: &str) -> Term {
        Term::from_field_text(self.text, text)
    }
}

/// The morphemes of a text.
pub(super) fn morpheme_terms(text: &str, morphemes: &mut MorphemeTokenizer) -> Vec<Placed> {
    let found = morphemes.morphemes(&normalise(text)).into_iter();
    found
        .map(|morpheme| (morpheme.term, morpheme.position))
        .collect()
}

/// The bigrams of a text. White space is a gap that no phrase spans.
pub(super) fn bigram_terms(text: &str) -> Vec<Placed> {
    let mut terms = Vec::new();
    let mut position = 0;
    for run in normalise(text).split_whitespace() {
        for pair in pairs(run) {
            terms.push((pair.to_owned(), position));
            position += 1;
        }
        position += 1;
    }
    terms
}

/// The bigrams of a run without white space; its character, if it has but one.
fn pairs(run: &str) -> Vec<&str> {
    let starts: Vec<usize> = run.char_indices().map(|(start, _)| start).collect();
    let ends = starts.iter().skip(2).copied().chain([run.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| &run[*start..end])
        .collect()
}

fn pre_tokenized(terms: Vec<Placed>) -> PreTokenizedString {
    let token = |(text, position)| Token {
        text,
        position,
        ..Token::default()
    };
    PreTokenizedString {
        text: String::new(),
        tokens: terms.into_iter().map(token).collect(),
    }
}
