//! A password that is handed out anew is no way in: who may make one for whom, what waits for the leadership, and who is told.

use chrono::TimeDelta;

use crate::support::{Answer, TestApp, User};

/// Hands a new password out, as from the list of staff.
async fn reset(app: &TestApp, by: &User, username: &str) -> Answer {
    by.post_form(&format!("/can-bo/{}/mat-khau", app.person(username).await), &[]).await
}

/// The password on the slip.
fn slip(page: &Answer) -> String {
    assert_eq!(page.status, 200, "{}", page.words());
    page.html().split("<code>").nth(2).unwrap().split('<').next().unwrap().to_owned()
}

async fn sign_in(app: &TestApp, username: &str, password: &str) -> (User, Answer) {
    let user = app.anonymous().at(88);
    let answer = user.post_form("/dang-nhap", &[("username", username), ("password", password)]).await;
    (user, answer)
}

/// Signs in with the slip and sets the password that has to be set.
async fn with_slip(app: &TestApp, username: &str, slip: &str) -> User {
    let (user, answer) = sign_in(app, username, slip).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
    let own = [("old", slip), ("new", "hoa sen trắng nở"), ("again", "hoa sen trắng nở")];
    user.post_form("/doi-mat-khau", &own).await.leads_to("/");
    user
}

#[tokio::test]
async fn the_management_team_resets_the_nurse_and_reads_no_health_records() {
    let app = TestApp::demo().await;
    let (manager, nurse, vice) = (app.as_management().await, app.as_health().await, app.as_user("phohieutruong").await);
    for keeper in ["yte", "ketoan"] {
        let refused = reset(&app, &manager, keeper).await;
        assert_eq!(refused.status, 403, "{keeper}");
        assert!(refused.words().contains("do ban giám hiệu đặt lại"), "{}", refused.words());
    }
    assert_eq!(nurse.get("/viec-cua-toi").await.status, 200, "her sessions and her password are as they were");
    let offers = manager.get("/can-bo").await;
    let nurses = format!("/can-bo/{}/mat-khau", app.person("yte").await);
    assert!(!offers.html().contains(&nurses) && vice.get("/can-bo").await.html().contains(&nurses));
    slip(&reset(&app, &vice, "yte").await);
}

#[tokio::test]
async fn a_vice_principal_resets_the_other_only_through_the_principal() {
    let app = TestApp::demo().await;
    let (principal, vice, manager) = (app.as_principal().await, app.as_user("phohieutruong").await, app.as_management().await);
    for by in [&vice, &manager] {
        let refused = reset(&app, by, "dtavan").await;
        assert_eq!(refused.status, 403);
        assert!(refused.words().contains("Mật khẩu của phó hiệu trưởng do hiệu trưởng đặt lại"), "{}", refused.words());
    }
    slip(&reset(&app, &principal, "dtavan").await);
}

#[tokio::test]
async fn whoever_the_management_team_reset_hands_in_at_once_and_opens_fenced_records_once_it_is_confirmed() {
    let app = TestApp::demo().await;
    let (principal, manager) = (app.as_principal().await, app.as_management().await);
    let teacher = with_slip(&app, "giaovien", &slip(&reset(&app, &manager, "giaovien").await)).await;
    let record = app.owed_by("giaovien").await.remove(0);
    assert_eq!(teacher.get(&format!("/nop/{}", record.id)).await.status, 200);

    // Now she takes over from the nurse: whoever made the slip may be the one who signed in.
    let appoint = format!("/can-bo/{}/chuc-vu", app.person("giaovien").await);
    let nurse = [("post", "section-holder"), ("place", "Y tế học đường"), ("from", "25/11/2026")];
    assert_eq!(principal.post_form(&appoint, &nurse).await.status, 303);
    let receipt = format!("/bien-nhan/{}", app.receipt_of("yte").await);
    let refused = teacher.get(&receipt).await;
    assert_eq!(refused.status, 403);
    assert!(refused.words().contains("ban giám hiệu chưa xác nhận"), "{}", refused.words());

    // Who waits, and who confirms.
    assert!(!manager.get("/can-bo").await.words().contains("Mật khẩu chờ xác nhận"));
    assert!(principal.get("/viec-cua-toi").await.words().contains("1 mật khẩu mới phát đang chờ xác nhận"));
    let list = principal.get("/can-bo").await;
    assert!(list.words().contains("Mật khẩu chờ xác nhận") && list.words().contains("14:20 ngày 25/11/2026"), "{}", list.words());
    let confirm = format!("/can-bo/{}/mat-khau/xac-nhan", app.person("giaovien").await);
    assert!(list.html().contains(&confirm));
    let at = list.field("at").unwrap();
    assert_eq!(manager.post_form(&confirm, &[("at", &at)]).await.status, 403);
    principal.post_form(&confirm, &[("at", &at)]).await.leads_to("/can-bo");
    assert_eq!(teacher.get(&receipt).await.status, 200);
    assert!(!principal.get("/can-bo").await.words().contains("Mật khẩu chờ xác nhận"));
    assert!(!principal.get("/viec-cua-toi").await.words().contains("chờ xác nhận"));
}

