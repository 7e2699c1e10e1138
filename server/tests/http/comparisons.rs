//! "/so-sanh/…": what a correction changed, for whoever may open both versions.

use domain::obligations::ObligationId;

use crate::support::{Answer, Multipart, PDF, TestApp, WORD, tags};

const WRONG_DAYS: &[u8] = include_bytes!("../../samples/ke-hoach-tuan-12-ghi-sai-ngay.docx");
const WORKBOOK: &[u8] = include_bytes!("../../samples/so-theo-doi-suc-khoe.xlsx");

async fn plan(app: &TestApp) -> ObligationId {
    let facts = app.facts().await;
    app.owed_by("giaovien").await.into_iter().find(|one| facts.title(one).starts_with("Giáo án")).unwrap().id
}

/// Hands these files in; the id of the version.
async fn hand_in(app: &TestApp, id: ObligationId, files: &[(&str, &[u8])]) -> String {
    let form = files.iter().fold(Multipart::new().field("note", ""), |form, (name, bytes)| form.file(name, bytes));
    let answer = app.as_teacher().await.post_multipart(&format!("/nop/{id}"), form).await;
    assert_eq!(answer.status, 303);
    answer.location().replace("/bien-nhan/", "")
}

fn hrefs(answer: &Answer) -> Vec<String> {
    tags(answer.html()).iter().filter_map(|tag| tag.get("href").or(tag.get("src")).map(str::to_owned)).collect()
}

#[tokio::test]
async fn a_correction_shows_what_it_changed_and_folds_the_rest_away() {
    let app = TestApp::demo().await;
    let id = plan(&app).await;
    let old = hand_in(&app, id, &[("giáo án.docx", WRONG_DAYS), ("phiếu.pdf", PDF), ("cũ.xlsx", WORKBOOK)]).await;
    let new = hand_in(&app, id, &[("giáo án.docx", WORD), ("phiếu.pdf", PDF), ("ảnh.pdf", PDF)]).await;
    let head = app.as_head().await;
    let page = head.get(&format!("/so-sanh/{new}/0?voi={old}")).await;
    assert_eq!(page.status, 200);
    let words = page.words();
    assert!(words.contains("phiên bản 2 so với phiên bản 1") && words.contains("không đổi"), "{words}");
    assert!(page.html().contains("<del>") && page.html().contains("<ins>"), "{words}");
    assert!(page.html().matches("<tr>").count() < 12, "only what has changed: {words}");
    assert!(words.contains("(không đổi)") && words.contains("(đã sửa)"), "{words}");
    // The one before is meant where none is named; the same bytes, another kind, and what has no partner are said.
    head.get(&format!("/so-sanh/{new}/0")).await.says("chỗ thay đổi");
    head.get(&format!("/so-sanh/{new}/1?voi={old}")).await.says("Tệp này không đổi");
    assert!(words.contains("cũ.xlsx") || words.contains("ảnh.pdf"));
    let framed = head.get(&format!("/so-sanh/{new}/0?voi={old}&khung=1")).await;
    assert!(framed.header("content-security-policy").contains("frame-ancestors 'self'"));
    assert!(hrefs(&framed).iter().any(|href| href == &format!("/xem/{new}/0?khung=1")), "the whole is one click away");
    let gone = head.get(&format!("/so-sanh/{new}/9?voi={old}&khung=1")).await;
    assert_eq!(gone.status, 404);
    assert!(gone.header("content-security-policy").contains("frame-ancestors 'self'"), "the desk shows why nothing is shown");
    for (path, status) in [
        (format!("/so-sanh/{new}/9?voi={old}"), 404),
        (format!("/so-sanh/{old}/0"), 404),
        (format!("/so-sanh/{new}/0?voi={new}"), 404),
    ] {
        assert_eq!(head.get(&path).await.status, status, "{path}");
    }
    for who in ["yte", "htkoanh", "quanly"] {
        assert_eq!(app.as_user(who).await.get(&format!("/so-sanh/{new}/0?voi={old}")).await.status, 403, "{who}");
    }
}

#[tokio::test]
async fn the_desk_shows_only_what_has_changed_where_a_return_is_corrected() {
    let app = TestApp::demo().await;
    let id = plan(&app).await;
    let old = hand_in(&app, id, &[("giáo án.docx", WRONG_DAYS)]).await;
    let head = app.as_head().await;
    let desk_at = format!("/cho-duyet/{id}");
    let desk = head.get(&desk_at).await;
    assert!(hrefs(&desk).contains(&format!("/xem/{old}/0?khung=1")), "a first version is read as a whole");
    let hidden = ["submission", "digest", "step"].map(|name| (name, desk.field(name).unwrap()));
    let back = [("outcome", "return"), ("reason", "Ngày tháng chưa khớp lịch"), ("correct_by", "27/11/2026")];
    let decide: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (*name, value.as_str())).chain(back).collect();
    assert_eq!(head.post_form(&desk_at, &decide).await.status, 303);
    let new = hand_in(&app, id, &[("giáo án.docx", WORD)]).await;
    let desk = head.get(&desk_at).await;
    let changes = format!("/so-sanh/{new}/0?voi={old}&khung=1");
    assert!(hrefs(&desk).contains(&changes), "{:?}", hrefs(&desk));
    head.get(&changes).await.says("<ins>");
    let full = head.get(&format!("{desk_at}?xem=toan-van")).await;
    assert!(hrefs(&full).contains(&format!("/xem/{new}/0?khung=1")));
    assert!(full.words().contains("Chỉ phần thay đổi") && full.words().contains("Toàn văn"));
}

#[tokio::test]
async fn the_draw_beside_a_desk_is_not_lost_by_whoever_looks_at_what_has_changed() {
    let app = TestApp::demo().await;
    let id = plan(&app).await;
    let old = hand_in(&app, id, &[("giáo án.docx", WRONG_DAYS), ("phiếu.pdf", PDF)]).await;
    let new = hand_in(&app, id, &[("giáo án.docx", WORD), ("phiếu.pdf", PDF)]).await;
    let principal = app.as_principal().await;
    let draw =
        principal.get("/kiem-tra-ngau-nhien?to=&tuan=ca-nam&so=10").await.location().split_once("?rut=").unwrap().1.to_owned();
    let changes = |at: usize, rest: &str| format!("/so-sanh/{new}/{at}?voi={old}{rest}");
    let page = principal.get(&changes(0, &format!("&khung=1&rut={draw}"))).await;
    let hrefs: Vec<String> = hrefs(&page).iter().map(|href| href.replace("&amp;", "&")).collect();
    let beside = format!("khung=1&rut={draw}");
    for wanted in [format!("/xem/{new}/0?{beside}"), format!("/xem/{old}/0?{beside}"), changes(1, &format!("&{beside}"))] {
        assert!(hrefs.contains(&wanted), "{wanted}: {hrefs:?}");
    }
    // What is no draw is left out, and so is one beside no desk.
    for rest in ["&khung=1&rut=x.y".to_owned(), format!("&rut={draw}")] {
        let page = principal.get(&changes(0, &rest)).await;
        assert!(page.status == 200 && !page.html().contains("rut="), "{rest}");
    }
}
