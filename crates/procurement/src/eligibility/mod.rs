//! May we bid? What a firm holds against what a notice asks for.
//!
//! Five kinds of conditions decide: certifications, licences, registrations,
//! grades and locations, as far as they are required. The others (experience,
//! staff, taxes, insurances, exclusions, whatever has no name) are for a person
//! to check: beside conditions that all have to hold they are left out, among
//! alternatives they keep the alternative open. The requirement is put into
//! [`clauses`], of which each has to be met by one of its conditions; each
//! condition is understood once ([`Criterion`]) and held against the
//! [`Holdings`]; [`conclude`] draws the conclusion.
//!
//! The answer is three-valued with near misses, and says what the documents say
//! as far as they were read. What holdings do not speak of is unknown, never
//! "not met":
//!
//! | kind | counts as told when |
//! |---|---|
//! | certification, licence | one of the kind is named |
//! | registration | one list is named |
//! | grade | one is named for that list, or for all lists |
//! | location | the head office is named: then branches that are not named do not exist |
//!
//! or when it is said that there is none (`認証:なし`).

mod clauses;
mod conclusion;
mod criterion;
mod evaluation;
mod holdings;
mod lists;
mod locations;
mod verdict;

pub use clauses::{Clause, Condition, clauses};
pub use conclusion::{Conclusion, Conditions, conclude, eligibility};
pub use criterion::Criterion;
pub use evaluation::{Evaluation, JudgedClause, JudgedCondition, Prospect, evaluate};
pub use holdings::{HoldingError, Holdings, MOST_HOLDINGS};
pub use verdict::Verdict;
