//! What kinds of records a school keeps, who owes them and by which rule they fall due; all of it is data the principal can change.

mod approval_route;
mod choices;
mod effect;
mod fence;
mod form;
mod own;
mod rule_versions;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use approval_route::{ApprovalRoute, OtherStep, Step};
pub use choices::{due_choices, due_words, owner_choices, owner_of, owner_words, rules_of, short_of};
pub use fence::{Fence, FenceForm, FenceSaid, Reader, Readers, Sensitivity, fences_in_short, reader_choices, readers_words};
pub use form::{OwnPlan, TypeChoice, TypePlan, TypesForm, TypesPlan};
pub use own::{NewType, NewTypePlan, OwnChoice};
pub use rule_versions::{KeptRules, RuleRow, RulesForm, RulesPlan, RulesState, RulesTold, rules_told};

use crate::{
    calendar::Semester,
    deadlines::{DueRule, Hours},
    ids::Id,
    people::{DepartmentId, SectionId},
    vietnamese,
};

pub type RecordTypeId = Id<RecordType>;
pub type RuleVersionId = Id<RuleVersion>;
pub type ThemeId = Id<Theme>;

/// Who owes records of a type: the owner of a plan is rarely a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OwedBy {
    EachClass,
    EachDepartment,
    /// Whoever teaches a class: a plan of one's own, that nobody else can hand in.
    EachTeacher,
    /// Everybody who holds a position.
    EachPerson,
    Department(DepartmentId),
    Section(SectionId),
    School,
}

/// How often a type is owed; each period of the kind in the school year brings one record for each owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Recurrence {
    EachWeek,
    /// Calendar month.
    EachMonth,
    /// "Chủ đề": a named span of numbered weeks that the school lists.
    EachTheme,
    EachSemester,
    /// Once in the year, in this semester (KHGD HKI, KHGD HKII).
    OneSemester(Semester),
    OnceAYear,
}

impl Recurrence {
    pub const ALL: [Self; 7] = [
        Self::EachWeek,
        Self::EachMonth,
        Self::EachTheme,
        Self::EachSemester,
        Self::OneSemester(Semester::First),
        Self::OneSemester(Semester::Second),
        Self::OnceAYear,
    ];

    /// The word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::EachWeek => "week",
            Self::EachMonth => "month",
            Self::EachTheme => "theme",
            Self::EachSemester => "semester",
            Self::OneSemester(Semester::First) => "semester-1",
            Self::OneSemester(Semester::Second) => "semester-2",
            Self::OnceAYear => "year",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|recurrence| recurrence.code() == code)
    }

    /// On screen.
    pub const fn words(self) -> &'static str {
        match self {
            Self::EachWeek => "Hằng tuần",
            Self::EachMonth => "Hằng tháng",
            Self::EachTheme => "Theo chủ đề",
            Self::EachSemester => "Theo học kỳ",
            Self::OneSemester(Semester::First) => "Học kỳ I",
            Self::OneSemester(Semester::Second) => "Học kỳ II",
            Self::OnceAYear => "Cả năm",
        }
    }
}

/// "Loại hồ sơ".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordType {
    pub id: RecordTypeId,
    /// Stable, for addresses and exports: "giao-an".
    pub code: String,
    /// In lists of types: "Giáo án tuần (kế hoạch bài dạy)".
    pub name: String,
    /// Before the period in the title of one record: "Giáo án" gives "Giáo án tuần 12".
    pub short: String,
    pub owed_by: OwedBy,
    pub recurrence: Recurrence,
    pub approval_route: ApprovalRoute,
    /// Whose data it holds, and with `readers` who opens it.
    pub sensitivity: Sensitivity,
    /// Whoever's work it is beside whoever hands it in and the leadership.
    pub readers: Readers,
    /// What it is for, in the school's own words; empty for those of its kind.
    pub purpose: String,
    /// Place in lists, from the top.
    pub sort_order: i64,
    /// Kept in the list but owed by nobody, as long as no version of the rules says otherwise (`RuleVersion::uses`).
    pub retired: bool,
    /// By which rule its records fall due, as long as no version of the rules says another one (`RuleVersion::due_of`).
    pub due: DueRule,
}

impl RecordType {
    /// What Điều 9 says of a record of this type that fell due by `rule`, where that is the rule that Điều 9 gives.
    pub fn clause(&self, rule: DueRule) -> Option<&'static str> {
        match (self.code.as_str(), rule) {
            ("khgd-hk1", DueRule::LastWorkingDayOfWeek(Some(1))) => {
                Some("kế hoạch giáo dục học kỳ I đăng tải vào tuần 1 của năm học.")
            }
            ("khgd-hk2", DueRule::LastWorkingDayOfWeek(Some(18))) => Some("kế hoạch giáo dục học kỳ II đăng tải vào tuần 18."),
            ("giao-an", DueRule::FRIDAY_BEFORE) => {
                Some("giáo án nộp trước ngày dạy ít nhất 2 ngày, tức chiều thứ Sáu của tuần trước khi dạy.")
            }
            ("ke-hoach-tuan", DueRule::FRIDAY_BEFORE) => {
                Some("kế hoạch tuần tải lên 1 lần mỗi tuần; nộp cùng giáo án, chiều thứ Sáu của tuần trước khi dạy.")
            }
            _ => None,
        }
    }
}

