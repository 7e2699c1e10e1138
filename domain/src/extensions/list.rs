//! "/gia-han" as somebody sees it: what waits for a decision, what they asked for themselves, and what was given.

use chrono::NaiveDate;

use super::{
    ExtensionId,
    check::{check_extend, check_take_back, going_back, offered_day},
    extension::Extension,
    request::{Answer, ExtensionRequest, RequestId},
};
use crate::{
    days::{Timestamp, day_of},
    facts::Facts,
    obligations::{Obligation, ObligationId},
    people::PersonId,
    permissions::{Actor, decide_extend, decide_extensions},
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
    /// The day that was wished for.
    pub until: NaiveDate,
    /// The due day as it stands now.
    pub due: Option<NaiveDate>,
    pub became: Became,
}

/// What became of a request, or can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Became {
    /// It waits, and can be given until the day that was wished for.
    Waits,
    /// It waits, but the wished day has passed: the next day that can be given.
    WaitsForAnother {
        day: NaiveDate,
        why: Words,
    },
    /// It waits, and the reader may not give it, or nobody can any more: why.
    WaitsInVain(Words),
    Granted {
        until: Option<NaiveDate>,
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

/// One record of an extension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtendedLine {
    pub obligation: ObligationId,
    pub title: String,
}

/// One extension that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenLine {
    pub id: ExtensionId,
    pub number: u32,
    pub until: NaiveDate,
    pub records: Vec<ExtendedLine>,
    /// "(cô Nguyệt, 20:14 ngày 26/11/2026): con ốm".
    pub because: String,
    pub is_taken_back: bool,
    /// How many of its records would be due earlier again if it were taken back now; the others keep their day.
    pub goes_back: usize,
}

/// All that the page says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtensionsTold {
    /// For whoever may decide: what waits, the oldest first.
    pub waiting: Vec<AskedLine>,
    /// What the reader asked for, the newest first.
    pub own: Vec<AskedLine>,
    /// For whoever may decide: what was given, the newest first.
    pub given: Vec<GivenLine>,
    pub may_decide: bool,
}

/// The page as `actor` sees it.
pub fn extensions_told(facts: &Facts, actor: &Actor, now: Timestamp) -> ExtensionsTold {
    let may_decide = decide_extensions(actor).is_ok();
    let requests = &facts.extension_requests;
    let waiting = requests.iter().filter(|one| may_decide && one.answered.is_none() && one.by != actor.person);
    let may_grant =
        |request: &ExtensionRequest, one: &Obligation| decide_extend(actor, facts.record_facts(one), Some(request.by)).map(drop);
    let own = requests.iter().rev().filter(|one| one.by == actor.person);
    let given = facts.regime.extensions.iter().rev().filter(|_| may_decide);
    ExtensionsTold {
        waiting: waiting.filter_map(|one| line(facts, one, may_grant, now)).collect(),
        // Whoever asked is told whether it can still be given, not whether they may.
        own: own.filter_map(|one| line(facts, one, |_, _| Ok(()), now)).collect(),
        given: given.map(|one| given_line(facts, one, now)).collect(),
        may_decide,
    }
}

/// Whether `request` still waits for somebody who could say yes to it: not once the record was handed in, freed or given more time.
pub(crate) fn can_be_given(facts: &Facts, actor: &Actor, request: &ExtensionRequest, now: Timestamp) -> bool {
    let obligation = facts.obligation(request.obligation).filter(|_| request.answered.is_none());
    obligation.is_some_and(|one| {
        decide_extend(actor, facts.record_facts(one), Some(request.by)).is_ok()
            && !matches!(waits(facts, one, request, now), Became::WaitsInVain(_))
    })
}

/// How many requests wait for `actor` and could be given.
pub fn requests_for(facts: &Facts, actor: &Actor, now: Timestamp) -> usize {
    facts.extension_requests.iter().filter(|one| can_be_given(facts, actor, one, now)).count()
}

/// How a request that waits stands, whoever may answer it.
fn waits(facts: &Facts, obligation: &Obligation, request: &ExtensionRequest, now: Timestamp) -> Became {
    let Err(refusal) = check_extend(facts, obligation, request.until, now) else { return Became::Waits };
    let day = offered_day(facts, obligation, now).filter(|day| check_extend(facts, obligation, *day, now).is_ok());
    if let (Refusal::Extension(ExtensionRefusal::DayIsOver { .. }), Some(day)) = (&refusal, day) {
        return Became::WaitsForAnother { day, why: refusal.words() };
    }
    in_vain(refusal)
}

/// `None` for a request about a record that is there no longer.
fn line(
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
        None => may_grant(request, obligation).map_or_else(in_vain, |()| waits(facts, obligation, request, now)),
        Some(answered) => {
            let (by, at) = (name(answered.by), answered.at);
            match &answered.answer {
                Answer::Granted(id) => Became::Granted { until: facts.extension(*id).map(|one| one.until), by, at },
                Answer::Refused(because) => Became::Refused { because: because.as_str().to_owned(), by, at },
                Answer::Withdrawn => Became::Withdrawn { at },
            }
        }
    };
    Some(AskedLine {
        id: request.id,
        obligation: obligation.id,
        title: facts.title(obligation),
        who: name(request.by),
        at: request.at,
        reason: request.reason.as_str().to_owned(),
        until: request.until,
        due: obligation.due_day(),
        became,
    })
}

fn in_vain(refusal: Refusal) -> Became {
    Became::WaitsInVain(refusal.words())
}

fn given_line(facts: &Facts, extension: &Extension, now: Timestamp) -> GivenLine {
    let known = extension.records.iter().filter_map(|id| facts.obligation(*id));
    let mut records: Vec<_> = known.collect();
    records.sort_by_cached_key(|one| (one.due_day(), facts.order(one.id)));
    GivenLine {
        id: extension.id,
        number: extension.number,
        until: extension.until,
        goes_back: if check_take_back(facts, extension, now).is_ok() { going_back(facts, extension, now).count() } else { 0 },
        records: records.iter().map(|one| ExtendedLine { obligation: one.id, title: facts.title(one) }).collect(),
        because: extension.because(facts.organisation()),
        is_taken_back: extension.taken_back.is_some(),
    }
}
