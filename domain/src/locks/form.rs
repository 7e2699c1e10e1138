//! An order as a form: kept as it was typed, read into a plan.

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::{
    concerned::{Concerned, is_own_alone},
    covered::check_covers,
    kind::LockKind,
    order::{LockOrder, LockPlan, Start, UnderWay},
    standing::Locks,
};
use crate::{
    days::{Timestamp, at, day_of, local},
    facts::Facts,
    forms::{FormData, FormErrors},
    ids::LockOrderId,
    lines,
    obligations::{ObligationId, Reason},
    people::{PersonId, Position},
    refusal::{LockRefusal, Refusal},
    regime::Regime,
    scope::ScopeForm,
    vietnamese,
};

/// It takes effect as soon as it is decided.
const WHEN_DECIDED: &str = "decided";
/// At the day and hour that are typed.
const AT: &str = "at";
/// When somebody carries it out.
const WHEN_EXECUTED: &str = "executed";

/// The form as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LockForm {
    /// The id of the order that is made of it: a form that is sent twice makes one. Empty: a new one each time.
    pub key: String,
    /// A code of `LockKind`.
    pub kind: String,
    pub scope: ScopeForm,
    /// "decided", "at", "executed".
    pub start: String,
    /// dd/MM/yyyy.
    pub from_day: String,
    /// "17:00".
    pub from_hour: String,
    /// Empty: until another order.
    pub until_day: String,
    pub until_hour: String,
    /// "Khóa ngay" is ticked.
    pub is_at_once: bool,
    pub reason: String,
    pub decision: String,
    /// The id of a person, or empty.
    pub executor: String,
}

impl LockForm {
    /// How long the number of a decision may be, in letters.
    pub const MAX_DECISION: usize = 60;

    /// Nothing chosen yet: a lock that takes effect as soon as it is decided.
    pub fn empty() -> Self {
        Self { kind: LockKind::Lock.code().to_owned(), start: WHEN_DECIDED.to_owned(), ..Self::default() }
    }

    /// The form that says the same, to be changed and sent anew.
    pub fn of(plan: &LockPlan) -> Self {
        let day = |at: Timestamp| vietnamese::date(local(at).date());
        let hour = |at: Timestamp| vietnamese::hour(local(at).time());
        let from = match plan.start {
            Start::At(from) => Some(from),
            Start::WhenDecided | Start::WhenExecuted => None,
        };
        Self {
            key: String::new(),
            kind: plan.kind.code().to_owned(),
            scope: ScopeForm::of(&plan.scope),
            start: match plan.start {
                Start::WhenDecided => WHEN_DECIDED,
                Start::At(_) => AT,
                Start::WhenExecuted => WHEN_EXECUTED,
            }
            .to_owned(),
            from_day: from.map(day).unwrap_or_default(),
            from_hour: from.map(hour).unwrap_or_default(),
            until_day: plan.until.map(day).unwrap_or_default(),
            until_hour: plan.until.map(hour).unwrap_or_default(),
            is_at_once: plan.under_way == UnderWay::Stops,
            reason: plan.reason.as_str().to_owned(),
            decision: plan.decision.clone(),
            executor: plan.executor.map(|id| id.to_string()).unwrap_or_default(),
        }
    }

    /// As sent: `key`, `kind`, the fields of the scope, `start`, `from-day`, `from-hour`, `until-day`, `until-hour`, `at-once`,
    /// `reason`, `decision`, `executor`.
    pub fn read(typed: &FormData) -> Self {
        let get = |field| typed.get(field).to_owned();
        Self {
            key: get("key"),
            kind: get("kind"),
            scope: ScopeForm::read(typed),
            start: get("start"),
            from_day: get("from-day"),
            from_hour: get("from-hour"),
            until_day: get("until-day"),
            until_hour: get("until-hour"),
            is_at_once: typed.sent("at-once"),
            reason: get("reason"),
            decision: get("decision"),
            executor: get("executor"),
        }
    }

    /// The id of the order that it makes, where it has one.
    pub fn id(&self) -> Option<LockOrderId> {
        self.key.parse().ok()
    }

