//! Handing in from the island: file by file, then all of them by their ids.

use app::{
    api::ApiError,
    hand_in::{ForgetUpload, Note, SaveDraft, SignInOverPage, Uploaded},
};
use axum::http::Request;
use chrono::TimeDelta;
use domain::files::MuchWaiting;
use serde_json::json;
use uuid::Uuid;

use crate::support::{Multipart, PDF, TestApp, WORD, hand_in, macros};

async fn path(app: &TestApp, username: &str) -> String {
    format!("/nop/{}", app.owed_by(username).await[0].id)
}

#[tokio::test]
async fn files_arrive_one_by_one_and_are_handed_in_together() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let path = path(&app, "giaovien").await;
    let mut ids = Vec::new();
    for (name, bytes) in [("Kế hoạch tuần.docx", WORD), ("../Giáo án.pdf", PDF)] {
        let answer = teacher.upload(&path, name, bytes).await;
        assert_eq!(answer.status, 200);
        ids.push(answer.json()["id"].as_str().unwrap().to_owned());
    }
    let page = teacher.get(&path).await.words();
    assert!(page.contains("Kế hoạch tuần.docx") && page.contains("Giáo án.pdf"), "after a reload they are still there");

    let key = Uuid::now_v7().to_string();
    let call = hand_in(&path, "", &key, "Em nộp ạ", &[&ids[1], &ids[0]]);
    let address: String = teacher.call(&call).await.result().unwrap();
    let receipt = app.receipt(&address).await;
    let names: Vec<&str> = receipt.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!((names, receipt.note.as_str()), (vec!["Giáo án.pdf", "Kế hoạch tuần.docx"], "Em nộp ạ"));

    // The answer was lost on the way; the waiting files are gone, the receipt is there.
    assert_eq!(teacher.call(&call).await.result::<String>(), Ok(address));
    let gone = teacher.call(&hand_in(&path, "", &Uuid::now_v7().to_string(), "", &[&ids[0]])).await;
    let (status, fact) = gone.refusal();
    assert!(status == 422 && fact.starts_with("Hồ sơ này đã được nộp từ một cửa sổ khác lúc 14:20"), "{fact}");
}

#[tokio::test]
async fn a_file_never_lies_with_somebody_who_has_signed_in_since() {
    let app = TestApp::demo().await;
    // Two of one class, at one PC in the staff room.
    let (hoa, thao) = (app.as_teacher().await, app.as_user("vtpthao").await);
    let path = path(&app, "giaovien").await;
    let of_hoa = app.person("giaovien").await.to_string();
    let answer = thao.upload_on_the_page_of(&of_hoa, &path, "ke-hoach.docx", WORD).await;
    assert_eq!(
        (answer.status, answer.json()["Refused"]["fact"].as_str()),
        (409, Some("Trang này mở bằng tài khoản của người khác"))
    );
    assert!(!thao.get(&path).await.words().contains("ke-hoach.docx"));
    assert_eq!(hoa.upload_on_the_page_of(&of_hoa, &path, "ke-hoach.docx", WORD).await.status, 200);
    assert!(hoa.get(&path).await.words().contains("Trong danh sách có tệp tải lên từ lần trước, chưa nộp"));
    // On the list of what is owed, too: whoever saw the file arrive may believe that this was all.
    assert!(hoa.get("/viec-cua-toi").await.words().contains("1 tệp đã tải lên, chưa nộp."));
    assert!(!thao.get("/viec-cua-toi").await.words().contains("đã tải lên, chưa nộp"));
}

