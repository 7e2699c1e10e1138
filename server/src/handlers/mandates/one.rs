//! "/quyet-dinh/…": one decision, and the forms by which it gives, is named, ends and is scanned.

use app::mandates::{MandateView, RightOf, RightStanding, SentForm};
use axum::{
    body::Body,
    extract::{Path, Query, State},
    http::{HeaderMap, Method},
    response::Response,
};
use domain::{
    attachments::Attachment,
    corrections::Numbered,
    days::day_of,
    delegations::candidates_by_department,
    forms::FormErrors,
    ids::{Id, MandateId},
    inspection::InspectedFile,
    mandates::{Effect, GiveForm, Mandate, MandateEndForm, MandateKind, MandateState, linkable},
    people::{Appointment, PersonId, WaitingAppointment},
    permissions::{HeldFor, decide_change_school, decide_end_mandate, decide_mandates, decide_name_mandate, decide_record_mandate},
    refusal::Refusal,
    staff::{AppointmentId, EndForm, awaited_words},
    vietnamese,
};
use records::{Error, Work, mandates};

use super::{Row, led, register};
use crate::{
    error::AppError,
    extract::{Manager, PageRequest, ProofForm, Visit},
    files::receive::{Form, FormReader},
    handlers::{
        attempt::{Attempt, Done, with_status},
        hand_in::received,
        held_files::{check_open_beside, inspected},
        receipts::send_attachment,
        viewer,
    },
    state::AppState,
};

/// What is said of what was just done.
const DEEDS: [(&str, &str); 6] = [
    ("ghi", "Đã ghi quyết định. Ghi tiếp ai được giao, ai thôi giữ"),
    ("giao", "Đã ghi"),
    ("gan", "Đã gắn chức vụ với quyết định này"),
    ("thoi", "Đã ghi thôi giữ"),
    ("quet", "Đã thêm bản quét"),
    ("het", "Đã kết thúc quyết định"),
];

/// What a form of this page says.
#[derive(Clone, Debug)]
enum Typed {
    Give(GiveForm),
    Link,
    EndRight(String, EndForm),
    Scan,
    End(MandateEndForm),
}

impl Typed {
    const fn form(&self) -> SentForm {
        match self {
            Self::Give(_) => SentForm::Give,
            Self::Link => SentForm::Link,
            Self::EndRight(..) => SentForm::EndRight,
            Self::Scan => SentForm::Scan,
            Self::End(_) => SentForm::End,
        }
    }
}

/// `GET /quyet-dinh/{mandate}`
pub async fn page(
    Path(id): Path<MandateId>,
    Manager(visit): Manager,
    Query(done): Query<Done>,
    request: PageRequest,
) -> Result<Response, AppError> {
    mandate_page(&visit, &request, id, Attempt { done: done.words(&DEEDS), ..Attempt::default() }).await
}

