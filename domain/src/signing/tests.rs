#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{collections::HashSet, sync::LazyLock};

use chrono::{DateTime, TimeDelta};
use proptest::{prelude::*, string::string_regex};
use uuid::Uuid;

use super::*;
use crate::{
    days::Timestamp,
    files::{FileKind, FileName, Sha256, StoredFile},
    ids::Id,
    record_types::{ApprovalRoute, Step},
    review_settings::{ReviewSetting, ReviewSettings, SettingChange},
    reviews::{Review, review_of},
    submissions::{ClockMark, Receipt, ReceiptNumber, Submission},
    testing::{NamThanh, at, id, nam_thanh},
};

/// Cô Hoa's plan of the year, approved by cô Ấm, as cô Nguyệt signs it.
fn signed() -> Statement {
    let mut school = nam_thanh();
    let title = "Kế hoạch giáo dục học kỳ II · Lớp 4A";
    school.hands_in("cô Hoa", title, "2026-11-24 20:14");
    school.decides("cô Ấm", title, Step::Department, crate::decisions::Outcome::Approved, "2026-11-25 09:00");
    of_last_version(&mut school, title)
}

/// What cô Nguyệt would sign of a record now.
fn of_last_version(school: &mut NamThanh, title: &str) -> Statement {
    let obligation = school.obligation(title).clone();
    let facts = school.facts();
    let Review::Waiting(waiting) = review_of(&facts, &obligation) else { panic!("nobody waits for the leadership") };
    let waiting = waiting.in_turn(Step::Leadership).unwrap();
    let file = |name: &str, byte| StoredFile {
        name: FileName::clean(name),
        size: 48_213,
        sha256: Sha256::new([byte; 32]),
        kind: FileKind::Docx,
    };
    let submission = Submission {
        id: id(8, 1),
        obligation: obligation.id,
        version: 1,
        person: school.person_id("cô Hoa"),
        received_at: at("2026-11-24 20:14"),
        clock: ClockMark::Believed,
        note: String::new(),
        files: vec![file("KHGD học kỳ II.docx", 0xab), file("Phụ lục.docx", 0xcd)],
        composition: crate::submissions::Composition::default(),
        receipt: Receipt {
            number: ReceiptNumber { year: 2026, number: 1_184 },
            verdict: crate::obligations::Verdict::OnTime,
            due: None,
        },
        withdrawn_at: None,
    };
    let to_sign = ToSign {
        facts: &facts,
        obligation: &obligation,
        act: SignedAct::Approval,
        approvals: &waiting.approvals,
        open: open_beside(&waiting),
        submission: &submission,
        digest: Sha256::new([0x17; 32]),
        signer: school.person_id("cô Nguyệt"),
        password_typed_at: at("2026-11-25 14:18"),
        now: at("2026-11-25 14:20"),
        clock: ClockAtSigning::Believed,
        key: KeyId::new([0x5a; 16]),
        code: CheckCode::new([7; CheckCode::CHANCE]),
    };
    to_sign.statement().unwrap()
}

#[test]
fn what_is_signed_can_be_read_by_people() {
    insta::assert_snapshot!("statement", signed().text());
}

#[test]
fn a_check_is_no_approval_in_any_byte() {
    let approval = signed();
    let check = Statement { act: SignedAct::Check, consent: CHECK_CONSENT.to_owned(), open: None, ..approval.clone() };
    let text = check.text();
    assert!(text.starts_with("hoso-statement 3\ncode: ") && text.ends_with("\nact: check\n"), "{text}");
    assert_eq!(Statement::parse(text.as_bytes()), Ok(check));
    for (first_line, last_line) in
        [("1", ""), ("1", "act: check\n"), ("2", ""), ("2", "act: check\n"), ("3", ""), ("3", "act: approval\n")]
    {
        let other = text.replacen("hoso-statement 3", &format!("hoso-statement {first_line}"), 1);
        let other = other.replacen("act: check\n", last_line, 1);
        let read = Statement::parse(other.as_bytes());
        // Without its last line and under another first one it says what an approval says, and not in the words of one.
        assert!(read.as_ref().is_ok_and(|read| read.consent == CHECK_CONSENT) || read.is_err(), "{other}");
        assert_ne!(read, Ok(approval.clone()), "{other}");
    }
}

