//! "danh-sach.json": what is in a copy, with every id, receipt and hash that proves it: after a disaster the files are taken back
//! by it. Its format has a number of its own, which grows when a field changes its meaning.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::copy::CopyKind;
use crate::{
    calendar::{SchoolCalendar, Semester},
    days::Timestamp,
    facts::Facts,
    file_names::FileName,
    files::{FileKind, Sha256},
    inspection::Kept,
    obligations::{Obligation, ObligationId, Owner, Period},
    people::{PersonId, SchoolId},
    record_types::{RecordTypeId, Theme},
    submissions::{ClockMark, Receipt, Submission, SubmissionId},
    vietnamese,
};

/// The number of the format.
pub const FORMAT: u32 = 1;

/// The whole list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyList {
    pub format: u32,
    pub school: SchoolId,
    pub school_name: String,
    pub person: PersonId,
    pub person_name: String,
    pub made_at: Timestamp,
    pub kind: CopyKind,
    /// In the order of the years, periods and owners.
    pub records: Vec<CopiedRecord>,
}

/// The beginning of a list: what has to be known before anything else of it is read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ListHead {
    pub format: u32,
    pub school: SchoolId,
    pub school_name: String,
}

impl CopyList {
    pub fn head(&self) -> ListHead {
        ListHead { format: self.format, school: self.school, school_name: self.school_name.clone() }
    }
}

/// One record, with those of its versions that are in the copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopiedRecord {
    pub obligation: ObligationId,
    /// "Giáo án tuần 12 · Lớp 4A"
    pub title: String,
    pub school_year: String,
    /// "Học kỳ I"; of what is about the whole year, nothing.
    pub semester: Option<String>,
    /// "Tuần 12"
    pub stretch: String,
    pub record_type: RecordTypeId,
    pub record_type_code: String,
    /// As `Period::key` writes it.
    pub period: String,
    pub owner: Owner,
    pub due: Option<NaiveDate>,
    /// Where its files lie, from the folder of the copy.
    pub folder: String,
    /// The newest one first.
    pub versions: Vec<CopiedVersion>,
}

/// One version, with its receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopiedVersion {
    pub submission: SubmissionId,
    pub version: u32,
    /// The one that counts.
    pub is_newest: bool,
    pub person: PersonId,
    pub person_name: String,
    pub received_at: Timestamp,
    pub clock: ClockMark,
    pub receipt: Receipt,
    /// "BN-2026-00184"
    pub receipt_number: String,
    /// Over record, words and files: what the receipt and every decision about the version name.
    pub digest: Sha256,
    pub note: String,
    pub files: Vec<CopiedFile>,
    /// It is in no earlier copy of the same person, or now with more files.
    #[serde(skip)]
    pub is_new: bool,
}

/// One file of a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopiedFile {
    /// As its sender called it.
    pub name: FileName,
    pub size: u64,
    pub sha256: Sha256,
    pub kind: FileKind,
    pub media_type: String,
    /// The version with which it came, where that was an earlier one.
    pub kept_from: Option<SubmissionId>,
    /// Where it lies, from the folder of the copy; nowhere where it is kept from being opened.
    pub path: Option<String>,
    /// Why it lies nowhere.
    pub kept: Option<Kept>,
}

/// A version as it is known, with what is known beside it.
#[derive(Clone, Debug)]
pub struct KnownVersion {
    pub submission: Submission,
    pub digest: Sha256,
    /// Of each file, what keeps it from being opened.
    pub kept: Vec<Option<Kept>>,
    pub is_new: bool,
}

/// A record as it stands in the list; `facts` are those of today, `calendar` and `themes` of its own year.
pub fn copied_record(
    facts: &Facts,
    (calendar, themes): (&SchoolCalendar, &[Theme]),
    obligation: &Obligation,
    versions: Vec<KnownVersion>,
) -> CopiedRecord {
    let (period, organisation) = (obligation.terms.period, facts.organisation());
    let record_type = facts.record_type(obligation.terms.record_type);
    let title = record_type
        .map_or_else(|| "Hồ sơ".to_owned(), |record_type| crate::obligations::title(obligation, record_type, organisation, themes));
    let newest = obligation.handed_in.as_ref().map(|last| last.submission);
    let version = |one: KnownVersion| copied_version(one, newest, &|person| organisation.full_name(person));
    let mut versions: Vec<CopiedVersion> = versions.into_iter().map(version).collect();
    versions.sort_by_key(|one| std::cmp::Reverse(one.version));
    CopiedRecord {
        obligation: obligation.id,
        title,
        school_year: calendar.school_year().to_owned(),
        semester: semester_of(period, calendar, themes).map(|semester| {
            match semester {
                Semester::First => "Học kỳ I",
                Semester::Second => "Học kỳ II",
            }
            .to_owned()
        }),
        stretch: match period {
            Period::Semester(_) => "Cả học kỳ".to_owned(),
            Period::Year => "Cả năm".to_owned(),
            Period::Week(_) | Period::Month(_) | Period::Theme(_) => {
                vietnamese::capitalised(&period.words(themes)).replace('/', "-")
            }
        },
        record_type: obligation.terms.record_type,
        record_type_code: record_type.map_or_else(String::new, |one| one.code.clone()),
        period: period.key(),
        owner: obligation.terms.owner,
        due: obligation.due_day(),
        folder: String::new(),
        versions,
    }
}

fn copied_version(known: KnownVersion, newest: Option<SubmissionId>, name: &dyn Fn(PersonId) -> String) -> CopiedVersion {
    let KnownVersion { submission, digest, kept, is_new } = known;
    let files = submission.files.iter().enumerate().map(|(place, file)| CopiedFile {
        name: file.name.clone(),
        size: file.size,
        sha256: file.sha256,
        kind: file.kind,
        media_type: file.kind.media_type().to_owned(),
        kept_from: submission.composition.origin(place),
        path: None,
        kept: kept.get(place).copied().flatten(),
    });
    CopiedVersion {
        submission: submission.id,
        version: submission.version,
        is_newest: newest == Some(submission.id),
        person: submission.person,
        person_name: name(submission.person),
        received_at: submission.received_at,
        clock: submission.clock,
        receipt: submission.receipt,
        receipt_number: submission.receipt.number.to_string(),
        digest,
        note: submission.note.clone(),
        files: files.collect(),
        is_new,
    }
}

/// In which semester a period begins; none of what is about the whole year.
fn semester_of(period: Period, calendar: &SchoolCalendar, themes: &[Theme]) -> Option<Semester> {
    match period {
        Period::Week(number) => Some(calendar.semester_of(number)),
        Period::Semester(semester) => Some(semester),
        Period::Year => None,
        Period::Month(_) | Period::Theme(_) => {
            let from = period.span(calendar, themes)?.from;
            let is_second = calendar.semester(Semester::Second).is_some_and(|second| from >= second.from);
            Some(if is_second { Semester::Second } else { Semester::First })
        }
    }
}

impl CopyList {
    /// The versions in it, each with how many of its files are not there.
    pub fn versions(&self) -> Vec<(SubmissionId, u32)> {
        let lacking = |one: &CopiedVersion| one.files.iter().filter(|file| file.kept.is_some()).count();
        let lacking = |one: &CopiedVersion| u32::try_from(lacking(one)).unwrap_or(u32::MAX);
        self.records.iter().flat_map(|record| &record.versions).map(|one| (one.submission, lacking(one))).collect()
    }
}
