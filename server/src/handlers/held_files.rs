//! "/tep-giu-lai": files in which something can act, for the management team and the leadership; and how a file stands when
//! somebody opens it.

use app::{
    held_files::{HeldFilesView, HeldLine, PastLine, ScanWords},
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
    inspection::{Cause, HeldIn, HeldVerdict, Inspected, InspectedFile, JudgedFile, Judgement, Scan, is_tried_again},
    locks::Arrival,
    notices::{KEPT, held_beside},
    obligations::{Obligation, Reason},
    people::PersonId,
    permissions::{Action, HeldFor, decide, decide_held_file, decide_look_into_held},
    refusal::{Refusal, Words},
    vietnamese::{capitalised, moment},
};
use records::{
    Error, Work,
    inspections::{self, HeldFile, scans},
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
    files::{looks::looked_at, pages::Pages, scanner::rounds::scan_now},
    state::AppState,
};

/// How a file stands; one that nobody has looked into is looked into now, and so is one of which the last look was cut short.
pub(super) async fn inspected(state: &AppState, visit: &Visit, file: &StoredFile) -> Result<Inspected, AppError> {
    let sha256 = file.sha256;
    let known = visit.read(async move |work: &mut Work| inspections::of(work, sha256).await).await?;
    if let Some(known) = known
        && (known.pending().is_none() || !is_tried_again(known.at, visit.now))
    {
        return scanned(state, visit, file, known).await;
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
        Ok(Some(noted)) => return scanned(state, visit, file, noted).await,
        Ok(None) => {}
        // On a full disk everything can be read still; the next one looks again.
        Err(error) => tracing::info!(%error, "what was found in a file was not noted"),
    }
    let scan = if state.scanner.is_some() { Scan::Waiting } else { Scan::NotAsked };
    Ok(Inspected { at: visit.now, inspection, judgement: None, scan })
}

/// One that the virus scanner has not seen yet is scanned before its turn: somebody waits for it.
async fn scanned(state: &AppState, visit: &Visit, file: &StoredFile, known: Inspected) -> Result<Inspected, AppError> {
    if !known.waits_for_scan() || known.pending().is_some() {
        return Ok(known);
    }
    let sha256 = file.sha256;
    scan_now(state, visit.school, sha256).await;
    Ok(visit.read(async move |work: &mut Work| inspections::of(work, sha256).await).await?.unwrap_or(known))
}

/// What is said of what was just done.
const fn done_words(place: HeldIn, verdict: &HeldVerdict) -> &'static str {
    match (place, verdict) {
        (HeldIn::Version(_), HeldVerdict::Released) => "đã cho mở, ai xem được hồ sơ thì mở được tệp",
        (HeldIn::Version(_), HeldVerdict::Returned { .. }) => {
            "đã trả lại, người nộp đọc được lý do trên biên nhận và trang của hồ sơ"
        }
        (HeldIn::Evidence(_), HeldVerdict::Released) => "đã cho mở, ai mở được minh chứng của đề nghị thì mở được tệp",
        (HeldIn::OrderScan(_), HeldVerdict::Released) => "đã cho mở, ai đọc được lệnh thì mở được tệp",
        (HeldIn::MandateScan(_), HeldVerdict::Released) => "đã cho mở, ai đọc được quyết định thì mở được tệp",
        (HeldIn::EntryFile(..), HeldVerdict::Released) => "đã cho mở, ai đọc được mục trong sổ thì mở được tệp",
        (HeldIn::TaskFile(_) | HeldIn::AnswerFile(..), HeldVerdict::Released) => "đã cho mở, ai đọc được việc thì mở được tệp",
        (HeldIn::Template(_), HeldVerdict::Released) => "đã cho mở, ai nộp loại hồ sơ này thì lấy được mẫu",
        (
            HeldIn::Evidence(_)
            | HeldIn::OrderScan(_)
            | HeldIn::MandateScan(_)
            | HeldIn::EntryFile(..)
            | HeldIn::TaskFile(_)
            | HeldIn::AnswerFile(..)
            | HeldIn::Template(_),
            HeldVerdict::Returned { .. },
        ) => "không cho mở, người gửi đọc được lý do trong Thông báo",
    }
}

