//! "/luu-tru/xuat-toan-truong": the principal has all of the school as one archive, with what it is for, her password, and an entry of
//! the log; nobody else has, and nothing that is held leaves in it.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use domain::inspection::{InspectedFile, Inspection};
use rawzip::ZipArchive;
use records::{FactStore, Work, inspections, submissions};
use server::startup::DEMO_PASSWORD;
use sha2::{Digest, Sha256};

use crate::support::{Answer, TestApp, User};

const PAGE: &str = "/luu-tru/xuat-toan-truong";
const NOW: &str = "2026-11-25T14:20:00+07:00";

/// The files of an archive: path below its one folder, and bytes.
fn unpacked(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let archive = ZipArchive::from_slice(bytes).expect("an archive");
    let file = |record: rawzip::ZipFileHeaderRecord<'_>| {
        let path = String::from_utf8(record.file_path().as_bytes().to_vec()).expect("letters");
        let path = path.split_once('/').expect("a folder").1.to_owned();
        let entry = archive.get_entry(record.wayfinder()).expect("a file");
        assert_eq!(crc32fast::hash(entry.data()), entry.claim_verifier().crc, "{path}");
        (path, entry.data().to_vec())
    };
    archive.entries().map(|record| file(record.expect("a file"))).collect()
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The files of a demo came by no door at which one looks into them.
async fn looked_into(app: &TestApp) {
    let look = async |work: &mut Work| {
        let facts = FactStore::default().facts(work).await?;
        for one in facts.obligations.iter() {
            for version in submissions::versions(work, one.id).await? {
                let clean = |file| InspectedFile { file, inspection: Inspection::Clean };
                inspections::note(work, &version.files.into_iter().map(clean).collect::<Vec<_>>()).await?;
            }
        }
        Ok(())
    };
    app.state.database.write_quietly(app.school(), None, look).await.unwrap();
}

