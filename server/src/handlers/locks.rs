//! "/lenh-khoa": orders that shut and open records, from the draft to the paper.

mod scans;

use app::{
    locks::{LockChoices, LockFormView, LockOrderView, LockOrdersView, ShownPreview},
    paths,
};
use axum::{
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    corrections::Numbered,
    days::day_of,
    ids::LockOrderId,
    locks::{AuthorityForm, LockForm, LockOrder, LockPlan, OrderScan, OrderState, order_line, order_told},
    obligations::Reason,
    people::Position,
    permissions::{
        decide_attach_scan, decide_change_school, decide_draft_order, decide_lock_authority, decide_orders, decide_read_order,
    },
    refusal::{LockRefusal, Refusal},
    schedule::of_order,
    scope::Whose,
    vietnamese,
};
use records::{Error, Work, locks, new_id, schedule};
use serde::Deserialize;

use super::{
    attempt::{Attempt, Done, or_refusal, with_status},
    choices, viewer,
};
pub use scans::{attach_scans, scan};

use crate::{
    error::AppError,
    extract::{PageRequest, ProofForm, Visit},
};

/// What is said of what was just done.
const DEEDS: [(&str, &str); 7] = [
    ("luu", "Đã lưu dự thảo"),
    ("ra", "Đã ra lệnh"),
    ("de-nghi", "Đã ghi tên; lệnh chờ hiệu trưởng cùng quyết định"),
    ("thi-hanh", "Đã thi hành lệnh"),
    ("thu-hoi", "Đã thu hồi"),
    ("quyen", "Đã lưu cách chọn"),
    ("quet", "Đã đính kèm bản quét"),
];

/// `GET /lenh-khoa`: for the leadership and the management team.
pub async fn list(visit: Visit, Query(done): Query<Done>, request: PageRequest) -> Result<Response, AppError> {
    list_page(&visit, &request, Attempt { done: done.words(&DEEDS), ..Attempt::default() })
}

fn list_page(visit: &Visit, request: &PageRequest, attempt: Attempt<AuthorityForm>) -> Result<Response, AppError> {
    let (facts, actor) = (&visit.facts, visit.actor());
    decide_orders(&actor)?;
    let page = LockOrdersView {
        orders: facts.locks.orders.iter().rev().map(|order| order_line(facts, order, visit.now)).collect(),
        may_draft: decide_draft_order(&actor).is_ok(),
        authority: attempt.typed.unwrap_or_else(|| AuthorityForm::of(facts.locks.authority)),
        may_settle: decide_lock_authority(&actor).is_ok(),
        asks_again: visit.asks_again(),
        errors: attempt.errors,
        refused: attempt.refused,
        done: attempt.done,
    };
    let viewer = viewer(visit)?;
    let response = request.page("Lệnh khóa, mở", |head| app::pages::lock_orders(head, viewer, page));
    Ok(with_status(response, attempt.status))
}

/// `POST /lenh-khoa/quyen`: who decides; so the password is asked for again.
pub async fn settle(mut sent: ProofForm<Visit>) -> Result<Response, AppError> {
    decide_lock_authority(&sent.visit.actor())?;
    let form = AuthorityForm::read(&sent.typed);
    if let Err(errors) = sent.prove().await? {
        return list_page(&sent.visit, &sent.request, Attempt::wrong(form, errors));
    }
    let ProofForm { visit, request, .. } = sent;
    let (store, sent) = (visit.fact_store(), form.clone());
    match visit.write(async move |work: &mut Work| locks::set_authority(work, &store, &sent).await).await? {
        Ok(()) => Ok(Redirect::to(&format!("{}?xong=quyen", paths::LOCK_ORDERS)).into_response()),
        Err(errors) => list_page(&visit, &request, Attempt::wrong(form, errors)),
    }
}

/// From which order a form begins.
#[derive(Debug, Default, Deserialize)]
pub struct Begun {
    #[serde(default, rename = "tu")]
    from: Option<LockOrderId>,
}

/// `GET /lenh-khoa/soan`
pub async fn new_order(visit: Visit, Query(begun): Query<Begun>, request: PageRequest) -> Result<Response, AppError> {
    let known = begun.from.and_then(|id| visit.facts.locks.order(id));
    let form = known.map_or_else(LockForm::empty, |order| LockForm::of(&order.plan));
    form_page(&visit, &request, form, None, Attempt::<()>::default())
}