#[test]
fn what_was_signed_is_read_back_and_nothing_else_is() {
    let statement = signed();
    let text = statement.text();
    assert_eq!(Statement::parse(text.as_bytes()), Ok(statement));
    let check = |from: &str, to: &str, why: StatementError| {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{from} is there");
        assert_eq!(Statement::parse(changed.as_bytes()), Err(why), "{from} as {to}");
    };
    check("hoso-statement 1\n", "hoso-statement 2\n", StatementError::OtherForm);
    check("hoso-statement 1\n", "hoso-statement 1\r\n", StatementError::OtherForm);
    check("record.title: ", "record.title:", StatementError::Field("record.title"));
    check("record.title: ", "record.titles: ", StatementError::Field("record.title"));
    check("files: 2", "files: 02", StatementError::NotCanonical);
    check("files: 2", "files: 1", StatementError::Field("approvals"));
    check("files: 2", "files: 4000000000", StatementError::Field("files"));
    check("T07:20:00Z", "T14:20:00+07:00", StatementError::NotCanonical);
    check("BN-2026-01184", "BN-2026-1184", StatementError::NotCanonical);
    check("1717", "171G", StatementError::Field("version.digest"));
    check("abab", "abAb", StatementError::NotCanonical);
    check("clock: believed\n", "clock: believed\nclock: doubted\n", StatementError::TooLong);
    check("clock: believed\n", "clock: believed", StatementError::Field("clock"));
    check("Phụ lục", r"Ph\u{1ee5} lục", StatementError::NotCanonical);
    assert_eq!(Statement::parse(b"hoso-statement 1\ncode: \xff"), Err(StatementError::NotText));
    assert_eq!(Statement::parse(b""), Err(StatementError::OtherForm));
}

#[test]
fn what_is_signed_while_the_department_is_open_says_so_in_a_form_of_its_own() {
    let half = Statement { open: Some(Step::Department), ..signed() };
    let text = half.text();
    assert_eq!(text, signed().text().replacen("hoso-statement 1", "hoso-statement 2", 1) + "open: department\n");
    assert_eq!(Statement::parse(text.as_bytes()), Ok(half));
    let as_form_1 = text.replacen("hoso-statement 2", "hoso-statement 1", 1);
    assert_eq!(Statement::parse(as_form_1.as_bytes()), Err(StatementError::TooLong));
    let nowhere = text.replacen("open: department", "open: school", 1);
    assert_eq!(Statement::parse(nowhere.as_bytes()), Err(StatementError::Field("open")));
}

#[test]
fn a_signature_beside_the_department_leaves_that_open_and_one_after_it_does_not() {
    let mut school = nam_thanh();
    let title = "Giáo án tuần 13 · Lớp 4A";
    school.record_type("giao-an").approval_route = ApprovalRoute::DepartmentAndLeadership;
    school.hands_in("cô Hoa", title, "2026-11-24 20:14");
    let beside = of_last_version(&mut school, title);
    assert_eq!((beside.open, beside.approvals.len()), (Some(Step::Department), 0));
    school.decides("cô Ấm", title, Step::Department, crate::decisions::Outcome::Approved, "2026-11-25 09:00");
    let after = of_last_version(&mut school, title);
    assert_eq!((after.open, after.approvals.len()), (None, 1));
}

/// Signed before there was a form that says what is open.
#[test]
fn what_an_older_form_left_out_is_known_and_its_sheet_is_not_taken_home_before_the_way_is_at_its_end() {
    let (mut school, title) = (nam_thanh(), "Giáo án tuần 13 · Lớp 4A");
    school.record_type("giao-an").approval_route = ApprovalRoute::DepartmentAndLeadership;
    school.hands_in("cô Hoa", title, "2026-11-24 20:14");
    let newer = of_last_version(&mut school, title);
    let older = Statement { open: None, ..newer.clone() };
    school.decides("cô Nguyệt", title, Step::Leadership, crate::decisions::Outcome::Approved, "2026-11-25 09:00");
    let check = |school: &mut NamThanh, statement: &Statement, wanted| {
        let obligation = school.obligation(title).clone();
        assert_eq!(unsaid(&school.facts(), &obligation, &obligation.decisions[0], statement), wanted);
    };
    check(&mut school, &older, Some(Step::Department));
    check(&mut school, &newer, None);
    check(&mut school, &Statement { act: SignedAct::Check, ..older.clone() }, None);
    school.obligation(title).decisions[0].also = Some(Step::Department);
    check(&mut school, &older, None);
    school.obligation(title).decisions[0].also = None;
    school.record_type("giao-an").approval_route = ApprovalRoute::Leadership;
    check(&mut school, &older, None);
    let (half, replaced) = (
        SignatureStanding::HalfWay { open: Step::Department },
        SignatureStanding::Replaced { version: 2, at: at("2026-11-25 10:00") },
    );
    for (standing, said, left_out) in [(SignatureStanding::Valid, true, false), (half, true, false), (replaced, true, false)] {
        let given_out = (standing.is_given_out(None), standing.is_given_out(Some(Step::Department)));
        assert_eq!(given_out, (said, left_out), "{standing:?}");
    }
}

