//! Who answers, within which bounds, and what can be done about a wrong answer.

use domain::days::day_of;

use super::*;

/// `PLAN` is due on 6 November. The server was off from Thursday to Monday, and its clock is right.
async fn off_over_the_due_day(school: &SmallSchool) -> (Database, Timestamp, Timestamp) {
    let thursday = school.at("2026-11-05T15:00:00+07:00");
    school.hand_in(school.thuy, "Kế hoạch tuần 10 · Lớp 4B").await.unwrap();
    let monday = school.at("2026-11-09T07:00:00+07:00");
    let again = restarted(school).await;
    assert_eq!(again.now(), monday);
    (again, thursday, monday)
}

async fn handed_in(database: &Database, school: &SmallSchool, person: PersonId, title: &str) -> Verdict {
    let (store, record) = (FactStore::default(), school.record(title).await.id);
    let form = crate::submissions::HandIn { received_at: database.now(), ..school.form(record) };
    let send = async move |work: &mut Work| crate::submissions::hand_in(work, &store, form).await;
    database.write(school.id, Some(person), send).await.unwrap().receipt.verdict
}

async fn asked_anew(database: &Database, school: &SmallSchool, by: PersonId) -> Result<(), Error> {
    let last = database.read(school.id, None, async |work: &mut Work| decided(work).await).await.unwrap()[0].id;
    let store = FactStore::default();
    database.write(school.id, Some(by), async move |work: &mut Work| reopen(work, &store, last).await).await
}

fn refused(refusal: ClockRefusal) -> Result<(), Error> {
    Err(Refusal::Clock(refusal).into())
}

#[tokio::test]
async fn a_mistyped_year_shuts_nobody_out_and_makes_nobody_late() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let (again, thursday, monday) = off_over_the_due_day(&school).await;
        let typed = |text: &str| ClockAnswer::Wrong(Some(at(text)));
        let early = refused(ClockRefusal::TooEarly { earliest: thursday, certain: thursday });
        for before in ["2025-11-09T08:00:00+07:00", "2026-11-04T08:00:00+07:00"] {
            assert_eq!(answered(&again, &school, school.nguyet, typed(before)).await, early, "{before}");
        }
        let latest = monday + domain::doubtful_times::MAX_AHEAD;
        let far = refused(ClockRefusal::TooFarAhead { latest, certain: thursday });
        assert_eq!(answered(&again, &school, school.nguyet, typed("2027-11-09T08:00:00+07:00")).await, far);
        assert_eq!((again.now(), again.is_clock_doubtful()), (monday, true));
        assert_eq!(stretches(&again, school.id).await.len(), 1, "the question is open as before");
        again.close().await;
    })
    .await;
}

#[tokio::test]
async fn whoever_handed_in_meanwhile_does_not_say_which_time_it_was() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-03T15:00:00+07:00");
        // A teacher who is of the management team as well.
        school.enter(school.nguyet, school.hoa, "management-team", "", "03/11/2026").await.unwrap().unwrap();
        let (again, _, monday) = off_over_the_due_day(&school).await;
        let friday = ClockAnswer::Wrong(Some(at("2026-11-06T08:00:00+07:00")));
        assert_eq!(handed_in(&again, &school, school.hoa, PLAN).await, Verdict::OnTime);
        assert_eq!(answered(&again, &school, school.hoa, friday).await, refused(ClockRefusal::OwnHandIns));
        assert_eq!(again.now(), monday, "nothing is set");
        answered(&again, &school, school.nguyet, friday).await.unwrap();
        again.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_wrong_answer_is_taken_back_and_nobody_is_late_by_it() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let (again, thursday, monday) = off_over_the_due_day(&school).await;
        // By mistake the next month: everything is overdue.
        let mistaken = at("2026-12-09T07:00:00+07:00");
        answered(&again, &school, school.nguyet, ClockAnswer::Wrong(Some(mistaken))).await.unwrap();
        assert!(matches!(standing(&again, &school, PLAN).await, Standing::Overdue(_)));
        assert_eq!(asked_anew(&again, &school, school.hoa).await, refused(ClockRefusal::NotYours));
        database.hand.advance(TimeDelta::hours(1));
        asked_anew(&again, &school, school.nguyet).await.unwrap();
        assert_eq!(asked_anew(&again, &school, school.nguyet).await, refused(ClockRefusal::AskedAlready));

        let hour = TimeDelta::hours(1);
        assert_eq!((again.now(), again.is_clock_doubtful()), (mistaken + hour, true));
        let open = stretches(&again, school.id).await;
        let doubt = Doubt { cause: Cause::Reopened, began_at: mistaken + hour, wall: monday + hour, certain: thursday + hour };
        assert_eq!(open.iter().map(|one| (one.doubt, one.asked_by)).collect::<Vec<_>>(), [(doubt, Some(school.nguyet))]);
        assert_eq!(standing(&again, &school, PLAN).await, Standing::NotYetDue);
        assert_eq!(handed_in(&again, &school, school.hoa, PLAN).await, Verdict::OnTime);
        again.watch_clock().await.unwrap();
        again.close().await;

        // A restart keeps the question, and the right answer is the machine's own clock.
        let third = restarted(&school).await;
        assert_eq!((third.now(), third.is_clock_doubtful()), (mistaken + hour, true));
        answered(&third, &school, school.nguyet, ClockAnswer::Wrong(Some(monday + hour))).await.unwrap();
        assert_eq!((third.now(), third.is_clock_doubtful()), (monday + hour, false));
        assert_eq!(known_of(&third, &school, PLAN).await, (monday + hour, monday + hour, Verdict::OnTime));
        assert!(matches!(standing(&third, &school, "Kế hoạch tuần 10 · Lớp 4A").await, Standing::Overdue(_)), "it is the 9th");
        assert_in_order(&third, school.id).await;
        third.close().await;
        let fourth = restarted(&school).await;
        assert_eq!((fourth.now(), fourth.is_clock_doubtful()), (monday + hour, false));
        fourth.close().await;
    })
    .await;
}

#[tokio::test]
async fn what_was_decided_stands_after_a_week_where_the_clocks_agree() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let (again, _, monday) = off_over_the_due_day(&school).await;
        answered(&again, &school, school.nguyet, ClockAnswer::Right).await.unwrap();
        for day in 1..=7 {
            database.hand.set(monday + DAY * day);
            again.watch_clock().await.unwrap();
        }
        assert_eq!(day_of(again.now()), day_of(monday + DAY * 7));
        let stands = refused(ClockRefusal::DecisionStands { at: monday });
        assert_eq!(asked_anew(&again, &school, school.nguyet).await, stands);
        assert!(!again.is_clock_doubtful());
        again.close().await;
    })
    .await;
}
