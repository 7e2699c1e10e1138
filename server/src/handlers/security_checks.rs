//! "/kiem-tra-tai-khoan": the accounts, looked through by the leadership; what is found is mended and followed up.

use app::{
    paths,
    security_checks::{CheckFormView, CheckMinutesView, FoundLine, MendAttempt, MendTyped, SecurityCheckView, SecurityChecksView},
};
use axum::{
    Form,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    days::day_of,
    forms::FormData,
    people::PersonId,
    permissions::{decide_check_accounts, decide_security_checks},
    security_checks::{CheckForm, Finding, SecurityCheck, SecurityCheckId, assigned_to, check_told, finding_told, menders},
};
use records::{Error, Work, new_id, security_checks};

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
    [("ghi", "Đã ghi lần kiểm tra; người xử lý thấy việc ở đầu trang của mình"), ("xong", "Đã ghi kết quả")];

/// Every check, and what is found now.
async fn looked(visit: &Visit) -> Result<(Vec<SecurityCheck>, Vec<Finding>), AppError> {
    let store = visit.fact_store();
    let read = async move |work: &mut Work| {
        Ok::<_, Error>((security_checks::all(work).await?, security_checks::found(work, &store).await?))
    };
    Ok(visit.read(read).await?)
}

fn may_see(visit: &Visit) -> Result<(), AppError> {
    Ok(decide_security_checks(&visit.actor(), visit.facts.organisation())?)
}

/// Whether the visitor looks for faults, and does not only mend some.
fn checks(visit: &Visit) -> bool {
    decide_check_accounts(&visit.actor()).is_ok()
}

/// `GET /kiem-tra-tai-khoan`
pub async fn list(visit: Visit, Query(done): Query<Done>, request: PageRequest) -> Result<Response, AppError> {
    list_page(&visit, &request, Attempt { done: done.words(&DEEDS), ..Attempt::default() }).await
}

async fn list_page(visit: &Visit, request: &PageRequest, attempt: Attempt<MendTyped>) -> Result<Response, AppError> {
    may_see(visit)?;
    let (all, found) = looked(visit).await?;
    let (organisation, today, checks) = (visit.facts.organisation(), day_of(visit.now), checks(visit));
    let whose = (!checks).then_some(visit.person);
    let open = assigned_to(&all, whose, &found, today);
    let open = open.into_iter().map(|(check, one, _)| finding_told(organisation, check, one, &found, today)).collect();
    let past = all.iter().filter(|_| checks).map(|check| check_told(organisation, check, &found, today)).collect();
    let status = attempt.status;
    let page = SecurityChecksView { found_now: checks.then_some(found.len()), open, past, attempt: left(attempt) };
    let viewer = viewer(visit)?;
    let title = "Kiểm tra bảo mật tài khoản";
    Ok(with_status(request.page(title, |head| app::pages::security_checks(head, viewer, page)), status))
}

fn left(attempt: Attempt<MendTyped>) -> MendAttempt {
    MendAttempt { typed: attempt.typed, errors: attempt.errors, refused: attempt.refused, done: attempt.done }
}

/// `GET /kiem-tra-tai-khoan/ghi`: what is found now, with the form.
pub async fn form(visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    form_page(&visit, &request, Attempt::default()).await
}

async fn form_page(visit: &Visit, request: &PageRequest, attempt: Attempt<CheckForm>) -> Result<Response, AppError> {
    decide_check_accounts(&visit.actor())?;
    let (_, found) = looked(visit).await?;
    let (organisation, today) = (visit.facts.organisation(), day_of(visit.now));
    let named = |id: PersonId| {
        let titles = organisation.titles(&organisation.positions(id, today));
        (id.to_string(), format!("{}, {titles}", organisation.name_of(id, today)))
    };
    let line = |finding: &Finding| FoundLine {
        who: finding.whose(organisation, today),
        kind: finding.kind.words(),
        fact: finding.fact(),
        advice: finding.kind.advice(),
        menders: menders(organisation, finding, today).into_iter().map(named).collect(),
    };
    let fresh = CheckForm::empty(new_id::<SecurityCheck>().to_string(), &found, organisation, today);
    // What was typed stays while the same is found; of other things nobody has typed anything.
    let form = match attempt.typed {
        Some(typed) if typed.seen == fresh.seen => typed,
        Some(typed) => CheckForm { note: typed.note, ..fresh },
        None => fresh,
    };
    let page = CheckFormView { lines: found.iter().map(line).collect(), form, errors: attempt.errors, refused: attempt.refused };
    let viewer = viewer(visit)?;
    Ok(with_status(request.page("Kiểm tra tài khoản", |head| app::pages::check_form(head, viewer, page)), attempt.status))
}

