//! "/luu-tru": what is approved goes in and changes no more, with its package read at home; periods and holds; who may what.

use std::collections::BTreeMap;

use rawzip::ZipArchive;
use records::{Work, archive};
use server::startup::DEMO_PASSWORD;
use sha2::{Digest, Sha256};

use crate::support::{Answer, Multipart, TestApp, User, WORD};

const ARCHIVE: &str = "/luu-tru";
const NOW: &str = "2026-11-25T14:20:00+07:00";

/// The files of a package: path below its folder, and bytes.
fn unpacked(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let archive = ZipArchive::from_slice(bytes).expect("an archive");
    let file = |record: rawzip::ZipFileHeaderRecord<'_>| {
        let path = String::from_utf8(record.file_path().as_bytes().to_vec()).expect("letters");
        let path = path.split_once('/').expect("a folder").1.to_owned();
        (path, archive.get_entry(record.wayfinder()).expect("a file").data().to_vec())
    };
    archive.entries().map(|record| file(record.expect("a file"))).collect()
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Sends the form of the page that puts in what is ready.
async fn put(user: &User) -> Answer {
    let id = user.get(ARCHIVE).await.field("id").expect("something is ready");
    user.post_form(ARCHIVE, &[("id", &id), ("nam", ""), ("type", ""), ("class", "")]).await
}

#[tokio::test]
async fn the_leadership_puts_in_what_is_approved_and_nobody_changes_it_after_that() {
    let app = TestApp::demo_at(NOW).await;
    let (principal, vice, management, teacher) =
        (app.as_principal().await, app.as_user("phohieutruong").await, app.as_management().await, app.as_teacher().await);
    // A teacher who wants more, and the management team, who reads and puts nothing in.
    assert_eq!(teacher.get(ARCHIVE).await.status, 403);
    let form = [("id", "01930000-0000-4000-8000-000000000000"), ("nam", ""), ("type", ""), ("class", "")];
    assert_eq!(teacher.post_form(ARCHIVE, &form).await.status, 403);
    management.get(ARCHIVE).await.says("Chưa có gói lưu trữ nào.").says("Chưa sẵn sàng (");
    assert!(management.get(ARCHIVE).await.field("id").is_none());
    assert_eq!(management.post_form(ARCHIVE, &form).await.status, 403);
    assert_eq!(principal.post_form(ARCHIVE, &[("id", "x"), ("nam", ""), ("type", ""), ("class", "")]).await.status, 400);
    assert_eq!(principal.get("/luu-tru?type=x").await.status, 404);
    // The vice principal organises it as the principal does (Điều 4e).
    let done = put(&vice).await;
    assert_eq!(done.status, 303, "{}", done.words());
    assert!(done.location().starts_with("/luu-tru?xong="), "{}", done.location());
    principal.get(ARCHIVE).await.says("Đủ và nguyên vẹn").says("Mã kiểm tra");
    let again = principal.get(ARCHIVE).await;
    if let Some(id) = again.field("id") {
        let more = principal.post_form(ARCHIVE, &[("id", &id), ("nam", ""), ("type", ""), ("class", "")]).await;
        assert_eq!(more.status, 303);
    }
    // What lies there is shut to whoever handed it in, whatever the page was.
    let facts = app.facts().await;
    let hoa = app.person("giaovien").await;
    let is_hers = |one: &&domain::obligations::Obligation| {
        one.archived.is_some() && one.handed_in.as_ref().is_some_and(|handed_in| handed_in.last_by == hoa)
    };
    let archived = facts.obligations.iter().find(is_hers).expect("one of hers is approved").id;
    let hand_in =
        teacher.post_multipart(&format!("/nop/{archived}"), Multipart::new().field("note", "").file("moi.docx", WORD)).await;
    assert_eq!(hand_in.status, 409);
    hand_in.says("đã đưa vào lưu trữ, gói số");
    teacher.get(&format!("/ho-so/{archived}")).await.says("đã đưa vào lưu trữ, gói số");
    management.get("/nhat-ky").await.says("hồ sơ vào lưu trữ, gói lưu trữ số 1");
}

