//! Who hands out memory, how much of it a rush takes, and how it is given back to the machine.

use std::{ffi::CStr, fs, io, ptr, time::Duration};

use tikv_jemallocator::Jemalloc;
use tokio::{
    runtime::{Builder, Runtime},
    task::spawn_blocking,
    time::sleep,
};

/// A page is made of thousands of small pieces, and ends with all of them let go: with the allocator of the C library that took
/// a third of its time (decision 0008).
#[global_allocator]
static ALLOCATOR: Jemalloc = Jemalloc;

/// What the allocator is told before anything runs: few arenas, for a machine of two cores; what is let go of is given back
/// half a second later, when its arena is used again. A piece of more than 8 MiB, as a password takes, is given back at once.
#[expect(unsafe_code, reason = "the allocator looks for a symbol of this name")]
// SAFETY: nothing else has this name; the allocator reads it as a pointer to characters that end with a zero.
#[unsafe(export_name = "_rjem_malloc_conf")]
static SETTINGS: &[u8; 46] = b"narenas:4,dirty_decay_ms:500,muzzy_decay_ms:0\0";

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

/// How often the program looks whether a rush has left something behind.
const LOOKED_AFTER_EVERY: Duration = Duration::from_secs(4);
/// What the program has asked for and holds right after its start is about as much, in bytes; below it a look is not worth while.
const ORDINARY: u64 = 16 * 1024 * 1024;

/// Gives back what a rush has left free, for as long as the program runs.
///
/// By itself the allocator gives back what a thread has let go when that thread works again, and after a rush most do not.
pub async fn give_back() {
    loop {
        sleep(LOOKED_AFTER_EVERY).await;
        if held().is_some_and(|bytes| bytes > ORDINARY) {
            // A thread of its own: it walks through all heaps.
            _ = spawn_blocking(trim).await;
        }
    }
}

/// What this process holds in memory that it asked for, in bytes; nothing where the system does not tell it. The pages of the
/// program's own file, which are more, are not counted: they are the machine's, which takes them back when it wants them, and no
/// allocator can give them back.
fn held() -> Option<u64> {
    held_of(&fs::read_to_string("/proc/self/status").ok()?)
}

fn held_of(status: &str) -> Option<u64> {
    let kilobytes = status.lines().find_map(|line| line.strip_prefix("RssAnon:")?.trim().strip_suffix(" kB"))?;
    Some(kilobytes.parse::<u64>().ok()? * 1024)
}

/// The name of what is let go of in all arenas being given back: 4096 stands for all of them.
const PURGE_ALL: &CStr = c"arena.4096.purge";

fn trim() {
    #[expect(unsafe_code, reason = "the allocators are told so in no other way")]
    // SAFETY: both may be called at any time, from any thread; they move nothing that is in use.
    unsafe {
        let refused = tikv_jemalloc_sys::mallctl(PURGE_ALL.as_ptr(), ptr::null_mut(), ptr::null_mut(), ptr::null_mut(), 0);
        if refused != 0 {
            tracing::warn!(refused, "the allocator gives no memory back");
        }
        // What SQLite has asked for.
        #[cfg(target_env = "gnu")]
        libc::malloc_trim(0);
    }
}

#[cfg(test)]
#[path = "memory_tests.rs"]
mod tests;
