#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{
    deadlines::DueRule,
    forms::FormErrors,
    obligations::Verdict,
    people::PersonId,
    record_types::{ApprovalRoute, RulesState, TypeUse, rules_told},
    refusal::Refusal,
    reviews::route_at,
};

use super::*;
use crate::{
    record_types::versions,
    testing::{TestDatabase, each_engine, school::SmallSchool},
};

/// Due on Friday 6 November.
const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";
const NEXT: &str = "Giáo án tuần 11 · Lớp 4A";

fn form(from: &str, hour: &str) -> RulesForm {
    RulesForm {
        from: from.to_owned(),
        shown: hour.to_owned(),
        until: hour.to_owned(),
        decision: "25/QĐ-MNHS".to_owned(),
        types: Vec::new(),
    }
}

/// `seen`: what was looked at; nothing, where the form could be no version.
async fn adds_seen(school: &SmallSchool, by: PersonId, form: &RulesForm, seen: &str) -> Result<AfterLook, Error> {
    let (store, form, seen) = (school.store.clone(), form.clone(), seen.to_owned());
    school.database.write(school.id, Some(by), async move |work: &mut Work| add_version(work, &store, &form, &seen).await).await
}

async fn looks(school: &SmallSchool, form: &RulesForm) -> String {
    let read = async |work: &mut Work| Ok((facts::load_next(work).await?, work.now));
    let (facts, (next, now)) = (school.facts().await, school.database.read(school.id, None, read).await.unwrap());
    let plan = form.parse(&facts, now);
    plan.map_or_else(|_| String::new(), |plan| plan.outlook(&facts, next.as_ref(), now).unwrap().seen().to_owned())
}

async fn adds(school: &SmallSchool, by: PersonId, form: &RulesForm) -> Result<AfterLook, Error> {
    let seen = looks(school, form).await;
    adds_seen(school, by, form, &seen).await
}

fn wrong(done: AfterLook) -> FormErrors {
    match done {
        AfterLook::Wrong(errors) => errors,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_new_version_holds_for_what_comes_and_what_was_judged_stays_judged() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-06T18:30:00+07:00");
        let receipt = school.hand_in(school.hoa, PLAN).await.unwrap().receipt;
        assert_eq!(receipt.verdict, Verdict::OnTime);
        let now = school.at("2026-11-07T08:00:00+07:00");
        let before = school.facts().await;
        let new = form("10/11/2026", "17:00");
        let effect = new.parse(&before, now).unwrap().effect(&before, now).unwrap();
        assert_eq!(school.facts().await.revision, before.revision, "a look changes nothing");
        assert!(matches!(adds(&school, school.hoa, &new).await, Err(Error::Refused(Refusal::SettingsNotYours))));
        let seen = looks(&school, &new).await;
        // What was looked at is asked in the transaction: in between, a plan was exempt that would have followed the new hours.
        let exempted = school.record(NEXT).await.id;
        school.exempt(school.nguyet, exempted, "Cô ốm").await.unwrap();
        assert_eq!(adds_seen(&school, school.nguyet, &new, &seen).await.unwrap(), AfterLook::Unseen);
        assert_eq!(school.facts().await.regime.rules.len(), 1);
        school.end_exemption(school.nguyet, exempted, "Cô khỏe lại").await.unwrap();
        assert_eq!(adds_seen(&school, school.nguyet, &new, &seen).await.unwrap(), AfterLook::Made);
        // The second click of the same form adds nothing.
        assert_eq!(adds_seen(&school, school.nguyet, &new, &seen).await.unwrap(), AfterLook::Made);
        assert_eq!(school.facts().await.regime.rules.len(), 2);
        let after = school.facts().await;
        let fresh = async |work: &mut Work| crate::facts::load_now(work).await;
        assert_eq!(*after, school.database.read(school.id, None, fresh).await.unwrap());
        let hours = |facts: &domain::facts::Facts, id| facts.hours(facts.obligation(id).unwrap().terms.rules);
        let touched = before.open_obligations().filter(|one| one.due_day().is_some());
        let touched = touched.filter(|one| hours(&before, one.id) != hours(&after, one.id)).count();
        assert_eq!((effect.hours.len(), effect.hours[0].count), (1, touched), "what was looked at is what happened");
        let (plan, next) = (school.record(PLAN).await, school.record(NEXT).await);
        assert_eq!(plan.handed_in.as_ref().unwrap().judged.verdict, Verdict::OnTime);
        assert_eq!(after.rules(plan.terms.rules).unwrap().number, 1, "it stays under the version of its judgement");
        assert_eq!(after.rules(next.terms.rules).unwrap().number, 2, "week 11 begins after the tenth");
        assert_eq!(after.why(&next).unwrap().rule, "Quy định bản 2, áp dụng từ 10/11/2026, theo Quyết định số 25/QĐ-MNHS");

        // What comes again, earlier or as it is, is refused in words and changes nothing.
        let again = wrong(adds(&school, school.nguyet, &new).await.unwrap());
        assert!(again.of("hour").unwrap().contains("giống hệt bản 2"), "{again:?}");
        let past = wrong(adds(&school, school.nguyet, &form("06/11/2026", "16:00")).await.unwrap());
        assert!(past.of("from").unwrap().contains("giữ nguyên quy định cũ"), "{past:?}");
        assert_eq!(school.facts().await.revision, after.revision);

        let kept = school.database.read(school.id, None, async |work: &mut Work| versions(work).await).await.unwrap();
        let told = rules_told(&kept, &after.regime, &after.corrections, now);
        assert_eq!(told.iter().map(|one| one.number).collect::<Vec<_>>(), [2, 1]);
        assert_eq!((told[0].state, told[1].state), (RulesState::Coming, RulesState::InForce));
        assert_eq!(
            (told[0].decision.as_str(), told[0].signed.clone()),
            ("25/QĐ-MNHS", Some(("Nguyễn Thị Minh Nguyệt".to_owned(), now)))
        );
    })
    .await;
}

