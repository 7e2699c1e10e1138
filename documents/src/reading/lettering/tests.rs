use super::*;

fn read_as(font: &str, text: &str) -> String {
    let mut fonts = Fonts::default();
    let index = fonts.index(font).unwrap();
    fonts.read(index, text).unwrap_or_else(|| text.to_owned())
}

/// Every Vietnamese letter with a mark, small and capital.
const MARKED: &str = "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ";

#[test]
fn text_in_vntime_is_read() {
    let check = |written: &str, meant: &str| assert_eq!(read_as(".VnTime", written), meant);
    check("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam");
    check("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc");
    check("KÕ ho¹ch gi¸o dôc tuÇn 12, líp mÉu gi¸o 4A", "Kế hoạch giáo dục tuần 12, lớp mẫu giáo 4A");
    check("Tr\u{ad}êng MÇm non", "Trường Mầm non");
}

#[test]
fn text_in_vntimeh_is_capitals() {
    assert_eq!(read_as(".VnTimeH", "kÕ ho¹ch gi¸o dôc"), "KẾ HOẠCH GIÁO DỤC");
    assert_eq!(read_as(".VnTimeH", "abc 12"), "ABC 12");
}

#[test]
fn text_in_vni_times_is_read() {
    let check = |written: &str, meant: &str| assert_eq!(read_as("VNI-Times", written), meant);
    check("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam");
    check("Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc");
    check("KEÁ HOAÏCH GIAÙO DUÏC", "KẾ HOẠCH GIÁO DỤC");
    check("Tröôøng Maàm non, lôùp maãu giaùo, thöù saùu, naêm hoïc", "Trường Mầm non, lớp mẫu giáo, thứ sáu, năm học");
    check(
        "Ngaøy 23 thaùng 11, thôøi gian, ñoùn treû, veõ, nghæ, giöõ gìn, bít",
        "Ngày 23 tháng 11, thời gian, đón trẻ, vẽ, nghỉ, giữ gìn, bít",
    );
}

#[test]
fn each_table_reaches_every_vietnamese_letter() {
    let all: Vec<char> = (0xA1..=0xFF).filter_map(char::from_u32).collect();
    let of_tcvn3: String = tcvn3::to_unicode(&all.iter().collect::<String>());
    let vowels = "aeouyôöAEOUYÔÖ";
    let of_vni: String =
        vowels.chars().flat_map(|vowel| all.iter().map(move |mark| vni::to_unicode(&format!("{vowel}{mark} {mark}")))).collect();
    for letter in MARKED.chars() {
        assert!(of_tcvn3.contains(letter), "{letter} in TCVN3");
        assert!(of_vni.contains(letter), "{letter} in VNI");
        let capital = letter.to_uppercase().to_string();
        assert!(of_vni.contains(&capital), "{capital} in VNI");
    }
}

#[test]
fn fonts_of_today_are_left_alone() {
    let mut fonts = Fonts::default();
    for name in ["Times New Roman", "Arial", "VNtimes new roman", "Vnetwork", "UTM Avo", ""] {
        assert_eq!(fonts.index(name), None, "{name}");
    }
    assert!(fonts.finished().sentence().is_none());
}

#[test]
fn ascii_text_in_an_old_font_needs_no_word() {
    let mut fonts = Fonts::default();
    let index = fonts.index(".VnTime").unwrap();
    assert_eq!(fonts.read(index, "Lop 4A"), None);
    assert_eq!(fonts.finished(), OldFonts::default());
}

#[test]
fn unicode_in_an_old_font_is_known_by_letters_that_the_font_has_not() {
    assert!(is_unicode_already("Kế hoạch"));
    assert!(is_unicode_already("đi"));
    assert!(!is_unicode_already("KÕ ho¹ch"));
    assert!(!is_unicode_already("Tröôøng"));
}

#[test]
fn pictures_become_the_letters_that_look_like_them() {
    assert_eq!(read_as("Wingdings", "ü"), "✓");
    assert_eq!(read_as("Wingdings", "\u{f0a8}"), "□");
    assert_eq!(read_as("Symbol", "\u{f0b7}"), "•");
    assert_eq!(picture("Wingdings 2", '\u{f052}'), '☑');
    assert_eq!(picture("Times New Roman", 'o'), 'o');
    assert_eq!(picture("", '\u{f0b7}'), '•');
}

#[test]
fn old_fonts_are_named_with_the_reason() {
    let name = |names: &[&str]| OldFonts { names: names.iter().map(|name| (*name).to_owned()).collect() }.sentence();
    assert_eq!(
        name(&[".VnTime", ".VnTimeH"]).unwrap(),
        "Tệp dùng phông chữ cũ .VnTime và .VnTimeH, có từ trước Unicode: máy không cài phông này sẽ hiện sai chữ. Chữ ở đây đã \
         được đổi sang Unicode để đọc, bản gốc giữ nguyên."
    );
    assert!(name(&["VNI-Times", "VNI-Helve", ".VnTime"]).unwrap().contains("VNI-Times, VNI-Helve và 1 phông khác"));
}
