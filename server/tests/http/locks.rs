//! "Lệnh khóa, mở": looked at, ordered, told to whoever is refused, and taken back.

use chrono::TimeDelta;
use server::startup::DEMO_PASSWORD;

use crate::{
    hand_in_words::send_while,
    support::{Answer, Multipart, PDF, TestApp, User, WORD},
};

const WEEK_13: [(&str, &str); 6] = [
    ("kind", "lock"),
    ("weeks", "13"),
    ("start", "decided"),
    ("reason", "Chốt hồ sơ tuần 13"),
    ("decision", "42/QĐ-TrMNNT"),
    ("executor", ""),
];

/// Looks at an order, and gives it as it was looked at; its address.
async fn orders(by: &User, fields: &[(&str, &str)]) -> String {
    let looked_at = by.post_form("/lenh-khoa/soan", &[fields, &[("act", "xem")]].concat()).await;
    assert_eq!(looked_at.status, 200);
    let seen = looked_at.field("seen").unwrap();
    let given = by.post_form("/lenh-khoa/soan", &[fields, &[("act", "ra"), ("seen", &seen)]].concat()).await;
    given.location().split('?').next().unwrap().to_owned()
}

async fn plan_of_week_13(app: &TestApp) -> String {
    let facts = app.facts().await;
    let owed = app.owed_by("giaovien").await;
    owed.into_iter().find(|one| facts.title(one) == "Giáo án tuần 13 · Lớp 4A").unwrap().id.to_string()
}

async fn hands_in(user: &User, record: &str, note: &str) -> Answer {
    user.post_multipart(&format!("/nop/{record}"), Multipart::new().field("note", note).file("giáo án.docx", WORD)).await
}

#[tokio::test]
async fn an_order_is_looked_at_before_it_is_given_and_printed_with_its_clause() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let looked_at = principal.post_form("/lenh-khoa/soan", &[&WEEK_13[..], &[("act", "xem")]].concat()).await;
    looked_at.says("Nếu ra lệnh này").says("Tuần 13.").says("Ra lệnh khóa");
    assert!(app.facts().await.locks.orders.iter().all(|one| one.plan.decision != "42/QĐ-TrMNNT"), "a preview changes nothing");
    // Another scope than was looked at is looked at first.
    let seen = looked_at.field("seen").unwrap();
    let other = [("kind", "lock"), ("weeks", "14"), ("start", "decided"), ("reason", "Chốt"), ("act", "ra"), ("seen", &seen)];
    let answer = principal.post_form("/lenh-khoa/soan", &other).await;
    assert_eq!(answer.status, 409);
    answer.says("Lệnh này nay không còn như lúc xem").says("Nếu ra lệnh này").says("Tuần 14.");
    // So is another beginning, or another end, over the same records.
    let changes: [&[(&str, &str)]; 2] = [&[("start", "executed")], &[("until-day", "30/11/2026"), ("until-hour", "17:00")]];
    for changed in changes {
        let kept = WEEK_13.into_iter().filter(|(name, _)| changed.iter().all(|(other, _)| other != name));
        let fields: Vec<_> = kept.chain(changed.iter().copied()).chain([("act", "ra"), ("seen", seen.as_str())]).collect();
        let answer = principal.post_form("/lenh-khoa/soan", &fields).await;
        assert_eq!(answer.status, 409, "{changed:?}");
        answer.says("Lệnh này nay không còn như lúc xem").says("Nếu ra lệnh này");
        let waits = answer.words().contains("Người thi hành: ai trong tổ quản lý phần mềm cũng được.");
        assert_eq!(waits, changed[0] == ("start", "executed"));
    }
    looked_at.says("Có hiệu lực ngay khi lệnh được quyết định, đến khi có lệnh khác.");
    looked_at.says("người có hồ sơ trong lệnh được báo, trong giờ làm việc").says("cần nộp hoặc sửa thì xin ở");
    looked_at.says("được gửi nốt trong một giờ");
    assert!(!looked_at.words().contains("Người thi hành: ai"), "it takes effect by itself");
    // Enter presses the first button, and that one looks only.
    let (looks, gives) = (looked_at.html().find("value=\"xem\"").unwrap(), looked_at.html().find("value=\"ra\"").unwrap());
    assert!(looks < gives);
    let order = orders(&principal, &WEEK_13).await;
    let page = principal.get(&order).await;
    page.says("LỆNH KHÓA HỒ SƠ ĐIỆN TỬ").says("42/QĐ-TrMNNT").says("Điều 3 điểm c của Quy chế").says("Đang thi hành");
    page.says("Độc lập - Tự do - Hạnh phúc").says("Quyết định lúc").says("hệ thống tự thi hành lúc 14:20:00 ngày 25/11/2026");
    page.says("Nơi nhận:").says("- Tổ quản lý phần mềm (để thi hành);").says("(để thực hiện);").says("- Lưu: VT.");
    page.says("Số: 42/QĐ-TrMNNT").says("Về việc khóa hồ sơ: tuần 13");
    page.says(&domain::vietnamese::date_of_paper(domain::days::day_of(app.clock.shows())));
    app.as_teacher().await.get(&order).await.says("LỆNH KHÓA HỒ SƠ ĐIỆN TỬ");
    assert_eq!(app.as_teacher().await.get("/lenh-khoa").await.status, 403);
    app.as_management().await.get("/lenh-khoa").await.says("Chốt hồ sơ tuần 13");
    assert_eq!(app.as_management().await.get("/lenh-khoa/soan").await.status, 403, "who carries out invents nothing");
}

