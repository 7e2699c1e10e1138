#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    locks::LockKind,
    my_work::{Whose, my_work},
    obligations::ObligationId,
    people::PersonId,
    refusal::{LockRefusal, Refusal, SwapRefusal},
    scope::{Scope, Whose as Part},
    testing::{
        NamThanh, at, day,
        forms::{told, typed},
        id, nam_thanh,
    },
};

const NOW: &str = "2026-11-25 14:20";
/// Due on Friday 27 November; odd weeks are cô Hoa's turn, even ones cô Thảo's.
const PLAN: &str = "Giáo án tuần 13 · Lớp 4A";
const WEEKLY: &str = "Kế hoạch tuần 13 · Lớp 4A";
/// Never late.
const FOLDER: &str = "Tư liệu tuần 13 · Lớp 4A";
/// Due on Friday 4 December.
const HERS: &str = "Giáo án tuần 14 · Lớp 4A";

fn plan(school: &NamThanh, back: Option<u8>) -> SwapPlan {
    let (from, to) = (school.person_id("cô Hoa"), school.person_id("cô Thảo"));
    SwapPlan { class: school.class("4A"), week: 13, from, to, back }
}

fn refused(school: &NamThanh, plan: SwapPlan, now: &str) -> Option<Refusal> {
    check_swap(&school.facts(), &plan, at(now)).err()
}

fn turn(school: &mut NamThanh, title: &str) -> Option<PersonId> {
    school.obligation(title).terms.turn
}

/// What the page of one person has under a title.
fn row(school: &NamThanh, mention: &str, title: &str, now: &str) -> (Whose, SwapTold) {
    let work = my_work(&school.facts(), school.person(mention), at(now));
    let items = [work.urgent, work.this_week, work.coming, work.later].concat();
    let item = items.into_iter().find(|one| one.title == title).unwrap();
    (item.whose, item.swap)
}

#[test]
fn two_weeks_go_to_each_others_teacher_and_everything_follows() {
    let mut school = nam_thanh();
    let (hoa, thao) = (school.person_id("cô Hoa"), school.person_id("cô Thảo"));
    assert!(row(&school, "cô Hoa", PLAN, NOW).1.may_offer);
    assert!(!row(&school, "cô Thảo", PLAN, NOW).1.may_offer, "it is not her turn");
    let swap = school.offers(("cô Hoa", "cô Thảo"), ("4A", 13), Some(14), NOW);
    let waits = row(&school, "cô Hoa", PLAN, NOW).1;
    assert_eq!((waits.offered_to.as_deref(), waits.may_offer), (Some("cô Thảo"), false));
    assert_eq!(row(&school, "cô Thảo", HERS, NOW).1.offered_by.as_deref(), Some("cô Hoa"));
    assert_eq!(turn(&mut school, PLAN), Some(hoa), "nothing changes before it is confirmed");
    school.answers("cô Thảo", swap, SwapAnswer::Accepted, "2026-11-25 20:14");
    assert_eq!(school.bring_up_to_date(at("2026-11-25 20:14")).len(), 6, "three records of each week");
    assert_eq!(school.bring_up_to_date(at("2026-11-25 20:14")), []);
    for title in [PLAN, WEEKLY] {
        assert_eq!((turn(&mut school, title), school.due(title).as_str()), (Some(thao), "2026-11-27"), "{title}");
    }
    assert_eq!(turn(&mut school, HERS), Some(hoa));
    let (whose, told) = row(&school, "cô Thảo", PLAN, "2026-11-26 08:00");
    assert_eq!(whose, Whose::MyTurn);
    let because = "đổi lượt với cô Hoa, xác nhận lúc 20:14 ngày 25/11/2026";
    assert_eq!(told.swapped.as_deref(), Some(because));
    assert_eq!(row(&school, "cô Hoa", PLAN, "2026-11-26 08:00").0, Whose::Turn("cô Thảo".to_owned()));
    let steps = school.facts().why(&school.obligation(PLAN).clone()).unwrap().steps;
    assert_eq!(steps.last().unwrap().text(), format!("Lượt của cô Thảo: {because}. Hạn không dời."));
    // Whoever is away later has it done by whoever covers, who reads by which swap.
    school.is_away("cô Thảo", "cô Xuân", ("2026-11-27", "2026-12-01"), "2026-11-26 08:00");
    school.bring_up_to_date(at("2026-11-26 08:00"));
    assert_eq!(turn(&mut school, PLAN), Some(school.person_id("cô Xuân")));
    assert_eq!(row(&school, "cô Xuân", PLAN, "2026-11-26 09:00").1.swapped.as_deref(), Some(because));
    // The leadership shares the weeks out anew: then it is no swap any more.
    let class = school.class("4A");
    let mut turns = school.regime.organisation.turns.iter_mut();
    turns.find(|turn| turn.class == class && turn.week == 14).unwrap().person = thao;
    school.bring_up_to_date(at("2026-11-26 09:00"));
    assert_eq!(row(&school, "cô Thảo", HERS, "2026-11-26 10:00").1.swapped, None);
}

