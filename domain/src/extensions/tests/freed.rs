//! Records that were freed in one act are owed again together, and nobody is late by it.

use super::*;
use crate::{
    absences::covers,
    notices::{News, notices},
    obligations::EndedExemption,
};

const NOW: &str = "2026-11-25 14:20";
/// Due on Friday 20 November.
const PAST: &str = "Giáo án tuần 12 · Lớp 4A";

/// Freed by the vice principal in one act.
fn frees(school: &mut NamThanh, titles: &[&str], when: &str) {
    frees_because(school, titles, when, "lớp nghỉ thủy đậu");
}

fn frees_because(school: &mut NamThanh, titles: &[&str], when: &str, reason: &str) {
    let by = school.person_id("cô Vân");
    for title in titles {
        let freed = Exemption { by, at: at(when), reason: reason.to_owned() };
        school.obligation(title).exemption = Some(freed);
    }
}

fn titles(school: &NamThanh, records: &[crate::obligations::ObligationId]) -> Vec<String> {
    let facts = school.facts();
    records.iter().map(|id| facts.title(facts.obligation(*id).unwrap())).collect()
}

#[test]
fn what_was_freed_in_one_act_is_owed_again_but_for_what_has_passed_its_day() {
    let mut school = nam_thanh();
    frees(&mut school, &[PLAN, OTHER, PAST], "2026-11-20 08:00");
    frees(&mut school, &["Kế hoạch tuần 13 · Lớp 4A"], "2026-11-20 08:01");
    // While the clock stands still, another act has the same instant.
    frees_because(&mut school, &["Kế hoạch tuần 13 · Lớp 4B"], "2026-11-20 08:00", "cô Đào đi tập huấn");
    let again = |school: &NamThanh, title: &str, now: &str| {
        let facts = school.facts();
        let one = facts.open_obligations().find(|one| facts.title(one) == title).unwrap();
        owed_again_together(&facts, one, at(now)).map(|records| titles(school, &records))
    };
    // Whichever of them is named: all of the act, and nothing of another one.
    for named in [PLAN, PAST] {
        assert_eq!(again(&school, named, NOW), Ok(vec![PLAN.to_owned(), OTHER.to_owned()]), "{named}");
    }
    // Until the working day begins on which they are due, as for one; afterwards nobody has a day for them.
    assert!(again(&school, PLAN, "2026-11-27 06:30").is_ok());
    let stands = Refusal::ExemptionStands { due: day("2026-11-27") };
    assert_eq!(again(&school, PLAN, "2026-11-27 07:00"), Err(stands));
    assert_eq!(again(&school, "Giáo án tuần 14 · Lớp 4A", NOW), Err(Refusal::NotExempt));
    // An order shuts one of them: nothing of it is owed again behind it.
    let scope = Scope { whose: [Whose::Class(school.class("4B"))].into(), ..Scope::whole() };
    school.orders("cô Nguyệt", LockKind::Lock, scope, "2026-11-25 10:00");
    assert!(matches!(again(&school, PLAN, NOW), Err(Refusal::Lock(LockRefusal::Shut(_)))));
}

#[test]
fn whoever_is_freed_is_told_at_once_and_once_for_each_act() {
    let mut school = nam_thanh();
    frees(&mut school, &[PLAN, OTHER], "2026-11-24 20:00");
    let told = |school: &NamThanh, who: &str, now: &str| {
        let of_it = |one: crate::notices::Notice| match one.news {
            News::Freed { titles, by, reason } => Some((one.at, titles.join(", "), by.person, reason)),
            _ => None,
        };
        let all = notices(&school.facts(), school.person_id(who), at(now)).into_iter();
        all.filter_map(of_it).collect::<Vec<_>>()
    };
    let (by, reason) = (school.person_id("cô Vân"), "lớp nghỉ thủy đậu".to_owned());
    let plan = (at("2026-11-24 20:00"), PLAN.to_owned(), by, reason.clone());
    let weekly = (at("2026-11-25 08:00"), "Kế hoạch tuần 13 · Lớp 4A".to_owned(), by, reason);
    // In the evening as well, the newest first, and of one's own alone.
    assert_eq!(told(&school, "cô Hoa", "2026-11-24 20:01"), std::slice::from_ref(&plan));
    frees(&mut school, &["Kế hoạch tuần 13 · Lớp 4A"], "2026-11-25 08:00");
    assert_eq!(told(&school, "cô Hoa", NOW), [weekly.clone(), plan.clone()]);
    assert_eq!(told(&school, "cô Đào", NOW).len(), 1, "of 4B");
    for other in ["cô Vân", "cô Nguyệt"] {
        assert_eq!(told(&school, other, NOW), [], "{other}");
    }
    assert_eq!(told(&school, "cô Hoa", "2026-12-26 08:00"), [], "after a month it says nothing any more");
    // Owed again, it is told no longer that it is not.
    school.obligation(PLAN).exemption = None;
    assert_eq!(told(&school, "cô Hoa", NOW), [weekly]);
    // What an absence frees, it tells itself.
    school.is_away("cô Hoa", "cô Thảo", ("2026-11-26", "2026-11-27"), "2026-11-25 08:00");
    let record = school.obligation("Kế hoạch tuần 13 · Lớp 4A").id;
    let absence = school.absences.last_mut().unwrap();
    (absence.cover, absence.noted.by) = (None, by);
    absence.freed.insert(record);
    school.regime.organisation.covers = covers(&school.absences, &school.regime.rules);
    assert_eq!(told(&school, "cô Hoa", NOW), []);
}

