//! What is said of a single condition.

use crate::Doubt;

/// Whether a condition is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// What is held meets it.
    Met,
    /// Nothing that is held meets it.
    NotMet,
    /// It cannot be said.
    Unknown(Doubt),
}

impl Verdict {
    /// The name in answers: `met`, `not_met` or `unknown`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not_met",
            Self::Unknown(_) => "unknown",
        }
    }

    /// The name on a page, in Japanese.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Met => "満たす",
            Self::NotMet => "満たさない",
            Self::Unknown(_) => "不明",
        }
    }

    /// Why it is unknown.
    pub const fn doubt(self) -> Option<Doubt> {
        match self {
            Self::Unknown(doubt) => Some(doubt),
            Self::Met | Self::NotMet => None,
        }
    }

    /// The better of two: met before unknown before not met.
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Met, _) | (_, Self::Met) => Self::Met,
            (Self::Unknown(doubt), _) | (_, Self::Unknown(doubt)) => Self::Unknown(doubt),
            (Self::NotMet, Self::NotMet) => Self::NotMet,
        }
    }
}
