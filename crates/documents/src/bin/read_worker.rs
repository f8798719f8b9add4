//! A worker by itself, for the tests of this crate: the program that ships is
//! its own worker.

use std::process::ExitCode;

fn main() -> ExitCode {
    irefuda_documents::worker::run()
}
