//! The standard output, and what it is.

use std::io::{self, BufWriter, StdoutLock};

use console::Term;

/// The standard output. Writing to a closed pipe is an error, never a panic.
pub(crate) fn output() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// Columns of the terminal; none in a pipe, where lines are as long as need be.
pub(crate) fn width() -> Option<usize> {
    let terminal = Term::stdout();
    let (_, columns) = terminal.size_checked()?;
    terminal.is_term().then_some(usize::from(columns))
}
