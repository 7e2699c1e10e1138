//! "/gia-han": more time asked for, answered in one tap, given to many at once, and taken back.

use app::{
    extensions::{AskExtensionView, ExtendManyView, ExtensionsView, ManyChoice, PER_PAGE},
    paths,
    ui::Pages,
};
use axum::{
    Form,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    days::day_of,
    extensions::{
        AskForm, DayForm, ExtensionId, ExtensionRequest, HistoryLine, ManyDeed, ManyForm, ManyOutlook, ManyPlan, RequestId,
        SentMany, check_ask, check_extend, check_free, extensions_told, freed_together, offered_day, owed_again_together,
        sent_many, waiting_request,
    },
    forms::{FormData, FormErrors},
    obligations::{Obligation, ObligationId, Reason},
    permissions::{decide_end_exemption, decide_extend, decide_extensions, decide_take_back_extension, decide_withdraw_request},
    refusal::{ExtensionRefusal, Refusal},
    vietnamese,
};
use records::{Error, Work, exemptions, extensions, new_id};
use serde::Deserialize;

use super::{
    attempt::{Attempt, or_refusal, with_status},
    choices,
    setup::Fields,
    viewer,
};
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
};

/// What is said of what was just done.
const DEEDS: [(&str, &str); 9] = [
    ("xin", "Đã gửi; ban giám hiệu thấy ở trang Gia hạn"),
    ("cho", "Đã gia hạn; người xin được báo ở Thông báo"),
    (FREED_ONE, "Đã miễn nộp; người xin được báo ở Thông báo"),
    ("khong-cho", "Đã trả lời; người xin được báo ở Thông báo"),
    ("thoi", "Đã rút đề nghị, không cần trả lời nữa"),
    ("rut", "Đã rút gia hạn"),
    ("bo-mien", "Đã bỏ miễn; ai lại phải nộp được báo ở Thông báo"),
    (EXTENDED, "Đã gia hạn"),
    (FREED, "Đã miễn"),
];

/// Many were given more time.
const EXTENDED: &str = "nhieu";
/// Somebody was freed who had asked.
const FREED_ONE: &str = "cho-mien";
/// Many were freed.
const FREED: &str = "mien";

fn led(deed: &str) -> Response {
    Redirect::to(&format!("{}?xong={deed}", paths::EXTENSIONS)).into_response()
}

/// Where a form about many records leads: to the list, which says by `named` what was done to how many.
fn led_to_many(deed: ManyDeed, named: Option<String>) -> Response {
    let deed = match deed {
        ManyDeed::Extend(_) => EXTENDED,
        ManyDeed::Exempt => FREED,
    };
    led(&named.map_or_else(|| deed.to_owned(), |named| format!("{deed}&lan={named}")))
}

/// What is said of what was just done; of many records how many they are, and until when.
fn done_words(visit: &Visit, query: &ListQuery) -> Option<String> {
    let (deed, words) = DEEDS.iter().find(|(deed, _)| *deed == query.done)?;
    let extended = || visit.facts.extension(query.which.parse().ok()?);
    let freed = || Some(freed_together(&visit.facts, visit.facts.obligation(query.which.parse().ok()?)?).len());
    let counted = match *deed {
        // What many were given is for whoever may read the list of it.
        _ if decide_extensions(&visit.actor()).is_err() => None,
        EXTENDED => extended().map(|one| format!("{words} {} hồ sơ đến {}", one.records.len(), vietnamese::date(one.until))),
        FREED => freed().filter(|count| *count > 0).map(|count| format!("{words} {count} hồ sơ")),
        _ => None,
    };
    Some(counted.unwrap_or_else(|| (*words).to_owned()))
}

/// What the address of the list says.
#[derive(Debug, Default, Deserialize)]
pub struct ListQuery {
    #[serde(default)]
    q: String,
    #[serde(default)]
    trang: String,
    #[serde(default, rename = "xong")]
    done: String,
    /// The name of the school year, where it is one that is over.
    #[serde(default)]
    nam: String,
    /// Of many records: the id of the extension, or of one of those that were freed.
    #[serde(default, rename = "lan")]
    which: String,
}

