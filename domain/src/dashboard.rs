//! "Bảng theo dõi": weeks × departments with counts, for the whole school or one department.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::{Semester, WeekOf},
    days::{Timestamp, day_of},
    facts::Facts,
    obligations::{Counts, LateCounts, Obligation, Owner, Period, Standing, Terms},
    people::{ClassGroup, ClassGroupId, DepartmentId, Organisation, SiteId},
    permissions::{Action, Actor, decide},
    refusal::Refusal,
};

/// Which weeks the dashboard shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TermFilter {
    First,
    Second,
    /// "Cả năm".
    #[default]
    Year,
}

impl TermFilter {
    pub const ALL: [Self; 3] = [Self::First, Self::Second, Self::Year];

    /// In the address: `?ky=1`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::First => "1",
            Self::Second => "2",
            Self::Year => "ca-nam",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|term| term.code() == code)
    }

    pub const fn words(self) -> &'static str {
        match self {
            Self::First => "Học kỳ I",
            Self::Second => "Học kỳ II",
            Self::Year => "Cả năm",
        }
    }

    /// In the middle of a sentence.
    pub const fn in_sentence(self) -> &'static str {
        match self {
            Self::First => "học kỳ I",
            Self::Second => "học kỳ II",
            Self::Year => "cả năm",
        }
    }

    /// Whether it shows the weeks of this semester.
    pub const fn holds(self, semester: Semester) -> bool {
        matches!((self, semester), (Self::Year, _) | (Self::First, Semester::First) | (Self::Second, Semester::Second))
    }
}

/// A row of the dashboard in an address and in the browser: a department, a part of one, or the school's own records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RowKey {
    Department(DepartmentId),
    /// One class of a department, as whoever heads it sees the department.
    Class(DepartmentId, ClassGroupId),
    /// What a department owes beside its classes.
    Common(DepartmentId),
    /// "Ban giám hiệu": what the school itself owes.
    Leadership,
}

const COMMON: &str = "chung";

impl RowKey {
    pub fn of(department: Option<DepartmentId>) -> Self {
        department.map_or(Self::Leadership, Self::Department)
    }

    /// The part of its department to which a record belongs.
    fn part_of(department: DepartmentId, owner: Owner) -> Self {
        match owner {
            Owner::Class(class) => Self::Class(department, class),
            Owner::Department(_) | Owner::Section(_) | Owner::Person(_) | Owner::School => Self::Common(department),
        }
    }

    /// The row of the whole department, or of the leadership, to which this one belongs.
    #[must_use]
    pub const fn whole(self) -> Self {
        match self {
            Self::Department(id) | Self::Class(id, _) | Self::Common(id) => Self::Department(id),
            Self::Leadership => Self::Leadership,
        }
    }

    pub fn code(self) -> String {
        match self {
            Self::Department(id) => id.to_string(),
            Self::Class(department, class) => format!("{department}.{class}"),
            Self::Common(department) => format!("{department}.{COMMON}"),
            Self::Leadership => "ban-giam-hieu".to_owned(),
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        match code.split_once('.') {
            Some((department, COMMON)) => department.parse().ok().map(Self::Common),
            Some((department, class)) => Some(Self::Class(department.parse().ok()?, class.parse().ok()?)),
            None if code == "ban-giam-hieu" => Some(Self::Leadership),
            None => code.parse().ok().map(Self::Department),
        }
    }
}

/// What the viewer chose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DashboardFilter {
    /// `None`: the semester of today, or of a year that is over the whole of it.
    pub term: Option<TermFilter>,
    /// Code of one record type; `None`: all.
    pub record_type: Option<String>,
    /// Only the records of the classes at this site.
    pub site: Option<SiteId>,
}

/// What the viewer may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    School,
    Departments(Vec<DepartmentId>),
}

impl Scope {
    /// What `actor` sees: the leadership and whoever else may the whole school, a head the departments that they lead.
    ///
    /// # Errors
    /// `Refusal::DashboardNotYours`.
    pub fn of(actor: &Actor, organisation: &Organisation) -> Result<Self, Refusal> {
        let may = |action| decide(actor, organisation, action).is_ok();
        if may(Action::SeeDashboard) {
            return Ok(Self::School);
        }
        let led = actor.departments_led().into_iter();
        let led: Vec<DepartmentId> = led.filter(|id| may(Action::SeeDepartmentDashboard(*id))).collect();
        if led.is_empty() { Err(Refusal::DashboardNotYours) } else { Ok(Self::Departments(led)) }
    }

