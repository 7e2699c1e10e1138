//! "/xem/…": a file read in the browser, by whoever may download it.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use axum::{body::Body, http::Request};
use chrono::TimeDelta;
use documents::testing::ordinary;
use domain::{
    files::FileKind,
    inspection::{BETWEEN_TRIES, MAX_TRIES},
    submissions::SubmissionId,
};
use futures::future::join_all;
use records::{Work, events, review_openings};
use server::files::shares;

use crate::support::{Answer, Multipart, PDF, TestApp, User, WORD, tags};

const WORKBOOK: &[u8] = include_bytes!("../../samples/so-theo-doi-suc-khoe.xlsx");

/// Hands these files in; the address of the receipt's files, without the position.
async fn handed_in(app: &TestApp, teacher: &User, files: &[(&str, &[u8])]) -> String {
    let address = format!("/nop/{}", app.owed_by("giaovien").await.first().unwrap().id);
    let form = Multipart::alone(&teacher.get(&address).await, "", files);
    let answer = teacher.post_multipart(&address, form).await;
    assert_eq!(answer.status, 303);
    answer.location().replace("/bien-nhan/", "/xem/")
}

#[tokio::test]
async fn a_plan_is_read_in_the_browser_with_its_tables() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let files = [("ke-hoach.docx", WORD), ("giao-an.pdf", PDF), ("so.xlsx", WORKBOOK)];
    let seen = handed_in(&app, &teacher, &files).await;
    let head = app.as_head().await;
    for _ in 0..2 {
        let page = head.get(&format!("{seen}/0")).await;
        assert_eq!(page.status, 200);
        assert!(page.html().contains("<div class=\"doc\">") && page.html().contains("<td"), "{}", page.html());
        assert!(page.html().contains("Tải bản gốc"));
        assert!(!page.html().contains(" style="), "the policy allows none");
        assert!(page.header("content-security-policy").contains("frame-ancestors 'none'"));
    }
    let framed = head.get(&format!("{seen}/0?khung=1")).await;
    assert!(framed.header("content-security-policy").contains("frame-ancestors 'self'"));
    assert!(framed.html().contains("<div class=\"doc\">") && !framed.html().contains("class=\"bar\""));
    let workbook = head.get(&format!("{seen}/2")).await;
    assert!(workbook.html().contains("<table class=\"cells\">"));
    let pdf = head.get(&format!("{seen}/1")).await;
    assert!(pdf.html().contains(&format!("src=\"{seen}/1/tep#")));
    let bytes = head.get(&format!("{seen}/1/tep")).await;
    assert_eq!((bytes.header("content-disposition"), bytes.header("content-type")), ("inline", "application/pdf"));
    assert!(bytes.header("content-security-policy").starts_with("sandbox; "));
    assert_eq!(head.get(&format!("{seen}/0/tep")).await.status, 404, "a Word file is downloaded alone");
    assert_eq!(head.get(&format!("{seen}/3")).await.status, 404);
    let gone = head.get(&format!("{seen}/3?khung=1")).await;
    assert!(gone.header("content-security-policy").contains("frame-ancestors 'self'"), "the desk shows why nothing is shown");
    let health = app.as_health().await;
    for address in ["/0", "/1/tep", "/0/anh/0"] {
        assert_eq!(health.get(&format!("{seen}{address}")).await.status, 403, "{address}");
    }
}

/// Asks for a page as a browser does that says more of it in a header.
async fn asks(user: &User, method: &str, path: &str, (name, value): (&str, &str)) -> Answer {
    user.send(Request::builder().method(method).uri(path).header(name, value).body(Body::empty()).unwrap()).await
}

/// What a frame of the program asks for.
const IN_FRAME: (&str, &str) = ("sec-fetch-dest", "iframe");

/// Whether the head has looked at the first file.
async fn has_looked(app: &TestApp, seen: &str) -> bool {
    let receipt: SubmissionId = seen.trim_start_matches("/xem/").parse().unwrap();
    let head = app.person("totruong").await;
    app.read(async move |work: &mut Work| review_openings::has_seen_file(work, head, receipt, 0).await).await
}

#[tokio::test]
async fn what_is_read_in_the_frame_of_the_desk_is_looked_at() {
    let app = TestApp::demo().await;
    let seen = handed_in(&app, &app.as_teacher().await, &[("ke-hoach.docx", WORD)]).await;
    let (head, framed) = (app.as_head().await, format!("{seen}/0?khung=1"));
    for (method, header) in [
        ("GET", ("sec-fetch-dest", "empty")),
        ("GET", ("sec-fetch-dest", "image")),
        ("GET", ("sec-purpose", "prefetch")),
        ("GET", ("x-unattended", "1")),
        ("HEAD", IN_FRAME),
    ] {
        assert_eq!(asks(&head, method, &framed, header).await.status, 200);
        assert!(!has_looked(&app, &seen).await, "{method} {header:?}");
    }
    assert_eq!(asks(&head, "GET", &framed, IN_FRAME).await.status, 200);
    assert!(has_looked(&app, &seen).await);
}

