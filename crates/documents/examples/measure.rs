//! How long files take to be read, one after another, and what they say.
//!
//!     cargo run --release -p irefuda-documents --example measure -- [--text] FILE...
//!
//! It is its own worker, as the program that ships is.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use irefuda_documents::{Limits, Workers, worker};

/// Each file is read so often, and the middle time counts.
const ROUNDS: usize = 9;

fn main() -> ExitCode {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments
        .first()
        .is_some_and(|first| first == worker::ARGUMENT)
    {
        return worker::run();
    }
    let shows_text = arguments.first().is_some_and(|first| first == "--text");
    if shows_text {
        arguments.remove(0);
    }
    let workers = Workers::new(Limits::default()).with_count(1);
    let start = Instant::now();
    let missing = workers.missing_protections();
    println!(
        "a worker starts in {:.1} ms; missing: {missing:?}",
        ms(start.elapsed())
    );
    for path in arguments.iter().map(PathBuf::from) {
        measure(&workers, &path);
        if shows_text {
            show(&workers, &path);
        }
    }
    ExitCode::SUCCESS
}

fn measure(workers: &Workers, path: &Path) {
    let bytes = std::fs::read(path).unwrap_or_default();
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            workers.read_bytes(path, &bytes);
            start.elapsed()
        })
        .collect();
    times.sort();
    let middle = ms(times[ROUNDS / 2]);
    let rate = bytes.len() as f64 / 1000.0 / middle;
    println!(
        "{middle:8.2} ms {rate:8.2} MB/s {:9} bytes  {}",
        bytes.len(),
        path.display()
    );
}

fn show(workers: &Workers, path: &Path) {
    for member in workers.read(path) {
        println!("--- {}", member.name.unwrap_or_default());
        match member.document {
            Ok(document) => println!(
                "{} pages {:?} ocr {} {:?}\n{}",
                document.format, document.pages, document.ocr, document.warnings, document.text
            ),
            Err(error) => println!("{}: {error}", error.reason()),
        }
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
