//! The disk is taken away while people work: nobody gets a receipt for what is not kept, and nobody hears a reason that is
//! not true.

use std::{
    cell::RefCell,
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use uuid::Uuid;

use crate::support::{Multipart, TestApp, WORD, hand_in};

/// All below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let inside = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    inside.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

type Damage = fn(&Path);

const FAULTS: [(&str, Damage); 6] = [
    ("the whole folder is removed", |data| fs::remove_dir_all(data).unwrap()),
    ("the files are removed", |data| fs::remove_dir_all(data.join("blobs")).unwrap()),
    ("the database is removed", |data| fs::remove_file(data.join("hoso.db")).unwrap()),
    ("the log of the database is removed", |data| fs::remove_file(data.join("hoso.db-wal")).unwrap()),
    ("another file stands in the place of the database", |data| {
        fs::copy(data.join("hoso.db"), data.join("copy")).unwrap();
        fs::rename(data.join("copy"), data.join("hoso.db")).unwrap();
    }),
    ("the files are cut off", |data| {
        for file in files(&data.join("blobs")).iter().filter(|file| fs::metadata(file).unwrap().len() > 64) {
            File::options().write(true).open(file).unwrap().set_len(10).unwrap();
        }
    }),
];

#[tokio::test]
async fn no_receipt_without_its_bytes() {
    for (what, happens) in FAULTS {
        let app = TestApp::demo().await;
        let teacher = app.as_teacher().await;
        let path = format!("/nop/{}", app.owed_by("giaovien").await[0].id);
        let upload = teacher.upload(&path, "Kế hoạch tuần.docx", WORD).await.json()["id"].as_str().unwrap().to_owned();
        happens(app.folder.path());
        for _ in 0..2 {
            let key = Uuid::now_v7().to_string();
            let answer = teacher.call(&hand_in(&path, "", &key, "Em nộp ạ", &[&upload])).await;
            assert_eq!(answer.status, 503, "{what}: {:?}", answer.refusal());
        }
        let receipts = app.facts().await.obligation(path.trim_start_matches("/nop/").parse().unwrap()).unwrap().handed_in.is_some();
        assert!(!receipts, "{what}");
    }
}

#[tokio::test]
async fn a_plain_form_hears_that_the_fault_is_not_the_teachers() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let path = format!("/nop/{}", app.owed_by("giaovien").await[0].id);
    let page = teacher.get(&path).await;
    fs::remove_dir_all(app.folder.path().join("blobs")).unwrap();
    let answer = teacher.post_multipart(&path, Multipart::of(&page, "Em nộp ạ", &[("ke-hoach.docx", WORD)])).await;
    assert_eq!(answer.status, 503);
    assert!(answer.words().contains("Lỗi ở phía hệ thống") && answer.words().contains("Em nộp ạ"), "{}", answer.words());
}

thread_local! {
    /// What the program has written into its log, in the thread of this test.
    static LOG: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

struct Log;

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LOG.with_borrow_mut(|log| log.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// How many lines of the log are meant for the management team, since the last question.
fn calls() -> usize {
    let said = String::from_utf8(LOG.take()).unwrap();
    said.lines().filter(|line| line.contains("TỔ QUẢN LÝ PHẦN MỀM")).count()
}

#[tokio::test]
async fn the_log_calls_the_management_team_whichever_way_a_file_comes() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let path = format!("/nop/{}", app.owed_by("giaovien").await[0].id);
    let page = teacher.get(&path).await;
    let upload = teacher.upload(&path, "Kế hoạch tuần.docx", WORD).await.json()["id"].as_str().unwrap().to_owned();
    // For all threads: one that hears nothing would make the others deaf to the lines that it meets first.
    let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(|| Log).finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();
    fs::remove_dir_all(app.folder.path().join("blobs")).unwrap();
    assert_eq!(calls(), 0);
    let form = Multipart::of(&page, "Em nộp ạ", &[("ke-hoach.docx", WORD)]);
    assert_eq!(teacher.post_multipart(&path, form).await.status, 503);
    assert_eq!(calls(), 1);
    assert_eq!(teacher.upload(&path, "Kế hoạch tuần.docx", WORD).await.status, 503);
    assert_eq!(calls(), 1);
    let call = hand_in(&path, "", &Uuid::now_v7().to_string(), "Em nộp ạ", &[&upload]);
    assert_eq!(teacher.call(&call).await.status, 503);
    assert_eq!(calls(), 1);
    // And whoever watches makes it say so once, not with every look.
    for _ in 0..2 {
        assert_eq!(app.anonymous().get("/healthz").await.status, 503);
    }
    assert_eq!(calls(), 1);
}

#[tokio::test]
async fn work_goes_on_when_the_folder_is_back() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let path = format!("/nop/{}", app.owed_by("giaovien").await[0].id);
    let upload = teacher.upload(&path, "Kế hoạch tuần.docx", WORD).await.json()["id"].as_str().unwrap().to_owned();
    let (data, aside) = (app.folder.path().to_owned(), app.folder.path().with_extension("aside"));
    let call = hand_in(&path, "", &Uuid::now_v7().to_string(), "Em nộp ạ", &[&upload]);
    fs::rename(&data, &aside).unwrap();
    assert_eq!(teacher.call(&call).await.status, 503);
    fs::rename(&aside, &data).unwrap();
    let address: String = teacher.call(&call).await.result().unwrap();
    assert_eq!(app.receipt(&address).await.files.len(), 1);
}
