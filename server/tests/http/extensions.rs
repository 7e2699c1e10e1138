//! "Gia hạn": asked for from the row of a record, given in one tap, and refused to whom it is not.

use domain::obligations::Exemption;

use crate::support::{TestApp, with};

/// Due on Friday 27 November; the turn of cô Hoa, who is the teacher of these tests.
const PLAN: &str = "Giáo án tuần 13 · Lớp 4A";
const OTHER: &str = "Giáo án tuần 13 · Lớp 4B";

/// The id of what the teacher asked for last.
async fn request_of(app: &TestApp, title: &str) -> String {
    let (facts, id) = (app.facts().await, app.id_of(title).await);
    let requests = facts.extension_requests.iter().rev();
    requests.clone().find(|one| one.obligation.to_string() == id).unwrap().id.to_string()
}

fn typed<'f>(sent: &'f [(String, String)], until: &'f str, reason: &'f str) -> Vec<(&'f str, &'f str)> {
    with(sent, &[("until", until), ("reason", reason)])
}

#[tokio::test]
async fn a_teacher_asks_from_the_row_and_the_principal_gives_it_in_one_tap() {
    let app = TestApp::demo().await;
    let (principal, teacher, head) = (app.as_principal().await, app.as_teacher().await, app.as_head().await);
    let address = format!("/gia-han/xin/{}", app.id_of(PLAN).await);
    teacher.get("/viec-cua-toi").await.says(&format!("href=\"{address}\""));
    let page = teacher.get(&address).await;
    page.says("Hạn đang có: thứ Sáu 27/11/2026");
    assert_eq!(page.field("until").as_deref(), Some("30/11/2026"));
    let sent = page.fields();
    // Nothing typed is lost, and nothing is asked.
    let early = teacher.post_form(&address, &typed(&sent, "26/11/2026", "con ốm")).await;
    assert_eq!(early.status, 409);
    early.says("Hạn của hồ sơ này là thứ Sáu 27/11/2026").says("con ốm");
    let short = teacher.post_form(&address, &typed(&sent, "30/11/2026", "ốm")).await;
    assert_eq!(short.status, 422);
    let others = app.facts().await.extension_requests.len();
    let asked = teacher.post_form(&address, &typed(&sent, "30/11/2026", "con ốm")).await;
    asked.leads_to("/gia-han?xong=xin");
    // The form comes again; another one about the same record is refused.
    teacher.post_form(&address, &typed(&sent, "30/11/2026", "con ốm")).await.leads_to("/gia-han?xong=xin");
    assert_eq!(app.facts().await.extension_requests.len(), others + 1);
    let again = teacher.post_form(&address, &[("until", "01/12/2026"), ("reason", "con ốm nặng")]).await;
    assert_eq!(again.status, 409);
    again.says("đang chờ trả lời").says("con ốm nặng");
    teacher.get("/viec-cua-toi").await.says("Đã xin gia hạn đến thứ Hai 30/11/2026, chờ trả lời");
    // Whoever may decide is told, in the bell and on the dashboard.
    principal.get("/thong-bao").await.says("xin gia hạn đến thứ Hai 30/11/2026: con ốm.");
    principal.get("/bang-theo-doi").await.says("chờ trả lời)");
    // Neither the head of the department nor whoever asked decides.
    let grant = format!("/gia-han/{}/cho", request_of(&app, PLAN).await);
    for other in [&teacher, &head] {
        assert_eq!(other.post_form(&grant, &[("until", "30/11/2026")]).await.status, 403);
    }
    assert_eq!(app.due_of(PLAN).await, "2026-11-27");
    let list = principal.get("/gia-han").await;
    list.says(PLAN).says("con ốm").says(&format!("action=\"{grant}?")).says("Đồng ý gia hạn").says("Không đồng ý");
    assert_eq!(principal.post_form(&grant, &[("until", "hôm nào")]).await.status, 422);
    principal.post_form(&grant, &[("until", "01/12/2026")]).await.leads_to("/gia-han?xong=cho");
    assert_eq!((app.due_of(PLAN).await, app.due_of(OTHER).await), ("2026-12-01".to_owned(), "2026-11-27".to_owned()));
    // Tapped twice, it is told that it was answered.
    assert_eq!(principal.post_form(&grant, &[("until", "01/12/2026")]).await.status, 409);
    teacher.get("/thong-bao").await.says("Được gia hạn đến thứ Ba 01/12/2026").says(PLAN);
    teacher.get("/viec-cua-toi").await.says("Được gia hạn đến thứ Ba 01/12/2026").says("Gia hạn đến");
}

