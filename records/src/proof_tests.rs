//! Nothing changes without the proof that somebody may change it: read from the source of every use case.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{fs, path::Path};

/// Functions of the use cases that change rows themselves and take no `Allowed`: file, name, and why not.
const WITHOUT: [(&str, &str, &str); 17] = [
    ("accounts.rs", "begin_session", "the password, which was right, is the proof"),
    ("accounts.rs", "end_session", "everybody may sign out"),
    ("accounts.rs", "seen", "a session in use is no deed"),
    ("drafts.rs", "forget", "words of one's own that nobody else reads"),
    ("drafts.rs", "save", "words of one's own that nobody else reads"),
    ("obligations.rs", "add", "what is owed is computed from what was allowed"),
    ("obligations.rs", "close", "what is owed is computed from what was allowed"),
    ("obligations.rs", "judge_anew", "a judgement is computed from what was allowed"),
    ("obligations.rs", "record_judgement", "a judgement is computed from what was allowed"),
    ("obligations.rs", "update", "what is owed is computed from what was allowed"),
    ("submissions.rs", "forget_what_waited", "a part of `save`, which takes the proof"),
    ("submissions.rs", "next_number", "a part of `save`, which takes the proof"),
    ("submissions.rs", "save_files", "a part of `save`, which takes the proof"),
    ("submissions.rs", "summarise", "a part of `save`, which takes the proof"),
    ("uploads.rs", "add", "files of one's own that nobody else sees until they are handed in"),
    ("uploads.rs", "remove", "files of one's own that nobody else sees"),
    ("uploads.rs", "sweep", "what has waited for too long goes by itself"),
];

/// What the engine is made of: it changes what a use case tells it to.
const ENGINE: [&str; 7] = ["database.rs", "events.rs", "listen.rs", "migrate.rs", "sql.rs", "tx.rs", "work.rs"];

/// Every `async fn` of the use cases: file, name, and the text from its name on.
fn functions() -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && name != "testing" && name != "db" {
                folders.push(path);
            } else if name.ends_with(".rs") && !name.contains("test") && !ENGINE.contains(&name.as_str()) {
                let source = fs::read_to_string(&path).unwrap();
                for text in source.split("async fn ").skip(1) {
                    // A function at the margin ends where a brace stands at the margin.
                    let text = text.split("\n}\n").next().unwrap();
                    let function = text.split(['(', '<']).next().unwrap();
                    found.push((name.clone(), function.to_owned(), text.to_owned()));
                }
            }
        }
    }
    found
}

fn changes(text: &str) -> bool {
    [".run(", "\"INSERT ", "\"UPDATE ", "\"DELETE "].iter().any(|word| text.contains(word))
}

#[test]
fn whatever_changes_rows_takes_the_proof_or_says_why_not() {
    let mut without: Vec<(String, String)> = functions()
        .into_iter()
        .filter(|(.., text)| changes(text) && !text.split(" {\n").next().unwrap().contains("Allowed"))
        .map(|(file, function, _)| (file, function))
        .collect();
    without.sort();
    let mut known: Vec<(String, String)> = WITHOUT.iter().map(|(file, name, _)| ((*file).to_owned(), (*name).to_owned())).collect();
    known.sort();
    assert_eq!(without, known);
    assert!(functions().iter().filter(|(.., text)| changes(text)).count() > 40, "the sources are read");
}
