//! Words typed on the plain form come back whatever stands in the way, and the page says what is left of the files.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use bytes::Bytes;
use chrono::TimeDelta;
use futures::{StreamExt, stream};
use server::startup::DEMO_PASSWORD;

use records::{Work, staff};

use crate::support::{Answer, Multipart, PDF, TestApp, User, WORD};

const NOTE: &str = "Lớp nghỉ hai hôm vì mưa bão.\nEm nộp bù ạ.";

/// The page of the first record that this person owes.
async fn page(app: &TestApp, user: &User, username: &str) -> (String, Answer) {
    let path = format!("/nop/{}", app.owed_by(username).await[0].id);
    let page = user.get(&path).await;
    (path, page)
}

/// Sends a form during which something happens: after its words, before the end of its files.
pub async fn send_while(user: &User, path: &str, form: Multipart, happens: impl Future<Output = ()> + Send + 'static) -> Answer {
    let (kind, bytes) = form.finish();
    let (first, rest) =
        (Bytes::copy_from_slice(&bytes[..bytes.len() - 20_000]), Bytes::copy_from_slice(&bytes[bytes.len() - 20_000..]));
    let last = stream::once(async move {
        happens.await;
        rest
    });
    let body = Body::from_stream(stream::iter([first]).chain(last).map(Ok::<_, std::io::Error>));
    let request = Request::post(path).header("content-type", kind);
    user.send(request.body(body).unwrap()).await
}

fn gives_back(answer: &Answer, status: u16, fact: &str) {
    assert_eq!(answer.status, status, "{fact}");
    let words = answer.words();
    assert!(words.contains(fact) && words.contains("Lời nhắn đã gõ"), "{fact}: {words}");
    assert!(answer.html().contains(&format!(">{NOTE}<")), "{fact}: {}", answer.html());
}

#[tokio::test]
async fn of_a_record_that_is_closed_or_not_hers() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let (path, own) = page(&app, &teacher, "giaovien").await;
    let form = Multipart::of(&own, NOTE, &[("ke-hoach.docx", WORD)]);
    let foreign = format!("/nop/{}", app.owed_by("yte").await[0].id);
    gives_back(&teacher.post_multipart(&foreign, form.clone()).await, 403, "Hồ sơ này do người khác nộp");
    let nothing = format!("/nop/{}", uuid::Uuid::now_v7());
    gives_back(&teacher.post_multipart(&nothing, form.clone()).await, 404, "Không có trang này");
    // No words, no page of its own.
    let silent = teacher.post_multipart(&foreign, Multipart::of(&own, " ", &[("ke-hoach.docx", WORD)])).await;
    assert!(silent.status == 403 && !silent.words().contains("Lời nhắn"), "{}", silent.words());

    // It is closed while the files are on their way.
    let close = app.closing(app.owed_by("giaovien").await[0].id, "lớp nghỉ phòng dịch");
    let before = app.fingerprint().await;
    gives_back(&send_while(&teacher, &path, form.clone(), close).await, 409, "Hồ sơ này không phải nộp nữa");
    // And it was closed before they came.
    gives_back(&teacher.post_multipart(&path, form).await, 409, "Hồ sơ này không phải nộp nữa");
    let after = app.fingerprint().await;
    assert_eq!((before.1.0, before.1.3), (after.1.0, after.1.3), "nothing waits, nothing was handed in");
    let by_script = teacher.post_form(&format!("{path}/tep/{}/bo", uuid::Uuid::nil()), &[("note", NOTE)]).await;
    gives_back(&by_script, 409, "Hồ sơ này không phải nộp nữa");
}

#[tokio::test]
async fn of_somebody_who_was_suspended_while_the_files_came() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let (path, own) = page(&app, &teacher, "giaovien").await;
    let form = Multipart::of(&own, NOTE, &[("ke-hoach.docx", WORD)]);
    let (store, hoa, principal) = (app.state.facts.clone(), app.person("giaovien").await, app.person("hieutruong").await);
    let suspending = app
        .state
        .database
        .write(app.school(), Some(principal), async move |work: &mut Work| staff::suspend(work, &store, hoa).await);
    let before = app.fingerprint().await.1.0;
    let answer = send_while(&teacher, &path, form, async move { suspending.await.unwrap() }).await;
    assert_eq!(answer.status, 401, "{}", answer.words());
    assert!(answer.html().contains(NOTE), "{}", answer.html());
    assert_eq!(app.fingerprint().await.1.0, before, "nothing was handed in");
}

