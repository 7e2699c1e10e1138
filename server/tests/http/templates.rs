//! "Mẫu hồ sơ": kept by leadership and management team, taken by everybody; a record keeps the one of its day.

use domain::obligations::{Obligation, ObligationId};

use records::{Work, sql};

use crate::support::{Answer, Multipart, TestApp, User, WORD};

const LIST: &str = "/mau-ho-so";

/// A type of which cô Hoa owes a record while somebody has handed one in: its page, what was handed in, and what she owes.
async fn of_hoa(app: &TestApp) -> (String, ObligationId, ObligationId) {
    let facts = app.facts().await;
    let is_done = |of: &Obligation| {
        let mut same = facts.obligations.iter().filter(|one| one.terms.record_type == of.terms.record_type);
        same.find(|one| one.handed_in.is_some()).map(|done| done.id)
    };
    let owed = app.owed_by("giaovien").await;
    let open = owed.iter().filter(|one| one.handed_in.is_none() && one.closing.is_none());
    let (open, done) = open.filter_map(|open| Some((open, is_done(open)?))).next().unwrap();
    (format!("{LIST}/{}", open.terms.record_type), done, open.id)
}

/// Sends the form of the page with these words, and a file where one is named.
async fn add(user: &User, page: &str, from: &str, basis: &str, file: Option<&str>) -> Answer {
    let seen = user.get(page).await.field("seen").unwrap();
    let form = Multipart::new().field("seen", &seen).field("from", from).field("basis", basis).field("words", "");
    let form = match file {
        Some(name) => form.file(name, WORD),
        None => form,
    };
    user.post_multipart(page, form).await
}

#[tokio::test]
async fn a_template_is_put_up_by_those_who_keep_them_and_taken_where_one_hands_in() {
    let app = TestApp::demo().await;
    let (manager, teacher) = (app.as_management().await, app.as_teacher().await);
    let (page, done, open) = of_hoa(&app).await;
    // A teacher is offered no form, and sends none.
    let seen = teacher.get(&page).await;
    assert!(!seen.html().contains("type=\"file\""));
    let sent =
        teacher.post_multipart(&page, Multipart::new().field("seen", "0").field("from", "01/09/2026").file("mau.docx", WORD)).await;
    assert_eq!(sent.status, 403);
    let added = add(&manager, &page, "01/09/2026", "Công văn 123/SGDĐT-GDMN", Some("mau-giao-an.docx")).await;
    assert_eq!(added.location(), format!("{page}?xong=dua-len"));
    manager.get(&format!("{page}?xong=dua-len")).await.says("Đã đưa mẫu lên").says("Đang dùng.");
    teacher.get(LIST).await.says("Bản 1, dùng từ 01/09/2026, theo Công văn 123/SGDĐT-GDMN.").says("mau-giao-an.docx");
    let file = teacher.get(&format!("{page}/ban/1")).await;
    assert_eq!((file.status, file.bytes.as_ref()), (200, WORD));
    assert_eq!(teacher.get(&format!("{page}/ban/2")).await.status, 404);
    // Where one hands in, and on the page of what was handed in before there was another.
    teacher.get(&format!("/nop/{open}")).await.says("Tải mẫu").says("Bản 1, dùng từ 01/09/2026");
    // The next one begins today: whoever hands in from now on uses it, and the record of before keeps its own.
    assert_eq!(add(&manager, &page, "25/11/2026", "", Some("mau-moi.docx")).await.status, 303);
    teacher.get(&format!("/nop/{open}")).await.says("Bản 2, dùng từ 25/11/2026");
    app.as_principal().await.get(&format!("/ho-so/{done}")).await.says("Mẫu của hồ sơ này").says("Bản 1, dùng từ 01/09/2026");
    app.as_principal().await.get("/nhat-ky").await.says("đưa lên mẫu của một loại hồ sơ, bản 2");
}

