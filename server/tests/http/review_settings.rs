//! "Cách duyệt": the principal settles which way records take and who reviews the reviewers; what was handed in before stays.

use domain::{
    obligations::ObligationId,
    record_types::{ApprovalRoute, Step},
    reviews::{Review, review_of},
};

use crate::support::{Answer, Multipart, TestApp, User, WORD, tags};

const PAGE: &str = "/cai-dat/duyet";

/// A record of a type, of class 4A, that its teacher hands in.
async fn hand_in(app: &TestApp, short: &str, week: &str) -> ObligationId {
    let facts = app.facts().await;
    let title = format!("{short} {week} · Lớp 4A");
    let id = facts.obligations.iter().find(|one| facts.title(one) == title).unwrap().id;
    let form = Multipart::new().field("note", "").file("giáo án.docx", WORD);
    assert_eq!(app.as_teacher().await.post_multipart(&format!("/nop/{id}"), form).await.status, 303);
    id
}

async fn review(app: &TestApp, id: ObligationId) -> Review {
    let facts = app.facts().await;
    review_of(&facts, facts.obligation(id).unwrap())
}

async fn approve(user: &User, id: ObligationId) -> Answer {
    let desk = user.get(&format!("/cho-duyet/{id}")).await;
    let [submission, digest, step] = ["submission", "digest", "step"].map(|name| desk.field(name).unwrap_or_default());
    let fields = [("submission", &*submission), ("digest", &*digest), ("step", &*step), ("outcome", "approve")];
    user.post_form(&format!("/cho-duyet/{id}"), &fields).await
}

/// What a page of the setting would send, with some of it changed.
async fn save(user: &User, app: &TestApp, changed: &[(&str, &str)]) -> Answer {
    let seen = app.facts().await.regime.review_settings.changes().len().to_string();
    let mut fields = vec![("seen", seen.as_str())];
    fields.extend(changed);
    user.post_form(PAGE, &fields).await
}

#[tokio::test]
async fn another_way_is_for_what_is_handed_in_from_then_on() {
    let app = TestApp::demo().await;
    let (principal, head) = (app.as_principal().await, app.as_head().await);
    let before = hand_in(&app, "Giáo án", "tuần 14").await;
    assert_eq!(approve(&head, before).await.status, 303);
    let plan = app.facts().await.regime.record_types.iter().find(|one| one.code == "giao-an").unwrap().id;
    let route = format!("route-{plan}");
    let saved = save(&principal, &app, &[(&route, ApprovalRoute::DepartmentThenLeadership.code())]).await;
    assert_eq!((saved.status, saved.location()), (303, "/cai-dat/duyet?da-luu=1"));
    assert!(matches!(review(&app, before).await, Review::Approved { .. }), "nobody's approval is taken away");
    app.clock.advance(chrono::TimeDelta::minutes(1));
    let after = hand_in(&app, "Giáo án", "tuần 15").await;
    assert_eq!(approve(&head, after).await.status, 303);
    assert!(matches!(review(&app, after).await, Review::Waiting(waiting) if waiting.step == Step::Leadership));
    let page = principal.get(PAGE).await;
    let words = page.words();
    assert!(words.contains("Tổ duyệt, rồi ban giám hiệu ký") && words.contains("Các lần thay đổi"), "{words}");
}