async fn mandate_page(visit: &Visit, request: &PageRequest, id: MandateId, attempt: Attempt<Typed>) -> Result<Response, AppError> {
    decide_mandates(&visit.actor())?;
    let (known, held) = register(visit).await?;
    let mandate = known.mandate(id).ok_or(AppError::NotFound)?;
    let (facts, actor, today) = (&visit.facts, visit.actor(), day_of(visit.now));
    let organisation = facts.organisation();
    let name = |person: PersonId| organisation.name_of(person, today);
    let holds = |(id, one): &Row| {
        (
            id.to_string(),
            format!("{}: {}", name(one.person), vietnamese::with_small_beginning(&organisation.titles(&[one.position]))),
        )
    };
    let sent = attempt.typed.as_ref().map(Typed::form);
    let (mut give, mut end_right, mut end) =
        (GiveForm::empty(mandate, today), (String::new(), preset_end(mandate)), MandateEndForm::empty(today));
    match attempt.typed {
        Some(Typed::Give(form)) => give = form,
        Some(Typed::EndRight(of, form)) => end_right = (of, form),
        Some(Typed::End(form)) => end = form,
        Some(Typed::Link | Typed::Scan) | None => {}
    }
    let state = mandate.state(today);
    let is_open = match state {
        MandateState::ToCome | MandateState::InForce => true,
        MandateState::Over | MandateState::Ended => false,
    };
    let ended = mandate.ended.as_ref().map(|end| {
        let reason = vietnamese::without_stop(&end.reason);
        format!("{}, lúc {}, ngày cuối {}. Lý do: {reason}.", name(end.by), vietnamese::moment(end.at), vietnamese::date(end.last))
    });
    let may_name = |(_, one): &&Row| decide_name_mandate(&actor, one.person, one.position, &facts.regime).is_ok();
    let can_end = |(_, one): &&Row| one.can_end(today) && one.holds_on(today);
    let page = MandateView {
        id: id.to_string(),
        name: mandate.full_name(),
        about: mandate.about.clone(),
        kind: mandate.kind.words(),
        signer: mandate.signer.clone(),
        days: mandate.term().words(),
        state,
        entered: format!("{} ghi lúc {}", name(mandate.entered_by), vietnamese::moment(mandate.entered_at)),
        ended,
        scans: mandate.scans.clone(),
        gives: rights_of(visit, mandate, &held, known.of(id, Effect::Gives).collect(), Effect::Gives),
        ends: rights_of(visit, mandate, &held, known.of(id, Effect::Ends).collect(), Effect::Ends),
        is_team: mandate.kind == MandateKind::ManagementTeam,
        is_open,
        people: people(visit),
        give,
        awaited: awaited_words(&actor, None, &facts.regime),
        linkable: linkable(mandate, &known, &held, today).into_iter().filter(may_name).map(holds).collect(),
        endable: if is_open { held.iter().filter(can_end).map(holds).collect() } else { Vec::new() },
        end_right,
        end,
        may_end: is_open && mandate.ended.is_none() && decide_end_mandate(&actor, organisation).is_ok(),
        may_correct: decide_change_school(&actor, organisation).is_ok(),
        corrections: visit.facts.corrections.told(Numbered::Mandate(id), organisation),
        correctable: Numbered::Mandate(id),
        sent,
        errors: attempt.errors,
        refused: attempt.refused,
        done: attempt.done,
        asks_again: visit.asks_again(),
        organisation: organisation.clone(),
    };
    let (viewer, title) = (viewer(visit)?, page.name.clone());
    let response = request.page(&title, |head| app::pages::mandate(head, viewer, page));
    Ok(with_status(response, attempt.status))
}

/// Who may be chosen, by department; behind them whoever holds nothing yet, and whoever asks, of the leadership.
fn people(visit: &Visit) -> Vec<(String, Vec<(String, String)>)> {
    let (organisation, today) = (visit.facts.organisation(), day_of(visit.now));
    let known = candidates_by_department(organisation, visit.person, visit.now);
    let is_listed = |id: PersonId| known.iter().flat_map(|(_, people)| people).any(|(other, _)| *other == id);
    let leads = visit.actor().is_leadership();
    let others = organisation.people.iter().filter(|one| !is_listed(one.id) && (one.id != visit.person || leads));
    let others: Vec<(PersonId, String)> = others.map(|one| (one.id, organisation.distinct_name(one, Some(today)))).collect();
    let groups = known.iter().cloned().chain([("Chính mình và người chưa giữ chức vụ".to_owned(), others)]);
    let written = |people: Vec<(PersonId, String)>| people.into_iter().map(|(id, words)| (id.to_string(), words)).collect();
    groups.filter(|(_, people)| !people.is_empty()).map(|(name, people)| (name, written(people))).collect()
}

/// Whoever is relieved by a decision holds until the day before it begins.
fn preset_end(mandate: &Mandate) -> EndForm {
    let before = mandate.from.pred_opt().unwrap_or(mandate.from);
    EndForm { until: vietnamese::date(before), ..EndForm::default() }
}