/// A browser that is not told to send files sends their names among the words.
#[tokio::test]
async fn of_a_form_without_its_files() {
    let app = TestApp::demo().await;
    let (teacher, nobody) = (app.as_teacher().await, app.anonymous());
    let (path, own) = page(&app, &teacher, "giaovien").await;
    let (key, person) = (own.field("key").unwrap(), own.field("person").unwrap());
    let fields = [("key", key.as_str()), ("person", &person), ("note", NOTE), ("files", "ke-hoach.docx")];
    let before = app.fingerprint().await;

    let signed_out = nobody.post_form(&path, &fields).await;
    assert_eq!((signed_out.status, signed_out.field("note").as_deref()), (401, Some(NOTE)));
    assert_eq!(signed_out.field("writer"), Some(person.clone()));
    let foreign = format!("/nop/{}", app.owed_by("yte").await[0].id);
    gives_back(&teacher.post_form(&foreign, &fields).await, 403, "Hồ sơ này do người khác nộp");
    let again = teacher.post_form(&path, &fields).await;
    assert_eq!(again.status, 400);
    let words = again.words();
    assert!(words.contains("Trình duyệt đã gửi mà không kèm tệp") && words.contains("Lời nhắn vẫn còn"), "{words}");
    assert!(again.html().contains(&format!(">{NOTE}</textarea>")), "{words}");
    let no_form = Request::post(&path).header("content-type", "application/octet-stream");
    let no_form = teacher.send(no_form.body(Body::from(NOTE)).unwrap()).await;
    no_form.is(StatusCode::BAD_REQUEST).says("Trình duyệt đã gửi mà không kèm tệp");
    assert_eq!(app.fingerprint().await, before);

    let taken = teacher.post_multipart(&path, Multipart::of(&own, NOTE, &[("ke-hoach.docx", WORD)])).await;
    app.close(app.receipt(taken.location()).await.obligation, "lớp nghỉ phòng dịch").await;
    let repeated = teacher.post_form(&path, &fields).await;
    assert_eq!((repeated.status, repeated.location()), (303, taken.location()), "what was handed in keeps its receipt");
    let key = uuid::Uuid::now_v7().to_string();
    let closed = teacher.post_form(&path, &[("key", &key), ("note", NOTE)]).await;
    gives_back(&closed, 409, "Hồ sơ này không phải nộp nữa");
    closed.says("lớp nghỉ phòng dịch");
    teacher.post_form(&path, &[]).await.is(StatusCode::CONFLICT).says("Hồ sơ này không phải nộp nữa");
}

#[tokio::test]
async fn the_file_of_a_calendar_must_come_along() {
    let app = TestApp::demo().await;
    let answer = app.as_principal().await.post_form("/cai-dat/lich-nam-hoc/tep", &[("calendar", "lich.toml")]).await;
    answer.is(StatusCode::BAD_REQUEST).says("Trình duyệt đã gửi mà không kèm tệp");
}

/// Two teachers of a class at one PC: what one has typed is not put into the other's mouth.
#[tokio::test]
async fn of_one_person_are_not_given_to_another() {
    let app = TestApp::demo().await;
    let pc = app.as_teacher().await;
    let (path, own) = page(&app, &pc, "giaovien").await;
    app.clock.advance(TimeDelta::minutes(31));
    let over = pc.post_multipart(&path, Multipart::of(&own, NOTE, &[("ke-hoach.docx", WORD)])).await;
    let (next, note, writer) = (over.field("next").unwrap(), over.field("note").unwrap(), over.field("writer").unwrap());
    let sign_in = async |username: &str, writer: &str| {
        let fields = [("username", username), ("password", DEMO_PASSWORD), ("next", &next), ("note", &note), ("writer", writer)];
        assert_eq!(pc.post_form("/dang-nhap", &fields).await.status, 303);
        pc.get(&path).await
    };
    let hers = sign_in("vtpthao", &writer).await;
    assert!(hers.status == 200 && !hers.html().contains("mưa bão"), "{}", hers.words());
    assert!(sign_in("giaovien", &writer).await.html().contains("mưa bão"));
    // A page that does not say whose it was: the words stand there, and can be thrown away.
    let unknown = sign_in("vtpthao", "").await;
    assert!(unknown.html().contains("mưa bão") && unknown.words().contains("Bỏ lời nhắn"), "{}", unknown.words());
    let gone = pc.post_form(&format!("{path}/loi-nhan/bo"), &[]).await;
    assert_eq!((gone.status, gone.location()), (303, path.as_str()));
    assert!(!pc.get(&path).await.html().contains("mưa bão"));
}