/// Ways of review, who gives orders, and what updates need are no less than rights.
#[tokio::test]
async fn whoever_only_finds_a_machine_signed_in_changes_nothing_of_who_decides() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let seen = app.facts().await.regime.review_settings.changes().len().to_string();
    let forms: [(&str, &[(&str, &str)]); 3] = [
        (PAGE, &[("seen", &seen), ("deputy", "leadership")]),
        ("/lenh-khoa/quyen", &[("parts", "principal"), ("opening", "principal")]),
        (
            "/cai-dat/bo-sung",
            &[("evidence", "optional"), ("default-hours", "4"), ("max-hours", "8"), ("open-for", "once"), ("hashes", "left-out")],
        ),
    ];
    let settled = async || {
        let facts = app.facts().await;
        (facts.regime.review_settings.changes().len(), facts.locks.authority, facts.updates.procedures.len())
    };
    let before = settled().await;
    app.clock.advance(chrono::TimeDelta::minutes(6));
    for (address, typed) in forms {
        let asked = principal.post_form(address, typed).await;
        assert_eq!(asked.status, 422, "{address}");
        asked.says("Gõ mật khẩu đang dùng rồi gửi lại");
        let wrong = [typed, &[("proof", "không phải")]].concat();
        principal.post_form(address, &wrong).await.says("Mật khẩu đang dùng chưa đúng");
        assert_eq!(settled().await, before, "{address}");
    }
    // Whoever may not settle it is told so, and asked for no password.
    let refused = app.as_user("phohieutruong").await;
    app.clock.advance(chrono::TimeDelta::minutes(6));
    assert_eq!(refused.post_form(forms[1].0, forms[1].1).await.status, 403);
    assert_eq!(refused.post_form(forms[2].0, forms[2].1).await.status, 403);
    for (address, typed) in forms {
        let proved = [typed, &[("proof", server::startup::DEMO_PASSWORD)]].concat();
        assert_eq!(principal.post_form(address, &proved).await.status, 303, "{address}");
    }
}

#[tokio::test]
async fn only_the_leadership_settles_it_and_no_page_from_before_undoes_what_another_one_set() {
    let app = TestApp::demo().await;
    for name in ["giaovien", "totruong", "quanly", "ketoan"] {
        let user = app.as_user(name).await;
        assert_eq!(user.get(PAGE).await.status, 403, "{name}");
        assert_eq!(save(&user, &app, &[("deputy", "leadership")]).await.status, 403, "{name}");
    }
    let (principal, vice_principal) = (app.as_principal().await, app.as_user("phohieutruong").await);
    let before = app.facts().await.regime.review_settings.changes().len();
    assert_eq!(save(&vice_principal, &app, &[("deputy", "leadership")]).await.status, 303);
    let stale = principal.post_form(PAGE, &[("seen", &before.to_string()), ("head", "vice-principal")]).await;
    assert_eq!(stale.status, 422);
    assert!(stale.words().contains("Cách duyệt vừa được người khác thay đổi"), "{}", stale.words());
    assert_eq!(app.facts().await.regime.review_settings.changes().len(), before + 1);
}

#[tokio::test]
async fn the_schools_own_reasons_are_ticked_and_those_of_an_older_page_still_count() {
    let app = TestApp::demo().await;
    let (principal, head) = (app.as_principal().await, app.as_head().await);
    let plan = hand_in(&app, "Giáo án", "tuần 14").await;
    let old = head.get(&format!("/cho-duyet/{plan}")).await;
    assert_eq!(save(&principal, &app, &[("reasons", "Sai tuần\nThiếu tranh")]).await.status, 303);
    let desk = head.get(&format!("/cho-duyet/{plan}")).await;
    assert!(desk.words().contains("Thiếu tranh") && !desk.words().contains("Còn ô để trống"), "{}", desk.words());
    let [submission, digest, step] = ["submission", "digest", "step"].map(|name| old.field(name).unwrap());
    let fields = [
        ("submission", &*submission),
        ("digest", &*digest),
        ("step", &*step),
        ("outcome", "return"),
        ("reason", "Còn ô để trống"),
        ("reason", "Thiếu tranh"),
        ("correct_by", "27/11/2026"),
    ];
    assert_eq!(head.post_form(&format!("/cho-duyet/{plan}"), &fields).await.status, 303);
    let Review::Returned(given) = review(&app, plan).await else { panic!("it was given back") };
    assert_eq!(given.back.reasons, ["Thiếu tranh", "Còn ô để trống"]);
    let wrong = save(&principal, &app, &[("reasons", "  ")]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.words().contains("Ghi ít nhất một lý do"), "{}", wrong.words());
}