#[tokio::test]
async fn whoever_was_reset_reads_by_whom_and_when_until_they_say_that_they_know() {
    let app = TestApp::demo().await;
    let manager = app.as_management().await;
    let teacher = with_slip(&app, "giaovien", &slip(&reset(&app, &manager, "giaovien").await)).await;
    for page in ["/viec-cua-toi", "/nam-hoc"] {
        let words = teacher.get(page).await.words();
        assert!(words.contains("Mật khẩu này do thầy Phạm Văn Định đặt lại lúc 14:20 ngày 25/11/2026"), "{page}: {words}");
    }
    teacher.post_form("/doi-mat-khau/da-biet", &[]).await.leads_to("/");
    assert!(!teacher.get("/viec-cua-toi").await.words().contains("đặt lại lúc"));
    // By the principal: told all the same, and nothing waits.
    let principal = app.as_principal().await;
    let slip = slip(&reset(&app, &principal, "quanly").await);
    let manager = with_slip(&app, "quanly", &slip).await;
    assert!(manager.get("/can-bo").await.words().contains("Mật khẩu này do cô Nguyễn Thị Minh Nguyệt đặt lại"));
}

#[tokio::test]
async fn an_unconfirmed_member_of_the_management_team_manages_nobody() {
    let app = TestApp::demo().await;
    let manager = app.as_management().await;
    let colleague = with_slip(&app, "lvthanh", &slip(&reset(&app, &manager, "lvthanh").await)).await;
    let refused = colleague.get("/can-bo").await;
    assert_eq!(refused.status, 403);
    assert!(refused.words().contains("ban giám hiệu chưa xác nhận"), "{}", refused.words());
    assert_eq!(colleague.get("/bang-theo-doi").await.status, 200);
}

#[tokio::test]
async fn on_day_eight_a_slip_opens_nothing_and_says_whom_to_see() {
    let app = TestApp::demo().await;
    let password = slip(&reset(&app, &app.as_principal().await, "giaovien").await);
    app.clock.advance(TimeDelta::days(7) - TimeDelta::seconds(1));
    assert_eq!(sign_in(&app, "giaovien", &password).await.1.status, 303);
    app.clock.advance(TimeDelta::seconds(1));
    let (_, over) = sign_in(&app, "giaovien", &password).await;
    assert_eq!((over.status, over.header("set-cookie")), (403, ""));
    let words = over.words();
    assert!(
        words.contains("Mật khẩu được phát ngày 25/11/2026 đã hết hạn") && words.contains("Nhờ tổ quản lý phần mềm"),
        "{words}"
    );
    let (_, wrong) = sign_in(&app, "giaovien", "sai-mat-khau").await;
    assert!(wrong.status == 401 && !wrong.words().contains("hết hạn"), "{}", wrong.words());
    assert!(app.as_principal().await.get("/can-bo").await.words().contains("Mật khẩu được phát đã hết hạn"));
}

