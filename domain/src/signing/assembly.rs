//! What a statement says is put together from the facts of the transaction in which it is signed, never from what a page sent.

use chrono::NaiveDate;

use super::{
    Approver, CheckCode, ClockAtSigning, Delegation, KeyId, Named, SignedAct, SignedFile, SignedRecord, SignedSchool,
    SignedVersion, Statement,
};
use crate::{
    days::{Timestamp, day_of},
    delegations::{acting_in, checking_in},
    facts::Facts,
    files::Sha256,
    obligations::Obligation,
    people::{Appointment, Organisation, PersonId},
    record_types::{OtherStep, Step},
    reviews::{Approval, PendingReview},
    submissions::Submission,
};

/// What is signed, by whom and when.
#[derive(Clone, Copy, Debug)]
pub struct ToSign<'a> {
    pub facts: &'a Facts,
    pub obligation: &'a Obligation,
    /// What is said of the version by it, in the name of the leadership.
    pub act: SignedAct,
    /// Who approved the version before.
    pub approvals: &'a [Approval],
    /// The turn beside the signer's, where it is undecided.
    pub open: Option<Step>,
    pub submission: &'a Submission,
    pub digest: Sha256,
    pub signer: PersonId,
    pub password_typed_at: Timestamp,
    pub now: Timestamp,
    pub clock: ClockAtSigning,
    pub key: KeyId,
    pub code: CheckCode,
}

/// The turn beside that of the leadership, which signs in `waiting`; one that is settled by the same signature is none.
pub fn open_beside(waiting: &PendingReview) -> Option<Step> {
    match waiting.other {
        OtherStep::Beside(step) if step != waiting.step => Some(step),
        OtherStep::None | OtherStep::Later(_) | OtherStep::Beside(_) => None,
    }
}

impl ToSign<'_> {
    /// The statement; `None` where a person or the type of the record is not known any more, which nobody can sign.
    pub fn statement(&self) -> Option<Statement> {
        let Self { facts, obligation, submission, .. } = *self;
        let organisation = facts.organisation();
        let record_type = facts.record_type(obligation.terms.record_type)?;
        let owner = obligation.terms.owner.words(organisation).unwrap_or_else(|| facts.school.name.clone());
        let approvals = self.approvals.iter().map(|approval| {
            let by = named(organisation, approval.by, day_of(approval.at))?;
            let held = acting_in(facts, obligation, approval.step, approval.by, approval.at);
            let delegation = held.and_then(|held| delegation(organisation, held, approval.at));
            Some(Approver { step: approval.step, by, delegation, at: approval.at })
        });
        let held = match self.act {
            SignedAct::Approval => acting_in(facts, obligation, Step::Leadership, self.signer, self.now),
            SignedAct::Check => checking_in(organisation, self.signer, self.now),
        };
        let files =
            submission.files.iter().map(|file| SignedFile { name: file.name.to_string(), size: file.size, sha256: file.sha256 });
        Some(Statement {
            code: self.code,
            key: self.key,
            act: self.act,
            school: SignedSchool { id: facts.school.id, name: facts.school.name.clone() },
            record: SignedRecord {
                id: obligation.id,
                title: facts.title(obligation),
                record_type: record_type.name.clone(),
                period: obligation.terms.period.words(&facts.regime.themes),
                owner,
                school_year: facts.calendar().school_year().to_owned(),
            },
            version: SignedVersion {
                id: submission.id,
                number: submission.version,
                receipt: submission.receipt.number,
                digest: self.digest,
                handed_in_by: named(organisation, submission.person, day_of(submission.received_at))?,
                handed_in_at: submission.received_at,
                files: files.collect(),
            },
            approvals: approvals.collect::<Option<Vec<_>>>()?,
            signer: named(organisation, self.signer, day_of(self.now))?,
            delegation: held.and_then(|held| delegation(organisation, held, self.now)),
            consent: self.act.consent().to_owned(),
            password_typed_at: self.password_typed_at,
            signed_at: self.now,
            clock: self.clock,
            open: self.open,
        })
    }
}

/// In whose place somebody acted who did so by `held`.
fn delegation(organisation: &Organisation, held: &Appointment, at: Timestamp) -> Option<Delegation> {
    let acting = held.acting.as_ref()?;
    let on_behalf_of = named(organisation, acting.person, day_of(at))?;
    Some(Delegation { decision: acting.decision.clone(), on_behalf_of })
}

fn named(organisation: &Organisation, id: PersonId, day: NaiveDate) -> Option<Named> {
    let person = organisation.person(id)?;
    let titles = organisation.titles(&organisation.positions(id, day));
    Some(Named { id, name: person.name.to_string(), titles })
}
