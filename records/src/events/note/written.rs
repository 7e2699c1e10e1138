//! Values as they are written down with an event.

use std::collections::BTreeMap;

use domain::{
    archive::Package,
    attachments::Attachment,
    calendar::SchoolCalendar,
    disposals::{CouncilMinutes, DisposalDecision, DisposalList},
    files::{Sha256, StoredFile},
    obligations::Reason,
    readable_export::SchoolExport,
    record_types::RecordTypeId,
    registers::{EntryLine, RegisterKind},
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

/// A file beside an entry of a register: what it is called may say what is in it, and stands in the register alone.
pub(super) fn beside_entry(entry: &EntryLine, file: &StoredFile) -> Value {
    json!({
        "register": entry.register.code(), "year": entry.year, "number": entry.number, "sha256": file.sha256.to_string(),
        "size": file.size,
    })
}

/// A package of the archive.
pub(super) fn packed(package: &Package) -> Value {
    json!({
        "number": package.number, "school_year": package.school_year, "what": package.what, "records": package.records,
        "files": package.files, "bytes": package.bytes, "code": package.code.to_string(),
    })
}

/// An export of the whole school.
pub(super) fn exported(SchoolExport { number, purpose, size, sums, .. }: &SchoolExport) -> Value {
    json!({
        "number": number, "purpose": purpose.as_ref().map_or("", Reason::as_str), "records": size.records,
        "versions": size.versions, "files": size.files, "lacking": size.lacking, "bytes": size.bytes, "sums": sums.to_string(),
    })
}

/// A file that somebody opened beside the records.
pub(super) fn opened(place: Attachment, file: Sha256) -> Value {
    let mut opened = json!({ "place": place.code(), "file": file });
    // An answer is about its author, and says to which task it belongs.
    if let (Some(task), Value::Object(facts)) = (place.task(), &mut opened) {
        facts.insert("task".to_owned(), json!(task));
    }
    opened
}

/// A case that somebody has read.
pub(super) fn case_seen(year: i32, number: u32) -> Value {
    json!({ "register": RegisterKind::Violations.code(), "year": year, "number": number })
}

/// What is said of each of these types.
pub(super) fn told<T>(of_types: &BTreeMap<RecordTypeId, T>, words: impl Fn(&T) -> String) -> Map<String, Value> {
    of_types.iter().map(|(of, one)| (of.to_string(), Value::String(words(one)))).collect()
}

/// What a council has said of a list.
pub(super) fn minuted(list: &DisposalList, minutes: &CouncilMinutes) -> Value {
    json!({
        "number": list.number, "minutes": minutes.number, "on": minutes.on, "members": minutes.members.len(),
        "kept": minutes.kept.len(),
    })
}

/// What the principal has said of a list.
pub(super) fn decided_about(list: &DisposalList, decision: &DisposalDecision) -> Value {
    json!({ "number": list.number, "decision": decision.number, "records": list.counts().0 })
}

/// A list whose files are gone.
pub(super) fn executed(list: &DisposalList, minutes: &CouncilMinutes) -> Value {
    let (records, files, bytes) = list.counts();
    json!({ "number": list.number, "minutes": minutes.number, "records": records, "files": files, "bytes": bytes })
}

/// A calendar with how many of its days changed; most follow no document, and the key is there where there is one.
pub(super) fn calendar_kept(calendar: &SchoolCalendar, changes: &[String], document: &str) -> Value {
    let parts = calendar.parts();
    let (name, days) = (&parts.school_year, parts.special_days.len());
    let mut kept = json!({ "school_year": name, "special_days": days, "changes": changes });
    if let (false, Some(facts)) = (document.is_empty(), kept.as_object_mut()) {
        facts.insert("document".to_owned(), document.into());
    }
    kept
}