/// `GET /gia-han`: for everybody, what is theirs.
pub async fn list(visit: Visit, Query(query): Query<ListQuery>, request: PageRequest) -> Result<Response, AppError> {
    let visit = visit.in_year(&query.nam).await?;
    asked_list(&visit, &request, &query, Attempt::default())
}

/// `attempt`: the id of what a form is about, and what was typed in it.
fn list_page(visit: &Visit, request: &PageRequest, attempt: Attempt<(String, String)>) -> Result<Response, AppError> {
    asked_list(visit, request, &ListQuery::default(), attempt)
}

/// The page of the list that was asked for, or the one on which the form is that is to be corrected.
fn asked_list(
    visit: &Visit,
    request: &PageRequest,
    query: &ListQuery,
    attempt: Attempt<(String, String)>,
) -> Result<Response, AppError> {
    let mut told = extensions_told(&visit.facts, &visit.actor(), &query.q, visit.now);
    let is_wrong = |one: &HistoryLine| attempt.typed.as_ref().is_some_and(|(id, _)| one.is_undone_as(id));
    let at = told.history.iter().position(is_wrong).map(|place| place / PER_PAGE);
    let lines = if told.may_decide { told.history.len() } else { told.own.len() };
    let pages = Pages::asked(at.unwrap_or_else(|| query.trang.parse().unwrap_or(0)), PER_PAGE, lines);
    let (skipped, most) = (pages.page * PER_PAGE, PER_PAGE);
    if told.may_decide {
        told.history = told.history.into_iter().skip(skipped).take(most).collect();
    } else {
        told.own = told.own.into_iter().skip(skipped).take(most).collect();
    }
    let page = ExtensionsView {
        told,
        pages,
        search: query.q.clone(),
        wrong: attempt.typed,
        errors: attempt.errors,
        refused: attempt.refused,
        done: done_words(visit, query),
    };
    let viewer = viewer(visit)?;
    Ok(with_status(request.page("Gia hạn", |head| app::pages::extensions(head, viewer, page)), attempt.status))
}

/// The list as it stands now, with why a form was refused.
async fn refused_list(visit: &Visit, request: &PageRequest, typed: &str, refusal: Refusal) -> Result<Response, AppError> {
    or_refusal(list_page(&visit.again().await?, request, Attempt::told_with(refusal.clone(), typed)), refusal)
}

/// Where a form of the list leads that was done, or the list as it stands now.
async fn led_or_list(
    visit: &Visit,
    request: &PageRequest,
    typed: &str,
    done: Result<(), Error>,
    deed: &str,
) -> Result<Response, AppError> {
    match done {
        Ok(()) => Ok(led(deed)),
        Err(Error::Refused(refusal)) => refused_list(visit, request, typed, refusal).await,
        Err(error) => Err(error.into()),
    }
}

/// The same of a form in which nothing is typed.
async fn led_without_words(
    visit: &Visit,
    request: &PageRequest,
    done: Result<(), Error>,
    deed: &str,
) -> Result<Response, AppError> {
    match done {
        Ok(()) => Ok(led(deed)),
        Err(Error::Refused(refusal)) => {
            let page = list_page(&visit.again().await?, request, Attempt::without_words(refusal.clone()));
            or_refusal(page, refusal)
        }
        Err(error) => Err(error.into()),
    }
}

/// The record, and that the visitor may ask about it.
fn asks_about(visit: &Visit, id: ObligationId) -> Result<&Obligation, AppError> {
    let obligation = visit.facts.obligation(id).ok_or(AppError::NotFound)?;
    check_ask(&visit.facts, &visit.actor(), obligation, visit.now)?;
    Ok(obligation)
}

/// `GET /gia-han/xin/{obligation}`: the form, with the next working day after the due day.
pub async fn ask_form(Path(id): Path<ObligationId>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    let obligation = asks_about(&visit, id)?;
    let next = offered_day(&visit.facts, obligation, visit.now);
    let until = next.map(vietnamese::date).unwrap_or_default();
    let key = new_id::<ExtensionRequest>().to_string();
    let form = AskForm { key, wish: AskForm::TIME.to_owned(), until, reason: String::new() };
    // Why nothing can be asked for stands there before anybody types.
    let waits =
        waiting_request(&visit.facts, obligation, visit.now).map(|one| Refusal::from(ExtensionRefusal::Waits { at: one.at }));
    let day = next.unwrap_or_else(|| day_of(visit.now));
    // Where no time can be given, freedom may still be asked for.
    let refusal = waits.or_else(|| {
        let no_time = check_extend(&visit.facts, obligation, day, visit.now).err()?;
        check_free(&visit.facts, obligation, visit.now).err().map(|_| no_time)
    });
    let refused = refusal.map(|refusal| refusal.words());
    ask_page(&visit, &request, id, refused.is_some(), Attempt { typed: Some(form), refused, ..Attempt::default() })
}

