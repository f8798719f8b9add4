//! From what is said of each condition to what is said of the whole.

use super::verdict::Verdict;
use crate::Eligibility;

/// The conditions of a clause by number, and whether it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conditions<'a> {
    /// Numbers into the verdicts.
    pub numbers: &'a [u32],
    /// Whether there is another way, of which nothing can be said.
    pub is_open: bool,
}

/// Whether one may bid, and what is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conclusion {
    /// Whether one may bid.
    pub eligibility: Eligibility,
    /// What is lacking, by numbers: of each list one thing.
    pub missing: Vec<Vec<u32>>,
    /// What could not be judged, likewise.
    pub unsettled: Vec<Vec<u32>>,
}

impl Conditions<'_> {
    /// The best that is said of its conditions; never less than unknown if it
    /// is open.
    pub fn is_met(self, verdicts: &[Verdict]) -> Option<bool> {
        let said = self.numbers.iter().map(|number| verdicts[*number as usize]);
        match said.reduce(Verdict::or) {
            Some(Verdict::Met) => Some(true),
            Some(Verdict::Unknown(_)) => None,
            Some(Verdict::NotMet) | None if self.is_open => None,
            Some(Verdict::NotMet) | None => Some(false),
        }
    }
}

/// Whether one may bid, given the clauses of a requirement that was read, each
/// with whether it is met ([`Conditions::is_met`]). One short is who could mend
/// all that fails by a single thing.
pub fn eligibility<'a>(
    clauses: impl Iterator<Item = (Conditions<'a>, Option<bool>)> + Clone,
) -> Eligibility {
    let mut is_unknown = false;
    let mut failed: Option<Conditions<'a>> = None;
    let mut is_only_one = true;
    for (clause, is_met) in clauses.clone() {
        match is_met {
            Some(true) => {}
            None => is_unknown = true,
            Some(false) => {
                is_only_one &= failed.is_none();
                failed = failed.or(Some(clause));
            }
        }
    }
    let Some(failed) = failed else {
        return match is_unknown {
            true => Eligibility::Unknown,
            false => Eligibility::Met,
        };
    };
    let mends_all = |number: &u32| {
        let mut others = clauses.clone();
        is_only_one
            || others
                .all(|(clause, is_met)| is_met != Some(false) || clause.numbers.contains(number))
    };
    match failed.numbers.iter().any(mends_all) {
        true => Eligibility::OneShort,
        false => Eligibility::NotMet,
    }
}

/// The same with what is missing.
pub fn conclude<'a>(
    clauses: impl Iterator<Item = Conditions<'a>> + Clone,
    verdicts: &[Verdict],
) -> Conclusion {
    let those = |wanted: Option<bool>| {
        let found = clauses
            .clone()
            .filter(move |clause| clause.is_met(verdicts) == wanted && !clause.numbers.is_empty());
        found.map(|clause| clause.numbers.to_vec())
    };
    let judged = clauses.clone();
    let eligibility = eligibility(judged.map(|clause| (clause, clause.is_met(verdicts))));
    let failed: Vec<Vec<u32>> = those(Some(false)).collect();
    let missing = match eligibility {
        // What is common to them mends them all.
        Eligibility::OneShort => failed
            .into_iter()
            .reduce(|mut common, clause| {
                common.retain(|number| clause.contains(number));
                common
            })
            .into_iter()
            .collect(),
        _ => failed,
    };
    Conclusion {
        eligibility,
        missing,
        unsettled: those(None).collect(),
    }
}
