//! One more version of the rules as it is typed: from which day, until which hour, which types are owed, by which rule each falls
//! due, and which way each takes past those who approve it.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::{RulesPlan, last};
use crate::{
    calendar::TeachingWeek,
    days::{Timestamp, day_of},
    deadlines::{DueRule, Hours},
    facts::Facts,
    forms::{FormData, FormErrors},
    lines,
    record_types::{ApprovalRoute, RecordType, RecordTypeId, RuleVersion, STARTER_SET, TypeUse, due_choices, form::hours},
    review_settings::{ReviewSettings, since_day},
    vietnamese,
};

/// The form as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RulesForm {
    /// dd/MM/yyyy.
    pub from: String,
    /// "17:00".
    pub shown: String,
    /// "23:59".
    pub until: String,
    /// "25/QĐ-MNNT"; may be empty.
    pub decision: String,
    /// Of each type, in list order.
    pub types: Vec<RuleRow>,
}

/// What the version says of one type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleRow {
    /// The type, with the rule, the use and the way that hold last so far.
    pub record_type: RecordType,
    /// A code of `TypeUse`.
    pub in_use: String,
    /// A code of `DueRule`.
    pub due: String,
    /// A code of `ApprovalRoute`.
    pub route: String,
}

impl RuleRow {
    /// The field of whether this type is used.
    pub fn use_field(&self) -> String {
        format!("u-{}", self.record_type.code)
    }

    /// The field of the rule by which this type falls due.
    pub fn due_field(&self) -> String {
        format!("r-{}", self.record_type.code)
    }

    /// The field of the way that this type takes.
    pub fn route_field(&self) -> String {
        format!("w-{}", self.record_type.code)
    }

    /// The rules to choose from.
    pub fn choices(&self) -> Vec<DueRule> {
        let usual = STARTER_SET.iter().find(|starter| starter.code == self.record_type.code).map(|starter| starter.due);
        due_choices(self.record_type.recurrence, usual, &self.record_type.due.to_string())
    }
}

impl RulesForm {
    /// In letters.
    pub const MAX_DECISION: usize = 60;
    /// What the second hour is for, beside its field: the one that is shown makes nobody late.
    pub const UNTIL: &str = "Cùng ngày hạn. Nộp sau giờ này là muộn; muốn quá giờ ghi trên hạn là muộn thì ghi cùng một giờ.";

    /// What the last version says, from the first day that can be named.
    pub fn preset(facts: &Facts, now: Timestamp) -> Self {
        let hours = last(&facts.regime.rules).map_or_else(Hours::default, |last| last.hours);
        let (shown, until) = (vietnamese::hour(hours.shown), vietnamese::hour(hours.counted_until));
        let from = vietnamese::date(first_possible(facts, now));
        Self { from, shown, until, decision: String::new(), types: rows(facts, |_| None) }
    }

    /// As sent: `from`, `hour`, `until`, `decision`, and `u-CODE`, `r-CODE` and `w-CODE` for each type; what sends nothing stays as
    /// it is.
    pub fn read(typed: &FormData, facts: &Facts) -> Self {
        let get = |field| typed.get(field).to_owned();
        let sent = |field: &str| typed.sent(field).then(|| typed.get(field).to_owned());
        Self { from: get("from"), shown: get("hour"), until: get("until"), decision: get("decision"), types: rows(facts, sent) }
    }

    /// The version that is added, as the school stands at `now`.
    ///
    /// # Errors
    /// All that is wrong, by field: a day on which something was judged already or that lies outside the year, hours that are none,
    /// a rule that does not fit its type, or nothing that differs from before.
    pub fn parse(&self, facts: &Facts, now: Timestamp) -> Result<RulesPlan, FormErrors> {
        let ((effective_from, types), (hours, decision)) = FormErrors::both(
            FormErrors::both(self.parse_day(facts, now), self.parse_types(facts)),
            FormErrors::both(self.parse_hours(), self.parse_decision()),
        )?;
        let settings = &facts.regime.review_settings;
        if let Some(last) = last(&facts.regime.rules).filter(|last| types.are_of(last, settings) && last.hours == hours) {
            let words = format!("Bản này giống hệt bản {} đang có, không có gì đổi nên không lập bản mới.", last.number);
            return Err(FormErrors::one("hour", words));
        }
        // Against what would hold without this version, and without one that it replaces before its day.
        let differs = |(of, route): &&(RecordType, ApprovalRoute)| {
            settings.way_of(of, Timestamp::MAX_UTC) != *route || settings.way_of(of, since_day(effective_from)) != *route
        };
        let routes = types.routes.iter().filter(differs).map(|(of, route)| (of.id, *route)).collect();
        Ok(RulesPlan { effective_from, hours, due: types.due, in_use: types.in_use, routes, decision })
    }

