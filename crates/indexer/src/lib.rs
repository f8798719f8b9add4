//! Walk, read, extract, write: a folder of documents becomes an index.
//!
//! [`index`] is the straight line. Every file that the walk meets ends in the
//! [`Report`]; a bad one is a [`Problem`] there, never an error that stops the
//! run, and what was indexed from it before stays. Files that did not change
//! are not read again, files that are gone lose their notices. Files of one
//! folder are read together (`units`), for a notice may lie in several.
//!
//! What a format, a notice or an index looks like inside is the business of
//! other crates.

mod cases;
mod claims;
mod error;
mod given;
mod index_folder;
mod ledger;
mod manifest;
mod opening;
mod options;
mod parallel;
mod plan;
mod progress;
mod reading;
mod report;
mod spill;
mod stamp;
mod texts;
mod units;
mod walk;
mod watch;

use std::mem;

use irefuda_documents::{Workers, tools};
use irefuda_extraction::Extractor;

pub use error::IndexError;
pub use index_folder::IndexFolder;
pub use options::IndexOptions;
pub use progress::{Progress, Silent};
pub use reading::{Explained, FileReader};
pub use report::{FileReport, Outcome, Problem, Report, SharedNotice};
pub use watch::Watch;

use ledger::Ledger;
use manifest::Manifest;
use opening::Opened;
use parallel::for_each;
use plan::{Plan, Retry};
use reading::Reading;
use texts::TextCache;
use units::Unit;

/// Makes the index hold what the folder holds. Notices of other folders that
/// were indexed before stay, unless [`IndexOptions::rebuild`] starts anew.
pub fn index(options: &IndexOptions, progress: &dyn Progress) -> Result<Report, IndexError> {
    let folder = walk::folder(&options.folder)?;
    let mut opened = Opened::open(options, &folder)?;
    let walk = walk::walk(&folder, options.index.path());
    let retry = retry(&mut opened.manifest);
    let known = opened.manifest.units(&folder);
    let plan = Plan::make(&walk, known, retry, options, progress);
    let files = plan.to_read.iter().map(|unit| unit.files.len()).sum();
    progress.started(files, plan.to_read.iter().map(Unit::bytes).sum());

    let mut ledger = Ledger::new(opened.manifest, &folder, &plan, opened.writer, options)?;
    read(&plan, &mut ledger, options, progress)?;
    let (report, manifest) = ledger.finish(plan, walk.problems)?;
    if !report.stopped {
        text_cache(options).keep_only(&manifest.content_hashes());
    }
    Ok(Report {
        forgotten: opened.forgotten,
        ..report
    })
}

/// Notes the programs that help to read. If they are others than last time,
/// what could not be read is worth another try.
fn retry(manifest: &mut Manifest) -> Retry {
    let before = mem::replace(&mut manifest.tools, tools::present());
    match before == manifest.tools {
        true => Retry::Withheld,
        false => Retry::All,
    }
}

/// Reads and extracts on several threads, writes on this one.
fn read(
    plan: &Plan,
    ledger: &mut Ledger<'_>,
    options: &IndexOptions,
    progress: &dyn Progress,
) -> Result<(), IndexError> {
    let extractor = Extractor::new(&options.lexicon);
    let reader = FileReader::new(&extractor, workers(options)).with_cache(text_cache(options));
    let stopped = || progress.is_stopped();
    for_each(
        &plan.to_read,
        options.threads,
        &stopped,
        Reading::weight,
        |unit| reader.read(unit),
        |unit, reading| {
            for (name, outcome) in ledger.take(unit, reading)? {
                progress.file_done(&name, unit.size_of(&name), &outcome);
            }
            Ok(())
        },
    )
}

fn workers(options: &IndexOptions) -> Workers {
    Workers::new(options.limits.clone()).with_count(options.threads)
}

fn text_cache(options: &IndexOptions) -> TextCache {
    TextCache::new(options.index.texts(), &tools::present())
}
