//! "/quy-che": the rules of the school with what they say of today, the promise to keep them, new versions, and the list of who has
//! promised.

mod list;

use app::{
    paths,
    regulation::{ChangesView, ClauseChange, Fate, OwnPledge, RegulationFormView, RegulationView, VersionView},
};
use axum::{
    Form,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use documents::comparison::compare;
use domain::{
    days::day_of,
    file_text::{FileText, Passage, Place},
    forms::{FormData, FormErrors},
    mandates::rights_on,
    permissions::{Action, decide, decide_pledge, decide_pledges, decide_publish_regulation},
    regulation::{
        Clause, ClausePair, Registers, RegulationForm, RegulationVersionId, VersionLine, asked_of, clauses_told, pair_clauses,
        pasted, pledged,
    },
};
use records::{Error, Work, accounts, mandates, new_id, people, regulation, second_factors, security_checks};

pub use list::{page as pledges_page, paper as pledges_paper, remind};

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
    [("cam-ket", "Đã ghi cam kết"), ("ban-hanh", "Đã ban hành; từ ngày thi hành mọi người được hỏi cam kết")];

/// `GET /quy-che`
pub async fn page(visit: Visit, Query(done): Query<Done>, request: PageRequest) -> Result<Response, AppError> {
    regulation_page(&visit, &request, Attempt { done: done.words(&DEEDS), ..Attempt::default() }).await
}

async fn regulation_page(visit: &Visit, request: &PageRequest, attempt: Attempt<()>) -> Result<Response, AppError> {
    let (facts, actor, today) = (&visit.today, visit.today.actor(visit.person, visit.now), day_of(visit.now));
    let (organisation, known) = (facts.organisation(), &facts.regulation);
    let version = known.in_force(today).cloned();
    let (clauses, registers) = read(visit, version.as_ref().map(|one| one.id)).await?;
    let pledged_at = version.as_ref().and_then(|one| known.pledged_at(one.id, visit.person));
    let waits = asked_of(known, organisation, visit.person, today).filter(|_| decide_pledge(&actor).is_ok());
    let own = match (pledged_at, waits) {
        (Some(at), _) => OwnPledge::Done(at),
        (None, Some(version)) => OwnPledge::Waits(version.id),
        (None, None) => OwnPledge::NotAsked,
    };
    let promised = version.as_ref().filter(|_| decide_pledges(&actor).is_ok()).map(|version| {
        let list = pledged(known, organisation, version, today);
        (list.done(), list.lines.len())
    });
    let view = RegulationView {
        clauses: clauses_told(clauses, facts, &actor, &registers, visit.now),
        version,
        own,
        honorific: visit.person()?.honorific,
        versions: known.versions.iter().rev().cloned().collect(),
        may_publish: decide_publish_regulation(&actor, organisation, today).is_ok(),
        promised,
        refused: attempt.refused,
        done: attempt.done,
    };
    let viewer = viewer(visit)?;
    Ok(with_status(request.page("Quy chế", |head| app::pages::regulation(head, viewer, view)), attempt.status))
}

/// The clauses, and what stands in registers, for whoever looks after accounts, in one snapshot.
async fn read(visit: &Visit, version: Option<RegulationVersionId>) -> Result<(Vec<Clause>, Registers), AppError> {
    let (store, facts, today) = (visit.fact_store(), visit.today.clone(), day_of(visit.now));
    let manages = decide(&facts.actor(visit.person, visit.now), facts.organisation(), Action::ManageAccounts).is_ok();
    let read = async move |work: &mut Work| {
        let clauses = regulation::clauses(work, version).await?;
        let second_factor = second_factors::duty(work).await?;
        if !manages {
            return Ok((clauses, Registers { second_factor, ..Registers::default() }));
        }
        let (known, held) = (mandates::register(work).await?, people::every(work).await?);
        let registers = Registers {
            checks: security_checks::all(work).await?,
            found: security_checks::found(work, &store).await?,
            rights: Some(rights_on(&facts.regime, &known, &held, today)),
            initial: Some(accounts::all(work).await?.iter().filter(|one| one.initial()).count()),
            second_factor,
        };
        Ok::<_, Error>((clauses, registers))
    };
    Ok(visit.read(read).await?)
}

/// `POST /quy-che/cam-ket`: for the visitor and nobody else.
pub async fn pledge(visit: Visit, request: PageRequest, Form(fields): Fields) -> Result<Response, AppError> {
    let id: RegulationVersionId = FormData::new(fields).get("version").parse().map_err(|_| AppError::NotAForm)?;
    let store = visit.fact_store();
    match visit.write(async move |work: &mut Work| regulation::pledge(work, &store, id).await).await {
        Ok(()) => Ok(Redirect::to(&format!("{}?xong=cam-ket", paths::REGULATION)).into_response()),
        Err(Error::Refused(refusal)) => {
            let page = regulation_page(&visit.again().await?, &request, Attempt::without_words(refusal.clone())).await;
            or_refusal(page, refusal)
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /quy-che/ban-moi`
pub async fn form(visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    may_publish(&visit)?;
    let known = &visit.today.regulation;
    let clauses = last_clauses(&visit).await?;
    let form = RegulationForm::of(new_id(), known, &clauses, day_of(visit.now));
    form_page(&visit, &request, form, None, Attempt::default())
}

fn may_publish(visit: &Visit) -> Result<(), AppError> {
    let actor = visit.today.actor(visit.person, visit.now);
    Ok(decide_publish_regulation(&actor, visit.today.organisation(), day_of(visit.now)).map(drop)?)
}

/// What the last version says, or the text with which a school begins.
async fn last_clauses(visit: &Visit) -> Result<Vec<Clause>, AppError> {
    let last = visit.today.regulation.last().map(|last| last.id);
    Ok(visit.read(async move |work: &mut Work| regulation::clauses(work, last).await).await?)
}

fn form_page(
    visit: &Visit,
    request: &PageRequest,
    form: RegulationForm,
    read: Option<usize>,
    attempt: Attempt<()>,
) -> Result<Response, AppError> {
    may_publish(visit)?;
    let is_first = visit.today.regulation.versions.is_empty();
    let page = RegulationFormView { form, is_first, read, errors: attempt.errors, refused: attempt.refused };
    let viewer = viewer(visit)?;
    let response = request.page("Ban hành quy chế", |head| app::pages::regulation_form(head, viewer, page));
    Ok(with_status(response, attempt.status))
}

/// `POST /quy-che/ban-moi`: published, or shown again with more rows or with what was pasted.
pub async fn publish(visit: Visit, request: PageRequest, Form(fields): Fields) -> Result<Response, AppError> {
    may_publish(&visit)?;
    let typed = FormData::new(fields);
    let form = RegulationForm::read(&typed);
    match typed.get("do") {
        "read" => {
            let rows = pasted(&form.pasted, &last_clauses(&visit).await?);
            if rows.is_empty() {
                let words = "Chưa thấy điều nào: mỗi điều cần một dòng bắt đầu bằng “Điều 1.”. Các ô bên dưới vẫn như cũ.";
                let attempt = Attempt::wrong((), FormErrors::one("regulation", words));
                return form_page(&visit, &request, form, None, attempt);
            }
            let count = rows.len();
            return form_page(
                &visit,
                &request,
                RegulationForm { rows, pasted: String::new(), ..form }.with_room(),
                Some(count),
                Attempt::default(),
            );
        }
        "more" => return form_page(&visit, &request, form.with_room(), None, Attempt::default()),
        _ => {}
    }
    let (store, sent) = (visit.fact_store(), form.clone());
    match visit.write(async move |work: &mut Work| regulation::publish(work, &store, &sent).await).await {
        Ok(Ok(_)) => Ok(Redirect::to(&format!("{}?xong=ban-hanh", paths::REGULATION)).into_response()),
        Ok(Err(errors)) => form_page(&visit, &request, form, None, Attempt::wrong((), errors)),
        Err(Error::Refused(refusal)) => {
            let visit = visit.again().await?;
            // Once it has been read that another version came, the same words can be sent beside that one.
            let form = RegulationForm { base: visit.today.regulation.last().map_or(0, |last| last.number).to_string(), ..form };
            or_refusal(form_page(&visit, &request, form, None, Attempt::without_words(refusal.clone())), refusal)
        }
        Err(error) => Err(error.into()),
    }
}

/// A version of the visitor's school.
fn version(visit: &Visit, id: RegulationVersionId) -> Result<VersionLine, AppError> {
    visit.today.regulation.version(id).cloned().ok_or(AppError::NotFound)
}

/// `GET /quy-che/{regulation}`
pub async fn version_page(Path(id): Path<RegulationVersionId>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    let version = version(&visit, id)?;
    let clauses = visit.read(async move |work: &mut Work| regulation::clauses(work, Some(id)).await).await?;
    let view = VersionView {
        state: visit.today.regulation.state(&version, day_of(visit.now)),
        by: visit.today.organisation().full_name(version.by),
        sees_list: decide_pledges(&visit.today.actor(visit.person, visit.now)).is_ok(),
        version,
        clauses,
    };
    let title = format!("Quy chế, bản {}", view.version.number);
    let viewer = viewer(&visit)?;
    Ok(request.page(&title, |head| app::pages::regulation_version(head, viewer, view)))
}

/// `GET /quy-che/{regulation}/thay-doi`: nothing came before the first one.
pub async fn changes_page(Path(id): Path<RegulationVersionId>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    let version = version(&visit, id)?;
    let before = visit.today.regulation.before(&version).cloned().ok_or(AppError::NotFound)?;
    let old = before.id;
    let both = async move |work: &mut Work| {
        Ok::<_, Error>((regulation::clauses(work, Some(old)).await?, regulation::clauses(work, Some(id)).await?))
    };
    let (old, new) = visit.read(both).await?;
    let pairs = pair_clauses(&old, &new);
    let changes: Vec<ClauseChange> = pairs.iter().filter(|pair| !pair.is_same()).filter_map(change).collect();
    let view = ChangesView { same: pairs.len() - changes.len(), changes, version, before };
    let viewer = viewer(&visit)?;
    Ok(request.page("Quy chế, thay đổi", |head| app::pages::regulation_changes(head, viewer, view)))
}

fn change(pair: &ClausePair<'_>) -> Option<ClauseChange> {
    let fate = match (pair.before, pair.after) {
        (Some(before), Some(after)) => Fate::Changed(compare(&passages(before), &passages(after)).told()),
        (Some(before), None) => Fate::Gone(before.text.clone()),
        (None, Some(after)) => Fate::New(after.text.clone()),
        (None, None) => return None,
    };
    let clause = pair.after.or(pair.before)?;
    Some(ClauseChange { number: clause.number, heading: clause.heading.clone(), fate })
}

/// A clause as a text: its heading, then its paragraphs.
fn passages(clause: &Clause) -> FileText {
    let lines = std::iter::once(clause.heading.as_str()).chain(clause.text.lines());
    let passage =
        |(number, line): (u32, &str)| Passage { place: Place::Paragraph(number), columns: 1, rows: 1, text: line.to_owned() };
    FileText { passages: (1..).zip(lines).map(passage).collect() }
}
