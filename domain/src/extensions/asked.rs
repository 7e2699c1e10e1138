//! One request for more time, as a page tells it, and what became of it.

use chrono::NaiveDate;

use super::{
    check::{check_extend, check_free, check_wish, offered_day, overtaken, taken_over},
    request::{Answer, ExtensionRequest, RequestId, Wish},
};
use crate::{
    days::{Timestamp, day_of},
    facts::Facts,
    obligations::{Obligation, ObligationId},
    people::PersonId,
    permissions::{Actor, decide_extend},
    refusal::{ExtensionRefusal, Refusal, Words},
};

/// One request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedLine {
    pub id: RequestId,
    pub obligation: ObligationId,
    /// "Giáo án tuần 13 · Lớp 4A".
    pub title: String,
    /// "cô Hoa", told apart from others of the same name.
    pub who: String,
    pub at: Timestamp,
    pub reason: String,
    pub wish: Wish,
    /// The day that stands in the field of whoever answers: the one that was wished for, or else the next that can be given.
    pub day: Option<NaiveDate>,
    /// It may be answered by freeing of the record.
    pub may_free: bool,
    /// The due day as it stands now.
    pub due: Option<NaiveDate>,
    /// Who hands it in on the day that can be given, where it has passed to somebody else by then ("cô Thảo").
    pub taken_over: Option<String>,
    pub became: Became,
}

impl AskedLine {
    /// By which words it is found.
    pub(super) fn searched(&self) -> String {
        format!("{} {} {}", self.title, self.who, self.reason)
    }
}

/// What became of a request, or can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Became {
    /// It waits, and what was wished for can be given.
    Waits,
    /// It waits, but the wished day has passed: the next day that can be given.
    WaitsForAnother {
        day: NaiveDate,
        why: Words,
    },
    /// It waits, and the reader may not give it, or nobody can any more: why.
    WaitsInVain(Words),
    /// Nobody has to answer any more: what has happened to the record meanwhile.
    Overtaken(Words),
    /// The school year was over before anybody had answered.
    Unanswered,
    Granted {
        until: Option<NaiveDate>,
        by: String,
        at: Timestamp,
    },
    Freed {
        by: String,
        at: Timestamp,
    },
    Refused {
        because: String,
        by: String,
        at: Timestamp,
    },
    Withdrawn {
        at: Timestamp,
    },
}

/// Whether `request` still waits for somebody who could say yes to it: not once the record was handed in, freed or given more time.
pub(crate) fn can_be_given(facts: &Facts, actor: &Actor, request: &ExtensionRequest, now: Timestamp) -> bool {
    let obligation = facts.obligation(request.obligation).filter(|_| request.answered.is_none());
    obligation.is_some_and(|one| {
        decide_extend(actor, facts.record_facts(one), Some(request.by)).is_ok()
            && matches!(waits(facts, one, request, now), Became::Waits | Became::WaitsForAnother { .. })
    })
}

/// How a request that waits stands, whoever may answer it.
fn waits(facts: &Facts, obligation: &Obligation, request: &ExtensionRequest, now: Timestamp) -> Became {
    let Err(refusal) = check_wish(facts, obligation, request.wish, now) else { return Became::Waits };
    let day = offered_day(facts, obligation, now).filter(|day| check_extend(facts, obligation, *day, now).is_ok());
    if let (Refusal::Extension(ExtensionRefusal::DayIsOver { .. }), Some(day)) = (&refusal, day) {
        return Became::WaitsForAnother { day, why: refusal.words() };
    }
    match overtaken(facts, obligation, request, now) {
        Some(settled) => Became::Overtaken(settled.words()),
        None if facts.is_over => Became::Unanswered,
        None => in_vain(refusal),
    }
}

/// `None` for a request about a record that is there no longer.
pub(super) fn line(
    facts: &Facts,
    request: &ExtensionRequest,
    may_grant: impl Fn(&ExtensionRequest, &Obligation) -> Result<(), Refusal>,
    now: Timestamp,
) -> Option<AskedLine> {
    let obligation = facts.obligation(request.obligation)?;
    let name = |person: PersonId| {
        let known = facts.organisation().person(person);
        known.map(|person| facts.organisation().distinct_name(person, Some(day_of(now)))).unwrap_or_default()
    };
    let became = match &request.answered {
        None if facts.is_over => waits(facts, obligation, request, now),
        None => may_grant(request, obligation).map_or_else(in_vain, |()| waits(facts, obligation, request, now)),
        Some(answered) => {
            let (by, at) = (name(answered.by), answered.at);
            match &answered.answer {
                Answer::Granted(id) => Became::Granted { until: facts.extension(*id).map(|one| one.until), by, at },
                Answer::Freed => Became::Freed { by, at },
                Answer::Refused(because) => Became::Refused { because: because.as_str().to_owned(), by, at },
                Answer::Withdrawn => Became::Withdrawn { at },
            }
        }
    };
    let next = || offered_day(facts, obligation, now).filter(|day| check_extend(facts, obligation, *day, now).is_ok());
    let day = match &became {
        Became::Waits => request.wish.until().or_else(next),
        Became::WaitsForAnother { day, .. } => Some(*day),
        Became::WaitsInVain(_)
        | Became::Overtaken(_)
        | Became::Unanswered
        | Became::Granted { .. }
        | Became::Freed { .. }
        | Became::Refused { .. }
        | Became::Withdrawn { .. } => None,
    };
    let waits = matches!(became, Became::Waits | Became::WaitsForAnother { .. });
    Some(AskedLine {
        may_free: waits && check_free(facts, obligation, now).is_ok(),
        day,
        taken_over: day.and_then(|day| taken_over(facts, obligation, day)),
        id: request.id,
        obligation: obligation.id,
        title: facts.title(obligation),
        who: name(request.by),
        at: request.at,
        reason: request.reason.as_str().to_owned(),
        wish: request.wish,
        due: obligation.due_day(),
        became,
    })
}

fn in_vain(refusal: Refusal) -> Became {
    Became::WaitsInVain(refusal.words())
}