fn form_page<T>(
    visit: &Visit,
    request: &PageRequest,
    form: LockForm,
    preview: Option<ShownPreview>,
    attempt: Attempt<T>,
) -> Result<Response, AppError> {
    decide_draft_order(&visit.actor())?;
    // Each form has a key of its own, so that it makes one order however often it is sent.
    let new: LockOrderId = new_id();
    let key = if form.key.is_empty() { new.to_string() } else { form.key };
    let form = LockForm { key, ..form };
    let page = LockFormView { form, choices: lock_choices(visit), preview, errors: attempt.errors, refused: attempt.refused };
    let viewer = viewer(visit)?;
    let response = request.page("Soạn lệnh", |head| app::pages::lock_form(head, viewer, page));
    Ok(with_status(response, attempt.status))
}

fn lock_choices(visit: &Visit) -> LockChoices {
    let (facts, today) = (&visit.facts, day_of(visit.now));
    let organisation = facts.organisation();
    let team = organisation.holders(Position::ManagementTeam, today);
    let mut departments = choices::departments(visit);
    departments.push((Whose::School.key(), "Ban giám hiệu".to_owned()));
    LockChoices {
        types: choices::types(visit),
        departments,
        classes: choices::classes(visit),
        people: choices::people(visit),
        // Whoever decides does not carry out.
        executors: team
            .into_iter()
            .filter(|one| one.id != visit.person)
            .map(|one| (one.id.to_string(), organisation.distinct_name(one, Some(today))))
            .collect(),
        year: vietnamese::school_year(facts.calendar().school_year()),
    }
}

/// `POST /lenh-khoa/soan`: looked at before anything is ordered, kept as a draft, or ordered as it was looked at.
pub async fn send(mut sent: ProofForm<Visit>) -> Result<Response, AppError> {
    let form = LockForm::read(&sent.typed);
    decide_draft_order(&sent.visit.actor())?;
    if let Some(made) = sent_again(&sent, &form) {
        return Ok(made);
    }
    let plan = match form.plan(&sent.visit.facts, sent.visit.now) {
        Ok(plan) => plan,
        Err(errors) => return form_page(&sent.visit, &sent.request, form, None, Attempt::wrong((), errors)),
    };
    match sent.typed.get("act") {
        "luu" => keep(&sent, form).await,
        "ra" => give(&mut sent, form, &plan).await,
        _ => looked_at(&sent, form, &plan, Attempt::default()).await,
    }
}

/// Where a form leads that was sent before and has done what its button asks: to the order that it made.
fn sent_again(sent: &ProofForm<Visit>, form: &LockForm) -> Option<Response> {
    let (facts, by) = (&sent.visit.facts, sent.visit.person);
    let known = form.made(&facts.locks, &facts.regime, by).ok().flatten()?;
    let is_done = match sent.typed.get("act") {
        "luu" => true,
        "ra" => known.signatures().iter().any(|one| one.by == by),
        _ => false,
    };
    let deed = deed_of(&sent.visit, known.id);
    is_done.then(|| Redirect::to(&format!("{}?xong={deed}", paths::lock_order(known.id))).into_response())
}

/// What was changed in a form after it made an order is no change of that order: it may become one of its own.
fn with_new_key(form: LockForm, refusal: &Refusal) -> LockForm {
    if matches!(refusal, Refusal::Lock(LockRefusal::SentAlready { .. })) { LockForm { key: String::new(), ..form } } else { form }
}

/// The form, with what the order would do now.
async fn looked_at(sent: &ProofForm<Visit>, form: LockForm, plan: &LockPlan, attempt: Attempt<()>) -> Result<Response, AppError> {
    let shown = shown(&sent.visit, plan).await?;
    form_page(&sent.visit, &sent.request, form, Some(shown), attempt)
}

async fn keep(sent: &ProofForm<Visit>, form: LockForm) -> Result<Response, AppError> {
    let (store, kept) = (sent.visit.fact_store(), form.clone());
    match sent.visit.write(async move |work: &mut Work| locks::draft(work, &store, &kept).await).await {
        Ok(Ok(id)) => Ok(Redirect::to(&format!("{}?xong=luu", paths::lock_order(id))).into_response()),
        Ok(Err(errors)) => form_page(&sent.visit, &sent.request, form, None, Attempt::wrong((), errors)),
        Err(Error::Refused(refusal @ Refusal::Lock(_))) => {
            let form = with_new_key(form, &refusal);
            let page = form_page(&sent.visit, &sent.request, form, None, Attempt::<()>::without_words(refusal.clone()));
            or_refusal(page, refusal)
        }
        Err(error) => Err(error.into()),
    }
}

