//! "/luu-tru/tieu-huy": list, minutes, decision, waiting, execution; what is gone is gone, what is known of it stays; who may what.

use std::path::PathBuf;

use domain::{files::Sha256, obligations::ObligationId};
use records::{Work, archive};
use server::{startup::DEMO_PASSWORD, verify};

use crate::{
    reviews::send,
    support::{Multipart, PDF, TestApp, User},
};

const LISTS: &str = "/luu-tru/tieu-huy";
const LIST: &str = "/luu-tru/tieu-huy/1";
const NOW: &str = "2026-11-25T14:20:00+07:00";
/// No decision of before is taken back any more.
const SETTLED: &str = "2026-11-25T15:30:00+07:00";
/// The period of two years is over.
const LATER: &str = "2032-07-05T09:00:00+07:00";
const EXECUTABLE: &str = "2032-07-12T10:00:00+07:00";

/// A record of the first package.
struct Archived {
    id: ObligationId,
    title: String,
    /// The address of its first file, and where its bytes lie.
    file: String,
    sha256: Sha256,
    place: PathBuf,
}

/// Two lesson plans, each of bytes of its own, handed in and approved: those of the demo are of the same few files.
async fn approve_two(app: &TestApp) {
    let (teacher, head, facts) = (app.as_teacher().await, app.as_head().await, app.facts().await);
    let owed = app.owed_by("giaovien").await.into_iter().filter(|one| facts.title(one).starts_with("Giáo án"));
    for (number, plan) in owed.take(2).enumerate() {
        let bytes = [PDF, format!("\n% {number}\n").as_bytes()].concat();
        let form = Multipart::new().field("note", "").file("giáo án.pdf", &bytes);
        assert_eq!(teacher.post_multipart(&format!("/nop/{}", plan.id), form).await.status, 303);
        let desk = head.get(&format!("/cho-duyet/{}", plan.id)).await;
        let approved = send(&head, &desk, plan.id, &[("outcome", "approve")]).await;
        assert_eq!(approved.status, 303, "{}", approved.words());
    }
}

/// The demo school with a package, years later: every type in it has a period of two years, which is over. The first two records.
async fn archived_school() -> (TestApp, [Archived; 2]) {
    let app = TestApp::demo_at(NOW).await;
    approve_two(&app).await;
    // What was decided can be taken back for some minutes.
    app.clock.set(SETTLED.parse().unwrap());
    let principal = app.as_principal().await;
    let id = principal.get("/luu-tru").await.field("id").expect("something is ready");
    let class = app.class("4A").await.to_string();
    let put = principal.post_form("/luu-tru", &[("id", &id), ("nam", ""), ("type", ""), ("class", &class)]).await;
    assert_eq!(put.status, 303, "{}", put.words());
    let known = app.read(async |work: &mut Work| archive::records(work, 1).await).await;
    let is_alone = |file: &Sha256| known.iter().filter(|one| one.packed.files().contains_key(file)).count() == 1;
    let mut found = Vec::new();
    let mut types = std::collections::BTreeSet::new();
    for one in &known {
        types.insert(one.packed.record.record_type);
        let newest = one.packed.newest().unwrap();
        let file = &newest.files[0];
        if is_alone(&file.sha256) {
            let name = file.sha256.to_string();
            found.push(Archived {
                id: one.packed.record.obligation,
                title: one.packed.record.title.clone(),
                file: format!("/tep/{}/0", newest.submission),
                sha256: file.sha256,
                place: app.folder.path().join("blobs").join(&name[..2]).join(&name),
            });
        }
    }
    for record_type in types {
        let form = [("kind", "years"), ("years", "2"), ("basis", "Thông tư 08/2025"), ("seen", "0"), ("proof", DEMO_PASSWORD)];
        let set = principal.post_form(&format!("/luu-tru/thoi-han/{record_type}"), &form).await;
        assert_eq!(set.status, 303, "{}", set.words());
    }
    app.clock.set(LATER.parse().unwrap());
    let two: Vec<Archived> = found.into_iter().take(2).collect();
    let two: [Archived; 2] = two.try_into().unwrap_or_else(|_| panic!("two records with a file of their own of {}", known.len()));
    (app, two)
}

async fn draw_up(user: &User, records: &[&Archived]) -> crate::support::Answer {
    let id = user.get("/luu-tru/tieu-huy/moi?goi=1").await.field("id").expect("a form");
    let ids: Vec<String> = records.iter().map(|one| one.id.to_string()).collect();
    let mut form = vec![("id", id.as_str()), ("goi", "1"), ("explanation", "Đã hết thời hạn lưu, không còn dùng đến")];
    form.extend(ids.iter().map(|id| ("record", id.as_str())));
    user.post_form(LISTS, &form).await
}

/// Chair and members of the council, as the page of the list offers them: the first three.
fn council(page: &str) -> Vec<String> {
    let boxes = page.split("name=\"member\"").skip(1);
    boxes.filter_map(|rest| Some(rest.split("value=\"").nth(1)?.split('"').next()?.to_owned())).take(3).collect()
}