    /// Whether the last version says just this: the form came a second time.
    pub fn is_kept(&self, facts: &Facts) -> bool {
        let (day, hours) = (vietnamese::parse_date(&self.from), self.parse_hours().ok());
        let is_this = |last: &RuleVersion| {
            day == Some(last.effective_from)
                && hours == Some(last.hours)
                && self.parse_types(facts).is_ok_and(|types| types.are_of(last, &facts.regime.review_settings))
        };
        last(&facts.regime.rules).is_some_and(is_this)
    }

    fn parse_day(&self, facts: &Facts, now: Timestamp) -> Result<NaiveDate, FormErrors> {
        let wrong = |words: String| Err(FormErrors::one("from", words));
        let Some(day) = vietnamese::parse_date(&self.from) else {
            return wrong("Ghi ngày/tháng/năm, ví dụ 01/12/2026.".to_owned());
        };
        let (first, year) = (first_possible(facts, now), facts.calendar().year());
        let school_year = vietnamese::school_year(facts.calendar().school_year());
        if last_possible(facts) < first {
            let end = vietnamese::date(facts.calendar().last_day());
            return wrong(format!("Năm học {school_year} hết ngày {end}. Lập lịch năm học mới trước, rồi lập bản quy định."));
        }
        if day <= day_of(now) {
            return wrong(format!(
                "Những gì đã đến hạn giữ nguyên quy định cũ, nên bản mới áp dụng sớm nhất từ {}.",
                vietnamese::date(first)
            ));
        }
        if day < year.from || last_possible(facts) < day {
            return wrong(format!(
                "Năm học {school_year} từ {} đến {}. Chọn một ngày trong năm học.",
                vietnamese::date(year.from),
                vietnamese::date(facts.calendar().last_day())
            ));
        }
        if let Some(week) = last_judged_week(facts, now).filter(|week| day <= week.monday) {
            return wrong(format!(
                "Hạn của tuần {} (từ {}) đã qua và giữ quy định cũ. Bản mới áp dụng sớm nhất từ {}.",
                week.number,
                vietnamese::date(week.monday),
                vietnamese::date(first)
            ));
        }
        if let Some(last) = last(&facts.regime.rules).filter(|last| day < last.effective_from) {
            return wrong(format!(
                "Bản {} áp dụng từ {}. Bản mới áp dụng từ ngày đó trở đi.",
                last.number,
                vietnamese::date(last.effective_from)
            ));
        }
        Ok(day)
    }

    fn parse_hours(&self) -> Result<Hours, FormErrors> {
        let mut errors = FormErrors::default();
        let hours = hours(&self.shown, &self.until, &mut errors);
        errors.or(hours)
    }

    fn parse_decision(&self) -> Result<String, FormErrors> {
        let decision = lines::clean(&self.decision);
        if decision.chars().count() > Self::MAX_DECISION {
            let words = format!("Số quyết định dài quá {} ký tự. Ghi ngắn lại.", Self::MAX_DECISION);
            return Err(FormErrors::one("decision", words));
        }
        Ok(decision)
    }

