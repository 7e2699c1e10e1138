//! "Thời hạn lưu": how long records of a type are kept, as data with its legal basis. What nobody has looked up is kept, and the
//! starter set has looked up nothing: no source that we could read gives a figure for these types.

use chrono::{Datelike, NaiveDate};

use super::holds::Hold;
use crate::{
    days::Timestamp,
    forms::{FormData, FormErrors},
    lines,
    people::PersonId,
    record_types::RecordTypeId,
    vietnamese,
};

/// How long.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Retention {
    /// "Chưa tra cứu": it is kept.
    #[default]
    Unknown,
    /// "Vĩnh viễn".
    Forever,
    /// So many years from the end of the school year, at least one.
    Years(u32),
}

impl Retention {
    /// In years; what is longer is written "vĩnh viễn".
    pub const MAX_YEARS: u32 = 100;

    /// In the form and in the database; never changed.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Forever => "forever",
            Self::Years(_) => "years",
        }
    }

    /// Reads back what `code` and the number of years say, and nothing else.
    pub fn from_code(code: &str, years: Option<u32>) -> Option<Self> {
        match (code, years) {
            ("unknown", None) => Some(Self::Unknown),
            ("forever", None) => Some(Self::Forever),
            ("years", Some(years)) if (1..=Self::MAX_YEARS).contains(&years) => Some(Self::Years(years)),
            _ => None,
        }
    }

    /// The number, where it has one.
    pub const fn years(self) -> Option<u32> {
        match self {
            Self::Years(years) => Some(years),
            Self::Unknown | Self::Forever => None,
        }
    }

    /// "Vĩnh viễn", "5 năm", "Chưa tra cứu, giữ".
    pub fn words(self) -> String {
        match self {
            Self::Unknown => "Chưa tra cứu, giữ".to_owned(),
            Self::Forever => "Vĩnh viễn".to_owned(),
            Self::Years(years) => format!("{years} năm"),
        }
    }

    /// Until when records of a school year that ends on this day are kept.
    pub fn keeps_until(self, year_end: NaiveDate) -> KeptUntil {
        match self {
            Self::Unknown => KeptUntil::NotKnown,
            Self::Forever => KeptUntil::Forever,
            Self::Years(years) => {
                let year = i32::try_from(years).ok().and_then(|years| year_end.year().checked_add(years));
                // What ends on 29 February ends on 1 March of a year that has none: a day more, and none less.
                let day = year.and_then(|year| year_end.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 3, 1)));
                day.map_or(KeptUntil::Forever, KeptUntil::Day)
            }
        }
    }
}

/// Until when something is kept at least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptUntil {
    /// Nobody has looked it up.
    NotKnown,
    Forever,
    /// This day is the last one.
    Day(NaiveDate),
}

impl KeptUntil {
    /// "Giữ đến 31/05/2032".
    pub fn words(self) -> String {
        match self {
            Self::NotKnown => "Giữ, thời hạn chưa tra cứu".to_owned(),
            Self::Forever => "Giữ vĩnh viễn".to_owned(),
            Self::Day(day) => format!("Giữ đến {}", vietnamese::date(day)),
        }
    }

    /// Whether its days are over on `today`: then a council may look at it.
    pub fn is_over(self, today: NaiveDate) -> bool {
        match self {
            Self::NotKnown | Self::Forever => false,
            Self::Day(day) => today > day,
        }
    }
}

/// What somebody has settled for one type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetentionRule {
    pub record_type: RecordTypeId,
    /// From 1, of the type; the last one holds.
    pub number: u32,
    pub retention: Retention,
    /// "Thông tư 08/2025/TT-BGDĐT, Nhóm II, mục 12"; empty where nobody has looked it up.
    pub basis: String,
    pub by: PersonId,
    pub at: Timestamp,
}

/// The rule that holds for a type: the last one that was settled; `None` where nobody has settled any, which is "chưa tra cứu".
pub fn in_force(rules: &[RetentionRule], record_type: RecordTypeId) -> Option<&RetentionRule> {
    rules.iter().filter(|one| one.record_type == record_type).max_by_key(|one| one.number)
}

