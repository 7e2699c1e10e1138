//! Step 2: the calendar, typed or read from a file.

use app::{
    moved_days::LookedAt,
    paths,
    setup::{LineFault, YearView},
};
use axum::{
    Form,
    body::Body,
    extract::Query,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    calendar::SchoolCalendar,
    calendar_file::{self, CalendarLineError},
    files::FileName,
    forms::FormErrors,
    moved_days::ChangeOutlook,
    school_years::{EnteredCalendars, WhichYear, YearForm, YearPreview, calendar_outlook, next_calendar_outlook},
    setup::Step,
    vietnamese,
    year_end::{NotCarried, year_end},
};
use records::{AfterLook, Work, facts, school_years};
use serde::Deserialize;

use super::{Fields, Saved, pressed, typed, unprocessable};
use crate::{
    error::AppError,
    extract::{PageRequest, SettingsContext},
    files::receive::words_file,
};

/// A calendar takes two or three kB.
const MAX_FILE: usize = 128 * 1024;
/// How many mistakes of a file are told; whoever has more has sent another file.
const MAX_FAULTS: usize = 30;

/// What the page shows besides the form.
#[derive(Default)]
struct Shown {
    errors: FormErrors,
    from_file: Option<String>,
    saved: bool,
    more_rows: bool,
    /// What the form would move.
    looked: Option<LookedAt>,
    not_carried: Option<NotCarried>,
}

/// Whose calendar: the year that is shown, or with `?moi=1`, in an open school, the next one.
#[derive(Debug, Default, Deserialize)]
pub struct YearQuery {
    #[serde(default)]
    moi: String,
}

impl YearQuery {
    fn which(&self, context: &SettingsContext) -> WhichYear {
        self.asked_for().in_phase(context.phase())
    }

    /// In a school that is open.
    pub(super) fn asked_for(&self) -> WhichYear {
        if self.moi.is_empty() { WhichYear::Present } else { WhichYear::Next }
    }
}

/// `GET /cai-dat/lich-nam-hoc`
pub async fn year_page(
    Query(query): Query<Saved>,
    Query(year): Query<YearQuery>,
    context: SettingsContext,
    request: PageRequest,
) -> Result<Response, AppError> {
    let setup_state = context.setup_state()?;
    let which = year.which(&context);
    let entered = EnteredCalendars {
        present: setup_state.year.as_ref().map(|year| &year.calendar),
        next: setup_state.next_year.as_ref().map(|year| &year.calendar),
    };
    let form = which.first_form(entered, setup_state.today);
    let not_carried = not_carried(&context, which).await?;
    year_form(&context, &request, which, form, Shown { saved: !query.saved.is_empty(), not_carried, ..Shown::default() })
}

/// What the next year has not yet of the present one, where it has been entered.
async fn not_carried(context: &SettingsContext, which: WhichYear) -> Result<Option<NotCarried>, AppError> {
    let Some(visit) = context.visit.as_ref().filter(|_| which == WhichYear::Next) else { return Ok(None) };
    let next = visit.read(async |work: &mut Work| facts::load_next(work).await).await?;
    Ok(next.map(|next| NotCarried::of(&visit.facts, &next, visit.now)))
}

fn year_form(
    context: &SettingsContext,
    request: &PageRequest,
    which: WhichYear,
    form: YearForm,
    shown: Shown,
) -> Result<Response, AppError> {
    let preview = form.parse().ok().map(|calendar| YearPreview::of(&calendar));
    let around = context.around(shown.saved)?;
    let form = form.with_room(shown.more_rows);
    let Shown { errors, from_file, looked, not_carried, .. } = shown;
    let year_end = context.visit.as_ref().and_then(|visit| year_end(&visit.facts, &visit.actor(), visit.now));
    let page = YearView { which, form, errors, preview, from_file, looked, not_carried, year_end };
    Ok(request.page("Cài đặt: Lịch năm học", |head| app::pages::setup_year(head, around, page)))
}