#[tokio::test]
async fn a_package_is_read_at_home_without_the_program_and_says_what_is_not_whole() {
    let app = TestApp::demo_at(NOW).await;
    let (principal, management, teacher) = (app.as_principal().await, app.as_management().await, app.as_teacher().await);
    assert_eq!(put(&principal).await.status, 303);
    let page = "/luu-tru/goi/1";
    principal.get(page).await.says("Đủ và nguyên vẹn").says("Tải gói (");
    assert_eq!(teacher.get(page).await.status, 403);
    assert_eq!(principal.get("/luu-tru/goi/99").await.status, 404);
    for user in [&teacher, &management] {
        assert_eq!(user.post_form(&format!("{page}/tai"), &[]).await.status, 403);
    }
    let taken = principal.post_form(&format!("{page}/tai"), &[]).await;
    assert_eq!((taken.status, taken.header("content-type")), (200, "application/zip"));
    assert_eq!(taken.header("content-length"), taken.bytes.len().to_string());
    let files = unpacked(&taken.bytes);
    // Every file is what the list of hashes says, and the code of the page is that of "goi.txt".
    let sums = String::from_utf8(files["SHA256SUMS"].clone()).unwrap();
    assert_eq!(sums.lines().count(), files.len() - 1);
    for line in sums.lines() {
        let (sum, path) = line.split_once("  ").unwrap();
        assert_eq!(hash(&files[path]), sum, "{path}");
    }
    let code = hash(&files["goi.txt"]);
    principal.get(page).await.says(&code);
    let text = String::from_utf8(files["goi.txt"].clone()).unwrap();
    let manifests: Vec<_> = files.iter().filter(|(path, _)| path.ends_with("/ho-so.json")).collect();
    assert!(!manifests.is_empty());
    for (_, bytes) in &manifests {
        assert!(text.contains(&hash(bytes)), "each record is among what the code is made of");
    }
    let index = String::from_utf8(files["index.html"].clone()).unwrap();
    assert!(index.contains(&code) && index.contains("BN-2026-") && !index.contains("<script"), "{index}");
    management.get("/nhat-ky?loai=luu-tru").await.says("tải gói lưu trữ số 1");
    // Whose files these are reads it of each record, as where one of them is taken.
    let by_record = app.read(async |work: &mut Work| archive::records(work, 1).await).await.remove(0).packed;
    let hers = format!("/nhat-ky?ho-so={}", by_record.record.obligation);
    principal.get(&hers).await.says("tải về một tệp của");
    // A file is spoiled on the disk: whoever looks is told, and the package is called whole no more.
    let known = app.read(async |work: &mut Work| archive::records(work, 1).await).await;
    let (spoiled, file) = known[0].packed.files().into_iter().next().unwrap();
    let name = spoiled.to_string();
    let place = app.folder.path().join("blobs").join(&name[..2]).join(&name);
    std::fs::remove_file(&place).unwrap();
    std::fs::write(&place, b"something else").unwrap();
    let checked = management.post_form(&format!("{page}/kiem-tra"), &[]).await;
    assert_eq!(checked.location(), format!("{page}?xong=hong"));
    principal.get(page).await.says("Không còn nguyên vẹn").says("Tệp không còn khớp").says(file.name.as_str());
    // Whoever looks after the files knows which one by its hash; what it is called is for those who open the record.
    let told = management.get(page).await;
    told.says("Không còn nguyên vẹn").says(&format!("Một tệp, mã {spoiled}"));
    assert!(!told.words().contains(&format!("{}, {}", file.name, known[0].packed.record.title)), "{}", told.words());
    let taken = principal.post_form(&format!("{page}/tai"), &[]).await;
    let files = unpacked(&taken.bytes);
    let index = String::from_utf8(files["index.html"].clone()).unwrap();
    assert!(index.contains("Gói không đủ: 1 tệp") && index.contains(&spoiled.to_string()), "{index}");
    assert!(!files.values().any(|bytes| bytes == b"something else"), "what is not what was handed in leaves in no package");
    assert_eq!(hash(&files["goi.txt"]), code, "the code stays that of the day on which it was made");
}

