//! Work on several threads whose results are taken on one.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Sender};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Results that wait to be taken may weigh so many bytes together; a heavier
/// one waits alone.
const MOST_WAITING: usize = 64 << 20;

/// What a result weighs beyond what is counted, so that light ones are bounded
/// in number too.
const LEAST_WEIGHT: usize = 16 << 10;

/// Does `work` to every item on several threads and hands each result, as it
/// comes, to `take` on this one. `weigh` says how many bytes a result keeps in
/// memory. Ends early when `stopped` says so, whatever is done and not yet taken,
/// or with the first error of `take`.
pub(crate) fn for_each<T: Sync, R: Send, E>(
    items: &[T],
    threads: usize,
    stopped: &(dyn Fn() -> bool + Sync),
    weigh: impl Fn(&R) -> usize + Sync,
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(&T, R) -> Result<(), E>,
) -> Result<(), E> {
    let threads = threads.clamp(1, items.len().max(1));
    let (sender, results) = mpsc::channel();
    let shared = Shared {
        items,
        next: AtomicUsize::new(0),
        scales: Scales::default(),
        stopped,
        weigh,
        work,
    };
    thread::scope(|scope| {
        for _ in 0..threads {
            let sender = sender.clone();
            scope.spawn(|| shared.run(sender));
        }
        drop(sender);
        let _opened = shared.scales.open_at_end();
        for (item, result, weight) in results {
            if stopped() {
                break;
            }
            take(item, result)?;
            shared.scales.lift(weight);
        }
        Ok(())
    })
}

/// What the threads share.
struct Shared<'a, T, W, F> {
    items: &'a [T],
    next: AtomicUsize,
    scales: Scales,
    stopped: &'a (dyn Fn() -> bool + Sync),
    weigh: W,
    work: F,
}

impl<'a, T, W, F> Shared<'a, T, W, F> {
    fn run<R>(&self, results: Sender<(&'a T, R, usize)>)
    where
        W: Fn(&R) -> usize,
        F: Fn(&T) -> R,
    {
        while !(self.stopped)() {
            let Some(item) = self.items.get(self.next.fetch_add(1, Ordering::Relaxed)) else {
                return;
            };
            let result = (self.work)(item);
            let weight = (self.weigh)(&result).clamp(LEAST_WEIGHT, MOST_WAITING);
            self.scales.put(weight);
            if results.send((item, result, weight)).is_err() {
                return;
            }
        }
    }
}

/// Lets no more weigh at a time than it bears.
#[derive(Default)]
struct Scales {
    load: Mutex<Load>,
    lifted: Condvar,
}

#[derive(Default)]
struct Load {
    weight: usize,
    is_open: bool,
}

impl Scales {
    fn put(&self, weight: usize) {
        let mut load = self.lock();
        while !load.is_open && load.weight + weight > MOST_WAITING {
            load = self
                .lifted
                .wait(load)
                .unwrap_or_else(PoisonError::into_inner);
        }
        load.weight += weight;
    }

    fn lift(&self, weight: usize) {
        self.lock().weight -= weight;
        self.lifted.notify_all();
    }

    /// Lets everything pass once the taker is gone: nobody would lift.
    fn open_at_end(&self) -> impl Drop {
        struct Opening<'a>(&'a Scales);
        impl Drop for Opening<'_> {
            fn drop(&mut self) {
                self.0.lock().is_open = true;
                self.0.lifted.notify_all();
            }
        }
        Opening(self)
    }

    fn lock(&self) -> MutexGuard<'_, Load> {
        self.load.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn never() -> bool {
        false
    }

    #[test]
    fn every_item_is_taken_and_no_more_waits_than_may() {
        let items: Vec<usize> = (0..500).collect();
        let (waiting, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let heavy = MOST_WAITING / 4;
        let work = |item: &usize| *item;
        let weigh = |_: &usize| {
            let now = waiting.fetch_add(1, Ordering::SeqCst) + 1;
            most.fetch_max(now, Ordering::SeqCst);
            heavy
        };
        let mut taken = Vec::new();
        let Ok(()) = for_each(&items, 8, &never, weigh, work, |_, item| {
            waiting.fetch_sub(1, Ordering::SeqCst);
            taken.push(item);
            Ok::<(), std::convert::Infallible>(())
        });
        taken.sort_unstable();
        assert_eq!(taken, items);
        // Four wait, eight stand before the scales with theirs.
        assert!(most.into_inner() <= 4 + 8 + 1);
    }

    #[test]
    fn an_error_ends_the_work_though_others_wait() {
        let items = [0; 100];
        let heavy = |_: &()| MOST_WAITING;
        let result = for_each(&items, 4, &never, heavy, |_| (), |_, ()| Err("full"));
        assert_eq!(result, Err("full"));
    }
}
