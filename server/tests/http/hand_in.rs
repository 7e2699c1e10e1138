//! Handing in with the plain form: no script, one request, one receipt.

use axum::{body::Body, http::Request};
use bytes::Bytes;
use chrono::TimeDelta;
use domain::obligations::ObligationId;
use server::startup::DEMO_PASSWORD;
use sha2::{Digest, Sha256};

use crate::support::{Answer, Multipart, PDF, TestApp, User, WORD, hand_in, macros};

/// The page of the first record that is owed: its address, and itself.
async fn form_of(app: &TestApp, user: &User, username: &str) -> (String, Answer, ObligationId) {
    let id = app.owed_by(username).await[0].id;
    let path = format!("/nop/{id}");
    let page = user.get(&path).await;
    assert_eq!(page.status, 200);
    (path, page, id)
}

fn count_of(needle: &str, page: &Answer) -> usize {
    page.html().matches(needle).count()
}

#[tokio::test]
async fn a_file_becomes_a_receipt() {
    let app = TestApp::demo_at("2026-11-25T14:20:07+07:00").await;
    let teacher = app.as_teacher().await;
    let (path, page, id) = form_of(&app, &teacher, "giaovien").await;
    let form = Multipart::of(&page, "Nhà em mất điện", &[("Kế hoạch tuần.docx", WORD), ("Giáo án.pdf", PDF)]);
    let answer = teacher.post_multipart(&path, form).await;
    assert_eq!(answer.status, 303);
    let receipt = app.receipt(answer.location()).await;
    assert_eq!((receipt.obligation, receipt.version, receipt.files.len()), (id, 1, 2));
    assert_eq!(receipt.received_at, app.clock.shows());

    let page = teacher.get(answer.location()).await;
    assert_eq!(page.status, 200);
    let words = page.words();
    for told in [
        &receipt.receipt.number.to_string(),
        &app.title(id).await,
        "14:20:07 thứ Tư 25/11/2026",
        "Nguyễn Thị Hoa",
        "Nhà em mất điện",
        "Kế hoạch tuần.docx",
        "Giáo án.pdf",
        "37 kB",
    ] {
        assert!(words.contains(told), "{told} in: {words}");
    }
    // On screen the beginning and the end of the fingerprint; on paper the whole.
    let hash: String = Sha256::digest(WORD).iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(words.contains(&receipt.files[0].sha256.abridged()), "{words}");
    assert!(words.replace(' ', "").contains(&hash), "{words}");
    assert!(teacher.get("/da-nop").await.html().contains(answer.location()), "it stands under what was handed in");
    let colleague = app.as_user("vtpthao").await;
    assert_eq!(colleague.get(answer.location()).await.status, 200, "the other teacher of the class may see it");
}

#[tokio::test]
async fn a_second_click_brings_the_first_receipt() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let (path, page, _) = form_of(&app, &teacher, "giaovien").await;
    let form = Multipart::of(&page, "", &[("ke-hoach.docx", WORD)]);
    let (one, two) = tokio::join!(teacher.post_multipart(&path, form.clone()), teacher.post_multipart(&path, form.clone()));
    assert_eq!((one.status, two.status), (303, 303));
    assert_eq!(one.location(), two.location());
    app.clock.advance(TimeDelta::minutes(3));
    let later = teacher.post_multipart(&path, form.clone()).await;
    assert_eq!(later.location(), one.location());
    assert_eq!(app.receipt(one.location()).await.received_at + TimeDelta::minutes(3), app.clock.shows());

    // Two windows: the same form again, with something else in it.
    let other = Multipart::of(&page, "", &[("khac.pdf", PDF)]);
    let other = teacher.post_multipart(&path, other).await;
    assert_eq!(other.status, 409);
    assert!(other.words().contains("Trang này đã dùng để nộp những tệp khác"), "{}", other.words());

    let form = Multipart::of(&teacher.get(&path).await, "Bản sửa", &[("ke-hoach.docx", WORD)]);
    let second = teacher.post_multipart(&path, form).await;
    assert_eq!(second.status, 303);
    assert_ne!(second.location(), one.location());
    assert_eq!(app.receipt(second.location()).await.version, 2);
    let page = teacher.get(second.location()).await;
    assert!(page.words().contains("phiên bản 2"), "{}", page.words());
    assert!(page.html().contains(one.location()), "with a way to the first version");
}

