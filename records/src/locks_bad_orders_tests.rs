#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{
    locks::{Arrival, Conflict, LockKind, OrderState},
    people::Position,
    refusal::LockRefusal,
    scope::{ScopeForm, Whose},
};

use super::{
    tests::{appoint, known, looks_and_signs, orders_as, refused, week_10},
    *,
};
use crate::testing::{TestDatabase, each_engine, school::SmallSchool};

/// Due on Friday 6 November.
const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";

/// An order over these weeks that takes effect as soon as it is decided.
fn over(kind: LockKind, weeks: &str) -> LockForm {
    let scope = ScopeForm { weeks: weeks.to_owned(), ..ScopeForm::default() };
    LockForm { kind: kind.code().to_owned(), scope, ..week_10() }
}

/// Sends the form of an order without having looked at it.
async fn sends(school: &SmallSchool, by: PersonId, form: LockForm) -> Result<Result<LockOrderId, FormErrors>, Error> {
    let store = school.store.clone();
    let give = async move |work: &mut Work| order(work, &store, &form, "").await;
    school.database.write(school.id, Some(by), give).await
}

async fn executes(school: &SmallSchool, by: PersonId, id: LockOrderId) -> Result<(), Error> {
    let store = school.store.clone();
    school.database.write(school.id, Some(by), async move |work: &mut Work| execute(work, &store, id).await).await
}

async fn revokes(school: &SmallSchool, by: PersonId, id: LockOrderId) -> Result<(), Error> {
    let (store, reason) = (school.store.clone(), Reason::parse("Sở lùi ngày kiểm tra").unwrap());
    school.database.write(school.id, Some(by), async move |work: &mut Work| revoke(work, &store, id, &reason).await).await
}

/// Settles, as the principal, who may open what is shut.
async fn settles_opening(school: &SmallSchool, reading: LockReading) {
    let recommended = AuthorityForm::of(LockAuthority::default());
    let form = AuthorityForm { opening_and_whole: reading.code().to_owned(), ..recommended };
    let store = school.store.clone();
    let settles = async move |work: &mut Work| set_authority(work, &store, &form).await;
    school.database.write(school.id, Some(school.nguyet), settles).await.unwrap().unwrap();
}

async fn state(school: &SmallSchool, id: LockOrderId) -> OrderState {
    known(school).await.order(id).unwrap().state(school.database.hand.shows())
}

/// Of weeks 9 to 12 those whose lesson plan of 4A is shut.
async fn shut_weeks(school: &SmallSchool) -> Vec<u8> {
    let (facts, now) = (school.known().await, school.database.hand.shows());
    let is_shut = |week: &u8| {
        let title = format!("Giáo án tuần {week} · Lớp 4A");
        let record = facts.open_obligations().find(|one| facts.title(one) == title).unwrap();
        facts.shut(record, Arrival::at(now)).is_some()
    };
    (9..=12).filter(is_shut).collect()
}

/// The orders that the page of this order would name as saying the contrary.
async fn conflicts(school: &SmallSchool, by: PersonId, form: &LockForm) -> Vec<Conflict> {
    let (store, facts) = (school.store.clone(), school.facts().await);
    let plan = form.parse(&facts.regime, school.database.hand.shows()).unwrap();
    let look = async move |work: &mut Work| outlook(work, &store, by, &plan).await.map(|seen| seen.preview);
    school.database.read(school.id, None, look).await.unwrap().conflicts
}