    /// The order that `by` has made of this very form already; it is read as it could be read then.
    ///
    /// # Errors
    /// `LockRefusal::SentAlready` where what was made of it says another thing.
    pub fn made<'l>(&self, locks: &'l Locks, regime: &Regime, by: PersonId) -> Result<Option<&'l LockOrder>, Refusal> {
        let Some(known) = self.id().and_then(|id| locks.order(id)) else { return Ok(None) };
        let is_same = || self.parse(regime, known.drafted.at).is_ok_and(|plan| plan == known.plan);
        if known.drafted.by == by && is_same() {
            Ok(Some(known))
        } else {
            Err(LockRefusal::SentAlready { name: known.name() }.into())
        }
    }

    /// What is ordered, as `now` allows it.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self, regime: &Regime, now: Timestamp) -> Result<LockPlan, FormErrors> {
        let mut errors = FormErrors::default();
        let kind = LockKind::from_code(&self.kind);
        if kind.is_none() {
            errors.add("kind", "Chọn khóa hoặc mở.");
        }
        let start = self.parse_start(now, &mut errors);
        let until = self.parse_until(&mut errors);
        let from = match start {
            Some(Start::At(from)) => from,
            Some(Start::WhenDecided | Start::WhenExecuted) | None => now,
        };
        if until.is_some_and(|until| until <= from) {
            errors.add("until-day", "Giờ kết thúc phải sau giờ bắt đầu.");
        }
        let decision = lines::clean(&self.decision);
        if decision.chars().count() > Self::MAX_DECISION {
            errors.add("decision", format!("Số quyết định dài quá {} ký tự. Ghi ngắn lại.", Self::MAX_DECISION));
        }
        let executor = self.executor.parse::<PersonId>().ok();
        let is_of_team = |id: PersonId| regime.organisation.positions(id, day_of(now)).contains(&Position::ManagementTeam);
        if !self.executor.is_empty() && !executor.is_some_and(is_of_team) {
            errors.add("executor", "Chọn một người của tổ quản lý phần mềm.");
        }
        let rest = FormErrors::both(Reason::parse(&self.reason), errors.or(()));
        let (scope, (reason, ())) = FormErrors::both(self.scope.parse(regime), rest)?;
        let (Some(kind), Some(start)) = (kind, start) else { return Err(FormErrors::one("kind", "Chọn khóa hoặc mở.")) };
        let under_way = if self.is_at_once && kind == LockKind::Lock { UnderWay::Stops } else { UnderWay::Finishes };
        Ok(LockPlan { kind, scope, start, until, under_way, reason, decision, executor })
    }

    /// What is ordered, as `now` and the records allow it.
    ///
    /// # Errors
    /// All that is wrong, by field: also an order over nothing, and one that nobody could carry out.
    pub fn plan(&self, facts: &Facts, now: Timestamp) -> Result<LockPlan, FormErrors> {
        let plan = self.parse(&facts.regime, now)?;
        let mut errors = FormErrors::default();
        let is_known = |id: &ObligationId| facts.obligation(*id).is_some();
        if !plan.scope.records.iter().all(is_known) {
            errors.add("record", "Có hồ sơ đã chọn không còn trong năm học này. Chọn lại từ danh sách hồ sơ.");
        } else if check_covers(facts, &plan.scope).is_err() {
            errors.add("scope", "Phần đã chọn không có hồ sơ nào, nên lệnh không khóa, mở gì. Chọn phần khác.");
        }
        let last = last_start(facts);
        if let Start::At(from) = plan.start
            && last < day_of(from)
        {
            let (year, last) = (vietnamese::school_year(facts.calendar().school_year()), vietnamese::date(last));
            let words = format!("Lệnh của năm học {year} bắt đầu muộn nhất vào {last}. Xem lại năm đã ghi, hoặc ra lệnh sau.");
            errors.add("from-day", words);
        }
        let is_own = |id| is_own_alone(facts, &plan.scope, id) == Concerned::TheActorAlone;
        if plan.executor.is_some_and(is_own) {
            errors.add(
                "executor",
                "Lệnh này chỉ về hồ sơ của chính người này, nên người này không thi hành được. Chọn người khác của tổ quản lý \
                 phần mềm.",
            );
        }
        errors.or(plan)
    }

    fn parse_start(&self, now: Timestamp, errors: &mut FormErrors) -> Option<Start> {
        match self.start.as_str() {
            WHEN_DECIDED | WHEN_EXECUTED if !self.from_day.is_empty() || !self.from_hour.is_empty() => {
                errors.add("from-day", "Đã ghi ngày giờ bắt đầu thì chọn Vào giờ ghi dưới đây; hoặc để trống ngày giờ bắt đầu.");
                None
            }
            WHEN_DECIDED => Some(Start::WhenDecided),
            WHEN_EXECUTED => Some(Start::WhenExecuted),
            AT => {
                let day = day_field(errors, "from-day", &self.from_day);
                let hour = hour_field(errors, "from-hour", &self.from_hour);
                let from = at(day?, hour?);
                if from < now {
                    errors.add(
                        "from-day",
                        "Giờ này đã qua, lệnh không ghi lùi giờ. Chọn giờ khác, hoặc có hiệu lực ngay khi ra lệnh.",
                    );
                }
                Some(Start::At(from))
            }
            _ => {
                errors.add("start", "Chọn khi nào lệnh có hiệu lực.");
                None
            }
        }
    }

    fn parse_until(&self, errors: &mut FormErrors) -> Option<Timestamp> {
        if self.until_day.is_empty() && self.until_hour.is_empty() {
            return None;
        }
        let day = day_field(errors, "until-day", &self.until_day);
        let hour = hour_field(errors, "until-hour", &self.until_hour);
        Some(at(day?, hour?))
    }
}

/// The last day on which an order about the year that is shown can begin: the summer belongs to it until the next one takes over,
/// for what is due after its last week is shut then.
fn last_start(facts: &Facts) -> NaiveDate {
    let end = facts.calendar().year().to;
    let summer = NaiveDate::from_ymd_opt(end.year(), 8, 31);
    facts.next_year_from.map_or(summer, |next| next.pred_opt()).map_or(end, |last| last.max(end))
}

fn day_field(errors: &mut FormErrors, field: &str, typed: &str) -> Option<NaiveDate> {
    let day = vietnamese::parse_date(typed);
    if day.is_none() {
        errors.add(field, "Ghi ngày/tháng/năm, ví dụ 27/11/2026.");
    }
    day
}

fn hour_field(errors: &mut FormErrors, field: &str, typed: &str) -> Option<NaiveTime> {
    let hour = vietnamese::parse_hour(typed);
    if hour.is_none() {
        errors.add(field, "Ghi giờ, ví dụ 17:00.");
    }
    hour
}

#[cfg(test)]
mod tests;