#[tokio::test]
async fn refusals_come_as_words() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let (own, foreign) = (path(&app, "giaovien").await, path(&app, "yte").await);
    let nothing = format!("/nop/{}", Uuid::now_v7());
    app.set_file_limit(35_000).await;
    let cases: [(&str, &str, &[u8], u16, &str); 8] = [
        (&own, "rong.docx", b"", 422, "rong.docx là tệp trống (0 byte)"),
        (&own, "giao-an.docx", b"MZ\x90", 422, "giao-an.docx không phải loại tệp nhận được"),
        (&own, "~$giao-an.docx", PDF, 422, "~$giao-an.docx là tệp tạm"),
        (&own, "giao-an.docx", &macros(), 422, "giao-an.docx chứa lệnh tự chạy (macro)"),
        (&own, "ke-hoach.docx", WORD, 413, "ke-hoach.docx lớn hơn 35 kB"),
        (&foreign, "ke-hoach.pdf", PDF, 403, "Hồ sơ này do người khác nộp"),
        (&nothing, "ke-hoach.pdf", PDF, 404, "Không có trang này"),
        ("/nop/x", "ke-hoach.pdf", PDF, 404, "Không có trang này"),
    ];
    let before = app.fingerprint().await;
    for (path, name, bytes, status, fact) in cases {
        let answer = teacher.upload(path, name, bytes).await;
        assert_eq!((answer.status, answer.json()["Refused"]["fact"].as_str()), (status, Some(fact)));
    }
    let (key, nobody) = (Uuid::now_v7().to_string(), Uuid::now_v7().to_string());
    for (uploads, fact) in [(&[][..], "Chưa có tệp nào"), (&[nobody.as_str()], "Có tệp tải lên đã quá 24 giờ nên không còn giữ")]
    {
        assert_eq!(teacher.call(&hand_in(&own, "", &key, "", uploads)).await.refusal(), (422, fact.to_owned()));
    }
    let keyless = teacher.call(&hand_in(&own, "", "", "không có khóa", &[])).await;
    assert_eq!(keyless.refusal(), (400, "Yêu cầu này chưa đọc được".to_owned()));
    assert_eq!(app.fingerprint().await, before);
}

#[tokio::test]
async fn what_is_taken_off_the_list_does_not_come_back() {
    let app = TestApp::demo().await;
    let (teacher, head) = (app.as_teacher().await, app.as_head().await);
    let path = path(&app, "giaovien").await;
    let mut ids = Vec::new();
    for (name, bytes) in [("Kế hoạch tuần.docx", WORD), ("Giáo án.pdf", PDF)] {
        ids.push(teacher.upload(&path, name, bytes).await.json()["id"].as_str().unwrap().to_owned());
    }
    let off = ForgetUpload { obligation: path.trim_start_matches("/nop/").to_owned(), upload: ids[0].clone() };
    assert_eq!(head.call(&off).await.refusal().0, 403);
    // The other teacher of the class may hand in for the same record, but not take off what is not hers.
    assert_eq!(app.as_user("vtpthao").await.call(&off).await.result(), Ok(()));
    assert!(teacher.get(&path).await.words().contains("Kế hoạch tuần.docx"));

    let before = app.fingerprint().await;
    for _ in 0..2 {
        assert_eq!(teacher.call(&off).await.result(), Ok(()), "also a second time");
    }
    let page = teacher.get(&path).await.words();
    assert!(!page.contains("Kế hoạch tuần.docx") && page.contains("Giáo án.pdf"), "{page}");
    assert_eq!(app.fingerprint().await.0, before.0, "no event, no dashboard that looks anew");

    // Without scripts: a button of the form, which takes the words along and not the files.
    let page = teacher.get(&path).await;
    let off = format!("{path}/tep/{}/bo", ids[1]);
    assert!(page.html().contains(&format!("formaction=\"{off}\"")), "{}", page.html());
    let fields = [("key", "x"), ("note", "Em nộp ạ"), ("files", "moi.docx"), ("upload", ids[1].as_str())];
    let answer = teacher.post_form(&off, &fields).await;
    assert_eq!((answer.status, answer.location()), (303, path.as_str()));
    let page = teacher.get(&path).await;
    assert!(!page.words().contains("Giáo án.pdf") && page.html().contains(">Em nộp ạ</textarea>"), "{}", page.words());
}

