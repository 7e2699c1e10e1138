//! "/xem/…": a file read in the browser, by whoever may download it.

use crate::support::{Multipart, PDF, TestApp, User, WORD};

const WORKBOOK: &[u8] = include_bytes!("../../samples/so-theo-doi-suc-khoe.xlsx");

/// Hands these files in; the address of the receipt's files, without the position.
async fn handed_in(app: &TestApp, teacher: &User, files: &[(&str, &[u8])]) -> String {
    let address = format!("/nop/{}", app.owed_by("giaovien").await.first().unwrap().id);
    let form = Multipart::of(&teacher.get(&address).await, "", files);
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
    assert!(pdf.html().contains(&format!("src=\"{seen}/1/tep\"")));
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
    let page = head.get(&format!("{seen}/0")).await;
    assert!(page.html().contains(&format!("src=\"{seen}/0/tep\"")), "{}", page.html());
    page.says("LibreOffice chuyển sang PDF");
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
