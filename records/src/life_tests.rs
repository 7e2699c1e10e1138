//! The whole life of records with their reviewers, played at random through the use cases on both engines, by everybody who
//! works at the school while posts are given, lent and taken away: whatever is tried, by whom and in which order, no approver
//! is an author, and nothing is approved but the bytes that are there. The rules alone are played in
//! `domain/src/reviews/life_tests.rs`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use chrono::TimeDelta;
use domain::{
    days::{Timestamp, day_of},
    deadlines::DueRule,
    decisions::{Decision, DecisionId, Outcome, Return},
    delegations::{DelegationForm, delegable_positions},
    files::Sha256,
    ids::SubmissionId,
    inspection::{Cause, HeldVerdict, InspectedFile, Inspection},
    obligations::Obligation,
    people::PersonId,
    record_types::{ApprovalRoute, OwedBy, Step},
    reviews::{Approval, DecisionRequest, Review, Tick, review_of},
    signing::SignatureStanding,
    staff::{AppointmentForm, EndForm},
    vietnamese,
};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use uuid::Uuid;

use crate::{
    FactStore, delegations,
    error::Error,
    inspections, new_id, people, record_types, review_openings, reviews,
    signing::{self, SchoolKey, SigningCredentials},
    staff, submissions,
    testing::{
        TestDatabase, allowed, each_engine,
        school::{self, SmallSchool, bring, paper, weekly},
    },
    work::Work,
};

/// One that the department approves and the leadership signs, and one for the department alone.
const RECORDS: [&str; 2] = ["Kế hoạch lớn tuần 10 · Lớp 4A", "Giáo án tuần 10 · Lớp 4B"];
const CASES: usize = 4;
const DEEDS: usize = 48;

/// What somebody tries; whoever it is, the use case decides.
#[derive(Clone, Debug)]
enum Deed {
    HandsIn {
        who: usize,
        record: usize,
        is_held: bool,
    },
    /// Decides about the version that was there so many hand-ins ago.
    Decides {
        who: usize,
        record: usize,
        approves: bool,
        step: Step,
        versions_ago: usize,
        has_right_bytes: bool,
    },
    /// Signs in a session in which the password was typed so many minutes ago.
    Signs {
        who: usize,
        record: usize,
        minutes_ago: i64,
    },
    /// Opens both records, or one of them, and approves both together.
    ApprovesTogether {
        who: usize,
        opens_both: bool,
    },
    TakesBack {
        who: usize,
        record: usize,
    },
    ReleasesFiles {
        who: usize,
    },
    Lends {
        who: usize,
        place: usize,
        to: usize,
        days: u64,
    },
    EndsLending {
        who: usize,
    },
    /// `who` gets a position of their own from the principal.
    Promotes {
        who: usize,
        post: usize,
    },
    /// What `who` holds ends with today.
    Leaves {
        who: usize,
    },
    Waits {
        hours: i64,
    },
}

const POSTS: [(&str, &str); 4] = [("deputy-head", "Mẫu giáo"), ("head", "Mẫu giáo"), ("vice-principal", ""), ("teacher", "4A, 4B")];

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    // Mostly those who write and those who approve: what goes wrong goes wrong among them.
    let who = || prop_oneof![3 => 0..3usize, 4 => 3..5usize, 3 => 5..6usize, 1 => 6..7usize];
    let writes = || prop_oneof![5 => 0..3usize, 1 => 3..7usize];
    let record = || 0..RECORDS.len();
    let step = prop_oneof![3 => Just(Step::Department), 1 => Just(Step::Leadership)];
    let versions_ago = prop_oneof![4 => Just(0usize), 1 => Just(1)];
    let decides = (
        prop_oneof![5 => 3..5usize, 3 => 0..7usize],
        record(),
        prop::bool::weighted(0.7),
        step,
        versions_ago,
        prop::bool::weighted(0.9),
    );
    let deed = prop_oneof![
        8 => (writes(), record(), prop::bool::weighted(0.1)).prop_map(|(who, record, is_held)| Deed::HandsIn { who, record, is_held }),
        10 => decides.prop_map(|(who, record, approves, step, versions_ago, has_right_bytes)| {
            Deed::Decides { who, record, approves, step, versions_ago, has_right_bytes }
        }),
        5 => (prop_oneof![3 => 5..6usize, 1 => 0..7usize], record(), 0..7i64).prop_map(|(who, record, minutes_ago)| Deed::Signs { who, record, minutes_ago }),
        3 => (who(), any::<bool>()).prop_map(|(who, opens_both)| Deed::ApprovesTogether { who, opens_both }),
        4 => (who(), record()).prop_map(|(who, record)| Deed::TakesBack { who, record }),
        2 => who().prop_map(|who| Deed::ReleasesFiles { who }),
        3 => (who(), 0..8usize, who(), 0..3u64).prop_map(|(who, place, to, days)| Deed::Lends { who, place, to, days }),
        1 => who().prop_map(|who| Deed::EndsLending { who }),
        2 => (who(), 0..POSTS.len()).prop_map(|(who, post)| Deed::Promotes { who, post }),
        1 => who().prop_map(|who| Deed::Leaves { who }),
        1 => (0..30i64).prop_map(|hours| Deed::Waits { hours }),
    ];
    prop::collection::vec(deed, DEEDS / 2..DEEDS)
}

