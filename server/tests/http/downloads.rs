//! "/tep/…": the bytes that were handed in, to those who may have them, as something that no browser opens.

use axum::{body::Body, http::Request};
use records::{Work, review_openings};

use crate::support::{Multipart, TestApp, WORD};

#[tokio::test]
async fn the_bytes_come_back_as_they_were_handed_in() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let path = format!("/nop/{}", app.owed_by("giaovien").await[0].id);
    let form = Multipart::new().field("note", "").file("Kế hoạch đợt 1.docx", WORD);
    let file = format!("{}/0", teacher.post_multipart(&path, form).await.location().replace("bien-nhan", "tep"));
    for accepts in ["", "br, gzip"] {
        let request = Request::get(&file).header("accept-encoding", accepts).body(Body::empty()).unwrap();
        let answer = teacher.send(request).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.bytes, WORD);
        for (name, value) in [
            ("content-type", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            ("content-length", "37573"),
            ("content-encoding", ""),
            (
                "content-disposition",
                "attachment; filename=\"Ke hoach dot 1.docx\"; filename*=UTF-8''K%E1%BA%BF%20ho%E1%BA%A1ch%20%C4%91%E1%BB%A3t%201.docx",
            ),
            ("x-content-type-options", "nosniff"),
            ("content-security-policy", "sandbox; default-src 'none'"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cache-control", "private, no-store"),
        ] {
            assert_eq!(answer.header(name), value, "{name}");
        }
    }
}

#[tokio::test]
async fn only_those_who_may_open_the_record_get_its_files() {
    let app = TestApp::demo().await;
    // Owner, reader, and what the reader gets.
    let cases = [
        ("giaovien", "giaovien", 200),
        // Her colleague in the class, the head of her department, the leadership.
        ("giaovien", "vtpthao", 200),
        ("giaovien", "totruong", 200),
        ("giaovien", "hieutruong", 200),
        // A teacher of another class, the head of another department, those who look after the program.
        ("giaovien", "dtnanh", 403),
        ("giaovien", "vtthang", 403),
        ("giaovien", "quanly", 403),
        // Health and money: not even the head of their department.
        ("yte", "yte", 200),
        ("yte", "vtatuyet", 403),
        ("yte", "ketoan", 403),
        ("yte", "quanly", 403),
        ("yte", "phohieutruong", 200),
        ("ketoan", "vtatuyet", 403),
        ("ketoan", "ketoan", 200),
    ];
    for (owner, reader, status) in cases {
        let receipt = app.receipt_of(owner).await;
        let user = app.as_user(reader).await;
        for path in [format!("/tep/{receipt}/0"), format!("/bien-nhan/{receipt}")] {
            let answer = user.get(&path).await;
            assert_eq!(answer.status, status, "{reader} opens {path} of {owner}");
            if status == 403 {
                assert!(answer.words().contains("tài khoản đang dùng"), "{}", answer.words());
                assert_eq!(answer.header("content-disposition"), "");
            }
        }
    }
}

#[tokio::test]
async fn a_file_that_was_changed_on_the_disk_is_not_passed_off_as_whole() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let receipt = app.receipt_of("giaovien").await;
    let file = &app.receipt(&format!("/bien-nhan/{receipt}")).await.files[0];
    let hash = file.sha256.to_string();
    let place = app.folder.path().join("blobs").join(&hash[..2]).join(&hash);
    let mut bytes = std::fs::read(&place).unwrap();
    bytes[100] ^= 1;
    std::fs::remove_file(&place).unwrap();
    std::fs::write(&place, bytes).unwrap();
    let response = teacher.begin(Request::get(format!("/tep/{receipt}/0")).body(Body::empty()).unwrap()).await;
    assert!(axum::body::to_bytes(response.into_body(), usize::MAX).await.is_err(), "the connection breaks");
    std::fs::remove_file(&place).unwrap();
    let answer = teacher.get(&format!("/tep/{receipt}/0")).await;
    assert_eq!(answer.status, 503);
    assert!(answer.words().contains("Lỗi ở phía hệ thống"), "{}", answer.words());
}

/// What a reviewer has opened may be approved with others, and stays handed in.
#[tokio::test]
async fn a_byte_of_a_file_is_no_look_at_it() {
    let app = TestApp::demo().await;
    let (receipt, head, person) = (app.receipt_of("giaovien").await, app.as_head().await, app.person("totruong").await);
    let seen = async || app.read(async move |work: &mut Work| review_openings::has_seen_file(work, person, receipt, 0).await).await;
    assert!(!seen().await);
    for (method, range, opens) in
        [("GET", "bytes=0-0", false), ("GET", "bytes=1-", false), ("HEAD", "", false), ("GET", "bytes=0-", true)]
    {
        let request = Request::builder().method(method).uri(format!("/tep/{receipt}/0")).header("range", range);
        assert!(head.send(request.body(Body::empty()).unwrap()).await.status < 300);
        assert_eq!(seen().await, opens, "{method} {range}");
    }
}

/// As browsers go on with a download that broke off: only where the file is still the same.
#[tokio::test]
async fn a_part_is_sent_to_whoever_has_the_other_one() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let address = format!("/tep/{}/0", app.receipt_of("giaovien").await);
    let whole = teacher.get(&address).await;
    let length = whole.bytes.len();
    assert_eq!((whole.status, whole.header("accept-ranges")), (200, "bytes"));
    let part = async |range: &str, if_range: &str| {
        let request = Request::get(&address).header("range", range).header("if-range", if_range).header("accept-encoding", "br");
        teacher.send(request.body(Body::empty()).unwrap()).await
    };
    let tag = whole.header("etag");
    let rest = part("bytes=1000-", tag).await;
    let told = format!("bytes 1000-{}/{length}", length - 1);
    assert_eq!((rest.status, rest.header("content-range")), (206, told.as_str()));
    assert!(rest.bytes[..] == whole.bytes[1000..]);
    for name in ["content-disposition", "content-type", "content-security-policy", "etag"] {
        assert_eq!(rest.header(name), whole.header(name));
    }
    let changed = part("bytes=1000-", "\"another file\"").await;
    assert!(changed.status == 200 && changed.bytes == whole.bytes);
    let beyond = part(&format!("bytes={length}-"), tag).await;
    assert_eq!((beyond.status, beyond.header("content-range")), (416, format!("bytes */{length}").as_str()));
    let colleague = app.as_user("ketoan").await;
    let request = Request::get(&address).header("range", "bytes=1000-").body(Body::empty()).unwrap();
    assert_eq!(colleague.send(request).await.status, 403, "and nobody gets a part who does not get the whole");
}