#[tokio::test]
async fn what_is_not_hers_or_not_owed_is_refused_with_the_reason() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let foreign = format!("/nop/{}", app.owed_by("yte").await[0].id);
    for answer in
        [teacher.get(&foreign).await, teacher.post_multipart(&foreign, Multipart::new().file("ke-hoach.docx", WORD)).await]
    {
        assert_eq!(answer.status, 403);
        assert!(answer.words().contains("Hồ sơ này do người khác nộp"), "{}", answer.words());
    }

    let (path, page, id) = form_of(&app, &teacher, "giaovien").await;
    let form = Multipart::of(&page, "", &[("ke-hoach.docx", WORD)]);
    let taken = teacher.post_multipart(&path, form.clone()).await;
    app.close(id, "lớp nghỉ phòng dịch").await;
    let again = teacher.post_multipart(&path, form).await;
    assert_eq!(again.location(), taken.location(), "what was handed in before it was closed keeps its receipt");
    for answer in
        [teacher.get(&path).await, teacher.post_multipart(&path, Multipart::new().field("note", "").file("moi.docx", WORD)).await]
    {
        assert_eq!(answer.status, 409);
        let words = answer.words();
        assert!(words.contains("Hồ sơ này không phải nộp nữa") && words.contains("lớp nghỉ phòng dịch"), "{words}");
    }
    let by_script = teacher.call(&hand_in(&path, "", &uuid::Uuid::now_v7().to_string(), "", &[])).await;
    let told = format!("{:?}", by_script.result::<String>());
    assert_eq!(by_script.status, 409);
    assert!(told.contains("Hồ sơ này không phải nộp nữa") && told.contains("lớp nghỉ phòng dịch"), "{told}");
    let nothing = format!("/nop/{}", uuid::Uuid::now_v7());
    assert_eq!(teacher.post_multipart(&nothing, Multipart::new().file("a.docx", WORD)).await.status, 404);
}

#[tokio::test]
async fn words_outlive_the_session() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let (path, page, _) = form_of(&app, &teacher, "giaovien").await;
    app.clock.advance(TimeDelta::minutes(31));
    let note = "Tuần này cháu Minh ốm.\r\nEm bổ sung phần “quan sát” sau.";
    let over = teacher.post_multipart(&path, Multipart::of(&page, note, &[("ke-hoach.docx", WORD)])).await;
    assert_eq!(over.status, 401);
    assert!(over.words().contains("Lời nhắn vẫn còn"), "{}", over.words());
    let (next, kept) = (over.field("next").unwrap(), over.field("note").unwrap());
    assert_eq!((next.as_str(), kept.as_str()), (path.as_str(), note));

    // A wrong password does not lose them either.
    let writer = over.field("writer").unwrap();
    assert_eq!(writer, app.person("giaovien").await.to_string());
    let sign_in = async |password: &str, note: &str| {
        let fields = [("username", "giaovien"), ("password", password), ("next", &next), ("note", note), ("writer", &writer)];
        teacher.post_form("/dang-nhap", &fields).await
    };
    let kept = sign_in("sai", &kept).await.field("note").unwrap();
    let back = sign_in(DEMO_PASSWORD, &kept).await;
    assert_eq!(back.location(), path);
    let page = teacher.get(&path).await;
    let words = page.words();
    assert!(
        words.contains("Lời nhắn gõ trước đó còn nguyên") && words.contains("cháu Minh ốm. Em bổ sung phần “quan sát” sau."),
        "{words}"
    );
    let form = Multipart::of(&page, note, &[("ke-hoach.docx", WORD)]);
    assert_eq!(teacher.post_multipart(&path, form).await.status, 303);
    assert!(!teacher.get(&path).await.words().contains("cháu Minh"), "once handed in they wait no longer");
}

