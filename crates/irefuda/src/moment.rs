//! The moment that counts as now.

use clap::Args;
use irefuda_procurement::{Moment, MomentError, now};
use jiff::civil::{DateTime, Time};

/// The option of commands for which it matters what time it is.
#[derive(Debug, Clone, Args)]
pub(crate) struct AsOf {
    /// この時点で見た状態にする（例 2026-12-01T09:00:00+09:00） / Judge open and closed as of this moment
    #[arg(
        long,
        value_name = "TIME",
        env = "IREFUDA_AS_OF",
        hide_env_values = true
    )]
    #[arg(value_parser = moment)]
    as_of: Option<DateTime>,
}

impl AsOf {
    /// The moment asked for (JST), or none for the running clock.
    pub(crate) fn fixed(&self) -> Option<DateTime> {
        self.as_of
    }

    /// The moment asked for, or this very one.
    pub(crate) fn or_now(&self) -> DateTime {
        self.as_of.unwrap_or_else(now)
    }
}

/// A moment, or the beginning of a day.
fn moment(text: &str) -> Result<DateTime, MomentError> {
    Ok(match text.parse()? {
        Moment::Day(day) => day.to_datetime(Time::midnight()),
        Moment::At(moment) => moment,
    })
}