/// Waits until what was asked for is made, and takes it.
async fn taken(user: &User, number: u32) -> Answer {
    let ready = format!("Tải bản số {number}");
    for _ in 0..600 {
        let page = user.get(PAGE).await;
        if page.words().contains(&ready) {
            return user.post_form(&format!("{PAGE}/{number}/tai"), &[]).await;
        }
        assert!(page.words().contains("Đang lập từ"), "{}", page.words());
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("it was not made");
}

#[tokio::test]
async fn the_principal_takes_the_whole_school_away_with_a_purpose_and_the_log_says_so() {
    let app = TestApp::demo_at(NOW).await;
    looked_into(&app).await;
    let (principal, vice, management) = (app.as_principal().await, app.as_user("phohieutruong").await, app.as_management().await);
    let form = [("purpose", "Nộp lưu trữ của huyện"), ("proof", DEMO_PASSWORD)];
    for user in [&vice, &management, &app.as_teacher().await] {
        let refused = user.get(PAGE).await;
        assert_eq!(refused.status, 403);
        refused.says("Chỉ hiệu trưởng, hoặc người được ủy quyền thay hiệu trưởng");
        assert_eq!(user.post_form(PAGE, &form).await.status, 403);
        assert_eq!(user.post_form(&format!("{PAGE}/1/tai"), &[]).await.status, 403);
        assert!(!user.get("/luu-tru").await.html().contains(PAGE));
    }
    assert!(principal.get("/luu-tru").await.html().contains(PAGE));
    principal.get(PAGE).await.says("Chưa xuất lần nào.");
    // Without what it is for, or without her own password, nothing is begun, and what was typed is there.
    assert_eq!(principal.post_form(PAGE, &[("purpose", ""), ("proof", DEMO_PASSWORD)]).await.status, 422);
    let without = principal.post_form(PAGE, &[("purpose", "Nộp lưu trữ của huyện"), ("proof", "")]).await;
    assert_eq!(without.status, 422);
    without.says("Gõ mật khẩu đang dùng để xác nhận");
    assert!(without.html().contains("Nộp lưu trữ của huyện"));
    assert_eq!(principal.post_form(PAGE, &[("purpose", "Nộp lưu trữ"), ("proof", "sai")]).await.status, 422);
    assert_eq!(principal.post_form(&format!("{PAGE}/1/tai"), &[]).await.status, 409);
    principal.get(PAGE).await.says("Chưa xuất lần nào.");
    assert_eq!(principal.post_form(PAGE, &form).await.location(), format!("{PAGE}?xong=lap"));

    let answer = taken(&principal, 1).await;
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/zip"));
    assert_eq!(answer.header("content-length"), answer.bytes.len().to_string());
    let mut files = unpacked(&answer.bytes);
    for wanted in ["index.html", "README.txt", "TEP-KHONG-CO.txt", "bang/submissions.csv", "ho-so-han-che/CANH-BAO.txt"] {
        assert!(files.contains_key(wanted), "{wanted}");
    }
    assert!(files.keys().any(|path| path.starts_with("ho-so/")), "{:?}", files.keys());
    // Every file is in the list of hashes with its own, and the hash of the list stands on the page and in the log.
    let list = files.remove("SHA256SUMS.txt").expect("the list");
    let code = hash(&list);
    let list = String::from_utf8(list).unwrap();
    let list: BTreeMap<&str, &str> =
        list.lines().map(|line| line.split_once("  ").map(|(hash, path)| (path, hash)).unwrap()).collect();
    assert_eq!(list.len(), files.len());
    for (path, bytes) in &files {
        assert_eq!(list.get(path.as_str()).copied(), Some(hash(bytes).as_str()), "{path}");
    }
    assert!(files.values().all(|bytes| !bytes.windows(7).any(|part| part == b"$argon2")), "nothing with which one signs in");
    principal.get(PAGE).await.says(&code).says("Nộp lưu trữ của huyện").says("Bắt đầu tải lúc");
    let log = management.get("/nhat-ky").await;
    log.says("xuất hồ sơ toàn trường, bản số 1").says("để: Nộp lưu trữ của huyện").says(&code);
    log.says("bắt đầu tải bản xuất toàn trường số 1");
    // Nobody else takes what she has made, and after some hours nobody does.
    assert_eq!(vice.post_form(&format!("{PAGE}/1/tai"), &[]).await.status, 403);
    app.clock.advance(TimeDelta::hours(5));
    let principal = app.as_principal().await;
    let late = principal.post_form(&format!("{PAGE}/1/tai"), &[("proof", DEMO_PASSWORD)]).await;
    assert_eq!(late.status, 409, "{}", late.words());
    late.says("không còn để tải");
    principal.get(PAGE).await.says("Nộp lưu trữ của huyện");
}

#[tokio::test]
async fn what_is_not_whole_in_the_store_is_named_and_leaves_in_no_export() {
    let app = TestApp::demo_at(NOW).await;
    looked_into(&app).await;
    let principal = app.as_principal().await;
    let spoil = |place: &std::path::Path| {
        std::fs::remove_file(place).unwrap();
        std::fs::write(place, b"something else").unwrap();
    };
    let blobs = app.folder.path().join("blobs");
    let mut places: Vec<_> = Vec::new();
    for part in std::fs::read_dir(&blobs).unwrap().map(|part| part.unwrap().path()).filter(|part| part.is_dir()) {
        let named = std::fs::read_dir(&part).unwrap().map(|file| file.unwrap().path());
        places.extend(named.filter(|file| file.file_name().is_some_and(|name| name.len() == 64)));
    }
    assert!(!places.is_empty());
    places.iter().for_each(|place| spoil(place));
    let form = [("purpose", "Đoàn thanh tra yêu cầu"), ("proof", DEMO_PASSWORD)];
    assert_eq!(principal.post_form(PAGE, &form).await.status, 303);
    let answer = taken(&principal, 1).await;
    assert_eq!(answer.header("content-length"), answer.bytes.len().to_string());
    let files = unpacked(&answer.bytes);
    assert!(!files.values().any(|bytes| bytes == b"something else"));
    let lacking = String::from_utf8(files["TEP-KHONG-CO.txt"].clone()).unwrap();
    assert!(lacking.contains("không còn nguyên trong kho tệp"), "{lacking}");
    principal.get(PAGE).await.says("thiếu");
}