#[tokio::test]
async fn of_a_database_that_goes_away() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let (path, own) = page(&app, &teacher, "giaovien").await;
    let form = Multipart::of(&own, NOTE, &[("ke-hoach.docx", WORD)]);
    let state = app.state.clone();
    let away = async move { state.database.close().await };
    let answer = send_while(&teacher, &path, form.clone(), away).await;
    gives_back(&answer, 503, "Máy chủ của trường chưa trả lời");
    assert!(answer.html().contains(&format!("href=\"{path}\"")), "with a way back to the form");
    // It was away before.
    gives_back(&teacher.post_multipart(&path, form).await, 503, "Máy chủ của trường chưa trả lời");
}

#[tokio::test]
async fn of_a_disk_that_fails() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let (path, own) = page(&app, &teacher, "giaovien").await;
    std::fs::remove_dir_all(app.folder.path().join("blobs")).unwrap();
    let answer = teacher.post_multipart(&path, Multipart::of(&own, NOTE, &[("ke-hoach.docx", WORD)])).await;
    assert_eq!(answer.status, 503);
    assert!(answer.html().contains(&format!(">{NOTE}</textarea>")), "{}", answer.words());
    let words = answer.words();
    assert!(
        words.contains("Máy chủ của trường chưa trả lời") && words.contains("Lời nhắn vẫn còn. Tệp vừa gửi chưa giữ được"),
        "{words}"
    );
    assert_eq!(answer.field("key"), own.field("key"), "whatever has become of the first attempt, it is one hand-in");
}

#[tokio::test]
async fn what_is_left_is_told_as_it_is() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let (path, own) = page(&app, &teacher, "giaovien").await;
    let many: Vec<(&str, &[u8])> = vec![("ke-hoach.docx", WORD); 31];
    let mixed: [(&str, &[u8]); 2] = [("ke-hoach.docx", WORD), ("rong.docx", b"")];
    let bad: [(&str, &[u8]); 1] = [("rong.docx", b"")];
    for (note, files, told) in [
        (NOTE, &many[..], "Lời nhắn vẫn còn. Tệp vừa gửi chưa giữ được, cần chọn lại."),
        ("", &many[..], "cần sửa. Tệp vừa gửi chưa giữ được, cần chọn lại."),
        (NOTE, &bad[..], "Lời nhắn vẫn còn. Tệp vừa gửi chưa giữ được, cần chọn lại."),
        (NOTE, &[], "cần sửa. Lời nhắn vẫn còn."),
        (NOTE, &mixed[..], "Lời nhắn và những tệp ghi “Đã tải lên, chưa nộp” vẫn còn; chỉ chọn lại tệp khác."),
        ("", &mixed[..], "cần sửa. Những tệp ghi “Đã tải lên, chưa nộp” vẫn còn; chỉ chọn lại tệp khác."),
    ] {
        let answer = teacher.post_multipart(&path, Multipart::of(&own, note, files)).await;
        assert_eq!(answer.status, 422, "{told}");
        assert!(answer.words().contains(told), "{told}: {}", answer.words());
    }
    // The line breaks in the middle of the file, or of the words.
    let (kind, bytes) = Multipart::of(&own, NOTE, &[("giao-an.pdf", PDF)]).finish();
    let in_the_note = bytes.windows(4).position(|part| part == b"Em n").unwrap();
    for (end, told) in [
        (bytes.len() - 9_000, "Lời nhắn vẫn còn. Tệp vừa gửi chưa giữ được, cần chọn lại."),
        (in_the_note, "Lời nhắn và tệp đều chưa nhận được, cần gõ và chọn lại."),
    ] {
        let request = Request::post(&path).header("content-type", &kind);
        let answer = teacher.send(request.body(bytes[..end].to_vec().into()).unwrap()).await;
        assert!((400..500).contains(&answer.status) && answer.words().contains(told), "{told}: {}", answer.words());
    }
}
