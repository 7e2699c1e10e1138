#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

use domain::{
    calendar::{CalendarParts, SchoolCalendar, SpecialDay, SpecialDayKind},
    files::MEGABYTE,
    forms::{FormData, FormErrors},
    names::PersonName,
    people::{Honorific, Position, SchoolId},
    record_types::{NewType, OwedBy, Sensitivity, TypesForm},
    refusal::Refusal,
    school_years::YearForm,
    schools::SchoolForm,
    staff::{EndForm, StaffForm, StaffRow},
    tables::Table,
    units::UnitsForm,
    vietnamese,
};

use super::*;
use crate::{
    error::AfterLook,
    facts::FactStore,
    obligations as owed,
    people::{add_person as person, appoint},
    schools::found,
    staff::{self, end_position},
    testing::{
        TestDatabase, allowed, each_engine,
        school::{SmallSchool, calendar},
    },
    units,
    work::Task,
};

const UNITS: &[(&str, &str)] = &[
    ("d0", "Mẫu giáo"),
    ("k0", "teaching"),
    ("c0", "4A, 4B"),
    ("d1", "Bếp"),
    ("k1", "kitchen"),
    ("c1", ""),
    ("d2", "Văn phòng"),
    ("k2", "office"),
    ("c2", "Kế toán, Y tế"),
];