#[tokio::test]
async fn nobody_opens_what_is_shut_who_may_not() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let SmallSchool { nguyet, am, hoa, hoa_y_te, .. } = school.clone();
        appoint(&school, hoa_y_te, Position::ManagementTeam).await;
        school.at("2026-11-05T09:00:00+07:00");
        let lock = orders_as(&school, nguyet, week_10()).await.unwrap();
        let open = over(LockKind::Unlock, "10");
        school.at("2026-11-05T09:05:00+07:00");
        for (who, post) in [(hoa, "a teacher"), (am, "a head"), (hoa_y_te, "whoever carries out")] {
            assert_eq!(refused(sends(&school, who, open.clone()).await.unwrap_err()), LockRefusal::NotYours, "{post}");
            assert_eq!(refused(revokes(&school, who, lock).await.unwrap_err()), LockRefusal::NotYours, "{post}");
            let (store, form) = (school.store.clone(), open.clone());
            let drafts = async move |work: &mut Work| draft(work, &store, &form).await.map(drop);
            assert_eq!(refused(database.write(school.id, Some(who), drafts).await.unwrap_err()), LockRefusal::NotYours, "{post}");
        }
        // A vice principal's name waits for the principal's, and opens nothing meanwhile.
        appoint(&school, am, Position::VicePrincipal).await;
        let proposed = orders_as(&school, am, open.clone()).await.unwrap();
        assert_eq!(state(&school, proposed).await, OrderState::Proposed);
        assert_eq!(refused(revokes(&school, am, lock).await.unwrap_err()), LockRefusal::PrincipalsOrder);
        assert!(school.hand_in(hoa, PLAN).await.is_err());
        // Where the principal alone opens, hers is refused and leaves no draft behind.
        school.at("2026-11-05T09:10:00+07:00");
        settles_opening(&school, LockReading::PrincipalOnly).await;
        assert_eq!(refused(orders_as(&school, am, open.clone()).await.unwrap_err()), LockRefusal::IsThePrincipals);
        assert_eq!(known(&school).await.orders.len(), 2);
        // Where either opens alone hers is decided, and the principal's lock is heeded before it.
        school.at("2026-11-05T09:15:00+07:00");
        settles_opening(&school, LockReading::EitherAlone).await;
        let decided = orders_as(&school, am, open.clone()).await.unwrap();
        assert_eq!(state(&school, decided).await, OrderState::InForce);
        assert!(school.hand_in(hoa, PLAN).await.is_err());
        school.at("2026-11-05T09:20:00+07:00");
        orders_as(&school, nguyet, open).await.unwrap();
        school.hand_in(hoa, PLAN).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn whoever_is_the_only_one_concerned_does_not_carry_it_out() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let SmallSchool { nguyet, hoa, hoa_y_te, .. } = school.clone();
        for person in [hoa, hoa_y_te] {
            appoint(&school, person, Position::ManagementTeam).await;
        }
        school.at("2026-11-05T09:00:00+07:00");
        orders_as(&school, nguyet, week_10()).await.unwrap();
        school.at("2026-11-05T09:05:00+07:00");
        // The teacher who is of the management team as well, and her own records of that week.
        let mut form = over(LockKind::Unlock, "10");
        form.scope.whose = vec![Whose::Person(hoa).key()];
        form.start = "executed".to_owned();
        let errors = sends(&school, nguyet, LockForm { executor: hoa.to_string(), ..form.clone() }).await.unwrap().unwrap_err();
        assert!(errors.of("executor").unwrap().starts_with("Lệnh này chỉ về hồ sơ của chính người này"), "{errors:?}");
        let id = orders_as(&school, nguyet, form).await.unwrap();
        assert_eq!(refused(executes(&school, hoa, id).await.unwrap_err()), LockRefusal::OwnRecordsAlone);
        assert_eq!(state(&school, id).await, OrderState::Ordered);
        assert!(school.hand_in(hoa, PLAN).await.is_err());
        school.at("2026-11-05T09:10:00+07:00");
        executes(&school, hoa_y_te, id).await.unwrap();
        assert_eq!(state(&school, id).await, OrderState::InForce);
        school.hand_in(hoa, PLAN).await.unwrap();
        // What others owe as well she carries out.
        let all = LockForm { start: "executed".to_owned(), ..over(LockKind::Lock, "11") };
        let all = orders_as(&school, nguyet, all).await.unwrap();
        executes(&school, hoa, all).await.unwrap();
        assert_eq!(shut_weeks(&school).await, [11]);
    })
    .await;
}

/// As on a machine whose clock is behind: there the school's time stands still for hours.
#[tokio::test]
async fn of_orders_of_one_instant_the_one_decided_later_is_heeded_whichever_was_drafted_first() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let nguyet = school.nguyet;
        school.at("2026-11-05T09:00:00+07:00");
        let (store, form) = (school.store.clone(), over(LockKind::Lock, "10"));
        let drafts = async move |work: &mut Work| draft(work, &store, &form).await;
        let first = database.write(school.id, Some(nguyet), drafts).await.unwrap().unwrap();
        orders_as(&school, nguyet, over(LockKind::Unlock, "10")).await.unwrap();
        assert_eq!(shut_weeks(&school).await, [] as [u8; 0]);
        let store = school.store.clone();
        let signs = async move |work: &mut Work| looks_and_signs(work, &store, first).await;
        database.write(school.id, Some(nguyet), signs).await.unwrap();
        assert_eq!(shut_weeks(&school).await, [10], "the principal's latest, as its page said");
        known(&school).await;
    })
    .await;
}