#[test]
fn a_week_is_taken_without_one_in_return() {
    let mut school = nam_thanh();
    let swap = school.offers(("cô Hoa", "cô Thảo"), ("4A", 13), None, NOW);
    school.answers("cô Thảo", swap, SwapAnswer::Accepted, NOW);
    assert_eq!(school.bring_up_to_date(at(NOW)).len(), 3);
    let thao = school.person_id("cô Thảo");
    assert_eq!((turn(&mut school, PLAN), turn(&mut school, HERS)), (Some(thao), Some(thao)));
    // It can be offered back, by whose turn it is now.
    let back = SwapPlan { from: thao, to: school.person_id("cô Hoa"), ..plan(&school, None) };
    assert_eq!(refused(&school, back, NOW), None);
    let alone = SwapPlan { from: thao, to: thao, ..plan(&school, None) };
    assert_eq!(refused(&school, alone, NOW), Some(SwapRefusal::WithOneself.into()));
    let words = Some(SwapRefusal::NotTheirTurn { week: 13, who: "cô Hoa".to_owned() }.into());
    assert_eq!(refused(&school, plan(&school, None), NOW), words);
}

#[test]
fn what_stands_against_a_swap() {
    let check = |change: &dyn Fn(&mut NamThanh), back: Option<u8>, now: &str, wanted: Option<SwapRefusal>| {
        let mut school = nam_thanh();
        change(&mut school);
        school.bring_up_to_date(at(now));
        assert_eq!(refused(&school, plan(&school, back), now), wanted.clone().map(Refusal::from), "{wanted:?}");
    };
    let nothing = |_: &mut NamThanh| {};
    check(&nothing, Some(14), NOW, None);
    check(&nothing, None, NOW, None);
    // The day before the due day it is possible, on the day nobody takes what they might be late with.
    check(&nothing, None, "2026-11-26 23:00", None);
    let due = |title: &str, on: &str| SwapRefusal::Due { title: title.to_owned(), due: day(on) };
    check(&nothing, None, "2026-11-27 07:00", Some(due(WEEKLY, "2026-11-27")));
    check(&nothing, Some(12), NOW, Some(due("Kế hoạch tuần 12 · Lớp 4A", "2026-11-20")));
    // More time moves the day and not whose it was when it came.
    let extended = |school: &mut NamThanh| {
        let _ = school.extends("cô Nguyệt", &[PLAN, WEEKLY], "2026-12-02", NOW);
    };
    check(&extended, None, "2026-11-30 08:00", Some(due(WEEKLY, "2026-11-27")));
    // One record of the week that is handed in keeps the whole week.
    let handed_in = |school: &mut NamThanh| {
        let _ = school.hands_in("cô Hoa", WEEKLY, "2026-11-25 10:00");
    };
    let wanted = SwapRefusal::HandedIn { title: WEEKLY.to_owned(), at: at("2026-11-25 10:00") };
    check(&handed_in, None, NOW, Some(wanted));
    let theirs = |school: &mut NamThanh| {
        let _ = school.hands_in("cô Thảo", HERS, "2026-11-25 10:00");
    };
    check(&theirs, Some(14), NOW, Some(SwapRefusal::HandedIn { title: HERS.to_owned(), at: at("2026-11-25 10:00") }));
    check(&theirs, None, NOW, None);
    // By the roster.
    check(&nothing, Some(15), NOW, Some(SwapRefusal::NotTheirTurn { week: 15, who: "cô Thảo".to_owned() }));
    check(&nothing, Some(99), NOW, Some(SwapRefusal::NotTheirTurn { week: 99, who: "cô Thảo".to_owned() }));
    let together = |school: &mut NamThanh| school.regime.organisation.turns.clear();
    check(&together, None, NOW, Some(SwapRefusal::NotTheirTurn { week: 13, who: "cô Hoa".to_owned() }));
    // What was freed is nobody's to hand in, and one that is left goes on its own.
    let freed = |school: &mut NamThanh| {
        let _ = school.exempts(PLAN, "lớp nghỉ").exempts(WEEKLY, "lớp nghỉ").exempts(FOLDER, "lớp nghỉ");
    };
    check(&freed, None, NOW, Some(SwapRefusal::NothingOwed { week: 13 }));
    let one_freed = |school: &mut NamThanh| {
        let _ = school.exempts(PLAN, "lớp nghỉ");
    };
    check(&one_freed, None, NOW, None);
    // Whoever is away has the week done by whoever covers; nobody gives them another one.
    let away = |mention: &'static str| {
        move |school: &mut NamThanh| {
            let _ = school.is_away(mention, "cô Xuân", ("2026-11-27", "2026-12-01"), "2026-11-25 08:00");
        }
    };
    for who in ["cô Hoa", "cô Thảo"] {
        let wanted = SwapRefusal::Away { who: who.to_owned(), cover: Some("cô Xuân".to_owned()), day: day("2026-11-27") };
        check(&away(who), None, NOW, Some(wanted));
    }
    // Nor does whoever is away and freed take one on; of a giver who is freed, nothing is owed any more.
    let freed_and_away = |school: &mut NamThanh| {
        school.is_away("cô Thảo", "cô Xuân", ("2026-11-27", "2026-12-01"), "2026-11-25 08:00");
        school.absences[0].cover = None;
        school.regime.organisation.covers.clear();
    };
    let wanted = SwapRefusal::Away { who: "cô Thảo".to_owned(), cover: None, day: day("2026-11-27") };
    check(&freed_and_away, None, NOW, Some(wanted));
    let suspended = |school: &mut NamThanh| {
        let thao = school.person_id("cô Thảo");
        school.regime.organisation.suspended.push(thao);
    };
    check(&suspended, None, NOW, Some(SwapRefusal::Suspended { who: "cô Thảo".to_owned() }));
}

