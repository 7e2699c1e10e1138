//! The demo school itself, as its principal would have set it up in August: one piece of work.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveTime};
use domain::{
    calendar::SchoolCalendar,
    days::at,
    deadlines::Hours,
    names::PersonName,
    people::{ClassGroupId, DepartmentId, DepartmentKind, PersonId, Position, SectionId},
    permissions::{Allowed, ChangeSchool, ChangeStaff},
    record_types::{ApprovalRoute, RecordType, RuleVersion, STARTER_SET, owner_of},
    review_settings::ReviewSettingsForm,
    school_years::YearId,
};

use super::{
    calendar::{self, THEMES},
    cast::{CLASSES, DEPARTMENTS, KITCHEN, PLAYERS, Post, Roster, SECTIONS, username},
};
use crate::{
    accounts,
    error::{Error, internal},
    facts, obligations, people,
    permissions::in_set_up,
    record_types, review_settings, school_years,
    sql::sql,
    themes, turns, units,
    values::new_id,
    work::Work,
};

/// The units by their names, while the school is being built.
#[derive(Default)]
struct Units {
    departments: HashMap<&'static str, DepartmentId>,
    sections: HashMap<&'static str, SectionId>,
    classes: HashMap<&'static str, ClassGroupId>,
}

impl Units {
    fn department(&self, name: &str) -> Result<DepartmentId, Error> {
        self.departments.get(name).copied().ok_or_else(|| unknown(name))
    }

    fn section(&self, name: &str) -> Result<SectionId, Error> {
        self.sections.get(name).copied().ok_or_else(|| unknown(name))
    }

    fn class(&self, name: &str) -> Result<ClassGroupId, Error> {
        self.classes.get(name).copied().ok_or_else(|| unknown(name))
    }
}

fn unknown(name: &str) -> Error {
    internal("the demo", &format!("no unit {name:?}"))
}

/// Fills a founded school; what it owes in the whole year stands in the list afterwards.
/// `week` is the one in which the demo is shown: the first teacher's turn begins there.
pub(super) async fn fill(work: &mut Work, begins: i32, week: u8, password_hash: &str) -> Result<(), Error> {
    let allowed = &in_set_up(work).await?;
    let units = units(work, allowed).await?;
    let since = NaiveDate::from_ymd_opt(begins, 8, 1).ok_or_else(|| internal("the demo", "no such year"))?;
    let over_staff = in_set_up(work).await?;
    let people = cast(work, &over_staff, &units, since, password_hash).await?;
    let calendar = calendar::calendar(begins)?;
    let year = year(work, allowed, &calendar, begins).await?;
    rosters(work, allowed, &units, &people, year, &calendar, week).await?;
    rules(work, allowed).await?;
    begin_reviews(work, allowed, &calendar, week).await?;
    let revision = work.revision().await?;
    let facts = facts::load(work, revision).await?;
    obligations::bring_up_to_date(work, year, &facts, "Mở năm học").await?;
    Ok(())
}

async fn units(work: &mut Work, allowed: &Allowed<ChangeSchool>) -> Result<Units, Error> {
    let mut units = Units::default();
    for name in DEPARTMENTS {
        let kind = match name {
            KITCHEN => DepartmentKind::Kitchen,
            super::cast::BUREAU => DepartmentKind::Office,
            _ => DepartmentKind::Teaching,
        };
        units.departments.insert(name, units::add_department(work, allowed, name, kind).await?);
    }
    for (name, kind) in SECTIONS {
        let bureau = units.department(super::cast::BUREAU)?;
        units.sections.insert(name, units::add_section(work, allowed, name, kind, bureau).await?);
    }
    for (name, department, _) in CLASSES {
        let department = units.department(department)?;
        units.classes.insert(name, units::add_class(work, allowed, name, department).await?);
    }
    Ok(units)
}

/// Everybody with posts and account, in the order of `PLAYERS`.
async fn cast(
    work: &mut Work,
    allowed: &Allowed<ChangeStaff>,
    units: &Units,
    since: NaiveDate,
    password_hash: &str,
) -> Result<Vec<PersonId>, Error> {
    let mut people = Vec::with_capacity(PLAYERS.len());
    let to_appoint = in_set_up(work).await?;
    for (number, player) in (1..).zip(&PLAYERS) {
        let name = PersonName::parse(player.name).map_err(|problem| internal("the demo", &problem.to_string()))?;
        let person = people::add_person(work, allowed, &name, player.honorific, Some(player.birth_year)).await?;
        for post in player.posts {
            let decision = format!("{number:02}/QĐ-MNNT");
            people::appoint(work, &to_appoint, person, position(*post, units)?, since, &decision).await?;
        }
        let username = player.username.map_or_else(|| username(player.name), str::to_owned);
        accounts::open(work, &allowed.of_account(), person, &username, password_hash, false).await?;
        people.push(person);
    }
    Ok(people)
}

