#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{
    calendar::{CalendarParts, SpecialDay, SpecialDayKind},
    deadlines::{DueRule, Lateness},
    obligations::{Standing, Verdict},
    record_types::{OwedBy, RecordType},
    refusal::Refusal,
};

use super::*;
use crate::{
    record_types, school_years, submissions,
    testing::{
        allowed, each_engine,
        school::{SmallSchool, bring, calendar, counts_from, weekly},
    },
    turns, units,
};

const PLAN: &str = "Giáo án tuần 10 · Lớp 4B";

/// The storm of the night to Friday 6 November.
fn with_the_storm() -> CalendarParts {
    let friday = day("2026-11-06");
    let storm = SpecialDay { from: friday, to: friday, kind: SpecialDayKind::Closure, name: "Bão số 13".to_owned() };
    CalendarParts { special_days: vec![storm], ..calendar() }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

async fn causes(school: &SmallSchool, id: ObligationId) -> Vec<(Option<NaiveDate>, String)> {
    let rows = async move |work: &mut Work| {
        let rows = sql("SELECT due_day, cause FROM judgements WHERE school_id = $1 AND obligation_id = $2 ORDER BY number");
        work.tx.all(rows.bind(work.school).bind(id)).await
    };
    school.database.read(school.id, None, rows).await.unwrap()
}

#[tokio::test]
async fn the_list_is_brought_up_once_and_a_second_time_changes_nothing() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let facts = school.facts().await;
        // Two plans of each class from week 9; what belongs to the end of its week from week 8.
        let count = |code: &str| {
            facts.open_obligations().filter(|one| facts.record_type(one.terms.record_type).unwrap().code == code).count()
        };
        assert_eq!(["giao-an", "ke-hoach-tuan", "tu-lieu", "y-te"].map(count), [54, 54, 56, 28]);
        let year = school.year;
        let again = database.write(school.id, None, async move |work: &mut Work| bring(work, year, "Xem lại").await);
        assert_eq!(again.await, Ok(Brought::default()));
        assert_eq!(school.facts().await.revision, facts.revision, "nothing done is no event");
    })
    .await;
}

#[tokio::test]
async fn nobody_is_late_because_the_school_was_shut() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-09T09:00:00+07:00");
        let late = school.hand_in(school.thuy, PLAN).await.unwrap();
        assert_eq!(late.receipt.verdict, Verdict::Late(Lateness::WorkingDays(1)));
        // On Tuesday the principal enters the storm of Friday night.
        let tuesday = school.at("2026-11-10T08:00:00+07:00");
        let brought = school.change_calendar(with_the_storm(), "Nghỉ bão").await;
        // Giáo án and kế hoạch of week 10, of both classes, and the health book of week 9, all due on that Friday.
        assert_eq!(brought, Brought { added: 0, updated: 5, closed: 0 });
        let (facts, record) = (school.facts().await, school.record(PLAN).await);
        assert_eq!(record.terms.due.as_ref().unwrap().day, day("2026-11-09"));
        assert_eq!(facts.standing(&record, tuesday), Standing::OnTime);
        let expected =
            [(Some(day("2026-11-06")), "hand-in".to_owned()), (Some(day("2026-11-09")), "Nghỉ bão: Bão số 13".to_owned())];
        assert_eq!(causes(&school, record.id).await, expected);
        let of = record.id;
        let told = database.read(school.id, None, async move |work: &mut Work| judgements(work, of).await).await.unwrap();
        let told: Vec<_> = told.into_iter().map(|one| (one.due, one.cause)).collect();
        assert_eq!(told, [(Some(day("2026-11-06")), None), (Some(day("2026-11-09")), Some("Nghỉ bão: Bão số 13".to_owned()))]);
        // The receipt says what it said on paper.
        let id = late.id;
        let read = async move |work: &mut Work| submissions::one(work, id).await;
        let submission = database.read(school.id, None, read).await.unwrap();
        assert_eq!(
            (submission.receipt.due, matches!(submission.receipt.verdict, Verdict::Late(_))),
            (Some(day("2026-11-06")), true)
        );
        // Others who have not handed in yet: since Monday only.
        let other = school.record("Giáo án tuần 10 · Lớp 4A").await;
        assert_eq!(school.facts().await.standing(&other, tuesday), Standing::Overdue(Lateness::WorkingDays(1)));

        // The closure was a mistake and is taken out again: nobody's judgement gets worse.
        school.change_calendar(calendar(), "Gỡ nghỉ bão").await;
        let record = school.record(PLAN).await;
        assert_eq!(school.facts().await.standing(&record, tuesday), Standing::OnTime);
        assert_eq!(causes(&school, record.id).await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_new_class_and_a_new_roster_change_what_is_owed_from_now_on() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let (year, class, hoa, thao, department) = (school.year, school.class_4a, school.hoa, school.thao, school.department);
        let change = async move |work: &mut Work| {
            units::add_class(work, &allowed(), "4C", department).await?;
            turns::set(work, &allowed(), year, class, &[(10, hoa), (11, thao)]).await?;
            bring(work, year, "Thêm lớp 4C").await
        };
        let brought = database.write(school.id, Some(school.nguyet), change).await.unwrap();
        // Two plans from week 10 (those of week 9 were due before there was a 4C) and the materials from week 8;
        // three types in the two weeks of the roster.
        assert_eq!(brought, Brought { added: 80, updated: 6, closed: 0 });
        assert_eq!(school.record("Giáo án tuần 11 · Lớp 4A").await.terms.turn, Some(thao));
        assert_eq!(school.record("Giáo án tuần 12 · Lớp 4A").await.terms.turn, None);
    })
    .await;
}

