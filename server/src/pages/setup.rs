//! "/cai-dat": the first set-up behind the console's code, and the settings of an open school.

mod opening;
mod school;
mod themes;
mod turns;
mod types;
mod units;
mod year;
mod staff;

use std::time::Instant;

use app::{frame::Reader, setup::Around};
use axum::{
    Form,
    extract::{Query, State},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    days::local,
    files::limit_words,
    people::{School, SchoolId},
    permissions::{Action, decide},
    refusal::{Refusal, Words},
    setup::{ClassTurns, KnownThemes, Setting, Step, Typed, taken_over_on},
    vietnamese,
};
use records::{
    Work, schools,
    setup::{self, Stage},
};
use serde::Deserialize;
use uuid::Uuid;

pub(super) use opening::address;
pub use opening::{forget_slips, open, practice_page, slips_page};
pub use school::{save_school, school_page};
pub use staff::{save_staff, staff_page};
pub use themes::{save_themes, themes_page};
pub use turns::{class_turns_page, save_turns, turns_page};
pub use types::{save_types, types_page};
pub use units::{save_units, units_page};
pub use year::{calendar_file_page, read_calendar_file, sample, save_year, year_page};

use super::reader;
use crate::{
    answer::{Ask, Fault},
    claim::is_code,
    house::House,
    sender::Sender,
    visit::Visit,
};

/// The fields of any form here.
pub type Fields = Form<Vec<(String, String)>>;

/// Where a step is worked on.
pub struct Desk {
    /// Somebody of the board, in an open school; nobody during the first set-up.
    visit: Option<Visit>,
    /// `None` before the school has a name.
    stage: Option<Stage>,
}

impl Desk {
    const fn is_open(&self) -> bool {
        self.visit.is_some()
    }

    /// The school with all that it has so far.
    fn stage(&self) -> Result<&Stage, Fault> {
        self.stage.as_ref().ok_or(Fault::NotFound)
    }

    /// In whose name things are saved: during the set-up in that of the one who does it.
    fn actor(&self) -> Option<Uuid> {
        let installer = self.stage.as_ref().and_then(|stage| stage.installer);
        self.visit.as_ref().map(|visit| visit.person).or(installer).map(|person| person.uuid())
    }

    fn around(&self, saved: bool) -> Result<Around, Fault> {
        if let Some(visit) = &self.visit {
            return Ok(Around::Settings { reader: Box::new(reader(visit)?), saved });
        }
        let stage = self.stage.as_ref();
        Ok(Around::FirstTime {
            reached: stage.map_or(1, |stage| stage.setup.step),
            school: stage.map(|stage| stage.school.name.clone()).unwrap_or_default(),
            saved: stage.and_then(|stage| stage.saved_at).map(|at| vietnamese::hour(local(at).time())).unwrap_or_default(),
        })
    }

    /// Where a saved step leads: on, or back to itself.
    fn onwards(&self, step: Step) -> Response {
        let next = Step::of_number(step.number() + 1);
        let to = if self.is_open() { format!("{}?da-luu=1", step.path()) } else { next.path().to_owned() };
        Redirect::to(&to).into_response()
    }
}

/// The desk for a step, or where to go instead: to the code, to the step that comes first, to another page.
async fn desk(house: &House, ask: &Ask, step: Step) -> Result<Result<Desk, Response>, Fault> {
    let elsewhere = |to: &str| Ok(Err(Redirect::to(to).into_response()));
    if house.is_set_up().await {
        if slips_wait(house, ask) {
            return elsewhere("/cai-dat/mat-khau");
        }
        let visit = board_visit(house, ask).await?;
        return match step {
            Step::Staff => elsewhere("/can-bo"),
            Step::Practice => elsewhere("/cai-dat"),
            _ => {
                let stage = Some(stage(house, visit.school).await?);
                Ok(Ok(Desk { visit: Some(visit), stage }))
            }
        };
    }
    if !house.claim.is_held_by(&ask.headers, house.https) {
        return elsewhere("/cai-dat?nhap-lai=1");
    }
    let stage = match unfinished(house).await? {
        Some(school) => Some(stage(house, school.id).await?),
        None => None,
    };
    let reached = Step::of_number(stage.as_ref().map_or(1, |stage| stage.setup.step));
    if step > reached { elsewhere(reached.path()) } else { Ok(Ok(Desk { visit: None, stage })) }
}

/// The school was opened by this browser a moment ago, and its first passwords have not been printed yet.
fn slips_wait(house: &House, ask: &Ask) -> bool {
    house.claim.is_held_by(&ask.headers, house.https) && house.claim.slips(Instant::now()).is_some()
}

/// Somebody of the board, for what only an open school has; before that the way to the set-up.
async fn open_school(house: &House, ask: &Ask) -> Result<Result<Visit, Response>, Fault> {
    if house.is_set_up().await { board_visit(house, ask).await.map(Ok) } else { Ok(Err(Redirect::to("/cai-dat").into_response())) }
}

/// Somebody who may change the school.
async fn board_visit(house: &House, ask: &Ask) -> Result<Visit, Fault> {
    let visit = house.visit(&ask.headers).await?;
    decide(&visit.actor(), visit.facts.organisation(), Action::ChangeSchool)?;
    Ok(visit)
}

async fn stage(house: &House, school: SchoolId) -> Result<Stage, Fault> {
    Ok(house.office.read(school.uuid(), None, async |work: &mut Work| setup::stage(work).await).await?)
}

