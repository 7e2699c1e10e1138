//! "/so": the registers of the house: what stands in them, their forms, the steps of an entry, and their paper.

mod choices;
pub mod files;

use app::{
    paths::{self, RegisterQuery},
    registers::{
        EntryFormView, EntryView, MAX_PRINTED, PER_PAGE, PraiseListView, RegisterChoice, RegisterPaperView, RegisterView, StepView,
    },
    ui::Pages,
};
use axum::{
    Form,
    extract::{Path, Query},
    http::{HeaderMap, Uri, header},
    response::{IntoResponse, Redirect, Response},
};
use choices::Choices;
use domain::{
    dashboard::TermFilter,
    days::day_of,
    devices::browser_words,
    forms::FormData,
    lines,
    obligations::ObligationId,
    people::Position,
    permissions::{
        Action, RegisterScope, decide, decide_attach_to_entry, decide_correct_entry, decide_enter_entry, decide_move_entry,
        decide_read_entry, decide_read_register,
    },
    refusal::{Refusal, RegisterRefusal},
    registers::{
        ACCUSED, ANSWER_BY, ColumnKind, Concerned, Entry, EntryForm, EntryId, EntryLine, Move, MoveForm, RECORDS, Register,
        RegisterKind, TERM, Wanted, agreed_content, entry_told, known_of_page, praise_list, step_told, term_figures,
        usual_answer_by, version_told,
    },
};
use records::{Error, Work, new_id, registers};
use serde::Deserialize;

use super::{
    attempt::{Attempt, Done, or_refusal, with_status},
    setup::Fields,
    viewer,
};
use crate::{
    error::AppError,
    extract::{PageRequest, ProofForm, Visit},
};

/// What is said of what was just done.
const DEEDS: [(&str, &str); 4] = [
    ("tep", "Đã đính kèm"),
    ("ghi", "Đã ghi vào sổ"),
    ("sua", "Đã lưu; lời trước khi sửa vẫn xem lại được ở cuối trang"),
    ("buoc", "Đã ghi bước này"),
];

/// The code of an error page is no longer than this.
const MAX_CODE: usize = 24;

/// What of a register is asked for.
#[derive(Debug, Default, Deserialize)]
pub struct ListQuery {
    #[serde(default, rename = "q")]
    words: String,
    #[serde(default, rename = "trang-thai")]
    state: String,
    #[serde(default, rename = "trang")]
    page: usize,
}

/// What a new entry begins with.
#[derive(Debug, Default, Deserialize)]
pub struct NewQuery {
    /// The code that stood on the page of an error.
    #[serde(default, rename = "ma")]
    code: String,
    /// Whom it is about.
    #[serde(default, rename = "nguoi")]
    person: String,
    /// Of which term the figures are.
    #[serde(default, rename = "ky")]
    term: String,
}

fn register_of(address: &str) -> Result<&'static Register, AppError> {
    RegisterKind::from_address(address).map(RegisterKind::register).ok_or(AppError::NotFound)
}

/// `GET /so`
pub async fn index(visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    let (actor, organisation) = (visit.actor(), visit.facts.organisation());
    let mut choices = Vec::new();
    for kind in RegisterKind::ALL {
        let Ok(scope) = decide_read_register(&actor, organisation, kind.register()) else { continue };
        // Whoever has nothing to do with a register but by what is about them is led there once something is.
        if scope == RegisterScope::Concerned {
            let (wanted, _) = wanted(&visit, kind.register(), &ListQuery::default())?;
            if read_list(&visit, kind.register(), &wanted, (0, 1)).await?.0.is_empty() {
                continue;
            }
        }
        choices.push(RegisterChoice { kind, may_enter: decide_enter_entry(&actor, organisation, kind.register()).is_ok() });
    }
    let viewer = viewer(&visit)?;
    Ok(request.page("Sổ của trường", |head| app::pages::registers(head, viewer, choices)))
}

