//! Whatever the school changes, no record stands worse at that instant, and doing it twice does nothing.

use std::sync::{Arc, LazyLock};

use chrono::{Days, TimeDelta, Weekday};
use proptest::{collection::vec, prelude::*};

use super::*;
use crate::{
    absences::{AbsenceKind, AbsencePlan, Back, check_end, covers},
    calendar::{SchoolCalendar, SpecialDay, UnnumberedWeek},
    closures::{Closure, ClosureKind, ClosurePlan},
    days::{Span, Timestamp},
    extensions::{Extension, check_extend},
    locks::{Arrival, Post, Signature},
    moved_days::MovedDays,
    obligations::Reason,
    scope::{Scope, Whose},
};

/// What a principal may do in an afternoon.
#[derive(Clone, Debug)]
enum Edit {
    AddSpecialDay {
        kind: usize,
        day: u64,
        length: u64,
    },
    DropSpecialDay(usize),
    InsertWeekOff(u64),
    DropWeekOff,
    SetRule {
        record_type: usize,
        rule: usize,
    },
    Retire(usize),
    Bring(usize),
    DropClass(usize),
    BackAllClasses,
    PractiseIn(Option<u8>),
    CountFrom(u64),
    StricterHours,
    /// A version of the rules from a day to come: these hours, or those of the last one again; and another due rule of a type.
    NewRules {
        in_days: u64,
        hour: Option<u32>,
        other: Option<(usize, usize)>,
    },
    WorkOnSaturday,
    Shut {
        day: u64,
        length: u64,
        class: Option<u128>,
    },
    TakeBack(usize),
    /// More time for one record, where the leadership may give it.
    Extend {
        record: usize,
        day: u64,
    },
    EndExtension(usize),
    /// One teacher is away, and another one covers.
    Away {
        who: usize,
        cover: usize,
        in_days: u64,
        length: u64,
    },
    Back(usize),
    /// Of records that can be, one by one.
    Exempt(usize),
    EndExemption(usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        5 => (0..4_usize, 0..260_u64, 1..4_u64).prop_map(|(kind, day, length)| Edit::AddSpecialDay { kind, day, length }),
        2 => (0..8_usize).prop_map(Edit::DropSpecialDay),
        1 => (1..36_u64).prop_map(Edit::InsertWeekOff),
        1 => Just(Edit::DropWeekOff),
        3 => (0..5_usize, 0..6_usize).prop_map(|(record_type, rule)| Edit::SetRule { record_type, rule }),
        1 => (0..5_usize).prop_map(Edit::Retire),
        1 => (0..5_usize).prop_map(Edit::Bring),
        1 => (0..2_usize).prop_map(Edit::DropClass),
        1 => Just(Edit::BackAllClasses),
        1 => proptest::option::of(1..36_u8).prop_map(Edit::PractiseIn),
        1 => (0..200_u64).prop_map(Edit::CountFrom),
        1 => Just(Edit::StricterHours),
        4 => (1..60_u64, proptest::option::of(12..24_u32), proptest::option::of((0..5_usize, 0..6_usize)))
            .prop_map(|(in_days, hour, other)| Edit::NewRules { in_days, hour, other }),
        1 => Just(Edit::WorkOnSaturday),
        3 => (0..260_u64, 1..4_u64, proptest::option::of(1..3_u128))
            .prop_map(|(day, length, class)| Edit::Shut { day, length, class }),
        2 => (0..4_usize).prop_map(Edit::TakeBack),
        3 => (0..200_usize, 0..260_u64).prop_map(|(record, day)| Edit::Extend { record, day }),
        1 => (0..4_usize).prop_map(Edit::EndExtension),
        3 => (0..4_usize, 0..4_usize, 0..30_u64, 0..60_u64)
            .prop_map(|(who, cover, in_days, length)| Edit::Away { who, cover, in_days, length }),
        2 => (0..4_usize).prop_map(Edit::Back),
        3 => (0..200_usize).prop_map(Edit::Exempt),
        2 => (0..4_usize).prop_map(Edit::EndExemption),
    ]
}

const RULES: [DueRule; 8] = [
    DueRule::NotSet,
    DueRule::InWeekBefore(Weekday::Tue),
    DueRule::InWeek(Weekday::Thu),
    DueRule::FRIDAY_BEFORE,
    DueRule::LastWorkingDayOfWeek(None),
    DueRule::LastWorkingDayOfWeek(Some(18)),
    DueRule::LastWorkingDayOfPeriod,
    DueRule::WorkingDaysAfterPeriod(5),
];

