//! The dashboard, the list behind it, and the stream by which it stays current.

use std::time::Duration;

use axum::{body::Body, http::Request};
use domain::{
    dashboard::{DashboardFilter, RowKey, Scope, TermFilter, dashboard},
    obligations::Obligation,
};
use futures::StreamExt;
use records::{Work, log};
use server::startup::DEMO_PASSWORD;

use crate::support::{Multipart, TestApp, User, WORD, with};

/// The number in a cell, "5/6".
async fn cell(user: &User, row: RowKey, week: u8) -> Option<String> {
    let sheet = user.sheet(WHOLE_YEAR).await.shown();
    let at = sheet.weeks.iter().position(|one| one.number == week)?;
    let counts = sheet.rows.iter().find(|one| one.code == row.code())?.cells[at];
    Some(format!("{}/{}", counts.handed_in(), counts.owed()))
}

const WHOLE_YEAR: &str = "?term=ca-nam&record_type=&site=&cell=&person=&unattended=false";

/// A record of a week that the dashboard shows already.
async fn shown(app: &TestApp, username: &str) -> Obligation {
    let owed = app.owed_by(username).await;
    owed.into_iter().find(|one| one.terms.week.is_some_and(|week| week <= 13)).expect("something is left to hand in")
}

#[tokio::test]
async fn a_hand_in_moves_the_figure_of_its_week() {
    let app = TestApp::demo().await;
    let (teacher, principal) = (app.as_teacher().await, app.as_principal().await);
    let record = shown(&app, "giaovien").await;
    let (row, week) = (RowKey::of(record.terms.department), record.terms.week.unwrap());
    let before = cell(&principal, row, week).await.unwrap();
    let (handed_in, owed) = before.split_once('/').unwrap();
    let path = format!("/nop/{}", record.id);
    teacher.post_multipart(&path, Multipart::new().field("note", "").file("a.docx", WORD)).await;
    let after = format!("{}/{owed}", handed_in.parse::<u32>().unwrap() + 1);
    assert_eq!(cell(&principal, row, week).await.unwrap(), after);
    // A second version is no second record.
    teacher.post_multipart(&path, Multipart::new().field("note", "nữa").file("a.docx", WORD)).await;
    assert_eq!(cell(&principal, row, week).await.unwrap(), after);
    let page = principal.get("/bang-theo-doi?ky=ca-nam").await;
    let (_, cell) = page.html().split_once(&format!("data-cell=\"{}.{week}\"", row.code())).unwrap();
    assert!(cell.split_once('>').unwrap().1.starts_with(&after), "the page shows the same");
}

#[tokio::test]
async fn a_head_sees_the_own_department_and_no_other() {
    let app = TestApp::demo().await;
    let (head, principal) = (app.as_head().await, app.as_principal().await);
    let facts = app.facts().await;
    let page = head.get("/bang-theo-doi?ky=ca-nam").await;
    let own = facts.organisation().departments.iter().find(|one| one.name == "Mẫu giáo 4–5 tuổi").unwrap();
    for department in &facts.organisation().departments {
        let shown = page.words().contains(&department.name) || page.html().contains(&department.id.to_string());
        assert_eq!(shown, department.id == own.id, "{}", department.name);
    }
    assert!(!page.words().contains("Toàn trường") && !page.html().contains("ban-giam-hieu"));

    let list = "class=\"cell-list\"";
    let other = facts.organisation().departments.iter().find(|one| one.id != own.id).unwrap();
    let opened = async |user: &User, row: String| {
        let page = user.get(&format!("/bang-theo-doi?o={row}.12")).await;
        assert_eq!(page.status, 200);
        page.html().contains(list)
    };
    // Hers is class by class, and the list behind a cell is of the class.
    let class = facts.organisation().classes.iter().find(|one| one.name == "4A").unwrap();
    let row = format!("{}.{}", own.id, class.id);
    assert!(opened(&head, row.clone()).await && opened(&head, format!("{}.chung", own.id)).await);
    let of_class = head.get(&format!("/bang-theo-doi/danh-sach?tuan=12&to={row}")).await.words();
    assert!(of_class.contains("Giáo án tuần 12 · Lớp 4A") && !of_class.contains("Giáo án tuần 12 · Lớp 4B"), "{of_class}");
    for row in [
        other.id.to_string(),
        format!("{}.{}", other.id, class.id),
        "ban-giam-hieu".to_owned(),
        uuid::Uuid::now_v7().to_string(),
        "x".to_owned(),
    ] {
        assert!(!opened(&head, row.clone()).await, "{row}");
    }
    assert!(opened(&principal, other.id.to_string()).await);

    // Nor by the list.
    let all = head.get("/bang-theo-doi/danh-sach?tuan=12").await.words();
    assert!(all.contains("Lớp 4A") && !all.contains("Lớp 3A") && !all.contains("Lịch công tác tuần 12"), "{all}");
    let foreign = head.get(&format!("/bang-theo-doi/danh-sach?tuan=12&to={}", other.id)).await.words();
    assert!(foreign.contains("Không có hồ sơ nào khớp"), "{foreign}");
}