#[tokio::test]
async fn what_is_refused_names_the_order_and_keeps_words_and_files() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let record = plan_of_week_13(&app).await;
    assert_eq!(teacher.get(&format!("/nop/{record}")).await.status, 200);
    let order = orders(&principal, &WEEK_13).await;
    let refused = teacher.get(&format!("/nop/{record}")).await;
    assert_eq!(refused.status, 409);
    refused.says("Hồ sơ này đã khóa từ").says("(42/QĐ-TrMNNT), do hiệu trưởng").says("Xem và tải về lúc nào cũng được");
    let refused = hands_in(&teacher, &record, "Em gửi giáo án.").await;
    assert_eq!(refused.status, 409);
    refused.says("Hồ sơ này đã khóa từ").says("Em gửi giáo án.");
    // What waits is shown, and no form that can only be refused.
    let kept = teacher.get(&format!("/nop/{record}")).await;
    assert_eq!(kept.status, 409);
    kept.says("Em gửi giáo án.").says("giáo án.docx").says(&order);
    assert!(!kept.html().contains("<textarea"));
    let upload = teacher.post_form(&format!("/nop/{record}/tep?name=a.docx"), &[]).await;
    assert_eq!(upload.status, 409);
    teacher.get(&format!("/ho-so/{record}")).await.says("Hồ sơ này đã khóa từ").says(&order);
    teacher.get("/thong-bao").await.says("Khóa hồ sơ").says("Lệnh khóa số").says(&order).says("Chốt hồ sơ tuần 13");
    let mine = teacher.get("/viec-cua-toi").await;
    mine.says("Đã khóa theo lệnh khóa số").says("Xem lệnh").says(&order);
    assert!(!mine.html().contains(&format!("href=\"/nop/{record}\"")), "no button that can only be refused");
    let exempt = principal.post_form(&format!("/ho-so/{record}/mien"), &[("reason", "Lớp nghỉ")]).await;
    assert_eq!(exempt.status, 409);
    exempt.says(&order);
    let anew = format!("/lenh-khoa/soan?tu={}", order.trim_start_matches("/lenh-khoa/"));
    principal.get(&order).await.says(&anew);
    principal.get(&anew).await.says("Chốt hồ sơ tuần 13");
    assert!(!teacher.get(&order).await.html().contains("/lenh-khoa/soan"));
    // Taken back, the record is open again.
    let without = principal.post_form(&format!("{order}/thu-hoi"), &[("reason", "")]).await;
    assert_eq!(without.status, 422);
    let back = principal.post_form(&format!("{order}/thu-hoi"), &[("reason", "Sở lùi ngày kiểm tra")]).await;
    back.leads_to(&format!("{order}?xong=thu-hoi"));
    assert_eq!(hands_in(&teacher, &record, "").await.status, 303);
    principal.get(&order).await.says("Đã thu hồi").says("Sở lùi ngày kiểm tra");
    teacher.get("/thong-bao").await.says("Thu hồi lệnh").says("Sở lùi ngày kiểm tra");
}

