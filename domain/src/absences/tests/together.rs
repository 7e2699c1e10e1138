//! Everything at once: absences, covers that change, swaps, closures, more time, exemptions and locks in any order. Nobody is
//! judged worse by any of it, and each record to come is at every moment the work of one set of people, whom every page names.

use std::{collections::BTreeSet, sync::LazyLock};

use chrono::{Days, TimeDelta};
use proptest::{collection::vec, prelude::*, sample::Index};

use super::*;
use crate::{
    absences::check_change_cover,
    days::{Timestamp, day_of},
    extensions::check_extend,
    moved_days::is_open,
    my_work::whose,
    obligations::{Exemption, Obligation, ObligationId, Owner},
    people::{Person, PersonId, Position},
    scope::{PartOfYear, Whose as Scoped},
    swaps::{SwapAnswer, check_answer, choices},
};

const BEGIN: &str = "2026-11-25 09:20";

/// Some weeks of the year have been lived; by turns, together, of a section, of the head.
static SCHOOL: LazyLock<NamThanh> = LazyLock::new(|| {
    let mut school = nam_thanh();
    school.regime.record_types.retain(|one| ["giao-an", "tu-lieu", "y-te", "ke-hoach-to"].contains(&one.code.as_str()));
    school.obligations.clear();
    school.bring_up_to_date(at("2026-09-01 08:00"));
    school.lives_until(at(BEGIN));
    school
});

#[derive(Clone, Debug)]
enum Deed {
    Away { who: Index, cover: Index, from: u64, long: u64 },
    Changed { which: Index, cover: Index },
    Back { which: Index },
    Swapped { which: Index, way: Index },
    Closed { from: u64, long: u64, class: Option<Index> },
    Reopened { which: Index },
    Extended { which: Index, by: u64 },
    TakenBack { which: Index },
    Exempted { which: Index },
    OwedAgain { which: Index },
    Locked { week: u8, opens: bool },
    HandedIn { which: Index, who: Index },
}

fn deeds() -> impl Strategy<Value = Vec<(Deed, i64)>> {
    let index = any::<Index>;
    let deed = prop_oneof![
        3 => (index(), index(), 0..20_u64, 0..20_u64).prop_map(|(who, cover, from, long)| Deed::Away { who, cover, from, long }),
        3 => (index(), index()).prop_map(|(which, cover)| Deed::Changed { which, cover }),
        1 => index().prop_map(|which| Deed::Back { which }),
        2 => (index(), index()).prop_map(|(which, way)| Deed::Swapped { which, way }),
        2 => (0..14_u64, 0..3_u64, proptest::option::of(index())).prop_map(|(from, long, class)| Deed::Closed { from, long, class }),
        1 => index().prop_map(|which| Deed::Reopened { which }),
        3 => (index(), 1..20_u64).prop_map(|(which, by)| Deed::Extended { which, by }),
        1 => index().prop_map(|which| Deed::TakenBack { which }),
        1 => index().prop_map(|which| Deed::Exempted { which }),
        1 => index().prop_map(|which| Deed::OwedAgain { which }),
        1 => (13..17_u8, any::<bool>()).prop_map(|(week, opens)| Deed::Locked { week, opens }),
        3 => (index(), index()).prop_map(|(which, who)| Deed::HandedIn { which, who }),
    ];
    // Hours from one deed to the next.
    vec((deed, 0..60_i64), 1..12)
}

/// Teachers and holders of sections, and a vice principal: who is away and who covers.
fn people(school: &NamThanh) -> Vec<PersonId> {
    let wanted = ["cô Hoa", "cô Thảo", "cô Xuân", "cô Đào", "cô Vân", "cô Hoà", "cô Hạnh"];
    wanted.iter().map(|mention| school.person_id(mention)).collect()
}

/// The records to come of the two classes and the section with which the deeds are about.
fn records(school: &NamThanh, now: Timestamp) -> Vec<Obligation> {
    let owners = [Owner::Class(school.class("4A")), Owner::Class(school.class("4B")), Owner::Section(school.section("Y tế"))];
    let is_near = |one: &&std::sync::Arc<Obligation>| {
        let due = one.due_day().is_some_and(|due| day_of(now) <= due && due <= day_of(now) + Days::new(40));
        owners.contains(&one.terms.owner) && due && one.closing.is_none() && !one.terms.practice
    };
    school.obligations.iter().filter(is_near).map(|one| Obligation::clone(one)).collect()
}

fn mention(school: &NamThanh, id: PersonId) -> String {
    school.regime.organisation.person(id).map(Person::mention).unwrap()
}