#[tokio::test]
async fn the_list_is_narrowed_by_what_is_chosen() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let of = |address: &'static str| {
        let principal = &principal;
        async move { principal.get(&format!("/bang-theo-doi/danh-sach{address}")).await.words() }
    };
    let week = of("?tuan=12").await;
    assert!(week.contains("Hồ sơ tuần 12") && week.contains("Lớp 3A") && week.contains("Lớp 4A"), "{week}");
    let plans = of("?tuan=12&loai=giao-an").await;
    assert!(plans.contains("Giáo án tuần 12 · Lớp 4A") && !plans.contains("Kế hoạch tuần 12 ·"), "{plans}");
    // Without marks, by a name of the class.
    let found = of("?tuan=12&q=giao%20an%20tuan%2012%20%C2%B7%20lop%204a").await;
    assert!(found.contains("Giáo án tuần 12 · Lớp 4A") && !found.contains("Giáo án tuần 12 · Lớp 4B"), "{found}");
    assert!(of("?tuan=12&q=khong-co-gi-nhu-the").await.contains("Không có hồ sơ nào khớp"));
    let overdue = of("?tt=qua-han").await;
    assert!(!overdue.contains("Nộp đúng hạn 20/11"), "{overdue}");
    assert!(of("?khong-han=1").await.contains("Tư liệu"), "what has no due day has a list of its own");
    assert!(!of("").await.contains("Tư liệu tuần"));
    // What makes no sense is ignored.
    assert!(of("?tuan=abc&to=xyz&tt=gi&trang=0&loai=").await.contains("Hồ sơ cả năm"));
    assert!(of("?trang=99999").await.contains("Hồ sơ cả năm"));
}

/// The first thing that the stream says, without waiting for ever.
async fn next_event(stream: &mut axum::body::BodyDataStream) -> String {
    let chunk = tokio::time::timeout(Duration::from_secs(10), stream.next()).await.expect("an event");
    String::from_utf8(chunk.unwrap().unwrap().to_vec()).unwrap()
}

#[tokio::test]
async fn the_stream_tells_of_a_hand_in_and_not_of_a_sign_in() {
    let app = TestApp::demo().await;
    let (teacher, principal) = (app.as_teacher().await, app.as_principal().await);
    let response = principal.begin(Request::get("/su-kien").body(Body::empty()).unwrap()).await;
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    assert_eq!(response.headers()["cache-control"], "no-cache");
    assert_eq!(response.headers()["x-accel-buffering"], "no");
    let mut stream = response.into_body().into_data_stream();
    let revision = app.facts().await.revision;
    let page = principal.get("/bang-theo-doi").await;
    assert!(page.html().contains(&format!("data-revision=\"{revision}\"")), "the page says which revision it shows");
    let program = server::assets::NAMES.wasm_of("LiveDashboard").unwrap_or_default();
    let present = format!("event: present\nid: {program}\ndata: {revision}\n\n");
    assert_eq!(next_event(&mut stream).await, present, "and the stream which one is true, and for which program");

    app.as_health().await;
    let elsewhere = records::schools::found(&app.state.database, "Trường Mầm non Ba Đình").await.unwrap();
    assert_ne!(elsewhere, app.school());
    let path = format!("/nop/{}", app.owed_by("giaovien").await[0].id);
    teacher.upload(&path, "a.docx", WORD).await;
    teacher.post_multipart(&path, Multipart::new().field("note", "").file("a.docx", WORD)).await;
    let revision = app.facts().await.revision;
    // The first event is the hand-in: the sign-in and the other school before it were not told.
    assert_eq!(next_event(&mut stream).await, format!("event: changed\ndata: {revision}\n\n"));
}