/// A film of the class, and the session over: not everything of it is read, and the browser may hear nothing more.
#[tokio::test]
async fn words_arrive_before_the_films() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let (path, page, _) = form_of(&app, &teacher, "giaovien").await;
    app.clock.advance(TimeDelta::minutes(31));
    let (kind, bytes) = Multipart::of(&page, "Phim quay ở sân trường", &[("phim.mp4", b"\0")]).finish();
    let film = bytes.iter().position(|byte| *byte == 0).unwrap();
    let megabyte = Bytes::from(vec![0; 1024 * 1024]);
    let chunks = std::iter::once(Bytes::copy_from_slice(&bytes[..film]))
        .chain(std::iter::repeat_n(megabyte, 257))
        .chain([Bytes::copy_from_slice(&bytes[film..])]);
    let body = Body::from_stream(futures::stream::iter(chunks.map(Ok::<_, std::io::Error>)));
    let request = Request::post(&path).header("content-type", kind);
    let over = teacher.send(request.body(body).unwrap()).await;
    assert_eq!((over.status, over.field("note").as_deref()), (401, Some("Phim quay ở sân trường")));
}

#[tokio::test]
async fn files_that_cannot_be_taken_are_named_with_the_reason() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let (path, page, _) = form_of(&app, &teacher, "giaovien").await;
    let cases: [(&str, Vec<u8>, u16, &str); 6] = [
        ("rong.docx", Vec::new(), 422, "rong.docx là tệp trống (0 byte)"),
        ("giao-an.docx", b"MZ\x90\0 a program".to_vec(), 422, "giao-an.docx không phải loại tệp nhận được"),
        ("anh.png", b"<svg onload=alert(1)>".to_vec(), 422, "anh.png không phải loại tệp nhận được"),
        ("~$giao-an.docx", WORD.to_vec(), 422, "~$giao-an.docx là tệp tạm"),
        ("giao-an.docm", macros(), 422, "giao-an.docm chứa lệnh tự chạy (macro)"),
        ("giao-an.docx", macros(), 422, "giao-an.docx chứa lệnh tự chạy (macro)"),
    ];
    let before = app.fingerprint().await;
    for (name, bytes, status, words) in &cases {
        let answer = teacher.post_multipart(&path, Multipart::of(&page, "Lời nhắn", &[(name, bytes)])).await;
        assert_eq!(answer.status, *status, "{words}");
        assert!(answer.words().contains(words), "{words}: {}", answer.words());
        assert!(answer.html().contains(">Lời nhắn</textarea>"), "the note stays: {words}");
    }
    app.set_file_limit(20_000).await;
    let answer = teacher.post_multipart(&path, Multipart::of(&page, "", &[("ke-hoach.docx", WORD)])).await;
    assert_eq!(answer.status, 413);
    assert!(answer.words().contains("ke-hoach.docx lớn hơn"), "{}", answer.words());
    let answer = teacher.post_multipart(&path, Multipart::of(&page, "chỉ có lời", &[])).await;
    assert_eq!(answer.status, 422);
    assert!(answer.words().contains("Chưa có tệp nào"), "{}", answer.words());
    let after = app.fingerprint().await;
    assert_eq!((before.1.0, before.1.3), (after.1.0, after.1.3), "nothing waits, nothing was handed in");
}

#[tokio::test]
async fn good_files_stay_when_another_is_refused() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let (path, page, _) = form_of(&app, &teacher, "giaovien").await;
    let form = Multipart::of(&page, "Hai tệp", &[("ke-hoach.docx", WORD), ("rong.docx", b"")]);
    let page = teacher.post_multipart(&path, form).await;
    assert_eq!(page.status, 422);
    let waiting = page.field("upload").expect("the good file waits, ticked");
    assert_eq!(count_of("name=\"upload\"", &page), 1);
    // Another person cannot hand it in.
    let head = app.as_head().await;
    let hers = format!("/nop/{}", app.owed_by("totruong").await[0].id);
    let stolen = head.post_multipart(&hers, Multipart::new().field("upload", &waiting).field("note", "")).await;
    assert_eq!(stolen.status, 422);
    assert!(stolen.words().contains("Có tệp tải lên đã quá 24 giờ"), "{}", stolen.words());

    let form = Multipart::of(&page, "Hai tệp", &[("bo-sung.pdf", PDF)]);
    let answer = teacher.post_multipart(&path, form).await;
    assert_eq!(answer.status, 303);
    let names: Vec<String> = app.receipt(answer.location()).await.files.iter().map(|file| file.name.to_string()).collect();
    assert_eq!(names, ["ke-hoach.docx", "bo-sung.pdf"]);
}

