//! "Cách duyệt": which way records of a type take, who reviews what the reviewers themselves write, and the reasons to give
//! something back for; each change with its instant, because what was handed in before goes on by what was true then.

mod form;
mod own_work;
mod told;

pub use form::{ReviewSettingsForm, RouteRow};
pub use own_work::{DeputysOwn, HeadsOwn, OwnWork, Posts, PrincipalsOwn, VicePrincipalsOwn};
pub use told::ChangeLine;

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use crate::{
    days::{self, Timestamp},
    people::PersonId,
    record_types::{ApprovalRoute, RecordType, RecordTypeId, RuleVersionId},
};

/// Reasons to tick until the school has a list of its own, the commonest first.
pub const RETURN_REASONS: [&str; 5] = [
    "Ngày tháng chưa khớp lịch",
    "Còn ô để trống",
    "Thiếu mục tiêu hoặc đánh giá",
    "Chưa đúng mẫu của trường",
    "Nhầm lớp hoặc nhầm tuần",
];

/// All changes that the school has made, in the order of the instants from which they hold; without one the starter set and the
/// readings of decision 0007 are in force.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewSettings {
    changes: Vec<SettingChange>,
}

/// One change; it is for what is handed in after its instant, and never changed itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingChange {
    /// When it was made; of one that a version of the rules brings, the last second before the day of that version.
    pub since: Timestamp,
    pub by: PersonId,
    pub to: ReviewSetting,
    /// The version of the rules that brings it; `None` for what was changed at once.
    pub version: Option<RuleVersionId>,
}

/// What was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReviewSetting {
    Route {
        record_type: RecordTypeId,
        route: ApprovalRoute,
    },
    /// Who reviews what one of those writes who review others.
    OwnWork(OwnWork),
    /// Reasons to tick, in the order of the list.
    ReturnReasons(Vec<String>),
}

impl ReviewSettings {
    /// The changes, given in the order in which they were made: of two from the same instant the later one counts.
    /// What was changed at once was changed no later than what was changed at once after it: where its instant says so, the clock
    /// was ahead then and has been set right since, and that instant must not bring it back.
    pub fn new(mut changes: Vec<SettingChange>) -> Self {
        let mut next: Option<Timestamp> = None;
        for change in changes.iter_mut().rev().filter(|change| change.version.is_none()) {
            change.since = next.map_or(change.since, |next| change.since.min(next));
            next = Some(change.since);
        }
        changes.sort_by_key(|change| change.since);
        Self { changes }
    }

    /// These changes as well, which are made now.
    #[must_use]
    pub fn with(&self, more: impl IntoIterator<Item = SettingChange>) -> Self {
        Self::new(self.changes.iter().cloned().chain(more).collect())
    }

    /// The one that holds first comes first.
    pub fn changes(&self) -> &[SettingChange] {
        &self.changes
    }

    /// The way of what was handed in at `at`; `None` where the school had not changed that of its type.
    pub fn route_at(&self, of: RecordTypeId, at: Timestamp) -> Option<ApprovalRoute> {
        self.before(at).find_map(|change| match change.to {
            ReviewSetting::Route { record_type, route } => (record_type == of).then_some(route),
            ReviewSetting::OwnWork(_) | ReviewSetting::ReturnReasons(_) => None,
        })
    }

    /// The way of what is handed in at `at`, whether the school has changed that of its type or not.
    pub fn way_of(&self, record_type: &RecordType, at: Timestamp) -> ApprovalRoute {
        self.route_at(record_type.id, at).unwrap_or(record_type.approval_route)
    }

    /// The way that a version of the rules will bring for a type after `now`, with the day of it.
    pub fn coming(&self, of: RecordTypeId, now: Timestamp) -> Option<(NaiveDate, ApprovalRoute)> {
        self.changes.iter().filter(|change| now < change.since).rev().find_map(|change| match change.to {
            ReviewSetting::Route { record_type, route } => (record_type == of).then(|| (change.first_day(), route)),
            ReviewSetting::OwnWork(_) | ReviewSetting::ReturnReasons(_) => None,
        })
    }

    /// The types whose way a version of the rules brings, with that way.
    pub fn brought_by(&self, version: RuleVersionId) -> impl Iterator<Item = (RecordTypeId, ApprovalRoute)> {
        self.changes.iter().filter(move |change| change.version == Some(version)).filter_map(|change| match change.to {
            ReviewSetting::Route { record_type, route } => Some((record_type, route)),
            ReviewSetting::OwnWork(_) | ReviewSetting::ReturnReasons(_) => None,
        })
    }

    /// Who reviews the reviewers' own, of what was handed in at `at`.
    pub fn posts_at(&self, at: Timestamp) -> Posts {
        let mut posts = Posts::default();
        let mut changes: Vec<OwnWork> = self.before(at).filter_map(SettingChange::own_work).collect();
        changes.reverse();
        for change in changes {
            posts.set(change);
        }
        posts
    }

    /// The reasons to tick at `at`.
    pub fn reasons_at(&self, at: Timestamp) -> Vec<String> {
        let own = self.changes.iter().rev().filter(|change| change.since <= at).find_map(|change| match &change.to {
            ReviewSetting::ReturnReasons(reasons) => Some(reasons.clone()),
            ReviewSetting::Route { .. } | ReviewSetting::OwnWork(_) => None,
        });
        own.unwrap_or_else(|| RETURN_REASONS.map(str::to_owned).to_vec())
    }

    /// The reasons to tick at `at`, and behind them all that were ever listed.
    pub fn known_reasons(&self, at: Timestamp) -> Vec<String> {
        let mut known = self.reasons_at(at);
        let ever = self.changes.iter().filter_map(|change| match &change.to {
            ReviewSetting::ReturnReasons(reasons) => Some(reasons.as_slice()),
            ReviewSetting::Route { .. } | ReviewSetting::OwnWork(_) => None,
        });
        for reason in ever.flatten().cloned().chain(RETURN_REASONS.map(str::to_owned)) {
            if !known.contains(&reason) {
                known.push(reason);
            }
        }
        known
    }

    /// The reasons in a form: those to tick at `at`, and of older ones those that were ticked in it.
    pub fn reasons_in_form(&self, at: Timestamp, ticked: &[String]) -> Vec<String> {
        let mut reasons = self.reasons_at(at);
        let older: Vec<String> =
            self.known_reasons(at).into_iter().filter(|one| !reasons.contains(one) && ticked.contains(one)).collect();
        reasons.extend(older);
        reasons
    }

    /// What is in force for what comes at `at`, the last change first. What came in the same second came before.
    fn before(&self, at: Timestamp) -> impl Iterator<Item = &SettingChange> {
        self.changes.iter().rev().filter(move |change| change.since < at)
    }
}

/// What holds from `day` on is for what is handed in after this instant: what comes in the first second of the day follows it.
pub fn since_day(day: NaiveDate) -> Timestamp {
    days::at(day, NaiveTime::MIN) - TimeDelta::seconds(1)
}

impl SettingChange {
    /// The first day of which all follows it.
    fn first_day(&self) -> NaiveDate {
        days::day_of(self.since + TimeDelta::seconds(1))
    }

    const fn own_work(&self) -> Option<OwnWork> {
        match self.to {
            ReviewSetting::OwnWork(own) => Some(own),
            ReviewSetting::Route { .. } | ReviewSetting::ReturnReasons(_) => None,
        }
    }
}

#[cfg(test)]
mod tests;
