//! "Nhận lại bản lưu": what of a personal copy is taken back after a disaster, and why the rest is not (decision 0048).

use chrono::Datelike;
use serde::{Deserialize, Serialize};

use super::listed::{CopiedRecord, CopiedVersion, FORMAT, ListHead};
use crate::{
    days::{Timestamp, day_of},
    facts::Facts,
    file_names::FileName,
    obligations::{HandedIn, Judged, Obligation, Verdict},
    people::{Organisation, PersonId, SchoolId},
    refusal::{Refusal, Words},
    signing::KeyId,
    submissions::{ReceiptNumber, Submission, SubmissionId},
    vietnamese,
};

/// Why a list can be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trust {
    /// By a key of the school, over every byte of it.
    Signed,
    /// Nobody knows the school's key any more: receipt, words and files fit each other, and that is all.
    ByHash,
}

impl Trust {
    /// In the database; never changed.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Signed => "signed",
            Self::ByHash => "hash",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Signed, Self::ByHash].into_iter().find(|one| one.code() == code)
    }

    /// On screen and on the console.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Signed => "có chữ ký của trường",
            Self::ByHash => "chỉ đối chiếu được mã, không có khóa để kiểm tra chữ ký",
        }
    }
}

/// A version that is there because somebody kept it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rescued {
    pub submission: SubmissionId,
    pub at: Timestamp,
    pub trust: Trust,
    /// Whose copy it was, by the name that stood in it, and when that was made.
    pub copy_of: String,
    pub copy_made_at: Timestamp,
}

impl Rescued {
    /// What is told of it wherever its version stands; `version` is the number of that.
    pub fn words(&self, version: u32) -> Words {
        let (whose, made) = (&self.copy_of, vietnamese::moment(self.copy_made_at));
        Words {
            fact: format!("Phiên bản {version} được nhận lại từ bản lưu cá nhân của {whose}, lập lúc {made}"),
            advice: format!(
                "Giờ nộp và kết quả xét hạn là của biên nhận ngày ấy, không phải của lúc nhận lại {}. Bản lưu {}. Nếu sau lúc lập \
                 bản lưu đã rút phiên bản này thì lần rút ấy đã mất, và phiên bản lại được tính: người nộp rút lại, hoặc nộp bản khác.",
                vietnamese::moment(self.at),
                self.trust.words()
            ),
        }
    }
}

/// Whose signature is over a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListSignature {
    None,
    /// There is one, and it is not over this list.
    Broken,
    By(KeyId),
}

/// Whose copies are taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    pub school: SchoolId,
    /// By which its lists are signed; none where nobody knows one any more.
    pub keys: Vec<KeyId>,
    /// The school is this one as it is now, so ids are those of here; otherwise it was set up anew, and names are compared.
    pub is_here: bool,
}

/// Why nothing of a copy is taken back.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CopyRefusal {
    #[error("bản lưu theo dạng {0}, bản phần mềm này không đọc được. Dùng bản phần mềm mới hơn.")]
    OtherFormat(u32),
    #[error("bản lưu của trường khác: {name}, mã {id}. Nếu đó chính là trường này trước khi cài lại, chạy lại với --school {id}.")]
    OtherSchool { name: String, id: SchoolId },
    #[error("danh sách đã bị sửa: chữ ký trong bản lưu không khớp. Không nhận gì từ bản lưu này.")]
    Altered,
    #[error("danh sách không có chữ ký của trường. Không nhận gì từ bản lưu này; hỏi người đưa đúng tệp đã tải về.")]
    NotSigned,
    #[error(
        "ở đây không còn khóa nào của trường để kiểm tra chữ ký. Người giữ máy chủ nhận bản lưu này bằng lệnh hoso rescue, xem \
         docs/khoi-phuc.md."
    )]
    OnlyAtConsole,
    #[error("danh sách được ký bằng khóa {0}, không phải khóa của trường. Không nhận gì từ bản lưu này.")]
    OtherKey(String),
}