/// What the visitor may read of a register, narrowed as they asked.
fn wanted(visit: &Visit, register: &'static Register, query: &ListQuery) -> Result<(Wanted, RegisterQuery), AppError> {
    let scope = decide_read_register(&visit.actor(), visit.facts.organisation(), register)?;
    let state = register.state(&query.state).map(|state| state.code);
    let words = lines::clean(&query.words);
    let shown = RegisterQuery { words: words.clone(), state: state.unwrap_or_default().to_owned() };
    let (only_of, entered_by) = scope.entries_of(visit.person);
    Ok((Wanted { only_of, entered_by, state, words }, shown))
}

/// Notes that the visitor reads these entries, where the register is one that few know of.
fn note_read(visit: &Visit, register: &Register, lines: &[EntryLine]) {
    if register.is_secret() {
        lines.iter().for_each(|line| visit.note_case(line.id));
    }
}

async fn read_list(
    visit: &Visit,
    register: &'static Register,
    wanted: &Wanted,
    (first, most): (usize, usize),
) -> Result<(Vec<EntryLine>, usize), AppError> {
    let (kind, wanted) = (register.kind, wanted.clone());
    Ok(visit.read(async move |work: &mut Work| registers::list(work, kind, &wanted, (first, most)).await).await?)
}

/// `GET /so/{register}`
pub async fn list(
    Path(address): Path<String>,
    visit: Visit,
    Query(query): Query<ListQuery>,
    Query(done): Query<Done>,
    request: PageRequest,
) -> Result<Response, AppError> {
    let register = register_of(&address)?;
    let (wanted, shown) = wanted(&visit, register, &query)?;
    let mut page = query.page;
    let first = page.saturating_mul(PER_PAGE);
    let (mut entries, mut in_all) = read_list(&visit, register, &wanted, (first, PER_PAGE)).await?;
    // The list has become shorter: behind its end nothing says how long it is.
    if entries.is_empty() && page > 0 {
        page = 0;
        (entries, in_all) = read_list(&visit, register, &wanted, (0, PER_PAGE)).await?;
    }
    note_read(&visit, register, &entries);
    let organisation = visit.facts.organisation();
    let view = RegisterView {
        register,
        query: shown,
        pages: Pages::asked(page, PER_PAGE, in_all),
        entries: entries.iter().map(|one| entry_told(organisation, one)).collect(),
        may_enter: decide_enter_entry(&visit.actor(), organisation, register).is_ok(),
        scope: decide_read_register(&visit.actor(), organisation, register)?,
        refused: None,
        done: done.words(&DEEDS),
    };
    let viewer = viewer(&visit)?;
    Ok(request.page(register.name, |head| app::pages::register(head, viewer, view)))
}

/// `GET /so/{register}/in`
pub async fn paper(
    Path(address): Path<String>,
    visit: Visit,
    Query(query): Query<ListQuery>,
    request: PageRequest,
) -> Result<Response, AppError> {
    let register = register_of(&address)?;
    let (wanted, shown) = wanted(&visit, register, &query)?;
    let (entries, in_all) = read_list(&visit, register, &wanted, (0, MAX_PRINTED)).await?;
    note_read(&visit, register, &entries);
    let entries = entries.iter().map(|one| entry_told(visit.facts.organisation(), one)).collect();
    let view = RegisterPaperView { register, query: shown, entries, in_all };
    let viewer = viewer(&visit)?;
    Ok(request.page(register.name, |head| app::pages::register_paper(head, viewer, view)))
}

/// `GET /so/{register}/moi`: of an incident with what the program knows of where it happened.
pub async fn new_form(
    Path(address): Path<String>,
    visit: Visit,
    Query(query): Query<NewQuery>,
    request: PageRequest,
) -> Result<Response, AppError> {
    let register = register_of(&address)?;
    decide_enter_entry(&visit.actor(), visit.facts.organisation(), register)?;
    let mut form = EntryForm::empty(new_id::<Entry>().to_string());
    form.typed.insert("page".to_owned(), came_from(&request.headers));
    form.typed.insert("error".to_owned(), query.code);
    form.typed.insert(ACCUSED.to_owned(), query.person);
    form.typed.insert(TERM.to_owned(), query.term);
    form.typed.insert(ANSWER_BY.to_owned(), domain::vietnamese::date(usual_answer_by(day_of(visit.now))));
    note_known(register, &mut form, &request.headers);
    form_page(&visit, &request, (register, None), Attempt { typed: Some(form), ..Attempt::default() }).await
}

