//! A package of the archive: what stood about each record when it went in, written down once. Its check code is made of these bytes,
//! with the hashes that the files had when they were handed in: nothing is hashed anew, so a file that was spoiled since is found out.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    days::Timestamp,
    decisions::{Decision, Outcome},
    facts::Facts,
    files::{Sha256, StoredFile},
    ids::Id,
    inspection::Kept,
    obligations::{Obligation, ObligationId},
    people::{PersonId, SchoolId},
    personal_copies::{CopiedFile, CopiedRecord, CopiedVersion, KnownVersion, PlacedFile, copied_record, path_name, place_all},
    school_years::YearId,
    submissions::SubmissionId,
};

pub type PackageId = Id<Package>;

/// One package, without what lies in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    pub id: PackageId,
    /// Counted from 1 in each school.
    pub number: u32,
    pub year: YearId,
    /// "2026-2027", as the year was called then.
    pub school_year: String,
    /// "Giáo án, Lớp 4A": what was chosen, in the words of that day.
    pub what: String,
    pub by: PersonId,
    pub at: Timestamp,
    pub records: u32,
    /// Equal bytes once.
    pub files: u32,
    pub bytes: u64,
    /// SHA-256 of `code_text`.
    pub code: Sha256,
}

/// That the files of a package were compared with what was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageCheck {
    pub at: Timestamp,
    pub by: PersonId,
    /// How many were compared.
    pub files: u32,
    /// Those that are not there, or are not what was handed in.
    pub broken: Vec<Sha256>,
}

impl PackageCheck {
    /// Whether every file is what was handed in; else the package is not called whole.
    pub fn is_whole(&self) -> bool {
        self.broken.is_empty()
    }
}

/// One record as it went in. Its bytes in JSON are kept as they are and never written again; `FORMAT` grows when a field changes its
/// meaning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedRecord {
    pub format: u32,
    pub record: CopiedRecord,
    /// The last day of its school year: how long it is kept is counted from it.
    pub year_end: NaiveDate,
    /// About all of its versions, in their order.
    pub decisions: Vec<PackedDecision>,
    /// Those that count.
    pub signatures: Vec<PackedSignature>,
    /// What the log says of it, in the order of its numbers.
    pub events: Vec<PackedEvent>,
}

impl PackedRecord {
    /// The number of the form in which records are written down.
    pub const FORMAT: u32 = 1;

    /// Every file of every version, equal bytes once.
    pub fn files(&self) -> BTreeMap<Sha256, StoredFile> {
        let files = self.record.versions.iter().flat_map(|one| &one.files);
        let stored = |one: &CopiedFile| StoredFile { name: one.name.clone(), size: one.size, sha256: one.sha256, kind: one.kind };
        files.map(|one| (one.sha256, stored(one))).collect()
    }

    /// The version that counts.
    pub fn newest(&self) -> Option<&CopiedVersion> {
        self.record.versions.iter().find(|one| one.is_newest)
    }
}

/// "Duyệt", "ký", "trả lại".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedDecision {
    pub version: SubmissionId,
    /// In the words of the screen: "Duyệt", "Ký duyệt", "Trả lại".
    pub what: String,
    pub person: PersonId,
    pub person_name: String,
    pub at: Timestamp,
    /// Why it was given back; empty else.
    pub words: Vec<String>,
    pub undone: Option<PackedUndo>,
}

/// That a decision was taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedUndo {
    pub at: Timestamp,
}

/// A signature, with all that proves it: `hoso verify-sheet` and every program that knows Ed25519 check it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedSignature {
    pub version: SubmissionId,
    /// As it is printed.
    pub code: String,
    /// The lines that were signed.
    pub statement: String,
    /// In hex digits.
    pub signature: String,
    /// The public key, in hex digits.
    pub key: String,
}

/// An entry of the log, as it is hashed there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedEvent {
    pub seq: i64,
    pub at: Timestamp,
    pub kind: String,
    pub actor: Option<Uuid>,
    pub detail: String,
    /// In hex digits.
    pub hash: String,
}

/// A record as it goes in now: `facts` are those of its own year.
pub fn packed(
    facts: &Facts,
    obligation: &Obligation,
    versions: Vec<KnownVersion>,
    signatures: Vec<PackedSignature>,
    events: Vec<PackedEvent>,
) -> PackedRecord {
    let calendar = facts.calendar();
    let decision = |one: &Decision| PackedDecision {
        version: one.submission,
        what: match (&one.outcome, one.is_signed()) {
            (Outcome::Returned(_), _) => "Trả lại để sửa",
            (Outcome::Approved, true) => "Ký duyệt",
            (Outcome::Approved, false) => "Duyệt",
        }
        .to_owned(),
        person: one.by,
        person_name: facts.organisation().full_name(one.by),
        at: one.at,
        words: one
            .returned()
            .map(|back| back.reasons.iter().chain(Some(&back.words)).filter(|one| !one.is_empty()).cloned().collect())
            .unwrap_or_default(),
        undone: one.undone_at.map(|at| PackedUndo { at }),
    };
    PackedRecord {
        format: PackedRecord::FORMAT,
        record: copied_record(facts, (calendar, facts.regime.themes.as_slice()), obligation, versions),
        year_end: calendar.year().to,
        decisions: obligation.decisions.iter().map(decision).collect(),
        signatures,
        events,
    }
}

/// What the check code is made of, line by line: "goi.txt" of a package that was taken home, so that `sha256sum` gives the code.
pub fn code_text(
    school: SchoolId,
    (number, school_year, at): (u32, &str, Timestamp),
    records: &[(ObligationId, Sha256)],
) -> String {
    let mut text = format!(
        "hoso-archive 1\nschool: {school}\npackage: {number}\nschool-year: {school_year}\nat: {}\nrecords: {}\n",
        at.format("%Y-%m-%dT%H:%M:%SZ"),
        records.len()
    );
    for (id, hash) in records {
        text.push_str(&format!("{hash}  {id}\n"));
    }
    text
}

/// The beginning of a check code, as people compare it: "4F2A 91C0 7B3E D815".
pub fn short_code(code: Sha256) -> String {
    let digits = code.to_string().to_uppercase();
    let groups: Vec<String> = digits.chars().take(16).collect::<Vec<_>>().chunks(4).map(|four| four.iter().collect()).collect();
    groups.join(" ")
}

/// The name of the folder that holds a package that was taken home.
pub fn root_name(package: &Package) -> String {
    format!("Luu tru {} - goi {}", path_name(&package.school_year, 12), package.number)
}

/// Gives every file of these records its place below a folder of this name, but for those that are `lacking`; says of each where it
/// lies.
pub fn placed(records: &mut [PackedRecord], root: &str, lacking: &BTreeSet<Sha256>) -> Vec<PlacedFile> {
    let mut copied: Vec<CopiedRecord> = records.iter().map(|one| one.record.clone()).collect();
    let files = copied.iter_mut().flat_map(|one| &mut one.versions).flat_map(|one| &mut one.files);
    for file in files.filter(|file| lacking.contains(&file.sha256)) {
        file.kept = Some(Kept::Pending);
    }
    let placed = place_all(&mut copied, root);
    for (one, copied) in records.iter_mut().zip(copied) {
        one.record = copied;
    }
    placed
}