#[test]
fn whoever_has_left_gives_no_week_and_takes_none() {
    let check = |mention: &str, until: &str, wanted: &str| {
        let mut school = nam_thanh();
        let person = school.person_id(mention);
        let mut held = school.regime.organisation.appointments.iter_mut();
        held.find(|one| one.person == person).unwrap().until = Some(day(until));
        school.bring_up_to_date(at(NOW));
        let refusal = SwapRefusal::NotTeaching { who: mention.to_owned(), class: "lớp 4A".to_owned(), day: day(wanted) };
        assert_eq!(refused(&school, plan(&school, None), NOW), Some(refusal.into()), "{mention} {until}");
        let swap = school.offers(("cô Hoa", "cô Thảo"), ("4A", 13), None, "2026-11-24 08:00");
        let told = swaps_told(&school.facts(), &school.facts().actor(school.person_id("cô Hoa"), at(NOW)), at(NOW));
        let lines = [told.for_me, told.offered, told.past].concat();
        let line = lines.into_iter().find(|one| one.id == swap).unwrap();
        assert!(matches!(&line.state, SwapState::Lapsed(words) if words.fact.contains("không dạy lớp 4A")), "{line:?}");
        assert_eq!(line.passing, []);
    };
    check("cô Thảo", "2026-11-20", "2026-11-27");
    // She is still there on the due day, and not on Monday when the week begins.
    check("cô Thảo", "2026-11-28", "2026-11-30");
    check("cô Hoa", "2026-11-28", "2026-11-30");
}

