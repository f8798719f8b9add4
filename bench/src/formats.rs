//! How fast files of each format are read, beside pdftotext on the same PDFs,
//! and what a mixed lot of them costs.
//!
//! The files are the samples of `corpus/documents`, read over and over.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use irefuda_documents::{Limits, Workers};

use crate::machine::memory;
use crate::parallel::in_order;
use crate::table::{self, number};

const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../corpus/documents");

/// Each format is read at least this long.
const LEAST: Duration = Duration::from_secs(3);

/// Reads every format, and then so many mixed files on so many threads.
pub fn measure(count: usize, threads: usize) -> Result<()> {
    let formats = samples()?;
    by_format(&formats)?;
    mixed(&formats, count, threads)
}

/// The samples by extension.
fn samples() -> Result<BTreeMap<String, Vec<PathBuf>>> {
    let mut samples: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for folder in fs::read_dir(SAMPLES)? {
        for file in fs::read_dir(folder?.path())? {
            let path = file?.path();
            let extension = path.extension().unwrap_or_default().to_string_lossy();
            samples
                .entry(extension.into_owned())
                .or_default()
                .push(path);
        }
    }
    samples.values_mut().for_each(|paths| paths.sort());
    Ok(samples)
}

fn by_format(formats: &BTreeMap<String, Vec<PathBuf>>) -> Result<()> {
    let workers = Workers::new(Limits::default()).with_count(1);
    let begun = Instant::now();
    workers.missing_protections()?;
    println!("### Reading by format, one file at a time\n");
    println!(
        "Starting a worker: {:.1} ms.\n",
        milliseconds(begun.elapsed())
    );
    let mut rows = Vec::new();
    for (format, paths) in formats {
        let read = |path: &Path| {
            let members = workers.read(path);
            let is_read = members.iter().all(|member| member.document.is_ok());
            ensure!(is_read, "{} cannot be read", path.display());
            Ok(())
        };
        rows.push(row(format, paths, read)?);
    }
    if let Some(paths) = formats.get("pdf") {
        rows.push(row("pdf, by pdftotext", paths, pdftotext)?);
    }
    table::print(&["format", "files", "ms a file", "files/s", "MB/s"], &rows);
    Ok(())
}

fn row(name: &str, paths: &[PathBuf], read: impl Fn(&Path) -> Result<()>) -> Result<Vec<String>> {
    let begun = Instant::now();
    let (mut files, mut bytes) = (0_u32, 0_u64);
    while begun.elapsed() < LEAST {
        for path in paths {
            read(path)?;
            files += 1;
            bytes += fs::metadata(path)?.len();
        }
    }
    let seconds = begun.elapsed().as_secs_f64();
    Ok(vec![
        name.to_owned(),
        paths.len().to_string(),
        number(seconds * 1000.0 / f64::from(files)),
        number(f64::from(files) / seconds),
        number(bytes as f64 / 1e6 / seconds),
    ])
}

fn pdftotext(path: &Path) -> Result<()> {
    let mut command = Command::new("pdftotext");
    let output = command
        .args(["-enc", "UTF-8", "-raw"])
        .arg(path)
        .arg("-")
        .output();
    let output = output.context("pdftotext is of Debian's package poppler-utils")?;
    ensure!(
        output.status.success(),
        "pdftotext fails at {}",
        path.display()
    );
    Ok(())
}

/// All formats by turns; the texts are dropped.
fn mixed(formats: &BTreeMap<String, Vec<PathBuf>>, count: usize, threads: usize) -> Result<()> {
    let paths: Vec<&PathBuf> = formats.values().flatten().collect();
    let workers = Workers::new(Limits::default()).with_count(threads);
    let begun = Instant::now();
    let mut bytes = 0;
    in_order(
        count,
        threads,
        |number| workers.read(paths[number % paths.len()]),
        |number, members| {
            bytes += fs::metadata(paths[number % paths.len()])?.len();
            let is_read = members.iter().all(|member| member.document.is_ok());
            ensure!(
                is_read,
                "{} cannot be read",
                paths[number % paths.len()].display()
            );
            Ok(())
        },
    )?;
    let seconds = begun.elapsed().as_secs_f64();
    println!(
        "{count} mixed files on {threads} threads: {} files/s, {} MB/s; memory at its highest \
         {} MB, without the workers.\n",
        number(count as f64 / seconds),
        number(bytes as f64 / 1e6 / seconds),
        number(memory().highest),
    );
    Ok(())
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