/// How many types a school uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypeCounts {
    /// Those that are not retired.
    pub used: usize,
    /// Those of them whose records have a due day.
    pub with_due_day: usize,
}

impl TypeCounts {
    pub fn of(types: &[RecordType]) -> Self {
        let used = types.iter().filter(|one| !one.retired);
        Self { used: used.clone().count(), with_due_day: used.filter(|one| one.due != DueRule::NotSet).count() }
    }
}

/// "Phiên bản quy định": the rules in force from a day on; a record keeps the version it was born under (Điều 11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleVersion {
    pub id: RuleVersionId,
    /// Counted from 1.
    pub number: i64,
    pub effective_from: NaiveDate,
    pub hours: Hours,
    /// The types that fall due by another rule than the one with which they began: each version holds all of them, also those that
    /// a version before it changed.
    pub due: BTreeMap<RecordTypeId, DueRule>,
    /// The types that are used or not used under it otherwise than their own row says (`RecordType::retired`): each version holds
    /// all of them, as of `due`.
    pub in_use: BTreeMap<RecordTypeId, TypeUse>,
}

/// Whether records of a type are owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TypeUse {
    Used,
    Ended,
}

impl TypeUse {
    pub const ALL: [Self; 2] = [Self::Used, Self::Ended];

    /// As a type says it of itself.
    pub const fn of(record_type: &RecordType) -> Self {
        if record_type.retired { Self::Ended } else { Self::Used }
    }

    /// The word in the database and in the form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Used => "used",
            Self::Ended => "ended",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// On screen.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Used => "Phải nộp",
            Self::Ended => "Không phải nộp",
        }
    }
}

impl RuleVersion {
    /// Its hours in a few words: "Bản 1: trước 17:00, tính đúng hạn đến 23:59".
    pub fn in_short(&self) -> String {
        let (shown, until) = (vietnamese::hour(self.hours.shown), vietnamese::hour(self.hours.counted_until));
        format!("Bản {}: trước {shown}, tính đúng hạn đến {until}", self.number)
    }

    /// The one with which every school begins: in force since the regulation is.
    pub const fn first(id: RuleVersionId, hours: Hours) -> Self {
        Self { id, number: 1, effective_from: REGULATION_EFFECTIVE, hours, due: BTreeMap::new(), in_use: BTreeMap::new() }
    }

    /// By which rule a record of this type falls due that is born under this version.
    pub fn due_of(&self, record_type: &RecordType) -> DueRule {
        self.due.get(&record_type.id).copied().unwrap_or(record_type.due)
    }

    /// Whether records of this type are owed that are born under this version.
    pub fn uses(&self, record_type: &RecordType) -> bool {
        let told = self.in_use.get(&record_type.id).copied();
        told.unwrap_or(TypeUse::of(record_type)) == TypeUse::Used
    }

    /// The types as they are under this version: by which rule they fall due, and whether they are used.
    pub fn types(&self, types: &[RecordType]) -> Vec<RecordType> {
        let under = |one: &RecordType| RecordType { due: self.due_of(one), retired: !self.uses(one), ..one.clone() };
        types.iter().map(under).collect()
    }
}

/// The day on which the regulation took effect (Điều 11).
pub const REGULATION_EFFECTIVE: NaiveDate = match NaiveDate::from_ymd_opt(2024, 9, 6) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// "Chủ đề": numbered weeks `from_week` to `through_week` under a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Theme {
    pub id: ThemeId,
    pub name: String,
    pub from_week: u8,
    pub through_week: u8,
}

/// One line of the starter set, before the school's own departments and sections are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Starter {
    pub code: &'static str,
    pub name: &'static str,
    pub short: &'static str,
    pub owed_by: StarterOwner,
    pub recurrence: Recurrence,
    pub due: DueRule,
    /// What the demo's principal chose where the regulation names no day.
    pub demo_due: DueRule,
    pub approval_route: ApprovalRoute,
    pub sensitivity: Sensitivity,
}

impl Starter {
    /// The type as a school takes it over, with the first value of its rule.
    pub fn record_type(&self, id: RecordTypeId, sort_order: i64, owed_by: OwedBy) -> RecordType {
        RecordType {
            id,
            code: self.code.to_owned(),
            name: self.name.to_owned(),
            short: self.short.to_owned(),
            owed_by,
            recurrence: self.recurrence,
            approval_route: self.approval_route,
            sensitivity: self.sensitivity,
            readers: Readers::NOBODY,
            purpose: String::new(),
            sort_order,
            retired: false,
            due: self.due,
        }
    }
}

