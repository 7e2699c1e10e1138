//! The virus scanner: nobody waits for it while handing in, nothing that it has not called clean is shown to others, and the
//! management team sees whatever is wrong with it.

mod protocol;
mod real;

use domain::{files::Sha256, inspection::MAX_SCANS};
use records::{Work, sql};
use server::files::scanner::{
    VirusScanner,
    clamd::Limits,
    rounds::{self, Round},
};
use sha2::Digest;
use tokio::time::{Duration, sleep};

use crate::{
    held_files::plan,
    support::{Acts, FakeClamd, Multipart, TestApp, User},
};

const CLEAN: Acts = Acts::Says("stream: OK");
const VIRUS: Acts = Acts::Says("stream: Doc.Trojan.Hoa-1 FOUND");

async fn round(app: &TestApp) -> Round {
    rounds::round(&app.state, app.state.scanner.as_ref().unwrap()).await.unwrap()
}

/// Until the scanner has seen all there is.
async fn drained(app: &TestApp) {
    for _ in 0..200 {
        match round(app).await {
            Round::Idle => return,
            Round::Worked => {}
            Round::Trouble => panic!("{:?}", app.state.scanner.as_ref().unwrap().standing()),
        }
    }
    panic!("the queue never ends");
}

/// The ids of record and receipt.
async fn handed_in(app: &TestApp, teacher: &User, name: &str, bytes: &[u8]) -> (String, String) {
    let record = app.owed_by("giaovien").await.first().unwrap().id.to_string();
    let address = format!("/nop/{record}");
    let form = Multipart::alone(&teacher.get(&address).await, "", &[(name, bytes)]);
    let answer = teacher.post_multipart(&address, form).await;
    assert_eq!(answer.status, 303, "whatever the scanner does, the hand-in stands");
    (record, answer.location().trim_start_matches("/bien-nhan/").to_owned())
}

async fn taken_away(app: &TestApp) -> i64 {
    let count = async |work: &mut Work| {
        let count = sql("SELECT count(*) FROM events WHERE school_id = $1 AND kind = 'records.downloaded'").bind(work.school);
        let (count,): (i64,) = work.one(count).await?;
        Ok(count)
    };
    app.read(count).await
}

fn ordinary() -> Vec<u8> {
    plan("https://truongmamnon.edu.vn")
}

#[tokio::test]
async fn a_plan_of_co_hoa_waits_for_the_scanner_and_opens_for_her_head_once_it_is_clean() {
    let clamd = FakeClamd::that(CLEAN).await;
    let app = TestApp::demo_scanned_by(&clamd.address).await;
    let (teacher, head, management) = (app.as_teacher().await, app.as_head().await, app.as_management().await);
    let (record, id) = handed_in(&app, &teacher, "ke-hoach.docx", &ordinary()).await;
    let (file, seen) = (format!("/tep/{id}/0"), format!("/xem/{id}/0"));
    for address in [&file, &seen] {
        let refused = head.get(address).await;
        assert_eq!(refused.status, 403, "{address}");
        refused.says("ke-hoach.docx đang được kiểm tra virus");
    }
    assert_eq!(management.get(&file).await.status, 403);
    // Its sender has it, and reads how it stands; no page is made of it, not for her either.
    assert_eq!(teacher.get(&file).await.status, 200);
    teacher.get(&format!("/bien-nhan/{id}")).await.says("đang được kiểm tra virus").says("Giờ nộp vẫn giữ nguyên");
    let own = teacher.get(&seen).await;
    assert_eq!(own.status, 200);
    own.says("nên không xem được ngay tại đây");
    assert!(!own.html().contains("<p>Xem</p>"), "{}", own.html());
    let desk = head.get(&format!("/cho-duyet/{record}")).await;
    let bound: Vec<(&str, String)> =
        ["submission", "digest", "step"].into_iter().map(|name| (name, desk.field(name).unwrap_or_default())).collect();
    let bound: Vec<(&str, &str)> = bound.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let approved = head.post_form(&format!("/cho-duyet/{record}"), &[&[("outcome", "approve")], bound.as_slice()].concat()).await;
    assert_eq!(approved.status, 409);
    approved.says("Tệp của hồ sơ chưa được quét virus xong");
    let received = app.receipt(&format!("/bien-nhan/{id}")).await.received_at;
    drained(&app).await;
    assert!(clamd.seen().contains(&ordinary()), "it was sent whole");
    for address in [&file, &seen] {
        assert_eq!(head.get(address).await.status, 200, "{address}");
    }
    teacher.get(&format!("/bien-nhan/{id}")).await.says("Đã quét virus: sạch");
    assert_eq!(app.receipt(&format!("/bien-nhan/{id}")).await.received_at, received);
    management
        .get("/tep-giu-lai")
        .await
        .says("Trình quét virus đang chạy: ClamAV 1.4.3/27500")
        .says("Không có tệp nào đang chờ quét");
}

