//! "/vang-mat": who is away and who covers; noted in two steps, and ended.

use app::{
    absences::{AbsencesView, ChangeCoverView, NoteAbsenceView, People},
    paths,
};
use axum::{
    Form,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    absences::{
        AbsenceForm, AbsenceId, AbsenceOutlook, AbsencePlan, BackForm, CoverForm, CoverOutlook, absences_told, check_change_cover,
        covers_from, passes_on,
    },
    days::day_of,
    delegations::candidates_by_department,
    forms::{FormData, FormErrors},
    locks::Signature,
    permissions::{decide_absences, decide_change_cover, decide_end_absence, decide_note_absence},
    refusal::AbsenceRefusal,
};
use records::{Error, Work, absences, new_id};

use super::{
    attempt::{Attempt, Done, or_refusal, with_status},
    school_year::YearAsked,
    setup::Fields,
    viewer,
};
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
};

/// What is said of what was just done.
const DEEDS: [(&str, &str); 3] = [
    ("ghi", "Đã ghi đợt nghỉ; ai có liên quan được báo ở Thông báo"),
    ("het", "Đã kết thúc đợt nghỉ"),
    ("doi", "Đã đổi người làm thay; cả ba người được báo ở Thông báo"),
];

fn led(deed: &str) -> Response {
    Redirect::to(&format!("{}?xong={deed}", paths::ABSENCES)).into_response()
}

/// `GET /vang-mat`: leadership and management team see all of them, a head those of the department, everybody else their own.
pub async fn list(
    visit: Visit,
    Query(asked): Query<YearAsked>,
    Query(done): Query<Done>,
    request: PageRequest,
) -> Result<Response, AppError> {
    let visit = visit.in_year(&asked.nam).await?;
    list_page(&visit, &request, Attempt { done: done.words(&DEEDS), ..Attempt::default() })
}

/// `attempt`: the id of what a form is about, and what was typed in it.
fn list_page(visit: &Visit, request: &PageRequest, attempt: Attempt<(String, BackForm)>) -> Result<Response, AppError> {
    let page = AbsencesView {
        told: absences_told(&visit.facts, &visit.actor(), visit.now),
        wrong: attempt.typed,
        errors: attempt.errors,
        refused: attempt.refused,
        done: attempt.done,
    };
    let viewer = viewer(visit)?;
    Ok(with_status(request.page("Nghỉ và người làm thay", |head| app::pages::absences(head, viewer, page)), attempt.status))
}

/// `GET /vang-mat/ghi`: the form, mostly with nothing chosen.
pub async fn form(visit: Visit, Query(fields): Query<Vec<(String, String)>>, request: PageRequest) -> Result<Response, AppError> {
    let empty = AbsenceForm::empty(new_id(), day_of(visit.now));
    let form = AbsenceForm { who: FormData::new(fields).get("who").to_owned(), ..empty };
    form_page(&visit, &request, form, None, Attempt::default())
}

