//! "/can-bo/{person}": one member of staff, changed by those who may, and what that means for sign-in and work.

use server::startup::DEMO_PASSWORD;

use crate::support::{Answer, Multipart, TestApp, User, WORD, with};

async fn path(app: &TestApp, username: &str) -> String {
    format!("/can-bo/{}", app.person(username).await)
}

async fn end(app: &TestApp, by: &User, username: &str, until: &str) -> Answer {
    let address = format!("{}/chuc-vu/{}", path(app, username).await, app.appointment(username).await);
    by.post_form(&address, &[("until", until)]).await
}

async fn sign_in(app: &TestApp, username: &str) -> Answer {
    app.anonymous().at(77).post_form("/dang-nhap", &[("username", username), ("password", DEMO_PASSWORD)]).await
}

#[tokio::test]
async fn the_list_leads_to_each_person_and_only_managers_see_them() {
    let app = TestApp::demo().await;
    let (manager, teacher) = (app.as_management().await, app.as_teacher().await);
    let hoa = path(&app, "giaovien").await;
    assert!(manager.get("/can-bo").await.html().contains(&format!("href=\"{hoa}\"")));
    let words = manager.get(&hoa).await.words();
    for wanted in ["Nguyễn Thị Hoa", "Giáo viên lớp 4A", "chưa định ngày cuối", "Tên đăng nhập giaovien"] {
        assert!(words.contains(wanted), "{wanted}: {words}");
    }
    assert_eq!(teacher.get(&hoa).await.status, 403);
    assert_eq!(manager.get(&format!("/can-bo/{}", uuid::Uuid::now_v7())).await.status, 404);
    // Somebody of the leadership: to look at, with the reason why nothing can be changed.
    let seen = manager.get(&path(&app, "hieutruong").await).await;
    assert!(seen.status == 200 && seen.words().contains("Tài khoản của hiệu trưởng chỉ hiệu trưởng tự đổi"));
    assert!(!seen.html().contains("name=\"until\"") && !seen.html().contains("tam-khoa"));
}

#[tokio::test]
async fn a_refused_form_keeps_what_was_typed_and_a_good_one_is_shown() {
    let app = TestApp::demo().await;
    let manager = app.as_management().await;
    let hoa = path(&app, "giaovien").await;
    let refused = manager.post_form(&hoa, &[("name", "Nguyễn Thị <Hoa>"), ("honorific", "co"), ("birth_year", "90")]).await;
    assert_eq!(refused.status, 422);
    assert_eq!((refused.field("name").as_deref(), refused.field("birth_year").as_deref()), (Some("Nguyễn Thị <Hoa>"), Some("90")));
    assert!(refused.words().contains("Năm sinh gồm bốn chữ số"));
    let good = manager.post_form(&hoa, &[("name", "Nguyễn Thị Hoa Mai"), ("honorific", "thay"), ("birth_year", "1991")]).await;
    assert_eq!((good.status, good.location()), (303, hoa.as_str()));
    let shown = manager.get(&hoa).await;
    assert_eq!((shown.field("name").as_deref(), shown.field("birth_year").as_deref()), (Some("Nguyễn Thị Hoa Mai"), Some("1991")));
    assert!(manager.get("/bang-theo-doi/danh-sach?q=hoa%20mai").await.words().contains("Nguyễn Thị Hoa Mai"));

    let add = format!("{hoa}/chuc-vu");
    let refused = manager.post_form(&add, &[("post", "teacher"), ("place", "9Z"), ("from", "32/13/2026")]).await;
    assert_eq!(refused.status, 422);
    assert_eq!((refused.field("place").as_deref(), refused.field("from").as_deref()), (Some("9Z"), Some("32/13/2026")));
    assert!(refused.html().contains("<option value=\"teacher\" selected"), "{}", refused.html());
    assert!(refused.words().contains("Không có lớp “9Z”"), "{}", refused.words());
    assert_eq!(manager.post_form(&add, &[("post", "teacher"), ("place", "4b"), ("from", "01/12/2026")]).await.status, 303);
    assert!(manager.get(&hoa).await.words().contains("từ 01/12/2026 chưa định ngày cuối Giáo viên lớp 4B Chưa bắt đầu"));

    let refused = end(&app, &manager, "giaovien", "hôm nay").await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.html().matches("value=\"hôm nay\"").count(), 1, "at the one position that was to end");
    assert!(refused.words().contains("“hôm nay” chưa phải một ngày"));
}

