//! `irefuda`: procurement documents of Japanese municipalities, made searchable.
//!
//! This file is the program in one page: read the arguments, start the log, run
//! the command, turn what came of it into an exit code. Each command is one
//! file in `commands/` and one line in its list. The program also is the worker
//! that it starts to read files with.

mod arguments;
mod commands;
mod exit;
mod log;
mod moment;
mod places;
mod reasons;
mod signals;
mod stamp;
mod table;
mod terminal;

use std::env;
use std::process::ExitCode;

use clap::Parser;
use irefuda_documents::worker;

use crate::arguments::Arguments;

fn main() -> ExitCode {
    if env::args_os()
        .nth(1)
        .is_some_and(|first| first == worker::ARGUMENT)
    {
        return worker::run();
    }
    let Arguments { command, places } = Arguments::parse();
    log::start(command.is_service());
    exit::code(command.run(&places))
}
