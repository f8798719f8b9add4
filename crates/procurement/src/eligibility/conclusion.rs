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

/// Whether one may bid, given the clauses of a requirement that was read and
/// what is said of each condition. One short is who could mend all that fails
/// by a single thing.
pub fn eligibility<'a>(
    clauses: impl Iterator<Item = Conditions<'a>>,
    verdicts: &[Verdict],
) -> Eligibility {
    let mut is_unknown = false;
    // What would mend all that has failed so far.
    let mut remedies: Option<Vec<u32>> = None;
    for clause in clauses {
        match clause.is_met(verdicts) {
            Some(true) => {}
            None => is_unknown = true,
            Some(false) => match &mut remedies {
                Some(remedies) => remedies.retain(|number| clause.numbers.contains(number)),
                None => remedies = Some(clause.numbers.to_vec()),
            },
        }
    }
    match remedies {
        Some(remedies) if remedies.is_empty() => Eligibility::NotMet,
        Some(_) => Eligibility::OneShort,
        None if is_unknown => Eligibility::Unknown,
        None => Eligibility::Met,
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
    let eligibility = eligibility(clauses.clone(), verdicts);
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
