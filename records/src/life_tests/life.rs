//! The school of the play and its people; each deed goes through the use case that the server calls for it.

use std::collections::BTreeSet;

use chrono::{Days, TimeDelta};
use domain::{
    comments::{About, CommentId, NewComment, Pin, Settled},
    days::{Timestamp, day_of},
    deadlines::DueRule,
    decisions::{DecisionId, Outcome, Return},
    delegations::{DelegationForm, delegable_positions},
    files::Sha256,
    ids::SubmissionId,
    inspection::{Cause, HeldVerdict, InspectedFile, Inspection},
    names::PersonName,
    people::{DepartmentKind, Honorific, PersonId, Position},
    record_types::{ApprovalRoute, OwedBy, Step},
    review_settings::{OwnWork, ReviewSettingsForm},
    reviews::{DecisionRequest, Tick, check_review},
    signing::SignedAct,
    staff::{AppointmentForm, EndForm},
    vietnamese,
};
use uuid::Uuid;

use super::{
    checks::{Kept, Relation},
    deeds::{Deed, POSTS, RECORDS},
};
use crate::{
    accounts, comments, delegations,
    error::{Checked, Error},
    inspections, new_id, people, record_types, review_openings, review_settings, reviews,
    signing::{SchoolKey, SigningCredentials},
    staff, submissions,
    testing::{
        TestDatabase, allowed,
        school::{self, SmallSchool, bring, first_week, paper, weekly},
    },
    units, withdrawals,
    work::Work,
};

/// Beside the small school: a vice principal, and a department with a head and a class of its own.
struct Others {
    vice_principal: PersonId,
    yen: PersonId,
    binh: PersonId,
}

pub struct Life {
    pub school: SmallSchool,
    others: Others,
    pub now: Timestamp,
    /// Each record as it was before the deed that is done now.
    pub known: Vec<Kept>,
    /// Who has opened which version, as the server has noted it.
    pub opened: BTreeSet<(PersonId, SubmissionId)>,
    papers: u8,
    /// How much of what was tried was done.
    pub done: usize,
}

impl Life {
    pub async fn begin(database: &TestDatabase) -> Self {
        let school = SmallSchool::found(database).await;
        let year = school.year;
        let set_up = async move |work: &mut Work| {
            let mut record_type = weekly("ke-hoach-lon", "Kế hoạch lớn", OwedBy::EachClass, DueRule::FRIDAY_BEFORE, 9);
            record_type.approval_route = ApprovalRoute::DepartmentThenLeadership;
            record_types::add(work, &allowed(), &record_type).await?;
            let others = Others::come(work).await?;
            bring(work, year, "Loại mới").await?;
            Ok::<_, Error>(others)
        };
        let others = database.write(school.id, Some(school.nguyet), set_up).await.unwrap();
        let now = school.at("2026-11-05T09:00:00+07:00");
        let mut life = Self { school, others, now, known: Vec::new(), opened: BTreeSet::new(), papers: 0, done: 0 };
        life.known = life.look().await;
        life
    }

    pub fn person(&self, who: usize) -> PersonId {
        let SmallSchool { hoa, thao, thuy, am, nguyet, hoa_y_te, .. } = self.school;
        let Others { vice_principal, yen, binh } = self.others;
        [hoa, thao, thuy, am, nguyet, vice_principal, hoa_y_te, yen, binh][who]
    }

    /// What was tried is done or refused; anything else is a fault.
    pub fn note<T>(&mut self, deed: &Deed, tried: Result<T, Error>) -> Option<T> {
        match tried {
            Ok(done) => {
                self.done += 1;
                Some(done)
            }
            Err(Error::Refused(_)) => None,
            Err(other) => panic!("{deed:?}: {other:?}"),
        }
    }

    /// The same of a form, of which the use case may also say what is wrong with it.
    fn note_form(&mut self, deed: &Deed, tried: Result<Checked, Error>) {
        if let Some(Err(_)) = self.note(deed, tried) {
            self.done -= 1;
        }
    }

    pub async fn digest(&self, submission: SubmissionId) -> Sha256 {
        let read = async move |work: &mut Work| submissions::digest(work, submission).await;
        self.school.database.read(self.school.id, None, read).await.unwrap()
    }

    /// The version of a record that was there so many hand-ins ago, also one that was taken back.
    pub fn version(&self, record: usize, ago: usize) -> Option<SubmissionId> {
        self.known[record].versions.iter().rev().nth(ago).map(|version| version.id)
    }

