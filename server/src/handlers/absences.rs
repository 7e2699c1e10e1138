//! "/vang-mat": who is away and who covers; noted in two steps, and ended.

use app::{
    absences::{AbsencesView, NoteAbsenceView},
    paths,
};
use axum::{
    Form,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    absences::{AbsenceForm, AbsenceId, AbsenceOutlook, AbsencePlan, absences_told},
    days::day_of,
    delegations::candidates_by_department,
    forms::{FormData, FormErrors},
    locks::Signature,
    obligations::Reason,
    permissions::{decide_absences, decide_end_absence, decide_note_absence},
};
use records::{Error, Work, absences, new_id};

use super::{
    attempt::{Attempt, Done, or_refusal, with_status},
    setup::Fields,
    viewer,
};
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
};

/// What is said of what was just done.
const DEEDS: [(&str, &str); 2] =
    [("ghi", "Đã ghi nghỉ; người nghỉ và người dạy thay được báo ở Thông báo"), ("het", "Đã kết thúc lần nghỉ")];

fn led(deed: &str) -> Response {
    Redirect::to(&format!("{}?xong={deed}", paths::ABSENCES)).into_response()
}

/// `GET /vang-mat`: the leadership sees all of them, everybody else those that are about themselves.
pub async fn list(visit: Visit, Query(done): Query<Done>, request: PageRequest) -> Result<Response, AppError> {
    list_page(&visit, &request, Attempt { done: done.words(&DEEDS), ..Attempt::default() })
}

/// `attempt`: the id of what a form is about, and what was typed in it.
fn list_page(visit: &Visit, request: &PageRequest, attempt: Attempt<(String, String)>) -> Result<Response, AppError> {
    let page = AbsencesView {
        told: absences_told(&visit.facts, &visit.actor(), visit.now),
        wrong: attempt.typed,
        errors: attempt.errors,
        refused: attempt.refused,
        done: attempt.done,
    };
    let viewer = viewer(visit)?;
    Ok(with_status(request.page("Nghỉ và dạy thay", |head| app::pages::absences(head, viewer, page)), attempt.status))
}

/// `GET /vang-mat/ghi`: the form; once something is chosen, what would follow.
pub async fn form(visit: Visit, Query(fields): Query<Vec<(String, String)>>, request: PageRequest) -> Result<Response, AppError> {
    decide_absences(&visit.actor())?;
    let fields = FormData::new(fields);
    if !fields.sent("key") {
        let empty = AbsenceForm::empty(new_id(), day_of(visit.now));
        let form = AbsenceForm { person: fields.get("person").to_owned(), ..empty };
        return form_page(&visit, &request, form, None, Attempt::default());
    }
    let form = with_key(&visit, AbsenceForm::read(&fields));
    match form.parse(&visit.facts, visit.now) {
        Ok(plan) => match looked_at(&visit, &plan) {
            Ok(shown) => form_page(&visit, &request, form, Some(shown), Attempt::default()),
            Err(AppError::Refused(refusal)) => {
                let attempt = Attempt::without_words(refusal);
                form_page(&visit, &request, form, None, attempt)
            }
            Err(error) => Err(error),
        },
        Err(errors) => form_page(&visit, &request, form, None, Attempt::wrong((), errors)),
    }
}

/// The form with a key under which nothing is noted yet: whoever goes back from what they have noted notes another absence.
fn with_key(visit: &Visit, form: AbsenceForm) -> AbsenceForm {
    let is_free = form.id().is_some_and(|id| visit.facts.absence(id).is_none());
    if is_free { form } else { AbsenceForm { key: new_id::<domain::ids::AbsenceKey>().to_string(), ..form } }
}

/// What would follow if the visitor noted it now.
fn looked_at(visit: &Visit, plan: &AbsencePlan) -> Result<AbsenceOutlook, AppError> {
    let actor = visit.actor();
    let (_, post) = decide_note_absence(&actor, plan.person, plan.cover)?;
    let noted = Signature { by: visit.person, post, at: visit.now };
    AbsenceOutlook::of(&visit.facts, &actor, plan, noted, visit.now).map_err(|_| AppError::Internal)
}

