//! All that decides what is owed in a school year, and by when: what the leadership sets, and nothing that teachers do.

use chrono::NaiveDate;

use crate::{
    calendar::SchoolCalendar,
    days::Timestamp,
    deadlines::Hours,
    people::Organisation,
    record_types::{RecordType, RecordTypeId, RuleVersion, RuleVersionId, Theme},
    review_settings::ReviewSettings,
    school_years::YearId,
};

/// The settings of one school year. `obligations::generate` makes the list of what is owed from it, the same every time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regime {
    /// Which school year it is.
    pub year: YearId,
    pub calendar: SchoolCalendar,
    pub organisation: Organisation,
    /// In list order.
    pub record_types: Vec<RecordType>,
    pub themes: Vec<Theme>,
    /// Ordered by `effective_from`; never empty.
    pub rules: Vec<RuleVersion>,
    /// What fell due before this day is not owed: the school began to count here, or the regulation
    /// was not yet in force.
    pub counts_from: NaiveDate,
    /// "Tuần tập dượt": records of this week count for nothing.
    pub practice_week: Option<u8>,
    /// What came before this moment is reviewed by nobody: the school did not review here then. `None`: everything is.
    pub reviewed_since: Option<Timestamp>,
    /// Which way records take, and who reviews whom.
    pub review_settings: ReviewSettings,
}

impl Regime {
    /// The record type of this id; `None` where the school has no such type.
    pub fn record_type(&self, id: RecordTypeId) -> Option<&RecordType> {
        self.record_types.iter().find(|one| one.id == id)
    }

    /// The version of the rules of this id; the first version where it is unknown.
    pub fn rules(&self, id: RuleVersionId) -> Option<&RuleVersion> {
        self.rules.iter().find(|version| version.id == id).or_else(|| self.rules.first())
    }

    /// The hours of a rule version; the first version's where it is unknown.
    pub fn hours(&self, rules: RuleVersionId) -> Hours {
        self.rules(rules).map_or_else(Hours::default, |version| version.hours)
    }
}
