#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{
    extensions::{Answer, AskForm, DayForm, RequestId, Wish},
    obligations::{Standing, Verdict},
    people::PersonId,
    scope::ScopeForm,
};

use super::*;
use crate::testing::{TestDatabase, each_engine, school::SmallSchool};

/// Due on Friday 6 November.
const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";
const OTHER: &str = "Giáo án tuần 10 · Lớp 4B";

fn form(until: &str) -> AskForm {
    AskForm {
        key: new_id::<domain::extensions::ExtensionRequest>().to_string(),
        wish: AskForm::TIME.to_owned(),
        until: until.to_owned(),
        reason: "con ốm".to_owned(),
    }
}

async fn frees(school: &SmallSchool, by: PersonId, id: RequestId) -> Result<(), Error> {
    let store = school.store.clone();
    let frees = async move |work: &mut Work| free(work, &store, id, "Lớp nghỉ cả tuần").await;
    school.database.write(school.id, Some(by), frees).await.map(|done| done.unwrap())
}

#[tokio::test]
async fn whoever_asks_to_be_freed_is_freed_or_given_time_and_nobody_frees_themselves() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let now = school.at("2026-11-05T20:00:00+07:00");
        let freedom = AskForm { wish: AskForm::FREEDOM.to_owned(), until: String::new(), ..form("") };
        let request = asks(&school, school.hoa, PLAN, &freedom).await.unwrap().unwrap();
        assert_eq!(asks(&school, school.hoa, PLAN, &freedom).await, Ok(Ok(request)), "the same form comes again");
        for person in [school.hoa, school.am] {
            assert_eq!(refused(frees(&school, person, request).await.unwrap_err()), ExtensionRefusal::NotYours);
        }
        frees(&school, school.nguyet, request).await.unwrap();
        let facts = school.known().await;
        let freed = school.record(PLAN).await.exemption.unwrap();
        assert_eq!((freed.by, freed.at, freed.reason.as_str()), (school.nguyet, now, "con ốm"));
        let (asked, answered) = (&facts.extension_requests[0], facts.extension_requests[0].answered.clone().unwrap());
        assert_eq!((asked.wish, answered.answer, answered.by), (Wish::Freedom, Answer::Freed, school.nguyet));
        assert_eq!(refused(frees(&school, school.nguyet, request).await.unwrap_err()), ExtensionRefusal::Answered { at: now });
        // Whoever asks for time can be freed as well, and whoever asks to be freed can be given time.
        let request = asks(&school, school.thuy, OTHER, &form("09/11/2026")).await.unwrap().unwrap();
        frees(&school, school.nguyet, request).await.unwrap();
        let freed = school.record(OTHER).await.exemption.unwrap();
        assert_eq!(freed.reason.as_str(), "Lớp nghỉ cả tuần", "whoever asked for time alone gave no reason for that");
        let next = "Giáo án tuần 11 · Lớp 4B";
        let request = asks(&school, school.thuy, next, &AskForm { key: form("").key, ..freedom.clone() }).await.unwrap().unwrap();
        grants(&school, school.nguyet, request, "16/11/2026").await.unwrap().unwrap();
        assert_eq!(school.due(next).await, "2026-11-16");
        // What became needless is put away by whoever asked.
        let last = "Giáo án tuần 12 · Lớp 4B";
        let request = asks(&school, school.thuy, last, &AskForm { key: form("").key, ..freedom }).await.unwrap().unwrap();
        school.hand_in(school.thuy, last).await.unwrap();
        let given = frees(&school, school.nguyet, request).await.unwrap_err();
        assert!(matches!(given, Error::Refused(Refusal::AlreadyHandedIn { .. })), "{given:?}");
        let store = school.store.clone();
        let puts_away = async move |work: &mut Work| withdraw(work, &store, request).await;
        school.database.write(school.id, Some(school.thuy), puts_away).await.unwrap();
        assert!(school.known().await.extension_requests.iter().all(|one| one.answered.is_some()));
    })
    .await;
}

async fn asks(school: &SmallSchool, by: PersonId, title: &str, form: &AskForm) -> Result<Result<RequestId, FormErrors>, Error> {
    let (store, form, id) = (school.store.clone(), form.clone(), school.record(title).await.id);
    school.database.write(school.id, Some(by), async move |work: &mut Work| ask(work, &store, id, &form).await).await
}

async fn grants(school: &SmallSchool, by: PersonId, id: RequestId, until: &str) -> Result<Result<(), FormErrors>, Error> {
    let (store, form) = (school.store.clone(), DayForm { until: until.to_owned() });
    school.database.write(school.id, Some(by), async move |work: &mut Work| grant(work, &store, id, &form).await).await
}

