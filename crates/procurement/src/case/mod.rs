//! Which documents are one case: what comes later and speaks of a notice (訂正,
//! 変更, 中止, 再公告, 質問回答, 結果), with the notice that it speaks of.
//!
//! By heads alone, so that a hundred thousand of them can be linked without
//! their texts. A document that may speak of two notices speaks of none: a case
//! is never guessed. What the documents together say is [`crate::effective`].

mod lookup;
mod paper;
mod title;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Kind, LgCode};
use lookup::Lookup;
use paper::{Closeness, Paper};

/// What of a document decides which case it belongs to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// What it announces; none says of it nothing that links.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The code of the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lg_code: Option<LgCode>,
    /// The letters of the body's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// The number of the procurement (案件番号), folded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The number of its announcement (公告番号), folded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice_number: Option<String>,
    /// The letters of its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The day on which it was announced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub announced_on: Option<Date>,
    /// The number of the notice that it says it speaks of, folded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amends_number: Option<String>,
    /// The day of that notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amends_day: Option<Date>,
}

/// Documents of one case, at least one. The first is the call that is shown for
/// it, the newest; the others follow in order of announcement.
pub type Case = Vec<Document>;

/// A document of a case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Document {
    /// Its id.
    pub id: String,
    /// Whether it speaks of the call that is shown; the call itself does. What
    /// spoke of a call that was since made anew does not.
    pub applies: bool,
}

impl Head {
    /// Documents of different bodies are never one case; one that names no body
    /// is none with any.
    pub fn body(&self) -> Option<String> {
        let code = self.lg_code.map(|code| code.to_string());
        code.or_else(|| self.agency.clone())
    }

    fn is_call(&self) -> bool {
        self.kind.is_some_and(Kind::is_call)
    }

    /// Stands for the call where that is not there.
    fn accompanies(&self) -> bool {
        matches!(self.kind, Some(Kind::Instructions | Kind::Specification))
    }

    fn speaks_of_another(&self) -> bool {
        self.kind.is_some_and(Kind::speaks_of_another)
    }
}

impl Kind {
    /// Whether such a document calls for tenders or proposals.
    pub fn is_call(self) -> bool {
        matches!(
            self,
            Self::TenderNotice | Self::CallForProposals | Self::Reissue
        )
    }

    /// Whether such a document speaks of an earlier notice.
    pub fn speaks_of_another(self) -> bool {
        matches!(
            self,
            Self::Correction
                | Self::Change
                | Self::Cancellation
                | Self::Reissue
                | Self::Answers
                | Self::Result
        )
    }
}

/// The cases of one body's documents; each document is in one of them.
pub fn cases(heads: &[(&str, &Head)]) -> Vec<Case> {
    let papers: Vec<Paper> = heads
        .iter()
        .map(|(id, head)| Paper::new(id, head))
        .collect();
    let lookup = Lookup::new(&papers);
    let spoken_of: Vec<Option<usize>> = papers
        .iter()
        .map(|paper| spoken_of(paper, &papers, &lookup))
        .collect();
    let mut by_root: Vec<Vec<usize>> = vec![Vec::new(); papers.len()];
    for paper in 0..papers.len() {
        by_root[root(paper, &spoken_of)].push(paper);
    }
    let families = by_root.into_iter().filter(|family| !family.is_empty());
    families
        .map(|family| case(family, &papers, &spoken_of))
        .collect()
}

/// Ends, for a new call is younger than the one that it speaks of, and nothing
/// else is spoken of that speaks of another.
fn root(paper: usize, spoken_of: &[Option<usize>]) -> usize {
    let mut root = paper;
    while let Some(earlier) = spoken_of[root] {
        root = earlier;
    }
    root
}

fn case(mut family: Vec<usize>, papers: &[Paper], spoken_of: &[Option<usize>]) -> Case {
    let order = |paper: &usize| {
        let Paper { id, head, .. } = papers[*paper];
        (head.announced_on.is_none(), head.announced_on, id)
    };
    family.sort_by(|one, other| order(one).cmp(&order(other)));
    let may_be_shown =
        |paper: &&usize| papers[**paper].head.is_call() || spoken_of[**paper].is_none();
    let shown = family.iter().rfind(may_be_shown).copied();
    let shown = shown.expect("a family has a root");
    let rest = family.into_iter().filter(|paper| *paper != shown);
    let documents = std::iter::once(shown).chain(rest);
    documents
        .map(|paper| Document {
            id: papers[paper].id.to_owned(),
            applies: paper == shown || spoken_of[paper] == Some(shown),
        })
        .collect()
}

/// A notice that a document may speak of, by its place.
type Found = (usize, Closeness);

/// The notice that a document speaks of.
fn spoken_of(later: &Paper, papers: &[Paper], lookup: &Lookup) -> Option<usize> {
    if !later.head.speaks_of_another() {
        return None;
    }
    let candidates = lookup.candidates(later);
    let close = |stands: fn(&Head) -> bool| -> Vec<Found> {
        let earlier = candidates.iter().map(|place| (*place, &papers[*place]));
        let earlier = earlier.filter(|(_, earlier)| stands(earlier.head) && earlier.id != later.id);
        earlier
            .filter_map(|(place, earlier)| Some((place, later.closeness(earlier)?)))
            .collect()
    };
    let calls = close(Head::is_call);
    match calls.is_empty() {
        false => surest(later.head, calls, papers),
        true if later.head.kind == Some(Kind::Reissue) => None,
        true => surest(later.head, close(Head::accompanies), papers),
    }
}

/// The one of which it is surest, of equals the latest; none if that is not one.
fn surest(later: &Head, mut found: Vec<Found>, papers: &[Paper]) -> Option<usize> {
    let head = |(place, _): &Found| papers[*place].head;
    // What is called off on the day of the new call is the old one.
    let is_new = |one: &Found| {
        let is_of_same_day = head(one).announced_on == later.announced_on;
        head(one).kind == Some(Kind::Reissue) && is_of_same_day && !one.1.by_day
    };
    if later.announced_on.is_some() && !found.iter().all(is_new) {
        found.retain(|one| !is_new(one));
    }
    let most = found.iter().map(|(_, closeness)| *closeness).max()?;
    found.retain(|(_, closeness)| *closeness == most);
    let is_one_title = found
        .iter()
        .all(|one| head(one).title == head(&found[0]).title);
    let has_days = found.iter().all(|one| head(one).announced_on.is_some());
    let is_clear = found.len() == 1 || (has_days && (is_one_title || most.by_number));
    let latest = found.iter().map(|one| head(one).announced_on).max()?;
    found.retain(|one| head(one).announced_on == latest);
    match found.as_slice() {
        [(place, _)] if is_clear => Some(*place),
        _ => None,
    }
}