fn typed(fields: &[(&str, &str)]) -> FormData {
    FormData::new(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

/// The form of the structure that stands, with cells changed.
fn units_of(setup_state: &SetupState, change: impl FnOnce(&mut UnitsForm)) -> Result<domain::units::UnitsPlan, FormErrors> {
    let mut form = UnitsForm::of(&setup_state.organisation);
    change(&mut form);
    form.parse()
}

async fn arrange(work: &mut Work, phase: Phase, change: impl FnOnce(&mut UnitsForm)) -> Result<(), Error> {
    let plan = units_of(&setup_state(work).await?, change).unwrap();
    units::arrange(work, &allowed(), &plan, phase).await
}

/// A school with a calendar, units, the founder and two more people, and types; not open yet.
async fn nearly_open(database: &TestDatabase) -> SchoolId {
    let school = found(database, "Trường Mầm non Hoa Sen").await.unwrap();
    database
        .write(school, None, async |work: &mut Work| {
            let name = PersonName::parse("Phạm Văn Định").unwrap();
            let founder = person(work, &allowed(), &name, Honorific::Thay, None).await?;
            accounts::open(work, &allowed(), founder, "quanly", "$argon2id$", false).await?;
            appoint(work, &allowed(), founder, Position::VicePrincipal, day_of(work.now), "").await?;
            let calendar = YearForm::first(day_of(work.now));
            school_years::change(work, Phase::SettingUp, &calendar, "").await?;
            units::change(work, Phase::SettingUp, &UnitsForm::read(&typed(UNITS))).await?.unwrap();
            let setup_state = setup_state(work).await?;
            let pasted = "Nguyễn Thị Hoa\tcô\tGV\t4A, 4B\nLý Thị Sen\tcô\tTổ trưởng\tBếp";
            let form = StaffForm::of(&setup_state.organisation, &setup_state.usernames, setup_state.today);
            let form = form.with_table(Table::of_text(pasted), &setup_state.organisation, setup_state.today);
            staff::arrange(work, &form).await?.unwrap();
            record_types::choose(work, Phase::SettingUp, &TypesForm::first(), "").await?;
            Ok(())
        })
        .await
        .unwrap();
    school
}

async fn open(database: &TestDatabase, school: SchoolId) {
    database
        .write(school, None, async |work: &mut Work| {
            let counts_from = domain::vietnamese::date(day_of(work.now));
            let opening = OpeningForm { practice: "10".to_owned(), counts_from, ..OpeningForm::default() };
            let people = prepare_opening(work, &opening).await?.unwrap();
            assert_eq!(people.len(), 2, "the founder chose a password");
            let passwords: Vec<_> = people.into_iter().map(|one| (one.person, "$argon2id$handed-out".to_owned())).collect();
            open_school(work, &opening, &passwords).await?.unwrap();
            Ok(())
        })
        .await
        .unwrap();
}

async fn founder(database: &TestDatabase, school: SchoolId) -> PersonId {
    database.read(school, None, setup_state).await.unwrap().installer.unwrap()
}

/// What it was that a piece of work was refused for.
fn refused_field(done: Result<(), Error>) -> String {
    match done {
        Err(Error::Refused(Refusal::Field { field, .. })) => field,
        other => panic!("{other:?}"),
    }
}

/// Tells a story in one piece of work, in the founder's name: in a school that is nearly open, or one that has just opened.
async fn story<F>(phase: Phase, told: F)
where
    F: AsyncFnOnce(&mut Work) -> Result<(), Error> + for<'w> Task<'w, ()> + Clone + 'static,
{
    each_engine(|database| {
        let told = told.clone();
        async move {
            let school = nearly_open(&database).await;
            if phase.is_open() {
                open(&database, school).await;
            }
            let founder = founder(&database, school).await;
            database.write(school, Some(founder), told).await.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn a_school_grows_step_by_step_and_opens() {
    each_engine(|database| async move {
        let school = nearly_open(&database).await;
        let stage_before = database.read(school, None, setup_state).await.unwrap();
        assert_eq!(stage_before.organisation.people.len(), 3);
        assert!(!stage_before.setup.finished && stage_before.installer.is_some() && stage_before.saved_at.is_some());
        open(&database, school).await;
        database
            .read(school, None, async |work: &mut Work| {
                let now = setup_state(work).await?;
                assert!(now.setup.finished && now.year.as_ref().unwrap().practice_week == Some(10));
                let year = now.year.as_ref().unwrap().id;
                let all = owed::all(work, year).await?;
                assert!(all.iter().any(|one| one.terms.practice) && all.iter().any(|one| one.terms.due.is_some()));
                assert!(accounts::all(work).await?.iter().all(Account::has_password));
                Ok(())
            })
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_is_saved_twice_changes_once() {
    story(Phase::SettingUp, async |work: &mut Work| {
        let before = setup_state(work).await?;
        arrange(work, Phase::SettingUp, |_| {}).await?;
        let form = StaffForm::of(&before.organisation, &before.usernames, before.today);
        staff::arrange(work, &form).await?.unwrap();
        let form = TypesForm::of(&before.types, before.rules[0].hours);
        record_types::apply(work, &allowed(), &form.parse(&before.organisation).unwrap(), Phase::SettingUp).await?;
        let after = setup_state(work).await?;
        assert_eq!(after.organisation, before.organisation);
        assert_eq!((after.types, after.rules, after.usernames), (before.types, before.rules, before.usernames));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn units_and_people_may_swap_their_names() {
    story(Phase::SettingUp, async |work: &mut Work| {
        let before = setup_state(work).await?;
        arrange(work, Phase::SettingUp, |form| {
            form.rows[0].name = "Văn phòng".to_owned();
            form.rows[2].name = "Mẫu giáo".to_owned();
        })
        .await?;
        let mut form = StaffForm::of(&before.organisation, &before.usernames, before.today);
        let (one, other) = (form.rows[1].username.clone(), form.rows[2].username.clone());
        (form.rows[1].username, form.rows[2].username) = (other.clone(), one.clone());
        form.rows[2].place = "Bếp".to_owned();
        staff::arrange(work, &form).await?.unwrap();
        let after = setup_state(work).await?;
        let names: Vec<&str> = after.organisation.departments.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["Văn phòng", "Bếp", "Mẫu giáo"]);
        assert_eq!(after.organisation.departments[0].id, before.organisation.departments[0].id);
        let id = form.rows[1].id.parse().unwrap();
        assert_eq!(after.usernames.get(&id), Some(&other));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_somebody_holds_does_not_go() {
    each_engine(|database| async move {
        let school = nearly_open(&database).await;
        let refused = database
            .write(school, None, async |work: &mut Work| {
                arrange(work, Phase::SettingUp, |form| form.rows[0].units = "4A".to_owned()).await
            })
            .await;
        assert_eq!(refused_field(refused), "Lớp 4B");
        // The accountant's section is nobody's, and before the opening its record type goes with it.
        database
            .write(school, None, async |work: &mut Work| {
                arrange(work, Phase::SettingUp, |form| form.rows[2].units = "Y tế".to_owned()).await?;
                assert!(setup_state(work).await?.types.iter().all(|one| one.code != "ke-toan"));
                Ok(())
            })
            .await
            .unwrap();
        open(&database, school).await;
        let refused = database
            .write(school, None, async |work: &mut Work| {
                arrange(work, Phase::Open, |form| form.rows[2].units = String::new()).await
            })
            .await;
        assert_eq!(refused_field(refused), "Bộ phận Y tế");
    })
    .await;
}

#[tokio::test]
async fn a_class_ends_with_its_past_and_can_come_back() {
    each_engine(|database| async move {
        let school = nearly_open(&database).await;
        open(&database, school).await;
        let before = database.read(school, None, setup_state).await.unwrap();
        let named = |name: &str| before.organisation.people.iter().find(|one| one.name.as_str() == name).unwrap().id;
        let class = before.organisation.classes.iter().find(|one| one.name == "4A").unwrap().id;
        let (vice, hoa) = (named("Phạm Văn Định"), named("Nguyễn Thị Hoa"));
        let end = async move |work: &mut Work| {
            let today = EndForm { until: vietnamese::date(day_of(work.now)), ..EndForm::default() };
            for (position, _) in people::held(work, hoa).await? {
                assert_eq!(end_position(work, &FactStore::default(), hoa, position, &today).await?, Ok(()));
            }
            Ok(())
        };
        database.write(school, Some(vice), end).await.unwrap();
        let close = async move |work: &mut Work| {
            arrange(work, Phase::Open, |form| form.rows[0].units = "4B".to_owned()).await?;
            let after = setup_state(work).await?;
            assert_eq!(after.organisation.class(class).unwrap().until, Some(after.today), "closed, not gone");
            assert_eq!(UnitsForm::of(&after.organisation).rows[0].units, "4B");
            follow_up::bring_up_to_date(work, "tổ và lớp được sửa").await?;
            // Saved once more, it is not closed a second time; its name brings it back.
            arrange(work, Phase::Open, |_| ()).await?;
            arrange(work, Phase::Open, |form| form.rows[0].units = "4A, 4B".to_owned()).await?;
            let back = setup_state(work).await?;
            assert_eq!((back.organisation.class(class).unwrap().until, back.organisation.classes.len()), (None, 2));
            Ok(())
        };
        database.write(school, None, close).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn who_is_not_planned_goes_but_for_the_one_who_plans() {
    each_engine(|database| async move {
        let school = nearly_open(&database).await;
        let refused = database
            .write(school, None, async |work: &mut Work| {
                let setup_state = setup_state(work).await?;
                let mut form = StaffForm::of(&setup_state.organisation, &setup_state.usernames, setup_state.today);
                form.rows.remove(0);
                staff::make(work, &allowed(), &form.parse(&setup_state.organisation).unwrap()).await
            })
            .await;
        assert_eq!(refused_field(refused), "Phạm Văn Định");
        database
            .write(school, None, async |work: &mut Work| {
                let before = setup_state(work).await?;
                let mut form = StaffForm::of(&before.organisation, &before.usernames, before.today);
                form.rows.truncate(1);
                staff::arrange(work, &form).await?.unwrap();
                assert_eq!(setup_state(work).await?.organisation.people.len(), 1);
                // Nobody holds the class any more.
                arrange(work, Phase::SettingUp, |form| form.rows[0].units = "4A".to_owned()).await
            })
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test]
async fn an_open_school_changes_its_rules_and_keeps_the_old_ones() {
    story(Phase::Open, async |work: &mut Work| {
        let before = setup_state(work).await?;
        let mut form = TypesForm::of(&before.types, before.rules[0].hours);
        // Hours of an open school are a version of its rules, with a day of its own.
        form.shown = "16:00".to_owned();
        form.types[4].used = false;
        record_types::apply(work, &allowed(), &form.parse(&before.organisation).unwrap(), Phase::Open).await?;
        let calendar = before.year.as_ref().unwrap().calendar.clone();
        let mut form = YearForm::of(&calendar);
        form.school_year = "2026-2027 (sửa)".to_owned();
        let seen = school_years::seen_of(work, &form).await?;
        assert_eq!(school_years::change(work, Phase::Open, &form, &seen).await?, AfterLook::Made);
        let after = setup_state(work).await?;
        assert_eq!(after.rules, before.rules);
        assert!(after.types[4].retired);
        let (old, new) = (before.year.unwrap(), after.year.unwrap());
        assert_eq!((old.id, old.counts_from, old.practice_week), (new.id, new.counts_from, new.practice_week));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn one_more_person() {
    story(Phase::Open, async |work: &mut Work| {
        let setup_state = setup_state(work).await?;
        let form =
            StaffForm::default().with_table(Table::of_text("Mai Thị Lý\tcô\tY tế"), &setup_state.organisation, setup_state.today);
        let (store, by) = (FactStore::default(), work.actor.unwrap());
        let prepared = staff::prepare_adding(work, &store, by, StaffRow { username: "sai tên".to_owned(), ..form.rows[0].clone() });
        assert!(prepared.await?.is_err_and(|(row, errors)| row.username == "sai tên" && errors.of("u0").is_some()));
        staff::prepare_adding(work, &store, by, form.rows[0].clone()).await?.unwrap();
        let plan = staff::add(work, &store, form.rows[0].clone(), "$argon2id$").await?.unwrap();
        assert!(accounts::by_username(work, &plan.username).await?.unwrap().initial());
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_next_year_stands_beside_this_one_and_takes_over_by_itself() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T16:00:00+07:00");
        school.hand_in(school.hoa, "Giáo án tuần 10 · Lớp 4A").await.unwrap();
        let before = school.facts().await;

        // Another year's calendar in this year's place would make week 10 of this year week 10 of the next.
        let next = || SchoolCalendar::new(CalendarParts::starting("2027-2028", "2027-09-06".parse().unwrap())).unwrap();
        let over = database.write(school.id, Some(school.nguyet), async move |work: &mut Work| {
            school_years::change(work, Phase::Open, &YearForm::of(&next()), "").await
        });
        assert!(matches!(over.await, Ok(AfterLook::Wrong(ref errors)) if errors.of("first_week").is_some()));

        let beside = async move |work: &mut Work| school_years::change_next(work, &YearForm::of(&next()), "").await;
        assert_eq!(database.write(school.id, Some(school.nguyet), beside).await.unwrap(), AfterLook::Made);
        let now = school.facts().await;
        assert_eq!(now.calendar().school_year(), "2026-2027");
        assert_eq!(now.obligations, before.obligations, "nothing of this year has changed");

        // A slip in its name is mended in its place.
        let renamed = async move |work: &mut Work| {
            let parts = CalendarParts { school_year: "2027-28".to_owned(), ..next().parts().clone() };
            school_years::change_next(work, &YearForm::of(&SchoolCalendar::new(parts).unwrap()), "").await
        };
        assert_eq!(database.write(school.id, Some(school.nguyet), renamed).await.unwrap(), AfterLook::Made);
        let rows = database.read(school.id, None, async |work: &mut Work| {
            work.tx
                .all::<(String,)>(sql("SELECT name FROM school_years WHERE school_id = $1 ORDER BY first_week").bind(work.school))
                .await
        });
        assert_eq!(rows.await.unwrap(), [("2026-2027".to_owned(),), ("2027-28".to_owned(),)]);

        // Without an event, on the day itself.
        school.at("2027-08-08T23:59:59+07:00");
        assert_eq!(school.facts().await.calendar().school_year(), "2026-2027");
        school.at("2027-08-09T00:00:00+07:00");
        let now = school.facts().await;
        assert_eq!(now.calendar().school_year(), "2027-28");
        assert!(now.open_obligations().count() > 100 && now.open_obligations().all(|one| one.handed_in.is_none()));
    })
    .await;
}

#[tokio::test]
async fn a_year_that_is_entered_late_begins_to_count_on_that_day() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let now = school.at("2027-10-05T08:00:00+07:00");
        let late = async |work: &mut Work| {
            let next = SchoolCalendar::new(CalendarParts::starting("2027-2028", "2027-09-06".parse().unwrap())).unwrap();
            school_years::change_next(work, &YearForm::of(&next), "").await
        };
        assert_eq!(database.write(school.id, Some(school.nguyet), late).await.unwrap(), AfterLook::Made);
        let facts = school.facts().await;
        assert_eq!(facts.calendar().school_year(), "2027-2028");
        let standing = |one| facts.standing(one, now);
        assert!(facts.open_obligations().all(|one| !matches!(standing(one), domain::obligations::Standing::Overdue(_))));

        // Two years of one name are refused in words.
        let same = async |work: &mut Work| {
            let name = SchoolCalendar::new(CalendarParts::starting("2026-2027", "2027-09-13".parse().unwrap())).unwrap();
            let seen = school_years::seen_of(work, &YearForm::of(&name)).await?;
            school_years::change(work, Phase::Open, &YearForm::of(&name), &seen).await
        };
        let refused = database.write(school.id, Some(school.nguyet), same).await;
        assert_eq!(refused_field(refused.map(drop)), "Năm học");
    })
    .await;
}

#[tokio::test]
async fn the_log_says_which_days_were_changed() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let friday = "2026-11-06".parse().unwrap();
        let storm = SpecialDay { from: friday, to: friday, kind: SpecialDayKind::Closure, name: "Bão số 13".to_owned() };
        let parts = CalendarParts { special_days: vec![storm], ..calendar() };
        school.change_calendar(parts, "Nghỉ bão").await;
        school.change_calendar(calendar(), "Gỡ nghỉ bão").await;
        let told = database.read(school.id, None, async |work: &mut Work| {
            let kept = sql("SELECT detail FROM events WHERE school_id = $1 AND kind = 'calendar.kept' ORDER BY seq");
            work.tx.all::<(String,)>(kept.bind(work.school)).await
        });
        let told = told.await.unwrap();
        assert!(told[1].0.contains("+ 2026-11-06 closure Bão số 13"), "{told:?}");
        assert!(told[2].0.contains("- 2026-11-06 closure Bão số 13"), "{told:?}");
    })
    .await;
}

#[tokio::test]
async fn only_the_leadership_settles_what_the_school_is() {
    each_engine(|database| async move {
        let school = nearly_open(&database).await;
        open(&database, school).await;
        let before = database.read(school, None, setup_state).await.unwrap();
        let by = |name: &str| before.organisation.people.iter().find(|one| one.name.as_str() == name).map(|one| one.id);
        let (vice, teacher) = (by("Phạm Văn Định"), by("Nguyễn Thị Hoa"));
        assert!(vice.is_some() && teacher.is_some());
        let settle = |actor, name: &'static str| {
            let form = SchoolForm { name: name.to_owned(), limit: "5".to_owned(), address: None, contacts: None, own_lock: true };
            database.write(school, actor, async move |work: &mut Work| schools::change(work, Phase::Open, &form).await)
        };
        for actor in [teacher, None] {
            assert_eq!(settle(actor, "Trường khác").await, Err(Error::Refused(Refusal::SettingsNotYours)));
        }
        settle(vice, "Trường Mầm non Sen Hồng").await.unwrap().unwrap();
        let after = database.read(school, None, setup_state).await.unwrap();
        assert_eq!((after.school.name.as_str(), after.setup.file_limit), ("Trường Mầm non Sen Hồng", 5 * MEGABYTE));
        assert!(!before.setup.own_lock && after.setup.own_lock);
        // Saved again as it is, nothing is written.
        let revision = database.read(school, None, async |work: &mut Work| work.revision().await).await.unwrap();
        settle(vice, "Trường Mầm non Sen Hồng").await.unwrap().unwrap();
        assert_eq!(database.read(school, None, async |work: &mut Work| work.revision().await).await.unwrap(), revision);
    })
    .await;
}

#[tokio::test]
async fn a_school_keeps_types_of_its_own_and_calls_the_others_as_it_likes() {
    story(Phase::Open, async |work: &mut Work| {
        let before = setup_state(work).await?;
        let section = before.organisation.sections.iter().find(|one| one.name == "Y tế").unwrap().id;
        let mut form = TypesForm::of(&before.types, before.rules[0].hours);
        form.types[3].name = "Kế hoạch bài dạy".to_owned();
        form.new = NewType {
            name: "Sổ lưu mẫu hằng tuần".to_owned(),
            owner: format!("bo-phan-{section}"),
            recurrence: "week".to_owned(),
            due: "friday_before".to_owned(),
            readers: "child".to_owned(),
            begins: "used".to_owned(),
            pressed: true,
        };
        record_types::apply(work, &allowed(), &form.parse(&before.organisation).unwrap(), Phase::Open).await?;
        follow_up::bring_up_to_date(work, "loại hồ sơ và hạn được sửa").await?;

        let after = setup_state(work).await?;
        let own = after.types.last().unwrap().clone();
        assert_eq!((own.code.as_str(), own.short.as_str(), own.sort_order), ("rieng-so-luu-mau-hang-tuan", "Sổ lưu mẫu", 15));
        assert_eq!((own.owed_by, own.sensitivity), (OwedBy::Section(section), Sensitivity::Child));
        assert_eq!((after.types[3].code.as_str(), after.types[3].short.as_str()), ("giao-an", "Kế hoạch bài dạy"));
        assert!(after.types[3].clause(after.types[3].due).is_some());
        let year = after.year.as_ref().unwrap().id;
        let owed = |all: &domain::obligations::Obligations| {
            all.iter().filter(|one| one.terms.record_type == own.id && one.closing.is_none()).count()
        };
        let all = owed::all(work, year).await?;
        assert!(owed(&all) > 20, "one a week from now on: {}", owed(&all));

        // Out of use again: retired, and nobody owes it.
        let mut form = TypesForm::of(&after.types, after.rules[0].hours);
        form.own[0].used = false;
        record_types::apply(work, &allowed(), &form.parse(&after.organisation).unwrap(), Phase::Open).await?;
        follow_up::bring_up_to_date(work, "loại hồ sơ và hạn được sửa").await?;
        let all = owed::all(work, year).await?;
        assert_eq!(owed(&all), 0);
        assert!(setup_state(work).await?.types.last().unwrap().retired);
        Ok(())
    })
    .await;
}
