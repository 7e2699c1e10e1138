//! A closure as a form: kept as it was sent, read into a plan. All of it is preset but the kind.

use chrono::NaiveDate;

use super::closure::{Closure, ClosureId, ClosureKind, ClosurePlan};
use crate::{
    calendar::SchoolCalendar,
    days::{Span, Timestamp, day_of},
    facts::Facts,
    forms::{FormData, FormErrors},
    lines,
    scope::ScopeForm,
    vietnamese,
};

/// How far back a closure may begin, in working days: whoever was late by a storm of last month becomes on time, but nobody
/// rewrites the autumn in spring.
pub const MAX_DAYS_BACK: u32 = 30;

/// The form as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClosureForm {
    /// The id that the closure will have, so that a form which is sent twice declares once.
    pub key: String,
    /// A code of `ClosureKind`; empty while none is chosen.
    pub kind: String,
    /// dd/MM/yyyy.
    pub from: String,
    /// Empty: that one day.
    pub to: String,
    /// As `Whose::key` writes them; empty: the whole school.
    pub whose: Vec<String>,
    pub words: String,
    /// How many days of teaching the sender has said that it shuts, where those are many; empty where nothing was said.
    pub long: String,
}

impl ClosureForm {
    /// In letters.
    pub const MAX_WORDS: usize = 120;

    /// The whole school, today.
    pub fn preset(key: ClosureId, today: NaiveDate) -> Self {
        let today = vietnamese::date(today);
        Self { key: key.to_string(), from: today.clone(), to: today, ..Self::default() }
    }

    /// As sent: `key`, `kind`, `from`, `to`, `whose`, `words`, `long`, and the
    /// days with which the page was made, `shown-from` and `shown-to`.
    pub fn read(typed: &FormData) -> Self {
        let get = |field| typed.get(field).to_owned();
        Self {
            key: get("key"),
            kind: get("kind"),
            from: get("from"),
            to: moved_along(typed).unwrap_or_else(|| get("to")),
            whose: typed.all("whose").filter(|value| !value.is_empty()).map(str::to_owned).collect(),
            words: get("words"),
            long: get("long"),
        }
    }

    /// Whether `plan`, which is what the form says, is meant to be as long as it is.
    ///
    /// # Errors
    /// That it is long and nobody has said so.
    pub fn check_length(&self, plan: &ClosurePlan, calendar: &SchoolCalendar) -> Result<(), FormErrors> {
        match plan.long(calendar) {
            Some(days) if self.long != days.to_string() => {
                let words = format!("Đợt nghỉ này dài {days} ngày dạy. Đúng vậy thì đánh dấu ô này, nhầm thì sửa Đến hết ngày.");
                Err(FormErrors::one("long", words))
            }
            Some(_) | None => Ok(()),
        }
    }

    /// The id that the closure will have, where the page gave it one.
    pub fn id(&self) -> Option<ClosureId> {
        self.key.parse().ok()
    }

    /// What is declared, as the school stands at `now`.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self, facts: &Facts, now: Timestamp) -> Result<ClosurePlan, FormErrors> {
        let kind = ClosureKind::from_code(&self.kind).ok_or_else(|| FormErrors::one("kind", "Chọn vì sao nghỉ."));
        let rest = FormErrors::both(ScopeForm::parse_units(&self.whose, &facts.regime), self.parse_days());
        let (kind, (scope, days)) = FormErrors::both(kind, rest)?;
        let words = self.parse_words(kind)?;
        let plan = ClosurePlan { kind, days, scope, words };
        check_days(&plan, facts, now)?;
        Ok(plan)
    }

    fn parse_words(&self, kind: ClosureKind) -> Result<String, FormErrors> {
        let words = lines::clean(&self.words);
        let letters = words.chars().count();
        if letters > Self::MAX_WORDS {
            let words = format!("Dài {letters} ký tự, nhiều nhất {} ký tự. Rút gọn lại.", Self::MAX_WORDS);
            return Err(FormErrors::one("words", words));
        }
        if kind == ClosureKind::Other && words.chars().filter(|letter| letter.is_alphanumeric()).count() < 3 {
            return Err(FormErrors::one("words", "Ghi vì sao nghỉ, ví dụ: vỡ đường ống nước."));
        }
        Ok(words)
    }

    fn parse_days(&self) -> Result<Span, FormErrors> {
        let mut errors = FormErrors::default();
        let mut day = |field: &str, typed: &str| {
            let day = vietnamese::parse_date(typed);
            if day.is_none() {
                errors.add(field, "Ghi ngày/tháng/năm, ví dụ 27/11/2026.");
            }
            day
        };
        let from = day("from", &self.from);
        let to = if self.to.is_empty() { from } else { day("to", &self.to) };
        match (from, to) {
            (Some(from), Some(to)) if to < from => Err(FormErrors::one("to", "Ngày cuối phải từ ngày đầu trở đi.")),
            (Some(from), Some(to)) => Ok(Span::new(from, to)),
            _ => Err(errors),
        }
    }
}

/// The last day, where the first one was moved past it and nobody has touched it since the page was made: as many days as that had.
fn moved_along(typed: &FormData) -> Option<String> {
    let day = |field| vietnamese::parse_date(typed.get(field));
    let (from, to, shown) = (day("from")?, day("to")?, Span::new(day("shown-from")?, day("shown-to")?));
    let moves = to == shown.to && shown.from <= shown.to && to < from;
    let to = from.checked_add_signed(shown.to - shown.from).filter(|_| moves)?;
    Some(vietnamese::date(to))
}

/// Whether these days can be shut, each reason with what to do instead.
fn check_days(plan: &ClosurePlan, facts: &Facts, now: Timestamp) -> Result<(), FormErrors> {
    let (calendar, days, today) = (facts.calendar(), plan.days, day_of(now));
    let year = calendar.year();
    let wrong = |words: String| Err(FormErrors::one("from", words));
    if days.from < year.from || year.to < days.to {
        return wrong(format!(
            "Năm học {} từ {} đến {}. Nghỉ ngoài những ngày này thì ghi ở Cài đặt, mục Lịch năm học.",
            vietnamese::school_year(calendar.school_year()),
            vietnamese::date(year.from),
            vietnamese::date(calendar.last_day())
        ));
    }
    if calendar.working_days_between(days.from, today) > MAX_DAYS_BACK {
        return wrong(format!(
            "{} đã qua quá {MAX_DAYS_BACK} ngày làm việc, không báo nghỉ lùi lại được nữa. Hồ sơ nào vướng ngày đó thì miễn ở \
             trang của hồ sơ.",
            vietnamese::date(days.from)
        ));
    }
    if let Some(known) = facts.closures.iter().find(|one| says_it_already(one, plan)) {
        let (name, at) = (known.plan.full_name(&facts.regime), vietnamese::moment(known.declared.at));
        return wrong(format!("Đã báo lúc {at}: {name}, {}. Không phải báo nữa.", vietnamese::days(known.plan.days)));
    }
    if !days.days().any(|day| calendar.is_working_day(day)) {
        return wrong("Những ngày này trường vốn không làm việc, không phải báo nghỉ.".to_owned());
    }
    Ok(())
}

/// Whether `known` shuts the same on all these days.
fn says_it_already(known: &Closure, plan: &ClosurePlan) -> bool {
    let is_wider = known.plan.is_whole() || (!plan.is_whole() && known.plan.scope.whose.is_superset(&plan.scope.whose));
    let has_days = known.days_in_force().is_some_and(|days| days.contains(plan.days.from) && days.contains(plan.days.to));
    known.taken_back.is_none() && is_wider && has_days
}
