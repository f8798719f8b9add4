//! Building of tantivy's query, and of what a snippet looks for.

use tantivy::Term as IndexTerm;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, Query, TermSetQuery,
};

use super::needles::{self, Needle};
use super::synonyms::{Group, Synonyms};
use super::tiers::TieredQuery;
use super::words::{Words, all_of};
use crate::analysis::MorphemeTokenizer;
use crate::answer::AlsoSearched;
use crate::query::{Form, MAX_TERMS, Scope, Term, TextQuery};
use crate::schema::Fields;
use crate::sentence::PlaceNames;

/// How much a synonym counts of what the typed word does.
const SYNONYM: f32 = 0.8;
/// How much it counts that a notice is from the place that was typed: about
/// what a rare word in a title does.
const PLACE: f32 = 40.0;

/// What is run, and what is told of it.
pub(crate) struct Plan {
    pub ways: Ways,
    pub told: Told,
}

/// What is looked for, to be shown.
#[derive(Default)]
pub(crate) struct Told {
    /// What its hits show.
    pub needles: Vec<Needle>,
    /// Words and the other forms that were searched for as well.
    pub also_searched: Vec<AlsoSearched>,
}

/// What finds a query's notices: everything that is asked for, and each of its
/// words by itself.
#[derive(Default)]
pub(crate) struct Ways {
    /// What has to hold, each by itself.
    pub items: Vec<Item>,
    /// What must not.
    excluded: Vec<Box<dyn Query>>,
}

/// One thing that a query asks for.
pub(crate) struct Item {
    /// As it was typed, for people; none if it is no word that a notice may lack.
    pub typed: Option<String>,
    pub query: Box<dyn Query>,
    /// The words of which a compound consists.
    pub pieces: Vec<Item>,
    /// Whether a notice is found that has this and no other.
    pub is_enough: bool,
}

/// Makes plans.
pub(crate) struct Planner<'a> {
    pub fields: &'a Fields,
    pub synonyms: &'a Synonyms,
    pub places: &'a PlaceNames,
    pub morphemes: MorphemeTokenizer,
    /// Whether words are matched as typed, without synonyms.
    pub is_literal: bool,
}

impl Ways {
    /// Finds what has everything.
    pub fn all(&self) -> Box<dyn Query> {
        let mut clauses = self.exclusions();
        let items = self.items.iter();
        clauses.extend(items.map(|item| (Occur::Must, item.query.box_clone())));
        if self.items.is_empty() {
            clauses.push((Occur::Must, Box::new(AllQuery)));
        }
        all_of(clauses)
    }

    /// How many words there are of which a notice may lack some.
    pub fn words(&self) -> usize {
        self.items
            .iter()
            .filter(|item| item.typed.is_some())
            .count()
    }

    /// Finds what has at least so many of the words, those with more of them
    /// first; see [`super::tiers`]. None where there is but one.
    pub fn most(&self, least: usize) -> Option<Box<dyn Query>> {
        if self.words() < 2 {
            return None;
        }
        let tiered = |items: Vec<&Item>| {
            let query =
                |item: &Item| -> Box<dyn Query> { Box::new(TieredQuery(item.query.box_clone())) };
            let clauses = items.into_iter().map(|item| (Occur::Should, query(item)));
            clauses.collect::<Vec<_>>()
        };
        let (enough, others): (Vec<&Item>, Vec<&Item>) =
            self.items.iter().partition(|item| item.is_enough);
        if enough.is_empty() {
            return None;
        }
        let enough = BooleanQuery::with_minimum_required_clauses(tiered(enough), least);
        let mut clauses = self.exclusions();
        clauses.push((Occur::Must, Box::new(enough)));
        clauses.extend(tiered(others));
        Some(all_of(clauses))
    }

    /// Lets one word be enough only where it tells what is looked for, as
    /// `tells` says; the others go on counting beside it.
    pub fn keep_telling<E>(
        &mut self,
        mut tells: impl FnMut(&dyn Query) -> Result<bool, E>,
    ) -> Result<(), E> {
        for item in &mut self.items {
            item.is_enough = tells(item.query.as_ref())?;
        }
        Ok(())
    }

