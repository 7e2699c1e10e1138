//! Every server function as everybody: one table, reviewed by a person (`server_functions.snap`). Whose record it is,
//! whose upload and whose page, from another site, with arguments that are none: each answer is typed, and has its words.

use std::fmt::Write;

use app::{
    api::ApiError,
    dashboard::ReadSheet,
    hand_in::{Files, ForgetUpload, Note, SaveDraft, SendHandIn, SignInOverPage},
};
use axum::{body::Body, http::Request, response::Response};
use leptos::server_fn::{ContentType, ServerFn, codec::PostcardEncoding, error::FromServerFnError};
use serde::Serialize;
use server::startup::DEMO_PASSWORD;
use uuid::Uuid;

use crate::{
    routes::{OWNERS, everybody, letter},
    support::{Answer, NO_CHOICE, TestApp, User, WORD, hand_in, packed},
};

/// Lines of functions under columns of people: the status, and a letter for the words that stand below.
struct Table {
    columns: Vec<(&'static str, User)>,
    lines: String,
    legend: Vec<String>,
}

impl Table {
    async fn of(app: &TestApp) -> Self {
        let columns = everybody(app).await;
        let names: String = columns.iter().map(|(name, _)| format!("{name:<9}")).collect();
        Self { columns, lines: format!("{:65}{names}", ""), legend: Vec::new() }
    }

    /// One call as everybody; it is made anew for each of them.
    async fn line(&mut self, path: &str, with: &str, call: impl AsyncFn() -> Request<Body>) {
        write!(self.lines, "\n{path:<22}{with:<43}").unwrap();
        for (_, user) in &self.columns {
            // What an answer says of cookies is forgotten: nobody changes places within the table.
            let told = outcome(user.begin(call().await).await, &mut self.legend).await;
            write!(self.lines, "{told:<9}").unwrap();
        }
    }