/// The island keeps such a file on its list and offers to send it again.
#[tokio::test]
async fn what_may_pass_is_told_from_what_is_final() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let path = path(&app, "giaovien").await;
    let broken = Request::post(format!("{path}/tep?name=ke-hoach.docx"))
        .header("content-length", WORD.len() + 1)
        .header("accept", "application/json")
        .body(WORD.into())
        .unwrap();
    let answer = teacher.send(broken).await;
    assert_eq!((answer.status, answer.json()["Later"]["fact"].as_str()), (408, Some("ke-hoach.docx chưa tải lên hết")));
    app.state.database.close().await;
    let answer = teacher.upload(&path, "ke-hoach.docx", WORD).await;
    assert_eq!((answer.status, answer.json()["Later"]["fact"].as_str()), (503, Some("Máy chủ của trường chưa trả lời")));
}

#[tokio::test]
async fn when_the_session_is_over_the_island_is_told_and_goes_on_after_the_dialog() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let path = path(&app, "giaovien").await;
    let id = teacher.upload(&path, "ke-hoach.docx", WORD).await.json()["id"].as_str().unwrap().to_owned();
    app.clock.advance(TimeDelta::minutes(31));
    let key = Uuid::now_v7().to_string();
    let call = hand_in(&path, "", &key, "", &[&id]);
    let answer = teacher.upload(&path, "giao-an.pdf", PDF).await;
    assert_eq!((answer.status, answer.json()), (401, json!("SessionOver")));
    let answer = teacher.call(&call).await;
    assert_eq!((answer.status, answer.result::<String>()), (401, Err(ApiError::SessionOver)));
    let sign_in = SignInOverPage {
        username: "giaovien".to_owned(),
        password: server::startup::DEMO_PASSWORD.to_owned(),
        code: String::new(),
    };
    assert_eq!(teacher.call(&sign_in).await.result(), Ok(()));
    assert_eq!(teacher.call(&call).await.status, 200, "the file that had arrived is handed in");
}

#[tokio::test]
async fn an_upload_waits_for_a_day() {
    let app = TestApp::demo().await;
    let path = path(&app, "giaovien").await;
    let id = app.as_teacher().await.upload(&path, "ke-hoach.docx", WORD).await.json()["id"].clone();
    app.clock.advance(TimeDelta::hours(24) + TimeDelta::seconds(1));
    let teacher = app.as_teacher().await;
    assert!(!teacher.get(&path).await.words().contains("ke-hoach.docx"));
    let call = hand_in(&path, "", &Uuid::now_v7().to_string(), "", &[id.as_str().unwrap()]);
    let answer = teacher.call(&call).await;
    assert_eq!(answer.status, 422);
    let Err(ApiError::Gone { uploads, .. }) = answer.result::<String>() else { panic!("not told which") };
    assert_eq!(uploads, [id.as_str().unwrap()], "the page tells on which row it was");
}

#[tokio::test]
async fn so_many_files_wait_and_no_more() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let owed = app.owed_by("giaovien").await;
    let path = format!("/nop/{}", owed[0].id);
    for number in 0..MuchWaiting::MAX_FILES {
        assert_eq!(teacher.upload(&path, &format!("{number}.docx"), WORD).await.status, 200, "{number}");
    }
    let refused = teacher.upload(&format!("/nop/{}", owed[1].id), "nua.docx", WORD).await;
    assert_eq!(refused.status, 422);
    let told = refused.json()["Refused"].clone();
    assert!(told["fact"].as_str().unwrap().contains("90 tệp") && told["advice"].as_str().unwrap().contains("bấm Nộp"), "{told}");
    // Without scripts the words are kept too, and what the store already has is handed in all the same.
    let form = Multipart::new().field("note", "Cô nộp bù").file("nua.docx", WORD);
    assert_eq!(teacher.post_multipart(&format!("/nop/{}", owed[1].id), form).await.status, 303);
}

#[tokio::test]
async fn a_page_of_somebody_else_hands_nothing_in() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let path = path(&app, "giaovien").await;
    let id = teacher.upload(&path, "a.docx", WORD).await.json()["id"].as_str().unwrap().to_owned();
    let (key, own, other) =
        (Uuid::now_v7().to_string(), app.person("giaovien").await.to_string(), app.person("totruong").await.to_string());
    let send = async |person: &str| teacher.call(&hand_in(&path, person, &key, "", &[&id])).await;
    assert_eq!(send(&other).await.refusal(), (409, "Trang này mở bằng tài khoản của người khác".to_owned()));
    assert_eq!(send(&own).await.status, 200);
}

