//! "Đổi người dạy thay, làm thay": somebody else covers from now on, in one step, also because whoever covered has fallen ill.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{
    absence::{Absence, first_day_to_cover},
    form::{check_cover, chosen_cover},
    outlook::{Passing, with},
    standing_in::{covered_by, day_of_duty},
    staying::{Staying, stays},
};
use crate::{
    days::{Span, Timestamp, day_of},
    deadlines::DueDayError,
    facts::Facts,
    forms::{FormData, FormErrors},
    moved_days::is_open,
    names::SortKey,
    obligations::{Change, Obligation, reconcile},
    people::PersonId,
    refusal::{AbsenceRefusal, Refusal},
    seen::Digest,
};

/// The form as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CoverForm {
    /// Who covers from now on: the id of a person.
    pub cover: String,
    /// What was looked at; empty where nothing was shown yet.
    pub seen: String,
}

impl CoverForm {
    /// As sent: `cover`, `seen`.
    pub fn read(typed: &FormData) -> Self {
        Self { cover: typed.get("cover").to_owned(), seen: typed.get("seen").to_owned() }
    }

    /// Who covers `absence` from now on.
    ///
    /// # Errors
    /// What is wrong with whoever was chosen, under `cover`.
    pub fn parse(&self, facts: &Facts, absence: &Absence, now: Timestamp) -> Result<PersonId, FormErrors> {
        let cover = chosen_cover(&self.cover, facts)?;
        let rest = Span::new(absence.days.from.max(day_of(now)), absence.days.to);
        check_cover(facts, (absence.person, cover), rest, now).map_err(|words| FormErrors::one("cover", words))?;
        Ok(cover)
    }
}

/// Can anybody else still cover `absence` from `now` on?
///
/// # Errors
/// `AbsenceRefusal::Ended`; `NotCovered` where it was freed; `Over` where nothing can pass any more.
pub fn check_change_cover(facts: &Facts, absence: &Absence, now: Timestamp) -> Result<(), Refusal> {
    let refusal = match (&absence.ended, absence.cover) {
        (Some(ended), _) => AbsenceRefusal::Ended { at: ended.signed.at },
        (None, None) => AbsenceRefusal::NotCovered,
        (None, Some(_)) if absence.days.to < first_day_to_cover(&facts.regime.rules, now) => {
            AbsenceRefusal::Over { last: absence.days.to }
        }
        (None, Some(_)) => return Ok(()),
    };
    Err(refusal.into())
}

/// The first day of which what comes due in `absence` passes to whoever is named at `now`.
pub fn covers_from(facts: &Facts, absence: &Absence, now: Timestamp) -> NaiveDate {
    absence.days.from.max(first_day_to_cover(&facts.regime.rules, now))
}

/// What whoever covers `absence` now hands over to somebody who is named at `now`, in the order of their due days.
pub fn passes_on(facts: &Facts, absence: &Absence, now: Timestamp) -> Vec<Passing> {
    let first = first_day_to_cover(&facts.regime.rules, now);
    let Some(cover) = absence.cover else { return Vec::new() };
    let is_to_come = |one: &&Obligation| day_of_duty(one).is_some_and(|day| first <= day);
    passing(facts, facts.open_obligations().filter(is_to_come), |one| covered_by(facts, one, absence.id) == Some(cover))
}

/// Those of `records` of which `is_meant` is true and which are still to be handed in, by due day.
fn passing<'f>(
    facts: &Facts,
    records: impl Iterator<Item = &'f Obligation>,
    is_meant: impl Fn(&Obligation) -> bool,
) -> Vec<Passing> {
    let open = records.filter(|one| is_open(one) && is_meant(one));
    let mut passes: Vec<Passing> =
        open.filter_map(|one| Some(Passing { obligation: one.id, title: facts.title(one), due: one.due_day()? })).collect();
    passes.sort_by_cached_key(|one| (one.due, SortKey::of_words(&one.title)));
    passes
}

/// What would follow if somebody else covered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverOutlook {
    /// What becomes theirs, by due day.
    pub passes: Vec<Passing>,
    /// What stays with whoever is away, and why.
    pub stays: Vec<Staying>,
    seen: String,
}

impl CoverOutlook {
    /// `changed` is the absence with whoever covers from `now` on.
    ///
    /// # Errors
    /// As of `reconcile`.
    pub fn of(facts: &Facts, changed: &Absence, now: Timestamp) -> Result<Self, DueDayError> {
        let known = facts.absences.iter().map(|one| if one.id == changed.id { changed } else { one });
        let absences: Vec<Absence> = known.cloned().collect();
        let regime = with(&facts.regime, &absences);
        let mut obligations = facts.obligations.clone();
        for change in reconcile(&regime, facts.obligations.iter(), day_of(now))? {
            if let Change::Update { id, to, .. } = change
                && let Some(old) = facts.obligation(id)
            {
                obligations.replace(Obligation { terms: to, ..old.clone() });
            }
        }
        let (regime, absences) = (Arc::new(regime), Arc::new(absences));
        let after = Facts { regime, obligations, absences, ..facts.clone() };
        let was_theirs = |one: &Obligation| {
            let before = facts.obligation(one.id);
            before.is_some_and(|before| covered_by(facts, before, changed.id) == changed.cover)
        };
        let is_theirs = |one: &Obligation| covered_by(&after, one, changed.id) == changed.cover;
        let passes = passing(facts, after.open_obligations(), |one| is_theirs(one) && !was_theirs(one));
        let stays = stays(&after, changed, now);
        let said = Digest::new().with(changed.id).with_all(changed.cover);
        let said = said.with_all(passes.iter().flat_map(|one| [one.obligation.to_string(), one.due.to_string()]));
        let stay = stays.iter().flat_map(|one| [one.obligation.to_string(), one.why.words().0]);
        let seen = said.with_all(stay).to_string();
        Ok(Self { passes, stays, seen })
    }

    /// What was looked at, to be sent back with the confirmation.
    pub fn seen(&self) -> &str {
        &self.seen
    }

    /// Whether this can be done: something that stays with whoever is away because this one works elsewhere is looked at before.
    ///
    /// # Errors
    /// `AbsenceRefusal::LookedAtAnother`.
    pub fn check_seen(&self, seen: &str) -> Result<(), Refusal> {
        let is_plain = !self.stays.iter().any(Staying::would_pass_to_another);
        if is_plain || self.seen == seen { Ok(()) } else { Err(AbsenceRefusal::LookedAtAnother.into()) }
    }
}