#[tokio::test]
async fn what_the_head_opens_is_scanned_before_its_turn() {
    let clamd = FakeClamd::that(CLEAN).await;
    let app = TestApp::demo_scanned_by(&clamd.address).await;
    drained(&app).await;
    let (teacher, head) = (app.as_teacher().await, app.as_head().await);
    let (_, id) = handed_in(&app, &teacher, "ke-hoach.docx", &ordinary()).await;
    assert_eq!(head.get(&format!("/tep/{id}/0")).await.status, 200);
}

#[tokio::test]
async fn what_the_scanner_knows_stays_in_quarantine_whoever_asks() {
    let clamd = FakeClamd::that(CLEAN).await;
    let app = TestApp::demo_scanned_by(&clamd.address).await;
    drained(&app).await;
    clamd.now(VIRUS);
    let (teacher, head, management) = (app.as_teacher().await, app.as_head().await, app.as_management().await);
    let (_, id) = handed_in(&app, &teacher, "ke-hoach.docx", &ordinary()).await;
    drained(&app).await;
    let file = format!("/tep/{id}/0");
    for (who, name) in [(&head, "head"), (&management, "management"), (&app.as_principal().await, "principal")] {
        let refused = who.get(&file).await;
        assert_eq!(refused.status, 403, "{name}");
    }
    head.get(&file).await.says("đang bị cách ly vì có virus");
    let receipt = teacher.get(&format!("/bien-nhan/{id}")).await;
    receipt.says("ke-hoach.docx đang bị cách ly").says("Quét virus máy và USB đã dùng");
    let place = format!("/tep-giu-lai/{id}/0");
    let listed = management.get("/tep-giu-lai").await;
    listed.says("Trình quét virus nhận ra Doc.Trojan.Hoa-1").says("Trả lại để người nộp quét máy rồi gửi tệp sạch");
    assert!(!listed.html().contains(&format!("{place}/cho-mo")), "nobody is offered to let it open");
    let released = management.post_form(&format!("{place}/cho-mo"), &[("seen", "")]).await;
    assert_eq!(released.status, 409);
    released.says("Tệp có virus thì không ai cho mở được");
    let back = management.post_form(&format!("{place}/tra-lai"), &[("seen", ""), ("reason", "Máy có virus")]).await;
    assert_eq!(back.status, 303);
    teacher.get(&format!("/bien-nhan/{id}")).await.says("trả lại: Máy có virus");
    // A false alarm: whoever keeps the server mends it at the scanner, and the team asks again.
    assert_eq!(teacher.post_form(&format!("{place}/quet-lai"), &[]).await.status, 403);
    assert_eq!(management.post_form(&format!("{place}/quet-lai"), &[]).await.status, 303);
    management.get("/tep-giu-lai").await.says("Đã yêu cầu quét lại, đang chờ trình quét");
    clamd.now(CLEAN);
    drained(&app).await;
    assert_eq!(head.get(&file).await.status, 200);
}

