//! "/so": incidents reported from where they happen and answered, proposals that nobody approves for themselves, and the other
//! registers by the same pages; nothing typed is lost.

use axum::{body::Body, http::Request};
use domain::obligations::Standing;

use crate::support::{Answer, HOST, Multipart, PDF, TestApp, User, WORD, with};

const INCIDENTS: &str = "/so/su-co";
const REPORT: &str = "/so/su-co/moi";

/// Sends a form of a new entry as its page has it; the address of the entry.
pub async fn entered(user: &User, form: &str, typed: &[(&str, &str)]) -> String {
    let page = user.get(form).await;
    let sent = user.post_form(form, &with(&page.fields(), typed)).await;
    assert_eq!(sent.status, 303, "{}", sent.words());
    sent.location().split('?').next().unwrap().to_owned()
}

pub fn keeps_silent(answer: &Answer, words: &str) {
    assert!(!answer.html().contains(words), "{words:?} is in {}", answer.html());
}

#[tokio::test]
async fn an_incident_is_reported_answered_and_told_to_whoever_reported_it() {
    let app = TestApp::demo().await;
    let (teacher, head, team) = (app.as_teacher().await, app.as_head().await, app.as_management().await);
    teacher.get("/viec-cua-toi").await.says("href=\"/so/su-co/moi\"").says("Báo sự cố");
    // Without words nothing is reported, and nothing that was chosen is lost.
    let empty = teacher.get(REPORT).await;
    let wrong = teacher.post_form(REPORT, &with(&empty.fields(), &[("scope", "many")])).await;
    assert_eq!(wrong.status, 422);
    wrong.says("Điền “Việc gì xảy ra”").says("<option value=\"many\" selected");
    let entry = entered(&teacher, REPORT, &[("what", "Máy in ở phòng giáo viên hỏng"), ("scope", "one")]).await;
    teacher.get(&entry).await.says("Mới").says("Máy in ở phòng giáo viên hỏng").says("Sửa");
    // A colleague reads neither the list of others nor the entry; the management team is told at the top of its page.
    keeps_silent(&head.get(INCIDENTS).await, "Máy in ở phòng giáo viên hỏng");
    assert_eq!(head.get(&entry).await.status, 403);
    assert_eq!(
        head.post_form(&format!("{entry}/buoc"), &[("step", "done"), ("seen", "1"), ("words", "Xong rồi")]).await.status,
        403
    );
    team.get("/bang-theo-doi").await.says("1 sự cố chưa xử lý xong").says("href=\"/so/su-co\"");
    let step = format!("{entry}/buoc");
    let without = team.post_form(&step, &[("step", "done"), ("seen", "1"), ("words", "")]).await;
    assert_eq!(without.status, 422);
    without.says("nguyên nhân, đã làm gì");
    team.post_form(&step, &[("step", "done"), ("seen", "1"), ("words", "Đã thay hộp mực")])
        .await
        .leads_to(&format!("{entry}?xong=buoc"));
    // Somebody who had the page open meanwhile keeps the words.
    let late = team.post_form(&step, &[("step", "working"), ("seen", "1"), ("words", "Để tôi xem")]).await;
    assert_eq!(late.status, 409);
    late.says("Để tôi xem");
    teacher.get("/viec-cua-toi").await.says("Sự cố số 2/").says("Đã thay hộp mực");
    teacher.get(&entry).await.says("Đã xử lý").says("Đã thay hộp mực").says("Vẫn còn, báo lại");
    assert_eq!(teacher.get(&format!("{entry}/sua")).await.status, 409, "somebody has worked on it");
    team.get("/so/su-co?q=may%20in&trang-thai=done").await.says("Máy in ở phòng giáo viên hỏng");
    team.get("/so/su-co?q=may%20chieu").await.says("Không tìm thấy mục nào như vậy");
    team.get("/so/su-co/in?trang-thai=done").await.says("In sổ").says("Đã thay hộp mực");
    // The log says that it was, and nothing of what was written.
    let log = app.as_principal().await.get("/nhat-ky?loai=so").await;
    log.says("ghi sự cố số 2/").says("chuyển sự cố số 2/");
    keeps_silent(&log, "Máy in");
}

