//! What one person tries in a round, in one transaction of one server.

use std::sync::{Arc, OnceLock};

use chrono::{DateTime, Days, TimeDelta, Utc};
use domain::{
    absences::{AbsenceForm, AbsenceId, AbsenceOutlook, BackForm},
    closures::{ClosureForm, ClosureOutlook},
    comments::Settled,
    days::{Timestamp, day_of},
    decisions::{Outcome, Return},
    extensions::{DayForm, Extension, ExtensionId, ManyForm, ManyOutlook, Skipped},
    facts::Facts,
    files::Sha256,
    ids::{AbsenceKey, SubmissionId},
    inspection::HeldVerdict,
    lateness::Found,
    locks::{Arrival, Post, Signature},
    obligations::{Finding, ObligationId},
    people::{PersonId, SchoolId},
    record_types::Step,
    refusal::{LockRefusal, Refusal},
    reviews::{CheckTick, DecisionRequest, Tick},
    scope::{ScopeForm, Whose},
    vietnamese,
};
use uuid::Uuid;

use super::{
    deeds::{Deed, Subject},
    ground::{Ground, ask_for_time, comment, decision, hour, reason, request},
    oracle::{CameTo, Tried},
    race::Server,
};
use crate::{
    FactStore, absences, closures, comments,
    error::Error,
    exemptions, extensions, inspections, lateness, locks, new_id, review_openings, reviews,
    signing::{SchoolKey, SigningCredentials},
    spot_checks, submissions,
    submissions::HandIn,
    testing::school::{self, paper},
    updates, withdrawals,
    work::Work,
};

/// So long ago at most a form counts (decision 0006).
const COUNTS_FROM: TimeDelta = TimeDelta::minutes(15);

/// What one of them tries.
#[derive(Clone, Debug)]
pub struct Attempt {
    pub school: SchoolId,
    pub by: PersonId,
    pub deed: Deed,
    pub subject: Subject,
    pub ground: Ground,
}

/// How the record of the round came out of what was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Record {
    WithTheOthers,
    /// It was done to the others, and this one was left alone, because an order shuts it.
    LeftAlone,
}

impl Attempt {
    /// Tries it, and notes how the database stood in the transaction that tried it: whether that is committed or taken back, no
    /// other one of the school overlaps it.
    pub async fn run(self, server: Server) -> Tried {
        let (school, by, record, what) = (self.school, self.by, self.subject.record, format!("{:?}", self.deed));
        let (way, arrived) = (self.deed.way(), server.database.now());
        let began = self.began(arrived);
        let stood = Arc::new(OnceLock::new());
        let (noted, store) = (Arc::clone(&stood), server.store);
        let task = async move |work: &mut Work| {
            let behind = work.revision().await?;
            _ = noted.set((behind, work.now));
            self.act(work, &store, (arrived, began)).await
        };
        let came_to = match server.database.write(school, Some(by), task).await {
            Ok(Record::WithTheOthers) => CameTo::Done,
            Ok(Record::LeftAlone) | Err(Error::Refused(Refusal::Lock(LockRefusal::Shut(_)))) => CameTo::Shut,
            // What is granted or finished may never have been asked for: its request was refused before the round.
            Err(Error::Refused(_) | Error::NotFound) => CameTo::Refused,
            Err(failed) => CameTo::Failed(failed),
        };
        let (behind, now) = stood.get().copied().unwrap_or((0, DateTime::<Utc>::UNIX_EPOCH));
        Tried { what, record: record.uuid(), by: Some(by.uuid()), way, behind, now, began, came_to }
    }

    /// When the last part of a hand-in began to arrive that is sent on at `arrived`; of what is whole at once nothing began before.
    fn began(&self, arrived: Timestamp) -> Option<Timestamp> {
        if let Deed::HandsIn { ago, .. } = self.deed {
            return Some(arrived - TimeDelta::seconds(ago));
        }
        self.ground.file.filter(|_| self.deed == Deed::HandsInFiles).map(|(_, began)| began.min(arrived))
    }

