//! What the file system says of a file without opening it.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// A file that was written this shortly before it was looked at may be written
/// again without its stamp telling: clocks of file systems tick slowly.
const TICK: Duration = Duration::from_secs(2);

/// What the file system says of a file. If none of it changed, neither did the
/// content: a program can set the time of modification back, but not the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stamp {
    /// Size in bytes.
    pub size: u64,
    inode: u64,
    /// Nanoseconds since 1970.
    modified: i64,
    /// The same, of the last change to the file or what is said of it.
    changed: i64,
}

impl Stamp {
    pub(crate) fn of(metadata: &Metadata) -> Self {
        let nanoseconds = |seconds: i64, rest: i64| seconds.saturating_mul(1_000_000_000) + rest;
        Self {
            size: metadata.size(),
            inode: metadata.ino(),
            modified: nanoseconds(metadata.mtime(), metadata.mtime_nsec()),
            changed: nanoseconds(metadata.ctime(), metadata.ctime_nsec()),
        }
    }

    /// Whether the file has been at rest for a while, so that another content
    /// would have another stamp.
    pub(crate) fn is_settled(&self, now: SystemTime) -> bool {
        let changed = u64::try_from(self.changed).unwrap_or_default();
        now.duration_since(UNIX_EPOCH + Duration::from_nanos(changed))
            .is_ok_and(|age| age > TICK)
    }
}
