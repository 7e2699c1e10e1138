//! How much memory a rush takes, and how it is given back to the machine: threads, and the C library.

use std::io;

use tokio::runtime::{Builder, Runtime};

/// How many threads wait for the disk or compute a password at once; what comes after waits for one of them. Each takes
/// memory, and two cores and a disk serve no more at once: 335 of them took 312 MB.
const MAX_BLOCKING_THREADS: usize = 32;

/// What runs the program.
///
/// # Errors
/// Where the machine gives no threads.
pub fn runtime() -> io::Result<Runtime> {
    Builder::new_multi_thread().max_blocking_threads(MAX_BLOCKING_THREADS).enable_all().build()
}

/// From this size on a piece is asked of the system by itself, and given back when it is let go of.
#[cfg(target_env = "gnu")]
const OF_ITS_OWN: i32 = 1024 * 1024;

/// So much of what is free at the end of a heap stays there; the rest is given back. Some times what one page takes.
#[cfg(target_env = "gnu")]
const KEPT_FREE: i32 = 512 * 1024;

/// Asks for large pieces to be given back at once, for freed small ones to be joined at once, and for enough to be kept that
/// one page after another is made in the same memory.
///
/// By itself glibc learns from the first 19 MiB of a password that pieces of that size are ordinary, and keeps them for
/// every thread that ever computed one: after a rush in the morning that was more than the whole rest of the program. And
/// it keeps freed small pieces apart until a large one is freed, then joins all of them: a page is thousands of small
/// pieces and ends with a large one, so that every page paid for it (4 to 10 % of its time). What it keeps free by itself,
/// 128 kB, is less than the largest pages take: each gave its memory back and faulted it in again, some 40 pages of 4 kB.
/// Has no effect with another C library.
pub fn tune() {
    #[cfg(target_env = "gnu")]
    {
        #[expect(unsafe_code, reason = "the C library is told so in no other way")]
        // SAFETY: mallopt may be called at any time; it is told numbers, and touches no memory of ours.
        let done = unsafe {
            libc::mallopt(libc::M_MMAP_THRESHOLD, OF_ITS_OWN) == 1
                && libc::mallopt(libc::M_MXFAST, 0) == 1
                && libc::mallopt(libc::M_TRIM_THRESHOLD, KEPT_FREE) == 1
        };
        if !done {
            tracing::warn!("the C library keeps large pieces of memory");
        }
    }
}
