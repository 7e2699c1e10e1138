#![allow(clippy::unwrap_used)]
use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;
use crate::{
    days::Timestamp,
    permissions::{Actor, Credential, LogScope, log_scope},
    testing::nam_thanh,
};

fn evening() -> Timestamp {
    "2026-11-06T16:58:00+07:00".parse().unwrap()
}

#[test]
fn the_code_of_an_entry_says_its_day_its_number_and_twenty_letters_of_its_hash() {
    let code = AnchorCode::of(evening(), 1234, &[0b0000_1000, 0b1000_0110, 0b0100_0010, 0b1001_1000, 0b1110_1000]);
    assert_eq!(code.to_string(), "261106-1234-12345-67800-00000-00000");
    // Half past midnight in Hanoi is the day before in London.
    assert_eq!(AnchorCode::of(evening() + TimeDelta::hours(8), 1, &[255; 32]).to_string(), "261107-1-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ");
}

#[test]
fn a_code_is_read_as_it_was_told_on_the_telephone() {
    let code = AnchorCode::of(evening(), 77, &[0xa5, 0x3c, 0x7e, 0x10, 0x99, 0xfe, 0x01, 0x42, 0x66, 0xd0, 0x2b, 0x8f, 0x31]);
    let said = code.to_string();
    for typed in [said.clone(), said.to_lowercase(), said.replace('-', " "), said.replace('0', "o"), said.replace('1', "l")] {
        // In the day and the number an "O" is no zero: people read those as figures.
        let read = AnchorCode::parse(&typed);
        if typed.starts_with("261106") {
            assert_eq!(read, Ok(code), "{typed}");
        } else {
            assert_eq!(read, Err(AnchorCodeError::Day), "{typed}");
        }
    }
    for (typed, fault) in [
        ("", AnchorCodeError::Parts),
        ("261106", AnchorCodeError::Parts),
        ("261306-5-ABCDE", AnchorCodeError::Day),
        ("26110-5-ABCDE", AnchorCodeError::Day),
        ("261106-0-ABCDE", AnchorCodeError::Number),
        ("261106-x-ABCDE", AnchorCodeError::Number),
        ("261106-5-ABCDE-ABCDE-ABCDE-ABCD", AnchorCodeError::Length(19)),
        ("261106-5-ABCDE-ABCDE-ABCDE-ABCDU", AnchorCodeError::Letter('U')),
    ] {
        assert_eq!(AnchorCode::parse(typed), Err(fault), "{typed}");
    }
}

proptest! {
    #[test]
    fn a_code_belongs_to_one_entry_alone(
        hash in any::<[u8; 32]>(), seq in 1_i64..10_000_000, seconds in 0_i64..2_000_000_000, bit in 0_usize..100,
    ) {
        let at = Timestamp::UNIX_EPOCH + TimeDelta::seconds(seconds + 1_000_000_000);
        let code = AnchorCode::of(at, seq, &hash);
        prop_assert_eq!(AnchorCode::parse(&code.to_string()), Ok(code));
        prop_assert!(code.is_of(at, seq, &hash));
        prop_assert!(!code.is_of(at, seq + 1, &hash));
        prop_assert!(!code.is_of(at + TimeDelta::days(1), seq, &hash));
        let mut other = hash;
        other[bit / 8] ^= 0b1000_0000 >> (bit % 8);
        prop_assert!(!code.is_of(at, seq, &other));
    }

    #[test]
    fn whatever_is_typed_as_a_code_is_read_or_refused(typed in "\\PC{0,60}") {
        if let Ok(code) = AnchorCode::parse(&typed) {
            prop_assert_eq!(AnchorCode::parse(&code.to_string()), Ok(code));
        }
    }
}

