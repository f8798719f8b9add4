//! What the deadlines of a notice, seen together, say of each other.

use irefuda_procurement::{DeadlineKind, Moment};

use super::Candidate;
use crate::text::Stretch;

/// A day on which bids are handed in and opened (入札日時) is the opening only
/// where no other is named, and the last day for bids only where it is.
pub(super) fn bid_days(candidates: &mut Vec<Candidate>) {
    let is_double = |stretch: &Stretch, all: &[Candidate]| {
        let of_mention = |kind| {
            all.iter()
                .any(|other| other.stretch == *stretch && other.kind == kind)
        };
        of_mention(DeadlineKind::Bid) && of_mention(DeadlineKind::Opening)
    };
    let doubles: Vec<Stretch> = candidates
        .iter()
        .filter(|candidate| is_double(&candidate.stretch, candidates))
        .map(|candidate| candidate.stretch.clone())
        .collect();
    let has_own_opening = candidates.iter().any(|candidate| {
        candidate.kind == DeadlineKind::Opening && !doubles.contains(&candidate.stretch)
    });
    if has_own_opening {
        candidates.retain(|candidate| {
            !(candidate.kind == DeadlineKind::Opening && doubles.contains(&candidate.stretch))
        });
    }
    for candidate in candidates.iter_mut() {
        if candidate.kind == DeadlineKind::Bid
            && doubles.contains(&candidate.stretch)
            && candidate.note.is_none()
        {
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

/// Papers on the qualification that are due after the opening are asked only
/// of the lowest bidder (事後審査).
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
        if candidate.kind == DeadlineKind::Application && candidate.at > opening {
            candidate.kind = DeadlineKind::Confirmation;
        }
    }
}
