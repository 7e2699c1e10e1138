#![allow(clippy::unwrap_used, clippy::expect_used)]
use std::collections::{BTreeMap, BTreeSet, HashSet};

use domain::{
    days::local,
    facts::Facts,
    files::{FileKind, FileName, Sha256},
    locks::{Arrival, LockKind, OrderState},
    mandates::{Effect, MandateKind},
    obligations::{Counts, Obligation, Standing},
    people::{Person, Position},
    record_types::{OtherStep, Step},
    reviews::{Review, Urgency, queue, review_of},
    updates::UpdateState,
};

use super::*;
use crate::{
    events, facts, mandates,
    submissions::versions,
    testing::{Folder, each_place},
};

/// The afternoon of the pictures.
const WEDNESDAY: &str = "2026-11-25T14:20:00+07:00";

fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn samples() -> Vec<StoredFile> {
    let samples = [
        ("mau", FileKind::Docx),
        ("mau", FileKind::Pdf),
        ("mau", FileKind::Pptx),
        ("mau", FileKind::Xlsx),
        ("co-lenh", FileKind::Pdf),
        ("co-lien-ket-chuong-trinh", FileKind::Docx),
    ];
    (1..)
        .zip(samples)
        .map(|(number, (name, kind))| StoredFile {
            name: FileName::clean(&format!("{name}.{}", kind.ending())),
            size: 30_000 + u64::from(number),
            sha256: Sha256::new([number; 32]),
            kind,
        })
        .collect()
}

/// With what the leadership signs.
fn key() -> SchoolKey {
    SchoolKey::of_secret(&[1; 32])
}

/// Founds the demo and opens it again, as the server does.
async fn demo(place: &DatabaseLocation, until: &str) -> (Database, SchoolId, Facts) {
    let school = found(place, instant(until), "$argon2id$", &samples(), &key()).await.unwrap();
    let (clock, _) = Clock::manual(instant(until));
    let database = Database::open(place, clock).await.unwrap();
    let facts = database
        .read(school, None, async |work: &mut Work| {
            let revision = work.revision().await?;
            facts::load(work, revision).await
        })
        .await
        .unwrap();
    (database, school, facts)
}

async fn facts_on_disk(until: &str) -> Facts {
    let folder = Folder::fresh();
    let (database, _, facts) = demo(&DatabaseLocation::File(folder.join("hoso.db")), until).await;
    database.close().await;
    facts
}

fn of_week(facts: &Facts, week: u8, until: &str) -> Counts {
    let mut counts = Counts::default();
    for obligation in facts.open_obligations().filter(|one| one.terms.week == Some(week)) {
        counts.count(facts.standing(obligation, instant(until)));
    }
    counts
}

fn titled<'a>(facts: &'a Facts, title: &str) -> &'a Obligation {
    facts.open_obligations().find(|one| facts.title(one) == title).unwrap()
}

/// The pattern without ids: what became of each record.
fn pattern(facts: &Facts, until: &str) -> BTreeMap<String, (String, Option<Timestamp>)> {
    let standing = |one: &Obligation| format!("{:?}", facts.standing(one, instant(until)));
    facts.open_obligations().map(|one| (facts.title(one), (standing(one), one.handed_in.as_ref().map(|h| h.first_at)))).collect()
}

