//! The staff and structure of a school: loading it whole, and the few ways in which it changes.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ids::Id,
    names::{PersonName, SortKey},
    people::{
        Acting, Appointment, ClassGroup, Department, DepartmentKind, Honorific, Organisation, Person, PersonId, PhoneNumber,
        Position, Section, SectionKind, WaitingAppointment,
    },
    permissions::{Allowed, Appoint, ChangeStaff},
    school_years::YearId,
    staff::AppointmentId,
};
use uuid::Uuid;

use crate::{
    accounts,
    error::Error,
    events::Event,
    sites::stored as sites,
    sql::sql,
    turns,
    values::{known, new_id, one_row, position, position_columns, unread},
    work::Work,
};

/// All of it, people sorted by tên, classes by name.
pub async fn organisation(work: &mut Work, year: Option<YearId>) -> Result<Organisation, Error> {
    Ok(Organisation {
        departments: departments(work).await?,
        sections: sections(work).await?,
        classes: classes(work).await?,
        sites: sites::all(work).await?,
        people: people(work).await?,
        appointments: appointments(work).await?,
        waiting: waiting(work).await?,
        turns: match year {
            Some(year) => turns::all(work, year).await?,
            None => Vec::new(),
        },
        // They follow from absences, which a year's facts know (`facts::regime`).
        covers: Vec::new(),
        resets: accounts::resets(work).await?,
        suspended: accounts::suspended(work).await?,
    })
}

pub async fn departments(work: &mut Work) -> Result<Vec<Department>, Error> {
    let select = sql("SELECT id, name, kind, sort_order FROM departments WHERE school_id = $1");
    let mut rows: Vec<(Uuid, String, String, i64)> = work.all(select.bind(work.school)).await?;
    rows.sort_by_cached_key(|(_, name, _, sort_order)| (*sort_order, SortKey::of_words(name)));
    rows.into_iter()
        .map(|(id, name, kind, sort_order)| {
            let kind = known("departments", "kind", &kind, DepartmentKind::from_code)?;
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
            let kind = known("sections", "kind", &kind, SectionKind::from_code)?;
            Ok(Section { id: Id::new(id), name, kind, department: Id::new(department) })
        })
        .collect()
}

/// Id, name, department, site, and the days on which it begins and ends.
type ClassRow = (Uuid, String, Uuid, Option<Uuid>, Option<NaiveDate>, Option<NaiveDate>);

async fn classes(work: &mut Work) -> Result<Vec<ClassGroup>, Error> {
    let select = sql("SELECT id, name, department_id, site_id, from_day, until_day FROM classes WHERE school_id = $1");
    let mut rows: Vec<ClassRow> = work.all(select.bind(work.school)).await?;
    rows.sort_by_cached_key(|(_, name, ..)| SortKey::of_words(name));
    Ok(rows
        .into_iter()
        .map(|(id, name, department, site, from, until)| ClassGroup {
            id: Id::new(id),
            name,
            department: Id::new(department),
            site: site.map(Id::new),
            from,
            until,
        })
        .collect())
}

async fn people(work: &mut Work) -> Result<Vec<Person>, Error> {
    let select = sql("SELECT id, name, honorific, birth_year, phone FROM people WHERE school_id = $1");
    let rows: Vec<(Uuid, String, String, Option<i64>, String)> = work.all(select.bind(work.school)).await?;
    let mut people = rows
        .into_iter()
        .map(|(id, name, honorific, birth_year, phone)| {
            let name = PersonName::parse(&name).map_err(|_| unread("people", "name", &name))?;
            let honorific = known("people", "honorific", &honorific, Honorific::from_code)?;
            let phone = PhoneNumber::parse(&phone).map_err(|_| unread("people", "phone", &phone))?;
            Ok(Person { id: Id::new(id), name, honorific, birth_year, phone })
        })
        .collect::<Result<Vec<Person>, Error>>()?;
    people.sort_by_cached_key(|person| (person.name.sort_key(), person.birth_year));
    Ok(people)
}

/// The columns of an appointment in effect: whose, what, where, from and until when, and since when each of the two is known.
#[derive(sqlx::FromRow)]
struct AppointmentRow {
    id: Uuid,
    person_id: Uuid,
    position: String,
    unit_id: Option<Uuid>,
    from_day: NaiveDate,
    until_day: Option<NaiveDate>,
    known_since: Option<DateTime<Utc>>,
    end_known_since: Option<DateTime<Utc>>,
    acting_for: Option<Uuid>,
    decision: String,
}

impl AppointmentRow {
    fn read(self) -> Result<(AppointmentId, Appointment), Error> {
        let appointment = Appointment {
            person: Id::new(self.person_id),
            position: position(&self.position, self.unit_id)?,
            from: self.from_day,
            until: self.until_day,
            known_since: self.known_since,
            end_known_since: self.end_known_since,
            acting: self.acting_for.map(|person| Acting { person: Id::new(person), decision: self.decision }),
        };
        Ok((Id::new(self.id), appointment))
    }
}

/// The columns of `AppointmentRow`, for appointments of the school that is `$1`, and whatever follows.
macro_rules! select_appointments {
    ($rest:literal) => {
        concat!(
            "SELECT id, person_id, position, unit_id, from_day, until_day, coalesce(confirmed_at, entered_at) AS known_since, \
             ended_at AS end_known_since, acting_for, decision FROM appointments WHERE school_id = $1 ",
            $rest
        )
    };
}

