//! What many tests begin with is made once. nextest gives every test a process of its own, so that what only a process
//! remembers would be made anew two thousand times: it lies beside the program of tests instead.

use std::{
    collections::hash_map::DefaultHasher,
    env, fs,
    fs::File,
    hash::{Hash, Hasher},
    path::{Path, PathBuf},
    time::{Duration, UNIX_EPOCH},
};

use tokio::time::sleep;

/// The folder `name` as `make` filled it, for every test of this program; it is copied from, and not changed.
pub async fn kept(name: &str, make: impl AsyncFnOnce(&Path)) -> PathBuf {
    let (place, name) = (place(), name.replace(':', "-"));
    let folder = place.join(&name);
    fs::create_dir_all(&place).expect("a folder beside the program");
    let lock = File::create(place.join(format!("{name}.lock"))).expect("a file beside the program");
    // Never waited for with the thread: whoever makes it may be another task of the same one.
    while lock.try_lock().is_err() {
        sleep(Duration::from_millis(20)).await;
    }
    if !folder.exists() {
        let half = place.join(format!("{name}.half"));
        // Of a test that was ended while it made it.
        let _ = fs::remove_dir_all(&half);
        fs::create_dir(&half).expect("a folder beside the program");
        make(&half).await;
        // It has its name when it is whole.
        fs::rename(&half, &folder).expect("the name is free");
    }
    folder
}

/// Of this build alone: what an older one made goes, for it may have made it otherwise.
fn place() -> PathBuf {
    let (program, built) = this_program();
    let all = program.with_extension("kept");
    for older in fs::read_dir(&all).into_iter().flatten().flatten().filter(|entry| *entry.file_name() != *built) {
        let _ = fs::remove_dir_all(older.path());
    }
    all.join(built)
}

/// The program of tests that runs, and when it was built, in nanoseconds.
fn this_program() -> (PathBuf, String) {
    let program = env::current_exe().expect("a program knows where it lies");
    let built = fs::metadata(&program).and_then(|file| file.modified()).expect("a file has a time");
    let since = built.duration_since(UNIX_EPOCH).expect("a time after 1970");
    (program, since.as_nanos().to_string())
}

/// Names for what is kept on a server of databases: what begins all of this program's, and this build's own.
pub(super) fn names() -> (String, String) {
    let (program, built) = this_program();
    let mut hasher = DefaultHasher::new();
    program.hash(&mut hasher);
    let start = format!("hoso_template_{:016x}_", hasher.finish());
    let own = format!("{start}{built}");
    (start, own)
}
