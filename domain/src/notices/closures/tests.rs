use super::*;
use crate::{
    scope::Scope,
    testing::{NamThanh, at, nam_thanh},
};

#[test]
fn what_a_clock_noted_ahead_of_now_is_told_as_done_by_now() {
    let mut school = nam_thanh();
    let (declared, now) = ("2026-11-26 21:00", at("2026-11-26 20:00"));
    school.shuts("cô Nguyệt", Scope::whole(), ("2026-11-27", "2026-11-27"), declared);
    school.bring_up_to_date(now);
    let told = |school: &NamThanh, now| {
        let facts = school.facts();
        let all = notices(&facts, &facts.actor(school.person_id("cô Hoa"), now), now).into_iter();
        all.map(|one| one.at).collect::<Vec<_>>()
    };
    assert_eq!(told(&school, now), [now]);
    assert_eq!(told(&school, at("2026-11-27 08:00")), [at(declared)]);
}
