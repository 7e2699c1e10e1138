//! The staff and structure of a school: loading it whole, and the few ways in which it changes.

use chrono::NaiveDate;
use domain::{
    ids::Id,
    names::{PersonName, SortKey},
    people::{
        Appointment, ClassGroup, ClassGroupId, Department, DepartmentId, DepartmentKind, Honorific, Organisation, Person, PersonId,
        Position, Section, SectionId, SectionKind, Turn,
    },
    staff::AppointmentId,
};
use uuid::Uuid;

use crate::{
    error::Error,
    events::Event,
    school_years::YearId,
    sql::sql,
    values::{count, new_id, one_row, position, position_columns, unread},
    work::Work,
};

/// All of it, people sorted by tên, classes by name.
pub async fn organisation(work: &mut Work, year: Option<YearId>) -> Result<Organisation, Error> {
    Ok(Organisation {
        departments: departments(work).await?,
        sections: sections(work).await?,
        classes: classes(work).await?,
        people: people(work).await?,
        appointments: appointments(work).await?,
        turns: match year {
            Some(year) => turns(work, year).await?,
            None => Vec::new(),
        },
    })
}

pub async fn departments(work: &mut Work) -> Result<Vec<Department>, Error> {
    let select = sql("SELECT id, name, kind, sort_order FROM departments WHERE school_id = $1 ORDER BY sort_order, name");
    let rows: Vec<(Uuid, String, String, i64)> = work.all(select.bind(work.school)).await?;
    rows.into_iter()
        .map(|(id, name, kind, sort_order)| {
            let kind = DepartmentKind::from_code(&kind).ok_or_else(|| unread("departments", "kind", &kind))?;
            Ok(Department { id: Id::new(id), name, kind, sort_order })
        })
        .collect()
}

async fn sections(work: &mut Work) -> Result<Vec<Section>, Error> {
    let select = sql("SELECT id, name, kind, department_id FROM sections WHERE school_id = $1");
    let mut rows: Vec<(Uuid, String, String, Uuid)> = work.all(select.bind(work.school)).await?;
    rows.sort_by_cached_key(|(_, name, ..)| SortKey::of_words(name));
    rows.into_iter()
        .map(|(id, name, kind, department)| {
            let kind = SectionKind::from_code(&kind).ok_or_else(|| unread("sections", "kind", &kind))?;
            Ok(Section { id: Id::new(id), name, kind, department: Id::new(department) })
        })
        .collect()
}

async fn classes(work: &mut Work) -> Result<Vec<ClassGroup>, Error> {
    let select = sql("SELECT id, name, department_id, until_day FROM classes WHERE school_id = $1");
    let mut rows: Vec<(Uuid, String, Uuid, Option<NaiveDate>)> = work.all(select.bind(work.school)).await?;
    rows.sort_by_cached_key(|(_, name, ..)| SortKey::of_words(name));
    Ok(rows
        .into_iter()
        .map(|(id, name, department, until)| ClassGroup { id: Id::new(id), name, department: Id::new(department), until })
        .collect())
}

async fn people(work: &mut Work) -> Result<Vec<Person>, Error> {
    let select = sql("SELECT id, name, honorific, birth_year FROM people WHERE school_id = $1");
    let rows: Vec<(Uuid, String, String, Option<i64>)> = work.all(select.bind(work.school)).await?;
    let mut people = rows
        .into_iter()
        .map(|(id, name, honorific, birth_year)| {
            let name = PersonName::parse(&name).map_err(|_| unread("people", "name", &name))?;
            let honorific = Honorific::from_code(&honorific).ok_or_else(|| unread("people", "honorific", &honorific))?;
            Ok(Person { id: Id::new(id), name, honorific, birth_year })
        })
        .collect::<Result<Vec<Person>, Error>>()?;
    people.sort_by_cached_key(|person| (person.name.sort_key(), person.birth_year));
    Ok(people)
}

async fn appointments(work: &mut Work) -> Result<Vec<Appointment>, Error> {
    type Row = (Uuid, String, Option<Uuid>, NaiveDate, Option<NaiveDate>);
    let select = sql("SELECT person_id, position, unit_id, from_day, until_day FROM appointments \
         WHERE school_id = $1 ORDER BY from_day, id");
    let rows: Vec<Row> = work.all(select.bind(work.school)).await?;
    rows.into_iter()
        .map(|(person, kind, unit, from, until)| {
            Ok(Appointment { person: Id::new(person), position: position(&kind, unit)?, from, until })
        })
        .collect()
}

/// Every position that a person has held, holds or is to hold, with its row, by the day it begins.
pub async fn held(work: &mut Work, person: PersonId) -> Result<Vec<(AppointmentId, Appointment)>, Error> {
    type Row = (Uuid, String, Option<Uuid>, NaiveDate, Option<NaiveDate>);
    let select = sql("SELECT id, position, unit_id, from_day, until_day FROM appointments \
         WHERE school_id = $1 AND person_id = $2 ORDER BY from_day, id");
    let rows: Vec<Row> = work.all(select.bind_all((work.school, person))).await?;
    rows.into_iter()
        .map(|(id, kind, unit, from, until)| {
            Ok((Id::new(id), Appointment { person, position: position(&kind, unit)?, from, until }))
        })
        .collect()
}

async fn turns(work: &mut Work, year: YearId) -> Result<Vec<Turn>, Error> {
    let select = sql("SELECT class_id, week, person_id FROM turns WHERE school_id = $1 AND school_year_id = $2 \
         ORDER BY class_id, week");
    let rows: Vec<(Uuid, i64, Uuid)> = work.all(select.bind_all((work.school, year))).await?;
    rows.into_iter()
        .map(|(class, week, person)| {
            Ok(Turn { class: Id::new(class), week: count("turns", "week", week)?, person: Id::new(person) })
        })
        .collect()
}

