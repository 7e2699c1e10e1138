use super::*;

#[test]
fn a_list_from_an_old_font_is_noticed() {
    let check =
        |texts: &[&str], wanted: Option<OldLettering>| assert_eq!(old_lettering(texts.iter().copied()), wanted, "{texts:?}");
    check(&["Nguyeãn Thò Hoa", "Ñoã Vaên Yeân", "Giaùo vieân"], Some(OldLettering::Vni));
    check(&["NGUYEÃN THÒ HOA"], Some(OldLettering::Vni));
    check(&["NguyÔn ThÞ Hoa", "Phã hiÖu tr\u{ad}ëng", "Lª ThÞ Êm"], Some(OldLettering::Tcvn3));
    check(&["Nguyễn Thị Hoa", "Hoà", "Thò"], None);
    // One word that is nothing does not turn a list of today.
    check(&["Nguyễn Thị Hoa", "Lê Thị Ấm", "Eãb"], None);
    check(&["Y'Bliă Niê", "H'Hen Niê", "K'Brơi"], None);
    check(&["Hoa", "Lan"], None);
    check(&["José García"], None);
    check(&[], None);
}

#[test]
fn what_is_read_is_what_was_meant() {
    let check = |lettering: OldLettering, text: &str, wanted: &str| assert_eq!(lettering.to_unicode(text), wanted);
    check(OldLettering::Vni, "Nguyeãn Thò Hoa", "Nguyễn Thị Hoa");
    check(OldLettering::Vni, "NGUYEÃN VAÊN NAM", "NGUYỄN VĂN NAM");
    check(OldLettering::Tcvn3, "NguyÔn ThÞ Hoa", "Nguyễn Thị Hoa");
    check(OldLettering::Tcvn3, "Nguyễn Thị Hoa", "Nguyễn Thị Hoa");
    check(OldLettering::Tcvn3, "0912000001", "0912000001");
}

#[test]
fn syllables() {
    for word in
        ["Nguyễn", "Thị", "Thò", "Quyên", "Giang", "Nghĩa", "Khuyên", "Gìn", "Yến", "Ý", "Thuỳ", "Thủy", "Hoài", "Oanh", "Ước"]
    {
        assert!(is_syllable(word), "{word}");
    }
    for word in ["Nguyeãn", "Ñoã", "Vaên", "NguyÔn", "ThÞ", "tr\u{ad}ëng", "Eãb"] {
        assert!(!is_syllable(word), "{word}");
    }
}