    /// Takes compounds apart that stand in few notices, as `is_rare` tells. The
    /// compound itself goes on counting, as one word more.
    pub fn take_apart<E>(
        &mut self,
        mut is_rare: impl FnMut(&dyn Query) -> Result<bool, E>,
    ) -> Result<(), E> {
        let mut items = Vec::new();
        for mut item in self.items.drain(..) {
            if !item.pieces.is_empty() && is_rare(item.query.as_ref())? {
                items.append(&mut item.pieces);
                item.typed = None;
            }
            items.push(item);
        }
        items.truncate(MAX_TERMS);
        self.items = items;
        Ok(())
    }

    fn exclusions(&self) -> Vec<(Occur, Box<dyn Query>)> {
        let excluded = self.excluded.iter();
        excluded
            .map(|query| (Occur::MustNot, query.box_clone()))
            .collect()
    }
}

impl Told {
    /// Adds the other forms of a word, if it has any.
    fn add_forms(&mut self, group: &Group) {
        let word = group.typed();
        let is_known = self.also_searched.iter().any(|known| known.word == word);
        if group.alternatives.is_empty() || is_known {
            return;
        }
        let forms = group.alternatives.iter().map(|form| form.text.clone());
        self.also_searched.push(AlsoSearched {
            word,
            forms: forms.collect(),
        });
    }
}