#[tokio::test]
async fn words_are_kept_while_they_are_typed_and_older_ones_never_come_back() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let path = path(&app, "giaovien").await;
    let (own, other) = (app.person("giaovien").await.to_string(), app.person("totruong").await.to_string());
    let keep = async |person: &str, note: &str| {
        let note = Note { person: person.to_owned(), text: note.to_owned() };
        teacher.call(&SaveDraft { obligation: path.trim_start_matches("/nop/").to_owned(), note }).await.status
    };
    let shown = async || teacher.get(&path).await.words();
    assert_eq!(keep(&own, "Nhà em mất điện").await, 200);
    assert!(shown().await.contains("Nhà em mất điện"));
    assert_eq!(keep(&own, "Có điện rồi ạ").await, 200);
    let words = shown().await;
    assert!(words.contains("Có điện rồi ạ") && !words.contains("mất điện"), "{words}");
    assert_eq!(keep(&other, "Không phải của cô Hoa").await, 409);
    assert_eq!(keep(&own, " ").await, 200);
    assert!(!shown().await.contains("Có điện rồi"));
}

#[tokio::test]
async fn a_second_try_brings_the_first_receipt_only_to_the_same() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let owed = app.owed_by("giaovien").await;
    let (path, other) = (format!("/nop/{}", owed[0].id), format!("/nop/{}", owed[1].id));
    let waits = async |path: &str, name: &str, bytes: &[u8]| {
        teacher.upload(path, name, bytes).await.json()["id"].as_str().unwrap().to_owned()
    };
    let first = waits(&path, "a.docx", WORD).await;
    let key = Uuid::now_v7().to_string();
    let receipt: String = teacher.call(&hand_in(&path, "", &key, "Em nộp ạ", &[&first])).await.result().unwrap();
    // The answer was lost; meanwhile the words were changed, and a file was added.
    let added = waits(&path, "b.pdf", b"%PDF-1.4\n%%EOF\n").await;
    for again in [
        hand_in(&path, "", &key, "Em nộp thêm ạ", &[&first]),
        hand_in(&path, "", &key, "Em nộp ạ", &[&first, &added]),
        hand_in(&other, "", &key, "Em nộp ạ", &[&first]),
    ] {
        assert_eq!(teacher.call(&again).await.refusal(), (409, "Trang này đã dùng để nộp những tệp khác".to_owned()));
    }
    let same = teacher.call(&hand_in(&path, "", &key, "Em nộp ạ", &[&first])).await;
    assert_eq!(same.result::<String>(), Ok(receipt));
}

/// The island reads Postcard, as it reads the answers of server functions, and gets it where something is refused too.
#[tokio::test]
async fn the_island_is_answered_in_the_words_that_it_reads() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let path = path(&app, "giaovien").await;
    let sent = async |name: &str, length: usize| {
        let request = Request::post(format!("{path}/tep?name={name}"))
            .header("content-type", "application/octet-stream")
            .header("content-length", length)
            .header("accept", "application/x-postcard");
        teacher.send(request.body(WORD.into()).unwrap()).await
    };
    let arrived: Uploaded = sent("ke-hoach.docx", WORD.len()).await.result().unwrap();
    assert!(teacher.get(&path).await.html().contains(&format!("value=\"{}\"", arrived.id)), "it waits under this id");
    let later = sent("giao-an.docx", WORD.len() + 1).await;
    assert_eq!(later.status, 408);
    assert!(matches!(later.result::<Uploaded>(), Err(ApiError::Later(words)) if words.fact.contains("giao-an.docx")));
    app.clock.advance(TimeDelta::minutes(31));
    assert_eq!(sent("giao-an.docx", WORD.len()).await.result::<Uploaded>(), Err(ApiError::SessionOver));
}
