//! "/cai-dat/loai-ho-so": types of records that only this school keeps, and other names for the starter set.

use crate::support::{Answer, Multipart, TestApp, WORD, with};

const PATH: &str = "/cai-dat/loai-ho-so";
const BOOK: [(&str, &str); 6] = [
    ("new-name", "Sổ bàn giao hằng tuần"),
    ("new-owner", "moi-lop"),
    ("new-recurrence", "week"),
    ("new-due", "friday_before"),
    ("new-readers", "ordinary"),
    ("do", "add"),
];

/// The value of a select or field, as the page shows it.
fn value(page: &Answer, name: &str) -> String {
    page.fields().into_iter().find(|(field, _)| field == name).unwrap_or_else(|| panic!("no {name}")).1
}

/// The open records of this title's beginning.
async fn owed(app: &TestApp, title: &str) -> usize {
    let facts = app.facts().await;
    facts.open_obligations().filter(|one| facts.title(one).starts_with(title)).count()
}

#[tokio::test]
async fn a_type_of_the_schools_own_is_owed_from_now_on() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let page = principal.get(PATH).await;
    assert!(page.words().contains("Loại hồ sơ riêng của trường"), "{}", page.words());
    let saved = principal.post_form(PATH, &with(&page.fields(), &BOOK)).await;
    assert_eq!((saved.status, saved.location()), (303, "/cai-dat/loai-ho-so?da-luu=1"), "{}", saved.words());
    let page = principal.get(saved.location()).await;
    assert_eq!(value(&page, "n-rieng-so-ban-giao-hang-tuan"), "Sổ bàn giao hằng tuần");
    assert_eq!(value(&page, "r-rieng-so-ban-giao-hang-tuan"), "friday_before");
    assert!(page.words().contains("ai được xem: người nộp, tổ trưởng, tổ phó của tổ, ban giám hiệu"), "{}", page.words());
    assert_eq!(value(&page, "new-name"), "");
    assert_eq!(owed(&app, "Sổ bàn giao tuần 13").await, 12);
    assert_eq!(owed(&app, "Sổ bàn giao tuần 12").await, 0, "what had come due before was not owed then");
    assert!(teacher.get("/viec-cua-toi").await.words().contains("Sổ bàn giao tuần 13 · Lớp 4A"));
    assert!(principal.get("/cai-dat").await.words().contains("15 loại hồ sơ"));

    // Handed in, then taken out of use: it stands, and nobody owes the others.
    let facts = app.facts().await;
    let record = facts.open_obligations().find(|one| facts.title(one) == "Sổ bàn giao tuần 13 · Lớp 4A").unwrap().id;
    let form = Multipart::new().field("note", "").file("so.docx", WORD);
    let key = teacher.get(&format!("/nop/{record}")).await.field("key").unwrap();
    let receipt = teacher.post_multipart(&format!("/nop/{record}"), form.field("key", &key)).await;
    assert_eq!(receipt.status, 303, "{}", receipt.words());
    let without: Vec<(String, String)> =
        page.fields().into_iter().filter(|(name, value)| name != "use" || value != "rieng-so-ban-giao-hang-tuan").collect();
    let revision = app.facts().await.revision;
    let look = principal.post_form(PATH, &with(&without, &[])).await;
    assert_eq!(look.status, 200);
    assert!(look.words().contains("Bỏ dùng: Sổ bàn giao hằng tuần.") && look.words().contains("Không phải nộp nữa: "));
    assert_eq!(app.facts().await.revision, revision, "a look changes nothing");
    assert_eq!(principal.post_form_looked_at(PATH, &with(&without, &[])).await.status, 303);
    assert_eq!(owed(&app, "Sổ bàn giao").await, 1);
    assert_eq!(teacher.get(receipt.location()).await.status, 200);
    assert!(principal.get(PATH).await.words().contains("Sổ bàn giao hằng tuần"), "retired, not deleted");
}

