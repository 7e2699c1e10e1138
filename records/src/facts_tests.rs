#![allow(clippy::unwrap_used, clippy::expect_used)]
use std::collections::HashSet;

use chrono::{Days, TimeDelta};
use domain::{
    calendar::{CalendarParts, SchoolCalendar},
    comments::{About, NewComment, Settled},
    deadlines::DueRule,
    decisions::Outcome,
    doubtful_times::ClockAnswer,
    inspection::{InspectedFile, Inspection},
    locks::{AuthorityForm, LockForm},
    names::PersonName,
    obligations::{Obligation, Reason},
    people::{Honorific, PersonId, Position, SectionKind},
    record_types::{ApprovalRoute, OwedBy, RecordType, Step},
    review_settings::{DeputysOwn, OwnWork, ReviewSetting},
    reviews::{CheckTick, DecisionRequest},
    scope::ScopeForm,
    setup::OpeningForm,
    staff::{AppointmentForm, EndForm},
    units::UnitRow,
    vietnamese,
};
use uuid::Uuid;

use super::*;
use crate::{
    accounts, comments,
    database::Database,
    drafts,
    events::EventKind,
    exemptions, follow_up, inspections, locks, new_id, review_settings, reviews, schedule, schools, setup,
    signing::{SchoolKey, SigningCredentials},
    spot_checks, staff,
    submissions::{self, HandIn},
    testing::{
        TestDatabase, allowed, each_engine,
        school::{self, SmallSchool, first_week, paper, weekly},
    },
    units, withdrawals,
};

#[path = "facts_tests/archiving.rs"]
mod archiving;
#[path = "facts_tests/checking.rs"]
mod checking;
#[path = "facts_tests/tasking.rs"]
mod tasking;
#[path = "facts_tests/accounts.rs"]
mod second_factors;
#[path = "facts_tests/closing.rs"]
mod closing;
#[path = "facts_tests/explaining.rs"]
mod explaining;
#[path = "facts_tests/extending.rs"]
mod extending;
#[path = "facts_tests/handing_over.rs"]
mod handing_over;
#[path = "facts_tests/keeping.rs"]
mod keeping;
#[path = "facts_tests/mandating.rs"]
mod mandating;
#[path = "facts_tests/looking.rs"]
mod looking;
#[path = "facts_tests/minutes.rs"]
mod minutes;
#[path = "facts_tests/moving_over.rs"]
mod moving_over;
#[path = "facts_tests/requesting.rs"]
mod requesting;
#[path = "facts_tests/ruling.rs"]
mod ruling;
#[path = "facts_tests/staffing.rs"]
mod staffing;
#[path = "facts_tests/updating.rs"]
mod updating;

async fn loaded(database: &Database, school: SchoolId) -> Facts {
    database.read(school, None, async |work: &mut Work| load_now(work).await).await.unwrap()
}

/// What a server that has followed every event knows is what one knows that starts now.
async fn assert_same(school: &SmallSchool, after: &str) {
    let (followed, fresh) = (school.facts().await, loaded(&school.database, school.id).await);
    assert_eq!(*followed, fresh, "after {after}");
}

#[tokio::test]
async fn what_was_followed_event_by_event_is_what_is_loaded() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        assert_same(&school, "the set-up").await;
        school.hand_in(school.hoa, "Giáo án tuần 10 · Lớp 4A").await.unwrap();
        assert_same(&school, "a hand-in").await;
        school.hand_in(school.thao, "Giáo án tuần 10 · Lớp 4A").await.unwrap();
        school.hand_in(school.thuy, "Kế hoạch tuần 10 · Lớp 4B").await.unwrap();
        let hoa = school.hoa;
        let exempt = school.record("Giáo án tuần 11 · Lớp 4B").await.id;
        school.exempt(school.nguyet, exempt, "Lớp nghỉ vì thủy đậu").await.unwrap();
        database
            .write(school.id, Some(school.nguyet), async move |work: &mut Work| {
                school::sign_in(work, hoa, b"an id").await?;
                accounts::set_password(work, &allowed(), hoa, "$argon2id$2", false, None).await
            })
            .await
            .unwrap();
        assert_same(&school, "hand-ins, an exemption and a session").await;
        assert!(school.record("Giáo án tuần 11 · Lớp 4B").await.exemption.is_some());
        school.end_exemption(school.nguyet, exempt, "Lớp đi học lại").await.unwrap();
        assert_same(&school, "an exemption that was taken back").await;
        assert!(school.record("Giáo án tuần 11 · Lớp 4B").await.exemption.is_none());
        database.write(school.id, None, async |work: &mut Work| staffing::add_person(work).await.map(drop)).await.unwrap();
        assert_same(&school, "a new person").await;
        // More than anybody follows: 201 events of sessions.
        database
            .write(school.id, None, async move |work: &mut Work| {
                for number in 0..=MAX_EVENTS {
                    school::sign_in(work, hoa, &number.to_be_bytes()).await?;
                }
                Ok(())
            })
            .await
            .unwrap();
        assert_same(&school, "two hundred and one sessions").await;
    })
    .await;
}

