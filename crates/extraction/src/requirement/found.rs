//! The conditions that a sentence names, one by one.

use irefuda_procurement::LeafKind;

use super::{Context, patterns};
use crate::text::Stretch;

/// One condition and where it is named.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub kind: LeafKind,
    pub value: String,
    pub stretch: Stretch,
}

/// Everything that a sentence names, in the order of the text; what the same
/// place says twice is kept once.
pub(super) fn in_sentence(context: &Context, sentence: &Stretch) -> Vec<Found> {
    let mut found = context
        .words
        .phrases
        .find(context.reading, sentence, context.agency);
    found.extend(
        patterns::ALL
            .iter()
            .flat_map(|pattern| pattern(context, sentence)),
    );
    // People of a known name speak for those of any.
    if found
        .iter()
        .filter(|found| found.kind == LeafKind::Staff)
        .count()
        > 1
    {
        let general = found
            .iter()
            .rposition(|found| found.kind == LeafKind::Staff);
        let is_general = |index: usize| {
            found[index].stretch.len() > "一級土木施工管理技士".len() * 2
                || found[index].value.contains(['配', '置', '雇'])
        };
        if let Some(index) = general.filter(|index| is_general(*index)) {
            found.remove(index);
        }
    }
    found.sort_by_key(|found| (found.stretch.start, std::cmp::Reverse(found.stretch.end)));
    let mut kept: Vec<Found> = Vec::new();
    for candidate in found {
        let is_repeated = kept
            .iter()
            .any(|other| other.kind == candidate.kind && other.value == candidate.value);
        let is_inside = kept.iter().any(|other| {
            other.stretch.start <= candidate.stretch.start
                && candidate.stretch.end <= other.stretch.end
                && other.kind != LeafKind::Experience
        });
        if !is_repeated && !is_inside {
            kept.push(candidate);
        }
    }
    kept
}
