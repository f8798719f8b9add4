//! What the deadlines of a notice, seen together, say of each other.

use std::collections::HashSet;

use irefuda_procurement::{Confidence, DeadlineKind, Moment};

use super::Candidate;
use crate::amendment::Changes;
use crate::text::Stretch;

/// A day on which bids are handed in and opened (入札日時) is the opening only
/// where no other is named, and the last day for bids only where it is.
pub(super) fn bid_days(candidates: &mut Vec<Candidate>) {
    let of_kind = |kind: DeadlineKind| -> HashSet<Stretch> {
        let of_kind = candidates.iter().filter(|candidate| candidate.kind == kind);
        of_kind.map(|candidate| candidate.stretch.clone()).collect()
    };
    let (bids, openings) = (of_kind(DeadlineKind::Bid), of_kind(DeadlineKind::Opening));
    let is_double = |candidate: &Candidate| {
        bids.contains(&candidate.stretch) && openings.contains(&candidate.stretch)
    };
    let has_own_opening = !openings.is_subset(&bids);
    if has_own_opening {
        candidates
            .retain(|candidate| !(candidate.kind == DeadlineKind::Opening && is_double(candidate)));
    }
    for candidate in candidates.iter_mut() {
        if candidate.kind == DeadlineKind::Bid && is_double(candidate) && candidate.note.is_none() {
            candidate.note = Some("持参".to_owned());
        }
    }
}

/// A deadline that is said twice is kept once, in its more exact form.
pub(super) fn repetitions(candidates: &mut Vec<Candidate>) {
    let mut kept: Vec<Candidate> = Vec::new();
    for candidate in candidates.drain(..) {
        let same = kept
            .iter_mut()
            .find(|other| other.kind == candidate.kind && says_the_same(other.at, candidate.at));
        match same {
            Some(other) => {
                let confidence = other.confidence.min(candidate.confidence);
                let is_more_exact =
                    matches!((other.at, candidate.at), (Moment::Day(_), Moment::At(_)));
                if is_more_exact {
                    let from = candidate.from.or(other.from);
                    let note = candidate.note.clone().or(other.note.take());
                    *other = Candidate {
                        from,
                        note,
                        ..candidate
                    };
                } else {
                    other.from = other.from.or(candidate.from);
                    other.note = other.note.take().or(candidate.note);
                }
                other.confidence = confidence;
            }
            None => kept.push(candidate),
        }
    }
    *candidates = kept;
}

fn says_the_same(left: Moment, right: Moment) -> bool {
    let is_day = |moment| matches!(moment, Moment::Day(_));
    left == right || left.date() == right.date() && (is_day(left) || is_day(right))
}

/// A change says of a date what it is for more surely than the words around it.
pub(super) fn changed(candidates: &mut Vec<Candidate>, changes: &Changes) {
    let is_changed = |stretch: &Stretch| {
        let mut changed = changes.deadlines.iter();
        changed.any(|(_, mention)| mention.stretch == *stretch)
    };
    candidates.retain(|candidate| !is_changed(&candidate.stretch));
    candidates.extend(changes.deadlines.iter().map(|(kind, mention)| Candidate {
        kind: *kind,
        from: None,
        at: mention.end().moment(),
        note: None,
        stretch: mention.stretch.clone(),
        confidence: Confidence::Certain,
        is_comparison: false,
    }));
}

/// What a portal's own head says of a deadline gives way to what the
/// announcement says.
pub(super) fn heads_of_portals(candidates: &mut Vec<Candidate>, body: usize) {
    let is_head = |candidate: &Candidate| candidate.stretch.start < body;
    let told: HashSet<DeadlineKind> = candidates
        .iter()
        .filter(|candidate| !is_head(candidate))
        .map(|candidate| candidate.kind)
        .collect();
    candidates.retain(|candidate| !is_head(candidate) || !told.contains(&candidate.kind));
}

/// A date that only the text around it makes a deadline gives way to one of the
/// same kind that stands under its own label.
pub(super) fn unsure(candidates: &mut Vec<Candidate>) {
    let is_sure = |candidate: &&Candidate| candidate.confidence == Confidence::Certain;
    let sure = candidates.iter().filter(is_sure);
    let sure: Vec<(DeadlineKind, Moment)> = sure
        .map(|candidate| (candidate.kind, candidate.at))
        .collect();
    candidates.retain(|candidate| {
        let mut of_kind = sure.iter().filter(|(kind, _)| *kind == candidate.kind);
        candidate.confidence == Confidence::Certain
            || of_kind.clone().next().is_none()
            || of_kind.any(|(_, at)| says_the_same(*at, candidate.at))
    });
}

/// Where quotations are due before, the day on which they are compared is the
/// opening.
pub(super) fn comparisons(candidates: &mut [Candidate]) {
    let due =
        |candidate: &&Candidate| candidate.kind == DeadlineKind::Bid && !candidate.is_comparison;
    let Some(due) = candidates
        .iter()
        .filter(due)
        .map(|candidate| candidate.at)
        .min()
    else {
        return;
    };
    for candidate in candidates.iter_mut() {
        let is_later = candidate.is_comparison && candidate.at >= due;
        if is_later && candidate.kind == DeadlineKind::Bid {
            candidate.kind = DeadlineKind::Opening;
            candidate.from = None;
        }
    }
}

/// A bid cannot be handed in after the last opening; such a date is about
/// something else.
pub(super) fn late_bids(candidates: &mut Vec<Candidate>) {
    let openings = candidates
        .iter()
        .filter(|candidate| candidate.kind == DeadlineKind::Opening);
    let Some(opening) = openings.map(|candidate| candidate.at).max() else {
        return;
    };
    let is_late =
        |candidate: &Candidate| candidate.kind == DeadlineKind::Bid && candidate.at > opening;
    candidates.retain(|candidate| !is_late(candidate));
}

/// Papers on the qualification that are due after the opening are asked only
/// of the lowest bidder (事後審査), and of everyone where they are due before it.
pub(super) fn confirmations(candidates: &mut [Candidate]) {
    let opening = candidates
        .iter()
        .filter(|candidate| candidate.kind == DeadlineKind::Opening)
        .map(|candidate| candidate.at)
        .min();
    let Some(opening) = opening else {
        return;
    };
    for candidate in candidates {
        let is_later = candidate.at > opening;
        candidate.kind = match candidate.kind {
            DeadlineKind::Application if is_later => DeadlineKind::Confirmation,
            DeadlineKind::Confirmation if !is_later => DeadlineKind::Application,
            kind => kind,
        };
    }
}