#[tokio::test]
async fn whoever_opens_no_record_reads_no_file_no_receipt_and_no_name_of_one_in_the_archive() {
    let app = TestApp::demo_at(NOW).await;
    let (principal, management) = (app.as_principal().await, app.as_management().await);
    assert_eq!(put(&principal).await.status, 303);
    let known = app.read(async |work: &mut Work| archive::records(work, 1).await).await;
    let (id, newest) = (known[0].packed.record.obligation, known[0].packed.newest().unwrap().clone());
    let (package, page) = ("/luu-tru/goi/1".to_owned(), format!("/luu-tru/ho-so/{id}"));
    for address in [&package, &page] {
        let (opens, does_not) = (principal.get(address).await.words(), management.get(address).await.words());
        assert!(opens.contains(&newest.receipt_number), "{opens}");
        for secret in [newest.receipt_number.as_str(), newest.files[0].name.as_str()] {
            assert!(!does_not.contains(secret), "{address}: {secret} in {does_not}");
        }
        assert!(does_not.contains(&known[0].packed.record.title), "that it lies there is told");
    }
    assert!(principal.get(&page).await.words().contains(newest.files[0].name.as_str()));
    management.get(&page).await.says("chỉ hiện với người được mở hồ sơ này");
}

#[tokio::test]
async fn what_goes_in_and_a_package_that_leaves_ask_for_the_password_again() {
    let app = TestApp::demo_at(NOW).await;
    let principal = app.as_principal().await;
    app.clock.advance(chrono::TimeDelta::minutes(6));
    let id = principal.get(ARCHIVE).await.field("id").expect("something is ready");
    let form = [("id", id.as_str()), ("nam", ""), ("type", ""), ("class", "")];
    let asked = principal.post_form(ARCHIVE, &form).await;
    asked.is(axum::http::StatusCode::UNPROCESSABLE_ENTITY).says("Gõ mật khẩu đang dùng rồi gửi lại");
    assert!(app.read(async |work: &mut Work| archive::packages(work).await).await.is_empty());
    let proved = [&form[..], &[("proof", DEMO_PASSWORD)]].concat();
    assert_eq!(principal.post_form(ARCHIVE, &proved).await.status, 303);
    app.clock.advance(chrono::TimeDelta::minutes(6));
    let take = "/luu-tru/goi/1/tai";
    let asked = principal.post_form(take, &[]).await;
    asked.is(axum::http::StatusCode::UNPROCESSABLE_ENTITY).says("Gõ lại mật khẩu của chính mình");
    assert_eq!(principal.post_form(take, &[("proof", "không phải")]).await.status, 422);
    let taken = principal.post_form(take, &[("proof", DEMO_PASSWORD)]).await;
    assert_eq!((taken.status, taken.header("content-type")), (200, "application/zip"));
}

#[tokio::test]
async fn only_the_principal_takes_a_record_out_with_a_reason_and_the_password() {
    let app = TestApp::demo_at(NOW).await;
    let (principal, vice, management) = (app.as_principal().await, app.as_user("phohieutruong").await, app.as_management().await);
    assert_eq!(put(&principal).await.status, 303);
    let known = app.read(async |work: &mut Work| archive::records(work, 1).await).await;
    let id = known[0].packed.record.obligation;
    let (page, out) = (format!("/luu-tru/ho-so/{id}"), format!("/luu-tru/ho-so/{id}/lay-ra"));
    for user in [&vice, &management] {
        user.get(&page).await.says("Trong lưu trữ");
        assert!(!user.get(&page).await.html().contains(&out));
        assert_eq!(user.post_form(&out, &[("reason", "Thiếu một trang"), ("proof", DEMO_PASSWORD)]).await.status, 403);
    }
    let without = principal.post_form(&out, &[("reason", "")]).await;
    assert_eq!(without.status, 422);
    let done = principal.post_form(&out, &[("reason", "Thiếu một trang"), ("proof", DEMO_PASSWORD)]).await;
    assert_eq!(done.location(), format!("{page}?xong=lay-ra"), "{}", done.words());
    principal.get(&page).await.says("lấy ra lúc").says("Thiếu một trang");
    principal.get("/luu-tru/goi/1").await.says("Đã lấy ra lúc");
    let twice = principal.post_form(&out, &[("reason", "Thiếu một trang"), ("proof", DEMO_PASSWORD)]).await;
    assert_eq!(twice.status, 409);
    assert!(app.facts().await.obligation(id).unwrap().archived.is_none());
    management.get("/nhat-ky").await.says("ra khỏi gói lưu trữ số 1");
}