#[test]
fn what_is_shut_or_over_stays_whose_it_is() {
    let mut school = nam_thanh();
    let scope = Scope { whose: [Part::Class(school.class("4A"))].into(), ..Scope::whole() };
    school.orders("cô Nguyệt", LockKind::Lock, scope, "2026-11-25 08:00");
    let shut = refused(&school, plan(&school, None), NOW);
    assert!(matches!(shut, Some(Refusal::Lock(LockRefusal::Shut(_)))), "{shut:?}");
    // Whose records are shut takes no week: it would be shut with the others.
    let mut of_taker = nam_thanh();
    let hers = Scope { whose: [Part::Person(of_taker.person_id("cô Thảo"))].into(), ..Scope::whole() };
    of_taker.orders("cô Nguyệt", LockKind::Lock, hers, "2026-11-25 08:00");
    let refusal = refused(&of_taker, plan(&of_taker, None), NOW);
    let Some(Refusal::Swap(SwapRefusal::TakerShut { who, order })) = refusal else { panic!("{refusal:?}") };
    assert_eq!((who.as_str(), order.starts_with("Lệnh khóa số 01")), ("cô Thảo", true));
    let mut facts = nam_thanh().facts();
    facts.is_over = true;
    let over = check_swap(&facts, &plan(&nam_thanh(), None), at(NOW)).unwrap_err();
    assert!(matches!(over, Refusal::Lock(LockRefusal::YearOver { .. })), "{over:?}");
}

/// Every way to give a week away that is offered, on several days: nobody's standing changes, and no due day.
#[test]
fn no_swap_makes_anybody_late() {
    for now in ["2026-11-24 08:00", "2026-11-26 20:00", "2026-11-27 08:00", "2026-11-30 08:00"] {
        let mut school = nam_thanh();
        school.lives_until(at(now));
        let judged = |school: &NamThanh| {
            let facts = school.facts();
            let standing = |one| (facts.standing(one, at(now)), one.due_day(), one.handed_in.clone());
            facts.obligations.iter().map(standing).collect::<Vec<_>>()
        };
        let before = judged(&school);
        let mut tried = 0;
        for (mention, week) in [("cô Hoa", 13), ("cô Thảo", 14), ("cô Hoa", 15), ("cô Thảo", 34)] {
            let (person, class) = (school.person_id(mention), school.class("4A"));
            for way in choices(&school.facts(), person, (class, week), at(now)).into_iter().take(4) {
                let form = SwapForm { with: way.value, reason: "bận việc nhà".to_owned(), ..SwapForm::default() };
                let ((to, back), _) = form.parse(&school.facts()).unwrap();
                let other = school.regime.organisation.person(to).unwrap().mention();
                let mut swapped = school.clone();
                let swap = swapped.offers((mention, &other), ("4A", week), back, now);
                swapped.answers(&other, swap, SwapAnswer::Accepted, now);
                assert!(!swapped.bring_up_to_date(at(now)).is_empty());
                assert_eq!(judged(&swapped), before, "{mention} {week} {now} {form:?}");
                tried += 1;
            }
        }
        assert!(tried > 8, "{tried} at {now}");
    }
}

/// Two colleagues of one class who are both called cô Thảo.
#[test]
fn two_colleagues_of_one_name_are_told_apart_in_the_choices() {
    let mut school = nam_thanh();
    let (hoa, thao) = (school.person_id("cô Hoa"), school.person_id("cô Thảo"));
    let other = crate::people::Person {
        id: id(1, 900),
        name: crate::names::PersonName::parse("Lê Thị Bích Thảo").unwrap(),
        ..school.person("cô Thảo").clone()
    };
    let organisation = &mut school.regime.organisation;
    let teaches = organisation.appointments.iter().find(|one| one.person == thao).unwrap().clone();
    organisation.appointments.push(crate::people::Appointment { person: other.id, ..teaches });
    organisation.people.push(other);
    let offered = choices(&school.facts(), hoa, (school.class("4A"), 13), at(NOW));
    let alone: Vec<&str> = offered.iter().map(|one| one.words.as_str()).filter(|words| words.ends_with("tuần nào")).collect();
    assert_eq!(
        alone,
        ["Cô Trần Thu Thảo nộp tuần 13, không đổi lại tuần nào", "Cô Lê Thị Bích Thảo nộp tuần 13, không đổi lại tuần nào"]
    );
}