/// What was typed: of which place, of which file in it, and the reason.
type TypedReason = (HeldIn, usize, String);

/// What was just done, and to which file, in the address to which its form led.
#[derive(Debug, Default, Deserialize)]
pub struct DoneToFile {
    #[serde(default, rename = "xong")]
    deed: String,
    /// Of a version its receipt.
    #[serde(default, rename = "bien-nhan")]
    place: String,
    /// Its number there, from 0.
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
    let (Ok(place), Ok(position)) = (done.place.parse::<HeldIn>(), done.position.parse::<usize>()) else {
        return Ok(None);
    };
    let read = async move |work: &mut Work| {
        let Some((obligation, file)) = inspections::held_file(work, (place, position)).await? else { return Ok(None) };
        let inspected = inspections::of(work, file.sha256).await?;
        Ok(inspected.map(|inspected| (obligation, file.name, inspected)))
    };
    let (obligation, name, inspected) = match visit.read(read).await {
        Ok(Some(found)) => found,
        Ok(None) | Err(Error::NotFound) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let verdict = inspected.just_judged(visit.person, visit.now).filter(|verdict| deed(verdict) == done.deed);
    let record = obligation.and_then(|id| visit.facts.obligation(id));
    let name = if looks(visit, held_for(visit, place, record)) { name.to_string() } else { fenced(place).to_owned() };
    Ok(verdict.map(|verdict| format!("{name}: {}", done_words(place, verdict))))
}

/// What a file at this place belongs to; of a version its record, where that is of this year.
fn held_for(visit: &Visit, place: HeldIn, record: Option<&Obligation>) -> HeldFor {
    match place {
        HeldIn::Version(_) => HeldFor::Record(record.map(|one| visit.facts.record_facts(one))),
        HeldIn::Evidence(_) => HeldFor::Evidence,
        HeldIn::OrderScan(_) => HeldFor::OrderScan,
        HeldIn::MandateScan(_) => HeldFor::MandateScan,
        HeldIn::EntryFile(kind, _) => HeldFor::Entry(kind),
        HeldIn::TaskFile(_) | HeldIn::AnswerFile(..) => HeldFor::Task,
        HeldIn::Template(_) => HeldFor::Template,
    }
}

/// Whether the visitor may look into a file that is held, or was: what is said of it may say what is in it.
fn looks(visit: &Visit, of: HeldFor) -> bool {
    decide_look_into_held(&visit.actor(), visit.facts.organisation(), of).is_ok()
}

/// A file beside a request, an order or a decision, for whoever may open it now: what is held opens for its sender, and for
/// whoever decides about it.
///
/// # Errors
/// As of `Inspected::check_open_beside`.
pub(super) fn check_open_beside(
    visit: &Visit,
    (file, sender): (&StoredFile, Option<PersonId>),
    inspected: &Inspected,
    of: HeldFor,
) -> Result<(), Refusal> {
    if sender == Some(visit.person) || (inspected.is_looked_into() && looks(visit, of)) {
        return Ok(());
    }
    Ok(inspected.check_open_beside(&file.name)?)
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
    let (held, waiting) = visit.read(async |work: &mut Work| listed(work).await).await?;
    let Attempt { typed, errors, refused, status, .. } = attempt;
    let lines: Vec<HeldLine> = held.into_iter().map(|file| line(visit, file)).collect();
    let standing = visit.scanner();
    let scanner = (standing.words(waiting), standing.alarm().is_some());
    let refused = with_reason(&lines, typed.as_ref(), refused);
    let viewer = viewer(visit)?;
    let view = HeldFilesView { lines, typed, errors, refused, done, past: past(visit), scanner };
    let response = request.page("Tệp giữ lại", |head| app::pages::held_files(head, viewer, view));
    Ok(with_status(response, status))
}

/// A file of the list, with whether another scan of it was asked for, and who opened its version before the scanner knew it.
type Listed = (HeldFile, bool, Vec<PersonId>);

/// The files that are held, and how many wait for the virus scanner.
async fn listed(work: &mut Work) -> Result<(Vec<Listed>, u32), Error> {
    let (asked, mut lines) = (scans::asked(work).await?, Vec::new());
    for held in inspections::held(work).await? {
        let mut opened = Vec::new();
        if let (Scan::Infected { at, .. }, HeldIn::Version(version)) = (&held.inspected.scan, held.place) {
            opened = scans::opened_by(work, version, *at).await?;
        }
        lines.push((held.clone(), asked.contains(&held.file.sha256), opened));
    }
    Ok((lines, scans::waiting(work).await?))
}

/// What the virus scanner has to do with a file of the list.
fn scan_words(visit: &Visit, scan: &Scan, is_asked: bool, opened: &[PersonId]) -> ScanWords {
    let advice = match scan {
        Scan::Infected { .. } => Some(
            "Không ai mở được, kể cả tổ quản lý phần mềm. Trả lại để người nộp quét máy rồi gửi tệp sạch. Trình quét nhận nhầm thì \
             người giữ máy chủ sửa ở ClamAV, rồi quét lại.",
        ),
        Scan::Undecided { .. } => Some(
            "Xem người gửi và nội dung có đáng tin không rồi cho mở, hoặc trả lại để người nộp bỏ mật khẩu, chia nhỏ tệp. Quyết định \
             nào cũng ghi tên người quyết.",
        ),
        Scan::NotAsked | Scan::Waiting | Scan::Clean { .. } => None,
    };
    let names: Vec<String> = opened.iter().map(|person| who(visit, *person)).collect();
    let opened = (!names.is_empty())
        .then(|| format!("Đã có người xem trước khi phát hiện: {}. Nhắc quét virus các máy đó.", names.join(", ")));
    ScanWords { advice, is_infected: matches!(scan, Scan::Infected { .. }), is_asked, opened }
}

/// Where somebody has decided about the file meanwhile there is no field for the reason any more: it stands in the notice.
fn with_reason(lines: &[HeldLine], typed: Option<&TypedReason>, refused: Option<Words>) -> Option<Words> {
    let Some((place, position, reason)) = typed.filter(|(.., reason)| !reason.trim().is_empty()) else { return refused };
    let is_of = |line: &HeldLine| line.place == *place && line.position == *position && line.decide.is_ok();
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
        let record = file.obligation.and_then(|id| visit.facts.obligation(id));
        let what = match file.place {
            HeldIn::Version(_) => visit.facts.title(record?),
            HeldIn::Evidence(_) | HeldIn::OrderScan(_) | HeldIn::MandateScan(_) => held_beside(&visit.facts, file.place)?,
            HeldIn::EntryFile(..) | HeldIn::TaskFile(_) | HeldIn::AnswerFile(..) | HeldIn::Template(_) => {
                held_beside(&visit.facts, file.place)?
            }
        };
        let looks = looks(visit, held_for(visit, file.place, record));
        let Judgement { by, at, verdict } = &file.judgement;
        let acting = judged_for(visit.facts.organisation(), *by, *at).map(|acting| format!(" {acting}")).unwrap_or_default();
        let back = back_words(file.place);
        let did = match verdict {
            HeldVerdict::Released => format!("cho mở lúc {}.", moment(*at)),
            // The reason may say what is in a file of which even the name is hidden.
            HeldVerdict::Returned { .. } if !looks => format!("{back} lúc {}.", moment(*at)),
            HeldVerdict::Returned { reason } => format!("{back} lúc {}: {}.", moment(*at), reason.trim_end_matches('.')),
        };
        Some(PastLine {
            name: if looks { file.name.to_string() } else { fenced(file.place).to_owned() },
            what: (what, record.map_or_else(|| page_of(file.place), |one| paths::record(one.id))),
            place: file.place,
            is_released: *verdict == HeldVerdict::Released,
            words: format!("{}{acting} {did}", capitalised(&who(visit, *by))),
        })
    };
    judged.filter_map(line).collect()
}

