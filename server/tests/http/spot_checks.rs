//! "Kiểm tra ngẫu nhiên": a draw for the leadership, and signing that what was drawn was checked.

use std::time::Duration;

use chrono::TimeDelta;
use domain::{
    obligations::ObligationId,
    reviews::{Review, review_of},
    signing::{CHECK_CONSENT, CONSENT},
};
use records::{Work, signing};
use server::startup::DEMO_PASSWORD;

use crate::reviews::look_at;
use crate::support::{Answer, Multipart, TestApp, User, WORD, tags};

const CHOICE: &str = "/kiem-tra-ngau-nhien?to=&tuan=ca-nam&so=10";

/// A lesson plan of class 4A that cô Hoa has handed in, and cô Ấm approved a quarter of an hour ago.
async fn approved(app: &TestApp) -> ObligationId {
    let facts = app.facts().await;
    let owed = app.owed_by("giaovien").await;
    let plan = owed.into_iter().find(|one| facts.title(one).starts_with("Giáo án")).unwrap();
    let form = Multipart::new().field("note", "").file("giáo án.docx", WORD);
    assert_eq!(app.as_teacher().await.post_multipart(&format!("/nop/{}", plan.id), form).await.status, 303);
    let (head, address) = (app.as_head().await, format!("/cho-duyet/{}", plan.id));
    let desk = head.get(&address).await;
    let bound: Vec<(&str, String)> =
        ["key", "submission", "digest", "step"].into_iter().map(|name| (name, desk.field(name).unwrap())).collect();
    let bound = bound.iter().map(|(name, value)| (*name, value.as_str()));
    let fields: Vec<(&str, &str)> = bound.chain([("outcome", "approve")]).collect();
    assert_eq!(head.post_form(&address, &fields).await.status, 303);
    app.clock.advance(TimeDelta::minutes(15));
    plan.id
}

async fn review(app: &TestApp, id: ObligationId) -> Review {
    let facts = app.facts().await;
    review_of(&facts, facts.obligation(id).unwrap())
}

/// What the boxes of a draw carry.
fn boxes(page: &Answer) -> Vec<String> {
    let tags = tags(page.html());
    let boxes = tags.iter().filter(|tag| tag.get("name") == Some("check"));
    boxes.filter_map(|tag| tag.get("value").map(str::to_owned)).collect()
}

/// Where the records of a draw open.
fn desks(page: &Answer) -> Vec<String> {
    let tags = tags(page.html());
    let hrefs =
        tags.iter().filter_map(|tag| tag.get("href")).filter(|href| href.starts_with("/cho-duyet/") && href.contains("?rut="));
    let mut desks: Vec<String> = hrefs.filter(|href| !href.contains("/kiem-tra")).map(str::to_owned).collect();
    desks.dedup();
    desks
}

/// The form of a desk as it stands there, with what somebody says and types.
async fn send(user: &User, desk: &Answer, id: ObligationId, typed: &[(&str, &str)]) -> Answer {
    let bound = ["check", "draw"].map(|name| (name, desk.field(name).unwrap_or_default()));
    let bound = bound.iter().map(|(name, value)| (*name, value.as_str()));
    let fields: Vec<(&str, &str)> = bound.chain(typed.iter().copied()).collect();
    user.post_form(&format!("/cho-duyet/{id}/kiem-tra"), &fields).await
}

#[tokio::test]
async fn the_leadership_draws_and_nobody_else_and_the_same_address_brings_the_same() {
    let app = TestApp::demo().await;
    approved(&app).await;
    for who in ["giaovien", "totruong", "quanly", "yte"] {
        let user = app.as_user(who).await;
        assert_eq!(user.get("/kiem-tra-ngau-nhien").await.status, 403, "{who}");
        assert_eq!(user.get(CHOICE).await.status, 403, "{who}");
        assert!(!user.get("/cho-duyet").await.html().contains("/kiem-tra-ngau-nhien"), "{who}");
    }
    let deputy = app.as_user("phohieutruong").await;
    assert!(deputy.get("/cho-duyet").await.html().contains("href=\"/kiem-tra-ngau-nhien\""));
    let choice = deputy.get("/kiem-tra-ngau-nhien").await;
    choice.says("Bốc ngẫu nhiên").says("không phải ký duyệt");
    assert_eq!((choice.status, desks(&choice)), (200, Vec::new()));
    let drawn = deputy.get(CHOICE).await;
    assert!(drawn.status == 303 && drawn.location().starts_with("/kiem-tra-ngau-nhien?rut="), "{}", drawn.location());
    let (first, again) = (deputy.get(drawn.location()).await, deputy.get(drawn.location()).await);
    first.says("Hồ sơ được bốc").says("Bốc lượt khác");
    assert!(!desks(&first).is_empty() && desks(&first) == desks(&again), "{:?}", desks(&first));
    // Whatever else stands in the address is no draw.
    let nonsense = deputy.get("/kiem-tra-ngau-nhien?rut=x.y.z").await;
    assert_eq!((nonsense.status, desks(&nonsense)), (200, Vec::new()));
}

