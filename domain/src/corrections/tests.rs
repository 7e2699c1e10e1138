#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::testing::{at, forms::told, id, nam_thanh};

#[test]
fn the_last_correction_counts_and_every_one_is_told() {
    let school = nam_thanh();
    let by = school.person_id("cô Nguyệt");
    let [version, other] = [1, 2].map(|number| Numbered::Rules(id(8, number)));
    let made = |of, was: &str, decision: &str, when: &str| Correction {
        of,
        was: was.to_owned(),
        decision: decision.to_owned(),
        by,
        at: at(when),
    };
    let corrections = Corrections::new(vec![
        made(version, "25/QĐ", "26/QĐ-MNNT", "2026-11-25 08:00"),
        made(other, "", "7/QĐ", "2026-11-25 08:30"),
        made(version, "26/QĐ-MNNT", "27/QĐ-MNNT", "2026-11-25 09:00"),
    ]);
    assert_eq!(corrections.right(version, "25/QĐ"), "27/QĐ-MNNT");
    assert_eq!(corrections.right(Numbered::LockOrder(id(8, 1)), "3/QĐ"), "3/QĐ", "an order of the same id is another thing");
    let lines: Vec<_> = corrections.told(version, &school.regime.organisation);
    assert_eq!(
        lines.iter().map(|one| (one.was.as_str(), one.decision.as_str(), one.who.as_str())).collect::<Vec<_>>(),
        [("25/QĐ", "26/QĐ-MNNT", "Nguyễn Thị Minh Nguyệt"), ("26/QĐ-MNNT", "27/QĐ-MNNT", "Nguyễn Thị Minh Nguyệt")]
    );
    for of in [
        version,
        Numbered::LockOrder(id(9, 3)),
        Numbered::Absence(id(9, 4)),
        Numbered::Extension(id(9, 5)),
        Numbered::Mandate(id(9, 6)),
    ] {
        assert_eq!(Numbered::from_codes(of.about(), of.uuid()), Some(of));
    }
    assert_eq!(Numbered::from_codes("holiday", version.uuid()), None);
}

#[test]
fn what_is_no_correction_is_told_in_words() {
    let check = |typed: &str, wanted: Result<&str, &str>| {
        let parsed = CorrectionForm { decision: typed.to_owned() }.parse("25/QĐ");
        assert_eq!(parsed.map_err(|errors| told(&errors).concat()), wanted.map(str::to_owned).map_err(str::to_owned), "{typed}");
    };
    check(" 26/QĐ-MNNT ", Ok("26/QĐ-MNNT"));
    check("  ", Err("decision: Ghi số quyết định đúng, ví dụ 25/QĐ-MNNT."));
    check("25/QĐ", Err("decision: “25/QĐ” là số đang ghi. Ghi số đúng, hoặc quay lại nếu số này đã đúng."));
    check(&"1".repeat(60), Ok(&"1".repeat(60)));
    check(&"1".repeat(61), Err("decision: Dài 61 ký tự, nhiều nhất 60 ký tự. Chỉ ghi số, ví dụ 25/QĐ-MNNT."));
}
