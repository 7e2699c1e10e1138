//! "A school starts the program with nothing in it": the whole set-up through the real router, and the settings after it.

pub mod open_school;

use axum::http::StatusCode;

use crate::support::{HOST, TestApp, with};

/// In the morning of the Monday of week 12.
const MONDAY: &str = "2026-11-23T08:00:00+07:00";

const FOUNDER: [(&str, &str); 7] = [
    ("name", "Trường Mầm non Hoa Sen"),
    ("who", "Phạm Văn Định"),
    ("call", "thay"),
    ("post", "management-team"),
    ("username", "quanly"),
    ("password", "mưa rơi trên lá sen"),
    ("again", "mưa rơi trên lá sen"),
];

const CALENDAR: &str = include_str!("../../samples/lich.toml");

#[tokio::test]
async fn a_school_is_set_up_from_nothing() {
    let app = TestApp::of_nobody_at(MONDAY).await;
    let installer = app.anonymous();

    // The code first: nobody else can claim the server.
    installer.get("/").await.leads_to("/cai-dat");
    installer.get("/dang-nhap").await.leads_to("/cai-dat");
    installer.get("/cai-dat/truong").await.leads_to("/cai-dat?nhap-lai=1");
    installer.post_form("/cai-dat/truong", &FOUNDER).await.leads_to("/cai-dat?nhap-lai=1");
    installer.get("/cai-dat").await.is(StatusCode::OK).says("Nhập mã trên màn hình máy chủ");
    installer.post_form("/cai-dat", &[("code", "SAI-MAHOAN")]).await.is(StatusCode::FORBIDDEN).says("Mã cài đặt chưa đúng");
    let code = app.state.setup_code.to_lowercase().replace('-', "");
    installer.post_form("/cai-dat", &[("code", &code)]).await.leads_to("/cai-dat/truong");
    installer.get("/cai-dat/to-lop").await.leads_to("/cai-dat/truong");

    // 1. The school.
    let short = with(&[], &FOUNDER).into_iter().map(|(name, value)| (name, if name == "password" { "ngắn quá" } else { value }));
    let page = installer.post_form("/cai-dat/truong", &short.collect::<Vec<_>>()).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Mật khẩu cần ít nhất 10 ký tự")
        .says("Trường Mầm non Hoa Sen")
        .says("Phạm Văn Định");
    installer.post_form("/cai-dat/truong", &FOUNDER).await.leads_to("/cai-dat/lich-nam-hoc");
    installer.post_form("/cai-dat/truong", &FOUNDER).await.leads_to("/cai-dat/lich-nam-hoc");
    assert_eq!(records::schools::all(&app.state.database).await.unwrap().len(), 1, "a second click founds no second school");
    installer.get("/dang-nhap").await.leads_to("/cai-dat");

    // 2. The calendar: first values, then a file with two errors, then one without.
    let page = installer.get("/cai-dat/lich-nam-hoc").await;
    page.is(StatusCode::OK)
        .says("value=\"07/09/2026\"")
        .says("Quốc khánh")
        .says("Cài đặt lần đầu, Trường Mầm non Hoa Sen")
        .says("Hai nguồn ghi khác nhau.");
    let bad = CALENDAR.replace("from = 2027-04-16", "from = 2027-01-01").replace("to = 2027-02-10", "to = 2027-02-30");
    let line = |text: &str| bad.lines().position(|line| line.contains(text)).unwrap() + 1;
    let page = installer.send_calendar("/cai-dat/lich-nam-hoc/tep", "lich cua em.toml", &bad).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("lich cua em.toml")
        .says("2027-02-30")
        .says(&format!("Dòng {}", line("2027-02-30")));
    let twice = CALENDAR.replace("from = 2027-04-16", "from = 2027-01-01").replace("weeks = 35", "weeks = 90");
    let page = installer.send_calendar("/cai-dat/lich-nam-hoc/tep", "lich.toml", &twice).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).says(" có 2 chỗ").says("Dòng 6").says("weeks = 90").says("ghi nghỉ hai lần");
    let page = installer.send_calendar("/cai-dat/lich-nam-hoc/tep", "lich.toml", CALENDAR).await;
    page.is(StatusCode::OK).says("Đã đọc tệp lich.toml, chưa lưu").says("Giỗ Tổ Hùng Vương");
    let fields = page.fields();
    let more = installer.post_form("/cai-dat/lich-nam-hoc", &with(&fields, &[("do", "add"), ("n5", "Giỗ Tổ của trường")])).await;
    more.is(StatusCode::OK).says("Giỗ Tổ của trường").says("name=\"f10\"");
    let wrong = installer.post_form("/cai-dat/lich-nam-hoc", &with(&fields, &[("first_week", "08/09/2026")])).await;
    wrong.is(StatusCode::UNPROCESSABLE_ENTITY).says("08/09/2026 là thứ Ba, phải là thứ Hai.").says("Giỗ Tổ Hùng Vương");
    installer.post_form("/cai-dat/lich-nam-hoc", &with(&fields, &[])).await.leads_to("/cai-dat/to-lop");

    // 3. Departments and classes.
    installer.get("/cai-dat/to-lop").await.is(StatusCode::OK).says("Mẫu giáo 4–5 tuổi").says("Kế toán, Y tế, Văn thư");
    let units = [
        ("d0", "Mẫu giáo"),
        ("k0", "teaching"),
        ("c0", "4A, 4B, 4a"),
        ("d1", "Bếp"),
        ("k1", "kitchen"),
        ("c1", ""),
        ("d2", "Văn phòng"),
        ("k2", "office"),
        ("c2", "Y tế"),
    ];
    installer
        .post_form("/cai-dat/to-lop", &units)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Lớp “4a” đã có ở dòng 1.")
        .says("4A, 4B, 4a");
    let units = units.map(|(name, value)| (name, value.trim_end_matches(", 4a")));
    installer.post_form("/cai-dat/to-lop", &units).await.leads_to("/cai-dat/can-bo");

    // 4. People: pasted from Excel, one of them with an unknown class.
    let fields = installer.get("/cai-dat/can-bo").await.fields();
    assert!(fields.contains(&("u0".to_owned(), "quanly".to_owned())), "{fields:?}");
    let pasted = "Nguyễn Thị Hoa\tcô\tGiáo viên\t4X\nVũ Thị Mai\tcô\tHiệu trưởng\n";
    let page = installer.post_form("/cai-dat/can-bo", &with(&fields, &[("paste", pasted), ("do", "paste")])).await;
    page.is(StatusCode::OK).says("Không có lớp “4X”. Đã khai: 4A, 4B.").says("value=\"hoanguyen\"").says("value=\"maivu\"");
    let fields = page.fields();
    let no_leadership =
        installer.post_form("/cai-dat/can-bo", &with(&fields, &[("w1", "4A"), ("p2", "teacher"), ("w2", "4B")])).await;
    no_leadership.is(StatusCode::UNPROCESSABLE_ENTITY).says("Cần ít nhất một người là hiệu trưởng").says("Nguyễn Thị Hoa");
    let gone = installer.post_form("/cai-dat/can-bo", &with(&fields, &[("w1", "4A"), ("n0", ""), ("u0", ""), ("w0", "")])).await;
    gone.is(StatusCode::UNPROCESSABLE_ENTITY).says("đang cài đặt nên không bỏ được");
    installer.post_form("/cai-dat/can-bo", &with(&fields, &[("w1", "4A, 4B")])).await.leads_to("/cai-dat/loai-ho-so");
    // A class that somebody holds does not vanish.
    let held = installer.get("/cai-dat/to-lop").await.fields();
    installer
        .post_form("/cai-dat/to-lop", &with(&held, &[("c0", "4A")]))
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Lớp 4B: đang có cô Nguyễn Thị Hoa phụ trách");

    // 5. Record types: the accountant is missing.
    let page = installer.get("/cai-dat/loai-ho-so").await;
    page.is(StatusCode::OK).says("Chưa có bộ phận Kế toán").says("Tổ Bếp, hằng tuần").says("Giáo án tuần");
    let fields = page.fields();
    let late = installer.post_form("/cai-dat/loai-ho-so", &with(&fields, &[("hour", "muộn")])).await;
    late.is(StatusCode::UNPROCESSABLE_ENTITY).says("“muộn” không phải là giờ");
    // `with` keeps every ticked box: they share a name.
    installer
        .post_form("/cai-dat/loai-ho-so", &with(&fields, &[("r-thuc-don", "friday_before")]))
        .await
        .leads_to("/cai-dat/tap-duot");

    // Left and taken up again, on another machine.
    let other = app.anonymous();
    other.get("/cai-dat/tap-duot").await.leads_to("/cai-dat?nhap-lai=1");
    other.get("/cai-dat?nhap-lai=1").await.says("Cần nhập lại mã cài đặt");
    other.post_form("/cai-dat", &[("code", &app.state.setup_code)]).await.leads_to("/cai-dat/tap-duot");
    installer.get("/cai-dat/tap-duot").await.leads_to("/cai-dat?nhap-lai=1");

    // 6. The opening, and everybody's first password.
    let page = other.get("/cai-dat/tap-duot").await;
    page.is(StatusCode::OK)
        .says("3 tổ, 2 lớp, 1 bộ phận")
        .says("3 người, 3 tài khoản")
        .says("value=\"23/11/2026\"")
        .says("Có, tuần 12")
        .says("Ai được ra lệnh khóa, mở hồ sơ")
        .says("mỗi người tự quyết định (Điều 3 điểm c và Điều 4 điểm c), nên chọn");
    let readings = ["parts", "opening"].map(|name| page.fields().into_iter().find(|(of, _)| of == name).unwrap().1);
    assert_eq!(readings, ["either", "together"], "what is recommended is chosen already");
    // A class that nobody teaches would owe what nobody hands in: told before the school opens.
    let held = other.get("/cai-dat/to-lop").await.fields();
    other.post_form("/cai-dat/to-lop", &with(&held, &[("c0", "4A, 4B, 4C")])).await.leads_to("/cai-dat/can-bo");
    other.get("/cai-dat/tap-duot").await.says("Chưa có giáo viên: 4C");
    other.post_form("/cai-dat/to-lop", &with(&held, &[])).await.leads_to("/cai-dat/can-bo");
    assert!(!other.get("/cai-dat/tap-duot").await.html().contains("Chưa có giáo viên"));
    other
        .post_form("/cai-dat/tap-duot", &[("practice", "12"), ("from", "hôm nay")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("“hôm nay” không có trong lịch");
    let wrong = [("practice", "12"), ("from", "23/11/2026"), ("parts", "everybody"), ("opening", "together")];
    other.post_form("/cai-dat/tap-duot", &wrong).await.is(StatusCode::UNPROCESSABLE_ENTITY).says("Chọn một cách.");
    let opens = [("practice", "12"), ("from", "23/11/2026"), ("parts", "principal"), ("opening", "principal")];
    other.post_form("/cai-dat/tap-duot", &opens).await.leads_to("/cai-dat/mat-khau");
    let school = records::schools::all(&app.state.database).await.unwrap()[0].id;
    let store = app.state.facts.clone();
    let facts = async move |work: &mut records::Work| store.facts(work).await;
    let facts = app.state.database.read(school, None, facts).await.unwrap();
    assert_eq!(facts.locks.authority.parts, domain::locks::LockReading::PrincipalOnly);
    installer.get("/cai-dat/mat-khau").await.leads_to("/");
    let page = other.get("/cai-dat/mat-khau").await;
    page.is(StatusCode::OK).says("Mật khẩu chỉ xem được ở trang này, đến khi bấm Đã in xong.").says(HOST).says("Vũ Thị Mai");
    assert!(!page.html().contains("Phạm Văn Định"), "the installer has a password of his own");
    let password = open_school::password(&page, "hoanguyen");
    other.post_form("/cai-dat/mat-khau", &[]).await.leads_to("/dang-nhap");
    other.get("/cai-dat/mat-khau").await.leads_to("/");
    other.post_form("/cai-dat", &[("code", &app.state.setup_code)]).await.is(StatusCode::CONFLICT).says("Trường đã được cài đặt");
    other.get("/cai-dat").await.leads_to("/dang-nhap?next=%2Fcai%2Ddat&het-phien=1");

    // The teacher signs in, has to choose a password of her own, and sees what she owes.
    let teacher = app.anonymous();
    teacher.post_form("/dang-nhap", &[("username", "hoanguyen"), ("password", &password)]).await.leads_to("/");
    teacher.get("/viec-cua-toi").await.leads_to("/doi-mat-khau");
    let own = [("old", password.as_str()), ("new", "hoa sen trắng nở"), ("again", "hoa sen trắng nở")];
    teacher.post_form("/doi-mat-khau", &own).await.leads_to("/");
    let page = teacher.get("/viec-cua-toi").await;
    page.is(StatusCode::OK).says("Giáo án tuần 13 · Lớp 4A").says("Giáo án tuần 13 · Lớp 4B").says("27/11");
    teacher.get("/cai-dat").await.is(StatusCode::FORBIDDEN);
    teacher.get("/can-bo").await.is(StatusCode::FORBIDDEN);

    // The installer of the management team manages accounts, but never gets into the leadership.
    let manager = app.anonymous();
    manager.post_form("/dang-nhap", &[("username", "quanly"), ("password", "mưa rơi trên lá sen")]).await.leads_to("/");
    let page = manager.get("/can-bo").await;
    page.is(StatusCode::OK).says("Còn là mật khẩu được phát").says("Giáo viên lớp 4A");
    assert_eq!(page.html().matches("/mat-khau?person=").count(), 1, "neither his own nor the principal's: {}", page.html());
    let reset = page
        .html()
        .split("action=\"")
        .find(|rest| rest.contains("/mat-khau?person="))
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    manager.post_form(&reset, &[]).await.is(StatusCode::OK).says("<code>hoanguyen</code>").says("chỉ hiện một lần");
    teacher.get("/viec-cua-toi").await.leads_to("/dang-nhap?next=%2Fviec%2Dcua%2Dtoi&het-phien=1");
    let crown = [("n0", "Kẻ Gian"), ("g0", "co"), ("u0", ""), ("p0", "vice-principal"), ("w0", "")];
    manager.post_form("/can-bo", &crown).await.is(StatusCode::FORBIDDEN);
    let cook = [("n0", "Lý Thị Sen"), ("g0", "co"), ("u0", "hoanguyen"), ("p0", "head"), ("w0", "Bếp")];
    manager.post_form("/can-bo", &cook).await.is(StatusCode::UNPROCESSABLE_ENTITY).says("đã có người dùng").says("Lý Thị Sen");
    let cook = cook.map(|(name, value)| (name, if name == "u0" { "" } else { value }));
    manager.post_form("/can-bo", &cook).await.is(StatusCode::OK).says("<code>senly</code>").says("Tổ trưởng Bếp");
    manager.get("/cai-dat").await.is(StatusCode::FORBIDDEN);
}