#[tokio::test]
async fn a_form_that_an_order_meets_on_its_way_is_told_of_the_order() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let record = plan_of_week_13(&app).await;
    let (path, known) = (format!("/nop/{record}"), app.facts().await.locks.orders.len());
    let form = Multipart::of(&teacher.get(&path).await, "Em gửi giáo án.", &[("giáo án.docx", WORD)]);
    let at_once = async move {
        orders(&principal, &[&WEEK_13[..], &[("at-once", "on")]].concat()).await;
    };
    let refused = send_while(&teacher, &path, form, at_once).await;
    let order = app.facts().await.locks.orders[known].id;
    assert_eq!(refused.status, 409);
    refused.says("Hồ sơ này đã khóa từ").says(&format!("/lenh-khoa/{order}")).says("Xin bổ sung sau khóa");
    refused.says("Em gửi giáo án.").says("giáo án.docx");
    assert!(!refused.html().contains("<textarea"), "no form that can only be refused");
}

/// The lists of the form by their summaries, each with whether it lies open.
fn lists(page: &Answer) -> Vec<(String, bool)> {
    let list = |part: &str| {
        let (tag, rest) = part.split_once('>').unwrap();
        let words = rest.split_once("<summary>").unwrap().1.split_once("</summary>").unwrap().0.replace("<!>", "");
        (words, tag.split(' ').any(|word| word == "open" || word.starts_with("open=")))
    };
    let lists = page.html();
    lists.split("<details").filter(|part| part.split('>').next().is_some_and(|tag| tag.contains("lock-choice"))).map(list).collect()
}

#[tokio::test]
async fn the_lists_of_the_form_lie_folded_and_open_with_what_was_chosen() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let folded = |of: &str| (format!("{of}: không giới hạn"), false);
    let page = principal.get("/lenh-khoa/soan").await;
    assert_eq!(lists(&page), ["Tổ", "Lớp", "Loại hồ sơ", "Người"].map(folded));
    let facts = app.facts().await;
    let mut classes = facts.organisation().open_classes();
    let [first, second] = [classes.next().unwrap(), classes.next().unwrap()].map(|one| format!("class.{}", one.id));
    let plan = facts.regime.record_types.iter().find(|one| one.code == "giao-an").unwrap().id.to_string();
    // Without a reason it comes back to be corrected, with all that was ticked.
    let ticked = [("kind", "lock"), ("weeks", "13"), ("start", "decided"), ("type", plan.as_str())];
    let ticked = [&ticked[..], &[("whose", &first), ("whose", &second), ("act", "xem")]].concat();
    let again = principal.post_form("/lenh-khoa/soan", &ticked).await;
    assert_eq!(again.status, 422);
    let chosen = |of: &str, count: usize| (format!("{of}: đã chọn {count}"), true);
    assert_eq!(lists(&again), [folded("Tổ"), chosen("Lớp", 2), chosen("Loại hồ sơ", 1), folded("Người")]);
    let sent = again.fields();
    for (name, value) in [("whose", &first), ("whose", &second), ("type", &plan)] {
        assert!(sent.contains(&(name.to_owned(), value.clone())), "{name}={value}");
    }
    assert_eq!(sent.iter().filter(|(name, _)| name == "whose").count(), 2, "and nothing else");
    // So do they where the preview is shown, and where an order is drafted anew from another one.
    let whole = [&ticked[..], &[("reason", "Chốt hồ sơ")]].concat();
    let looked_at = principal.post_form("/lenh-khoa/soan", &whole).await;
    assert_eq!(looked_at.status, 200);
    assert_eq!(lists(&looked_at), lists(&again));
    let kept: Vec<_> = whole.iter().map(|(name, value)| if *name == "act" { (*name, "luu") } else { (*name, *value) }).collect();
    let draft = principal.post_form("/lenh-khoa/soan", &kept).await.location().split('?').next().unwrap().to_owned();
    let anew = principal.get(&format!("/lenh-khoa/soan?tu={}", draft.trim_start_matches("/lenh-khoa/"))).await;
    assert_eq!(lists(&anew), lists(&again));
}

