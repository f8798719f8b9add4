//! What time it is for this server.

use irefuda_procurement::now;
use jiff::civil::DateTime;

/// The moment (JST) at which open and closed are judged.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Clock {
    /// The present.
    Running,
    /// One moment for good: documents of a demonstration do not age.
    Stopped(DateTime),
}

impl Clock {
    /// A clock that stands still at the given moment, or runs.
    pub fn new(as_of: Option<DateTime>) -> Self {
        as_of.map_or(Self::Running, Self::Stopped)
    }

    /// What it shows.
    pub fn now(self) -> DateTime {
        match self {
            Self::Running => now(),
            Self::Stopped(moment) => moment,
        }
    }

    /// The moment at which it stands still, if it does.
    pub fn stopped_at(self) -> Option<DateTime> {
        match self {
            Self::Running => None,
            Self::Stopped(moment) => Some(moment),
        }
    }
}
