//! Work on several threads, its results in order.

use std::sync::mpsc::sync_channel;
use std::thread;

/// Does `work` to every number below `count` on several threads and hands the
/// results, in order, to `take` on this one.
pub fn in_order<R: Send, E>(
    count: usize,
    threads: usize,
    work: impl Fn(usize) -> R + Sync,
    mut take: impl FnMut(usize, R) -> Result<(), E>,
) -> Result<(), E> {
    let threads = threads.clamp(1, count.max(1));
    thread::scope(|scope| {
        let work = &work;
        let receivers: Vec<_> = (0..threads)
            .map(|first| {
                let (sender, receiver) = sync_channel(64);
                scope.spawn(move || {
                    let mut numbers = (first..count).step_by(threads);
                    // Ends when nobody takes any more.
                    numbers.all(|number| sender.send(work(number)).is_ok());
                });
                receiver
            })
            .collect();
        for number in 0..count {
            let result = receivers[number % threads].recv();
            take(
                number,
                result.expect("a thread sends one result for each number"),
            )?;
        }
        Ok(())
    })
}
