//! "Hồ sơ phải nộp": record type × period × owner, with a due day; made from calendar and rules, the same every time.

mod archived;
mod disposed;
mod duty;
mod exemption;
mod explained;
mod generate;
mod handed_in;
mod judge;
mod late_counts;
mod list;
mod reconcile;
mod terms;
mod withdrawal;
mod writable;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use archived::Archived;
pub use disposed::Disposed;
pub use duty::Duty;
pub use exemption::Reason;
pub use explained::{Explained, Explanation, Finding, MAX_EXPLANATIONS, Ruling};
pub use generate::{generate, owners};
pub use handed_in::{HandedIn, Judged, NewVersion, SetRight};
pub use judge::{Counts, SLOWEST_FORM, Standing, Verdict, counts_from, judge};
pub use late_counts::LateCounts;
pub use list::Obligations;
pub use reconcile::{Change, reconcile};
pub use terms::Terms;
pub use withdrawal::Withdrawal;

use crate::{
    calendar::{SchoolCalendar, Semester, TeachingWeek, Unit},
    comments::CommentMark,
    days::{Month, Span, Timestamp},
    decisions::Decision,
    ids::Id,
    people::{ClassGroup, ClassGroupId, DepartmentId, Organisation, PersonId, SectionId, SiteId},
    record_types::{RecordType, Theme, ThemeId},
    spot_checks::SpotCheck,
};

pub type ObligationId = Id<Obligation>;

/// The stretch of the school year that one record is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Period {
    /// A numbered teaching week.
    Week(u8),
    Month(Month),
    Theme(ThemeId),
    Semester(Semester),
    Year,
}

impl Period {
    /// The number of the teaching week, where it is one.
    pub const fn week(self) -> Option<u8> {
        match self {
            Self::Week(number) => Some(number),
            Self::Month(_) | Self::Theme(_) | Self::Semester(_) | Self::Year => None,
        }
    }

    /// Stable text for the database: "w12", "m2026-11", "t<uuid>", "s1", "y".
    pub fn key(self) -> String {
        match self {
            Self::Week(number) => format!("w{number}"),
            Self::Month(Month { year, month }) => format!("m{year}-{month:02}"),
            Self::Theme(id) => format!("t{id}"),
            Self::Semester(Semester::First) => "s1".to_owned(),
            Self::Semester(Semester::Second) => "s2".to_owned(),
            Self::Year => "y".to_owned(),
        }
    }

    /// Reads back what `key` wrote, and nothing else.
    pub fn from_key(key: &str) -> Option<Self> {
        let rest = key.get(1..)?;
        let period = match key.as_bytes().first()? {
            b'w' => Self::Week(rest.parse().ok()?),
            b'm' => {
                let (year, month) = rest.split_once('-')?;
                let month = Month { year: year.parse().ok()?, month: month.parse().ok()? };
                month.span().map(|_| Self::Month(month))?
            }
            b't' => Self::Theme(rest.parse().ok()?),
            b's' if rest == "1" => Self::Semester(Semester::First),
            b's' => Self::Semester(Semester::Second),
            _ => Self::Year,
        };
        Some(period).filter(|period| period.key() == key)
    }

    /// Its days, first and last; `None` where the calendar or the list of themes no longer has it.
    pub fn span(self, calendar: &SchoolCalendar, themes: &[Theme]) -> Option<Span> {
        match self {
            Self::Week(number) => calendar.week(number).map(TeachingWeek::span),
            Self::Month(month) => month.span(),
            Self::Theme(id) => {
                let theme = themes.iter().find(|theme| theme.id == id)?;
                let (first, last) = (calendar.week(theme.from_week)?, calendar.week(theme.through_week)?);
                Some(Span { from: first.monday, to: last.span().to })
            }
            Self::Semester(semester) => calendar.semester(semester),
            Self::Year => Some(calendar.year()),
        }
    }

    /// In the title of a record: "tuần 12", "tháng 11/2026", "học kỳ II".
    pub fn words(self, themes: &[Theme]) -> String {
        match self {
            Self::Week(number) => format!("tuần {number}"),
            Self::Month(Month { year, month }) => format!("tháng {month}/{year}"),
            Self::Theme(id) => themes
                .iter()
                .find(|theme| theme.id == id)
                .map_or_else(|| "chủ đề".to_owned(), |theme| format!("chủ đề {}", theme.name)),
            Self::Semester(Semester::First) => "học kỳ I".to_owned(),
            Self::Semester(Semester::Second) => "học kỳ II".to_owned(),
            Self::Year => "năm học".to_owned(),
        }
    }
}

