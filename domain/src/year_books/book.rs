//! What stands in a book. Every field is words or a value of its own: nothing has to be looked up to read it ten years later.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::Semester,
    days::{Span, Timestamp},
    files::Sha256,
    inspection::Kept,
    obligations::{Counts, ObligationId, Standing, Verdict},
    people::{ClassGroupId, SchoolId},
    record_types::Step,
    submissions::SubmissionId,
};

/// The number of the form of a book that is kept. A later one may add fields; one that changes what a field means has another number.
pub const FORMAT: u32 = 1;

/// All records of one class in one school year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearBook {
    pub format: u32,
    pub school: SchoolId,
    pub school_name: String,
    pub class: ClassGroupId,
    /// "Lớp 4A"
    pub class_title: String,
    pub department: String,
    /// Where the class is; `None` where the school is at one place.
    pub site: Option<String>,
    /// "2026-2027", as the calendar calls it.
    pub school_year: String,
    pub days: Span,
    pub as_of: Timestamp,
    /// Until this day the year runs for the class; `None` once it is over, and then alone the book can be the final one.
    pub runs_until: Option<NaiveDate>,
    /// In the order in which they began.
    pub teachers: Vec<BookTeacher>,
    /// Who heads the department; empty where nobody is known to.
    pub head: String,
    /// Who is principal; empty where nobody is known to be.
    pub principal: String,
    /// Week by week, what belongs to no week at the end.
    pub sections: Vec<BookSection>,
    /// Of each semester, then of the whole year.
    pub sums: Vec<TermSum>,
    /// Types whose records are for fewer readers than this book: counted, and not listed.
    pub fenced: Vec<FencedType>,
}

/// Somebody who taught the class in the year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookTeacher {
    pub name: String,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
}

/// The records of one week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookSection {
    /// "Tuần 12, 23/11 – 27/11/2026"
    pub title: String,
    pub semester: Option<Semester>,
    pub records: Vec<BookRecord>,
}

/// One record, with every version of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookRecord {
    pub obligation: ObligationId,
    pub title: String,
    /// Whose it is, as lists say it.
    pub who: String,
    pub due: Option<NaiveDate>,
    pub standing: Standing,
    /// Why nobody owes it: who freed the class and for which reason, or why it is no longer owed.
    pub freed: Option<String>,
    /// In the order of their numbers, also those that were taken back.
    pub versions: Vec<BookVersion>,
}

/// One version that was handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookVersion {
    pub submission: SubmissionId,
    pub number: u32,
    pub by: String,
    pub at: Timestamp,
    /// The number of the receipt.
    pub receipt: String,
    /// The verdict of the receipt.
    pub verdict: Verdict,
    /// Of all its files, as the receipt says it.
    pub digest: Sha256,
    pub files: Vec<BookFile>,
    pub withdrawn_at: Option<Timestamp>,
    /// The request for an update by which it came after a lock.
    pub by_update: Option<String>,
    /// In the order in which they were taken; without those that were taken back.
    pub decisions: Vec<BookDecision>,
}

/// One file of a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookFile {
    pub name: String,
    /// In bytes.
    pub size: u64,
    pub sha256: Sha256,
    /// What keeps it from being opened.
    pub kept: Option<Kept>,
}

/// What was decided about a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookDecision {
    pub step: Step,
    pub by: String,
    pub at: Timestamp,
    pub is_approval: bool,
    pub is_signed: bool,
}

/// The sum of a semester, or of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermSum {
    /// `None`: of the whole year.
    pub semester: Option<Semester>,
    pub counts: Counts,
    /// Of what was handed in, how many records the leadership has signed.
    pub signed: u32,
}

/// Records of a type that is fenced off (decision 0037).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FencedType {
    pub name: String,
    pub owed: u32,
    pub handed_in: u32,
}

impl YearBook {
    /// Whether its year is over, so that it can be the final one.
    pub const fn is_final(&self) -> bool {
        self.runs_until.is_none()
    }

    /// Every record, in the order of the book.
    pub fn records(&self) -> impl Iterator<Item = &BookRecord> {
        self.sections.iter().flat_map(|section| &section.records)
    }

    /// What is overdue, or was never handed in.
    pub fn missing(&self) -> impl Iterator<Item = &BookRecord> {
        self.records().filter(|record| record.standing.is_missing())
    }

    /// What nobody owes, with the reason.
    pub fn freed(&self) -> impl Iterator<Item = (&BookRecord, &str)> {
        self.records().filter_map(|record| record.freed.as_deref().map(|why| (record, why)))
    }
}