#[test]
fn the_form_offers_what_is_possible_and_says_what_is_wrong() {
    let school = nam_thanh();
    let facts = school.facts();
    let (hoa, thao) = (school.person_id("cô Hoa"), school.person_id("cô Thảo"));
    let offered = choices(&facts, hoa, (school.class("4A"), 13), at(NOW));
    let words: Vec<&str> = offered.iter().take(2).map(|one| one.words.as_str()).collect();
    let back = "Cô Thảo nộp tuần 13, đổi lại mình nộp tuần 14 (hạn thứ Sáu 04/12/2026, trước 17:00)";
    assert_eq!(words, ["Cô Thảo nộp tuần 13, không đổi lại tuần nào", back]);
    assert_eq!(offered[1].value, format!("{thao}:14"));
    assert_eq!(choices(&facts, hoa, (school.class("4A"), 12), at(NOW)), [], "it is not hers, and it has come due");
    let form = |with: &str, reason: &str| SwapForm::read(&typed(&[("with", with), ("reason", reason)]));
    let sent = form(&offered[1].value, "đi tập huấn").parse(&facts).unwrap();
    assert_eq!((sent.0, sent.1.as_str()), ((thao, Some(14)), "đi tập huấn"));
    for wrong in ["", "ai cũng được", &format!("{thao}:"), &format!("{thao}:mười"), &format!("{}", uuid::Uuid::nil())] {
        assert_eq!(told(&form(wrong, "đi tập huấn").parse(&facts).unwrap_err()), ["with: Chọn đổi với ai."], "{wrong}");
    }
    assert_eq!(form("", "").parse(&facts).unwrap_err().iter().count(), 2);
}

#[test]
fn everybody_sees_what_is_theirs_and_whoever_leads_what_others_swap() {
    let mut school = nam_thanh();
    let first = school.offers(("cô Hoa", "cô Thảo"), ("4A", 13), Some(14), "2026-11-24 08:00");
    let second = school.offers(("cô Thảo", "cô Hoa"), ("4A", 16), None, "2026-11-24 09:00");
    school.answers("cô Hoa", second, SwapAnswer::Declined, "2026-11-24 10:00");
    let told = |school: &NamThanh, mention: &str| {
        let facts = school.facts();
        let told = swaps_told(&facts, &facts.actor(school.person_id(mention), at(NOW)), at(NOW));
        let ids = |lines: &[SwapLine]| lines.iter().map(|one| one.id).collect::<Vec<_>>();
        (ids(&told.for_me), ids(&told.offered), ids(&told.past), ids(&told.others), told.sees_others)
    };
    assert_eq!(told(&school, "cô Hoa"), (vec![], vec![first], vec![second], vec![], false));
    assert_eq!(told(&school, "cô Thảo"), (vec![first], vec![], vec![second], vec![], false));
    for leads in ["cô Nguyệt", "cô Vân", "cô Ấm", "cô Cúc"] {
        assert_eq!(told(&school, leads), (vec![], vec![], vec![], vec![second, first], true), "{leads}");
    }
    for other in ["cô Đào", "thầy Định", "cô Lan"] {
        let (for_me, offered, past, others, _) = told(&school, other);
        assert_eq!([for_me, offered, past, others].concat(), [], "{other}");
    }
    let facts = school.facts();
    let line = swaps_told(&facts, &facts.actor(school.person_id("cô Thảo"), at(NOW)), at(NOW)).for_me.remove(0);
    assert_eq!((line.title.as_str(), &line.state), ("Tuần 13 đổi tuần 14 · Lớp 4A", &SwapState::Waits));
    let passing: Vec<String> = line.passing.iter().map(|one| format!("{} → {}", one.record.title, one.to)).collect();
    let wanted = [(13, "cô Thảo"), (14, "cô Hoa")]
        .map(|(week, to)| ["Kế hoạch", "Giáo án", "Tư liệu"].map(|what| format!("{what} tuần {week} · Lớp 4A → {to}")));
    assert_eq!(passing, wanted.concat());
    assert_eq!(line.passing[0].record.due.as_deref(), Some("thứ Sáu 27/11/2026, trước 17:00"));
    let later = swaps_told(&facts, &facts.actor(school.person_id("cô Thảo"), at(NOW)), at("2026-11-27 07:00"));
    assert_eq!(later.for_me, [], "its day has come");
    assert!(later.past.iter().any(|one| one.id == first && matches!(one.state, SwapState::Lapsed(_))));
}

