use domain::{
    files::{FileKind, FileName, MAX_FILES},
    refusal::Refusal,
};

use super::{
    super::{Form, FormReader, ReceiveError},
    body, broken, headers, plan, sample, school, stuck,
};

fn word(name: &str, value: &str) -> Vec<u8> {
    format!("------Form7MA4\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes()
}

fn file(name: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!(
        "------Form7MA4\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
    );
    [head.as_bytes(), bytes, b"\r\n"].concat()
}

fn form(parts: &[Vec<u8>]) -> Vec<u8> {
    [parts.concat().as_slice(), b"------Form7MA4--\r\n"].concat()
}

#[tokio::test]
async fn three_files_and_a_note_arrive_however_the_line_cuts_them() {
    let sent = form(&[
        word("khoa", "k-1"),
        word("da-tai", "a"),
        word("da-tai", "b"),
        word("loi-nhan", "Con gửi cô ạ.\r\n--Form? ------Form7MA\r\n"),
        file("Giáo án tuần 12.docx", &plan()),
        file("", b""),
        file("so \"suc khoe\".xlsx", &sample("so-theo-doi-suc-khoe.xlsx")),
        file("%22anh%22.pdf", &sample("giao-an-tuan-12-lop-5A.pdf")),
        word("khoa", "another"),
    ]);
    for pieces_of in [97, 1000, 65_536, 1_000_000] {
        let school = school();
        let form = school.receives(&sent, pieces_of).await.unwrap();
        assert_eq!(form.fields.get("khoa"), Some("k-1"));
        assert_eq!(form.fields.all("da-tai").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(form.fields.get("loi-nhan"), Some("Con gửi cô ạ.\r\n--Form? ------Form7MA\r\n"));
        let files: Vec<_> = form.files.into_iter().map(|file| file.unwrap().file).collect();
        let kinds: Vec<_> = files.iter().map(|file| (file.name.as_str(), file.kind, file.size)).collect();
        assert_eq!(
            kinds,
            [
                ("Giáo án tuần 12.docx", FileKind::Docx, 37_573),
                ("so", FileKind::Xlsx, 5_197),
                ("\"anh\".pdf", FileKind::Pdf, 30_093),
            ]
        );
        for file in files {
            assert_eq!(school.blobs.read(file.sha256).await.unwrap().1, file.size);
        }
        assert_eq!(school.files(), 3);
    }
}

#[tokio::test]
async fn a_boundary_is_found_wherever_the_line_cuts_it() {
    let picture = [b"\x89PNG\r\n\x1a\n\r\n--\r\n------Form7MA\r\n".as_slice(), &[b'-'; 40]].concat();
    let sent = form(&[word("a", ""), file("1.png", &picture), word("b", "\r\n"), file("2.png", &picture)]);
    let school = school();
    for pieces_of in 1..=90 {
        let form = school.receives(&sent, pieces_of).await.unwrap();
        assert_eq!((form.fields.get("a"), form.fields.get("b")), (Some(""), Some("\r\n")));
        let sizes: Vec<_> = form.files.iter().map(|file| file.as_ref().unwrap().file.size).collect();
        assert_eq!(sizes, [picture.len() as u64; 2], "{pieces_of}");
    }
}

#[tokio::test]
async fn words_are_known_before_the_first_file_is_read() {
    let school = school();
    let sent = form(&[word("khoa", "k-1"), file("Giáo án.docx", &plan())]);
    let mut reader = FormReader::start(&headers(), stuck(&sent[..400])).unwrap();
    assert_eq!(reader.fields().await.unwrap().get("khoa"), Some("k-1"));
    assert_eq!(school.files(), 0);
}

#[tokio::test]
async fn one_refused_file_does_not_take_the_others_along() {
    let school = school();
    let sent = form(&[
        file("trống.docx", b""),
        file("to.mp4", &vec![7; 100_000]),
        file("~$giao an.docx", &plan()),
        file("bài.docx", b"<html>"),
        file("Giáo án.docx", &plan()),
        word("loi-nhan", "Cô xem giúp."),
    ]);
    let form = school.receives(&sent, 4096).await.unwrap();
    let refusals: Vec<_> = form.files.iter().map(|file| file.as_ref().err()).collect();
    assert!(
        matches!(
            refusals.as_slice(),
            [
                Some(Refusal::FileEmpty { .. }),
                Some(Refusal::FileTooLarge { limit: 65_536, .. }),
                Some(Refusal::FileTemporary { .. }),
                Some(Refusal::FileKindUnknown { .. }),
                None,
            ]
        ),
        "{refusals:?}"
    );
    assert_eq!(form.fields.get("loi-nhan"), Some("Cô xem giúp."));
    assert_eq!(school.files(), 1);
}

#[tokio::test]
async fn names_are_words_and_never_places() {
    let school = school();
    let decomposed = "ke\u{302}\u{301} hoa\u{323}ch tie\u{323}\u{302}c.docx";
    let long = format!("{}.docx", "ệ".repeat(300));
    for (sent, kept) in [
        ("../../etc/passwd.docx", "passwd.docx"),
        ("C:\\fakepath\\Giáo án.docx", "Giáo án.docx"),
        ("a\0b\u{202e}xcod.docx", "abxcod.docx"),
        (decomposed, "kế hoạch tiệc.docx"),
        ("a%0D%0ASet-Cookie: x.docx", "a Set-Cookie: x.docx"),
        ("..", "tep-khong-ten"),
        // A name on a Mac may end so, and browsers send it as it is.
        ("Kế hoạch tuần 12\\", "Kế hoạch tuần 12"),
    ] {
        let form = school.receives(&form(&[file(sent, &plan())]), 4096).await.unwrap();
        assert_eq!(form.files[0].as_ref().unwrap().file.name.as_str(), kept);
    }
    let form = school.receives(&form(&[file(&long, &plan())]), 4096).await.unwrap();
    let name = form.files[0].as_ref().unwrap().file.name.as_str();
    assert!(name.len() <= 255 && name.ends_with("….docx"), "{name}");
    assert_eq!(school.files(), 1);
}

#[tokio::test]
async fn a_line_that_breaks_leaves_nothing_at_all() {
    let school = school();
    let sent = form(&[word("khoa", "k"), file("một.docx", &plan()), file("hai.docx", &plan())]);
    let second = sent.len() - 20_000;
    for body in [broken(&sent[..second]), body(&sent[..second], 5000)] {
        let result = FormReader::start(&headers(), body)
            .unwrap()
            .files((&school.blobs, &school.reader), 200_000)
            .await
            .map_err(|broken| broken.error);
        assert_eq!(refused(result), Refusal::FileIncomplete { name: FileName::clean("hai.docx") });
        assert_eq!(school.files(), 0);
    }
}

#[tokio::test(start_paused = true)]
async fn a_sender_that_stalls_is_let_go() {
    let school = school();
    let sent = form(&[word("khoa", "k"), file("một.docx", &plan())]);
    let began = tokio::time::Instant::now();
    let reader = FormReader::start(&headers(), stuck(&sent[..2000])).unwrap();
    let result = reader.files((&school.blobs, &school.reader), 200_000).await.map_err(|broken| broken.error);
    assert!(matches!(refused(result), Refusal::FileIncomplete { .. }));
    assert!(began.elapsed().as_secs() <= 61);
    assert_eq!(school.files(), 0);
}

#[tokio::test]
async fn too_many_files_are_counted_and_none_kept() {
    let school = school();
    let files: Vec<_> = (0..40).map(|at| file(&format!("{at}.docx"), &plan())).collect();
    let result = school.receives(&form(&files), 65_536).await;
    assert_eq!(refused(result), Refusal::TooManyFiles { files: 40, most: MAX_FILES });
    assert_eq!(school.files(), 0);
}

#[tokio::test]
async fn a_full_store_is_said_and_the_sender_heard_out() {
    let mut school = school();
    school.blobs = school.blobs.keeping_free(u64::MAX);
    let result = school.receives(&form(&[file("một.docx", &plan())]), 1000).await;
    assert_eq!(refused(result), Refusal::StoreFull);
}

#[tokio::test]
async fn words_survive_a_disk_that_fails() {
    let school = school();
    std::fs::remove_dir_all(school.data.path().join("blobs")).unwrap();
    let sent = form(&[word("loi-nhan", "Cô xem giúp."), file("một.docx", &plan())]);
    let reader = FormReader::start(&headers(), body(&sent, 1000)).unwrap();
    let broken = reader.files((&school.blobs, &school.reader), 200_000).await.unwrap_err();
    assert!(matches!(broken.error, ReceiveError::Store(_)), "{broken}");
    assert_eq!(broken.fields.get("loi-nhan"), Some("Cô xem giúp."));
}

#[tokio::test]
async fn when_the_session_is_over_the_words_survive() {
    let sent = form(&[word("loi-nhan", "Cô xem giúp."), file("một.docx", &plan())]);
    for most in [10, 1_000_000] {
        let reader = FormReader::start(&headers(), body(&sent, 1000)).unwrap();
        assert_eq!(reader.drain(most).await.get("loi-nhan"), Some("Cô xem giúp."));
    }
}

#[tokio::test]
async fn a_word_beyond_all_measure_is_cut_and_the_rest_goes_on() {
    let school = school();
    let sent = form(&[word("loi-nhan", &"ệ".repeat(100_000)), word("khoa", "k"), file("một.docx", &plan())]);
    let form = school.receives(&sent, 3000).await.unwrap();
    assert!(form.fields.get("loi-nhan").unwrap().len() <= 64 * 1024 + 2);
    assert_eq!((form.fields.get("khoa"), form.files.len()), (Some("k"), 1));
}

#[tokio::test]
async fn what_is_no_form_is_refused_and_never_waits() {
    let school = school();
    let long_head = format!("------Form7MA4\r\nContent-Disposition: form-data; name=\"{}", "x".repeat(50_000));
    let many = [word("a", "b").repeat(300), form(&[])].concat();
    for sent in [
        b"".as_slice(),
        b"nothing of the kind",
        b"------Form7MA4\r\n\r\n\r\n------Form7MA4--",
        b"------Form7MA4\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n\r\n------Form7MA4--",
        b"------Form7MA4zzz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n------Form7MA4--",
        b"------Form7MA4\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb",
        long_head.as_bytes(),
        &many,
        &vec![b'x'; 200_000],
    ] {
        for pieces_of in [7, 100_000] {
            let result = school.receives(sent, pieces_of).await;
            assert!(matches!(result, Err(ReceiveError::NotAForm(_))), "{:?}", String::from_utf8_lossy(&sent[..sent.len().min(60)]));
        }
    }
    for of_type in ["text/plain", "multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed; boundary=x"] {
        let mut headers = headers();
        headers.insert("content-type", of_type.parse().unwrap());
        assert!(FormReader::start(&headers, body(b"", 1)).is_err(), "{of_type}");
    }
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_the_reader_fall(
        tail in proptest::collection::vec(proptest::sample::select(&b"\r\n-:;=\"\\%x Form7MA4"[..]), 0..400),
        pieces_of in 1_usize..50,
    ) {
        let sent = [word("a", "b").as_slice(), b"------Form7MA4\r\nContent-Disposition: form-data; ", &tail].concat();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let reader = FormReader::start(&headers(), body(&sent, pieces_of)).unwrap();
            assert_eq!(reader.drain(1000).await.get("a"), Some("b"));
        });
    }
}

/// The one refusal of a form that was refused as a whole.
fn refused(result: Result<Form, ReceiveError>) -> Refusal {
    let mut files = result.unwrap().files;
    assert_eq!(files.len(), 1);
    files.remove(0).unwrap_err()
}