/// A small school: two classes and five types of every recurrence, so that a thousand cases are quick; made once for all of them.
static SMALL_SCHOOL: LazyLock<NamThanh> = LazyLock::new(|| {
    let mut school = nam_thanh();
    school.regime.organisation.classes.truncate(2);
    school
        .regime
        .record_types
        .retain(|one| ["khgd-hk2", "giao-an", "tu-lieu", "ke-hoach-to", "ke-toan"].contains(&one.code.as_str()));
    school.obligations.clear();
    school.bring_up_to_date(at("2026-09-01 08:00"));
    school
});

fn change(school: &mut NamThanh, edit: &Edit, whole: &NamThanh, now: Timestamp) {
    let before = school.facts();
    let regime = &mut school.regime;
    let mut calendar = regime.calendar.parts().clone();
    let first = calendar.first_week;
    match edit {
        Edit::AddSpecialDay { kind, day, length } => {
            let from = first + Days::new(*day);
            let (to, kind) = (from + Days::new(length - 1), SpecialDayKind::ALL[*kind]);
            calendar.special_days.push(SpecialDay { from, to, kind, name: "bất ngờ".to_owned() });
        }
        Edit::DropSpecialDay(at) => drop((*at < calendar.special_days.len()).then(|| calendar.special_days.remove(*at))),
        Edit::InsertWeekOff(nth) => {
            let monday = first + Days::new(7 * nth);
            calendar.unnumbered.push(UnnumberedWeek { monday, reason: "lũ".to_owned(), staff_off: true });
        }
        Edit::DropWeekOff => drop(calendar.unnumbered.pop()),
        Edit::SetRule { record_type, rule } => regime.record_types[*record_type].due = RULES[*rule],
        Edit::Retire(at) => regime.record_types[*at].retired = true,
        Edit::Bring(at) => regime.record_types[*at].retired = false,
        Edit::DropClass(at) => drop((*at < regime.organisation.classes.len()).then(|| regime.organisation.classes.remove(*at))),
        Edit::BackAllClasses => regime.organisation.classes.clone_from(&whole.regime.organisation.classes),
        Edit::PractiseIn(week) => regime.practice_week = *week,
        Edit::CountFrom(days) => regime.counts_from = first + Days::new(*days),
        Edit::StricterHours => {
            let number = regime.rules.len() as i64 + 1;
            let five = chrono::NaiveTime::from_hms_opt(17, 0, 0).unwrap();
            let hours = Hours { shown: five, counted_until: five };
            let last = regime.rules.last().unwrap().clone();
            regime.rules.push(RuleVersion { id: id(8, number as u128), number, effective_from: day_of(now), hours, ..last });
            regime.rules.sort_by_key(|one| (one.effective_from, one.number));
        }
        Edit::NewRules { in_days, hour, other } => {
            let number = regime.rules.len() as i64 + 1;
            let last = regime.rules.iter().max_by_key(|one| (one.effective_from, one.number)).unwrap();
            let effective_from = (day_of(now) + Days::new(*in_days)).max(last.effective_from);
            let at_hour = hour.and_then(|hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0));
            let hours = at_hour.map_or(last.hours, |at| Hours { shown: at, counted_until: at });
            let (mut due, in_use) = (last.due.clone(), last.in_use.clone());
            due.extend(other.map(|(record_type, rule)| (regime.record_types[record_type].id, RULES[rule])));
            regime.rules.push(RuleVersion { id: id(8, number as u128), number, effective_from, hours, due, in_use });
            regime.rules.sort_by_key(|one| (one.effective_from, one.number));
        }
        Edit::WorkOnSaturday => calendar.working_days = calendar.working_days.with(chrono::Weekday::Sat),
        Edit::Shut { day, length, class } => {
            let (from, number) = (first + Days::new(*day), school.closures.len() as u32 + 1);
            let whose = class.iter().map(|number| Whose::Class(id(2, *number))).collect();
            let days = Span::new(from, from + Days::new(length - 1));
            let scope = Scope { whose, ..Scope::whole() };
            let plan = ClosurePlan { kind: ClosureKind::PowerCut, days, scope, words: String::new() };
            let declared = by_the_principal(now);
            school.closures.push(Closure { id: id(18, number.into()), number, plan, declared, taken_back: None });
        }
        Edit::TakeBack(at) => {
            if let Some(known) = school.closures.get_mut(*at).filter(|one| one.taken_back.is_none()) {
                *known = known.clone().take_back(by_the_principal(now), Reason::parse("Có điện lại").unwrap()).unwrap();
            }
        }
        Edit::Extend { record, day } => {
            let until = first + Days::new(*day);
            let given = before.obligations.iter().nth(*record).filter(|one| check_extend(&before, one, until, now).is_ok());
            let number = regime.extensions.len() as u32 + 1;
            regime.extensions.extend(given.map(|one| Extension {
                id: id(19, number.into()),
                number,
                records: [one.id].into(),
                until,
                reason: Reason::parse("con ốm").unwrap(),
                decision: String::new(),
                given: by_the_principal(now),
                taken_back: None,
            }));
        }
        Edit::EndExtension(at) => {
            if let Some(known) = regime.extensions.get_mut(*at).filter(|one| one.taken_back.is_none()) {
                *known = known.clone().take_back(by_the_principal(now), Reason::parse("Ghi nhầm").unwrap()).unwrap();
            }
        }
        Edit::Away { who, cover, in_days, length } => is_away(school, (*who, *cover), (*in_days, *length), now),
        Edit::Back(at) => {
            if let Some(known) = school.absences.get_mut(*at).filter(|one| check_end(one, now).is_ok()) {
                *known = known.clone().end(by_the_principal(now), Back::default()).unwrap();
            }
        }
        Edit::Exempt(record) => {
            if let Some(place) = school.obligations.get(*record).map(|_| *record) {
                let (one, reason) = ((*school.obligations[place]).clone(), Reason::parse("Lớp nghỉ").unwrap());
                let shut = before.shut(&one, Arrival::at(now));
                if let Ok(exempt) = one.exempt(id(4, 1), now, &reason, shut) {
                    school.obligations[place] = Arc::new(exempt);
                }
            }
        }
        Edit::EndExemption(nth) => {
            let exempt = school.obligations.iter().enumerate().filter(|(_, one)| one.exemption.is_some());
            let found = exempt.map(|(place, _)| place).nth(*nth);
            if let Some(place) = found {
                let one = (*school.obligations[place]).clone();
                let shut = before.shut(&one, Arrival::at(now));
                if let Ok(owed) = one.clone().end_exemption(now, shut) {
                    school.obligations[place] = Arc::new(owed);
                }
            }
        }
    }
    // An impossible calendar is refused when it is entered.
    if let Ok(calendar) = SchoolCalendar::new(calendar) {
        school.regime.calendar = calendar;
    }
    school.regime.organisation.covers = covers(&school.absences, &school.regime.rules);
    school.follows_closures();
}