#[tokio::test]
async fn a_vice_principal_signs_on_the_desk_that_a_plan_was_checked_and_its_author_is_told() {
    let app = TestApp::demo().await;
    let plan = approved(&app).await;
    let (before, deputy) = (review(&app, plan).await, app.as_user("phohieutruong").await);
    let draw = deputy.get(CHOICE).await.location().split_once("?rut=").unwrap().1.to_owned();
    let desk = deputy.get(&format!("/cho-duyet/{plan}?rut={draw}")).await;
    desk.says("Ký xác nhận đã kiểm tra").says(CHECK_CONSENT).says(&format!("<title>Kiểm tra {}", app.title(plan).await));
    assert!(!desk.words().contains(CONSENT) && desk.field("outcome").is_none(), "it is neither approved nor given back here");
    let not_agreed = send(&deputy, &desk, plan, &[]).await;
    assert_eq!(not_agreed.status, 422);
    not_agreed.says("đánh dấu vào lời xác nhận");
    let signed = send(&deputy, &desk, plan, &[("consent", "1")]).await;
    assert!(signed.status == 303 && signed.location().starts_with("/kiem-tra-ngau-nhien?rut="), "{}", signed.words());
    let repeated = send(&deputy, &desk, plan, &[("consent", "1")]).await;
    assert_eq!(repeated.location(), signed.location(), "the form acts once");
    assert_eq!(deputy.get(signed.location()).await.status, 200);
    assert_eq!(review(&app, plan).await, before, "it stays approved by its department");
    let facts = app.facts().await;
    let checks = facts.obligation(plan).unwrap().spot_checks.clone();
    assert_eq!(checks.len(), 1);
    // The author is told, and whoever may open the version prints the sheet.
    let (teacher, receipt) = (app.as_teacher().await, checks[0].submission);
    let told = format!("Phó hiệu trưởng {}", facts.organisation().person(checks[0].by).unwrap().name);
    for page in [format!("/ho-so/{plan}"), format!("/bien-nhan/{receipt}")] {
        teacher.get(&page).await.says(&told).says("đã kiểm tra lúc");
    }
    teacher.get("/thong-bao").await.says("Đã kiểm tra");
    let sheet = teacher.get(&format!("/phieu-kiem-tra/{receipt}")).await;
    sheet.says("PHIẾU KIỂM TRA HỒ SƠ").says("không phải ký duyệt");
    assert_eq!(teacher.get(&format!("/phieu-duyet/{receipt}")).await.status, 404, "the leadership approved nothing");
    let file = teacher.get(&format!("/phieu-kiem-tra/{receipt}/tep")).await;
    let said = server::verify_sheet::verify(&file.bytes, None).unwrap();
    assert!(said.contains("không phải ký duyệt"), "{said}");
    let store = app.state.facts.clone();
    let found = app.read(async move |work: &mut Work| signing::spot_check_of_version(work, &store, receipt).await).await.unwrap();
    let code = found.statement.unwrap().code;
    let public = app.anonymous().get(&format!("/kiem-tra/{code}")).await;
    public.says("Chữ ký kiểm tra hợp lệ, không phải ký duyệt").says("ký xác nhận đã kiểm tra, không phải ký duyệt");
    assert!(!public.words().contains("Chữ ký hợp lệ") && !public.html().contains("class=\"signed\""), "it looks like no approval");
    // Somebody else is told that it was done, and keeps their own desk.
    let principal = app.as_principal().await;
    principal.get(&format!("/cho-duyet/{plan}")).await.says(&told);
    let late = send(&principal, &desk, plan, &[("consent", "1")]).await;
    assert_eq!(late.status, 409);
    late.says("Phiên bản này đã có người kiểm tra lúc");
}