fn people_of(facts: &Facts, wanted: impl Fn(Position) -> bool) -> Vec<&Person> {
    let organisation = facts.organisation();
    let holders = organisation.appointments.iter().filter(|one| wanted(one.position)).map(|one| one.person);
    let ids: BTreeSet<_> = holders.collect();
    ids.into_iter().filter_map(|id| organisation.person(id)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn on_the_wednesday_of_week_12_the_school_stands_as_in_the_pictures() {
    each_place(|place| async move {
        tokio::spawn(async move {
            let (database, school, facts) = demo(&place, WEDNESDAY).await;
            assert_eq!(exists(&database).await, Ok(Some(school)));

            let week = of_week(&facts, 12, WEDNESDAY);
            assert_eq!(week, Counts { not_yet_due: 2, on_time: 19, late: 3, overdue: 3, exempt: 1, ..Counts::default() });
            let past: Vec<Counts> = (1..12).map(|week| of_week(&facts, week, WEDNESDAY)).collect();
            assert!(past.iter().all(|week| week.not_yet_due == 0 && week.owed() >= 28));
            assert!((10..25).contains(&past.iter().map(|week| week.late + week.excused).sum::<u32>()), "{past:?}");
            assert_eq!(past.iter().map(|week| week.excused).sum::<u32>(), 1, "{past:?}");
            assert_eq!(past.iter().map(|week| week.overdue).sum::<u32>(), 2, "{past:?}");
            assert!(of_week(&facts, 13, WEDNESDAY).on_time >= 5, "some came early");
            assert_eq!(of_week(&facts, 14, WEDNESDAY).on_time, 0);

            // The teacher who signs in finds one overdue record and next week's two.
            let overdue = titled(&facts, "Kế hoạch tuần 12 · Lớp 4A");
            assert!(matches!(facts.standing(overdue, instant(WEDNESDAY)), Standing::Overdue(_)));
            let person = database
                .read(school, None, async |work: &mut Work| accounts::by_username(work, "giaovien").await)
                .await
                .unwrap()
                .unwrap()
                .person;
            assert_eq!(overdue.terms.turn, Some(person));
            for title in ["Giáo án tuần 13 · Lớp 4A", "Kế hoạch tuần 13 · Lớp 4A"] {
                assert_eq!((titled(&facts, title).terms.turn, &titled(&facts, title).handed_in), (Some(person), &None));
            }
            let plan = titled(&facts, "Giáo án tuần 12 · Lớp 4A").clone();
            let first = local(plan.handed_in.as_ref().unwrap().first_at);
            assert_eq!(first.format("%d/%m/%Y %H:%M").to_string(), "18/11/2026 15:42");

            // Two versions of the week before, each with its receipt.
            let before = titled(&facts, "Giáo án tuần 11 · Lớp 4A").id;
            let kept = database.read(school, None, async move |work: &mut Work| versions(work, before).await).await.unwrap();
            assert_eq!(kept.iter().map(|one| one.version).collect::<Vec<_>>(), [2, 1]);
            assert!(kept[0].received_at > kept[1].received_at);

            // The log is whole, its instants are those of the hand-ins, and it ends now.
            let head = database.read(school, None, events::verify).await.unwrap().unwrap().unwrap();
            assert_eq!(head.at, instant(WEDNESDAY));
            let handed_in: Vec<_> = facts.open_obligations().filter_map(|one| one.handed_in.as_ref()).collect();
            assert!(handed_in.iter().all(|one| one.last_at <= instant(WEDNESDAY)));
            let hours: BTreeSet<_> = handed_in.iter().map(|one| local(one.first_at).format("%H").to_string()).collect();
            assert!(hours.iter().all(|hour| ("07"..="21").contains(&hour.as_str())), "{hours:?}");
            database.close().await;
        })
        .await
    })
    .await;
}

/// Title and review of every record of which this is true.
fn reviewed(facts: &Facts, is: impl Fn(&Review) -> bool) -> Vec<&Obligation> {
    facts.open_obligations().filter(|one| is(&review_of(facts, one))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_state_of_a_review_is_there_to_be_looked_at() {
    let folder = Folder::fresh();
    let (database, school, facts) = demo(&DatabaseLocation::File(folder.join("hoso.db")), WEDNESDAY).await;
    let waits =
        |step, other| reviewed(&facts, |review| review.clone().waiting().is_ok_and(|one| (one.step, one.other) == (step, other)));
    assert!(!reviewed(&facts, |review| *review == Review::NotAsked).is_empty());
    assert!(!reviewed(&facts, |review| *review == Review::NothingYet).is_empty());
    assert!(!waits(Step::Department, OtherStep::None).is_empty());
    assert!(!waits(Step::Leadership, OtherStep::None).is_empty());
    let approved =
        |by: usize| reviewed(&facts, |review| matches!(review, Review::Approved { approvals, .. } if approvals.len() == by));
    assert!(!approved(1).is_empty());
    assert!(
        !reviewed(&facts, |review| review.clone().waiting().is_ok_and(|one| one.corrects.is_some())).is_empty(),
        "handed in again"
    );

    // Head and leadership decide at once: of one record the head has, of another one the leadership.
    let half: BTreeMap<String, Step> =
        reviewed(&facts, |review| review.clone().waiting().is_ok_and(|one| !one.approvals.is_empty()))
            .into_iter()
            .map(|one| (facts.title(one), review_of(&facts, one).waiting().unwrap().approvals[0].step))
            .collect();
    let reports = ["Báo cáo chuyên đề học kỳ I · Mẫu giáo 4–5 tuổi", "Báo cáo chuyên đề học kỳ I · Nhà trẻ"];
    assert_eq!(reports.map(|title| half.get(title).copied()), [Some(Step::Leadership), Some(Step::Department)], "{half:?}");

    // Two stand given back, each with open comments; of a third one a thread is settled.
    let returned = reviewed(&facts, |review| matches!(review, Review::Returned(_)));
    let open = |one: &Obligation| one.comments.iter().filter(|mark| mark.is_open()).count();
    let told: Vec<(String, usize)> = returned.iter().map(|one| (facts.title(one), open(one))).collect();
    assert!(told.len() >= 2 && told.iter().all(|(_, open)| *open > 0), "{told:?}");
    assert!(facts.open_obligations().any(|one| one.comments.iter().any(|mark| mark.settled_at.is_some()) && open(one) > 0));

    let withdrawn = titled(&facts, "Kế hoạch tuần 13 · Lớp 5B");
    assert_eq!((withdrawn.withdrawals.len(), &withdrawn.handed_in), (1, &None));
    let undone = titled(&facts, "Giáo án tuần 12 · Lớp 4C");
    assert!(undone.decisions.iter().all(|one| one.undone_at.is_some()) && undone.decisions.len() == 1);
    assert!(review_of(&facts, undone).waiting().is_ok());
    let long = "Công Tằng Tôn Nữ Khánh Huyền";
    let long = facts.organisation().people.iter().find(|one| one.name.as_str() == long).unwrap().id;
    assert!(facts.open_obligations().filter_map(|one| one.handed_in.as_ref()).any(|one| one.authors.contains(&long)));

    for username in ["totruong", "phohieutruong", "hieutruong"] {
        let account = database.read(school, None, async move |work: &mut Work| accounts::by_username(work, username).await);
        let waiting = queue(&facts, account.await.unwrap().unwrap().person, instant(WEDNESDAY));
        assert!(waiting.len() >= 2, "{username}: {waiting:?}");
        assert!(username != "totruong" || waiting.iter().any(|one| one.urgency == Urgency::Early), "{waiting:?}");
    }

    // Whoever holds a position since the year began holds it by a decision; the team has one of its own.
    let known = database.read(school, None, async |work: &mut Work| mandates::register(work).await).await.unwrap();
    let kinds: Vec<MandateKind> = known.all.iter().map(|one| one.kind).collect();
    assert_eq!(kinds.len(), 2);
    assert!(kinds.contains(&MandateKind::ManagementTeam) && kinds.contains(&MandateKind::Positions), "{kinds:?}");
    let given: Vec<usize> = known.all.iter().map(|one| known.of(one.id, Effect::Gives).count()).collect();
    assert!(given.iter().all(|given| *given >= 2), "{given:?}");

    // The lock of the first weeks is in force; after it one update is over, another one waits.
    let [lock] = &facts.locks.orders[..] else { panic!("{:?}", facts.locks.orders) };
    assert_eq!((lock.plan.kind, lock.state(instant(WEDNESDAY))), (LockKind::Lock, OrderState::InForce));
    let weekly = |one: &&Obligation| {
        let code = facts.record_type(one.terms.record_type).map(|of| of.code.as_str());
        matches!(code, Some("giao-an" | "ke-hoach-tuan"))
    };
    let is_shut = |one: &Obligation| facts.shut(one, Arrival::at(instant(WEDNESDAY))).is_some();
    let shut: BTreeSet<Option<u8>> = facts.open_obligations().filter(|one| is_shut(one)).map(|one| one.terms.week).collect();
    assert_eq!(shut, (1..=4).map(Some).collect());
    assert!(facts.open_obligations().filter(weekly).all(|one| is_shut(one) == one.terms.week.is_some_and(|week| week <= 4)));
    let states = facts.updates.all.iter().map(|one| one.state(instant(WEDNESDAY)));
    assert_eq!(states.collect::<Vec<_>>(), [UpdateState::Closed, UpdateState::Requested]);
    let (closed, waits) = (&facts.updates.all[0], &facts.updates.all[1]);
    assert_eq!((closed.versions.len(), waits.versions.len()), (1, 0));
    let again = facts.obligation(closed.records[0].obligation).unwrap();
    assert_eq!(again.handed_in.as_ref().map(|one| one.submission), Some(closed.versions[0].submission));
    assert!(matches!(review_of(&facts, again), Review::Approved { .. }));

    let held = database.read(school, None, async |work: &mut Work| inspections::held(work).await).await.unwrap();
    let judged: Vec<bool> = held.iter().map(|one| one.inspected.judgement.is_some()).collect();
    assert_eq!(judged.iter().filter(|judged| **judged).count(), 1);
    assert_eq!(judged.len(), 2, "one waits, and one was given back");
    let lent = database.read(school, None, async |work: &mut Work| delegations::all(work).await).await.unwrap();
    assert_eq!(lent.len(), 1);
    let [shut] = &facts.closures[..] else { panic!("{:?}", facts.closures) };
    assert_eq!(shut.plan.full_name(&facts.regime), "Nghỉ do mất điện để sửa trạm biến áp (lớp 3C)");
    assert!(shut.plan.days.to < day_of(instant(WEDNESDAY)) && shut.taken_back.is_none());
    let [extension] = &facts.regime.extensions[..] else { panic!("{:?}", facts.regime.extensions) };
    assert_eq!(extension.records.len(), 1);
    let waits = facts.extension_requests.iter().filter(|one| one.answered.is_none()).count();
    assert_eq!((facts.extension_requests.len(), waits), (2, 1));
    // A teacher is away in some weeks and covered, one swap waits, and one is confirmed.
    let [absence] = &facts.absences[..] else { panic!("{:?}", facts.absences) };
    let covered = facts.open_obligations().filter(|one| one.terms.turn.is_some() && one.terms.turn == absence.cover).count();
    let stays = domain::absences::stays(&facts, absence, instant(WEDNESDAY));
    assert!(covered > 0 && !stays.iter().any(domain::absences::Staying::would_pass_to_another), "{covered} {stays:?}");
    let told: Vec<bool> = facts.swaps.iter().map(|one| one.accepted_at().is_some()).collect();
    assert_eq!(told, [false, true]);
    assert!(domain::swaps::check_answer(&facts, &facts.swaps[0], instant(WEDNESDAY)).is_ok(), "it can still be confirmed");
    database.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_people_are_40_with_an_account_each_and_the_same_every_time() {
    let folder = Folder::fresh();
    let august = "2026-08-20T09:00:00+07:00";
    let (database, school, facts) = demo(&DatabaseLocation::File(folder.join("hoso.db")), august).await;
    let organisation = facts.organisation();
    assert_eq!((organisation.people.len(), organisation.classes.len(), organisation.departments.len()), (40, 12, 6));
    let teachers = people_of(&facts, |position| matches!(position, Position::Teacher(_)));
    let leadership = people_of(&facts, |position| matches!(position, Position::Principal | Position::VicePrincipal));
    assert_eq!((teachers.len(), leadership.len()), (28, 3));
    for department in &organisation.departments {
        assert_eq!(people_of(&facts, |one| one == Position::Head(department.id)).len(), 1, "{}", department.name);
    }
    let management = people_of(&facts, |position| position == Position::ManagementTeam);
    assert_eq!(management.len(), 2);
    assert_eq!(management.iter().filter(|one| teachers.contains(one)).count(), 1);
    let per_class = organisation.classes.iter().map(|class| {
        let teachers = people_of(&facts, |one| one == Position::Teacher(class.id)).len();
        (teachers, organisation.turns.iter().filter(|turn| turn.class == class.id).count())
    });
    let per_class: Vec<(usize, usize)> = per_class.collect();
    assert!(per_class.iter().all(|(teachers, _)| (2..=3).contains(teachers)));
    assert!(per_class.contains(&(3, 0)) && per_class.contains(&(2, 35)) && per_class.contains(&(2, 0)), "{per_class:?}");
    assert_eq!(organisation.people.iter().filter(|one| one.name.as_str() == "Nguyễn Thị Hoa").count(), 2);

    let names = database.read(school, None, accounts::usernames).await.unwrap();
    assert_eq!(names.len(), 40);
    assert!(names.iter().all(|(_, name, initial)| !initial && name.chars().all(|letter| letter.is_ascii_lowercase())));
    let known: HashSet<&str> = names.iter().map(|(_, name, _)| name.as_str()).collect();
    assert!(ACCOUNTS.iter().all(|account| known.contains(account)));
    assert!(facts.open_obligations().all(|one| one.handed_in.is_none()), "in August nothing has happened yet");
    database.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_instant_brings_the_same_life_and_an_earlier_one_its_beginning() {
    let friday = "2026-09-25T16:58:00+07:00";
    let (one, other, earlier) =
        tokio::join!(facts_on_disk(friday), facts_on_disk(friday), facts_on_disk("2026-09-08T10:00:00+07:00"));
    assert_eq!(pattern(&one, friday), pattern(&other, friday));
    let turns = |facts: &Facts| -> Vec<String> {
        let names =
            facts.organisation().turns.iter().map(|turn| facts.organisation().person(turn.person).unwrap().name.to_string());
        names.collect()
    };
    assert_eq!(turns(&one), turns(&other));
    let begun = earlier.open_obligations().filter(|one| one.handed_in.is_some()).count();
    assert!((20..40).contains(&begun), "{begun}");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_can_be_shown_in_any_year() {
    let autumn = "2030-10-16T09:00:00+07:00";
    let facts = facts_on_disk(autumn).await;
    assert_eq!(facts.calendar().school_year(), "2030-2031");
    let shown = facts.calendar().numbered_week_of(day_of(instant(autumn))).unwrap().number;
    let week = of_week(&facts, shown, autumn);
    assert_eq!((week.overdue, week.late, week.exempt), (3, 3, 1));
    for year in 2020..2045 {
        let calendar = calendar::calendar(year).unwrap();
        assert_eq!(calendar.teaching_weeks().len(), 35, "{year}");
        let tet = calendar.parts().unnumbered.len();
        assert_eq!(tet, usize::from((2024..2035).contains(&year)), "{year}");
    }
    // What the file says of 2026–2027 and what the rule would say of it are one.
    let by_rule = calendar::by_rule(2026).unwrap();
    assert_eq!(by_rule.parts().unnumbered, calendar::calendar(2026).unwrap().parts().unnumbered);
    assert_eq!(by_rule.teaching_weeks(), calendar::calendar(2026).unwrap().teaching_weeks());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_with_a_school_is_left_alone_and_half_a_demo_is_none() {
    let folder = Folder::fresh();
    let place = DatabaseLocation::File(folder.join("hoso.db"));
    let august = instant("2026-08-20T09:00:00+07:00");
    let interrupted = found(&place, august, "$argon2id$", &[], &key()).await;
    assert!(matches!(interrupted, Err(DemoError::Work(Error::Refused(Refusal::NoFiles)))), "{interrupted:?}");
    let again = found(&place, august, "$argon2id$", &samples(), &key()).await;
    assert!(matches!(again, Err(DemoError::NotEmpty)), "{again:?}");
    let database = Database::open(&place, Clock::manual(august).0).await.unwrap();
    assert_eq!(exists(&database).await, Ok(None));
    database.close().await;
}

/// `cargo test -p records --release -- --ignored --nocapture demo`
#[tokio::test(flavor = "multi_thread")]
#[ignore = "measures"]
async fn how_long_it_takes() {
    for until in [WEDNESDAY, "2027-05-21T16:00:00+07:00"] {
        each_place(|place| async move {
            tokio::spawn(async move {
                let begun = std::time::Instant::now();
                found(&place, instant(until), "$argon2id$", &samples(), &key()).await.unwrap();
                let took = begun.elapsed();
                let database = Database::open(&place, Clock::manual(instant(until)).0).await.unwrap();
                let school = exists(&database).await.unwrap().unwrap();
                let count = async |work: &mut Work| {
                    let rows = crate::sql(
                        "SELECT (SELECT count(*) FROM obligations), (SELECT count(*) FROM submissions), revision \
                         FROM schools WHERE id = $1",
                    );
                    work.tx.one::<(i64, i64, i64)>(rows.bind(work.school)).await
                };
                let (owed, handed_in, events) = database.read(school, None, count).await.unwrap();
                println!("{until}, {:?}: {took:?}, {owed} owed, {handed_in} handed in, {events} events", database.db().engine());
                database.close().await;
            })
            .await
        })
        .await;
    }
}
