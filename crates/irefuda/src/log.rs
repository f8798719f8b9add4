//! The program's log, on the standard error.

use std::io::{self, IsTerminal};

use tracing_subscriber::EnvFilter;

/// Says how much is logged, as in `debug` or `irefuda_indexer=debug`.
const VARIABLE: &str = "IREFUDA_LOG";

/// Starts the log. A service logs what it does, in JSON unless somebody reads
/// along; any other command only warns.
pub(crate) fn start(is_service: bool) {
    let usual = if is_service { "info" } else { "warn" };
    let filter = EnvFilter::try_from_env(VARIABLE).unwrap_or_else(|_| EnvFilter::new(usual));
    let is_watched = io::stderr().is_terminal();
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(is_watched);
    if is_service && !is_watched {
        log.json().init();
    } else {
        log.with_target(false).init();
    }
}
