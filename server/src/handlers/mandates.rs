//! "/quyet-dinh": the register of decisions, one decision with all its forms, and who has which right on a day.

mod one;
mod rights;

use app::{
    mandates::{MandateLine, MandatesView, RecordMandateView},
    paths,
};
use axum::{
    Form,
    extract::Query,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    days::day_of,
    forms::{FormData, FormErrors},
    ids::{Id, MandateId},
    mandates::{Effect, Mandate, MandateForm, Mandates},
    people::{Appointment, Position},
    permissions::decide_record_mandate,
};
use records::{Work, mandates, new_id, people};

pub use one::{add_scan, end, end_right, file, give, link, page};
pub use rights::{page as rights_page, paper as rights_paper};

use super::{
    attempt::{Attempt, Done, with_status},
    setup::Fields,
    viewer,
};
use crate::{
    error::AppError,
    extract::{Manager, PageRequest, Visit},
};

/// An appointment with the id of its row.
type Row = (Id<Appointment>, Appointment);

/// The register with every appointment, read in one snapshot.
async fn register(visit: &Visit) -> Result<(Mandates, Vec<Row>), AppError> {
    Ok(visit.read(async |work: &mut Work| Ok((mandates::register(work).await?, people::every(work).await?))).await?)
}

/// What is said of what was just done.
const DEEDS: [(&str, &str); 1] = [("ghi", "Đã ghi quyết định")];

/// `GET /quyet-dinh`: leadership and management team.
pub async fn list(Manager(visit): Manager, Query(done): Query<Done>, request: PageRequest) -> Result<Response, AppError> {
    let (known, held) = register(&visit).await?;
    let today = day_of(visit.now);
    let names_none = |(id, one): &&Row| one.acting.is_none() && one.holds_on(today) && known.giving(*id).is_none();
    let page = MandatesView {
        lines: known.all.iter().map(|one| line(&visit, &known, &held, one)).collect(),
        without: held.iter().filter(names_none).count(),
        today,
        done: done.words(&DEEDS),
    };
    let viewer = viewer(&visit)?;
    Ok(request.page("Quyết định", |head| app::pages::mandates(head, viewer, page)))
}

fn line(visit: &Visit, known: &Mandates, held: &[Row], mandate: &Mandate) -> MandateLine {
    let today = day_of(visit.now);
    let given: Vec<Id<Appointment>> = known.of(mandate.id, Effect::Gives).collect();
    let now = held.iter().filter(|(id, one)| given.contains(id) && one.holds_on(today)).count();
    let waits = visit.facts.organisation().waiting.iter().filter(|one| one.mandate == Some(mandate.id)).count();
    let waits = if waits == 0 { String::new() } else { format!(", {waits} việc chờ xác nhận") };
    MandateLine {
        id: mandate.id.to_string(),
        name: mandate.full_name(),
        about: mandate.about.clone(),
        signer: mandate.signer.clone(),
        signed_on: mandate.signed_on,
        days: mandate.term().words(),
        state: mandate.state(today),
        gives: format!("{now} chức vụ đang giữ{waits}"),
        scans: mandate.scans.len(),
    }
}

/// `GET /quyet-dinh/ghi`
pub async fn form(Manager(visit): Manager, request: PageRequest) -> Result<Response, AppError> {
    let (organisation, today) = (visit.facts.organisation(), day_of(visit.now));
    let signer = organisation.holders(Position::Principal, today).first().map(|one| format!("{}, hiệu trưởng", one.name));
    let form = MandateForm::empty(new_id(), signer.unwrap_or_default(), today);
    form_page(&visit, &request, form, FormErrors::default())
}

fn form_page(visit: &Visit, request: &PageRequest, form: MandateForm, errors: FormErrors) -> Result<Response, AppError> {
    decide_record_mandate(&visit.actor(), visit.facts.organisation())?;
    let attempt = if errors.is_empty() { Attempt::default() } else { Attempt::wrong((), errors) };
    let viewer = viewer(visit)?;
    let page = RecordMandateView { form, errors: attempt.errors };
    let response = request.page("Ghi quyết định", |head| app::pages::record_mandate(head, viewer, page));
    Ok(with_status(response, attempt.status))
}

/// `POST /quyet-dinh/ghi`: it gives nobody anything yet, so no password is asked again.
pub async fn record(Manager(visit): Manager, request: PageRequest, Form(fields): Fields) -> Result<Response, AppError> {
    let form = MandateForm::read(&FormData::new(fields));
    let form = match form.id() {
        Some(_) => form,
        None => MandateForm { key: new_id::<Mandate>().to_string(), ..form },
    };
    let (store, sent) = (visit.fact_store(), form.clone());
    // Sent twice, it leads twice to what it has recorded: nothing happens then, and nothing is to be noted.
    let recorded = visit.write(async move |work: &mut Work| mandates::record(work, &store, &sent).await).await?;
    match recorded {
        Ok(id) => Ok(led(id, "ghi")),
        Err(errors) => form_page(&visit, &request, form, errors),
    }
}

/// To the page of a decision, with what was just done.
fn led(id: MandateId, deed: &str) -> Response {
    Redirect::to(&format!("{}?xong={deed}", paths::mandate(id))).into_response()
}
