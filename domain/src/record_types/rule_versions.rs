//! Versions of the rules: one more as a form, what it would touch, and all there are as people read them (Điều 11).

mod form;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use uuid::Uuid;

pub use form::{RuleRow, RulesForm};

use super::{ApprovalRoute, RecordType, RecordTypeId, RuleVersion, RuleVersionId, TypeUse, due_words};
use crate::{
    corrections::{CorrectionTold, Corrections, Numbered},
    days::{Timestamp, day_of},
    deadlines::{DueDayError, DueRule, Hours},
    facts::Facts,
    ids::Id,
    moved_days::{ChangeOutlook, MovedDays, NextYear},
    people::PersonId,
    regime::Regime,
    review_settings::{ReviewSetting, ReviewSettings, SettingChange, since_day},
    seen::Digest,
    vietnamese,
};

/// One more version of the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulesPlan {
    pub effective_from: NaiveDate,
    pub hours: Hours,
    /// As of `RuleVersion::due`.
    pub due: BTreeMap<RecordTypeId, DueRule>,
    /// As of `RuleVersion::in_use`.
    pub in_use: BTreeMap<RecordTypeId, TypeUse>,
    /// The types whose way past those who approve them is another one from its day on, or would be without it.
    pub routes: BTreeMap<RecordTypeId, ApprovalRoute>,
    pub decision: String,
}

impl RulesPlan {
    /// The version of this plan behind those of `known`.
    pub fn version(&self, id: Id<RuleVersion>, known: &[RuleVersion]) -> RuleVersion {
        let number = known.iter().map(|version| version.number).max().unwrap_or(0) + 1;
        let Self { effective_from, hours, due, in_use, routes: _, decision: _ } = self.clone();
        RuleVersion { id, number, effective_from, hours, due, in_use }
    }

    /// Whether it brings another way past those who approve, which changes whose work it is to decide about records.
    pub fn changes_who_reviews(&self) -> bool {
        !self.routes.is_empty()
    }

    /// The ways that the version of this plan brings, by whoever puts it in force.
    pub fn setting_changes(&self, version: RuleVersionId, by: PersonId) -> impl Iterator<Item = SettingChange> {
        let since = since_day(self.effective_from);
        self.routes.iter().map(move |(record_type, route)| {
            let to = ReviewSetting::Route { record_type: *record_type, route: *route };
            SettingChange { since, by, to, version: Some(version) }
        })
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
        let what = what.with_all(self.due.iter().map(|(record_type, rule)| format!("{record_type} {rule}")));
        let what = what.with_all(self.in_use.iter().map(|(record_type, to)| format!("{record_type} {}", to.code())));
        let what = what.with_all(self.routes.iter().map(|(record_type, route)| format!("{record_type} {}", route.code())));
        let regime = self.regime(facts);
        let version = regime.rules.iter().find(|version| version.id == NOT_KEPT);
        let before = facts.regime.rules.iter().rev().find(|one| one.effective_from < self.effective_from);
        let changes = version.map_or_else(Vec::new, |version| changes(before.or(facts.regime.rules.first()), version, &regime));
        Ok(ChangeOutlook::new(what, changes, self.effect(facts, now)?, next.transpose()?))
    }

    /// What would follow if it were added at `now`.
    ///
    /// # Errors
    /// As of `reconcile`.
    pub fn effect(&self, facts: &Facts, now: Timestamp) -> Result<MovedDays, DueDayError> {
        MovedDays::of(facts, &self.regime(facts), now)
    }

    /// What would decide from then on.
    fn regime(&self, facts: &Facts) -> Regime {
        let mut rules = facts.regime.rules.clone();
        rules.push(self.version(NOT_KEPT, &facts.regime.rules));
        rules.sort_by_key(|version| (version.effective_from, version.number));
        let review_settings = facts.regime.review_settings.with(self.setting_changes(NOT_KEPT, Id::new(Uuid::nil())));
        Regime { rules, review_settings, ..Regime::clone(&facts.regime) }
    }
}

/// An id that no row has: nothing of what is only looked at is kept.
const NOT_KEPT: RuleVersionId = Id::new(Uuid::nil());

