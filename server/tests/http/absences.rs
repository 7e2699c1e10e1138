//! "Nghỉ và dạy thay": noted in two steps, told to both, and ended.

use crate::support::{TestApp, with};

/// Due on Friday 27 November; the turn of cô Hoa, who is the teacher of these tests.
const PLAN: &str = "Giáo án tuần 13 · Lớp 4A";
const FORM: &str = "/vang-mat/ghi";

#[tokio::test]
async fn the_leadership_notes_who_is_away_and_the_duty_passes_and_comes_back() {
    let app = TestApp::demo().await;
    let (principal, teacher, head) = (app.as_principal().await, app.as_teacher().await, app.as_head().await);
    let (person, cover) = (app.person("giaovien").await.to_string(), app.person("totruong").await.to_string());
    principal.get(&format!("/can-bo/{person}")).await.says(&format!("href=\"{FORM}?who={person}\""));
    let empty = principal.get(&format!("{FORM}?who={person}")).await;
    assert_eq!(empty.field("from").as_deref(), Some("25/11/2026"), "whoever is ill calls in the morning");
    let fields = [
        ("who", person.as_str()),
        ("kind", "sick"),
        ("from", "26/11/2026"),
        ("until", "04/12/2026"),
        ("duties", "cover"),
        ("cover", cover.as_str()),
        ("words", "sốt"),
    ];
    let empty = empty.confirmation(FORM);
    let fields = with(&empty, &fields);
    let before = app.fingerprint().await;
    assert_eq!(teacher.post_form(FORM, &fields).await.status, 403);
    let shown = principal.post_form(FORM, &fields).await;
    assert_eq!((shown.status, app.fingerprint().await), (200, before), "a preview changes nothing");
    shown.says("Cô Hoa nghỉ ốm từ 26/11 đến 04/12/2026").says("dạy thay nộp").says(PLAN);
    assert!(!shown.html().contains("?key="), "why somebody is away stands in no address");
    let sent = shown.confirmation(FORM);
    let other = principal.post_form(FORM, &with(&sent, &[("until", "11/12/2026")])).await;
    assert_eq!(other.status, 409, "another one is shown first");
    other.says("không còn như lúc xem");
    assert_eq!(app.facts().await.absences.len(), 1, "that of the demo");
    for _ in 0..2 {
        principal.post_form(FORM, &with(&sent, &[])).await.leads_to("/vang-mat?xong=ghi");
    }
    assert_eq!(app.facts().await.absences.len(), 2);
    let list = principal.get("/vang-mat").await;
    list.says("Nghỉ ốm: sốt").says("dạy thay");
    // Who is away may hang on a wall; why is on the screen alone, of whoever may know it.
    list.says("<span class=\"scr\">Nghỉ ốm: sốt. </span>");
    head.get("/thong-bao").await.says("Dạy thay cô");
    head.get("/viec-cua-toi").await.says(PLAN);
    let list = head.get("/vang-mat").await;
    list.says("dạy thay");
    assert!(!list.words().contains("sốt"), "whoever covers need not know why");
    head.get("/viec-cua-toi").await.says("dạy thay cô Hoa (nghỉ 26/11–04/12/2026)");
    teacher.get("/thong-bao").await.says("dạy thay, nộp hồ sơ đến hạn những ngày đó");
    let id = app.facts().await.absences[1].id;
    let end = format!("/vang-mat/{id}/da-ve");
    for visitor in [&teacher, &head] {
        assert_eq!(visitor.post_form(&end, &[("reason", "Đã khỏi")]).await.status, 403);
    }
    principal.post_form(&end, &[("reason", "Đã khỏi")]).await.leads_to("/vang-mat?xong=het");
    assert_eq!(principal.post_form(&end, &[("reason", "Đã khỏi hẳn")]).await.status, 409);
    head.get("/thong-bao").await.says("Thôi dạy thay");
}

#[tokio::test]
async fn whoever_is_away_reads_it_on_top_and_is_back_without_a_reason_from_a_day_that_was() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let (person, cover) = (app.person("giaovien").await.to_string(), app.person("totruong").await.to_string());
    let fields = [
        ("who", person.as_str()),
        ("kind", "sick"),
        ("from", "25/11/2026"),
        ("until", "08/12/2026"),
        ("duties", "cover"),
        ("cover", cover.as_str()),
    ];
    let empty = principal.get(FORM).await.confirmation(FORM);
    let shown = principal.post_form(FORM, &with(&empty, &fields)).await;
    principal.post_form(FORM, &with(&shown.confirmation(FORM), &[])).await.leads_to("/vang-mat?xong=ghi");
    teacher.get("/viec-cua-toi").await.says("Cô đang nghỉ đến hết 08/12/2026, ").says(" dạy thay");
    let end = format!("/vang-mat/{}/da-ve", app.facts().await.absences[1].id);
    let early = principal.post_form(&end, &[("from", "25/11/2026"), ("reason", "đỡ rồi")]).await;
    assert_eq!(early.status, 422);
    early.says("Đợt nghỉ bắt đầu từ 25/11/2026.").says("đỡ rồi").says("value=\"25/11/2026\"");
    principal.post_form(&end, &[("from", ""), ("reason", "")]).await.leads_to("/vang-mat?xong=het");
    principal.get("/vang-mat").await.says("(báo đến 08/12/2026)");
    teacher.get("/thong-bao").await.says("Hồ sơ chưa đến hạn lại do cô nộp như trước.");
    assert!(!teacher.get("/viec-cua-toi").await.words().contains("đang nghỉ đến hết"));
}