#[tokio::test]
async fn who_no_longer_teaches_the_class_owes_nothing_of_it() {
    let app = TestApp::demo().await;
    let (teacher, principal) = (app.as_teacher().await, app.as_principal().await);
    let record = app.owed_by("giaovien").await.remove(0);
    let nop = format!("/nop/{}", record.id);
    assert_eq!(teacher.get(&nop).await.status, 200);
    assert_eq!(end(&app, &principal, "giaovien", "25/11/2026").await.status, 303);
    assert_eq!(teacher.get(&nop).await.status, 200, "until the end of the day");
    app.clock.set("2026-11-26T00:00:00+07:00".parse().unwrap());
    let teacher = app.as_teacher().await;
    assert_eq!(teacher.get(&nop).await.status, 403);
    let facts = app.facts().await;
    let left = facts.organisation().classes.iter().any(|class| class.name == "4A");
    assert!(left && facts.obligation(record.id).unwrap().closing.is_none(), "the class owes it still");
}

#[tokio::test]
async fn a_suspended_account_is_out_at_once_and_its_own_password_is_told_whom_to_see() {
    let app = TestApp::demo().await;
    let (teacher, manager) = (app.as_teacher().await, app.as_management().await);
    let hoa = path(&app, "giaovien").await;
    assert_eq!(teacher.get("/viec-cua-toi").await.status, 200);
    assert_eq!(manager.post_form(&format!("{hoa}/tam-khoa"), &[]).await.status, 303);
    assert!(teacher.get("/viec-cua-toi").await.location().starts_with("/dang-nhap"));
    let refused = sign_in(&app, "giaovien").await;
    assert_eq!(refused.status, 403);
    assert!(refused.words().contains("Tài khoản này đang tạm khóa"), "{}", refused.words());
    assert!(manager.get("/can-bo").await.words().contains("Đang tạm khóa"));
    assert!(manager.get(&hoa).await.words().contains("Tài khoản đang tạm khóa"));
    assert_eq!(manager.post_form(&format!("{hoa}/mo-lai"), &[]).await.status, 303);
    assert_eq!(sign_in(&app, "giaovien").await.status, 303);
}

#[tokio::test]
async fn nobody_shuts_the_principal_or_themselves_or_the_last_of_the_leadership() {
    let app = TestApp::demo().await;
    let (principal, vice, manager) = (app.as_principal().await, app.as_user("phohieutruong").await, app.as_management().await);
    let suspend = async |by: &User, username: &str| by.post_form(&format!("{}/tam-khoa", path(&app, username).await), &[]).await;
    for by in [&vice, &manager] {
        assert_eq!(suspend(by, "hieutruong").await.status, 403);
    }
    for (by, username) in [(&principal, "hieutruong"), (&vice, "phohieutruong"), (&manager, "quanly")] {
        let refused = suspend(by, username).await;
        assert_eq!(refused.status, 409, "{username}");
        assert!(refused.words().contains("Không ai tự tạm khóa tài khoản của mình"));
    }
    assert_eq!(suspend(&manager, "phohieutruong").await.status, 403);
    for username in ["phohieutruong", "dtavan"] {
        assert_eq!(suspend(&principal, username).await.status, 303, "{username}");
    }
    let refused = end(&app, &principal, "hieutruong", "30/11/2026").await;
    assert_eq!((refused.status, refused.field("until").as_deref()), (409, Some("30/11/2026")));
    assert!(refused.words().contains("Từ ngày 01/12/2026 sẽ không còn ai trong ban giám hiệu vào được"), "{}", refused.words());
}