/// Who owes one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Owner {
    Class(ClassGroupId),
    Department(DepartmentId),
    Section(SectionId),
    School,
    Person(PersonId),
}

impl Owner {
    /// The row of the dashboard that counts it: a section's records stand with the department to which it belongs, a person's
    /// with the one they work in on `day`, the school's own and what names a gone owner in "Ban giám hiệu" (`None`).
    pub fn department(self, organisation: &Organisation, day: NaiveDate) -> Option<DepartmentId> {
        match self {
            Self::Class(id) => organisation.class(id).map(|class| class.department),
            Self::Department(id) => Some(id),
            Self::Section(id) => organisation.section(id).map(|section| section.department),
            Self::Person(id) => organisation.department_of(id, day),
            Self::School => None,
        }
    }

    /// Whether it is a class at this site: whatever else owes records is at none.
    pub fn is_at(self, organisation: &Organisation, site: SiteId) -> bool {
        match self {
            Self::Class(class) => organisation.is_at(class, site),
            Self::Department(_) | Self::Section(_) | Self::Person(_) | Self::School => false,
        }
    }

    /// The part of the school by whose closures its records go, in the row of `department`; `None`: those of the school alone.
    pub fn unit(self, department: Option<DepartmentId>) -> Option<Unit> {
        match self {
            Self::Class(id) => Some(Unit::Class(id)),
            Self::Department(_) | Self::Section(_) | Self::School | Self::Person(_) => department.map(Unit::Department),
        }
    }

    /// "Lớp 4A", "Mẫu giáo 4–5 tuổi", "Kế toán"; nothing for the school itself.
    pub fn words(self, organisation: &Organisation) -> Option<String> {
        match self {
            Self::Class(id) => organisation.class(id).map(ClassGroup::title),
            Self::Department(id) => organisation.department(id).map(|department| department.name.clone()),
            Self::Section(id) => organisation.section(id).map(|section| section.name.clone()),
            Self::School => None,
            Self::Person(id) => organisation.person(id).map(|person| organisation.distinct_name(person, None)),
        }
    }
}

/// "Miễn": who freed the owner, when and why; the record leaves the denominator and is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exemption {
    pub by: PersonId,
    pub at: Timestamp,
    pub reason: String,
}

/// "Bỏ miễn": an exemption that was taken back, by whom, when and why. It is never changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndedExemption {
    pub was: Exemption,
    pub by: PersonId,
    pub at: Timestamp,
    pub reason: String,
}

/// No longer owed: the class was dissolved, the type retired, the calendar changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    pub at: Timestamp,
    pub reason: String,
}

/// One record that is owed, with all that was decided and handed in for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obligation {
    pub id: ObligationId,
    /// What it is and by when it is owed, as calendar, organisation, types and rules say it.
    pub terms: Terms,
    pub exemption: Option<Exemption>,
    pub closing: Option<Closing>,
    pub handed_in: Option<HandedIn>,
    /// About every version, also those that were taken back; in the order in which they were taken.
    pub decisions: Vec<Decision>,
    /// About every version; the first one first.
    pub comments: Vec<CommentMark>,
    /// Versions that their authors took back, in the order of their numbers.
    pub withdrawals: Vec<Withdrawal>,
    /// About every version, in the order of their time.
    pub spot_checks: Vec<SpotCheck>,
    /// What was said of why it was late.
    pub explained: Explained,
    /// Exemptions that were taken back, in the order of their time.
    pub ended_exemptions: Vec<EndedExemption>,
    /// It lies in the archive, and changes no more.
    pub archived: Option<Archived>,
    /// Its files are gone, by the minutes of a council. Few records ever have it.
    pub disposed: Option<Box<Disposed>>,
}

impl Obligation {
    /// The effective due day: it is shown, and by it alone anybody is on time or late; `None` for what is never late.
    /// `Terms::due_day` is the day that the rules give, which a decision over this one record may leave behind.
    pub fn due_day(&self) -> Option<NaiveDate> {
        self.terms.due_day()
    }
}

/// "Giáo án tuần 12 · Lớp 4A".
pub fn title(obligation: &Obligation, record_type: &RecordType, organisation: &Organisation, themes: &[Theme]) -> String {
    let what = format!("{} {}", record_type.short, obligation.terms.period.words(themes));
    match obligation.terms.owner.words(organisation) {
        Some(owner) => format!("{what} · {owner}"),
        None => what,
    }
}

#[cfg(test)]
mod tests;
