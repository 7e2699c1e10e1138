#![allow(clippy::unwrap_used)]
use domain::handovers::{Leaving, LeftOver, left_over};

use super::*;
use crate::testing::{TestDatabase, allowed, each_engine, school::SmallSchool};

/// Due on Friday 6 November, in the week after.
const PLAN: &str = "Giáo án tuần 10 · Lớp 4B";
/// Due on Friday 13 November.
const NEXT: &str = "Giáo án tuần 11 · Lớp 4B";

async fn opened(database: &TestDatabase) -> SmallSchool {
    let school = SmallSchool::found(database).await;
    school.at("2026-11-02T08:00:00+07:00");
    school
}

/// Who leaves after Friday 6 November, and who takes it over.
fn form(to: &[PersonId]) -> HandoverForm {
    HandoverForm {
        key: new_id::<Handover>().to_string(),
        leaving: Leaving::School.code().to_owned(),
        last: "06/11/2026".to_owned(),
        all: String::new(),
        to: to.iter().map(ToString::to_string).collect(),
        words: String::new(),
    }
}

async fn looked_at(school: &SmallSchool, of: PersonId, form: &HandoverForm) -> String {
    let (facts, now) = (school.facts().await, school.database.hand.shows());
    let plan = form.parse(facts.organisation(), of, day_of(now)).unwrap();
    HandoverOutlook::of(&facts, &plan, 0, now).seen().to_owned()
}

async fn confirms(
    school: &SmallSchool,
    by: PersonId,
    of: PersonId,
    form: &HandoverForm,
    seen: &str,
) -> Result<Result<HandoverId, FormErrors>, Error> {
    let (store, form, seen) = (school.store.clone(), form.clone(), seen.to_owned());
    school.database.write(school.id, Some(by), async move |work: &mut Work| confirm(work, &store, of, &form, &seen).await).await
}

async fn signs(school: &SmallSchool, by: PersonId, id: HandoverId, person: PersonId) -> Result<(), Error> {
    let store = school.store.clone();
    school.database.write(school.id, Some(by), async move |work: &mut Work| sign(work, &store, id, person).await).await
}

async fn kept(school: &SmallSchool) -> Vec<Handover> {
    school.database.read(school.id, None, async |work: &mut Work| all(work).await).await.unwrap()
}