impl Planner<'_> {
    /// The plan for a text query; with nothing in it everything is found.
    pub fn plan(&mut self, query: &TextQuery) -> Plan {
        let mut told = Told::default();
        Plan {
            ways: self.ways(query.items(), &mut told),
            told,
        }
    }

    /// Finds what has a query's only term as it was typed.
    pub fn verbatim(&mut self, query: &TextQuery) -> Box<dyn Query> {
        let words = Words {
            fields: self.fields,
            morphemes: &mut self.morphemes,
        };
        match query {
            TextQuery::Term(term) => words.verbatim(term),
            _ => Box::new(EmptyQuery),
        }
    }

    fn ways(&mut self, items: &[TextQuery], told: &mut Told) -> Ways {
        let mut ways = Ways::default();
        let mut rest = items;
        while let Some(first) = rest.first() {
            let words: Vec<Term> = rest.iter().map_while(as_word).cloned().collect();
            if words.is_empty() {
                rest = &rest[1..];
                match first {
                    TextQuery::Not(item) => {
                        // What must not be there is not shown.
                        ways.excluded.push(self.query(item, &mut Told::default()));
                    }
                    item => ways.items.push(Item {
                        typed: None,
                        query: self.query(item, told),
                        pieces: Vec::new(),
                        is_enough: true,
                    }),
                }
                continue;
            }
            rest = &rest[words.len()..];
            for group in self.groups(&words) {
                ways.items.push(self.item(&group));
                needles::add(&group, &mut self.morphemes, &mut told.needles);
                told.add_forms(&group);
            }
        }
        ways
    }

    /// What finds a query, whatever it consists of.
    fn query(&mut self, query: &TextQuery, told: &mut Told) -> Box<dyn Query> {
        match query {
            TextQuery::Any(ways) => {
                let ways = ways.iter();
                let ways = ways.map(|way| (Occur::Should, self.query(way, told)));
                Box::new(BooleanQuery::new(ways.collect()))
            }
            query => self.ways(query.items(), told).all(),
        }
    }

    fn groups(&mut self, words: &[Term]) -> Vec<Group> {
        if self.is_literal {
            return words.iter().cloned().map(Group::literal).collect();
        }
        let morphemes = &mut self.morphemes;
        self.synonyms
            .expand(words, |text| morphemes.morphemes(text))
    }

    fn item(&mut self, group: &Group) -> Item {
        let pieces = match group.words.as_slice() {
            [word] if word.form == Form::Word => self.pieces(word),
            _ => Vec::new(),
        };
        Item {
            typed: Some(group.typed()),
            query: self.group(group),
            pieces,
            is_enough: true,
        }
    }

    /// The words of a compound, each with its own synonyms.
    fn pieces(&mut self, compound: &Term) -> Vec<Item> {
        let morphemes = self.morphemes.morphemes(&compound.text);
        if morphemes.len() < 2 {
            return Vec::new();
        }
        let pieces = morphemes
            .iter()
            .map(|morpheme| &compound.text[morpheme.start..morpheme.end]);
        // ない and もの stand everywhere.
        let pieces: Vec<Term> = pieces
            .filter(|piece| piece.chars().count() > 2 || !piece.chars().all(is_hiragana))
            .map(|piece| Term::piece(piece, compound.scope))
            .collect();
        let items = pieces.iter().map(|piece| {
            let groups = self.groups(std::slice::from_ref(piece));
            Item {
                typed: Some(piece.text.clone()),
                query: all_of(
                    groups
                        .iter()
                        .map(|group| (Occur::Must, self.group(group)))
                        .collect(),
                ),
                pieces: Vec::new(),
                is_enough: true,
            }
        });
        items.collect()
    }

    fn group(&mut self, group: &Group) -> Box<dyn Query> {
        let mut ways = vec![(Occur::Should, self.text(group))];
        let others = [self.place(group), self.reading(group)];
        ways.extend(others.into_iter().flatten().map(|way| (Occur::Should, way)));
        match ways.len() {
            1 => ways.remove(0).1,
            _ => Box::new(BooleanQuery::new(ways)),
        }
    }

    /// Titles and names that are read as a word is written.
    fn reading(&mut self, group: &Group) -> Option<Box<dyn Query>> {
        let words = Words {
            fields: self.fields,
            morphemes: &mut self.morphemes,
        };
        match group.words.as_slice() {
            [word] if !self.is_literal => words.reading(word),
            _ => None,
        }
    }

    /// Notices from the place that a word names.
    fn place(&mut self, group: &Group) -> Option<Box<dyn Query>> {
        let [word] = group.words.as_slice() else {
            return None;
        };
        let is_about_place = matches!(word.scope, Scope::Anywhere | Scope::Agency);
        if self.is_literal || word.form != Form::Word || !is_about_place {
            return None;
        }
        let (facet, values) = self.places.named(&word.text, &mut self.morphemes)?;
        let field = self.fields.facet(facet)?;
        let terms = values
            .iter()
            .map(|value| IndexTerm::from_field_text(field, value));
        let places = TermSetQuery::new(terms);
        Some(Box::new(ConstScoreQuery::new(Box::new(places), PLACE)))
    }

    /// What has one of the forms of a word.
    fn text(&mut self, group: &Group) -> Box<dyn Query> {
        let mut words = Words {
            fields: self.fields,
            morphemes: &mut self.morphemes,
        };
        let typed = group
            .words
            .iter()
            .map(|word| (Occur::Must, words.word(word)));
        let typed = all_of(typed.collect());
        if group.alternatives.is_empty() {
            return typed;
        }
        let mut ways: Vec<(Occur, Box<dyn Query>)> = vec![(Occur::Should, typed)];
        let strength: f32 = group.words.iter().map(|word| words.strength(word)).sum();
        for alternative in &group.alternatives {
            let boost = SYNONYM * strength / words.strength(alternative);
            let query = BoostQuery::new(words.word(alternative), boost);
            ways.push((Occur::Should, Box::new(query)));
        }
        Box::new(BooleanQuery::new(ways))
    }
}

fn is_hiragana(character: char) -> bool {
    matches!(character, 'ぁ'..='ん')
}

/// A term that may be part of a run of words.
fn as_word(query: &TextQuery) -> Option<&Term> {
    match query {
        TextQuery::Term(term) => Some(term),
        _ => None,
    }
}
