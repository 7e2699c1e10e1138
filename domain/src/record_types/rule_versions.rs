//! Versions of the rules: one more as a form, what it would touch, and all there are as people read them (Điều 11).

use chrono::{Days, NaiveDate, TimeDelta};
use uuid::Uuid;

use super::{RuleVersion, form::hour};
use crate::{
    calendar::TeachingWeek,
    days::{Timestamp, day_of},
    deadlines::{DueDayError, Hours},
    facts::Facts,
    forms::{FormData, FormErrors},
    ids::Id,
    lines,
    moved_days::{ChangeOutlook, MovedDays, NextYear},
    people::{Organisation, PersonId},
    regime::Regime,
    seen::Digest,
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
}

/// One more version of the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulesPlan {
    pub effective_from: NaiveDate,
    pub hours: Hours,
    pub decision: String,
}

impl RulesForm {
    /// In letters.
    pub const MAX_DECISION: usize = 60;

    /// The hours of the last version, from the first day that can be named.
    pub fn preset(facts: &Facts, now: Timestamp) -> Self {
        let hours = last(&facts.regime.rules).map_or_else(Hours::default, |last| last.hours);
        let (shown, until) = (vietnamese::hour(hours.shown), vietnamese::hour(hours.counted_until));
        Self { from: vietnamese::date(first_possible(facts, now)), shown, until, decision: String::new() }
    }

    /// As sent: `from`, `hour`, `until`, `decision`.
    pub fn read(typed: &FormData) -> Self {
        let get = |field| typed.get(field).to_owned();
        Self { from: get("from"), shown: get("hour"), until: get("until"), decision: get("decision") }
    }

    /// The version that is added, as the school stands at `now`.
    ///
    /// # Errors
    /// All that is wrong, by field: a day on which something was judged already or that lies outside the year, hours that are none
    /// or the same as before.
    pub fn parse(&self, facts: &Facts, now: Timestamp) -> Result<RulesPlan, FormErrors> {
        let (day, (hours, decision)) =
            FormErrors::both(self.parse_day(facts, now), FormErrors::both(self.parse_hours(), self.parse_decision()))?;
        if let Some(last) = last(&facts.regime.rules).filter(|last| last.hours == hours) {
            let words = format!("Giờ này giống hệt bản {} đang có, không có gì đổi nên không lập bản mới.", last.number);
            return Err(FormErrors::one("hour", words));
        }
        Ok(RulesPlan { effective_from: day, hours, decision })
    }

    /// Whether the last version says just this: the form came a second time.
    pub fn is_kept(&self, facts: &Facts) -> bool {
        let (day, hours) = (vietnamese::parse_date(&self.from), self.parse_hours().ok());
        last(&facts.regime.rules).is_some_and(|last| day == Some(last.effective_from) && hours == Some(last.hours))
    }

