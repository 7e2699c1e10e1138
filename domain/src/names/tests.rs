#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use unicode_normalization::UnicodeNormalization;

use super::*;

fn name(text: &str) -> PersonName {
    PersonName::parse(text).unwrap()
}

#[test]
fn a_name_is_read_once() {
    let check = |text: &str, wanted: Result<&str, NameError>| {
        assert_eq!(PersonName::parse(text).as_ref().map(PersonName::as_str), wanted.as_ref().map(|name| *name), "{text:?}");
    };
    check("Nguyễn Thị Hoa", Ok("Nguyễn Thị Hoa"));
    check("  Nguyễn\u{a0} Thị \t Hoa\n", Ok("Nguyễn Thị Hoa"));
    check(&"Nguyễn Thị Hoa".nfd().collect::<String>(), Ok("Nguyễn Thị Hoa"));
    check("", Err(NameError::Empty));
    check(" \u{a0} ", Err(NameError::Empty));
    check(&"a".repeat(100), Ok(&"a".repeat(100)));
    check(&"a".repeat(101), Err(NameError::TooLong));
    check("Hoa\u{202e}aoH", Err(NameError::Unreadable));
    check("Hoa\u{0}", Err(NameError::Unreadable));
    check("123", Err(NameError::Unreadable));
}

#[test]
fn parts_of_a_name() {
    let check = |text: &str, parts: [&str; 3]| {
        let name = name(text);
        assert_eq!([name.family(), name.middle(), name.given()], parts, "{text}");
    };
    check("Nguyễn Thị Hoa", ["Nguyễn", "Thị", "Hoa"]);
    check("Vũ Thị Phương Thảo", ["Vũ", "Thị Phương", "Thảo"]);
    check("Lê Ấm", ["Lê", "", "Ấm"]);
    check("Y'Bliă", ["", "", "Y'Bliă"]);
}

/// Each list is given in the right order; it must come out the same from any other, composed or not.
#[test]
fn people_stand_in_the_order_of_the_alphabet() {
    let check = |right: &[&str]| {
        for form in [|text: &str| text.nfc().collect::<String>(), |text: &str| text.nfd().collect::<String>()] {
            let mut sorted: Vec<PersonName> = right.iter().rev().map(|text| name(&form(text))).collect();
            sorted.sort_by_key(PersonName::sort_key);
            assert_eq!(sorted.iter().map(PersonName::as_str).collect::<Vec<_>>(), right);
        }
    };
    check(&["Lê An", "Lê Ăn", "Lê Ấm", "Lê Ân", "Lê Bình", "Lê Dung", "Lê Đào", "Lê Đức", "Lê Yến"]);
    check(&["Lê Ma", "Lê Mà", "Lê Mả", "Lê Mã", "Lê Má", "Lê Mạ", "Lê Mai"]);
    check(&["Trần Thị Hoa", "Đỗ Thị Thanh Hoa", "Trần Văn Hoa", "Lê An Hòa", "Lê Hồng", "Vũ Hồng"]);
    check(&["Lê Oanh", "Lê Ông", "Lê Ơn", "Lê Uyên", "Lê Ước", "Lê Vy"]);
    check(&["Hoa", "Lê Hoa", "Nguyễn Hoa"]);
    check(&["Lê Hoà", "Lê Hòa", "Lê Hoả"]);
}

#[test]
fn words_are_sorted_from_the_first() {
    let mut words = ["Văn phòng", "Mẫu giáo 5–6 tuổi", "Nhà trẻ", "Mẫu giáo 3–4 tuổi", "Nuôi dưỡng"];
    words.sort_by_key(|text| SortKey::of_words(text));
    assert_eq!(words, ["Mẫu giáo 3–4 tuổi", "Mẫu giáo 5–6 tuổi", "Nhà trẻ", "Nuôi dưỡng", "Văn phòng"]);
}

/// Each list is given in the right order; it must come out the same from any other.
#[test]
fn numbers_in_names_are_sorted_by_value() {
    let check = |right: &[&str]| {
        let mut words: Vec<&str> = right.iter().rev().copied().collect();
        words.sort_by_cached_key(|text| SortKey::of_words(text));
        assert_eq!(words, right);
    };
    check(&["4A1", "4A2", "4A10", "4B", "5A1", "10A"]);
    check(&["Lớp 9", "Lớp 10", "Lớp 10A", "Lớp A"]);
    check(&["Nhóm 6–12 tháng", "Nhóm 13–18 tháng", "Nhóm 19–24 tháng", "Nhóm trẻ 2"]);
    check(&["Mẫu giáo 3–4 tuổi", "Mẫu giáo 4–5 tuổi", "Mẫu giáo 5–6 tuổi"]);
    check(&["Chồi 1", "Chồi 2", "Chồi 11", "Lá 1"]);
    // One value written in two ways, and more figures than a number holds.
    check(&["4A02", "4A2", "4A03"]);
    check(&[&"9".repeat(45), &format!("{}A", "9".repeat(45))]);
}

#[test]
fn search_knows_no_marks() {
    let check = |text: &str, wanted: &str| {
        assert_eq!(fold(text), wanted);
        assert_eq!(fold(&text.nfd().collect::<String>()), wanted);
    };
    check("Nguyễn  Thị ĐÀO", "nguyen thi dao");
    check("Đường", "duong");
    check("Hoà", "hoa");
    check("Hòa", "hoa");
    check("ƯỚC ƠN ẰNG", "uoc on ang");
    check("Lớp 4A", "lop 4a");
}
