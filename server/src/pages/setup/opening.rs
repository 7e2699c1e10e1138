//! Step 6: a week of practice or none; then the school opens and everybody gets a first password.

use std::time::Instant;

use app::{
    pages::PracticeView,
    setup::{Slip, Summary},
};
use axum::{
    Form,
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    deadlines::DueRule,
    people::{PersonId, Position},
    refusal::Words,
    setup::{Errors, Opening, OpeningForm, Step, YearPreview, practice_choices},
    vietnamese,
};
use futures::future;
use records::{
    Work,
    setup::{self, Stage},
};
use uuid::Uuid;

use super::{Desk, Fields, again, desk, still, typed};
use crate::{
    answer::{Ask, Fault},
    house::House,
    passwords::{self, Failed},
};

/// `GET /cai-dat/tap-duot`
pub async fn practice_page(State(house): State<House>, ask: Ask) -> Result<Response, Fault> {
    let desk = match desk(&house, &ask, Step::Practice).await? {
        Ok(desk) => desk,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let stage = desk.stage()?;
    let Some(year) = &stage.year else { return Ok(Redirect::to(Step::Year.path()).into_response()) };
    let form = OpeningForm::first(&year.calendar, stage.today);
    show(&desk, &ask, form, Errors::default(), None)
}

fn show(desk: &Desk, ask: &Ask, form: OpeningForm, errors: Errors, told: Option<Words>) -> Result<Response, Fault> {
    let stage = desk.stage()?;
    let around = desk.around(false)?;
    let weeks = stage.year.as_ref().map(|year| practice_choices(&year.calendar, stage.today)).unwrap_or_default();
    let lines = vec![
        stage.school.name.clone(),
        about(stage, Step::Year),
        about(stage, Step::Units),
        about(stage, Step::Staff),
        about(stage, Step::Types),
    ];
    let organisation = &stage.organisation;
    let empty: Vec<&str> = organisation
        .open_classes()
        .filter(|class| organisation.appointments.iter().all(|one| one.position != Position::Teacher(class.id)))
        .map(|class| class.name.as_str())
        .collect();
    let missing = if empty.is_empty() { Vec::new() } else { vec![format!("Chưa có giáo viên: {}", empty.join(", "))] };
    let page = PracticeView { form, weeks, errors, summary: Summary { lines, missing }, told };
    Ok(ask.page("Cài đặt: Tuần tập dượt", |head| app::pages::setup_practice(head, around, page)))
}

/// What one step has brought, in a few words.
pub(super) fn about(stage: &Stage, step: Step) -> String {
    let organisation = &stage.organisation;
    match step {
        Step::School => stage.school.name.clone(),
        Step::Year => stage.year.as_ref().map_or_else(String::new, |year| {
            let preview = YearPreview::of(&year.calendar);
            format!(
                "Năm học {}: {} tuần, {} hạn dời vì ngày nghỉ",
                vietnamese::school_year(year.calendar.school_year()),
                preview.weeks,
                preview.moved
            )
        }),
        Step::Units => format!(
            "{} tổ, {} lớp, {} bộ phận",
            organisation.departments.len(),
            organisation.open_classes().count(),
            organisation.sections.len()
        ),
        Step::Staff => format!("{} người, {} tài khoản", organisation.people.len(), stage.usernames.len()),
        Step::Types => {
            let used = stage.types.iter().filter(|one| !one.retired);
            let due = used.clone().filter(|one| one.due != DueRule::NotSet).count();
            format!("{} loại hồ sơ, {due} loại có hạn", used.count())
        }
        Step::Practice => String::new(),
    }
}

/// `POST /cai-dat/tap-duot`: opens the school.
pub async fn open(State(house): State<House>, ask: Ask, Form(fields): Fields) -> Result<Response, Fault> {
    let desk = match desk(&house, &ask, Step::Practice).await? {
        Ok(desk) => desk,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let stage = desk.stage()?;
    let Some(year) = &stage.year else { return Ok(Redirect::to(Step::Year.path()).into_response()) };
    let form = OpeningForm::read(&typed(fields));
    let opening = match form.parse(&year.calendar, stage.today) {
        Ok(opening) => opening,
        Err(errors) => return Ok(again(show(&desk, &ask, form, errors, None)?)),
    };
    if let Some(words) = missing(stage) {
        return Ok(again(show(&desk, &ask, form, Errors::default(), Some(words))?));
    }
    // In a task of its own: a browser that goes away meanwhile must not take everybody's first password with it.
    let opened = tokio::spawn(open_once(house.clone(), stage.clone(), desk.actor(), opening));
    opened.await.map_err(|_| Fault::Internal)??;
    Ok(Redirect::to("/cai-dat/mat-khau").into_response())
}

/// Opens the school and keeps the slips; a second click waits for the first one, and then finds nothing to do.
async fn open_once(house: House, stage: Stage, actor: Option<Uuid>, opening: Opening) -> Result<(), Fault> {
    let _one_at_a_time = house.claim.founding.lock().await;
    if house.is_set_up().await {
        return Ok(());
    }
    let school = stage.school.id.uuid();
    let people = house.office.read(school, None, async |work: &mut Work| setup::without_password(work).await).await?;
    let made = future::try_join_all(people.into_iter().map(|person| first_password(&house, person))).await?;
    let slips = made
        .iter()
        .filter_map(|(person, password, _)| {
            Some(Slip {
                name: stage.organisation.person(*person)?.name.to_string(),
                titles: stage.organisation.titles(&stage.organisation.positions(*person, stage.today)),
                username: stage.usernames.get(person)?.clone(),
                password: password.clone(),
            })
        })
        .collect();
    let hashes: Vec<(PersonId, String)> = made.into_iter().map(|(person, _, hash)| (person, hash)).collect();
    house
        .office
        .write(school, actor, async move |work: &mut Work| {
            still(work, false).await?;
            setup::open_school(work, opening, &hashes).await
        })
        .await?;
    house.claim.keep_slips(slips, Instant::now());
    house.claim.opened();
    Ok(())
}

/// A step before was undone meanwhile: without it the school could not be used.
fn missing(stage: &Stage) -> Option<Words> {
    let organisation = &stage.organisation;
    let (fact, step) = match () {
        () if organisation.open_classes().next().is_none() => ("Trường chưa có lớp nào", Step::Units),
        () if stage.types.iter().all(|one| one.retired) || stage.rules.is_empty() => ("Chưa chọn loại hồ sơ nào", Step::Types),
        () => return None,
    };
    Some(Words { fact: fact.to_owned(), advice: format!("Mở lại bước {}, lưu, rồi mở trường.", step.title()) })
}

async fn first_password(house: &House, person: PersonId) -> Result<(PersonId, String, String), Failed> {
    let password = passwords::handed_out()?;
    let hash = house.passwords.hash(password.clone()).await?;
    Ok((person, password, hash))
}

/// `GET /cai-dat/mat-khau`: the first passwords, to the browser that has set the school up.
pub async fn slips_page(State(house): State<House>, ask: Ask) -> Result<Response, Fault> {
    let held = house.claim.is_held_by(&ask.headers, house.https);
    let Some(slips) = house.claim.slips(Instant::now()).filter(|_| held) else {
        return Ok(Redirect::to("/").into_response());
    };
    let school = records::schools::all(&house.office).await?.into_iter().next().map(|one| one.name).unwrap_or_default();
    let address = address(&ask.headers);
    Ok(ask.page("Mật khẩu ban đầu", |head| app::pages::setup_slips(head, school, address, slips)))
}

/// `POST /cai-dat/mat-khau`: they are printed; the set-up is over.
pub async fn forget_slips(State(house): State<House>, ask: Ask) -> Result<Response, Fault> {
    let mut response = Redirect::to("/dang-nhap").into_response();
    if house.is_set_up().await
        && house.claim.is_held_by(&ask.headers, house.https)
        && let Some(cookie) = house.claim.end(house.https)
    {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// As people type it into their browsers. It is printed, so what no name of a machine holds is left away.
pub(in crate::pages) fn address(headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let is_name = host.len() <= 255 && host.chars().all(|letter| letter.is_ascii_alphanumeric() || ".-:[]".contains(letter));
    // From another machine this one is not reached under its own name for itself.
    let is_itself = host.starts_with("127.") || host.starts_with("localhost") || host.starts_with("[::1]");
    if is_name && !is_itself { host.to_owned() } else { String::new() }
}
