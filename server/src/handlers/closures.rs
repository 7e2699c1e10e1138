//! "/nghi-dot-xuat": declared in two steps, read by everybody, printed, and taken back.

use app::{
    closures::{ClosurePaperView, ClosureView, ClosuresView, DeclareClosureView, ShownClosure, TakingBack},
    paths,
};
use axum::{
    Form,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    closures::{Closure, ClosureForm, ClosureId, ClosureOutlook, ClosurePlan, SentKey, closure_told, message, sent_key},
    days::day_of,
    forms::FormData,
    locks::{Signature, clause},
    obligations::Reason,
    permissions::{decide_declare_closure, decide_take_back_closure},
    refusal::{ClosureRefusal, Refusal},
    vietnamese,
};
use records::{Error, Work, closures, new_id};

use super::{
    attempt::{Attempt, Done, or_refusal, with_status},
    choices,
    school_year::YearAsked,
    setup::Fields,
    viewer,
};
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
};

/// What is said of what was just done.
const DEEDS: [(&str, &str); 2] = [("bao", "Đã báo nghỉ; ai có hạn dời đều được báo ở Thông báo"), ("rut", "Đã rút thông báo nghỉ")];

/// `GET /nghi-dot-xuat`: for everybody.
pub async fn list(visit: Visit, Query(asked): Query<YearAsked>, request: PageRequest) -> Result<Response, AppError> {
    let visit = visit.in_year(&asked.nam).await?;
    let (facts, actor) = (&visit.facts, visit.actor());
    let page = ClosuresView {
        closures: facts.closures.iter().rev().map(|one| closure_told(facts, &actor, one, visit.now)).collect(),
        may_declare: !facts.is_over && decide_declare_closure(&actor).is_ok(),
        year: vietnamese::school_year(facts.calendar().school_year()),
    };
    let viewer = viewer(&visit)?;
    Ok(request.page("Nghỉ đột xuất", |head| app::pages::closures(head, viewer, page)))
}

/// `GET /nghi-dot-xuat/bao`: the preset form; with a kind, what would follow.
pub async fn form(visit: Visit, Query(fields): Query<Vec<(String, String)>>, request: PageRequest) -> Result<Response, AppError> {
    let fields = FormData::new(fields);
    if !fields.sent("kind") && !fields.sent("look") {
        let today = ClosureForm::preset(new_id(), day_of(visit.now));
        // From an outage it comes with its days.
        let asked = ClosureForm::read(&fields);
        let preset = if fields.sent("from") { ClosureForm { key: today.key, ..asked } } else { today };
        return form_page(&visit, &request, preset, None, Attempt::<()>::default());
    }
    let form = with_key(&visit, ClosureForm::read(&fields));
    decide_declare_closure(&visit.actor())?;
    match form.parse(&visit.facts, visit.now) {
        Ok(plan) => {
            let shown = shown(&visit, &plan)?;
            form_page(&visit, &request, form, Some(shown), Attempt::<()>::default())
        }
        Err(errors) => form_page(&visit, &request, form, None, Attempt::wrong((), errors)),
    }
}

/// The form with a key under which nothing is declared yet: whoever goes back from what they have declared declares another closure.
fn with_key(visit: &Visit, form: ClosureForm) -> ClosureForm {
    let is_free = form.id().is_some() && sent_key(&form, &visit.facts, visit.person, visit.now) == SentKey::Fresh;
    if is_free { form } else { ClosureForm { key: new_id::<Closure>().to_string(), ..form } }
}

