//! What a notice is, and the words of the trade.
//!
//! Every other crate speaks in these types. Nothing here reads a file (but
//! for the lexicon), knows an index or a protocol.

mod amendment;
mod calendar;
mod case;
mod deadline;
mod effective;
pub mod eligibility;
mod evidence;
mod holidays;
mod lexicon;
mod lg_code;
mod money;
mod names;
mod notice;
mod number;
mod requirement;

pub use amendment::{Amends, Change};
pub use calendar::{Era, Moment, MomentError, now};
pub use case::{Case, Document, Head, cases};
pub use deadline::{Deadline, closes_at};
pub use effective::{Member, Step, effective};
pub use evidence::{Evidence, Field, Span};
pub use holidays::{is_holiday, is_working_day, working_days_after, working_days_before};
pub use lexicon::{
    Body, CategoryWords, Covers, DeadlineWords, EligibilityRules, Heading, KindWords, Lexicon,
    LexiconError, ListField, ListRules, Method, NationalBody, OfficeWords, Place, PlaceKind,
    Places, Qualification, Region, Regions, RoleWords, Stopword, SubcategoryWords,
};
pub use lg_code::{LgCode, LgCodeError};
pub use money::Price;
pub use names::{
    Category, Confidence, DeadlineKind, Doubt, Eligibility, JointVenture, Kind, LeafKind, Level,
    Mark, Office, PartRole, PriceKind, Status, Submission, TaxBasis, UnknownName,
};
pub use notice::{
    Contact, ContractPeriod, Notice, NoticeAsOf, Part, Source, SourceFile, judged_as,
};
pub use number::Number;
pub use requirement::{Leaf, Requirement};