/// The school has changed the way between two versions: of each that counts which was in force when it came.
#[test]
fn what_was_open_is_asked_of_the_version_that_was_signed_and_not_of_the_last_one() {
    use ApprovalRoute::{DepartmentAndLeadership, Leadership};
    let check = |before: ApprovalRoute, after: ApprovalRoute, wanted: Option<Step>| {
        let (mut school, title) = (nam_thanh(), "Giáo án tuần 13 · Lớp 4A");
        school.record_type("giao-an").approval_route = before;
        school.hands_in("cô Hoa", title, "2026-11-24 20:14");
        let older = Statement { open: None, ..of_last_version(&mut school, title) };
        school.decides("cô Nguyệt", title, Step::Leadership, crate::decisions::Outcome::Approved, "2026-11-25 09:00");
        let (by, record_type) = (school.person_id("cô Nguyệt"), school.record_type("giao-an").id);
        let to = ReviewSetting::Route { record_type, route: after };
        school.regime.review_settings =
            ReviewSettings::new(vec![SettingChange { since: at("2026-11-25 09:30"), by, to, version: None }]);
        school.hands_in("cô Hoa", title, "2026-11-25 10:00");
        let obligation = school.obligation(title).clone();
        let signed = &obligation.decisions[0];
        assert_eq!(unsaid(&school.facts(), &obligation, signed, &older), wanted, "{before:?}, then {after:?}");
        let standing = SignatureStanding::of(&school.facts(), &obligation, signed);
        assert_eq!(standing.is_given_out(withheld(&obligation, signed, wanted)), wanted.is_none(), "{before:?}, then {after:?}");
    };
    check(Leadership, DepartmentAndLeadership, None);
    check(DepartmentAndLeadership, Leadership, Some(Step::Department));
}

#[test]
fn a_sheet_that_left_the_department_out_is_taken_home_once_that_has_approved_and_not_because_the_record_is_closed() {
    let (mut school, title) = (nam_thanh(), "Giáo án tuần 13 · Lớp 4A");
    school.record_type("giao-an").approval_route = ApprovalRoute::DepartmentAndLeadership;
    school.hands_in("cô Hoa", title, "2026-11-24 20:14");
    let older = Statement { open: None, ..of_last_version(&mut school, title) };
    school.decides("cô Nguyệt", title, Step::Leadership, crate::decisions::Outcome::Approved, "2026-11-25 09:00");
    let check = |school: &mut NamThanh, is_given_out: bool, why: &str| {
        let (facts, obligation) = (school.facts(), school.obligation(title).clone());
        let signed = &obligation.decisions[0];
        let unsaid = unsaid(&facts, &obligation, signed, &older);
        assert_eq!(unsaid, Some(Step::Department), "what was so when it was signed stays so: {why}");
        let standing = SignatureStanding::of(&facts, &obligation, signed);
        assert_eq!(standing.is_given_out(withheld(&obligation, signed, unsaid)), is_given_out, "{why}");
    };
    check(&mut school, false, "the department has not decided");
    let mut closed = school.clone();
    closed.exempts(title, "Lớp nghỉ.");
    check(&mut closed, false, "nobody is asked any more, and the department never approved");
    school.decides("cô Ấm", title, Step::Department, crate::decisions::Outcome::Approved, "2026-11-25 09:20");
    check(&mut school, true, "the department has approved");
    school.hands_in("cô Hoa", title, "2026-11-25 10:00");
    check(&mut school, true, "a newer version has come");
    school.exempts(title, "Lớp nghỉ.");
    check(&mut school, true, "nobody is asked any more, and the department had approved");
    school.obligation(title).decisions[1].undone_at = Some(at("2026-11-25 09:25"));
    check(&mut school, false, "the department has taken its approval back");
}