/// What stands for the name of a file that the viewer may not look into.
const fn fenced(place: HeldIn) -> &'static str {
    match place {
        HeldIn::Version(_) => "Tệp của hồ sơ kín",
        HeldIn::Evidence(_) => "Tệp minh chứng",
        HeldIn::OrderScan(_) | HeldIn::MandateScan(_) => "Bản quét",
        HeldIn::EntryFile(..) => "Tệp của một mục trong sổ",
        HeldIn::TaskFile(_) | HeldIn::AnswerFile(..) => "Tệp của việc được giao",
        HeldIn::Template(_) => "Mẫu hồ sơ",
    }
}

/// What whoever does not let a file open does with it: of a version another one is to come.
const fn back_words(place: HeldIn) -> &'static str {
    match place {
        HeldIn::Version(_) => "trả lại",
        HeldIn::Evidence(_) | HeldIn::OrderScan(_) | HeldIn::MandateScan(_) => "không cho mở",
        HeldIn::EntryFile(..) | HeldIn::TaskFile(_) | HeldIn::AnswerFile(..) | HeldIn::Template(_) => "không cho mở",
    }
}

/// The page of the receipt, the request, the order or the decision.
fn page_of(place: HeldIn) -> String {
    match place {
        HeldIn::Version(id) => paths::receipt(id),
        HeldIn::Evidence(id) => paths::update(id),
        HeldIn::OrderScan(id) => paths::lock_order(id),
        HeldIn::MandateScan(id) => paths::mandate(id),
        HeldIn::EntryFile(kind, id) => paths::entry_at(kind.address(), id),
        HeldIn::TaskFile(id) | HeldIn::AnswerFile(id, ..) => paths::task(id),
        HeldIn::Template(id) => paths::template(id),
    }
}