fn form_page(
    visit: &Visit,
    request: &PageRequest,
    form: AbsenceForm,
    shown: Option<AbsenceOutlook>,
    attempt: Attempt<()>,
) -> Result<Response, AppError> {
    decide_absences(&visit.actor())?;
    let people = candidates_by_department(visit.facts.organisation(), visit.person, visit.now).into_iter();
    let people = people.map(|(department, people)| {
        let written = people.into_iter().map(|(id, words)| (id.to_string(), words)).collect();
        (department, written)
    });
    let page = NoteAbsenceView { form, people: people.collect(), shown, errors: attempt.errors, refused: attempt.refused };
    let title = if page.shown.is_some() { "Xem trước: ghi nghỉ" } else { "Ghi nghỉ" };
    let viewer = viewer(visit)?;
    Ok(with_status(request.page(title, |head| app::pages::note_absence(head, viewer, page)), attempt.status))
}

/// `POST /vang-mat/ghi`: noted as it was looked at.
pub async fn note(visit: Visit, request: PageRequest, Form(fields): Fields) -> Result<Response, AppError> {
    decide_absences(&visit.actor())?;
    let fields = FormData::new(fields);
    let form = AbsenceForm::read(&fields);
    let known = form.id().and_then(|id| visit.facts.absence(id));
    // Sent twice, it leads twice to what it has noted.
    if known.is_some_and(|known| form.says(known) && known.noted.by == visit.person) {
        return Ok(led("ghi"));
    }
    let wrong = |errors: FormErrors| form_page(&visit, &request, with_key(&visit, form.clone()), None, Attempt::wrong((), errors));
    let plan = match form.parse(&visit.facts, visit.now) {
        Ok(plan) => plan,
        Err(errors) => return wrong(errors),
    };
    let shown = looked_at(&visit, &plan)?;
    if known.is_some() || shown.seen() != fields.get("seen") {
        return form_page(&visit, &request, with_key(&visit, form.clone()), Some(shown), Attempt::default());
    }
    let (store, sent, seen) = (visit.fact_store(), form.clone(), fields.get("seen").to_owned());
    match visit.write(async move |work: &mut Work| absences::note(work, &store, &sent, &seen).await).await {
        Ok(Ok(_)) => Ok(led("ghi")),
        Ok(Err(errors)) => wrong(errors),
        Err(Error::Refused(refusal)) => {
            let again = visit.again().await?;
            let shown = form.parse(&again.facts, again.now).ok().and_then(|plan| looked_at(&again, &plan).ok());
            let page = form_page(&again, &request, with_key(&again, form.clone()), shown, Attempt::without_words(refusal.clone()));
            or_refusal(page, refusal)
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /vang-mat/{absence}/da-ve`
pub async fn end(
    Path(id): Path<AbsenceId>,
    visit: Visit,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    let absence = visit.facts.absence(id).ok_or(AppError::NotFound)?;
    decide_end_absence(&visit.actor(), absence.person)?;
    let typed = (id.to_string(), FormData::new(fields).get("reason").to_owned());
    let reason = match Reason::parse(&typed.1) {
        Ok(reason) => reason,
        Err(errors) => return list_page(&visit, &request, Attempt::wrong(typed, errors)),
    };
    let store = visit.fact_store();
    match visit.write(async move |work: &mut Work| absences::end(work, &store, id, &reason).await).await {
        Ok(()) => Ok(led("het")),
        Err(Error::Refused(refusal)) => {
            let attempt = Attempt::told_with(refusal.clone(), &typed.1);
            or_refusal(list_page(&visit.again().await?, &request, attempt), refusal)
        }
        Err(error) => Err(error.into()),
    }
}