    async fn act(
        self,
        work: &mut Work,
        store: &FactStore,
        (arrived, began): (Timestamp, Option<Timestamp>),
    ) -> Result<Record, Error> {
        let Self { ground, subject, deed, .. } = self;
        let record = subject.record;
        match deed {
            Deed::NotesAbsence => {
                let form = away(&*store.facts(work).await?, &subject);
                return note_absence(work, store, record, &form).await.map(|(_, record)| record);
            }
            Deed::EndsAbsence => return end_absence(work, store, record, there(ground.absence)?).await,
            Deed::Orders(ordered) => {
                let form = ordered.form(&subject, work.now);
                locks::tests::looks_and_orders(work, store, &form).await?.expect("the form is right");
            }
            Deed::Executes => locks::execute(work, store, there(ground.order)?).await?,
            Deed::Revokes => locks::revoke(work, store, there(ground.order)?, &reason()).await?,
            Deed::HandsIn { .. } => {
                let began = there(began)?;
                let files = vec![paper("Giáo án.docx", 3)];
                let form = HandIn { files, ..empty_form(record, began, began.max(work.now - COUNTS_FROM)) };
                submissions::hand_in(work, store, form).await?;
            }
            Deed::HandsInFiles => {
                let (file, _) = there(ground.file)?;
                let chosen = submissions::Chosen::of_uploads(&[file]);
                submissions::hand_in_chosen(work, store, empty_form(record, arrived, arrived), &chosen).await?;
            }
            Deed::Withdraws => drop(withdrawals::withdraw(work, store, there(ground.version)?.0).await?),
            Deed::Decides { approves } => {
                let back = Return { reasons: Vec::new(), words: "Sửa ngày.".to_owned(), correct_by: day_of(work.now) };
                let outcome = if approves { Outcome::Approved } else { Outcome::Returned(back) };
                reviews::decide(work, store, record, decision(there(ground.version)?, outcome)).await?;
            }
            Deed::ApprovesTicked => {
                let ticked = tick(record, there(ground.version)?, Step::Department);
                review_openings::approve(work, store, ticked, None).await?;
            }
            Deed::Signs { ticked } => sign(work, store, (self.by, ticked), record, there(ground.version)?).await?,
            Deed::SpotChecks { ticked } => check(work, store, (self.by, ticked), record, there(ground.version)?).await?,
            Deed::TakesBack => reviews::undo(work, store, record, there(ground.decision)?).await?,
            Deed::Comments { .. } => drop(comments::add(work, store, record, comment(there(ground.version)?.0)).await?),
            Deed::Settles => comments::settle(work, store, record, there(ground.thread)?, Settled::Done).await?,
            Deed::JudgesFile { releases } => {
                let back = HeldVerdict::Returned { reason: "Bỏ ô DDE".to_owned() };
                let verdict = if releases { HeldVerdict::Released } else { back };
                inspections::judge(work, store, (there(ground.version)?.0, 0), verdict, None).await?;
            }
            Deed::Exempts => exemptions::exempt(work, store, record, &reason()).await?,
            Deed::ExemptsMany => drop(give(work, store, record, ManyForm::EXEMPT).await?),
            Deed::EndsExemption => exemptions::end_exemption(work, store, record, &reason()).await?,
            Deed::Explains => lateness::explain(work, store, record, &reason()).await?,
            Deed::FindsReason => {
                let found = Found { finding: Finding::WithReason, seen: 0, words: String::new() };
                lateness::judge(work, store, record, &found).await?;
            }
            Deed::AsksForTime => {
                let form = ask_for_time(work, store, record).await?;
                right(extensions::ask(work, store, record, &form).await?)?;
            }
            Deed::GrantsTime => {
                let until = day_from(&*store.facts(work).await?, record, work.now, Days::new(7));
                right(extensions::grant(work, store, there(ground.request)?, &DayForm { until }).await?)?;
            }
            Deed::GivesTime => drop(give_time(work, store, record).await?),
            Deed::TakesTimeBack => extensions::take_back(work, store, there(ground.extension)?, &reason()).await?,
            Deed::DeclaresClosure => {
                let form = shut_class(&*store.facts(work).await?, &subject);
                let seen = closures::seen_of(work, store, &form).await?;
                right(closures::declare(work, store, &form, &seen).await?)?;
            }
            Deed::TakesClosureBack => {
                let (id, facts) = (there(ground.closure)?, store.facts(work).await?);
                let known = there(facts.closure(id))?;
                let outlook = ClosureOutlook::of_taking_back(&facts, known, Post::Principal, work.now).expect("days of the year");
                closures::take_back(work, store, id, &reason(), outlook.seen()).await?;
            }
            Deed::AsksForUpdate => drop(right(updates::request(work, store, &request(record)).await?)?),
            Deed::GrantsUpdate { .. } => right(updates::grant(work, store, there(ground.update)?, &hour()).await?)?,
            Deed::FinishesUpdate => updates::finish(work, store, there(ground.update)?).await?,
        }
        Ok(Record::WithTheOthers)
    }
}

