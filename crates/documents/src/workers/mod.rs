//! Reading files, with a few worker processes to hand.

mod process;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::worker::{ARGUMENT, frame::Request};
use crate::{Error, Limits, Member, file, foreign, read_bytes};
use process::Process;

/// An archive may cost so many workers; what follows is left out.
const FAILURES: usize = 5;

/// How long one file may take with all its members and OCR.
const FILE_TIME: Duration = Duration::from_secs(600);

/// Reads files of every format: text, Markdown and HTML here, all else in
/// worker processes, which are started when they are first needed, kept for
/// many files, and stopped when this is dropped.
///
/// One value serves any number of threads; each call borrows one worker and
/// waits if all are at work.
#[derive(Debug)]
pub struct Workers {
    limits: Limits,
    program: PathBuf,
    arguments: Vec<OsString>,
    count: usize,
    pool: Mutex<Pool>,
    returned: Condvar,
}

#[derive(Debug, Default)]
struct Pool {
    idle: Vec<Process>,
    at_work: usize,
}

impl Workers {
    /// As many workers as the machine has processors, each this very program
    /// with [`ARGUMENT`](crate::worker::ARGUMENT).
    pub fn new(limits: Limits) -> Self {
        Workers {
            limits,
            // Not its path: the file there may have been replaced since.
            program: PathBuf::from("/proc/self/exe"),
            arguments: vec![ARGUMENT.into()],
            count: thread::available_parallelism().map_or(1, usize::from),
            pool: Mutex::default(),
            returned: Condvar::new(),
        }
    }

    /// Another number of workers, at least one.
    pub fn with_count(mut self, count: usize) -> Self {
        self.count = count.max(1);
        self
    }

    /// Another program, which calls [`worker::run`](crate::worker::run)
    /// whatever its arguments are.
    pub fn with_program(mut self, program: impl Into<PathBuf>) -> Self {
        self.program = program.into();
        self.arguments.clear();
        self
    }

    /// The limits that it reads within.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Reads a regular file. There is always at least one member; for a file
    /// that is no archive it is the only one and has no name.
    pub fn read(&self, path: &Path) -> Vec<Member> {
        match file::read(path, &self.limits) {
            Ok(bytes) => self.read_bytes(path, &bytes),
            Err(error) => vec![failed(None, error)],
        }
    }

    /// The same for what is in memory already; of the name only the extension
    /// counts.
    pub fn read_bytes(&self, name: &Path, bytes: &[u8]) -> Vec<Member> {
        if let Err(error) = self.limits.check_file_bytes(bytes.len() as u64) {
            return vec![failed(None, error)];
        }
        if foreign::needs_worker(bytes).is_none() {
            let document = read_bytes(name, bytes, &self.limits);
            return vec![Member {
                name: None,
                document,
            }];
        }
        self.read_by_workers(name, bytes)
    }

    /// Which protections the kernel refuses its workers, a sentence each.
    pub fn missing_protections(&self) -> Result<Vec<String>, Error> {
        let _place = self.wait_for_place();
        let process = self.idle_or_new()?;
        let missing = process.missing.clone();
        self.lock().idle.push(process);
        Ok(missing)
    }

    /// A member that kills its worker is skipped by the next.
    fn read_by_workers(&self, name: &Path, bytes: &[u8]) -> Vec<Member> {
        let _place = self.wait_for_place();
        let deadline = Instant::now() + FILE_TIME;
        let mut members = Vec::new();
        for _ in 0..FAILURES {
            let request = Request {
                name: name.to_string_lossy().into_owned(),
                limits: self.limits.clone(),
                skip: members.len(),
            };
            match self.ask(&request, bytes, deadline, &mut members) {
                Ok(()) => return members,
                Err(failure) => {
                    let is_last = failure.member.is_none() || Instant::now() > deadline;
                    members.push(failed(failure.member, failure.error));
                    if is_last {
                        return members;
                    }
                }
            }
        }
        let how = format!("it cost {FAILURES} workers; what follows in it was left out");
        members.push(failed(None, Error::Crashed { how }));
        members
    }

    fn ask(
        &self,
        request: &Request,
        bytes: &[u8],
        deadline: Instant,
        members: &mut Vec<Member>,
    ) -> Result<(), Failure> {
        let process = self.idle_or_new().map_err(|error| Failure {
            member: None,
            error,
        })?;
        let process = process.ask(request, bytes, deadline, members)?;
        // Only a worker that came to the end of a file gets another.
        self.lock().idle.extend(process);
        Ok(())
    }

    fn wait_for_place(&self) -> Place<'_> {
        let mut pool = self.lock();
        while pool.at_work >= self.count {
            let waited = self.returned.wait(pool);
            pool = waited.unwrap_or_else(PoisonError::into_inner);
        }
        pool.at_work += 1;
        Place { workers: self }
    }

    fn idle_or_new(&self) -> Result<Process, Error> {
        let idle = self.lock().idle.pop();
        if let Some(mut process) = idle
            && process.is_alive()
        {
            return Ok(process);
        }
        Process::start(&self.program, &self.arguments)
    }

    fn lock(&self) -> MutexGuard<'_, Pool> {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The right to have one worker at work.
struct Place<'a> {
    workers: &'a Workers,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.workers.lock().at_work -= 1;
        self.workers.returned.notify_one();
    }
}

/// How a worker did not come to the end, and at which member.
struct Failure {
    member: Option<String>,
    error: Error,
}

fn failed(name: Option<String>, error: Error) -> Member {
    Member {
        name,
        document: Err(error),
    }
}
