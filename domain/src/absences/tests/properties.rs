//! Whoever is away and comes back: no day moves, nobody stands worse, and what has not come is as it was.

use std::sync::LazyLock;

use chrono::Days;
use proptest::prelude::*;

use super::*;
use crate::{
    days::{Span, Timestamp, day_of},
    obligations::Obligation,
    people::{PersonId, Position},
};

/// Some weeks of the year have been lived.
static SCHOOL: LazyLock<NamThanh> = LazyLock::new(|| {
    let mut school = nam_thanh();
    school.regime.record_types.retain(|one| ["giao-an", "ke-hoach-to", "tu-lieu"].contains(&one.code.as_str()));
    school.obligations.clear();
    school.bring_up_to_date(at("2026-09-01 08:00"));
    school.lives_until(at("2026-11-25 14:20"));
    school
});

fn teachers(school: &NamThanh) -> Vec<PersonId> {
    let held = school.regime.organisation.appointments.iter();
    let mut all: Vec<PersonId> = held.filter(|one| matches!(one.position, Position::Teacher(_))).map(|one| one.person).collect();
    all.dedup();
    all
}

fn standings(school: &NamThanh, now: Timestamp) -> Vec<Standing> {
    let facts = school.facts();
    facts.open_obligations().map(|one| facts.standing(one, now)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn away_and_back_no_day_moves_and_what_is_to_come_is_as_before(
        (who, cover) in (any::<prop::sample::Index>(), any::<prop::sample::Index>()),
        (from, long, back) in (0..40_u64, 0..60_u64, 0..60_i64),
    ) {
        let now = at("2026-11-25 14:20");
        let mut school = SCHOOL.clone();
        let teachers = teachers(&school);
        let (who, cover) = (*who.get(&teachers), *cover.get(&teachers));
        prop_assume!(who != cover);
        let from = day("2026-11-10") + Days::new(from);
        let days = Span::new(from, from + Days::new(long));
        let noted = Signature { by: school.person_id("cô Nguyệt"), post: Post::Principal, at: now };
        let plan = AbsencePlan {
            person: who, kind: AbsenceKind::Training, days, cover: Some(cover), words: String::new(), decision: String::new(),
        };
        school.absences.push(plan.absence(crate::testing::id(21, 1), 1, [].into(), noted));
        school.regime.organisation.covers = covers(&school.absences, &school.regime.rules);
        school.bring_up_to_date(now);
        prop_assert_eq!(school.bring_up_to_date(now), vec![]);
        prop_assert_eq!(standings(&school, now), standings(&SCHOOL, now));
        for (before, after) in SCHOOL.obligations.iter().zip(&school.obligations) {
            // It is noted before the hour of the day.
            let passes = |due| days.contains(due) && day_of(now) <= due && before.handed_in.is_none();
            let is_covered = before.terms.turn == Some(who) && before.due_day().is_some_and(passes);
            let wanted = if is_covered { Some(cover) } else { before.terms.turn };
            prop_assert_eq!(after.terms.turn, wanted, "{}", SCHOOL.title(before));
            prop_assert_eq!(before.due_day(), after.due_day());
        }
        let at_back = now + chrono::TimeDelta::days(back);
        school.bring_up_to_date(at_back);
        let given = school.obligations.clone();
        let signed = Signature { at: at_back, ..noted };
        school.absences[0] = school.absences[0].clone().end(signed, Back::default()).unwrap();
        school.regime.organisation.covers = covers(&school.absences, &school.regime.rules);
        school.bring_up_to_date(at_back);
        prop_assert_eq!(school.bring_up_to_date(at_back), vec![]);
        let is_to_come = |one: &Obligation| one.due_day().is_some_and(|due| day_of(at_back) < due);
        for ((before, given), after) in SCHOOL.obligations.iter().zip(&given).zip(&school.obligations) {
            prop_assert_eq!(&after.terms.turn, if is_to_come(before) { &before.terms.turn } else { &given.terms.turn });
        }
    }
}
