//! "/nhat-ky": what happened, told to whoever it concerns; and that nobody changes it without being found.

use std::{fs, time::Duration};

use domain::{log::AnchorCode, refusal::Words};
use records::{Work, log, submissions};
use server::{
    log_watch,
    verify::{Asked, VerifyError, verify},
};
use tokio::time::sleep;

use crate::support::TestApp;

/// The addresses of the version that cô Hoa handed in last.
async fn a_version(app: &TestApp) -> (String, domain::ids::SubmissionId) {
    let facts = app.facts().await;
    let hoa = app.person("giaovien").await;
    let of_hoa = |one: &domain::obligations::Obligation| {
        one.handed_in.as_ref().filter(|last| last.last_by == hoa).map(|last| last.submission)
    };
    let ordinary = facts.obligations.iter().filter(|one| one.closing.is_none());
    let id = ordinary.filter_map(of_hoa).last().unwrap();
    (format!("/bien-nhan/{id}"), id)
}

#[tokio::test]
async fn the_leadership_reads_the_schools_log_and_a_teacher_what_concerns_her() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let page = principal.get("/nhat-ky").await;
    page.says("<h1>Nhật ký</h1>").says("đăng nhập.").says("192.168.1.20").says("Việc cũ hơn").says("Mã nhật ký hiện nay");
    app.as_management().await.get("/nhat-ky").await.says("<h1>Nhật ký</h1>");
    let own = teacher.get("/nhat-ky").await;
    own.says("Nhật ký của tôi").says("Cô Nguyễn Thị Hoa (4A) đăng nhập.");
    assert!(!own.words().contains("Phạm Thị Hoà đăng nhập"), "{}", own.words());
    // Nobody writes at this address.
    for user in [&principal, &teacher] {
        assert!(matches!(user.post_form("/nhat-ky", &[]).await.status, 404 | 405));
    }
    // From page to page the lines go on without a gap.
    let numbers = |words: &str| -> Vec<i64> {
        let parts = words.split("Dòng số ").skip(1);
        parts.map(|rest| rest.split('.').next().unwrap().trim().parse().unwrap()).collect()
    };
    let first = numbers(&page.words());
    let html = page.html().to_owned();
    let next = html.split("href=\"").find(|rest| rest.contains("sau=") && rest.contains("Việc cũ hơn")).unwrap();
    let second = numbers(&principal.get(&next.split('"').next().unwrap().replace("&amp;", "&")).await.words());
    assert_eq!((first.len(), second.len()), (50, 50));
    assert_eq!(first.last().unwrap() - 1, second[0]);
}

#[tokio::test]
async fn the_log_is_narrowed_and_says_what_it_could_not_follow() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    principal.get("/nhat-ky?loai=khoa").await.says("lệnh");
    principal.get("/nhat-ky?tu=hom-qua").await.says("“hom-qua” không phải là ngày");
    principal.get("/nhat-ky?tu=1/1/2031").await.says("Không có việc nào trong những ngày này.");
    // By the name with which somebody signs in, too; and where nothing is found, what is true is said.
    let teacher = app.as_teacher().await;
    principal.get("/nhat-ky?q=giaovien").await.says("Cô Nguyễn Thị Hoa (4A) đăng nhập.");
    principal.get("/nhat-ky?q=khong-co-ai").await.says("Không có dòng nào khớp");
    teacher.get("/nhat-ky?loai=xem&tu=1/1/2031").await.says("Không ai mở hay tải hồ sơ của cô trong những ngày này.");
    assert!(!teacher.get("/nhat-ky?q=hieutruong").await.words().contains("Nguyễn Thị Minh Nguyệt đăng nhập"));
    principal.get("/nhat-ky?q=gi%C3%A1o+%C3%A1n").await.says("Giáo án");
    let hoa = app.person("giaovien").await;
    let hers = principal.get(&format!("/nhat-ky?nguoi={hoa}")).await;
    assert!(!hers.words().contains("Cô Lê Thị Ấm nộp"), "{}", hers.words());
    // What is told of an absence has no word of why.
    let absences = principal.get("/nhat-ky?loai=han&q=").await.words();
    assert!(!absences.contains("Nghỉ ốm") && !absences.contains("thai sản"), "{absences}");
    // The page of a record leads to its own log.
    let (receipt, id) = a_version(&app).await;
    let record = app.read(async move |work: &mut Work| Ok(submissions::one(work, id).await?.obligation)).await;
    principal.get(&format!("/ho-so/{record}")).await.says(&format!("/nhat-ky?ho-so={record}"));
    let its = principal.get(&format!("/nhat-ky?ho-so={record}")).await;
    its.says("Nhật ký của hồ sơ").says(" nộp ");
    assert_eq!(principal.get("/nhat-ky?ho-so=00000000-0000-0000-0000-000000000007").await.status, 404);
    principal.get(&receipt).await.says("Mã nhật ký: ");
}