fn position(post: Post, units: &Units) -> Result<Position, Error> {
    Ok(match post {
        Post::Principal => Position::Principal,
        Post::VicePrincipal => Position::VicePrincipal,
        Post::ManagementTeam => Position::ManagementTeam,
        Post::Head(name) => Position::Head(units.department(name)?),
        Post::Deputy(name) => Position::DeputyHead(units.department(name)?),
        Post::Teacher(name) => Position::Teacher(units.class(name)?),
        Post::Holder(name) => Position::SectionHolder(units.section(name)?),
        Post::Member(name) => Position::Member(units.department(name)?),
    })
}

async fn year(work: &mut Work, allowed: &Allowed<ChangeSchool>, calendar: &SchoolCalendar, begins: i32) -> Result<YearId, Error> {
    let counts_from = calendar::counts_from(begins).ok_or_else(|| internal("the demo", "no such year"))?;
    let year = school_years::keep(work, allowed, calendar, counts_from, None).await?;
    for (name, from, through) in THEMES {
        themes::add(work, allowed, year, name, from, through).await?;
    }
    Ok(year)
}

async fn rosters(
    work: &mut Work,
    allowed: &Allowed<ChangeSchool>,
    units: &Units,
    people: &[PersonId],
    year: YearId,
    calendar: &SchoolCalendar,
    week: u8,
) -> Result<(), Error> {
    for (name, _, roster) in CLASSES {
        let term = match roster {
            Roster::None => continue,
            Roster::Weekly => 1,
            Roster::Fortnightly => 2,
        };
        let teaches = |post: &Post| matches!(post, Post::Teacher(class) if *class == name);
        let of_class = PLAYERS.iter().zip(people).filter(|(player, _)| player.posts.iter().any(teaches));
        let teachers: Vec<PersonId> = of_class.map(|(_, person)| *person).collect();
        let mut turns = Vec::new();
        for number in calendar.teaching_weeks().iter().map(|week| week.number) {
            let turn = (i64::from(number) - i64::from(week)).div_euclid(term).rem_euclid(teachers.len().max(1) as i64);
            let teacher = usize::try_from(turn).ok().and_then(|turn| teachers.get(turn));
            turns.extend(teacher.map(|teacher| (number, *teacher)));
        }
        turns::set(work, allowed, year, units.class(name)?, &turns).await?;
    }
    Ok(())
}

/// The school reviews in the program since some weeks ago: what came before was used long ago.
async fn begin_reviews(
    work: &mut Work,
    _allowed: &Allowed<ChangeSchool>,
    calendar: &SchoolCalendar,
    week: u8,
) -> Result<(), Error> {
    let Some(first) = calendar.week(week.saturating_sub(REVIEWED_WEEKS)) else { return Ok(()) };
    let since = at(first.monday, NaiveTime::MIN);
    let update = sql("UPDATE schools SET reviewed_since = $1 WHERE id = $2");
    work.run(update.bind(since).bind(work.school)).await.map(drop)
}

/// How many weeks before the shown one the reviews begin.
const REVIEWED_WEEKS: u8 = 2;

/// The starter set with what this principal chose, under the regulation's first version.
async fn rules(work: &mut Work, allowed: &Allowed<ChangeSchool>) -> Result<(), Error> {
    let organisation = people::organisation(work, None).await?;
    for (sort_order, starter) in (1..).zip(STARTER_SET) {
        let owed_by = owner_of(&starter, &organisation).map_err(|why| internal("the demo", why))?;
        let record_type = RecordType { due: starter.demo_due, ..starter.record_type(new_id(), sort_order, owed_by) };
        record_types::add(work, allowed, &record_type).await?;
    }
    let version = RuleVersion::first(new_id(), Hours::default());
    record_types::add_rules(work, allowed, &version, &Default::default(), "Quy chế quản lý hồ sơ điện tử").await
}

/// The type of record about which head and leadership decide at the same time.
pub(super) const READ_BY_BOTH: &str = "chuyen-de";

/// What the principal chose of the ways past those who approve, as the page of this setting does it.
pub(super) async fn settle_ways(work: &mut Work) -> Result<(), Error> {
    let types = record_types::all(work).await?;
    let both = types.iter().find(|one| one.code == READ_BY_BOTH).map(|one| one.id);
    let choose = |mut form: ReviewSettingsForm| {
        let chosen = form.routes.iter_mut().filter(|row| Some(row.record_type) == both);
        chosen.for_each(|row| row.route = ApprovalRoute::DepartmentAndLeadership);
        form
    };
    review_settings::change(work, choose).await?.map_err(|errors| internal("the demo", &format!("{errors:?}")))
}