#[tokio::test]
async fn nothing_typed_and_no_file_is_lost_where_something_is_wrong() {
    let app = TestApp::demo().await;
    let manager = app.as_management().await;
    let (page, ..) = of_hoa(&app).await;
    let wrong = add(&manager, &page, "31/02/2026", "Công văn 9", Some("mau-giao-an.docx")).await;
    assert_eq!(wrong.status, 422);
    wrong.says("Ghi ngày bắt đầu dùng mẫu").says("mau-giao-an.docx");
    assert_eq!((wrong.field("from").as_deref(), wrong.field("basis").as_deref()), (Some("31/02/2026"), Some("Công văn 9")));
    let waits = wrong.field("upload").unwrap();
    let again =
        Multipart::new().field("seen", "0").field("from", "01/09/2026").field("basis", "Công văn 9").field("upload", &waits);
    assert_eq!(manager.post_multipart(&page, again).await.status, 303);
    manager.get(&page).await.says("Bản 1, dùng từ 01/09/2026, theo Công văn 9.");
    // The button was pressed twice: with the file that went into the version, and with one that came along once more.
    let pressed = || Multipart::new().field("seen", "0").field("from", "01/09/2026").field("basis", "Công văn 9");
    assert_eq!(manager.post_multipart(&page, pressed().field("upload", &waits)).await.status, 303);
    assert_eq!(manager.post_multipart(&page, pressed().file("mau-giao-an.docx", WORD)).await.status, 303);
    assert!(!manager.get(&page).await.html().contains("Bản 2"));
    // Without a file there is no version; and a form from before that version is shown once more.
    let without = add(&manager, &page, "01/10/2026", "", None).await;
    assert_eq!(without.status, 422);
    without.says("Chọn tệp mẫu");
    let stale = Multipart::new().field("seen", "0").field("from", "01/10/2026").file("mau-khac.docx", WORD);
    let stale = manager.post_multipart(&page, stale).await;
    assert_eq!(stale.status, 409);
    stale.says("Vừa có bản 1 của mẫu này").says("mau-khac.docx");
}

#[tokio::test]
async fn a_record_is_begun_with_the_files_of_an_earlier_one_and_nothing_is_handed_in_by_it() {
    let app = TestApp::demo().await;
    let (teacher, other) = (app.as_teacher().await, app.as_user("dtavan").await);
    let owed = app.owed_by("giaovien").await;
    let open = owed.iter().filter(|one| one.handed_in.is_none() && one.closing.is_none());
    // A plan that she wrote before; the page says of which year and week it is.
    let mut address = String::new();
    for one in open {
        let page = format!("/nop/{}/bai-cu", one.id);
        if teacher.get(&page).await.html().contains("Chép vào bài này") {
            address = page;
            break;
        }
    }
    let page = teacher.get(&address).await;
    page.says("Lấy bài cũ làm nền");
    assert!(page.words().contains("Năm học 2026–2027"), "{}", page.words());
    let version = page.field("version").unwrap();
    let form = [("version", version.as_str())];
    assert_eq!(other.post_form(&address, &form).await.status, 403);
    let hand_in = address.trim_end_matches("/bai-cu").to_owned();
    assert_eq!(teacher.post_form(&address, &form).await.location(), hand_in);
    let receipt = app.read(async move |work: &mut Work| records::submissions::one(work, version.parse().unwrap()).await);
    let name = receipt.await.files[0].name.to_string();
    teacher.get(&hand_in).await.says(&name);
    assert!(app.owed_by("giaovien").await.iter().any(|one| hand_in.ends_with(&one.id.to_string()) && one.handed_in.is_none()));
    // Whoever begins with what a colleague wrote has taken it away, and the log says so.
    let hoa = app.person("giaovien").await;
    let offered: Vec<String> = page.fields().into_iter().filter(|(name, _)| name == "version").map(|(_, value)| value).collect();
    let mut of_others = Vec::new();
    for version in offered {
        let id = version.parse().unwrap();
        let by = app.read(async move |work: &mut Work| Ok(records::submissions::one(work, id).await?.person)).await;
        of_others.extend((by != hoa).then_some(version));
    }
    let theirs = of_others.first().expect("a colleague's plan is offered too");
    let before = taken_away(&app).await;
    assert_eq!(teacher.post_form(&address, &[("version", theirs.as_str())]).await.status, 303);
    for _ in 0..100 {
        if taken_away(&app).await > before {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert!(taken_away(&app).await > before);
    // A version that is not offered, of nobody.
    let nobody = [("version", "01930000-0000-4000-8000-000000000000")];
    assert_eq!(teacher.post_form(&address, &nobody).await.status, 404);
}

async fn taken_away(app: &TestApp) -> i64 {
    let count = async |work: &mut Work| {
        let count = sql("SELECT count(*) FROM events WHERE school_id = $1 AND kind = 'records.downloaded'").bind(work.school);
        let (count,): (i64,) = work.one(count).await?;
        Ok(count)
    };
    app.read(count).await
}
