//! A book that was bound: its number, its code, and the end of the log to which both are tied.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    assembly::{bound_from, is_running},
    book::YearBook,
    changes::BookChange,
};
use crate::{
    days::Timestamp,
    facts::Facts,
    files::Sha256,
    log::AnchorCode,
    people::{ClassGroup, ClassGroupId, PersonId, SchoolId},
    permissions::decide_read_year_book,
    school_years::YearId,
    signing::{CheckCode, PublicKey, Signature},
};

/// How the bytes begin from which the code of a book is made.
const CODE_FORM: &[u8] = b"hoso year book code 1\n";
/// How the bytes begin that the school's key signs for the file of a book.
const SEAL_FORM: &[u8] = b"hoso year book 1\n";
/// How the last line of such a file begins.
pub const BOOK_FORM: &str = "<!-- hoso-so-cuoi-nam 1 ";

/// The last entry of the log before a book was bound.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogEnd {
    pub seq: i64,
    pub at: Timestamp,
    pub hash: Sha256,
}

impl LogEnd {
    /// The code by which papers bear witness to the log until then.
    pub fn anchor(&self) -> AnchorCode {
        AnchorCode::of(self.at, self.seq, self.hash.bytes())
    }
}

/// What is known of a book without opening it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookMark {
    pub class: ClassGroupId,
    pub year: YearId,
    /// From 1, of the class in the year.
    pub number: u32,
    pub made_at: Timestamp,
    pub made_by: PersonId,
    pub log: LogEnd,
    /// The SHA-256 of the contents, as they are kept.
    pub digest: Sha256,
    pub code: CheckCode,
}

/// All that is kept of a book, and that its code is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookContents {
    /// From 1, of the class in the year.
    pub number: u32,
    /// What it says otherwise than the one before; empty for the first one.
    pub changes: Vec<BookChange>,
    pub book: YearBook,
}

/// A book as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoundBook {
    pub mark: BookMark,
    pub contents: BookContents,
}

/// What anybody is told who types the code of a book: no name and no record, for the code stands on a paper that goes round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedBook {
    pub name: String,
    pub school: String,
    pub number: u32,
    pub made_at: Timestamp,
    pub digest: Sha256,
    pub anchor: AnchorCode,
    /// The contents are those from which the code was made.
    pub is_whole: bool,
    /// The entry of the log to which the code is tied stands there as it was.
    pub fits_log: bool,
    /// The number of a later book of the class and the year.
    pub followed_by: Option<u32>,
}

/// A class whose book somebody may read, and how far that has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassBooks {
    pub class: ClassGroupId,
    pub title: String,
    pub department: String,
    /// Until which day the year runs for it; `None` once it is over.
    pub runs_until: Option<NaiveDate>,
    /// Those that were bound, the last one first.
    pub bound: Vec<BookMark>,
}

/// The classes whose books `person` may read, in the order of departments; those alone that had records in the year.
pub fn class_books(facts: &Facts, person: PersonId, marks: &[BookMark], now: Timestamp) -> Vec<ClassBooks> {
    let (actor, organisation, year) = (facts.actor(person, now), facts.organisation(), facts.calendar().year());
    let is_known =
        |class: &ClassGroup| facts.obligations.iter().any(|one| one.terms.owner == crate::obligations::Owner::Class(class.id));
    let mut found = Vec::new();
    for department in &organisation.departments {
        for class in organisation.classes.iter().filter(|class| class.department == department.id) {
            if decide_read_year_book(&actor, organisation, class, year).is_err() || !is_known(class) {
                continue;
            }
            let mut bound: Vec<BookMark> = marks.iter().filter(|mark| mark.class == class.id).cloned().collect();
            bound.sort_by_key(|mark| std::cmp::Reverse(mark.number));
            found.push(ClassBooks {
                class: class.id,
                title: organisation.class_title(class),
                department: department.name.clone(),
                runs_until: is_running(facts, class.id, now).then(|| bound_from(facts, class.id)).and_then(|day| day.pred_opt()),
                bound,
            });
        }
    }
    found
}

/// The bytes from which the code of a book is made: `hoso year book code 1\n`; of the school 16 bytes; the 32 of the SHA-256 of the
/// contents; the number of the last entry of the log, 8 bytes, big-endian; the 32 of the hash of that entry.
pub fn bound_bytes(school: SchoolId, contents: Sha256, log: &LogEnd) -> Vec<u8> {
    let seq = log.seq.to_be_bytes();
    [CODE_FORM, school.uuid().as_bytes(), contents.bytes(), &seq, log.hash.bytes()].concat()
}

/// The bytes that are signed for a file: `hoso year book 1\n`; of the school 16 bytes; the 32 of the SHA-256 of all that stands before
/// the last line.
pub fn sealed_bytes(school: SchoolId, document: Sha256) -> Vec<u8> {
    [SEAL_FORM, school.uuid().as_bytes(), document.bytes()].concat()
}

/// The last line of the file of a book: by which it is checked without the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BookSeal {
    pub school: SchoolId,
    pub key: PublicKey,
    pub signature: Signature,
}

impl BookSeal {
    /// The line, with its end.
    pub fn line(&self) -> String {
        format!("{BOOK_FORM}{} {} {} -->\n", self.school, self.key, self.signature)
    }

    /// What was signed in a file, and its seal; `None` for a file that is no such book.
    pub fn read(file: &str) -> Option<(&str, Self)> {
        let at = file.rfind(BOOK_FORM)?;
        let (document, line) = file.split_at_checked(at)?;
        let parts = line.strip_prefix(BOOK_FORM)?.strip_suffix(" -->\n")?;
        let mut parts = parts.split(' ');
        let (school, key, signature) = (parts.next()?, parts.next()?, parts.next()?);
        let seal =
            Self { school: school.parse().ok()?, key: PublicKey::from_hex(key)?, signature: Signature::from_hex(signature)? };
        // Each value has one way to be written, so nothing can be hidden in the line.
        (parts.next().is_none() && seal.line() == line).then_some((document, seal))
    }
}