#[test]
fn what_was_freed_stays_in_the_history_when_its_type_ends() {
    let mut school = nam_thanh();
    frees(&mut school, &[PLAN, OTHER], "2026-11-20 08:00");
    let was = school.obligation(OTHER).exemption.take().unwrap();
    let (by, reason) = (school.person_id("cô Nguyệt"), "nhầm tuần".to_owned());
    school.obligation(OTHER).ended_exemptions.push(EndedExemption { was, by, at: at("2026-11-20 09:00"), reason });
    let history = |school: &NamThanh| {
        let facts = school.facts();
        let all = extensions_told(&facts, &facts.actor(by, at(NOW)), "", at(NOW)).history;
        let freed = all.into_iter().filter_map(|one| match one {
            HistoryLine::Freed(freed) => Some((freed.records.len(), freed.ended.is_some(), freed.owed_again)),
            HistoryLine::Given(_) | HistoryLine::Refused { .. } => None,
        });
        freed.collect::<Vec<_>>()
    };
    assert_eq!(history(&school), [(1, false, 1), (1, true, 0)]);
    for title in [PLAN, OTHER] {
        let closing = crate::obligations::Closing { at: at("2026-11-24 08:00"), reason: "thôi phải nộp".to_owned() };
        school.obligation(title).closing = Some(closing);
    }
    assert_eq!(history(&school), [(1, false, 0), (1, true, 0)], "nothing of it is owed again");
}

#[test]
fn the_list_has_what_was_freed_and_what_is_owed_again_and_is_searched() {
    let mut school = nam_thanh();
    frees(&mut school, &[PLAN, OTHER, PAST], "2026-11-20 08:00");
    school.extends("cô Nguyệt", &["Kế hoạch tuần 13 · Lớp 4A"], "2026-12-01", "2026-11-24 08:00");
    school.bring_up_to_date(at("2026-11-24 08:00"));
    let history = |school: &NamThanh, who: &str, search: &str| {
        let facts = school.facts();
        extensions_told(&facts, &facts.actor(school.person_id(who), at(NOW)), search, at(NOW)).history
    };
    let all = history(&school, "cô Nguyệt", "");
    assert!(matches!(&all[0], HistoryLine::Given(given) if given.goes_back == 1), "the newest first: {all:?}");
    let HistoryLine::Freed(freed) = &all[1] else { panic!("{all:?}") };
    assert_eq!((freed.records.len(), freed.owed_again, freed.ended.clone()), (3, 2, None));
    assert_eq!(freed.because, "(cô Vân, 08:00 ngày 20/11/2026): lớp nghỉ thủy đậu");
    assert_eq!(history(&school, "cô Nguyệt", "thuy dau").len(), 1);
    assert_eq!(history(&school, "cô Nguyệt", "4B không có"), []);
    assert_eq!(history(&school, "cô Hoa", ""), [], "a teacher reads what they asked for");
    // Taken back, it is another line, and whoever owes it again is told at once.
    let by = school.person_id("cô Nguyệt");
    let was = school.obligation(PLAN).exemption.take().unwrap();
    let ended = EndedExemption { was, by, at: at("2026-11-25 14:00"), reason: "nhầm tuần".to_owned() };
    school.obligation(PLAN).ended_exemptions.push(ended);
    let all = history(&school, "cô Nguyệt", "nham tuan");
    let [HistoryLine::Freed(ended)] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!(ended.ended.as_deref(), Some("(cô Nguyệt, 14:00 ngày 25/11/2026): nhầm tuần"));
    let facts = school.facts();
    let told = |who: &str| {
        let of_it = |one: crate::notices::Notice| match one.news {
            News::OwedAgain { due, reason, .. } => Some((due, reason)),
            _ => None,
        };
        notices(&facts, school.person_id(who), at(NOW)).into_iter().filter_map(of_it).collect::<Vec<_>>()
    };
    assert_eq!(told("cô Hoa"), [(vec![(PLAN.to_owned(), Some(day("2026-11-27")))], "nhầm tuần".to_owned())]);
    assert_eq!(told("cô Nguyệt"), []);
    assert_eq!(told("cô Đào"), []);
}
