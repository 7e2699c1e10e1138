use domain::{names::PersonName, people::Person};

use super::*;

const HOA: &str = "0193f3a0-0000-7000-8000-000000000001";

fn lines_of(path: &str, fields: &[(&str, &str)]) -> Vec<(String, String)> {
    let name = PersonName::parse("Nguyễn Thị Hoa").unwrap();
    let hoa = Person { id: HOA.parse().unwrap(), name, honorific: Honorific::Co, birth_year: None, phone: None };
    let fields: Vec<(String, String)> = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    lines(path, &fields, &Organisation { people: vec![hoa], ..Organisation::default() })
}

fn told(lines: &[(String, String)]) -> Vec<(&str, &str)> {
    lines.iter().map(|(label, words)| (label.as_str(), words.as_str())).collect()
}

#[test]
fn all_that_was_typed_is_told_and_nothing_that_the_page_put_there() {
    let reason =
        lines_of("/ho-so/1/mien", &[("reason", "Lớp nghỉ vì cúm"), ("key", "x"), ("place", " "), ("i0", HOA), ("draw", "..5.1.f")]);
    assert_eq!(told(&reason), [("Lý do", "Lớp nghỉ vì cúm")]);
    let incident = [("key", "x"), ("what", "Mạng đứt"), ("scope", "many"), ("page", "/viec-cua-toi"), ("error", "K7QF-2M")];
    let told_of_incident = [("Việc gì xảy ra", "Mạng đứt"), ("Ai gặp", "Nhiều người cùng gặp")];
    assert_eq!(told(&lines_of("/so/su-co/moi", &incident)), told_of_incident);
    let found = lines_of("/ho-so/1/ly-do-muon/xem", &[("seen", "0"), ("found-words", "Đã gặp cô"), ("finding", "with_reason")]);
    assert_eq!(told(&found), [("Ghi thêm", "Đã gặp cô"), ("Kết quả xem", "Có lý do chính đáng")]);
    let person = [("n0", "Lý Thị Sen"), ("g0", "co"), ("p0", "section-holder"), ("w0", "Kế toán"), ("n1", "Trần Bích"), ("x", "1")];
    let rows = [("Dòng 1", "Lý Thị Sen · cô · Phụ trách bộ phận · Kế toán"), ("Dòng 2", "Trần Bích"), ("Mục khác", "1")];
    assert_eq!(told(&lines_of("/can-bo", &person)), rows);
    assert_eq!(told(&lines_of("/cai-dat/luot-day/1", &[("t12", HOA)])), [("Tuần 12", "Nguyễn Thị Hoa")]);
    let types = [("n-giao-an", "Giáo án"), ("r-giao-an", "friday_before"), ("n-y-te", "Sổ y tế")];
    let told_of_types = [("Loại hồ sơ", "Giáo án · friday_before"), ("Loại hồ sơ", "Sổ y tế")];
    assert_eq!(told(&lines_of("/cai-dat/loai-ho-so", &types)), told_of_types);
    let reviews = [("seen", "3"), ("reasons", "Còn ô để trống"), ("vice-principal", "nobody"), ("principal", "nobody")];
    let told_of_reviews = [
        ("Danh sách để đánh dấu khi trả lại", "Còn ô để trống"),
        ("Hồ sơ do phó hiệu trưởng nộp", "nobody"),
        ("Hồ sơ do hiệu trưởng nộp", "nobody"),
    ];
    assert_eq!(told(&lines_of("/cai-dat/duyet", &reviews)), told_of_reviews);
    assert_eq!(told(&lines_of("/cai-dat/luot-day/1", &[("order", HOA)])), [("Người luân phiên", "Nguyễn Thị Hoa")]);
    assert_eq!(told(&lines_of("/cai-dat/tap-duot", &[("practice", "3")])), [("Tuần tập dượt", "3")]);
    let place = format!("{HOA}.principal");
    let lent = [("Thay ai", "Nguyễn Thị Hoa"), ("Số quyết định", "15/QĐ-MNNT")];
    assert_eq!(told(&lines_of("/uy-quyen", &[("place", &place), ("decision", "15/QĐ-MNNT")])), lent);
}