#[tokio::test]
async fn a_colleagues_record_is_not_asked_about_and_a_no_is_read_by_whoever_asked() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let others = format!("/gia-han/xin/{}", app.id_of(OTHER).await);
    assert_eq!(teacher.get(&others).await.status, 403);
    assert_eq!(teacher.post_form(&others, &[("until", "30/11/2026"), ("reason", "con ốm")]).await.status, 403);
    let address = format!("/gia-han/xin/{}", app.id_of(PLAN).await);
    teacher.post_form(&address, &[("until", "30/11/2026"), ("reason", "con ốm")]).await.leads_to("/gia-han?xong=xin");
    let refuse = format!("/gia-han/{}/khong-cho", request_of(&app, PLAN).await);
    assert_eq!(principal.post_form(&refuse, &[("reason", "")]).await.status, 422);
    let reason = [("reason", "Tuần này có đoàn kiểm tra")];
    principal.post_form(&refuse, &reason).await.leads_to("/gia-han?xong=khong-cho");
    teacher.get("/thong-bao").await.says("Tuần này có đoàn kiểm tra");
    teacher.get("/gia-han").await.says("Không gia hạn").says("Tuần này có đoàn kiểm tra");
    // Where she works, on the page of the record and in the bell, with the reason.
    let no = "Không được gia hạn: Tuần này có đoàn kiểm tra (cô Nguyệt trả lời lúc ";
    teacher.get("/viec-cua-toi").await.says(no);
    let record = format!("/ho-so/{}", app.id_of(PLAN).await);
    teacher.get(&record).await.says(no);
    principal.get(&record).await.says(no);
    let head = app.as_head().await.get(&record).await;
    assert!(!head.words().contains("Tuần này có đoàn kiểm tra"), "it is said to whoever asked");
    teacher.get("/thong-bao").await.says("không đồng ý gia hạn: Tuần này có đoàn kiểm tra.");
    assert_eq!(app.due_of(PLAN).await, "2026-11-27");
    // Asked anew, it can be needed no longer.
    teacher.post_form(&address, &[("until", "30/11/2026"), ("reason", "con ốm")]).await.leads_to("/gia-han?xong=xin");
    let withdraw = format!("/gia-han/{}/thoi", request_of(&app, PLAN).await);
    assert_eq!(principal.post_form(&withdraw, &[]).await.status, 403);
    teacher.get("/gia-han").await.says("Rút đề nghị");
    teacher.post_form(&withdraw, &[]).await.leads_to("/gia-han?xong=thoi");
    teacher.get("/gia-han?xong=thoi").await.says("Đã rút đề nghị");
}

#[tokio::test]
async fn many_are_looked_at_before_they_are_given_more_time() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let key = principal.get("/gia-han/nhieu").await.field("key").unwrap();
    let query = "deed=extend&until=04%2F12%2F2026&weeks=13&reason=t%E1%BA%ADp+hu%E1%BA%A5n";
    let before = app.fingerprint().await;
    let shown = principal.get(&format!("/gia-han/nhieu?key={key}&{query}")).await;
    assert_eq!(app.fingerprint().await, before, "a preview changes nothing");
    shown.says("Gia hạn ").says(PLAN).says(OTHER);
    let sent = shown.confirmation("/gia-han/nhieu");
    // What is confirmed is the fields as they stand; what was changed in them since is not dropped, but looked at.
    assert_eq!(shown.html().matches("name=\"until\"").count(), 1);
    shown.says("từ thứ Sáu 27/11/2026 đến thứ Sáu 04/12/2026").says("Rút lại được ở trang Gia hạn");
    let other = principal.post_form("/gia-han/nhieu", &with(&sent, &[("until", "03/12/2026")])).await;
    assert_eq!(other.status, 409, "another one is shown first");
    other.says("nay không còn như lúc xem").says("đến thứ Năm 03/12/2026").says("value=\"03/12/2026\"");
    assert_eq!(app.due_of(PLAN).await, "2026-11-27");
    let done = format!("/gia-han?xong=nhieu&lan={key}");
    for _ in 0..2 {
        principal.post_form("/gia-han/nhieu", &with(&sent, &[])).await.leads_to(&done);
    }
    let count = app.facts().await.regime.extensions.last().unwrap().records.len();
    assert!(count > 1);
    principal.get(&done).await.says(&format!("Đã gia hạn {count} hồ sơ đến 04/12/2026"));
    // What many were given is not a teacher's to read, whatever stands in the address.
    assert!(!app.as_teacher().await.get(&done).await.html().contains("Đã gia hạn "));
    assert_eq!((app.due_of(PLAN).await, app.due_of(OTHER).await), ("2026-12-04".to_owned(), "2026-12-04".to_owned()));
    // Whoever goes back and sends another one under the same key is shown it first, with a key of its own.
    let back = principal.post_form("/gia-han/nhieu", &with(&sent, &[("until", "07/12/2026")])).await;
    assert_eq!(back.status, 409);
    assert_ne!(back.field("key").unwrap(), key);
    assert_eq!(app.due_of(PLAN).await, "2026-12-04");
    let again = format!("/gia-han?xong=nhieu&lan={}", back.field("key").unwrap());
    principal.post_form("/gia-han/nhieu", &with(&back.confirmation("/gia-han/nhieu"), &[])).await.leads_to(&again);
    assert_eq!(app.due_of(PLAN).await, "2026-12-07");
}

