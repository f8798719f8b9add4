//! How long something took, by the clock and by the processor.

use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

/// What something took.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Took {
    /// By the clock on the wall, in seconds.
    pub wall: f64,
    /// Of the processor's time, in seconds: less noisy on a shared machine.
    pub cpu: f64,
}

/// Times work of this thread alone.
pub fn of_thread<T>(work: impl FnOnce() -> T) -> (T, Took) {
    timed(ClockId::ThreadCPUTime, work)
}

/// Times work of all threads of the program.
pub fn of_process<T>(work: impl FnOnce() -> T) -> (T, Took) {
    timed(ClockId::ProcessCPUTime, work)
}

fn timed<T>(clock: ClockId, work: impl FnOnce() -> T) -> (T, Took) {
    let (start, cpu) = (Instant::now(), cpu_time(clock));
    let result = work();
    let took = Took {
        wall: start.elapsed().as_secs_f64(),
        cpu: (cpu_time(clock) - cpu).as_secs_f64(),
    };
    (result, took)
}

fn cpu_time(clock: ClockId) -> Duration {
    let time = clock_gettime(clock);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}