/// Does it where the rules let it be done, as the use cases do, and brings the list up to it.
fn does(school: &mut NamThanh, deed: &Deed, now: Timestamp) {
    let when = crate::days::local(now).format("%Y-%m-%d %H:%M").to_string();
    let (people, principal) = (people(school), school.person_id("cô Nguyệt"));
    let signed = Signature { by: principal, post: Post::Principal, at: now };
    let today = day_of(now);
    match deed {
        Deed::Away { who, cover, from, long } => {
            let (who, cover, from) = (*who.get(&people), *cover.get(&people), today + Days::new(*from));
            let (from, to) = (crate::vietnamese::date(from), crate::vietnamese::date(from + Days::new(*long)));
            let form = AbsenceForm { who: who.to_string(), ..form(school, "cover", &mention(school, cover), (&from, &to)) };
            let Ok(plan) = form.parse(&school.facts(), now) else { return };
            let number = school.absences.len() as u32 + 1;
            school.absences.push(plan.absence(crate::testing::id(21, number.into()), number, BTreeSet::new(), signed));
        }
        Deed::Changed { which, cover } if !school.absences.is_empty() => {
            let (facts, place) = (school.facts(), which.index(school.absences.len()));
            let (absence, cover) = (&facts.absences[place], cover.get(&people).to_string());
            let parsed = CoverForm { cover, ..CoverForm::default() }.parse(&facts, absence, now);
            let (Ok(()), Ok(cover)) = (check_change_cover(&facts, absence, now), parsed) else { return };
            if absence.cover != Some(cover) {
                school.absences[place] = absence.clone().change_cover(signed, cover).unwrap();
            }
        }
        Deed::Back { which } if !school.absences.is_empty() => {
            let place = which.index(school.absences.len());
            if check_end(&school.absences[place], now).is_ok() {
                school.absences[place] = school.absences[place].clone().end(signed, Back::default()).unwrap();
            }
        }
        Deed::Swapped { which, way } => {
            let (facts, class) = (school.facts(), school.class("4A"));
            let week = 13 + which.index(4) as u8;
            let Some(from) = facts.organisation().turn_of(class, week) else { return };
            let ways = choices(&facts, from, (class, week), now);
            let Some(chosen) = ways.get(way.index(ways.len().max(1))) else { return };
            let form =
                crate::swaps::SwapForm { with: chosen.value.clone(), reason: "tập huấn".to_owned(), ..Default::default() };
            let ((to, back), _) = form.parse(&facts).unwrap();
            let (from, to) = (mention(school, from), mention(school, to));
            let swap = school.offers((&from, &to), ("4A", week), back, &when);
            if check_answer(&school.facts(), school.swaps.last().unwrap(), now).is_ok() {
                school.answers(&to, swap, SwapAnswer::Accepted, &when);
            }
        }
        Deed::Closed { from, long, class } => {
            let from = today + Days::new(*from);
            let class = class.map(|one| school.class(["4A", "4B"][one.index(2)]));
            let scope = Scope { whose: class.into_iter().map(Scoped::Class).collect(), ..Scope::whole() };
            let (from, to) = (from.to_string(), (from + Days::new(*long)).to_string());
            school.shuts("cô Nguyệt", scope, (&from, &to), &when);
        }
        Deed::Reopened { which } => {
            let open: Vec<_> = school.closures.iter().filter(|one| one.taken_back.is_none()).map(|one| one.id).collect();
            if !open.is_empty() {
                school.takes_back("cô Nguyệt", *which.get(&open), &when);
            }
        }
        Deed::Extended { which, by } => {
            let all = records(school, now);
            let Some(one) = all.get(which.index(all.len().max(1))) else { return };
            let until = one.due_day().unwrap() + Days::new(*by);
            if check_extend(&school.facts(), one, until, now).is_ok() {
                let title = school.title(one);
                school.extends("cô Nguyệt", &[title.as_str()], &until.to_string(), &when);
            }
        }
        Deed::TakenBack { which } => {
            let facts = school.facts();
            let can = |one: &&crate::extensions::Extension| crate::extensions::check_take_back(&facts, one, now).is_ok();
            let given: Vec<_> = facts.regime.extensions.iter().filter(can).map(|one| one.id).collect();
            if !given.is_empty() {
                school.takes_extension_back("cô Nguyệt", *which.get(&given), &when);
            }
        }
        Deed::Exempted { which } => {
            let all = records(school, now);
            let Some(one) = all.get(which.index(all.len().max(1))) else { return };
            if one.check_exempt(school.facts().shut(one, Arrival::at(now))).is_ok() {
                let title = school.title(one);
                let freed = Exemption { by: principal, at: now, reason: "ốm".to_owned() };
                school.obligation(&title).exemption = Some(freed);
            }
        }
        Deed::OwedAgain { which } => {
            let all: Vec<Obligation> = records(school, now).into_iter().filter(|one| one.exemption.is_some()).collect();
            let Some(one) = all.get(which.index(all.len().max(1))) else { return };
            if one.check_end_exemption(now, school.facts().shut(one, Arrival::at(now))).is_ok() {
                let title = school.title(one);
                school.obligation(&title).exemption = None;
            }
        }
        Deed::Locked { week, opens } => {
            let kind = if *opens { LockKind::Unlock } else { LockKind::Lock };
            let within = PartOfYear { weeks: [*week].into(), ..PartOfYear::of(crate::testing::id(16, 1)) };
            school.orders("cô Nguyệt", kind, Scope { within: Some(within), ..Scope::whole() }, &when);
        }
        Deed::HandedIn { which, who } => {
            let all = records(school, now);
            let Some(one) = all.get(which.index(all.len().max(1))) else { return };
            let (facts, who) = (school.facts(), *who.get(&people));
            if facts.check_hand_in(&facts.actor(who, now), one, Arrival::at(now)).is_ok() {
                let (who, title) = (mention(school, who), school.title(one));
                school.hands_in(&who, &title, &when);
            }
        }
        Deed::Changed { .. } | Deed::Back { .. } => return,
    }
    school.regime.organisation.covers = covers(&school.absences, &school.regime.rules);
    school.bring_up_to_date(now);
}

