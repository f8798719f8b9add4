//! Workers that die, hang, retire or lose their parent.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use irefuda_documents::{Error, Limits, Workers};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use super::built::{pdf, zip};
use super::{WORKER, WORKERS, sample, workers};

/// A pool of one whose workers write down who they are.
struct Watched {
    workers: Workers,
    folder: TempDir,
}

impl Watched {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let script = folder.path().join("worker");
        let pids = folder.path().join("pids");
        let text = format!("#!/bin/sh\necho $$ >> {}\nexec {WORKER}\n", pids.display());
        fs::write(&script, text).unwrap();
        fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
        let workers = Workers::new(Limits::default())
            .with_program(script)
            .with_count(1);
        Watched { workers, folder }
    }

    fn pids(&self) -> Vec<i32> {
        let pids = fs::read_to_string(self.folder.path().join("pids")).unwrap_or_default();
        pids.lines().map(|pid| pid.parse().unwrap()).collect()
    }

    /// Sends a signal to the newest worker.
    fn send(&self, signal: Signal) {
        let pid = *self.pids().last().unwrap();
        kill_process(Pid::from_raw(pid).unwrap(), signal).unwrap();
    }

    fn read(&self, bytes: &[u8]) -> Result<String, Error> {
        let mut members = self.workers.read_bytes(Path::new("a.pdf"), bytes);
        members.remove(0).document.map(|document| document.text)
    }

    fn reads_again(&self) {
        assert_eq!(self.read(&good()).unwrap(), "good\n");
    }
}

fn good() -> Vec<u8> {
    pdf(&["BT /F1 10 Tf 50 700 Td (good) Tj ET"])
}

/// Some seconds of work.
fn long() -> Vec<u8> {
    pdf(&[
        &"q Q ".repeat(4_000_000),
        "BT /F1 10 Tf 50 700 Td (good) Tj ET",
    ])
}

#[test]
fn a_worker_killed_in_the_middle_of_a_file() {
    let watched = Watched::new();
    watched.reads_again();
    thread::scope(|scope| {
        let reading = scope.spawn(|| watched.read(&long()));
        thread::sleep(Duration::from_millis(300));
        watched.send(Signal::KILL);
        let error = reading.join().unwrap().unwrap_err();
        assert_eq!(error.reason(), "crashed", "{error}");
    });
    watched.reads_again();
    assert_eq!(watched.pids().len(), 2);
}

#[test]
fn a_worker_killed_between_files() {
    let watched = Watched::new();
    watched.reads_again();
    watched.send(Signal::KILL);
    thread::sleep(Duration::from_millis(200));
    watched.reads_again();
}

#[test]
fn a_worker_that_hangs() {
    let watched = Watched::new();
    watched.reads_again();
    watched.send(Signal::STOP);
    // All of its threads have to hear of it.
    thread::sleep(Duration::from_millis(200));
    let start = Instant::now();
    let error = watched.read(&good()).unwrap_err();
    assert_eq!(error.reason(), "timed-out");
    assert!(start.elapsed() < Duration::from_secs(30));
    watched.reads_again();
}

#[test]
fn workers_retire() {
    let watched = Watched::new();
    for _ in 0..210 {
        watched.reads_again();
    }
    assert_eq!(watched.pids().len(), 2);
}

#[test]
fn workers_go_with_their_pool() {
    let watched = Watched::new();
    watched.reads_again();
    let process = PathBuf::from(format!("/proc/{}", watched.pids()[0]));
    assert!(process.exists());
    drop(watched.workers);
    assert!(!process.exists());
}

/// It has no parent to be killed by: only the end of its input tells it.
#[test]
fn a_worker_goes_with_its_parent_in_the_middle_of_a_file() {
    let mut worker = Command::new(WORKER)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let limits = serde_json::to_value(Limits::default()).unwrap();
    let request = serde_json::json!({ "name": "a.pdf", "limits": limits, "skip": 0 }).to_string();
    let mut stdin = worker.stdin.take().unwrap();
    for frame in [request.as_bytes(), &long()] {
        stdin
            .write_all(&(frame.len() as u32).to_le_bytes())
            .unwrap();
        stdin.write_all(frame).unwrap();
    }
    drop(stdin);
    let start = Instant::now();
    worker.wait().unwrap();
    assert!(
        start.elapsed() < Duration::from_secs(2),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn workers_have_limits() {
    let watched = Watched::new();
    assert_eq!(watched.workers.missing_protections().unwrap(), [""; 0]);
    let process = PathBuf::from(format!("/proc/{}", watched.pids()[0]));
    let limits = fs::read_to_string(process.join("limits")).unwrap();
    for (name, limit) in [
        ("Max address space", "1610612736"),
        ("Max file size", "0"),
        ("Max core file size", "0"),
    ] {
        let line = limits.lines().find(|line| line.starts_with(name)).unwrap();
        assert!(line.split_whitespace().any(|word| word == limit), "{line}");
    }
    let status = fs::read_to_string(process.join("status")).unwrap();
    assert!(
        status.contains("NoNewPrivs:\t1") && status.contains("Seccomp:\t2"),
        "{status}"
    );
    let environment = fs::read_to_string(process.join("environ")).unwrap();
    assert!(!environment.contains("CARGO"), "{environment}");
}

#[test]
fn many_threads_share_two_workers() {
    let workers = workers(Limits::default()).with_count(2);
    let (pdf, zip) = (
        sample("fukui/sabae-ev-lease.pdf"),
        sample("miyazaki/nobeoka-shogai-system.zip"),
    );
    thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| {
                for _ in 0..5 {
                    assert!(
                        workers.read_bytes(Path::new("a.pdf"), &pdf)[0]
                            .document
                            .is_ok()
                    );
                    assert_eq!(workers.read_bytes(Path::new("a.zip"), &zip).len(), 2);
                }
            });
        }
    });
}

/// The members before and after it are read all the same.
#[test]
fn a_member_that_kills_its_worker() {
    let deep = format!("{}{}", "[".repeat(5_000_000), "]".repeat(5_000_000));
    let killer = super::built::pdf_of_objects(&["<</Type/Catalog/Pages 2 0 R>>".to_owned(), deep]);
    let archive = zip(&[("a.pdf", &good()), ("b.pdf", &killer), ("c.pdf", &good())]);
    let members = WORKERS.read_bytes(Path::new("a.zip"), &archive);
    let names: Vec<_> = members
        .iter()
        .map(|member| member.name.as_deref().unwrap())
        .collect();
    assert_eq!(names, ["a.pdf", "b.pdf", "c.pdf"]);
    assert!(members[0].document.is_ok() && members[1].document.is_err());
    assert!(members[2].document.is_ok());
}

#[test]
fn a_program_that_is_no_worker() {
    for program in ["/bin/true", "/no/such/program"] {
        let workers = Workers::new(Limits::default()).with_program(program);
        let members = workers.read_bytes(Path::new("a.pdf"), &good());
        assert_eq!(
            members[0].document.as_ref().unwrap_err().reason(),
            "no-worker"
        );
    }
}
