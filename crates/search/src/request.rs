//! The search request: what the API's query string, the command line's
//! options, the page's form and a saved query all are.

use std::collections::BTreeMap;

use irefuda_procurement::eligibility::Holdings;
use irefuda_procurement::{Lexicon, Moment};
use jiff::civil::Date;

use crate::cursor::Cursor;
use crate::facet::Facet;
use crate::histogram::Histogram;
use crate::hit_field::HitFields;
use crate::query::TextQuery;
use crate::sort::Sort;

/// The most hits that one page may hold.
pub const MAX_PER_PAGE: usize = 100;
/// The hits of a page where nothing is said.
pub const DEFAULT_PER_PAGE: usize = 20;
/// The longest text query, in characters.
pub const MAX_QUERY_LENGTH: usize = 500;
/// The deepest hit that page numbers reach; a cursor reaches all.
pub const MAX_DEPTH: usize = 10_000;

/// The parameters that only a page of an answer has a use for.
pub const OF_PAGES: [&str; 4] = ["page", "per_page", "cursor", "histogram"];

/// What is searched for. Made by [`SearchRequest::from_parameters`], which
/// checks every value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchRequest {
    /// The words; empty finds everything.
    pub q: String,
    /// How the words have to be matched.
    pub matching: Matching,
    /// What a firm holds, by which [`Facet::Eligibility`] goes.
    pub holds: Holdings,
    /// The chosen values of each facet: one of them has to hold.
    pub filters: BTreeMap<Facet, Vec<String>>,
    /// Announced on this day or later.
    pub announced_from: Option<Date>,
    /// Announced on this day or before.
    pub announced_to: Option<Date>,
    /// Closes at this moment or later.
    pub closes_from: Option<Moment>,
    /// Closes at this moment or before.
    pub closes_to: Option<Moment>,
    /// The order; `None` is by relevance if there are words, else by closing.
    pub sort: Option<Sort>,
    /// The page, from 1.
    pub page: usize,
    /// Hits of a page.
    pub per_page: usize,
    /// In place of a page: behind which hit the answer begins.
    pub cursor: Option<Cursor>,
    /// What comes back of each hit; `None` is all.
    pub fields: Option<HitFields>,
    /// By which dates hits are counted.
    pub histograms: Vec<Histogram>,
}

/// How the words of a query have to be matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matching {
    /// All of them; where few notices have all, those with most follow.
    /// Sentences are understood, and synonyms found.
    Most,
    /// All of them. Sentences are understood, and synonyms found.
    All,
    /// All of them as they are typed, and nothing else.
    Literal,
}

/// A parameter that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("parameter `{parameter}`: {reason}")]
pub struct RequestError {
    /// Its name.
    pub parameter: String,
    /// What is wrong, and what is allowed.
    pub reason: String,
}

impl RequestError {
    /// An error of the parameter with this name, which may be anything.
    pub fn of(name: &str, reason: String) -> Self {
        const LONGEST: usize = 40;
        Self {
            parameter: name.chars().take(LONGEST).collect(),
            reason,
        }
    }
}

impl Default for SearchRequest {
    fn default() -> Self {
        Self {
            q: String::new(),
            matching: Matching::Most,
            holds: Holdings::default(),
            filters: BTreeMap::new(),
            announced_from: None,
            announced_to: None,
            closes_from: None,
            closes_to: None,
            sort: None,
            page: 1,
            per_page: DEFAULT_PER_PAGE,
            cursor: None,
            fields: None,
            histograms: Vec::new(),
        }
    }
}

impl Matching {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Most, Self::All, Self::Literal];

    /// The name in queries.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Most => "most",
            Self::All => "all",
            Self::Literal => "literal",
        }
    }
}