#[tokio::test]
async fn a_frame_says_why_it_shows_nothing_and_leads_out_of_itself_to_the_sign_in() {
    let app = TestApp::demo().await;
    let seen = handed_in(&app, &app.as_teacher().await, &[("giao-an.pdf", PDF)]).await;
    let nobody = app.anonymous();
    for path in ["/0", "/0?khung=1", "/0/tep"] {
        let over = asks(&nobody, "GET", &format!("{seen}{path}"), IN_FRAME).await;
        over.says("Phiên làm việc đã hết").says("Đăng nhập lại");
        assert_eq!(over.status, 401, "{path}");
        assert!(over.header("content-security-policy").contains("frame-ancestors 'self'"), "{path}");
        let tags = tags(over.html());
        let way_on = tags.iter().find(|tag| tag.get("target") == Some("_top")).unwrap();
        let sign_in = nobody.get(way_on.get("href").unwrap()).await;
        assert_eq!(sign_in.field("next"), Some(format!("{seen}/0")), "{path}");
    }
    assert_eq!(nobody.get(&format!("{seen}/0/tep")).await.status, 303, "in a window of its own to the sign-in");
    let elsewhere = asks(&nobody, "GET", "/nam-hoc", IN_FRAME).await;
    assert_eq!(elsewhere.status, 303, "what is never framed is not framed for being asked so");
    let head = app.as_head().await;
    let gone = asks(&head, "GET", &format!("{seen}/9/tep"), IN_FRAME).await;
    assert_eq!(gone.status, 404);
    assert!(gone.header("content-security-policy").contains("frame-ancestors 'self'"));
    let alone = head.get(&format!("{seen}/9/tep")).await;
    assert!(alone.header("content-security-policy").contains("frame-ancestors 'none'"));
}

/// A presentation, and what stands in LibreOffice's place.
const SLIDES: &[u8] = include_bytes!("../../samples/tu-lieu-tuan-12.pptx");

fn office(folder: &std::path::Path, does: &str) -> std::path::PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let program = folder.join("soffice");
    let lines = format!(
        "#!/bin/bash\nwhile [ $# -gt 1 ]; do [ \"$1\" = --outdir ] && DIR=\"$2\"; shift; done\nmkdir -p \"$DIR\"\n{does}\n"
    );
    std::fs::write(&program, lines).unwrap();
    std::fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).unwrap();
    program
}

/// Programs may be read where programs lie.
fn programs() -> tempfile::TempDir {
    tempfile::tempdir_in("/opt").unwrap_or_else(|_| tempfile::tempdir().unwrap())
}

#[tokio::test]
async fn a_presentation_is_shown_where_libreoffice_is() {
    let folder = programs();
    let pdf = folder.path().join("made.pdf");
    std::fs::write(&pdf, PDF).unwrap();
    let does = format!("echo x >> \"$DIR\"/../count\ncp {} \"$DIR\"/tep.pdf", pdf.display());
    let app = TestApp::demo_with(None, Some(office(folder.path(), &does))).await;
    let teacher = app.as_teacher().await;
    let seen = handed_in(&app, &teacher, &[("tu-lieu.pptx", SLIDES), ("ke-hoach.docx", WORD)]).await;
    let head = app.as_head().await;
    teacher.get(&format!("{seen}/0")).await.says("LibreOffice chuyển sang PDF");
    for (method, looks) in [("HEAD", false), ("GET", true)] {
        assert_eq!(asks(&head, method, &format!("{seen}/0/tep"), IN_FRAME).await.status, 200);
        assert_eq!(has_looked(&app, &seen).await, looks, "{method} of what was converted");
    }
    let page = head.get(&format!("{seen}/0")).await;
    assert!(page.html().contains(&format!("src=\"{seen}/0/tep#")), "{}", page.html());
    page.says("LibreOffice chuyển sang PDF");
    let mut warnings = page.html().split("notice warn").skip(1);
    assert!(warnings.all(|words| !words.split("</div>").next().unwrap().contains("LibreOffice")), "how it was made is no warning");
    let bytes = head.get(&format!("{seen}/0/tep")).await;
    assert_eq!((bytes.status, bytes.header("content-type")), (200, "application/pdf"));
    std::fs::remove_file(&pdf).unwrap();
    head.get(&format!("{seen}/0")).await.says("LibreOffice chuyển sang PDF");
    assert_eq!(app.as_health().await.get(&format!("{seen}/0/tep")).await.status, 403);
    assert_eq!(head.get(&format!("{seen}/1/tep")).await.status, 404, "what our own reader shows is not converted");
    assert!(head.get(&format!("{seen}/1")).await.html().contains("<div class=\"doc\">"));
}

