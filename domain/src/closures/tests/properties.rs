//! Whatever is declared and taken back: nobody stands worse, nobody else's days move, and doing it twice does nothing.

use std::{collections::BTreeMap, sync::LazyLock};

use chrono::Days;
use proptest::{collection::btree_set, prelude::*};

use super::*;
use crate::{
    calendar::Unit,
    days::{Timestamp, day_of},
    locks::{Post, Signature},
    obligations::{ObligationId, Owner, Period, Reason},
    record_types::OwedBy,
    reviews::review_by,
};

/// Some weeks of the year have been lived. A class and a teacher end in these weeks, another one comes, and each teacher owes
/// something by name.
static SCHOOL: LazyLock<NamThanh> = LazyLock::new(|| {
    let mut school = nam_thanh();
    let (leaver, comer) = (school.person_id("cô Thảo"), school.person_id("cô Hoa"));
    let organisation = &mut school.regime.organisation;
    for one in &mut organisation.appointments {
        if one.person == leaver {
            one.until = Some(day("2026-11-30"));
        } else if one.person == comer {
            one.from = day("2026-10-31");
        }
    }
    organisation.classes[0].until = Some(day("2026-11-20"));
    organisation.classes[1].until = Some(day("2026-12-04"));
    school.record_type("ke-toan").owed_by = OwedBy::EachTeacher;
    school
        .regime
        .record_types
        .retain(|one| ["giao-an", "khgd-hk2", "ke-hoach-to", "ke-toan", "tu-lieu"].contains(&one.code.as_str()));
    school.obligations.clear();
    school.bring_up_to_date(at("2026-09-01 08:00"));
    school.lives_until(at("2026-11-25 14:20"));
    school
});

/// The whole school, or some of its departments and classes.
fn scopes() -> impl Strategy<Value = Scope> {
    let whose = (any::<bool>(), 1..13_u128).prop_map(|(is_class, number)| match is_class {
        true => Whose::Class(id(2, number)),
        false => Whose::Department(id(1, 1 + number % 6)),
    });
    btree_set(whose, 0..4).prop_map(|whose| Scope { whose, ..Scope::whole() })
}

/// Days from some weeks before the Wednesday of week 12 to some weeks after it.
fn spans() -> impl Strategy<Value = Span> {
    (0..100_u64, 0..5_u64).prop_map(|(first, length)| {
        let from = day("2026-10-05") + Days::new(first);
        Span::new(from, from + Days::new(length))
    })
}

fn declare(school: &mut NamThanh, scope: Scope, days: Span, now: Timestamp) {
    let number = school.closures.len() as u32 + 1;
    let scope = scope.with_classes(&school.regime.organisation);
    let plan = ClosurePlan { kind: ClosureKind::Storm, days, scope, words: String::new() };
    let declared = Signature { by: school.person_id("cô Nguyệt"), post: Post::Principal, at: now };
    school.closures.push(Closure { id: id(18, number.into()), number, plan, declared, taken_back: None });
    school.follows_closures();
}

fn take_back(school: &mut NamThanh, place: usize, now: Timestamp) {
    let signed = Signature { by: school.person_id("cô Nguyệt"), post: Post::Principal, at: now };
    let known = school.closures[place].clone();
    school.closures[place] = known.take_back(signed, Reason::parse("Bão đổi hướng").unwrap()).unwrap();
    school.follows_closures();
}

fn standings(school: &NamThanh, now: Timestamp) -> Vec<(ObligationId, Standing)> {
    let facts = school.facts();
    facts.open_obligations().map(|one| (one.id, facts.standing(one, now))).collect()
}

/// Blamed and not before, or by more.
fn is_worse(after: Standing, before: Standing) -> bool {
    match (before, after) {
        (Standing::Late(before), Standing::Late(after)) | (Standing::Overdue(before), Standing::Overdue(after)) => after > before,
        (_, Standing::Late(_) | Standing::Overdue(_)) => true,
        _ => false,
    }
}

