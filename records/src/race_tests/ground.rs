//! What lies there before everybody begins, as the plan of a round wants it.

use chrono::{Days, TimeDelta};
use domain::{
    absences::AbsenceId,
    closures::ClosureId,
    comments::{About, CommentId, NewComment},
    days::Timestamp,
    decisions::{DecisionId, Outcome},
    extensions::{AskForm, ExtensionId, RequestId},
    files::{Sha256, StoredFile},
    ids::{LockOrderId, SubmissionId, UpdateId},
    inspection::{Cause, InspectedFile, Inspection},
    obligations::{ObligationId, Reason},
    record_types::Step,
    reviews::DecisionRequest,
    updates::{GrantForm, RequestForm},
};
use uuid::Uuid;

use super::{
    attempt::{away, day_from, give_time, note_absence, shut_class},
    deeds::{Ordered, Subject, Who},
    plan::{Asked, Before, Plan},
    race::Race,
};
use crate::{
    FactStore, closures, comments,
    error::Error,
    extensions, inspections, locks, review_openings, reviews, submissions,
    submissions::HandIn,
    testing::school::paper,
    updates,
    uploads::{self, UploadId},
    work::Work,
};

/// What lies there before everybody begins.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    pub version: Option<(SubmissionId, Sha256)>,
    pub thread: Option<CommentId>,
    pub decision: Option<DecisionId>,
    pub file: Option<(UploadId, Timestamp)>,
    pub request: Option<RequestId>,
    pub extension: Option<ExtensionId>,
    pub absence: Option<AbsenceId>,
    pub closure: Option<ClosureId>,
    pub order: Option<LockOrderId>,
    pub update: Option<UpdateId>,
}

impl Race {
    /// What the plan wants to be there before: nothing of it meets an order, for there is none yet about this record.
    pub(super) async fn lay(&mut self, subject: &Subject, plan: &Plan) -> Ground {
        let mut ground = Ground::default();
        self.lay_before(subject, plan.before, &mut ground).await;
        if let Some(version) = ground.version {
            self.played.versions.insert(version.0.uuid(), subject.record.uuid());
            if plan.before != Before::Unopened {
                self.opens(version).await;
            }
        }
        let (school, record, teacher) = (&self.school, subject.record, subject.teachers[0]);
        if plan.has_file() {
            let began = self.hand().shows() - TimeDelta::seconds(plan.file_ago);
            let add = async move |work: &mut Work| uploads::add(work, teacher, record, &paper("Bản sửa.docx", 2), began).await;
            ground.file = Some((school.database.write_quietly(school.id, Some(teacher), add).await.unwrap(), began));
        }
        if let Some(ordered) = plan.order {
            ground.order = Some(self.orders(subject, ordered).await);
            ground.update = self.update(subject, plan.asked).await;
        }
        ground
    }

    /// What the school refuses is not there then: there is no week more at the end of the year, and nobody is away twice.
    async fn lay_before(&self, subject: &Subject, before: Before, ground: &mut Ground) {
        let (school, record, teacher) = (&self.school, subject.record, subject.teachers[0]);
        let (database, id, store) = (&school.database, school.id, school.store.clone());
        let principal = Some(school.nguyet);
        match before {
            Before::Nothing => {}
            Before::Exempt => school.exempt(school.nguyet, record, "Lớp nghỉ").await.unwrap(),
            Before::HandedIn | Before::Unopened => ground.version = Some(self.hands_in(subject).await),
            Before::Decided => {
                let version = self.hands_in(subject).await;
                ground.version = Some(version);
                let comments = store.clone();
                let add = async move |work: &mut Work| comments::add(work, &comments, record, comment(version.0)).await;
                ground.thread = Some(database.write(id, Some(school.am), add).await.unwrap());
                let wanted = decision(version, Outcome::Approved);
                let approve = async move |work: &mut Work| reviews::decide(work, &store, record, wanted).await;
                ground.decision = Some(database.write(id, Some(school.am), approve).await.unwrap());
            }
            Before::FileHeld => {
                let file = one_of_its_own();
                ground.version = Some(self.hands_in_this(subject, file.clone()).await);
                let found = [InspectedFile { file, inspection: Inspection::Held(vec![Cause::DdeField]) }];
                let note = async move |work: &mut Work| inspections::note(work, &found).await;
                database.write_quietly(id, None, note).await.unwrap();
            }
            Before::TimeAsked => {
                let ask = async move |work: &mut Work| {
                    let form = ask_for_time(work, &store, record).await?;
                    extensions::ask(work, &store, record, &form).await
                };
                ground.request = database.write(id, Some(teacher), ask).await.ok().and_then(Result::ok);
            }
            Before::TimeGiven => {
                let give = async move |work: &mut Work| give_time(work, &store, record).await;
                ground.extension = database.write(id, principal, give).await.ok();
            }
            Before::Absent => {
                let form = away(&*school.facts().await, subject);
                let note = async move |work: &mut Work| note_absence(work, &store, record, &form).await;
                ground.absence = database.write(id, principal, note).await.ok().map(|(absence, _)| absence);
            }
            Before::ClassShut => {
                let form = shut_class(&*school.facts().await, subject);
                let declare = async move |work: &mut Work| {
                    let seen = closures::seen_of(work, &store, &form).await?;
                    closures::declare(work, &store, &form, &seen).await
                };
                ground.closure = database.write(id, principal, declare).await.ok().and_then(Result::ok);
            }
        }
    }