/// Adds a tổ at the end of the list.
pub async fn add_department(work: &mut Work, name: &str, kind: DepartmentKind) -> Result<DepartmentId, Error> {
    let id = new_id();
    let select = sql("SELECT max(sort_order) FROM departments WHERE school_id = $1");
    let (last,): (Option<i64>,) = work.one(select.bind(work.school)).await?;
    let insert = sql("INSERT INTO departments (school_id, id, name, kind, sort_order) VALUES ($1, $2, $3, $4, $5)");
    work.run(insert.bind_all((work.school, id, name, kind.code(), last.unwrap_or(0) + 1))).await?;
    work.note(Event::DepartmentAdded { department: id, name, kind });
    Ok(id)
}

pub async fn add_section(work: &mut Work, name: &str, kind: SectionKind, department: DepartmentId) -> Result<SectionId, Error> {
    let id = new_id();
    let insert = sql("INSERT INTO sections (school_id, id, name, kind, department_id) VALUES ($1, $2, $3, $4, $5)");
    work.run(insert.bind_all((work.school, id, name, kind.code(), department))).await?;
    work.note(Event::SectionAdded { section: id, name, kind });
    Ok(id)
}

pub async fn add_class(work: &mut Work, name: &str, department: DepartmentId) -> Result<ClassGroupId, Error> {
    let id = new_id();
    let insert = sql("INSERT INTO classes (school_id, id, name, department_id) VALUES ($1, $2, $3, $4)");
    work.run(insert.bind_all((work.school, id, name, department))).await?;
    work.note(Event::ClassAdded { class: id, name });
    Ok(id)
}

pub async fn change_class(work: &mut Work, id: ClassGroupId, name: &str, department: DepartmentId) -> Result<(), Error> {
    let update = sql("UPDATE classes SET name = $1, department_id = $2 WHERE school_id = $3 AND id = $4");
    let touched = work.run(update.bind_all((name, department, work.school, id))).await?;
    one_row(touched)?;
    work.note(Event::ClassChanged { class: id, name });
    Ok(())
}

/// Says until which day there is such a class, or that it is open again.
pub async fn end_class(work: &mut Work, id: ClassGroupId, until: Option<NaiveDate>) -> Result<(), Error> {
    let update = sql("UPDATE classes SET until_day = $1 WHERE school_id = $2 AND id = $3");
    let touched = work.run(update.bind_all((until, work.school, id))).await?;
    one_row(touched)?;
    work.note(match until {
        Some(until) => Event::ClassClosed { class: id, until },
        None => Event::ClassReopened { class: id },
    });
    Ok(())
}

pub async fn change_section(
    work: &mut Work,
    id: SectionId,
    name: &str,
    kind: SectionKind,
    department: DepartmentId,
) -> Result<(), Error> {
    let update = sql("UPDATE sections SET name = $1, kind = $2, department_id = $3 WHERE school_id = $4 AND id = $5");
    let touched = work.run(update.bind_all((name, kind.code(), department, work.school, id))).await?;
    one_row(touched)?;
    work.note(Event::SectionChanged { section: id, name, kind });
    Ok(())
}

/// A person without an account yet.
pub async fn add_person(
    work: &mut Work,
    name: &PersonName,
    honorific: Honorific,
    birth_year: Option<i64>,
) -> Result<PersonId, Error> {
    let id = new_id();
    let insert = sql("INSERT INTO people (school_id, id, name, honorific, birth_year) VALUES ($1, $2, $3, $4, $5)");
    work.run(insert.bind_all((work.school, id, name.as_str(), honorific.code(), birth_year))).await?;
    work.note(Event::PersonAdded { person: id, name });
    Ok(id)
}

pub async fn change_person(
    work: &mut Work,
    id: PersonId,
    name: &PersonName,
    honorific: Honorific,
    birth_year: Option<i64>,
) -> Result<(), Error> {
    let update = sql("UPDATE people SET name = $1, honorific = $2, birth_year = $3 WHERE school_id = $4 AND id = $5");
    let touched = work.run(update.bind_all((name.as_str(), honorific.code(), birth_year, work.school, id))).await?;
    one_row(touched)?;
    work.note(Event::PersonChanged { person: id, name });
    Ok(())
}

/// Appoints from a day on; the number of the decision may be filled later.
pub async fn appoint(work: &mut Work, person: PersonId, to: Position, from: NaiveDate, decision: &str) -> Result<(), Error> {
    let (kind, unit) = position_columns(to);
    let id: Id<Appointment> = new_id();
    let insert = sql("INSERT INTO appointments (school_id, id, person_id, position, unit_id, from_day, until_day, decision) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    work.run(insert.bind_all((work.school, id, person, kind, unit, from, None::<NaiveDate>, decision))).await?;
    work.note(Event::AppointmentBegun { person, position: to, from, decision });
    Ok(())
}

/// Sets the roster of turns of one class: the person of each week.
pub async fn set_turns(work: &mut Work, year: YearId, class: ClassGroupId, turns: &[(u8, PersonId)]) -> Result<(), Error> {
    let delete = sql("DELETE FROM turns WHERE school_id = $1 AND school_year_id = $2 AND class_id = $3");
    work.run(delete.bind_all((work.school, year, class))).await?;
    for (week, person) in turns {
        let insert = sql("INSERT INTO turns (school_id, school_year_id, class_id, week, person_id) VALUES ($1, $2, $3, $4, $5)");
        work.run(insert.bind_all((work.school, year, class, i64::from(*week), *person))).await?;
    }
    work.note(Event::TurnsSet { class, weeks: turns.len() });
    Ok(())
}

#[cfg(test)]
#[path = "people_tests.rs"]
mod tests;
