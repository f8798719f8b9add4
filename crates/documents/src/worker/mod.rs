//! The process that reads what this one had better not.
//!
//! [`run`] is the whole life of a worker: it puts limits on itself, says so,
//! and then reads one file after another, sent over its standard input. It
//! never opens a file itself. When its parent goes away it goes too, in the
//! middle of a file if need be.

mod confinement;
pub(crate) mod frame;

use std::io::{self, BufReader, Read, Write};
use std::path::Path;
use std::process::{self, ExitCode};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Mutex, OnceLock};
use std::thread;

use rustix::process::{Signal, getpgrp, getpid, kill_current_process_group};

use crate::archive::{self, Step};
use confinement::limit_processor_time;
use frame::{Reply, Request};

pub(crate) use confinement::{MEMORY_MEBIBYTES, PROCESSOR_SECONDS};

/// The argument by which the program knows that it is to be a worker.
pub const ARGUMENT: &str = "read-worker";

/// Some formats are read by recursion; a thread's usual 2 MiB are too few.
const STACK_BYTES: usize = 64 * 1024 * 1024;

/// A worker makes room for a fresh one after so many files, or when it has
/// grown to so many bytes.
const FILES: usize = 200;
const GROWN_BYTES: u64 = 300 * 1024 * 1024;

/// Reads files until the parent has no more. The program calls this when its
/// first argument is [`ARGUMENT`], before anything else; nothing may be written
/// to standard output besides.
pub fn run() -> ExitCode {
    let missing = confinement::confine();
    IN_WORKER.get_or_init(Mutex::default);
    let (send, requests) = mpsc::sync_channel(1);
    let reading = thread::Builder::new()
        .stack_size(STACK_BYTES)
        .spawn(move || serve(&requests, missing));
    let Ok(reading) = reading else {
        return ExitCode::FAILURE;
    };
    thread::spawn(move || {
        let mut input = BufReader::new(io::stdin());
        while let Ok(Some(request)) = receive(&mut input) {
            if send.send(request).is_err() {
                return;
            }
        }
        leave();
    });
    // Only a panic ends the reading; it has said so on standard error.
    let _ = reading.join();
    ExitCode::FAILURE
}

/// Tells the parent that a long step begins, such as OCR of a page.
pub(crate) fn heartbeat() {
    if IN_WORKER.get().is_some() {
        let _ = say(&Reply::Heartbeat);
    }
}

/// Held while a reply is written; set only in a worker.
static IN_WORKER: OnceLock<Mutex<()>> = OnceLock::new();

fn serve(requests: &Receiver<(Request, Vec<u8>)>, missing: Vec<String>) -> io::Result<()> {
    say(&Reply::Ready { missing })?;
    for (number, (request, bytes)) in requests.iter().enumerate() {
        limit_processor_time();
        let mut outcome = Ok(());
        let path = Path::new(&request.name);
        archive::read(path, &bytes, &request.limits, request.skip, &mut |step| {
            let reply = match step {
                Step::Begin(name) => Reply::Begin { name },
                Step::End(member) => Reply::Member(member),
            };
            if outcome.is_ok() {
                outcome = say(&reply);
            }
            limit_processor_time();
        });
        outcome?;
        let retires = number + 1 >= FILES || resident_bytes() > GROWN_BYTES;
        say(&Reply::Done { retires })?;
    }
    Ok(())
}

fn receive(input: &mut impl Read) -> io::Result<Option<(Request, Vec<u8>)>> {
    let Some(request) = frame::read(input)? else {
        return Ok(None);
    };
    let request = serde_json::from_slice(&request)?;
    let bytes = frame::read(input)?.ok_or(io::ErrorKind::UnexpectedEof)?;
    Ok(Some((request, bytes)))
}

fn say(reply: &Reply) -> io::Result<()> {
    let _one_at_a_time = IN_WORKER.get().map(Mutex::lock);
    let mut output = io::stdout().lock();
    frame::write(&mut output, &serde_json::to_vec(reply)?)?;
    output.flush()
}

/// The parent is gone: so are we, and the programs that we have started.
fn leave() -> ! {
    if getpgrp() == getpid() {
        let _ = kill_current_process_group(Signal::KILL);
    }
    process::exit(0)
}

/// What the kernel says this process has in memory; zero if it does not say.
fn resident_bytes() -> u64 {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = statm.split(' ').nth(1).and_then(|pages| pages.parse().ok());
    pages.unwrap_or(0u64) * rustix::param::page_size() as u64
}
