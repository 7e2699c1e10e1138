//! Every route as everybody: one table, reviewed by a person (`routes.snap`).

mod lines;

use std::{collections::BTreeSet, fmt::Write};

use axum::{body::Body as Bytes, http::Request, response::Response};
use server::startup::DEMO_PASSWORD;

pub use lines::{Body, LINES, Line, NOBODY};

use crate::support::{Multipart, TestApp, User, WORD};

/// Whose records: the account that may hand them in.
pub const OWNERS: [(&str, &str); 5] =
    [("lớp 4A", "giaovien"), ("lớp 4B", "totruong"), ("y tế", "yte"), ("kế toán", "ketoan"), ("nhà trường", "hieutruong")];

/// Whose account: beside the principal's none of those who ask.
const STAFF: [(&str, &str); 4] =
    [("giáo viên", "vtpthao"), ("QLPM", "lvthanh"), ("phó hiệu trưởng", "dtavan"), ("hiệu trưởng", "hieutruong")];

/// What stands in the place of `{…}`.
pub struct Addresses(Vec<(&'static str, [(&'static str, String); 2])>);

impl Addresses {
    pub async fn of(app: &TestApp) -> Self {
        let mut known = Vec::new();
        for (whose, username) in OWNERS {
            let owed = app.owed_by(username).await.first().unwrap().id.to_string();
            let receipt = app.receipt_of(username).await.to_string();
            known.push((whose, [("{obligation}", owed), ("{receipt}", receipt)]));
        }
        for (whose, username) in STAFF {
            let (person, appointment) = (app.person(username).await, app.appointment(username).await);
            known.push((whose, [("{person}", person.to_string()), ("{appointment}", appointment.to_string())]));
        }
        let class = app.class("4A").await.to_string();
        known.push(("lớp 4A", [("{class}", class), ("{class}", String::new())]));
        Self(known)
    }

    /// Where nothing is: ids that nobody gave out.
    fn of_nothing() -> Self {
        let id = || uuid::Uuid::now_v7().to_string();
        let places = |whose| (whose, [("{obligation}", id()), ("{receipt}", id())]);
        let staff = STAFF.iter().map(|(whose, _)| (*whose, [("{person}", id()), ("{appointment}", id())]));
        let class = ("lớp 4A", [("{class}", id()), ("{class}", String::new())]);
        Self(OWNERS.iter().map(|(whose, _)| places(*whose)).chain(staff).chain([class]).collect())
    }

    pub fn address(&self, line: &Line) -> String {
        // A form and an upload of nobody's: taking one off twice is no error.
        let address = line.route.replace("{position}", "0").replace("{picture}", "0").replace("{name}", "khong-co.css");
        let address = address
            .replace("{id}", NOBODY)
            .replace("{time}", NOBODY)
            .replace("{week}", "3")
            .replace("{code}", "0000-0000-0000-0000-0000-0000")
            .replace("{upload}", NOBODY)
            .replace("{delegation}", NOBODY)
            .replace("{order}", NOBODY)
            .replace("{about}", "rules")
            .replace("{record_type}", NOBODY)
            .replace("{department}", NOBODY)
            .replace("{subject}", NOBODY)
            .replace("{closure}", NOBODY)
            .replace("{request}", NOBODY)
            .replace("{extension}", NOBODY)
            .replace("{register}", "su-co")
            .replace("{entry}", NOBODY)
            .replace("{absence}", NOBODY)
            .replace("{check}", NOBODY)
            .replace("{regulation}", NOBODY)
            .replace("{handover}", NOBODY)
            .replace("{swap}", NOBODY)
            .replace("{task}", NOBODY)
            .replace("{by}", NOBODY)
            .replace("{number}", "1")
            .replace("{update}", NOBODY)
            .replace("{mandate}", NOBODY)
            .replace("{comment}", NOBODY)
            .replace("{submission}", NOBODY)
            .replace("{step}", "department")
            .replace("{decision}", NOBODY);
        let places = self.0.iter().filter(|(whose, _)| *whose == line.whose).flat_map(|(_, places)| places);
        places.fold(address, |address, (place, id)| address.replace(place, id))
    }
}

impl Line {
    /// The request without a word about where it comes from.
    pub fn request(&self, address: &str) -> Request<Bytes> {
        let request = Request::builder().method(self.method);
        match self.body {
            Body::Nothing => request.uri(address).body(Bytes::empty()),
            Body::Form(fields) => request
                .uri(address)
                .header("content-type", "application/x-www-form-urlencoded")
                .body(serde_urlencoded::to_string(fields).unwrap().into()),
            Body::Call(arguments) => request.uri(address).header("content-type", "application/x-postcard").body(arguments().into()),
            Body::Query(query) => request.uri(format!("{address}{query}")).body(Bytes::empty()),
            Body::HandIn => {
                let (kind, bytes) = Multipart::new().field("note", "").file("ke-hoach.docx", WORD).finish();
                request.uri(address).header("content-type", kind).body(bytes.into())
            }
            Body::File => {
                request.uri(format!("{address}?name=ke-hoach.docx")).header("accept", "application/json").body(WORD.into())
            }
        }
        .unwrap()
    }
}

