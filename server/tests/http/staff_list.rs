//! "/can-bo/nhap": the school's own list, as a file and pasted, looked at before anything is done.

use chrono::TimeDelta;
use documents::testing::{compound, office::Office};

use crate::support::{Answer, Multipart, TestApp, User};

const SAMPLE: &[u8] = include_bytes!("../../samples/danh-sach-nhan-su.xlsx");
const PATH: &str = "/can-bo/nhap";
const FIRST_PASSWORDS: &str = "/can-bo/mat-khau";

#[tokio::test]
async fn the_sample_list_is_looked_at_and_taken_over_once() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let sent = principal.post_multipart("/can-bo/nhap/tep", Multipart::new().file("danh-sach-nhan-su.xlsx", SAMPLE)).await;
    assert_eq!((sent.status, sent.location()), (303, PATH));
    // It waits for her through a reload, and for nobody else.
    let page = principal.get(PATH).await;
    for wanted in ["Tệp danh-sach-nhan-su.xlsx: 7 người", "Nguyễn Thị Minh Nguyệt", "Phạm Thị Hoà", "Nhập"] {
        assert!(page.words().contains(wanted), "{wanted}: {}", page.words());
    }
    assert!(!app.as_management().await.get(PATH).await.words().contains("danh-sach-nhan-su"));
    let before = app.facts().await.organisation().people.len();
    let seen = page.field("seen").unwrap();
    let other = principal.post_form(PATH, &[("do", "take"), ("seen", "0000000000000000")]).await;
    assert_eq!(other.location(), "/can-bo/nhap?xem-lai=1", "nobody looked at that");
    assert_eq!(app.facts().await.organisation().people.len(), before);
    let taken = principal.post_form(PATH, &[("do", "take"), ("seen", &seen)]).await;
    assert!(taken.location().starts_with("/can-bo/nhap?them="), "{}", taken.location());
    let after = app.facts().await.organisation().people.len();
    principal.post_multipart("/can-bo/nhap/tep", Multipart::new().file("danh-sach-nhan-su.xlsx", SAMPLE)).await;
    let again = principal.get(PATH).await;
    principal.post_form(PATH, &[("do", "take"), ("seen", &again.field("seen").unwrap())]).await;
    assert_eq!(app.facts().await.organisation().people.len(), after, "importing twice is importing once");
}

/// A workbook whose one sheet has these rows, with what is merged.
fn workbook(rows: &str, merged: &str) -> Vec<u8> {
    let sheet = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"x\"><sheetData>{rows}</sheetData>\
         <mergeCells>{merged}</mergeCells></worksheet>"
    );
    Office::excel("").with("xl/worksheets/sheet1.xml", sheet).bytes()
}

fn cells(row: u32, texts: &[&str]) -> String {
    let cell = |(column, text): (char, &&str)| match text.parse::<u32>() {
        Ok(number) => format!("<c r=\"{column}{row}\"><v>{number}</v></c>"),
        Err(_) => format!("<c r=\"{column}{row}\" t=\"str\"><v>{text}</v></c>"),
    };
    format!("<row r=\"{row}\">{}</row>", ('A'..).zip(texts).map(cell).collect::<String>())
}

async fn brings(user: &User, bytes: &[u8]) -> Answer {
    user.post_multipart("/can-bo/nhap/tep", Multipart::new().file("danh-sach.xlsx", bytes)).await
}