#[tokio::test]
async fn more_time_that_is_taken_back_is_told() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let address = format!("/gia-han/xin/{}", app.id_of(PLAN).await);
    teacher.post_form(&address, &[("until", "30/11/2026"), ("reason", "con ốm")]).await.leads_to("/gia-han?xong=xin");
    let grant = format!("/gia-han/{}/cho", request_of(&app, PLAN).await);
    principal.post_form(&grant, &[("until", "30/11/2026")]).await.leads_to("/gia-han?xong=cho");
    let given = app.facts().await.regime.extensions.last().unwrap().id;
    let take_back = format!("/gia-han/da-cho/{given}/rut");
    principal.post_form(&take_back, &[("reason", "Ghi nhầm ngày")]).await.leads_to("/gia-han?xong=rut");
    assert_eq!(app.due_of(PLAN).await, "2026-11-27");
    teacher.get("/thong-bao").await.says("Gia hạn đã rút").says("hạn là thứ Sáu 27/11/2026").says("Ghi nhầm ngày");
}

/// Before the due day, after the year, and a day that has passed: by whoever decides, for one and for many.
#[tokio::test]
async fn nobody_is_given_less_time_than_they_have() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let address = format!("/gia-han/xin/{}", app.id_of(PLAN).await);
    teacher.post_form(&address, &[("until", "30/11/2026"), ("reason", "con ốm")]).await.leads_to("/gia-han?xong=xin");
    let grant = format!("/gia-han/{}/cho", request_of(&app, PLAN).await);
    let given = app.facts().await.regime.extensions.len();
    for (day, words) in [
        ("26/11/2026", "Hạn của hồ sơ này là thứ Sáu 27/11/2026"),
        ("27/11/2026", "Hạn của hồ sơ này là thứ Sáu 27/11/2026"),
        ("31/12/2027", "Năm học kết thúc ngày"),
    ] {
        let refused = principal.post_form(&grant, &[("until", day)]).await;
        assert_eq!(refused.status, 409, "{day}");
        refused.says(words).says(day);
    }
    let key = principal.get("/gia-han/nhieu").await.field("key").unwrap();
    let many = format!("/gia-han/nhieu?key={key}&deed=extend&until=26%2F11%2F2026&weeks=13&reason=t%E1%BA%ADp+hu%E1%BA%A5n");
    let shown = principal.get(&many).await;
    shown.says(&format!("{PLAN}: Hạn của hồ sơ này là thứ Sáu 27/11/2026"));
    assert_eq!(app.facts().await.regime.extensions.len(), given);
    assert_eq!((app.due_of(PLAN).await, app.due_of(OTHER).await), ("2026-11-27".to_owned(), "2026-11-27".to_owned()));
}

