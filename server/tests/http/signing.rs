//! What the leadership signed: checked by anybody, printed and downloaded by whoever may open it.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use domain::{
    decisions::{DecisionId, Outcome},
    files::Sha256,
    locks::Arrival,
    obligations::Obligation,
    record_types::{ApprovalRoute, RecordType, Step},
    reviews::DecisionRequest,
    signing::{CheckCode, Statement},
    submissions::SubmissionId,
};
use records::{
    Work, accounts, reviews,
    signing::{self, Checked, SigningCredentials},
    submissions,
};
use server::startup::DEMO_PASSWORD;

use crate::reviews::look_at;
use crate::support::{Answer, Multipart, TestApp, User, WORD, tags};

const NOBODYS: &str = "0000-0000-0000-0000-0000-0000";

/// A plan of class 4A that the department approves and the leadership signs, handed in by cô Hoa.
async fn handed_in(app: &TestApp) -> (Obligation, SubmissionId) {
    let facts = app.facts().await;
    let is_signed = |one: &Obligation| {
        let record_type = facts.record_type(one.terms.record_type);
        record_type.is_some_and(|one| one.approval_route == ApprovalRoute::DepartmentThenLeadership)
    };
    let person = app.person("giaovien").await;
    let actor = facts.actor(person, app.clock.shows());
    let mut all = facts
        .open_obligations()
        .filter(|one| is_signed(one) && facts.check_hand_in(&actor, one, Arrival::at(app.clock.shows())).is_ok());
    let record = all.next().unwrap().clone();
    let teacher = app.as_teacher().await;
    let form = Multipart::new().field("note", "").file("Kế hoạch của bé An.docx", WORD);
    let answer = teacher.post_multipart(&format!("/nop/{}", record.id), form).await;
    let receipt = app.receipt(answer.location()).await;
    (record, receipt.id)
}

async fn wanted(app: &TestApp, submission: SubmissionId, step: Step) -> DecisionRequest {
    let digest: Sha256 = app.read(async move |work: &mut Work| submissions::digest(work, submission).await).await;
    DecisionRequest { key: None, submission, digest, step, outcome: Outcome::Approved }
}

/// Cô Ấm approves, cô Nguyệt signs.
async fn sign(app: &TestApp, record: &Obligation, submission: SubmissionId) -> DecisionId {
    let id = record.id;
    let (store, approval) = (app.state.facts.clone(), wanted(app, submission, Step::Department).await);
    let head = app.person("totruong").await;
    let approve = async move |work: &mut Work| reviews::decide(work, &store, id, approval).await;
    app.state.database.write(app.school(), Some(head), approve).await.unwrap();
    let (store, approval) = (app.state.facts.clone(), wanted(app, submission, Step::Leadership).await);
    let principal = app.person("hieutruong").await;
    let credentials = SigningCredentials {
        session: submission.uuid().as_bytes().to_vec(),
        key: app.state.signing_keys.of_school(app.school()).unwrap(),
    };
    let sign = async move |work: &mut Work| {
        let account = accounts::of_person(work, principal).await?;
        accounts::begin_session(work, &account, &credentials.session).await?;
        reviews::sign(work, &store, id, approval, &credentials).await
    };
    app.state.database.write(app.school(), Some(principal), sign).await.unwrap()
}

async fn signatures(app: &TestApp, submission: SubmissionId) -> Vec<Checked> {
    let store = app.state.facts.clone();
    app.read(async move |work: &mut Work| signing::of_version(work, &store, submission).await).await
}

async fn statement(app: &TestApp, submission: SubmissionId) -> Statement {
    signatures(app, submission).await.remove(0).statement.unwrap()
}

async fn checked(user: &User, code: CheckCode) -> Answer {
    user.get(&format!("/kiem-tra/{code}")).await
}

#[tokio::test]
async fn anybody_reads_who_signed_what_and_nothing_of_the_record() {
    let app = TestApp::demo().await;
    let (record, submission) = handed_in(&app).await;
    let decision = sign(&app, &record, submission).await;
    let (statement, anybody) = (statement(&app, submission).await, app.anonymous());
    let typed = statement.code.to_string().to_lowercase().replace('-', "%20");
    anybody.get(&format!("/kiem-tra?ma={typed}")).await.leads_to(&format!("/kiem-tra/{}", statement.code));
    let found = checked(&anybody, statement.code).await;
    assert_eq!(found.status, 200);
    let hash = statement.version.files[0].sha256.to_string();
    for words in ["Chữ ký hợp lệ", &statement.signer.name, &statement.approvals[0].by.name, &app.title(record.id).await, &hash]
    {
        found.says(words);
    }
    assert!(!found.html().contains("bé An"), "the name of a file is of the record");
    let (store, id) = (app.state.facts.clone(), record.id);
    let undo = async move |work: &mut Work| reviews::undo(work, &store, id, decision).await;
    app.state.database.write(app.school(), Some(statement.signer.id), undo).await.unwrap();
    checked(&anybody, statement.code).await.says("Chữ ký đã được rút lại");
}

