#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use proptest::{prelude::*, string::string_regex};
use unicode_normalization::is_nfc;

use super::*;

#[test]
fn a_line_is_cleaned_once() {
    let check = |typed: &str, wanted: &str| assert_eq!(clean(typed), wanted, "{typed:?}");
    check("Mẫu giáo 4–5 tuổi", "Mẫu giáo 4–5 tuổi");
    check("  Hoa \t Mai\u{a0}\u{3000}1 ", "Hoa Mai 1");
    check("Hoa\r\nMai\u{2028}1\u{85}2", "Hoa Mai 1 2");
    // Unseen, without width, turning the direction, joining, filling.
    check("Ho\0a\u{1b}[31m Ma\u{202e}i", "Hoa[31m Mai");
    check("\u{feff}Hoa\u{200b} Ma\u{34f}i\u{2066}\u{ad}\u{e0041}", "Hoa Mai");
    check("\u{2800}\u{3164}\u{115f}", "");
    check("Me\u{302}\u{303}u, e\u{200b}\u{302}\u{323}", "Mễu, ệ");
    check("\u{301} \u{302}Hoa", "Hoa");
}

#[test]
fn a_text_keeps_its_lines_and_pictures() {
    assert_eq!(clean_text("\n Em gửi cô\r\n\tbài 👩\u{200d}🏫 \u{202e}\0\u{200b}\n\n"), "Em gửi cô\n\tbài 👩\u{200d}🏫");
    assert_eq!(clean_text("\u{feff}\u{200b}\n"), "");
}

#[test]
fn a_letter_carries_few_marks_and_few_blank_lines_follow_one_another() {
    let marks = |count: usize| "\u{300}".repeat(count);
    assert_eq!(clean(&format!("Hoa x{} Mai", marks(1_800))), format!("Hoa x{} Mai", marks(4)));
    assert_eq!(clean_text(&format!("Zalgo x{}\nMai", marks(1_800))), format!("Zalgo x{}\nMai", marks(4)));
    // Nothing between them makes them the marks of another letter.
    let joined = format!("x{}", format!("{}\u{200d}\u{fe0f}\u{200b}", marks(3)).repeat(300));
    assert_eq!(clean_text(&joined).chars().filter(|letter| is_combining_mark(*letter)).count(), 4);
    // Vietnamese as single letters and marks, in any order; scripts that carry more.
    for words in ["Me\u{302}\u{303}u gia\u{301}o", "e\u{323}\u{302} \u{1f469}\u{200d}\u{2764}\u{fe0f}\u{200d}\u{1f525}", "ที่นี้ บ้าน"]
    {
        assert_eq!(clean_text(words), words);
    }
    let check = |typed: &str, wanted: &str| assert_eq!(clean_text(typed), wanted, "{typed:?}");
    check("a\n\nb\n\n\nc", "a\n\nb\n\n\nc");
    check(&format!("a{}b", "\r\n".repeat(1_990)), "a\n\n\nb");
    check(&format!("a{}\n b", "\n \t\u{3000}\u{200d}".repeat(50)), "a\n \t\u{3000}\u{200d}\n \t\u{3000}\u{200d}\n b");
    check("a\n\n\n\u{301}", "a");
}

#[test]
fn lines_of_one_look_are_told_apart_from_lines_of_two() {
    let check = |one: &str, other: &str, wanted: bool| assert_eq!(look_alike(one, other), wanted, "{one:?} {other:?}");
    check("Hoa Mai", "Hoa Mai", true);
    check("Hoa Mai", "hoa  MAI ", true);
    check("Hoa Mai", "Hoа Mаi", true);
    check("HOA MAI", "НОА МАІ", true);
    check("Ánh", "А\u{301}nh", true);
    check("Đào", "Ðào", true);
    check("Đào", "Ɖào", true);
    check("Lớp 4A", "Lớp ４Ａ", true);
    check("Mẫu giáo 4–5 tuổi", "Mẫu giáo 4-5 tuổi", true);
    check("Hoa Mai", "Hoa Mái", false);
    check("Đào", "Dao", false);
    check("4A", "4B", false);
    check("Hoa Mai 1", "Hoa Mai 2", false);
}

#[test]
fn every_letter_of_another_alphabet_is_taken_for_one_that_a_keyboard_has() {
    let taken: Vec<char> = ('\u{80}'..='\u{2fff}').filter(|letter| latin(*letter) != *letter).collect();
    assert!(taken.len() > 70, "{taken:?}");
    for letter in taken {
        let plain = latin(letter);
        assert!(plain.is_ascii_graphic() || "đĐ".contains(plain), "{letter} {plain}");
        assert_eq!(latin(plain), plain, "{letter}");
    }
}

/// Words with everything in them that has no place in a line.
fn typed() -> impl Strategy<Value = String> {
    let unseen = "\u{85}\u{a0}\u{ad}\u{34f}\u{200b}-\u{202e}\u{2066}\u{2800}\u{3000}\u{feff}\u{e0041}";
    string_regex(&format!("\\PC{{0,30}}|[ \\t\\n\\r\\x00\\x1b{unseen}aệо\u{301}\u{323}]{{0,60}}|[\\nx\u{200d}\u{301}]{{0,60}}"))
        .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_clean_line_is_clean(typed in typed()) {
        let line = clean(&typed);
        prop_assert!(is_nfc(&line) && line.trim() == line && !line.contains("  "), "{line:?}");
        prop_assert!(line.chars().all(|letter| letter == ' ' || !letter.is_whitespace() && !is_unseen(letter)), "{line:?}");
        prop_assert_eq!(clean(&line), line.clone(), "cleaning twice changes nothing");
        prop_assert!(look_alike(&typed, &line));
        let text = clean_text(&typed);
        prop_assert!(!text.contains(['\0', '\u{1b}', '\u{202e}', '\u{200b}', '\u{34f}', '\r']), "{text:?}");
        prop_assert!(!text.contains("\n\n\n\n") && !text.contains(&"\u{301}".repeat(5)), "{text:?}");
        prop_assert_eq!(clean_text(&text), text.clone());
    }
}
