//! A program of the system reads from us and writes to us, within the worker's
//! limits and a time.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use rustix::process::{Pid, Resource, Rlimit, prlimit};

/// What is taken of an output: a page of 300 dpi in grey has 9 MB.
const OUTPUT_BYTES: u64 = 64 * 1024 * 1024;

/// Runs a program; none if it fails or takes more processor time than allowed.
pub(super) fn run(
    program: &Path,
    arguments: &[&str],
    input: &[u8],
    seconds: u64,
) -> Option<Vec<u8>> {
    let mut child = Command::new(program)
        .args(arguments)
        .env("OMP_THREAD_LIMIT", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let limit = Rlimit {
        current: Some(seconds),
        maximum: Some(seconds),
    };
    // A child has inherited the limit of the worker, which is for another clock.
    let _ = prlimit(Pid::from_raw(child.id() as i32), Resource::Cpu, limit);
    let (mut stdin, stdout) = (child.stdin.take()?, child.stdout.take()?);
    let mut output = Vec::new();
    let read = thread::scope(|scope| {
        // A program that has seen enough closes its end.
        scope.spawn(move || stdin.write_all(input));
        let read = stdout.take(OUTPUT_BYTES).read_to_end(&mut output);
        if output.len() as u64 == OUTPUT_BYTES {
            let _ = child.kill();
        }
        read
    });
    let status = child.wait().ok()?;
    (read.is_ok() && status.success()).then_some(output)
}
