//! Walk, read, extract, write: a folder of documents becomes an index.
//!
//! [`index`] is the straight line. Every file that the walk meets ends in the
//! [`Report`]; a bad one is a [`Problem`] there, never an error that stops the
//! run, and what was indexed from it before stays. Files that did not change
//! are not read again, files that are gone lose their notices.
//!
//! What a format, a notice or an index looks like inside is the business of
//! other crates.

mod error;
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
mod walk;

use irefuda_extraction::Extractor;

pub use error::IndexError;
pub use index_folder::IndexFolder;
pub use options::IndexOptions;
pub use progress::{Progress, Silent};
pub use reading::FileReader;
pub use report::{FileReport, Outcome, Problem, Report, SharedNotice};

use ledger::Ledger;
use opening::Opened;
use parallel::for_each;
use plan::Plan;
use walk::Found;

/// Makes the index hold what the folder holds. Notices of other folders that
/// were indexed before stay, unless [`IndexOptions::rebuild`] starts anew.
pub fn index(options: &IndexOptions, progress: &dyn Progress) -> Result<Report, IndexError> {
    let folder = walk::folder(&options.folder)?;
    let opened = Opened::open(options, &folder)?;
    let walk = walk::walk(&folder, options.index.path());
    let plan = Plan::make(&walk, &opened.manifest.files(&folder), options, progress);
    progress.started(plan.to_read.len());

    let mut ledger = Ledger::new(opened.manifest, &folder, &plan, opened.writer, options);
    read(&plan, &mut ledger, options, progress)?;
    let report = ledger.finish(plan, walk.problems)?;
    Ok(Report {
        forgotten: opened.forgotten,
        ..report
    })
}

/// Reads and extracts on several threads, writes on this one.
fn read(
    plan: &Plan,
    ledger: &mut Ledger<'_>,
    options: &IndexOptions,
    progress: &dyn Progress,
) -> Result<(), IndexError> {
    let extractor = Extractor::new(&options.lexicon);
    let reader = FileReader::new(&extractor, options.limits.clone());
    let work = |file: &Found| reader.read(&file.path, &file.name);
    let stopped = || progress.is_stopped();
    for_each(
        &plan.to_read,
        options.threads,
        &stopped,
        work,
        |file, reading| {
            let outcome = ledger.take(&file.name, reading)?;
            progress.file_done(&file.name, outcome);
            Ok(())
        },
    )
}
