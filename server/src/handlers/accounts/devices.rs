//! "/tai-khoan": where one is signed in, ended elsewhere; and browsers that were new.

use app::{
    account::{AccountView, BrowserLine, SessionLine},
    paths,
};
use axum::{
    Form,
    extract::Query,
    response::{IntoResponse, Redirect, Response},
};
use domain::vietnamese::moment;
use records::{Work, accounts, devices, failed_sign_ins, second_factors};
use serde::Deserialize;

use crate::{
    auth::second_factor::hex,
    error::AppError,
    extract::{PageRequest, Visit},
    handlers::viewer,
};

#[derive(Debug, Default, Deserialize)]
pub struct AccountQuery {
    /// How many sessions were just ended.
    #[serde(default, rename = "da-dang-xuat")]
    ended: String,
}

/// `GET /tai-khoan`
pub async fn page(Query(query): Query<AccountQuery>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    let person = visit.person;
    let read = async move |work: &mut Work| {
        Ok((
            accounts::of_person(work, person).await?.username,
            devices::open_sessions(work, person).await?,
            devices::used_browsers(work, person).await?,
            second_factors::of(work, person).await?,
            failed_sign_ins::of_person(work, person).await?,
        ))
    };
    let (username, sessions, browsers, factor, failed) = visit.read(read).await?;
    let here = visit.key.hash();
    let page = AccountView {
        username,
        second_factor: factor.map(|factor| moment(factor.since)),
        wrong_codes: failed.codes,
        sessions: sessions
            .into_iter()
            .map(|one| SessionLine {
                key: hex(&one.id),
                agent: one.agent,
                address: one.address,
                begun: moment(one.begun_at),
                seen: moment(one.seen_at),
                is_this: one.id == here,
                shared: one.shared,
            })
            .collect(),
        browsers: browsers
            .into_iter()
            .map(|one| BrowserLine {
                agent: one.agent,
                address: one.address,
                first: moment(one.first_at),
                last: moment(one.last_at),
                is_news: one.is_news,
            })
            .collect(),
        done: query.ended.parse::<u64>().ok().map(|ended| match ended {
            0 => "Nơi đó đã đăng xuất từ trước".to_owned(),
            ended => format!("Đã đăng xuất {ended} nơi"),
        }),
        refused: None,
    };
    let viewer = viewer(&visit)?;
    Ok(request.page("Tài khoản", |head| app::pages::account(head, viewer, page)))
}

#[derive(Debug, Deserialize)]
pub struct EndForm {
    /// The hash of the session, in hex digits; every other one where none is named.
    session: Option<String>,
}

/// `POST /tai-khoan/dang-xuat-noi-khac`: one session, or every one but this.
pub async fn end_elsewhere(visit: Visit, Form(form): Form<EndForm>) -> Result<Response, AppError> {
    let one = form.session.map(|session| domain::hex::read::<32>(&session).ok_or(AppError::NotFound)).transpose()?;
    let here = visit.key.hash();
    let end = async move |work: &mut Work| {
        let one: Option<&[u8]> = one.as_ref().map(|one| one.as_slice());
        devices::end_elsewhere(work, one, &here).await
    };
    // Nothing is noted where nothing was there to be ended.
    let ended = visit.write_quietly(end).await?;
    Ok(Redirect::to(&format!("{}?da-dang-xuat={ended}", paths::ACCOUNT)).into_response())
}

/// `POST /tai-khoan/may-moi/da-biet`: the one who works knows the browsers that were new.
pub async fn know_of_browsers(visit: Visit) -> Result<Response, AppError> {
    let here = visit.key.hash();
    visit.write_quietly(async move |work: &mut Work| devices::know_of_browsers(work, &here).await).await?;
    Ok(Redirect::to(paths::START).into_response())
}
