//! "/gia-han" as somebody sees it: what waits for a decision, what they asked for themselves, and what was given.

use chrono::NaiveDate;

use super::{
    ExtensionId,
    check::check_extend,
    extension::Extension,
    request::{Answer, ExtensionRequest, RequestId},
};
use crate::{
    days::{Timestamp, day_of},
    facts::Facts,
    obligations::ObligationId,
    people::PersonId,
    permissions::{Actor, decide_extend, decide_extensions},
    refusal::{Refusal, Words},
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
    /// It waits, and the reader may give it.
    Waits,
    /// It waits, and the reader may not, or nobody can: why.
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
    let own = requests.iter().rev().filter(|one| one.by == actor.person);
    let given = facts.regime.extensions.iter().rev().filter(|_| may_decide);
    ExtensionsTold {
        waiting: waiting.filter_map(|one| line(facts, actor, one, now)).collect(),
        own: own.filter_map(|one| line(facts, actor, one, now)).collect(),
        given: given.map(|one| given_line(facts, one, now)).collect(),
        may_decide,
    }
}

/// `None` for a request about a record that is there no longer.
fn line(facts: &Facts, actor: &Actor, request: &ExtensionRequest, now: Timestamp) -> Option<AskedLine> {
    let obligation = facts.obligation(request.obligation)?;
    let name = |person: PersonId| {
        let known = facts.organisation().person(person);
        known.map(|person| facts.organisation().distinct_name(person, Some(day_of(now)))).unwrap_or_default()
    };
    let may_grant = || {
        let record = facts.record_facts(obligation);
        decide_extend(actor, record.owner, Some(request.by))?;
        check_extend(facts, obligation, request.until, now)
    };
    let became = match &request.answered {
        None => may_grant().map_or_else(in_vain, |()| Became::Waits),
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
    // The day that the rules give has not come: taken back, it is that one again.
    let goes_back =
        |extended: Option<crate::deadlines::Extended>| extended.is_some_and(|one| one.by == extension.id && day_of(now) < one.from);
    let of_record = records.iter().map(|one| one.terms.due.as_ref().and_then(|due| due.extended));
    GivenLine {
        id: extension.id,
        number: extension.number,
        until: extension.until,
        goes_back: of_record.filter(|extended| goes_back(*extended)).count(),
        records: records.iter().map(|one| ExtendedLine { obligation: one.id, title: facts.title(one) }).collect(),
        because: extension.because(facts.organisation()),
        is_taken_back: extension.taken_back.is_some(),
    }
}