#[tokio::test]
async fn a_type_falls_due_by_the_rule_of_the_version_of_its_record() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let now = school.at("2026-11-05T08:00:00+07:00");
        let facts = school.facts().await;
        let plans = facts.regime.record_types.iter().find(|one| one.code == "giao-an").unwrap().clone();
        let mut form = RulesForm { from: "16/11/2026".to_owned(), ..RulesForm::preset(&facts, now) };
        let row = form.types.iter_mut().find(|row| row.record_type.id == plans.id).unwrap();
        row.due = DueRule::LastWorkingDayOfWeek(None).to_string();
        assert_eq!(adds(&school, school.nguyet, &form).await.unwrap(), AfterLook::Made);
        let after = school.facts().await;
        let fresh = async |work: &mut Work| crate::facts::load_now(work).await;
        assert_eq!(*after, school.database.read(school.id, None, fresh).await.unwrap());
        let second = after.regime.rules.last().unwrap();
        assert_eq!(second.due, [(plans.id, DueRule::LastWorkingDayOfWeek(None))].into());
        assert_eq!(after.record_type(plans.id).unwrap().due, plans.due, "with that rule it began");
        let day = async |title: &str| school.record(title).await.due_day().unwrap().to_string();
        assert_eq!(day("Giáo án tuần 10 · Lớp 4A").await, "2026-11-06");
        let next = school.record("Giáo án tuần 12 · Lớp 4A").await;
        let week = after.calendar().week(12).unwrap();
        assert_eq!((next.due_day(), next.terms.rules), (Some(week.last_day), second.id));

        // Another one from the same day takes all of it back.
        let mut back = RulesForm { from: "16/11/2026".to_owned(), ..RulesForm::preset(&after, now) };
        let row = back.types.iter_mut().find(|row| row.record_type.id == plans.id).unwrap();
        assert_eq!(row.due, DueRule::LastWorkingDayOfWeek(None).to_string(), "the form begins with the last version");
        row.due = plans.due.to_string();
        assert_eq!(adds(&school, school.nguyet, &back).await.unwrap(), AfterLook::Made);
        assert_eq!(school.record("Giáo án tuần 12 · Lớp 4A").await.due_day(), before_day(&facts, "Giáo án tuần 12 · Lớp 4A"));
        let kept = school.database.read(school.id, None, async |work: &mut Work| versions(work).await).await.unwrap();
        let told = rules_told(&kept, &school.facts().await.regime, &Default::default(), now);
        assert_eq!((told[0].number, told[0].state, told[1].state), (3, RulesState::Coming, RulesState::Replaced));
        assert_eq!(told[0].changes, ["Như bản trước, không đổi gì."], "the second one has never held");
        assert!(told[1].changes[0].starts_with("Hạn của "), "{:?}", told[1].changes);
        school.database.keeps(school.id, &["rule_dues"]).await;
    })
    .await;
}

