//! Sending what the school keeps of a person as one file, some rows at a time: memory holds no more of it, however long they have
//! been there.

use std::io;

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use domain::{
    days::day_of,
    html::escaped,
    log::{LogKey, told},
    own_data::{
        BROWSERS, COMMENTS, ENTRIES, HAND_INS, LOG, OwnRow, OwnTable, POSITIONS, PROFILE, REQUESTS, comment_row, entry_row,
        hand_in_row, log_row, position_rows, profile_rows, request_row,
    },
    people::PersonId,
    permissions::Actor,
    vietnamese::moment,
};
use futures::stream;
use records::{Error, Work, accounts, data_requests, devices};
use serde_json::json;
use uuid::Uuid;

use super::told as requests_told;
use crate::{error::AppError, extract::Visit};

/// How many rows are read at a time.
const ROWS: i64 = 200;

/// To be read by people, or by another program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Html,
    Json,
}

impl Format {
    /// In the form, and behind the point in the name of the file.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Json => "json",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Html, Self::Json].into_iter().find(|one| one.code() == code)
    }

    const fn media_type(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
        }
    }

    fn begin(self, school: &str, who: &str, at: &str) -> String {
        match self {
            Self::Html => format!(
                "<!doctype html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n<title>Dữ liệu của {who}</title>\n\
                 <style>body{{font-family:sans-serif;margin:2rem}}table{{border-collapse:collapse}}\
                 th,td{{border:1px solid #777;padding:.3rem .5rem;text-align:left;vertical-align:top}}</style>\n</head>\n<body>\n\
                 <h1>Dữ liệu của {who}</h1>\n<p>{school}, lập lúc {at}. Chỉ gồm dữ liệu của chính người này.</p>\n",
                who = escaped(who),
                school = escaped(school),
            ),
            Self::Json => {
                format!("{{\"school\":{},\"person\":{},\"made_at\":{},\"tables\":[\n", json!(school), json!(who), json!(at))
            }
        }
    }

    fn open(self, table: &OwnTable, is_first: bool) -> String {
        match self {
            Self::Html => {
                let columns: String = table.columns.iter().map(|one| format!("<th scope=\"col\">{}</th>", escaped(one))).collect();
                format!("<h2>{}</h2>\n<table>\n<thead><tr>{columns}</tr></thead>\n<tbody>\n", escaped(table.title))
            }
            Self::Json => {
                let comma = if is_first { "" } else { ",\n" };
                let (code, title, columns) = (json!(table.code), json!(table.title), json!(table.columns));
                format!("{comma}{{\"code\":{code},\"title\":{title},\"columns\":{columns},\"rows\":[\n")
            }
        }
    }

    fn rows(self, rows: &[OwnRow], is_first: bool) -> String {
        match self {
            Self::Html => rows
                .iter()
                .map(|row| {
                    format!("<tr>{}</tr>\n", row.iter().map(|cell| format!("<td>{}</td>", escaped(cell))).collect::<String>())
                })
                .collect(),
            Self::Json => {
                let all: Vec<String> = rows.iter().map(|row| json!(row).to_string()).collect();
                let comma = if is_first || rows.is_empty() { "" } else { ",\n" };
                format!("{comma}{}", all.join(",\n"))
            }
        }
    }

    const fn close(self) -> &'static str {
        match self {
            Self::Html => "</tbody>\n</table>\n",
            Self::Json => "]}",
        }
    }

    const fn end(self) -> &'static str {
        match self {
            Self::Html => "</body>\n</html>\n",
            Self::Json => "\n]}\n",
        }
    }

    /// A table that is short enough to be there at once.
    fn whole(self, table: &OwnTable, rows: &[OwnRow], is_first: bool) -> String {
        format!("{}{}{}", self.open(table, is_first), self.rows(rows, true), self.close())
    }
}

/// Where the file has come to.
#[derive(Clone, Copy, Debug)]
enum Place {
    Beginning,
    /// Behind this receipt; `None` before the first one.
    HandIns(Option<(i32, i64)>),
    Comments(Option<Uuid>),
    Entries,
    Log(Option<LogKey>),
    Done,
}

/// What is being sent, and for whom.
struct Export {
    visit: Visit,
    person: PersonId,
    /// The person as they are today: what is fenced off from them stays there.
    actor: Actor,
    format: Format,
}

/// The file, as an answer that is written while it is sent.
///
/// # Errors
/// `AppError::Internal` for a header that cannot be written.
pub fn send(visit: Visit, person: PersonId, format: Format) -> Result<Response, AppError> {
    let actor = visit.facts.actor(person, visit.now);
    let name = format!("attachment; filename=\"du-lieu-{}.{}\"", day_of(visit.now).format("%Y-%m-%d"), format.code());
    let name = HeaderValue::try_from(name).map_err(|_| AppError::Internal)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(format.media_type())),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    let export = Export { visit, person, actor, format };
    let pieces = stream::try_unfold((export, Place::Beginning), |(export, place)| async move {
        let piece = export.piece(place).await.map_err(|_| io::Error::other("the data cannot be read"))?;
        Ok::<_, io::Error>(piece.map(|(text, next)| (Bytes::from(text), (export, next))))
    });
    Ok((headers, Body::from_stream(pieces)).into_response())
}

impl Export {
    /// The next piece, and where the file goes on; nothing behind its end.
    async fn piece(&self, place: Place) -> Result<Option<(String, Place)>, Error> {
        match place {
            Place::Beginning => Ok(Some((self.beginning().await?, Place::HandIns(None)))),
            Place::HandIns(behind) => self.hand_ins(behind).await.map(Some),
            Place::Comments(behind) => self.comments(behind).await.map(Some),
            Place::Entries => self.entries().await.map(Some),
            Place::Log(behind) => self.log(behind).await.map(Some),
            Place::Done => Ok(None),
        }
    }