async fn looked_through(app: &TestApp) -> Result<String, verify::VerifyError> {
    verify::verify(&verify::Asked { data: app.folder.path(), database_url: None, anchors: &[] }).await
}

#[tokio::test]
async fn a_list_goes_its_whole_way_and_the_bytes_are_gone_while_all_that_is_known_of_them_stays() {
    let (app, [gone, kept]) = archived_school().await;
    let (management, vice, principal) = (app.as_management().await, app.as_user("phohieutruong").await, app.as_principal().await);
    management.get(LISTS).await.says("hồ sơ hết thời hạn lưu").says("không có gì tự mất");
    management.get("/luu-tru/tieu-huy/moi?goi=1").await.says(&gone.title).says("2 năm, theo Thông tư 08/2025");
    let drawn = draw_up(&management, &[&gone, &kept]).await;
    assert_eq!(drawn.location(), format!("{LIST}?xong=lap"), "{}", drawn.words());
    let page = management.get(LIST).await;
    page.says("Chờ biên bản của hội đồng").says("Thuyết minh: Đã hết thời hạn lưu").says(&gone.title);
    management.get("/luu-tru/tieu-huy/1/in").await.says("DANH MỤC TÀI LIỆU HẾT GIÁ TRỊ").says("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    assert_eq!(management.get("/luu-tru/tieu-huy/1/bien-ban").await.status, 404, "there are no minutes yet");
    // Too few people, and nothing typed is lost.
    let people = council(page.html());
    assert_eq!(people.len(), 3);
    let keep = format!("keep-{}", kept.id);
    let minutes = |members: usize| {
        let mut form =
            vec![("number", "05/BB-HĐ"), ("on", "05/07/2032"), ("chair", people[0].as_str()), (keep.as_str(), "Còn dùng làm mẫu")];
        form.extend(people.iter().take(members).map(|id| ("member", id.as_str())));
        form
    };
    let entered = format!("{LIST}/bien-ban");
    let wrong = management.post_form(&entered, &minutes(1)).await;
    assert_eq!(wrong.status, 422);
    wrong.says("Hội đồng có ít nhất 3 người");
    assert!(wrong.html().contains("05/BB-HĐ") && wrong.html().contains("Còn dùng làm mẫu"), "what was typed is there");
    let right = management.post_form(&entered, &minutes(3)).await;
    assert_eq!(right.location(), format!("{LIST}?xong=bien-ban"), "{}", right.words());
    management.get(&entered).await.says("BIÊN BẢN HỌP HỘI ĐỒNG").says("Số: 05/BB-HĐ").says("Giữ lại: Còn dùng làm mẫu");
    // The principal alone decides, with her own password.
    let decide = format!("{LIST}/quyet-dinh");
    let yes = [("outcome", "approve"), ("number", "15/QĐ-MN"), ("reason", ""), ("proof", DEMO_PASSWORD)];
    assert_eq!(vice.post_form(&decide, &yes).await.status, 403);
    assert_eq!(management.post_form(&decide, &yes).await.status, 403);
    let no_number = principal.post_form(&decide, &[("outcome", "approve"), ("number", ""), ("reason", ""), ("proof", "sai")]).await;
    assert_eq!(no_number.status, 422);
    no_number.says("Ghi số quyết định");
    assert_eq!(principal.post_form(&decide, &yes).await.location(), format!("{LIST}?xong=quyet-dinh"));
    // Nothing goes before the days are over, and then by somebody else alone.
    let execute = format!("{LIST}/thi-hanh");
    let proof = [("proof", DEMO_PASSWORD)];
    let early = vice.post_form(&execute, &proof).await;
    assert_eq!(early.status, 409);
    early.says("Chưa đến lúc thi hành");
    assert!(gone.place.exists());
    app.clock.set(EXECUTABLE.parse().unwrap());
    let (management, vice, principal) = (app.as_management().await, app.as_user("phohieutruong").await, app.as_principal().await);
    assert_eq!(management.post_form(&execute, &proof).await.status, 403, "whoever drew it up");
    assert_eq!(principal.post_form(&execute, &proof).await.status, 403, "whoever decided");
    assert!(gone.place.exists(), "no day lets it go");
    assert_eq!(principal.get(&gone.file).await.status, 200);
    let done = vice.post_form(&execute, &proof).await;
    assert_eq!(done.location(), format!("{LIST}?xong=thi-hanh"), "{}", done.words());
    assert!(!gone.place.exists() && kept.place.exists());
    assert_eq!(vice.post_form(&execute, &proof).await.status, 409, "it is done once");
    // What is known of it stays, and says by which minutes it went.
    let opened = principal.get(&gone.file).await;
    assert_eq!(opened.status, 410);
    opened.says("theo biên bản số 05/BB-HĐ ngày 05/07/2032");
    assert_eq!(principal.get(&kept.file).await.status, 200);
    principal.get(&format!("/ho-so/{}", gone.id)).await.says("Đã tiêu hủy lúc").says("05/BB-HĐ");
    principal.get(&format!("/luu-tru/ho-so/{}", gone.id)).await.says("Đã tiêu hủy lúc").says(&gone.sha256.to_string());
    principal.get("/luu-tru/goi/1").await.says("Đã tiêu hủy lúc");
    principal.get(LIST).await.says("Đã tiêu hủy").says("Giữ lại: Còn dùng làm mẫu");
    let log = management.get("/nhat-ky").await;
    log.says("thi hành danh mục tiêu hủy số 1").says("biên bản số 05/BB-HĐ").says("tiêu hủy tệp của");
    // Whoever looks after the files misses nothing, at the page and at the console.
    let checked = management.post_form("/luu-tru/goi/1/kiem-tra", &[]).await;
    assert_eq!(checked.location(), "/luu-tru/goi/1?xong=du");
    let told = looked_through(&app).await.unwrap();
    assert!(told.contains("Tiêu hủy: 1 danh mục, 1 hồ sơ, đều có biên bản và khớp nhật ký."), "{told}");
    let taken = principal.post_form("/luu-tru/goi/1/tai", &[]).await;
    assert_eq!(taken.status, 200, "the package is taken home without it");
    // It came back, by a backup of the files or by hand: told, and deleted once more.
    std::fs::write(&gone.place, b"as it was").unwrap();
    let told = looked_through(&app).await.unwrap();
    assert!(told.contains("Còn 1 tệp đã có quyết định tiêu hủy"), "{told}");
    management.get(LIST).await.says("Còn 1 tệp đã tiêu hủy vẫn nằm trong kho");
    assert_eq!(management.post_form(&format!("{LIST}/xoa-not"), &[]).await.location(), format!("{LIST}?xong=xoa"));
    assert!(!gone.place.exists());
}

#[tokio::test]
async fn what_is_held_comes_on_no_list_and_the_principal_takes_a_decision_back() {
    let (app, [one, other]) = archived_school().await;
    let (management, vice, principal) = (app.as_management().await, app.as_user("phohieutruong").await, app.as_principal().await);
    let teacher = app.as_teacher().await;
    for address in [LISTS, LIST, "/luu-tru/tieu-huy/moi?goi=1"] {
        assert_eq!(teacher.get(address).await.status, 403, "{address}");
    }
    assert_eq!(principal.get("/luu-tru/tieu-huy/moi?goi=1").await.status, 403, "whoever decides draws up nothing");
    assert_eq!(management.get("/luu-tru/tieu-huy/moi?goi=9").await.status, 404);
    assert_eq!(management.get(LIST).await.status, 404);
    let held =
        principal.post_form("/luu-tru/giu-lai", &[("record", &one.id.to_string()), ("reason", "Có đơn của phụ huynh")]).await;
    assert_eq!(held.status, 303);
    management.get("/luu-tru/tieu-huy/moi?goi=1").await.says("giữ lại theo lệnh số 1");
    let refused = draw_up(&management, &[&one, &other]).await;
    assert_eq!(refused.status, 409);
    refused.says(&format!("Chưa được tiêu hủy: {}: giữ lại theo lệnh số 1", one.title));
    assert!(refused.html().contains("Đã hết thời hạn lưu, không còn dùng đến"), "what was typed is there");
    let nothing = draw_up(&management, &[]).await;
    assert_eq!(nothing.status, 422);
    nothing.says("Chọn ít nhất một hồ sơ");
    assert_eq!(draw_up(&management, &[&other]).await.status, 303);
    let twice = draw_up(&vice, &[&other]).await;
    assert_eq!(twice.status, 409);
    twice.says("đã ở trong danh mục số 1");
    let people = council(management.get(LIST).await.html());
    let mut form = vec![("number", "05/BB-HĐ"), ("on", "05/07/2032"), ("chair", people[0].as_str())];
    form.extend(people.iter().map(|id| ("member", id.as_str())));
    assert_eq!(vice.post_form(&format!("{LIST}/bien-ban"), &form).await.status, 303);
    let yes = [("outcome", "approve"), ("number", "15/QĐ-MN"), ("reason", ""), ("proof", DEMO_PASSWORD)];
    assert_eq!(principal.post_form(&format!("{LIST}/quyet-dinh"), &yes).await.status, 303);
    let back = format!("{LIST}/rut");
    let why = [("reason", "Nhầm lớp"), ("proof", DEMO_PASSWORD)];
    assert_eq!(vice.post_form(&back, &why).await.status, 403, "after the decision the principal alone");
    let without = principal.post_form(&back, &[("reason", ""), ("proof", DEMO_PASSWORD)]).await;
    assert_eq!(without.status, 422);
    without.says("Ghi lý do");
    assert_eq!(principal.post_form(&back, &why).await.location(), format!("{LISTS}?xong=rut"));
    app.clock.set(EXECUTABLE.parse().unwrap());
    let vice = app.as_user("phohieutruong").await;
    assert_eq!(vice.post_form(&format!("{LIST}/thi-hanh"), &[("proof", DEMO_PASSWORD)]).await.status, 409);
    assert!(other.place.exists());
    vice.get(LIST).await.says("Đã rút").says("Nhầm lớp");
}