#[tokio::test]
async fn the_password_is_asked_again_before_an_order_is_given_or_taken_back() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    app.clock.advance(TimeDelta::minutes(6));
    let looked_at = principal.post_form("/lenh-khoa/soan", &[&WEEK_13[..], &[("act", "xem")]].concat()).await;
    looked_at.says("Mật khẩu đang dùng").says("Ra lệnh khóa");
    let seen = looked_at.field("seen").unwrap();
    let given = [&WEEK_13[..], &[("act", "ra"), ("seen", &seen)]].concat();
    for (proof, words) in [("", "Đã hơn 5 phút"), ("sai", "Mật khẩu đang dùng chưa đúng.")] {
        let again = principal.post_form("/lenh-khoa/soan", &[&given[..], &[("proof", proof)]].concat()).await;
        assert_eq!(again.status, 422, "{proof}");
        again.says(words).says("Nếu ra lệnh này").says("Chốt hồ sơ tuần 13");
    }
    // A draft is kept, and thrown away, without a password.
    let kept = principal.post_form("/lenh-khoa/soan", &[&WEEK_13[..], &[("act", "luu")]].concat()).await;
    let draft = kept.location().split('?').next().unwrap().to_owned();
    let seen_there = principal.get(&draft).await.field("seen").unwrap();
    let again = principal.post_form(&format!("{draft}/ra-lenh"), &[("seen", &seen_there)]).await;
    assert_eq!(again.status, 422);
    again.says("Đã hơn 5 phút").says("Nếu ra lệnh này");
    let thrown = principal.post_form(&format!("{draft}/thu-hoi"), &[("reason", "Nhầm tuần")]).await;
    thrown.leads_to(&format!("{draft}?xong=thu-hoi"));
    let given = principal.post_form("/lenh-khoa/soan", &[&given[..], &[("proof", DEMO_PASSWORD)]].concat()).await;
    let order = given.location().split('?').next().unwrap().to_owned();
    // It was typed a moment ago; after five minutes it is asked again, and the reason stays.
    assert!(!principal.get(&order).await.html().contains("name=\"proof\""));
    // One that is sent all the same is looked at, and a wrong one is asked for again.
    let guessed = [("reason", "Sở lùi ngày kiểm tra"), ("proof", "sai")];
    let wrong = principal.post_form(&format!("{order}/thu-hoi"), &guessed).await;
    assert_eq!(wrong.status, 422);
    wrong.says("Mật khẩu đang dùng chưa đúng.").says("name=\"proof\"");
    principal.get(&order).await.says("Đang thi hành");
    app.clock.advance(TimeDelta::minutes(6));
    let again = principal.post_form(&format!("{order}/thu-hoi"), &[("reason", "Sở lùi ngày kiểm tra")]).await;
    assert_eq!(again.status, 422);
    again.says("Đã hơn 5 phút").says("Sở lùi ngày kiểm tra");
    principal.get(&order).await.says("Đang thi hành");
    let back = [("reason", "Sở lùi ngày kiểm tra"), ("proof", DEMO_PASSWORD)];
    principal.post_form(&format!("{order}/thu-hoi"), &back).await.leads_to(&format!("{order}?xong=thu-hoi"));
}