/// The one that holds last of all, however late its day.
fn last(rules: &[RuleVersion]) -> Option<&RuleVersion> {
    rules.iter().max_by_key(|version| (version.effective_from, version.number))
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
    pub id: RuleVersionId,
    pub number: i64,
    pub effective_from: NaiveDate,
    pub state: RulesState,
    pub decision: String,
    /// Of that number, the first one first.
    pub corrections: Vec<CorrectionTold>,
    /// Who put it in force, and when; `None` where the log does not say it.
    pub signed: Option<(String, Timestamp)>,
    /// What it changed against the one before, a sentence each.
    pub changes: Vec<String>,
}

/// All versions, given in the order of the days from which they hold; the newest first. What each changed is told against the last
/// one that has held before it, not against one that it replaced before its day.
pub fn rules_told(kept: &[KeptRules], regime: &Regime, corrections: &Corrections, now: Timestamp) -> Vec<RulesTold> {
    let organisation = &regime.organisation;
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
        let before = kept.iter().rev().map(|one| &one.version).find(|one| one.effective_from < version.effective_from);
        let who = |id: PersonId| organisation.person(id).map(|person| organisation.distinct_name(person, None));
        told.push(RulesTold {
            id: version.id,
            number: version.number,
            effective_from: version.effective_from,
            state,
            decision: one.decision.clone(),
            corrections: corrections.told(Numbered::Rules(version.id), organisation),
            signed: one.by.and_then(who).zip(one.at),
            changes: changes(before, version, regime),
        });
    }
    told.reverse();
    told
}

/// What `after`, which is one of the versions of `regime`, changed against the one that held `before` it, a sentence each; all that
/// it says, where there was none.
fn changes(before: Option<&RuleVersion>, after: &RuleVersion, regime: &Regime) -> Vec<String> {
    let (shown, until) = (vietnamese::hour(after.hours.shown), vietnamese::hour(after.hours.counted_until));
    let Some(before) = before else {
        return vec![format!("Giờ ghi trên hạn {shown}, tính đúng hạn đến {until} cùng ngày.")];
    };
    let mut words = Vec::new();
    if before.hours.shown != after.hours.shown {
        words.push(format!("Giờ ghi trên hạn {shown}, trước đây là {}.", vietnamese::hour(before.hours.shown)));
    }
    if before.hours.shown != after.hours.shown && after.hours.counts_longer() {
        words.push(format!("Nộp sau {shown} mà đến {until} cùng ngày vẫn tính đúng hạn."));
    }
    if before.hours.counted_until != after.hours.counted_until {
        words.push(format!("Tính đúng hạn đến {until}, trước đây là {}.", vietnamese::hour(before.hours.counted_until)));
    }
    let types = &regime.record_types;
    words.extend(types.iter().filter_map(|one| match (before.uses(one), after.uses(one)) {
        (false, true) => Some(format!("Bắt đầu phải nộp: {}.", one.name)),
        (true, false) => Some(format!("Thôi phải nộp: {}.", one.name)),
        (true, true) | (false, false) => None,
    }));
    for one in types.iter().filter(|one| before.due_of(one) != after.due_of(one)) {
        let rule = |version: &RuleVersion| vietnamese::with_small_beginning(&due_words(one.recurrence, version.due_of(one)));
        words.push(format!("Hạn của {}: {}, trước đây là {}.", one.name, rule(after), rule(before)));
    }
    words.extend(types.iter().filter_map(|one| other_way(one, after, &regime.review_settings)));
    if words.is_empty() {
        words.push("Như bản trước, không đổi gì.".to_owned());
    }
    words
}

/// Which way records of a type take from the day of a version on, where that brings another one than they took before.
fn other_way(one: &RecordType, version: &RuleVersion, settings: &ReviewSettings) -> Option<String> {
    let (_, to) = settings.brought_by(version.id).find(|(of, _)| *of == one.id)?;
    let before = settings.way_of(one, since_day(version.effective_from));
    let words = |route: ApprovalRoute| vietnamese::with_small_beginning(route.words());
    (before != to).then(|| format!("Cách duyệt của {}: {}, trước đây là {}.", one.name, words(to), words(before)))
}

#[cfg(test)]
mod tests;