#[tokio::test]
async fn who_opened_a_version_stands_in_the_log_and_its_author_reads_it() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let (receipt, _) = a_version(&app).await;
    principal.get(&receipt).await.says("Biên nhận");
    principal.get(&receipt).await.says("Biên nhận");
    teacher.get(&receipt).await.says("Biên nhận");
    app.anonymous().post_form("/dang-nhap", &[("username", "giaovien"), ("password", "không phải")]).await;
    let told = async || teacher.get("/nhat-ky").await.words();
    for _ in 0..50 {
        if told().await.contains("mật khẩu sai") {
            break;
        }
        sleep(Duration::from_millis(200)).await;
    }
    let words = told().await;
    assert!(words.contains("Hệ thống không cho đăng nhập vào tài khoản của cô Nguyễn Thị Hoa (4A): mật khẩu sai"), "{words}");
    let views = principal.get("/nhat-ky?loai=xem").await.words();
    assert_eq!(views.matches("Dòng số").count(), 1, "{views}");
    // And whoever signs out.
    teacher.post_form("/dang-xuat", &[]).await;
    principal.get("/nhat-ky?loai=tai-khoan").await.says("Cô Nguyễn Thị Hoa (4A) đăng xuất.");
}

#[tokio::test]
async fn whoever_checks_the_folder_learns_that_all_of_it_fits_or_what_does_not() {
    let app = TestApp::demo().await;
    let data = app.folder.path();
    let asked = async |anchors: &[String]| verify(&Asked { data, database_url: None, anchors }).await;
    let words = asked(&[]).await.unwrap();
    assert!(words.contains("dòng nhật ký liền mạch") && words.contains("tệp đủ và nguyên vẹn"), "{words}");
    // A code of today fits, and still does when the log has gone on.
    let code = app.read(async |work: &mut Work| log::anchor(work).await).await.unwrap();
    app.as_principal().await;
    let words = asked(&[code.to_string().to_lowercase()]).await.unwrap();
    assert!(words.contains("khớp 1 mã in trên giấy"), "{words}");
    // One of another log does not, nor one that is none.
    let other = AnchorCode::of("2026-11-25T07:20:00Z".parse().unwrap(), code.seq, &[7; 32]).to_string();
    let found = asked(&[other]).await.unwrap_err().to_string();
    assert!(found.contains("khác với mã in trên giấy"), "{found}");
    assert!(matches!(asked(&["khong".to_owned()]).await, Err(VerifyError::Code { .. })));
    // A file that somebody has changed is named.
    let (_, id) = a_version(&app).await;
    let file = app.read(async move |work: &mut Work| Ok(submissions::one(work, id).await?.files[0].sha256)).await.to_string();
    fs::write(data.join("blobs").join(&file[..2]).join(&file), b"x").unwrap();
    let found = asked(&[]).await.unwrap_err().to_string();
    assert!(found.contains(&format!("{file} đã hỏng")), "{found}");
}

#[tokio::test]
async fn a_log_that_does_not_fit_is_told_to_leadership_and_management_team_on_every_page() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let fact = "Nhật ký không còn liền mạch".to_owned();
    app.state.findings.note_log(app.school(), Some(Words { fact: fact.clone(), advice: String::new() }));
    principal.get("/nam-hoc").await.says(&fact);
    app.as_management().await.get("/nam-hoc").await.says(&fact);
    assert!(!teacher.get("/nam-hoc").await.words().contains(&fact));
    // A look that finds all of it whole takes that back.
    log_watch::look(&app.state).await;
    assert!(!principal.get("/nam-hoc").await.words().contains(&fact));
}