/// The page of this program from which a link was followed; empty where the browser does not say it.
fn came_from(headers: &HeaderMap) -> String {
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let from = text(header::REFERER).and_then(|address| address.parse::<Uri>().ok());
    let host = text(header::HOST);
    let own = from.filter(|from| from.authority().map(|authority| authority.as_str()) == host);
    own.map(|from| from.path().to_owned()).unwrap_or_default()
}

/// Keeps what the program knows of an incident, and nothing else that came in these fields: an address without its question, a
/// code, and the name of a browser.
fn note_known(register: &Register, form: &mut EntryForm, headers: &HeaderMap) {
    let is_known = |code: &str| register.columns.iter().any(|one| one.code == code && one.kind == ColumnKind::Known);
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    let page = known_of_page(form.says("page"));
    let is_of_code = |letter: &char| letter.is_ascii_alphanumeric() || *letter == '-';
    let code: String = form.says("error").chars().filter(is_of_code).take(MAX_CODE).collect();
    for (column, value) in [("page", page), ("error", code), ("browser", browser_words(agent))] {
        if is_known(column) {
            form.typed.insert(column.to_owned(), value);
        }
    }
}

async fn form_page(
    visit: &Visit,
    request: &PageRequest,
    (register, entry): (&'static Register, Option<String>),
    attempt: Attempt<EntryForm>,
) -> Result<Response, AppError> {
    let form = attempt.typed.unwrap_or_else(|| EntryForm::empty(new_id::<Entry>().to_string()));
    let Choices { first, columns: choices } = Choices::read(visit, register, &form).await?;
    let view = EntryFormView { register, entry, form, first, choices, errors: attempt.errors, refused: attempt.refused };
    let viewer = viewer(visit)?;
    Ok(with_status(request.page(register.new, |head| app::pages::entry_form(head, viewer, view)), attempt.status))
}

/// `POST /so/{register}/moi`
pub async fn enter(
    Path(address): Path<String>,
    visit: Visit,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    let register = register_of(&address)?;
    decide_enter_entry(&visit.actor(), visit.facts.organisation(), register)?;
    let mut form = EntryForm::read(register, &FormData::new(fields));
    note_known(register, &mut form, &request.headers);
    let (store, sent, kind) = (visit.fact_store(), form.clone(), register.kind);
    match visit.write(async move |work: &mut Work| registers::enter(work, &store, kind, &sent).await).await {
        Ok(Ok(id)) => Ok(led(register, id, "ghi")),
        Ok(Err(errors)) => form_page(&visit, &request, (register, None), Attempt::wrong(form, errors)).await,
        Err(Error::Refused(refusal)) => {
            let attempt = Attempt::refused(form, refusal.clone());
            or_refusal(form_page(&visit.again().await?, &request, (register, None), attempt).await, refusal)
        }
        Err(error) => Err(error.into()),
    }
}

fn led(register: &Register, id: EntryId, deed: &str) -> Response {
    Redirect::to(&format!("{}?xong={deed}", paths::entry_at(register.kind.address(), id))).into_response()
}

/// An entry that the visitor may read. Of one that is about people, all others are told what they are told of an id that nothing has.
async fn read_entry(visit: &Visit, register: &'static Register, id: EntryId) -> Result<Entry, AppError> {
    let kind = register.kind;
    let entry = visit.read(async move |work: &mut Work| registers::one(work, kind, id).await).await?;
    match decide_read_entry(&visit.actor(), visit.facts.organisation(), &entry.line) {
        Ok(()) => Ok(entry),
        // Those whose it is, and whose password waits to be confirmed.
        Err(refusal @ Refusal::ResetUnconfirmed) => Err(refusal.into()),
        Err(_) if register.concerned != Concerned::Nobody => Err(AppError::NotFound),
        Err(refusal) => Err(refusal.into()),
    }
}

/// `GET /so/{register}/{entry}`
pub async fn entry(
    Path((address, id)): Path<(String, EntryId)>,
    visit: Visit,
    Query(done): Query<Done>,
    request: PageRequest,
) -> Result<Response, AppError> {
    let attempt = Attempt { done: done.words(&DEEDS), ..Attempt::default() };
    entry_page(&visit, &request, (register_of(&address)?, id), attempt).await
}

async fn entry_page(
    visit: &Visit,
    request: &PageRequest,
    (register, id): (&'static Register, EntryId),
    attempt: Attempt<MoveForm>,
) -> Result<Response, AppError> {
    let Entry { line, versions, steps } = read_entry(visit, register, id).await?;
    let files = visit.read(async move |work: &mut Work| registers::files(work, id).await).await?;
    note_read(visit, register, std::slice::from_ref(&line));
    let (actor, organisation) = (visit.actor(), visit.facts.organisation());
    let is_theirs = |way: &&'static Move| {
        let theirs = decide_move_entry(&actor, organisation, &line, way.to, day_of(visit.now)).ok();
        theirs.is_some_and(|(allowed, _)| allowed == *way)
    };
    let ways: Vec<&'static Move> = register.moves_from(&line.step.state).filter(is_theirs).collect();
    let asks_again = visit.asks_again() && ways.iter().any(|way| way.decides_about_people());
    let earlier = versions.split_last().map(|(_, earlier)| earlier).unwrap_or_default();
    let view = EntryView {
        kind: register.kind,
        entry: entry_told(organisation, &line),
        steps: steps.iter().map(|one| step_told(organisation, register, one)).collect(),
        earlier: earlier.iter().map(|one| version_told(organisation, register, one)).collect(),
        records: named_records(visit, &line),
        may_correct: decide_correct_entry(&actor, organisation, &line).is_ok(),
        files: files.into_iter().map(|one| (organisation.name_of(one.by, day_of(visit.now)), one)).collect(),
        may_attach: register.kind.takes_files() && decide_attach_to_entry(&actor, organisation, &line).is_ok(),
        makes_type: agreed_content(&line).is_some() && decide(&actor, organisation, Action::ChangeSchool).is_ok(),
        step: StepView { ways, seen: line.changes().to_string(), typed: attempt.typed, errors: attempt.errors, asks_again },
        refused: attempt.refused,
        done: attempt.done,
    };
    let title = format!("{} {}", domain::vietnamese::capitalised(register.one), line.name());
    let viewer = viewer(visit)?;
    Ok(with_status(request.page(&title, |head| app::pages::entry(head, viewer, view)), attempt.status))
}

/// Whether what was sent would decide about people, as the entry stands now.
fn decides_now(visit: &Visit, line: &EntryLine, form: &MoveForm) -> bool {
    let way = decide_move_entry(&visit.actor(), visit.facts.organisation(), line, &form.to, day_of(visit.now));
    let is_ready = |way: &Move| form.seen == line.changes().to_string() && form.parse(way).is_ok();
    way.is_ok_and(|(way, _)| way.decides_about_people() && is_ready(way))
}

/// The records of this school year that an entry names.
fn named_records(visit: &Visit, line: &EntryLine) -> Vec<(ObligationId, String)> {
    let ids = line.says(RECORDS).split(',').filter_map(|id| id.parse().ok());
    let known = ids.filter_map(|id| visit.facts.obligation(id));
    known.map(|record| (record.id, visit.facts.title(record))).collect()
}

/// `GET /so/khen-thuong/de-nghi`
pub async fn praise(visit: Visit, Query(query): Query<NewQuery>, request: PageRequest) -> Result<Response, AppError> {
    let register = RegisterKind::Commendations.register();
    let (actor, organisation, today) = (visit.actor(), visit.facts.organisation(), day_of(visit.now));
    if decide_read_register(&actor, organisation, register)? != RegisterScope::All {
        return Err(Refusal::from(RegisterRefusal::NotYours { name: register.name.to_owned() }).into());
    }
    let term = term_figures(&visit.facts, TermFilter::from_code(&query.term), visit.now).term;
    let (entries, _) = read_list(&visit, register, &Wanted::default(), (0, MAX_PRINTED)).await?;
    let since = visit.facts.calendar().first_day();
    let is_meant = |one: &EntryLine| one.says(TERM) == term.code() && since <= day_of(one.at);
    let entries: Vec<EntryLine> = entries.into_iter().filter(is_meant).collect();
    let principal = organisation.holders(Position::Principal, today).into_iter().next();
    let view = PraiseListView {
        school: visit.facts.school.name.clone(),
        school_year: domain::vietnamese::school_year(visit.facts.calendar().school_year()),
        term,
        today,
        lines: praise_list(organisation, &entries, today),
        author: visit.person()?.name.to_string(),
        principal: principal.map(|one| one.name.to_string()).unwrap_or_default(),
    };
    let viewer = viewer(&visit)?;
    Ok(request.page("Danh sách đề nghị khen thưởng", |head| app::pages::praise_list(head, viewer, view)))
}

/// `GET /so/{register}/{entry}/sua`
pub async fn correct_form(
    Path((address, id)): Path<(String, EntryId)>,
    visit: Visit,
    request: PageRequest,
) -> Result<Response, AppError> {
    let register = register_of(&address)?;
    let line = read_entry(&visit, register, id).await?.line;
    decide_correct_entry(&visit.actor(), visit.facts.organisation(), &line)?;
    let attempt = Attempt { typed: Some(EntryForm::of(&line)), ..Attempt::default() };
    form_page(&visit, &request, (register, Some(paths::entry_at(&address, id))), attempt).await
}

/// `POST /so/{register}/{entry}/sua`
pub async fn correct(
    Path((address, id)): Path<(String, EntryId)>,
    visit: Visit,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    let register = register_of(&address)?;
    read_entry(&visit, register, id).await?;
    let form = EntryForm::read(register, &FormData::new(fields));
    let (store, sent, of) = (visit.fact_store(), form.clone(), (register.kind, id));
    let entry = Some(paths::entry_at(&address, id));
    match visit.write(async move |work: &mut Work| registers::correct(work, &store, of, &sent).await).await {
        Ok(Ok(())) => Ok(led(register, id, "sua")),
        Ok(Err(errors)) => form_page(&visit, &request, (register, entry), Attempt::wrong(form, errors)).await,
        Err(Error::Refused(refusal)) => {
            let attempt = Attempt::refused(form, refusal.clone());
            or_refusal(form_page(&visit.again().await?, &request, (register, entry), attempt).await, refusal)
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /so/{register}/{entry}/buoc`: whoever decides about people types their password again, where that was long ago.
pub async fn take_step(Path((address, id)): Path<(String, EntryId)>, mut sent: ProofForm<Visit>) -> Result<Response, AppError> {
    let register = register_of(&address)?;
    let line = read_entry(&sent.visit, register, id).await?.line;
    let form = MoveForm::read(&sent.typed);
    // Whoever may not, comes too late, or says nothing, is told so without a password.
    let decides = decides_now(&sent.visit, &line, &form);
    if decides && let Err(errors) = sent.prove().await? {
        return entry_page(&sent.visit, &sent.request, (register, id), Attempt::wrong(form, errors)).await;
    }
    let ProofForm { visit, request, .. } = sent;
    let (store, sent, of) = (visit.fact_store(), form.clone(), (register.kind, id));
    let done = if decides {
        visit.write(async move |work: &mut Work| registers::take_proved_step(work, &store, of, &sent).await).await
    } else {
        visit.write(async move |work: &mut Work| registers::take_step(work, &store, of, &sent).await).await
    };
    match done {
        Ok(Ok(())) => Ok(led(register, id, "buoc")),
        Ok(Err(errors)) => entry_page(&visit, &request, (register, id), Attempt::wrong(form, errors)).await,
        Err(Error::Refused(refusal)) => {
            // The step may have gone from the page: the words stand in the notice.
            let attempt = match form.words.as_str() {
                "" => Attempt::without_words(refusal.clone()),
                words => Attempt { typed: Some(form.clone()), ..Attempt::told_with(refusal.clone(), words) },
            };
            or_refusal(entry_page(&visit.again().await?, &request, (register, id), attempt).await, refusal)
        }
        Err(error) => Err(error.into()),
    }
}