fn ask_page(
    visit: &Visit,
    request: &PageRequest,
    id: ObligationId,
    is_shut: bool,
    attempt: Attempt<AskForm>,
) -> Result<Response, AppError> {
    let obligation = asks_about(visit, id)?;
    let page = AskExtensionView {
        obligation: id,
        title: visit.facts.title(obligation),
        due: obligation.due_day(),
        form: attempt.typed.unwrap_or_default(),
        is_shut,
        errors: attempt.errors,
        refused: attempt.refused,
    };
    let viewer = viewer(visit)?;
    Ok(with_status(request.page("Xin gia hạn hoặc miễn", |head| app::pages::ask_extension(head, viewer, page)), attempt.status))
}

/// `POST /gia-han/xin/{obligation}`
pub async fn ask(
    Path(id): Path<ObligationId>,
    visit: Visit,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    asks_about(&visit, id)?;
    let form = AskForm::read(&FormData::new(fields));
    let (store, sent) = (visit.fact_store(), form.clone());
    match visit.write(async move |work: &mut Work| extensions::ask(work, &store, id, &sent).await).await {
        Ok(Ok(_)) => Ok(led("xin")),
        Ok(Err(errors)) => ask_page(&visit, &request, id, false, Attempt::wrong(form, errors)),
        Err(Error::Refused(refusal)) => {
            let page = ask_page(&visit.again().await?, &request, id, false, Attempt::refused(form, refusal.clone()));
            or_refusal(page, refusal)
        }
        Err(error) => Err(error.into()),
    }
}

/// Whether the visitor may answer the request at all.
fn check_answers(visit: &Visit, id: RequestId) -> Result<(), AppError> {
    let request = visit.facts.extension_request(id).ok_or(AppError::NotFound)?;
    let obligation = visit.facts.obligation(request.obligation).ok_or(AppError::NotFound)?;
    decide_extend(&visit.actor(), visit.facts.record_facts(obligation), Some(request.by))?;
    Ok(())
}

/// `POST /gia-han/{request}/cho`: the one tap.
pub async fn grant(
    Path(id): Path<RequestId>,
    visit: Visit,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    check_answers(&visit, id)?;
    let form = DayForm::read(&FormData::new(fields));
    let (store, typed, sent) = (visit.fact_store(), (id.to_string(), form.until.clone()), form);
    match visit.write(async move |work: &mut Work| extensions::grant(work, &store, id, &sent).await).await {
        Ok(Ok(())) => Ok(led("cho")),
        Ok(Err(errors)) => list_page(&visit, &request, Attempt::wrong(typed, errors)),
        Err(Error::Refused(refusal)) => refused_list(&visit, &request, &typed.1, refusal).await,
        Err(error) => Err(error.into()),
    }
}

/// `POST /gia-han/{request}/mien`: one tap where that was asked for; with a reason where more time was.
pub async fn free(
    Path(id): Path<RequestId>,
    visit: Visit,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    check_answers(&visit, id)?;
    let typed = (id.to_string(), FormData::new(fields).get(ExtensionRequest::BECAUSE).to_owned());
    let (store, because) = (visit.fact_store(), typed.1.clone());
    match visit.write(async move |work: &mut Work| extensions::free(work, &store, id, &because).await).await {
        Ok(Ok(())) => Ok(led(FREED_ONE)),
        Ok(Err(errors)) => list_page(&visit, &request, Attempt::wrong(typed, errors)),
        Err(error) if typed.1.is_empty() => led_without_words(&visit, &request, Err(error), FREED_ONE).await,
        Err(error) => led_or_list(&visit, &request, &typed.1, Err(error), FREED_ONE).await,
    }
}

