//! The types of records as a form would make them, and what that would do to what is owed.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    ApprovalRoute, NewTypePlan, Readers, RecordType, RecordTypeId, RuleVersion, STARTER_SET, TypePlan, TypeUse, TypesPlan,
};
use crate::{
    days::Timestamp,
    deadlines::DueDayError,
    facts::Facts,
    forms::FormErrors,
    ids::Id,
    moved_days::{ChangeOutlook, MovedDays, NextYear},
    regime::Regime,
    seen::Digest,
    setup::Phase,
};

impl TypePlan {
    /// The type that is added where the school has none of this code.
    pub fn record_type(&self, id: RecordTypeId) -> RecordType {
        RecordType {
            name: self.name.clone(),
            short: self.short.clone(),
            retired: !self.used,
            due: self.due,
            ..self.starter.record_type(id, self.sort_order, self.owed_by)
        }
    }
}

impl NewTypePlan {
    /// The type that is added at the end of the list of those that are `known`.
    pub fn record_type(&self, id: RecordTypeId, known: &[RecordType]) -> RecordType {
        let last = known.iter().map(|one| one.sort_order).max().unwrap_or(0).max(STARTER_SET.len() as i64);
        RecordType {
            id,
            code: self.code(known),
            name: self.name.clone(),
            short: self.short(),
            owed_by: self.owed_by,
            recurrence: self.recurrence,
            approval_route: ApprovalRoute::None,
            sensitivity: self.sensitivity,
            readers: Readers::NOBODY,
            purpose: String::new(),
            sort_order: last + 1,
            retired: self.begins == TypeUse::Ended,
            due: self.due,
        }
    }
}

impl TypesPlan {
    /// A type that the school has, as it should be. By which rule it falls due is chosen here before the school is open; afterwards
    /// that changes by a version of the rules alone, which has a day and a decision. So does whether it is used, once a version
    /// has said that.
    pub fn of_known(&self, known: &RecordType, phase: Phase, rules: &[RuleVersion]) -> RecordType {
        let starter = self.types.iter().find(|one| one.starter.code == known.code);
        let starter = starter.map(|one| (&one.name, &one.short, one.used, one.due));
        let own = || self.own.iter().find(|one| one.id == known.id).map(|one| (&one.name, &one.short, one.used, one.due));
        let Some((name, short, used, due)) = starter.or_else(own) else { return known.clone() };
        let due = if phase.is_open() { known.due } else { due };
        let retired = if is_told(known, rules) { known.retired } else { !used };
        RecordType { name: name.clone(), short: short.clone(), retired, due, ..known.clone() }
    }

    /// Nobody begins or ends here what a version of the rules begins or ends.
    ///
    /// # Errors
    /// In words, at the types: which one, and where that is done.
    pub fn check_uses(&self, types: &[RecordType], rules: &[RuleVersion], today: NaiveDate) -> Result<(), FormErrors> {
        let holds = rules.iter().rev().find(|version| version.effective_from <= today).or(rules.first());
        let differs = |one: &&RecordType| {
            let wanted = self.of_known(one, Phase::Open, &[]).retired;
            is_told(one, rules) && holds.is_some_and(|version| version.uses(one) == wanted)
        };
        match types.iter().find(differs) {
            Some(one) => Err(FormErrors::one(
                "use",
                format!("“{}” bắt đầu hay thôi phải nộp theo bản quy định. Lập một bản quy định mới để đổi.", one.name),
            )),
            None => Ok(()),
        }
    }

    /// The types of the starter set that the school does not have yet.
    pub fn added(&self, known: &[RecordType]) -> impl Iterator<Item = &TypePlan> {
        self.types.iter().filter(|one| known.iter().all(|known| known.code != one.starter.code))
    }

    /// It as somebody looks at it at `now`: what it changes and what would follow, `next` being the facts of the year after the one
    /// that is shown, where that has been entered.
    ///
    /// # Errors
    /// As of `reconcile`.
    pub fn outlook(&self, facts: &Facts, next: Option<&Facts>, now: Timestamp) -> Result<ChangeOutlook, DueDayError> {
        let types = self.types_after(&facts.regime.record_types, &facts.regime.rules);
        let effect =
            |facts: &Facts| MovedDays::of(facts, &Regime { record_types: types.clone(), ..Regime::clone(&facts.regime) }, now);
        let next = next.map(|next| {
            let name = next.calendar().school_year().to_owned();
            effect(next).map(|moved| NextYear { name, moved })
        });
        let changes = changes(&facts.regime.record_types, &types);
        Ok(ChangeOutlook::new(Digest::new(), changes, effect(facts)?, next.transpose()?))
    }

    fn types_after(&self, known: &[RecordType], rules: &[RuleVersion]) -> Vec<RecordType> {
        // Ids that no row has: nothing of this is kept.
        let mut ids = (0..).map(|number| Id::new(Uuid::from_u128(u128::MAX - number)));
        let mut types: Vec<RecordType> = known.iter().map(|one| self.of_known(one, Phase::Open, rules)).collect();
        types.extend(self.added(known).zip(ids.by_ref()).map(|(one, id)| one.record_type(id)));
        types.extend(self.new.iter().zip(ids).map(|(new, id)| new.record_type(id, known)));
        types
    }
}

/// Whether some version of the rules says whether this type is used.
fn is_told(record_type: &RecordType, rules: &[RuleVersion]) -> bool {
    rules.iter().any(|version| version.in_use.contains_key(&record_type.id))
}

/// Which types come into use and go out of it, a sentence each.
fn changes(before: &[RecordType], after: &[RecordType]) -> Vec<String> {
    let was_used = |one: &RecordType| before.iter().any(|old| old.id == one.id && !old.retired);
    let words = |one: &RecordType| match (was_used(one), !one.retired) {
        (true, false) => Some(format!("Bỏ dùng: {}.", one.name)),
        (false, true) => Some(format!("Đưa vào dùng: {}.", one.name)),
        (true, true) | (false, false) => None,
    };
    after.iter().filter_map(words).collect()
}

#[cfg(test)]
mod tests;
