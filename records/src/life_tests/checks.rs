//! What must hold of every record after every deed, asked of what is stored; the rules of the product are not asked where they
//! are what is in question.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};
use domain::{
    days::day_of,
    decisions::Decision,
    facts::Facts,
    ids::SubmissionId,
    obligations::{Obligation, Owner},
    people::{PersonId, Position},
    record_types::Step,
    reviews::{Approval, Comments, PendingReview, Review, review_of, reviewers},
    signing::{SignatureStanding, Statement},
    submissions::Submission,
};

use super::{deeds::RECORDS, life::Life};
use crate::{comments, error::Error, inspections, signing, submissions, work::Work};

/// One record with all that was ever said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    pub record: Obligation,
    pub review: Review,
    /// The first one first.
    pub versions: Vec<Submission>,
    pub comments: Comments,
}

impl Kept {
    /// The version that counts.
    pub fn last(&self) -> Option<&Submission> {
        self.versions.iter().rfind(|version| version.withdrawn_at.is_none())
    }

    /// Everybody who ever handed it in, also what they took back.
    pub fn authors(&self) -> BTreeSet<PersonId> {
        self.versions.iter().map(|version| version.person).collect()
    }

    /// What is handed in, decided and said is there afterwards as it was; that it was taken back may come to it, once.
    fn is_kept_in(&self, after: &Self) {
        for before in &self.versions {
            let now = after.versions.iter().find(|one| one.id == before.id).expect("what was handed in stays");
            assert!(before.withdrawn_at.is_none() || before.withdrawn_at == now.withdrawn_at, "{before:?} {now:?}");
            // A verdict may become a kinder one; what was handed in does not change.
            let of = |one: &Submission| (one.version, one.person, one.received_at, one.note.clone(), one.files.clone());
            assert_eq!(of(before), of(now));
            assert_eq!(before.receipt.number, now.receipt.number);
        }
        for before in &self.record.decisions {
            let now = after.record.decisions.iter().find(|one| one.id == before.id).expect("what was decided stays");
            assert!(before.undone_at.is_none() || before.undone_at == now.undone_at, "{before:?} {now:?}");
            assert_eq!(Decision { undone_at: None, ..before.clone() }, Decision { undone_at: None, ..now.clone() });
        }
        assert!(after.comments.all.starts_with(&self.comments.all), "what was written stays, and what comes stands behind it");
        assert!(after.comments.settlements.starts_with(&self.comments.settlements), "what was settled stays settled then");
    }

    fn check(&self, facts: &Facts, today: NaiveDate) {
        let last = self.last().map(|version| version.id);
        assert_eq!(self.record.handed_in.as_ref().map(|one| one.submission), last, "what was taken back counts for nothing");
        for version in self.versions.iter().filter(|version| version.withdrawn_at.is_some()) {
            let decided = self.record.decisions.iter().any(|one| one.submission == version.id);
            assert!(!decided, "what somebody decided about is not taken back, and nobody decides about what was: {version:?}");
            let mut of_version = self.comments.all.iter().filter(|one| one.submission == version.id);
            assert!(of_version.all(|one| one.by == version.person), "whoever writes about a version has opened it: {version:?}");
        }
        if let Review::Waiting(waiting) = &self.review {
            self.check_waiting(facts, waiting, today);
        }
    }

    /// What waits has somebody who may decide, unless nobody of the leadership is left who neither wrote nor approved it, or it is
    /// the principal's, above whom nobody is in the school.
    fn check_waiting(&self, facts: &Facts, waiting: &PendingReview, today: NaiveDate) {
        let (organisation, authors) = (facts.organisation(), self.authors());
        let is_free =
            |person: PersonId| !authors.contains(&person) && waiting.approvals.iter().all(|approval| approval.by != person);
        let leaders = [Position::Principal, Position::VicePrincipal].map(|post| organisation.holders_and_acting(post, today));
        let somebody_could = leaders.into_iter().flatten().any(|leader| is_free(leader.id));
        let is_principals = organisation.holders(Position::Principal, today).iter().any(|one| authors.contains(&one.id));
        // Asked at noon: which day it is decides, and not the hour.
        let now = today.and_hms_opt(5, 0, 0).unwrap().and_utc();
        let people = reviewers(facts, &self.record, waiting, now);
        assert!(!people.is_empty() || !somebody_could || is_principals, "waits for nobody: {waiting:?} {:?}", self.record.terms);
    }

    /// Of the last version.
    fn approvals(&self) -> Vec<Approval> {
        match &self.review {
            Review::Approved { submission, approvals } => {
                assert_eq!(Some(*submission), self.last().map(|one| one.id), "what is approved is what is there");
                approvals.clone()
            }
            Review::Waiting(waiting) => waiting.approvals.clone(),
            Review::Returned(_) | Review::NothingYet | Review::NotAsked | Review::SelfIssued { .. } => Vec::new(),
        }
    }
}