/// The owner of a starter type, by what the school has to name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StarterOwner {
    EachClass,
    EachDepartment,
    /// The department that cooks (tổ nuôi dưỡng).
    Kitchen,
    School,
    /// The section of health.
    Health,
    /// The section of accounting.
    Accounting,
}

const fn starter(
    code: &'static str,
    name: &'static str,
    short: &'static str,
    owed_by: StarterOwner,
    recurrence: Recurrence,
    due: DueRule,
    approval_route: ApprovalRoute,
) -> Starter {
    Starter { code, name, short, owed_by, recurrence, due, demo_due: due, approval_route, sensitivity: Sensitivity::Ordinary }
}

/// The starter set of record types: what Điều 9 fixes carries its rule, the rest are sensible first values.
pub const STARTER_SET: [Starter; 14] = {
    use DueRule::{LastWorkingDayOfPeriod, LastWorkingDayOfWeek, NotSet};
    use Recurrence::{EachMonth, EachSemester, EachTheme, EachWeek, OneSemester};
    use StarterOwner::{Accounting, EachClass, EachDepartment, Health, Kitchen, School};
    const FRIDAY_BEFORE: DueRule = DueRule::FRIDAY_BEFORE;
    [
        starter(
            "khgd-hk1",
            "Kế hoạch giáo dục học kỳ I",
            "Kế hoạch giáo dục",
            EachClass,
            OneSemester(Semester::First),
            LastWorkingDayOfWeek(Some(1)),
            ApprovalRoute::DepartmentThenLeadership,
        ),
        starter(
            "khgd-hk2",
            "Kế hoạch giáo dục học kỳ II",
            "Kế hoạch giáo dục",
            EachClass,
            OneSemester(Semester::Second),
            LastWorkingDayOfWeek(Some(18)),
            ApprovalRoute::DepartmentThenLeadership,
        ),
        starter("ke-hoach-tuan", "Kế hoạch tuần", "Kế hoạch", EachClass, EachWeek, FRIDAY_BEFORE, ApprovalRoute::Department),
        starter(
            "giao-an",
            "Giáo án tuần (kế hoạch bài dạy)",
            "Giáo án",
            EachClass,
            EachWeek,
            FRIDAY_BEFORE,
            ApprovalRoute::Department,
        ),
        starter("tu-lieu", "Tư liệu dạy học", "Tư liệu", EachClass, EachWeek, NotSet, ApprovalRoute::None),
        starter("ke-hoach-chu-de", "Kế hoạch chủ đề", "Kế hoạch", EachClass, EachTheme, NotSet, ApprovalRoute::Department),
        starter(
            "ke-hoach-to",
            "Kế hoạch hoạt động của tổ",
            "Kế hoạch tổ",
            EachDepartment,
            EachMonth,
            NotSet,
            ApprovalRoute::Leadership,
        ),
        starter(
            "bien-ban-to",
            "Biên bản sinh hoạt tổ",
            "Biên bản sinh hoạt tổ",
            EachDepartment,
            EachMonth,
            NotSet,
            ApprovalRoute::None,
        ),
        starter(
            "chuyen-de",
            "Báo cáo chuyên đề",
            "Báo cáo chuyên đề",
            EachDepartment,
            EachSemester,
            NotSet,
            ApprovalRoute::Leadership,
        ),
        Starter {
            demo_due: FRIDAY_BEFORE,
            ..starter("thuc-don", "Thực đơn tuần", "Thực đơn", Kitchen, EachWeek, NotSet, ApprovalRoute::Leadership)
        },
        Starter {
            demo_due: LastWorkingDayOfWeek(None),
            ..starter("kiem-thuc", "Sổ kiểm thực ba bước", "Sổ kiểm thực ba bước", Kitchen, EachWeek, NotSet, ApprovalRoute::None)
        },
        Starter {
            demo_due: FRIDAY_BEFORE,
            ..starter("lich-cong-tac", "Lịch công tác tuần", "Lịch công tác", School, EachWeek, NotSet, ApprovalRoute::None)
        },
        Starter {
            demo_due: LastWorkingDayOfWeek(None),
            sensitivity: Sensitivity::Health,
            ..starter("y-te", "Sổ theo dõi sức khỏe", "Sổ theo dõi sức khỏe", Health, EachWeek, NotSet, ApprovalRoute::None)
        },
        Starter {
            demo_due: LastWorkingDayOfPeriod,
            sensitivity: Sensitivity::Personnel,
            ..starter("ke-toan", "Hồ sơ thu chi", "Hồ sơ thu chi", Accounting, EachMonth, NotSet, ApprovalRoute::Leadership)
        },
    ]
};

#[cfg(test)]
mod tests;