#[tokio::test]
async fn a_newer_version_is_told_to_whoever_checks_the_older_one() {
    let app = TestApp::demo().await;
    let (record, submission) = handed_in(&app).await;
    sign(&app, &record, submission).await;
    let code = statement(&app, submission).await.code;
    handed_in(&app).await;
    checked(&app.anonymous(), code).await.says("Chữ ký đúng, cho phiên bản cũ").says("không cho phiên bản mới hơn");
}

#[tokio::test]
async fn a_slip_of_the_finger_is_told_and_a_wrong_code_tells_nothing() {
    let app = TestApp::demo().await;
    let (record, submission) = handed_in(&app).await;
    sign(&app, &record, submission).await;
    let code = statement(&app, submission).await.code;
    let user = app.anonymous();
    for typed in ["0000", "abc-đ", "1000-0000-0000-0000-0000-0000"] {
        let answer = user.get(&format!("/kiem-tra?ma={}", percent(typed))).await;
        assert_eq!(answer.status, 422, "{typed}");
        assert_eq!(user.get(&format!("/kiem-tra/{}", percent(typed))).await.status, 422, "{typed}");
    }
    let wrong = user.get(&format!("/kiem-tra/{NOBODYS}")).await;
    assert_eq!(wrong.status, 404);
    wrong.says("Không có chữ ký nào mang mã này");
    for _ in 0..29 {
        assert_eq!(user.get(&format!("/kiem-tra/{NOBODYS}")).await.status, 404);
    }
    let slowed = user.get(&format!("/kiem-tra/{NOBODYS}")).await;
    let again: u64 = slowed.header("retry-after").parse().unwrap();
    assert!(slowed.status == 429 && (1..=6).contains(&again), "{} {again}", slowed.status);
    slowed.says("Đã thử nhiều mã không có");
    assert_eq!(checked(&user, code).await.status, 200, "whoever holds a sheet is answered, whatever others guess beside them");
    assert_eq!(checked(&app.anonymous().at(7), code).await.status, 200, "somebody else at another machine");
}

fn percent(typed: &str) -> String {
    typed.replace('đ', "%C4%91")
}

#[tokio::test]
async fn the_sheet_is_for_whoever_may_open_the_version_and_true_without_the_server() {
    let app = TestApp::demo().await;
    let (record, submission) = handed_in(&app).await;
    let address = format!("/phieu-duyet/{submission}");
    let principal = app.as_principal().await;
    assert_eq!(principal.get(&address).await.status, 404, "nobody has signed yet");
    sign(&app, &record, submission).await;
    let statement = statement(&app, submission).await;
    // Nobody has said where people reach the school: whoever asks for the sheet does not, by the head of their request.
    let page = principal.get(&address).await;
    page.says("chưa ghi địa chỉ của hệ thống").says(&statement.code.to_string());
    assert!(!page.html().contains("class=\"qr\"") && !page.html().contains(&format!("{}/kiem-tra", crate::support::HOST)));
    let school = principal.get("/cai-dat/truong").await.field("name").unwrap();
    let form = |address| [("name", school.as_str()), ("limit", "200"), ("address", address)];
    let refused = principal.post_form("/cai-dat/truong", &form("mnnamthanh.edu.vn")).await;
    assert_eq!(refused.status, 422);
    refused.says("Ghi cả https:// hoặc http://");
    assert_eq!(principal.post_form("/cai-dat/truong", &form("https://mnnamthanh.edu.vn/")).await.status, 303);
    for user in [&principal, &app.as_teacher().await, &app.as_head().await] {
        let page = user.get(&address).await;
        assert_eq!(page.status, 200);
        page.says("PHIẾU DUYỆT HỒ SƠ").says("Kế hoạch của bé An.docx").says(&statement.code.to_string());
        assert!(page.html().contains("class=\"qr\""));
    }
    assert_eq!(app.as_user("ketoan").await.get(&address).await.status, 403);
    assert_eq!(app.anonymous().get(&address).await.status, 303);
    let file = principal.get(&format!("{address}/tep")).await;
    let name = format!("attachment; filename=\"phieu-duyet-{}.html\"", statement.version.receipt);
    assert_eq!((file.status, file.header("content-disposition")), (200, name.as_str()));
    let said = server::verify_sheet::verify(&file.bytes, Some(&statement.key.to_string())).unwrap();
    assert!(said.contains(&statement.signer.name), "{said}");
    assert!(file.html().contains("https://mnnamthanh.edu.vn/kiem-tra "));
    let pictures: Vec<String> = tags(file.html()).into_iter().map(|tag| tag.name).filter(|name| is_picture(name)).collect();
    assert_eq!(pictures, ["svg"], "the QR code, and no picture of a signature");
}

