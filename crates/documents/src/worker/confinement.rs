//! The limits that a worker puts on itself before it looks at anything.
//!
//! They hold for the programs that it starts, too. What the kernel refuses is
//! reported and does without: the parent's clock is still there.

use std::collections::BTreeMap;
use std::env::consts::ARCH;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use rustix::time::{ClockId, clock_gettime};
use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, TargetArch};

/// The address space of a worker.
pub(crate) const MEMORY_MEBIBYTES: u64 = 1536;

/// For one member.
pub(crate) const PROCESSOR_SECONDS: u64 = 15;

/// No network in either direction, by no detour, and no hand on other
/// processes.
const REFUSED: &[libc::c_long] = &[
    libc::SYS_socket,
    libc::SYS_socketpair,
    libc::SYS_connect,
    libc::SYS_bind,
    libc::SYS_listen,
    libc::SYS_io_uring_setup,
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
];

/// Sets all limits; what could not be set, a sentence each.
pub(super) fn confine() -> Vec<String> {
    let mut missing = Vec::new();
    for (resource, limit, what) in [
        (Resource::As, MEMORY_MEBIBYTES * 1024 * 1024, "memory"),
        (Resource::Fsize, 0, "files"),
        (Resource::Core, 0, "core dumps"),
    ] {
        if let Err(error) = lower(resource, limit) {
            missing.push(format!("{what} cannot be limited: {error}"));
        }
    }
    if let Err(error) = refuse_calls() {
        missing.push(format!("the network cannot be closed: {error}"));
    }
    missing
}

/// Gives this process so much more processor time, from now.
pub(super) fn limit_processor_time() {
    let used = clock_gettime(ClockId::ProcessCPUTime).tv_sec as u64;
    let limit = Rlimit {
        current: Some(used + PROCESSOR_SECONDS),
        maximum: getrlimit(Resource::Cpu).maximum,
    };
    // Fails only where somebody set a lower limit, which then holds.
    let _ = setrlimit(Resource::Cpu, limit);
}

/// Never raises what somebody set lower.
fn lower(resource: Resource, limit: u64) -> rustix::io::Result<()> {
    let before = getrlimit(resource).maximum.unwrap_or(u64::MAX);
    let limit = Some(limit.min(before));
    let limit = Rlimit {
        current: limit,
        maximum: limit,
    };
    setrlimit(resource, limit)
}

fn refuse_calls() -> Result<(), Box<dyn std::error::Error>> {
    let rules: BTreeMap<i64, _> = REFUSED.iter().map(|call| (*call, Vec::new())).collect();
    let refuse = SeccompAction::Errno(libc::EPERM as u32);
    let arch = TargetArch::try_from(ARCH)?;
    let filter = SeccompFilter::new(rules, SeccompAction::Allow, refuse, arch)?;
    let program = BpfProgram::try_from(filter)?;
    Ok(seccompiler::apply_filter_all_threads(&program)?)
}
