//! One school and some servers over its one database: each round lays its ground, and then everything is tried at once, each by
//! a server drawn by lot.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    comments::{About, CommentId, NewComment, Settled},
    days::{Timestamp, day_of},
    decisions::{DecisionId, Outcome, Return},
    files::Sha256,
    ids::{LockOrderId, SubmissionId, UpdateId},
    locks::{AuthorityForm, LockForm},
    names::PersonName,
    obligations::{ObligationId, Reason},
    people::{Honorific, PersonId, Position, SchoolId},
    record_types::Step,
    refusal::{LockRefusal, Refusal},
    reviews::DecisionRequest,
    scope::ScopeForm,
    updates::{GrantForm, RequestForm},
};
use tokio::{sync::Barrier, task::JoinSet};
use uuid::Uuid;

use super::{
    deeds::{Asked, Before, Deed, Ordered, Plan, Subject, Who},
    dice::Dice,
    oracle::{self, CameTo, Marks, Tried, Verdict},
};
use crate::{
    Database, FactStore, accounts,
    clock::{Clock, ManualClock},
    comments,
    error::Error,
    events, exemptions, locks, people, reviews, submissions,
    submissions::HandIn,
    testing::{
        TestDatabase, allowed,
        school::{SmallSchool, first_week, paper},
    },
    updates,
    uploads::{self, UploadId},
    withdrawals,
    work::Work,
};

/// How many servers work on the database.
const SERVERS: usize = 3;
/// So long ago at most a form counts (decision 0006).
const COUNTS_FROM: TimeDelta = TimeDelta::minutes(15);

/// One process over the database, with facts of its own.
#[derive(Clone, Debug)]
struct Server {
    database: Database,
    store: FactStore,
}

pub struct Race {
    pub school: SmallSchool,
    vice_principal: PersonId,
    /// The first one is the school's own.
    servers: Vec<Server>,
    subjects: Vec<Subject>,
    dice: Dice,
    tried: Vec<Tried>,
}

/// What lies there before everybody begins.
#[derive(Clone, Debug, Default)]
struct Ground {
    version: Option<(SubmissionId, Sha256)>,
    thread: Option<CommentId>,
    decision: Option<DecisionId>,
    file: Option<(UploadId, Timestamp)>,
    order: Option<LockOrderId>,
    update: Option<UpdateId>,
}

/// What one of them tries.
#[derive(Clone, Debug)]
struct Attempt {
    school: SchoolId,
    by: PersonId,
    deed: Deed,
    subject: Subject,
    ground: Ground,
}

impl Race {
    pub async fn begin(database: &TestDatabase, seed: u64) -> Self {
        let school = SmallSchool::found(database).await;
        let team = school.hoa_y_te;
        let come = async move |work: &mut Work| {
            let name = PersonName::parse("Trần Thị Đào").expect("a name");
            let dao = people::add_person(work, &allowed(), &name, Honorific::Co, None).await?;
            accounts::open(work, &allowed(), dao, "dao", "$argon2id$", false).await?;
            people::appoint(work, &allowed(), dao, Position::VicePrincipal, first_week(), "01/QĐ-MNHS").await?;
            people::appoint(work, &allowed(), team, Position::ManagementTeam, first_week(), "01/QĐ-MNHS").await?;
            Ok::<_, Error>(dao)
        };
        let vice_principal = database.write(school.id, Some(school.nguyet), come).await.unwrap();
        // Whoever comes first of the two shuts and opens.
        let alone = AuthorityForm { parts: "either".to_owned(), opening_and_whole: "either".to_owned() };
        let store = school.store.clone();
        let settle = async move |work: &mut Work| locks::set_authority(work, &store, &alone).await;
        database.write(school.id, Some(school.nguyet), settle).await.unwrap().unwrap();
        let mut servers = vec![Server { database: database.database.clone(), store: school.store.clone() }];
        while servers.len() < SERVERS {
            // All of them have one clock: they work on one machine.
            let clock = Clock::Manual(database.hand.clone());
            let another = Database::open_as_it_is(&database.place, clock).await.unwrap();
            servers.push(Server { database: another, store: FactStore::default() });
        }
        let facts = school.facts().await;
        let teachers = |class| if class == school.class_4a { vec![school.hoa, school.thao] } else { vec![school.thuy] };
        let subjects = facts.obligations.iter().filter_map(|one| Subject::of(one, school.year, teachers)).collect();
        Self { school, vice_principal, servers, subjects, dice: Dice::of(seed), tried: Vec::new() }
    }

