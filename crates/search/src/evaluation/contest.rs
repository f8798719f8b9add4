//! Three engines over the same documents.

use std::collections::HashMap;
use std::sync::Arc;

use irefuda_procurement::Notice;
use jiff::civil::DateTime;

use super::plain::{PlainIndex, bigram_terms, morpheme_terms};
use super::standing::DEPTH;
use crate::analysis::MorphemeTokenizer;
use crate::answer::Summary;
use crate::dictionary::Dictionary;
use crate::error::SearchError;
use crate::request::SearchRequest;
use crate::searcher::NoticeSearcher;

/// What answers a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Engine {
    /// The search of this program.
    Irefuda,
    /// BM25 over morphemes, any of which may occur.
    Bm25,
    /// Bigrams: every word verbatim.
    Bigrams,
}

/// A notice of the index, by the files that it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its id.
    pub id: String,
    /// Its title, for people.
    pub title: Option<String>,
    /// Paths below the folder of documents; of a case all of its documents'.
    pub paths: Vec<String>,
}

/// The engines, ready to be asked.
pub struct Contest {
    searcher: NoticeSearcher,
    documents: Vec<Document>,
    number_of: HashMap<String, usize>,
    morphemes: PlainIndex,
    bigrams: PlainIndex,
    dictionary: Arc<Dictionary>,
}

impl Engine {
    /// Every engine, ours first.
    pub const ALL: [Self; 3] = [Self::Irefuda, Self::Bm25, Self::Bigrams];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Irefuda => "irefuda",
            Self::Bm25 => "bm25",
            Self::Bigrams => "bigrams",
        }
    }
}

impl Contest {
    /// The engines over all notices that the searcher has.
    pub fn over(searcher: &NoticeSearcher) -> Result<Self, SearchError> {
        let mut notices = searcher.all()?;
        // Not as they happen to lie in the index: equals stay in this order.
        notices.sort_by(|(left, _), (right, _)| left.source.path.cmp(&right.source.path));
        let dictionary = searcher.dictionary();
        let mut tokenizer = MorphemeTokenizer::new(Arc::clone(&dictionary));
        let texts: Vec<String> = notices.iter().map(text).collect();
        let morphemes = texts
            .iter()
            .map(|text| morpheme_terms(text, &mut tokenizer));
        let morphemes = PlainIndex::of(morphemes)?;
        let bigrams = PlainIndex::of(texts.iter().map(|text| bigram_terms(text)))?;
        let documents: Vec<Document> = notices.iter().map(document).collect();
        let numbers = documents.iter().zip(0..);
        Ok(Self {
            number_of: numbers
                .map(|(document, number)| (document.id.clone(), number))
                .collect(),
            searcher: searcher.clone(),
            documents,
            morphemes,
            bigrams,
            dictionary,
        })
    }

    /// The documents; answers are numbers of them.
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// The documents that a name stands for, which may be none.
    pub fn named(&self, name: &str) -> Vec<usize> {
        let is_meant = |path: &String| match name.ends_with('/') {
            true => path.starts_with(name),
            false => path == name,
        };
        let documents = self.documents.iter().enumerate();
        documents
            .filter(|(_, document)| document.paths.iter().any(is_meant))
            .map(|(number, _)| number)
            .collect()
    }

    /// What an engine finds as of the moment `now`, best first.
    pub fn answer(
        &self,
        engine: Engine,
        query: &str,
        now: DateTime,
    ) -> Result<Vec<usize>, SearchError> {
        match engine {
            Engine::Irefuda => self.ours(query, now),
            Engine::Bm25 => {
                let mut morphemes = MorphemeTokenizer::new(Arc::clone(&self.dictionary));
                let query = self.morphemes.any_morpheme(query, &mut morphemes);
                Ok(self.morphemes.best(&*query, DEPTH)?)
            }
            Engine::Bigrams => {
                let query = self.bigrams.every_word(query);
                Ok(self.bigrams.best(&*query, DEPTH)?)
            }
        }
    }

    fn ours(&self, query: &str, now: DateTime) -> Result<Vec<usize>, SearchError> {
        let request = SearchRequest {
            q: query.to_owned(),
            per_page: DEPTH,
            ..SearchRequest::default()
        };
        let hits = self.searcher.search(&request, now)?.hits;
        let number = |id: &String| self.number_of.get(id).copied();
        // A notice that came after the engines were set up is not judged.
        Ok(hits
            .iter()
            .filter_map(|hit| number(&hit.summary.id))
            .collect())
    }
}

/// A notice with the files of its documents.
fn document((summary, documents): &(Summary, Vec<Notice>)) -> Document {
    let files = documents.iter().flat_map(|notice| &notice.source.files);
    Document {
        id: summary.id.clone(),
        title: summary.title.clone(),
        paths: files.map(|file| file.path.clone()).collect(),
    }
}

/// What the plain engines know of a notice.
fn text((_, documents): &(Summary, Vec<Notice>)) -> String {
    let titles = documents
        .iter()
        .filter_map(|notice| notice.title.as_deref());
    let parts = documents.iter().flat_map(|notice| &notice.parts);
    let texts = titles.chain(parts.map(|part| part.text.as_str()));
    texts.collect::<Vec<&str>>().join("\n")
}