#[tokio::test]
async fn many_by_their_due_days_and_a_day_before_them_is_told_with_its_words() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let key = principal.get("/gia-han/nhieu").await.field("key").unwrap();
    let of = |until: &str, from: &str, to: &str| {
        format!("/gia-han/nhieu?key={key}&deed=extend&until={until}&from={from}&to={to}&reason=t%E1%BA%ADp+hu%E1%BA%A5n")
    };
    let shown = principal.get(&of("04%2F12%2F2026", "27%2F11%2F2026", "27%2F11%2F2026")).await;
    shown.says(PLAN).says("từ thứ Sáu 27/11/2026 đến thứ Sáu 04/12/2026");
    let early = principal.get(&of("26%2F11%2F2026", "27%2F11%2F2026", "27%2F11%2F2026")).await;
    early.says("Gia hạn không hồ sơ nào").says("Hạn của hồ sơ này là thứ Sáu 27/11/2026");
    assert!(!early.html().contains("name=\"seen\""), "nothing to confirm");
    let wrong = principal.get(&of("04%2F12%2F2026", "28%2F11%2F2026", "27%2F11%2F2026")).await;
    assert_eq!(wrong.status, 422);
    wrong.says("Ngày cuối phải từ ngày đầu trở đi.").says("value=\"28/11/2026\"");
    // From the page of one record the form comes with that one.
    let id = app.id_of(PLAN).await;
    let one = format!("/gia-han/nhieu?record={id}");
    principal.get(&format!("/ho-so/{id}")).await.says(&format!("href=\"{one}\""));
    let form = principal.get(&one).await;
    form.says(PLAN);
    assert!(form.fields().contains(&("record".to_owned(), id)));
    assert_eq!(form.field("until").as_deref(), Some("30/11/2026"));
}

#[tokio::test]
async fn what_was_freed_at_once_is_owed_again_at_once_and_told() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let key = principal.get("/gia-han/nhieu").await.field("key").unwrap();
    let query = "deed=exempt&weeks=13&reason=l%E1%BB%9Bp+ngh%E1%BB%89+th%E1%BB%A7y+%C4%91%E1%BA%ADu";
    let shown = principal.get(&format!("/gia-han/nhieu?key={key}&{query}")).await;
    shown.says("Bỏ miễn lại được ở trang Gia hạn");
    let done = principal.post_form("/gia-han/nhieu", &with(&shown.confirmation("/gia-han/nhieu"), &[])).await;
    assert!(done.location().starts_with("/gia-han?xong=mien&lan="), "{}", done.location());
    let facts = app.facts().await;
    let is_of_act = |one: &Exemption| one.reason == "lớp nghỉ thủy đậu";
    let count = facts.obligations.iter().filter(|one| one.exemption.as_ref().is_some_and(is_of_act)).count();
    principal.get(done.location()).await.says(&format!("Đã miễn {count} hồ sơ"));
    let is_freed = async || {
        let (facts, id) = (app.facts().await, app.id_of(PLAN).await);
        facts.obligations.iter().find(|one| one.id.to_string() == id).unwrap().exemption.is_some()
    };
    assert!(is_freed().await);
    teacher.get("/thong-bao").await.says("Được miễn, không phải nộp").says(PLAN).says("lớp nghỉ thủy đậu");
    let list = principal.get("/gia-han").await;
    list.says("lớp nghỉ thủy đậu").says("Đang miễn");
    let (_, rest) = list.html().split_once("action=\"/gia-han/da-mien/").unwrap();
    let end = format!("/gia-han/da-mien/{}", rest.split(['?', '"']).next().unwrap());
    assert_eq!(teacher.post_form(&end, &[("reason", "nhầm tuần")]).await.status, 403);
    let short = principal.post_form(&end, &[("reason", "")]).await;
    assert_eq!(short.status, 422);
    assert!(short.shows_errors());
    principal.post_form(&end, &[("reason", "nhầm tuần")]).await.leads_to("/gia-han?xong=bo-mien");
    assert!(!is_freed().await);
    let again = principal.post_form(&end, &[("reason", "nhầm tuần rồi")]).await;
    assert_eq!(again.status, 409);
    again.says("nhầm tuần rồi");
    principal.get("/gia-han?q=nham+tuan").await.says("Đã bỏ miễn").says("nhầm tuần");
    principal.get("/gia-han?q=kh%C3%B4ng+c%C3%B3+g%C3%AC").await.says("Không có lần nào hợp với từ đang tìm.");
    teacher.get("/thong-bao").await.says("Bỏ miễn, lại phải nộp").says(PLAN).says("nhầm tuần");
}

#[tokio::test]
async fn what_is_printed_says_whose_it_is_who_printed_it_and_when() {
    let app = TestApp::demo().await;
    let (principal, school) = (app.as_principal().await, app.facts().await.school.name.clone());
    for (address, title) in [
        ("/gia-han?q=th%E1%BB%A7y", "Gia hạn · tìm “thủy”"),
        ("/vang-mat", "Nghỉ và người làm thay"),
        ("/nghi-dot-xuat", "Nghỉ đột xuất năm học 2026–2027"),
        ("/ly-do-muon", "Hồ sơ nộp muộn chờ xem xét lý do"),
    ] {
        let page = principal.get(address).await.plain();
        let (_, foot) = page.split_once("<p class=\"prt stands\">").unwrap_or_else(|| panic!("{address}"));
        let foot = foot.split("</p>").next().unwrap();
        assert!(foot.starts_with(&format!("{school} · {title} · ")), "{address}: {foot}");
        assert!(foot.contains(" · Người in: Nguyễn Thị Minh Nguyệt · Số liệu lúc "), "{address}: {foot}");
    }
}