struct Life {
    school: SmallSchool,
    now: Timestamp,
    /// Of each record, the first version first.
    versions: [Vec<SubmissionId>; RECORDS.len()],
    papers: u8,
    /// How much of what was tried was done.
    done: usize,
}

impl Life {
    async fn begin(database: &TestDatabase) -> Self {
        let school = SmallSchool::found(database).await;
        let year = school.year;
        let set_up = async move |work: &mut Work| {
            let mut record_type = weekly("ke-hoach-lon", "Kế hoạch lớn", OwedBy::EachClass, DueRule::FridayBefore, 9);
            record_type.approval_route = ApprovalRoute::DepartmentThenLeadership;
            record_types::add(work, &allowed(), &record_type).await?;
            bring(work, year, "Loại mới").await
        };
        database.write(school.id, Some(school.nguyet), set_up).await.unwrap();
        let now = school.at("2026-11-05T09:00:00+07:00");
        Self { school, now, versions: [Vec::new(), Vec::new()], papers: 0, done: 0 }
    }

    fn person(&self, who: usize) -> PersonId {
        let SmallSchool { hoa, thao, thuy, am, nguyet, hoa_y_te, .. } = self.school;
        [hoa, thao, thuy, am, am, nguyet, hoa_y_te][who]
    }

    /// What was tried is done or refused; anything else is a fault.
    fn note<T>(&mut self, deed: &Deed, tried: Result<T, Error>) -> Option<T> {
        match tried {
            Ok(done) => {
                self.done += 1;
                Some(done)
            }
            Err(Error::Refused(_)) => None,
            Err(other) => panic!("{deed:?}: {other:?}"),
        }
    }

    async fn digest(&self, submission: SubmissionId) -> Sha256 {
        let read = async move |work: &mut Work| submissions::digest(work, submission).await;
        self.school.database.read(self.school.id, None, read).await.unwrap()
    }