/// Blamed and not before, or by more.
fn is_worse(after: Standing, before: Standing) -> bool {
    match (before, after) {
        (Standing::Late(before), Standing::Late(after)) | (Standing::Overdue(before), Standing::Overdue(after)) => after > before,
        (_, Standing::Late(_) | Standing::Overdue(_)) => true,
        _ => false,
    }
}

fn standings(school: &NamThanh, now: Timestamp) -> Vec<(ObligationId, Standing)> {
    let facts = school.facts();
    facts.open_obligations().map(|one| (one.id, facts.standing(one, now))).collect()
}

/// On whose page `one` stands as theirs to do, who may hand it in as well.
fn owers(facts: &Facts, one: &Obligation, now: Timestamp) -> BTreeSet<String> {
    let is_theirs = |person: &&Person| {
        let actor = facts.actor(person.id, now);
        let may = decide_hand_in(&actor, facts.organisation(), facts.record_facts(one)).is_ok();
        may && facts.check_passed(&actor, one, now).is_ok() && whose(facts, person.id, one, now).is_expected()
    };
    let people = facts.organisation().people.iter().filter(is_theirs);
    people.map(|person| crate::record_list::distinct_name(facts, person, now)).collect()
}

/// In whichever order.
fn joined(names: &BTreeSet<String>) -> String {
    if names.is_empty() { "chưa phân công".to_owned() } else { names.iter().cloned().collect::<Vec<_>>().join(", ") }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nobody_is_judged_worse_and_each_record_is_the_work_of_one_set_of_people(deeds in deeds()) {
        let (mut school, mut now) = (SCHOOL.clone(), at(BEGIN));
        for (deed, hours) in &deeds {
            now += TimeDelta::hours(*hours);
            school.bring_up_to_date(now);
            let before = standings(&school, now);
            does(&mut school, deed, now);
            prop_assert_eq!(school.bring_up_to_date(now), vec![], "{:?}: once is enough", deed);
            for ((id, before), (other, after)) in before.iter().zip(standings(&school, now)) {
                prop_assert_eq!(*id, other, "{:?}: a record was added or closed", deed);
                prop_assert!(!is_worse(after, *before), "{deed:?}: {before:?} became {after:?}");
            }
            let facts = school.facts();
            for one in records(&school, now).iter().filter(|one| is_open(one)) {
                let (told, owers) = (who(&facts, one, now), owers(&facts, one, now));
                let is_same = owers.iter().all(|name| told.contains(name.as_str())) && told.len() == joined(&owers).len();
                prop_assert!(is_same, "{deed:?}, {} at {now}: on the pages of {owers:?}, and the list names {told}", facts.title(one));
            }
        }
    }

    /// Away and covered by whoever comes next, again and again: what was handed in stays whose it is.
    #[test]
    fn what_was_handed_in_never_changes_hands(deeds in deeds()) {
        let (mut school, mut now) = (SCHOOL.clone(), at(BEGIN));
        for (deed, hours) in &deeds {
            now += TimeDelta::hours(*hours);
            school.bring_up_to_date(now);
            let before = school.obligations.clone();
            does(&mut school, deed, now);
            for (old, new) in before.iter().zip(&school.obligations) {
                let wrote = old.handed_in.as_ref().is_some_and(|done| old.terms.turn.is_some_and(|turn| done.is_by(turn)));
                prop_assert!(!wrote || old.terms.turn == new.terms.turn, "{deed:?}: {}", school.title(old));
            }
        }
    }
}

/// Holds the two posts of whoever may be away to nobody else's: the test above is about something.
#[test]
fn the_deeds_find_something_to_do() {
    let school = SCHOOL.clone();
    let titles: Vec<String> = records(&school, at(BEGIN)).iter().map(|one| school.title(one)).collect();
    for wanted in [PLAN, "Giáo án tuần 13 · Lớp 4B", "Sổ theo dõi sức khỏe tuần 13 · Y tế"] {
        assert!(titles.iter().any(|one| one == wanted), "{wanted} of {titles:?}");
    }
    let held = |person: PersonId| school.regime.organisation.positions(person, day("2026-11-25"));
    assert!(people(&school).into_iter().any(|one| held(one).iter().any(|held| matches!(held, Position::SectionHolder(_)))));
}
