//! What a notice is, and the words of the trade.
//!
//! Every other crate speaks in these types. Nothing here reads a file (but
//! for the lexicon), knows an index or a protocol.

mod calendar;
mod deadline;
mod evidence;
mod lexicon;
mod lg_code;
mod names;
mod notice;
mod requirement;

pub use calendar::{Era, Moment, MomentError, now};
pub use deadline::{Deadline, closes_at};
pub use evidence::{Evidence, Field, Span};
pub use lexicon::{
    Body, CategoryWords, DeadlineWords, Heading, KindWords, Lexicon, LexiconError, Method, Place,
    PlaceKind, Places, Qualification, RoleWords, SubcategoryWords,
};
pub use lg_code::{LgCode, LgCodeError};
pub use names::{
    Category, DeadlineKind, JointVenture, Kind, LeafKind, Level, PartRole, Status, UnknownName,
};
pub use notice::{ContractPeriod, Notice, NoticeAsOf, Part, Source, SourceFile};
pub use requirement::{Leaf, Requirement};