#[tokio::test]
async fn what_libreoffice_makes_is_looked_into_and_its_faults_are_told() {
    let folder = programs();
    let acting = folder.path().join("made.pdf");
    std::fs::write(&acting, "%PDF-1.7\n1 0 obj\n<</OpenAction<</S/JavaScript/JS(x)>>>>\nendobj\n%%EOF\n").unwrap();
    for does in [format!("cp {} \"$DIR\"/tep.pdf", acting.display()), "exit 1".to_owned(), "echo x > \"$DIR\"/tep.pdf".to_owned()] {
        let app = TestApp::demo_with(None, Some(office(folder.path(), &does))).await;
        let seen = handed_in(&app, &app.as_teacher().await, &[("tu-lieu.pptx", SLIDES)]).await;
        let head = app.as_head().await;
        let page = head.get(&format!("{seen}/0")).await;
        assert_eq!(page.status, 200);
        page.says("LibreOffice không chuyển được").says("Tải bản gốc");
        assert_eq!(head.get(&format!("{seen}/0/tep")).await.status, 404, "{does}");
    }
    let app = TestApp::demo().await;
    let seen = handed_in(&app, &app.as_teacher().await, &[("tu-lieu.pptx", SLIDES)]).await;
    app.as_head().await.get(&format!("{seen}/0")).await.says("Chưa xem được loại tệp này ngay tại đây");
}

/// Only what LibreOffice itself says of a file is kept for ever.
#[tokio::test]
async fn what_was_no_fault_of_the_file_is_tried_again_and_not_for_ever() {
    let folder = programs();
    let (pdf, broken) = (folder.path().join("made.pdf"), folder.path().join("broken"));
    std::fs::write(&pdf, PDF).unwrap();
    let does = format!("[ -e {} ] && kill -SEGV $$\ncp {} \"$DIR\"/tep.pdf", broken.display(), pdf.display());
    let program = office(folder.path(), &does);
    let runs = |may: bool| {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&program, PermissionsExt::from_mode(if may { 0o755 } else { 0o644 })).unwrap();
    };
    let app = TestApp::demo_with(None, Some(program.clone())).await;
    let other = ordinary::one(FileKind::Pptx, 3);
    let seen = handed_in(&app, &app.as_teacher().await, &[("tu-lieu.pptx", SLIDES), ("khac.pptx", &other)]).await;
    let head = app.as_head().await;
    let (first, second) = (format!("{seen}/0"), format!("{seen}/1"));

    runs(false);
    for _ in 0..2 * MAX_TRIES {
        head.get(&first).await.says("lúc này").says("Tải bản gốc");
    }
    runs(true);
    head.get(&first).await.says("LibreOffice chuyển sang PDF");

    std::fs::write(&broken, "").unwrap();
    head.get(&second).await.says("lúc này");
    std::fs::remove_file(&broken).unwrap();
    head.get(&second).await.says("lúc này");
    std::fs::write(&broken, "").unwrap();
    for _ in 2..MAX_TRIES {
        app.clock.advance(BETWEEN_TRIES);
        head.get(&second).await.says("lúc này");
    }
    app.clock.advance(BETWEEN_TRIES);
    head.get(&second).await.says("LibreOffice không chuyển được tệp này sang PDF.");
    std::fs::remove_file(&broken).unwrap();
    app.clock.advance(TimeDelta::minutes(20));
    head.get(&second).await.says("LibreOffice không chuyển được tệp này sang PDF.");
}