#[tokio::test]
async fn after_five_minutes_the_password_is_asked_for_and_what_was_ticked_stays() {
    let app = TestApp::demo().await;
    let plan = approved(&app).await;
    let principal = app.as_principal().await;
    app.clock.advance(TimeDelta::minutes(6));
    let desk = principal.get(&format!("/cho-duyet/{plan}")).await;
    assert!(desk.html().contains("name=\"proof\""));
    for (typed, says) in [(None, "Đã hơn 5 phút"), (Some("sai"), "Mật khẩu đang dùng chưa đúng")] {
        let fields: Vec<(&str, &str)> = [("consent", "1")].into_iter().chain(typed.map(|typed| ("proof", typed))).collect();
        let refused = send(&principal, &desk, plan, &fields).await;
        assert_eq!(refused.status, 422, "{typed:?}");
        refused.says(says);
        assert!(refused.html().contains("name=\"consent\" value=\"1\" required checked"), "{}", refused.html());
    }
    let signed = send(&principal, &desk, plan, &[("consent", "1"), ("proof", DEMO_PASSWORD)]).await;
    signed.leads_to(&format!("/cho-duyet/{plan}"));
    principal.get(signed.location()).await.says("đã kiểm tra lúc");
}

#[tokio::test]
async fn what_was_on_the_screen_is_signed_and_nothing_else() {
    let app = TestApp::demo().await;
    let plan = approved(&app).await;
    let principal = app.as_principal().await;
    let desk = principal.get(&format!("/cho-duyet/{plan}")).await;
    let tick = desk.field("check").unwrap();
    let (bound, _) = tick.rsplit_once('.').unwrap();
    let address = format!("/cho-duyet/{plan}/kiem-tra");
    let other = format!("{bound}.{}", "0".repeat(64));
    for (check, status) in [(other.as_str(), 409), ("x", 400), ("", 400)] {
        let answer = principal.post_form(&address, &[("check", check), ("draw", ""), ("consent", "1")]).await;
        assert_eq!(answer.status, status, "{check}: {}", answer.words());
    }
    // Since the page was opened cô Hoa has handed in another version: it waits for her department again.
    let form = Multipart::new().field("note", "").file("giáo án 2.docx", WORD);
    assert_eq!(app.as_teacher().await.post_multipart(&format!("/nop/{plan}"), form).await.status, 303);
    let newer = send(&principal, &desk, plan, &[("consent", "1")]).await;
    assert_eq!(newer.status, 409);
    newer.says("Người nộp đã nộp phiên bản 2").says("Chưa ký xác nhận nào");
    assert!(!newer.words().contains("Chưa ghi quyết định nào"), "nothing was to be decided");
    assert_eq!(app.facts().await.obligation(plan).unwrap().spot_checks, []);
    let head = app.as_head().await;
    assert_eq!(send(&head, &desk, plan, &[("consent", "1")]).await.status, 403);
}

#[tokio::test]
async fn several_that_were_opened_are_signed_for_in_one_act() {
    let app = TestApp::demo().await;
    approved(&app).await;
    let principal = app.as_principal().await;
    let address = principal.get(CHOICE).await.location().to_owned();
    let drawn = principal.get(&address).await;
    assert_eq!(boxes(&drawn), Vec::<String>::new(), "nothing is opened yet");
    let opened: Vec<String> = desks(&drawn).into_iter().take(2).collect();
    assert_eq!(opened.len(), 2, "the demo has more than one");
    for desk in &opened {
        look_at(&principal, desk).await;
    }
    let drawn = principal.get(&address).await;
    let ticks = boxes(&drawn);
    assert_eq!(ticks.len(), 2, "{}", drawn.words());
    let draw = drawn.field("draw").unwrap();
    let nothing = principal.post_form("/kiem-tra-ngau-nhien", &[("draw", draw.as_str()), ("consent", "1")]).await;
    assert_eq!(nothing.status, 422);
    nothing.says("Chưa chọn hồ sơ nào");
    let ticked: Vec<(&str, &str)> = ticks.iter().map(|tick| ("check", tick.as_str())).chain([("draw", draw.as_str())]).collect();
    let refused = principal.post_form("/kiem-tra-ngau-nhien", &ticked).await;
    assert_eq!(refused.status, 422);
    refused.says("đánh dấu vào lời xác nhận");
    let checked =
        tags(refused.html()).iter().filter(|tag| tag.get("name") == Some("check") && tag.get("checked").is_some()).count();
    assert_eq!(checked, 2, "what was ticked stays so");
    let agreed: Vec<(&str, &str)> = ticked.iter().copied().chain([("consent", "1")]).collect();
    let signed = principal.post_form("/kiem-tra-ngau-nhien", &agreed).await;
    assert_eq!(signed.status, 303, "{}", signed.words());
    let after = principal.get(signed.location()).await;
    after.says("Đã ký xác nhận đã kiểm tra 2 hồ sơ");
    assert_eq!(desks(&after), desks(&drawn), "the same draw");
    assert_eq!(principal.post_form("/kiem-tra-ngau-nhien", &agreed).await.location(), signed.location(), "the form acts once");
}

