//! `irefuda completions`: what a shell needs to complete the options.

use std::io::Write;

use anyhow::Result;
use clap::{Args, CommandFactory};
use clap_complete::{Shell, generate};

use crate::arguments::Arguments;
use crate::exit::Outcome;
use crate::terminal;

/// シェルの補完を出力する / Print completions for a shell
#[derive(Debug, Args)]
#[command(
    after_help = "例 / Example:\n  irefuda completions bash > ~/.local/share/bash-completion/completions/irefuda"
)]
pub(crate) struct Options {
    /// シェル / The shell
    shell: Shell,
}

pub(crate) fn run(options: &Options) -> Result<Outcome> {
    // Into memory first: the generator panics when a pipe is closed.
    let mut script = Vec::new();
    generate(
        options.shell,
        &mut Arguments::command(),
        "irefuda",
        &mut script,
    );
    terminal::output().write_all(&script)?;
    Ok(Outcome::Done)
}
