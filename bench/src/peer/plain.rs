//! Notices and questions in the plain form in which peers take them.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result, ensure};
use irefuda_procurement::{LeafKind, Level, Lexicon, Notice, Qualification};
use irefuda_search::{Facet, SearchRequest, Sort};

/// The facets, by our names for them.
pub const FACETS: [&str; 7] = [
    "prefecture",
    "lg_code",
    "category",
    "subcategory",
    "method",
    "qualification",
    "kind",
];

/// A notice. As a line its columns are separated by tabs, values of a facet by
/// commas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub title: String,
    pub body: String,
    /// In seconds since 1970.
    pub closes_at: Option<i64>,
    /// In the order of [`FACETS`].
    pub facets: [Vec<String>; 7],
}

/// A question.
#[derive(Debug, Clone, Default)]
pub struct Plain {
    pub limit: usize,
    pub by_deadline: bool,
    /// All of them, of each any of its alternatives.
    pub words: Vec<Vec<String>>,
    /// Facet and value.
    pub filters: Vec<(String, String)>,
    pub closes_from: Option<i64>,
    pub closes_to: Option<i64>,
    /// The qualifications that the firm does not have; notices that ask for one
    /// are not found.
    pub lacking: Vec<String>,
}

impl Row {
    pub fn of(notice: &Notice) -> Self {
        let texts: Vec<&str> = notice.parts.iter().map(|part| part.text.as_str()).collect();
        let qualifications = notice.requirement.leaves().into_iter().filter(|leaf| {
            matches!(leaf.kind, LeafKind::Certification | LeafKind::Licence)
                && leaf.level == Level::Required
        });
        let mut qualifications: Vec<String> =
            qualifications.map(|leaf| leaf.value.clone()).collect();
        qualifications.sort_unstable();
        qualifications.dedup();
        Self {
            title: notice.title.clone().unwrap_or_default(),
            body: texts.join("\n"),
            closes_at: notice.closes_at.map(|moment| moment.ends_timestamp()),
            facets: [
                Vec::from_iter(notice.prefecture.clone()),
                Vec::from_iter(notice.lg_code.map(|code| code.to_string())),
                Vec::from_iter(notice.category.map(|category| category.name().to_owned())),
                Vec::from_iter(notice.subcategory.clone()),
                Vec::from_iter(notice.method.clone()),
                qualifications,
                vec![notice.kind.name().to_owned()],
            ],
        }
    }

    fn to_line(&self) -> String {
        let closes_at = self.closes_at.map(|seconds| seconds.to_string());
        let mut columns = vec![
            cell(&self.title),
            cell(&self.body),
            closes_at.unwrap_or_default(),
        ];
        columns.extend(self.facets.iter().map(|values| cell(&values.join(","))));
        columns.join("\t")
    }

    fn from_line(line: &str) -> Result<Self> {
        let columns: Vec<&str> = line.split('\t').collect();
        ensure!(
            columns.len() == 3 + FACETS.len(),
            "a row of {}",
            columns.len()
        );
        let values = |column: &str| {
            let values = column.split(',').filter(|value| !value.is_empty());
            values.map(str::to_owned).collect::<Vec<_>>()
        };
        Ok(Self {
            title: columns[0].to_owned(),
            body: columns[1].to_owned(),
            closes_at: columns[2].parse().ok(),
            facets: std::array::from_fn(|facet| values(columns[3 + facet])),
        })
    }
}

/// Lines break rows, tabs columns: both become spaces in a text.
fn cell(text: &str) -> String {
    text.replace(|character: char| character.is_control(), " ")
}

/// Begins a file of rows.
pub fn write_rows(file: &Path) -> Result<impl FnMut(&Row) -> Result<()> + use<>> {
    let created = File::create(file).with_context(|| file.display().to_string())?;
    let mut file = BufWriter::new(created);
    Ok(move |row: &Row| Ok(writeln!(file, "{}", row.to_line())?))
}

/// The rows of a file.
pub fn rows(file: &Path) -> Result<impl Iterator<Item = Result<Row>> + use<>> {
    let opened = File::open(file).with_context(|| file.display().to_string())?;
    let lines = BufReader::with_capacity(1 << 20, opened).lines();
    Ok(lines.map(|line| Row::from_line(&line?)))
}

impl Plain {
    /// What a request of ours asks, as far as peers can answer it.
    pub fn of(request: &SearchRequest, lexicon: &Lexicon) -> Self {
        let mut words: Vec<Vec<String>> = Vec::new();
        let mut is_alternative = false;
        for word in request.q.split_whitespace() {
            match words.last_mut() {
                _ if word == "OR" => {}
                Some(last) if is_alternative => last.push(word.to_owned()),
                _ => words.push(vec![word.to_owned()]),
            }
            is_alternative = word == "OR";
        }
        let stored = |facet: &Facet| FACETS.contains(&facet.name());
        let filters = request.filters.iter().filter(|(facet, _)| stored(facet));
        let filters = filters.flat_map(|(facet, values)| {
            let pair = |value: &String| (facet.name().to_owned(), value.clone());
            values.iter().map(pair).collect::<Vec<_>>()
        });
        let held: Vec<&str> = request.holds.names().collect();
        let is_lacking = |one: &&Qualification| {
            let is_asked = matches!(one.kind, LeafKind::Certification | LeafKind::Licence);
            is_asked && !held.is_empty() && !held.contains(&one.value.as_str())
        };
        let lacking = lexicon.qualifications.iter().filter(is_lacking);
        let lacking = lacking.map(|one| one.value.clone());
        Self {
            limit: request.per_page,
            by_deadline: request.effective_sort() != Sort::Relevance,
            words,
            filters: filters.collect(),
            closes_from: request.closes_from.map(|moment| moment.ends_timestamp()),
            closes_to: request.closes_to.map(|moment| moment.ends_timestamp()),
            lacking: lacking.collect(),
        }
    }
}
