//! Being told to stop: Ctrl-C, or SIGTERM from whoever runs the service.

use std::io;
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use tokio::signal::unix::{SignalKind, signal};

/// What a shell reports of a command that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

/// Ready when the program is told to stop.
pub(crate) async fn stop() -> io::Result<()> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    Ok(())
}

/// A flag that is raised when the program is told to stop; told a second time,
/// it stops at once.
pub(crate) fn stop_flag() -> io::Result<Arc<AtomicBool>> {
    let flag = Arc::new(AtomicBool::new(false));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()?;
    let raised = Arc::clone(&flag);
    thread::spawn(move || {
        if runtime.block_on(stop()).is_ok() {
            raised.store(true, Ordering::Relaxed);
        }
        if runtime.block_on(stop()).is_ok() {
            process::exit(INTERRUPTED);
        }
    });
    Ok(flag)
}
