//! Step 2: the calendar, typed or read from a file.

use app::setup::{LineFault, WhichYear};
use axum::{
    Form,
    body::Body,
    extract::{Query, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use chrono::Days;
use domain::{
    calendar::SchoolCalendar,
    calendar_file::{self, Reason},
    files::FileName,
    setup::{Errors, Step, YearForm, YearPreview, follows, is_same_year, taken_over_on},
    vietnamese,
};
use records::{Work, schools, setup};
use serde::Deserialize;

use super::{Desk, Fields, Saved, again, desk, pressed, still, typed};
use crate::{
    answer::{Ask, Fault},
    house::House,
    receive::{self, words_file},
};

/// A calendar takes two or three kB.
const LONGEST_FILE: usize = 128 * 1024;
/// So many faults of a file are told; who has more sent another file.
const MOST_FAULTS: usize = 30;

/// What the page shows besides the form.
#[derive(Default)]
struct Shown {
    errors: Errors,
    from_file: Option<String>,
    saved: bool,
    more_rows: bool,
}

/// Whose calendar: the year that is shown, or with `?moi=1`, in an open school, the next one.
#[derive(Debug, Default, Deserialize)]
pub struct YearQuery {
    #[serde(default)]
    moi: String,
}

impl YearQuery {
    fn which(&self, desk: &Desk) -> WhichYear {
        if self.moi.is_empty() || !desk.is_open() { WhichYear::Present } else { WhichYear::Next }
    }
}

/// `GET /cai-dat/lich-nam-hoc`
pub async fn year_page(
    State(house): State<House>,
    Query(query): Query<Saved>,
    Query(year): Query<YearQuery>,
    ask: Ask,
) -> Result<Response, Fault> {
    let desk = match desk(&house, &ask, Step::Year).await? {
        Ok(desk) => desk,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let stage = desk.stage()?;
    let which = year.which(&desk);
    let form = match (which, &stage.year, &stage.next_year) {
        (WhichYear::Present, Some(year), _) | (WhichYear::Next, _, Some(year)) => YearForm::of(&year.calendar),
        (WhichYear::Present, None, _) => YearForm::first(stage.today),
        (WhichYear::Next, year, None) => {
            YearForm::first(year.as_ref().map_or(stage.today, |year| year.calendar.last_day() + Days::new(60)))
        }
    };
    show(&desk, &ask, which, form, Shown { saved: !query.saved.is_empty(), ..Shown::default() })
}

fn show(desk: &Desk, ask: &Ask, which: WhichYear, form: YearForm, shown: Shown) -> Result<Response, Fault> {
    let preview = form.parse().ok().map(|calendar| YearPreview::of(&calendar));
    let around = desk.around(shown.saved)?;
    let form = form.with_room(shown.more_rows);
    Ok(ask.page("Cài đặt: Lịch năm học", |head| {
        app::pages::setup_year(head, around, which, form, shown.errors, preview, shown.from_file)
    }))
}

/// `POST /cai-dat/lich-nam-hoc`
pub async fn save_year(
    State(house): State<House>,
    Query(year): Query<YearQuery>,
    ask: Ask,
    Form(fields): Fields,
) -> Result<Response, Fault> {
    let desk = match desk(&house, &ask, Step::Year).await? {
        Ok(desk) => desk,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let typed = typed(fields);
    let form = YearForm::read(&typed);
    let which = year.which(&desk);
    match pressed(&typed) {
        "them" => return show(&desk, &ask, which, form, Shown { more_rows: true, ..Shown::default() }),
        "xem" => {
            let errors = checked(&desk, which, &form).err().unwrap_or_default();
            return show(&desk, &ask, which, form, Shown { errors, ..Shown::default() });
        }
        _ => {}
    }
    match checked(&desk, which, &form) {
        Ok(calendar) => save(&house, &desk, which, calendar).await,
        Err(errors) => Ok(again(show(&desk, &ask, which, form, Shown { errors, ..Shown::default() })?)),
    }
}

/// The calendar, if it is one and of the year that the page is about.
fn checked(desk: &Desk, which: WhichYear, form: &YearForm) -> Result<SchoolCalendar, Errors> {
    // First of all: in the wrong year every holiday is a mistake, and saying so of each helps nobody.
    is_expected(desk, which, form)?;
    form.parse()
}

/// Whether a calendar is of the year that the page is about.
fn is_expected(desk: &Desk, which: WhichYear, form: &YearForm) -> Result<(), Errors> {
    let known = desk.stage.as_ref().and_then(|stage| stage.year.as_ref()).filter(|_| desk.is_open());
    match (known, form.first_day()) {
        (Some(year), Some(first)) if which == WhichYear::Present => is_same_year(&year.calendar, first),
        (Some(year), Some(first)) => follows(&year.calendar, &form.school_year, first),
        _ => Ok(()),
    }
}

async fn save(house: &House, desk: &Desk, which: WhichYear, calendar: SchoolCalendar) -> Result<Response, Fault> {
    let open = desk.is_open();
    let is_running = taken_over_on(calendar.first_day()) <= desk.stage()?.today;
    house
        .office
        .write(desk.stage()?.school.id.uuid(), desk.actor(), async move |work: &mut Work| {
            still(work, open).await?;
            match which {
                WhichYear::Present => setup::keep_year(work, &calendar, open).await?,
                WhichYear::Next => setup::keep_next_year(work, &calendar).await?,
            }
            if open {
                setup::bring_up_to_date(work, "lịch năm học được sửa").await
            } else {
                schools::reach_step(work, Step::Units.number()).await
            }
        })
        .await?;
    match which {
        WhichYear::Present => Ok(desk.onwards(Step::Year)),
        // Entered shortly before it begins, it is the present one already.
        WhichYear::Next if is_running => Ok(Redirect::to(&format!("{}?da-luu=1", WhichYear::Present.page())).into_response()),
        WhichYear::Next => Ok(Redirect::to(&format!("{}&da-luu=1", which.page())).into_response()),
    }
}

/// `GET /cai-dat/lich-nam-hoc/tep`
pub async fn calendar_file_page(State(house): State<House>, Query(year): Query<YearQuery>, ask: Ask) -> Result<Response, Fault> {
    match desk(&house, &ask, Step::Year).await? {
        Ok(desk) => show_file(&desk, &ask, year.which(&desk), String::new(), Vec::new()),
        Err(elsewhere) => Ok(elsewhere),
    }
}

fn show_file(desk: &Desk, ask: &Ask, which: WhichYear, file: String, faults: Vec<LineFault>) -> Result<Response, Fault> {
    let around = desk.around(false)?;
    Ok(ask.page("Cài đặt: Lịch năm học", |head| app::pages::setup_calendar_file(head, around, which, file, faults)))
}

/// `POST /cai-dat/lich-nam-hoc/tep`: fills the form with the file; nothing is saved yet.
pub async fn read_calendar_file(
    State(house): State<House>,
    Query(year): Query<YearQuery>,
    ask: Ask,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Fault> {
    let desk = match desk(&house, &ask, Step::Year).await? {
        Ok(desk) => desk,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let which = year.which(&desk);
    let whole = |words: &str| vec![LineFault { line: None, words: words.to_owned(), text: String::new() }];
    let (name, bytes, complete) = match words_file(&headers, body, LONGEST_FILE).await {
        Ok(Some(file)) => file,
        Ok(None) => return Ok(again(show_file(&desk, &ask, which, "lịch".to_owned(), whole("Chưa chọn tệp nào."))?)),
        Err(receive::Fault::Refused(refusal)) => return Err(refusal.into()),
        Err(_) => return Err(Fault::NotAForm),
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
        match is_expected(&desk, which, &form) {
            Ok(()) => Ok(form),
            Err(errors) => Err(whole(errors.first().unwrap_or_default())),
        }
    });
    match read {
        Ok(form) => show(&desk, &ask, which, form, Shown { from_file: Some(name), ..Shown::default() }),
        Err(faults) => Ok(again(show_file(&desk, &ask, which, name, faults)?)),
    }
}

fn read(text: &str) -> Result<SchoolCalendar, Vec<LineFault>> {
    calendar_file::parse(text).map_err(|faults| {
        faults
            .into_iter()
            .take(MOST_FAULTS)
            .map(|fault| LineFault {
                line: Some(fault.line),
                words: format!("{}.", reason_words(&fault.reason)),
                text: text.lines().nth(fault.line.saturating_sub(1)).unwrap_or_default().trim().chars().take(120).collect(),
            })
            .collect()
    })
}

/// The line itself stands beside the words, so that the field need not be named again.
fn reason_words(reason: &Reason) -> String {
    match reason {
        Reason::Calendar { problem, .. } => vietnamese::capitalised(&problem.to_string()),
        // Begins with the name of a field, which is written small.
        Reason::WrongType { .. } => reason.to_string(),
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