#[tokio::test]
async fn the_form_stays_for_a_file_that_came_before_the_minute() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let path = format!("/nop/{}", plan_of_week_13(&app).await);
    let upload = teacher.upload(&path, "giáo án.docx", WORD).await.json()["id"].as_str().unwrap().to_owned();
    app.clock.advance(chrono::TimeDelta::minutes(1));
    orders(&principal, &WEEK_13).await;
    let page = teacher.get(&path).await;
    assert_eq!(page.status, 200);
    page.says("Hồ sơ này đã khóa từ").says("còn được nộp nốt trong một giờ").says("<textarea");
    let form = Multipart::new().field("note", "").field("upload", &upload);
    assert_eq!(teacher.post_multipart(&path, form).await.status, 303);
    assert_eq!(teacher.get(&path).await.status, 409, "nothing waits any more");
}

#[tokio::test]
async fn who_may_decide_is_the_principals_to_settle() {
    let app = TestApp::demo().await;
    let (principal, vice) = (app.as_principal().await, app.as_user("phohieutruong").await);
    let alone = [("parts", "principal"), ("opening", "principal")];
    assert_eq!(vice.post_form("/lenh-khoa/quyen", &alone).await.status, 403);
    principal.post_form("/lenh-khoa/quyen", &alone).await.leads_to("/lenh-khoa?xong=quyen");
    let looked_at = vice.post_form("/lenh-khoa/soan", &[&WEEK_13[..], &[("act", "xem")]].concat()).await;
    looked_at.says("Căn cứ Điều 3 điểm c của Quy chế, lệnh này do hiệu trưởng ra");
    assert!(!looked_at.html().contains("value=\"ra\""), "no button that can only be refused");
    let seen = looked_at.field("seen").unwrap();
    let refused = vice.post_form("/lenh-khoa/soan", &[&WEEK_13[..], &[("act", "ra"), ("seen", &seen)]].concat()).await;
    assert_eq!(refused.status, 403);
    refused.says("lệnh này do hiệu trưởng quyết định");
    // The draft waits for the principal.
    let kept = vice.post_form("/lenh-khoa/soan", &[&WEEK_13[..], &[("act", "luu")]].concat()).await;
    let order = kept.location().split('?').next().unwrap().to_owned();
    assert_eq!(app.as_teacher().await.get(&order).await.status, 403, "a draft is for those who give and carry out orders");
    // Who signs it has seen on its page what it would do, and sees it anew where that has changed since.
    let page = principal.get(&order).await;
    page.says("Dự thảo").says("Nếu ra lệnh này").says("Tuần 13.").says("Có hiệu lực ngay khi lệnh được quyết định");
    let seen = page.field("seen").unwrap();
    let sign = format!("{order}/ra-lenh");
    for unseen in [&[][..], &[("seen", "another")]] {
        let again = principal.post_form(&sign, unseen).await;
        assert_eq!(again.status, 409);
        again.says("Lệnh này nay không còn như lúc xem").says("Nếu ra lệnh này");
    }
    app.as_teacher().await.get(&order).await.says("Lệnh chưa ra").says("Lệnh đã ra thì ai cũng đọc được");
    let opens = WEEK_13.map(|(name, value)| if name == "kind" { (name, "unlock") } else { (name, value) });
    orders(&principal, &opens).await;
    let again = principal.post_form(&sign, &[("seen", &seen)]).await;
    assert_eq!(again.status, 409, "another order says the contrary since it was looked at");
    again.says("nói ngược lại về");
    let seen = again.field("seen").unwrap();
    principal.post_form(&sign, &[("seen", &seen)]).await.leads_to(&format!("{order}?xong=ra"));
    principal.get(&order).await.says("Đang thi hành");
}

