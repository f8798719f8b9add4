//! What it is measured on, and how much memory the program takes.

use std::fs;
use std::path::Path;
use std::thread;

/// Cores and model of the processor.
pub fn description() -> String {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let model = field("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown".to_owned());
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("?");
    format!("{cores} cores of {model}, load {load} at the start")
}

/// Memory of the program, in MB.
#[derive(Debug, Clone, Copy)]
pub struct Memory {
    /// Resident now, pages of mapped files among it.
    pub resident: f64,
    /// Resident now, without mapped files: what the program itself holds.
    pub own: f64,
    /// The most that was ever resident.
    pub highest: f64,
}

/// The memory that the program takes now.
pub fn memory() -> Memory {
    let megabytes = |name| megabytes("/proc/self/status", name);
    Memory {
        resident: megabytes("VmRSS"),
        own: megabytes("RssAnon"),
        highest: megabytes("VmHWM"),
    }
}

/// A line of a process's status that tells an amount of memory.
pub fn megabytes(status: &str, name: &str) -> f64 {
    let value = field(status, name).unwrap_or_default();
    let number = value.split(' ').next();
    let number = number.and_then(|number| number.parse::<f64>().ok());
    number.unwrap_or_default() * 1024.0 / 1e6
}

/// Bytes of the files below a folder, by what `part` makes of their extension.
pub fn sizes<'a>(folder: &Path, part: impl Fn(&str) -> &'a str) -> Vec<(&'a str, u64)> {
    let mut sizes: Vec<(&str, u64)> = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let extension = path.extension().unwrap_or_default().to_string_lossy();
        let part = part(&extension);
        let bytes = entry.metadata().map_or(0, |metadata| metadata.len());
        match sizes.iter_mut().find(|(known, _)| *known == part) {
            Some((_, sum)) => *sum += bytes,
            None => sizes.push((part, bytes)),
        }
    }
    sizes.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    sizes
}

fn field(file: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}
