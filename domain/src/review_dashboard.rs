//! "Bảng duyệt": the dashboard's second figure. Of what was handed in, how much is approved, waits, waits too long or was
//! given back, by week and department.

use crate::{
    dashboard::{DashboardFilter, DashboardWeek, RowKey, Scope, TermFilter, present_week, rows, term_of, weeks},
    days::Timestamp,
    facts::Facts,
    obligations::Obligation,
    people::{PersonId, SiteId},
    reviews::{ReviewCounts, ReviewGroup, queue},
};

/// A row with one cell for each week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewRow {
    pub key: RowKey,
    pub name: String,
    pub cells: Vec<ReviewCounts>,
    /// What has no due day, and so no week.
    pub untimed: ReviewCounts,
}

/// How many records wait for the reader, and for how many of them the reader's own day is over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OwnDelay {
    pub waiting: usize,
    pub overdue: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewDashboard {
    pub as_of: Timestamp,
    /// Whose it is, for the foot of the printed one.
    pub school: String,
    pub term: TermFilter,
    pub record_type: Option<String>,
    /// Code and name of each type, for the filter.
    pub types: Vec<(String, String)>,
    pub site: Option<SiteId>,
    /// The sites of a school that has several, for the filter.
    pub sites: Vec<(SiteId, String)>,
    pub weeks: Vec<DashboardWeek>,
    pub rows: Vec<ReviewRow>,
    /// Of all weeks that are shown.
    pub total: ReviewCounts,
    /// The numbered week of today, or the last one before, and what is counted of it; none of a year that is over.
    pub now: Option<u8>,
    pub this_week: ReviewCounts,
    /// `false` for a head of department, who sees only the own rows.
    pub whole_school: bool,
    /// Nothing where the year is over: nobody decides about it any more.
    pub own: OwnDelay,
    /// The name of the school year, where it is over and looked back at.
    pub year: Option<String>,
    /// What was handed in until then had to be approved by nobody, and is counted nowhere here.
    pub since: Option<Timestamp>,
}

impl ReviewRow {
    /// Over all weeks that are shown.
    pub fn total(&self) -> ReviewCounts {
        sum(self.cells.iter())
    }
}

impl ReviewDashboard {
    /// Over all rows, of the week at this place.
    pub fn week_total(&self, at: usize) -> ReviewCounts {
        sum(self.rows.iter().filter_map(|row| row.cells.get(at)))
    }
}

fn sum<'a>(counts: impl Iterator<Item = &'a ReviewCounts>) -> ReviewCounts {
    counts.fold(ReviewCounts::default(), |mut total, one| {
        total.add(*one);
        total
    })
}

/// What waits for `reader` at `now`.
pub fn own_delay(facts: &Facts, reader: PersonId, now: Timestamp) -> OwnDelay {
    let lines = queue(facts, reader, now);
    OwnDelay { waiting: lines.len(), overdue: lines.iter().filter(|line| line.overdue.is_some()).count() }
}

/// The dashboard that `reader` may see, at `now`.
pub fn review_dashboard(
    facts: &Facts,
    scope: &Scope,
    reader: PersonId,
    filter: &DashboardFilter,
    now: Timestamp,
) -> ReviewDashboard {
    let this_week = present_week(facts, now);
    let term = filter.term.unwrap_or_else(|| term_of(facts, this_week));
    let record_types = || facts.regime.types_in_use();
    let chosen = filter.record_type.as_ref().filter(|code| record_types().any(|one| one.code == **code));
    let sites = facts.organisation().sites_to_choose();
    let site = filter.site.filter(|site| sites.iter().any(|(one, _)| one == site));
    let is_there = |one: &Obligation| site.is_none_or(|site| one.terms.owner.is_at(facts.organisation(), site));
    let all_weeks = weeks(facts);
    let holds = |week: &DashboardWeek| term.holds(facts.calendar().semester_of(week.number));
    let keys = rows(facts, scope);
    let mut cells = vec![vec![ReviewCounts::default(); all_weeks.len()]; keys.len()];
    let mut untimed = vec![ReviewCounts::default(); keys.len()];
    let counts = |one: &&Obligation| one.handed_in.is_some() && !one.terms.practice && is_there(one);
    for obligation in facts.open_obligations().filter(counts) {
        let Some(record_type) = facts.record_type(obligation.terms.record_type) else { continue };
        if chosen.is_some_and(|code| *code != record_type.code) {
            continue;
        }
        let Some(row) = keys.iter().position(|(key, _)| *key == RowKey::of(obligation.terms.department)) else { continue };
        let Some(group) = ReviewGroup::of(facts, obligation, now) else { continue };
        let week = obligation.terms.week.filter(|week| *week >= 1);
        match (&obligation.terms.due, week.and_then(|week| cells[row].get_mut(usize::from(week) - 1))) {
            (None, _) => untimed[row].count(group),
            (Some(_), Some(cell)) => cell.count(group),
            // Without a week it is outside the dashboard too.
            (Some(_), None) => {}
        }
    }
    let place = this_week.and_then(|now| all_weeks.iter().position(|week| week.number == now));
    let this_week_counts = place.map_or_else(ReviewCounts::default, |at| sum(cells.iter().map(|row| &row[at])));
    let shown: Vec<usize> = (0..all_weeks.len()).filter(|at| holds(&all_weeks[*at])).collect();
    let rows: Vec<ReviewRow> = keys
        .into_iter()
        .zip(cells)
        .zip(untimed)
        .map(|(((key, name), row), untimed)| ReviewRow { key, name, cells: shown.iter().map(|at| row[*at]).collect(), untimed })
        .collect();
    let totals: Vec<ReviewCounts> = rows.iter().map(ReviewRow::total).collect();
    ReviewDashboard {
        as_of: now,
        school: facts.school.name.clone(),
        term,
        record_type: chosen.cloned(),
        types: record_types().map(|record_type| (record_type.code.clone(), record_type.name.clone())).collect(),
        site,
        sites,
        weeks: shown.iter().map(|at| all_weeks[*at].clone()).collect(),
        rows,
        total: sum(totals.iter()),
        now: this_week.filter(|_| !facts.is_over),
        this_week: this_week_counts,
        whole_school: *scope == Scope::School,
        own: if facts.is_over { OwnDelay::default() } else { own_delay(facts, reader, now) },
        year: facts.is_over.then(|| facts.calendar().school_year().to_owned()),
        since: facts.regime.reviewed_since,
    }
}

#[cfg(test)]
mod tests;
