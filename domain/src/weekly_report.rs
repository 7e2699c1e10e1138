//! "Báo cáo tuần": how the records of one week stand, as it is printed and signed. Its figures are those of the dashboard and of the
//! lists behind it, asked of the same functions.

use chrono::{NaiveTime, TimeDelta};

use crate::{
    calendar::Semester,
    dashboard::{DashboardFilter, DashboardWeek, RowKey, Scope, TermFilter, dashboard, present_week, rows, weeks},
    days::{Timestamp, at, day_of},
    facts::Facts,
    locks::LockOrder,
    obligations::{Counts, LateCounts, Obligation, Standing},
    people::{Person, PersonId, Position},
    permissions::decide_read_update,
    record_list::{ListFilter, RecordLine, record_list},
    reviews::ReviewCounts,
    updates::state_told,
    vietnamese,
};

/// One week as it stands at an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeeklyReport {
    pub school: String,
    /// "2026–2027"
    pub school_year: String,
    pub semester: Semester,
    pub week: DashboardWeek,
    pub as_of: Timestamp,
    /// `false` for a head of department, whose departments alone are told of.
    pub whole_school: bool,
    /// Those of a head, by name; none where it is the whole school's.
    pub departments: Vec<String>,
    /// Names and figures of the rows of the dashboard.
    pub rows: Vec<(String, Counts)>,
    pub total: Counts,
    pub late: LateCounts,
    /// What is overdue, or was never handed in, with whose it is.
    pub missing: Vec<RecordLine>,
    /// What was handed in late, with or without a reason.
    pub handed_in_late: Vec<RecordLine>,
    pub reviews: ReviewCounts,
    /// Of what is approved, how much the leadership has signed.
    pub signed: usize,
    /// How many versions of the week were handed in by an update after a lock.
    pub by_update: usize,
    /// Orders that shut or open records of the week, and were in force in it.
    pub orders: Vec<String>,
    /// Requests for an update of a record of the week; none for whoever may not read them.
    pub updates: Vec<String>,
    /// More time for records of the week.
    pub extensions: Vec<String>,
    /// Whoever draws it up, by name; nobody beside the principal where it is they: one paper has one name once.
    pub author: Option<String>,
    /// Whoever is principal, by name, under whom it goes out; empty where nobody is known to be.
    pub principal: String,
}

/// The weeks of which there is a report at `now`: those that have begun, the newest first.
pub fn weeks_to_report(facts: &Facts, now: Timestamp) -> Vec<DashboardWeek> {
    let today = day_of(now);
    let mut begun: Vec<DashboardWeek> = weeks(facts).into_iter().filter(|week| week.monday <= today).collect();
    begun.reverse();
    begun
}

/// The report on this week, or on the present one, as `viewer` may see it at `now`; `None` of a week that is none or has not begun.
pub fn weekly_report(facts: &Facts, scope: &Scope, viewer: PersonId, number: Option<u8>, now: Timestamp) -> Option<WeeklyReport> {
    let number = number.or_else(|| present_week(facts, now))?;
    let week = weeks_to_report(facts, now).into_iter().find(|week| week.number == number)?;
    let filter = DashboardFilter { term: Some(TermFilter::Year), ..DashboardFilter::default() };
    let dashboard = dashboard(facts, scope, &filter, now);
    let place = dashboard.weeks.iter().position(|one| one.number == number)?;
    let list = record_list(facts, scope, viewer, &ListFilter { week: Some(number), ..ListFilter::default() }, now);
    let lines = || list.groups.iter().flat_map(|group| &group.lines);
    let of = |wanted: fn(Standing) -> bool| -> Vec<RecordLine> { lines().filter(|line| wanted(line.standing)).cloned().collect() };
    let organisation = facts.organisation();
    let principal = organisation.holders(Position::Principal, day_of(now)).first().copied();
    let author = organisation.person(viewer).filter(|one| principal.is_none_or(|principal| principal.id != one.id));
    let name = |one: &Person| one.name.to_string();
    let records: Vec<&Obligation> = facts.open_obligations().filter(|one| is_of(one, scope, number)).collect();
    Some(WeeklyReport {
        school: facts.school.name.clone(),
        school_year: vietnamese::school_year(facts.calendar().school_year()),
        semester: facts.calendar().semester_of(number),
        as_of: now,
        whole_school: dashboard.whole_school,
        departments: if dashboard.whole_school {
            Vec::new()
        } else {
            rows(facts, scope).into_iter().map(|(_, name)| name).collect()
        },
        rows: dashboard.rows.iter().map(|row| (row.name.clone(), row.cells.get(place).copied().unwrap_or_default())).collect(),
        total: dashboard.totals.get(place).copied().unwrap_or_default(),
        late: list.late,
        missing: of(Standing::is_missing),
        handed_in_late: of(is_late),
        reviews: list.reviews,
        signed: records.iter().filter(|one| is_signed(one)).count(),
        by_update: lines().filter(|line| line.is_update).count(),
        orders: orders(facts, &records, &week),
        updates: updates(facts, viewer, &records, now),
        extensions: extensions(facts, &records),
        author: author.map(name),
        principal: principal.map(name).unwrap_or_default(),
        week,
    })
}