/// `POST /cai-dat/lich-nam-hoc`
pub async fn save_year(
    Query(year): Query<YearQuery>,
    context: SettingsContext,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    let typed = typed(fields);
    let form = YearForm::read(&typed);
    let which = year.which(&context);
    match pressed(&typed, &["add", "preview"])? {
        "add" => return year_form(&context, &request, which, form, Shown { more_rows: true, ..Shown::default() }),
        "preview" => {
            let shown = match checked(&context, which, &form) {
                Ok(calendar) => {
                    let outlook = outlook(&context, which, &calendar).await?;
                    Shown { looked: outlook.map(|outlook| LookedAt { outlook, again: false }), ..Shown::default() }
                }
                Err(errors) => Shown { errors, ..Shown::default() },
            };
            return year_form(&context, &request, which, form, shown);
        }
        _ => {}
    }
    // What moves anybody's day is looked at before it is done, and looked at again where form or school have changed since.
    let seen = typed.exactly("seen").to_owned();
    if let Some(outlook) = outlook_of(&context, which, &form).await?.filter(|one| one.asks_for_a_look() && !one.is_of(&seen)) {
        let looked = Some(LookedAt { outlook, again: !seen.is_empty() });
        return year_form(&context, &request, which, form, Shown { looked, ..Shown::default() });
    }
    let (phase, sent) = (context.phase(), form.clone());
    let change = async move |work: &mut Work| match which {
        WhichYear::Present => school_years::change(work, phase, &sent, &seen).await,
        WhichYear::Next => school_years::change_next(work, &sent, &seen).await,
    };
    match context.write(change).await? {
        AfterLook::Made => saved(&context, which, &form),
        AfterLook::Wrong(errors) => {
            Ok(unprocessable(year_form(&context, &request, which, form, Shown { errors, ..Shown::default() })?))
        }
        AfterLook::Unseen => {
            let context = context.again().await?;
            let looked = outlook_of(&context, which, &form).await?.map(|outlook| LookedAt { outlook, again: true });
            year_form(&context, &request, which, form, Shown { looked, ..Shown::default() })
        }
    }
}

/// The calendar, if it is one and of the year that the page is about.
fn checked(context: &SettingsContext, which: WhichYear, form: &YearForm) -> Result<SchoolCalendar, FormErrors> {
    let year = context.setup_state.as_ref().and_then(|setup_state| setup_state.year.as_ref());
    which.check(form, year.map(|year| &year.calendar), context.phase())
}

/// What the calendar of the form would change; `None` where it is none, before the school is open, and for a year of which nothing
/// is owed yet.
async fn outlook_of(context: &SettingsContext, which: WhichYear, form: &YearForm) -> Result<Option<ChangeOutlook>, AppError> {
    match checked(context, which, form) {
        Ok(calendar) => outlook(context, which, &calendar).await,
        Err(_) => Ok(None),
    }
}

async fn outlook(
    context: &SettingsContext,
    which: WhichYear,
    calendar: &SchoolCalendar,
) -> Result<Option<ChangeOutlook>, AppError> {
    let Some(visit) = &context.visit else { return Ok(None) };
    let outlook = match which {
        WhichYear::Present => calendar_outlook(&visit.facts, calendar, visit.now),
        WhichYear::Next => {
            let Some(next) = visit.read(async |work: &mut Work| facts::load_next(work).await).await? else { return Ok(None) };
            next_calendar_outlook(&next, calendar, visit.now)
        }
    };
    outlook.map(Some).map_err(|_| AppError::Internal)
}

/// Where a saved calendar leads.
fn saved(context: &SettingsContext, which: WhichYear, form: &YearForm) -> Result<Response, AppError> {
    let today = context.setup_state()?.today;
    match which {
        WhichYear::Present => Ok(context.onwards(Step::Year)),
        WhichYear::Next => Ok(Redirect::to(&paths::saved(paths::calendar(which.once_saved(form, today)))).into_response()),
    }
}