#[tokio::test]
async fn the_draw_stays_beside_a_desk_on_which_somebody_comments() {
    let app = TestApp::demo().await;
    let plan = approved(&app).await;
    let principal = app.as_principal().await;
    let draw = principal.get(CHOICE).await.location().split_once("?rut=").unwrap().1.to_owned();
    let desk = principal.get(&format!("/cho-duyet/{plan}?rut={draw}")).await;
    let (version, to) = (desk.field("version").unwrap(), format!("/ho-so/{plan}/gop-y"));
    assert_eq!(desk.field("draw"), Some(draw.clone()));
    let comment = async |words: &str, draw: &str| {
        let form = [("version", version.as_str()), ("comment", words), ("back", "desk"), ("draw", draw)];
        principal.post_form(&to, &form).await
    };
    let back = format!("/cho-duyet/{plan}?rut={draw}#gop-y");
    comment("Thứ Tư còn trống.", draw.as_str()).await.leads_to(&back.replace("#", "&da-gui=1#"));
    let corrected = comment("", draw.as_str()).await;
    assert_eq!(corrected.status, 422);
    corrected.says("Hồ sơ được bốc để kiểm tra");
    // What is no draw leads to the desk alone.
    comment("Thứ Năm cũng vậy.", "x.y").await.leads_to(&format!("/cho-duyet/{plan}?da-gui=1#gop-y"));
    let thread = app.facts().await.obligation(plan).unwrap().comments[0].id;
    let settle = [("is", "done"), ("back", "desk"), ("draw", draw.as_str())];
    principal.post_form(&format!("{to}/{thread}"), &settle).await.leads_to(&back);
    // Nor is it lost by whoever looks for a place inside of the file.
    let frame = tags(desk.html()).into_iter().find(|tag| tag.name == "iframe").unwrap().get("src").unwrap().replace("&amp;", "&");
    assert!(frame.contains(&format!("rut={draw}")), "{frame}");
    assert_eq!(principal.get(&frame).await.field("rut"), Some(draw));
}

#[tokio::test]
async fn nobody_checks_what_they_wrote_themselves() {
    let app = TestApp::demo().await;
    let (principal, deputy) = (app.as_principal().await, app.as_user("phohieutruong").await);
    let post = format!("/can-bo/{}/chuc-vu", app.person("phohieutruong").await);
    let teaches = [("post", "teacher"), ("place", "4A"), ("from", "25/11/2026"), ("reason", "")];
    assert_eq!(principal.post_form(&post, &teaches).await.status, 303);
    let facts = app.facts().await;
    let plan = app.owed_by("giaovien").await.into_iter().find(|one| facts.title(one).starts_with("Giáo án")).unwrap().id;
    let form = Multipart::new().field("note", "").file("giáo án.docx", WORD);
    assert_eq!(deputy.post_multipart(&format!("/nop/{plan}"), form).await.status, 303);
    let version = app.facts().await.obligation(plan).unwrap().handed_in.clone().unwrap().submission;
    let check = format!("{}.{plan}.{version}.{}", records::new_id::<()>(), "0".repeat(64));
    for (user, status) in [(&deputy, 403), (&principal, 409)] {
        let address = format!("/cho-duyet/{plan}/kiem-tra");
        let answer = user.post_form(&address, &[("check", &check), ("draw", ""), ("consent", "1")]).await;
        assert_eq!(answer.status, status, "{}", answer.words());
    }
}

/// As another form carries it, with the key of the first one.
fn with_key_of(first: &str, second: &str) -> String {
    format!("{}.{}", first.split_once('.').unwrap().0, second.split_once('.').unwrap().1)
}

