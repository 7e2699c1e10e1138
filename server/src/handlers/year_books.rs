//! "/so-cuoi-nam": the year-end books of the classes, for whoever taught one in the year, heads its department, or leads the school.

use app::{
    paths,
    year_books::{BookPaper, BookProof, BoundBookView, YearBookView, YearBooksView},
};
use axum::{
    Form,
    extract::{Path, Query, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    forms::FormData,
    people::ClassGroupId,
    refusal::Refusal,
    year_books::{BookContents, BookMark, BoundBook, class_books},
};
use records::{Error, Work, schools, year_books};
use serde::Deserialize;

use super::{attempt::with_status, setup::Fields, signing::school_key, viewer};
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
    state::AppState,
};

/// Of which year.
#[derive(Debug, Default, Deserialize)]
pub struct YearAsked {
    /// The name of a school year that is over.
    #[serde(default, rename = "nam")]
    year: String,
}

/// `GET /so-cuoi-nam`
pub async fn all(visit: Visit, Query(asked): Query<YearAsked>, request: PageRequest) -> Result<Response, AppError> {
    let visit = visit.in_year(&asked.year).await?;
    let marks = marks(&visit).await?;
    let page = YearBooksView {
        school_year: visit.facts.calendar().school_year().to_owned(),
        classes: class_books(&visit.facts, visit.person, &marks, visit.now),
        year: visit.looks_back().map(str::to_owned),
    };
    let viewer = viewer(&visit)?;
    Ok(request.page("Sổ hồ sơ cuối năm", |head| app::pages::year_books(head, viewer, page)))
}

async fn marks(visit: &Visit) -> Result<Vec<BookMark>, AppError> {
    let year = visit.facts.regime.year;
    Ok(visit.read(async move |work: &mut Work| year_books::of_year(work, year).await).await?)
}

/// `GET /so-cuoi-nam/{class}`: the book as it stands now.
pub async fn present(
    visit: Visit,
    Path(class): Path<ClassGroupId>,
    Query(asked): Query<YearAsked>,
    request: PageRequest,
) -> Result<Response, AppError> {
    let visit = visit.in_year(&asked.year).await?;
    page_of(&visit, &request, class, None).await
}

async fn page_of(
    visit: &Visit,
    request: &PageRequest,
    class: ClassGroupId,
    refused: Option<Refusal>,
) -> Result<Response, AppError> {
    let (store, which, person) = (visit.fact_store(), (visit.facts.regime.year, class), visit.person);
    let book = visit.read(async move |work: &mut Work| year_books::present(work, &store, which, person).await).await?;
    let mut bound: Vec<BookMark> = marks(visit).await?.into_iter().filter(|mark| mark.class == class).collect();
    bound.reverse();
    let number = bound.first().map_or(0, |last| last.number) + 1;
    let title = book.name();
    let page = YearBookView {
        class,
        paper: BookPaper { contents: BookContents { number, changes: Vec::new(), book }, proof: None, origin: String::new() },
        bound,
        year: visit.looks_back().map(str::to_owned),
        refused: refused.as_ref().map(Refusal::words),
    };
    let viewer = viewer(visit)?;
    let status = refused.map(|refusal| AppError::from(refusal).status());
    Ok(with_status(request.page(&title, |head| app::pages::year_book(head, viewer, page)), status))
}

/// `POST /so-cuoi-nam/{class}`: binds the final book.
pub async fn bind(
    State(state): State<AppState>,
    visit: Visit,
    Path(class): Path<ClassGroupId>,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    let visit = visit.in_year(FormData::new(fields).get(paths::YEAR)).await?;
    let key = school_key(&state, &visit).await?;
    let (store, which) = (visit.fact_store(), (visit.facts.regime.year, class));
    let bound = visit.write(async move |work: &mut Work| year_books::bind(work, &store, which, &key).await).await;
    match bound {
        Ok(mark) => {
            let address = paths::in_year(&paths::bound_book(class, mark.number), visit.looks_back());
            Ok(Redirect::to(&address).into_response())
        }
        // What stands in the way is told above the book as it is; whoever may not read it is told so alone.
        Err(Error::Refused(refusal)) if AppError::from(refusal.clone()).status() == axum::http::StatusCode::CONFLICT => {
            page_of(&visit, &request, class, Some(refusal)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /so-cuoi-nam/{class}/{number}`: a book that was bound.
pub async fn bound(
    visit: Visit,
    Path((class, number)): Path<(ClassGroupId, u32)>,
    Query(asked): Query<YearAsked>,
    request: PageRequest,
) -> Result<Response, AppError> {
    let visit = visit.in_year(&asked.year).await?;
    let BoundBook { mark, contents } = one(&visit, class, number).await?;
    let newest = marks(&visit).await?.iter().filter(|one| one.class == class).map(|one| one.number).max().unwrap_or(number);
    let title = contents.book.name();
    let page =
        BoundBookView { paper: paper(&visit, &mark, contents).await?, mark, year: visit.looks_back().map(str::to_owned), newest };
    let viewer = viewer(&visit)?;
    Ok(request.page(&title, |head| app::pages::bound_book(head, viewer, page)))
}

/// `GET /so-cuoi-nam/{class}/{number}/tep`: the same as one file, for whoever checks it without this server.
pub async fn file(
    State(state): State<AppState>,
    visit: Visit,
    Path((class, number)): Path<(ClassGroupId, u32)>,
    Query(asked): Query<YearAsked>,
) -> Result<Response, AppError> {
    let visit = visit.in_year(&asked.year).await?;
    let BoundBook { mark, contents } = one(&visit, class, number).await?;
    let paper = paper(&visit, &mark, contents).await?;
    let (document, name) = (paper.document(), paper.file_name());
    let key = school_key(&state, &visit).await?;
    let (store, which) = (visit.fact_store(), (mark.year, class));
    // Quietly: an event is noted only where the key is a new one.
    let seal = async move |work: &mut Work| year_books::sealed(work, &store, which, &document, &key).await;
    let file = visit.write_quietly(seal).await?;
    let disposition = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")).map_err(|_| AppError::Internal)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, file).into_response())
}

async fn one(visit: &Visit, class: ClassGroupId, number: u32) -> Result<BoundBook, AppError> {
    let (store, which, person) = (visit.fact_store(), (visit.facts.regime.year, class, number), visit.person);
    Ok(visit.read(async move |work: &mut Work| year_books::one(work, &store, which, person).await).await?)
}

async fn paper(visit: &Visit, mark: &BookMark, contents: BookContents) -> Result<BookPaper, AppError> {
    let address = visit.read(async |work: &mut Work| Ok(schools::setup(work).await?.address)).await?;
    let origin = address.map(|address| address.to_string()).unwrap_or_default();
    Ok(BookPaper { contents, proof: Some(BookProof { code: mark.code, anchor: mark.log.anchor() }), origin })
}