#[tokio::test]
async fn what_was_settled_last_holds_also_after_a_clock_was_set_back() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        settles_opening(&school, LockReading::EitherAlone).await;
        settles_opening(&school, LockReading::Together).await;
        assert_eq!(known(&school).await.authority.opening_and_whole, LockReading::Together, "both in one instant");
        school.at("2026-11-05T08:50:00+07:00");
        settles_opening(&school, LockReading::PrincipalOnly).await;
        assert_eq!(known(&school).await.authority.opening_and_whole, LockReading::PrincipalOnly);
    })
    .await;
}

#[tokio::test]
async fn of_orders_that_overlap_and_contradict_each_ends_for_itself() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let SmallSchool { nguyet, am, .. } = school.clone();
        appoint(&school, am, Position::VicePrincipal).await;
        let mut minute = 0;
        let mut next = || {
            minute += 1;
            school.at(&format!("2026-11-05T09:{minute:02}:00+07:00"));
        };
        next();
        let first = orders_as(&school, nguyet, over(LockKind::Lock, "9-10")).await.unwrap();
        assert_eq!(shut_weeks(&school).await, [9, 10]);
        next();
        let second = orders_as(&school, nguyet, over(LockKind::Lock, "10-11")).await.unwrap();
        assert_eq!(shut_weeks(&school).await, [9, 10, 11]);
        next();
        revokes(&school, nguyet, first).await.unwrap();
        assert_eq!(shut_weeks(&school).await, [10, 11], "week 10 is shut by the other one");
        next();
        let opens = over(LockKind::Unlock, "10");
        let met = conflicts(&school, nguyet, &opens).await;
        assert_eq!(met.iter().map(|one| (one.order, one.prevails)).collect::<Vec<_>>(), [(second, false)]);
        let opened = orders_as(&school, nguyet, opens).await.unwrap();
        assert_eq!(shut_weeks(&school).await, [11], "the principal's latest");
        next();
        // The vice principal is told that the principal's goes before hers, and it does.
        let shuts = over(LockKind::Lock, "10-12");
        let met = conflicts(&school, am, &shuts).await;
        assert_eq!(met.iter().map(|one| (one.order, one.prevails)).collect::<Vec<_>>(), [(opened, true)]);
        let of_am = orders_as(&school, am, shuts).await.unwrap();
        assert_eq!((state(&school, of_am).await, shut_weeks(&school).await), (OrderState::InForce, vec![11, 12]));
        next();
        revokes(&school, nguyet, opened).await.unwrap();
        assert_eq!(shut_weeks(&school).await, [10, 11, 12]);
        next();
        revokes(&school, nguyet, second).await.unwrap();
        assert_eq!(shut_weeks(&school).await, [10, 11, 12], "hers shuts them all");
        next();
        revokes(&school, nguyet, of_am).await.unwrap();
        assert_eq!(shut_weeks(&school).await, [0_u8; 0], "as before all of them");
    })
    .await;
}

#[tokio::test]
async fn a_draft_whose_hour_has_passed_is_given_by_nobody_and_makes_nobody_late() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-06T09:00:00+07:00");
        let at = |day: &str, hour: &str| (day.to_owned(), hour.to_owned());
        let (from_day, from_hour) = at("06/11/2026", "17:00");
        let timed = LockForm { start: "at".to_owned(), from_day, from_hour, ..week_10() };
        let (until_day, until_hour) = at("06/11/2026", "17:00");
        let ends = LockForm { until_day, until_hour, ..week_10() };
        let mut drafts = Vec::new();
        for form in [timed.clone(), ends] {
            let store = school.store.clone();
            let keeps = async move |work: &mut Work| draft(work, &store, &form).await;
            drafts.push(database.write(school.id, Some(school.nguyet), keeps).await.unwrap().unwrap());
        }
        let hour = school.at("2026-11-06T17:00:00+07:00");
        school.at("2026-11-06T17:00:01+07:00");
        let refusals = [LockRefusal::InThePast { from: hour }, LockRefusal::Over { until: hour }];
        for (id, refusal) in drafts.into_iter().zip(refusals) {
            let store = school.store.clone();
            let signs = async move |work: &mut Work| looks_and_signs(work, &store, id).await.map(drop);
            assert_eq!(refused(database.write(school.id, Some(school.nguyet), signs).await.unwrap_err()), refusal);
            assert_eq!(state(&school, id).await, OrderState::Draft);
        }
        let errors = sends(&school, school.nguyet, timed).await.unwrap().unwrap_err();
        assert!(errors.of("from-day").unwrap().starts_with("Giờ này đã qua"), "{errors:?}");
        assert_eq!(known(&school).await.orders.len(), 2, "nothing is left behind of what was refused");
        school.hand_in(school.hoa, PLAN).await.unwrap();
    })
    .await;
}
