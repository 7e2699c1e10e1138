//! What somebody is told, and how often.

use axum::{body::Body, http::Request};

use crate::support::{TestApp, User, tags};

/// The number at the bell; none where there is nothing new.
async fn bell(user: &User) -> Option<usize> {
    let page = user.get("/nam-hoc").await;
    let (_, rest) = page.html().split_once("aria-label=\"Thông báo, ")?;
    rest.split(' ').next()?.parse().ok()
}

#[tokio::test]
async fn the_bell_counts_what_is_new_until_the_page_is_opened() {
    let app = TestApp::demo().await;
    let head = app.as_head().await;
    assert!(bell(&head).await.is_some(), "records wait for the head");
    // A page that asks again by itself has read nothing.
    for (method, name, value) in [
        ("GET", "x-unattended", "1"),
        ("GET", "sec-purpose", "prefetch"),
        ("GET", "sec-fetch-dest", "image"),
        ("GET", "sec-fetch-dest", "empty"),
        ("GET", "sec-fetch-dest", "iframe"),
        ("HEAD", "sec-fetch-dest", "document"),
    ] {
        let by_itself = Request::builder().method(method).uri("/thong-bao").header(name, value).body(Body::empty()).unwrap();
        assert_eq!(head.begin(by_itself).await.status(), 200);
        assert!(bell(&head).await.is_some(), "{method} {name}: {value}");
    }
    // A page that lies open takes its number from there.
    let by_itself = Request::builder().uri("/thong-bao").header("x-unattended", "1").body(Body::empty()).unwrap();
    let asked = head.send(by_itself).await;
    let mut from_bell = tags(asked.html()).into_iter().skip_while(|tag| tag.get("data-bell").is_none());
    let number = from_bell.nth(1).and_then(|tag| tag.get("aria-label").map(str::to_owned)).unwrap_or_default();
    assert!(number.starts_with("Thông báo, ") && number.ends_with(" chưa đọc"), "{number}");
    assert!(head.get("/nam-hoc").await.html().contains("data-bell"));
    assert!(bell(&head).await.is_some());
    head.get("/thong-bao")
        .await
        .says("hồ sơ chờ cô duyệt")
        .says("mới")
        .says("Nhắc tổ nộp hồ sơ")
        .says("Kính gửi các thầy cô trong tổ Mẫu giáo 4–5 tuổi");
    for page in ["/bang-theo-doi", "/bang-theo-doi/danh-sach?tt=qua-han"] {
        head.get(page).await.says("Soạn tin nhắn nhắc tổ nộp hồ sơ");
        assert!(!app.as_principal().await.get(page).await.words().contains("Soạn tin nhắn nhắc tổ"), "{page}: she leads none");
    }
    assert_eq!(bell(&head).await, None);
    assert!(!head.get("/thong-bao").await.words().contains("mới"), "it has been read");
    // What others are told is not touched by it.
    assert!(bell(&app.as_principal().await).await.is_some());
}

#[tokio::test]
async fn whoever_reviews_nothing_is_told_of_their_own_records_only() {
    let app = TestApp::demo().await;
    let page = app.as_user("ketoan").await.get("/thong-bao").await;
    assert_eq!(page.status, 200);
    assert!(!page.words().contains("chờ cô duyệt") && !page.words().contains("Nhắc tổ"), "{}", page.words());
}

#[tokio::test]
async fn a_page_that_is_refused_or_not_there_keeps_the_bar_of_whoever_is_signed_in() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    for (page, status) in [("/bang-theo-doi", 403), ("/khong-co-trang-nay", 404)] {
        let answer = teacher.get(page).await;
        assert_eq!(answer.status, status, "{page}");
        assert!(answer.html().contains("href=\"/viec-cua-toi\"") && answer.html().contains("href=\"/thong-bao\""), "{page}");
        answer.says("Nguyễn Thị Hoa");
    }
    let stranger = app.anonymous().get("/khong-co-trang-nay").await;
    assert!(stranger.status == 404 && !stranger.html().contains("href=\"/thong-bao\""));
}
