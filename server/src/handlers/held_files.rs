//! "/tep-giu-lai": files in which something can act, for the management team and the leadership; and how a file stands when
//! somebody opens it.

use app::{
    held_files::{HeldFilesView, HeldLine, PastLine},
    paths,
};
use axum::{
    Form,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    days::Timestamp,
    delegations::judged_for,
    files::StoredFile,
    forms::FormData,
    inspection::{HeldVerdict, Inspected, InspectedFile, JudgedFile, Judgement, is_tried_again},
    notices::KEPT,
    obligations::Reason,
    people::PersonId,
    permissions::{Action, decide, decide_held_file, may_look_into_held},
    refusal::{Refusal, Words},
    submissions::SubmissionId,
    vietnamese::{capitalised, moment},
};
use records::{
    Error, Work,
    inspections::{self, HeldFile},
};

use super::{
    attempt::{Attempt, Done, with_status},
    setup::Fields,
    viewer,
};
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
    files::{looks::looked_at, pages::Pages},
    state::AppState,
};

/// How a file stands; one that nobody has looked into is looked into now, and so is one of which the last look was cut short.
pub(super) async fn inspected(state: &AppState, visit: &Visit, file: &StoredFile) -> Result<Inspected, AppError> {
    let sha256 = file.sha256;
    let known = visit.read(async move |work: &mut Work| inspections::of(work, sha256).await).await?;
    if let Some(known) = known
        && (known.pending().is_none() || !is_tried_again(known.at, visit.now))
    {
        return Ok(known);
    }
    let inspection = looked_at(&state.reader.on_behalf_of(visit.person), &state.blobs, file).await?;
    let found = InspectedFile { file: file.clone(), inspection: inspection.clone() };
    let noted = visit
        .write_quietly(async move |work: &mut Work| {
            inspections::note(work, &[found]).await?;
            inspections::of(work, sha256).await
        })
        .await;
    match noted {
        Ok(Some(noted)) => return Ok(noted),
        Ok(None) => {}
        // On a full disk everything can be read still; the next one looks again.
        Err(error) => tracing::info!(%error, "what was found in a file was not noted"),
    }
    Ok(Inspected { at: visit.now, inspection, judgement: None })
}

/// What is said of what was just done.
const DEEDS: [(&str, &str); 2] = [
    ("cho-mo", "đã cho mở, ai xem được hồ sơ thì mở được tệp"),
    ("tra-lai", "đã trả lại, người nộp đọc được lý do trên biên nhận và trang của hồ sơ"),
];

/// What was typed: of which receipt, of which file in it, and the reason.
type TypedReason = (String, usize, String);

/// `GET /tep-giu-lai`
pub async fn page(visit: Visit, Query(done): Query<Done>, request: PageRequest) -> Result<Response, AppError> {
    held_page(&visit, &request, Attempt { done: done.words(&DEEDS), ..Attempt::default() }).await
}

async fn held_page(visit: &Visit, request: &PageRequest, attempt: Attempt<TypedReason>) -> Result<Response, AppError> {
    decide(&visit.actor(), visit.facts.organisation(), Action::JudgeHeldFiles)?;
    let held = visit.read(async |work: &mut Work| inspections::held(work).await).await?;
    let Attempt { typed, errors, refused, done, status } = attempt;
    let lines = held.into_iter().filter_map(|file| line(visit, file)).collect();
    let done = done.map(|words| match visit.facts.held_files.judged.iter().find(|one| one.judgement.by == visit.person) {
        Some(file) => format!("{}: {words}", judged_name(visit, file)),
        None => capitalised(words),
    });
    let viewer = viewer(visit)?;
    let view = HeldFilesView { lines, typed, errors, refused, done, past: past(visit) };
    let response = request.page("Tệp giữ lại", |head| app::pages::held_files(head, viewer, view));
    Ok(with_status(response, status))
}

/// What was decided in the days of which notices are told too.
fn past(visit: &Visit) -> Vec<PastLine> {
    let judged = visit.facts.held_files.judged.iter().filter(|one| visit.now - one.judgement.at <= KEPT);
    let line = |file: &JudgedFile| {
        let obligation = visit.facts.obligation(file.obligation)?;
        let Judgement { by, at, verdict } = &file.judgement;
        let acting = judged_for(visit.facts.organisation(), *by, *at).map(|acting| format!(" {acting}")).unwrap_or_default();
        let what = match verdict {
            HeldVerdict::Released => format!("cho mở lúc {}.", moment(*at)),
            HeldVerdict::Returned { reason } => format!("trả lại lúc {}: {}.", moment(*at), reason.trim_end_matches('.')),
        };
        Some(PastLine {
            name: judged_name(visit, file),
            record: (visit.facts.title(obligation), paths::record(file.obligation)),
            is_released: *verdict == HeldVerdict::Released,
            words: format!("{}{acting} {what}", capitalised(&who(visit, *by))),
        })
    };
    judged.filter_map(line).collect()
}