async fn appointments(work: &mut Work) -> Result<Vec<Appointment>, Error> {
    Ok(every(work).await?.into_iter().map(|(_, one)| one).collect())
}

/// All that anybody has held, holds or is to hold, with its row, by the day it begins.
///
/// # Errors
/// Those of the database.
pub async fn every(work: &mut Work) -> Result<Vec<(AppointmentId, Appointment)>, Error> {
    let select = sql(select_appointments!("ORDER BY from_day, id"));
    let rows: Vec<AppointmentRow> = work.all(select.bind(work.school)).await?;
    rows.into_iter().map(AppointmentRow::read).collect()
}

/// The appointments that wait for the leadership, the first to be entered first.
async fn waiting(work: &mut Work) -> Result<Vec<WaitingAppointment>, Error> {
    let select = sql("SELECT id, person_id, position, unit_id, from_day, until_day, mandate_id, ends_id, reason, entered_by, \
         entered_at FROM waiting_appointments WHERE school_id = $1 AND turned_down_at IS NULL ORDER BY entered_at, id");
    let rows: Vec<WaitingRow> = work.all(select.bind(work.school)).await?;
    rows.into_iter().map(WaitingRow::read).collect()
}

#[derive(sqlx::FromRow)]
struct WaitingRow {
    id: Uuid,
    person_id: Uuid,
    position: String,
    unit_id: Option<Uuid>,
    from_day: NaiveDate,
    until_day: Option<NaiveDate>,
    mandate_id: Option<Uuid>,
    ends_id: Option<Uuid>,
    reason: Option<String>,
    entered_by: Uuid,
    entered_at: DateTime<Utc>,
}

impl WaitingRow {
    fn read(self) -> Result<WaitingAppointment, Error> {
        Ok(WaitingAppointment {
            id: Id::new(self.id),
            person: Id::new(self.person_id),
            position: position(&self.position, self.unit_id)?,
            from: self.from_day,
            until: self.until_day,
            mandate: self.mandate_id.map(Id::new),
            ends: self.ends_id.map(Id::new),
            reason: self.reason,
            entered_by: Id::new(self.entered_by),
            entered_at: self.entered_at,
        })
    }
}

/// Every position that a person has held, holds or is to hold, with its row, by the day it begins.
pub async fn held(work: &mut Work, person: PersonId) -> Result<Vec<(AppointmentId, Appointment)>, Error> {
    let select = sql(select_appointments!("AND person_id = $2 ORDER BY from_day, id"));
    let rows: Vec<AppointmentRow> = work.all(select.bind_all((work.school, person))).await?;
    rows.into_iter().map(AppointmentRow::read).collect()
}

/// Every position that is held in somebody's place, was or is to be, with its row; the last to begin first.
pub(crate) async fn lent(work: &mut Work) -> Result<Vec<(AppointmentId, Appointment)>, Error> {
    let select = sql(select_appointments!("AND acting_for IS NOT NULL ORDER BY from_day DESC, id DESC"));
    let rows: Vec<AppointmentRow> = work.all(select.bind(work.school)).await?;
    rows.into_iter().map(AppointmentRow::read).collect()
}

/// A person without an account yet.
pub(crate) async fn add_person(
    work: &mut Work,
    _allowed: &Allowed<ChangeStaff>,
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

pub(crate) async fn change_person(
    work: &mut Work,
    _allowed: &Allowed<ChangeStaff>,
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

/// Keeps where somebody is reached by telephone, or that it is not known any more. The number itself stays out of the log.
pub(crate) async fn note_phone(
    work: &mut Work,
    _allowed: &Allowed<ChangeStaff>,
    id: PersonId,
    phone: Option<&PhoneNumber>,
) -> Result<(), Error> {
    let name = sql("SELECT name FROM people WHERE school_id = $1 AND id = $2");
    let (name,): (String,) = work.optional(name.bind_all((work.school, id))).await?.ok_or(Error::NotFound)?;
    let name = PersonName::parse(&name).map_err(|_| unread("people", "name", &name))?;
    let update = sql("UPDATE people SET phone = $1 WHERE school_id = $2 AND id = $3");
    one_row(work.run(update.bind_all((phone.map_or("", PhoneNumber::as_str), work.school, id))).await?)?;
    work.note(Event::PersonChanged { person: id, name: &name });
    Ok(())
}

/// Appoints from a day on, as what a school begins with; the number of the decision may be filled later.
pub(crate) async fn appoint(
    work: &mut Work,
    _allowed: &Allowed<Appoint>,
    person: PersonId,
    to: Position,
    from: NaiveDate,
    decision: &str,
) -> Result<(), Error> {
    let (kind, unit) = position_columns(to);
    let id: AppointmentId = new_id();
    let insert = sql("INSERT INTO appointments (school_id, id, person_id, position, unit_id, from_day, until_day, decision) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    work.run(insert.bind_all((work.school, id, person, kind, unit, from, None::<NaiveDate>, decision))).await?;
    work.note(Event::AppointmentBegun { person, position: to, from, decision, reason: None });
    Ok(())
}

#[cfg(test)]
#[path = "people_tests.rs"]
mod tests;
