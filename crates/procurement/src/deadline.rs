//! Deadlines, and which of them shuts the door.

use serde::{Deserialize, Serialize};

use crate::{DeadlineKind, Evidence, Moment};

/// One thing that has to be done, or happens, by a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// What.
    pub kind: DeadlineKind,
    /// The last moment; of an event, when it begins.
    pub at: Moment,
    /// The first moment, where a period is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Moment>,
    /// Ways of delivery and other riders (郵送、必着).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where it stands.
    pub evidence: Evidence,
}

/// The deadline that is the last moment at which a newcomer can still get in:
/// of the steps application, proposal and bid the one that ends first. A step
/// that several ways of delivery end at several moments ends with the last of
/// them. Registration is not mandatory for everybody and does not count.
pub fn closes_at(deadlines: &[Deadline]) -> Option<&Deadline> {
    const STEPS: [DeadlineKind; 3] = [
        DeadlineKind::Application,
        DeadlineKind::Proposal,
        DeadlineKind::Bid,
    ];
    STEPS
        .iter()
        .filter_map(|step| {
            let of_step = deadlines.iter().filter(|deadline| deadline.kind == *step);
            of_step.max_by_key(|deadline| deadline.at)
        })
        .min_by_key(|deadline| deadline.at)
}
