//! Work on several threads whose results are taken on one.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, SyncSender};
use std::thread;

/// How many results may wait for each thread before it waits too.
const WAITING: usize = 2;

/// Does `work` to every item on several threads and hands each result, as it
/// comes, to `take` on this one. Ends early when `stopped` says so, or with the
/// first error of `take`.
pub(crate) fn for_each<T: Sync, R: Send, E>(
    items: &[T],
    threads: usize,
    stopped: &(dyn Fn() -> bool + Sync),
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(&T, R) -> Result<(), E>,
) -> Result<(), E> {
    let threads = threads.clamp(1, items.len().max(1));
    let (sender, results) = mpsc::sync_channel(threads * WAITING);
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..threads {
            let sender = sender.clone();
            scope.spawn(|| run(items, &next, stopped, &work, sender));
        }
        drop(sender);
        // Dropped on an error, which ends the threads at their next result.
        for (item, result) in results {
            take(item, result)?;
        }
        Ok(())
    })
}

fn run<'a, T, R>(
    items: &'a [T],
    next: &AtomicUsize,
    stopped: &dyn Fn() -> bool,
    work: impl Fn(&T) -> R,
    results: SyncSender<(&'a T, R)>,
) {
    while !stopped() {
        let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) else {
            return;
        };
        if results.send((item, work(item))).is_err() {
            return;
        }
    }
}