    fn parse_day(&self, facts: &Facts, now: Timestamp) -> Result<NaiveDate, FormErrors> {
        let wrong = |words: String| Err(FormErrors::one("from", words));
        let Some(day) = vietnamese::parse_date(&self.from) else {
            return wrong("Ghi ngày/tháng/năm, ví dụ 01/12/2026.".to_owned());
        };
        let (first, year) = (first_possible(facts, now), facts.calendar().year());
        if day <= day_of(now) {
            return wrong(format!(
                "Những gì đã đến hạn giữ nguyên quy định cũ, nên bản mới áp dụng sớm nhất từ {}.",
                vietnamese::date(first)
            ));
        }
        if day < year.from || year.to < day {
            return wrong(format!(
                "Năm học {} từ {} đến {}. Chọn một ngày trong năm học.",
                vietnamese::school_year(facts.calendar().school_year()),
                vietnamese::date(year.from),
                vietnamese::date(year.to)
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
            let words = format!("Số quyết định dài quá {} chữ. Ghi ngắn lại.", Self::MAX_DECISION);
            return Err(FormErrors::one("decision", words));
        }
        Ok(decision)
    }
}

impl RulesPlan {
    /// The version of this plan behind those of `known`.
    pub fn version(&self, id: Id<RuleVersion>, known: &[RuleVersion]) -> RuleVersion {
        let number = known.iter().map(|version| version.number).max().unwrap_or(0) + 1;
        RuleVersion { id, number, effective_from: self.effective_from, hours: self.hours }
    }

    /// It as somebody looks at it at `now`: what it changes and what would follow, `next` being the facts of the year after the one
    /// that is shown, where that has been entered. Its records follow the rules too.
    ///
    /// # Errors
    /// As of `reconcile`.
    pub fn outlook(&self, facts: &Facts, next: Option<&Facts>, now: Timestamp) -> Result<ChangeOutlook, DueDayError> {
        let next = next.map(|next| {
            let name = next.calendar().school_year().to_owned();
            self.effect(next, now).map(|moved| NextYear { name, moved })
        });
        let what = Digest::new().with(self.effective_from).with(self.hours.shown).with(self.hours.counted_until);
        let before = last(&facts.regime.rules).map(|last| last.hours);
        Ok(ChangeOutlook::new(what, changes(before, self.hours), self.effect(facts, now)?, next.transpose()?))
    }

    /// What would follow if it were added at `now`.
    ///
    /// # Errors
    /// As of `reconcile`.
    pub fn effect(&self, facts: &Facts, now: Timestamp) -> Result<MovedDays, DueDayError> {
        let mut rules = facts.regime.rules.clone();
        // An id that no row has: nothing of this is kept.
        rules.push(self.version(Id::new(Uuid::nil()), &facts.regime.rules));
        rules.sort_by_key(|version| (version.effective_from, version.number));
        MovedDays::of(facts, &Regime { rules, ..Regime::clone(&facts.regime) }, now)
    }
}

/// The one that holds last of all, however late its day.
fn last(rules: &[RuleVersion]) -> Option<&RuleVersion> {
    rules.iter().max_by_key(|version| (version.effective_from, version.number))
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

/// A version with who put it in force, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptRules {
    pub version: RuleVersion,
    /// Empty where none was named.
    pub decision: String,
    /// Nobody, where the log does not say it.
    pub by: Option<PersonId>,
    pub at: Option<Timestamp>,
}

/// Whether a version holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RulesState {
    Coming,
    InForce,
    Past,
    /// Another one holds from the same day.
    Replaced,
}

impl RulesState {
    pub const fn words(self) -> &'static str {
        match self {
            Self::Coming => "Chưa đến ngày",
            Self::InForce => "Đang áp dụng",
            Self::Past => "Đã có bản sau",
            Self::Replaced => "Bản sau thay trước ngày áp dụng",
        }
    }
}

/// A version, for the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulesTold {
    pub number: i64,
    pub effective_from: NaiveDate,
    pub state: RulesState,
    pub decision: String,
    /// Who put it in force, and when; `None` where the log does not say it.
    pub signed: Option<(String, Timestamp)>,
    /// What it changed against the one before, a sentence each.
    pub changes: Vec<String>,
}

/// All versions, given in the order of the days from which they hold; the newest first.
pub fn rules_told(kept: &[KeptRules], organisation: &Organisation, now: Timestamp) -> Vec<RulesTold> {
    let today = day_of(now);
    let mut told: Vec<RulesTold> = Vec::with_capacity(kept.len());
    for (at, one) in kept.iter().enumerate() {
        let version = &one.version;
        let next = kept.get(at + 1).map(|next| next.version.effective_from);
        let state = match next {
            Some(next) if next == version.effective_from => RulesState::Replaced,
            Some(next) if next <= today => RulesState::Past,
            Some(_) | None if today < version.effective_from => RulesState::Coming,
            Some(_) | None => RulesState::InForce,
        };
        let before = at.checked_sub(1).and_then(|before| kept.get(before)).map(|before| before.version.hours);
        let who = |id: PersonId| organisation.person(id).map(|person| organisation.distinct_name(person, None));
        told.push(RulesTold {
            number: version.number,
            effective_from: version.effective_from,
            state,
            decision: one.decision.clone(),
            signed: one.by.and_then(who).zip(one.at),
            changes: changes(before, version.hours),
        });
    }
    told.reverse();
    told
}

fn changes(before: Option<Hours>, after: Hours) -> Vec<String> {
    let (shown, until) = (vietnamese::hour(after.shown), vietnamese::hour(after.counted_until));
    let Some(before) = before else {
        return vec![format!("Giờ ghi trên hạn {shown}, tính đúng hạn đến {until} cùng ngày.")];
    };
    let mut words = Vec::new();
    if before.shown != after.shown {
        words.push(format!("Giờ ghi trên hạn {shown}, trước đây là {}.", vietnamese::hour(before.shown)));
    }
    if before.counted_until != after.counted_until {
        words.push(format!("Tính đúng hạn đến {until}, trước đây là {}.", vietnamese::hour(before.counted_until)));
    }
    if words.is_empty() {
        words.push("Giờ như bản trước, không đổi gì.".to_owned());
    }
    words
}

#[cfg(test)]
mod tests;