async fn takes_back(school: &SmallSchool, by: PersonId, id: ExtensionId) -> Result<(), Error> {
    let (store, reason) = (school.store.clone(), Reason::parse("Ghi nhầm").unwrap());
    school.database.write(school.id, Some(by), async move |work: &mut Work| take_back(work, &store, id, &reason).await).await
}

fn refused(error: Error) -> ExtensionRefusal {
    match error {
        Error::Refused(Refusal::Extension(refusal)) => refusal,
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_teacher_asks_and_the_principal_gives_until_another_day() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let now = school.at("2026-11-05T20:00:00+07:00");
        let before = school.known().await;
        let monday = form("09/11/2026");
        for person in [school.thuy, school.am] {
            assert_eq!(refused(asks(&school, person, PLAN, &monday).await.unwrap_err()), ExtensionRefusal::NotYoursToAsk);
        }
        let due_day = before.open_obligations().find(|one| before.title(one) == PLAN).unwrap().due_day().unwrap();
        let early = asks(&school, school.hoa, PLAN, &form("05/11/2026")).await.unwrap_err();
        assert_eq!(refused(early), ExtensionRefusal::NotLater { due: due_day });
        assert!(asks(&school, school.hoa, PLAN, &form("tháng sau")).await.unwrap().is_err());
        assert_eq!(school.known().await.revision, before.revision, "nothing was asked");
        let request = asks(&school, school.hoa, PLAN, &monday).await.unwrap().unwrap();
        assert_eq!(asks(&school, school.hoa, PLAN, &monday).await, Ok(Ok(request)), "the same form comes again");
        let again = asks(&school, school.hoa, PLAN, &form("10/11/2026")).await.unwrap_err();
        assert_eq!(refused(again), ExtensionRefusal::Waits { at: now });
        assert_eq!(school.due(PLAN).await, "2026-11-06", "nothing moves before somebody decides");
        for person in [school.hoa, school.am] {
            assert_eq!(refused(grants(&school, person, request, "09/11/2026").await.unwrap_err()), ExtensionRefusal::NotYours);
        }
        grants(&school, school.nguyet, request, "10/11/2026").await.unwrap().unwrap();
        let after = school.known().await;
        assert_eq!((school.due(PLAN).await, school.due(OTHER).await), ("2026-11-10".to_owned(), "2026-11-06".to_owned()));
        let answered = after.extension_requests[0].answered.clone().unwrap();
        let given = &after.regime.extensions[0];
        assert_eq!((answered.answer, answered.by, answered.at), (Answer::Granted(given.id), school.nguyet, now));
        let twice = grants(&school, school.nguyet, request, "10/11/2026").await.unwrap_err();
        assert_eq!(refused(twice), ExtensionRefusal::Answered { at: now });
        // What comes on Tuesday is on time by it, and the colleague's is late.
        school.at("2026-11-10T09:00:00+07:00");
        assert_eq!(school.hand_in(school.hoa, PLAN).await.unwrap().receipt.verdict, Verdict::OnTime);
        assert!(matches!(school.hand_in(school.thuy, OTHER).await.unwrap().receipt.verdict, Verdict::Late(_)));
        assert_eq!(refused(takes_back(&school, school.nguyet, given.id).await.unwrap_err()), ExtensionRefusal::Stands);
        school.known().await;
    })
    .await;
}