#[tokio::test]
async fn what_was_clean_and_becomes_known_later_is_held_and_its_readers_are_named() {
    let clamd = FakeClamd::that(CLEAN).await;
    let app = TestApp::demo_scanned_by(&clamd.address).await;
    let (teacher, head, management) = (app.as_teacher().await, app.as_head().await, app.as_management().await);
    let (_, id) = handed_in(&app, &teacher, "ke-hoach.docx", &ordinary()).await;
    drained(&app).await;
    let file = format!("/tep/{id}/0");
    assert_eq!(head.get(&file).await.status, 200);
    // Who took a file away is noted a little later.
    for _ in 0..100 {
        if taken_away(&app).await > 0 {
            break;
        }
        sleep(Duration::from_millis(50)).await;
    }
    clamd.is_now("ClamAV 1.4.3/27501");
    clamd.now(VIRUS);
    drained(&app).await;
    assert_eq!(head.get(&file).await.status, 403);
    management.get("/tep-giu-lai").await.says("Đã có người xem trước khi phát hiện: cô Lê Thị Ấm");
}

#[tokio::test]
async fn what_the_scanner_cannot_say_of_the_management_team_lets_open_by_hand() {
    let clamd = FakeClamd::that(CLEAN).await;
    let app = TestApp::demo_scanned_by(&clamd.address).await;
    drained(&app).await;
    clamd.now(Acts::StopsWith("INSTREAM size limit exceeded. ERROR"));
    let (teacher, head, management) = (app.as_teacher().await, app.as_head().await, app.as_management().await);
    let (_, id) = handed_in(&app, &teacher, "ke-hoach.docx", &ordinary()).await;
    drained(&app).await;
    let file = format!("/tep/{id}/0");
    assert_eq!(head.get(&file).await.status, 403);
    management.get("/tep-giu-lai").await.says("tệp lớn hơn mức trình quét đọc").says("rồi cho mở");
    assert_eq!(management.get(&file).await.status, 200, "whoever decides looks into it");
    let released = management.post_form(&format!("/tep-giu-lai/{id}/0/cho-mo"), &[("seen", "")]).await;
    assert_eq!(released.status, 303);
    assert_eq!(head.get(&file).await.status, 200);
}

#[tokio::test]
async fn a_scanner_that_is_down_makes_nobody_late_shows_nothing_unscanned_and_is_seen() {
    let clamd = FakeClamd::that(CLEAN).await;
    let app = TestApp::demo_scanned_by(&clamd.address).await;
    drained(&app).await;
    let address = clamd.address.clone();
    clamd.ends().await;
    assert_eq!(round(&app).await, Round::Trouble);
    let (teacher, head, management) = (app.as_teacher().await, app.as_head().await, app.as_management().await);
    let (_, id) = handed_in(&app, &teacher, "ke-hoach.docx", &ordinary()).await;
    for _ in 0..3 {
        assert_eq!(round(&app).await, Round::Trouble);
        assert_eq!(head.get(&format!("/tep/{id}/0")).await.status, 403, "{address}");
    }
    for page in ["/tep-giu-lai", "/viec-cua-toi"] {
        management.get(page).await.says("Trình quét virus không trả lời từ");
    }
    management.get("/tep-giu-lai").await.says("1 tệp đang chờ quét").says("không ai bị tính muộn");
    assert!(!teacher.get("/viec-cua-toi").await.html().contains("Trình quét virus"), "it is not the teacher's care");
}

