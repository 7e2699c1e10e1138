use super::*;
use crate::testing::{NamThanh, at, nam_thanh};

#[test]
fn both_are_told_in_the_morning_and_nobody_else() {
    let mut school = nam_thanh();
    let absence = school.is_away("cô Hoa", "cô Xuân", ("2026-11-27", "2026-12-04"), "2026-11-25 20:00");
    let told = |school: &NamThanh, mention: &str, now: &str| {
        let (facts, now) = (school.facts(), at(now));
        let all = notices(&facts, &facts.actor(school.person_id(mention), now), now).into_iter();
        all.map(|one| (one.at, one.news)).collect::<Vec<_>>()
    };
    let part = |school: &NamThanh, mention: &str, now: &str| {
        told(school, mention, now)
            .into_iter()
            .map(|(at, news)| match news {
                News::Absence(absence) => (at, absence.part),
                other => panic!("{other:?}"),
            })
            .next()
    };
    assert_eq!(part(&school, "cô Xuân", "2026-11-25 21:00"), None);
    let (hoa, xuan, morning) = (school.person_id("cô Hoa"), school.person_id("cô Xuân"), at("2026-11-26 07:00"));
    assert_eq!(part(&school, "cô Xuân", "2026-11-26 08:00"), Some((morning, AbsencePart::Covers { of: hoa })));
    assert_eq!(part(&school, "cô Hoa", "2026-11-26 08:00"), Some((morning, AbsencePart::Covered { by: xuan })));
    for other in ["cô Thảo", "cô Vân", "cô Nguyệt"] {
        assert_eq!(part(&school, other, "2026-11-26 08:00"), None, "{other}");
    }
    let mut changed = school.clone();
    changed.covers_now(absence, "cô Vân", "2026-11-27 09:00");
    let (then, now) = (at("2026-11-27 09:00"), "2026-11-27 10:00");
    assert_eq!(part(&changed, "cô Vân", now), Some((then, AbsencePart::Covers { of: hoa })));
    assert_eq!(part(&changed, "cô Xuân", now), Some((then, AbsencePart::CoversNoMore { of: hoa })));
    assert_eq!(part(&changed, "cô Hoa", now), Some((then, AbsencePart::Covered { by: school.person_id("cô Vân") })));
    school.is_back(absence, "2026-11-30 09:00");
    assert_eq!(part(&school, "cô Xuân", "2026-11-30 10:00"), Some((at("2026-11-30 09:00"), AbsencePart::CoversNoMore { of: hoa })));
    assert_eq!(part(&school, "cô Hoa", "2026-11-30 10:00"), Some((at("2026-11-30 09:00"), AbsencePart::Back)));
}
