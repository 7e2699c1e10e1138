//! "Ủy quyền": lent by the leadership, held for some days, and told on the page.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    reviews,
    support::{Answer, Multipart, TestApp, User, WORD},
};

/// The code of the place in the select, by a part of its words.
pub async fn place(user: &User, words: &str) -> String {
    let page = user.get("/uy-quyen").await;
    let (before, _) = page.html().split_once(words).unwrap_or_else(|| panic!("no {words}"));
    before.rsplit_once("<option value=\"").unwrap().1.split('"').next().unwrap().to_owned()
}

pub async fn lend(by: &User, place: &str, to: &str, from: &str, until: &str) -> Answer {
    let fields = [("place", place), ("to", to), ("from", from), ("until", until), ("decision", "15/QĐ-MNNT")];
    by.post_form("/uy-quyen", &fields).await
}

#[tokio::test]
async fn a_colleague_acts_for_the_head_and_both_are_told() {
    let app = TestApp::demo().await;
    let (principal, head, teacher) = (app.as_principal().await, app.as_head().await, app.as_teacher().await);
    let of = place(&principal, "Lê Thị Ấm, tổ trưởng").await;
    let to = app.person("giaovien").await.to_string();
    assert_eq!(teacher.get("/bang-theo-doi").await.status, 403);
    assert_eq!(teacher.get("/uy-quyen").await.status, 403, "nothing is about her yet");
    let done = lend(&principal, &of, &to, "25/11/2026", "27/11/2026").await;
    assert_eq!(done.location(), "/uy-quyen?xong=ghi");
    assert_eq!(teacher.get("/bang-theo-doi").await.status, 200);
    for user in [&principal, &head, &teacher] {
        user.get("/uy-quyen").await.says("thay cô Lê Thị Ấm theo Quyết định số 15/QĐ-MNNT").says("Đang hiệu lực");
    }
    // Whose place it is takes it back; who acts cannot.
    let page = head.get("/uy-quyen").await;
    let (_, rest) = page.html().split_once("action=\"/uy-quyen/").unwrap();
    let end = format!("/uy-quyen/{}/ket-thuc", rest.split('/').next().unwrap());
    assert_eq!(teacher.post_form(&end, &[]).await.status, 403);
    assert_eq!(head.post_form(&end, &[]).await.location(), "/uy-quyen?xong=het");
    head.get("/uy-quyen").await.says("Đã kết thúc");
    assert_eq!(teacher.get("/bang-theo-doi").await.status, 403, "at once");
}

#[tokio::test]
async fn nobody_lends_past_their_right_and_what_was_typed_is_kept() {
    let app = TestApp::demo().await;
    let (principal, vice) = (app.as_principal().await, app.as_user("phohieutruong").await);
    let (of_head, of_principal) = (place(&principal, "Lê Thị Ấm, tổ trưởng").await, place(&principal, ", hiệu trưởng").await);
    let (teacher, herself) = (app.person("giaovien").await.to_string(), app.person("phohieutruong").await.to_string());
    for by in [&app.as_head().await, &app.as_management().await, &app.as_teacher().await] {
        assert_eq!(lend(by, &of_head, &teacher, "25/11/2026", "27/11/2026").await.status, 403);
    }
    let own_hand = lend(&vice, &of_head, &herself, "25/11/2026", "27/11/2026").await;
    assert_eq!(own_hand.status, 403);
    own_hand.says("Không ai tự ủy quyền cho chính mình");
    let other = app.person("dtavan").await.to_string();
    let too_high = lend(&vice, &of_principal, &other, "25/11/2026", "27/11/2026").await;
    too_high.says("Chức vụ trong ban giám hiệu do hiệu trưởng ủy quyền");
    let late = lend(&principal, &of_head, &teacher, "24/11/2026", "27/11/2026").await;
    assert_eq!(late.status, 422);
    late.says("Ủy quyền không ghi lùi ngày");
    assert_eq!(late.field("decision").as_deref(), Some("15/QĐ-MNNT"));
    // Only the one with which the demo begins.
    let page = principal.get("/uy-quyen").await;
    assert_eq!(
        (page.html().matches("theo Quyết định số").count(), page.html().matches("theo Quyết định số 41/QĐ-MNNT").count()),
        (1, 1)
    );
}

