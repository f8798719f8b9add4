//! Money in a notice: what the body expects or is ready to pay.

use serde::{Deserialize, Serialize};

use crate::{Evidence, PriceKind, TaxBasis};

/// An amount that the documents state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// What it is.
    pub kind: PriceKind,
    /// How much, in yen.
    pub yen: u64,
    /// Whether consumption tax is in it.
    pub tax: TaxBasis,
    /// Where it stands.
    pub evidence: Evidence,
}