#[tokio::test]
async fn a_rule_set_today_makes_nothing_of_last_month_overdue() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let today = school.at("2026-11-25T14:20:00+07:00");
        let year = school.year;
        let change = async move |work: &mut Work| {
            let types = record_types::all(work).await?;
            let materials = types.iter().find(|one| one.code == "tu-lieu").unwrap();
            record_types::change(work, &allowed(), &RecordType { due: DueRule::LastWorkingDayOfWeek(None), ..materials.clone() })
                .await?;
            let new = weekly("so-dau-bai", "Sổ đầu bài", OwedBy::EachClass, DueRule::FRIDAY_BEFORE, 9);
            record_types::add(work, &allowed(), &new).await?;
            bring(work, year, "Quy định mới").await
        };
        database.write(school.id, Some(school.nguyet), change).await.unwrap();
        let facts = school.facts().await;
        let due = |title: &str| {
            let record = facts.open_obligations().find(|one| facts.title(one) == title).unwrap();
            (record.due_day(), facts.standing(record, today))
        };
        assert_eq!(due("Tư liệu tuần 11 · Lớp 4A"), (None, Standing::Untimed { handed_in: false }));
        assert_eq!(due("Tư liệu tuần 12 · Lớp 4A"), (Some(day("2026-11-27")), Standing::NotYetDue));
    })
    .await;
}

#[tokio::test]
async fn the_week_of_practice_is_shown_and_counts_for_nothing() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let year = school.year;
        let practise = async move |work: &mut Work| {
            let calendar = domain::calendar::SchoolCalendar::new(calendar()).unwrap();
            school_years::keep(work, &allowed(), &calendar, counts_from(), Some(10)).await?;
            bring(work, year, "Tuần tập dượt").await
        };
        let brought = database.write(school.id, Some(school.nguyet), practise).await.unwrap();
        assert_eq!(brought.updated, 7);
        let later = school.at("2026-11-20T08:00:00+07:00");
        assert_eq!(school.hand_in(school.thuy, PLAN).await.unwrap().receipt.verdict, Verdict::NotJudged);
        let (facts, record) = (school.facts().await, school.record(PLAN).await);
        assert_eq!(facts.standing(&record, later), Standing::Practice { handed_in: true });
        let other = school.record("Giáo án tuần 10 · Lớp 4A").await;
        assert_eq!(facts.standing(&other, later), Standing::Practice { handed_in: false });
    })
    .await;
}

#[tokio::test]
async fn what_was_handed_in_stands_even_where_nobody_owes_its_like_any_more() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.hand_in(school.thuy, PLAN).await.unwrap();
        let year = school.year;
        let retire = async move |work: &mut Work| {
            for one in record_types::all(work).await? {
                record_types::change(work, &allowed(), &RecordType { retired: true, ..one }).await?;
            }
            bring(work, year, "Nghỉ hẳn").await
        };
        database.write(school.id, Some(school.nguyet), retire).await.unwrap();
        let facts = school.facts().await;
        let open: Vec<String> = facts.open_obligations().map(|one| facts.title(one)).collect();
        assert_eq!(open, [PLAN]);
        assert_eq!(school.hand_in(school.thuy, PLAN).await.unwrap().version, 2);
        let refused = school.hand_in(school.thuy, "Giáo án tuần 11 · Lớp 4B").await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::ObligationClosed { .. }))), "{refused:?}");
    })
    .await;
}