    pub fn holds(&self, row: RowKey) -> bool {
        match (self, row) {
            (Self::School, _) => true,
            (Self::Departments(ids), RowKey::Department(id) | RowKey::Class(id, _) | RowKey::Common(id)) => ids.contains(&id),
            (Self::Departments(_), RowKey::Leadership) => false,
        }
    }
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DashboardWeek {
    pub number: u8,
    pub monday: NaiveDate,
    /// The last weekday of the working week.
    pub last_day: NaiveDate,
    /// Words of the weeks without number just before it ("Tết Đinh Mùi").
    pub gap: Option<String>,
    /// The dashed line stands before it.
    pub opens_semester_2: bool,
}

/// A row with one cell for each week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DashboardRow {
    pub key: RowKey,
    pub name: String,
    pub cells: Vec<Counts>,
}

/// A record type without due days: in a list of its own, outside all counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Untimed {
    pub code: String,
    pub name: String,
    pub handed_in: u32,
    pub tracked: u32,
}

/// One bar of the year: the share handed in on time, in per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearBar {
    pub number: u8,
    pub share: Option<u32>,
    pub opens_semester_2: bool,
}

/// A day, and the records of one week that fall due on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueDay {
    pub day: NaiveDate,
    pub counts: Counts,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dashboard {
    pub revision: i64,
    /// Whose dashboard it is, for the foot of the printed one.
    pub school: String,
    /// Server time of these figures.
    pub as_of: Timestamp,
    pub term: TermFilter,
    pub record_type: Option<String>,
    /// Code and name of each type, for the filter.
    pub types: Vec<(String, String)>,
    pub site: Option<SiteId>,
    /// The sites of a school that has several, for the filter.
    pub sites: Vec<(SiteId, String)>,
    pub weeks: Vec<DashboardWeek>,
    pub rows: Vec<DashboardRow>,
    /// Of each week.
    pub totals: Vec<Counts>,
    /// Of all weeks that are shown.
    pub total: Counts,
    /// Of what was handed in late in those weeks, how much the leadership has found a reason for.
    pub late: LateCounts,
    /// The name of the school year, where it is over and looked back at: no week of it is the present one.
    pub ended: Option<String>,
    /// The numbered week of today, or the last one before; of a year that is over a number behind all of its weeks.
    pub now: Option<u8>,
    /// Counts of that week and the next one with a number, whatever weeks are shown; before the year
    /// only the next.
    pub this_week: Counts,
    pub next_week: Option<(u8, Counts)>,
    /// The usual due day of the present week: most of its weekly records have it.
    pub usual_due: Option<DueDay>,
    /// The usual due day of the next week, which most of its weekly records have: on a Friday that is today.
    pub next_due: Option<DueDay>,
    /// Types without due days, outside all counts.
    pub untimed: Vec<Untimed>,
    pub year: Vec<YearBar>,
    /// The week of practice, if any: its records count for nothing.
    pub practice_week: Option<u8>,
    /// `false` for a head of department, who sees only the own rows.
    pub whole_school: bool,
}

impl Dashboard {
    /// Whether the matrix has a cell of this row and week.
    pub fn has_cell(&self, (row, week): (RowKey, u8)) -> bool {
        self.rows.iter().any(|one| one.key == row) && self.weeks.iter().any(|one| one.number == week)
    }
}

