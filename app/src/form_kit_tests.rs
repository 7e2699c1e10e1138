//! Fields come from the form kit in `ui/`, so that labels, errors and the ids between them are alike on every page.

use std::{collections::BTreeMap, fs, path::Path};

use leptos::{prelude::*, reactive::owner::Owner};

use crate::{feature_tests::rust_files, ui::PrintButton};

/// The kit is rendered on the server alone; in an island each of its components would weigh more than the field.
const IN_AN_ISLAND: &str = "it is part of the program that the browser loads";

/// Files outside of `ui/` that write fields by hand, how many, and why.
const BY_HAND: [(&str, usize, &str); 5] = [
    ("dashboard/island.rs", 4, IN_AN_ISLAND),
    ("hand_in/queue_view.rs", 9, IN_AN_ISLAND),
    ("hand_in/sign_in_over.rs", 2, IN_AN_ISLAND),
    ("reviews/desk.rs", 1, "it is no field: by it a phone folds the form away, also without scripts"),
    ("reviews/list.rs", 1, "the box stands outside of its form, and bears a mark for the style sheet of the reviews"),
];

#[test]
fn fields_come_from_the_form_kit() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&source, &mut files);
    let mut found = BTreeMap::new();
    for path in files {
        let name = path.strip_prefix(&source).unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        let fields: usize = ["<input", "<select", "<textarea"].iter().map(|field| text.matches(field).count()).sum();
        if fields > 0 && !name.starts_with("ui/") && !name.ends_with("tests.rs") {
            found.insert(name, fields);
        }
    }
    let by_hand = BY_HAND.iter().map(|(name, fields, _)| ((*name).to_owned(), *fields)).collect();
    assert_eq!(found, by_hand, "use the components of `ui`, or say here why not");
}

/// Without scripts a button that prints does nothing: `PrintButton` says in its place how to print.
#[test]
fn whoever_prints_finds_the_button_or_the_words_for_it() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&source, &mut files);
    let by_hand: Vec<String> = files
        .iter()
        .filter(|path| fs::read_to_string(path).unwrap().contains("data-print=\"\""))
        .map(|path| path.strip_prefix(&source).unwrap().to_string_lossy().into_owned())
        .filter(|name| name != "ui/print.rs" && !name.ends_with("tests.rs"))
        .collect();
    assert_eq!(by_hand, Vec::<String>::new(), "use `PrintButton`");
    let html = Owner::new_root(None).with(|| view! { <PrintButton words="In lệnh"/> }.to_html());
    assert!(html.contains("In lệnh: nhấn Ctrl+P") && html.contains("nojs") && html.contains("data-print"), "{html}");
}