/// Where nobody of the two is away or covers already, and the days are not over.
fn is_away(school: &mut NamThanh, (who, cover): (usize, usize), (in_days, length): (u64, u64), now: Timestamp) {
    let held = school.regime.organisation.appointments.iter();
    let mut teachers: Vec<_> = held.filter(|one| matches!(one.position, Position::Teacher(_))).map(|one| one.person).collect();
    teachers.dedup();
    let (who, cover) = (teachers[who], teachers[cover]);
    let known = || school.absences.iter().filter(|one| one.ended.is_none() && day_of(now) <= one.days.to);
    let is_busy = known().any(|one| [Some(who), Some(cover)].iter().any(|other| Some(one.person) == *other || one.cover == *other));
    if who == cover || is_busy {
        return;
    }
    let (from, number) = (day_of(now) + Days::new(in_days), school.absences.len() as u32 + 1);
    let days = Span::new(from, from + Days::new(length + 1));
    let (kind, words, decision) = (AbsenceKind::Training, String::new(), String::new());
    let plan = AbsencePlan { person: who, kind, days, cover: Some(cover), words, decision };
    school.absences.push(plan.absence(id(21, number.into()), number, [].into(), by_the_principal(now)));
}

fn by_the_principal(at: Timestamp) -> Signature {
    Signature { by: id(4, 1), post: Post::Principal, at }
}

/// 0 where nobody can be blamed.
fn blame(standing: Option<Standing>) -> u8 {
    match standing {
        Some(Standing::Late(_) | Standing::Overdue(_)) => 1,
        _ => 0,
    }
}