/// Where the file itself is fetched.
fn file_of(place: HeldIn, position: usize) -> String {
    match place {
        HeldIn::Version(id) => paths::file(id, position),
        HeldIn::Evidence(id) => paths::update_file(id, position),
        HeldIn::OrderScan(id) => paths::order_scan(id, position),
        HeldIn::MandateScan(id) => paths::mandate_file(id, position),
        HeldIn::EntryFile(kind, id) => paths::entry_file_at(kind.address(), id, position),
        HeldIn::TaskFile(id) => paths::task_file(id, position),
        HeldIn::AnswerFile(id, person, number) => paths::answer_file(id, person, number, position),
        HeldIn::Template(id) => paths::template_file(id, position),
    }
}

/// What whoever sent it did.
const fn sent_words(place: HeldIn) -> &'static str {
    match place {
        HeldIn::Version(_) => "nộp",
        HeldIn::Evidence(_) => "gửi",
        HeldIn::OrderScan(_) | HeldIn::MandateScan(_) | HeldIn::EntryFile(..) | HeldIn::TaskFile(_) => "đính kèm",
        HeldIn::AnswerFile(..) => "gửi",
        HeldIn::Template(_) => "đưa lên",
    }
}

fn line(visit: &Visit, (held, is_asked, opened): Listed) -> HeldLine {
    let HeldFile { place, version, person, received_at, position, file, inspected } = held;
    let (actor, organisation) = (visit.actor(), visit.facts.organisation());
    let record = version.and_then(|(id, _)| visit.facts.obligation(id));
    let of = held_for(visit, place, record);
    let looks = looks(visit, of);
    let opens = looks && inspected.is_looked_into();
    let said = |cause: &Cause| match inspected.scan.sentence() {
        Some(sentence) if matches!(cause, Cause::Virus | Cause::Unscanned) => sentence,
        Some(_) | None => cause.words().fact,
    };
    let what = match version {
        Some((_, version)) => {
            let record = record.map_or_else(|| "Hồ sơ của năm học trước".to_owned(), |one| visit.facts.title(one));
            format!("{record}, phiên bản {version}")
        }
        None => held_beside(&visit.facts, place).unwrap_or_else(|| fenced(place).to_owned()),
    };
    let returned = inspected.judgement.as_ref().and_then(|judgement| match &judgement.verdict {
        HeldVerdict::Released => None,
        HeldVerdict::Returned { reason } => {
            let acting = judged_for(organisation, judgement.by, judgement.at);
            let acting = acting.map(|acting| format!(" {acting}")).unwrap_or_default();
            let why = if looks { format!(": {reason}") } else { String::new() };
            let (by, back) = (capitalised(&who(visit, judgement.by)), back_words(place));
            Some(format!("{by}{acting} {back} lúc {}{why}", moment(judgement.at)))
        }
    });
    let shut = record.and_then(|one| visit.facts.shut_to_reviewers(one, Arrival::at(visit.now)));
    let decides = decide_held_file(&actor, organisation, person, of).map(drop).map_err(|refusal| {
        let Words { fact, advice } = refusal.words();
        format!("{fact}. {advice}")
    });
    let read = match place {
        HeldIn::Version(id) => (opens && Pages::reads(file.kind)).then(|| paths::preview(id, position)),
        HeldIn::Evidence(_) | HeldIn::OrderScan(_) | HeldIn::MandateScan(_) => None,
        HeldIn::EntryFile(..) | HeldIn::TaskFile(_) | HeldIn::AnswerFile(..) | HeldIn::Template(_) => None,
    };
    HeldLine {
        place,
        position,
        // The name of a file of a record that is fenced off may say what is in it.
        name: if looks { file.name.to_string() } else { fenced(place).to_owned() },
        what,
        page: version.is_none().then(|| page_of(place)),
        sent: format!("{} {} lúc {}", capitalised(&who(visit, person)), sent_words(place), moment(received_at)),
        causes: inspected.causes().iter().map(said).collect(),
        returned,
        seen: inspected.judgement.as_ref().map(seen).unwrap_or_default(),
        read,
        original: opens.then(|| file_of(place, position)),
        scan: scan_words(visit, &inspected.scan, is_asked, &opened),
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
    Path(place): Path<(HeldIn, usize)>,
    visit: Visit,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    judge(&visit, &request, place, &FormData::new(fields), String::new(), HeldVerdict::Released).await
}

/// `POST /tep-giu-lai/{receipt}/{position}/tra-lai`
pub async fn give_back(
    Path(place): Path<(HeldIn, usize)>,
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
            let typed = (place.0, place.1, typed);
            held_page(&visit, &request, Attempt::wrong(typed, errors), None).await
        }
    }
}

/// `POST /tep-giu-lai/{receipt}/{position}/quet-lai`
pub async fn scan_again(Path(place): Path<(HeldIn, usize)>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    let store = visit.fact_store();
    let asked = visit.write(async move |work: &mut Work| scans::ask_again(work, &store, place).await).await;
    match asked {
        Ok(()) => Ok(Redirect::to(paths::HELD_FILES).into_response()),
        Err(Error::Refused(refusal @ Refusal::Inspection(_))) => {
            held_page(&visit.again().await?, &request, Attempt::without_words(refusal), None).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn judge(
    visit: &Visit,
    request: &PageRequest,
    place: (HeldIn, usize),
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
            let typed = (place.0, place.1, typed);
            held_page(&visit.again().await?, request, Attempt::refused(typed, refusal), None).await
        }
        Err(error) => Err(error.into()),
    }
}
