//! The table of the security standard (`docs/asvs.md`) has a row for each of its requirements, counts them rightly, and names tests
//! that exist.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// The requirements of levels 1 and 2 in each section of ASVS 5.0.0, by their last number; those between are of level 3.
const SECTIONS: [(&str, &[u32]); 75] = [
    ("1.1", &[1, 2]),
    ("1.2", &[1, 2, 3, 4, 5, 6, 7, 8, 9]),
    ("1.3", &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
    ("1.4", &[1, 2, 3]),
    ("1.5", &[1, 2]),
    ("2.1", &[1, 2, 3]),
    ("2.2", &[1, 2, 3]),
    ("2.3", &[1, 2, 3, 4]),
    ("2.4", &[1]),
    ("3.2", &[1, 2]),
    ("3.3", &[1, 2, 3, 4]),
    ("3.4", &[1, 2, 3, 4, 5, 6]),
    ("3.5", &[1, 2, 3, 4, 5]),
    ("3.7", &[1, 2]),
    ("4.1", &[1, 2, 3]),
    ("4.2", &[1]),
    ("4.3", &[1, 2]),
    ("4.4", &[1, 2, 3, 4]),
    ("5.1", &[1]),
    ("5.2", &[1, 2, 3]),
    ("5.3", &[1, 2]),
    ("5.4", &[1, 2, 3]),
    ("6.1", &[1, 2, 3]),
    ("6.2", &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
    ("6.3", &[1, 2, 3, 4]),
    ("6.4", &[1, 2, 3, 4]),
    ("6.5", &[1, 2, 3, 4, 5]),
    ("6.6", &[1, 2, 3]),
    ("6.8", &[1, 2, 3, 4]),
    ("7.1", &[1, 2, 3]),
    ("7.2", &[1, 2, 3, 4]),
    ("7.3", &[1, 2]),
    ("7.4", &[1, 2, 3, 4, 5]),
    ("7.5", &[1, 2]),
    ("7.6", &[1, 2]),
    ("8.1", &[1, 2]),
    ("8.2", &[1, 2, 3]),
    ("8.3", &[1]),
    ("8.4", &[1]),
    ("9.1", &[1, 2, 3]),
    ("9.2", &[1, 2, 3, 4]),
    ("10.1", &[1, 2]),
    ("10.2", &[1, 2]),
    ("10.3", &[1, 2, 3, 4]),
    ("10.4", &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
    ("10.5", &[1, 2, 3, 4, 5]),
    ("10.6", &[1, 2]),
    ("10.7", &[1, 2, 3]),
    ("11.1", &[1, 2]),
    ("11.2", &[1, 2, 3]),
    ("11.3", &[1, 2, 3]),
    ("11.4", &[1, 2, 3, 4]),
    ("11.5", &[1]),
    ("11.6", &[1]),
    ("12.1", &[1, 2, 3]),
    ("12.2", &[1, 2]),
    ("12.3", &[1, 2, 3, 4]),
    ("13.1", &[1]),
    ("13.2", &[1, 2, 3, 4, 5]),
    ("13.3", &[1, 2]),
    ("13.4", &[1, 2, 3, 4, 5]),
    ("14.1", &[1, 2]),
    ("14.2", &[1, 2, 3, 4]),
    ("14.3", &[1, 2, 3]),
    ("15.1", &[1, 2, 3]),
    ("15.2", &[1, 2, 3]),
    ("15.3", &[1, 2, 3, 4, 5, 6, 7]),
    ("16.1", &[1]),
    ("16.2", &[1, 2, 3, 4, 5]),
    ("16.3", &[1, 2, 3, 4]),
    ("16.4", &[1, 2, 3]),
    ("16.5", &[1, 2, 3]),
    ("17.1", &[1]),
    ("17.2", &[1, 2, 3, 4]),
    ("17.3", &[1, 2]),
];

/// How a row says that it stands.
const VERDICTS: [&str; 5] = ["test", "review", "partly", "no", "n.a."];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn table() -> String {
    fs::read_to_string(root().join("docs/asvs.md")).unwrap()
}

/// Number and verdict of each requirement.
fn rows(table: &str) -> Vec<(String, String)> {
    let is_row = |line: &&str| line.starts_with("| ") && line.as_bytes().get(2).is_some_and(u8::is_ascii_digit);
    let row = |line: &str| -> Vec<(String, String)> {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        assert_eq!(cells.len(), 4, "{line}");
        cells[0].split(", ").map(|number| (number.to_owned(), cells[2].to_owned())).collect()
    };
    table.lines().filter(is_row).flat_map(row).collect()
}

#[test]
fn every_requirement_has_one_row_and_the_rows_are_counted() {
    let table = table();
    let wanted = SECTIONS.iter().flat_map(|(section, of)| of.iter().map(move |number| format!("{section}.{number}")));
    let wanted: Vec<String> = wanted.collect();
    let rows = rows(&table);
    assert_eq!(wanted.len(), 253);
    let known: BTreeSet<&str> = rows.iter().map(|(number, _)| number.as_str()).collect();
    let missing: Vec<&String> = wanted.iter().filter(|number| !known.contains(number.as_str())).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert_eq!(rows.len(), wanted.len(), "some number stands twice, or is none");
    let mut counted = BTreeMap::new();
    for (number, verdict) in &rows {
        assert!(VERDICTS.contains(&verdict.as_str()), "{number}: {verdict}");
        *counted.entry(verdict.as_str()).or_insert(0) += 1;
    }
    for verdict in VERDICTS {
        let told = table.lines().find(|line| line.starts_with(&format!("| {verdict} | "))).unwrap();
        let count = counted.get(verdict).copied().unwrap_or_default();
        assert!(told.ends_with(&format!("| {count} |")), "{verdict}: {count} rows, and {told}");
    }
}

/// Whatever stands in backquotes and reads like a sentence is a test.
#[test]
fn every_test_that_is_named_exists() {
    let mut code = String::new();
    for of in ["domain/src", "documents/src", "records/src", "app/src", "server/src", "server/tests", "xtask/src"] {
        gather(&root().join(of), &mut code);
    }
    let table = table();
    let is_sentence =
        |name: &&str| name.matches('_').count() >= 4 && name.chars().all(|one| one.is_ascii_alphanumeric() || one == '_');
    let named: BTreeSet<&str> = table.split('`').skip(1).step_by(2).filter(is_sentence).collect();
    assert!(named.len() >= 30, "{named:?}");
    let unknown: Vec<&str> = named.into_iter().filter(|name| !code.contains(&format!("fn {name}("))).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

fn gather(folder: &Path, code: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, code);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            code.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}