fn form_page(
    visit: &Visit,
    request: &PageRequest,
    form: ClosureForm,
    shown: Option<ShownClosure>,
    attempt: Attempt<()>,
) -> Result<Response, AppError> {
    decide_declare_closure(&visit.actor())?;
    // Whoever hears the title knows that this is another step.
    let title = shown.as_ref().map(|shown| format!("Xem trước: {}", vietnamese::with_small_beginning(&shown.what)));
    let title = title.unwrap_or_else(|| "Báo nghỉ đột xuất".to_owned());
    let page = DeclareClosureView {
        form,
        today: vietnamese::date(day_of(visit.now)),
        departments: choices::departments(visit),
        classes: choices::classes(visit),
        shown,
        errors: attempt.errors,
        refused: attempt.refused,
    };
    let viewer = viewer(visit)?;
    let response = request.page(&title, |head| app::pages::declare_closure(head, viewer, page));
    Ok(with_status(response, attempt.status))
}

/// What would follow if the visitor declared it now.
fn shown(visit: &Visit, plan: &ClosurePlan) -> Result<ShownClosure, AppError> {
    let (_, post) = decide_declare_closure(&visit.actor())?;
    let outlook = ClosureOutlook::of_declaring(&visit.facts, plan, post, visit.now).map_err(|_| AppError::Internal)?;
    let days =
        if plan.days.from == plan.days.to { vietnamese::weekday_and_date(plan.days.from) } else { vietnamese::days(plan.days) };
    Ok(ShownClosure {
        what: format!("{}, {days}", plan.full_name(&visit.facts.regime)),
        reason: plan.reason(),
        long: plan.long(visit.facts.calendar()),
        clause: clause(&[Signature { by: visit.person, post, at: visit.now }]),
        seen: outlook.seen().to_owned(),
        preview: outlook.preview,
    })
}

/// `POST /nghi-dot-xuat/bao`: declared as it was looked at.
pub async fn declare(visit: Visit, request: PageRequest, Form(fields): Fields) -> Result<Response, AppError> {
    let fields = FormData::new(fields);
    let form = ClosureForm::read(&fields);
    decide_declare_closure(&visit.actor())?;
    let key = sent_key(&form, &visit.facts, visit.person, visit.now);
    // Sent twice, it leads twice to what it has declared.
    if let SentKey::Repeats(known) = key {
        return Ok(led(known, "bao"));
    }
    let plan = match form.parse(&visit.facts, visit.now) {
        Ok(plan) => plan,
        Err(errors) => return form_page(&visit, &request, with_key(&visit, form), None, Attempt::wrong((), errors)),
    };
    let shown = shown(&visit, &plan)?;
    if key == SentKey::Taken || shown.seen != fields.get("seen") {
        // Something was changed since it was looked at: in the form, or in the school.
        let refusal = ClosureRefusal::LookedAtAnother.into();
        return form_page(&visit, &request, with_key(&visit, form), Some(shown), Attempt::without_words(refusal));
    }
    if let Err(errors) = form.check_length(&plan, visit.facts.calendar()) {
        return form_page(&visit, &request, form, Some(shown), Attempt::wrong((), errors));
    }
    let (store, sent, seen) = (visit.fact_store(), form.clone(), fields.get("seen").to_owned());
    match visit.write(async move |work: &mut Work| closures::declare(work, &store, &sent, &seen).await).await {
        Ok(Ok(id)) => Ok(led(id, "bao")),
        Ok(Err(errors)) => form_page(&visit, &request, form, None, Attempt::wrong((), errors)),
        Err(Error::Refused(refusal @ Refusal::Closure(ClosureRefusal::LookedAtAnother))) => {
            looked_at_again(&visit.again().await?, &request, form, refusal)
        }
        Err(error) => Err(error.into()),
    }
}

/// The form with what would follow now, where that is another than what was confirmed.
fn looked_at_again(visit: &Visit, request: &PageRequest, form: ClosureForm, refusal: Refusal) -> Result<Response, AppError> {
    let form = with_key(visit, form);
    match form.parse(&visit.facts, visit.now) {
        Ok(plan) => {
            let shown = shown(visit, &plan)?;
            form_page(visit, request, form, Some(shown), Attempt::without_words(refusal))
        }
        Err(errors) => form_page(visit, request, form, None, Attempt::wrong((), errors)),
    }
}

fn led(id: ClosureId, deed: &str) -> Response {
    Redirect::to(&format!("{}?xong={deed}", paths::closure(id))).into_response()
}

