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
    locks::Arrival,
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
    submissions,
};
use serde::Deserialize;

use super::{
    attempt::{Attempt, with_status},
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

/// What was just done, and to which file, in the address to which its form led.
#[derive(Debug, Default, Deserialize)]
pub struct DoneToFile {
    #[serde(default, rename = "xong")]
    deed: String,
    #[serde(default, rename = "bien-nhan")]
    receipt: String,
    /// Its place in the version, from 0.
    #[serde(default, rename = "tep")]
    position: String,
}

/// `GET /tep-giu-lai`
pub async fn page(visit: Visit, Query(done): Query<DoneToFile>, request: PageRequest) -> Result<Response, AppError> {
    decide(&visit.actor(), visit.facts.organisation(), Action::JudgeHeldFiles)?;
    let done = just_done(&visit, &done).await?;
    held_page(&visit, &request, Attempt::default(), done).await
}

/// What is said of what was just done. The address alone proves nothing: the newest decision about the file must say so.
async fn just_done(visit: &Visit, done: &DoneToFile) -> Result<Option<String>, AppError> {
    let Some((_, words)) = DEEDS.iter().find(|(deed, _)| *deed == done.deed) else { return Ok(None) };
    let (Ok(receipt), Ok(position)) = (done.receipt.parse::<SubmissionId>(), done.position.parse::<usize>()) else {
        return Ok(None);
    };
    let read = async move |work: &mut Work| {
        let version = submissions::one(work, receipt).await?;
        let Some(file) = version.files.get(position) else { return Ok(None) };
        let inspected = inspections::of(work, file.sha256).await?;
        Ok(inspected.map(|inspected| (version.obligation, file.name.clone(), inspected)))
    };
    let (obligation, name, inspected) = match visit.read(read).await {
        Ok(Some(found)) => found,
        Ok(None) | Err(Error::NotFound) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let is_done = inspected.just_judged(visit.person, visit.now).is_some_and(|verdict| deed(verdict) == done.deed);
    let (actor, organisation) = (visit.actor(), visit.facts.organisation());
    let record = visit.facts.obligation(obligation);
    let looks = record.is_none_or(|one| may_look_into_held(&actor, organisation, visit.facts.record_facts(one)));
    let name = if looks { name.to_string() } else { FENCED.to_owned() };
    Ok(is_done.then(|| format!("{name}: {words}")))
}

/// The word for a decision in the address to which its form leads.
const fn deed(verdict: &HeldVerdict) -> &'static str {
    match verdict {
        HeldVerdict::Released => "cho-mo",
        HeldVerdict::Returned { .. } => "tra-lai",
    }
}

async fn held_page(
    visit: &Visit,
    request: &PageRequest,
    attempt: Attempt<TypedReason>,
    done: Option<String>,
) -> Result<Response, AppError> {
    decide(&visit.actor(), visit.facts.organisation(), Action::JudgeHeldFiles)?;
    let held = visit.read(async |work: &mut Work| inspections::held(work).await).await?;
    let Attempt { typed, errors, refused, status, .. } = attempt;
    let lines: Vec<HeldLine> = held.into_iter().map(|file| line(visit, file)).collect();
    let refused = with_reason(&lines, typed.as_ref(), refused);
    let viewer = viewer(visit)?;
    let view = HeldFilesView { lines, typed, errors, refused, done, past: past(visit) };
    let response = request.page("Tệp giữ lại", |head| app::pages::held_files(head, viewer, view));
    Ok(with_status(response, status))
}

/// Where somebody has decided about the file meanwhile there is no field for the reason any more: it stands in the notice.
fn with_reason(lines: &[HeldLine], typed: Option<&TypedReason>, refused: Option<Words>) -> Option<Words> {
    let Some((receipt, position, reason)) = typed.filter(|(.., reason)| !reason.trim().is_empty()) else { return refused };
    let is_of = |line: &HeldLine| line.receipt == *receipt && line.position == *position && line.decide.is_ok();
    if lines.iter().any(is_of) {
        return refused;
    }
    let gone = || {
        let (fact, advice) = ("Chưa ghi quyết định nào", "Tệp này không còn chờ quyết định ở đây.");
        Words { fact: fact.to_owned(), advice: advice.to_owned() }
    };
    let Words { fact, advice } = refused.unwrap_or_else(gone);
    Some(Words { fact, advice: format!("{advice} Lý do vừa gõ: “{}”.", reason.trim()) })
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
            // The reason may say what is in a file of which even the name is hidden.
            HeldVerdict::Returned { .. } if !looks(visit, file) => format!("trả lại lúc {}.", moment(*at)),
            HeldVerdict::Returned { reason } => format!("trả lại lúc {}: {}.", moment(*at), reason.trim_end_matches('.')),
        };
        Some(PastLine {
            name: if looks(visit, file) { file.name.to_string() } else { FENCED.to_owned() },
            record: (visit.facts.title(obligation), paths::record(file.obligation)),
            is_released: *verdict == HeldVerdict::Released,
            words: format!("{}{acting} {what}", capitalised(&who(visit, *by))),
        })
    };
    judged.filter_map(line).collect()
}

