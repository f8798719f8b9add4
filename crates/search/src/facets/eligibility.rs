//! What notices require, and whether a firm may bid.
//!
//! A notice's clauses are a column. Few conditions occur in very many notices:
//! each is understood once, when its segment is decoded, and held against what
//! the firm holds once a query. The requirements that occur are then judged
//! segment by segment, so that a hit costs a look into a table.

use std::collections::HashMap;
use std::sync::Arc;

use irefuda_procurement::eligibility::{
    Clause, Condition, Conditions, Criterion, Holdings, Prospect, Verdict, conclude, eligibility,
};
use irefuda_procurement::{Eligibility, Lexicon};
use tantivy::columnar::StrColumn;

use crate::facet::NONE;

/// Conditions and clauses by number, the same in all segments.
pub(crate) struct ClauseCatalogue {
    lexicon: Arc<Lexicon>,
    conditions: Vec<Condition>,
    criteria: Vec<Criterion>,
    numbers: HashMap<Condition, u32>,
    clauses: Vec<Arc<NumberedClause>>,
    places: HashMap<String, usize>,
}

/// A clause in terms of the catalogue's conditions.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct NumberedClause {
    /// Its place in the catalogue.
    place: usize,
    numbers: Vec<u32>,
    is_open: bool,
}

/// The clauses of a requirement; none if it was not read.
type Requirement = Option<Vec<Arc<NumberedClause>>>;

/// What the notices of a segment require.
pub(crate) struct Requirements {
    /// The number of each document's requirement.
    of_documents: Vec<u32>,
    /// Those that occur.
    distinct: Vec<Requirement>,
}

/// What is said of every condition, given what a firm holds, and whether every
/// clause is met.
pub(crate) struct Asked {
    verdicts: Vec<Verdict>,
    clauses: Vec<Option<bool>>,
}

/// What is said of the requirements of a segment: places in
/// [`Eligibility::ALL`].
pub(crate) struct Eligibilities(Vec<u8>);

impl ClauseCatalogue {
    pub fn new(lexicon: &Arc<Lexicon>) -> Self {
        Self {
            lexicon: Arc::clone(lexicon),
            conditions: Vec::new(),
            criteria: Vec::new(),
            numbers: HashMap::new(),
            clauses: Vec::new(),
            places: HashMap::new(),
        }
    }

    /// Holds every condition against what a firm holds.
    pub fn ask(&self, holdings: &Holdings) -> Asked {
        let criteria = self.criteria.iter();
        let verdicts: Vec<Verdict> = criteria
            .map(|criterion| criterion.judge(holdings))
            .collect();
        let clauses = self.clauses.iter();
        let clauses = clauses.map(|clause| clause.conditions().is_met(&verdicts));
        Asked {
            clauses: clauses.collect(),
            verdicts,
        }
    }

    /// Whether the firm may bid, in words.
    pub fn prospect(
        &self,
        asked: &Asked,
        requirements: &Requirements,
        document: usize,
    ) -> Prospect {
        let number = requirements.of_documents[document] as usize;
        let Some(clauses) = &requirements.distinct[number] else {
            return Prospect::UNREAD;
        };
        let clauses = clauses.iter().map(|clause| clause.conditions());
        let conclusion = conclude(clauses, &asked.verdicts);
        Prospect::of(conclusion, |number| self.conditions[number as usize].name())
    }

    /// The clause that a column's value is; one that says nothing if it is none.
    fn clause(&mut self, json: &str) -> Arc<NumberedClause> {
        if let Some(place) = self.places.get(json) {
            return Arc::clone(&self.clauses[*place]);
        }
        let clause: Clause = serde_json::from_str(json).unwrap_or(Clause::OPEN);
        let numbers = clause.conditions.into_iter();
        let numbered = Arc::new(NumberedClause {
            place: self.clauses.len(),
            numbers: numbers.map(|condition| self.number(condition)).collect(),
            is_open: clause.is_open,
        });
        self.places.insert(json.to_owned(), numbered.place);
        self.clauses.push(Arc::clone(&numbered));
        numbered
    }

    fn number(&mut self, condition: Condition) -> u32 {
        if let Some(number) = self.numbers.get(&condition) {
            return *number;
        }
        let number = self.conditions.len() as u32;
        self.criteria.push(Criterion::of(&condition, &self.lexicon));
        self.numbers.insert(condition.clone(), number);
        self.conditions.push(condition);
        number
    }
}

impl Requirements {
    pub fn decode(
        column: Option<StrColumn>,
        count: u32,
        catalogue: &mut ClauseCatalogue,
    ) -> tantivy::Result<Self> {
        let Some(column) = column else {
            return Ok(Self {
                of_documents: vec![0; count as usize],
                distinct: vec![None],
            });
        };
        // By ordinal; none for what asks for nothing.
        let mut clauses: Vec<Option<Arc<NumberedClause>>> = Vec::new();
        let mut json = String::new();
        for ordinal in 0..column.num_terms() as u64 {
            column.ord_to_str(ordinal, &mut json)?;
            clauses.push((json != NONE).then(|| catalogue.clause(&json)));
        }
        let mut known: HashMap<Vec<u64>, u32> = HashMap::from([(Vec::new(), 0)]);
        let mut distinct = vec![None];
        let mut of_documents = Vec::with_capacity(count as usize);
        for document in 0..count {
            let mut ordinals: Vec<u64> = column.ords().values_for_doc(document).collect();
            ordinals.sort_unstable();
            let number = *known.entry(ordinals).or_insert_with_key(|ordinals| {
                let found = ordinals.iter().map(|ordinal| &clauses[*ordinal as usize]);
                distinct.push(Some(found.flatten().cloned().collect()));
                distinct.len() as u32 - 1
            });
            of_documents.push(number);
        }
        Ok(Self {
            of_documents,
            distinct,
        })
    }

    /// The numbers of the documents' requirements.
    pub fn codes(&self) -> &[u32] {
        &self.of_documents
    }

    /// How many requirements there are.
    pub fn count(&self) -> usize {
        self.distinct.len()
    }
}

impl Asked {
    /// Judges the requirements of a segment.
    pub fn of_segment(&self, requirements: &Requirements) -> Eligibilities {
        let judge = |requirement: &Requirement| match requirement {
            None => Eligibility::Unknown,
            Some(clauses) => eligibility(
                clauses
                    .iter()
                    .map(|clause| (clause.conditions(), self.clauses[clause.place])),
            ),
        };
        let judged = requirements.distinct.iter().map(judge);
        Eligibilities(judged.map(|eligibility| eligibility as u8).collect())
    }
}

impl Eligibilities {
    /// Places in [`Eligibility::ALL`], by the requirement's number.
    pub fn places(&self) -> &[u8] {
        &self.0
    }
}

impl NumberedClause {
    fn conditions(&self) -> Conditions<'_> {
        Conditions {
            numbers: &self.numbers,
            is_open: self.is_open,
        }
    }
}