fn is_picture(name: &str) -> bool {
    ["img", "picture", "image", "object", "embed", "canvas", "svg"].contains(&name)
}

#[tokio::test]
async fn a_sheet_that_may_be_anybodys_ends_the_command_in_a_way_of_its_own() {
    let app = TestApp::demo().await;
    let (record, submission) = handed_in(&app).await;
    sign(&app, &record, submission).await;
    let sheet = app.as_principal().await.get(&format!("/phieu-duyet/{submission}/tep")).await;
    let (whole, changed) = (app.folder.path().join("phieu.html"), app.folder.path().join("phieu-sua.html"));
    std::fs::write(&whole, &sheet.bytes).unwrap();
    std::fs::write(&changed, sheet.html().replace("Nguyễn Thị Minh Nguyệt", "Lê Thị Ấm")).unwrap();
    let key = statement(&app, submission).await.key.to_string();
    let code = |file: &std::path::Path, key: &[&str]| {
        let mut hoso = std::process::Command::new(env!("CARGO_BIN_EXE_hoso"));
        hoso.arg("verify-sheet").arg(file).args(key).output().unwrap().status.code()
    };
    for (file, key, wanted) in [
        (&whole, &["--key", &key][..], 0),
        (&whole, &[], 3),
        (&changed, &["--key", &key], 1),
        (&changed, &[], 1),
        (&whole, &["--key", "00000000000000000000000000000000"], 1),
    ] {
        assert_eq!(code(file, key), Some(wanted), "{} {key:?}", file.display());
    }
}

/// The form of the principal's desk as it stands there, with what is chosen and typed.
async fn send(user: &User, desk: &Answer, address: &str, typed: &[(&str, &str)]) -> Answer {
    let hidden: Vec<(&str, String)> =
        ["key", "submission", "digest", "step"].into_iter().map(|name| (name, desk.field(name).unwrap_or_default())).collect();
    let fields: Vec<(&str, &str)> =
        hidden.iter().map(|(name, value)| (*name, value.as_str())).chain(typed.iter().copied()).collect();
    user.post_form(address, &fields).await
}

/// Cô Ấm approves; what waits then waits for the leadership.
pub async fn approved_by_the_head(app: &TestApp) -> (Obligation, SubmissionId, String) {
    let (record, submission) = handed_in(app).await;
    let (store, approval, id) = (app.state.facts.clone(), wanted(app, submission, Step::Department).await, record.id);
    let head = app.person("totruong").await;
    let approve = async move |work: &mut Work| reviews::decide(work, &store, id, approval).await;
    app.state.database.write(app.school(), Some(head), approve).await.unwrap();
    let address = format!("/cho-duyet/{}", record.id);
    (record, submission, address)
}

#[tokio::test]
async fn the_principal_signs_on_the_desk_what_it_shows() {
    let app = TestApp::demo().await;
    let (record, submission, address) = approved_by_the_head(&app).await;
    let principal = app.as_principal().await;
    let desk = principal.get(&address).await;
    let hash = app.read(async move |work: &mut Work| submissions::one(work, submission).await).await.files[0].sha256.to_string();
    for words in ["Ký duyệt", "Người ký", "Hiệu trưởng", domain::signing::CONSENT, hash.as_str()] {
        desk.says(words);
    }
    assert!(!desk.html().contains("name=\"proof\""), "the password was typed a moment ago");
    let refused = send(&principal, &desk, &address, &[("outcome", "approve")]).await;
    assert_eq!(refused.status, 422);
    refused.says("đánh dấu vào lời xác nhận");
    let signed = send(&principal, &desk, &address, &[("outcome", "approve"), ("consent", "1")]).await;
    assert!(signed.status == 303 && signed.location().starts_with("/cho-duyet"), "{} {}", signed.status, signed.words());
    let next = principal.get(signed.location()).await;
    next.says(&format!("Đã ký duyệt {}", app.title(record.id).await)).says("Xem phiếu duyệt");
    principal.get(&format!("/phieu-duyet/{submission}")).await.says("Nguyễn Thị Minh Nguyệt");
    assert!(app.folder.path().join("signing-keys").is_dir());
}