#[tokio::test]
async fn a_teacher_asks_to_be_freed_from_the_row_and_is_freed_in_one_tap() {
    let app = TestApp::demo().await;
    let (principal, teacher, head) = (app.as_principal().await, app.as_teacher().await, app.as_head().await);
    let address = format!("/gia-han/xin/{}", app.id_of(PLAN).await);
    teacher.get(&address).await.says("Xin thêm ngày").says("Xin miễn nộp hồ sơ này");
    let fields = [("wish", "freedom"), ("until", ""), ("reason", "lớp nghỉ vì mất nước")];
    teacher.post_form(&address, &fields).await.leads_to("/gia-han?xong=xin");
    teacher.get("/viec-cua-toi").await.says("Đã xin miễn nộp, chờ trả lời");
    principal.get("/thong-bao").await.says("xin miễn nộp: lớp nghỉ vì mất nước.").says("Xin miễn");
    let free = format!("/gia-han/{}/mien", request_of(&app, PLAN).await);
    principal.get("/gia-han").await.says("Đồng ý miễn nộp").says("Đồng ý gia hạn").says(&format!("action=\"{free}?"));
    for other in [&teacher, &head] {
        assert_eq!(other.post_form(&free, &[]).await.status, 403);
    }
    principal.post_form(&free, &[]).await.leads_to("/gia-han?xong=cho-mien");
    assert_eq!(principal.post_form(&free, &[]).await.status, 409, "tapped twice, it is told that it was answered");
    teacher.get("/thong-bao").await.says("Được miễn, không phải nộp").says(PLAN);
    teacher.get("/gia-han").await.says("Được miễn").says("miễn nộp, lúc");
    principal.get("/gia-han").await.says("lớp nghỉ vì mất nước");
}

#[tokio::test]
async fn whoever_asked_for_time_alone_is_freed_with_a_reason_of_its_own() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let address = format!("/gia-han/xin/{}", app.id_of(PLAN).await);
    teacher.post_form(&address, &[("until", "30/11/2026"), ("reason", "con ốm")]).await.leads_to("/gia-han?xong=xin");
    let free = format!("/gia-han/{}/mien", request_of(&app, PLAN).await);
    principal.get("/gia-han").await.says("Miễn nộp hồ sơ này").says("Vì sao miễn nộp");
    let refused = principal.post_form(&free, &[]).await;
    assert_eq!(refused.status, 422, "one tap frees nobody who asked for time");
    assert!(refused.shows_errors());
    principal.post_form(&free, &[("because", "lớp nghỉ cả tuần")]).await.leads_to("/gia-han?xong=cho-mien");
    let told = teacher.get("/thong-bao").await;
    told.says("Được miễn, không phải nộp").says("lớp nghỉ cả tuần");
    let again = principal.post_form(&free, &[("because", "lớp nghỉ cả tuần")]).await;
    assert_eq!(again.status, 409);
    again.says("lớp nghỉ cả tuần");
}

#[tokio::test]
async fn what_is_needed_no_longer_is_put_away_in_one_tap_by_whoever_asked() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let address = format!("/gia-han/xin/{}", app.id_of(PLAN).await);
    teacher.post_form(&address, &[("until", "30/11/2026"), ("reason", "con ốm")]).await.leads_to("/gia-han?xong=xin");
    // Freed in another way meanwhile: nobody has to answer any more.
    let key = principal.get("/gia-han/nhieu").await.field("key").unwrap();
    let one = format!("/gia-han/nhieu?key={key}&deed=exempt&record={}&reason=t%E1%BA%ADp+hu%E1%BA%A5n", app.id_of(PLAN).await);
    let sent = principal.get(&one).await.confirmation("/gia-han/nhieu");
    assert_eq!(principal.post_form("/gia-han/nhieu", &with(&sent, &[])).await.status, 303);
    let list = teacher.get("/gia-han").await;
    list.says("Không cần trả lời nữa").says("Đóng, không cần nữa");
    let close = format!("/gia-han/{}/thoi", request_of(&app, PLAN).await);
    teacher.post_form(&close, &[]).await.leads_to("/gia-han?xong=thoi");
    teacher.get("/gia-han").await.says("Đã rút, không cần nữa");
}