    async fn does(&mut self, deed: &Deed) {
        self.now += TimeDelta::minutes(7);
        self.school.database.hand.set(self.now);
        let (school, store) = (self.school.clone(), self.school.store.clone());
        match *deed {
            Deed::Waits { hours } => self.now += TimeDelta::hours(hours),
            Deed::HandsIn { who, record, is_held } => self.hands_in(deed, (who, record), is_held).await,
            Deed::Decides { who, record, approves, step, versions_ago, has_right_bytes } => {
                let Some(submission) = self.versions[record].iter().rev().nth(versions_ago).copied() else { return };
                let digest = if has_right_bytes { self.digest(submission).await } else { Sha256::new([99; 32]) };
                let correct_by = day_of(self.now);
                let back = Return { reasons: Vec::new(), words: "Sửa ngày.".to_owned(), correct_by };
                let outcome = if approves { Outcome::Approved } else { Outcome::Returned(back) };
                let wanted = DecisionRequest { key: None, submission, digest, step, outcome };
                let id = school.record(RECORDS[record]).await.id;
                let decide = async move |work: &mut Work| reviews::decide(work, &store, id, wanted).await;
                let tried = school.database.write(school.id, Some(self.person(who)), decide).await;
                assert!(has_right_bytes || tried.is_err(), "what is not there is not decided about: {deed:?}");
                self.note(deed, tried);
            }
            Deed::Signs { who, record, minutes_ago } => {
                let Some(submission) = self.versions[record].last().copied() else { return };
                let by = self.person(who);
                let credentials = self.signs_in(by, minutes_ago).await;
                let (digest, id) = (self.digest(submission).await, school.record(RECORDS[record]).await.id);
                let wanted = DecisionRequest { key: None, submission, digest, step: Step::Leadership, outcome: Outcome::Approved };
                let sign = async move |work: &mut Work| reviews::sign(work, &store, id, wanted, &credentials).await;
                let tried = school.database.write(school.id, Some(by), sign).await;
                self.note(deed, tried);
            }
            Deed::ApprovesTogether { who, opens_both } => self.approves_together(deed, who, opens_both).await,
            Deed::TakesBack { who, record } => {
                let known = school.record(RECORDS[record]).await;
                let Some(decision) = known.decisions.iter().rev().find(|one| one.stands()).map(|one| one.id) else { return };
                let undo = async move |work: &mut Work| reviews::undo(work, &store, known.id, decision).await;
                let tried = school.database.write(school.id, Some(self.person(who)), undo).await;
                self.note(deed, tried);
            }
            Deed::ReleasesFiles { who } => {
                let held = school.database.read(school.id, None, async |work: &mut Work| inspections::held(work).await).await;
                let Some(held) = held.unwrap().into_iter().next() else { return };
                let place = (held.submission.id, held.position);
                let release =
                    async move |work: &mut Work| inspections::judge(work, &store, place, HeldVerdict::Released, None).await;
                let tried = school.database.write(school.id, Some(self.person(who)), release).await;
                self.note(deed, tried);
            }
            Deed::Lends { who, place, to, days } => {
                let facts = school.facts().await;
                let places = delegable_positions(&facts, &facts.actor(school.nguyet, self.now), self.now);
                let Some(place) = places.get(place % places.len().max(1)) else { return };
                let until = day_of(self.now) + chrono::Days::new(days);
                let form = DelegationForm {
                    place: place.code.clone(),
                    to: self.person(to).to_string(),
                    from: vietnamese::date(day_of(self.now)),
                    until: vietnamese::date(until),
                    decision: "15/QĐ-MN".to_owned(),
                };
                let lend = async move |work: &mut Work| delegations::delegate(work, &store, &form).await;
                let tried = school.database.write(school.id, Some(self.person(who)), lend).await;
                self.note(deed, tried);
            }
            Deed::EndsLending { who } => {
                let all = school.database.read(school.id, None, async |work: &mut Work| delegations::all(work).await).await;
                let Some((id, _)) = all.unwrap().into_iter().next() else { return };
                let end = async move |work: &mut Work| delegations::end(work, &store, id).await;
                let tried = school.database.write(school.id, Some(self.person(who)), end).await;
                self.note(deed, tried);
            }
            Deed::Promotes { who, post } => {
                let (post, place) = POSTS[post];
                let from = vietnamese::date(day_of(self.now));
                let form = AppointmentForm { post: post.to_owned(), place: place.to_owned(), from, reason: String::new() };
                let person = self.person(who);
                let add = async move |work: &mut Work| staff::add_positions(work, &store, person, &form).await;
                let tried = school.database.write(school.id, Some(school.nguyet), add).await;
                self.note(deed, tried);
            }
            Deed::Leaves { who } => {
                let person = self.person(who);
                let form = EndForm { until: vietnamese::date(day_of(self.now)), reason: "Chuyển công tác".to_owned() };
                let end = async move |work: &mut Work| {
                    let Some((id, _)) = people::held(work, person).await?.into_iter().next() else { return Ok(Ok(())) };
                    staff::end_position(work, &store, person, id, &form).await
                };
                let tried = school.database.write(school.id, Some(school.nguyet), end).await;
                self.note(deed, tried);
            }
        }
    }

    async fn hands_in(&mut self, deed: &Deed, (who, record): (usize, usize), is_held: bool) {
        self.papers += 1;
        let file = paper("Giáo án.docx", self.papers);
        let inspection = if is_held { Inspection::Held(vec![Cause::Macros]) } else { Inspection::Clean };
        let found = vec![InspectedFile { file: file.clone(), inspection }];
        let note = async move |work: &mut Work| inspections::note(work, &found).await;
        let person = self.person(who);
        self.school.database.write_quietly(self.school.id, Some(person), note).await.unwrap();
        let mut form = self.school.form(self.school.record(RECORDS[record]).await.id);
        form.files = vec![file];
        let tried = self.school.send(person, form).await;
        if let Some(version) = self.note(deed, tried) {
            self.versions[record].push(version.id);
        }
    }

