//! The sources of this crate, for the tests that read them.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Every file of the product with its text: without the tests, and without what only they use.
pub fn sources() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let is_test = name == "testing.rs" || name == "tests.rs" || name.ends_with("_tests.rs");
            if path.is_dir() && name != "testing" {
                folders.push(path);
            } else if name.ends_with(".rs") && !is_test {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    found
}
