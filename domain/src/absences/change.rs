//! "Đổi người dạy thay, làm thay": somebody else covers from now on, in one step, also because whoever covered has fallen ill.

use super::{
    absence::{Absence, first_day_to_cover},
    form::{check_cover, chosen_cover},
    outlook::Passing,
    standing_in::covered_by,
};
use crate::{
    days::{Span, Timestamp, day_of},
    facts::Facts,
    forms::{FormData, FormErrors},
    moved_days::is_open,
    names::SortKey,
    people::PersonId,
    refusal::{AbsenceRefusal, Refusal},
};

/// The form as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CoverForm {
    /// Who covers from now on: the id of a person.
    pub cover: String,
}

impl CoverForm {
    /// As sent: `cover`.
    pub fn read(typed: &FormData) -> Self {
        Self { cover: typed.get("cover").to_owned() }
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

/// What would pass to whoever covers `absence` from `now` on, in the order of their due days.
pub fn passes_on(facts: &Facts, absence: &Absence, now: Timestamp) -> Vec<Passing> {
    let first = first_day_to_cover(&facts.regime.rules, now);
    let Some(cover) = absence.cover else { return Vec::new() };
    let open = facts.open_obligations().filter(|one| is_open(one) && one.due_day().is_some_and(|due| first <= due));
    let passes = open.filter(|one| covered_by(facts, one, absence.id) == Some(cover));
    let mut passes: Vec<Passing> =
        passes.filter_map(|one| Some(Passing { obligation: one.id, title: facts.title(one), due: one.due_day()? })).collect();
    passes.sort_by_cached_key(|one| (one.due, SortKey::of_words(&one.title)));
    passes
}