#[tokio::test]
async fn a_name_is_only_ever_words() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let (path, page, _) = form_of(&app, &teacher, "giaovien").await;
    let long = format!("{}.docx", "ấ".repeat(100));
    let files: [(&str, &[u8]); 6] = [
        ("../../../../etc/cron.d/ke-hoach.docx", WORD),
        ("C:\\Users\\Hoa\\giao-an.docx", WORD),
        ("a\0b.docx", WORD),
        (&long, WORD),
        ("Ke\u{302}\u{301} hoa\u{323}ch.docx", WORD),
        ("bai\u{202e}xcod.exe", PDF),
    ];
    let form = Multipart::of(&page, "", &files);
    let answer = teacher.post_multipart(&path, form).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
    let receipt = app.receipt(answer.location()).await;
    let names: Vec<&str> = receipt.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names[..3], ["ke-hoach.docx", "giao-an.docx", "ab.docx"]);
    assert!(names[3].len() <= 255 && names[3].ends_with("ấ….docx"), "{}", names[3]);
    assert_eq!(names[4..], ["Kế hoạch.docx", "baixcod.exe"]);
    let program = teacher.get(&format!("{}/5", answer.location().replace("bien-nhan", "tep"))).await;
    assert!(program.header("content-disposition").contains("filename=\"baixcod.exe.pdf\""), "no Windows runs it");
    let outside: Vec<_> = std::fs::read_dir(app.folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(
        outside.iter().all(|name| ["blobs", "lock", "reserve", "signing-keys"].iter().any(|own| name == own)
            || name.to_string_lossy().starts_with("hoso.db")),
        "{outside:?}"
    );
}

#[tokio::test]
async fn what_breaks_off_is_not_handed_in() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let (path, page, _) = form_of(&app, &teacher, "giaovien").await;
    let (kind, bytes) = Multipart::of(&page, "Lời nhắn", &[("ke-hoach.docx", WORD)]).finish();
    let before = app.fingerprint().await;
    for end in [bytes.len() - 3, bytes.len() / 2, 300, 0] {
        let request = Request::post(&path).header("content-type", &kind).body(Body::from(bytes[..end].to_vec())).unwrap();
        let answer = teacher.send(request).await;
        assert!((400..500).contains(&answer.status), "{end}: {}", answer.status);
        assert!(answer.words().contains("Chưa nộp gì cả") || answer.words().contains("Chưa có gì"), "{end}: {}", answer.words());
    }
    assert_eq!(app.fingerprint().await, before);
}

#[tokio::test]
async fn nobody_hands_in_under_a_name_that_the_page_did_not_show() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let path = format!("/nop/{}", app.owed_by("hieutruong").await[0].id);
    // At a shared PC the page was opened for somebody else.
    let other = app.person("phohieutruong").await.to_string();
    let form = Multipart::new().field("person", &other).field("note", "Lịch tuần").file("Lịch.docx", WORD);
    let refused = principal.post_multipart(&path, form).await;
    assert_eq!(refused.status, 409);
    let words = refused.words();
    assert!(words.contains("Trang này mở bằng tài khoản của người khác") && words.contains("Lịch tuần"), "{words}");
    // Looked at and pressed again, it is hers.
    let again = principal.post_multipart(&path, Multipart::of(&refused, "Lịch tuần", &[("Lịch.docx", WORD)])).await;
    assert_eq!(again.status, 303, "{}", again.words());
}
