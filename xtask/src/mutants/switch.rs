//! Stands in the copy of `domain` as `mutant`: says which change holds, and writes down which tests come by which change.

use std::{
    cell::RefCell,
    collections::HashSet,
    io::Write,
    sync::{LazyLock, Mutex},
};

static CHOSEN: LazyLock<u32> = LazyLock::new(|| {
    let number = std::env::var("HOSO_MUTANT").ok().and_then(|number| number.parse().ok()).unwrap_or(0);
    if number != 0 {
        // The first test that fails has noticed the change: no other one has to be asked.
        std::panic::set_hook(Box::new(|_| std::process::exit(101)));
    }
    number
});
static SEEN: LazyLock<Option<Mutex<std::fs::File>>> =
    LazyLock::new(|| std::fs::File::create(std::env::var_os("HOSO_MUTANTS_SEEN")?).ok().map(Mutex::new));

thread_local! {
    static OF_THIS_TEST: RefCell<HashSet<u32>> = RefCell::new(HashSet::new());
}

pub fn on(number: u32) -> bool {
    if let Some(file) = &*SEEN
        && OF_THIS_TEST.with_borrow_mut(|seen| seen.insert(number))
    {
        let line = format!("{number} {}\n", std::thread::current().name().unwrap_or("main"));
        file.lock().unwrap().write_all(line.as_bytes()).unwrap();
    }
    number == *CHOSEN
}

/// A proof that nobody gave: it holds nothing.
#[allow(unsafe_code)]
pub fn proof<T>() -> T {
    assert_eq!(size_of::<T>(), 0);
    // A value without bytes has none that could be wrong.
    unsafe { std::mem::MaybeUninit::zeroed().assume_init() }
}

/// Comes by whatever the school is made with: it is made once, and only the first of the other tests is seen there.
#[test]
fn school() {
    crate::testing::nam_thanh();
}