    pub async fn relation(&self, person: PersonId, record: usize) -> Relation {
        Relation::of(&*self.school.facts().await, person, &self.known[record].record, day_of(self.now))
    }

    /// Nobody decides about a record of another department, or their own.
    async fn check_decided(&self, deed: &Deed, person: PersonId, record: usize) {
        assert!(self.relation(person, record).await.leads, "not theirs to decide: {deed:?}");
        assert!(!self.known[record].authors().contains(&person), "their own: {deed:?}");
    }

    pub async fn does(&mut self, deed: &Deed) {
        self.now += TimeDelta::minutes(7);
        self.school.database.hand.set(self.now);
        match *deed {
            Deed::Waits { hours } => self.now += TimeDelta::hours(hours),
            Deed::HandsIn { who, record, is_held } => self.hands_in(deed, (who, record), is_held).await,
            Deed::Withdraws { who, record } => self.withdraws(deed, who, record).await,
            Deed::Opens { who, record } => self.opens(who, record).await,
            Deed::Decides { .. } => self.decides(deed).await,
            Deed::Signs { who, record, minutes_ago } => self.signs(deed, (who, record), minutes_ago).await,
            Deed::ApprovesTogether { who, opens, minutes_ago } => {
                self.together(deed, SignedAct::Approval, (who, opens), minutes_ago).await;
            }
            Deed::TakesBack { who, record } => self.takes_back(deed, who, record).await,
            Deed::Draws { .. } => self.draws(deed).await,
            Deed::Checks { .. } => self.checks(deed).await,
            Deed::ChecksTogether { who, opens, minutes_ago } => {
                self.together(deed, SignedAct::Check, (who, opens), minutes_ago).await;
            }
            Deed::Comments { who, record, versions_ago, is_pinned } => {
                let Some(submission) = self.version(record, versions_ago) else { return };
                let file = self.known[record].versions.iter().find(|one| one.id == submission).unwrap().files[0].clone();
                let pin = Pin { file: 0, sha256: file.sha256, spot: None, quote: String::new() };
                self.says(deed, (who, record), submission, About::Version(is_pinned.then_some(pin))).await;
            }
            Deed::Answers { who, record, thread } => {
                let (Some(thread), Some(submission)) = (self.thread(record, thread), self.version(record, 0)) else { return };
                self.says(deed, (who, record), submission, About::Thread(thread)).await;
            }
            Deed::Settles { who, record, thread, is } => self.settles_thread(deed, (who, record), thread, is).await,
            Deed::ReleasesFiles { who } => {
                let held = async |work: &mut Work| inspections::held(work).await;
                let held = self.school.database.read(self.school.id, None, held).await.unwrap();
                let Some(held) = held.into_iter().next() else { return };
                let (place, store) = ((held.place, held.position), self.school.store.clone());
                let release =
                    async move |work: &mut Work| inspections::judge(work, &store, place, HeldVerdict::Released, None).await;
                let tried = self.school.database.write(self.school.id, Some(self.person(who)), release).await;
                self.note(deed, tried);
            }
            Deed::ChangesTheWay { who, record, route } => {
                let of = self.known[record].record.terms.record_type;
                let change = move |mut form: ReviewSettingsForm| {
                    form.routes.iter_mut().filter(|row| row.record_type == of).for_each(|row| row.route = route);
                    form
                };
                self.changes_settings(deed, who, change).await;
            }
            Deed::ChangesOwnWork { who, own } => {
                let change = move |mut form: ReviewSettingsForm| {
                    form.own_work = form.own_work.map(|one: OwnWork| if one.of() == own.of() { own } else { one });
                    form
                };
                self.changes_settings(deed, who, change).await;
            }
            Deed::Lends { who, place, to, days } => self.lends(deed, who, place, (to, days)).await,
            Deed::EndsLending { who } => {
                let all = self.school.database.read(self.school.id, None, async |work: &mut Work| delegations::all(work).await);
                let Some((id, _)) = all.await.unwrap().into_iter().next() else { return };
                let store = self.school.store.clone();
                let end = async move |work: &mut Work| delegations::end(work, &store, id).await;
                let tried = self.school.database.write(self.school.id, Some(self.person(who)), end).await;
                self.note(deed, tried);
            }
            Deed::Promotes { who, post } => {
                let (post, place) = POSTS[post];
                let from = vietnamese::date(day_of(self.now));
                let form = AppointmentForm { post: post.to_owned(), place: place.to_owned(), from, reason: String::new() };
                let (store, person) = (self.school.store.clone(), self.person(who));
                let add = async move |work: &mut Work| staff::add_positions(work, &store, person, &form).await;
                let tried = self.school.database.write(self.school.id, Some(self.school.nguyet), add).await;
                self.note_form(deed, tried);
            }
            Deed::Leaves { who } => {
                let (store, person) = (self.school.store.clone(), self.person(who));
                let form = EndForm {
                    until: vietnamese::date(day_of(self.now)),
                    reason: "Chuyển công tác".to_owned(),
                    ..EndForm::default()
                };
                let end = async move |work: &mut Work| {
                    let Some((id, _)) = people::held(work, person).await?.into_iter().next() else { return Ok(Ok(())) };
                    staff::end_position(work, &store, person, id, &form).await
                };
                let tried = self.school.database.write(self.school.id, Some(self.school.nguyet), end).await;
                self.note_form(deed, tried);
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
        let mut form = self.school.form(self.known[record].record.id);
        form.files = vec![file];
        let tried = self.school.send(person, form).await;
        if self.note(deed, tried).is_some() {
            assert!(self.relation(person, record).await.teaches, "not theirs to hand in: {deed:?}");
        }
    }

    async fn withdraws(&mut self, deed: &Deed, who: usize, record: usize) {
        let Some(version) = self.known[record].last().cloned() else { return };
        let (store, by) = (self.school.store.clone(), self.person(who));
        let withdraw = async move |work: &mut Work| withdrawals::withdraw(work, &store, version.id).await;
        let tried = self.school.database.write(self.school.id, Some(by), withdraw).await;
        if self.note(deed, tried).is_some() {
            assert_eq!(version.person, by, "nobody takes back what somebody else handed in: {deed:?}");
            let others = self.opened.iter().filter(|(person, of)| *of == version.id && *person != by).count();
            assert_eq!(others, 0, "what was opened stays: {deed:?}");
        }
    }

    async fn opens(&mut self, who: usize, record: usize) {
        let (facts, person) = (self.school.facts().await, self.person(who));
        let (actor, known) = (facts.actor(person, self.now), &self.known[record]);
        let Some(submission) = known.last().map(|version| version.id) else { return };
        let Ok(waiting) = known.review.clone().waiting() else { return };
        if check_review(&facts, &actor, &known.record, &waiting, self.now).is_ok() {
            self.opens_version(person, submission).await;
            self.done += 1;
        }
    }

    pub async fn opens_version(&mut self, person: PersonId, submission: SubmissionId) {
        let digest = self.digest(submission).await;
        let note = async move |work: &mut Work| {
            review_openings::note(work, person, submission, digest).await?;
            review_openings::note_file(work, person, submission, 0).await
        };
        self.school.database.write_quietly(self.school.id, Some(person), note).await.unwrap();
        self.opened.insert((person, submission));
    }

    async fn decides(&mut self, deed: &Deed) {
        let Deed::Decides { who, record, approves, step, versions_ago, has_right_bytes } = *deed else { return };
        let Some(submission) = self.version(record, versions_ago) else { return };
        let digest = if has_right_bytes { self.digest(submission).await } else { Sha256::new([99; 32]) };
        let correct_by = day_of(self.now);
        let back = Return { reasons: Vec::new(), words: "Sửa ngày.".to_owned(), correct_by };
        let outcome = if approves { Outcome::Approved } else { Outcome::Returned(back) };
        let wanted = DecisionRequest { key: None, submission, digest, step, outcome };
        let (store, id, by) = (self.school.store.clone(), self.known[record].record.id, self.person(who));
        let decide = async move |work: &mut Work| reviews::decide(work, &store, id, wanted).await;
        let tried = self.school.database.write(self.school.id, Some(by), decide).await;
        assert!(has_right_bytes || tried.is_err(), "what is not there is not decided about: {deed:?}");
        self.decided(deed, (by, record), tried).await;
    }

    async fn signs(&mut self, deed: &Deed, (who, record): (usize, usize), minutes_ago: i64) {
        let Some(submission) = self.version(record, 0) else { return };
        let by = self.person(who);
        let credentials = self.signs_in(by, minutes_ago).await;
        let (store, id, digest) = (self.school.store.clone(), self.known[record].record.id, self.digest(submission).await);
        let wanted = DecisionRequest { key: None, submission, digest, step: Step::Leadership, outcome: Outcome::Approved };
        let sign = async move |work: &mut Work| reviews::sign(work, &store, id, wanted, &credentials).await;
        let tried = self.school.database.write(self.school.id, Some(by), sign).await;
        self.decided(deed, (by, record), tried).await;
    }

    /// Of what was decided by this deed; a second click finds its own decision, which was asked about then.
    async fn decided(&mut self, deed: &Deed, (by, record): (PersonId, usize), tried: Result<DecisionId, Error>) {
        let known = &self.known[record].record.decisions;
        let is_new = tried.as_ref().is_ok_and(|id| !known.iter().any(|one| one.id == *id));
        if is_new {
            self.check_decided(deed, by, record).await;
        }
        self.note(deed, tried);
    }

    /// A session in which the password was typed so long ago.
    pub async fn signs_in(&self, person: PersonId, minutes_ago: i64) -> SigningCredentials {
        let session = Uuid::new_v4().as_bytes().to_vec();
        let (school, of_session) = (&self.school, session.clone());
        school.database.hand.set(self.now - TimeDelta::minutes(minutes_ago));
        let begin = async move |work: &mut Work| school::sign_in(work, person, &of_session).await;
        school.database.write(school.id, Some(person), begin).await.unwrap();
        school.database.hand.set(self.now);
        SigningCredentials { session, key: SchoolKey::of_secret(&[1; 32]) }
    }

    /// Opens some of the records, and approves or checks all of them together.
    async fn together(&mut self, deed: &Deed, act: SignedAct, (who, opens): (usize, [bool; RECORDS.len()]), minutes_ago: i64) {
        let by = self.person(who);
        let credentials = self.signs_in(by, minutes_ago).await;
        for (record, opens) in opens.into_iter().enumerate() {
            let Some(submission) = self.known[record].last().map(|version| version.id) else { continue };
            if opens {
                self.opens_version(by, submission).await;
            }
            let version = (submission, self.digest(submission).await);
            let is_done = match act {
                SignedAct::Approval => self.approves_ticked(deed, (by, record), version, &credentials).await,
                SignedAct::Check => self.checks_ticked(deed, (by, record), version, &credentials).await,
            };
            assert!(!is_done || self.opened.contains(&(by, submission)), "nobody signs for what they never saw: {deed:?}");
        }
    }

    /// Approves one of several that were ticked; whether it was approved.
    async fn approves_ticked(
        &mut self,
        deed: &Deed,
        (by, record): (PersonId, usize),
        (submission, digest): (SubmissionId, Sha256),
        credentials: &SigningCredentials,
    ) -> bool {
        let step = self.known[record].review.clone().waiting().map_or(Step::Department, |waiting| waiting.step);
        let ticked = Tick { key: new_id(), obligation: self.known[record].record.id, submission, digest, step };
        let (store, credentials) = (self.school.store.clone(), credentials.clone());
        let approve = async move |work: &mut Work| review_openings::approve(work, &store, ticked, Some(&credentials)).await;
        let tried = self.school.database.write(self.school.id, Some(by), approve).await;
        let is_done = tried.is_ok();
        self.decided(deed, (by, record), tried).await;
        is_done
    }

    async fn takes_back(&mut self, deed: &Deed, who: usize, record: usize) {
        let known = &self.known[record].record;
        let Some(decision) = known.decisions.iter().filter(|one| one.stands()).max_by_key(|one| one.at).cloned() else { return };
        let (store, id, by, of) = (self.school.store.clone(), known.id, self.person(who), decision.id);
        let undo = async move |work: &mut Work| reviews::undo(work, &store, id, of).await;
        let tried = self.school.database.write(self.school.id, Some(by), undo).await;
        if self.note(deed, tried).is_some() {
            assert_eq!(decision.by, by, "nobody takes back what somebody else decided: {deed:?}");
            assert!(self.now - decision.at <= TimeDelta::minutes(10), "ten minutes are over: {deed:?}");
        }
    }

    /// One of the threads of a record.
    fn thread(&self, record: usize, number: usize) -> Option<CommentId> {
        let all = &self.known[record].comments.all;
        let begun: Vec<CommentId> = all.iter().filter(|one| matches!(one.about, About::Version(_))).map(|one| one.id).collect();
        begun.get(number % begun.len().max(1)).copied()
    }

    async fn says(&mut self, deed: &Deed, (who, record): (usize, usize), submission: SubmissionId, about: About) {
        // Where nothing counts there is nothing to write about, and no page to write on.
        if self.known[record].last().is_none() {
            return;
        }
        let words = format!("Câu {}", self.known[record].comments.all.len());
        let (store, id, by) = (self.school.store.clone(), self.known[record].record.id, self.person(who));
        let new = NewComment { key: None, submission, about, words };
        let add = async move |work: &mut Work| comments::add(work, &store, id, new).await;
        let tried = self.school.database.write(self.school.id, Some(by), add).await;
        if self.note(deed, tried).is_some() {
            let relation = self.relation(by, record).await;
            let is_theirs = relation.teaches || relation.leads || self.known[record].authors().contains(&by);
            assert!(is_theirs, "nobody writes about a record of another department: {deed:?}");
            let version = self.known[record].versions.iter().find(|one| one.id == submission).unwrap();
            assert_eq!(version.withdrawn_at, None, "what was taken back is not written about: {deed:?}");
        }
    }

    /// Whoever began a thread settles it; of somebody who has left, whoever may decide about the record.
    async fn settles_thread(&mut self, deed: &Deed, (who, record): (usize, usize), thread: usize, is: Settled) {
        let Some(thread) = self.thread(record, thread) else { return };
        if self.known[record].last().is_none() {
            return;
        }
        let (store, id, by) = (self.school.store.clone(), self.known[record].record.id, self.person(who));
        let settle = async move |work: &mut Work| comments::settle(work, &store, id, thread, is).await;
        let tried = self.school.database.write(self.school.id, Some(by), settle).await;
        let began = self.known[record].comments.all.iter().find(|one| one.id == thread).unwrap().by;
        if self.note(deed, tried).is_some() && began != by {
            self.check_decided(deed, by, record).await;
            let (facts, relation) = (self.school.facts().await, self.relation(began, record).await);
            let is_theirs = relation.teaches || relation.leads || self.known[record].authors().contains(&began);
            let works_here = !facts.organisation().positions(began, day_of(self.now)).is_empty();
            assert!(!is_theirs || !works_here, "whoever began it is there to settle it: {deed:?}");
        }
    }

    /// What was handed in before goes on by what was true then.
    async fn changes_settings(
        &mut self,
        deed: &Deed,
        who: usize,
        change: impl FnOnce(ReviewSettingsForm) -> ReviewSettingsForm + Send + 'static,
    ) {
        let change = async move |work: &mut Work| review_settings::change(work, change).await;
        let by = self.person(who);
        let tried = self.school.database.write(self.school.id, Some(by), change).await;
        if let Some(Ok(())) = self.note(deed, tried) {
            let facts = self.school.facts().await;
            let held = facts.organisation().positions(by, day_of(self.now));
            let leads = held.iter().any(|position| matches!(position, Position::Principal | Position::VicePrincipal));
            assert!(leads, "only the leadership settles that, and nobody in its place: {deed:?}");
        }
        for (before, after) in self.known.iter().zip(self.look().await) {
            assert_eq!(before.review, after.review, "{deed:?}");
        }
    }

    async fn lends(&mut self, deed: &Deed, who: usize, place: usize, (to, days): (usize, u64)) {
        let facts = self.school.facts().await;
        let places = delegable_positions(&facts, &facts.actor(self.school.nguyet, self.now), self.now);
        let Some(place) = places.get(place % places.len().max(1)) else { return };
        let today = day_of(self.now);
        let form = DelegationForm {
            place: place.code.clone(),
            to: self.person(to).to_string(),
            from: vietnamese::date(today),
            until: vietnamese::date(today + Days::new(days)),
            decision: "15/QĐ-MN".to_owned(),
        };
        let store = self.school.store.clone();
        let lend = async move |work: &mut Work| delegations::delegate(work, &store, &form).await;
        let tried = self.school.database.write(self.school.id, Some(self.person(who)), lend).await;
        self.note_form(deed, tried);
    }
}

impl Others {
    async fn come(work: &mut Work) -> Result<Self, Error> {
        let nursery = units::add_department(work, &allowed(), "Nhà trẻ", DepartmentKind::Teaching).await?;
        let class = units::add_class(work, &allowed(), "NT1", nursery).await?;
        let mut staff = Vec::new();
        for (name, username, position) in [
            ("Trần Thị Đào", "dao", Position::VicePrincipal),
            ("Bùi Thị Hải Yến", "yen", Position::Head(nursery)),
            ("Võ Thị Bình", "binh", Position::Teacher(class)),
        ] {
            let name = PersonName::parse(name).expect("a name");
            let person = people::add_person(work, &allowed(), &name, Honorific::Co, None).await?;
            accounts::open(work, &allowed(), person, username, "$argon2id$", false).await?;
            people::appoint(work, &allowed(), person, position, first_week(), "01/QĐ-MNHS").await?;
            staff.push(person);
        }
        let [vice_principal, yen, binh] = staff[..] else { panic!("three people") };
        Ok(Self { vice_principal, yen, binh })
    }
}