#[tokio::test]
async fn a_page_that_was_made_for_somebody_else_notes_nothing() {
    let app = TestApp::demo().await;
    let (principal, person) = (app.as_principal().await, app.person("giaovien").await);
    let page = principal.get(&format!("{FORM}?who={person}")).await;
    let made_for = format!("{FORM}?person={}", app.person("hieutruong").await);
    page.says(&format!("action=\"{made_for}\""));
    let other = app.as_user("phohieutruong").await;
    let answer = other.post_form(&made_for, &with(&page.confirmation(FORM), &[])).await;
    assert_eq!(answer.status, 409);
    assert_eq!(app.facts().await.absences.len(), 1, "that of the demo");
}

#[tokio::test]
async fn somebody_else_covers_in_one_step() {
    let app = TestApp::demo().await;
    let (principal, head) = (app.as_principal().await, app.as_head().await);
    let person = |name: &'static str| app.person(name);
    let (away, cover) = (person("giaovien").await.to_string(), person("totruong").await.to_string());
    let other = person("phohieutruong").await.to_string();
    let empty = principal.get(FORM).await;
    let fields = [
        ("who", away.as_str()),
        ("kind", "training"),
        ("from", "25/11/2026"),
        ("until", "04/12/2026"),
        ("duties", "cover"),
        ("cover", cover.as_str()),
    ];
    let shown = principal.post_form(FORM, &with(&empty.confirmation(FORM), &fields)).await;
    principal.post_form(FORM, &with(&shown.confirmation(FORM), &[])).await.leads_to("/vang-mat?xong=ghi");
    let change = format!("/vang-mat/{}/doi", app.facts().await.absences[1].id);
    principal.get("/vang-mat").await.says("Đổi người dạy thay");
    assert_eq!(head.get(&change).await.status, 403);
    assert_eq!(head.post_form(&change, &[("cover", other.as_str())]).await.status, 403);
    principal.get(&change).await.says(PLAN);
    assert_eq!(principal.post_form(&change, &[("cover", "")]).await.status, 422);
    for _ in 0..2 {
        principal.post_form(&change, &[("cover", other.as_str())]).await.leads_to("/vang-mat?xong=doi");
    }
    assert_eq!(app.facts().await.absences[1].covered_before.len(), 1);
    head.get("/thong-bao").await.says("Thôi dạy thay");
}

#[tokio::test]
async fn whoever_takes_a_cover_over_after_the_hour_has_what_is_due_from_tomorrow_on() {
    let app = TestApp::demo().await;
    let (principal, other) = (app.as_principal().await, app.person("phohieutruong").await.to_string());
    // The course of the demo begins in some weeks: the new one covers from its first day on.
    let absence = app.facts().await.absences[0].clone();
    let change = format!("/vang-mat/{}/doi", absence.id);
    let first = domain::vietnamese::weekday_and_date(absence.days.from);
    principal.get(&change).await.says(&format!("dạy thay từ {first}"));
    // On an evening in its days nothing of today changes hands, and the page says so.
    let evening = domain::days::at(absence.days.from, "18:00:00".parse().unwrap());
    app.clock.set(evening);
    let principal_then = app.as_principal().await;
    let page = principal_then.get(&change).await;
    page.says("hồ sơ đến hạn hôm nay giữ nguyên người nộp");
    assert!(!page.words().contains("từ bây giờ"), "{}", page.words());
    principal_then.post_form(&change, &[("cover", other.as_str())]).await.leads_to("/vang-mat?xong=doi");
}

#[tokio::test]
async fn the_number_of_an_absence_is_corrected_by_the_leadership_and_the_old_one_stays_readable() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let (person, cover) = (app.person("giaovien").await.to_string(), app.person("totruong").await.to_string());
    let empty = principal.get(&format!("{FORM}?who={person}")).await.confirmation(FORM);
    let fields = [
        ("who", person.as_str()),
        ("kind", "training"),
        ("from", "26/11/2026"),
        ("until", "04/12/2026"),
        ("duties", "cover"),
        ("cover", cover.as_str()),
        ("decision", "41/QĐ"),
    ];
    let sent = principal.post_form(FORM, &with(&empty, &fields)).await.confirmation(FORM);
    principal.post_form(FORM, &with(&sent, &[])).await.leads_to("/vang-mat?xong=ghi");
    // That of the demo was there before.
    let correct = format!("/cai-dat/dinh-chinh/absence/{}", app.facts().await.absences[1].id);
    principal.get("/vang-mat").await.says("theo Quyết định số 41/QĐ").says(&format!("href=\"{correct}\""));
    let theirs = teacher.get("/vang-mat").await;
    assert!(!theirs.html().contains(&correct), "whoever is away corrects nothing");
    assert_eq!(teacher.post_form(&correct, &[("decision", "42/QĐ-TrMNNT")]).await.status, 403);
    principal.get(&correct).await.says("Số đang ghi: 41/QĐ.").says("Đợt nghỉ 26/11–04/12/2026");
    assert_eq!(principal.post_form(&correct, &[("decision", "42/QĐ-TrMNNT")]).await.status, 303);
    principal.get("/vang-mat").await.says("theo Quyết định số 42/QĐ-TrMNNT").says("<s>41/QĐ</s>");
}
