use std::collections::HashSet;

use super::*;

const NAMES: KnownNames<'_> =
    KnownNames { school: "Trường Mầm non Nam Thanh", username: "hoant", person: "Nguyễn Thị Hoa" };

#[test]
fn common_and_local_passwords_are_refused_and_sentences_are_taken() {
    let check = |password: &str| match check(password, &NAMES) {
        Ok(()) => None,
        Err(Refusal::PasswordEasyToGuess { why }) => Some(why),
        Err(other) => panic!("{password}: {other}"),
    };
    for common in [
        "12345678",
        "0123456789",
        "matkhau-matkhau",
        "mot hai ba bon",
        "abcabcabcabc",
        "mamnon2024",
        "matkhau123",
        "Mật khẩu 123",
        "mamnon123",
        "MamNon@2026",
        "giaovien",
        "hieutruong1",
        "password",
        "P@ssw0rd",
        "qwertyuiop",
        "iloveyou",
        "anhyeuem",
        "vietnam2026",
        "matkhau12345678",
        "!@#$%^&*",
        "mot hai ba bon",
    ] {
        assert_eq!(check(common), Some(EasyToGuess::Common), "{common}");
    }
    let names =
        ["Trường Mầm non Nam Thanh", "namthanh", "Nam Thanh 2026", "mn-nam-thanh", "hoant123456", "nguyenthihoa", "Hoant2026"];
    for name in names {
        assert_eq!(check(name), Some(EasyToGuess::Name), "{name}");
    }
    for birth in ["Nguyễn Thị Lan 1985", "lananh1985", "Minh Châu 24112019", "trần văn đức", "hoangminhanh2019"] {
        assert_eq!(check(birth), Some(EasyToGuess::Name), "{birth}");
    }
    for digits in ["0912345670", "24111985", "001185012345", "1985 11 24 05", "2411-1985"] {
        assert_eq!(check(digits), Some(EasyToGuess::Digits), "{digits}");
    }
    for letter in ["aaaaaaaa", "        ", "AaAaAaAa", "ááááaaaa", "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}", "........"]
    {
        assert_eq!(check(letter), Some(EasyToGuess::OneLetter), "{letter:?}");
    }
    for fine in [
        "mua hè có bão lớn",
        "hoa hong vang",
        "kxm7p-2tqfh",
        "nam-thanh-mua-bao",
        "matkhau839274",
        "giaovien lop 4A",
        "mai lan hong dao cuc",
        "mùa sen nở rộ",
    ] {
        assert_eq!(check(fine), None, "{fine}");
    }
}

#[test]
fn length_is_counted_in_letters_as_they_are_kept() {
    let short = |password: &str| check(password, &NAMES) == Err(Refusal::PasswordTooShort { least: MIN_LENGTH });
    assert!(short("bão lớn") && short("ba\u{303}o lo\u{31b}\u{301}n") && !short("bão rất lớn"));
}

#[test]
fn a_new_password_is_typed_twice_alike_and_is_not_the_old_one() {
    let check = |new: &str, again: &str| check_new(new, again, "phat-ra-2026 hè", &NAMES);
    assert_eq!(check("mua hè xanh", "mua he\u{300} xanh"), Ok(()), "the two keyboards of a shared machine");
    assert_eq!(check("ngắn quá", "ngắn quá"), Err(Refusal::PasswordTooShort { least: MIN_LENGTH }));
    assert_eq!(check("mua hè xanh", "mua he xanh"), Err(Refusal::PasswordsDiffer));
    assert_eq!(check("phat-ra-2026 he\u{300}", "phat-ra-2026 hè"), Err(Refusal::PasswordUnchanged));
}

#[test]
fn blanks_around_a_handed_out_password_do_no_harm_and_its_account_is_not_told_from_others() {
    for typed in ["abcde-fghjk ", " abcde-fghjk", "\u{a0}abcde-fghjk\r\n", "abcde-fghjk\u{200b}"] {
        assert_eq!(readings(typed, true), ["abcde-fghjk"], "{typed:?}");
        assert_eq!(readings(typed, false), [typed], "a blank may belong to a password of one's own");
    }
    assert_eq!(readings("he\u{300}", false), ["hè", "he\u{300}"]);
    assert_eq!(readings("he\u{300} ", true).len(), readings("he\u{300} ", false).len());
}

#[test]
fn the_list_is_written_as_it_is_compared() {
    let entries: Vec<&str> = entries().collect();
    assert!(entries.len() > 600, "{}", entries.len());
    assert_eq!(entries.iter().collect::<HashSet<_>>().len(), entries.len(), "each once");
    for entry in entries {
        let word = entry.strip_suffix('~').unwrap_or(entry);
        assert_eq!(fold(word).replace(' ', ""), word);
        assert!(word.chars().count() >= 3, "{entry}");
    }
    let (families, given) = names_listed();
    assert!(families.len() > 40 && given.len() > 200, "{} and {}", families.len(), given.len());
    for name in families.iter().chain(&given) {
        assert_eq!(fold(name), **name);
    }
}

#[test]
fn a_password_on_a_slip_opens_its_account_for_seven_days() {
    let since = crate::testing::at("2026-11-18 14:20:00");
    assert_eq!(check_handed_out(since, crate::testing::at("2026-11-25 14:19:59")), Ok(()));
    let over = Refusal::HandedOutPasswordOver { since: crate::testing::day("2026-11-18") };
    assert_eq!(check_handed_out(since, crate::testing::at("2026-11-25 14:20:00")), Err(over));
}