#[tokio::test]
async fn taken_back_in_time_all_is_as_before_and_another_school_knows_nothing_of_it() {
    each_engine(|database: TestDatabase| async move {
        let (school, other) = (SmallSchool::found(&database).await, SmallSchool::found(&database).await);
        school.at("2026-11-05T20:00:00+07:00");
        let before = school.known().await;
        let request = asks(&school, school.hoa, PLAN, &form("09/11/2026")).await.unwrap().unwrap();
        assert_eq!(grants(&other, other.nguyet, request, "09/11/2026").await, Err(Error::NotFound));
        grants(&school, school.nguyet, request, "09/11/2026").await.unwrap().unwrap();
        let given = school.known().await.regime.extensions[0].id;
        assert_eq!(takes_back(&other, other.nguyet, given).await, Err(Error::NotFound));
        takes_back(&school, school.nguyet, given).await.unwrap();
        assert_eq!(school.known().await.obligations, before.obligations);
        assert!(matches!(
            refused(takes_back(&school, school.nguyet, given).await.unwrap_err()),
            ExtensionRefusal::TakenBack { .. }
        ));
        // A second request is one of its own, and can be refused or withdrawn.
        let second = asks(&school, school.hoa, PLAN, &form("09/11/2026")).await.unwrap().unwrap();
        let (store, reason) = (school.store.clone(), Reason::parse("Đã gia hạn một lần").unwrap());
        let refuse = async move |work: &mut Work| refuse(work, &store, second, &reason).await;
        school.database.write(school.id, Some(school.nguyet), refuse).await.unwrap();
        let third = asks(&school, school.hoa, PLAN, &form("09/11/2026")).await.unwrap().unwrap();
        let withdraws = async |by: PersonId| {
            let store = school.store.clone();
            school.database.write(school.id, Some(by), async move |work: &mut Work| withdraw(work, &store, third).await).await
        };
        assert_eq!(refused(withdraws(school.thuy).await.unwrap_err()), ExtensionRefusal::NotYoursToAsk);
        withdraws(school.hoa).await.unwrap();
        assert_eq!(school.due(PLAN).await, "2026-11-06");
        assert_eq!(school.known().await.extension_requests.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn many_are_put_off_or_freed_at_once_and_what_cannot_be_is_left_alone() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T20:00:00+07:00");
        school.hand_in(school.hoa, PLAN).await.unwrap();
        let many = |deed: &str, weeks: &str| ManyForm {
            key: new_id::<Extension>().to_string(),
            scope: ScopeForm { weeks: weeks.to_owned(), ..ScopeForm::default() },
            deed: deed.to_owned(),
            until: "12/11/2026".to_owned(),
            reason: "tập huấn ở huyện".to_owned(),
            decision: "15/QĐ".to_owned(),
            ..ManyForm::default()
        };
        let sends = async |by: PersonId, form: ManyForm, seen: String| {
            let store = school.store.clone();
            let give = async move |work: &mut Work| give_to_many(work, &store, &form, &seen).await;
            school.database.write(school.id, Some(by), give).await
        };
        let looks = async |by: PersonId, form: &ManyForm| {
            let (facts, now) = (school.known().await, school.database.now());
            let plan = form.parse(&facts).unwrap();
            ManyOutlook::of(&facts, &facts.actor(by, now), &plan, now).seen().to_owned()
        };
        let does = async |by: PersonId, form: ManyForm| {
            let seen = looks(by, &form).await;
            sends(by, form, seen).await
        };
        let ten = many(ManyForm::EXTEND, "10");
        assert_eq!(refused(does(school.am, ten.clone()).await.unwrap_err()), ExtensionRefusal::NotYours);
        // Of as many records one other is left: it is looked at once more.
        let seen = looks(school.nguyet, &ten).await;
        school.exempt(school.nguyet, school.record("Kế hoạch tuần 10 · Lớp 4B").await.id, "lớp nghỉ").await.unwrap();
        for old in [seen, String::new()] {
            assert_eq!(refused(sends(school.nguyet, ten.clone(), old).await.unwrap_err()), ExtensionRefusal::LookedAtAnother);
        }
        let done = does(school.nguyet, ten.clone()).await.unwrap().unwrap();
        assert!(done.records.iter().any(|one| one.title == OTHER), "{done:?}");
        assert!(done.skipped.iter().any(|one| one.title == PLAN), "{done:?}");
        assert_eq!((school.due(PLAN).await, school.due(OTHER).await), ("2026-11-06".to_owned(), "2026-11-12".to_owned()));
        let revision = school.known().await.revision;
        does(school.nguyet, ten).await.unwrap().unwrap();
        assert_eq!(school.known().await.revision, revision, "the same form comes again");
        let freed = does(school.nguyet, many(ManyForm::EXEMPT, "11")).await.unwrap().unwrap();
        let facts = school.known().await;
        assert!(!freed.records.is_empty());
        for one in &freed.records {
            let standing = facts.standing(facts.obligation(one.obligation).unwrap(), facts_now(&school));
            assert_eq!(standing, Standing::Exempt, "{}", one.title);
        }
        let revision = facts.revision;
        let again = does(school.nguyet, many(ManyForm::EXEMPT, "11")).await.unwrap().unwrap();
        assert_eq!((again.records.len(), school.known().await.revision), (0, revision), "the same words come again");
        let other = ManyForm { reason: "lớp nghỉ".to_owned(), ..many(ManyForm::EXEMPT, "11") };
        assert_eq!(refused(does(school.nguyet, other).await.unwrap_err()), ExtensionRefusal::NothingToChange);
    })
    .await;
}

fn facts_now(school: &SmallSchool) -> domain::days::Timestamp {
    school.at("2026-11-05T20:01:00+07:00")
}

#[tokio::test]
async fn nothing_of_it_is_changed_or_removed() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T20:00:00+07:00");
        let request = asks(&school, school.hoa, PLAN, &form("09/11/2026")).await.unwrap().unwrap();
        grants(&school, school.nguyet, request, "09/11/2026").await.unwrap().unwrap();
        let given = school.known().await.regime.extensions[0].id;
        takes_back(&school, school.nguyet, given).await.unwrap();
        database
            .keeps(
                school.id,
                &["extensions", "extension_records", "extensions_taken_back", "extension_requests", "extension_answers"],
            )
            .await;
    })
    .await;
}