/// Something may have changed since it was looked at, in the form or in the school: then it is shown anew, with all that was typed.
async fn give(sent: &mut ProofForm<Visit>, form: LockForm, plan: &LockPlan) -> Result<Response, AppError> {
    let seen = sent.typed.get("seen").to_owned();
    let shown = shown(&sent.visit, plan).await?;
    if let Err(refusal) = shown.outlook.check_seen(&seen) {
        return form_page(&sent.visit, &sent.request, form, Some(shown), Attempt::<()>::without_words(refusal));
    }
    // Whoever may not is told so by the transaction, without a password.
    if shown.outlook.reading.lets_sign(shown.outlook.post)
        && let Err(errors) = sent.prove().await?
    {
        let shown = ShownPreview { asks_again: sent.visit.asks_again(), ..shown };
        return form_page(&sent.visit, &sent.request, form, Some(shown), Attempt::wrong((), errors));
    }
    let (store, ordered) = (sent.visit.fact_store(), form.clone());
    let given = sent.visit.write(async move |work: &mut Work| locks::order(work, &store, &ordered, &seen).await);
    match given.await {
        Ok(Ok(id)) => {
            let deed = deed_of(&sent.visit.again().await?, id);
            Ok(Redirect::to(&format!("{}?xong={deed}", paths::lock_order(id))).into_response())
        }
        Ok(Err(errors)) => form_page(&sent.visit, &sent.request, form, None, Attempt::wrong((), errors)),
        Err(Error::Refused(refusal @ Refusal::Lock(_))) => {
            let again = sent.visit.again().await?;
            let shown = self::shown(&again, plan).await?;
            let form = with_new_key(form, &refusal);
            form_page(&again, &sent.request, form, Some(shown), Attempt::<()>::without_words(refusal))
        }
        Err(error) => Err(error.into()),
    }
}

/// What the visitor's name under the order brought about.
fn deed_of(visit: &Visit, id: LockOrderId) -> &'static str {
    match visit.facts.locks.order(id).map(|order| order.state(visit.now)) {
        Some(OrderState::Draft) => "luu",
        Some(OrderState::Proposed) => "de-nghi",
        Some(OrderState::Ordered | OrderState::InForce | OrderState::Over | OrderState::NotExecuted | OrderState::Revoked)
        | None => "ra",
    }
}

/// What the order would do, for whoever is about to give it.
async fn shown(visit: &Visit, plan: &LockPlan) -> Result<ShownPreview, AppError> {
    let (store, by, looked_at) = (visit.fact_store(), visit.person, plan.clone());
    let outlook = visit.read(async move |work: &mut Work| locks::outlook(work, &store, by, &looked_at).await).await?;
    let (organisation, today) = (visit.facts.organisation(), day_of(visit.now));
    let executor = plan.executor.and_then(|id| organisation.person(id));
    Ok(ShownPreview {
        outlook,
        scope: plan.scope.words(&visit.facts.regime),
        executor: executor.map(|one| organisation.distinct_name(one, Some(today))),
        plan: plan.clone(),
        asks_again: visit.asks_again(),
    })
}

/// `GET /lenh-khoa/{order}`: what is decided is for everybody to read.
pub async fn page(
    Path(id): Path<LockOrderId>,
    visit: Visit,
    Query(done): Query<Done>,
    request: PageRequest,
) -> Result<Response, AppError> {
    order_page(&visit, &request, id, Attempt { done: done.words(&DEEDS), ..Attempt::default() }).await
}