/// The dashboard at `now`.
pub fn dashboard(facts: &Facts, scope: &Scope, filter: &DashboardFilter, now: Timestamp) -> Dashboard {
    let calendar = facts.calendar();
    let this_week = present_week(facts, now);
    let term = filter.term.unwrap_or_else(|| term_of(facts, this_week));
    // Of a type that nobody can choose, from an old bookmark, there would be nothing but zeros, under the name of all types.
    let record_types = || facts.regime.types_in_use();
    let chosen = filter.record_type.as_ref().filter(|code| record_types().any(|one| one.code == **code));
    let sites = facts.organisation().sites_to_choose();
    let site = filter.site.filter(|site| sites.iter().any(|(one, _)| one == site));
    let is_there = |one: &&Obligation| site.is_none_or(|site| one.terms.owner.is_at(facts.organisation(), site));
    let all_weeks = weeks(facts);
    let shown: Vec<usize> = (0..all_weeks.len()).filter(|at| term.holds(calendar.semester_of(all_weeks[*at].number))).collect();

    let mut keys = if *scope == Scope::School { rows(facts, scope) } else { rows_with_parts(facts, scope) };
    // A row of which nothing is at the site would be empty all year.
    keys.retain(|(key, _)| site.is_none() || facts.open_obligations().filter(is_there).any(|one| in_row(one, Some(*key))));
    let mut cells = vec![vec![Counts::default(); all_weeks.len()]; keys.len()];
    let mut untimed: Vec<Untimed> = Vec::new();
    let mut late = LateCounts::default();
    let next = this_week.map_or(1, |number| number + 1);
    let mut due_days: Vec<(NaiveDate, Standing)> = Vec::new();
    let mut next_due_days: Vec<(NaiveDate, Standing)> = Vec::new();
    for obligation in facts.open_obligations().filter(is_there) {
        let Some(record_type) = facts.record_type(obligation.terms.record_type) else { continue };
        if chosen.is_some_and(|code| *code != record_type.code) {
            continue;
        }
        let Some(row) = keys.iter().position(|(key, _)| in_row(obligation, Some(*key))) else { continue };
        match facts.standing(obligation, now) {
            Standing::Untimed { handed_in } => {
                track(&mut untimed, record_type.code.as_str(), record_type.name.as_str(), handed_in);
            }
            // Without a due day it is outside all counts, exempt or not.
            _ if obligation.terms.due.is_none() => {}
            standing => {
                let Some(week) = obligation.terms.week.filter(|week| *week >= 1) else { continue };
                if let Some(cell) = cells[row].get_mut(usize::from(week) - 1) {
                    cell.count(standing);
                    if term.holds(calendar.semester_of(week)) {
                        late.count(obligation, standing);
                    }
                }
                // The plans of the week: what everybody owes once a month outnumbers them in its week.
                let plan = obligation.terms.due.as_ref().filter(|_| matches!(obligation.terms.period, Period::Week(_)));
                if Some(week) == this_week {
                    due_days.extend(plan.map(|due| (due.day, standing)));
                } else if week == next {
                    next_due_days.extend(plan.map(|due| (due.day, standing)));
                }
            }
        }
    }

    let total_of = |week: usize| {
        cells.iter().fold(Counts::default(), |mut total, row| {
            total.add(row[week]);
            total
        })
    };
    let totals: Vec<Counts> = shown.iter().map(|week| total_of(*week)).collect();
    let mut total = Counts::default();
    totals.iter().for_each(|counts| total.add(*counts));
    let number_of = |number: u8| all_weeks.iter().position(|week| week.number == number);
    Dashboard {
        revision: facts.revision,
        school: facts.school.name.clone(),
        as_of: now,
        term,
        record_type: chosen.cloned(),
        types: record_types().map(|record_type| (record_type.code.clone(), record_type.name.clone())).collect(),
        site,
        sites,
        ended: facts.is_over.then(|| calendar.school_year().to_owned()),
        now: this_week.map(|week| if facts.is_over { week + 1 } else { week }),
        this_week: this_week.and_then(number_of).map(total_of).unwrap_or_default(),
        next_week: number_of(next).map(|at| (next, total_of(at))),
        usual_due: most_common(&due_days),
        next_due: most_common(&next_due_days),
        untimed,
        year: all_weeks
            .iter()
            .enumerate()
            .map(|(at, week)| YearBar {
                number: week.number,
                share: Some(total_of(at))
                    .filter(|_| this_week.is_some_and(|now| week.number <= now))
                    .and_then(|counts| counts.on_time_share()),
                opens_semester_2: week.opens_semester_2,
            })
            .collect(),
        practice_week: facts.regime.practice_week,
        whole_school: *scope == Scope::School,
        rows: keys
            .into_iter()
            .zip(cells.iter())
            .map(|((key, name), row)| DashboardRow { key, name, cells: shown.iter().map(|week| row[*week]).collect() })
            .collect(),
        totals,
        total,
        late,
        weeks: shown.iter().map(|at| all_weeks[*at].clone()).collect(),
    }
}

/// The numbered week of today, or the last one before; none before the year.
pub(crate) fn present_week(facts: &Facts, now: Timestamp) -> Option<u8> {
    let (calendar, today) = (facts.calendar(), day_of(now));
    match calendar.week_of(today) {
        WeekOf::Numbered(number) => Some(number),
        WeekOf::Unnumbered(_) | WeekOf::Before | WeekOf::After => {
            calendar.last_numbered_week_on_or_before(today).map(|week| week.number)
        }
    }
}

/// The semester of a week, before the year the first one; of a year that is over the whole of it.
pub(crate) fn term_of(facts: &Facts, week: Option<u8>) -> TermFilter {
    if facts.is_over {
        return TermFilter::Year;
    }
    match facts.calendar().semester_of(week.unwrap_or(1)) {
        Semester::First => TermFilter::First,
        Semester::Second => TermFilter::Second,
    }
}