/// `GET /nghi-dot-xuat/{closure}`: for everybody.
pub async fn page(
    Path(id): Path<ClosureId>,
    visit: Visit,
    Query(done): Query<Done>,
    request: PageRequest,
) -> Result<Response, AppError> {
    let visit = visit.at_closure(id).await?;
    closure_page(&visit, &request, id, Attempt { done: done.words(&DEEDS), ..Attempt::default() })
}

fn closure_page(visit: &Visit, request: &PageRequest, id: ClosureId, attempt: Attempt<String>) -> Result<Response, AppError> {
    let (facts, actor) = (&visit.facts, visit.actor());
    let closure = facts.closure(id).ok_or(AppError::NotFound)?;
    let told = closure_told(facts, &actor, closure, visit.now);
    let page = ClosureView {
        message: message(facts, &told),
        taking_back: if told.may_take_back && !facts.is_over { Some(taking_back(visit, closure)?) } else { None },
        closure: told,
        typed: attempt.typed.unwrap_or_default(),
        errors: attempt.errors,
        refused: attempt.refused,
        done: attempt.done,
    };
    let (viewer, title) = (viewer(visit)?, closure.plan.name());
    let response = request.page(&title, |head| app::pages::closure(head, viewer, page));
    Ok(with_status(response, attempt.status))
}

fn taking_back(visit: &Visit, closure: &Closure) -> Result<TakingBack, AppError> {
    let (_, post) = decide_take_back_closure(&visit.actor(), closure, visit.now)?;
    let outlook = ClosureOutlook::of_taking_back(&visit.facts, closure, post, visit.now).map_err(|_| AppError::Internal)?;
    Ok(TakingBack { seen: outlook.seen().to_owned(), preview: outlook.preview })
}

/// `GET /nghi-dot-xuat/{closure}/in`
pub async fn paper(Path(id): Path<ClosureId>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    let visit = visit.at_closure(id).await?;
    let facts = &visit.facts;
    let closure = facts.closure(id).ok_or(AppError::NotFound)?;
    let told = closure_told(facts, &visit.actor(), closure, visit.now);
    let page = ClosurePaperView { closure: told, school: facts.school.name.clone() };
    let viewer = viewer(&visit)?;
    Ok(request.page("Thông báo nghỉ", |head| app::pages::closure_paper(head, viewer, page)))
}

/// `POST /nghi-dot-xuat/{closure}/rut`: taken back as that was looked at.
pub async fn take_back(
    Path(id): Path<ClosureId>,
    visit: Visit,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    let closure = visit.facts.closure(id).ok_or(AppError::NotFound)?;
    if let Err(refusal) = decide_take_back_closure(&visit.actor(), closure, visit.now) {
        let page = closure_page(&visit, &request, id, Attempt::without_words(refusal.clone()));
        return if visit.actor().acts_as_leadership() { or_refusal(page, refusal) } else { Err(refusal.into()) };
    }
    let fields = FormData::new(fields);
    let typed = fields.get("reason").to_owned();
    let reason = match Reason::parse(&typed) {
        Ok(reason) => reason,
        Err(errors) => return closure_page(&visit, &request, id, Attempt::wrong(typed, errors)),
    };
    let seen = fields.get("seen").to_owned();
    if taking_back(&visit, closure)?.seen != seen {
        return closure_page(&visit, &request, id, Attempt::refused(typed, ClosureRefusal::LookedAtAnother.into()));
    }
    let store = visit.fact_store();
    match visit.write(async move |work: &mut Work| closures::take_back(work, &store, id, &reason, &seen).await).await {
        Ok(()) => Ok(led(id, "rut")),
        Err(Error::Refused(refusal @ Refusal::Closure(_))) => {
            let page = closure_page(&visit.again().await?, &request, id, Attempt::refused(typed, refusal.clone()));
            or_refusal(page, refusal)
        }
        Err(error) => Err(error.into()),
    }
}