/// Titles above the head, cells over two rows, one day as text and one as Excel's number, letters with their marks apart, and one
/// person twice.
#[tokio::test]
async fn a_workbook_as_schools_have_it_is_read_as_its_people_read_it() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let apart = "Vu\u{303} Đi\u{300}nh Ha\u{309}i";
    let rows = [
        cells(1, &["UBND PHƯỜNG AN BIÊN"]),
        cells(2, &["DANH SÁCH CÁN BỘ, GIÁO VIÊN, NHÂN VIÊN"]),
        cells(4, &["Họ và tên", "Ngày sinh", "Tổ", "Chức vụ"]),
        cells(5, &["NGUYỄN VĂN NAM", "12/03/1985", "Nuôi dưỡng", "Cấp dưỡng"]),
        cells(6, &[apart, "31048", "", ""]),
        cells(7, &["Nguyễn Văn Nam", "12/03/1985", "Nuôi dưỡng", "Cấp dưỡng"]),
    ];
    let merged = "<mergeCell ref=\"A1:D1\"/><mergeCell ref=\"C5:C6\"/><mergeCell ref=\"D5:D6\"/>";
    assert_eq!(brings(&principal, &workbook(&rows.concat(), merged)).await.location(), PATH);
    let page = principal.get(PATH).await;
    for wanted in ["Tệp danh-sach.xlsx: 3 người", "Nguyễn Văn Nam", "Vũ Đình Hải", "1985", "Cô hay thầy?", "Nhập 1 người"]
    {
        assert!(page.words().contains(wanted), "{wanted}: {}", page.words());
    }
    principal.post_form(PATH, &[("do", "look"), ("g6", "thay")]).await;
    let page = principal.get(PATH).await;
    page.says("Nhập 2 người");
    let before = app.facts().await.organisation().people.len();
    let taken = principal.post_form(PATH, &[("do", "take"), ("g6", "thay"), ("seen", &page.field("seen").unwrap())]).await;
    assert!(taken.location().starts_with("/can-bo/nhap?them=2"), "{} {}", taken.location(), taken.words());
    let facts = app.facts().await;
    let names: Vec<String> = facts.organisation().people.iter().map(|one| one.name.to_string()).collect();
    assert_eq!(names.len(), before + 2);
    // In the letters in which everybody else's name is kept.
    assert!(names.iter().any(|name| name == "Vũ Đình Hải"), "{names:?}");
}

#[tokio::test]
async fn a_list_of_five_thousand_rows_is_looked_at_in_part_and_an_old_workbook_is_named() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let people = (2..=5_001).map(|row| cells(row, &[&format!("Nguyễn Thị Hoa {row}"), "4A"]));
    let rows: String = [cells(1, &["Họ tên", "Lớp"])].into_iter().chain(people).collect();
    assert_eq!(brings(&principal, &workbook(&rows, "")).await.location(), PATH);
    let page = principal.get(PATH).await;
    assert!(page.words().contains("Chỉ xem 300 người đầu"), "{}", page.words());
    let old = compound::excel(&[(0x0809, &[0, 6, 5, 0]), (0x0085, &compound::sheet(0))], &[]);
    let refused = brings(&principal, &old).await;
    assert_eq!(refused.status, 422);
    assert!(refused.words().contains("Excel đời cũ (.xls), dù tên thế nào"), "{}", refused.words());
}

#[tokio::test]
async fn wrong_files_are_refused_in_words() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    for (name, bytes, wanted) in [
        ("danh-sach.xlsx", &b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and no more"[..], "không đọc được"),
        ("danh-sach.xlsx", &b"<html><table><tr><td>Hoa</td></tr></table>"[..], "Tệp là trang web mang tên Excel"),
        ("danh-sach.xlsx", &include_bytes!("../../samples/giao-an-tuan-12-lop-5A.pdf")[..], "có lẽ chọn nhầm tệp"),
        ("danh-sach.xlsx", &include_bytes!("../../samples/ke-hoach-tuan-12-lop-4A.docx")[..], "Tệp là Word"),
        ("danh-sach.csv", &b""[..], "Tệp trống"),
        ("danh-sach.csv", &b"\n\n ; ;\n"[..], "không có dòng nào"),
    ] {
        let refused = principal.post_multipart("/can-bo/nhap/tep", Multipart::new().file(name, bytes)).await;
        assert_eq!(refused.status, 422, "{name}: {wanted}");
        assert!(refused.words().contains(wanted), "{wanted}: {}", refused.words());
    }
    let csv = "Họ và tên;Lớp\nNGUYỄN VĂN NAM;4A\n".as_bytes();
    let sent = principal.post_multipart("/can-bo/nhap/tep", Multipart::new().file("danh-sach.csv", csv)).await;
    assert_eq!(sent.location(), PATH);
    assert!(principal.get(PATH).await.words().contains("Nguyễn Văn Nam"));
}

