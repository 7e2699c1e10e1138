#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{
    extensions::{ManyForm, ManyOutlook},
    obligations::{Standing, Verdict},
    people::Position,
    scope::ScopeForm,
};

use super::*;
use crate::{
    events, extensions, people,
    testing::{allowed, each_engine, school::SmallSchool},
};

/// Due on Friday 6 November.
const PLAN: &str = "Giáo án tuần 10 · Lớp 4B";
/// Due a week later.
const NEXT: &str = "Giáo án tuần 11 · Lớp 4B";

#[tokio::test]
async fn an_exempt_record_is_owed_no_longer_and_may_be_handed_in_all_the_same() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let monday = school.at("2026-11-09T09:00:00+07:00");
        let id = school.record(PLAN).await.id;
        assert!(matches!(school.facts().await.standing(&school.record(PLAN).await, monday), Standing::Overdue(_)));
        school.exempt(school.nguyet, id, " Lớp nghỉ\nvì thủy đậu ").await.unwrap();
        let (facts, record) = (school.facts().await, school.record(PLAN).await);
        assert_eq!(facts.standing(&record, monday), Standing::Exempt);
        let exemption = record.exemption.as_ref().unwrap();
        assert_eq!((exemption.by, exemption.at, exemption.reason.as_str()), (school.nguyet, monday, "Lớp nghỉ vì thủy đậu"));
        let submission = school.hand_in(school.thuy, PLAN).await.unwrap();
        assert_eq!(submission.receipt.verdict, Verdict::NotJudged);
    })
    .await;
}

#[tokio::test]
async fn only_the_leadership_exempts_and_only_what_is_owed() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let id = school.record(PLAN).await.id;
        for person in [school.am, school.thuy, school.hoa_y_te] {
            assert_eq!(school.exempt(person, id, "Lớp nghỉ").await, Err(Error::Refused(Refusal::NotYoursToExempt)));
            assert_eq!(school.end_exemption(person, id, "Lớp nghỉ").await, Err(Error::Refused(Refusal::NotYoursToExempt)));
        }
        let store = school.store.clone();
        let by_nobody = database.write(school.id, None, async move |work: &mut Work| {
            exempt(work, &store, id, &Reason::parse("Lớp nghỉ").unwrap()).await
        });
        assert_eq!(by_nobody.await, Err(Error::Refused(Refusal::SessionOver)));
        let at = school.at("2026-11-05T09:00:00+07:00");
        school.hand_in(school.thuy, PLAN).await.unwrap();
        let refused = Err(Error::Refused(Refusal::AlreadyHandedIn { at }));
        assert_eq!(school.exempt(school.nguyet, id, "Lớp nghỉ").await, refused);
        assert_eq!(school.record(PLAN).await.exemption, None);
    })
    .await;
}

#[tokio::test]
async fn of_two_who_exempt_at_the_same_moment_the_second_is_told_of_the_first() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let (am, id) = (school.am, school.record(PLAN).await.id);
        let appoint = async move |work: &mut Work| {
            people::appoint(work, &allowed(), am, Position::VicePrincipal, crate::testing::school::first_week(), "").await
        };
        database.write(school.id, None, appoint).await.unwrap();
        let (one, other) = tokio::join!(
            tokio::spawn(school.exempt(school.nguyet, id, "Lớp nghỉ vì thủy đậu")),
            tokio::spawn(school.exempt(am, id, "Cô Thủy nghỉ ốm")),
        );
        let outcomes = [one.unwrap(), other.unwrap()];
        assert_eq!(outcomes.iter().filter(|one| one.is_ok()).count(), 1, "{outcomes:?}");
        let kept = school.record(PLAN).await.exemption.unwrap();
        let told = Error::Refused(Refusal::AlreadyExempt { at: kept.at, reason: kept.reason });
        assert!(outcomes.contains(&Err(told)), "{outcomes:?}");
    })
    .await;
}

#[tokio::test]
async fn an_exemption_is_taken_back_before_the_day_of_the_record_begins_and_never_after() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let id = school.record(PLAN).await.id;
        school.at("2026-11-05T09:00:00+07:00");
        assert_eq!(school.end_exemption(school.nguyet, id, "Nhầm lớp").await, Err(Error::Refused(Refusal::NotExempt)));
        school.exempt(school.nguyet, id, "Lớp nghỉ vì thủy đậu").await.unwrap();
        let now = school.at("2026-11-06T06:59:59+07:00");
        school.end_exemption(school.nguyet, id, "Nhầm lớp").await.unwrap();
        assert_eq!(school.facts().await.standing(&school.record(PLAN).await, now), Standing::NotYetDue);
        // Who had exempted it and why stays readable.
        let told = database.read(school.id, None, async |work: &mut Work| events::since(work, 0, 10_000).await).await.unwrap();
        let ended = told.iter().find(|event| event.kind == "obligations.exemption_ended").unwrap();
        assert!(
            ended.subject == Some(id.uuid()) && ended.detail.contains("Nhầm lớp") && ended.detail.contains("thủy đậu"),
            "{ended:?}"
        );

        school.exempt(school.nguyet, id, "Cô Thủy nghỉ ốm").await.unwrap();
        let late = school.at("2026-11-06T07:00:00+07:00");
        let due = "2026-11-06".parse().unwrap();
        let stands = Err(Error::Refused(Refusal::ExemptionStands { due }));
        assert_eq!(school.end_exemption(school.nguyet, id, "Cô khỏi ốm").await, stands);
        assert_eq!(school.facts().await.standing(&school.record(PLAN).await, late), Standing::Exempt);
    })
    .await;
}

