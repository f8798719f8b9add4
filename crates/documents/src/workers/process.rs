//! One worker process as its parent sees it.

use std::ffi::OsString;
use std::io::{self, BufReader, Read, Write};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};

use super::{FILE_TIME, Failure};
use crate::worker::frame::{self, Reply, Request};
use crate::worker::{MEMORY_MEBIBYTES, PROCESSOR_SECONDS};
use crate::{Error, Member};

/// How long a worker may be silent, by the clock on the wall.
const SILENCE: Duration = Duration::from_secs(20);

/// The same after it has said that a long step begins.
const LONG_SILENCE: Duration = Duration::from_secs(60);

/// How much of what a worker complains of is kept; it is never shown.
const COMPLAINT_BYTES: usize = 4096;

/// A running worker. It is killed when this is dropped, with all that it has
/// started.
#[derive(Debug)]
pub(super) struct Process {
    child: Child,
    stdin: ChildStdin,
    replies: Receiver<Reply>,
    complaints: Option<JoinHandle<String>>,
    /// The protections that the kernel refused it.
    pub(super) missing: Vec<String>,
}

impl Process {
    /// Starts one in a process group of its own and waits until it is ready.
    pub(super) fn start(program: &Path, arguments: &[OsString]) -> Result<Self, Error> {
        let mut process = Self::spawn(program, arguments).map_err(no_worker)?;
        match process.replies.recv_timeout(SILENCE) {
            Ok(Reply::Ready { missing }) => process.missing = missing,
            _ => return Err(no_worker(io::Error::other("it does not answer"))),
        }
        Ok(process)
    }

    fn spawn(program: &Path, arguments: &[OsString]) -> io::Result<Self> {
        let mut command = Command::new(program);
        command.args(arguments).env_clear().current_dir("/");
        // Nothing else of ours is its business, least of all a password.
        for name in ["PATH", "TESSDATA_PREFIX"] {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.process_group(0).spawn()?;
        let piped = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(stdin), Some(stdout), Some(stderr)) = piped else {
            return Err(io::Error::other("its pipes are missing"));
        };
        Ok(Process {
            child,
            stdin,
            replies: replies(stdout),
            complaints: Some(complaints(stderr)),
            missing: Vec::new(),
        })
    }

    pub(super) fn is_alive(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Has a file read. Members are added as they come; the worker comes back
    /// if it can read another file.
    pub(super) fn ask(
        mut self,
        request: &Request,
        bytes: &[u8],
        deadline: Instant,
        members: &mut Vec<Member>,
    ) -> Result<Option<Self>, Failure> {
        let mut member = None;
        let heard = thread::scope(|scope| {
            let stdin = &mut self.stdin;
            // A worker that dies while it is told leaves the rest unread.
            scope.spawn(move || tell(stdin, request, bytes));
            let heard = listen(&self.replies, deadline, members, &mut member);
            if heard.is_err() {
                kill(&self.child);
            }
            heard
        });
        match heard {
            Ok(retires) => Ok((!retires).then_some(self)),
            Err(given) => Err(Failure {
                member: member.flatten(),
                error: self.autopsy(given),
            }),
        }
    }

    /// What it died of, or how long it was given in vain.
    fn autopsy(mut self, given: Option<Duration>) -> Error {
        let status = self.child.wait();
        let complaint = self
            .complaints
            .take()
            .and_then(|it| it.join().ok())
            .unwrap_or_default();
        let signal = status.as_ref().ok().and_then(ExitStatusExt::signal);
        if signal == Some(libc::SIGXCPU) {
            let seconds = PROCESSOR_SECONDS;
            return Error::TimedOut { seconds };
        }
        if let Some(given) = given {
            let seconds = given.as_secs();
            return Error::TimedOut { seconds };
        }
        if complaint.contains("memory allocation of") {
            let mebibytes = MEMORY_MEBIBYTES;
            return Error::OutOfMemory { mebibytes };
        }
        let how = if complaint.contains("overflowed its stack") {
            "it is nested too deeply".to_owned()
        } else if complaint.contains("panicked at") {
            "it met something that it did not expect".to_owned()
        } else {
            status.map_or_else(|error| error.to_string(), |status| status.to_string())
        };
        Error::Crashed { how }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        kill(&self.child);
        let _ = self.child.wait();
    }
}

/// With all that it has started; harmless if it is dead already but not yet
/// waited for.
fn kill(child: &Child) {
    if let Some(group) = Pid::from_raw(child.id() as i32) {
        let _ = kill_process_group(group, Signal::KILL);
    }
}

fn tell(stdin: &mut ChildStdin, request: &Request, bytes: &[u8]) -> io::Result<()> {
    frame::write(stdin, &serde_json::to_vec(request)?)?;
    frame::write(stdin, bytes)?;
    stdin.flush()
}

/// Hears a worker out; whether it retires. `member` is the one it is at. An
/// error is how long it was waited for, or none if it is dead.
fn listen(
    replies: &Receiver<Reply>,
    deadline: Instant,
    members: &mut Vec<Member>,
    member: &mut Option<Option<String>>,
) -> Result<bool, Option<Duration>> {
    let mut patience = SILENCE;
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        let reply = replies.recv_timeout(patience.min(left));
        match reply.map_err(|error| given(error, patience, left))? {
            Reply::Begin { name } => *member = Some(name),
            Reply::Member(read) => {
                members.push(read);
                *member = None;
            }
            Reply::Done { retires } => return Ok(retires),
            Reply::Heartbeat => {
                patience = LONG_SILENCE;
                continue;
            }
            // It has started anew by itself, which no worker does.
            Reply::Ready { .. } => return Err(None),
        }
        patience = SILENCE;
    }
}

fn given(error: RecvTimeoutError, patience: Duration, left: Duration) -> Option<Duration> {
    let given = if left < patience { FILE_TIME } else { patience };
    (error == RecvTimeoutError::Timeout).then_some(given)
}

/// A pipe cannot be waited for with a clock; a channel can.
fn replies(stdout: ChildStdout) -> Receiver<Reply> {
    let (send, replies) = mpsc::sync_channel(4);
    thread::spawn(move || {
        let mut stdout = BufReader::new(stdout);
        while let Ok(Some(frame)) = frame::read(&mut stdout) {
            let Ok(reply) = serde_json::from_slice(&frame) else {
                return;
            };
            if send.send(reply).is_err() {
                return;
            }
        }
    });
    replies
}

/// Reads to the end, so that the worker never waits, and keeps the last.
fn complaints(mut stderr: ChildStderr) -> JoinHandle<String> {
    thread::spawn(move || {
        let (mut kept, mut buffer) = (Vec::new(), [0; 1024]);
        while let Ok(count @ 1..) = stderr.read(&mut buffer) {
            kept.extend_from_slice(&buffer[..count]);
            let surplus = kept.len().saturating_sub(COMPLAINT_BYTES);
            kept.drain(..surplus);
        }
        String::from_utf8_lossy(&kept).into_owned()
    })
}

fn no_worker(source: io::Error) -> Error {
    Error::NoWorker { source }
}