#[tokio::test]
async fn a_starter_type_gets_another_name_and_stays_the_regulations() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let fields = principal.get(PATH).await.fields();
    let saved = principal.post_form(PATH, &with(&fields, &[("n-giao-an", "Kế hoạch bài dạy (giáo án)")])).await;
    assert_eq!(saved.status, 303, "{}", saved.words());
    let page = principal.get(PATH).await;
    assert_eq!(value(&page, "n-giao-an"), "Kế hoạch bài dạy (giáo án)");
    let regulated = |page: &Answer| page.words().matches("· Điều 9").count();
    assert_eq!(regulated(&page), 4);
    let work = teacher.get("/viec-cua-toi").await.words();
    assert!(work.contains("Kế hoạch bài dạy tuần 13 · Lớp 4A") && work.contains("Điều 9"), "{work}");

    // By which rule it falls due is told here; another one is a version of the rules, with a day and a decision.
    assert_eq!(value(&page, "r-giao-an"), "friday_before");
    principal.post_form(PATH, &with(&page.fields(), &[("r-giao-an", "last_working_day_of_week")])).await;
    assert_eq!(regulated(&principal.get(PATH).await), 4, "what is sent all the same changes nothing");
}

#[tokio::test]
async fn a_refused_type_keeps_what_was_typed() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let fields = principal.get(PATH).await.fields();
    let typed = BOOK.map(|(name, value)| (name, if name == "new-recurrence" { "month" } else { value }));
    let typed = [&typed[..], &[("n-giao-an", ""), ("n-tu-lieu", "Tư liệu của lớp")]].concat();
    let refused = principal.post_form(PATH, &with(&fields, &typed)).await;
    assert_eq!(refused.status, 422);
    for wanted in [
        "Hồ sơ “Hằng tháng” không dùng được hạn này. Chọn: Chưa quy định hạn; Ngày làm việc cuối của tháng",
        "Thiếu tên loại hồ sơ.",
    ] {
        assert!(refused.words().contains(wanted), "{wanted}: {}", refused.words());
    }
    for (name, wanted) in &typed[..5] {
        assert_eq!(value(&refused, name), *wanted, "{name}");
    }
    assert_eq!((value(&refused, "n-giao-an"), value(&refused, "n-tu-lieu")), (String::new(), "Tư liệu của lớp".to_owned()));
    let refused = principal.post_form(PATH, &with(&fields, &[("do", "add")])).await;
    assert_eq!(refused.status, 422, "the button beside an empty row");
    assert_eq!(owed(&app, "Sổ bàn giao").await, 0);
}

#[tokio::test]
async fn types_are_the_leaderships_alone() {
    let app = TestApp::demo().await;
    let fields = app.as_principal().await.get(PATH).await.fields();
    for username in ["giaovien", "totruong", "quanly"] {
        let user = app.as_user(username).await;
        assert_eq!(user.post_form(PATH, &with(&fields, &BOOK)).await.status, 403, "{username}");
    }
    assert_eq!(owed(&app, "Sổ bàn giao").await, 0);
}

#[tokio::test]
async fn a_plan_of_ones_own_is_handed_in_by_nobody_else() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let page = principal.get(PATH).await;
    let plan = [
        ("new-name", "Kế hoạch bồi dưỡng hằng tháng"),
        ("new-owner", "moi-giao-vien"),
        ("new-recurrence", "month"),
        ("new-due", "last_working_day_of_period"),
        ("new-readers", "ordinary"),
        ("do", "add"),
    ];
    let saved = principal.post_form(PATH, &with(&page.fields(), &plan)).await;
    assert_eq!(saved.status, 303, "{}", saved.words());
    assert!(principal.get(PATH).await.words().contains("Mỗi giáo viên, hằng tháng"));
    // Another teacher has the same name: the class tells them apart.
    let title = "Kế hoạch bồi dưỡng tháng 11/2026 · Nguyễn Thị Hoa (4A";
    assert!(teacher.get("/viec-cua-toi").await.words().contains(title), "{}", teacher.get("/viec-cua-toi").await.words());
    let facts = app.facts().await;
    let hers = facts.open_obligations().find(|one| facts.title(one).starts_with(title)).unwrap();
    let path = format!("/nop/{}", hers.id);
    // Who teaches the same class, the head, the principal: it is hers.
    for other in ["vtpthao", "totruong", "hieutruong"] {
        assert_eq!(app.as_user(other).await.get(&path).await.status, 403, "{other}");
    }
    let done = teacher.post_multipart(&path, Multipart::new().field("note", "").file("ke-hoach.docx", WORD)).await;
    assert_eq!(done.status, 303, "{}", done.words());
    let list =
        principal.get("/bang-theo-doi/danh-sach?loai=rieng-ke-hoach-boi-duong-hang-thang&q=nguyen%20thi%20hoa").await.words();
    assert!(list.contains(title) && list.contains("Nộp đúng hạn"), "{list}");
    assert_eq!(teacher.get(done.location()).await.status, 200);
}