/// An order whose words wait for the sign-in is looked at anew, whichever button was pressed; one that is only signed or carried
/// out leads back to its page.
#[tokio::test]
async fn an_order_that_is_sent_after_the_end_of_the_session_keeps_its_words_and_is_looked_at_again() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let before = app.facts().await.locks.orders.len();
    let looked_at = principal.post_form("/lenh-khoa/soan", &[&WEEK_13[..], &[("act", "xem")]].concat()).await;
    let seen = looked_at.field("seen").unwrap();
    app.clock.advance(TimeDelta::minutes(30));
    let late = principal.post_form("/lenh-khoa/soan", &[&WEEK_13[..], &[("act", "ra"), ("seen", &seen)]].concat()).await;
    assert_eq!(late.status, 303);
    let next = principal.get(late.location()).await.field("next").unwrap();
    assert!(next.starts_with("/gui-lai/"), "{next}");
    let known = [("username", "hieutruong"), ("password", DEMO_PASSWORD), ("next", next.as_str())];
    principal.post_form("/dang-nhap", &known).await.leads_to(&next);
    let page = principal.get(&next).await;
    let words = page.words();
    for told in ["Soạn lệnh khóa, mở", "Khóa hay mở Khóa", "Tuần 13", "Số quyết định 42/QĐ-TrMNNT", "Chốt hồ sơ tuần 13"]
    {
        assert!(words.contains(told), "{told}: {words}");
    }
    let fields = page.fields();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    principal.post_form("/lenh-khoa/soan", &fields).await.says("Nếu ra lệnh này").says("Tuần 13.");
    assert_eq!(app.facts().await.locks.orders.len(), before, "nothing is ordered that was not looked at");
    let person = app.person("giaovien").await;
    app.clock.advance(TimeDelta::minutes(30));
    for (to, page) in [
        (format!("/lenh-khoa/{person}/ra-lenh"), format!("/lenh-khoa/{person}")),
        (format!("/lenh-khoa/{person}/thi-hanh"), format!("/lenh-khoa/{person}")),
        ("/lenh-khoa/quyen".to_owned(), "/lenh-khoa".to_owned()),
    ] {
        let late = principal.post_form(&to, &[]).await;
        assert_eq!(late.status, 303, "{to}: {}", late.words());
        assert_eq!(principal.get(late.location()).await.field("next").as_deref(), Some(page.as_str()), "{to}");
    }
}

/// The whole way of an order: decided, told to whoever carries it out, carried out, and in force from then on.
#[tokio::test]
async fn an_order_is_carried_out_by_the_management_team_and_by_nobody_else() {
    let app = TestApp::demo().await;
    let (principal, teacher, team) = (app.as_principal().await, app.as_teacher().await, app.as_management().await);
    let path = format!("/nop/{}", plan_of_week_13(&app).await);
    let executor = app.person("quanly").await.to_string();
    let fields = WEEK_13.map(|(name, value)| match name {
        "start" => (name, "executed"),
        "executor" => (name, executor.as_str()),
        _ => (name, value),
    });
    let order = orders(&principal, &fields).await;
    let execute = format!("{order}/thi-hanh");
    principal.get(&order).await.says("Chờ thi hành");
    assert_eq!(teacher.get(&path).await.status, 200, "it is not in force yet");
    for user in [&teacher, &principal] {
        assert!(!user.get(&order).await.html().contains(&execute), "no button that can only be refused");
        let refused = user.post_form(&execute, &[]).await;
        assert_eq!(refused.status, 403);
        refused.says("Thi hành lệnh là việc của tổ quản lý phần mềm");
    }
    team.get("/thong-bao").await.says("chờ thi hành").says(&order);
    team.get(&order).await.says("Thi hành lệnh").says(&execute);
    app.clock.advance(TimeDelta::minutes(2));
    team.post_form(&execute, &[]).await.leads_to(&format!("{order}?xong=thi-hanh"));
    assert_eq!(teacher.get(&path).await.status, 409);
    assert_eq!(team.post_form(&execute, &[]).await.status, 409, "it is carried out once");
    let paper = principal.get(&order).await.words();
    assert!(paper.contains("thi hành lúc 14:22:00 ngày 25/11/2026"), "{paper}");
    assert!(paper.contains("Quyết định lúc 14:20:00 ngày 25/11/2026"), "{paper}");
}