#[tokio::test]
async fn a_pasted_list_is_asked_about_and_dropped() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let pasted = "Họ tên\tLớp\nNguyễn Hải Minh\t4A\nVũ Thị Đào\t5A\n";
    assert_eq!(teacher.post_form(PATH, &[("do", "paste"), ("paste", pasted)]).await.status, 403);
    assert_eq!(principal.post_form(PATH, &[("do", "paste"), ("paste", " ")]).await.status, 422);
    assert_eq!(principal.post_form(PATH, &[("do", "paste"), ("paste", pasted)]).await.location(), PATH);
    let page = principal.get(PATH).await;
    assert!(page.words().contains("Cô hay thầy?"), "{}", page.words());
    principal.post_form(PATH, &[("do", "look"), ("g2", "co")]).await;
    let answered = principal.get(PATH).await;
    assert!(answered.words().contains("Nhập 2 người"), "{}", answered.words());
    // The session ends, or the browser is closed: what was pasted and answered is there for whoever signs in as the same person.
    app.clock.advance(TimeDelta::minutes(31));
    assert_eq!(principal.get(PATH).await.status, 303);
    let principal = app.as_principal().await;
    let again = principal.get(PATH).await;
    assert!(again.words().contains("Nhập 2 người"), "{}", again.words());
    principal.post_form(PATH, &[("do", "drop")]).await;
    assert!(principal.get(PATH).await.words().contains("Đọc tệp và xem trước"));
}

#[tokio::test]
async fn the_staff_is_searched_and_the_search_stays_through_a_mistake() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let found = principal.get("/can-bo?q=hoa%204a").await;
    assert!(found.words().contains("Nguyễn Thị Hoa") && !found.words().contains("Trần Thị Bích Vân"), "{}", found.words());
    let refused = principal
        .post_form("/can-bo", &[("q", "hoa 4a"), ("n0", "Lý Thị Sen"), ("g0", "thay"), ("p0", "teacher"), ("w0", "9Z")])
        .await;
    assert_eq!((refused.status, refused.field("n0").as_deref()), (422, Some("Lý Thị Sen")));
    assert!(refused.words().contains("khớp “hoa 4a”"), "{}", refused.words());
}

#[tokio::test]
async fn somebody_who_may_be_there_already_is_asked_about_before() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let fields = [("n0", "Nguyễn Thị Hoa"), ("g0", "co"), ("p0", "teacher"), ("w0", "5A")];
    let asked = principal.post_form("/can-bo", &fields).await;
    assert_eq!(asked.status, 422);
    assert!(asked.words().contains("Trường đã có Nguyễn Thị Hoa") && asked.html().contains("name=\"o0\""), "{}", asked.words());
    let added = principal.post_form("/can-bo", &[&fields[..], &[("o0", "khac")]].concat()).await;
    assert_eq!(added.status, 200);
    // The slip says for which school it is.
    assert!(added.words().contains("Trường Mầm non"), "{}", added.words());
}

