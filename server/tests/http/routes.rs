//! Every route as everybody: one table, reviewed by a person (`routes.snap`).

use std::{collections::BTreeSet, fmt::Write};

use app::hand_in::{ForgetUpload, Note, SaveDraft, SignInOverPage};
use axum::{body::Body as Bytes, http::Request, response::Response};
use server::startup::DEMO_PASSWORD;

use crate::support::{HOST, Multipart, NO_CHOICE, TestApp, User, WORD, hand_in, packed};

/// What is sent along.
#[derive(Clone, Copy, Debug)]
pub enum Body {
    Nothing,
    Form(&'static [(&'static str, &'static str)]),
    /// The hand-in form with one file.
    HandIn,
    /// A file as the whole body.
    File,
    /// The arguments of a server function.
    Call(fn() -> Vec<u8>),
    /// They stand in the address.
    Query(&'static str),
}

/// A route, and whose record stands in its address.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    pub method: &'static str,
    pub route: &'static str,
    pub whose: &'static str,
    pub body: Body,
}

const fn get(route: &'static str, whose: &'static str) -> Line {
    Line { method: "GET", route, whose, body: Body::Nothing }
}

const fn post(route: &'static str, whose: &'static str, body: Body) -> Line {
    Line { method: "POST", route, whose, body }
}

/// Whose records: the account that may hand them in.
pub const OWNERS: [(&str, &str); 5] =
    [("lớp 4A", "giaovien"), ("lớp 4B", "totruong"), ("y tế", "yte"), ("kế toán", "ketoan"), ("nhà trường", "hieutruong")];

/// Every route of `server/src/routes.rs`, signing out last.
pub const LINES: &[Line] = &[
    get("/healthz", ""),
    get("/assets/{name}", ""),
    get("/", ""),
    get("/dang-nhap", ""),
    post("/dang-nhap", "", Body::Form(&[("username", "khong-co"), ("password", "sai")])),
    get("/doi-mat-khau", ""),
    post("/doi-mat-khau", "", Body::Form(&[("old", "sai"), ("new", "mot hai ba bon"), ("again", "mot hai ba bon")])),
    post("/doi-mat-khau/da-biet", "", EMPTY),
    post("/can-bo/mat-khau/da-biet", "", EMPTY),
    get("/viec-cua-toi", ""),
    get("/da-nop", ""),
    get("/nop/{obligation}", "lớp 4A"),
    get("/nop/{obligation}", "lớp 4B"),
    get("/nop/{obligation}", "y tế"),
    get("/nop/{obligation}", "kế toán"),
    get("/nop/{obligation}", "nhà trường"),
    post("/nop/{obligation}", "lớp 4A", Body::HandIn),
    post("/nop/{obligation}", "lớp 4B", Body::HandIn),
    post("/nop/{obligation}", "y tế", Body::HandIn),
    post("/nop/{obligation}", "nhà trường", Body::HandIn),
    post("/nop/{obligation}/tep", "lớp 4A", Body::File),
    post("/nop/{obligation}/tep", "y tế", Body::File),
    post("/nop/{obligation}/tep/{upload}/bo", "lớp 4A", Body::Form(&[("note", "")])),
    post("/nop/{obligation}/loi-nhan/bo", "lớp 4A", EMPTY),
    get("/bien-nhan/{receipt}", "lớp 4A"),
    get("/bien-nhan/{receipt}", "lớp 4B"),
    get("/bien-nhan/{receipt}", "y tế"),
    get("/bien-nhan/{receipt}", "kế toán"),
    get("/bien-nhan/{receipt}", "nhà trường"),
    post("/bien-nhan/{receipt}/rut-lai", "lớp 4A", EMPTY),
    post("/bien-nhan/{receipt}/rut-lai", "y tế", EMPTY),
    get("/tep/{receipt}/{position}", "lớp 4A"),
    get("/tep/{receipt}/{position}", "lớp 4B"),
    get("/tep/{receipt}/{position}", "y tế"),
    get("/tep/{receipt}/{position}", "kế toán"),
    get("/tep/{receipt}/{position}", "nhà trường"),
    get("/kiem-tra", ""),
    get("/kiem-tra/{code}", ""),
    // Of these nobody has signed one: whoever may open them hears that there is no sheet.
    get("/phieu-duyet/{receipt}", "lớp 4A"),
    get("/phieu-duyet/{receipt}", "y tế"),
    get("/phieu-duyet/{receipt}/tep", "lớp 4A"),
    get("/phieu-duyet/{receipt}/tep", "y tế"),
    get("/phieu-kiem-tra/{receipt}", "lớp 4A"),
    get("/phieu-kiem-tra/{receipt}", "y tế"),
    get("/phieu-kiem-tra/{receipt}/tep", "lớp 4A"),
    get("/phieu-kiem-tra/{receipt}/tep", "y tế"),
    get("/xem/{receipt}/{position}", "lớp 4A"),
    get("/xem/{receipt}/{position}", "lớp 4B"),
    get("/xem/{receipt}/{position}", "y tế"),
    get("/xem/{receipt}/{position}", "kế toán"),
    get("/xem/{receipt}/{position}", "nhà trường"),
    get("/xem/{receipt}/{position}/tep", "lớp 4A"),
    get("/xem/{receipt}/{position}/tep", "y tế"),
    get("/xem/{receipt}/{position}/anh/{picture}", "lớp 4A"),
    get("/xem/{receipt}/{position}/anh/{picture}", "y tế"),
    // There is one version: whoever may open it hears that there is nothing to compare it with.
    get("/so-sanh/{receipt}/{position}", "lớp 4A"),
    get("/so-sanh/{receipt}/{position}", "y tế"),
    get("/ho-so/{obligation}", "lớp 4A"),
    get("/ho-so/{obligation}", "lớp 4B"),
    get("/ho-so/{obligation}", "y tế"),
    get("/ho-so/{obligation}", "kế toán"),
    get("/ho-so/{obligation}", "nhà trường"),
    post("/ho-so/{obligation}/mien", "lớp 4A", EMPTY),
    post("/ho-so/{obligation}/mien", "y tế", EMPTY),
    post("/ho-so/{obligation}/bo-mien", "lớp 4A", EMPTY),
    post("/ho-so/{obligation}/bo-mien", "nhà trường", EMPTY),
    post("/ho-so/{obligation}/gop-y", "lớp 4A", EMPTY),
    post("/ho-so/{obligation}/gop-y", "y tế", EMPTY),
    post("/ho-so/{obligation}/gop-y/{comment}", "lớp 4A", EMPTY),
    post("/ho-so/{obligation}/gop-y/{comment}", "y tế", EMPTY),
    get("/bang-theo-doi", ""),
    get("/bang-theo-doi/duyet", ""),
    get("/bang-theo-doi/danh-sach", ""),
    get("/cho-duyet", ""),
    post("/cho-duyet", "", EMPTY),
    get("/kiem-tra-ngau-nhien", ""),
    post("/kiem-tra-ngau-nhien", "", EMPTY),
    get("/cho-duyet/{obligation}", "lớp 4A"),
    get("/cho-duyet/{obligation}", "y tế"),
    get("/cho-duyet/{obligation}", "nhà trường"),
    post("/cho-duyet/{obligation}", "lớp 4A", EMPTY),
    post("/cho-duyet/{obligation}", "y tế", EMPTY),
    get("/cho-duyet/{obligation}/tin/{submission}/{step}", "lớp 4A"),
    get("/cho-duyet/{obligation}/con-lai", "lớp 4A"),
    post("/cho-duyet/{obligation}/rut-lai/{decision}", "lớp 4A", EMPTY),
    post("/cho-duyet/{obligation}/kiem-tra", "lớp 4A", EMPTY),
    post("/cho-duyet/{obligation}/kiem-tra", "y tế", EMPTY),
    get("/su-kien", ""),
    Line { method: "GET", route: "/api/bang-theo-doi", whose: "", body: Body::Query(NO_CHOICE) },
    post("/api/nop", "", Body::Call(|| packed(&hand_in(NOBODY, "", NOBODY, "", &[])))),
    post("/api/loi-nhan", "", Body::Call(|| packed(&SaveDraft { obligation: NOBODY.to_owned(), note: note() }))),
    post("/api/bo-tep", "", Body::Call(|| packed(&ForgetUpload { obligation: NOBODY.to_owned(), upload: NOBODY.to_owned() }))),
    post(
        "/api/dang-nhap",
        "",
        Body::Call(|| packed(&SignInOverPage { username: "khong-co".to_owned(), password: "sai".to_owned() })),
    ),
    get("/nam-hoc", ""),
    get("/nam-hoc/lich-su", ""),
    get("/gio-may-chu", ""),
    post("/gio-may-chu/{time}/dung", "", EMPTY),
    post("/gio-may-chu/{time}/chinh-lai", "", EMPTY),
    post("/gio-may-chu/{time}/hoi-lai", "", EMPTY),
    get("/cai-dat", ""),
    get("/cai-dat/truong", ""),
    get("/cai-dat/lich-nam-hoc", ""),
    get("/cai-dat/lich-nam-hoc/tep", ""),
    get("/cai-dat/to-lop", ""),
    get("/cai-dat/can-bo", ""),
    get("/cai-dat/loai-ho-so", ""),
    get("/cai-dat/luot-day", ""),
    get("/cai-dat/luot-day/{class}", "lớp 4A"),
    get("/cai-dat/chu-de", ""),
    get("/cai-dat/quy-dinh", ""),
    get("/cai-dat/dinh-chinh/{about}/{subject}", ""),
    get("/cai-dat/duyet", ""),
    get("/cai-dat/bo-sung", ""),
    get("/cai-dat/tap-duot", ""),
    get("/cai-dat/mat-khau", ""),
    get("/mau/lich.toml", ""),
    get("/can-bo", ""),
    get("/gui-lai/{id}", ""),
    get("/tep-giu-lai", ""),
    post("/tep-giu-lai/{receipt}/{position}/cho-mo", "lớp 4A", EMPTY),
    post("/tep-giu-lai/{receipt}/{position}/tra-lai", "lớp 4A", EMPTY),
    post("/cai-dat", "", EMPTY),
    post("/cai-dat/truong", "", EMPTY),
    post("/cai-dat/lich-nam-hoc", "", EMPTY),
    post("/cai-dat/lich-nam-hoc/tep", "", EMPTY),
    post("/cai-dat/to-lop", "", EMPTY),
    post("/cai-dat/can-bo", "", EMPTY),
    post("/cai-dat/loai-ho-so", "", EMPTY),
    post("/cai-dat/luot-day/{class}", "lớp 4A", EMPTY),
    post("/cai-dat/chu-de", "", EMPTY),
    post("/cai-dat/quy-dinh", "", EMPTY),
    post("/cai-dat/dinh-chinh/{about}/{subject}", "", EMPTY),
    post("/cai-dat/duyet", "", EMPTY),
    post("/cai-dat/bo-sung", "", EMPTY),
    post("/cai-dat/tap-duot", "", EMPTY),
    post("/cai-dat/mat-khau", "", EMPTY),
    post("/can-bo", "", EMPTY),
    get("/thong-bao", ""),
    get("/uy-quyen", ""),
    post("/uy-quyen", "", EMPTY),
    post("/uy-quyen/{delegation}/ket-thuc", "", EMPTY),
    get("/lenh-khoa", ""),
    post("/lenh-khoa/quyen", "", EMPTY),
    get("/lenh-khoa/soan", ""),
    post("/lenh-khoa/soan", "", EMPTY),
    get("/lenh-khoa/{order}", ""),
    post("/lenh-khoa/{order}/ra-lenh", "", EMPTY),
    post("/lenh-khoa/{order}/thi-hanh", "", EMPTY),
    post("/lenh-khoa/{order}/thu-hoi", "", EMPTY),
    get("/viec-theo-gio", ""),
    get("/nghi-dot-xuat", ""),
    get("/nghi-dot-xuat/bao", ""),
    post("/nghi-dot-xuat/bao", "", EMPTY),
    get("/nghi-dot-xuat/{closure}", ""),
    get("/nghi-dot-xuat/{closure}/in", ""),
    post("/nghi-dot-xuat/{closure}/rut", "", EMPTY),
    get("/ly-do-muon", ""),
    post("/ho-so/{obligation}/ly-do-muon", "lớp 4A", EMPTY),
    post("/ho-so/{obligation}/ly-do-muon", "nhà trường", EMPTY),
    post("/ho-so/{obligation}/ly-do-muon/xem", "lớp 4A", EMPTY),
    post("/ho-so/{obligation}/ly-do-muon/xem", "y tế", EMPTY),
    get("/vang-mat", ""),
    get("/vang-mat/ghi", ""),
    post("/vang-mat/ghi", "", EMPTY),
    post("/vang-mat/{absence}/da-ve", "", EMPTY),
    get("/vang-mat/{absence}/doi", ""),
    post("/vang-mat/{absence}/doi", "", EMPTY),
    get("/gia-han", ""),
    get("/gia-han/nhieu", ""),
    post("/gia-han/nhieu", "", EMPTY),
    get("/gia-han/xin/{obligation}", "lớp 4A"),
    get("/gia-han/xin/{obligation}", "nhà trường"),
    post("/gia-han/xin/{obligation}", "lớp 4A", EMPTY),
    post("/gia-han/xin/{obligation}", "nhà trường", EMPTY),
    post("/gia-han/{request}/cho", "", EMPTY),
    post("/gia-han/{request}/khong-cho", "", EMPTY),
    post("/gia-han/{request}/thoi", "", EMPTY),
    post("/gia-han/da-cho/{extension}/rut", "", EMPTY),
    post("/gia-han/da-mien/{obligation}/bo-mien", "lớp 4A", EMPTY),
    get("/doi-luot", ""),
    get("/doi-luot/moi/{obligation}", "lớp 4A"),
    get("/doi-luot/moi/{obligation}", "nhà trường"),
    post("/doi-luot/moi/{obligation}", "lớp 4A", EMPTY),
    post("/doi-luot/moi/{obligation}", "nhà trường", EMPTY),
    post("/doi-luot/{swap}/dong-y", "", EMPTY),
    post("/doi-luot/{swap}/khong-doi", "", EMPTY),
    post("/doi-luot/{swap}/rut", "", EMPTY),
    get("/bo-sung", ""),
    get("/bo-sung/xin", ""),
    post("/bo-sung/xin", "", EMPTY),
    get("/bo-sung/{update}", ""),
    get("/bo-sung/{update}/tep/{position}", ""),
    get("/bo-sung/{update}/in", ""),
    post("/bo-sung/{update}/mo", "", EMPTY),
    post("/bo-sung/{update}/tu-choi", "", EMPTY),
    post("/bo-sung/{update}/rut", "", EMPTY),
    post("/bo-sung/{update}/xong", "", EMPTY),
    post("/bo-sung/{update}/khoa-lai", "", EMPTY),
    get("/can-bo/cho-xac-nhan", ""),
    post("/can-bo/cho-xac-nhan/tat-ca", "", EMPTY),
    post("/can-bo/cho-xac-nhan/{appointment}", "giáo viên", EMPTY),
    post("/can-bo/cho-xac-nhan/{appointment}/tu-choi", "giáo viên", EMPTY),
    get("/can-bo/{person}", "giáo viên"),
    get("/can-bo/{person}", "hiệu trưởng"),
    post("/can-bo/{person}", "giáo viên", EMPTY),
    post("/can-bo/{person}", "phó hiệu trưởng", EMPTY),
    post("/can-bo/{person}", "hiệu trưởng", EMPTY),
    post("/can-bo/{person}/chuc-vu", "giáo viên", EMPTY),
    post("/can-bo/{person}/chuc-vu", "phó hiệu trưởng", EMPTY),
    post("/can-bo/{person}/chuc-vu", "hiệu trưởng", EMPTY),
    post("/can-bo/{person}/chuc-vu/{appointment}", "giáo viên", EMPTY),
    post("/can-bo/{person}/chuc-vu/{appointment}", "phó hiệu trưởng", EMPTY),
    post("/can-bo/{person}/chuc-vu/{appointment}", "hiệu trưởng", EMPTY),
    post("/can-bo/{person}/tam-khoa", "giáo viên", EMPTY),
    post("/can-bo/{person}/tam-khoa", "phó hiệu trưởng", EMPTY),
    post("/can-bo/{person}/tam-khoa", "hiệu trưởng", EMPTY),
    post("/can-bo/{person}/mo-lai", "giáo viên", EMPTY),
    post("/can-bo/{person}/mo-lai", "phó hiệu trưởng", EMPTY),
    post("/can-bo/{person}/mo-lai", "hiệu trưởng", EMPTY),
    post("/can-bo/{person}/mat-khau/xac-nhan", "giáo viên", AT),
    post("/can-bo/{person}/mat-khau/xac-nhan", "hiệu trưởng", AT),
    post("/can-bo/{person}/mat-khau", "giáo viên", EMPTY),
    post("/can-bo/{person}/mat-khau", "QLPM", EMPTY),
    post("/can-bo/{person}/mat-khau", "phó hiệu trưởng", EMPTY),
    post("/can-bo/{person}/mat-khau", "hiệu trưởng", EMPTY),
    post("/dang-xuat", "", Body::Nothing),
];

/// A reset that never was.
const AT: Body = Body::Form(&[("at", "2026-11-25T14:20:00+07:00")]);

const EMPTY: Body = Body::Form(&[]);

/// An id that nobody gave out.
const NOBODY: &str = "01930000-0000-4000-8000-000000000000";

fn note() -> Note {
    Note { person: String::new(), text: String::new() }
}

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
            .replace("{code}", "0000-0000-0000-0000-0000-0000")
            .replace("{upload}", NOBODY)
            .replace("{delegation}", NOBODY)
            .replace("{order}", NOBODY)
            .replace("{about}", "rules")
            .replace("{subject}", NOBODY)
            .replace("{closure}", NOBODY)
            .replace("{request}", NOBODY)
            .replace("{extension}", NOBODY)
            .replace("{absence}", NOBODY)
            .replace("{swap}", NOBODY)
            .replace("{update}", NOBODY)
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
            let response = user.begin(own(line.request(&addresses.address(line)))).await;
            write!(table, "{:<9}", outcome(&response, &mut ways)).unwrap();
        }
    }
    let lines: Vec<&str> = table.lines().map(str::trim_end).collect();
    let legend: Vec<String> = ways.iter().zip('a'..).map(|(way, letter)| format!("{letter}  to {way}")).collect();
    format!("{}\n\n{}", lines.join("\n"), legend.join("\n"))
}

/// As from a page of the school.
pub fn own(mut request: Request<Bytes>) -> Request<Bytes> {
    request.headers_mut().insert("sec-fetch-site", "same-origin".parse().unwrap());
    request.headers_mut().insert("origin", format!("http://{HOST}").parse().unwrap());
    request
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