/// `POST /gia-han/{request}/khong-cho`
pub async fn refuse(
    Path(id): Path<RequestId>,
    visit: Visit,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    check_answers(&visit, id)?;
    let typed = (id.to_string(), FormData::new(fields).get("reason").to_owned());
    let reason = match Reason::parse(&typed.1) {
        Ok(reason) => reason,
        Err(errors) => return list_page(&visit, &request, Attempt::wrong(typed, errors)),
    };
    let store = visit.fact_store();
    let done = visit.write(async move |work: &mut Work| extensions::refuse(work, &store, id, &reason).await).await;
    led_or_list(&visit, &request, &typed.1, done, "khong-cho").await
}

/// `POST /gia-han/{request}/thoi`
pub async fn withdraw(Path(id): Path<RequestId>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    let asked = visit.facts.extension_request(id).ok_or(AppError::NotFound)?;
    decide_withdraw_request(visit.person, asked.by)?;
    let store = visit.fact_store();
    let done = visit.write(async move |work: &mut Work| extensions::withdraw(work, &store, id).await).await;
    led_without_words(&visit, &request, done, "thoi").await
}

/// `POST /gia-han/da-cho/{extension}/rut`
pub async fn take_back(
    Path(id): Path<ExtensionId>,
    visit: Visit,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    visit.facts.extension(id).ok_or(AppError::NotFound)?;
    decide_take_back_extension(&visit.actor())?;
    let typed = (id.to_string(), FormData::new(fields).get("reason").to_owned());
    let reason = match Reason::parse(&typed.1) {
        Ok(reason) => reason,
        Err(errors) => return list_page(&visit, &request, Attempt::wrong(typed, errors)),
    };
    let store = visit.fact_store();
    let done = visit.write(async move |work: &mut Work| extensions::take_back(work, &store, id, &reason).await).await;
    led_or_list(&visit, &request, &typed.1, done, "rut").await
}

/// `POST /gia-han/da-mien/{obligation}/bo-mien`: of all that was freed in one act with this record.
pub async fn end_exemptions(
    Path(id): Path<ObligationId>,
    visit: Visit,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    let obligation = visit.facts.obligation(id).ok_or(AppError::NotFound)?;
    decide_end_exemption(&visit.actor(), visit.facts.organisation(), visit.facts.record_facts(obligation))?;
    let typed = (id.to_string(), FormData::new(fields).get("reason").to_owned());
    // Where nothing can be owed again there is no form in which the reason could be corrected.
    if let Err(refusal) = owed_again_together(&visit.facts, obligation, visit.now) {
        return refused_list(&visit, &request, &typed.1, refusal).await;
    }
    let reason = match Reason::parse(&typed.1) {
        Ok(reason) => reason,
        Err(errors) => return list_page(&visit, &request, Attempt::wrong(typed, errors)),
    };
    let store = visit.fact_store();
    let done = visit.write(async move |work: &mut Work| exemptions::end_together(work, &store, id, &reason).await).await;
    led_or_list(&visit, &request, &typed.1, done, "bo-mien").await
}

/// `GET /gia-han/nhieu`: the form; once something is chosen, what would follow.
pub async fn many_form(
    visit: Visit,
    Query(fields): Query<Vec<(String, String)>>,
    request: PageRequest,
) -> Result<Response, AppError> {
    decide_extensions(&visit.actor())?;
    let fields = FormData::new(fields);
    if !fields.sent("key") {
        // From the page of a record it comes with that one.
        let preset = ManyForm::read(&fields);
        let deed = if fields.sent("record") { ManyForm::EXTEND.to_owned() } else { String::new() };
        let until = preset.scope.records.first().and_then(|id| id.parse().ok()).and_then(|id| visit.facts.obligation(id));
        let until = until.and_then(|one| offered_day(&visit.facts, one, visit.now)).map(vietnamese::date).unwrap_or_default();
        let form = with_key(&visit, ManyForm { scope: preset.scope, deed, until, ..ManyForm::default() });
        return many_page(&visit, &request, form, None, Attempt::default());
    }
    let form = with_key(&visit, ManyForm::read(&fields));
    match form.parse(&visit.facts) {
        Ok(plan) => {
            let shown = looked_at(&visit, &plan);
            many_page(&visit, &request, form, Some(shown), Attempt::default())
        }
        Err(errors) => many_page(&visit, &request, form, None, Attempt::wrong((), errors)),
    }
}

