//! The people of a school as they were planned, with accounts that wait for their passwords.

use chrono::NaiveDate;
use domain::{
    days::day_of,
    people::{Organisation, PersonId, Position},
    refusal::Refusal,
    staff::{PersonPlan, StaffPlan},
};

use super::{NO_PASSWORD_YET, setup_state};
use crate::{accounts, error::Error, events::Event, people, sql::sql, work::Work};

/// Makes the staff the planned one, before the school is open: nobody has handed in anything yet, so who is not
/// planned goes altogether.
///
/// # Errors
/// `Refused` where the person who is setting up would go.
pub async fn arrange_staff(work: &mut Work, plan: &StaffPlan) -> Result<(), Error> {
    let setup_state = setup_state(work).await?;
    let planned = |id: PersonId| plan.people.iter().any(|person| person.id == Some(id));
    if let Some(installer) = setup_state.installer.filter(|id| !planned(*id)) {
        let field = setup_state.organisation.person(installer).map(|one| one.name.to_string()).unwrap_or_default();
        let reason = "đang cài đặt nên không bỏ được; sửa tên và chức vụ thì được".to_owned();
        return Err(Error::Refused(Refusal::Field { field, reason }));
    }
    // Who prepares the year in August holds the post already.
    let today = day_of(work.now);
    let from = setup_state.year.as_ref().map_or(today, |year| year.calendar.first_day().min(today));
    for gone in setup_state.organisation.people.iter().filter(|person| !planned(person.id)) {
        remove(work, gone.id).await?;
    }
    let known = |id: &PersonId| setup_state.organisation.person(*id).is_some();
    // User names are unique: two people who swap theirs need a third name in between.
    for person in &plan.people {
        if let Some(id) = person.id.filter(known)
            && setup_state.usernames.get(&id).is_some_and(|name| *name != person.username)
        {
            set_username(work, id, &id.to_string()).await?;
        }
    }
    for person in &plan.people {
        let id = match person.id.filter(known) {
            Some(id) => {
                change(work, &setup_state.organisation, id, person).await?;
                id
            }
            None => people::add_person(work, &person.name, person.honorific, None).await?,
        };
        match setup_state.usernames.get(&id) {
            Some(name) if *name == person.username => {}
            Some(_) => set_username(work, id, &person.username).await?,
            None => accounts::open(work, id, &person.username, NO_PASSWORD_YET, true).await?,
        }
        appoint(work, &setup_state.organisation, id, &person.positions, from).await?;
    }
    work.note(Event::StaffArranged { people: plan.people.len() });
    Ok(())
}

/// Adds one person to an open school, with a password that is handed out.
///
/// # Errors
/// `Refused` where the user name is taken.
pub async fn add_person(work: &mut Work, person: &PersonPlan, password_hash: &str) -> Result<PersonId, Error> {
    let id = people::add_person(work, &person.name, person.honorific, None).await?;
    accounts::open(work, id, &person.username, password_hash, true).await?;
    let today = day_of(work.now);
    for position in &person.positions {
        people::appoint(work, id, *position, today, "").await?;
    }
    Ok(id)
}

async fn change(work: &mut Work, now: &Organisation, id: PersonId, person: &PersonPlan) -> Result<(), Error> {
    let known = now.person(id);
    let same = known.is_some_and(|one| one.name == person.name && one.honorific == person.honorific);
    // The year of birth is not asked for here and stays.
    let birth_year = known.and_then(|one| one.birth_year);
    if same { Ok(()) } else { people::change_person(work, id, &person.name, person.honorific, birth_year).await }
}

async fn appoint(work: &mut Work, now: &Organisation, id: PersonId, positions: &[Position], from: NaiveDate) -> Result<(), Error> {
    let mut held: Vec<(Position, NaiveDate)> =
        now.appointments.iter().filter(|one| one.person == id).map(|one| (one.position, one.from)).collect();
    let mut wanted: Vec<(Position, NaiveDate)> = positions.iter().map(|position| (*position, from)).collect();
    held.sort();
    wanted.sort();
    if held == wanted {
        return Ok(());
    }
    work.tx.run(sql("DELETE FROM appointments WHERE school_id = $1 AND person_id = $2").bind(work.school).bind(id)).await?;
    for position in positions {
        people::appoint(work, id, *position, from, "").await?;
    }
    Ok(())
}

async fn set_username(work: &mut Work, id: PersonId, username: &str) -> Result<(), Error> {
    work.tx
        .run(
            sql("UPDATE accounts SET username = $1 WHERE school_id = $2 AND person_id = $3")
                .bind(username)
                .bind(work.school)
                .bind(id),
        )
        .await
        .map(drop)
}

async fn remove(work: &mut Work, id: PersonId) -> Result<(), Error> {
    for clear in [
        sql("DELETE FROM turns WHERE school_id = $1 AND person_id = $2"),
        sql("DELETE FROM appointments WHERE school_id = $1 AND person_id = $2"),
        sql("DELETE FROM accounts WHERE school_id = $1 AND person_id = $2"),
        sql("DELETE FROM people WHERE school_id = $1 AND id = $2"),
    ] {
        work.tx.run(clear.bind(work.school).bind(id)).await?;
    }
    work.note(Event::PersonRemoved { person: id });
    Ok(())
}