/// What it gives or ends: in effect first, then what waits.
fn rights_of(visit: &Visit, mandate: &Mandate, held: &[Row], ids: Vec<Id<Appointment>>, effect: Effect) -> Vec<RightOf> {
    let (organisation, today) = (visit.facts.organisation(), day_of(visit.now));
    let right = |person: PersonId, position, from, until, standing| RightOf {
        person: person.to_string(),
        name: organisation.name_of(person, today),
        title: organisation.titles(&[position]),
        from,
        until,
        standing,
    };
    let in_effect = held.iter().filter(|(id, _)| ids.contains(id)).map(|(_, one)| {
        let standing = match one.until {
            Some(until) if until < today || until < one.from => RightStanding::Over,
            Some(_) | None if today < one.from => RightStanding::ToCome,
            Some(_) | None => RightStanding::Held,
        };
        right(one.person, one.position, one.from, one.until, standing)
    });
    let is_of_it = |one: &&WaitingAppointment| {
        let waits_to = if one.ends.is_some() { Effect::Ends } else { Effect::Gives };
        one.mandate == Some(mandate.id) && waits_to == effect
    };
    let waits = organisation.waiting.iter().filter(is_of_it);
    in_effect.chain(waits.map(|one| right(one.person, one.position, one.from, one.until, RightStanding::Waits))).collect()
}