#[tokio::test]
async fn the_stream_is_for_those_who_see_a_dashboard() {
    let app = TestApp::demo().await;
    assert_eq!(app.as_teacher().await.get("/su-kien").await.status, 403);
    assert_eq!(app.anonymous().get_by_script("/su-kien").await.status, 401);
    // A browser's own stream gives up at this, and would follow a redirect to the sign-in.
    let by_browser = Request::get("/su-kien").header("accept", "text/event-stream").body(Body::empty()).unwrap();
    assert_eq!(app.anonymous().begin(by_browser).await.status(), 401);
}

#[tokio::test]
async fn the_stream_ends_with_its_session() {
    let app = TestApp::demo().await;
    let (teacher, principal) = (app.as_teacher().await, app.as_principal().await);
    let response = principal.begin(Request::get("/su-kien").body(Body::empty()).unwrap()).await;
    let mut stream = response.into_body().into_data_stream();
    next_event(&mut stream).await;
    assert_eq!(principal.post_form("/dang-xuat", &[]).await.status, 303);

    let path = format!("/nop/{}", app.owed_by("giaovien").await[0].id);
    teacher.post_multipart(&path, Multipart::new().field("note", "").file("a.docx", WORD)).await;
    let next = tokio::time::timeout(Duration::from_secs(10), stream.next()).await.expect("the end, not silence");
    assert!(next.is_none(), "who has signed out hears nothing more");
}

/// Whether a stream ends long before its next beat, which comes every ten seconds.
async fn ends_at_once(stream: &mut axum::body::BodyDataStream) -> bool {
    let next = tokio::time::timeout(Duration::from_secs(4), async {
        while let Some(chunk) = stream.next().await {
            let chunk = String::from_utf8(chunk.unwrap().to_vec()).unwrap();
            assert!(!chunk.contains("event: changed"), "it hears nothing more: {chunk}");
        }
    });
    next.await.is_ok()
}

async fn listens(user: &User) -> axum::body::BodyDataStream {
    let response = user.begin(Request::get("/su-kien").body(Body::empty()).unwrap()).await;
    assert_eq!(response.status(), 200);
    let mut stream = response.into_body().into_data_stream();
    assert!(next_event(&mut stream).await.starts_with("event: present"));
    stream
}

#[tokio::test]
async fn whoever_is_put_out_stops_listening_at_once_and_nobody_else_does() {
    let app = TestApp::demo().await;
    let (principal, vice) = (app.as_principal().await, app.as_user("phohieutruong").await);
    let mut others = listens(&principal).await;
    let account = format!("/can-bo/{}", app.person("phohieutruong").await);

    let mut suspended = listens(&vice).await;
    assert_eq!(principal.post_form(&format!("{account}/tam-khoa"), &[]).await.status, 303);
    assert!(ends_at_once(&mut suspended).await, "a suspension");
    assert_eq!(principal.post_form(&format!("{account}/mo-lai"), &[]).await.status, 303);

    let (vice, elsewhere) = (app.as_user("phohieutruong").await, app.as_user("phohieutruong").await);
    let (mut here, mut there) = (listens(&vice).await, listens(&elsewhere).await);
    let own = [("old", DEMO_PASSWORD), ("new", "hoa sen trắng nở"), ("again", "hoa sen trắng nở")];
    assert_eq!(vice.post_form("/doi-mat-khau", &own).await.status, 303);
    assert!(ends_at_once(&mut there).await && ends_at_once(&mut here).await, "a password of her own");

    let mut signed_out = listens(&vice).await;
    assert_eq!(vice.post_form("/dang-xuat", &[]).await.status, 303);
    assert!(ends_at_once(&mut signed_out).await, "a sign-out");

    let head = app.as_head().await;
    let mut reset = listens(&head).await;
    let new = format!("/can-bo/{}/mat-khau", app.person("totruong").await);
    assert_eq!(principal.post_form(&new, &[]).await.status, 200);
    assert!(ends_at_once(&mut reset).await, "a password that was handed out");

    let end = tokio::time::timeout(Duration::from_secs(1), async { while others.next().await.is_some() {} });
    assert!(end.await.is_err(), "the principal listens on");
}