/// Three came with a list: one confirmation brings a slip for each, once, and the printed page says what is true of them.
#[tokio::test]
async fn those_who_came_with_a_list_get_their_first_passwords_at_once() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let pasted = "Họ tên\tGiới tính\tLớp\nNguyễn Hải Minh\tNữ\t4A\nVũ Thị Đào\tNữ\t5A\nLý Thị Sen\tNữ\t5A\n";
    principal.post_form(PATH, &[("do", "paste"), ("paste", pasted)]).await.leads_to(PATH);
    let page = principal.get(PATH).await;
    let taken = principal.post_form(PATH, &[("do", "take"), ("seen", &page.field("seen").unwrap())]).await;
    principal.get(taken.location()).await.says("Phát mật khẩu cho 3 người, in phiếu");
    principal.get("/can-bo").await.says("3 chưa được phát mật khẩu").says("Phát mật khẩu (3)");
    let choice = principal.get(FIRST_PASSWORDS).await;
    choice.says("Phát mật khẩu cho 3 người, in phiếu").says("Lý Thị Sen");
    assert_eq!(teacher.get(FIRST_PASSWORDS).await.status, 403);
    let people: Vec<String> = choice.fields().into_iter().filter(|(name, _)| name == "person").map(|(_, id)| id).collect();
    assert_eq!(people.len(), 3, "{}", choice.html());
    let key = choice.field("key").unwrap();
    assert_eq!(principal.post_form(FIRST_PASSWORDS, &[("key", &key)]).await.status, 422, "nobody is chosen");
    // The password is asked for again, and who was chosen stays chosen.
    app.clock.advance(TimeDelta::minutes(5));
    let two = [("key", key.as_str()), ("person", people[0].as_str()), ("person", people[1].as_str())];
    let asked = principal.post_form(FIRST_PASSWORDS, &two).await;
    let ticked = asked.fields().into_iter().filter(|(name, _)| name == "person").count();
    assert_eq!((asked.status, ticked), (422, 2), "{}", asked.html());
    let proved = [&two[..], &[("proof", server::startup::DEMO_PASSWORD)]].concat();
    let slips = principal.post_form(FIRST_PASSWORDS, &proved).await;
    slips.says("Mật khẩu của 2 người chỉ hiện một lần").says("Dùng trong 7 ngày").says("data-print");
    let codes = |page: &Answer| page.html().matches("<code>").count();
    assert_eq!(codes(&slips), 4, "a name and a password for each");
    let again = principal.post_form(FIRST_PASSWORDS, &proved).await;
    assert_eq!(again.html().split("<code>").nth(2), slips.html().split("<code>").nth(2), "a second click makes no second password");
    // Somebody else's form comes late: whoever has a password keeps it.
    let late = principal.post_form(FIRST_PASSWORDS, &[("person", people[0].as_str()), ("person", people[2].as_str())]).await;
    assert_eq!(codes(&late), 2);
    late.says("1 người đã được phát ở nơi khác");
    assert!(!principal.get("/can-bo").await.words().contains("chưa được phát mật khẩu"));
    let username = slips.html().split("<code>").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let password = slips.html().split("<code>").nth(2).unwrap().split('<').next().unwrap().to_owned();
    let user = app.anonymous().at(88);
    assert_eq!(user.post_form("/dang-nhap", &[("username", &username), ("password", &password)]).await.status, 303);
}

#[tokio::test]
async fn whoever_never_had_a_password_is_given_one_and_not_another() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    principal.post_form(PATH, &[("do", "paste"), ("paste", "Họ tên\tGiới tính\tLớp\nLý Thị Sen\tNữ\t5A\n")]).await.leads_to(PATH);
    let page = principal.get(PATH).await;
    principal.post_form(PATH, &[("do", "take"), ("seen", &page.field("seen").unwrap())]).await;
    principal.get("/kiem-tra-tai-khoan/ghi").await.says("Chưa được phát mật khẩu: Lý Thị Sen");
    let found = principal.get("/can-bo?q=ly%20thi%20sen").await;
    assert!(found.words().contains("Phát mật khẩu") && !found.words().contains("Mật khẩu cũ hết dùng ngay"), "{}", found.words());
    let facts = app.facts().await;
    let sen = facts.organisation().people.iter().find(|one| one.name.as_str() == "Lý Thị Sen").unwrap().id;
    let given = principal.post_form(&format!("/can-bo/{sen}/mat-khau"), &[("q", "ly thi sen")]).await;
    given.says("máy sẽ mời đặt mật khẩu riêng").says("1 người khớp “ly thi sen”");
    assert!(!given.words().contains("đã được đăng xuất"), "{}", given.words());
}
