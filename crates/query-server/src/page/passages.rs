//! The documents of a notice, with the passages marked that values were read
//! from, and links both ways.

use irefuda_procurement::{Confidence, Evidence, Notice, Part, PartRole};

use super::marking::{Segment, segments};

/// The longest text of a part that the page shows, in characters, unless
/// evidence stands further down. The API serves all of it.
const SHOWN_LENGTH: usize = 60_000;

/// Collects what is cited while the page's tables are made.
pub(super) struct Citations<'a> {
    notice: &'a Notice,
    cited: Vec<Cited<'a>>,
}

/// A value and the passage that it was read from.
struct Cited<'a> {
    link: Citation,
    evidence: &'a Evidence,
}

/// A link from a value to its passage (`#e-name`) and back (`#v-name`).
#[derive(Debug, Clone)]
pub(super) struct Citation {
    /// The name of both anchors.
    pub name: String,
    /// What was read.
    pub label: String,
    /// The page that the passage stands on.
    pub page: Option<u32>,
    /// Whether something speaks against the value.
    pub is_doubtful: bool,
}

/// A document.
pub(super) struct PartView<'a> {
    /// Its place among the notice's parts.
    pub index: usize,
    /// What it is for.
    pub role: &'static str,
    /// Its heading.
    pub title: Option<&'a str>,
    /// Whether it is shown at once.
    pub is_open: bool,
    /// Whether the end of its text is left out.
    pub is_cut: bool,
    /// How many characters it has.
    pub length: usize,
    /// Its text.
    pub passages: Vec<Passage<'a>>,
}

/// A stretch of text with the anchors of what was read from it.
pub(super) struct Passage<'a> {
    /// The text.
    pub text: &'a str,
    /// Whether something was read from it.
    pub is_marked: bool,
    /// What was read from the passages that begin here.
    pub begins: Vec<Citation>,
    /// What was read from the passages that end here.
    pub ends: Vec<Citation>,
}

impl<'a> Citations<'a> {
    pub fn new(notice: &'a Notice) -> Self {
        let cited = Vec::new();
        Self { notice, cited }
    }

    /// A link to the evidence, if it lies within the documents.
    pub fn cite(&mut self, name: String, label: &str, evidence: &'a Evidence) -> Option<Citation> {
        let part = self.notice.parts.get(evidence.part)?;
        let span = evidence.span;
        if span.start >= span.end || span.end > part.text.chars().count() {
            return None;
        }
        let label = label.to_owned();
        let page = evidence.page;
        let link = Citation {
            name,
            label,
            page,
            is_doubtful: evidence.confidence == Confidence::Doubtful,
        };
        self.cited.push(Cited {
            link: link.clone(),
            evidence,
        });
        Some(link)
    }

    /// The documents with everything marked that was cited.
    pub fn parts(self) -> Vec<PartView<'a>> {
        let parts = self.notice.parts.iter().enumerate();
        parts.map(|(index, part)| self.part(index, part)).collect()
    }

    fn part(&self, index: usize, part: &'a Part) -> PartView<'a> {
        let of_part = self
            .cited
            .iter()
            .filter(|cited| cited.evidence.part == index);
        let cited: Vec<&Cited> = of_part.collect();
        let spans: Vec<_> = cited.iter().map(|cited| cited.evidence.span).collect();
        let last = spans.iter().map(|span| span.end).max().unwrap_or(0);
        let (text, is_cut) = beginning(&part.text, SHOWN_LENGTH.max(last));
        let links = |indices: &[usize]| indices.iter().map(|at| cited[*at].link.clone()).collect();
        let passage = |segment: Segment<'a>| Passage {
            text: segment.text,
            is_marked: segment.is_marked,
            begins: links(&segment.begins),
            ends: links(&segment.ends),
        };
        PartView {
            index,
            role: part.role.label(),
            title: part.title.as_deref(),
            is_open: part.role == PartRole::Notice || !cited.is_empty(),
            is_cut,
            length: part.text.chars().count(),
            passages: segments(text, &spans).into_iter().map(passage).collect(),
        }
    }
}

/// The beginning of a text, and whether that is not all of it.
fn beginning(text: &str, length: usize) -> (&str, bool) {
    match text.char_indices().nth(length) {
        Some((end, _)) => (&text[..end], true),
        None => (text, false),
    }
}
