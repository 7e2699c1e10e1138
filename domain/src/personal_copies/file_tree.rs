//! Where each file of a copy lies.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    copy::{CopyKind, CopySize},
    listed::{CopiedRecord, CopiedVersion, CopyList},
    path_names::{parts, path_name},
};
use crate::{
    days::Timestamp,
    files::{Sha256, StoredFile, name_to_save},
};

/// The longest path, with the folder of the copy: Windows takes 260 letters, and somebody unpacks into a folder of their own.
pub const MAX_PATH: usize = 199;

const MAX_PERSON: usize = 30;
const MAX_YEAR: usize = 12;
const MAX_SEMESTER: usize = 10;
const MAX_STRETCH: usize = 22;
const MAX_RECORD: usize = 48;
/// Of a file, however deep it lies.
const MIN_FILE: usize = 36;
const MAX_FILE: usize = 100;

/// What holds the files of versions that do not count any more.
const OLD: &str = "Phien ban cu";

/// A file in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedFile {
    /// From the folder of the copy.
    pub path: String,
    pub file: StoredFile,
    /// When it was handed in.
    pub at: Timestamp,
}

/// The name of the folder that holds the whole copy.
pub fn root_name(list: &CopyList) -> String {
    format!("Ban luu - {}", path_name(&list.person_name, MAX_PERSON))
}

/// Gives every file that can be opened its place, and says of each in the list where it lies. What stands in an earlier version
/// with the same bytes as anything before it lies there already.
pub fn arrange(list: &mut CopyList) -> Vec<PlacedFile> {
    let root = root_name(list);
    place_all(&mut list.records, &root)
}

/// The same of any list of records, below a folder of this name.
pub(crate) fn place_all(records: &mut [CopiedRecord], root: &str) -> Vec<PlacedFile> {
    let mut tree = Tree { root: root.len() + 1, ..Tree::default() };
    for record in &mut *records {
        record.folder = tree.folder(record);
    }
    for record in &mut *records {
        let folder = record.folder.clone();
        for version in record.versions.iter_mut().filter(|one| one.is_newest) {
            tree.place(&folder, version);
        }
    }
    for record in records {
        for version in record.versions.iter_mut().filter(|one| !one.is_newest) {
            let folder = format!("{}/{OLD}/{}", record.folder, version.version);
            tree.place(&folder, version);
        }
    }
    tree.files
}

impl CopyList {
    /// The same with those versions alone that `kind` asks for, and with the files in their places.
    pub fn arranged(&self, kind: CopyKind) -> (Self, Vec<PlacedFile>) {
        let mut list = Self { kind, ..self.clone() };
        if kind == CopyKind::New {
            for record in &mut list.records {
                record.versions.retain(|one| one.is_new);
            }
            list.records.retain(|one| !one.versions.is_empty());
        }
        let files = arrange(&mut list);
        (list, files)
    }
}

impl CopySize {
    /// Of this list, with what of its files lies in the copy.
    pub fn of(list: &CopyList, files: &[PlacedFile]) -> Self {
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let bytes = files.iter().map(|one| one.file.size).sum();
        Self { records: count(list.records.len()), files: count(files.len()), bytes }
    }
}

#[derive(Default)]
struct Tree {
    /// How many letters stand before each path.
    root: usize,
    /// In small letters: Windows tells no capitals apart.
    taken: BTreeSet<String>,
    by_bytes: BTreeMap<Sha256, String>,
    files: Vec<PlacedFile>,
}

impl Tree {
    fn folder(&mut self, record: &CopiedRecord) -> String {
        let year = path_name(&record.school_year, MAX_YEAR);
        let semester = record.semester.as_ref().map(|words| format!("{}/", path_name(words, MAX_SEMESTER))).unwrap_or_default();
        let stretch = path_name(&record.stretch, MAX_STRETCH);
        // A point in the name of a folder begins no ending.
        let name = path_name(&record.title.replace('.', " "), MAX_RECORD);
        self.distinct(&format!("{year}/{semester}{stretch}"), &name, MAX_RECORD)
    }

    fn place(&mut self, folder: &str, version: &mut CopiedVersion) {
        for file in &mut version.files {
            if file.kept.is_some() {
                continue;
            }
            if let Some(known) = self.by_bytes.get(&file.sha256).filter(|_| !version.is_newest) {
                file.path = Some(known.clone());
                continue;
            }
            let most = MAX_PATH.saturating_sub(self.root + folder.len() + 1).clamp(MIN_FILE, MAX_FILE);
            let name = path_name(&name_to_save(&file.name, file.kind), most);
            let path = self.distinct(folder, &name, most);
            self.by_bytes.entry(file.sha256).or_insert_with(|| path.clone());
            file.path = Some(path.clone());
            let stored = StoredFile { name: file.name.clone(), size: file.size, sha256: file.sha256, kind: file.kind };
            self.files.push(PlacedFile { path, file: stored, at: version.received_at });
        }
    }

    /// `folder/name`, with a number where something is called so already.
    fn distinct(&mut self, folder: &str, name: &str, most: usize) -> String {
        let mut path = format!("{folder}/{name}");
        let (stem, ending) = parts(name);
        let mut number = 2;
        while !self.taken.insert(path.to_lowercase()) {
            let behind = format!(" ({number}){ending}");
            let stem = stem.get(..most.saturating_sub(behind.len()).min(stem.len())).unwrap_or(stem).trim_end();
            path = format!("{folder}/{stem}{behind}");
            number += 1;
        }
        path
    }
}