    /// All that is short: who they are, what they hold and held, where they signed in, what they asked.
    async fn beginning(&self) -> Result<String, Error> {
        let person = self.person;
        let read = async move |work: &mut Work| {
            let account = match accounts::of_person(work, person).await {
                Ok(account) => Some((account.username, account.suspended)),
                // Whoever has none was never signed in.
                Err(Error::NotFound) => None,
                Err(error) => return Err(error),
            };
            Ok((account, devices::used_browsers(work, person).await?, data_requests::of_person(work, person).await?))
        };
        let (account, browsers, requests) = self.visit.read(read).await?;
        let (facts, format) = (&self.visit.facts, self.format);
        let organisation = facts.organisation();
        let mut profile = profile_rows(organisation, person);
        if let Some((username, suspended)) = account {
            profile.push(vec!["Tên đăng nhập".to_owned(), username]);
            let state = if suspended { "đang tạm khóa" } else { "đang mở" };
            profile.push(vec!["Tài khoản".to_owned(), state.to_owned()]);
        }
        let browsers: Vec<OwnRow> =
            browsers.into_iter().map(|one| vec![one.agent, one.address, moment(one.first_at), moment(one.last_at)]).collect();
        let requests: Vec<OwnRow> =
            requests.iter().zip(requests_told(&self.visit, &requests)).map(|(one, told)| request_row(one, &told)).collect();
        let tables = [
            format.begin(&facts.school.name, &organisation.full_name(person), &moment(self.visit.now)),
            format.whole(&PROFILE, &profile, true),
            format.whole(&POSITIONS, &position_rows(organisation, person), false),
            format.whole(&BROWSERS, &browsers, false),
            format.whole(&REQUESTS, &requests, false),
        ];
        Ok(tables.concat())
    }

    /// Some rows of a table that may be long, with its beginning before the first of them and its end behind the last.
    fn some(&self, table: &OwnTable, rows: &[OwnRow], is_first: bool) -> String {
        let begin = if is_first { self.format.open(table, false) } else { String::new() };
        let end = if is_last(rows) { self.format.close() } else { "" };
        format!("{begin}{}{end}", self.format.rows(rows, is_first))
    }

    async fn hand_ins(&self, behind: Option<(i32, i64)>) -> Result<(String, Place), Error> {
        let (facts, person) = (self.visit.facts.clone(), self.person);
        let from = behind.unwrap_or_default();
        let read = async move |work: &mut Work| data_requests::own_hand_ins(work, &facts, person, from, ROWS).await;
        let found = self.visit.read(read).await?;
        let row = |one: &data_requests::OwnHandIn| hand_in_row(&self.visit.facts, &self.actor, &one.obligation, &one.version);
        let rows: Vec<OwnRow> = found.iter().map(row).collect();
        let last = found.last().map(|one| (one.version.receipt.number.year, one.version.receipt.number.number));
        let next = if is_last(&rows) { Place::Comments(None) } else { Place::HandIns(last) };
        Ok((self.some(&HAND_INS, &rows, behind.is_none()), next))
    }

    async fn comments(&self, behind: Option<Uuid>) -> Result<(String, Place), Error> {
        let (facts, person) = (self.visit.facts.clone(), self.person);
        let from = behind.unwrap_or_else(Uuid::nil);
        let read = async move |work: &mut Work| data_requests::own_comments(work, &facts, person, from, ROWS).await;
        let found = self.visit.read(read).await?;
        let facts = &self.visit.facts;
        let row = |one: &data_requests::OwnComment| comment_row(facts, &self.actor, &one.obligation, one.at, &one.words);
        let rows: Vec<OwnRow> = found.iter().map(row).collect();
        let next = if is_last(&rows) { Place::Entries } else { Place::Comments(found.last().map(|one| one.id)) };
        Ok((self.some(&COMMENTS, &rows, behind.is_none()), next))
    }

    /// What the registers say about the person; whoever takes the file for them gets no case that they do not read themselves.
    async fn entries(&self) -> Result<(String, Place), Error> {
        let (facts, who) = (self.visit.facts.clone(), (self.person, self.visit.person));
        let found = self.visit.read(async move |work: &mut Work| data_requests::own_entries(work, &facts, who).await).await?;
        let rows: Vec<OwnRow> = found.iter().map(|one| entry_row(self.visit.facts.organisation(), self.person, one)).collect();
        Ok((self.format.whole(&ENTRIES, &rows, false), Place::Log(None)))
    }

    async fn log(&self, behind: Option<LogKey>) -> Result<(String, Place), Error> {
        let (facts, person, reader) = (self.visit.facts.clone(), self.person, self.visit.person);
        let read = async move |work: &mut Work| data_requests::own_log(work, &facts, (person, reader), behind, ROWS).await;
        let (entries, titles) = self.visit.read(read).await?;
        let (facts, organisation) = (&self.visit.facts, self.visit.facts.organisation());
        let lines: Vec<_> = entries.iter().map(|entry| (entry.actor, told(facts, entry, &titles))).collect();
        let rows: Vec<OwnRow> = lines.iter().map(|(by, line)| log_row(organisation, person, *by, line)).collect();
        let text = self.some(&LOG, &rows, behind.is_none());
        if is_last(&rows) {
            return Ok((format!("{text}{}", self.format.end()), Place::Done));
        }
        Ok((text, Place::Log(lines.last().map(|(_, line)| line.key()))))
    }
}

/// Whether nothing comes behind these: fewer were there than were asked for.
fn is_last(rows: &[OwnRow]) -> bool {
    i64::try_from(rows.len()).unwrap_or(ROWS) < ROWS
}