    /// For how many rounds it has records.
    pub const fn room(&self) -> usize {
        self.subjects.len()
    }

    /// Its first record, and an order by which the principal shuts it.
    pub fn first_with_a_lock(&self) -> (ObligationId, LockForm) {
        let subject = &self.subjects[0];
        let scope = ScopeForm { records: vec![subject.record.to_string()], ..ScopeForm::default() };
        (subject.record, LockForm { scope, reason: "Chốt hồ sơ".to_owned(), ..LockForm::empty() })
    }

    fn hand(&self) -> &ManualClock {
        &self.school.database.hand
    }

    fn person(&self, who: Who, subject: &Subject) -> PersonId {
        match who {
            Who::Principal => self.school.nguyet,
            Who::VicePrincipal => self.vice_principal,
            Who::Team => self.school.hoa_y_te,
            Who::Head => self.school.am,
            Who::Teacher(number) => subject.teachers[number % subject.teachers.len()],
        }
    }

    /// Runs one round, about the record of this number.
    pub async fn round(&mut self, number: usize) {
        let subject = self.subjects[number].clone();
        let plan = Plan::thrown(&mut self.dice);
        let now = self.hand().shows();
        // Twenty seconds before a full minute.
        self.hand().set(now + TimeDelta::seconds(100 - now.timestamp().rem_euclid(60)));
        let ground = self.lay(&subject, &plan).await;
        self.hand().advance(TimeDelta::seconds(plan.waited));
        let begins = Arc::new(Barrier::new(plan.deeds.len() + 1));
        let mut running = JoinSet::new();
        for (deed, pause) in plan.deeds {
            let drawn = self.dice.below(SERVERS as u64);
            let server = self.servers[usize::try_from(drawn).unwrap()].clone();
            let by = self.person(deed.by(), &subject);
            let attempt = Attempt { school: self.school.id, by, deed, subject: subject.clone(), ground: ground.clone() };
            let begins = Arc::clone(&begins);
            running.spawn(async move {
                begins.wait().await;
                pause.pass().await;
                attempt.run(server).await
            });
        }
        begins.wait().await;
        for (seconds, pause) in plan.ticks {
            pause.pass().await;
            match seconds {
                // Somebody sets the clock back; the machine runs on.
                back if back < 0 => self.hand().jump(TimeDelta::seconds(back)),
                on => self.hand().advance(TimeDelta::seconds(on)),
            }
        }
        while let Some(tried) = running.join_next().await {
            self.tried.push(tried.unwrap());
        }
    }

