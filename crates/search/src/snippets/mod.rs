//! Passages that show why a notice was found.
//!
//! The words are looked for in the folded text ([`highlights`]); the passage
//! ([`passage`]) is then cut from the text as it stands in the document.

mod highlights;
mod passage;

use irefuda_procurement::PartRole;

use crate::analysis::lower;
use crate::answer::Snippet;
use crate::document::PartText;
pub(crate) use highlights::Highlighter;
use passage::{Passage, best, cut};

/// The most passages of a hit.
const MOST: usize = 2;

/// How readily a passage is taken from a part.
fn weight(role: PartRole) -> f32 {
    match role {
        PartRole::Notice => 1.0,
        PartRole::Instructions | PartRole::Result => 0.9,
        PartRole::Specification => 0.7,
        PartRole::Form | PartRole::Contract => 0.4,
        PartRole::Policy => 0.2,
    }
}

/// The best passages of a notice's parts.
pub(crate) fn snippets(parts: &[PartText], highlighter: &Highlighter) -> Vec<Snippet> {
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by(|left, right| weight(parts[*right].role).total_cmp(&weight(parts[*left].role)));
    let mut found: Vec<(Passage, Snippet)> = Vec::new();
    for part in order {
        let PartText { role, raw, folded } = &parts[part];
        let matches = highlighter.find(&lower(folded));
        for mut passage in best(folded.text(), &matches, MOST) {
            passage.score *= weight(*role);
            let snippet = cut(raw, part, folded, &passage, &matches);
            found.push((passage, snippet));
        }
        // Lesser parts are looked at only while whole words are wanting.
        if found
            .iter()
            .filter(|(passage, _)| passage.has_whole_word)
            .count()
            >= MOST
        {
            break;
        }
    }
    found.sort_by(|(left, _), (right, _)| right.score.total_cmp(&left.score));
    found.truncate(MOST);
    found.into_iter().map(|(_, snippet)| snippet).collect()
}