/// Of all that is shut the teacher reads, downloads and keeps a copy as before.
#[tokio::test]
async fn a_lock_of_everything_shuts_no_reading_and_no_download() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let receipt = app.receipt_of("giaovien").await;
    let record = app
        .facts()
        .await
        .open_obligations()
        .find_map(|one| one.handed_in.as_ref().filter(|handed_in| handed_in.submission == receipt).map(|_| one.id.to_string()));
    let record = record.unwrap();
    let pages = [
        format!("/ho-so/{record}"),
        format!("/bien-nhan/{receipt}"),
        format!("/tep/{receipt}/0"),
        format!("/xem/{receipt}/0"),
        "/da-nop".to_owned(),
        "/viec-cua-toi".to_owned(),
        "/nam-hoc".to_owned(),
        "/thong-bao".to_owned(),
    ];
    let before = teacher.get(&pages[2]).await;
    assert_eq!(before.status, 200);
    let whole = [("kind", "lock"), ("whole", "on"), ("start", "decided"), ("reason", "Chốt cả năm"), ("at-once", "on")];
    let order = orders(&principal, &whole).await;
    principal.get(&order).await.says("Đang thi hành").says("Toàn hệ thống");
    assert_eq!(teacher.get(&format!("/nop/{record}")).await.status, 409);
    for page in &pages {
        assert_eq!(teacher.get(page).await.status, 200, "{page}");
    }
    assert_eq!(teacher.get(&pages[2]).await.bytes, before.bytes);
    app.as_head().await.get(&pages[2]).await.is(axum::http::StatusCode::OK);
    principal.get("/bang-theo-doi").await.is(axum::http::StatusCode::OK);
}

#[tokio::test]
async fn a_scan_of_the_decision_is_attached_by_the_leadership_and_read_with_the_order() {
    let app = TestApp::demo().await;
    let (principal, teacher, team) = (app.as_principal().await, app.as_teacher().await, app.as_management().await);
    let order = orders(&principal, &WEEK_13).await;
    let way = format!("{order}/ban-quet");
    principal.get(&order).await.says("Bản quét quyết định").says("Chưa có bản quét nào").says("multipart/form-data");
    let scan = || Multipart::new().file("quyet-dinh-42.pdf", PDF);
    for other in [&teacher, &team] {
        assert_eq!(other.post_multipart(&way, scan()).await.status, 403);
    }
    // What can act is refused with its name, and nothing is attached.
    let acts = Multipart::new().file("quyet-dinh.docx", &crate::held_files::plan("file:///C:/x/chay.exe"));
    let refused = principal.post_multipart(&way, acts).await;
    assert!(refused.status == 409 || refused.status == 422, "{}", refused.status);
    refused.says("quyet-dinh.docx").says("Chưa có bản quét nào");
    // Sent twice, it lies there once.
    for _ in 0..2 {
        principal.post_multipart(&way, scan()).await.leads_to(&format!("{order}?xong=quet"));
    }
    principal.get(&format!("{order}?xong=quet")).await.says("Đã đính kèm bản quét");
    for reader in [&principal, &teacher, &team] {
        reader.get(&order).await.says("quyet-dinh-42.pdf").says("SHA-256: ");
        let file = reader.get(&format!("{way}/0")).await;
        assert_eq!((file.status, file.bytes.as_ref()), (200, PDF));
        assert_eq!(reader.get(&format!("{way}/1")).await.status, 404);
    }
    assert!(!teacher.get(&order).await.html().contains("Thêm bản quét"), "a teacher reads, and attaches nothing");
}