/// What the plan has laid there.
fn there<T>(laid: Option<T>) -> Result<T, Error> {
    laid.ok_or(Error::NotFound)
}

/// A form that is right as the school stands; what somebody else has done meanwhile may have made it wrong.
fn right<T, E>(form: Result<T, E>) -> Result<T, Error> {
    form.map_err(|_| Error::NotFound)
}

fn empty_form(obligation: ObligationId, arrived: Timestamp, received_at: Timestamp) -> HandIn {
    HandIn { obligation, key: Uuid::new_v4(), note: String::new(), files: Vec::new(), arrived, received_at }
}

/// A session that begins now, with the school's key.
async fn credentials(work: &mut Work, by: PersonId) -> Result<SigningCredentials, Error> {
    let session = Uuid::new_v4().as_bytes().to_vec();
    school::sign_in(work, by, &session).await?;
    Ok(SigningCredentials { session, key: SchoolKey::of_secret(&[1; 32]) })
}

/// What is ticked of a version that was opened before.
fn tick(obligation: ObligationId, (submission, digest): (SubmissionId, Sha256), step: Step) -> Tick {
    Tick { key: new_id(), obligation, submission, digest, step }
}

async fn sign(
    work: &mut Work,
    store: &FactStore,
    (by, ticked): (PersonId, bool),
    record: ObligationId,
    version: (SubmissionId, Sha256),
) -> Result<(), Error> {
    let credentials = credentials(work, by).await?;
    let signed = if ticked {
        review_openings::approve(work, store, tick(record, version, Step::Leadership), Some(&credentials)).await
    } else {
        let wanted = DecisionRequest { step: Step::Leadership, ..decision(version, Outcome::Approved) };
        reviews::sign(work, store, record, wanted, &credentials).await
    };
    signed.map(drop)
}

async fn check(
    work: &mut Work,
    store: &FactStore,
    (by, ticked): (PersonId, bool),
    obligation: ObligationId,
    version: (SubmissionId, Sha256),
) -> Result<(), Error> {
    let credentials = credentials(work, by).await?;
    let tick = CheckTick { key: new_id(), obligation, submission: version.0, digest: version.1 };
    let checked = if ticked {
        spot_checks::sign_opened(work, store, tick, &credentials).await
    } else {
        spot_checks::sign(work, store, tick, &credentials).await
    };
    checked.map(drop)
}

/// So many days after the record is due, or from now on where it was due before.
pub fn day_from(facts: &Facts, record: ObligationId, now: Timestamp, more: Days) -> String {
    let due = facts.obligation(record).and_then(|one| one.due_day());
    vietnamese::date(due.unwrap_or_else(|| day_of(now)).max(day_of(now)) + more)
}

