//! Everything about reading files, through the public functions alone.

mod archives;
mod broken;
mod built;
mod cases;
mod charsets;
mod corpus;
mod files;
mod formats;
mod hostile;
mod layout;
mod pool;
mod properties;
mod samples;

use std::path::Path;
use std::sync::LazyLock;

use irefuda_documents::{Document, Error, Limits, Member, Workers, read_bytes};

/// The program that reads for the tests; the one that ships reads for itself.
const WORKER: &str = env!("CARGO_BIN_EXE_irefuda-read-worker");

/// Shared by all tests, as the threads of a run share theirs.
static WORKERS: LazyLock<Workers> = LazyLock::new(|| workers(Limits::default()));

fn workers(limits: Limits) -> Workers {
    Workers::new(limits).with_program(WORKER)
}

/// Reads bytes under a name, within the usual limits.
fn read_as(name: &str, bytes: &[u8]) -> Result<Document, Error> {
    read_bytes(Path::new(name), bytes, &Limits::default())
}

/// The same in a worker.
fn read_members(name: &str, bytes: &[u8]) -> Vec<Member> {
    WORKERS.read_bytes(Path::new(name), bytes)
}

/// The same for what is no archive.
fn read_by_worker(name: &str, bytes: &[u8]) -> Result<Document, Error> {
    let mut members = read_members(name, bytes);
    assert_eq!(members.len(), 1, "{name}");
    members.remove(0).document
}

/// A sample document that ships.
fn sample(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/documents");
    std::fs::read(folder.join(name)).unwrap()
}