/// The page of the decision, as a form left it.
async fn answered(
    form: &ProofForm,
    id: MandateId,
    typed: Typed,
    done: Result<Result<&'static str, FormErrors>, Error>,
) -> Result<Response, AppError> {
    match done {
        Ok(Ok(deed)) => Ok(led(id, deed)),
        Ok(Err(errors)) => mandate_page(&form.visit, &form.request, id, Attempt::wrong(typed, errors)).await,
        Err(Error::Refused(refusal)) => {
            mandate_page(&form.visit.again().await?, &form.request, id, Attempt::refused(typed, refusal)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The decision that a form is about, where it is there and the visitor may record.
async fn asked(form: &ProofForm, id: MandateId) -> Result<Mandate, AppError> {
    decide_record_mandate(&form.visit.actor(), form.visit.facts.organisation())?;
    let (known, _) = register(&form.visit).await?;
    known.mandate(id).cloned().ok_or(AppError::NotFound)
}

/// `POST /quyet-dinh/{mandate}/giao`
pub async fn give(Path(id): Path<MandateId>, mut form: ProofForm) -> Result<Response, AppError> {
    let mandate = asked(&form, id).await?;
    let typed = GiveForm::read(&form.typed, mandate.kind);
    if let Err(errors) = form.prove().await? {
        return mandate_page(&form.visit, &form.request, id, Attempt::wrong(Typed::Give(typed), errors)).await;
    }
    let (store, sent) = (form.visit.fact_store(), typed.clone());
    let give = async move |work: &mut Work| mandates::give(work, &store, id, &sent).await.map(|done| done.map(|()| "giao"));
    let done = form.visit.write(give).await;
    answered(&form, id, Typed::Give(typed), done).await
}

/// `POST /quyet-dinh/{mandate}/gan`
pub async fn link(Path(id): Path<MandateId>, mut form: ProofForm) -> Result<Response, AppError> {
    asked(&form, id).await?;
    if let Err(errors) = form.prove().await? {
        return mandate_page(&form.visit, &form.request, id, Attempt::wrong(Typed::Link, errors)).await;
    }
    let chosen: Vec<AppointmentId> = form.typed.all("appointment").filter_map(|id| id.parse().ok()).collect();
    let store = form.visit.fact_store();
    // Where nothing was ticked, or all of it is named already, nothing happens.
    let link = async move |work: &mut Work| mandates::link(work, &store, id, &chosen).await.map(|_| Ok::<_, FormErrors>("gan"));
    let done = form.visit.write(link).await;
    answered(&form, id, Typed::Link, done).await
}

/// `POST /quyet-dinh/{mandate}/thoi-giu`
pub async fn end_right(Path(id): Path<MandateId>, mut form: ProofForm) -> Result<Response, AppError> {
    asked(&form, id).await?;
    let (right, sent) = (form.typed.get("right").to_owned(), EndForm::read(&form.typed));
    let typed = Typed::EndRight(right.clone(), sent.clone());
    let proved = form.prove().await?;
    let chosen = right.parse::<AppointmentId>().map_err(|_| FormErrors::one("right", "Chọn người và chức vụ."));
    let chosen = match proved.and(chosen) {
        Ok(chosen) => chosen,
        Err(errors) => return mandate_page(&form.visit, &form.request, id, Attempt::wrong(typed, errors)).await,
    };
    let store = form.visit.fact_store();
    let end =
        async move |work: &mut Work| mandates::end_right(work, &store, id, chosen, &sent).await.map(|done| done.map(|()| "thoi"));
    let done = form.visit.write(end).await;
    answered(&form, id, typed, done).await
}

/// `POST /quyet-dinh/{mandate}/het-hieu-luc`
pub async fn end(Path(id): Path<MandateId>, mut form: ProofForm) -> Result<Response, AppError> {
    asked(&form, id).await?;
    decide_end_mandate(&form.visit.actor(), form.visit.facts.organisation())?;
    let sent = MandateEndForm::read(&form.typed);
    let typed = Typed::End(sent.clone());
    if let Err(errors) = form.prove().await? {
        return mandate_page(&form.visit, &form.request, id, Attempt::wrong(typed, errors)).await;
    }
    let store = form.visit.fact_store();
    let end = async move |work: &mut Work| mandates::end(work, &store, id, &sent).await.map(|done| done.map(|()| "het"));
    let done = form.visit.write(end).await;
    answered(&form, id, typed, done).await
}

/// `POST /quyet-dinh/{mandate}/ban-quet`: files alone, so that nothing typed can be lost with them.
pub async fn add_scan(
    State(state): State<AppState>,
    Path(id): Path<MandateId>,
    Manager(visit): Manager,
    request: PageRequest,
    body: Body,
) -> Result<Response, AppError> {
    decide_record_mandate(&visit.actor(), visit.facts.organisation())?;
    let (known, _) = register(&visit).await?;
    known.mandate(id).ok_or(AppError::NotFound)?;
    let form = FormReader::start(&request.headers, body).map_err(|_| AppError::NotAForm)?;
    let Form { files, .. } = received(&state, &visit, form).await.map_err(|(_, error)| error)?;
    let mut refused: Vec<Refusal> = Vec::new();
    let mut good: Vec<InspectedFile> = Vec::new();
    for file in files {
        match file {
            Ok(file) => good.push(file),
            Err(refusal) => refused.push(refusal),
        }
    }
    for scan in good {
        let store = visit.fact_store();
        let add = async move |work: &mut Work| mandates::add_scan(work, &store, id, &scan).await;
        match visit.write(add).await {
            Ok(()) => {}
            Err(Error::Refused(refusal)) => refused.push(refusal),
            Err(error) => return Err(error.into()),
        }
    }
    if refused.is_empty() {
        return Ok(led(id, "quet"));
    }
    let sentence = |refusal: &Refusal| {
        let words = refusal.words();
        format!("{}. {}", words.fact, words.advice)
    };
    let errors = FormErrors::one("files", refused.iter().map(sentence).collect::<Vec<_>>().join(" "));
    mandate_page(&visit, &request, id, Attempt::wrong(Typed::Scan, errors)).await
}

/// `GET /quyet-dinh/{mandate}/tep/{position}`: a picture of its paper; what nobody could look into yet opens for nobody, what can act for
/// whoever decides about that.
pub async fn file(
    State(state): State<AppState>,
    Path((id, position)): Path<(MandateId, usize)>,
    Manager(visit): Manager,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let (known, _) = register(&visit).await?;
    let mandate = known.mandate(id).ok_or(AppError::NotFound)?;
    let file = mandate.scans.get(position).ok_or(AppError::NotFound)?;
    let inspected = inspected(&state, &visit, file).await?;
    check_open_beside(&visit, (file, None), &inspected, HeldFor::MandateScan)?;
    send_attachment((&state, &visit), (Attachment::MandateScan(id), None), file, (&method, &headers)).await
}