#[tokio::test]
async fn a_second_click_is_no_second_person_and_no_second_password() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let people = async || principal.get("/can-bo").await.html().matches("<th scope=\"row\">").count();
    let before = people().await;
    let page = principal.get("/can-bo").await;
    let key = page.field("key").unwrap();
    let fields = [("key", key.as_str()), ("n0", "Lý Thị Sen"), ("g0", "co"), ("u0", ""), ("p0", "teacher"), ("w0", "4A")];
    let (first, second) = tokio::join!(principal.post_form("/can-bo", &fields), principal.post_form("/can-bo", &fields));
    assert_eq!((first.status, second.status), (200, 200));
    assert_eq!(first.html().matches("<code>").count(), second.html().matches("<code>").count());
    assert_eq!(people().await, before + 1);
    let words =
        |answer: &crate::support::Answer| answer.html().split("<code>").nth(2).unwrap().split('<').next().unwrap().to_owned();
    assert_eq!(words(&first), words(&second), "the same password");

    let path = format!("/can-bo/{}/mat-khau", app.person("giaovien").await);
    let reset = [("key", "0193c1a0-0000-7000-8000-000000000001")];
    let (first, reloaded) = (principal.post_form(&path, &reset).await, principal.post_form(&path, &reset).await);
    assert_eq!(words(&first), words(&reloaded));
    let other = principal.post_form(&path, &[("key", "0193c1a0-0000-7000-8000-000000000002")]).await;
    assert_ne!(words(&first), words(&other), "another form is another password");
    // A mistake in the form below it: the password may not have been read out yet. Once the page is left, it is gone.
    let issued = other.field("issue_key").unwrap();
    let mistake = [("issue_key", issued.as_str()), ("n0", ""), ("p0", "teacher"), ("w0", "9Z")];
    let wrong = principal.post_form("/can-bo", &mistake).await;
    assert_eq!((wrong.status, words(&wrong), wrong.field("issue_key")), (422, words(&other), Some(issued.clone())));
    // What is wrong stands above the password, with the way to it: the form is below the whole staff.
    let (told, shown) = (wrong.html().find("Chưa thêm được").unwrap(), wrong.html().find("<code>").unwrap());
    let field = wrong
        .html()
        .split("href=\"#")
        .find_map(|rest| rest.split_once('"').filter(|(_, rest)| rest.contains("Đến chỗ cần sửa")))
        .unwrap()
        .0;
    assert!(told < shown && wrong.html().contains(&format!(" id=\"{field}\"")), "{field}");
    assert!(!principal.get("/can-bo").await.html().contains("<code>"));
    assert!(!principal.post_form("/can-bo", &mistake[1..]).await.html().contains("<code>"));
    let manager = app.as_management().await.post_form("/can-bo", &mistake).await;
    assert!(manager.status == 422 && !manager.html().contains("<code>"), "nobody else sees it");
}

/// A receipt is a paper of its day: who is called otherwise since has it by the name of then, and signs it.
#[tokio::test]
async fn a_receipt_keeps_the_name_of_its_day_and_is_a_paper_to_sign() {
    let app = TestApp::demo().await;
    let (teacher, manager) = (app.as_teacher().await, app.as_management().await);
    let owed = app.owed_by("giaovien").await;
    let hands_in = async |at: usize| {
        let form = Multipart::new().field("note", "").file("kế hoạch.docx", WORD);
        let answer = teacher.post_multipart(&format!("/nop/{}", owed[at].id), form).await;
        assert_eq!(answer.status, 303, "{}", answer.words());
        answer.location().to_owned()
    };
    let old = hands_in(0).await;
    // The clock of the test stands still: the order of what happened decides.
    let renamed = [("name", "Nguyễn Thị Hoa Mai"), ("honorific", "co"), ("birth_year", "1991")];
    assert_eq!(manager.post_form(&path(&app, "giaovien").await, &renamed).await.status, 303);
    let new = hands_in(1).await;
    let principal = app.as_principal().await;
    principal.get(&old).await.says("Nguyễn Thị Hoa, giáo viên");
    principal.get(&new).await.says("Nguyễn Thị Hoa Mai, giáo viên").says("Biên nhận nộp hồ sơ").says(" (ký, ghi rõ họ tên)");
}

/// Whoever gets a slip may work at two schools, and knows no address yet.
#[tokio::test]
async fn a_slip_says_school_and_address() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let fields = principal.get("/cai-dat/truong").await.fields();
    let settled = principal.post_form("/cai-dat/truong", &with(&fields, &[("address", "https://mnhoasen.edu.vn")])).await;
    assert_eq!(settled.status, 303, "{}", settled.words());
    let path = format!("/can-bo/{}/mat-khau", app.person("giaovien").await);
    let slip = principal.post_form(&path, &[("key", "0193c1a0-0000-7000-8000-000000000003")]).await;
    let (_, slip) = slip.html().split_once("class=\"issued-passwords\"").unwrap();
    for wanted in [&*app.facts().await.school.name, "mnhoasen.edu.vn", "Nguyễn Thị Hoa", "giaovien"] {
        assert!(slip.contains(wanted), "{wanted}: {slip}");
    }
}