    fn finished(self) -> String {
        let lines: Vec<&str> = self.lines.lines().map(str::trim_end).collect();
        let legend: Vec<String> = self.legend.iter().zip('a'..).map(|(words, letter)| format!("{letter}  {words}")).collect();
        format!("{}\n\n{}", lines.join("\n"), legend.join("\n"))
    }
}

async fn outcome(response: Response, legend: &mut Vec<String>) -> String {
    let answer = Answer::read(response).await;
    assert_eq!(answer.header("content-type"), PostcardEncoding::CONTENT_TYPE, "{}", answer.status);
    assert_eq!(answer.header("cache-control"), "no-store");
    if answer.status == 200 {
        return "200".to_owned();
    }
    match ApiError::de(answer.bytes.clone()) {
        ApiError::Refused(words) | ApiError::Gone { words, .. } | ApiError::Changed { words, .. } => {
            format!("{} {}", answer.status, letter(legend, words.fact))
        }
        other => format!("{} {}", answer.status, letter(legend, format!("{other:?}"))),
    }
}

fn call<F: ServerFn + Serialize>(arguments: &F) -> Request<Body> {
    sent(Request::post(F::PATH), packed(arguments))
}

fn sent(request: axum::http::request::Builder, body: Vec<u8>) -> Request<Body> {
    request.header("content-type", PostcardEncoding::CONTENT_TYPE).body(body.into()).unwrap()
}

fn asked(query: &str) -> Request<Body> {
    Request::get(format!("{}{query}", ReadSheet::PATH)).body(Body::empty()).unwrap()
}

fn new_key() -> String {
    Uuid::now_v7().to_string()
}

fn draft(path: &str, person: &str) -> SaveDraft {
    let SendHandIn { obligation, note, .. } = hand_in(path, person, "", "Em nộp ạ", &[]);
    SaveDraft { obligation, note }
}

fn forget(path: &str, upload: &str) -> ForgetUpload {
    ForgetUpload { obligation: path.trim_start_matches("/nop/").to_owned(), upload: upload.to_owned() }
}

#[tokio::test]
async fn every_server_function_as_everybody() {
    let app = TestApp::demo().await;
    let mut table = Table::of(&app).await;
    dashboard(&mut table, &app).await;
    for (whose, username) in OWNERS {
        record(&mut table, &app, whose, username).await;
    }
    page_of_another(&mut table, &app).await;
    let nowhere = format!("/nop/{}", Uuid::now_v7());
    table.line(SendHandIn::PATH, "hồ sơ không có", async || call(&hand_in(&nowhere, "", &new_key(), "", &[]))).await;
    table.line(SaveDraft::PATH, "hồ sơ không có", async || call(&draft(&nowhere, ""))).await;
    table.line(ForgetUpload::PATH, "hồ sơ không có", async || call(&forget(&nowhere, &new_key()))).await;

    let before = app.fingerprint().await;
    no_arguments(&mut table).await;
    from_elsewhere(&mut table, &app).await;
    let sign_in =
        |password: &str| SignInOverPage { username: "yte".to_owned(), password: password.to_owned(), code: String::new() };
    table.line(SignInOverPage::PATH, "mật khẩu sai", async || call(&sign_in("sai"))).await;
    assert_eq!(app.fingerprint().await, before, "whatever was refused has changed nothing");
    // Last, for it ends the session that the browser had.
    table.line(SignInOverPage::PATH, "mật khẩu đúng", async || call(&sign_in(DEMO_PASSWORD))).await;
    insta::with_settings!({ snapshot_path => "..", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("server_functions", table.finished());
    });
}

async fn dashboard(table: &mut Table, app: &TestApp) {
    let facts = app.facts().await;
    let department = facts.organisation().departments.iter().find(|one| one.name == "Mẫu giáo 4–5 tuổi").unwrap().id;
    let cell = |row: &str| format!("?term=&record_type=&site=&cell={row}.12&person=&unattended=false");
    for (with, query) in [
        ("", NO_CHOICE.to_owned()),
        ("ô của tổ 4–5 tuổi", cell(&department.to_string())),
        ("ô của ban giám hiệu", cell("ban-giam-hieu")),
        ("ô của trường khác", cell(&new_key())),
        ("học kỳ không có", NO_CHOICE.replace("term=", "term=3")),
        ("ô không đọc được", NO_CHOICE.replace("cell=", "cell=x")),
        ("thiếu", String::new()),
    ] {
        table.line(ReadSheet::PATH, with, async || asked(&query)).await;
    }
}

/// The calls about one record, with an upload of its owner's where there is one.
async fn record(table: &mut Table, app: &TestApp, whose: &str, username: &str) {
    let path = format!("/nop/{}", app.owed_by(username).await[0].id);
    let owner = app.as_user(username).await.at(100);
    let upload = async || owner.upload(&path, "ke-hoach.docx", WORD).await.json()["id"].as_str().unwrap().to_owned();
    let with = |what: &str| format!("{whose}{what}");
    table.line(SaveDraft::PATH, &with(""), async || call(&draft(&path, ""))).await;
    table.line(ForgetUpload::PATH, &with(", tệp của người nộp"), async || call(&forget(&path, &upload().await))).await;
    table.line(SendHandIn::PATH, &with(", không tệp"), async || call(&hand_in(&path, "", &new_key(), "", &[]))).await;
    let own = async || call(&hand_in(&path, "", &new_key(), "", &[&upload().await]));
    table.line(SendHandIn::PATH, &with(", tệp của người nộp"), own).await;
}

/// From a page that was made for the other teacher of the class.
async fn page_of_another(table: &mut Table, app: &TestApp) {
    let path = format!("/nop/{}", app.owed_by("giaovien").await[0].id);
    let person = app.person("vtpthao").await.to_string();
    let with = "lớp 4A, trang mở cho người khác";
    table.line(SaveDraft::PATH, with, async || call(&draft(&path, &person))).await;
    table.line(SendHandIn::PATH, with, async || call(&hand_in(&path, &person, &new_key(), "", &[]))).await;
}

async fn no_arguments(table: &mut Table) {
    let strange = Note { person: String::new(), text: String::new() };
    let files = Files { uploads: vec![String::new()], ..Files::default() };
    let unread_key = SendHandIn { obligation: new_key(), key: "x".to_owned(), note: strange, files };
    table.line(SendHandIn::PATH, "khóa không đọc được", async || call(&unread_key)).await;
    for path in [SendHandIn::PATH, SaveDraft::PATH, ForgetUpload::PATH, SignInOverPage::PATH] {
        for (with, body) in [("trống", Vec::new()), ("không đọc được", vec![0xff; 64]), ("quá dài", vec![b'a'; 300_000])]
        {
            table.line(path, with, async || sent(Request::post(path), body.clone())).await;
        }
        table.line(path, "GET", async || Request::get(path).body(Body::empty()).unwrap()).await;
    }
}

async fn from_elsewhere(table: &mut Table, app: &TestApp) {
    let path = format!("/nop/{}", app.owed_by("giaovien").await[0].id);
    let evil = |path: &str| Request::post(path).header("origin", "https://evil.example").header("sec-fetch-site", "cross-site");
    let sign_in = SignInOverPage { username: "yte".to_owned(), password: DEMO_PASSWORD.to_owned(), code: String::new() };
    // What only reads is answered: a browser gives the answer to no page of another site.
    let read = async || {
        let mut request = asked(NO_CHOICE);
        request.headers_mut().extend(evil("/").headers_ref().unwrap().clone());
        request
    };
    table.line(ReadSheet::PATH, "từ trang của nơi khác", read).await;
    for (function, body) in [
        (SendHandIn::PATH, packed(&hand_in(&path, "", &new_key(), "", &[]))),
        (SaveDraft::PATH, packed(&draft(&path, ""))),
        (ForgetUpload::PATH, packed(&forget(&path, &new_key()))),
        (SignInOverPage::PATH, packed(&sign_in)),
    ] {
        table.line(function, "từ trang của nơi khác", async || sent(evil(function), body.clone())).await;
    }
}