async fn order_page(visit: &Visit, request: &PageRequest, id: LockOrderId, attempt: Attempt<String>) -> Result<Response, AppError> {
    let (facts, actor) = (&visit.facts, visit.actor());
    let order = facts.locks.order(id).ok_or(AppError::NotFound)?;
    decide_read_order(&actor, order)?;
    let told = order_told(facts, &actor, order, visit.now);
    let read = async move |work: &mut Work| Ok((schedule::runs_of_order(work, id).await?, locks::scans(work, id).await?));
    let (runs, scans) = visit.read(read).await?;
    let attached = |scan: OrderScan| {
        let who = facts.organisation().name_of(scan.by, day_of(visit.now));
        (scan, who)
    };
    let preview = if told.may_sign { Some(shown(visit, &order.plan).await?) } else { None };
    let page = LockOrderView {
        order: told,
        school: facts.school.name.clone(),
        sees_list: decide_orders(&actor).is_ok(),
        may_draft: decide_draft_order(&actor).is_ok(),
        may_correct: decide_change_school(&actor, facts.organisation()).is_ok(),
        corrections: facts.corrections.told(Numbered::LockOrder(id), facts.organisation()),
        scans: scans.into_iter().map(attached).collect(),
        may_attach: decide_attach_scan(&actor).is_ok(),
        preview,
        occasions: of_order(facts, id, &runs, visit.now),
        asks_again: visit.asks_again(),
        typed: attempt.typed,
        errors: attempt.errors,
        refused: attempt.refused,
        done: attempt.done,
    };
    let (viewer, title) = (viewer(visit)?, LockOrder::name(order));
    let response = request.page(&title, |head| app::pages::lock_order(head, viewer, page));
    Ok(with_status(response, attempt.status))
}

/// `POST /lenh-khoa/{order}/ra-lenh`: as it was looked at on its page.
pub async fn sign(Path(id): Path<LockOrderId>, mut sent: ProofForm<Visit>) -> Result<Response, AppError> {
    let seen = sent.typed.get("seen").to_owned();
    if signs(&sent.visit, id, &seen).await?
        && let Err(errors) = sent.prove().await?
    {
        let attempt = Attempt { typed: None, ..Attempt::wrong(String::new(), errors) };
        return order_page(&sent.visit, &sent.request, id, attempt).await;
    }
    let ProofForm { visit, request, .. } = sent;
    let store = visit.fact_store();
    let done = visit.write(async move |work: &mut Work| locks::sign(work, &store, id, &seen).await.map(drop)).await;
    let again = visit.again().await?;
    let deed = deed_of(&again, id);
    led(&again, &request, id, done, deed).await
}

/// Whether the order is the visitor's to give as they have seen it: only then is a password asked for.
async fn signs(visit: &Visit, id: LockOrderId, seen: &str) -> Result<bool, AppError> {
    let order = visit.facts.locks.order(id).ok_or(AppError::NotFound)?;
    if !order_told(&visit.facts, &visit.actor(), order, visit.now).may_sign {
        return Ok(false);
    }
    Ok(shown(visit, &order.plan).await?.outlook.check_seen(seen).is_ok())
}

/// `POST /lenh-khoa/{order}/thi-hanh`
pub async fn execute(Path(id): Path<LockOrderId>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    let store = visit.fact_store();
    let done = visit.write(async move |work: &mut Work| locks::execute(work, &store, id).await).await;
    led(&visit, &request, id, done, "thi-hanh").await
}

/// `POST /lenh-khoa/{order}/thu-hoi`: what is decided only with the password; a draft is thrown away without.
pub async fn revoke(Path(id): Path<LockOrderId>, mut sent: ProofForm<Visit>) -> Result<Response, AppError> {
    let order = sent.visit.facts.locks.order(id).ok_or(AppError::NotFound)?;
    let told = order_told(&sent.visit.facts, &sent.visit.actor(), order, sent.visit.now);
    let asks = order.decided().is_some() && told.may_revoke;
    let typed = sent.typed.get("reason").to_owned();
    let reason = match Reason::parse(&typed) {
        Ok(reason) => reason,
        Err(errors) => return order_page(&sent.visit, &sent.request, id, Attempt::wrong(typed, errors)).await,
    };
    if asks && let Err(errors) = sent.prove().await? {
        return order_page(&sent.visit, &sent.request, id, Attempt::wrong(typed, errors)).await;
    }
    let ProofForm { visit, request, .. } = sent;
    let store = visit.fact_store();
    let done = visit.write(async move |work: &mut Work| locks::revoke(work, &store, id, &reason).await).await;
    led(&visit, &request, id, done, "thu-hoi").await
}

/// Back to the order; what was refused is told there.
async fn led(
    visit: &Visit,
    request: &PageRequest,
    id: LockOrderId,
    done: Result<(), Error>,
    deed: &str,
) -> Result<Response, AppError> {
    match done {
        Ok(()) => Ok(Redirect::to(&format!("{}?xong={deed}", paths::lock_order(id))).into_response()),
        Err(Error::Refused(refusal @ Refusal::Lock(_))) => {
            let page = order_page(visit, request, id, Attempt::without_words(refusal.clone())).await;
            or_refusal(page, refusal)
        }
        Err(error) => Err(error.into()),
    }
}