#[tokio::test]
async fn the_table_holds_every_route_of_the_program() {
    let app = TestApp::of_nobody().await;
    let of_program: BTreeSet<String> =
        server::routes::table(&app.state).iter().map(|(method, route)| format!("{method} {route}")).collect();
    let of_table: BTreeSet<String> = LINES.iter().map(|line| format!("{} {}", line.method, line.route)).collect();
    assert_eq!(of_table, of_program);
}

/// Whoever has a part in the school, each at another machine: nobody's failed attempt slows the next one down.
pub async fn everybody(app: &TestApp) -> Vec<(&'static str, User)> {
    let columns = [
        ("khách", app.anonymous()),
        ("GV 4A", app.as_teacher().await),
        ("TT 4-5", app.as_head().await),
        ("kế toán", app.as_user("ketoan").await),
        ("y tế", app.as_health().await),
        ("quản lý", app.as_management().await),
        ("HT", app.as_principal().await),
        // Last, for a new password of the principal's ends the principal's session.
        ("phó HT", app.as_user("phohieutruong").await),
    ];
    (1..).zip(columns).map(|(number, (name, user))| (name, user.at(number))).collect()
}

#[tokio::test]
async fn every_route_as_everybody() {
    let app = TestApp::demo().await;
    let columns = everybody(&app).await;
    let addresses = Addresses::of(&app).await;
    let table = table(&columns, &addresses).await;
    insta::with_settings!({ snapshot_path => ".", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("routes", table);
    });
}

/// On the first day everything leads to the set-up, and that is open only to whoever read the console's code.
#[tokio::test]
async fn every_route_before_there_is_a_school() {
    let app = TestApp::of_nobody().await;
    let wrong = app.anonymous().at(9).post_form("/cai-dat", &[("code", "AAAA-AAAA")]).await;
    assert_eq!((wrong.status, wrong.header("set-cookie")), (403, ""));
    let installer = app.anonymous();
    let code = app.state.setup_code.to_string();
    assert_eq!(installer.post_form("/cai-dat", &[("code", &code)]).await.status, 303);
    let columns = [("khách", app.anonymous().at(1)), ("có mã", installer.at(2))];
    let table = table(&columns, &Addresses::of_nothing()).await;
    insta::with_settings!({ snapshot_path => ".", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("routes_before_a_school", table);
    });
}

async fn table(columns: &[(&str, User)], addresses: &Addresses) -> String {
    let mut ways: Vec<String> = Vec::new();
    let mut table = format!("{:65}", "");
    for (name, _) in columns {
        write!(table, "{name:<9}").unwrap();
    }
    for line in LINES {
        write!(table, "\n{:<5}{:<43}{:<17}", line.method, line.route, line.whose).unwrap();
        for (_, user) in columns {
            let response = user.begin(line.request(&addresses.address(line))).await;
            write!(table, "{:<9}", outcome(&response, &mut ways)).unwrap();
        }
    }
    let lines: Vec<&str> = table.lines().map(str::trim_end).collect();
    let legend: Vec<String> = ways.iter().zip('a'..).map(|(way, letter)| format!("{letter}  to {way}")).collect();
    format!("{}\n\n{}", lines.join("\n"), legend.join("\n"))
}

/// "200", or "303 a" with the way behind the letter.
fn outcome(response: &Response, ways: &mut Vec<String>) -> String {
    let status = response.status().as_u16();
    let Some(location) = response.headers().get("location") else { return status.to_string() };
    let location = location.to_str().unwrap();
    let way = match location.split_once('?') {
        Some((path, query)) if query.starts_with("next=") => format!("{path}?next=…"),
        Some(_) => location.to_owned(),
        None if location.starts_with("/bien-nhan/") => "/bien-nhan/{receipt}".to_owned(),
        None if location.starts_with("/can-bo/") => "/can-bo/{person}".to_owned(),
        None if location.starts_with("/nop/") => "/nop/{obligation}".to_owned(),
        None => location.to_owned(),
    };
    format!("{status} {}", letter(ways, way))
}

/// Under which letter the legend of a table has these words; new ones are added.
pub fn letter(legend: &mut Vec<String>, words: String) -> char {
    let at = legend.iter().position(|known| *known == words).unwrap_or_else(|| {
        legend.push(words);
        legend.len() - 1
    });
    ('a'..).nth(at).unwrap()
}

/// Reads, as each of `everybody`, all that may be read; nothing is different afterwards.
#[tokio::test]
async fn reading_changes_nothing() {
    let app = TestApp::demo().await;
    let people: [User; 3] = [app.as_teacher().await, app.as_health().await, app.as_principal().await];
    let addresses = Addresses::of(&app).await;
    let before = app.fingerprint().await;
    for user in &people {
        for line in LINES.iter().filter(|line| line.method == "GET") {
            user.begin(line.request(&addresses.address(line))).await;
        }
    }
    assert_eq!(app.fingerprint().await, before);
}

/// The password of the demo is no part of any page behind the sign-in.
#[tokio::test]
async fn no_page_tells_a_password() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    for path in ["/viec-cua-toi", "/bang-theo-doi", "/doi-mat-khau", "/nam-hoc"] {
        assert!(!principal.get(path).await.html().contains(DEMO_PASSWORD), "{path}");
    }
}
