//! Values as they are written down with an event.

use std::collections::BTreeMap;

use domain::{
    files::StoredFile,
    record_types::RecordTypeId,
    tasks::{Task, TaskVersion},
};
use serde_json::{Map, Value, json};

/// A task as it is written down, with this version.
pub(super) fn told_of(task: &Task, version: &TaskVersion) -> Value {
    let targets: Vec<String> = version.targets.iter().map(|one| one.code()).collect();
    json!({
        "number": task.number, "title": version.title, "words": version.words, "until": version.until, "targets": targets,
        "people": version.people.len(), "files": task.files.iter().map(file).collect::<Vec<_>>(),
    })
}

/// A file as it is written down.
pub(super) fn file(file: &StoredFile) -> Value {
    json!({ "name": file.name, "size": file.size, "sha256": file.sha256 })
}

/// What is said of each of these types.
pub(super) fn told<T>(of_types: &BTreeMap<RecordTypeId, T>, words: impl Fn(&T) -> String) -> Map<String, Value> {
    of_types.iter().map(|(of, one)| (of.to_string(), Value::String(words(one)))).collect()
}
