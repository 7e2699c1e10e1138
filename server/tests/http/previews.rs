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
    assert_eq!(head.get(&format!("{seen}/0/tep")).await.status, 404, "a Word file is downloaded alone");
    assert_eq!(head.get(&format!("{seen}/3")).await.status, 404);
    let gone = head.get(&format!("{seen}/3?khung=1")).await;
    assert!(gone.header("content-security-policy").contains("frame-ancestors 'self'"), "the desk shows why nothing is shown");
    let health = app.as_health().await;
    for address in ["/0", "/1/tep", "/0/anh/0"] {
        assert_eq!(health.get(&format!("{seen}{address}")).await.status, 403, "{address}");
    }
}