/// The name of a file that was decided about; of a record that is fenced off it may say what is in it.
fn judged_name(visit: &Visit, file: &JudgedFile) -> String {
    let (actor, organisation) = (visit.actor(), visit.facts.organisation());
    let record = visit.facts.obligation(file.obligation);
    let looks = record.is_some_and(|one| may_look_into_held(&actor, organisation, visit.facts.record_facts(one)));
    if looks { file.name.to_string() } else { FENCED.to_owned() }
}

/// What stands for the name of a file that the viewer may not look into.
const FENCED: &str = "Tệp của hồ sơ kín";

fn line(visit: &Visit, HeldFile { submission, position, inspected }: HeldFile) -> Option<HeldLine> {
    let (actor, organisation) = (visit.actor(), visit.facts.organisation());
    let obligation = visit.facts.obligation(submission.obligation);
    let file = submission.files.get(position)?;
    let record_facts = obligation.map(|one| visit.facts.record_facts(one));
    let looks = record_facts.is_none_or(|record| may_look_into_held(&actor, organisation, record));
    let record = obligation.map_or_else(|| "Hồ sơ của năm học trước".to_owned(), |one| visit.facts.title(one));
    let returned = inspected.judgement.as_ref().and_then(|judgement| match &judgement.verdict {
        HeldVerdict::Released => None,
        HeldVerdict::Returned { reason } => {
            let acting = judged_for(organisation, judgement.by, judgement.at);
            let acting = acting.map(|acting| format!(" {acting}")).unwrap_or_default();
            Some(format!("{}{acting} trả lại lúc {}: {reason}", capitalised(&who(visit, judgement.by)), moment(judgement.at)))
        }
    });
    Some(HeldLine {
        receipt: submission.id.to_string(),
        position,
        // The name of a file of a record that is fenced off may say what is in it.
        name: if looks { file.name.to_string() } else { FENCED.to_owned() },
        record: format!("{record}, phiên bản {}", submission.version),
        sent: format!("{} nộp lúc {}", capitalised(&who(visit, submission.person)), moment(submission.received_at)),
        causes: inspected.causes().iter().map(|cause| cause.words().fact).collect(),
        returned,
        seen: inspected.judgement.as_ref().map(seen).unwrap_or_default(),
        read: (looks && Pages::reads(file.kind)).then(|| paths::preview(submission.id, position)),
        original: looks.then(|| paths::file(submission.id, position)),
        decide: decide_held_file(&actor, organisation, submission.person, record_facts).map(drop).map_err(|refusal| {
            let Words { fact, advice } = refusal.words();
            format!("{fact}. {advice}")
        }),
    })
}

fn seen(judgement: &Judgement) -> String {
    judgement.at.to_rfc3339()
}

/// "cô Nguyễn Thị Hoa".
fn who(visit: &Visit, person: PersonId) -> String {
    visit
        .facts
        .organisation()
        .person(person)
        .map_or_else(|| "một người không còn ở trường".to_owned(), |person| format!("{} {}", person.honorific.word(), person.name))
}

/// `POST /tep-giu-lai/{receipt}/{position}/cho-mo`
pub async fn release(
    Path(place): Path<(SubmissionId, usize)>,
    visit: Visit,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    judge(&visit, &request, place, &FormData::new(fields), String::new(), HeldVerdict::Released).await
}

/// `POST /tep-giu-lai/{receipt}/{position}/tra-lai`
pub async fn give_back(
    Path(place): Path<(SubmissionId, usize)>,
    visit: Visit,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    let form = FormData::new(fields);
    let typed = form.exactly("reason").to_owned();
    match Reason::parse(&typed) {
        Ok(reason) => {
            let verdict = HeldVerdict::Returned { reason: reason.as_str().to_owned() };
            judge(&visit, &request, place, &form, typed, verdict).await
        }
        Err(errors) => {
            let typed = (place.0.to_string(), place.1, typed);
            held_page(&visit, &request, Attempt::wrong(typed, errors)).await
        }
    }
}

async fn judge(
    visit: &Visit,
    request: &PageRequest,
    place: (SubmissionId, usize),
    form: &FormData,
    typed: String,
    verdict: HeldVerdict,
) -> Result<Response, AppError> {
    let seen = form.exactly("seen").parse::<Timestamp>().ok();
    let done = if verdict == HeldVerdict::Released { "cho-mo" } else { "tra-lai" };
    let store = visit.fact_store();
    let judged = visit.write(async move |work: &mut Work| inspections::judge(work, &store, place, verdict, seen).await).await;
    match judged {
        Ok(()) => Ok(Redirect::to(&format!("{}?xong={done}", paths::HELD_FILES)).into_response()),
        Err(Error::Refused(refusal @ Refusal::Inspection(_))) => {
            let typed = (place.0.to_string(), place.1, typed);
            held_page(&visit.again().await?, request, Attempt::refused(typed, refusal)).await
        }
        Err(error) => Err(error.into()),
    }
}
