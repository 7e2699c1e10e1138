//! A small store of the tests' own that speaks as much S3 as backups ask for, and can answer late, wrongly or not at all.

use std::{
    collections::BTreeMap,
    io,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use futures::stream;
use tokio::net::TcpListener;

use crate::{Address, address::Patience};

/// How many names a page of a list holds.
const PAGE: usize = 3;

/// What the store does in the stead of what was asked.
#[derive(Clone, Debug)]
pub enum Fault {
    /// Nothing comes.
    Silent,
    /// It comes, after so long.
    Late(Duration),
    Status(StatusCode),
    /// A byte is another one.
    WrongByte,
    /// It says how much comes, and breaks off half-way.
    BreaksOff,
    /// It says that all of it comes, and gives half.
    Half,
    /// A list is without this name.
    Without(String),
    /// It puts over what is there, whatever the condition.
    NoCondition,
    /// It does not know what a condition is.
    ConditionUnknown,
}

type Spoil = Arc<dyn Fn(&Method, &str) -> Option<Fault> + Send + Sync>;

#[derive(Default)]
struct Held {
    objects: BTreeMap<String, (Bytes, DateTime<Utc>)>,
    parts: BTreeMap<(String, u32), Bytes>,
    spoil: Option<Spoil>,
    /// Nothing is put over anything and nothing taken away but the lease: what whoever keeps the store lets our keys do.
    adds_only: bool,
    /// Every request, as method and name.
    asked: Vec<(Method, String)>,
}

/// A store that ends with the test.
#[derive(Clone)]
pub struct Store {
    held: Arc<Mutex<Held>>,
    port: u16,
}

impl Store {
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let store = Self { held: Arc::default(), port: listener.local_addr().unwrap().port() };
        let router = Router::new().fallback(answer).with_state(store.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        store
    }

    /// The folder of a school in the bucket `kho`, with the store's own keys.
    pub fn address(&self, folder: &str) -> Address {
        self.address_with(folder, "mat-khau-cua-kho")
    }

    /// Of somebody who waits for nothing: a machine that tests run on is too slow to be waited for like this where it answers well.
    pub fn hasty(&self, folder: &str) -> Address {
        let Address::Bucket(mut bucket) = self.address(folder) else { panic!() };
        bucket.patience.silence = Duration::from_millis(700);
        Address::Bucket(bucket)
    }

    pub fn address_with(&self, folder: &str, secret: &str) -> Address {
        let endpoint = format!("http://127.0.0.1:{}", self.port);
        let variable = |name: &str| match name {
            "AWS_ACCESS_KEY_ID" => Some("CHIAKHOA".to_owned()),
            "AWS_SECRET_ACCESS_KEY" => Some(secret.to_owned()),
            "AWS_ENDPOINT" => Some(endpoint.clone()),
            "AWS_ALLOW_HTTP" => Some("true".to_owned()),
            _ => None,
        };
        let Address::Bucket(mut bucket) = Address::parse(&format!("s3://kho/{folder}"), variable).unwrap() else { panic!() };
        bucket.patience = Patience { silence: Duration::from_secs(60), retries: 1, part: 60_000 };
        Address::Bucket(bucket)
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap()
    }

    /// From now on this happens in the stead of what is asked.
    pub fn spoil(&self, spoil: impl Fn(&Method, &str) -> Option<Fault> + Send + Sync + 'static) {
        self.held().spoil = Some(Arc::new(spoil));
    }

    /// From now on, whatever is there stays as it is.
    pub fn add_only(&self) {
        self.held().adds_only = true;
    }

    pub fn behave(&self) {
        self.held().spoil = None;
    }

    pub fn names(&self) -> Vec<String> {
        self.held().objects.keys().cloned().collect()
    }

    pub fn objects(&self) -> BTreeMap<String, Bytes> {
        self.held().objects.iter().map(|(name, (bytes, _))| (name.clone(), bytes.clone())).collect()
    }

    pub fn put(&self, name: &str, bytes: impl Into<Bytes>) {
        self.held().objects.insert(name.to_owned(), (bytes.into(), Utc::now()));
    }

    pub fn remove(&self, name: &str) {
        self.held().objects.remove(name).unwrap();
    }

    /// As if this had been put so long ago.
    pub fn age(&self, name: &str, by: TimeDelta) {
        self.held().objects.get_mut(name).unwrap().1 -= by;
    }

    /// How often this was asked for.
    pub fn asked(&self, method: &Method, part: &str) -> usize {
        self.held().asked.iter().filter(|(by, name)| by == method && name.contains(part)).count()
    }

    /// Parts that nobody has put together or thrown away.
    pub fn parts(&self) -> usize {
        self.held().parts.len()
    }
}

async fn answer(State(store): State<Store>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    let name = parts.uri.path().strip_prefix("/kho").unwrap_or("").trim_start_matches('/').to_owned();
    let query: BTreeMap<String, String> = parts.uri.query().unwrap_or("").split('&').map(pair).collect();
    let is_signed = parts.headers.get(header::AUTHORIZATION).is_some_and(|value| {
        value.to_str().is_ok_and(|value| value.starts_with("AWS4-HMAC-SHA256 Credential=CHIAKHOA/") && !value.contains("mat-khau"))
    });
    let fault = {
        let mut held = store.held();
        held.asked.push((parts.method.clone(), name.clone()));
        held.spoil.clone().and_then(|spoil| spoil(&parts.method, &name))
    };
    match &fault {
        Some(Fault::Silent) => std::future::pending::<()>().await,
        Some(Fault::Late(by)) => tokio::time::sleep(*by).await,
        Some(Fault::Status(status)) => return (*status, "<Error><Code>InvalidTest</Code></Error>").into_response(),
        Some(Fault::ConditionUnknown) if parts.headers.contains_key(header::IF_NONE_MATCH) => {
            return StatusCode::NOT_IMPLEMENTED.into_response();
        }
        Some(_) | None => {}
    }
    if !is_signed {
        return StatusCode::FORBIDDEN.into_response();
    }
    let mut held = store.held();
    let is_lease = name.ends_with("/lock") || name.contains("/tmp/");
    let is_over = match parts.method {
        Method::PUT => held.objects.contains_key(&name),
        Method::DELETE => !query.contains_key("uploadId"),
        _ => false,
    };
    if held.adds_only && !is_lease && is_over {
        return (StatusCode::FORBIDDEN, "<Error><Code>AccessDenied</Code></Error>").into_response();
    }
    match parts.method {
        Method::GET if query.contains_key("list-type") => listed(&held, &query, fault.as_ref()),
        Method::GET => gave(&held, &name, &parts.headers, fault.as_ref()),
        Method::HEAD => match held.objects.get(&name) {
            Some((bytes, at)) => (told(bytes, *at), [(header::CONTENT_LENGTH, bytes.len().to_string())]).into_response(),
            None => StatusCode::NOT_FOUND.into_response(),
        },
        Method::PUT => {
            if let Some(number) = query.get("partNumber") {
                held.parts.insert((name, number.parse().unwrap()), body.clone());
                return told(&body, Utc::now()).into_response();
            }
            let only_new = parts.headers.contains_key(header::IF_NONE_MATCH) && !matches!(fault, Some(Fault::NoCondition));
            if only_new && held.objects.contains_key(&name) {
                return StatusCode::PRECONDITION_FAILED.into_response();
            }
            let answer = told(&body, Utc::now()).into_response();
            held.objects.insert(name, (body, Utc::now()));
            answer
        }
        Method::POST if query.contains_key("uploads") => {
            xml("InitiateMultipartUploadResult", &format!("<Key>{name}</Key><UploadId>mot</UploadId>"))
        }
        Method::POST => {
            let whole: Vec<u8> =
                held.parts.iter().filter(|((of, _), _)| *of == name).flat_map(|(_, bytes)| bytes.to_vec()).collect();
            held.parts.retain(|(of, _), _| *of != name);
            held.objects.insert(name.clone(), (whole.into(), Utc::now()));
            xml("CompleteMultipartUploadResult", &format!("<Key>{name}</Key><ETag>\"e\"</ETag>"))
        }
        Method::DELETE if query.contains_key("uploadId") => {
            held.parts.retain(|(of, _), _| *of != name);
            StatusCode::NO_CONTENT.into_response()
        }
        Method::DELETE => {
            held.objects.remove(&name);
            StatusCode::NO_CONTENT.into_response()
        }
        _ => StatusCode::METHOD_NOT_ALLOWED.into_response(),
    }
}

fn xml(what: &str, inside: &str) -> Response {
    format!("<{what}><Bucket>kho</Bucket>{inside}</{what}>").into_response()
}

fn pair(pair: &str) -> (String, String) {
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    (name.to_owned(), value.replace("%2F", "/"))
}

/// The headers that the client asks for.
fn told(bytes: &Bytes, at: DateTime<Utc>) -> [(header::HeaderName, String); 2] {
    let at = at.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    [(header::ETAG, format!("\"{}\"", bytes.len())), (header::LAST_MODIFIED, at)]
}

fn gave(held: &Held, name: &str, asked: &HeaderMap, fault: Option<&Fault>) -> Response {
    let Some((bytes, at)) = held.objects.get(name) else {
        return (StatusCode::NOT_FOUND, "<Error><Code>NoSuchKey</Code></Error>").into_response();
    };
    let (headers, half) = (told(bytes, *at), bytes.slice(..bytes.len() / 2));
    match fault {
        Some(Fault::WrongByte) => {
            let mut wrong = bytes.to_vec();
            let middle = wrong.len() / 2;
            wrong[middle] ^= 1;
            (headers, wrong).into_response()
        }
        Some(Fault::Half) => (headers, half).into_response(),
        Some(Fault::BreaksOff) => {
            let cut = stream::iter([Ok(half), Err(io::Error::other("the line is cut"))]);
            let length = [(header::CONTENT_LENGTH, bytes.len().to_string())];
            (headers, length, Body::from_stream(cut)).into_response()
        }
        Some(_) | None => {
            let from: Option<usize> = asked
                .get(header::RANGE)
                .and_then(|range| range.to_str().ok()?.strip_prefix("bytes=")?.split('-').next()?.parse().ok());
            match from {
                None => (headers, bytes.clone()).into_response(),
                Some(from) => {
                    let range = format!("bytes {from}-{}/{}", bytes.len() - 1, bytes.len());
                    (StatusCode::PARTIAL_CONTENT, headers, [(header::CONTENT_RANGE, range)], bytes.slice(from..)).into_response()
                }
            }
        }
    }
}

/// A page of a list; the last name of it is where the next one begins.
fn listed(held: &Held, query: &BTreeMap<String, String>, fault: Option<&Fault>) -> Response {
    let (prefix, after) = (query.get("prefix").cloned().unwrap_or_default(), query.get("continuation-token"));
    let hidden = |name: &str| matches!(fault, Some(Fault::Without(without)) if without == name);
    let fits = |name: &String| name.starts_with(&prefix) && !hidden(name) && after.is_none_or(|after| name > after);
    let found: Vec<_> = held.objects.iter().filter(|(name, _)| fits(name)).collect();
    let page: String = found
        .iter()
        .take(PAGE)
        .map(|(name, (bytes, at))| {
            let at = at.format("%Y-%m-%dT%H:%M:%S.000Z");
            format!(
                "<Contents><Key>{name}</Key><LastModified>{at}</LastModified><ETag>\"e\"</ETag><Size>{}</Size></Contents>",
                bytes.len()
            )
        })
        .collect();
    let next = found.get(PAGE - 1).filter(|_| found.len() > PAGE);
    let next = next.map(|(name, _)| format!("<NextContinuationToken>{name}</NextContinuationToken>")).unwrap_or_default();
    format!("<ListBucketResult><IsTruncated>{}</IsTruncated>{next}{page}</ListBucketResult>", !next.is_empty()).into_response()
}