#[tokio::test]
async fn a_report_knows_the_page_and_the_code_and_nothing_that_stood_behind_a_question_mark() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let from = |address: &str| Request::get(format!("{REPORT}?ma=K7QF-2M")).header("referer", address).body(Body::empty()).unwrap();
    let page = teacher.send(from(&format!("http://{HOST}/can-bo?q=Hoa"))).await;
    page.says("Trang: /can-bo").says("K7QF-2M");
    keeps_silent(&page, "q=Hoa");
    let elsewhere = teacher.send(from("http://example.org/can-bo?q=Hoa")).await;
    keeps_silent(&elsewhere, "Trang: ");
    // What comes in these fields is cleaned as well.
    let forged = [("what", "Trang trắng"), ("scope", "one"), ("page", "https://example.org/x"), ("error", "<b>x</b>")];
    let entry = entered(&teacher, REPORT, &forged).await;
    let shown = teacher.get(&entry).await;
    shown.says("bxb");
    keeps_silent(&shown, "example.org");
    // An error page leads there.
    teacher.get("/ho-so/khong-co").await.says("href=\"/so/su-co/moi\" class=\"btn\"");
}

#[tokio::test]
async fn nobody_approves_a_proposal_of_their_own_and_content_that_is_approved_leads_to_its_type() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let typed =
        [("title", "Sổ theo dõi đồ chơi"), ("kind", "content"), ("why", "Nộp mỗi tháng một lần"), ("unit", ""), ("basis", "")];
    let own = entered(&principal, "/so/de-xuat/moi", &typed).await;
    let page = principal.get(&own).await;
    keeps_silent(&page, "value=\"agreed\"");
    let agreed = [("step", "agreed"), ("seen", "1"), ("words", "")];
    assert_eq!(principal.post_form(&format!("{own}/buoc"), &agreed).await.status, 403);
    let hers = entered(&teacher, "/so/de-xuat/moi", &typed).await;
    principal.get("/bang-theo-doi").await.says("2 đề xuất chờ duyệt");
    principal.post_form(&format!("{hers}/buoc"), &agreed).await.leads_to(&format!("{hers}?xong=buoc"));
    principal.get(&hers).await.says("Đã duyệt").says("/cai-dat/loai-ho-so?de-xuat=");
    keeps_silent(&teacher.get(&hers).await, "/cai-dat/loai-ho-so");
}

#[tokio::test]
async fn documents_are_the_clerks_and_trainings_are_read_by_everybody() {
    let app = TestApp::demo().await;
    let (principal, teacher, team) = (app.as_principal().await, app.as_teacher().await, app.as_management().await);
    for (address, wanted) in
        [("/so/cong-van-den", 403), ("/so/cong-van-di/moi", 403), ("/so/tap-huan", 200), ("/so/tap-huan/moi", 403)]
    {
        assert_eq!(teacher.get(address).await.status, wanted, "{address}");
    }
    assert_eq!(team.get("/so/cong-van-den").await.status, 403);
    assert_eq!(teacher.get("/so/khong-co").await.status, 404);
    let document =
        [("subject", "Tăng cường phòng dịch"), ("sender", "Phòng Giáo dục"), ("mark", "125/PGDĐT"), ("came", "25/11/2026")];
    let entry = entered(&principal, "/so/cong-van-den/moi", &document).await;
    // The number on the paper is filled in later; what stood there before stays readable.
    let form = principal.get(&format!("{entry}/sua")).await.fields();
    let typed = [("mark", "125/PGDĐT-MN"), ("subject", "Tăng cường phòng dịch"), ("dated", "24/11/2026")];
    principal.post_form(&format!("{entry}/sua"), &with(&form, &typed)).await.leads_to(&format!("{entry}?xong=sua"));
    principal.get(&entry).await.says("125/PGDĐT-MN").says("Trước khi sửa").says("24/11/2026");
    let person = app.person("giaovien").await.to_string();
    let training =
        [("title", "Nộp giáo án bằng máy tính bảng"), ("day", "20/11/2026"), ("by", "thầy Định"), ("people", person.as_str())];
    let held = entered(&team, "/so/tap-huan/moi", &training).await;
    teacher.get(&held).await.says("Nguyễn Thị Hoa").says("Dự kiến");
    teacher.get("/so").await.says("Tập huấn").says("Sự cố");
}