#[tokio::test]
async fn five_minutes_after_the_password_was_typed_it_is_asked_for_again_and_the_form_is_kept() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let appoint = format!("/can-bo/{}/chuc-vu", app.person("giaovien").await);
    let position = [("post", "teacher"), ("place", "4b"), ("from", "01/12/2026")];
    assert!(!principal.get("/can-bo").await.html().contains("name=\"proof\""));
    app.clock.advance(TimeDelta::minutes(5));
    assert!(principal.get("/can-bo").await.html().contains("name=\"proof\""));

    let asked = principal.post_form(&appoint, &position).await;
    assert_eq!(asked.status, 422);
    assert!(asked.words().contains("Gõ mật khẩu đang dùng rồi gửi lại"), "{}", asked.words());
    assert_eq!((asked.field("place").as_deref(), asked.field("from").as_deref()), (Some("4b"), Some("01/12/2026")));
    let new = [("n0", "Lý Thị Sen"), ("g0", "co"), ("u0", ""), ("p0", "teacher"), ("w0", "4A"), ("proof", "sai-mat-khau")];
    let wrong = principal.post_form("/can-bo", &new).await;
    assert_eq!((wrong.status, wrong.field("n0").as_deref()), (422, Some("Lý Thị Sen")));
    assert!(wrong.words().contains("Mật khẩu đang dùng chưa đúng") && !wrong.html().contains("sai-mat-khau"));
    let refused = reset(&app, &principal, "giaovien").await;
    assert!(refused.status == 422 && !refused.html().contains("<code>"));

    // What waits is confirmed by nobody either who only found the machine.
    let manager = app.as_management().await;
    slip(&self::reset(&app, &manager, "vtpthao").await);
    let thao = app.person("vtpthao").await;
    let head = [("post", "head"), ("place", "Văn phòng"), ("from", "25/11/2026")];
    assert_eq!(manager.post_form(&format!("/can-bo/{thao}/chuc-vu"), &head).await.status, 303);
    let at = principal.get("/can-bo").await.field("at").unwrap();
    let reset_waits = format!("/can-bo/{thao}/mat-khau/xac-nhan");
    let waiting = app.facts().await.organisation().waiting[0].id.to_string();
    let one = format!("/can-bo/cho-xac-nhan/{waiting}");
    for (address, fields) in [
        (reset_waits.as_str(), [("at", at.as_str())]),
        (one.as_str(), [("x", "")]),
        ("/can-bo/cho-xac-nhan/tat-ca", [("appointment", waiting.as_str())]),
    ] {
        let asked = principal.post_form(address, &fields).await;
        assert_eq!(asked.status, 422, "{address}");
        asked.says("Gõ mật khẩu đang dùng rồi gửi lại");
    }
    let facts = app.facts().await;
    assert!(facts.organisation().waiting.len() == 1 && facts.organisation().resets.iter().all(|one| one.confirmed_at.is_none()));
    let wrong = principal.post_form(&one, &[("proof", "sai-mat-khau")]).await;
    assert!(wrong.words().contains("Mật khẩu đang dùng chưa đúng"), "{}", wrong.words());
    assert_eq!(manager.post_form(&one, &[]).await.status, 403, "whoever may not is not asked");

    let reset = format!("/can-bo/{}/mat-khau", app.person("giaovien").await);
    slip(&principal.post_form(&reset, &[("proof", server::startup::DEMO_PASSWORD)]).await);
    assert_eq!(principal.post_form(&appoint, &position).await.status, 303, "typed a moment ago");
    assert_eq!(principal.post_form(&one, &[]).await.status, 303);
    principal.post_form(&reset_waits, &[("at", &at)]).await.leads_to("/can-bo");

    // A last day is given, and moved, like an appointment.
    let last = format!("/can-bo/{thao}/chuc-vu/{waiting}");
    app.clock.advance(TimeDelta::minutes(5));
    assert_eq!(principal.post_form(&last, &[("until", "30/11/2026")]).await.status, 422);
    let first = [("until", "30/11/2026"), ("proof", server::startup::DEMO_PASSWORD)];
    assert_eq!(principal.post_form(&last, &first).await.status, 303);
    app.clock.advance(TimeDelta::minutes(5));
    let asked = principal.post_form(&last, &[("until", "31/05/2027")]).await;
    assert_eq!(asked.status, 422);
    asked.says("Gõ mật khẩu đang dùng rồi gửi lại").says("value=\"31/05/2027\"");
    let proved = [("until", "31/05/2027"), ("proof", server::startup::DEMO_PASSWORD)];
    assert_eq!(principal.post_form(&last, &proved).await.status, 303);
}

