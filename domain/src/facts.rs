//! All that is known of one school in one school year, as one value: what pages are computed from.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::{
    calendar::SchoolCalendar,
    days::{Timestamp, day_of},
    deadlines::Hours,
    names::SortKey,
    obligations::{Obligation, ObligationId, Regime, Standing, title},
    people::{Organisation, PersonId, School},
    permissions::{Action, Actor, Allowed, RecordFacts, decide},
    record_types::{RecordType, RecordTypeId, RuleVersion, RuleVersionId, Sensitivity, Theme},
    refusal::Refusal,
    why::{Asked, Why, why},
};

/// What `Facts` is made of, as the database loads it.
#[derive(Clone, Debug)]
pub struct FactParts {
    /// Grows with every change of the school: two values with one revision are equal.
    pub revision: i64,
    pub school: School,
    pub calendar: SchoolCalendar,
    /// From this day on another school year is the one to show; `None` where none has been entered.
    pub next_year_from: Option<NaiveDate>,
    pub organisation: Organisation,
    /// In list order.
    pub record_types: Vec<RecordType>,
    pub themes: Vec<Theme>,
    /// Ordered by `effective_from`; never empty.
    pub rules: Vec<RuleVersion>,
    /// Open ones and closed ones that hold files.
    pub obligations: Vec<Obligation>,
    pub counts_from: NaiveDate,
    pub practice_week: Option<u8>,
}

/// The parts with their look-ups.
#[derive(Clone, Debug)]
pub struct Facts {
    pub parts: FactParts,
    obligations_by_id: HashMap<ObligationId, usize>,
    types_by_id: HashMap<RecordTypeId, usize>,
}

impl Facts {
    pub fn new(parts: FactParts) -> Self {
        let obligations_by_id = parts.obligations.iter().enumerate().map(|(at, one)| (one.id, at)).collect();
        let types_by_id = parts.record_types.iter().enumerate().map(|(at, one)| (one.id, at)).collect();
        Self { parts, obligations_by_id, types_by_id }
    }

    pub fn calendar(&self) -> &SchoolCalendar {
        &self.parts.calendar
    }

    pub fn organisation(&self) -> &Organisation {
        &self.parts.organisation
    }

    /// The person with the positions held at `now`.
    pub fn actor(&self, person: PersonId, now: Timestamp) -> Actor {
        Actor { person, positions: self.parts.organisation.positions(person, day_of(now)) }
    }

    pub fn obligation(&self, id: ObligationId) -> Option<&Obligation> {
        self.obligations_by_id.get(&id).map(|at| &self.parts.obligations[*at])
    }

    pub fn record_type(&self, id: RecordTypeId) -> Option<&RecordType> {
        self.types_by_id.get(&id).map(|at| &self.parts.record_types[*at])
    }

    /// The hours of a rule version; the first version's where it is unknown.
    pub fn hours(&self, rules: RuleVersionId) -> Hours {
        self.rules(rules).map_or_else(Hours::default, |version| version.hours)
    }

    pub fn rules(&self, id: RuleVersionId) -> Option<&RuleVersion> {
        self.parts.rules.iter().find(|version| version.id == id).or_else(|| self.parts.rules.first())
    }

    /// How `obligation` stands at `now`.
    pub fn standing(&self, obligation: &Obligation, now: Timestamp) -> Standing {
        obligation.standing(&self.parts.calendar, &self.hours(obligation.terms.rules), now)
    }

    /// "Giáo án tuần 12 · Lớp 4A".
    pub fn title(&self, obligation: &Obligation) -> String {
        match self.record_type(obligation.terms.record_type) {
            Some(record_type) => title(obligation, record_type, &self.parts.organisation, &self.parts.themes),
            None => "Hồ sơ".to_owned(),
        }
    }

    /// Where a record stands among others of one day: by type, period and owner, as people count and not as letters sort
    /// ("tuần 2" before "tuần 10", Đào before Xoài).
    pub fn order(&self, id: ObligationId) -> Option<(i64, Option<NaiveDate>, SortKey)> {
        let obligation = self.obligation(id)?;
        let place = self.record_type(obligation.terms.record_type)?.sort_order;
        let from = obligation.terms.period.span(self.calendar(), &self.parts.themes).map(|span| span.from);
        let owner = obligation.terms.owner.words(self.organisation()).unwrap_or_default();
        Some((place, from, SortKey::of_words(&owner)))
    }

    /// What the permission rule must know of a record.
    pub fn record_facts(&self, obligation: &Obligation) -> RecordFacts {
        RecordFacts {
            owner: obligation.terms.owner,
            department: obligation.terms.department,
            sensitivity: self
                .record_type(obligation.terms.record_type)
                .map_or(Sensitivity::Sensitive, |record_type| record_type.sensitivity),
        }
    }

    /// May `actor` hand in files for `obligation` now? Every page that offers it asks here, and the database again in the
    /// transaction of the hand-in.
    ///
    /// # Errors
    /// `Refusal::NotYoursToHandIn`, else why nobody can (`Obligation::check_writable`).
    pub fn check_hand_in(&self, actor: &Actor, obligation: &Obligation) -> Result<Allowed, Refusal> {
        let allowed = decide(actor, self.organisation(), Action::HandIn(self.record_facts(obligation)))?;
        obligation.check_writable().map(|()| allowed)
    }

    /// What decides over what is owed.
    pub fn regime(&self) -> Regime<'_> {
        Regime {
            calendar: &self.parts.calendar,
            organisation: &self.parts.organisation,
            record_types: &self.parts.record_types,
            themes: &self.parts.themes,
            rules: &self.parts.rules,
            counts_from: self.parts.counts_from,
            practice_week: self.parts.practice_week,
        }
    }

    /// "Vì sao hạn này?" of one record; `None` where it has no due day.
    pub fn why(&self, obligation: &Obligation) -> Option<Why> {
        let due = obligation.terms.due.as_ref()?;
        let record_type = self.record_type(obligation.terms.record_type)?;
        let rules = self.rules(obligation.terms.rules)?;
        let span = obligation.terms.period.span(&self.parts.calendar, &self.parts.themes)?;
        let clause = record_type.clause(due.rule);
        let asked = Asked {
            record: &record_type.short.to_lowercase(),
            period: &obligation.terms.period.words(&self.parts.themes),
            span,
            rule: due.rule,
            source: if clause.is_some() { "Điều 9 của Quy chế" } else { "Hiệu trưởng quy định" },
            clause,
            hours: rules.hours,
            version: rules.number,
            in_force_from: rules.effective_from,
        };
        Some(why(&self.parts.calendar, &asked, due))
    }

    /// Still owed: not closed.
    pub fn open_obligations(&self) -> impl Iterator<Item = &Obligation> {
        self.parts.obligations.iter().filter(|obligation| obligation.closing.is_none())
    }
}
