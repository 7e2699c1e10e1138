use super::*;
use crate::testing::{NamThanh, at, nam_thanh};

#[test]
fn whoever_is_asked_is_told_in_working_hours_and_whoever_asked_of_the_answer() {
    let told = |school: &NamThanh, mention: &str, now: &str| {
        let all = notices(&school.facts(), school.person_id(mention), at(now)).into_iter();
        let part = |one: Notice| match one.news {
            News::Swap(swap) => (one.at, swap.part, swap.title),
            other => panic!("{other:?}"),
        };
        all.map(part).collect::<Vec<_>>()
    };
    let mut school = nam_thanh();
    let swap = school.offers(("cô Hoa", "cô Thảo"), ("4A", 15), Some(14), "2026-11-25 20:00");
    assert_eq!(told(&school, "cô Thảo", "2026-11-25 21:00"), []);
    let (morning, title) = (at("2026-11-26 07:00"), "Tuần 15 đổi tuần 14 · Lớp 4A".to_owned());
    let asked = SwapPart::Asked { reason: "Tuần đó em đi tập huấn".to_owned() };
    assert_eq!(told(&school, "cô Thảo", "2026-11-26 08:00"), [(morning, asked, title.clone())]);
    for other in ["cô Hoa", "cô Nguyệt", "cô Ấm"] {
        assert_eq!(told(&school, other, "2026-11-26 08:00"), [], "{other}");
    }
    // What can be confirmed no more asks for nothing.
    assert_eq!(told(&school, "cô Thảo", "2026-12-04 08:00"), []);
    for (answer, part) in [
        (SwapAnswer::Accepted, Some(SwapPart::Accepted)),
        (SwapAnswer::Declined, Some(SwapPart::Declined)),
        (SwapAnswer::TakenBack, None),
    ] {
        let mut school = school.clone();
        school.answers("cô Thảo", swap, answer, "2026-11-26 09:00");
        let wanted: Vec<_> = part.map(|part| (at("2026-11-26 09:00"), part, title.clone())).into_iter().collect();
        assert_eq!(told(&school, "cô Hoa", "2026-11-26 10:00"), wanted, "{answer:?}");
        assert_eq!(told(&school, "cô Thảo", "2026-11-26 10:00"), [], "{answer:?}");
    }
}
