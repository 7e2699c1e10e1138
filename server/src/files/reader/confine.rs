//! Shuts this process in before it reads a byte of a stranger: limits of the system, and what it may ask the kernel for.

use std::time::Duration;

use rustix::process::{Resource, Rlimit, setrlimit};
use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, TargetArch};

/// How much memory a reader may ask for, in bytes, the program itself included. Looking into a file takes some 64 MB, the
/// largest page some 200 MB.
const MAX_MEMORY: u64 = 768 * 1024 * 1024;

/// How long a reader may compute, of a file of any size. Every budget of `documents` ends before that.
const COMPUTES: Duration = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 2 });

/// How many bytes of the file give its reader one second more: films are looked through from their beginning to their end.
const BYTES_A_SECOND: u64 = if cfg!(debug_assertions) { 10 } else { 100 } * 1024 * 1024;

/// How long the reader of a file of so many bytes may compute.
pub fn may_compute(size: u64) -> Duration {
    COMPUTES + Duration::from_secs(size / BYTES_A_SECOND)
}

/// What a reader asks the kernel for: memory, the descriptors that it has, and its end. It opens nothing, connects to nothing
/// and starts nothing.
const NEEDED: [i64; 31] = [
    libc::SYS_read,
    libc::SYS_readv,
    libc::SYS_pread64,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_lseek,
    libc::SYS_fstat,
    libc::SYS_close,
    libc::SYS_mmap,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_mprotect,
    libc::SYS_madvise,
    libc::SYS_brk,
    libc::SYS_futex,
    libc::SYS_getrandom,
    libc::SYS_clock_gettime,
    libc::SYS_sched_yield,
    libc::SYS_sched_getaffinity,
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_tgkill,
    libc::SYS_sigaltstack,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_set_robust_list,
    libc::SYS_rseq,
    libc::SYS_restart_syscall,
    libc::SYS_exit,
    libc::SYS_exit_group,
];

/// Shuts this process in for the reading of a file of so many bytes; gives what this machine does not have.
pub fn shut_in(size: u64) -> Vec<String> {
    let seconds = may_compute(size).as_secs();
    let limits = [
        ("memory", Resource::As, MAX_MEMORY, MAX_MEMORY),
        ("computing", Resource::Cpu, seconds, seconds + 1),
        ("files of its own", Resource::Fsize, 0, 0),
        ("processes", Resource::Nproc, 0, 0),
        ("core dumps", Resource::Core, 0, 0),
        // What is open stays open.
        ("handles", Resource::Nofile, 0, 0),
    ];
    let mut missing = Vec::new();
    for (what, resource, current, maximum) in limits {
        if let Err(error) = setrlimit(resource, Rlimit { current: Some(current), maximum: Some(maximum) }) {
            missing.push(format!("{what}: {error}"));
        }
    }
    if let Err(error) = ask_for_little() {
        missing.push(format!("seccomp: {error}"));
    }
    missing
}

/// From here on the kernel says no to everything else.
fn ask_for_little() -> Result<(), String> {
    let architecture = TargetArch::try_from(std::env::consts::ARCH).map_err(|error| error.to_string())?;
    let filter = SeccompFilter::new(
        NEEDED.into_iter().map(|call| (call, Vec::new())).collect(),
        SeccompAction::Errno(libc::EPERM.unsigned_abs()),
        SeccompAction::Allow,
        architecture,
    );
    let program: BpfProgram = filter.and_then(TryInto::try_into).map_err(|error| error.to_string())?;
    seccompiler::apply_filter(&program).map_err(|error| error.to_string())
}
