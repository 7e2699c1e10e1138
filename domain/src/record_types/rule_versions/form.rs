//! One more version of the rules as it is typed: from which day, until which hour, and by which rule each type falls due.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, TimeDelta};

use super::{RulesPlan, last};
use crate::{
    calendar::TeachingWeek,
    days::{Timestamp, day_of},
    deadlines::{DueRule, Hours},
    facts::Facts,
    forms::{FormData, FormErrors},
    lines,
    record_types::{RecordType, RecordTypeId, RuleVersion, STARTER_SET, due_choices, form::hour},
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
    /// Of each type that is used, in list order.
    pub due: Vec<DueRow>,
}

/// By which rule one type falls due under the version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueRow {
    /// The type, with the rule of the last version so far.
    pub record_type: RecordType,
    /// A code of `DueRule`.
    pub typed: String,
}

impl DueRow {
    /// The field of this type in the form.
    pub fn field(&self) -> String {
        format!("r-{}", self.record_type.code)
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

    /// What the last version says, from the first day that can be named.
    pub fn preset(facts: &Facts, now: Timestamp) -> Self {
        let hours = last(&facts.regime.rules).map_or_else(Hours::default, |last| last.hours);
        let (shown, until) = (vietnamese::hour(hours.shown), vietnamese::hour(hours.counted_until));
        let from = vietnamese::date(first_possible(facts, now));
        Self { from, shown, until, decision: String::new(), due: due_rows(facts, |_| None) }
    }

    /// As sent: `from`, `hour`, `until`, `decision`, and `r-CODE` for each type; one that sends nothing stays as it is.
    pub fn read(typed: &FormData, facts: &Facts) -> Self {
        let get = |field| typed.get(field).to_owned();
        let sent = |field: &str| typed.sent(field).then(|| typed.get(field).to_owned());
        Self { from: get("from"), shown: get("hour"), until: get("until"), decision: get("decision"), due: due_rows(facts, sent) }
    }

    /// The version that is added, as the school stands at `now`.
    ///
    /// # Errors
    /// All that is wrong, by field: a day on which something was judged already or that lies outside the year, hours that are none,
    /// a rule that does not fit its type, or nothing that differs from before.
    pub fn parse(&self, facts: &Facts, now: Timestamp) -> Result<RulesPlan, FormErrors> {
        let ((effective_from, due), (hours, decision)) = FormErrors::both(
            FormErrors::both(self.parse_day(facts, now), self.parse_due(facts)),
            FormErrors::both(self.parse_hours(), self.parse_decision()),
        )?;
        if let Some(last) = last(&facts.regime.rules).filter(|last| last.hours == hours && last.due == due) {
            let words = format!("Giờ và hạn giống hệt bản {} đang có, không có gì đổi nên không lập bản mới.", last.number);
            return Err(FormErrors::one("hour", words));
        }
        Ok(RulesPlan { effective_from, hours, due, decision })
    }

    /// Whether the last version says just this: the form came a second time.
    pub fn is_kept(&self, facts: &Facts) -> bool {
        let (day, hours) = (vietnamese::parse_date(&self.from), self.parse_hours().ok());
        let is_this = |last: &RuleVersion| {
            day == Some(last.effective_from) && hours == Some(last.hours) && self.parse_due(facts).as_ref() == Ok(&last.due)
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
        let shown = hour("hour", &self.shown, &mut errors);
        // Until the last second of the minute that is written.
        let counted_until = hour("until", &self.until, &mut errors) + TimeDelta::seconds(59);
        if errors.is_empty() && counted_until < shown {
            errors.add("until", "Giờ tính đúng hạn phải sau giờ ghi trên hạn.");
        }
        errors.or(Hours { shown, counted_until })
    }

    fn parse_decision(&self) -> Result<String, FormErrors> {
        let decision = lines::clean(&self.decision);
        if decision.chars().count() > Self::MAX_DECISION {
            let words = format!("Số quyết định dài quá {} ký tự. Ghi ngắn lại.", Self::MAX_DECISION);
            return Err(FormErrors::one("decision", words));
        }
        Ok(decision)
    }

    /// Every type whose rule is not the one with which it began. A type that is used by nobody now keeps what was said before.
    fn parse_due(&self, facts: &Facts) -> Result<BTreeMap<RecordTypeId, DueRule>, FormErrors> {
        let mut errors = FormErrors::default();
        let mut due = last(&facts.regime.rules).map(|last| last.due.clone()).unwrap_or_default();
        for row in &self.due {
            let Some(rule) = row.typed.parse().ok().filter(|rule| row.choices().contains(rule)) else {
                errors.add(row.field(), "Chọn một hạn trong danh sách.");
                continue;
            };
            let began_with = facts.record_type(row.record_type.id).map(|known| known.due);
            if began_with == Some(rule) {
                due.remove(&row.record_type.id);
            } else {
                due.insert(row.record_type.id, rule);
            }
        }
        errors.or(due)
    }
}

/// A row for each type that is used, with what was sent for its field.
fn due_rows(facts: &Facts, sent: impl Fn(&str) -> Option<String>) -> Vec<DueRow> {
    let types = &facts.regime.record_types;
    let types = last(&facts.regime.rules).map_or_else(|| types.clone(), |last| last.types(types));
    let row = |record_type: RecordType| {
        let row = DueRow { typed: record_type.due.to_string(), record_type };
        match sent(&row.field()) {
            Some(typed) => DueRow { typed, ..row },
            None => row,
        }
    };
    types.into_iter().filter(|one| !one.retired).map(row).collect()
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