    /// A session in which the password was typed so long ago.
    async fn signs_in(&self, person: PersonId, minutes_ago: i64) -> SigningCredentials {
        let session = Uuid::new_v4().as_bytes().to_vec();
        let (school, of_session) = (&self.school, session.clone());
        school.database.hand.set(self.now - TimeDelta::minutes(minutes_ago));
        let begin = async move |work: &mut Work| school::sign_in(work, person, &of_session).await;
        school.database.write(school.id, Some(person), begin).await.unwrap();
        school.database.hand.set(self.now);
        SigningCredentials { session, key: SchoolKey::of_secret(&[1; 32]) }
    }

    async fn approves_together(&mut self, deed: &Deed, who: usize, opens_both: bool) {
        let by = self.person(who);
        let credentials = self.signs_in(by, 1).await;
        for (record, title) in RECORDS.into_iter().enumerate() {
            let Some(submission) = self.versions[record].last().copied() else { continue };
            let (known, digest) = (self.school.record(title).await, self.digest(submission).await);
            let review = review_of(&*self.school.facts().await, &known);
            let step = review.waiting().map_or(Step::Department, |waiting| waiting.step);
            let ticked = Tick { key: new_id(), obligation: known.id, submission, digest, step };
            let (school, store, credentials) = (&self.school, self.school.store.clone(), credentials.clone());
            let is_opened = opens_both || record == 0;
            if is_opened {
                let note = async move |work: &mut Work| {
                    review_openings::note(work, by, submission, digest).await?;
                    review_openings::note_file(work, by, submission, 0).await
                };
                school.database.write_quietly(school.id, Some(by), note).await.unwrap();
            }
            let approve = async move |work: &mut Work| review_openings::approve(work, &store, ticked, Some(&credentials)).await;
            let tried = school.database.write(school.id, Some(by), approve).await;
            self.note(deed, tried);
        }
    }

    /// What must hold whatever was done.
    async fn check(&self) {
        for (title, versions) in RECORDS.into_iter().zip(&self.versions) {
            let record = self.school.record(title).await;
            let review = review_of(&*self.school.facts().await, &record);
            let approvals = match &review {
                Review::Approved { submission, approvals } => {
                    assert_eq!(Some(submission), versions.last(), "what is approved is what is there");
                    approvals.clone()
                }
                Review::Waiting(waiting) => waiting.approvals.clone(),
                Review::Returned(_) | Review::NothingYet | Review::NotAsked | Review::SelfIssued { .. } => Vec::new(),
            };
            self.check_approvals(&record, &approvals, versions.last().copied()).await;
        }
    }

    async fn check_approvals(&self, record: &Obligation, approvals: &[Approval], last: Option<SubmissionId>) {
        let id = record.id;
        let kept = async move |work: &mut Work| submissions::versions(work, id).await;
        let kept = self.school.database.read(self.school.id, None, kept).await.unwrap();
        let authors: BTreeSet<PersonId> = kept.iter().map(|version| version.person).collect();
        for approval in approvals {
            assert!(!authors.contains(&approval.by), "nobody approves what they had a part in: {approvals:?}");
            let decision = record.decisions.iter().find(|one| one.id == approval.decision).unwrap();
            assert!(decision.stands() && Some(decision.submission) == last, "{decision:?}");
            assert_eq!(decision.digest, self.digest(decision.submission).await, "the bytes that were on the screen");
            assert!(self.is_free(decision.submission).await, "nobody approves what nobody may open: {decision:?}");
            if approval.step == Step::Leadership {
                self.check_signature(decision).await;
            }
        }
        let people: BTreeSet<PersonId> = approvals.iter().map(|one| one.by).collect();
        assert_eq!(people.len(), approvals.len(), "two steps are two people, or one of whoever is left alone: {approvals:?}");
    }

    async fn is_free(&self, submission: SubmissionId) -> bool {
        let read = async move |work: &mut Work| {
            let files = submissions::one(work, submission).await?.files;
            inspections::all(work, files.into_iter().map(|file| file.sha256)).await
        };
        let inspected = self.school.database.read(self.school.id, None, read).await.unwrap();
        !inspected.is_empty() && inspected.values().all(|one| one.causes().is_empty())
    }