/// Whether a judgement became harder: blamed and not before, or later than before.
fn worse(after: Option<Standing>, before: Option<Standing>) -> bool {
    match (before, after) {
        (Some(Standing::Late(before)), Some(Standing::Late(after))) => after > before,
        _ => blame(after) > blame(before),
    }
}

fn standings(school: &NamThanh, now: Timestamp) -> Vec<(ObligationId, Option<Standing>)> {
    let facts = school.facts();
    let standing = |one: &Obligation| one.closing.is_none().then(|| facts.standing(one, now));
    facts.obligations.iter().map(|one| (one.id, standing(one))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_gets_worse(steps in vec((0..400_i64, vec(edit(), 1..3), any::<u64>()), 1..6)) {
        let mut school = SMALL_SCHOOL.clone();
        let mut now = at("2026-09-03 14:20");
        // Who was overdue when the list first closed may be so again.
        let mut blamed: std::collections::BTreeSet<ObligationId> = std::collections::BTreeSet::new();
        for (hours, edits, lots) in steps {
            now += TimeDelta::hours(hours);
            let hoa = school.person_id("cô Hoa");
            let mut handed = Vec::new();
            for (at, one) in school.obligations.iter().enumerate() {
                // Some hand in during that time, each once, and some once more, as they do whose record is opened after a lock.
                let comes = one.handed_in.is_none() || at % 7 == 0;
                if comes && one.closing.is_none() && lots >> (at % 64) & 1 == 1 {
                    let when = now - TimeDelta::hours(at as i64 % 50);
                    handed.push((at, when));
                }
            }
            for (at, when) in handed {
                school.hand_in_at(at, hoa, when, id(12, at as u128));
            }
            let before = standings(&school, now);
            blamed.extend(before.iter().filter(|(_, standing)| blame(*standing) > 0).map(|(id, _)| *id));
            let facts = school.facts();
            edits.iter().for_each(|edit| change(&mut school, edit, &SMALL_SCHOOL, now));
            let looked = MovedDays::of(&facts, &school.regime, now).unwrap();
            school.bring_up_to_date(now);
            let due = |one: &Obligation| school.obligations.iter().find(|after| after.id == one.id).and_then(|after| after.due_day());
            for moved in looked.moved.iter().flat_map(|group| &group.moved) {
                let one = facts.obligation(moved.obligation).unwrap();
                prop_assert_eq!((one.due_day(), due(one)), (Some(moved.from), Some(moved.to)), "a look told another day");
            }
            prop_assert!(MovedDays::of(&school.facts(), &school.regime, now).unwrap().is_empty(), "the second time moves something");
            let before = before.into_iter().map(|(_, standing)| standing).chain(std::iter::repeat(None));
            for ((id, after), before) in standings(&school, now).into_iter().zip(before) {
                let again = before.is_none() && blamed.contains(&id);
                prop_assert!(!worse(after, before) || again, "{before:?} became {after:?} by {edits:?}");
            }
            prop_assert_eq!(school.bring_up_to_date(now), vec![]);
        }
    }

    #[test]
    fn a_version_of_the_rules_that_changes_nothing_moves_nothing(
        edits in vec(edit(), 0..5),
        (hours, in_days, lots) in (0..3_000_i64, 1..60_u64, any::<u64>()),
    ) {
        let mut school = SMALL_SCHOOL.clone();
        let now = at("2026-09-03 14:20") + TimeDelta::hours(hours);
        let hoa = school.person_id("cô Hoa");
        for place in 0..school.obligations.len() {
            if lots >> (place % 64) & 1 == 1 {
                school.hand_in_at(place, hoa, now - TimeDelta::hours(place as i64 % 50), id(12, place as u128));
            }
        }
        edits.iter().for_each(|edit| change(&mut school, edit, &SMALL_SCHOOL, now));
        school.bring_up_to_date(now);
        let (before, facts) = (standings(&school, now), school.facts());
        change(&mut school, &Edit::NewRules { in_days, hour: None, other: None }, &SMALL_SCHOOL, now);
        prop_assert!(MovedDays::of(&facts, &school.regime, now).unwrap().is_empty());
        school.bring_up_to_date(now);
        prop_assert_eq!(standings(&school, now), before);
        for (before, after) in facts.obligations.iter().zip(&school.obligations) {
            prop_assert_eq!((before.id, before.due_day()), (after.id, after.due_day()));
        }
        prop_assert_eq!(school.bring_up_to_date(now), vec![]);
    }
}