fn before_day(facts: &domain::facts::Facts, title: &str) -> Option<chrono::NaiveDate> {
    facts.open_obligations().find(|one| facts.title(one) == title).unwrap().due_day()
}

#[tokio::test]
async fn a_type_goes_another_way_from_the_day_of_the_version_on_and_what_came_before_keeps_its_own() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let now = school.at("2026-11-05T08:00:00+07:00");
        let facts = school.facts().await;
        let plans = facts.regime.record_types.iter().find(|one| one.code == "giao-an").unwrap().clone();
        let mut form = RulesForm { from: "09/11/2026".to_owned(), decision: "25/QĐ".to_owned(), ..RulesForm::preset(&facts, now) };
        let row = form.types.iter_mut().find(|row| row.record_type.id == plans.id).unwrap();
        row.route = ApprovalRoute::DepartmentThenLeadership.code().to_owned();
        assert_eq!(adds(&school, school.nguyet, &form).await.unwrap(), AfterLook::Made);
        // The second click adds nothing.
        let again = adds_seen(&school, school.nguyet, &form, "seen").await.unwrap();
        assert_eq!((again, school.facts().await.regime.rules.len()), (AfterLook::Made, 2));
        school.hand_in(school.hoa, PLAN).await.unwrap();
        school.at("2026-11-09T08:00:00+07:00");
        school.hand_in(school.hoa, NEXT).await.unwrap();
        let after = school.facts().await;
        let fresh = async |work: &mut Work| crate::facts::load_now(work).await;
        assert_eq!(*after, school.database.read(school.id, None, fresh).await.unwrap());
        let way = async |title: &str| {
            let one = school.record(title).await;
            route_at(&after, &one, one.handed_in.as_ref().map(|handed_in| handed_in.last_at))
        };
        assert_eq!((way(PLAN).await, way(NEXT).await), (plans.approval_route, ApprovalRoute::DepartmentThenLeadership));
        let second = after.regime.rules.last().unwrap().id;
        let brought: Vec<_> = after.regime.review_settings.brought_by(second).collect();
        assert_eq!(brought, [(plans.id, ApprovalRoute::DepartmentThenLeadership)]);
        school.database.keeps(school.id, &["review_settings"]).await;
    })
    .await;
}

#[tokio::test]
async fn a_type_ends_and_begins_again_by_versions_alone_once_one_has_said_so() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let now = school.at("2026-11-05T08:00:00+07:00");
        let form = async |from: &str, in_use: TypeUse| {
            let facts = school.facts().await;
            let mut form = RulesForm { from: from.to_owned(), ..RulesForm::preset(&facts, now) };
            let row = form.types.iter_mut().find(|row| row.record_type.code == "giao-an").unwrap();
            row.in_use = in_use.code().to_owned();
            form
        };
        let ends = form("16/11/2026", TypeUse::Ended).await;
        assert_eq!(adds(&school, school.nguyet, &ends).await.unwrap(), AfterLook::Made);
        let titles = async || {
            let facts = school.facts().await;
            facts.open_obligations().map(|one| facts.title(one)).collect::<Vec<_>>()
        };
        let owed = titles().await;
        assert!(owed.iter().any(|one| one == PLAN) && owed.iter().all(|one| one != "Giáo án tuần 12 · Lớp 4A"), "{owed:?}");
        let begins = form("23/11/2026", TypeUse::Used).await;
        assert_eq!(adds(&school, school.nguyet, &begins).await.unwrap(), AfterLook::Made);
        let owed = titles().await;
        assert!(owed.iter().all(|one| one != "Giáo án tuần 11 · Lớp 4A"), "the week in between is owed by nobody: {owed:?}");
        assert!(owed.iter().any(|one| one == "Giáo án tuần 12 · Lớp 4A"), "it begins on that Monday: {owed:?}");
        school.database.keeps(school.id, &["rule_uses"]).await;
    })
    .await;
}
