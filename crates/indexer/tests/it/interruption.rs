//! A run that is stopped or dies leaves an index that works.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use irefuda_indexer::{IndexError, Outcome, Progress, Silent, index};
use irefuda_search::{IndexWriter, SearchError, WriterOptions};

use crate::world::{DICTIONARY, World, names, notice};

/// Stops the run after so many files.
struct StopAfter {
    left: AtomicUsize,
}

impl StopAfter {
    fn files(files: usize) -> Self {
        Self {
            left: AtomicUsize::new(files),
        }
    }
}

impl Progress for StopAfter {
    fn file_done(&self, _name: &str, _bytes: u64, _outcome: &Outcome) {
        let _ = self
            .left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                left.checked_sub(1)
            });
    }

    fn is_stopped(&self) -> bool {
        self.left.load(Ordering::Relaxed) == 0
    }
}

fn twenty() -> World {
    let world = World::new();
    for number in 0..20 {
        world.write(
            &format!("{number:02}/a.txt"),
            notice(&format!("業務その{number}")),
        );
    }
    world
}

#[test]
fn a_stopped_run_keeps_what_it_has_and_the_next_one_goes_on() {
    let world = twenty();
    let stopped = world.run_with(|options| options.threads = 2, &StopAfter::files(3));
    assert!(stopped.stopped);
    let done = names(&stopped, "indexed").len();
    assert!((3..20).contains(&done), "{done} files were read");
    assert_eq!(names(&stopped, "not reached").len(), 20 - done);
    assert_eq!(world.count(), done as u64);

    let report = world.run();
    assert_eq!(names(&report, "unchanged").len(), done);
    assert_eq!((report.stopped, world.count()), (false, 20));
}

#[test]
fn a_stopped_rebuild_leaves_the_old_index() {
    let world = twenty();
    world.run();
    let report = world.run_with(|options| options.rebuild = true, &StopAfter::files(3));
    assert!(report.stopped);
    assert_eq!(names(&report, "not reached").len(), 20);
    assert_eq!(world.count(), 20);
    assert_eq!(names(&world.run(), "unchanged").len(), 20);
}

#[test]
fn a_long_run_commits_now_and_then() {
    let world = twenty();
    let report = world.run_with(|options| options.commit_every = Duration::ZERO, &Silent);
    assert_eq!(names(&report, "indexed").len(), 20);
    assert_eq!(world.count(), 20);
}

#[test]
fn two_runs_at_a_time_are_one_too_many() {
    let world = twenty();
    world.run();
    let index_folder = world.index_folder();
    let writer = IndexWriter::open(
        index_folder.path(),
        DICTIONARY.clone(),
        WriterOptions::default(),
    );
    let error = index(&world.options(), &Silent).unwrap_err();
    assert!(
        matches!(error, IndexError::Search(SearchError::Busy(_))),
        "{error}"
    );
    drop(writer);
    assert_eq!(names(&world.run(), "unchanged").len(), 20);
}