#[tokio::test]
async fn a_scanner_that_talks_nonsense_blames_no_file() {
    let clamd = FakeClamd::that(CLEAN).await;
    let app = TestApp::demo_scanned_by(&clamd.address).await;
    drained(&app).await;
    let (teacher, head, management) = (app.as_teacher().await, app.as_head().await, app.as_management().await);
    clamd.now(Acts::SaysHalf("stream: O"));
    let (_, id) = handed_in(&app, &teacher, "ke-hoach.docx", &ordinary()).await;
    for acts in [Acts::SaysHalf("stream: O"), Acts::Says("<html>"), Acts::Babbles].into_iter().cycle().take(9) {
        clamd.now(acts);
        assert_eq!(round(&app).await, Round::Trouble, "{acts:?}");
    }
    management.get("/tep-giu-lai").await.says("ClamAV trả lời không hiểu được").says("1 tệp đang chờ quét");
    assert_eq!(head.get(&format!("/tep/{id}/0")).await.status, 403);
    clamd.now(CLEAN);
    drained(&app).await;
    assert_eq!(head.get(&format!("/tep/{id}/0")).await.status, 200, "the queue goes on where it stood");
}

#[tokio::test]
async fn a_scanner_that_is_slow_is_seen_and_a_file_of_which_it_never_comes_to_the_end_is_decided_by_hand() {
    let clamd = FakeClamd::that(CLEAN).await;
    let app = TestApp::demo_scanned_by(&clamd.address).await;
    drained(&app).await;
    let [connect, piece, answer] = [500, 500, 50].map(Duration::from_millis);
    let impatient = VirusScanner::with_limits(clamd.address.clone(), Limits { connect, piece, answer });
    let teacher = app.as_teacher().await;
    let (_, id) = handed_in(&app, &teacher, "ke-hoach.docx", &ordinary()).await;
    clamd.now(Acts::IsSilent);
    for _ in 0..MAX_SCANS {
        assert_eq!(rounds::round(&app.state, &impatient).await.unwrap(), Round::Trouble);
        assert!(impatient.alarm().is_some_and(|words| words.advice.contains("Giờ nộp của mọi người vẫn giữ nguyên")));
    }
    assert_eq!(app.as_head().await.get(&format!("/tep/{id}/0")).await.status, 403);
    app.as_management().await.get("/tep-giu-lai").await.says("lần nào cũng báo lỗi").says("Không có tệp nào đang chờ quét");
}

/// One bad place on the disk would else close every later file to all but its sender.
#[tokio::test]
async fn a_file_that_the_disk_does_not_give_holds_up_no_other() {
    let clamd = FakeClamd::that(CLEAN).await;
    let app = TestApp::demo_scanned_by(&clamd.address).await;
    drained(&app).await;
    let (teacher, head) = (app.as_teacher().await, app.as_head().await);
    clamd.now(Acts::IsSilent);
    let (first, second) = (ordinary(), plan("https://truongmamnon.edu.vn/thu-hai"));
    handed_in(&app, &teacher, "hong.docx", &first).await;
    let place = app.state.blobs.path(Sha256::new(sha2::Sha256::digest(&first).into()));
    std::fs::remove_file(&place).unwrap();
    std::fs::create_dir(&place).unwrap();
    let (_, id) = handed_in(&app, &teacher, "ke-hoach.docx", &second).await;
    clamd.now(CLEAN);
    for _ in 0..MAX_SCANS {
        assert_eq!(round(&app).await, Round::Trouble, "the file is told of in the log");
    }
    assert_eq!(head.get(&format!("/tep/{id}/0")).await.status, 200);
    drained(&app).await;
}

#[tokio::test]
async fn without_a_scanner_all_is_as_before_and_the_page_says_so() {
    let app = TestApp::demo().await;
    let (teacher, head, management) = (app.as_teacher().await, app.as_head().await, app.as_management().await);
    let (_, id) = handed_in(&app, &teacher, "ke-hoach.docx", &ordinary()).await;
    assert_eq!(head.get(&format!("/tep/{id}/0")).await.status, 200);
    management.get("/tep-giu-lai").await.says("Trường chưa dùng trình quét virus");
}