/// Whether it is one of those that the dashboard counts in this week.
fn is_of(obligation: &Obligation, scope: &Scope, number: u8) -> bool {
    let terms = &obligation.terms;
    terms.week == Some(number) && terms.due.is_some() && !terms.practice && scope.holds(RowKey::of(terms.department))
}

const fn is_late(standing: Standing) -> bool {
    match standing {
        Standing::Late(_) | Standing::Excused(_) => true,
        Standing::NotYetDue
        | Standing::OnTime
        | Standing::Overdue(_)
        | Standing::Missed
        | Standing::Exempt
        | Standing::Practice { .. }
        | Standing::Untimed { .. } => false,
    }
}

/// Whether the leadership has signed the last version.
fn is_signed(obligation: &Obligation) -> bool {
    let last = obligation.handed_in.as_ref().map(|handed_in| handed_in.submission);
    obligation.decisions.iter().any(|one| one.stands() && one.is_signed() && Some(one.submission) == last)
}

fn orders(facts: &Facts, records: &[&Obligation], week: &DashboardWeek) -> Vec<String> {
    let begins = at(week.monday, NaiveTime::MIN);
    let ends = begins + TimeDelta::days(7);
    let is_of_week = |order: &&LockOrder| {
        order.in_force_from().is_some_and(|from| from < ends)
            && order.ends_at().is_none_or(|end| begins < end)
            && records.iter().any(|one| order.plan.scope.covers(one, &facts.regime))
    };
    let told = |order: &LockOrder| {
        let from = order.in_force_from().map(|from| format!(", từ {}", vietnamese::moment(from))).unwrap_or_default();
        let until = order.ends_at().map(|end| format!(" đến {}", vietnamese::moment(end))).unwrap_or_default();
        format!("{}: {}{from}{until}", order.full_name(), order.plan.scope.words(&facts.regime))
    };
    facts.locks.orders.iter().filter(is_of_week).map(told).collect()
}

fn updates(facts: &Facts, viewer: PersonId, records: &[&Obligation], now: Timestamp) -> Vec<String> {
    let actor = facts.actor(viewer, now);
    let readable = facts.updates.all.iter().filter(|update| decide_read_update(&actor, update).is_ok());
    let told = readable.filter_map(|update| {
        let count = records.iter().filter(|one| update.is_about(one.id)).count();
        let state = vietnamese::with_small_beginning(state_told(facts, update, now).words());
        (count > 0).then(|| format!("{} ({count} hồ sơ): {state}", update.name()))
    });
    told.collect()
}

fn extensions(facts: &Facts, records: &[&Obligation]) -> Vec<String> {
    let told = facts.regime.extensions.iter().filter_map(|extension| {
        let count = records.iter().filter(|one| extension.covers(one.id)).count();
        (count > 0)
            .then(|| format!("Gia hạn số {:02}: {count} hồ sơ, đến hết {}", extension.number, vietnamese::date(extension.until)))
    });
    told.collect()
}

#[cfg(test)]
mod tests;