#[tokio::test]
async fn a_period_has_its_basis_and_a_hold_its_reason_and_nothing_typed_is_lost() {
    let app = TestApp::demo_at(NOW).await;
    let (principal, management, teacher) = (app.as_principal().await, app.as_management().await, app.as_teacher().await);
    let list = "/luu-tru/thoi-han";
    assert_eq!(teacher.get(list).await.status, 403);
    principal.get(list).await.says("Chưa tra cứu, giữ").says("chỉ hủy theo biên bản");
    let record_type = app.facts().await.regime.record_types[0].id;
    let set = format!("{list}/{record_type}");
    let form = |years: &'static str, basis: &'static str, seen: &'static str| {
        [("kind", "years"), ("years", years), ("basis", basis), ("seen", seen), ("proof", DEMO_PASSWORD)]
    };
    assert_eq!(management.post_form(&set, &form("5", "Thông tư 08", "0")).await.status, 403);
    let wrong = principal.post_form(&set, &form("năm", "Thông tư 08/2025", "0")).await;
    assert_eq!(wrong.status, 422);
    wrong.says("Ghi số năm");
    assert!(wrong.html().contains("Thông tư 08/2025"), "what was typed is there");
    assert_eq!(principal.post_form(&set, &form("5", "Thông tư 08/2025", "0")).await.location(), format!("{list}?xong=luu"));
    principal.get(list).await.says("5 năm, theo Thông tư 08/2025");
    assert_eq!(principal.post_form(&set, &form("7", "Thông tư 09/2026", "0")).await.status, 409);
    management.get("/nhat-ky").await.says("đặt thời hạn lưu của một loại hồ sơ");
    let holds = "/luu-tru/giu-lai";
    management.get(holds).await.says("Không có hồ sơ nào đang giữ lại.");
    let year = app.facts().await.regime.year.to_string();
    let hold = [("year", year.as_str()), ("type", ""), ("reason", "Đang thanh tra")];
    assert_eq!(teacher.post_form(holds, &hold).await.status, 403);
    assert_eq!(principal.post_form(holds, &[("year", year.as_str()), ("type", ""), ("reason", "")]).await.status, 422);
    assert_eq!(principal.post_form(holds, &hold).await.location(), format!("{holds}?xong=giu"));
    // One record that was to be held is asked for again as that record, and does not become a year.
    let one = app.facts().await.obligations.iter().next().unwrap().id.to_string();
    let long = "x".repeat(2_000);
    for reason in ["", long.as_str()] {
        let refused = principal.post_form(holds, &[("record", one.as_str()), ("reason", reason)]).await;
        assert_eq!((refused.status, refused.field("record").as_deref()), (422, Some(one.as_str())), "{}", refused.words());
        assert!(!refused.html().contains("name=\"year\""));
    }
    let held = principal.get(holds).await.words();
    assert!(held.contains("Mọi loại hồ sơ, năm học 2026–2027") && held.contains("Đang thanh tra"), "{held}");
    assert_eq!(put(&principal).await.status, 303);
    principal.get("/luu-tru/goi/1").await.says("Giữ lại theo lệnh số 1");
    let lift = format!("{holds}/1/thoi");
    assert_eq!(management.post_form(&lift, &[("reason", "Đã xong")]).await.status, 403);
    let lifted = principal.post_form(&lift, &[("reason", "Đã thanh tra xong"), ("proof", DEMO_PASSWORD)]).await;
    assert_eq!(lifted.location(), format!("{holds}?xong=thoi"));
    principal.get(holds).await.says("Đã thôi giữ").says("Đã thanh tra xong");
    assert_eq!(principal.post_form(&lift, &[("reason", "Đã xong"), ("proof", DEMO_PASSWORD)]).await.status, 409);
}
