//! Measures Irefuda beside its peers, on generated notices.
//!
//! Each benchmark is one command and prints Markdown; `all` runs every one in
//! a process of its own, so that the memory it shows is its own.

mod formats;
mod generator;
mod indexing;
mod lengths;
mod machine;
mod parallel;
mod peer;
mod random;
mod searching;
mod statistics;
mod stopwatch;
mod table;
mod workplace;

use std::env;
use std::path::PathBuf;
use std::process::{Command as Process, ExitCode};

use anyhow::{Result, ensure};
use clap::{Parser, Subcommand};
use irefuda_documents::worker;

use indexing::Indexing;
use searching::Searching;
use workplace::Workplace;

#[derive(Parser)]
#[command(about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Where texts and indexes are kept; may be deleted at any time.
    #[arg(long, global = true, default_value = "target/bench")]
    folder: PathBuf,
    /// Another seed gives other notices.
    #[arg(long, global = true, default_value_t = 1)]
    seed: u64,
    /// Threads that build indexes.
    #[arg(long, global = true, default_value_t = 2)]
    threads: usize,
}

#[derive(Subcommand)]
enum Command {
    /// Write notices as text files.
    Generate {
        /// How many.
        #[arg(long)]
        count: usize,
        /// Into this folder.
        #[arg(long)]
        out: PathBuf,
    },
    /// Measure the stages from file to index.
    Index {
        /// Notices.
        #[arg(long, default_value_t = 5_000)]
        count: usize,
        /// How often.
        #[arg(long, default_value_t = 3)]
        rounds: usize,
    },
    /// Measure answers.
    Search {
        /// Notices.
        #[arg(long, default_value_t = 100_000)]
        count: usize,
        /// How often.
        #[arg(long, default_value_t = 5)]
        rounds: usize,
        /// Build our index anew, after a change to the analyser or the like.
        #[arg(long)]
        rebuild: bool,
        /// Name so many of the slowest questions.
        #[arg(long, default_value_t = 0)]
        slowest: usize,
        /// Only kinds of questions with this in their name.
        #[arg(long)]
        only: Option<String>,
        /// Without the peers.
        #[arg(long)]
        alone: bool,
    },
    /// Measure extraction from ever longer texts.
    Lengths {
        /// The longest, in bytes.
        #[arg(long, default_value_t = 10_000_000)]
        most: usize,
    },
    /// Measure the reading of files by format, beside pdftotext.
    Formats {
        /// Mixed files that are read at the end.
        #[arg(long, default_value_t = 10_000)]
        count: usize,
    },
    /// Measure everything.
    All {
        /// Notices that are searched.
        #[arg(long, default_value_t = 100_000)]
        count: usize,
    },
}

fn main() -> Result<()> {
    if env::args_os()
        .nth(1)
        .is_some_and(|first| first == worker::ARGUMENT)
    {
        // The files of formats are read by this program once more.
        ensure!(worker::run() == ExitCode::SUCCESS, "a worker failed");
        return Ok(());
    }
    let Arguments {
        command,
        folder,
        seed,
        threads,
    } = Arguments::parse();
    let place = || Workplace::open(&folder, seed);
    match command {
        Command::Generate { count, out } => place()?.generator.write(count, &out),
        Command::Index { count, rounds } => {
            let indexing = Indexing {
                count,
                threads,
                rounds,
            };
            indexing::measure(&place()?, &indexing)
        }
        Command::Search {
            count,
            rounds,
            rebuild,
            slowest,
            only,
            alone,
        } => {
            let searching = Searching {
                count,
                threads,
                rounds,
                rebuild,
                slowest,
                only,
                alone,
            };
            searching::measure(&place()?, &searching)
        }
        Command::Lengths { most } => lengths::measure(&place()?, most),
        Command::Formats { count } => formats::measure(count, threads),
        Command::All { count } => all(count),
    }
}

/// Every benchmark, with the options that this process was given.
fn all(count: usize) -> Result<()> {
    println!("Measured on {}.\n", machine::description());
    let count = count.to_string();
    let benchmarks: [&[&str]; 4] = [
        &["index"],
        &["search", "--rebuild", "--count", &count],
        &["lengths"],
        &["formats"],
    ];
    let own = ["all", "--count", &count];
    let shared: Vec<String> = env::args()
        .skip(1)
        .filter(|argument| !own.contains(&argument.as_str()))
        .collect();
    for benchmark in benchmarks {
        let status = Process::new(env::current_exe()?)
            .args(benchmark)
            .args(&shared)
            .status()?;
        ensure!(status.success(), "{} failed", benchmark[0]);
    }
    Ok(())
}
