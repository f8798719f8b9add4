//! How well searching finds what a person would have pulled out, beside two
//! plain engines over the same documents.
//!
//! A [`Case`] is a query with a person's judgements. [`Contest`] puts its query
//! to each [`Engine`], [`Standing::judge`] holds an answer against the
//! judgements, and [`Score`] sums up.

mod case;
mod contest;
mod plain;
mod score;
mod standing;

pub use case::{Case, CaseError, Cases, Grade, Named};
pub use contest::{Contest, Document, Engine};
pub use score::Score;
pub use standing::{Complaint, DEPTH, Standing, TOP, Verdicts};
