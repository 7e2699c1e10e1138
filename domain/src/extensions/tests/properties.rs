//! Whatever is given and taken back: nobody stands worse, nobody else's days move, and doing it twice does nothing.

use std::sync::LazyLock;

use chrono::Days;
use proptest::{collection::btree_set, prelude::*};

use super::*;
use crate::{
    days::{Timestamp, day_of},
    locks::{Post, Signature},
    obligations::{Obligation, ObligationId, Reason},
    testing::id,
};

/// Some weeks of the year have been lived.
static SCHOOL: LazyLock<NamThanh> = LazyLock::new(|| {
    let mut school = nam_thanh();
    school.regime.record_types.retain(|one| ["giao-an", "khgd-hk2", "ke-hoach-to", "tu-lieu"].contains(&one.code.as_str()));
    school.obligations.clear();
    school.bring_up_to_date(at("2026-09-01 08:00"));
    school.lives_until(at("2026-11-25 14:20"));
    school
});

/// Some records by their places in the list, and a day from some weeks before the Wednesday of week 12 to some weeks after it.
fn plans() -> impl Strategy<Value = (std::collections::BTreeSet<usize>, u64)> {
    (btree_set(0..400_usize, 1..30), 0..120_u64)
}

/// Gives the records that time, those that can have it; what the leadership does.
fn give(school: &mut NamThanh, places: &std::collections::BTreeSet<usize>, days: u64, now: Timestamp) -> Vec<ObligationId> {
    let (until, facts) = (day("2026-10-05") + Days::new(days), school.facts());
    let chosen = places.iter().filter_map(|place| school.obligations.get(*place));
    let records: Vec<ObligationId> = chosen.filter(|one| check_extend(&facts, one, until, now).is_ok()).map(|one| one.id).collect();
    let number = school.regime.extensions.len() as u32 + 1;
    school.regime.extensions.push(Extension {
        id: id(19, number.into()),
        number,
        records: records.iter().copied().collect(),
        until,
        reason: Reason::parse("con ốm").unwrap(),
        decision: String::new(),
        given: Signature { by: school.person_id("cô Nguyệt"), post: Post::Principal, at: now },
        taken_back: None,
    });
    records
}

fn take_back(school: &mut NamThanh, place: usize, now: Timestamp) {
    let signed = Signature { by: school.person_id("cô Nguyệt"), post: Post::Principal, at: now };
    let known = school.regime.extensions[place].clone();
    school.regime.extensions[place] = known.take_back(signed, Reason::parse("Ghi nhầm").unwrap()).unwrap();
}

fn standings(school: &NamThanh, now: Timestamp) -> Vec<Standing> {
    let facts = school.facts();
    facts.open_obligations().map(|one| facts.standing(one, now)).collect()
}

/// Blamed and not before, or by more.
fn is_worse(after: Standing, before: Standing) -> bool {
    match (before, after) {
        (Standing::Late(before), Standing::Late(after)) | (Standing::Overdue(before), Standing::Overdue(after)) => after > before,
        (_, Standing::Late(_) | Standing::Overdue(_)) => true,
        _ => false,
    }
}

fn nobody_is_worse(school: &NamThanh, before: &[Standing], now: Timestamp) -> Result<(), TestCaseError> {
    for (after, before) in standings(school, now).into_iter().zip(before) {
        prop_assert!(!is_worse(after, *before), "{before:?} became {after:?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn given_and_taken_back_what_is_to_come_is_as_before_and_nobody_elses_moves((places, days) in plans()) {
        let now = at("2026-11-25 14:20");
        let mut school = SCHOOL.clone();
        let records = give(&mut school, &places, days, now);
        school.bring_up_to_date(now);
        nobody_is_worse(&school, &standings(&SCHOOL, now), now)?;
        prop_assert_eq!(school.bring_up_to_date(now), vec![]);
        for (before, after) in SCHOOL.obligations.iter().zip(&school.obligations) {
            prop_assert_eq!(before == after, !records.contains(&before.id), "{}", SCHOOL.title(before));
            prop_assert!(before.due_day() <= after.due_day());
        }
        let given = standings(&school, now);
        take_back(&mut school, 0, now);
        school.bring_up_to_date(now);
        prop_assert_eq!(school.bring_up_to_date(now), vec![]);
        nobody_is_worse(&school, &given, now)?;
        let is_to_come = |one: &Obligation| one.due_day().is_some_and(|day| day_of(now) < day);
        for (before, after) in SCHOOL.obligations.iter().zip(&school.obligations).filter(|(before, _)| is_to_come(before)) {
            prop_assert_eq!(before, after);
        }
    }

    #[test]
    fn one_after_the_other_nobody_stands_worse(
        steps in proptest::collection::vec((0..96_i64, plans(), any::<Option<prop::sample::Index>>()), 1..6),
    ) {
        let mut school = SCHOOL.clone();
        let mut now = at("2026-11-18 09:00");
        for (hours, (places, days), back) in steps {
            now += chrono::TimeDelta::hours(hours);
            let before = standings(&school, now);
            let extensions = school.regime.extensions.iter().enumerate();
            let open: Vec<usize> = extensions.filter(|(_, one)| one.taken_back.is_none()).map(|(place, _)| place).collect();
            match back.filter(|_| !open.is_empty()) {
                Some(index) => take_back(&mut school, *index.get(&open), now),
                None => drop(give(&mut school, &places, days, now)),
            }
            school.bring_up_to_date(now);
            nobody_is_worse(&school, &before, now)?;
            prop_assert_eq!(school.bring_up_to_date(now), vec![]);
        }
    }
}