#[tokio::test]
async fn a_record_is_freed_and_owed_again_any_number_of_times_while_the_clock_stands_still() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let id = school.record(PLAN).await.id;
        for reason in ["Lớp nghỉ vì thủy đậu", "Cô Thủy nghỉ ốm", "Nhầm tuần"] {
            school.exempt(school.nguyet, id, reason).await.unwrap();
            school.end_exemption(school.nguyet, id, "Nhầm lớp").await.unwrap();
        }
        let ended = school.record(PLAN).await.ended_exemptions;
        assert_eq!(
            ended.iter().map(|one| one.was.reason.as_str()).collect::<Vec<_>>(),
            ["Lớp nghỉ vì thủy đậu", "Cô Thủy nghỉ ốm", "Nhầm tuần"]
        );
    })
    .await;
}

#[tokio::test]
async fn what_was_freed_in_one_act_is_owed_again_together_and_what_has_passed_its_day_stays_freed() {
    each_engine(|database| async move {
        let (school, other) = (SmallSchool::found(&database).await, SmallSchool::found(&database).await);
        let now = school.at("2026-11-05T09:00:00+07:00");
        let form = ManyForm {
            scope: ScopeForm { weeks: "10-11".to_owned(), ..ScopeForm::default() },
            deed: ManyForm::EXEMPT.to_owned(),
            reason: "lớp nghỉ thủy đậu".to_owned(),
            ..ManyForm::default()
        };
        let facts = school.known().await;
        let plan = form.parse(&facts).unwrap();
        let seen = ManyOutlook::of(&facts, &facts.actor(school.nguyet, now), &plan, now).seen().to_owned();
        let store = school.store.clone();
        let free = async move |work: &mut Work| extensions::give_to_many(work, &store, &form, &seen).await;
        database.write(school.id, Some(school.nguyet), free).await.unwrap().unwrap();
        let (id, next) = (school.record(PLAN).await.id, school.record(NEXT).await.id);
        let ends = async |by: PersonId, id: ObligationId| {
            let (store, reason) = (school.store.clone(), Reason::parse("nhầm tuần").unwrap());
            let end = async move |work: &mut Work| end_together(work, &store, id, &reason).await;
            database.write(school.id, Some(by), end).await
        };
        for person in [school.am, school.thuy] {
            assert_eq!(ends(person, id).await, Err(Error::Refused(Refusal::NotYoursToExempt)));
        }
        // On Monday what was due on Friday stays freed, whichever record is named.
        let monday = school.at("2026-11-09T09:00:00+07:00");
        let of_other = other.record(PLAN).await.id;
        assert_eq!(ends(school.nguyet, of_other).await, Err(Error::NotFound));
        ends(school.nguyet, id).await.unwrap();
        let facts = school.known().await;
        let standing = |id: ObligationId| facts.standing(facts.obligation(id).unwrap(), monday);
        assert_eq!((standing(id), standing(next)), (Standing::Exempt, Standing::NotYetDue));
        let [ended] = facts.obligation(next).unwrap().ended_exemptions.as_slice() else { panic!("taken back once") };
        assert_eq!((ended.by, ended.at, ended.reason.as_str()), (school.nguyet, monday, "nhầm tuần"));
        assert_eq!((ended.was.by, ended.was.at, ended.was.reason.as_str()), (school.nguyet, now, "lớp nghỉ thủy đậu"));
        // What is owed is named no longer, and of the rest nothing can be owed in time.
        assert_eq!(ends(school.nguyet, next).await, Err(Error::Refused(Refusal::NotExempt)));
        let due = "2026-11-06".parse().unwrap();
        assert_eq!(ends(school.nguyet, id).await, Err(Error::Refused(Refusal::ExemptionStands { due })));
        // Freed once more and taken back alone, both stand there.
        school.exempt(school.nguyet, next, "lớp nghỉ").await.unwrap();
        school.end_exemption(school.nguyet, next, "hết nghỉ").await.unwrap();
        assert_eq!(school.known().await.obligation(next).unwrap().ended_exemptions.len(), 2);
        database.keeps(school.id, &["exemptions_ended"]).await;
    })
    .await;
}