/// The principal lets records of these types take another way from the next minute on.
async fn set_route(app: &TestApp, is_meant: impl Fn(&RecordType) -> bool, route: ApprovalRoute) {
    let types = app.facts().await.regime.record_types.clone();
    let fields: Vec<(String, &str)> =
        types.iter().filter(|one| is_meant(one)).map(|one| (format!("route-{}", one.id), route.code())).collect();
    let principal = app.as_principal().await;
    let settings = principal.get("/cai-dat/duyet").await;
    let seen = tags(settings.html()).into_iter().find(|tag| tag.get("name") == Some("seen")).unwrap();
    let seen = [("seen", seen.get("value").unwrap())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, code)| (name.as_str(), *code)).chain(seen).collect();
    let set = principal.post_form("/cai-dat/duyet", &fields).await;
    assert_eq!(set.status, 303, "{}", set.words());
    app.clock.advance(TimeDelta::minutes(1));
}

/// Department and leadership decide at once about the plans of `handed_in`.
async fn decide_at_once(app: &TestApp) {
    let is_signed = |one: &RecordType| one.approval_route == ApprovalRoute::DepartmentThenLeadership;
    set_route(app, is_signed, ApprovalRoute::DepartmentAndLeadership).await;
}

#[tokio::test]
async fn what_the_leadership_signed_before_the_department_says_how_that_stands() {
    let app = TestApp::demo().await;
    decide_at_once(&app).await;
    let (record, submission) = handed_in(&app).await;
    let (principal, address) = (app.as_principal().await, format!("/cho-duyet/{}", record.id));
    let desk = principal.get(&address).await;
    let signed = send(&principal, &desk, &address, &[("outcome", "approve"), ("consent", "1")]).await;
    assert_eq!(signed.status, 303, "{}", signed.words());
    let (title, next) = (app.title(record.id).await, principal.get(signed.location()).await);
    next.says(&format!("Đã ký {title}")).says("Còn chờ tổ duyệt");
    let (code, sheet) = (statement(&app, submission).await.code, format!("/phieu-duyet/{submission}"));
    checked(&app.anonymous(), code).await.says("Chữ ký đúng, hồ sơ còn chờ duyệt").says("Tổ chưa duyệt phiên bản này");
    let page = principal.get(&sheet).await;
    page.says("Tổ chưa duyệt phiên bản này").says("Tệp được ký");
    assert!(!page.html().contains("approval withheld"), "what is given out is printed");
    assert_eq!(principal.get(&format!("{sheet}/tep")).await.status, 200);
    principal.get(&format!("/ho-so/{}", record.id)).await.says("Ban giám hiệu đã ký, chờ tổ");
    let head = app.as_head().await;
    let desk = head.get(&address).await;
    let back = [("outcome", "return"), ("reason", "Còn ô để trống"), ("correct_by", "27/11/2026")];
    assert_eq!(send(&head, &desk, &address, &back).await.status, 303);
    let found = checked(&app.anonymous(), code).await;
    found.says("Chữ ký đúng, phiên bản bị trả lại").says("Phiên bản này đã bị tổ trả lại lúc");
    assert!(!found.words().contains("Chữ ký hợp lệ"));
    let page = principal.get(&sheet).await;
    page.says("Phiên bản này đã bị tổ trả lại lúc");
    assert!(!page.words().contains("Tải phiếu về"), "nobody takes home what does not count");
    page.says("Phiếu này không in ra được");
    assert!(page.html().contains(r#"class="sheet approval withheld""#), "nor prints it by the keys of the browser");
    assert_eq!(principal.get(&format!("{sheet}/tep")).await.status, 404);
}

#[tokio::test]
async fn after_five_minutes_the_password_is_asked_for_and_what_was_typed_stays() {
    let app = TestApp::demo().await;
    let (_, submission, address) = approved_by_the_head(&app).await;
    let principal = app.as_principal().await;
    app.clock.advance(TimeDelta::minutes(6));
    let desk = principal.get(&address).await;
    assert!(desk.html().contains("name=\"proof\""));
    let agreed = [("outcome", "approve"), ("consent", "1"), ("words", "Gửi kèm lời khen.")];
    for (typed, says) in [(None, "Đã hơn 5 phút"), (Some("sai"), "Mật khẩu đang dùng chưa đúng")] {
        let fields: Vec<(&str, &str)> = agreed.into_iter().chain(typed.map(|typed| ("proof", typed))).collect();
        let refused = send(&principal, &desk, &address, &fields).await;
        assert_eq!(refused.status, 422, "{typed:?}");
        refused.says(says).says("Gửi kèm lời khen.");
        assert!(refused.html().contains("name=\"consent\" value=\"1\" required checked"), "{}", refused.html());
    }
    assert_eq!(signatures(&app, submission).await, []);
    let fields: Vec<(&str, &str)> = agreed.into_iter().chain([("proof", DEMO_PASSWORD)]).collect();
    let first = send(&principal, &desk, &address, &fields).await;
    assert_eq!(first.status, 303, "{}", first.words());
    let decision = |answer: &Answer| answer.location().split_once("?xong=").unwrap().1.to_owned();
    assert_eq!(decision(&send(&principal, &desk, &address, &fields).await), decision(&first), "a second click is the same");
}

/// She has the desk open, has read it and agreed; the place is taken away before she presses the button.
#[tokio::test]
async fn a_role_that_is_taken_away_while_its_holder_signs_signs_nothing() {
    let app = TestApp::demo().await;
    let (record, submission, address) = approved_by_the_head(&app).await;
    let (principal, vice) = (app.as_principal().await, app.as_user("dtavan").await);
    let desk = vice.get(&address).await;
    assert_eq!(desk.status, 200);
    let place = format!("/can-bo/{}/chuc-vu/{}", app.person("dtavan").await, app.appointment("dtavan").await);
    let ends = [("until", "24/11/2026"), ("end_reason", "Chuyển trường từ hôm qua")];
    assert_eq!(principal.post_form(&place, &ends).await.status, 303);
    let agreed = [("outcome", "approve"), ("consent", "1"), ("words", "Gửi kèm lời khen."), ("proof", DEMO_PASSWORD)];
    let refused = send(&vice, &desk, &address, &agreed).await;
    assert_eq!(refused.status, 403, "{}", refused.words());
    refused.says("Gửi kèm lời khen.");
    assert_eq!(signatures(&app, submission).await, []);
    // It waits for whoever leads now, as it did.
    assert_eq!(principal.get(&format!("/cho-duyet/{}", record.id)).await.status, 200);
}

#[tokio::test]
async fn what_the_leadership_gives_back_asks_for_no_password() {
    let app = TestApp::demo().await;
    let (_, submission, address) = approved_by_the_head(&app).await;
    let principal = app.as_principal().await;
    app.clock.advance(TimeDelta::minutes(6));
    let desk = principal.get(&address).await;
    let back = [("outcome", "return"), ("reason", "Còn ô để trống"), ("correct_by", "27/11/2026")];
    assert_eq!(send(&principal, &desk, &address, &back).await.status, 303);
    assert_eq!(signatures(&app, submission).await, []);
}

/// What the boxes of a list carry.
fn boxes(list: &Answer) -> Vec<String> {
    let tags = tags(list.html());
    let boxes = tags.iter().filter(|tag| tag.get("name") == Some("approve"));
    boxes.filter_map(|tag| tag.get("value").map(str::to_owned)).collect()
}

/// The leadership decides in the department's step about what a head of department wrote.
#[tokio::test]
async fn agreement_and_password_are_asked_for_only_where_something_ticked_is_signed() {
    let app = TestApp::demo().await;
    let (_, submission, address) = approved_by_the_head(&app).await;
    let facts = app.facts().await;
    let owed = app.owed_by("totruong").await;
    let own = owed.iter().find(|one| facts.title(one).starts_with("Giáo án")).unwrap();
    let form = Multipart::new().field("note", "").file("giáo án.docx", WORD);
    assert_eq!(app.as_head().await.post_multipart(&format!("/nop/{}", own.id), form).await.status, 303);
    let principal = app.as_principal().await;
    for desk in [address, format!("/cho-duyet/{}", own.id)] {
        look_at(&principal, &desk).await;
    }
    app.clock.advance(TimeDelta::minutes(6));
    let list = principal.get("/cho-duyet").await;
    list.says("Duyệt hoặc ký duyệt các hồ sơ đã đánh dấu").says(domain::signing::CONSENT);
    let signs: Vec<bool> = tags(list.html())
        .iter()
        .filter(|tag| tag.get("name") == Some("approve"))
        .map(|tag| tag.get("data-signs").is_some() == tag.get("value").is_some_and(|value| value.ends_with(".leadership")))
        .collect();
    assert!(signs.len() >= 2 && signs.iter().all(|fits| *fits));
    let form = tags(list.html()).into_iter().find(|tag| tag.get("id") == Some("duyet-chung")).unwrap();
    assert!(form.get("novalidate").is_some(), "the browser cannot know whether they are needed");
    let (to_sign, to_approve): (Vec<String>, Vec<String>) =
        boxes(&list).into_iter().partition(|tick| tick.ends_with(".leadership"));
    let approved = principal.post_form("/cho-duyet", &[("approve", &to_approve[0])]).await;
    assert_eq!(approved.status, 303, "{}", approved.words());
    assert_eq!(signatures(&app, submission).await, []);
    let asked = principal.post_form("/cho-duyet", &[("approve", &to_sign[0])]).await;
    assert_eq!(asked.status, 422);
    asked.says("đánh dấu vào lời xác nhận");
}

/// Cô Hoa hands in the plans of many weeks, which the leadership signs.
#[tokio::test]
async fn thirty_that_were_opened_are_signed_in_one_act_each_with_its_own_code() {
    const MANY: usize = 30;
    let app = TestApp::demo().await;
    let is_plan = |code: &str| ["giao-an", "ke-hoach-tuan"].contains(&code);
    set_route(&app, |one| is_plan(&one.code), ApprovalRoute::Leadership).await;
    let (principal, teacher, facts) = (app.as_principal().await, app.as_teacher().await, app.facts().await);
    let mut plans = app.owed_by("giaovien").await;
    plans.retain(|one| facts.record_type(one.terms.record_type).is_some_and(|of| is_plan(&of.code)));
    assert!(plans.len() > MANY, "{}", plans.len());
    plans.truncate(MANY + 1);
    for plan in &plans {
        let form = Multipart::new().field("note", "").file("giáo án.docx", WORD);
        assert_eq!(teacher.post_multipart(&format!("/nop/{}", plan.id), form).await.status, 303);
    }
    // The last one is opened by nobody.
    let unopened = plans.pop().unwrap().id;
    for plan in &plans {
        look_at(&principal, &format!("/cho-duyet/{}", plan.id)).await;
    }
    let list = principal.get("/cho-duyet").await;
    let mut ticks = boxes(&list);
    assert!(!ticks.iter().any(|tick| tick.contains(&unopened.to_string())), "{ticks:?}");
    ticks.retain(|tick| plans.iter().any(|plan| tick.contains(&plan.id.to_string())));
    assert_eq!(ticks.len(), MANY, "{ticks:?}");
    list.says("Ký duyệt các hồ sơ đã đánh dấu").says(domain::signing::CONSENT);
    let ticked: Vec<(&str, &str)> = ticks.iter().map(|tick| ("approve", tick.as_str())).collect();
    let refused = principal.post_form("/cho-duyet", &ticked).await;
    assert_eq!(refused.status, 422);
    refused.says("đánh dấu vào lời xác nhận");
    let stay = tags(refused.html());
    let stay = stay.iter().filter(|tag| tag.get("name") == Some("approve") && tag.get("checked").is_some());
    assert_eq!(stay.count(), MANY, "what was ticked stays so");
    let agreed: Vec<(&str, &str)> = ticked.iter().copied().chain([("consent", "1")]).collect();
    let signed = principal.post_form("/cho-duyet", &agreed).await;
    signed.leads_to(&format!("/cho-duyet?da-duyet={MANY}"));
    principal.get(signed.location()).await.says(&format!("Đã ký duyệt {MANY} hồ sơ"));
    let facts = app.facts().await;
    let of = |id| facts.obligation(id).unwrap().handed_in.as_ref().unwrap().submission;
    let mut codes = BTreeSet::new();
    for plan in &plans {
        let statement = statement(&app, of(plan.id)).await;
        assert_eq!(statement.version.files.len(), 1);
        codes.insert(statement.code.to_string());
    }
    assert_eq!(codes.len(), MANY);
    assert_eq!(signatures(&app, of(unopened)).await, []);
}
