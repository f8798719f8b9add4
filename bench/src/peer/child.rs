//! A peer's program: lines in, lines out.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::stopwatch::Took;

/// A running program.
pub struct Program {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    started: Instant,
}

impl Program {
    pub fn start(command: &mut Command) -> Result<Self> {
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let started = Instant::now();
        let name = command.get_program().to_string_lossy().into_owned();
        let mut child = command.spawn().context(name)?;
        let output = child.stdout.take().context("it has an output")?;
        Ok(Self {
            input: child.stdin.take(),
            output: BufReader::new(output),
            child,
            started,
        })
    }

    pub fn send(&mut self, line: &str) -> Result<()> {
        let input = self.input.as_mut().context("it takes no more")?;
        input.write_all(line.as_bytes())?;
        Ok(input.write_all(b"\n")?)
    }

    /// The next line that it writes.
    pub fn receive(&mut self) -> Result<String> {
        let mut line = String::new();
        if let Some(input) = &mut self.input {
            input.flush()?;
        }
        if self.output.read_line(&mut line)? == 0 {
            bail!("it ended: {}", self.child.wait()?);
        }
        Ok(line.trim_end().to_owned())
    }

    /// Processor time of its first thread so far, in seconds.
    pub fn first_thread(&self) -> Result<f64> {
        let statistics = fs::read_to_string(format!("/proc/{}/schedstat", self.child.id()))?;
        let first = statistics.split(' ').next().unwrap_or_default();
        Ok(first.parse::<f64>()? / 1e9)
    }

    /// Memory that is resident, and of it what the program itself holds, in MB.
    pub fn memory(&self) -> (f64, f64) {
        let file = format!("/proc/{}/status", self.child.id());
        let of = |name| crate::machine::megabytes(&file, name);
        (of("VmRSS"), of("RssAnon"))
    }

    /// What it took since its start, once it has said that it is done.
    pub fn took(&self) -> Result<Took> {
        // In hundredths of a second, behind the name in brackets.
        let statistics = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        let behind = statistics.rsplit(')').next().unwrap_or_default();
        let fields: Vec<&str> = behind.split_whitespace().collect();
        let ticks = |index: usize| -> Result<f64> {
            let field = fields.get(index).context("a field of stat")?;
            Ok(field.parse()?)
        };
        Ok(Took {
            wall: self.started.elapsed().as_secs_f64(),
            cpu: (ticks(11)? + ticks(12)?) / 100.0,
        })
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.input = None;
        // It ends with its input.
        let _ = self.child.wait();
    }
}