/// What somebody is to a record today, by the posts alone that stand in the list.
pub struct Relation {
    pub teaches: bool,
    /// Heads its department, or leads the school, as themselves or for somebody else.
    pub leads: bool,
    /// The second of these alone.
    pub leads_school: bool,
}

impl Relation {
    pub fn of(facts: &Facts, person: PersonId, record: &Obligation, today: NaiveDate) -> Self {
        let held = facts.organisation().appointments.iter().filter(|one| one.person == person && one.holds_on(today));
        let mut relation = Self { teaches: false, leads: false, leads_school: false };
        for position in held.map(|one| one.position) {
            match position {
                Position::Teacher(class) => relation.teaches |= record.terms.owner == Owner::Class(class),
                Position::Head(of) | Position::DeputyHead(of) => relation.leads |= record.terms.department == Some(of),
                Position::Principal | Position::VicePrincipal => (relation.leads, relation.leads_school) = (true, true),
                _ => {}
            }
        }
        relation
    }
}

impl Life {
    /// All records as they are stored now.
    pub async fn look(&self) -> Vec<Kept> {
        let facts = self.school.facts().await;
        let mut all = Vec::new();
        for title in RECORDS {
            let record = self.school.record(title).await;
            let id = record.id;
            let read = async move |work: &mut Work| {
                Ok::<_, Error>((submissions::versions(work, id).await?, comments::of_record(work, id).await?))
            };
            let (mut versions, comments) = self.school.database.read(self.school.id, None, read).await.unwrap();
            versions.reverse();
            all.push(Kept { review: review_of(&facts, &record), record, versions, comments });
        }
        all
    }

    /// What must hold whatever was done.
    pub async fn check(&mut self) {
        let (facts, now) = (self.school.facts().await, self.look().await);
        for (before, after) in self.known.iter().zip(&now) {
            before.is_kept_in(after);
            after.check(&facts, day_of(self.now));
            self.check_approvals(after).await;
            self.check_spot_checks(before, after).await;
        }
        self.known = now;
    }

    async fn check_approvals(&self, kept: &Kept) {
        let (approvals, last) = (kept.approvals(), kept.last().map(|version| version.id));
        let authors = kept.authors();
        for approval in &approvals {
            assert!(!authors.contains(&approval.by), "nobody approves what they had a part in: {approvals:?}");
            let decision = kept.record.decisions.iter().find(|one| one.id == approval.decision).unwrap();
            assert!(decision.stands() && Some(decision.submission) == last, "{decision:?}");
            assert_eq!(decision.digest, self.digest(decision.submission).await, "the bytes that were on the screen");
            assert!(self.is_free(decision.submission).await, "nobody approves what nobody may open: {decision:?}");
            if approval.step == Step::Leadership {
                self.check_signature(&kept.review, decision).await;
            }
        }
        let people: BTreeSet<PersonId> = approvals.iter().map(|one| one.by).collect();
        assert_eq!(people.len(), approvals.len(), "two steps are two people: {approvals:?}");
    }

    pub async fn is_free(&self, submission: SubmissionId) -> bool {
        let read = async move |work: &mut Work| {
            let files = submissions::one(work, submission).await?.files;
            inspections::all(work, files.into_iter().map(|file| file.sha256)).await
        };
        let inspected = self.school.database.read(self.school.id, None, read).await.unwrap();
        !inspected.is_empty() && inspected.values().all(|one| one.causes().is_empty())
    }

    /// The other side of its way may still be open.
    async fn check_signature(&self, review: &Review, decision: &Decision) {
        let submission = decision.submission;
        let store = self.school.store.clone();
        let read = async move |work: &mut Work| signing::of_version(work, &store, submission).await;
        let signatures = self.school.database.read(self.school.id, None, read).await.unwrap();
        let is_of_it = |said: &Statement| said.signer.id == decision.by && said.signed_at == decision.at;
        let of_it: Vec<_> = signatures.iter().filter(|one| one.statement.as_ref().is_some_and(is_of_it)).collect();
        assert_eq!(of_it.len(), 1, "what the leadership approves is signed: {signatures:?}");
        let standing = if let Review::Waiting(waiting) = review {
            SignatureStanding::HalfWay { open: waiting.step }
        } else {
            SignatureStanding::Valid
        };
        assert_eq!(of_it[0].standing, standing, "{signatures:?}");
        let said = of_it[0].statement.as_ref().unwrap();
        assert_eq!(said.version.digest, decision.digest);
        assert!(said.signed_at - said.password_typed_at < TimeDelta::minutes(5), "the password was typed long before: {said:?}");
    }
}
