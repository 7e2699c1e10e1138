//! That somebody is back, as it is typed: since when, backwards only as far as nobody's work becomes another one's for days that
//! have passed, and a word about it, which may be left out.

use chrono::NaiveDate;

use super::{
    absence::{Absence, Back},
    outlook::with,
};
use crate::{
    days::{Timestamp, day_of},
    facts::Facts,
    forms::{FormData, FormErrors},
    locks::Signature,
    obligations::{Obligation, Reason},
    people::{Organisation, Person},
    vietnamese,
};

/// The form as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BackForm {
    /// dd/MM/yyyy: the first day of work; empty is tomorrow, but on the last day away, where that would say nothing. Nothing of it is
    /// asked before an absence has begun.
    pub from: String,
    /// May be empty.
    pub reason: String,
}

impl BackForm {
    /// The field of the first day of work.
    pub const FROM: &str = "from";

    pub fn read(typed: &FormData) -> Self {
        Self { from: typed.get(Self::FROM).to_owned(), reason: typed.get("reason").to_owned() }
    }

    /// What it says of `absence` at `now`.
    ///
    /// # Errors
    /// By field: a day that is none, is to come, is no later than the first day away, or from which on somebody would owe what came
    /// due since; a reason that is too long.
    pub fn parse(&self, facts: &Facts, absence: &Absence, now: Timestamp) -> Result<Back, FormErrors> {
        let reason = match self.reason.trim() {
            "" => Ok(None),
            typed => Reason::parse(typed).map(Some),
        };
        let (last, reason) = FormErrors::both(self.last(facts, absence, now), reason)?;
        Ok(Back { last, reason })
    }

    fn last(&self, facts: &Facts, absence: &Absence, now: Timestamp) -> Result<Option<NaiveDate>, FormErrors> {
        let today = day_of(now);
        let is_last_day = absence.days.to == today;
        if today < absence.days.from || self.from.trim().is_empty() && !is_last_day {
            return Ok(None);
        }
        let wrong = |words: String| Err(FormErrors::one(Self::FROM, words));
        if self.from.trim().is_empty() {
            return wrong(
                "Hôm nay là ngày nghỉ cuối, mai tự hết. Về sớm hơn thì ghi ngày đi làm lại, muộn nhất là hôm nay.".to_owned(),
            );
        }
        let Some(back) = vietnamese::parse_date(&self.from) else {
            return wrong("Ghi ngày/tháng/năm, ví dụ 30/11/2026.".to_owned());
        };
        let Some(last) = back.pred_opt().filter(|last| *last <= today) else {
            return wrong("Chưa đến ngày đó. Muộn nhất là ngày mai; về sau nữa thì ghi vào hôm đi làm lại.".to_owned());
        };
        if is_last_day && last == today {
            return wrong("Từ ngày mai thì không đổi gì: hôm nay đã là ngày nghỉ cuối. Ghi muộn nhất là hôm nay.".to_owned());
        }
        if last < absence.days.from {
            return wrong(format!("Đợt nghỉ bắt đầu từ {}. Ghi một ngày sau ngày đó.", vietnamese::date(absence.days.from)));
        }
        match turned_over(facts, absence, last, now).into_iter().max_by_key(|(day, _)| *day) {
            Some((day, one)) => wrong(format!(
                "{}, hạn {}, là việc của người làm thay hôm đó và giữ nguyên. Ghi sớm nhất từ {}.",
                facts.title(one),
                vietnamese::date(day),
                vietnamese::date(day.succ_opt().unwrap_or(day))
            )),
            None => Ok(Some(last).filter(|last| *last < today)),
        }
    }
}

/// What came due since `last` and would be somebody else's if that had been the last day away: nobody is given what was another one's
/// on its own day. A turn stays whose it was on that day by itself (`reconcile`).
fn turned_over<'f>(facts: &'f Facts, absence: &Absence, last: NaiveDate, now: Timestamp) -> Vec<(NaiveDate, &'f Obligation)> {
    let today = day_of(now);
    let back = Back { last: Some(last), reason: None };
    let Ok(ended) = absence.clone().end(Signature { at: now, ..absence.noted }, back) else { return Vec::new() };
    let absences = facts.absences.iter().map(|one| if one.id == ended.id { &ended } else { one });
    let after = with(&facts.regime, &absences.cloned().collect::<Vec<_>>()).organisation;
    let is_turned = |one: &Obligation, due: NaiveDate| {
        let ids = |organisation: &Organisation| {
            let people: Vec<&Person> = one.terms.owner.duty(organisation).people_on(due);
            people.into_iter().map(|person| person.id).collect::<Vec<_>>()
        };
        one.terms.turn.is_none() && ids(facts.organisation()) != ids(&after)
    };
    let past = facts.open_obligations().filter_map(|one| Some((one.terms.due.as_ref()?.comes_on(), one)));
    past.filter(|(due, one)| last < *due && *due <= today && is_turned(one, *due)).collect()
}