/// `POST /kiem-tra-tai-khoan/ghi`
pub async fn record(visit: Visit, request: PageRequest, Form(fields): Fields) -> Result<Response, AppError> {
    decide_check_accounts(&visit.actor())?;
    let form = CheckForm::read(&FormData::new(fields));
    let (store, sent) = (visit.fact_store(), form.clone());
    match visit.write(async move |work: &mut Work| security_checks::record(work, &store, &sent).await).await {
        Ok(Ok(id)) => Ok(Redirect::to(&format!("{}?xong=ghi", paths::security_check(id))).into_response()),
        Ok(Err(errors)) => form_page(&visit, &request, Attempt::wrong(form, errors)).await,
        Err(Error::Refused(refusal)) => {
            let page = form_page(&visit.again().await?, &request, Attempt::refused(form, refusal.clone())).await;
            or_refusal(page, refusal)
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /kiem-tra-tai-khoan/{check}`: for whoever checks.
pub async fn page(
    Path(id): Path<SecurityCheckId>,
    visit: Visit,
    Query(done): Query<Done>,
    request: PageRequest,
) -> Result<Response, AppError> {
    decide_check_accounts(&visit.actor())?;
    let (all, found) = looked(&visit).await?;
    let check = all.iter().find(|one| one.id == id).ok_or(AppError::NotFound)?;
    let check = check_told(visit.facts.organisation(), check, &found, day_of(visit.now));
    let title = format!("Lần kiểm tra số {}", check.number);
    let attempt = MendAttempt { done: done.words(&DEEDS), ..MendAttempt::default() };
    let (page, viewer) = (SecurityCheckView { check, attempt }, viewer(&visit)?);
    Ok(request.page(&title, |head| app::pages::security_check(head, viewer, page)))
}

/// `GET /kiem-tra-tai-khoan/{check}/in`
pub async fn minutes(Path(id): Path<SecurityCheckId>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    decide_check_accounts(&visit.actor())?;
    let (all, found) = looked(&visit).await?;
    let check = all.iter().find(|one| one.id == id).ok_or(AppError::NotFound)?;
    let check = check_told(visit.facts.organisation(), check, &found, day_of(visit.now));
    let page = CheckMinutesView { school: visit.facts.school.name.clone(), check, now: visit.now };
    let viewer = viewer(&visit)?;
    Ok(request.page("Biên bản kiểm tra tài khoản", |head| app::pages::check_minutes(head, viewer, page)))
}

/// `POST /kiem-tra-tai-khoan/{check}/xu-ly`
pub async fn mend(
    Path(id): Path<SecurityCheckId>,
    visit: Visit,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    may_see(&visit)?;
    let typed = FormData::new(fields);
    let number: u32 = typed.get("number").parse().map_err(|_| AppError::NotAForm)?;
    let (words, store) = (typed.get("words").to_owned(), visit.fact_store());
    let typed = MendTyped { check: id, number, words: words.clone() };
    match visit.write(async move |work: &mut Work| security_checks::mend(work, &store, (id, number), &words).await).await {
        Ok(Ok(())) => Ok(Redirect::to(&format!("{}?xong=xong", paths::SECURITY_CHECKS)).into_response()),
        Ok(Err(errors)) => list_page(&visit, &request, Attempt::wrong(typed, errors)).await,
        Err(Error::Refused(refusal)) => {
            // It may have gone from the list: the words stand in the notice.
            let attempt = Attempt::told_with(refusal.clone(), &typed.words);
            or_refusal(list_page(&visit.again().await?, &request, attempt).await, refusal)
        }
        Err(error) => Err(error.into()),
    }
}