impl SearchRequest {
    /// Reads the parameters of a query string. Facets may be repeated; empty
    /// values count as not given, since forms send them.
    pub fn from_parameters<'a>(
        parameters: impl IntoIterator<Item = (&'a str, &'a str)>,
        lexicon: &Lexicon,
    ) -> Result<Self, RequestError> {
        let mut request = Self::default();
        for (name, value) in parameters {
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            request
                .set(name, value, lexicon)
                .map_err(|reason| RequestError::of(name, reason))?;
        }
        request.check_depth()?;
        request.check_eligibility()?;
        request.check_cursor()?;
        Ok(request)
    }

    /// Reads the parameters of an export, which has all that is found and so
    /// takes no page.
    pub fn of_export<'a>(
        parameters: impl IntoIterator<Item = (&'a str, &'a str)> + Clone,
        lexicon: &Lexicon,
    ) -> Result<Self, RequestError> {
        let mut given = parameters.clone().into_iter();
        let is_of_pages =
            |(name, value): &(&str, &str)| OF_PAGES.contains(name) && !value.trim().is_empty();
        match given.find(is_of_pages) {
            Some((name, _)) => Err(RequestError {
                parameter: name.to_owned(),
                reason: format!(
                    "an export holds all that is found; not allowed: {}",
                    OF_PAGES.join(", ")
                ),
            }),
            None => Self::from_parameters(parameters, lexicon),
        }
    }

    /// The parameters that make this request; defaults are left out.
    pub fn to_parameters(&self) -> Vec<(&'static str, String)> {
        let mut parameters = Vec::new();
        if !self.q.is_empty() {
            parameters.push(("q", self.q.clone()));
        }
        if self.matching != Matching::Most {
            parameters.push(("match", self.matching.name().to_owned()));
        }
        parameters.extend(self.holds.names().map(|name| ("holds", name.to_owned())));
        for (facet, values) in &self.filters {
            parameters.extend(values.iter().map(|value| (facet.name(), value.clone())));
        }
        let ranges = [
            (
                "announced_from",
                self.announced_from.map(|day| day.to_string()),
            ),
            ("announced_to", self.announced_to.map(|day| day.to_string())),
            (
                "closes_from",
                self.closes_from.map(|moment| moment.to_string()),
            ),
            ("closes_to", self.closes_to.map(|moment| moment.to_string())),
            ("sort", self.sort.map(|sort| sort.name().to_owned())),
            ("page", (self.page != 1).then(|| self.page.to_string())),
            (
                "per_page",
                (self.per_page != DEFAULT_PER_PAGE).then(|| self.per_page.to_string()),
            ),
            ("fields", self.fields.map(HitFields::names)),
            ("cursor", self.cursor.as_ref().map(Cursor::to_string)),
        ];
        parameters.extend(
            ranges
                .into_iter()
                .filter_map(|(name, value)| Some((name, value?))),
        );
        let histograms = self.histograms.iter();
        parameters.extend(histograms.map(|histogram| ("histogram", histogram.to_string())));
        parameters
    }

    /// What is found, without what part of it is shown.
    pub fn without_presentation(&self) -> Self {
        Self {
            page: 1,
            per_page: DEFAULT_PER_PAGE,
            cursor: None,
            fields: None,
            histograms: Vec::new(),
            ..self.clone()
        }
    }

    /// The chosen values of a facet.
    pub fn chosen(&self, facet: Facet) -> &[String] {
        self.filters
            .get(&facet)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// The order that applies.
    pub fn effective_sort(&self) -> Sort {
        match self.sort {
            Some(sort) => sort,
            None if self.q.is_empty() => Sort::Closing,
            None => Sort::Relevance,
        }
    }

    fn set(&mut self, name: &str, value: &str, lexicon: &Lexicon) -> Result<(), String> {
        if let Some(facet) = Facet::ALL.into_iter().find(|facet| facet.name() == name) {
            let value = facet.canonical(value, lexicon)?;
            let chosen = self.filters.entry(facet).or_default();
            if !chosen.contains(&value) {
                chosen.push(value);
            }
            return Ok(());
        }
        match name {
            "q" => self.q = query(value)?,
            "match" => self.matching = matching(value)?,
            "holds" => hold(&mut self.holds, value, lexicon)?,
            "announced_from" => self.announced_from = Some(moment(value)?.date()),
            "announced_to" => self.announced_to = Some(moment(value)?.date()),
            "closes_from" => self.closes_from = Some(moment(value)?),
            "closes_to" => self.closes_to = Some(moment(value)?),
            "sort" => self.sort = Some(value.parse()?),
            "page" => self.page = number(value, MAX_DEPTH)?,
            "fields" => self.fields = Some(self.fields.unwrap_or_default().add(value)?),
            "histogram" => {
                let histogram = value.parse()?;
                if !self.histograms.contains(&histogram) {
                    self.histograms.push(histogram);
                }
            }
            "cursor" => self.cursor = Some(value.parse()?),
            "per_page" => self.per_page = number(value, MAX_PER_PAGE)?,
            _ => return Err(unknown_parameter()),
        }
        Ok(())
    }

    fn check_depth(&self) -> Result<(), RequestError> {
        if self.page * self.per_page <= MAX_DEPTH {
            return Ok(());
        }
        Err(RequestError {
            parameter: "page".to_owned(),
            reason: format!(
                "only the first {MAX_DEPTH} hits can be paged through; narrow the search, or follow `next`"
            ),
        })
    }

    fn check_cursor(&self) -> Result<(), RequestError> {
        let Some(cursor) = &self.cursor else {
            return Ok(());
        };
        let (parameter, reason) = if self.page != 1 {
            ("page", "not together with cursor")
        } else if !cursor.is_of(self) {
            (
                "cursor",
                "of another search; words, filters and sort have to stay the same",
            )
        } else {
            return Ok(());
        };
        Err(RequestError {
            parameter: parameter.to_owned(),
            reason: reason.to_owned(),
        })
    }

    /// Without holdings nobody is eligible for anything.
    fn check_eligibility(&self) -> Result<(), RequestError> {
        let facet = Facet::Eligibility;
        if self.chosen(facet).is_empty() || !self.holds.is_empty() {
            return Ok(());
        }
        Err(RequestError {
            parameter: facet.name().to_owned(),
            reason: "it needs what the firm holds; give holds as well, such as holds=ISMS"
                .to_owned(),
        })
    }
}

