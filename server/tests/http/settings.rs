//! What the board changes in the demo school: who may, what is shown again, what follows from it.

use domain::files::MEGABYTE;

use crate::support::{Office, WORD};

#[tokio::test]
async fn the_board_says_how_large_a_file_may_be() {
    let office = Office::demo().await;
    let principal = office.as_principal().await;
    let page = principal.get("/cai-dat/truong").await;
    assert_eq!(page.field("limit").as_deref(), Some("200"));
    assert!(page.words().contains("Phim quay tiết dạy"), "{}", page.words());
    let name = page.field("name").unwrap();

    let refused = principal.post_form("/cai-dat/truong", &[("name", &name), ("limit", "rất lớn")]).await;
    assert_eq!((refused.status, refused.field("limit").as_deref()), (422, Some("rất lớn")));
    assert!(refused.words().contains("“rất lớn” không phải là số nguyên"), "{}", refused.words());
    assert_eq!(principal.get("/cai-dat/truong").await.field("limit").as_deref(), Some("200"), "nothing was saved");

    let saved = principal.post_form("/cai-dat/truong", &[("name", &name), ("limit", "1")]).await;
    assert_eq!((saved.status, saved.location()), (303, "/cai-dat/truong?da-luu=1"));
    assert!(principal.get("/cai-dat").await.words().contains("mỗi tệp không quá 1 MB"));

    let teacher = office.as_teacher().await;
    let own = office.owed_by("giaovien").await[0].id;
    let page = teacher.get(&format!("/nop/{own}")).await;
    assert!(page.words().contains("Mỗi tệp không quá 1 MB"), "{}", page.words());
    let large = [WORD, &vec![0; MEGABYTE as usize]].concat();
    let answer = teacher.upload(&format!("/nop/{own}"), "phim.mp4", &large).await;
    assert_eq!(answer.status, 413);
    assert!(answer.html().contains("phim.mp4 lớn hơn 1 MB"), "{}", answer.html());
}

#[tokio::test]
async fn settings_are_the_boards_alone() {
    let office = Office::demo().await;
    for username in ["giaovien", "totruong", "quanly", "ketoan"] {
        let user = office.as_user(username).await;
        for path in ["/cai-dat", "/cai-dat/truong"] {
            assert_eq!(user.get(path).await.status, 403, "{username} {path}");
        }
        let answer = user.post_form("/cai-dat/truong", &[("name", "X"), ("limit", "9")]).await;
        assert_eq!(answer.status, 403, "{username}");
    }
    let principal = office.as_principal().await;
    assert_eq!(principal.get("/cai-dat/truong").await.field("limit").as_deref(), Some("200"));
}