/// Nobody has to end it: after its last day the place is lent no more, and what was decided in it goes on saying so.
#[tokio::test]
async fn what_is_lent_ends_by_itself_after_its_last_day() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let facts = app.facts().await;
    let owed = app.owed_by("giaovien").await;
    let plan = owed.into_iter().find(|one| facts.title(one).starts_with("Giáo án")).unwrap().id;
    let form = Multipart::new().field("note", "").file("giáo án.docx", WORD);
    assert_eq!(app.as_teacher().await.post_multipart(&format!("/nop/{plan}"), form).await.status, 303);
    let of = place(&principal, "Lê Thị Ấm, tổ trưởng").await;
    let to = app.person("ketoan").await.to_string();
    assert_eq!(lend(&principal, &of, &to, "25/11/2026", "26/11/2026").await.location(), "/uy-quyen?xong=ghi");
    let (acting, desk) = (app.as_user("ketoan").await, format!("/cho-duyet/{plan}"));
    let approved = reviews::send(&acting, &acting.get(&desk).await, plan, &[("outcome", "approve")]).await;
    assert_eq!(approved.status, 303);
    // The last second of the last day, and the first of the next one; each time with a session of that day.
    let midnight = "2026-11-27T00:00:00+07:00".parse::<DateTime<Utc>>().unwrap();
    app.clock.advance(midnight - app.clock.shows() - TimeDelta::seconds(1));
    let acting = app.as_user("ketoan").await;
    for page in ["/cho-duyet", "/bang-theo-doi", &desk] {
        assert_eq!(acting.get(page).await.status, 200, "{page}");
    }
    app.clock.advance(TimeDelta::seconds(1));
    for page in ["/cho-duyet", "/bang-theo-doi", &desk] {
        assert_eq!(acting.get(page).await.status, 403, "{page}");
    }
    let lent = "thay cô Lê Thị Ấm theo Quyết định số 15/QĐ-MNNT";
    app.as_teacher().await.get(&format!("/ho-so/{plan}")).await.says(lent).says("Tổ đã duyệt");
    app.as_principal().await.get("/uy-quyen").await.says(lent).says("Đã hết");
}

#[tokio::test]
async fn whatever_is_done_in_somebodys_place_says_so_wherever_it_is_read() {
    let app = TestApp::demo().await;
    let (principal, head, teacher) = (app.as_principal().await, app.as_head().await, app.as_teacher().await);
    let facts = app.facts().await;
    let owed = app.owed_by("giaovien").await;
    let plan = owed.into_iter().find(|one| facts.title(one).starts_with("Giáo án")).unwrap().id;
    let form = Multipart::new().field("note", "").file("giáo án.docx", WORD);
    assert_eq!(teacher.post_multipart(&format!("/nop/{plan}"), form).await.status, 303);
    let of = place(&principal, "Lê Thị Ấm, tổ trưởng").await;
    let to = app.person("ketoan").await.to_string();
    assert_eq!(lend(&principal, &of, &to, "25/11/2026", "27/11/2026").await.location(), "/uy-quyen?xong=ghi");
    let (acting, record) = (app.as_user("ketoan").await, format!("/ho-so/{plan}"));
    let version = acting.get(&record).await.field("version").unwrap();
    let words = [("version", version.as_str()), ("back", "record"), ("comment", "Thứ Tư còn trống.")];
    assert_eq!(acting.post_form(&format!("{record}/gop-y"), &words).await.status, 303);
    let lent = "thay cô Lê Thị Ấm theo Quyết định số 15/QĐ-MNNT";
    for user in [&teacher, &head, &acting] {
        user.get(&record).await.says(lent);
    }
    teacher.get("/thong-bao").await.says(&format!("{lent} góp ý 1 chỗ"));
}