/// What a firm holds, as the parameter `holds` takes it: repeated, or several
/// separated by commas.
pub fn holdings<'a>(
    typed: impl IntoIterator<Item = &'a str>,
    lexicon: &Lexicon,
) -> Result<Holdings, RequestError> {
    let mut holdings = Holdings::default();
    for typed in typed {
        hold(&mut holdings, typed, lexicon).map_err(|reason| RequestError {
            parameter: "holds".to_owned(),
            reason,
        })?;
    }
    Ok(holdings)
}

fn hold(holdings: &mut Holdings, typed: &str, lexicon: &Lexicon) -> Result<(), String> {
    let folded = irefuda_folding::fold(typed);
    let added = holdings.add(folded.text(), lexicon);
    added.map_err(|error| error.to_string())
}

fn unknown_parameter() -> String {
    let facets: Vec<&str> = Facet::ALL.iter().map(|facet| facet.name()).collect();
    format!(
        "no such parameter; allowed: q, match, holds, {}, announced_from, announced_to, \
         closes_from, closes_to, sort, page, per_page, cursor, fields, histogram",
        facets.join(", ")
    )
}

fn query(value: &str) -> Result<String, String> {
    if value.chars().count() > MAX_QUERY_LENGTH {
        return Err(format!("longer than {MAX_QUERY_LENGTH} characters"));
    }
    TextQuery::parse(value).map_err(|error| error.to_string())?;
    Ok(value.to_owned())
}

fn matching(value: &str) -> Result<Matching, String> {
    let found = Matching::ALL.into_iter().find(|way| way.name() == value);
    found.ok_or_else(|| format!("allowed: {}", Matching::ALL.map(Matching::name).join(", ")))
}

fn moment(value: &str) -> Result<Moment, String> {
    // In a query string `+09:00` arrives as ` 09:00` when it was not escaped.
    value
        .replace(' ', "+")
        .parse::<Moment>()
        .map_err(|error| error.to_string())
}

pub(crate) fn number(value: &str, most: usize) -> Result<usize, String> {
    match value.parse() {
        Ok(number) if (1..=most).contains(&number) => Ok(number),
        _ => Err(format!("a number from 1 to {most} is expected")),
    }
}