fn nobody_is_worse(school: &NamThanh, before: &[(ObligationId, Standing)], now: Timestamp) -> Result<(), TestCaseError> {
    let (after, before): (BTreeMap<_, _>, BTreeMap<_, _>) =
        (standings(school, now).into_iter().collect(), before.iter().copied().collect());
    prop_assert!(after.keys().eq(before.keys()), "a record was added or closed");
    for (id, after) in after {
        prop_assert!(!is_worse(after, before[&id]), "{id}: {:?} became {after:?}", before[&id]);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn declared_and_taken_back_at_once_all_that_is_to_come_is_as_before(scope in scopes(), days in spans()) {
        let now = at("2026-11-25 14:20");
        let before = SCHOOL.clone();
        let mut school = before.clone();
        declare(&mut school, scope, days, now);
        school.bring_up_to_date(now);
        nobody_is_worse(&school, &standings(&before, now), now)?;
        prop_assert_eq!(school.bring_up_to_date(now), vec![]);
        let declared = standings(&school, now);
        take_back(&mut school, 0, now);
        school.bring_up_to_date(now);
        prop_assert_eq!(school.bring_up_to_date(now), vec![]);
        nobody_is_worse(&school, &declared, now)?;
        for (before, after) in before.obligations.iter().zip(&school.obligations) {
            prop_assert_eq!(before.id, after.id);
            if before.due_day().is_none_or(|day| day > day_of(now)) || days.from > day_of(now) {
                // Of what came early, the day by which it is judged stays the later one.
                let verdict = |one: &Obligation| one.handed_in.as_ref().map(|handed_in| handed_in.judged.verdict);
                prop_assert_eq!((&before.terms, verdict(before)), (&after.terms, verdict(after)));
            } else {
                prop_assert!(before.due_day() <= after.due_day());
            }
        }
        if days.from > day_of(now) {
            prop_assert_eq!(&before.regime, &school.regime);
        }
    }

    #[test]
    fn a_closure_moves_the_due_days_of_nobody_else(scope in scopes(), days in spans()) {
        let now = at("2026-11-25 14:20");
        let mut school = SCHOOL.clone();
        let scope = scope.with_classes(&school.regime.organisation);
        declare(&mut school, scope.clone(), days, now);
        school.bring_up_to_date(now);
        for (before, after) in SCHOOL.obligations.iter().zip(&school.obligations) {
            prop_assert_eq!(before.id, after.id);
            let is_covered = scope.covers_unit(before.terms.unit());
            prop_assert!(is_covered || before == after, "{}", SCHOOL.title(before));
            // What falls into the days moves behind them, whichever the unit.
            if is_covered && let Some(due) = before.due_day().filter(|due| days.contains(*due)) {
                let after = after.due_day().unwrap();
                prop_assert!(after > due && !days.contains(after), "{}: {due} {after}", SCHOOL.title(before));
            }
        }
        // A unit that is not covered goes by the calendar of the school.
        for class in &school.regime.organisation.classes {
            let unit = Some(Unit::Class(class.id));
            let is_shut = school.regime.calendar_of(unit).closed(days.from).is_some();
            prop_assert_eq!(is_shut, scope.covers_unit(unit));
        }
    }

    #[test]
    fn one_after_the_other_nobody_stands_worse(
        steps in proptest::collection::vec((0..96_i64, scopes(), spans(), any::<Option<prop::sample::Index>>()), 1..6),
    ) {
        let mut school = SCHOOL.clone();
        let mut now = at("2026-11-18 09:00");
        for (hours, scope, days, back) in steps {
            now += chrono::TimeDelta::hours(hours);
            let before = standings(&school, now);
            let open: Vec<usize> = (0..school.closures.len()).filter(|at| school.closures[*at].taken_back.is_none()).collect();
            match back.filter(|_| !open.is_empty()) {
                Some(index) => take_back(&mut school, *index.get(&open), now),
                None => declare(&mut school, scope, days, now),
            }
            school.bring_up_to_date(now);
            nobody_is_worse(&school, &before, now)?;
            prop_assert_eq!(school.bring_up_to_date(now), vec![]);
        }
    }

    #[test]
    fn a_reviewer_whose_own_day_has_come_keeps_the_later_one(
        days in spans(),
        others in proptest::collection::vec(spans(), 0..2),
        (waits, back, week) in (0..1200_i64, 0..700_i64, 8..20_u8),
    ) {
        let of = |school: &NamThanh, since| {
            let calendar = school.facts().calendar().clone();
            let named = day_of(since) + Days::new(2);
            [review_by(&calendar, Period::Week(week), since), review_by(&calendar, Period::Year, since), corrected_by(&calendar, named)]
        };
        let since = at("2026-10-12 09:00") + chrono::TimeDelta::hours(waits);
        let now = since + chrono::TimeDelta::hours(back);
        let mut school = SCHOOL.clone();
        for days in others {
            declare(&mut school, Scope::whole(), days, since);
        }
        let by_plan = of(&school, since);
        declare(&mut school, Scope::whole(), days, since);
        let shown = of(&school, since);
        let last = school.closures.len() - 1;
        take_back(&mut school, last, now);
        for ((by_plan, shown), after) in by_plan.into_iter().zip(shown).zip(of(&school, since)) {
            prop_assert!(by_plan <= after && after <= shown, "{by_plan} {after} {shown}");
            // Nobody is late by it on the day on which it is taken back, and whoever goes by a day that has come keeps it.
            prop_assert!(after == shown || after > day_of(now), "{after}, shown {shown}");
            prop_assert!(after == shown || by_plan > day_of(now), "{by_plan} {after} {shown}");
        }
    }

    #[test]
    fn a_class_that_moves_afterwards_stands_as_before(scope in scopes(), days in spans(), class in 0..12_usize, to in 1..7_u128) {
        let now = at("2026-11-25 14:20");
        let mut school = SCHOOL.clone();
        declare(&mut school, scope, days, now);
        school.bring_up_to_date(now);
        let (before, due): (_, Vec<_>) = (standings(&school, now), school.obligations.iter().map(|one| one.due_day()).collect());
        school.regime.organisation.classes[class].department = id(1, to);
        let someone = school.person_id("cô Ấm");
        school.regime.organisation.turns.iter_mut().for_each(|turn| turn.person = someone);
        school.follows_closures();
        let terms = |school: &NamThanh| -> Vec<_> {
            let come = school.obligations.iter().filter(|one| one.terms.due.as_ref().is_some_and(|due| due.comes_on() <= day_of(now)));
            come.map(|one| (one.id, one.terms.turn, one.terms.department, one.terms.practice, one.terms.rules)).collect()
        };
        let kept = terms(&school);
        school.bring_up_to_date(now);
        // What a person owes by name goes with the department in which they work.
        let of_class = |place: usize| !matches!(school.obligations[place].terms.owner, Owner::Person(_));
        for (place, (one, due)) in school.obligations.iter().zip(due).enumerate() {
            prop_assert!(!of_class(place) || one.due_day() == due, "{}", school.title(one));
        }
        prop_assert_eq!(terms(&school), kept);
        let after: BTreeMap<_, _> = standings(&school, now).into_iter().collect();
        for (id, before) in before {
            prop_assert!(!is_worse(after[&id], before), "{id}: {before:?} became {:?}", after[&id]);
        }
        prop_assert_eq!(school.bring_up_to_date(now), vec![]);
    }
}