/// Whether a list is to be believed, and why.
///
/// # Errors
/// `CopyRefusal`. Where a key of the school is known, a list without its signature is somebody's own.
pub fn check_list(list: &ListHead, signature: ListSignature, accepted: &Accepted) -> Result<Trust, CopyRefusal> {
    if list.format != FORMAT {
        return Err(CopyRefusal::OtherFormat(list.format));
    }
    if list.school != accepted.school {
        return Err(CopyRefusal::OtherSchool { name: list.school_name.clone(), id: list.school });
    }
    match signature {
        ListSignature::Broken => Err(CopyRefusal::Altered),
        ListSignature::By(key) if accepted.keys.contains(&key) => Ok(Trust::Signed),
        ListSignature::None | ListSignature::By(_) if accepted.keys.is_empty() => Ok(Trust::ByHash),
        ListSignature::None => Err(CopyRefusal::NotSigned),
        ListSignature::By(key) => Err(CopyRefusal::OtherKey(key.grouped())),
    }
}

/// No record has so many versions, and no school so many receipts in a year: numbers that nobody signed are not counted on from.
const MAX_VERSION: u32 = 1_000;
const MAX_RECEIPT: i64 = 1_000_000;

/// Whether the numbers and the instant of a version can be what its receipt says, in a copy made at `made_at` and given back at `now`.
/// Where the school signed the list it knew them.
pub fn fits_its_time(trust: Trust, made_at: Timestamp, version: &CopiedVersion, now: Timestamp) -> bool {
    let (number, received_at) = (version.receipt.number, version.received_at);
    let has_numbers = version.version > 0 && number.number > 0;
    has_numbers
        && match trust {
            Trust::Signed => true,
            Trust::ByHash => {
                // At midnight of New Year's Eve a receipt may be of the year after.
                let year = day_of(received_at.min(now)).year();
                received_at <= made_at
                    && made_at <= now
                    && (year..=year + 1).contains(&number.year)
                    && version.version <= MAX_VERSION
                    && number.number <= MAX_RECEIPT
            }
        }
}

/// Why one version of a copy is not taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// No record of this name is owed here.
    NoRecord {
        school_year: String,
    },
    /// Several records are called so.
    ManyRecords,
    /// Nobody of this name is here, or more than one.
    NoPerson {
        name: String,
    },
    ManyPeople {
        name: String,
    },
    /// The file is not in this copy, and in none that was given with it.
    FileMissing {
        name: FileName,
    },
    /// The receipt's code is over other words or files.
    Altered,
    /// Something else was handed in under this number since, or under one before it: what is newest now stays the newest.
    VersionTaken {
        version: u32,
    },
    /// The receipt's number was given out again since.
    ReceiptTaken {
        number: ReceiptNumber,
    },
    /// The version is here, and its code is another one.
    OtherContent,
    /// Nothing can be written for the record now.
    Shut(Refusal),
}

impl NotTaken {
    /// What is true, and what to do next.
    pub fn words(&self) -> Words {
        let (fact, advice) = match self {
            Self::NoRecord { school_year } => (
                format!("không có hồ sơ này trong năm học {school_year}"),
                "Xem lại năm học, loại hồ sơ, tên lớp đã cài đặt; sửa cho giống cũ rồi nhận lại.".to_owned(),
            ),
            Self::ManyRecords => {
                ("có nhiều hồ sơ cùng tên".to_owned(), "Đặt lại tên cho khác nhau như cũ rồi nhận lại.".to_owned())
            }
            Self::NoPerson { name } => {
                (format!("chưa có {name} trong danh sách cán bộ"), "Thêm vào danh sách rồi nhận lại.".to_owned())
            }
            Self::ManyPeople { name } => (
                format!("có nhiều người tên {name}"),
                "Chưa biết của ai nên chưa nhận; đưa bản in biên nhận cho ban giám hiệu.".to_owned(),
            ),
            Self::FileMissing { name } => (
                format!("thiếu tệp {}", name.short()),
                "Tệp không có trong bản lưu, hoặc đã bị sửa. Tìm ở bản lưu khác rồi đưa cả hai cùng lúc.".to_owned(),
            ),
            Self::Altered => (
                "đã bị sửa: mã trên biên nhận không khớp với lời nhắn và tệp".to_owned(),
                "Đưa lại đúng bản lưu đã tải về.".to_owned(),
            ),
            Self::VersionTaken { version } => (
                format!("phiên bản {version} đã được nộp lại sau khi mất dữ liệu"),
                "Bản mới giữ nguyên; cần bản cũ thì nộp thêm bằng tay.".to_owned(),
            ),
            Self::ReceiptTaken { number } => (
                format!("số biên nhận {number} đã cấp cho lần nộp khác sau khi mất dữ liệu"),
                "Nộp lại bằng tay, kèm bản in biên nhận cũ.".to_owned(),
            ),
            Self::OtherContent => (
                "trong hệ thống đã có phiên bản này với nội dung khác".to_owned(),
                "Bản trong hệ thống giữ nguyên. Báo ban giám hiệu.".to_owned(),
            ),
            Self::Shut(refusal) => {
                let Words { fact, advice } = refusal.words();
                (vietnamese::with_small_beginning(&fact), advice)
            }
        };
        Words { fact, advice }
    }
}