    /// By those who may tick it later, with its one file.
    async fn opens(&self, (version, digest): (SubmissionId, Sha256)) {
        let school = &self.school;
        for person in [school.am, school.nguyet] {
            let note = async move |work: &mut Work| {
                review_openings::note(work, person, version, digest).await?;
                review_openings::note_file(work, person, version, 0).await
            };
            school.database.write_quietly(school.id, Some(person), note).await.unwrap();
        }
    }

    async fn hands_in(&self, subject: &Subject) -> (SubmissionId, Sha256) {
        self.hands_in_this(subject, paper("Giáo án.docx", 1)).await
    }

    async fn hands_in_this(&self, subject: &Subject, file: StoredFile) -> (SubmissionId, Sha256) {
        let school = &self.school;
        let form = HandIn { files: vec![file], ..school.form(subject.record) };
        let version = school.send(subject.teachers[0], form).await.unwrap().id;
        let read = async move |work: &mut Work| submissions::digest(work, version).await;
        (version, school.database.read(school.id, None, read).await.unwrap())
    }

    /// The first teacher asks for what the order shuts, as far as the plan goes; where it shuts nothing yet, nothing is asked for.
    async fn update(&self, subject: &Subject, asked: Asked) -> Option<UpdateId> {
        let (school, teacher) = (&self.school, subject.teachers[0]);
        let (store, form) = (school.store.clone(), request(subject.record));
        let ask = async move |work: &mut Work| updates::request(work, &store, &form).await;
        let granted_by = match asked {
            Asked::Nothing => return None,
            Asked::Requested => None,
            Asked::Granted(by) | Asked::Used(by) => Some(by),
        };
        let update = school.database.write(school.id, Some(teacher), ask).await.ok()?.expect("the form is right");
        if let Some(by) = granted_by {
            self.grants(subject, update, by).await;
        }
        if matches!(asked, Asked::Used(_)) {
            school.send(teacher, school.form(subject.record)).await.unwrap();
        }
        Some(update)
    }

    async fn grants(&self, subject: &Subject, update: UpdateId, by: Who) {
        let (store, by) = (self.school.store.clone(), self.person(by, subject));
        let grant = async move |work: &mut Work| updates::grant(work, &store, update, &hour()).await;
        self.school.database.write(self.school.id, Some(by), grant).await.unwrap().unwrap();
    }

    async fn orders(&self, subject: &Subject, ordered: Ordered) -> LockOrderId {
        let (store, form) = (self.school.store.clone(), ordered.form(subject, self.hand().shows()));
        let order = async move |work: &mut Work| locks::tests::looks_and_orders(work, &store, &form).await;
        let by = self.person(ordered.by, subject);
        self.school.database.write(self.school.id, Some(by), order).await.unwrap().unwrap()
    }
}

/// A file with bytes that no other one has.
fn one_of_its_own() -> StoredFile {
    let (half, other) = (Uuid::new_v4(), Uuid::new_v4());
    let mut bytes = [0; 32];
    bytes[..16].copy_from_slice(half.as_bytes());
    bytes[16..].copy_from_slice(other.as_bytes());
    StoredFile { sha256: Sha256::new(bytes), ..paper("Giáo án.docx", 1) }
}

/// A week more than there is, or from today.
pub async fn ask_for_time(work: &mut Work, store: &FactStore, record: ObligationId) -> Result<AskForm, Error> {
    let facts = store.facts(work).await?;
    Ok(AskForm { until: day_from(&facts, record, work.now, Days::new(7)), reason: "con ốm".to_owned(), ..AskForm::default() })
}

pub fn request(record: ObligationId) -> RequestForm {
    let (reason, evidence) = ("Ốm từ thứ Tư".to_owned(), "Giấy ra viện".to_owned());
    RequestForm { key: Uuid::now_v7().to_string(), records: vec![record.to_string()], reason, evidence, ..RequestForm::default() }
}

/// For one hour.
pub fn hour() -> GrantForm {
    GrantForm { hours: "1".to_owned() }
}

pub fn reason() -> Reason {
    Reason::parse("Sở lùi ngày kiểm tra").expect("a reason")
}

pub fn comment(submission: SubmissionId) -> NewComment {
    NewComment { key: None, submission, about: About::Version(None), words: format!("Xem lại {}", Uuid::new_v4()) }
}

pub fn decision((submission, digest): (SubmissionId, Sha256), outcome: Outcome) -> DecisionRequest {
    DecisionRequest { key: None, submission, digest, step: Step::Department, outcome }
}