#[tokio::test]
async fn an_absence_that_nobody_covers_any_more_is_told_to_the_leadership() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let (person, cover) = (app.person("giaovien").await.to_string(), app.person("totruong").await.to_string());
    let form = "/vang-mat/ghi";
    let empty = principal.get(&format!("{form}?who={person}")).await.confirmation(form);
    let days = [("kind", "sick"), ("from", "26/11/2026"), ("until", "04/12/2026")];
    let fields = [days.as_slice(), &[("duties", "cover"), ("cover", cover.as_str())]].concat();
    let sent = principal.post_form(form, &with(&empty, &fields)).await.confirmation(form);
    principal.post_form(form, &with(&sent, &[])).await.leads_to("/vang-mat?xong=ghi");
    let words = "Nghỉ không còn ai nộp thay (1)";
    assert!(!principal.get("/bang-theo-doi").await.words().contains(words));
    assert_eq!(principal.post_form(&format!("/can-bo/{cover}/tam-khoa"), &[]).await.status, 303);
    principal.get("/bang-theo-doi").await.says(words);
    principal.get("/vang-mat").await.says("Không còn ai nộp thay.").says("đang tạm khóa");
    let told = app.as_teacher().await.get("/vang-mat").await.words();
    assert!(!told.contains("tạm khóa"), "whose account is suspended is not everybody's business");
}

#[tokio::test]
async fn a_week_is_reported_on_paper_with_the_figures_of_the_dashboard_and_the_code_of_the_log() {
    let app = TestApp::demo().await;
    let (principal, head, teacher) = (app.as_principal().await, app.as_head().await, app.as_teacher().await);
    principal.get("/bang-theo-doi").await.says("/bang-theo-doi/bao-cao-tuan");
    let report = principal.get("/bang-theo-doi/bao-cao-tuan").await;
    report.says("Tình hình nộp và duyệt hồ sơ điện tử tuần 12").says("Kết quả duyệt hồ sơ");
    // The principal, who prints it herself, signs it once.
    assert!(!report.words().contains("NGƯỜI LẬP BÁO CÁO"), "{}", report.words());
    let code = app.read(async |work: &mut Work| log::anchor(work).await).await.unwrap();
    assert!(report.words().contains(&code.to_string()), "{code} is not in {}", report.words());
    let facts = app.facts().await;
    let filter = DashboardFilter { term: Some(TermFilter::Year), ..DashboardFilter::default() };
    let shown = dashboard(&facts, &Scope::School, &filter, app.clock.shows());
    let place = shown.weeks.iter().position(|week| week.number == 12).unwrap();
    report.says(&format!("Phải nộp {} hồ sơ", shown.totals[place].owed()));
    // A head reads of the own department alone, a teacher nothing; no week that has not begun is reported.
    let hers = head.get("/bang-theo-doi/bao-cao-tuan?tuan=11").await;
    hers.says("hồ sơ điện tử tuần 11").says("Lớp 4A").says("NGƯỜI LẬP BÁO CÁO");
    assert!(!hers.words().contains("Nuôi dưỡng"), "{}", hers.words());
    assert_eq!(teacher.get("/bang-theo-doi/bao-cao-tuan").await.status, 403);
    for week in ["13", "99", "-1", "mai"] {
        assert_eq!(principal.get(&format!("/bang-theo-doi/bao-cao-tuan?tuan={week}")).await.status, 404, "{week}");
    }
}

/// "88 %" is of one number on one line and of another on the next: each says of which.
#[tokio::test]
async fn every_share_says_of_what_it_is_a_share() {
    let app = TestApp::demo().await;
    for (user, of) in [(app.as_principal().await, "tổ"), (app.as_head().await, "lớp")] {
        user.get("/bang-theo-doi?ky=ca-nam")
            .await
            .says(&format!("% của tuần và của {of}: trên số phải nộp; % cả kỳ: đúng hạn trên số đã đến hạn"))
            .says(", trên số đã đến hạn. Vạch đứt: sang học kỳ II.")
            .says(&format!("Số và phần trăm trên số phải nộp theo {of}, "));
    }
}

/// In August the year is shown already, and its first week has not begun.
#[tokio::test]
async fn before_the_first_week_nothing_leads_to_a_report() {
    let app = TestApp::demo_at("2026-08-20T08:00:00+07:00").await;
    let page = app.as_principal().await.get("/bang-theo-doi").await;
    assert_eq!(page.status, 200);
    assert!(!page.html().contains("bao-cao-tuan"));
}
