//! How the peer answers our requests: tantivy's TopDocs, Count and
//! aggregations in one pass.

use std::ops::Bound;

use anyhow::Result;
use serde_json::{Value, json};
use tantivy::aggregation::agg_req::Aggregations;
use tantivy::aggregation::{AggContextParams, AggregationCollector, AggregationLimitsGuard};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, Occur, PhraseQuery, Query, RangeQuery,
    TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, IndexReader, Order, Searcher, TantivyDocument, Term};

use super::index::{Fields, Peer};
use super::morphemes::Morphemes;
use crate::machine;
use crate::peer::Answers;
use crate::peer::plain::{FACETS, Plain};
use crate::stopwatch::{Took, of_thread};

/// Enough for every municipality, so that counts are exact.
const MOST_VALUES: usize = 2_000;

/// Answers requests.
pub struct PeerSearcher {
    reader: IndexReader,
    fields: Fields,
    morphemes: Morphemes,
    aggregations: Aggregations,
    context: AggContextParams,
}

impl PeerSearcher {
    /// Opens an index for searching; `now` is in seconds since 1970.
    pub fn open(peer: &Peer, morphemes: Morphemes, now: i64) -> Result<Self> {
        let limits = AggregationLimitsGuard::default();
        Ok(Self {
            reader: peer.index.reader()?,
            fields: peer.fields.clone(),
            morphemes,
            aggregations: serde_json::from_value(aggregations(now))?,
            context: AggContextParams::new(limits, peer.index.tokenizers().clone()),
        })
    }

    /// In how many bodies a single word stands; none if it is not a single one.
    pub fn frequency(&mut self, word: &str) -> Result<Option<u64>> {
        let words = self.morphemes.words(word);
        let [single] = words.as_slice() else {
            return Ok(None);
        };
        let term = Term::from_field_text(self.fields.body, single);
        Ok(Some(self.reader.searcher().doc_freq(&term)?))
    }

    /// The words that the peer sees in a text.
    pub fn words(&mut self, text: &str) -> Vec<String> {
        self.morphemes.words(text)
    }

    /// Answers a question with its hits loaded: their number.
    fn search(&mut self, question: &Plain) -> Result<usize> {
        let query = self.query(question);
        let searcher = self.reader.searcher();
        let counts =
            AggregationCollector::from_aggs(self.aggregations.clone(), self.context.clone());
        let top = TopDocs::with_limit(question.limit);
        let (total, hits) = if question.by_deadline {
            let top = top.order_by_fast_field::<i64>("closes_at", Order::Asc);
            let (total, hits, _) = searcher.search(&query, &(Count, top, counts))?;
            (total, addresses(hits))
        } else {
            let collectors = (Count, top.order_by_score(), counts);
            let (total, hits, _) = searcher.search(&query, &collectors)?;
            (total, addresses(hits))
        };
        load(&searcher, &hits)?;
        Ok(total)
    }

    fn query(&mut self, question: &Plain) -> BooleanQuery {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for any in &question.words {
            let ways = any.iter().map(|word| (Occur::Should, self.word(word)));
            clauses.push((Occur::Must, Box::new(BooleanQuery::new(ways.collect()))));
        }
        if clauses.is_empty() {
            clauses.push((Occur::Must, Box::new(AllQuery)));
        }
        for (facet, value) in &question.filters {
            let field = self.facet(facet);
            clauses.push((Occur::Must, without_score(term(field, value))));
        }
        if !question.lacking.is_empty() {
            let field = self.facet("qualification");
            let lacking = question.lacking.iter();
            let terms = lacking.map(|value| Term::from_field_text(field, value));
            let lacking = TermSetQuery::new(terms);
            clauses.push((Occur::MustNot, Box::new(lacking)));
        }
        let bound = |seconds: Option<i64>| {
            seconds.map_or(Bound::Unbounded, |seconds| {
                Bound::Included(Term::from_field_i64(self.fields.closes_at, seconds))
            })
        };
        if question.closes_from.is_some() || question.closes_to.is_some() {
            let range = RangeQuery::new(bound(question.closes_from), bound(question.closes_to));
            clauses.push((Occur::Must, without_score(Box::new(range))));
        }
        BooleanQuery::new(clauses)
    }

    fn facet(&self, name: &str) -> Field {
        let place = FACETS.iter().position(|facet| *facet == name);
        self.fields.facets[place.expect("one of the facets")]
    }

    /// A word, as a phrase if it is a compound, in the title or the body.
    fn word(&mut self, typed: &str) -> Box<dyn Query> {
        let words = self.morphemes.words(typed);
        let of_field = |field, boost| -> (Occur, Box<dyn Query>) {
            let query: Box<dyn Query> = match words.as_slice() {
                [single] => term(field, single),
                several => {
                    let terms = several
                        .iter()
                        .map(|word| Term::from_field_text(field, word));
                    Box::new(PhraseQuery::new(terms.collect()))
                }
            };
            (Occur::Should, Box::new(BoostQuery::new(query, boost)))
        };
        let fields = vec![
            of_field(self.fields.title, 2.0),
            of_field(self.fields.body, 1.0),
        ];
        Box::new(BooleanQuery::new(fields))
    }
}

impl Answers for PeerSearcher {
    fn answer(&mut self, question: &Plain) -> Result<(u64, Took)> {
        let (total, took) = of_thread(|| self.search(question));
        Ok((total? as u64, took))
    }

    fn memory(&self) -> (f64, f64) {
        let memory = machine::memory();
        (memory.resident, memory.own)
    }
}

fn term(field: Field, text: &str) -> Box<dyn Query> {
    let term = Term::from_field_text(field, text);
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

fn without_score(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

fn addresses<T>(hits: Vec<(T, DocAddress)>) -> Vec<DocAddress> {
    hits.into_iter().map(|(_, address)| address).collect()
}

fn load(searcher: &Searcher, hits: &[DocAddress]) -> Result<()> {
    for address in hits {
        std::hint::black_box(searcher.doc::<TantivyDocument>(*address)?);
    }
    Ok(())
}

/// Terms of every facet, and ranges of the closing like our deadline facet's.
fn aggregations(now: i64) -> Value {
    let day = 86_400;
    let terms = FACETS.map(|name| {
        let aggregation = json!({"terms": {"field": name, "size": MOST_VALUES}});
        (name.to_owned(), aggregation)
    });
    let ends = [
        now,
        now + day,
        now + 3 * day,
        now + 7 * day,
        now + 14 * day,
        now + 30 * day,
    ];
    let ranges: Vec<Value> = ends
        .windows(2)
        .map(|pair| json!({"from": pair[0], "to": pair[1]}))
        .collect();
    let mut all: serde_json::Map<String, Value> = terms.into_iter().collect();
    let deadline = json!({"range": {"field": "closes_at", "ranges": ranges}});
    all.insert("deadline".to_owned(), deadline);
    Value::Object(all)
}