/// Whoever works enters themselves as teacher of a class, from today on.
async fn enter(work: &mut Work, person: PersonId, class: &str) -> Result<(), Error> {
    let (post, place, from) = ("teacher".to_owned(), class.to_owned(), vietnamese::date(day_of(work.now)));
    let form = AppointmentForm { post, place, from, reason: String::new() };
    staff::add_positions(work, &FactStore::default(), person, &form).await.map(Result::unwrap)
}

/// The record that the leadership signs.
async fn to_sign(work: &mut Work) -> Result<Obligation, Error> {
    let facts = load_now(work).await?;
    let found = facts.obligations.iter().find(|one| facts.title(one) == "Kế hoạch lớn tuần 10 · Lớp 4A").cloned();
    found.ok_or(Error::NotFound)
}

/// On a stack of its own: each step is a part of one future, and unoptimised they are more than a thread of tests has.
#[test]
fn whatever_happens_is_followed_at_any_pace() {
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let play = move || runtime().block_on(everything_followed());
    std::thread::Builder::new().stack_size(16 << 20).spawn(play).unwrap().join().unwrap();
}

async fn everything_followed() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let SmallSchool { year, department, health, class_4a, class_4b, nguyet, am, hoa, thao, thuy, .. } = school.clone();
        let hoa_y_te = school.hoa_y_te;
        let (plan, other) = (school.record("Giáo án tuần 10 · Lớp 4A").await.id, school.record("Giáo án tuần 11 · Lớp 4B").await.id);
        // Beside the week in which all practise, of which nothing is checked.
        let next = school.record("Giáo án tuần 11 · Lớp 4A").await.id;
        // One server looks after every step, one after every second, one after every fifth.
        let paces = [1, 2, 5].map(|pace| (pace, SmallSchool { store: FactStore::default(), ..school.clone() }));
        for (_, follower) in &paces {
            follower.facts().await;
        }
        let mut step = 0;
        let (clock, friday, later) = (database.hand.clone(), database.hand.clone(), database.hand.clone());
        macro_rules! followed {
            ($($by:expr => $what:literal: $deed:expr;)+) => {$(
                let deed = async move |work: &mut Work| $deed(work).await;
                database.write(school.id, Some($by), deed).await.unwrap();
                step += 1;
                for (pace, follower) in &paces {
                    if step % pace == 0 {
                        assert_same(follower, $what).await;
                    }
                }
            )+};
        }
        followed! {
            // While the school is being set up.
            nguyet => "a new person": async |work: &mut Work| staffing::add_person(work).await.map(drop);
            nguyet => "a list of staff without that person": staffing::without_the_last;
            nguyet => "a step of the set-up": async |work: &mut Work| schools::reach_step(work, &allowed(), 6).await;
            nguyet => "the opening": async |work: &mut Work| {
                let counts_from = vietnamese::date(day_of(work.now));
                let opening = OpeningForm { practice: "10".to_owned(), counts_from, ..OpeningForm::default() };
                setup::open_school(work, &opening, &[]).await.map(Result::unwrap)
            };
            // What teachers and the leadership do with records.
            hoa => "a hand-in": async |work: &mut Work| {
                let (files, key) = (vec![paper("Giáo án.docx", 1)], Uuid::new_v4());
                let (note, arrived) = (String::new(), work.now);
                let hand_in = HandIn { obligation: plan, key, note, files, arrived, received_at: arrived };
                submissions::hand_in(work, &FactStore::default(), hand_in).await.map(drop)
            };
            hoa => "a copy of one's own": requesting::takes_home;
            nguyet => "a version from a copy": requesting::gives_back;
            am => "a comment": async |work: &mut Work| {
                let submission = obligations::one(work, plan).await?.handed_in.unwrap().submission;
                let new = NewComment { key: None, submission, about: About::Version(None), words: "Xem lại thứ Tư.".to_owned() };
                comments::add(work, &FactStore::default(), plan, new).await.map(drop)
            };
            am => "a thread that is settled": async |work: &mut Work| {
                let thread = obligations::one(work, plan).await?.comments[0].id;
                comments::settle(work, &FactStore::default(), plan, thread, Settled::Done).await
            };
            am => "a thread that is open again": async |work: &mut Work| {
                let thread = obligations::one(work, plan).await?.comments[0].id;
                comments::settle(work, &FactStore::default(), plan, thread, Settled::Reopened).await
            };
            am => "an approval": async |work: &mut Work| {
                let obligation = obligations::one(work, plan).await?;
                let submission = obligation.handed_in.unwrap().submission;
                let digest = submissions::digest(work, submission).await?;
                let wanted = DecisionRequest { key: None, submission, digest, step: Step::Department, outcome: Outcome::Approved };
                reviews::decide(work, &FactStore::default(), plan, wanted).await.map(drop)
            };
            am => "an approval that is taken back": async |work: &mut Work| {
                let decision = obligations::one(work, plan).await?.decisions[0].id;
                reviews::undo(work, &FactStore::default(), plan, decision).await
            };
            thao => "a hand-in of somebody else": async |work: &mut Work| {
                let (files, key) = (vec![paper("Giáo án.docx", 3)], Uuid::new_v4());
                let (note, arrived) = (String::new(), work.now);
                let hand_in = HandIn { obligation: plan, key, note, files, arrived, received_at: arrived };
                submissions::hand_in(work, &FactStore::default(), hand_in).await.map(drop)
            };
            thao => "a hand-in that is taken back": async |work: &mut Work| {
                let submission = obligations::one(work, plan).await?.handed_in.unwrap().submission;
                withdrawals::withdraw(work, &FactStore::default(), submission).await.map(drop)
            };
            nguyet => "a type that the leadership signs": async |work: &mut Work| {
                let plan = weekly("ke-hoach-lon", "Kế hoạch lớn", OwedBy::EachClass, DueRule::FRIDAY_BEFORE, 10);
                record_types::add(work, &allowed(), &RecordType { approval_route: ApprovalRoute::Leadership, ..plan }).await?;
                follow_up::bring_up_to_date(work, "loại hồ sơ được sửa").await
            };
            hoa => "a hand-in that is to be signed": async |work: &mut Work| {
                let (obligation, files, key) = (to_sign(work).await?.id, vec![paper("Kế hoạch.docx", 2)], Uuid::new_v4());
                let hand_in = HandIn { obligation, key, note: String::new(), files, arrived: work.now, received_at: work.now };
                submissions::hand_in(work, &FactStore::default(), hand_in).await.map(drop)
            };
            nguyet => "another way of review": async |work: &mut Work| {
                let own = OwnWork::Deputy(DeputysOwn::Leadership);
                review_settings::add(work, &allowed(), &ReviewSetting::OwnWork(own)).await
            };
            nguyet => "a session of the principal": async |work: &mut Work| school::sign_in(work, nguyet, b"hers").await;
            nguyet => "a signature": async |work: &mut Work| {
                let obligation = to_sign(work).await?;
                let submission = obligation.handed_in.unwrap().submission;
                let digest = submissions::digest(work, submission).await?;
                let wanted = DecisionRequest { key: None, submission, digest, step: Step::Leadership, outcome: Outcome::Approved };
                let credentials = SigningCredentials { session: b"hers".to_vec(), key: SchoolKey::of_secret(&[1; 32]) };
                reviews::sign(work, &FactStore::default(), obligation.id, wanted, &credentials).await.map(drop)
            };
            hoa => "a hand-in that is to be checked": async |work: &mut Work| {
                let (files, key, arrived) = (vec![paper("Giáo án.docx", 4)], Uuid::new_v4(), work.now);
                let hand_in = HandIn { obligation: next, key, note: String::new(), files, arrived, received_at: arrived };
                submissions::hand_in(work, &FactStore::default(), hand_in).await.map(drop)
            };
            am => "an approval that stands": async |work: &mut Work| {
                let submission = obligations::one(work, next).await?.handed_in.unwrap().submission;
                let digest = submissions::digest(work, submission).await?;
                let wanted = DecisionRequest { key: None, submission, digest, step: Step::Department, outcome: Outcome::Approved };
                // So long that it cannot be taken back any more.
                clock.advance(TimeDelta::minutes(11));
                reviews::decide(work, &FactStore::default(), next, wanted).await.map(drop)
            };
            nguyet => "another session of the principal": async |work: &mut Work| school::sign_in(work, nguyet, b"hers again").await;
            nguyet => "a spot check": async |work: &mut Work| {
                let submission = obligations::one(work, next).await?.handed_in.unwrap().submission;
                let digest = submissions::digest(work, submission).await?;
                let ticked = CheckTick { key: new_id(), obligation: next, submission, digest };
                let credentials = SigningCredentials { session: b"hers again".to_vec(), key: SchoolKey::of_secret(&[1; 32]) };
                spot_checks::sign(work, &FactStore::default(), ticked, &credentials).await.map(drop)
            };
            hoa => "the first version once more": async |work: &mut Work| {
                let (files, key, arrived) = (vec![paper("Giáo án.docx", 1)], Uuid::new_v4(), work.now);
                let hand_in = HandIn { obligation: plan, key, note: String::new(), files, arrived, received_at: arrived };
                submissions::hand_in(work, &FactStore::default(), hand_in).await.map(drop)
            };
            nguyet => "a file that is found to be held": async |work: &mut Work| {
                let inspection = Inspection::Held(vec![domain::inspection::Cause::Macros]);
                inspections::note(work, &[InspectedFile { file: paper("Giáo án.docx", 1), inspection }]).await
            };
            nguyet => "a file that is given back": async |work: &mut Work| checking::gives_back(work, plan).await;
            nguyet => "a file that is let open": async |work: &mut Work| checking::lets_open(work, plan).await;
            nguyet => "a file that the virus scanner knows": async |work: &mut Work| checking::scans(work, plan).await;
            nguyet => "an exemption": async |work: &mut Work| {
                exemptions::exempt(work, &FactStore::default(), other, &Reason::parse("Lớp nghỉ").unwrap()).await
            };
            nguyet => "the end of an exemption": async |work: &mut Work| {
                friday.advance(TimeDelta::days(14));
                exemptions::end_exemption(work, &FactStore::default(), other, &Reason::parse("Đi học lại").unwrap()).await
            };
            hoa => "why a record is late": explaining::says_why;
            hoa => "a hand-in that is late": explaining::hands_in;
            nguyet => "that there was a reason, and a reminder": explaining::finds;
            // Orders that shut and open, of weeks of which nothing else is told here.
            nguyet => "a member of the management team": async |work: &mut Work| {
                people::appoint(work, &allowed(), am, Position::ManagementTeam, first_week(), "").await
            };
            nguyet => "a check of the accounts": checking::checks;
            nguyet => "what was found and is mended": checking::mends;
            nguyet => "a task that is given": tasking::gives;
            hoa => "an answer to it": tasking::answers;
            nguyet => "an answer that is asked for again, of a task that is changed": tasking::asks_again_and_changes;
            hoa => "another answer": tasking::answers;
            nguyet => "an answer that will do, of a task that is over": tasking::accepts_and_ends;
            nguyet => "an order that is drafted": updating::drafts;
            nguyet => "an order that is decided": async |work: &mut Work| updating::decides(work, nguyet).await;
            am => "an order that is carried out": updating::carries_out;
            nguyet => "an order that is taken back": updating::takes_back;
            nguyet => "another vice principal": async |work: &mut Work| updating::vice_principal(work, hoa_y_te).await;
            nguyet => "an order that shuts at once": updating::shuts;
            hoa => "a request after the lock": updating::asks;
            hoa_y_te => "what a vice principal proposes": updating::opens;
            nguyet => "what the principal grants": updating::opens;
            hoa => "a hand-in after the lock": updating::hands_in;
            hoa => "a requester who is done": updating::finishes;
            hoa => "another request": updating::asks;
            hoa => "a request that is taken back": updating::withdraws;
            hoa => "a third request": updating::asks;
            nguyet => "a request that is refused": updating::refuses;
            hoa => "a fourth request": updating::asks;
            nguyet => "what is opened for less": updating::opens;
            nguyet => "what is closed before its hours are over": updating::closes;
            hoa => "a fifth request": updating::asks;
            nguyet => "what will be shut again by itself": updating::opens;
            nguyet => "what the procedure asks for": updating::settles;
            nguyet => "another reading of the regulation": async |work: &mut Work| {
                let form = AuthorityForm { parts: "principal".to_owned(), opening_and_whole: "principal".to_owned() };
                locks::set_authority(work, &FactStore::default(), &form).await.map(Result::unwrap)
            };
            nguyet => "a day on which a class is shut": async |work: &mut Work| closing::shuts(work, class_4b).await;
            nguyet => "a closure that is taken back": async |work: &mut Work| closing::opens(work).await;
            hoa => "what is asked for": async |work: &mut Work| extending::ask(work).await;
            nguyet => "what is granted": async |work: &mut Work| extending::grant(work).await;
            nguyet => "what is taken back": async |work: &mut Work| extending::take_back(work).await;
            nguyet => "somebody who is away": async |work: &mut Work| extending::away(work, hoa, am).await;
            nguyet => "somebody who is back": async |work: &mut Work| extending::back(work, thao).await;
            // Accounts.
            hoa => "a session": async |work: &mut Work| school::sign_in(work, hoa, b"an id").await;
            hoa => "a password": async |work: &mut Work| accounts::set_password(work, &allowed(), hoa, "$2", false, None).await;
            nguyet => "a password to confirm": async |work: &mut Work| {
                accounts::note_reset(work, &allowed(), hoa, accounts::HandedOut::ToConfirm, None).await
            };
            hoa => "a reset that was read of": accounts::acknowledge_reset;
            nguyet => "a reset that was confirmed": async |work: &mut Work| {
                let at = people::organisation(work, None).await?.reset_of(hoa).unwrap().at;
                staff::confirm_reset(work, &FactStore::default(), hoa, at).await
            };
            nguyet => "a password of the leadership": async |work: &mut Work| {
                staff::hand_out_password(work, &FactStore::default(), hoa, "$3").await.map(drop)
            };
            nguyet => "a suspended account": async |work: &mut Work| {
                staff::suspend(work, &FactStore::default(), hoa).await
            };
            nguyet => "a reopened account": async |work: &mut Work| {
                staff::reopen(work, &FactStore::default(), hoa).await
            };
            nguyet => "a new person with an account": async |work: &mut Work| {
                let person = staffing::add_person(work).await?;
                accounts::open(work, &allowed(), person, "xuan", "$argon2id$", true).await?;
                people::appoint(work, &allowed(), person, Position::Teacher(class_4b), first_week(), "").await
            };
            nguyet => "another name": async |work: &mut Work| {
                let name = PersonName::parse("Lê Thị Ấm Áp").unwrap();
                people::change_person(work, &allowed(), am, &name, Honorific::Co, Some(1980)).await
            };
            nguyet => "an appointment by one's own hand, which waits": async |work: &mut Work| enter(work, nguyet, "4A").await;
            nguyet => "another one": async |work: &mut Work| enter(work, nguyet, "4B").await;
            nguyet => "a vice principal": async |work: &mut Work| {
                people::appoint(work, &allowed(), am, Position::VicePrincipal, first_week(), "").await
            };
            am => "a confirmed appointment": async |work: &mut Work| {
                let waiting = load_now(work).await?.organisation().waiting[0].id;
                staff::confirm(work, &FactStore::default(), waiting).await
            };
            am => "one that was turned down": async |work: &mut Work| {
                let waiting = load_now(work).await?.organisation().waiting[0].id;
                staff::turn_down(work, &FactStore::default(), waiting, "Chưa có quyết định").await.map(Result::unwrap)
            };
            nguyet => "a place that is lent": async |work: &mut Work| mandating::lends(work, nguyet, thao).await;
            nguyet => "a decision": async |work: &mut Work| mandating::forms_team(work, thao).await;
            nguyet => "the end of a decision": async |work: &mut Work| mandating::ends_team(work, thao).await;
            nguyet => "the end of a position": async |work: &mut Work| {
                let (position, form) = (people::held(work, thuy).await?[0].0, EndForm { until: vietnamese::date(day_of(work.now)), ..EndForm::default() });
                staff::end_position(work, &FactStore::default(), thuy, position, &form).await.map(Result::unwrap)
            };
            // Departments, classes, sections.
            nguyet => "new units": async |work: &mut Work| {
                staffing::arrange(work, |rows| {
                    rows[0].units.push_str(", 4C");
                    rows[1].units.push_str(", Văn thư");
                    let (name, units) = ("Nhà trẻ".to_owned(), "Nhóm A".to_owned());
                    rows.push(UnitRow { id: String::new(), name, kind: "teaching".to_owned(), units });
                })
                .await?;
                follow_up::bring_up_to_date(work, "tổ và lớp được sửa").await
            };
            nguyet => "other names of units": async |work: &mut Work| {
                staffing::arrange(work, |rows| rows[2].name = "Nhà trẻ 2".to_owned()).await?;
                units::change_class(work, &allowed(), class_4a, "4A1", department).await?;
                let bureau = people::organisation(work, None).await?.section(health).unwrap().department;
                units::change_section(work, &allowed(), health, "Y tế", SectionKind::Health, bureau).await
            };
            nguyet => "the end of a class": async |work: &mut Work| {
                units::end_class(work, &allowed(), class_4b, Some(day_of(work.now))).await?;
                follow_up::bring_up_to_date(work, "tổ và lớp được sửa").await
            };
            nguyet => "a class that is open again": async |work: &mut Work| units::end_class(work, &allowed(), class_4b, None).await;
            nguyet => "units that are gone": async |work: &mut Work| {
                staffing::arrange(work, |rows| {
                    rows.truncate(2);
                    rows[0].units = rows[0].units.replace(", 4C", "");
                    rows[1].units = "Y tế".to_owned();
                })
                .await?;
                follow_up::bring_up_to_date(work, "tổ và lớp được sửa").await
            };
            // Types, rules, turns, themes.
            nguyet => "a new type": async |work: &mut Work| {
                let record_type = weekly("so-rieng", "Sổ riêng", OwedBy::EachClass, DueRule::FRIDAY_BEFORE, 9);
                record_types::add(work, &allowed(), &record_type).await?;
                follow_up::bring_up_to_date(work, "loại hồ sơ được sửa").await
            };
            nguyet => "a type of another name": async |work: &mut Work| {
                let known = record_types::all(work).await?.remove(0);
                record_types::change(work, &allowed(), &RecordType { short: "Bài dạy".to_owned(), ..known }).await
            };
            nguyet => "new rules": async |work: &mut Work| ruling::adds(work).await;
            nguyet => "other hours": async |work: &mut Work| ruling::sets_hours(work).await;
            nguyet => "a number as it should be": async |work: &mut Work| ruling::corrects(work).await;
            nguyet => "a version of the regulation": ruling::publishes;
            hoa => "a promise to keep it": ruling::promises;
            nguyet => "a reminder of it": ruling::reminds;
            nguyet => "turns": async |work: &mut Work| extending::share(work, year, class_4a, [hoa, thao]).await;
            hoa => "a week that is offered": async |work: &mut Work| extending::offer(work, class_4a).await;
            thao => "a week that is not taken": async |work: &mut Work| extending::decline(work).await;
            hoa => "a week that is kept after all": async |work: &mut Work| extending::offer_and_take_back(work, class_4a).await;
            hoa => "a week that is offered again": async |work: &mut Work| extending::offer(work, class_4a).await;
            thao => "a week that is taken": async |work: &mut Work| extending::accept(work).await;
            nguyet => "a theme": async |work: &mut Work| themes::add(work, &allowed(), year, "Gia đình", 9, 12).await.map(drop);
            nguyet => "a theme of another name": async |work: &mut Work| {
                let theme = themes::all(work, year).await?[0].id;
                themes::alter(work, &allowed(), year, theme, "Bản thân", 9, 13).await
            };
            nguyet => "a theme that is gone": async |work: &mut Work| {
                let theme = themes::all(work, year).await?[0].id;
                themes::remove(work, &allowed(), year, theme).await
            };
            nguyet => "another fence": requesting::fences;
            nguyet => "a template": requesting::keeps_a_template;
            nguyet => "a year-end book": requesting::binds_a_book;
            nguyet => "what goes into the archive": archiving::archives;
            nguyet => "what comes out of it": archiving::takes_out;
            nguyet => "requests for data": requesting::asks;
            nguyet => "a handover": handing_over::confirms;
            nguyet => "minutes that are signed": handing_over::signs;
            nguyet => "an order for a minute": async |work: &mut Work| minutes::orders_for_a_minute(work, nguyet, &later).await;
            nguyet => "a scan of the decision": async |work: &mut Work| minutes::attaches_a_scan(work).await;
            nguyet => "what came at its minute": async |work: &mut Work| schedule::note_due(work, &FactStore::default()).await;
            nguyet => "what somebody looked at": async |work: &mut Work| looking::looks(work, nguyet, hoa).await;
            // The school and its year.
            nguyet => "a second factor": async |work: &mut Work| second_factors::with_a_second_factor(work, hoa).await;
            nguyet => "another name of the school": async |work: &mut Work| schools::rename(work, &allowed(), "Hoa Mai").await;
            nguyet => "an address": ruling::is_reached;
            nguyet => "backups": looking::backs_up;
            nguyet => "another limit, and a lock": async |work: &mut Work| ruling::settles(work).await;
            nguyet => "a renamed year": async |work: &mut Work| school_years::rename(work, &allowed(), year, "2026-27").await;
            nguyet => "a clock that is doubted": async |work: &mut Work| minutes::doubts_the_clock(work).await;
            nguyet => "a clock that is right again": async |work: &mut Work| doubtful_times::end(work, TimeDelta::zero()).await;
            nguyet => "a clock that somebody found right": async |work: &mut Work| {
                let ended = doubtful_times::undecided(work).await?[0].id;
                doubtful_times::decide(work, &FactStore::default(), ended, ClockAnswer::Right).await
            };
            nguyet => "what a council disposes of": archiving::disposes;
            nguyet => "the next year": async |work: &mut Work| {
                let next = SchoolCalendar::new(CalendarParts::starting("2027-2028", first_week() + Days::new(52 * 7))).unwrap();
                school_years::keep(work, &allowed(), &next, next.first_day(), None).await?;
                follow_up::bring_up_to_date(work, "lịch năm học được sửa").await
            };
        }
        for (_, follower) in &paces {
            assert_same(follower, "all of it").await;
        }
        database.read(school.id, None, async |work: &mut Work| looking::all_is_told(work).await).await.unwrap();
        let log = async |work: &mut Work| events::since(work, 0, 10_000).await;
        let log = database.read(school.id, None, log).await.unwrap();
        let happened: HashSet<&str> = log.iter().map(|entry| entry.kind.as_str()).collect();
        let missed: Vec<&EventKind> = EventKind::ALL.iter().filter(|kind| !happened.contains(kind.code())).collect();
        assert!(missed.is_empty(), "an event of this kind is to be followed too: {missed:?}");
        moving_over::to_either_engine(&database, school.id).await;
    })
    .await;
}
