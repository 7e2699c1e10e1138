#![allow(clippy::unwrap_used)]
use super::*;
use crate::{
    obligations::Standing,
    personal_copies::{CopyKind, CopyList},
    submissions::{ClockMark, Composition, Receipt},
    testing::{at, day, id, nam_thanh},
};

const PLAN: &str = "Giáo án tuần 12 · Lớp 4A";

fn list(format: u32, school: SchoolId) -> CopyList {
    CopyList {
        format,
        school,
        school_name: "Trường Mầm non Sen".to_owned(),
        person: id(1, 1),
        person_name: "Nguyễn Thị Hoa".to_owned(),
        made_at: at("2026-11-25 14:20"),
        kind: CopyKind::All,
        records: Vec::new(),
    }
}

#[test]
fn a_version_that_came_back_says_that_a_withdrawal_since_is_lost() {
    let rescued = Rescued {
        submission: id(6, 1),
        at: at("2026-11-26 08:00"),
        trust: Trust::Signed,
        copy_of: "Nguyễn Thị Hoa".to_owned(),
        copy_made_at: at("2026-11-25 14:20"),
    };
    let advice = rescued.words(2).advice;
    assert!(advice.contains("lần rút ấy đã mất") && advice.contains("người nộp rút lại, hoặc nộp bản khác"), "{advice}");
}

#[test]
fn a_list_is_believed_by_the_schools_key_and_without_one_by_its_hashes_alone() {
    let (ours, theirs) = (KeyId::new([1; 16]), KeyId::new([2; 16]));
    let check = |keys: &[KeyId], signature: ListSignature, expected: Result<Trust, CopyRefusal>| {
        let accepted = Accepted { school: id(1, 1), keys: keys.to_vec(), is_here: true };
        assert_eq!(check_list(&list(FORMAT, id(1, 1)).head(), signature, &accepted), expected, "{signature:?}");
    };
    check(&[ours], ListSignature::By(ours), Ok(Trust::Signed));
    check(&[theirs, ours], ListSignature::By(ours), Ok(Trust::Signed));
    check(&[ours], ListSignature::By(theirs), Err(CopyRefusal::OtherKey(theirs.grouped())));
    check(&[ours], ListSignature::None, Err(CopyRefusal::NotSigned));
    check(&[ours], ListSignature::Broken, Err(CopyRefusal::Altered));
    check(&[], ListSignature::None, Ok(Trust::ByHash));
    check(&[], ListSignature::By(theirs), Ok(Trust::ByHash));
    check(&[], ListSignature::Broken, Err(CopyRefusal::Altered));
    let here = Accepted { school: id(1, 1), keys: vec![ours], is_here: true };
    assert_eq!(check_list(&list(2, id(1, 1)).head(), ListSignature::By(ours), &here), Err(CopyRefusal::OtherFormat(2)));
    let other = check_list(&list(FORMAT, id(1, 2)).head(), ListSignature::By(ours), &here).unwrap_err();
    assert!(other.to_string().contains("--school") && other.to_string().contains("Trường Mầm non Sen"), "{other}");
}

fn version(number: u32, received_at: &str, verdict: Verdict) -> Submission {
    Submission {
        id: id(10, number.into()),
        obligation: id(1, 1),
        version: number,
        person: id(2, number.into()),
        received_at: at(received_at),
        clock: ClockMark::Believed,
        note: String::new(),
        files: Vec::new(),
        composition: Composition::default(),
        receipt: Receipt { number: ReceiptNumber { year: 2026, number: number.into() }, verdict, due: Some(day("2026-11-20")) },
        withdrawn_at: None,
    }
}

#[test]
fn what_comes_back_is_judged_as_its_receipt_says_and_never_by_the_day_it_came() {
    let mut school = nam_thanh();
    let plan = school.obligation(PLAN).clone();
    let facts = school.facts();
    let standing = |versions: &[Submission]| {
        let handed_in = known_after_rescue(&plan, versions);
        let known = Obligation { handed_in, ..plan.clone() };
        known.standing(facts.calendar(), &facts.hours(plan.terms.rules), at("2026-12-20 08:00"))
    };
    let first = version(1, "2026-11-20 16:40", Verdict::OnTime);
    let second = version(2, "2026-11-27 16:40", Verdict::NotJudged);
    assert_eq!(standing(&[second.clone(), first.clone()]), Standing::OnTime);
    // Only the second one is there: nothing says that the first was late.
    assert_eq!(standing(std::slice::from_ref(&second)), Standing::Untimed { handed_in: true });
    let known = known_after_rescue(&plan, &[second.clone(), first.clone()]).unwrap();
    assert_eq!((known.versions, known.submission, known.authors), (2, second.id, vec![first.person, second.person]));
    // What was judged more kindly since the receipt stays so.
    let kinder = Judged { by: Some(day("2026-11-27")), verdict: Verdict::OnTime };
    let late = version(1, "2026-11-24 08:00", Verdict::NotJudged);
    let mut judged = plan.clone();
    judged.handed_in = known_after_rescue(&plan, std::slice::from_ref(&late)).map(|known| HandedIn { judged: kinder, ..known });
    assert_eq!(known_after_rescue(&judged, &[late.clone(), second]).unwrap().judged, kinder);
    let taken_back = Submission { withdrawn_at: Some(at("2026-11-24 08:05")), ..late };
    assert_eq!(known_after_rescue(&plan, &[taken_back]), None);
}

#[test]
fn every_reason_says_what_is_true_and_what_to_do_next() {
    let name = || "Nguyễn Thị Hoa".to_owned();
    let reasons = [
        NotTaken::NoRecord { school_year: "2026-2027".to_owned() },
        NotTaken::ManyRecords,
        NotTaken::NoPerson { name: name() },
        NotTaken::ManyPeople { name: name() },
        NotTaken::FileMissing { name: FileName::clean("a.docx") },
        NotTaken::Altered,
        NotTaken::VersionTaken { version: 2 },
        NotTaken::ReceiptTaken { number: ReceiptNumber { year: 2026, number: 184 } },
        NotTaken::OtherContent,
        NotTaken::Shut(crate::refusal::PersonalDataRefusal::NothingNew.into()),
    ];
    for reason in reasons {
        let Words { fact, advice } = reason.words();
        assert!(!fact.is_empty() && fact.chars().next().unwrap().is_lowercase(), "{fact}");
        assert!(advice.ends_with('.'), "{advice}");
    }
}