    async fn check_signature(&self, decision: &Decision) {
        let submission = decision.submission;
        let store = self.school.store.clone();
        let read = async move |work: &mut Work| signing::of_version(work, &store, submission).await;
        let signatures = self.school.database.read(self.school.id, None, read).await.unwrap();
        let valid: Vec<_> = signatures.iter().filter(|one| one.standing == SignatureStanding::Valid).collect();
        let said = valid.first().and_then(|one| one.statement.as_ref()).map(|said| said.version.digest);
        assert_eq!((valid.len(), said), (1, Some(decision.digest)), "what the leadership approves is signed: {signatures:?}");
    }
}

/// Plays one life, and tells how much was done in it.
async fn live(database: &TestDatabase, deeds: &[Deed]) -> usize {
    let mut life = Life::begin(database).await;
    let mut decided: Vec<(DecisionId, PersonId)> = Vec::new();
    for deed in deeds {
        life.does(deed).await;
        life.check().await;
        let mut now = Vec::new();
        for title in RECORDS {
            now.extend(life.school.record(title).await.decisions.iter().map(|one| (one.id, one.by)));
        }
        assert!(decided.iter().all(|one| now.contains(one)), "what was decided stays written: {deed:?}");
        decided = now;
    }
    // What is followed event by event is what a fresh server would load.
    let fresh = SmallSchool { store: FactStore::default(), ..life.school.clone() };
    assert_eq!(fresh.facts().await, life.school.facts().await);
    life.done
}

#[tokio::test]
async fn no_approver_is_an_author_and_nothing_is_approved_without_its_bytes() {
    let mut runner = TestRunner::default();
    let steps = Arc::new(AtomicUsize::new(0));
    let done = Arc::new(AtomicUsize::new(0));
    for _ in 0..CASES {
        // Whoever reads a failure plays it again with these.
        let deeds: Vec<Deed> = deeds().new_tree(&mut runner).unwrap().current();
        println!("{deeds:?}");
        each_engine(|database| {
            let (deeds, steps, done) = (deeds.clone(), Arc::clone(&steps), Arc::clone(&done));
            async move {
                steps.fetch_add(deeds.len(), Ordering::Relaxed);
                done.fetch_add(live(&database, &deeds).await, Ordering::Relaxed);
            }
        })
        .await;
    }
    let (steps, done) = (steps.load(Ordering::Relaxed), done.load(Ordering::Relaxed));
    println!("{CASES} lives on each engine, {steps} steps, {done} of them done");
    assert!(done * 20 > steps, "what can happen does: {done} of {steps}");
}

/// The play is worth something only if what it can come to does happen in it.
#[tokio::test]
async fn the_play_reaches_every_state() {
    each_engine(|database| async move {
        let mut life = Life::begin(&database).await;
        let decides =
            |who, approves, step| Deed::Decides { who, record: 0, approves, step, versions_ago: 0, has_right_bytes: true };
        let (hoa, thao, thuy, am, nguyet) = (0, 1, 2, 4, 5);
        let hands_in = |who, is_held| Deed::HandsIn { who, record: 0, is_held };
        let signs = |who, minutes_ago| Deed::Signs { who, record: 0, minutes_ago };
        let approve = decides(am, true, Step::Department);
        for (deed, is_done) in [
            (hands_in(hoa, false), true),
            (decides(am, false, Step::Department), true),
            (Deed::TakesBack { who: am, record: 0 }, true),
            (decides(hoa, true, Step::Department), false),
            (approve.clone(), true),
            (signs(nguyet, 6), false),
            (signs(nguyet, 1), true),
            (hands_in(thao, false), true),
            (Deed::Lends { who: nguyet, place: 0, to: thuy, days: 1 }, true),
            (Deed::ApprovesTogether { who: am, opens_both: false }, true),
            (Deed::ApprovesTogether { who: nguyet, opens_both: true }, true),
            (hands_in(thao, true), true),
            (approve.clone(), false),
            (Deed::ReleasesFiles { who: nguyet }, true),
            (approve, true),
        ] {
            let before = life.done;
            life.does(&deed).await;
            life.check().await;
            assert_eq!(life.done > before, is_done, "{deed:?}");
        }
    })
    .await;
}