#[tokio::test]
async fn many_old_files_of_one_person_keep_nobody_else_waiting() {
    const MANY: u64 = 8;
    let folder = programs();
    let pdf = folder.path().join("made.pdf");
    std::fs::write(&pdf, PDF).unwrap();
    let does = format!("sleep 0.4\ncp {} \"$DIR\"/tep.pdf", pdf.display());
    let app = TestApp::demo_with(None, Some(office(folder.path(), &does))).await;
    let shows: Vec<Vec<u8>> = (0..MANY).map(|number| ordinary::one(FileKind::Pptx, number)).collect();
    let names: Vec<String> = (0..MANY).map(|number| format!("bai-{number}.pptx")).collect();
    let mut files: Vec<(&str, &[u8])> = names.iter().zip(&shows).map(|(name, show)| (name.as_str(), show.as_slice())).collect();
    files.push(("tu-lieu.pptx", SLIDES));
    let teacher = app.as_teacher().await;
    let seen = handed_in(&app, &teacher, &files).await;
    let head = app.as_head().await;
    let done = AtomicU64::new(0);
    let theirs = join_all((0..MANY).map(|at| {
        let (teacher, seen, done) = (&teacher, &seen, &done);
        async move {
            teacher.get(&format!("{seen}/{at}")).await.says("LibreOffice chuyển sang PDF");
            done.fetch_add(1, Ordering::Relaxed);
        }
    }));
    let another = async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        head.get(&format!("{seen}/{MANY}")).await.says("LibreOffice chuyển sang PDF");
        done.load(Ordering::Relaxed)
    };
    let (_, before) = tokio::join!(theirs, another);
    assert!(before <= MANY / 2, "{before} of {MANY} files of one person went before the one file of another");
}

#[tokio::test]
async fn what_was_converted_is_sent_on_a_place_of_its_reader() {
    let folder = programs();
    let pdf = folder.path().join("made.pdf");
    std::fs::write(&pdf, PDF).unwrap();
    let app = TestApp::demo_with(None, Some(office(folder.path(), &format!("cp {} \"$DIR\"/tep.pdf", pdf.display())))).await;
    let seen = handed_in(&app, &app.as_teacher().await, &[("tu-lieu.pptx", SLIDES)]).await;
    let head = app.as_head().await;
    head.get(&format!("{seen}/0")).await.says("LibreOffice chuyển sang PDF");
    let person = app.person("totruong").await;
    let taken: Vec<_> = (0..shares::MAX_PER_PERSON).map(|_| app.state.sending.take(person).unwrap()).collect();
    let refused = head.get(&format!("{seen}/0/tep")).await;
    assert_ne!(refused.status, 200, "as many files are on their way as one person may have");
    let in_frame = asks(&head, "GET", &format!("{seen}/0/tep"), IN_FRAME).await;
    assert_eq!(in_frame.status, refused.status);
    assert!(in_frame.header("content-security-policy").contains("frame-ancestors 'self'"), "the frame says so");
    drop(taken);
    let sent = head.get(&format!("{seen}/0/tep")).await;
    assert_eq!((sent.status, sent.bytes.as_ref()), (200, PDF));
    assert_eq!(sent.header("content-length"), PDF.len().to_string());
    assert!(app.state.sending.take(person).is_some());
}

/// The versions that somebody else than their author has opened, as the log has them, once there are so many.
async fn opened(app: &TestApp, wanted: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for _ in 0..50 {
        let all = app.read(async |work: &mut Work| events::since(work, 0, 100_000).await).await;
        lines = all.into_iter().filter(|one| one.kind == "records.seen").map(|one| one.detail).collect();
        if lines.len() >= wanted {
            break;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    lines
}

#[tokio::test]
async fn what_was_made_of_a_file_is_noted_where_it_is_asked_for_without_its_page() {
    let folder = programs();
    let pdf = folder.path().join("made.pdf");
    std::fs::write(&pdf, PDF).unwrap();
    let app = TestApp::demo_with(None, Some(office(folder.path(), &format!("cp {} \"$DIR\"/tep.pdf", pdf.display())))).await;
    let teacher = app.as_teacher().await;
    // Whoever knows the address of a picture in a Word document needs no page around it.
    let of_word = handed_in(&app, &teacher, &[("ke-hoach.docx", WORD)]).await;
    let head = app.as_head().await;
    head.get(&format!("{of_word}/0/anh/0")).await;
    let receipt = |seen: &str| seen.trim_start_matches("/xem/").to_owned();
    let lines = opened(&app, 1).await;
    assert!(lines.len() == 1 && lines[0].contains(&receipt(&of_word)), "{lines:?}");
    // The PDF that was made of slides: its author has had it made, and the head opens it by its address alone.
    let of_slides = handed_in(&app, &teacher, &[("tu-lieu.pptx", SLIDES)]).await;
    teacher.get(&format!("{of_slides}/0")).await.says("LibreOffice chuyển sang PDF");
    asks(&head, "HEAD", &format!("{of_slides}/0/tep"), IN_FRAME).await;
    assert_eq!(head.get(&format!("{of_slides}/0/tep")).await.status, 200);
    let lines = opened(&app, 2).await;
    assert!(lines.len() == 2 && lines[1].contains(&receipt(&of_slides)), "{lines:?}");
}
