//! One absence: of whom, when and why, what becomes of the duties in it, and how it was ended before its last day.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::{
    days::{Span, Timestamp, day_of, local},
    ids::AbsenceId,
    locks::Signature,
    obligations::{ObligationId, Reason},
    people::{Cover, HANDOVER, PersonId},
    record_types::RuleVersion,
    refusal::{AbsenceRefusal, Refusal},
};

/// Why somebody is away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AbsenceKind {
    Sick,
    Maternity,
    Training,
    Other,
}

impl AbsenceKind {
    pub const ALL: [Self; 4] = [Self::Sick, Self::Maternity, Self::Training, Self::Other];

    /// The word in the database and in the form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sick => "sick",
            Self::Maternity => "maternity",
            Self::Training => "training",
            Self::Other => "other",
        }
    }

    /// Reads back what `code` wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// On screen.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Sick => "Nghỉ ốm",
            Self::Maternity => "Nghỉ thai sản",
            Self::Training => "Đi học, tập huấn",
            Self::Other => "Nghỉ vì lý do khác",
        }
    }
}

/// That somebody is back before the last day, or was never away: from the day after on all is as it would have been.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    pub signed: Signature,
    /// The last day away, where they were back before that was said.
    pub last: Option<NaiveDate>,
    /// What was said of it; mostly nothing.
    pub reason: Option<Reason>,
}

/// What is said of the end of an absence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Back {
    /// The last day away, where that is before the day on which it is said.
    pub last: Option<NaiveDate>,
    pub reason: Option<Reason>,
}

impl Ended {
    /// The last day of which anything is another one's.
    pub fn last_day(&self) -> NaiveDate {
        self.last.unwrap_or_else(|| day_of(self.signed.at))
    }
}

/// Somebody who was to cover until another one was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CoverBefore {
    pub cover: PersonId,
    /// Who named the other one.
    pub changed: Signature,
}

/// One absence; it never changes but by being ended, and by somebody else being named to cover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absence {
    pub id: AbsenceId,
    /// Counted from 1 in each school.
    pub number: u32,
    pub person: PersonId,
    pub kind: AbsenceKind,
    pub days: Span,
    /// Who does their work in their place, as it was said last; `None` where what they alone owe was freed.
    pub cover: Option<PersonId>,
    /// Who was named for it before, the first one first.
    pub covered_before: Vec<CoverBefore>,
    /// The very records that were freed.
    pub freed: BTreeSet<ObligationId>,
    /// What was typed beside the kind; mostly empty.
    pub words: String,
    /// The number of the decision; mostly empty.
    pub decision: String,
    pub noted: Signature,
    pub ended: Option<Ended>,
}

impl Absence {
    /// Its days as they are known now: no longer than to the last one away. `None` where it was ended before it began.
    pub fn days_known(&self) -> Option<Span> {
        let last = self.ended.as_ref().map_or(self.days.to, |ended| self.days.to.min(ended.last_day()));
        (self.days.from <= last).then(|| Span::new(self.days.from, last))
    }

    /// What it makes of the duties of the person: nothing of a day that was over when it was noted, for what came due then stays
    /// whose it was, nor of one after the day on which it was ended.
    fn covers(&self, rules: &[RuleVersion]) -> Vec<Cover> {
        let (Some(known), Some(last)) = (self.days_known(), self.cover) else { return Vec::new() };
        let by = self.covered_before.iter().map(|one| one.cover).chain([last]);
        let named = [self.noted.at].into_iter().chain(self.covered_before.iter().map(|one| one.changed.at));
        let named: Vec<(PersonId, Timestamp)> = by.zip(named).collect();
        let first_day = |at| known.from.max(first_day_to_cover(rules, at));
        let mut covers = Vec::new();
        for (place, (by, at)) in named.iter().enumerate() {
            // Each covers until the next one does.
            let next = named.get(place + 1).and_then(|(_, at)| first_day(*at).pred_opt());
            let days = Span { from: first_day(*at), to: next.map_or(known.to, |day| day.min(known.to)) };
            let after = place.checked_sub(1).and_then(|before| named.get(before)).map(|(before, _)| *before);
            // Whoever is told of it finds it under their own work at once, and may hand it in early. Whoever was to cover and never
            // did still corrects what they have handed in.
            let named_until = named.get(place + 1).map_or(days.to, |(_, at)| day_of(*at));
            let rights = Span::new(day_of(*at), days.to.max(named_until) + HANDOVER);
            if days.from <= days.to || place + 1 < named.len() {
                covers.push(Cover { of: self.person, by: *by, after, days, rights });
            }
        }
        covers
    }

    /// Whether `person` covers, or was to until somebody else was named.
    pub fn is_or_was_covered_by(&self, person: PersonId) -> bool {
        self.cover == Some(person) || self.covered_before.iter().any(|one| one.cover == person)
    }

    /// When `cover` was named, the last time up to `day`: who is named again afterwards knew of that day all the same.
    pub fn named_at(&self, cover: PersonId, day: NaiveDate) -> Timestamp {
        let since = [self.noted.at].into_iter().chain(self.covered_before.iter().map(|one| one.changed.at));
        let who = self.covered_before.iter().map(|one| Some(one.cover)).chain([self.cover]);
        let named = who.zip(since).filter(|(who, at)| *who == Some(cover) && day_of(*at) <= day);
        named.last().map_or(self.noted.at, |(_, at)| at)
    }

    /// The absence, with somebody else who covers from now on.
    ///
    /// # Errors
    /// `AbsenceRefusal::Ended`; `NotCovered` where it was freed.
    pub fn change_cover(self, changed: Signature, cover: PersonId) -> Result<Self, Refusal> {
        if let Some(ended) = &self.ended {
            return Err(AbsenceRefusal::Ended { at: ended.signed.at }.into());
        }
        let Some(before) = self.cover else { return Err(AbsenceRefusal::NotCovered.into()) };
        let covered_before = [self.covered_before, vec![CoverBefore { cover: before, changed }]].concat();
        Ok(Self { cover: Some(cover), covered_before, ..self })
    }

    /// The absence, ended.
    ///
    /// # Errors
    /// `AbsenceRefusal::Ended`.
    pub fn end(self, signed: Signature, back: Back) -> Result<Self, Refusal> {
        match self.ended {
            Some(before) => Err(AbsenceRefusal::Ended { at: before.signed.at }.into()),
            None => {
                let Back { last, reason } = back;
                Ok(Self { ended: Some(Ended { signed, last, reason }), ..self })
            }
        }
    }
}

/// The first day of which what comes due passes, where that is said at `at`: the same day until the hour that stands on its due
/// days, for whoever is ill is so in the morning; afterwards the next one, for nobody is late by what they are told too late.
pub fn first_day_to_cover(rules: &[RuleVersion], at: Timestamp) -> NaiveDate {
    let (today, known) = (day_of(at), rules.iter().filter(|one| one.effective_from <= day_of(at)));
    // A record keeps the hours under which it was born: the earliest of them makes nobody late.
    let hour = known.map(|one| one.hours.shown.min(one.hours.counted_until)).min();
    let is_in_time = hour.is_some_and(|hour| local(at).time() < hour);
    if is_in_time { today } else { today.succ_opt().unwrap_or(today) }
}

/// Who stands in for whom by these absences, in a school with these rules.
pub fn covers(absences: &[Absence], rules: &[RuleVersion]) -> Vec<Cover> {
    absences.iter().flat_map(|one| one.covers(rules)).collect()
}
