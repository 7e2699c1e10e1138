//! A scope as a form: what is ticked under each question, and the numbers of weeks as people write them.

use std::collections::BTreeSet;

use super::{
    PartOfYear, Scope, Whose,
    key::{semester, semester_code},
    words::spans,
};
use crate::{
    forms::{FormData, FormErrors},
    lines,
    obligations::ObligationId,
    regime::Regime,
};

/// The form as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScopeForm {
    /// "Toàn hệ thống" is ticked.
    pub is_whole: bool,
    /// "Cả năm học" is ticked.
    pub is_year: bool,
    /// "1", "2".
    pub semesters: Vec<String>,
    /// "1-4, 7".
    pub weeks: String,
    /// Ids.
    pub record_types: Vec<String>,
    /// As `Whose::key` writes them.
    pub whose: Vec<String>,
    /// Ids.
    pub records: Vec<String>,
}

impl ScopeForm {
    /// How many single records one scope names.
    pub const MAX_RECORDS: usize = 200;

    /// As sent: `whole`, `year`, `semester`, `weeks`, `type`, `whose`, `record`.
    pub fn read(typed: &FormData) -> Self {
        let all = |field| typed.all(field).filter(|value| !value.is_empty()).map(str::to_owned).collect();
        Self {
            is_whole: typed.sent("whole"),
            is_year: typed.sent("year"),
            semesters: all("semester"),
            weeks: typed.get("weeks").to_owned(),
            record_types: all("type"),
            whose: all("whose"),
            records: all("record"),
        }
    }

    /// The form that says the same.
    pub fn of(scope: &Scope) -> Self {
        let within = scope.within.as_ref();
        Self {
            is_whole: *scope == Scope::whole(),
            is_year: within.is_some_and(|within| within.semesters.is_empty() && within.weeks.is_empty()),
            semesters: within.iter().flat_map(|within| &within.semesters).map(|one| semester_code(*one).to_owned()).collect(),
            weeks: within.map(|within| spans(&within.weeks).join(", ")).unwrap_or_default(),
            record_types: scope.record_types.iter().map(ToString::to_string).collect(),
            whose: scope.whose.iter().map(|one| one.key()).collect(),
            records: scope.records.iter().map(ToString::to_string).collect(),
        }
    }

    /// What was chosen, of the school year of `regime`; of every year only where the whole system is meant.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self, regime: &Regime) -> Result<Scope, FormErrors> {
        let mut errors = FormErrors::default();
        let is_part = self.is_year || !self.semesters.is_empty() || !lines::clean(&self.weeks).is_empty();
        let is_limited = is_part || !self.record_types.is_empty() || !self.whose.is_empty() || !self.records.is_empty();
        if self.is_whole {
            if is_limited {
                errors.add("scope", "Đã chọn Toàn hệ thống thì bỏ các phần khác; hoặc bỏ Toàn hệ thống và giữ các phần đã chọn.");
            }
            return errors.or(Scope::whole());
        }
        if !is_limited {
            return Err(FormErrors::one("scope", "Chọn ít nhất một phần: năm học, học kỳ, tuần, loại hồ sơ, tổ, lớp hoặc người."));
        }
        if self.is_year && (!self.semesters.is_empty() || !lines::clean(&self.weeks).is_empty()) {
            errors.add("scope", "Đã chọn Cả năm học thì bỏ học kỳ và tuần; hoặc bỏ Cả năm học và giữ các phần đã chọn.");
        }
        let semesters = chosen(&mut errors, "semester", "học kỳ", &self.semesters, semester);
        let weeks = self.parse_weeks(regime).unwrap_or_else(|words| {
            errors.add("weeks", words);
            BTreeSet::new()
        });
        let record_types = chosen(&mut errors, "type", "loại hồ sơ", &self.record_types, |id| {
            id.parse().ok().filter(|id| regime.record_type(*id).is_some())
        });
        let whose = chosen(&mut errors, "whose", "tổ, lớp hoặc người", &self.whose, |key| {
            Whose::from_key(key).filter(|whose| whose.is_known(regime))
        });
        let records: BTreeSet<ObligationId> = chosen(&mut errors, "record", "hồ sơ", &self.records, |id| id.parse().ok());
        if records.len() > Self::MAX_RECORDS {
            errors.add("record", format!("Chọn nhiều nhất {} hồ sơ.", Self::MAX_RECORDS));
        }
        let within = Some(PartOfYear { year: regime.year, semesters, weeks });
        errors.or(Scope { within, record_types, whose, records })
    }

    /// A scope of departments, each with its classes of today, and of classes; the whole school where none is named.
    ///
    /// # Errors
    /// Where one is not, or no longer, a part of the school.
    pub fn parse_units(keys: &[String], regime: &Regime) -> Result<Scope, FormErrors> {
        let organisation = &regime.organisation;
        let is_there = |whose: &Whose| match *whose {
            Whose::Department(id) => organisation.department(id).is_some(),
            Whose::Class(id) => organisation.open_classes().any(|class| class.id == id),
            Whose::School | Whose::Person(_) => false,
        };
        match keys.iter().map(|key| Whose::from_key(key).filter(is_there)).collect() {
            Some(whose) => Ok(Scope { whose, ..Scope::whole() }.with_classes(organisation)),
            None => Err(FormErrors::one("whose", "Có tổ hoặc lớp vừa bị bỏ khỏi danh sách. Chọn lại.")),
        }
    }

    /// "1-4, 7" and "1 đến 4" as numbers of weeks that the calendar has.
    fn parse_weeks(&self, regime: &Regime) -> Result<BTreeSet<u8>, String> {
        let typed = lines::look(&self.weeks).replace("đến", "-").replace("tuần", "").replace("và", ",");
        let last = regime.calendar.teaching_weeks().len();
        let wrong = || format!("Ghi số tuần từ 1 đến {last}, ví dụ 1-4 hoặc 5, 7.");
        let mut weeks = BTreeSet::new();
        for part in typed.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
            let (from, to) = part.split_once('-').unwrap_or((part, part));
            let number = |text: &str| text.trim().parse::<u8>().ok().filter(|number| regime.calendar.week(*number).is_some());
            match (number(from), number(to)) {
                (Some(from), Some(to)) if from <= to => weeks.extend(from..=to),
                _ => return Err(wrong()),
            }
        }
        // Commas alone name no week, and no week would mean every one.
        if weeks.is_empty() && !lines::clean(&self.weeks).is_empty() {
            return Err(wrong());
        }
        Ok(weeks)
    }
}

impl Whose {
    fn is_known(self, regime: &Regime) -> bool {
        let organisation = &regime.organisation;
        match self {
            Self::School => true,
            Self::Department(id) => organisation.department(id).is_some(),
            Self::Class(id) => organisation.class(id).is_some(),
            Self::Person(id) => organisation.person(id).is_some(),
        }
    }
}

/// What was ticked under one question; what the school does not have is told once.
fn chosen<One: Ord>(
    errors: &mut FormErrors,
    field: &str,
    what: &str,
    sent: &[String],
    one: impl Fn(&str) -> Option<One>,
) -> BTreeSet<One> {
    let known: BTreeSet<One> = sent.iter().filter_map(|value| one(value)).collect();
    if sent.iter().any(|value| one(value).is_none()) {
        errors.add(field, format!("Có {what} vừa bị bỏ khỏi danh sách. Chọn lại."));
    }
    known
}