#[test]
fn of_an_order_all_is_told_in_the_words_of_its_page() {
    let whose = format!("person.{HOA}");
    let order = [
        ("seen", "x"),
        ("kind", "lock"),
        ("semester", "1"),
        ("semester", "2"),
        ("weeks", "5, 7"),
        ("whose", "school"),
        ("whose", whose.as_str()),
        ("type", HOA),
        ("record", HOA),
        ("start", "at"),
        ("from-day", "27/11/2026"),
        ("from-hour", "17:00"),
        ("decision", "42/QĐ-TrMNNT"),
        ("executor", HOA),
        ("reason", "Chốt hồ sơ"),
        ("at-once", "on"),
    ];
    let told_of_order = [
        ("Khóa hay mở", "Khóa"),
        ("Phạm vi", "Học kỳ I · Học kỳ II"),
        ("Tuần", "5, 7"),
        ("Của ai", "Ban giám hiệu · Nguyễn Thị Hoa"),
        ("Có hiệu lực từ khi nào", "Vào giờ ghi trên lệnh"),
        ("Từ ngày", "27/11/2026"),
        ("Từ giờ", "17:00"),
        ("Số quyết định", "42/QĐ-TrMNNT"),
        ("Người thi hành", "Nguyễn Thị Hoa"),
        ("Lý do, in trên lệnh", "Chốt hồ sơ"),
        ("Tệp đang tải dở", "Khóa ngay"),
    ];
    assert_eq!(told(&lines_of("/lenh-khoa/soan", &order)), told_of_order);
    assert_eq!(told(&lines_of("/lenh-khoa/1/thu-hoi", &[("reason", "Sở lùi ngày")])), [("Lý do", "Sở lùi ngày")]);
}

#[test]
fn every_form_that_waits_says_where_it_goes() {
    for (path, deed, about) in [
        ("/ho-so/1/mien", "Miễn hồ sơ", Some(About::Record("1"))),
        ("/ho-so/1/gop-y", "Góp ý hồ sơ", Some(About::Record("1"))),
        ("/ho-so/1/ly-do-muon", "Ghi lý do nộp muộn", Some(About::Record("1"))),
        ("/ho-so/1/ly-do-muon/xem", "Xem lý do nộp muộn", Some(About::Record("1"))),
        ("/ho-so/1/bo-mien", "Bỏ miễn hồ sơ", Some(About::Record("1"))),
        ("/can-bo", "Thêm người vào danh sách cán bộ", None),
        ("/can-bo/1", "Sửa họ tên và xưng hô", Some(About::Person("1"))),
        ("/can-bo/1/chuc-vu", "Thêm chức vụ", Some(About::Person("1"))),
        ("/can-bo/1/chuc-vu/2", "Ghi ngày cuối của một chức vụ", Some(About::Person("1"))),
        ("/can-bo/cho-xac-nhan/1/tu-choi", "Không đồng ý một việc phân công", None),
        ("/tep-giu-lai/1/0/tra-lai", "Trả lại tệp đang giữ", None),
        ("/uy-quyen", "Ghi ủy quyền", None),
        ("/lenh-khoa/soan", "Soạn lệnh khóa, mở", None),
        ("/lenh-khoa/1/thu-hoi", "Thu hồi lệnh", None),
        ("/nghi-dot-xuat/1/rut", "Rút thông báo nghỉ", None),
        ("/gia-han/1/khong-cho", "Không đồng ý gia hạn", None),
        ("/gia-han/da-cho/1/rut", "Rút gia hạn", None),
        ("/gia-han/da-mien/1/bo-mien", "Bỏ miễn hồ sơ", None),
        ("/gia-han/xin/1", "Xin gia hạn", Some(About::Record("1"))),
        ("/doi-luot/moi/1", "Đề nghị đổi lượt", Some(About::Record("1"))),
        ("/viec-duoc-giao/moi", "Giao việc mới", None),
        ("/viec-duoc-giao/1/tra-loi", "Trả lời việc được giao", None),
        ("/viec-duoc-giao/1/het", "Kết thúc việc được giao", None),
        ("/bo-sung/xin", "Xin bổ sung sau khóa", None),
        ("/bo-sung/1/mo", "Mở hồ sơ để bổ sung", None),
        ("/bo-sung/1/tu-choi", "Không đồng ý cho bổ sung", None),
        ("/cai-dat/bo-sung", "Bổ sung sau khóa", None),
        ("/cai-dat/lich-nam-hoc", "Lịch năm học", None),
        ("/cai-dat/lich-nam-hoc?moi=1", "Năm học mới", None),
        ("/cai-dat/to-lop", "Tổ và lớp", None),
        ("/cai-dat/luot-day/1", "Lượt dạy", Some(About::Class("1"))),
    ] {
        assert_eq!(destination(path), (deed, about), "{path}");
    }
}