#[tokio::test]
async fn a_key_is_that_of_one_check_and_another_record_is_told_so() {
    let app = TestApp::demo().await;
    approved(&app).await;
    approved(&app).await;
    let (principal, deputy) = (app.as_principal().await, app.as_user("phohieutruong").await);
    let address = principal.get(CHOICE).await.location().to_owned();
    let opened: Vec<String> = desks(&principal.get(&address).await).into_iter().take(3).collect();
    assert_eq!(opened.len(), 3, "the demo has more than two");
    for user in [&principal, &deputy] {
        for desk in &opened {
            look_at(user, desk).await;
        }
    }
    // That a file was opened is noted behind its last byte, which a busy machine may do after the next page.
    let mut drawn = principal.get(&address).await;
    for _ in 0..100 {
        if boxes(&drawn).len() >= opened.len() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        drawn = principal.get(&address).await;
    }
    let (ticks, draw) = (boxes(&drawn), drawn.field("draw").unwrap());
    let forged = with_key_of(&ticks[0], &ticks[1]);
    let several: Vec<(&str, &str)> = [ticks[0].as_str(), &forged, &ticks[2]].into_iter().map(|tick| ("check", tick)).collect();
    let sent: Vec<(&str, &str)> = several.into_iter().chain([("draw", draw.as_str()), ("consent", "1")]).collect();
    let partly = principal.post_form("/kiem-tra-ngau-nhien", &sent).await;
    assert_eq!(partly.status, 409);
    partly.says("Yêu cầu này chưa đọc được").says("Đã ký xác nhận đã kiểm tra 2 hồ sơ");
    // Her own key, and that of somebody else, on the desk of one record.
    let record = ticks[1].split('.').nth(1).unwrap();
    for user in [&principal, &deputy] {
        let one = [("check", forged.as_str()), ("draw", ""), ("consent", "1")];
        let refused = user.post_form(&format!("/cho-duyet/{record}/kiem-tra"), &one).await;
        assert_eq!(refused.status, 400, "{}", refused.words());
        refused.says("Yêu cầu này chưa đọc được");
    }
    let facts = app.facts().await;
    assert_eq!(facts.obligation(record.parse().unwrap()).unwrap().spot_checks, []);
}

#[tokio::test]
async fn a_check_that_is_sent_after_the_end_of_the_session_leads_back_to_its_draw() {
    let app = TestApp::demo().await;
    let plan = approved(&app).await;
    let principal = app.as_principal().await;
    let draw = principal.get(CHOICE).await.location().split_once("?rut=").unwrap().1.to_owned();
    app.clock.advance(TimeDelta::minutes(30));
    let desk = format!("/cho-duyet/{plan}");
    let sent = async |to: &str, draw: &str| {
        let late = principal.post_form(to, &[("check", "x"), ("draw", draw), ("consent", "1")]).await;
        assert_eq!(late.status, 303, "{to}: {}", late.words());
        let page = principal.get(late.location()).await;
        assert!(page.field("consent").is_none(), "it is asked for anew");
        page.field("next").unwrap()
    };
    assert_eq!(sent("/kiem-tra-ngau-nhien", &draw).await, format!("/kiem-tra-ngau-nhien?rut={draw}"));
    assert_eq!(sent("/kiem-tra-ngau-nhien", "//evil").await, "/kiem-tra-ngau-nhien", "what is no draw leads to the page alone");
    assert_eq!(sent(&format!("{desk}/kiem-tra"), &draw).await, format!("{desk}?rut={draw}"));
    assert_eq!(sent(&format!("{desk}/kiem-tra"), "").await, desk);
    // So does every other form in which nothing is typed: to its page.
    let person = app.person("giaovien").await;
    for (to, page) in [
        ("/cho-duyet".to_owned(), "/cho-duyet".to_owned()),
        (format!("{desk}/rut-lai/{person}"), desk.clone()),
        (format!("/ho-so/{plan}/gop-y/{person}"), format!("/ho-so/{plan}")),
        (format!("/can-bo/{person}/tam-khoa"), format!("/can-bo/{person}")),
        ("/can-bo/cho-xac-nhan/tat-ca".to_owned(), "/can-bo/cho-xac-nhan".to_owned()),
        (format!("/uy-quyen/{person}/ket-thuc"), "/uy-quyen".to_owned()),
        (format!("/tep-giu-lai/{person}/0/cho-mo"), "/tep-giu-lai".to_owned()),
        (format!("/bien-nhan/{person}/rut-lai"), format!("/bien-nhan/{person}")),
        ("/can-bo/mat-khau/da-biet".to_owned(), "/".to_owned()),
    ] {
        assert_eq!(sent(&to, "").await, page, "{to}");
    }
}
