//! What came of a command, as the shell sees it.

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use anyhow::Error;

/// What came of a command that did its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All of it.
    Done,
    /// But for some files, which were named.
    DoneWithProblems,
}

/// The options cannot be taken, for a reason that clap cannot know.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct UsageError(pub String);

const NOTHING_DONE: u8 = 1;
const PROBLEMS_OR_USAGE: u8 = 2;

/// The exit code of a command. Names the error, if there is one.
pub(crate) fn code(outcome: Result<Outcome, Error>) -> ExitCode {
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::DoneWithProblems) => ExitCode::from(PROBLEMS_OR_USAGE),
        // The reader of a pipe (`| head`) has seen enough.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody is left to be told when this fails.
            let _ = writeln!(io::stderr(), "irefuda: {}", sentence(&error));
            let is_usage = error.is::<UsageError>();
            ExitCode::from(if is_usage {
                PROBLEMS_OR_USAGE
            } else {
                NOTHING_DONE
            })
        }
    }
}

fn is_broken_pipe(error: &Error) -> bool {
    let mut causes = error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>());
    causes.any(|cause| cause.kind() == ErrorKind::BrokenPipe)
}

/// The error with its causes, but none that its effect already quotes.
fn sentence(error: &Error) -> String {
    let mut sentence = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !sentence.contains(&cause) {
            sentence = format!("{sentence}: {cause}");
        }
    }
    sentence
}