/// Why a record is in no list of what is to be destroyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptBecause {
    /// It does not lie in the archive.
    NotArchived,
    /// Its period is not known, does not end, or is not over.
    Period(KeptUntil),
    /// Somebody holds it.
    Held { number: u32 },
}

impl KeptBecause {
    /// Behind the record: "giữ đến 31/05/2032".
    pub fn words(self) -> String {
        match self {
            Self::NotArchived => "không còn nằm trong gói lưu trữ này".to_owned(),
            Self::Period(until) => vietnamese::with_small_beginning(&until.words()),
            Self::Held { number } => format!("giữ lại theo lệnh số {number}"),
        }
    }
}

/// May a council look at a record of a school year that ended on this day, so that it may be destroyed by its minutes? Whoever calls
/// hands in the holds over it; a period that is over destroys nothing by itself.
///
/// # Errors
/// `KeptBecause`: the first hold, before the period.
pub fn may_be_disposed<'h>(
    is_archived: bool,
    retention: Retention,
    year_end: NaiveDate,
    holds: impl IntoIterator<Item = &'h Hold>,
    today: NaiveDate,
) -> Result<(), KeptBecause> {
    if !is_archived {
        return Err(KeptBecause::NotArchived);
    }
    if let Some(hold) = holds.into_iter().find(|hold| hold.lifted.is_none()) {
        return Err(KeptBecause::Held { number: hold.number });
    }
    let until = retention.keeps_until(year_end);
    if until.is_over(today) { Ok(()) } else { Err(KeptBecause::Period(until)) }
}

/// The form that settles it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RetentionForm {
    /// As of `Retention::code`.
    pub kind: String,
    pub years: String,
    pub basis: String,
    /// How many rules the type had when the form was shown.
    pub seen: String,
}

/// What the form asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetentionPlan {
    pub retention: Retention,
    pub basis: String,
}

impl RetentionForm {
    /// Of the basis, in letters.
    pub const MAX_BASIS: u32 = 200;

    /// With what holds now.
    pub fn of(rule: Option<&RetentionRule>) -> Self {
        let retention = rule.map(|one| one.retention).unwrap_or_default();
        Self {
            kind: retention.code().to_owned(),
            years: retention.years().map(|years| years.to_string()).unwrap_or_default(),
            basis: rule.map(|one| one.basis.clone()).unwrap_or_default(),
            seen: rule.map_or(0, |one| one.number).to_string(),
        }
    }

    /// As sent: `kind`, `years`, `basis`, `seen`.
    pub fn read(typed: &FormData) -> Self {
        Self {
            kind: typed.get("kind").to_owned(),
            years: typed.get("years").to_owned(),
            basis: lines::clean(typed.get("basis")),
            seen: typed.get("seen").to_owned(),
        }
    }

    /// What was typed. A period or "vĩnh viễn" without a basis is refused: nobody could say later where it came from.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self) -> Result<RetentionPlan, FormErrors> {
        let mut errors = FormErrors::default();
        let retention = match self.kind.as_str() {
            "years" => {
                let years = self.years.trim().parse().ok();
                let read = years.and_then(|years| Retention::from_code("years", Some(years)));
                if read.is_none() {
                    errors.add("years", format!("Ghi số năm, từ 1 đến {}.", Retention::MAX_YEARS));
                }
                read
            }
            other => {
                let read = Retention::from_code(other, None);
                if read.is_none() {
                    errors.add("kind", "Chọn một trong ba cách.");
                }
                read
            }
        };
        if self.basis.chars().count() > Self::MAX_BASIS as usize {
            errors.add("basis", format!("Viết gọn trong {} ký tự.", Self::MAX_BASIS));
        } else if self.basis.is_empty() && retention.is_some_and(|one| one != Retention::Unknown) {
            errors.add("basis", "Ghi văn bản quy định thời hạn này, ví dụ Thông tư 08/2025/TT-BGDĐT và số mục.");
        }
        match retention.filter(|_| errors.is_empty()) {
            Some(retention) => Ok(RetentionPlan { retention, basis: self.basis.clone() }),
            None => Err(errors),
        }
    }
}