#[tokio::test]
async fn an_open_incident_is_told_on_the_card_of_a_late_record() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let facts = app.facts().await;
    let now = app.clock.shows();
    let mut owed = app.owed_by("giaovien").await.into_iter();
    let overdue = owed.find(|one| matches!(facts.standing(one, now), Standing::Overdue(_))).unwrap();
    let page = format!("/ho-so/{}", overdue.id);
    keeps_silent(&teacher.get(&page).await, "Có sự cố đang mở");
    entered(&teacher, REPORT, &[("what", "Mạng ở lớp đứt từ hôm qua"), ("scope", "one")]).await;
    app.clock.advance(chrono::TimeDelta::minutes(1));
    let card = teacher.get(&page).await;
    card.says("Có sự cố đang mở").says("chưa xử lý xong");
    keeps_silent(&card, "Mạng ở lớp đứt");
}

#[tokio::test]
async fn a_scan_lies_beside_a_letter_and_opens_for_whoever_reads_it() {
    let app = TestApp::demo().await;
    let (principal, teacher, team) = (app.as_principal().await, app.as_teacher().await, app.as_management().await);
    let letter = [("subject", "Báo cáo phòng dịch"), ("recipient", "Phòng Giáo dục"), ("dated", "25/11/2026")];
    let entry = entered(&principal, "/so/cong-van-di/moi", &letter).await;
    let page = format!("{entry}/tep");
    let scan = || Multipart::new().file("cong-van-12.pdf", PDF);
    principal.get(&entry).await.says("Thêm bản quét, ảnh hoặc PDF");
    // Nothing, what can be written on, and what is more than the door takes lies there not; whoever does not read it sends nothing.
    let without = principal.post_multipart(&page, Multipart::new()).await;
    assert_eq!(without.status, 422, "{}", without.words());
    let word = principal.post_multipart(&page, Multipart::new().file("cong-van-12.docx", WORD)).await;
    assert_eq!(word.status, 409, "{}", word.words());
    word.says("không phải bản quét, ảnh hoặc PDF");
    for user in [&teacher, &team] {
        assert_eq!(user.post_multipart(&page, scan()).await.status, 403);
        assert_eq!(user.get(&format!("{page}/0")).await.status, 403);
    }
    principal.post_multipart(&page, scan()).await.leads_to(&format!("{entry}?xong=tep"));
    // Sent again by a second click it lies there once.
    principal.post_multipart(&page, scan()).await.leads_to(&format!("{entry}?xong=tep"));
    principal.get(&entry).await.says("cong-van-12.pdf").says("SHA-256");
    let file = principal.get(&format!("{page}/0")).await;
    assert_eq!((file.status, file.bytes.as_ref()), (200, PDF));
    assert!(file.header("content-disposition").starts_with("attachment"));
    assert_eq!(principal.get(&format!("{page}/1")).await.status, 404);
    // Under another register's address there is nothing.
    assert_eq!(principal.get(&format!("{page}/0").replace("cong-van-di", "cong-van-den")).await.status, 404);
    let log = principal.get("/nhat-ky?loai=so").await;
    log.says("đính kèm một tệp vào");
    keeps_silent(&log, "cong-van-12");
}

#[tokio::test]
async fn a_type_of_records_begins_with_what_the_approved_proposal_says() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let typed =
        [("title", "Sổ theo dõi đồ chơi"), ("kind", "content"), ("why", "Nộp mỗi tháng một lần"), ("unit", ""), ("basis", "")];
    let hers = entered(&teacher, "/so/de-xuat/moi", &typed).await;
    let id = hers.rsplit('/').next().unwrap();
    let types = format!("/cai-dat/loai-ho-so?de-xuat={id}");
    keeps_silent(&principal.get(&types).await, "Sổ theo dõi đồ chơi");
    principal.post_form(&format!("{hers}/buoc"), &[("step", "agreed"), ("seen", "1"), ("words", "")]).await;
    principal.get(&hers).await.says(&format!("{types}#rieng"));
    let page = principal.get(&types).await;
    page.says("Theo đề xuất đã duyệt").says("Nộp mỗi tháng một lần").says("value=\"Sổ theo dõi đồ chơi\"");
}
