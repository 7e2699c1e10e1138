//! How much memory a rush takes, and how it is given back to the machine: threads, and the C library.

use std::{fs, io, time::Duration};

use tokio::{
    runtime::{Builder, Runtime},
    task::spawn_blocking,
    time::sleep,
};

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

/// So often the program looks whether a rush has left something behind.
const LOOKED_AFTER_EVERY: Duration = Duration::from_secs(20);
/// What the program holds in memory on an ordinary day is less, in bytes; then there is nothing to give back.
const ORDINARY: u64 = 64 * 1024 * 1024;

/// Gives back what a rush has left free, for as long as the program runs.
///
/// By itself the C library gives back what is free at the end of a heap, and one piece in use there keeps all that lies
/// before it: after a rush of 2,000 people 219 MiB stayed, and 34 when it was asked to give back what was free.
pub async fn give_back() {
    loop {
        sleep(LOOKED_AFTER_EVERY).await;
        if resident().is_some_and(|bytes| bytes > ORDINARY) {
            // A thread of its own: it walks through all heaps.
            _ = spawn_blocking(trim).await;
        }
    }
}

/// What this process holds in memory, in bytes; nothing where the system does not tell it.
fn resident() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB"))?;
    Some(kilobytes.parse::<u64>().ok()? * 1024)
}

fn trim() {
    #[cfg(target_env = "gnu")]
    {
        #[expect(unsafe_code, reason = "the C library is told so in no other way")]
        // SAFETY: malloc_trim may be called at any time, from any thread; it moves nothing that is in use.
        unsafe {
            libc::malloc_trim(0);
        }
    }
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

#[cfg(all(test, target_env = "gnu"))]
#[path = "memory_tests.rs"]
mod tests;
