//! The sources of this crate and of those below it, for the tests that read them.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Every file of the product with its text: without the tests, and without what only they use.
pub fn sources() -> Vec<(PathBuf, String)> {
    sources_of(Path::new(env!("CARGO_MANIFEST_DIR")))
}

/// The same of another crate, by its folder.
pub fn sources_of(crate_folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![crate_folder.join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let is_test = name == "testing.rs" || name == "tests.rs" || name.ends_with("_tests.rs");
            if path.is_dir() {
                let is_for_tests = name == "testing" || name.ends_with("_tests");
                folders.extend((!is_for_tests).then_some(path));
            } else if name.ends_with(".rs") && !is_test {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    found
}