    /// What is said of each type: of rule and use only what is not as the type began.
    fn parse_types(&self, facts: &Facts) -> Result<OfTypes, FormErrors> {
        let mut errors = FormErrors::default();
        let (mut due, mut in_use) =
            last(&facts.regime.rules).map(|last| (last.due.clone(), last.in_use.clone())).unwrap_or_default();
        let mut routes = Vec::new();
        for row in &self.types {
            let began = began_with(facts, &row.record_type);
            match TypeUse::from_code(&row.in_use) {
                Some(one) if one == TypeUse::of(&began) => drop(in_use.remove(&began.id)),
                Some(one) => drop(in_use.insert(began.id, one)),
                None => errors.add(row.use_field(), "Chọn phải nộp hay không."),
            }
            match row.due.parse().ok().filter(|rule| row.choices().contains(rule)) {
                Some(rule) if rule == began.due => drop(due.remove(&began.id)),
                Some(rule) => drop(due.insert(began.id, rule)),
                None => errors.add(row.due_field(), "Chọn một hạn trong danh sách."),
            }
            match ApprovalRoute::from_code(&row.route) {
                Some(route) => routes.push((began.clone(), route)),
                None => errors.add(row.route_field(), "Chọn một cách duyệt trong danh sách."),
            }
        }
        let is_used = |one: &RecordType| in_use.get(&one.id).copied().unwrap_or(TypeUse::of(one)) == TypeUse::Used;
        if errors.is_empty() && !facts.regime.record_types.iter().any(is_used) {
            errors.add("types", "Chọn ít nhất một loại hồ sơ phải nộp.");
        }
        errors.or(OfTypes { in_use, due, routes })
    }
}

/// What a version says of the types.
#[derive(Debug)]
struct OfTypes {
    in_use: BTreeMap<RecordTypeId, TypeUse>,
    due: BTreeMap<RecordTypeId, DueRule>,
    /// Of every type, as it began.
    routes: Vec<(RecordType, ApprovalRoute)>,
}

impl OfTypes {
    /// The last version says the same, and each type goes its way already. What the form knew of it may be of before.
    fn are_of(&self, last: &RuleVersion, settings: &ReviewSettings) -> bool {
        let goes_so = |(of, route): &(RecordType, ApprovalRoute)| settings.way_of(of, Timestamp::MAX_UTC) == *route;
        self.in_use == last.in_use && self.due == last.due && self.routes.iter().all(goes_so)
    }
}

/// The type as it began, whatever versions have said of it since.
fn began_with(facts: &Facts, record_type: &RecordType) -> RecordType {
    facts.record_type(record_type.id).unwrap_or(record_type).clone()
}

/// A row for each type, with what was sent for its fields.
fn rows(facts: &Facts, sent: impl Fn(&str) -> Option<String>) -> Vec<RuleRow> {
    let types = &facts.regime.record_types;
    let types = last(&facts.regime.rules).map_or_else(|| types.clone(), |last| last.types(types));
    let row = |of: RecordType| {
        let route = facts.regime.review_settings.way_of(&of, Timestamp::MAX_UTC);
        let record_type = RecordType { approval_route: route, ..of };
        let (in_use, due) = (TypeUse::of(&record_type).code().to_owned(), record_type.due.to_string());
        let row = RuleRow { in_use, due, route: route.code().to_owned(), record_type };
        let typed = |field: String, known: &String| sent(&field).unwrap_or_else(|| known.clone());
        RuleRow {
            in_use: typed(row.use_field(), &row.in_use),
            due: typed(row.due_field(), &row.due),
            route: typed(row.route_field(), &row.route),
            ..row
        }
    };
    types.into_iter().map(row).collect()
}

/// The last week of which a record has come due: what was judged keeps the rules that it was judged by.
fn last_judged_week(facts: &Facts, now: Timestamp) -> Option<TeachingWeek> {
    let today = day_of(now);
    let has_come = facts.open_obligations().filter(|one| one.due_day().is_some_and(|due| due <= today));
    facts.calendar().week(has_come.filter_map(|one| one.terms.period.week()).max()?)
}

/// The first day from which a new version can hold.
fn first_possible(facts: &Facts, now: Timestamp) -> NaiveDate {
    let after = |day: NaiveDate| day + Days::new(1);
    let judged = last_judged_week(facts, now).map(|week| after(week.monday));
    let known = last(&facts.regime.rules).map(|last| last.effective_from);
    let year = facts.calendar().year().from;
    [Some(after(day_of(now))), judged, known, Some(year)].into_iter().flatten().max().unwrap_or(year)
}

/// The longest that a school year lasts from the day on which it takes over, in days.
const YEAR: Days = Days::new(366);

/// The last day from which it can hold: in the year that is shown, or in the next one where that has been entered.
fn last_possible(facts: &Facts) -> NaiveDate {
    let year = facts.calendar().year().to;
    facts.next_year_from.map_or(year, |next| year.max(next + YEAR))
}