#[test]
fn a_browser_is_named_as_people_name_it_and_read_back() {
    const CHROME: &str =
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
    for (user_agent, shown) in [
        (CHROME, "Chrome, Windows"),
        (&format!("{CHROME} Edg/140.0"), "Edge, Windows"),
        (&format!("{CHROME} coc_coc_browser/140.0"), "Cốc Cốc, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        ("Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Safari/605.1", "Safari, iPad"),
        ("curl/8.0", "curl/8.0"),
        ("", ""),
    ] {
        let origin = Origin::new("192.168.1.23".to_owned(), user_agent);
        assert_eq!(origin.browser, shown);
        assert_eq!(Origin::read(&origin.to_string()), origin);
    }
    assert_eq!(Origin::new("::1".to_owned(), &"x".repeat(500)).browser.len(), 60);
}

#[test]
fn the_place_of_a_page_is_read_back_from_its_address() {
    let key = LogKey { at: evening(), seq: 17 };
    assert_eq!(key.to_string().parse(), Ok(key));
    for broken in ["", "17", "x.1", "1.x", "99999999999999999999.1"] {
        assert_eq!(broken.parse::<LogKey>(), Err(()), "{broken}");
    }
}

#[test]
fn every_topic_is_read_back_from_its_code() {
    for topic in Topic::ALL {
        assert_eq!(Topic::from_code(topic.code()), Some(topic));
    }
    assert_eq!(Topic::from_code("khac"), None);
}

/// What an event with these facts says, of a record of cô Hoa, done by cô Ấm.
fn said(teller: Teller, facts: &[(&str, Detail)]) -> Said {
    let mut school = nam_thanh();
    let known = school.facts();
    let title = "Giáo án tuần 12 · Lớp 4A";
    let obligation = school.obligation(title).id;
    let titles = [(obligation.uuid(), Titled { obligation, title: title.to_owned() })].into();
    let details: Details = facts.iter().map(|(key, fact)| ((*key).to_owned(), fact.clone())).collect();
    let actor = Some(school.person_id("cô Ấm"));
    teller(&Happened { facts: &known, at: evening(), actor, subject: Some(obligation.uuid()), details: &details, titles: &titles })
}

fn text(words: &str) -> Detail {
    Detail::Text(words.to_owned())
}

#[test]
fn a_line_says_what_was_done_and_what_was_so_before_and_since() {
    let hoa = nam_thanh().person_id("cô Hoa").to_string();
    let one = Detail::Many(vec![text("x")]);
    /// The sentence of an event with these facts: what, before and since.
    type Case<'a> = (Teller, &'a [(&'a str, Detail)], &'a str, Option<&'a str>, Option<&'a str>);
    let cases: [Case<'_>; 9] = [
        (
            words::hand_ins::handed_in,
            &[("version", Detail::Number(2)), ("receipt", text("BN-2026-00012")), ("files", one)],
            "nộp Giáo án tuần 12 · Lớp 4A, phiên bản 2, 1 tệp, biên nhận BN-2026-00012",
            Some("phiên bản 1"),
            Some("phiên bản 2"),
        ),
        (
            words::reviews::decided,
            &[("step", text("department")), ("returned", Detail::None)],
            "duyệt Giáo án tuần 12 · Lớp 4A (tổ duyệt)",
            Some("chờ duyệt"),
            Some("đã duyệt"),
        ),
        (
            words::reviews::decided,
            &[("step", text("leadership")), ("returned", Detail::Facts(Details::new()))],
            "trả lại Giáo án tuần 12 · Lớp 4A (ban giám hiệu duyệt)",
            Some("chờ duyệt"),
            Some("trả lại để sửa"),
        ),
        // Why somebody is away, and what they have written, is not told.
        (
            words::due_days::absence_noted,
            &[
                ("person", text(&hoa)),
                ("kind", text("sick")),
                ("words", text("mổ ruột thừa")),
                ("number", Detail::Number(4)),
                ("cover", Detail::None),
                ("from", text("2026-11-06")),
                ("to", text("2026-11-07")),
            ],
            "ghi cô Nguyễn Thị Hoa (4A) nghỉ (số 4)",
            None,
            Some("06/11–07/11/2026"),
        ),
        (
            words::rights::begun,
            &[("position", text("principal")), ("unit", Detail::None), ("from", text("2026-09-07")), ("decision", text("15/QĐ"))],
            "phân công một người đã rời trường làm hiệu trưởng, theo Quyết định số 15/QĐ",
            None,
            Some("từ 07/09/2026"),
        ),
        (
            words::accounts::sign_in_failed,
            &[("times", Detail::Number(3))],
            "không cho đăng nhập vào tài khoản của một người đã rời trường: mật khẩu sai, 3 lần liền",
            None,
            None,
        ),
        (
            words::settings::decision_corrected,
            &[("was", text("25/QĐ")), ("decision", text("26/QĐ"))],
            "sửa số của một quyết định ghi sai",
            Some("25/QĐ"),
            Some("26/QĐ"),
        ),
        // Facts that an older version of the program did not write leave a gap, and no fault.
        (words::due_days::extension_given, &[], "gia hạn 0 hồ sơ (số 0)", None, Some("đến hết ")),
        (words::server::unknown, &[], "làm một việc mà bản phần mềm này chưa biết cách đọc", None, None),
    ];
    for (teller, facts, what, before, after) in cases {
        let said = said(teller, facts);
        assert_eq!((said.what.as_str(), said.before.as_deref(), said.after.as_deref()), (what, before, after));
    }
}

/// What people write stands behind the fence of its own page; the log is read by everybody who manages the program.
#[test]
fn no_line_repeats_what_somebody_wrote() {
    const WRITTEN: &str = "Vì con ốm nặng";
    let facts = ["reason", "words", "name", "note", "identity", "clause", "evidence"].map(|key| (key, text(WRITTEN)));
    let tellers: [Teller; 24] = [
        words::accounts::checked,
        words::accounts::finding_mended,
        words::due_days::absence_ended,
        words::due_days::absence_noted,
        words::due_days::closure_declared,
        words::due_days::closure_taken_back,
        words::due_days::exempted,
        words::due_days::exemption_ended,
        words::due_days::extension_asked,
        words::due_days::extension_given,
        words::due_days::extension_taken_back,
        words::due_days::lateness_explained,
        words::due_days::lateness_judged,
        words::due_days::swap_offered,
        words::locks::drafted,
        words::locks::revoked,
        words::locks::scanned,
        words::locks::update_requested,
        words::rights::data_refused,
        words::rights::ended,
        words::rights::mandate_ended,
        words::rights::mandate_scanned,
        words::rights::turned_down,
        words::tasks::ended,
    ];
    for (place, teller) in tellers.into_iter().enumerate() {
        let told = format!("{:?}", said(teller, &facts));
        assert!(!told.contains(WRITTEN), "{place}: {told}");
    }
}

#[test]
fn the_leadership_and_the_management_team_read_the_schools_log() {
    let school = nam_thanh();
    let facts = school.facts();
    let scope = |mention: &str| log_scope(&facts.actor(school.person_id(mention), evening()));
    for (mention, expected) in [
        ("cô Nguyệt", LogScope::School),
        ("cô Vân", LogScope::School),
        ("thầy Định", LogScope::School),
        ("cô Ấm", LogScope::Own),
        ("cô Hoa", LogScope::Own),
        ("cô Hoà", LogScope::Own),
    ] {
        assert_eq!(scope(mention), expected, "{mention}");
    }
    // Somebody else may know the password: no more than everybody.
    let actor = facts.actor(school.person_id("thầy Định"), evening());
    let doubted = Actor { credential: Credential::ResetUnconfirmed, ..actor };
    assert_eq!(log_scope(&doubted), LogScope::Own);
}