/// Whether the visitor may look into a file that was decided about, were it held: what is said of it may say what is in it.
fn looks(visit: &Visit, file: &JudgedFile) -> bool {
    let (actor, organisation) = (visit.actor(), visit.facts.organisation());
    let record = visit.facts.obligation(file.obligation);
    record.is_some_and(|one| may_look_into_held(&actor, organisation, visit.facts.record_facts(one)))
}

/// What stands for the name of a file that the viewer may not look into.
const FENCED: &str = "Tệp của hồ sơ kín";

fn line(visit: &Visit, held: HeldFile) -> HeldLine {
    let HeldFile { submission, obligation, version, person, received_at, position, file, inspected } = held;
    let (actor, organisation) = (visit.actor(), visit.facts.organisation());
    let obligation = visit.facts.obligation(obligation);
    let record_facts = obligation.map(|one| visit.facts.record_facts(one));
    let looks = record_facts.is_none_or(|record| may_look_into_held(&actor, organisation, record));
    let record = obligation.map_or_else(|| "Hồ sơ của năm học trước".to_owned(), |one| visit.facts.title(one));
    let returned = inspected.judgement.as_ref().and_then(|judgement| match &judgement.verdict {
        HeldVerdict::Released => None,
        HeldVerdict::Returned { reason } => {
            let acting = judged_for(organisation, judgement.by, judgement.at);
            let acting = acting.map(|acting| format!(" {acting}")).unwrap_or_default();
            let why = if looks { format!(": {reason}") } else { String::new() };
            Some(format!("{}{acting} trả lại lúc {}{why}", capitalised(&who(visit, judgement.by)), moment(judgement.at)))
        }
    });
    let shut = obligation.and_then(|one| visit.facts.shut_to_reviewers(one, Arrival::at(visit.now)));
    let decides = decide_held_file(&actor, organisation, person, record_facts).map(drop).map_err(|refusal| {
        let Words { fact, advice } = refusal.words();
        format!("{fact}. {advice}")
    });
    HeldLine {
        receipt: submission.to_string(),
        position,
        // The name of a file of a record that is fenced off may say what is in it.
        name: if looks { file.name.to_string() } else { FENCED.to_owned() },
        record: format!("{record}, phiên bản {version}"),
        sent: format!("{} nộp lúc {}", capitalised(&who(visit, person)), moment(received_at)),
        causes: inspected.causes().iter().map(|cause| cause.words().fact).collect(),
        returned,
        seen: inspected.judgement.as_ref().map(seen).unwrap_or_default(),
        read: (looks && Pages::reads(file.kind)).then(|| paths::preview(submission, position)),
        original: looks.then(|| paths::file(submission, position)),
        decide: decides.and(shut.map_or(Ok(()), |shut| Err(format!("{}.", shut.line())))),
    }
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
            held_page(&visit, &request, Attempt::wrong(typed, errors), None).await
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
    let done = format!("{}?xong={}&bien-nhan={}&tep={}", paths::HELD_FILES, deed(&verdict), place.0, place.1);
    let store = visit.fact_store();
    let judged = visit.write(async move |work: &mut Work| inspections::judge(work, &store, place, verdict, seen).await).await;
    match judged {
        Ok(()) => Ok(Redirect::to(&done).into_response()),
        Err(Error::Refused(refusal @ Refusal::Inspection(_))) => {
            let typed = (place.0.to_string(), place.1, typed);
            held_page(&visit.again().await?, request, Attempt::refused(typed, refusal), None).await
        }
        Err(error) => Err(error.into()),
    }
}
