//! The people of a school as they were planned, with accounts that wait for their passwords.

use chrono::NaiveDate;
use domain::{
    days::day_of,
    people::{Organisation, PersonId, Position},
    permissions::{Allowed, Appoint, ChangeStaff},
    refusal::Refusal,
    setup::{Phase, Step},
    staff::{PersonPlan, StaffForm, StaffPlan},
};

use crate::{
    accounts,
    error::{Checked, Error},
    events::Event,
    people, permissions, schools,
    setup::setup_state,
    sql::sql,
    work::Work,
};

/// Changes the staff to what the list says, before the school is open: nobody has handed in anything yet, so whoever is not
/// on it goes altogether.
///
/// # Errors
/// `Refused` once the school is open, or where the person who is setting up would go.
pub async fn arrange(work: &mut Work, form: &StaffForm) -> Result<Checked, Error> {
    let allowed = permissions::change_school(work, Phase::SettingUp).await?;
    let plan = match form.parse(&people::organisation(work, None).await?).and_then(StaffPlan::with_leadership) {
        Ok(plan) => plan,
        Err(errors) => return Ok(Err(errors)),
    };
    let over_staff = permissions::in_set_up(work).await?;
    make(work, &over_staff, &plan).await?;
    schools::reach_step(work, &allowed, Step::Types.number()).await.map(Ok)
}

/// Makes the staff the planned one.
pub(crate) async fn make(work: &mut Work, allowed: &Allowed<ChangeStaff>, plan: &StaffPlan) -> Result<(), Error> {
    let setup_state = setup_state(work).await?;
    let planned = |id: PersonId| plan.people.iter().any(|person| person.id == Some(id));
    if let Some(installer) = setup_state.installer.filter(|id| !planned(*id)) {
        let field = setup_state.organisation.person(installer).map(|one| one.name.to_string()).unwrap_or_default();
        let reason = "đang cài đặt nên không bỏ được; sửa tên và chức vụ thì được".to_owned();
        return Err(Refusal::Field { field, reason }.into());
    }
    // Whoever prepares the year in August holds the post already.
    let today = day_of(work.now);
    let from = setup_state.year.as_ref().map_or(today, |year| year.calendar.first_day().min(today));
    for gone in setup_state.organisation.people.iter().filter(|person| !planned(person.id)) {
        remove(work, allowed, gone.id).await?;
    }
    let known = |id: &PersonId| setup_state.organisation.person(*id).is_some();
    // User names are unique: two people who swap theirs need a third name in between.
    for person in &plan.people {
        if let Some(id) = person.id.filter(known)
            && setup_state.usernames.get(&id).is_some_and(|name| *name != person.username)
        {
            set_username(work, allowed, id, &id.to_string()).await?;
        }
    }
    let to_appoint = permissions::in_set_up(work).await?;
    for person in &plan.people {
        let id = match person.id.filter(known) {
            Some(id) => {
                change(work, allowed, &setup_state.organisation, id, person).await?;
                id
            }
            None => people::add_person(work, allowed, &person.name, person.honorific, person.birth_year).await?,
        };
        let reached = setup_state.organisation.person(id).and_then(|one| one.phone.as_ref());
        if let Some(phone) = person.phone.as_ref().filter(|phone| reached != Some(phone)) {
            people::note_phone(work, allowed, id, Some(phone)).await?;
        }
        match setup_state.usernames.get(&id) {
            Some(name) if *name == person.username => {}
            Some(_) => set_username(work, allowed, id, &person.username).await?,
            None => accounts::open(work, &allowed.of_account(), id, &person.username, accounts::NO_PASSWORD_YET, true).await?,
        }
        appoint(work, &to_appoint, &setup_state.organisation, id, &person.positions, from).await?;
    }
    work.note(Event::StaffArranged { people: plan.people.len() });
    Ok(())
}

async fn change(
    work: &mut Work,
    allowed: &Allowed<ChangeStaff>,
    now: &Organisation,
    id: PersonId,
    person: &PersonPlan,
) -> Result<(), Error> {
    let known = now.person(id);
    let same = known.is_some_and(|one| one.name == person.name && one.honorific == person.honorific);
    // The year of birth is not asked for here and stays.
    let birth_year = known.and_then(|one| one.birth_year);
    if same { Ok(()) } else { people::change_person(work, allowed, id, &person.name, person.honorific, birth_year).await }
}

async fn appoint(
    work: &mut Work,
    allowed: &Allowed<Appoint>,
    now: &Organisation,
    id: PersonId,
    positions: &[Position],
    from: NaiveDate,
) -> Result<(), Error> {
    let mut held: Vec<(Position, NaiveDate)> =
        now.appointments.iter().filter(|one| one.person == id).map(|one| (one.position, one.from)).collect();
    let mut wanted: Vec<(Position, NaiveDate)> = positions.iter().map(|position| (*position, from)).collect();
    held.sort();
    wanted.sort();
    if held == wanted {
        return Ok(());
    }
    work.run(sql("DELETE FROM appointments WHERE school_id = $1 AND person_id = $2").bind_all((work.school, id))).await?;
    for position in positions {
        people::appoint(work, allowed, id, *position, from, "").await?;
    }
    Ok(())
}

async fn set_username(work: &mut Work, _allowed: &Allowed<ChangeStaff>, id: PersonId, username: &str) -> Result<(), Error> {
    let update = sql("UPDATE accounts SET username = $1 WHERE school_id = $2 AND person_id = $3");
    work.run(update.bind_all((username, work.school, id))).await.map(drop)
}

async fn remove(work: &mut Work, _allowed: &Allowed<ChangeStaff>, id: PersonId) -> Result<(), Error> {
    for clear in [
        sql("DELETE FROM turns WHERE school_id = $1 AND person_id = $2"),
        sql("DELETE FROM appointments WHERE school_id = $1 AND person_id = $2"),
        sql("DELETE FROM accounts WHERE school_id = $1 AND person_id = $2"),
        sql("DELETE FROM people WHERE school_id = $1 AND id = $2"),
    ] {
        work.run(clear.bind_all((work.school, id))).await?;
    }
    work.note(Event::PersonRemoved { person: id });
    Ok(())
}