    /// What the plan wants to be there before: nothing of it meets an order, for there is none yet about this record.
    async fn lay(&self, subject: &Subject, plan: &Plan) -> Ground {
        let (school, record, teacher) = (&self.school, subject.record, subject.teachers[0]);
        let (database, id) = (&school.database, school.id);
        let mut ground = Ground::default();
        match plan.before {
            Before::Nothing => {}
            Before::Exempt => school.exempt(school.nguyet, record, "Lớp nghỉ").await.unwrap(),
            Before::HandedIn | Before::Decided => {
                let version = school.send(teacher, school.form(record)).await.unwrap().id;
                let read = async move |work: &mut Work| submissions::digest(work, version).await;
                ground.version = Some((version, database.read(id, None, read).await.unwrap()));
            }
        }
        if let (Before::Decided, Some(version)) = (plan.before, ground.version) {
            let store = school.store.clone();
            let add = async move |work: &mut Work| comments::add(work, &store, record, comment(version.0)).await;
            ground.thread = Some(database.write(id, Some(school.am), add).await.unwrap());
            let store = school.store.clone();
            let approve = async move |work: &mut Work| {
                let wanted = decision(version, Outcome::Approved);
                reviews::decide(work, &store, record, wanted).await
            };
            ground.decision = Some(database.write(id, Some(school.am), approve).await.unwrap());
        }
        if plan.deeds.iter().any(|(deed, _)| matches!(deed, Deed::HandsInFiles)) {
            let began = self.hand().shows() - TimeDelta::seconds(plan.file_ago);
            let add = async move |work: &mut Work| uploads::add(work, teacher, record, &paper("Bản sửa.docx", 2), began).await;
            ground.file = Some((database.write_quietly(id, Some(teacher), add).await.unwrap(), began));
        }
        if let Some(ordered) = plan.order {
            ground.order = Some(self.orders(subject, ordered).await);
            ground.update = self.update(subject, plan.asked).await;
        }
        ground
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
            let store = school.store.clone();
            let grant = async move |work: &mut Work| updates::grant(work, &store, update, &hour()).await;
            school.database.write(school.id, Some(self.person(by, subject)), grant).await.unwrap().unwrap();
        }
        if matches!(asked, Asked::Used(_)) {
            school.send(teacher, school.form(subject.record)).await.unwrap();
        }
        Some(update)
    }

    async fn orders(&self, subject: &Subject, ordered: Ordered) -> LockOrderId {
        let (store, form) = (self.school.store.clone(), ordered.form(subject, self.hand().shows()));
        let order = async move |work: &mut Work| locks::tests::looks_and_orders(work, &store, &form).await;
        let by = self.person(ordered.by, subject);
        self.school.database.write(self.school.id, Some(by), order).await.unwrap().unwrap()
    }

    /// What the oracle says of all rounds together.
    pub async fn end(self) -> Verdict {
        let read = async |work: &mut Work| {
            let whole = events::verify(work).await?;
            Ok::<_, Error>((whole, events::since(work, 0, i64::MAX).await?))
        };
        let (whole, chain) = self.school.database.read(self.school.id, None, read).await.unwrap();
        assert!(whole.is_ok(), "{whole:?}");
        let records: BTreeMap<Uuid, Marks> = self.subjects.iter().map(|one| (one.record.uuid(), one.marks())).collect();
        let verdict = oracle::judge(&chain, &records, &self.tried);
        // What each server has followed event by event is what a fresh one loads.
        let fresh = SmallSchool { store: FactStore::default(), ..self.school.clone() }.facts().await;
        for Server { database, store } in &self.servers {
            let store = store.clone();
            let facts = async move |work: &mut Work| store.facts(work).await;
            assert_eq!(database.read(self.school.id, None, facts).await.unwrap(), fresh);
        }
        for server in &self.servers[1..] {
            server.database.close().await;
        }
        verdict
    }
}

impl Attempt {
    /// Tries it, and notes how the database stood in the transaction that tried it: whether that is committed or taken back, no
    /// other one of the school overlaps it.
    async fn run(self, server: Server) -> Tried {
        let (school, by, record, what) = (self.school, self.by, self.subject.record, format!("{:?}", self.deed));
        let way = self.deed.way();
        let began = self.began(server.database.now());
        let stood = Arc::new(OnceLock::new());
        let (noted, store) = (Arc::clone(&stood), server.store);
        let task = async move |work: &mut Work| {
            let behind = work.revision().await?;
            _ = noted.set((behind, work.now));
            self.act(work, &store, began).await
        };
        let came_to = match server.database.write(school, Some(by), task).await {
            Ok(()) => CameTo::Done,
            Err(Error::Refused(Refusal::Lock(LockRefusal::Shut(_)))) => CameTo::Shut,
            // What is granted or finished may never have been asked for: its request was refused before the round.
            Err(Error::Refused(_) | Error::NotFound) => CameTo::Refused,
            Err(failed) => CameTo::Failed(failed),
        };
        let (behind, now) = stood.get().copied().unwrap_or((0, DateTime::<Utc>::UNIX_EPOCH));
        Tried { what, record: record.uuid(), by: Some(by.uuid()), way, behind, now, began, came_to }
    }