/// The school that is being set up.
async fn unfinished(house: &House) -> Result<Option<School>, Fault> {
    for school in schools::all(&house.office).await? {
        let known = house.office.read(school.id.uuid(), None, async |work: &mut Work| schools::setup(work).await).await?;
        if !known.finished {
            return Ok(Some(school));
        }
    }
    Ok(None)
}

/// Inside the transaction: a form of the first set-up changes nothing once the school is open, and then only the board does.
async fn still(work: &mut Work, open: bool) -> Result<(), records::Error> {
    let finished = schools::setup(work).await?.finished;
    match (finished, open) {
        (true, true) => setup::allowed(work).await.map(drop),
        (false, false) => Ok(()),
        _ => Err(records::Error::Refused(Refusal::AlreadySetUp)),
    }
}

/// A form that was not saved is shown again as it was typed.
fn again(mut response: Response) -> Response {
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    response
}

/// What to show above a sound form that a rule refused; anything else is no matter of the form.
fn told(error: records::Error) -> Result<Words, Fault> {
    match error {
        records::Error::Refused(refusal @ Refusal::Field { .. }) => Ok(refusal.words()),
        other => Err(other.into()),
    }
}

#[derive(Debug, Default, Deserialize)]
pub struct Saved {
    #[serde(default, rename = "da-luu")]
    saved: String,
}

#[derive(Debug, Default, Deserialize)]
pub struct Start {
    #[serde(default, rename = "nhap-lai")]
    lost: String,
}

/// `GET /cai-dat`: the settings; before that the step that comes next, or the question for the code.
pub async fn start(State(house): State<House>, Query(query): Query<Start>, ask: Ask) -> Result<Response, Fault> {
    if house.is_set_up().await {
        if slips_wait(&house, &ask) {
            return Ok(Redirect::to("/cai-dat/mat-khau").into_response());
        }
        return settings(&house, &ask).await;
    }
    if house.claim.is_held_by(&ask.headers, house.https) {
        return Ok(Redirect::to(next_step(&house).await?.path()).into_response());
    }
    let lost = !query.lost.is_empty() && unfinished(&house).await?.is_some();
    Ok(ask.page("Cài đặt lần đầu", |head| app::pages::setup_code(head, None, lost)))
}

async fn next_step(house: &House) -> Result<Step, Fault> {
    let Some(school) = unfinished(house).await? else { return Ok(Step::School) };
    Ok(Step::of_number(stage(house, school.id).await?.setup.step))
}

#[derive(Debug, Deserialize)]
pub struct CodeForm {
    #[serde(default)]
    code: String,
}

/// `POST /cai-dat`: who knows the code gets the right to set up.
pub async fn claim(
    State(house): State<House>,
    Sender(address): Sender,
    ask: Ask,
    Form(form): Form<CodeForm>,
) -> Result<Response, Fault> {
    if house.is_set_up().await {
        return Err(Refusal::AlreadySetUp.into());
    }
    let (nobody, now) = (SchoolId::new(Uuid::nil()), Instant::now());
    let refusal = match house.door.attempt(nobody, "cai-dat", address, now) {
        Err(wait) => Some(Refusal::SignInSlowed { seconds: wait.as_secs().max(1) }),
        Ok(()) if is_code(&form.code, &house.setup_code) => None,
        Ok(()) => Some(Refusal::SetupCodeWrong),
    };
    if let Some(refusal) = refusal {
        let mut words = refusal.words();
        let status = Fault::from(refusal.clone()).status();
        if let Refusal::SignInSlowed { .. } = refusal {
            words.advice = words.advice.replace(" Tài khoản không bị khóa.", "");
        }
        let mut response = ask.page("Cài đặt lần đầu", |head| app::pages::setup_code(head, Some(words), false));
        *response.status_mut() = status;
        return Ok(response);
    }
    house.door.opened(nobody, "cai-dat", address);
    let cookie = house.claim.give(house.https).map_err(|_| Fault::Internal)?;
    let mut response = Redirect::to(next_step(&house).await?.path()).into_response();
    if let Some(cookie) = cookie {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

async fn settings(house: &House, ask: &Ask) -> Result<Response, Fault> {
    let visit = board_visit(house, ask).await?;
    let reader: Reader = reader(&visit)?;
    let stage = stage(house, visit.school).await?;
    let about = Setting::ALL.into_iter().map(|setting| (setting, about(&stage, &visit, setting))).collect();
    Ok(ask.page("Cài đặt", |head| app::pages::settings(head, reader, about)))
}

/// What a setting holds now, in a few words.
fn about(stage: &Stage, visit: &Visit, setting: Setting) -> String {
    match setting {
        Setting::Of(Step::School) => format!("{}, mỗi tệp không quá {}", stage.school.name, limit_words(stage.setup.file_limit)),
        Setting::Of(step) => opening::about(stage, step),
        Setting::NextYear => stage.next_year.as_ref().map_or_else(
            || "Chưa lập; lập sẵn lúc nào cũng được".to_owned(),
            |year| {
                let name = vietnamese::school_year(year.calendar.school_year());
                format!("Năm học {name} đã lập, hiện ra từ {}", vietnamese::date(taken_over_on(year.calendar.first_day())))
            },
        ),
        Setting::Turns => ClassTurns::in_short(&visit.facts, visit.now),
        Setting::Themes => KnownThemes::of(&visit.facts).in_short(visit.now),
    }
}

/// The fields, to be read by name.
fn typed(fields: Vec<(String, String)>) -> Typed {
    Typed::new(fields)
}

/// Which button was pressed; empty for the one that goes on.
fn pressed(typed: &Typed) -> &str {
    typed.get("do")
}