fn refused(error: Error) -> HandoverRefusal {
    match error {
        Error::Refused(Refusal::Delegation(domain::refusal::DelegationRefusal::Handover(refusal))) => refusal,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_class_goes_to_another_teacher_from_the_day_after_and_history_stays() {
    each_engine(|database: TestDatabase| async move {
        let school = opened(&database).await;
        let (of, to, class) = (school.thuy, school.thao, Position::Teacher(school.class_4b));
        let handed_in = school.hand_in(of, PLAN).await.unwrap();
        let form = form(&[to]);
        let seen = looked_at(&school, of, &form).await;
        assert_eq!(refused(confirms(&school, school.am, of, &form, &seen).await.unwrap_err()), HandoverRefusal::NotYours);
        let stale = confirms(&school, school.nguyet, of, &form, "x").await.unwrap_err();
        assert_eq!(refused(stale), HandoverRefusal::LookedAtAnother);
        let id = confirms(&school, school.nguyet, of, &form, &seen).await.unwrap().unwrap();
        assert_eq!(confirms(&school, school.nguyet, of, &form, &seen).await, Ok(Ok(id)), "the form came twice");
        let facts = school.facts().await;
        let (organisation, day) = (facts.organisation(), |text: &str| text.parse().unwrap());
        assert_eq!(organisation.positions(of, day("2026-11-06")), [class]);
        assert_eq!(organisation.positions(of, day("2026-11-07")), []);
        assert!(!organisation.positions(to, day("2026-11-06")).contains(&class));
        assert!(organisation.positions(to, day("2026-11-07")).contains(&class));
        // What was handed in stays under the right name, what comes is the other one's.
        let obligation = school.record(PLAN).await;
        assert_eq!(obligation.handed_in.as_ref().unwrap().submission, handed_in.id);
        let next = school.record(NEXT).await;
        assert!(next.terms.is_owed_by_on(to, day("2026-11-13"), organisation));
        assert!(!next.terms.is_owed_by_on(of, day("2026-11-13"), organisation));
        // Both sign, one on paper.
        let handover = kept(&school).await.remove(0);
        let unsigned = |handover: &Handover| {
            let left = left_over(&facts, handover, true, database.hand.shows());
            left.iter().filter(|one| matches!(one, LeftOver::Unsigned { .. })).count()
        };
        assert_eq!(unsigned(&handover), 2, "nobody has signed");
        assert_eq!(refused(signs(&school, school.hoa, id, school.hoa).await.unwrap_err()), HandoverRefusal::NotASide);
        assert_eq!(signs(&school, to, id, to).await, Ok(()));
        assert_eq!(signs(&school, to, id, to).await, Ok(()), "tapped twice");
        assert_eq!(refused(signs(&school, to, id, of).await.unwrap_err()), HandoverRefusal::NotYours);
        assert_eq!(signs(&school, school.nguyet, id, of).await, Ok(()));
        assert!(matches!(refused(signs(&school, of, id, of).await.unwrap_err()), HandoverRefusal::Signed { .. }));
        let handover = kept(&school).await.remove(0);
        assert_eq!(handover.signature(of).unwrap().way, SignedWay::OnPaper);
        assert_eq!(handover.signature(to).unwrap().way, SignedWay::Here);
        assert_eq!(unsigned(&handover), 0);
        school.at("2026-11-07T08:00:00+07:00");
        let left = |is_open| left_over(&facts, &handover, is_open, database.hand.shows());
        assert!(left(true).contains(&LeftOver::Account) && !left(false).contains(&LeftOver::Account));
        // What came due before the last day, and nobody handed in, stays with whoever owed it, and is told.
        assert!(left(false).iter().any(|one| matches!(one, LeftOver::Record { title, .. } if title.contains("Lớp 4B"))));
        database.keeps(school.id, &["handovers", "handover_items", "handover_signatures"]).await;
    })
    .await;
}

#[tokio::test]
async fn a_receiver_whose_account_is_shut_or_who_may_not_takes_nothing() {
    each_engine(|database: TestDatabase| async move {
        let school = opened(&database).await;
        let (store, thao) = (school.store.clone(), school.thao);
        let shut = async move |work: &mut Work| staff::suspend(work, &store, thao).await;
        database.write(school.id, Some(school.nguyet), shut).await.unwrap();
        for (to, words) in [(school.thao, "đang tạm khóa"), (school.hoa_y_te, "không giao được"), (school.thuy, "phải khác")]
        {
            let errors = confirms(&school, school.nguyet, school.thuy, &form(&[to]), "").await.unwrap().unwrap_err();
            assert!(errors.of("to0").unwrap().contains(words), "{errors:?}");
        }
        assert_eq!(kept(&school).await, []);
        let facts = school.facts().await;
        let class = Position::Teacher(school.class_4b);
        assert_eq!(facts.organisation().positions(school.thuy, "2026-11-09".parse().unwrap()), [class], "nothing has ended");
    })
    .await;
}

#[tokio::test]
async fn a_post_that_nobody_takes_ends_and_is_told_as_not_handed_over() {
    each_engine(|database: TestDatabase| async move {
        let school = opened(&database).await;
        let form = form(&[]);
        let seen = looked_at(&school, school.thuy, &form).await;
        confirms(&school, school.nguyet, school.thuy, &form, &seen).await.unwrap().unwrap();
        let (facts, handover) = (school.facts().await, kept(&school).await.remove(0));
        let left = left_over(&facts, &handover, false, database.hand.shows());
        assert_eq!(left[0].words(), "Giáo viên lớp 4B: chưa có người nhận.");
    })
    .await;
}

/// The class of cô Thuỷ is hers until the end of May: whoever takes it over has it until then.
#[tokio::test]
async fn what_is_handed_over_ends_when_it_would_have_ended() {
    each_engine(|database: TestDatabase| async move {
        let school = opened(&database).await;
        let (store, nguyet, of, to) = (school.store.clone(), school.nguyet, school.thuy, school.thao);
        let ends = async move |work: &mut Work| {
            let held = people::held(work, of).await?;
            let end = EndForm { until: "31/05/2027".to_owned(), ..EndForm::default() };
            staff::end_position(work, &store, of, held[0].0, &end).await
        };
        assert_eq!(database.write(school.id, Some(nguyet), ends).await, Ok(Ok(())));
        let form = form(&[to]);
        let seen = looked_at(&school, of, &form).await;
        confirms(&school, nguyet, of, &form, &seen).await.unwrap().unwrap();
        let (facts, class) = (school.facts().await, Position::Teacher(school.class_4b));
        let holds = |day: &str| facts.organisation().positions(to, day.parse().unwrap()).contains(&class);
        assert!(holds("2026-11-07") && holds("2027-05-31") && !holds("2027-06-01"));
    })
    .await;
}

/// Cô Ấm is vice principal beside cô Nguyệt: she ends nothing of the principal's, and does not leave before her where the principal
/// has said when she herself goes.
#[tokio::test]
async fn no_handover_takes_the_last_of_the_leadership_away() {
    each_engine(|database: TestDatabase| async move {
        let school = opened(&database).await;
        let (am, nguyet) = (school.am, school.nguyet);
        let day = |text: &str| -> chrono::NaiveDate { text.parse().unwrap() };
        let from = day("2026-11-02");
        let add = async move |work: &mut Work| people::appoint(work, &allowed(), am, Position::VicePrincipal, from, "").await;
        database.write(school.id, None, add).await.unwrap();
        let of_nguyet = form(&[]);
        let seen = looked_at(&school, nguyet, &of_nguyet).await;
        let refused = confirms(&school, am, nguyet, &of_nguyet, &seen).await;
        assert_eq!(refused, Err(Error::Refused(Refusal::PrincipalsAccount)));
        // The principal goes at the end of the month, while there is a vice principal.
        let store = school.store.clone();
        let ends = async move |work: &mut Work| {
            let held = people::held(work, nguyet).await?;
            let end = EndForm { until: "30/11/2026".to_owned(), ..EndForm::default() };
            staff::end_position(work, &store, nguyet, held[0].0, &end).await
        };
        assert_eq!(database.write(school.id, Some(nguyet), ends).await, Ok(Ok(())));
        let of_am = form(&[]);
        let seen = looked_at(&school, am, &of_am).await;
        let refused = confirms(&school, nguyet, am, &of_am, &seen).await;
        assert_eq!(refused, Err(Error::Refused(Refusal::LastOfLeadership { from: day("2026-12-01") })));
        assert_eq!(kept(&school).await, [], "nothing of it is half done");
        let facts = school.facts().await;
        assert!(facts.organisation().positions(am, day("2026-12-01")).contains(&Position::VicePrincipal));
    })
    .await;
}
