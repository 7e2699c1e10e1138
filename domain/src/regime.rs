//! All that decides what is owed in a school year, and by when: what the leadership sets, and nothing that teachers do.

use chrono::{Days, NaiveDate};

use crate::{
    calendar::{SchoolCalendar, Unit, UnitCalendars},
    days::Timestamp,
    deadlines::{DueRule, Hours},
    extensions::Extension,
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
    /// The years of the school that are over today, by their names: what was ordered in one of them says so.
    pub ended: Vec<(YearId, String)>,
    /// With the closures of the whole school (`closures::shut`).
    pub calendar: SchoolCalendar,
    /// With those of single units as well.
    pub unit_calendars: UnitCalendars,
    /// More time that was given for single records, also what was taken back; in the order of their numbers.
    pub extensions: Vec<Extension>,
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
    /// The calendar by which the records of `unit` are due and judged.
    pub fn calendar_of(&self, unit: Option<Unit>) -> &SchoolCalendar {
        unit.and_then(|unit| self.unit_calendars.of(unit)).unwrap_or(&self.calendar)
    }

    /// The record type of this id; `None` where the school has no such type.
    pub fn record_type(&self, id: RecordTypeId) -> Option<&RecordType> {
        self.record_types.iter().find(|one| one.id == id)
    }

    /// The version of the rules of this id; the first version where it is unknown.
    pub fn rules(&self, id: RuleVersionId) -> Option<&RuleVersion> {
        self.rules.iter().find(|version| version.id == id).or_else(|| self.rules.first())
    }

    /// The version under which a record is born whose period begins on `day`; the first one for what begins before any.
    pub fn rules_on(&self, day: NaiveDate) -> Option<&RuleVersion> {
        self.rules.iter().rev().find(|version| version.effective_from <= day).or_else(|| self.rules.first())
    }

    /// The types of which records can be owed in this year, in list order: those that are used under any version that holds in it.
    pub fn types_in_use(&self) -> impl Iterator<Item = &RecordType> {
        let year = self.calendar.year();
        // The month in which the year begins has begun before it.
        let from = self.rules_on(year.from - Days::new(31)).map_or(year.from, |version| version.effective_from);
        let holds = move |(at, version): &(usize, &RuleVersion)| {
            let next = self.rules.get(at + 1).map(|next| next.effective_from);
            let is_replaced = next == Some(version.effective_from);
            from <= version.effective_from && version.effective_from <= year.to && !is_replaced
        };
        let versions: Vec<&RuleVersion> = self.rules.iter().enumerate().filter(holds).map(|(_, version)| version).collect();
        self.record_types.iter().filter(move |one| versions.iter().any(|version| version.uses(one)))
    }

    /// By which rule a record of this type falls due whose period begins on `day`.
    pub fn due_rule(&self, record_type: &RecordType, day: NaiveDate) -> DueRule {
        self.rules_on(day).map_or(record_type.due, |version| version.due_of(record_type))
    }

    /// The hours of a rule version; the first version's where it is unknown.
    pub fn hours(&self, rules: RuleVersionId) -> Hours {
        self.rules(rules).map_or_else(Hours::default, |version| version.hours)
    }
}
