//! What the leadership signed: checked by anybody, printed and downloaded by whoever may open it.

use domain::{
    decisions::{DecisionId, Outcome},
    files::Sha256,
    obligations::Obligation,
    record_types::{ApprovalRoute, Step},
    reviews::Wanted,
    signing::{CheckCode, Statement},
    submissions::SubmissionId,
};
use records::{
    Work, accounts, reviews,
    signing::{self, Hand},
    submissions,
};

use crate::support::{Answer, Multipart, TestApp, User, WORD};

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
    let mut all = facts.open_obligations().filter(|one| is_signed(one) && facts.check_hand_in(&actor, one).is_ok());
    let record = all.next().unwrap().clone();
    let teacher = app.as_teacher().await;
    let form = Multipart::new().field("note", "").file("Kế hoạch của bé An.docx", WORD);
    let answer = teacher.post_multipart(&format!("/nop/{}", record.id), form).await;
    let receipt = app.receipt(answer.location()).await;
    (record, receipt.id)
}

async fn wanted(app: &TestApp, submission: SubmissionId, step: Step) -> Wanted {
    let digest: Sha256 = app.read(async move |work: &mut Work| submissions::digest(work, submission).await).await;
    Wanted { submission, digest, step, outcome: Outcome::Approved }
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
    let hand =
        Hand { session: submission.uuid().as_bytes().to_vec(), key: app.state.signing_keys.of_school(app.school()).unwrap() };
    let sign = async move |work: &mut Work| {
        let account = accounts::of_person(work, principal).await?;
        accounts::begin_session(work, &account, &hand.session).await?;
        reviews::sign(work, &store, id, approval, &hand).await
    };
    app.state.database.write(app.school(), Some(principal), sign).await.unwrap()
}

async fn statement(app: &TestApp, submission: SubmissionId) -> Statement {
    let all = app.read(async move |work: &mut Work| signing::of_version(work, submission).await).await;
    all.into_iter().next().unwrap().statement.unwrap()
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
    let slowed = checked(&user, code).await;
    assert_eq!(slowed.status, 429);
    slowed.says("Đã thử nhiều mã không có");
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
    assert!(file.html().contains(&format!("http://{}/kiem-tra ", crate::support::HOST)));
}