/// What would follow, looked at; nothing is done.
fn preview(visit: &Visit, request: &PageRequest, form: AbsenceForm) -> Result<Response, AppError> {
    let form = with_key(visit, form);
    match form.parse(&visit.facts, visit.now) {
        Ok(plan) => match looked_at(visit, &plan) {
            Ok(shown) => form_page(visit, request, form, Some(shown), Attempt::default()),
            Err(AppError::Refused(refusal)) => form_page(visit, request, form, None, Attempt::without_words(refusal)),
            Err(error) => Err(error),
        },
        Err(errors) => form_page(visit, request, form, None, Attempt::wrong((), errors)),
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
    let page = NoteAbsenceView { form, people: people(visit), shown, errors: attempt.errors, refused: attempt.refused };
    let title = if page.shown.is_some() { "Xem trước: thêm đợt nghỉ" } else { "Thêm đợt nghỉ" };
    let viewer = viewer(visit)?;
    Ok(with_status(request.page(title, |head| app::pages::note_absence(head, viewer, page)), attempt.status))
}

/// Who can be away or cover, by department.
fn people(visit: &Visit) -> People {
    let people = candidates_by_department(visit.facts.organisation(), visit.person, visit.now).into_iter();
    let people = people.map(|(department, people)| {
        let written = people.into_iter().map(|(id, words)| (id.to_string(), words)).collect();
        (department, written)
    });
    people.collect()
}

/// `POST /vang-mat/ghi`: looked at, and where `seen` comes with it noted as it was looked at.
pub async fn note(visit: Visit, request: PageRequest, Form(fields): Fields) -> Result<Response, AppError> {
    decide_absences(&visit.actor())?;
    let fields = FormData::new(fields);
    let form = AbsenceForm::read(&fields);
    if !fields.sent("seen") {
        return preview(&visit, &request, form);
    }
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
        let attempt = Attempt::without_words(AbsenceRefusal::LookedAtAnother.into());
        return form_page(&visit, &request, with_key(&visit, form.clone()), Some(shown), attempt);
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
    let form = BackForm::read(&FormData::new(fields));
    let (store, sent) = (visit.fact_store(), form.clone());
    match visit.write(async move |work: &mut Work| absences::end(work, &store, id, &sent).await).await {
        Ok(Ok(())) => Ok(led("het")),
        Ok(Err(errors)) => list_page(&visit, &request, Attempt::wrong((id.to_string(), form), errors)),
        Err(Error::Refused(refusal)) => {
            let attempt = if form.reason.is_empty() {
                Attempt::without_words(refusal.clone())
            } else {
                Attempt::told_with(refusal.clone(), &form.reason)
            };
            or_refusal(list_page(&visit.again().await?, &request, attempt), refusal)
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /vang-mat/{absence}/doi`
pub async fn change_form(Path(id): Path<AbsenceId>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    let absence = visit.facts.absence(id).ok_or(AppError::NotFound)?;
    decide_end_absence(&visit.actor(), absence.person)?;
    check_change_cover(&visit.facts, absence, visit.now)?;
    change_page(&visit, &request, id, (Attempt::default(), None))
}

/// What would follow if whoever the form names covered from now on; `None` where it names nobody who can.
fn cover_outlook(visit: &Visit, id: AbsenceId, form: &CoverForm) -> Option<CoverOutlook> {
    let absence = visit.facts.absence(id)?;
    let cover = form.parse(&visit.facts, absence, visit.now).ok().filter(|cover| absence.cover != Some(*cover))?;
    let (_, post) = decide_change_cover(&visit.actor(), absence.person, cover).ok()?;
    let changed = Signature { by: visit.person, post, at: visit.now };
    let changed = absence.clone().change_cover(changed, cover).ok()?;
    CoverOutlook::of(&visit.facts, &changed, visit.now).ok()
}

fn change_page(
    visit: &Visit,
    request: &PageRequest,
    id: AbsenceId,
    (attempt, shown): (Attempt<CoverForm>, Option<CoverOutlook>),
) -> Result<Response, AppError> {
    let absence = visit.facts.absence(id).ok_or(AppError::NotFound)?;
    let actor = visit.actor();
    decide_end_absence(&actor, absence.person)?;
    let told = absences_told(&visit.facts, &actor, visit.now).lines;
    let line = told.into_iter().find(|one| one.id == id).ok_or(AppError::NotFound)?;
    let page = ChangeCoverView {
        today: day_of(visit.now),
        from: covers_from(&visit.facts, absence, visit.now),
        shown,
        passes: passes_on(&visit.facts, absence, visit.now),
        people: people(visit),
        form: attempt.typed.unwrap_or_default(),
        errors: attempt.errors,
        refused: attempt.refused,
        line,
    };
    let (viewer, title) = (viewer(visit)?, format!("Đổi người {}", page.line.word));
    Ok(with_status(request.page(&title, |head| app::pages::change_cover(head, viewer, page)), attempt.status))
}

/// `POST /vang-mat/{absence}/doi`
pub async fn change(
    Path(id): Path<AbsenceId>,
    visit: Visit,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    let absence = visit.facts.absence(id).ok_or(AppError::NotFound)?;
    decide_end_absence(&visit.actor(), absence.person)?;
    let form = CoverForm::read(&FormData::new(fields));
    // What would stay with whoever is away is looked at before.
    let unseen = |visit: &Visit| cover_outlook(visit, id, &form).filter(|shown| shown.check_seen(&form.seen).is_err());
    if let Some(shown) = unseen(&visit) {
        let attempt = Attempt { typed: Some(form.clone()), ..Attempt::default() };
        return change_page(&visit, &request, id, (attempt, Some(shown)));
    }
    let (store, sent) = (visit.fact_store(), form.clone());
    match visit.write(async move |work: &mut Work| absences::change_cover(work, &store, id, &sent).await).await {
        Ok(Ok(())) => Ok(led("doi")),
        Ok(Err(errors)) => change_page(&visit, &request, id, (Attempt::wrong(form, errors), None)),
        Err(Error::Refused(refusal)) => {
            let again = visit.again().await?;
            let shown = unseen(&again);
            let page = change_page(&again, &request, id, (Attempt::refused(form.clone(), refusal.clone()), shown));
            or_refusal(page, refusal)
        }
        Err(error) => Err(error.into()),
    }
}
