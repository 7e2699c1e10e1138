#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{
    fs::{self, File},
    time::{Duration, SystemTime},
};

use super::make_room;

#[test]
fn what_was_read_longest_ago_makes_room() {
    let folder = tempfile::tempdir().unwrap();
    for (name, hours) in [("old", 3), ("older", 4), ("new", 0)] {
        fs::write(folder.path().join(name), [0; 40]).unwrap();
        let file = File::options().write(true).open(folder.path().join(name)).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(hours * 3600)).unwrap();
    }
    make_room(folder.path(), 120, 80).unwrap();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "there is room still");
    make_room(folder.path(), 100, 80).unwrap();
    let mut left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["new", "old"]);
}