    /// When the last part of a hand-in began to arrive that is sent on at `arrived`.
    fn began(&self, arrived: Timestamp) -> Option<Timestamp> {
        match self.deed {
            Deed::HandsIn { ago, .. } => Some(arrived - TimeDelta::seconds(ago)),
            Deed::HandsInFiles => self.ground.file.map(|(_, began)| began.min(arrived)),
            Deed::Orders(_)
            | Deed::Executes
            | Deed::Revokes
            | Deed::Withdraws
            | Deed::Decides { .. }
            | Deed::TakesBack
            | Deed::Comments { .. }
            | Deed::Settles
            | Deed::Exempts
            | Deed::EndsExemption
            | Deed::AsksForUpdate
            | Deed::GrantsUpdate { .. }
            | Deed::FinishesUpdate => None,
        }
    }

    async fn act(self, work: &mut Work, store: &FactStore, began: Option<Timestamp>) -> Result<(), Error> {
        let (ground, record) = (self.ground, self.subject.record);
        let reason = || Reason::parse("Sở lùi ngày kiểm tra").expect("a reason");
        match self.deed {
            Deed::Orders(ordered) => {
                let form = ordered.form(&self.subject, work.now);
                locks::tests::looks_and_orders(work, store, &form).await?.expect("the form is right");
                Ok(())
            }
            Deed::Executes => locks::execute(work, store, there(ground.order)?).await,
            Deed::Revokes => locks::revoke(work, store, there(ground.order)?, &reason()).await,
            Deed::HandsIn { .. } => {
                let arrived = there(began)?;
                let files = vec![paper("Giáo án.docx", 3)];
                let form = HandIn { files, ..empty_form(record, arrived, arrived.max(work.now - COUNTS_FROM)) };
                submissions::hand_in(work, store, form).await.map(drop)
            }
            Deed::HandsInFiles => {
                let (file, _) = there(ground.file)?;
                let form = empty_form(record, work.now, work.now);
                submissions::hand_in_with_uploads(work, store, form, &[file]).await.map(drop)
            }
            Deed::Withdraws => withdrawals::withdraw(work, store, there(ground.version)?.0).await.map(drop),
            Deed::Decides { approves } => {
                let back = Return { reasons: Vec::new(), words: "Sửa ngày.".to_owned(), correct_by: day_of(work.now) };
                let outcome = if approves { Outcome::Approved } else { Outcome::Returned(back) };
                reviews::decide(work, store, record, decision(there(ground.version)?, outcome)).await.map(drop)
            }
            Deed::TakesBack => reviews::undo(work, store, record, there(ground.decision)?).await,
            Deed::Comments { .. } => comments::add(work, store, record, comment(there(ground.version)?.0)).await.map(drop),
            Deed::Settles => comments::settle(work, store, record, there(ground.thread)?, Settled::Done).await,
            Deed::Exempts => exemptions::exempt(work, store, record, &reason()).await,
            Deed::EndsExemption => exemptions::end_exemption(work, store, record, &reason()).await,
            Deed::AsksForUpdate => {
                updates::request(work, store, &request(record)).await?.expect("the form is right");
                Ok(())
            }
            Deed::GrantsUpdate { .. } => {
                updates::grant(work, store, there(ground.update)?, &hour()).await?.expect("the form is right");
                Ok(())
            }
            Deed::FinishesUpdate => updates::finish(work, store, there(ground.update)?).await,
        }
    }
}

fn request(record: ObligationId) -> RequestForm {
    let (reason, evidence) = ("Ốm từ thứ Tư".to_owned(), "Giấy ra viện".to_owned());
    RequestForm { key: Uuid::now_v7().to_string(), records: vec![record.to_string()], reason, evidence, ..RequestForm::default() }
}

/// For one hour.
fn hour() -> GrantForm {
    GrantForm { hours: "1".to_owned() }
}

/// What the plan has laid there.
fn there<T>(laid: Option<T>) -> Result<T, Error> {
    laid.ok_or(Error::NotFound)
}

fn empty_form(obligation: ObligationId, arrived: Timestamp, received_at: Timestamp) -> HandIn {
    HandIn { obligation, key: Uuid::new_v4(), note: String::new(), files: Vec::new(), arrived, received_at }
}

fn comment(submission: SubmissionId) -> NewComment {
    NewComment { key: None, submission, about: About::Version(None), words: format!("Xem lại {}", Uuid::new_v4()) }
}

fn decision((submission, digest): (SubmissionId, Sha256), outcome: Outcome) -> DecisionRequest {
    DecisionRequest { key: None, submission, digest, step: Step::Department, outcome }
}