#[test]
fn a_code_tells_every_single_wrong_letter_and_every_two_that_changed_places() {
    let code = CheckCode::new(std::array::from_fn(|place| (place * 37 + 11).try_into().unwrap_or(u8::MAX)));
    let shown: Vec<char> = code.to_string().chars().filter(|letter| *letter != '-').collect();
    assert_eq!(shown.len(), 24);
    let letters: Vec<char> = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars().collect();
    let read = |letters: &[char]| CheckCode::parse(&letters.iter().collect::<String>());
    assert_eq!(read(&shown), Ok(code));
    for place in 0..shown.len() {
        for letter in letters.iter().filter(|letter| **letter != shown[place]) {
            let mut wrong = shown.clone();
            wrong[place] = *letter;
            assert_eq!(read(&wrong), Err(CheckCodeError::Check), "{letter} at {place}");
        }
        for other in 0..place {
            let mut wrong = shown.clone();
            wrong.swap(place, other);
            let expected = if shown[place] == shown[other] { Ok(code) } else { Err(CheckCodeError::Check) };
            assert_eq!(read(&wrong), expected, "{place} with {other}");
        }
    }
}

#[test]
fn a_code_is_read_as_people_type_it() {
    let code = CheckCode::new([0; CheckCode::CHANCE]);
    assert_eq!(code.to_string(), "0000-0000-0000-0000-0000-0000");
    for typed in ["0000 0000 0000 0000 0000 0000", "oooo-OOOO-0000-0000-0000-0000", " 000000000000000000000000\n"] {
        assert_eq!(CheckCode::parse(typed), Ok(code), "{typed}");
    }
    let one = CheckCode::new([1; CheckCode::CHANCE]);
    assert_eq!(CheckCode::parse(&one.to_string().replace('1', "l")), Ok(one));
    assert_eq!(CheckCode::parse("  "), Err(CheckCodeError::Empty));
    assert_eq!(CheckCode::parse("0000-0000"), Err(CheckCodeError::Length(8)));
    assert_eq!(CheckCode::parse("0000-000U"), Err(CheckCodeError::Letter('U')));
    assert_eq!(CheckCode::parse("đ"), Err(CheckCodeError::Letter('đ')));
    for mistyped in [CheckCodeError::Empty, CheckCodeError::Length(8), CheckCodeError::Letter('đ'), CheckCodeError::Check] {
        assert!(mistyped.words().ends_with('.'));
    }
}

#[test]
fn a_key_is_shown_in_groups() {
    let key = KeyId::new(std::array::from_fn(|place| place.try_into().unwrap()));
    assert_eq!(key.grouped(), "0001 0203 0405 0607 0809 0a0b 0c0d 0e0f");
    assert_eq!(KeyId::from_hex(&key.to_string()), Some(key));
    assert_eq!(Signature::from_hex("00"), None);
}

fn named() -> impl Strategy<Value = Named> {
    (any::<u128>(), words(), words()).prop_map(|(uuid, name, titles)| Named { id: Id::new(Uuid::from_u128(uuid)), name, titles })
}

/// Everything that somebody could type, and what would break a form of lines.
fn words() -> impl Strategy<Value = String> {
    // Of an expression that stands in the list as text, each of the many words would be made by reading it anew.
    static TYPED: LazyLock<SBoxedStrategy<String>> = LazyLock::new(|| string_regex("\\PC*").unwrap().sboxed());
    static BREAKING: LazyLock<SBoxedStrategy<String>> =
        LazyLock::new(|| string_regex("[a-z:\\\\ \n\r\t{}u0-9]{0,12}").unwrap().sboxed());
    prop_oneof![
        TYPED.clone(),
        BREAKING.clone(),
        Just("\nsigned_at: 2020-01-01T00:00:00Z".to_owned()),
        Just("\u{202e}gnurt \\u{202e} \\\\ \u{2028}".to_owned()),
    ]
}

fn instant() -> impl Strategy<Value = Timestamp> {
    (0_i64..4_000_000_000, prop_oneof![Just(0_i64), 0_i64..1_000_000_000])
        .prop_map(|(seconds, nanos)| DateTime::from_timestamp(seconds, 0).unwrap() + TimeDelta::nanoseconds(nanos))
}