/// Every numbered week of the year.
pub(crate) fn weeks(facts: &Facts) -> Vec<DashboardWeek> {
    let calendar = facts.calendar();
    let mut before: Option<NaiveDate> = None;
    calendar
        .teaching_weeks()
        .iter()
        .map(|week| {
            let gap = calendar
                .parts()
                .unnumbered
                .iter()
                .filter(|gap| before.is_some_and(|before| before < gap.monday && gap.monday < week.monday))
                .map(|gap| gap.reason.clone())
                .next_back();
            before = Some(week.monday);
            DashboardWeek {
                number: week.number,
                monday: week.monday,
                last_day: week.last_day,
                gap,
                opens_semester_2: week.number > 1
                    && calendar.semester_of(week.number) == Semester::Second
                    && calendar.semester_of(week.number - 1) == Semester::First,
            }
        })
        .collect()
}

/// The rows that `scope` may see: departments in their order, then the school's own.
pub(crate) fn rows(facts: &Facts, scope: &Scope) -> Vec<(RowKey, String)> {
    let departments = facts.organisation().departments.iter().map(|one| (RowKey::Department(one.id), one.name.clone()));
    let school = std::iter::once((RowKey::Leadership, "Ban giám hiệu".to_owned()));
    departments.chain(school).filter(|(key, _)| scope.holds(*key)).collect()
}

/// The same with each class of a department in a row of its own, as whoever heads it asks for them; what the department owes beside
/// its classes stands behind them. One that has no class is one row.
pub fn rows_with_parts(facts: &Facts, scope: &Scope) -> Vec<(RowKey, String)> {
    let organisation = facts.organisation();
    let parts = |(key, name): (RowKey, String)| {
        let RowKey::Department(department) = key else { return vec![(key, name)] };
        let owes = |class: &ClassGroup| {
            let owner = Owner::Class(class.id);
            facts.open_obligations().any(|one| one.terms.owner == owner && one.terms.department == Some(department))
        };
        let classes = organisation.classes.iter().filter(|class| owes(class));
        let mut parts: Vec<(RowKey, String)> =
            classes.map(|class| (RowKey::Class(department, class.id), organisation.class_title(class))).collect();
        if parts.is_empty() {
            return vec![(key, name)];
        }
        parts.push((RowKey::Common(department), format!("{name}, hồ sơ chung")));
        parts
    };
    rows(facts, scope).into_iter().flat_map(parts).collect()
}

/// The rows by which a list is narrowed: each department, and behind it its parts.
pub fn rows_to_choose(facts: &Facts, scope: &Scope) -> Vec<(RowKey, String)> {
    let with_parts = rows_with_parts(facts, scope);
    let of = |(key, name): (RowKey, String)| {
        let parts = with_parts.iter().filter(move |(part, _)| *part != key && part.whole() == key).cloned();
        std::iter::once((key, name)).chain(parts).collect::<Vec<_>>()
    };
    rows(facts, scope).into_iter().flat_map(of).collect()
}

fn track(untimed: &mut Vec<Untimed>, code: &str, name: &str, handed_in: bool) {
    let at = untimed.iter().position(|line| line.code == code).unwrap_or_else(|| {
        untimed.push(Untimed { code: code.to_owned(), name: name.to_owned(), handed_in: 0, tracked: 0 });
        untimed.len() - 1
    });
    untimed[at].tracked += 1;
    untimed[at].handed_in += u32::from(handed_in);
}

fn most_common(records: &[(NaiveDate, Standing)]) -> Option<DueDay> {
    let mut days: Vec<NaiveDate> = records.iter().map(|(day, _)| *day).collect();
    days.sort_unstable();
    let day =
        days.chunk_by(|left, right| left == right).max_by_key(|chunk| chunk.len()).and_then(|chunk| chunk.first().copied())?;
    let mut counts = Counts::default();
    records.iter().filter(|(due, _)| *due == day).for_each(|(_, standing)| counts.count(*standing));
    Some(DueDay { day, counts })
}

/// Whether the list behind a cell or a filter holds `obligation`.
pub fn in_row(obligation: &Obligation, row: Option<RowKey>) -> bool {
    let Terms { department, owner, .. } = obligation.terms;
    row.is_none_or(|row| row == RowKey::of(department) || department.is_some_and(|id| row == RowKey::part_of(id, owner)))
}

#[cfg(test)]
mod tests;