#[tokio::test]
async fn no_vice_principal_takes_the_account_of_the_other_by_ending_her_post_first() {
    let app = TestApp::demo().await;
    let vice = app.as_user("phohieutruong").await;
    let other = app.person("dtavan").await;
    let page = app.as_principal().await.get(&format!("/can-bo/{other}")).await;
    let end = page.html().split("action=\"").map(|rest| rest.split('"').next().unwrap_or_default().to_owned());
    let end = end.into_iter().find(|action| action.contains("/chuc-vu/")).expect("her post can be ended");
    let end = end.split('?').next().unwrap_or_default().to_owned();
    let refused = vice.post_form(&end, &[("until", "24/11/2026"), ("end_reason", "Quyết định đến muộn")]).await;
    assert_eq!(refused.status, 403, "{}", refused.words());
    assert!(refused.words().contains("do hiệu trưởng quyết định"), "{}", refused.words());
    assert_eq!(vice.post_form(&format!("/can-bo/{other}/tam-khoa"), &[]).await.status, 403);
    assert_eq!(reset(&app, &vice, "dtavan").await.status, 403);
    // Nor by a second one of her own making: that one waits for the principal.
    let teacher = app.person("giaovien").await;
    let appoint = [("post", "vice-principal"), ("place", ""), ("from", "25/11/2026")];
    assert_eq!(vice.post_form(&format!("/can-bo/{teacher}/chuc-vu"), &appoint).await.status, 303);
    assert_eq!(app.as_user("giaovien").await.get("/can-bo").await.status, 403);
    let principal = app.as_principal().await;
    assert!(principal.get("/bang-theo-doi").await.words().contains("1 việc phân công đang chờ xác nhận"));
}

#[tokio::test]
async fn the_principal_reads_on_every_page_of_a_reset_that_another_of_the_leadership_made() {
    let app = TestApp::demo().await;
    let (principal, vice) = (app.as_principal().await, app.as_user("phohieutruong").await);
    slip(&reset(&app, &vice, "yte").await);
    slip(&reset(&app, &principal, "ketoan").await);
    for page in ["/bang-theo-doi", "/viec-cua-toi", "/can-bo"] {
        let words = principal.get(page).await.words();
        assert!(words.contains("Mật khẩu của cô Phạm Thị Hoà do cô Trần Thị Đào đặt lại lúc 14:20"), "{page}: {words}");
        assert!(!words.contains("Đỗ Văn Yên do"), "what she did herself is no news to her: {words}");
    }
    assert!(!vice.get("/bang-theo-doi").await.words().contains("đặt lại lúc"));
    let key = principal.get("/can-bo").await.field("reset").unwrap();
    assert_eq!(vice.post_form("/can-bo/mat-khau/da-biet", &[("reset", &key)]).await.status, 403);
    principal.post_form("/can-bo/mat-khau/da-biet", &[("reset", &key)]).await.leads_to("/");
    assert!(!principal.get("/bang-theo-doi").await.words().contains("đặt lại lúc"));
}

#[tokio::test]
async fn what_the_leadership_has_shut_or_given_the_management_team_neither_opens_nor_ends() {
    let app = TestApp::demo().await;
    let (principal, manager) = (app.as_principal().await, app.as_management().await);
    let (nurse, head) = (app.person("yte").await, app.person("totruong").await);
    assert_eq!(principal.post_form(&format!("/can-bo/{nurse}/tam-khoa"), &[]).await.status, 303);
    let refused = manager.post_form(&format!("/can-bo/{nurse}/mo-lai"), &[]).await;
    assert_eq!(refused.status, 403, "{}", refused.words());
    assert!(refused.words().contains("do ban giám hiệu tạm khóa"), "{}", refused.words());
    assert_eq!(principal.post_form(&format!("/can-bo/{nurse}/mo-lai"), &[]).await.status, 303);
    // The head also teaches: that end is the management team's to enter, the other one is not offered, and an address from
    // the principal's page does not help.
    let offers = |page: &Answer| page.html().matches("Ghi ngày cuối").count();
    let page = principal.get(&format!("/can-bo/{head}")).await;
    assert_eq!((offers(&manager.get(&format!("/can-bo/{head}")).await), offers(&page)), (1, 2));
    let ends = page.html().split("action=\"").map(|rest| rest.split(['"', '?']).next().unwrap_or_default().to_owned());
    let refused = ends.into_iter().filter(|action| action.contains("/chuc-vu/")).collect::<Vec<_>>();
    let mut answers = Vec::new();
    for end in refused {
        answers.push(manager.post_form(&end, &[("until", "25/11/2026")]).await);
    }
    assert!(answers.iter().any(|one| one.status == 403 && one.words().contains("do ban giám hiệu giao")), "a head's post");
}