/// `GET /cai-dat/lich-nam-hoc/tep`
pub async fn calendar_file_page(
    Query(year): Query<YearQuery>,
    context: SettingsContext,
    request: PageRequest,
) -> Result<Response, AppError> {
    file_form(&context, &request, year.which(&context), String::new(), Vec::new())
}

fn file_form(
    context: &SettingsContext,
    request: &PageRequest,
    which: WhichYear,
    file: String,
    faults: Vec<LineFault>,
) -> Result<Response, AppError> {
    let around = context.around(false)?;
    Ok(request.page("Cài đặt: Lịch năm học", |head| app::pages::setup_calendar_file(head, around, which, file, faults)))
}

/// `POST /cai-dat/lich-nam-hoc/tep`: fills the form with the file; nothing is saved yet.
pub async fn read_calendar_file(
    Query(year): Query<YearQuery>,
    context: SettingsContext,
    request: PageRequest,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, AppError> {
    let which = year.which(&context);
    let whole = |words: &str| vec![LineFault { line: None, words: words.to_owned(), text: String::new() }];
    let (name, bytes, complete) = match words_file(&headers, body, MAX_FILE).await {
        Ok(Some(file)) => file,
        Ok(None) => {
            return Ok(unprocessable(file_form(&context, &request, which, "lịch".to_owned(), whole("Chưa chọn tệp nào."))?));
        }
        Err(error) => return Err(error.into()),
    };
    let name = FileName::clean(&name).to_string();
    let read = match String::from_utf8(bytes) {
        _ if !complete => Err(whole("Tệp dài hơn một tệp lịch rất nhiều; có lẽ chọn nhầm tệp.")),
        Err(_) => Err(whole("Tệp không phải tệp chữ (UTF-8); có lẽ chọn nhầm tệp.")),
        Ok(text) if text.trim().is_empty() => Err(whole("Tệp trống.")),
        // Windows puts a mark before the first letter.
        Ok(text) => read(text.trim_start_matches('\u{FEFF}')),
    };
    // The file of another year is refused before anybody checks its preview line by line.
    let read = read.and_then(|calendar| {
        let form = YearForm::of(&calendar);
        match checked(&context, which, &form) {
            Ok(_) => Ok(form),
            Err(errors) => Err(whole(errors.first().unwrap_or_default())),
        }
    });
    match read {
        Ok(form) => year_form(&context, &request, which, form, Shown { from_file: Some(name), ..Shown::default() }),
        Err(faults) => Ok(unprocessable(file_form(&context, &request, which, name, faults)?)),
    }
}

fn read(text: &str) -> Result<SchoolCalendar, Vec<LineFault>> {
    calendar_file::parse(text).map_err(|faults| {
        faults
            .into_iter()
            .take(MAX_FAULTS)
            .map(|error| LineFault {
                line: Some(error.line),
                words: format!("{}.", reason_words(&error.reason)),
                text: text.lines().nth(error.line.saturating_sub(1)).unwrap_or_default().trim().chars().take(120).collect(),
            })
            .collect()
    })
}

/// The line itself stands beside the words, so that the field need not be named again.
fn reason_words(reason: &CalendarLineError) -> String {
    match reason {
        CalendarLineError::Calendar { problem, .. } => vietnamese::capitalised(&problem.to_string()),
        // Begins with the name of a field, which is written small.
        CalendarLineError::WrongType { .. } => reason.to_string(),
        reason => vietnamese::capitalised(&reason.to_string()),
    }
}

/// `GET /mau/lich.toml`: a calendar to fill in.
pub async fn sample() -> Response {
    let mut response = include_str!("../../../samples/lich.toml").into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/toml; charset=utf-8"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"lich.toml\""));
    response
}
