//! Following a folder.
//!
//! By looking, not by being told: what the system tells of changes does not
//! reach across network shares, and looking at a hundred thousand files takes
//! about a second.

use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime};

use crate::walk::{self, Walk};
use crate::{IndexError, IndexOptions};

/// Looks at least take this little of the time.
const SHARE: u32 = 10;

/// After this long a change is taken though something is still being written: a
/// file that grows for ever must not hold up the others.
const PATIENCE: Duration = Duration::from_secs(30);

/// A folder that is followed.
#[derive(Debug)]
pub struct Watch {
    folder: PathBuf,
    index: PathBuf,
    every: Duration,
    seen: Option<Walk>,
}

impl Watch {
    /// Follows the folder of these options, with so much time between looks.
    pub fn new(options: &IndexOptions, every: Duration) -> Self {
        Self {
            folder: options.folder.clone(),
            index: options.index.path().to_owned(),
            every,
            seen: None,
        }
    }

    /// Waits until something changed since the last call and is no longer being
    /// written; at the first call not at all. False if `stopped` says so first.
    pub fn wait(&mut self, stopped: &dyn Fn() -> bool) -> Result<bool, IndexError> {
        let mut pause = Duration::ZERO;
        let mut changed_since = None;
        while sleep(pause, stopped) {
            let begun = Instant::now();
            let folder = walk::folder(&self.folder)?;
            let now = walk::walk(&folder, &self.index);
            pause = self.every.max(begun.elapsed() * SHARE);
            if self.seen.as_ref() == Some(&now) {
                continue;
            }
            let waited = changed_since.get_or_insert(begun).elapsed();
            if self.seen.is_none() || is_settled(&now) || waited > PATIENCE {
                self.seen = Some(now);
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Whether nothing is being written.
fn is_settled(walk: &Walk) -> bool {
    let now = SystemTime::now();
    let mut stamps = walk.files.iter().filter_map(|file| file.stamp);
    stamps.all(|stamp| stamp.is_settled(now))
}

/// Sleeps in short naps; false if it was stopped.
fn sleep(time: Duration, stopped: &dyn Fn() -> bool) -> bool {
    const NAP: Duration = Duration::from_millis(100);
    let begun = Instant::now();
    while begun.elapsed() < time {
        if stopped() {
            return false;
        }
        std::thread::sleep(NAP.min(time - begun.elapsed().min(time)));
    }
    !stopped()
}