/// What would follow now.
fn looked_at(visit: &Visit, plan: &ManyPlan) -> ManyOutlook {
    ManyOutlook::of(&visit.facts, &visit.actor(), plan, visit.now)
}

/// The form with a key under which nothing is done yet: whoever goes back from what they have done does something else.
fn with_key(visit: &Visit, form: ManyForm) -> ManyForm {
    let is_free = form.id().is_some_and(|id| visit.facts.extension(id).is_none());
    if is_free { form } else { ManyForm { key: new_id::<domain::extensions::Extension>().to_string(), ..form } }
}

fn many_page(
    visit: &Visit,
    request: &PageRequest,
    form: ManyForm,
    shown: Option<ManyOutlook>,
    attempt: Attempt<()>,
) -> Result<Response, AppError> {
    decide_extensions(&visit.actor())?;
    let single = form.scope.records.iter().filter_map(|key| {
        let one = visit.facts.obligation(key.parse().ok()?)?;
        Some((key.clone(), visit.facts.title(one)))
    });
    let single: Vec<(String, String)> = single.collect();
    let single = (!single.is_empty()).then_some(ManyChoice { field: "record", heading: "Hồ sơ", all: single });
    let choices = vec![
        ManyChoice { field: "whose", heading: "Người", all: choices::people(visit) },
        ManyChoice { field: "whose", heading: "Lớp", all: choices::classes(visit) },
        ManyChoice { field: "whose", heading: "Tổ", all: choices::departments(visit) },
        ManyChoice { field: "type", heading: "Loại hồ sơ", all: choices::types(visit) },
    ];
    let choices = single.into_iter().chain(choices).collect();
    let page = ExtendManyView { form, choices, shown, errors: attempt.errors, refused: attempt.refused };
    let viewer = viewer(visit)?;
    let response = request.page("Gia hạn hoặc miễn nhiều hồ sơ", |head| app::pages::extend_many(head, viewer, page));
    Ok(with_status(response, attempt.status))
}

/// `POST /gia-han/nhieu`: done as it was looked at.
pub async fn many(visit: Visit, request: PageRequest, Form(fields): Fields) -> Result<Response, AppError> {
    decide_extensions(&visit.actor())?;
    let fields = FormData::new(fields);
    let form = ManyForm::read(&fields);
    let wrong = |errors: FormErrors| many_page(&visit, &request, with_key(&visit, form.clone()), None, Attempt::wrong((), errors));
    let plan = match form.parse(&visit.facts) {
        Ok(plan) => plan,
        Err(errors) => return wrong(errors),
    };
    let sent = sent_many(&visit.facts, &visit.actor(), &form, &plan, visit.now);
    // Sent twice, it leads twice to what it has done.
    if sent == SentMany::Repeats {
        return Ok(led_to_many(plan.deed, form.id().filter(|_| plan.deed != ManyDeed::Exempt).map(|id| id.to_string())));
    }
    let shown = looked_at(&visit, &plan);
    if sent == SentMany::Taken || shown.seen() != fields.get("seen") {
        let attempt = Attempt::without_words(ExtensionRefusal::LookedAtAnother.into());
        return many_page(&visit, &request, with_key(&visit, form.clone()), Some(shown), attempt);
    }
    let (store, sent, seen) = (visit.fact_store(), form.clone(), fields.get("seen").to_owned());
    match visit.write(async move |work: &mut Work| extensions::give_to_many(work, &store, &sent, &seen).await).await {
        Ok(Ok(preview)) => {
            let freed = preview.records.first().map(|one| one.obligation.to_string());
            let named = if plan.deed == ManyDeed::Exempt { freed } else { form.id().map(|id| id.to_string()) };
            Ok(led_to_many(plan.deed, named))
        }
        Ok(Err(errors)) => wrong(errors),
        Err(Error::Refused(refusal)) => {
            let (again, attempt) = (visit.again().await?, Attempt::without_words(refusal.clone()));
            let page = many_page(&again, &request, with_key(&again, form.clone()), Some(looked_at(&again, &plan)), attempt);
            or_refusal(page, refusal)
        }
        Err(error) => Err(error.into()),
    }
}