/// What has become of one version of a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    Taken,
    /// It was here: given back twice is once.
    Known,
    Not(NotTaken),
}

/// One version of a copy, and what has become of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RescueLine {
    /// "Giáo án tuần 12 · Lớp 4A, phiên bản 2, BN-2026-00184"
    pub what: String,
    pub fate: Fate,
}

impl RescueLine {
    pub fn new(record: &CopiedRecord, version: &CopiedVersion, fate: Fate) -> Self {
        Self { what: format!("{}, phiên bản {}, {}", record.title, version.version, version.receipt.number), fate }
    }
}

/// The record here for which the record of a list was handed in: by its id, else by year, type and title.
///
/// # Errors
/// `NotTaken::NoRecord`, `NotTaken::ManyRecords`.
pub fn record_here<'f>(facts: &'f Facts, is_here: bool, record: &CopiedRecord) -> Result<&'f Obligation, NotTaken> {
    if let Some(known) = facts.obligation(record.obligation).filter(|_| is_here) {
        return Ok(known);
    }
    let is_the_year = facts.calendar().school_year() == record.school_year;
    let is_it = |one: &&Obligation| {
        let record_type = facts.record_type(one.terms.record_type);
        is_the_year && record_type.is_some_and(|it| it.code == record.record_type_code) && facts.title(one) == record.title
    };
    let mut found = facts.obligations.iter().filter(is_it);
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one),
        (Some(_), Some(_)) => Err(NotTaken::ManyRecords),
        (None, _) => Err(NotTaken::NoRecord { school_year: record.school_year.clone() }),
    }
}

/// Who here handed in what `id` of this name did: by the id, else by the full name.
///
/// # Errors
/// `NotTaken::NoPerson`, `NotTaken::ManyPeople`.
pub fn person_here(organisation: &Organisation, is_here: bool, (id, name): (PersonId, &str)) -> Result<PersonId, NotTaken> {
    if is_here && organisation.person(id).is_some() {
        return Ok(id);
    }
    let mut found = organisation.people.iter().map(|one| one.id).filter(|one| organisation.full_name(*one) == name);
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one),
        (Some(_), Some(_)) => Err(NotTaken::ManyPeople { name: name.to_owned() }),
        (None, _) => Err(NotTaken::NoPerson { name: name.to_owned() }),
    }
}

/// What is known of the hand-ins of a record that has these versions. The first one is judged as its receipt says, never by the day
/// on which it came back; where that receipt judged nothing, nothing is judged.
pub fn known_after_rescue(obligation: &Obligation, versions: &[Submission]) -> Option<HandedIn> {
    let mut counted: Vec<&Submission> = versions.iter().filter(|one| one.withdrawn_at.is_none()).collect();
    counted.sort_by_key(|one| one.version);
    let (first, last) = (counted.first()?, counted.last()?);
    let is_first = |known: &&HandedIn| (known.first_at, known.first_by) == (first.received_at, first.person);
    let (first_verdict, judged) = match obligation.handed_in.as_ref().filter(is_first) {
        Some(known) => (known.first_verdict, known.judged),
        None => {
            let verdict = first.receipt.verdict;
            let by = first.receipt.due.filter(|_| verdict != Verdict::NotJudged);
            (verdict, Judged { by, verdict })
        }
    };
    let mut in_order: Vec<&Submission> = versions.iter().collect();
    in_order.sort_by_key(|one| one.version);
    let mut authors: Vec<PersonId> = Vec::new();
    for one in in_order {
        if !authors.contains(&one.person) {
            authors.push(one.person);
        }
    }
    Some(HandedIn {
        first_at: first.received_at,
        first_by: first.person,
        first_verdict,
        judged,
        versions: last.version,
        last_at: last.received_at,
        last_by: last.person,
        files: u32::try_from(last.files.len()).unwrap_or(u32::MAX),
        submission: last.id,
        authors,
    })
}

#[cfg(test)]
mod tests;
