//! "/nam-hoc/lop": the classes of the next year with their teachers, looked at before anything is done;
//! and the places where classes are.

use axum::http::StatusCode;

use crate::support::{Multipart, TestApp, with};

const PATH: &str = "/nam-hoc/lop";

#[tokio::test]
async fn the_classes_of_the_next_year_are_looked_at_and_taken_over_once() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    principal.get(PATH).await.says("Chưa có lịch của năm học mới");
    let next = principal.get("/cai-dat/lich-nam-hoc?moi=1").await.fields();
    principal.post_form("/cai-dat/lich-nam-hoc?moi=1", &with(&next, &[])).await.is(StatusCode::SEE_OTHER);
    principal.get("/cai-dat/lich-nam-hoc?moi=1").await.says("Lớp và giáo viên của năm học mới, nhập từ Excel");

    let hoa = app.person("giaovien").await;
    let pasted = "Lớp mới\tTổ\tGiáo viên 1\tGiáo viên 2\tLớp cũ\n\
        4A1\tMẫu giáo 4–5 tuổi\tĐặng Thị Thanh Thủy\t\t\n\
        5A\t\tNguyễn Thị Hoa\t\t4A\n\
        5B\t\tLý Thị Không Có\t\t\n";
    assert_eq!(teacher.post_form(PATH, &[("do", "paste"), ("paste", pasted)]).await.status, 403);
    assert_eq!(principal.post_form(PATH, &[("do", "paste"), ("paste", " ")]).await.status, 422);
    principal.post_form(PATH, &[("do", "paste"), ("paste", pasted)]).await.leads_to(PATH);
    let page = principal.get(PATH).await;
    page.says("Danh sách đã dán: 3 lớp").says("Mở lớp mới").says("Ở tổ Mẫu giáo 4–5 tuổi.");
    page.says("thôi lớp 4A, từ").says("Trường chưa có “Lý Thị Không Có”").says("Nhập 2 lớp");
    // Whoever is named nowhere keeps the class, unless it is said.
    page.says("Đang dạy mà danh sách không ghi").says("Vẫn dạy lớp này");

    let other = principal.post_form(PATH, &[("do", "take"), ("seen", "0000000000000000")]).await;
    assert_eq!(other.location(), "/nam-hoc/lop?xem-lai=1", "nobody looked at that");
    principal.get(other.location()).await.says("Danh sách vừa đổi so với lúc xem");
    let taken = principal.post_form(PATH, &[("do", "take"), ("seen", &page.field("seen").unwrap())]).await;
    assert!(taken.location().starts_with("/nam-hoc/lop?mo=1"), "{} {}", taken.location(), taken.words());
    principal.get(taken.location()).await.says("Đã mở 1 lớp");
    principal.get(&format!("/can-bo/{hoa}")).await.says("Giáo viên lớp 5A");

    // The row that was wrong waits to be mended; the others change nothing a second time.
    let again = principal.get(PATH).await;
    assert!(again.words().contains("Lý Thị Không Có") && !again.words().contains("Nhập 2 lớp"), "{}", again.words());
    principal.post_form(PATH, &[("do", "drop")]).await.leads_to(PATH);
    principal.get(PATH).await.says("Đọc tệp và xem trước");
}

#[tokio::test]
async fn a_file_of_classes_is_read_and_a_wrong_one_is_refused_in_words() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let next = principal.get("/cai-dat/lich-nam-hoc?moi=1").await.fields();
    principal.post_form("/cai-dat/lich-nam-hoc?moi=1", &with(&next, &[])).await.is(StatusCode::SEE_OTHER);
    let csv = "PHÂN CÔNG LỚP\n\nLớp;GVCN\nLớp 5A;NGUYỄN THỊ HOA\n".as_bytes();
    let sent = principal.post_multipart("/nam-hoc/lop/tep", Multipart::new().file("lop.csv", csv)).await;
    assert_eq!((sent.status, sent.location()), (303, PATH));
    principal.get(PATH).await.says("Tệp lop.csv: 1 lớp").says("Nguyễn Thị Hoa");
    let refused = principal.post_multipart("/nam-hoc/lop/tep", Multipart::new().file("lop.csv", b"")).await;
    assert_eq!(refused.status, 422);
    refused.says("Tệp trống").says("Danh sách dưới đây là lần đưa vào trước");
}

#[tokio::test]
async fn a_school_with_two_places_names_them_and_narrows_by_them() {
    let app = TestApp::demo().await;
    let (principal, team) = (app.as_principal().await, app.as_management().await);
    let sites = "/cai-dat/diem-truong";
    assert!(!principal.get("/can-bo").await.words().contains("theo điểm trường"));
    let typed = [("n0", "Trung tâm"), ("n1", "Điểm trường thôn Đông"), ("a1", "Thôn Đông"), ("c1", "4B, 9Z")];
    assert_eq!(team.post_form(sites, &typed).await.status, 403);
    let refused = principal.post_form(sites, &typed).await;
    assert_eq!((refused.status, refused.field("c1").as_deref()), (422, Some("4B, 9Z")), "nothing that was typed is lost");
    refused.says("Trường không có lớp “9Z” đang mở.");
    let typed = [&typed[..3], &[("c1", "4B")]].concat();
    principal.post_form(sites, &typed).await.leads_to("/cai-dat/diem-truong?da-luu=1");
    principal.get("/cai-dat").await.says("2 điểm trường: Trung tâm, thôn Đông");

    let found = principal.get("/can-bo?q=thon%20dong").await;
    found.says("Giáo viên lớp 4B (thôn Đông)").says("Giáo viên theo điểm trường");
    assert!(!found.words().contains("Giáo viên lớp 4A"), "{}", found.words());
    principal.get("/quyet-dinh/quyen/in").await.says("lớp 4B (thôn Đông)");
    principal.get("/nhat-ky").await.says("ghi điểm trường của lớp 4B");

    let east = app.facts().await.organisation().sites[1].id;
    let narrowed = principal.get(&format!("/bang-theo-doi/danh-sach?tt=chua-nop&diem={east}")).await;
    narrowed.says("Mọi điểm trường").says("Lớp 4B");
    assert!(!narrowed.words().contains("· Lớp 4C"), "{}", narrowed.words());
    // So are both figures of the dashboard, with the lists behind their numbers.
    for page in ["/bang-theo-doi", "/bang-theo-doi/duyet"] {
        let narrowed = principal.get(&format!("{page}?diem={east}")).await;
        narrowed.says("Mọi điểm trường").says("Mẫu giáo 4–5 tuổi").says(&format!("diem={east}"));
    }
    let shown = principal.sheet(&format!("?term=&record_type=&site={east}&cell=&person=&unattended=false")).await.shown();
    assert_eq!(shown.rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["Mẫu giáo 4–5 tuổi"]);
    assert!(shown.stands.contains("Điểm trường thôn Đông"), "{}", shown.stands);
}