#[tokio::test]
async fn an_open_page_is_told_what_became_of_the_version_it_shows() {
    let app = TestApp::demo().await;
    let (head, teacher) = (app.as_head().await, app.as_teacher().await);
    let plan = hand_in(&app, "Giáo án", "tuần 14").await;
    let desk = head.get(&format!("/cho-duyet/{plan}")).await;
    let (submission, step) = (desk.field("submission").unwrap(), desk.field("step").unwrap());
    let news = format!("/cho-duyet/{plan}/tin/{submission}/{step}");
    desk.says(&format!("data-live=\"{news}\""));
    assert_eq!(head.get_by_script(&news).await.status, 204, "it stands as it is shown");
    app.clock.advance(chrono::TimeDelta::minutes(1));
    let form = Multipart::new().field("note", "").file("giáo án 2.docx", WORD);
    assert_eq!(teacher.post_multipart(&format!("/nop/{plan}"), form).await.status, 303);
    let told = head.get_by_script(&news).await;
    assert_eq!(told.status, 200);
    assert!(told.json().to_string().contains("phiên bản 2"), "{}", told.json().to_string());
    assert_eq!(teacher.get_by_script(&news).await.status, 403);
}

#[tokio::test]
async fn a_vice_principal_is_shown_who_reviews_the_leadership_and_does_not_choose_it() {
    let app = TestApp::demo().await;
    let (principal, vice_principal) = (app.as_principal().await, app.as_user("phohieutruong").await);
    let choices = |page: &Answer| {
        tags(page.html())
            .into_iter()
            .filter(|tag| tag.name == "select")
            .filter_map(|tag| tag.get("name").map(str::to_owned))
            .collect::<Vec<_>>()
    };
    let hers = vice_principal.get(PAGE).await;
    hers.says("Mục này do hiệu trưởng quyết định").says("Hồ sơ do phó hiệu trưởng nộp");
    let own = ["head", "deputy", "vice-principal", "principal"];
    assert_eq!(own.map(|name| choices(&hers).iter().any(|one| one == name)), [true, true, false, false]);
    let of_principal = principal.get(PAGE).await;
    assert_eq!(own.map(|name| choices(&of_principal).iter().any(|one| one == name)), [true; 4]);
    let before = app.facts().await.regime.review_settings.clone();
    for (name, answer) in [("vice-principal", "leadership"), ("principal", "self-issued")] {
        let refused = save(&vice_principal, &app, &[(name, answer), ("reasons", "Sai tuần của lớp")]).await;
        assert_eq!(refused.status, 403, "{name}: {}", refused.words());
        refused.says("do hiệu trưởng quyết định").says("Sai tuần của lớp");
    }
    assert_eq!(app.facts().await.regime.review_settings, before);
    // Sent as it is, it changes nothing, and keeps nothing else from being saved.
    let saved = save(&vice_principal, &app, &[("vice-principal", "principal"), ("head", "vice-principal")]).await;
    assert_eq!(saved.status, 303, "{}", saved.words());
    assert_eq!(save(&principal, &app, &[("vice-principal", "leadership")]).await.status, 303);
}

#[tokio::test]
async fn an_answer_that_is_none_is_not_said_to_be_saved() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let plan = app.facts().await.regime.record_types.iter().find(|one| one.code == "giao-an").unwrap().id;
    let before = app.facts().await.regime.review_settings.clone();
    for name in [format!("route-{plan}"), "head".to_owned()] {
        let refused = save(&principal, &app, &[(&name, "zzz"), ("reasons", "Sai tuần của lớp")]).await;
        assert_eq!(refused.status, 400, "{name}: {}", refused.words());
        refused.says("Yêu cầu này chưa đọc được").says("Sai tuần của lớp");
    }
    assert_eq!(app.facts().await.regime.review_settings, before);
}