/// Gives the record more time, or frees its owner, as the page for many does: looked at first. Where it is left out, that is what
/// becomes of it.
async fn give(work: &mut Work, store: &FactStore, record: ObligationId, deed: &str) -> Result<ManyForm, Error> {
    let facts = store.facts(work).await?;
    let actor = facts.actor(work.actor.expect("somebody"), work.now);
    let form = ManyForm {
        key: new_id::<Extension>().to_string(),
        scope: ScopeForm { records: vec![record.to_string()], ..ScopeForm::default() },
        deed: deed.to_owned(),
        until: day_from(&facts, record, work.now, Days::new(7)),
        reason: "tập huấn ở huyện".to_owned(),
        ..ManyForm::default()
    };
    let plan = right(form.parse(&facts))?;
    let outlook = ManyOutlook::of(&facts, &actor, &plan, work.now);
    if let Some(skipped) = outlook.preview.skipped.first() {
        return Err(skipped.why.clone().into());
    }
    right(extensions::give_to_many(work, store, &form, outlook.seen()).await?)?;
    Ok(form)
}

pub async fn give_time(work: &mut Work, store: &FactStore, record: ObligationId) -> Result<ExtensionId, Error> {
    give(work, store, record, ManyForm::EXTEND).await.map(|form| form.id().expect("its own"))
}

/// The first teacher is away on the day on which it is due, and on the next one.
pub fn away(facts: &Facts, subject: &Subject) -> AbsenceForm {
    let due = facts.obligation(subject.record).and_then(|one| one.due_day()).expect("it is due some day");
    AbsenceForm {
        key: new_id::<AbsenceKey>().to_string(),
        who: subject.teachers[0].to_string(),
        kind: "sick".to_owned(),
        from: vietnamese::date(due),
        until: vietnamese::date(due + Days::new(1)),
        duties: AbsenceForm::FREE.to_owned(),
        ..AbsenceForm::default()
    }
}

/// Notes it as its page does, and says whether the record was left alone because an order shuts it.
pub async fn note_absence(
    work: &mut Work,
    store: &FactStore,
    record: ObligationId,
    form: &AbsenceForm,
) -> Result<(AbsenceId, Record), Error> {
    let by = work.actor.expect("somebody");
    let facts = store.facts(work).await?;
    let plan = right(form.parse(&facts, work.now))?;
    let noted = Signature { by, post: Post::Principal, at: work.now };
    let outlook = AbsenceOutlook::of(&facts, &facts.actor(by, work.now), &plan, noted, work.now).expect("days of the year");
    let title = facts.obligation(record).map(|one| facts.title(one)).unwrap_or_default();
    let is_shut = |one: &Skipped| one.title == title && matches!(one.why, Refusal::Lock(LockRefusal::Shut(_)));
    let left_alone = outlook.preview.stays.iter().any(is_shut);
    let id = right(absences::note(work, store, form, outlook.seen()).await?)?;
    Ok((id, if left_alone { Record::LeftAlone } else { Record::WithTheOthers }))
}

/// Ends it, and says whether the record stays freed because an order shuts it.
async fn end_absence(work: &mut Work, store: &FactStore, record: ObligationId, id: AbsenceId) -> Result<Record, Error> {
    let before = store.facts(work).await?;
    right(absences::end(work, store, id, &BackForm::default()).await?)?;
    let known = there(before.obligation(record))?;
    let is_shut = known.exemption.is_some() && before.shut(known, Arrival::at(work.now)).is_some();
    Ok(if is_shut { Record::LeftAlone } else { Record::WithTheOthers })
}

/// The class is shut on the day on which the record is due.
pub fn shut_class(facts: &Facts, subject: &Subject) -> ClosureForm {
    let due = facts.obligation(subject.record).and_then(|one| one.due_day()).expect("it is due some day");
    ClosureForm {
        key: new_id::<domain::closures::Closure>().to_string(),
        kind: "storm".to_owned(),
        from: vietnamese::date(due),
        whose: vec![Whose::Class(subject.class).key()],
        words: "bão số 13".to_owned(),
        ..ClosureForm::default()
    }
}
