#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;

/// As a rush leaves it: small pieces everywhere, and every hundredth of them still in use.
#[test]
fn what_a_rush_leaves_free_is_given_back() {
    const PIECE: usize = 4000;
    let before = held().unwrap();
    let mut pieces: Vec<Option<Vec<u8>>> = (0..50_000).map(|_| Some(vec![1; PIECE])).collect();
    pieces.iter_mut().enumerate().filter(|(at, _)| at % 100 != 99).for_each(|(_, piece)| *piece = None);
    let left = held().unwrap();
    assert!(left > before + 150_000_000, "the C library gives it back by itself now: {before}, {left}");
    trim();
    let after = held().unwrap();
    println!("{before} before, {left} left behind, {after} after it was given back");
    assert!(after < before + 50_000_000, "{after}");
    drop(pieces);
}

#[test]
fn what_the_program_asked_for_is_counted_and_not_the_pages_of_its_own_file() {
    let status = "VmHWM:\t   70000 kB\nVmRSS:\t   66784 kB\nRssAnon:\t   18528 kB\nRssFile:\t   48224 kB\nRssShmem:\t      32 kB\n";
    assert_eq!(held_of(status), Some(18528 * 1024));
    assert_eq!(held_of("VmRSS:\t   66784 kB\n"), None, "a system that does not tell it");
    assert!(held().unwrap() > 100_000, "this one tells it");
}

#[test]
fn the_threads_that_wait_for_the_disk_are_counted() {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static AT_ONCE: AtomicUsize = AtomicUsize::new(0);
    static MOST: AtomicUsize = AtomicUsize::new(0);
    runtime().unwrap().block_on(async {
        let waits = || {
            MOST.fetch_max(AT_ONCE.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            std::thread::sleep(Duration::from_millis(5));
            AT_ONCE.fetch_sub(1, Ordering::SeqCst);
        };
        let all: Vec<_> = (0..500).map(|_| spawn_blocking(waits)).collect();
        for one in all {
            one.await.unwrap();
        }
    });
    assert!((2..=MAX_BLOCKING_THREADS).contains(&MOST.load(Ordering::SeqCst)), "{MOST:?}");
}
