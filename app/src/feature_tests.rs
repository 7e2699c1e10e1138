//! A feature imports no other feature's screens, and what several features share knows none of them.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Modules that know every feature: the list of all pages.
const KNOW_ALL: [&str; 1] = ["pages"];

#[test]
fn no_feature_imports_the_screens_of_another_one() {
    let mut files = Vec::new();
    rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let sources: Vec<(String, PathBuf, String)> =
        files.into_iter().map(|path| (module(&path), path.clone(), fs::read_to_string(&path).unwrap())).collect();
    let features: BTreeSet<&str> =
        sources.iter().filter(|(.., text)| declares_a_page(text)).map(|(module, ..)| module.as_str()).collect();
    assert!(["dashboard", "hand_in", "setup", "staff"].iter().all(|known| features.contains(known)), "{features:?}");
    assert!(!features.contains("ui") && !features.contains("layout"), "{features:?}");

    let mut found = Vec::new();
    for (module, path, text) in &sources {
        if KNOW_ALL.contains(&module.as_str()) || path.to_string_lossy().ends_with("tests.rs") {
            continue;
        }
        for other in imported(text).into_iter().filter(|other| other != module && features.contains(other.as_str())) {
            found.push(format!("{}: {other}", path.display()));
        }
    }
    assert_eq!(found, Vec::<String>::new(), "what two features share has a module of its own");
}

#[test]
fn imports_are_read_from_lists_and_from_paths() {
    let text = "use crate::{paths, ui::{Icon, Hidden}, staff::Line};\nuse crate::api; let at = crate::record::row();";
    assert_eq!(imported(text), ["paths", "ui", "staff", "api", "record"].map(str::to_owned));
}

/// A feature is a module that draws a page: a component whose name ends so.
fn declares_a_page(text: &str) -> bool {
    text.split("pub fn ").skip(1).filter_map(|rest| rest.split('(').next()).any(|name| name.len() > 4 && name.ends_with("Page"))
}

/// The module at the root of the crate in which a file lies.
fn module(path: &Path) -> String {
    let inside = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    inside.iter().next().unwrap().to_string_lossy().trim_end_matches(".rs").to_owned()
}

/// The modules at the root of the crate that a file names behind `crate::`.
fn imported(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for rest in text.split("crate::").skip(1) {
        let Some(list) = rest.strip_prefix('{') else {
            found.push(first_word(rest));
            continue;
        };
        let list = list.split("};").next().unwrap();
        let mut depth = 0;
        let items = list.split(|letter| {
            depth += i32::from(letter == '{') - i32::from(letter == '}');
            depth == 0 && letter == ','
        });
        found.extend(items.map(first_word));
    }
    found.retain(|name| !name.is_empty());
    found
}

fn first_word(text: &str) -> String {
    text.trim_start().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
}

/// Every Rust file of a folder and of those in it.
pub(crate) fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}