fn version() -> impl Strategy<Value = SignedVersion> {
    let file = (words(), any::<u64>(), any::<[u8; 32]>()).prop_map(|(name, size, sha256)| SignedFile {
        name,
        size,
        sha256: Sha256::new(sha256),
    });
    let receipt = (2020_i32..2100, 0_i64..1_000_000).prop_map(|(year, number)| ReceiptNumber { year, number });
    (any::<u128>(), any::<u32>(), receipt, any::<[u8; 32]>(), named(), instant(), prop::collection::vec(file, 0..4)).prop_map(
        |(uuid, number, receipt, digest, handed_in_by, handed_in_at, files)| SignedVersion {
            id: Id::new(Uuid::from_u128(uuid)),
            number,
            receipt,
            digest: Sha256::new(digest),
            handed_in_by,
            handed_in_at,
            files,
        },
    )
}

fn statement() -> impl Strategy<Value = Statement> {
    let step = prop_oneof![Just(Step::Department), Just(Step::Leadership)];
    let delegation =
        || prop::option::of((words(), named()).prop_map(|(decision, on_behalf_of)| Delegation { decision, on_behalf_of }));
    let approver =
        (step, named(), delegation(), instant()).prop_map(|(step, by, delegation, at)| Approver { step, by, delegation, at });
    let record = (any::<u128>(), [words(), words(), words(), words(), words()]).prop_map(
        |(uuid, [title, record_type, period, owner, school_year])| SignedRecord {
            id: Id::new(Uuid::from_u128(uuid)),
            title,
            record_type,
            period,
            owner,
            school_year,
        },
    );
    let clock = prop_oneof![Just(ClockAtSigning::Believed), Just(ClockAtSigning::Doubted)];
    let act = prop_oneof![
        Just((SignedAct::Check, None)),
        Just((SignedAct::Approval, None)),
        Just((SignedAct::Approval, Some(Step::Department))),
        Just((SignedAct::Approval, Some(Step::Leadership))),
    ];
    let people = (prop::collection::vec(approver, 0..3), named(), delegation(), words());
    let around = (any::<[u8; CheckCode::CHANCE]>(), any::<[u8; 16]>(), act, any::<u128>(), words());
    (around, record, version(), people, instant(), instant(), clock).prop_map(
        |(
            (code, key, (act, open), school, name),
            record,
            version,
            (approvals, signer, delegation, consent),
            password_typed_at,
            signed_at,
            clock,
        )| {
            Statement {
                code: CheckCode::new(code),
                key: KeyId::new(key),
                act,
                school: SignedSchool { id: Id::new(Uuid::from_u128(school)), name },
                record,
                version,
                approvals,
                signer,
                delegation,
                consent,
                password_typed_at,
                signed_at,
                clock,
                open,
            }
        },
    )
}

proptest! {
    /// From the bytes of any statement comes that statement: two different ones cannot have the same bytes.
    #[test]
    fn different_statements_have_different_bytes(statement in statement()) {
        let bytes = statement.bytes();
        prop_assert_eq!(Statement::parse(&bytes), Ok(statement));
        prop_assert!(!bytes.contains(&b'\r'), "a line ends in one way only");
    }

    /// Whatever one changes, adds or takes away, it is another statement or none.
    #[test]
    fn a_changed_byte_is_another_statement_or_none(
        statement in statement(),
        place in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        kind in 0..3,
    ) {
        let bytes = statement.bytes();
        let mut changed = bytes.clone();
        let place = place.index(bytes.len());
        match kind {
            0 => changed[place] = byte,
            1 => changed.insert(place, byte),
            _ => drop(changed.remove(place)),
        }
        if let Ok(read) = Statement::parse(&changed) {
            prop_assert_eq!(read.bytes(), changed.clone());
            prop_assert_eq!(read == statement, changed == bytes);
        }
    }

    /// Of no text at all is more read than was written.
    #[test]
    fn codes_of_different_chance_differ(one in any::<[u8; CheckCode::CHANCE]>(), other in any::<[u8; CheckCode::CHANCE]>()) {
        let (first, second) = (CheckCode::new(one), CheckCode::new(other));
        let same_chance = one.iter().zip(other).all(|(one, other)| one % 32 == other % 32);
        prop_assert_eq!(first == second, same_chance);
        prop_assert_eq!(CheckCode::parse(&first.to_string()), Ok(first));
        prop_assert_eq!(first.to_string().chars().collect::<HashSet<_>>().contains(&'U'), false);
    }
}