#[test]
fn a_swap_that_the_roster_has_undone_reads_as_undone_week_by_week() {
    let mut school = nam_thanh();
    let swap = school.offers(("cô Hoa", "cô Thảo"), ("4A", 13), Some(14), "2026-11-24 08:00");
    school.answers("cô Thảo", swap, SwapAnswer::Accepted, NOW);
    let state = |school: &NamThanh, id: SwapId| {
        let facts = school.facts();
        let told = swaps_told(&facts, &facts.actor(school.person_id("cô Hoa"), at(NOW)), at(NOW)).past;
        let line = told.into_iter().find(|one| one.id == id).unwrap();
        (line.state, line.passing.iter().filter(|one| one.record.title.contains("tuần 13")).count(), line.passing.len())
    };
    assert_eq!(state(&school, swap), (SwapState::Accepted { at: at(NOW), undone: vec![] }, 3, 6));
    let gives = |school: &mut NamThanh, week: u8, mention: &str| {
        let (class, person) = (school.class("4A"), school.person_id(mention));
        let turns = school.regime.organisation.turns.iter_mut();
        turns.filter(|one| (one.class, one.week) == (class, week)).for_each(|one| one.person = person);
    };
    // The leadership shares one week out anew, then the other one.
    gives(&mut school, 13, "cô Hoa");
    assert_eq!(state(&school, swap), (SwapState::Accepted { at: at(NOW), undone: vec![13] }, 0, 3));
    gives(&mut school, 14, "cô Thảo");
    assert_eq!(state(&school, swap), (SwapState::Undone { at: at(NOW) }, 0, 0));
    // Swapped once more, the second swap holds and the first one does not.
    let again = school.offers(("cô Hoa", "cô Thảo"), ("4A", 13), None, "2026-11-25 15:00");
    school.answers("cô Thảo", again, SwapAnswer::Accepted, "2026-11-25 16:00");
    assert_eq!(state(&school, swap).0, SwapState::Undone { at: at(NOW) });
    assert_eq!(state(&school, again).0, SwapState::Accepted { at: at("2026-11-25 16:00"), undone: vec![] });
}

#[test]
fn only_what_goes_by_a_turn_is_swapped() {
    let mut school = nam_thanh();
    for (mention, title) in [("cô Đào", "Giáo án tuần 13 · Lớp 4B"), ("cô Nguyệt", "Kế hoạch năm học · Lớp 4A")]
    {
        let known: Vec<ObligationId> = school.obligations.iter().map(|one| one.id).collect();
        let facts = school.facts();
        let Some(one) = known.iter().filter_map(|id| facts.obligation(*id)).find(|one| facts.title(one) == title) else { continue };
        assert_eq!(swap_told(&facts, school.person_id(mention), one, at(NOW)), SwapTold::default(), "{title}");
    }
    let swap = school.offers(("cô Hoa", "cô Thảo"), ("4A", 13), None, NOW);
    school.answers("cô Hoa", swap, SwapAnswer::TakenBack, NOW);
    let (facts, offer) = (school.facts(), school.swaps[0].clone());
    assert_eq!(check_answer(&facts, &offer, at(NOW)), Err(SwapRefusal::Answered { at: at(NOW) }.into()));
    assert!(row(&school, "cô Hoa", PLAN, NOW).1.may_offer, "it can be offered anew");
}
