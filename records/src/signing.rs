//! "Ký": what the leadership signed, kept beside the decision, found by the code on the paper and checked each time.

mod key;
mod of_checks;

use chrono::{DateTime, Utc};
use domain::{
    days::Timestamp,
    decisions::{Decision, DecisionId, Outcome},
    facts::Facts,
    files,
    ids::{Id, SubmissionId},
    obligations::{Obligation, ObligationId},
    people::{PersonId, SchoolId},
    permissions::{Allowed, Sign},
    record_types::Step,
    reviews::Approval,
    signing::{
        CheckCode, ClockAtSigning, KeyId, PublicKey, Signature, SignatureStanding, SignedAct, Statement, ToSign, unsaid, withheld,
    },
    spot_checks::SpotCheck,
    submissions::{ClockMark, Submission},
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    doubtful_times,
    error::{Error, internal},
    events::{self, Entry, Event},
    facts::FactStore,
    obligations::{self, APPROVED},
    sql::{Sql, sql},
    submissions,
    values::{known, sha256, unread},
    work::Work,
};

pub use key::{SchoolKey, key_id, verifies};
use of_checks::CHECKED;
pub use of_checks::spot_check_of_version;

/// The columns of `SignatureRow`, and whatever follows: which signatures.
macro_rules! select_signatures {
    ($rest:literal) => {
        concat!(
            "SELECT g.statement, g.signature, g.code_hash, g.submission_id AS about, k.public_key, d.id, d.obligation_id, \
             d.submission_id, d.digest, d.step, d.also_step, d.by_person_id, d.at, d.outcome, u.at AS undone_at \
             FROM signatures g \
             JOIN decisions d ON d.school_id = g.school_id AND d.id = g.decision_id \
             JOIN signing_keys k ON k.school_id = g.school_id AND k.id = g.key_id \
             LEFT JOIN undone_decisions u ON u.school_id = d.school_id AND u.decision_id = d.id ",
            $rest
        )
    };
}

/// With what somebody signs.
#[derive(Clone, Debug)]
pub struct SigningCredentials {
    /// The hash of the id of the session in which they typed their password.
    pub session: Vec<u8>,
    /// The school's.
    pub key: SchoolKey,
}

/// A signature as it is found now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What was signed; `None` where the bytes that are kept are those of no statement, which is then broken.
    pub statement: Option<Statement>,
    /// By which it was checked.
    pub key: PublicKey,
    /// Over the bytes of the statement.
    pub signature: Signature,
    /// What has become of it.
    pub standing: SignatureStanding,
    /// The turn that was open when it was signed and of which its statement, of an older form, says nothing.
    pub unsaid: Option<Step>,
    /// The same where the version is not approved in that turn: its sheet is not given out.
    pub withheld: Option<Step>,
    /// When it was signed, as far as that is known now, and what is known of the clock that said so.
    pub signed_at: Timestamp,
    pub clock: ClockMark,
}

/// What is to be signed.
pub(crate) struct Signed<'a> {
    pub facts: &'a Facts,
    pub obligation: &'a Obligation,
    pub act: SignedAct,
    /// Who approved the version before.
    pub approvals: &'a [Approval],
    /// The turn beside the leadership's, where it is undecided.
    pub open: Option<Step>,
    /// The version, and the fingerprint that was on the screen.
    pub version: (SubmissionId, files::Sha256),
    pub signer: PersonId,
    pub password_typed_at: Timestamp,
}

/// What was signed, as it is kept.
pub(crate) struct Sealed {
    pub code_hash: Vec<u8>,
    pub statement: Vec<u8>,
    /// SHA-256 of the statement.
    pub hash: files::Sha256,
    pub key: KeyId,
    pub signature: Signature,
}

/// Signs, and keeps the signature with the decision of the same transaction.
///
/// # Errors
/// `NotFound` where a person of the statement is gone.
pub(crate) async fn save(
    work: &mut Work,
    signed: Signed<'_>,
    decision: DecisionId,
    key: &SchoolKey,
    allowed: Allowed<Sign>,
) -> Result<(), Error> {
    let (obligation, (submission, _)) = (signed.obligation.id, signed.version);
    let Sealed { code_hash, statement, hash, key, signature } = seal(work, signed, key, allowed).await?;
    let insert = sql("INSERT INTO signatures (school_id, decision_id, submission_id, code_hash, statement, key_id, signature) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)")
    .bind_all((work.school, decision, submission, code_hash, statement))
    .bind_all((key.bytes().to_vec(), signature.bytes().to_vec()));
    work.run(insert).await?;
    work.note(Event::Signed { obligation, decision, key, statement: hash, signature });
    Ok(())
}

/// Puts the statement together as of this moment and signs it; whoever asks keeps it in the same transaction.
///
/// # Errors
/// `NotFound` where a person of the statement is gone.
pub(crate) async fn seal(
    work: &mut Work,
    signed: Signed<'_>,
    school_key: &SchoolKey,
    _allowed: Allowed<Sign>,
) -> Result<Sealed, Error> {
    let Signed { facts, obligation, act, approvals, open, version: (submission, digest), signer, password_typed_at } = signed;
    let submission = submissions::one(work, submission).await?;
    let (code, key, now) = (new_code()?, school_key.id(), work.now);
    let clock = if work.doubtful_time.is_some() { ClockAtSigning::Doubted } else { ClockAtSigning::Believed };
    let to_sign = ToSign {
        facts,
        obligation,
        act,
        approvals,
        open,
        submission: &submission,
        digest,
        signer,
        password_typed_at,
        now,
        clock,
        key,
        code,
    };
    let statement = to_sign.statement().ok_or(Error::NotFound)?.bytes();
    let signature = school_key.sign(&statement);
    make_known(work, school_key).await?;
    let hash = files::Sha256::new(Sha256::digest(&statement).into());
    Ok(Sealed { code_hash: code_hash(code), statement, hash, key, signature })
}

/// Keeps the public half of the key, where it signs for the first time.
pub(crate) async fn make_known(work: &mut Work, key: &SchoolKey) -> Result<(), Error> {
    let (id, public) = (key.id(), key.public());
    let select = sql("SELECT public_key FROM signing_keys WHERE school_id = $1 AND id = $2");
    let known: Option<(Vec<u8>,)> = work.optional(select.bind_all((work.school, id.bytes().to_vec()))).await?;
    if known.is_none() {
        let insert = sql("INSERT INTO signing_keys (school_id, id, public_key, made_at) VALUES ($1, $2, $3, $4)");
        let row = (work.school, id.bytes().to_vec(), public.bytes().to_vec(), work.now);
        work.run(insert.bind_all(row)).await?;
        work.note(Event::SigningKeyMade { key: id, public });
    }
    Ok(())
}

/// The public keys of the school, the newest first.
pub async fn keys(work: &mut Work) -> Result<Vec<(PublicKey, Timestamp)>, Error> {
    let select = sql("SELECT public_key, made_at FROM signing_keys WHERE school_id = $1 ORDER BY made_at DESC, id");
    let rows: Vec<(Vec<u8>, DateTime<Utc>)> = work.all(select.bind(work.school)).await?;
    rows.into_iter().map(|(public, at)| Ok((public_key(&public)?, at))).collect()
}

/// The signature of this code, checked; `None` where the school has none.
pub async fn by_code(work: &mut Work, store: &FactStore, code: CheckCode) -> Result<Option<Checked>, Error> {
    let found = sql(select_signatures!("WHERE g.school_id = $1 AND g.code_hash = $2")).bind_all((work.school, code_hash(code)));
    match read(work, store, found).await?.pop() {
        Some(found) => Ok(Some(found)),
        None => of_checks::by_code_hash(work, store, code_hash(code)).await,
    }
}

/// The signatures by which one version was approved, the newest first: those that were taken back stand behind.
pub async fn of_version(work: &mut Work, store: &FactStore, submission: SubmissionId) -> Result<Vec<Checked>, Error> {
    let found = sql(select_signatures!(
        "WHERE g.school_id = $1 AND g.submission_id = $2 ORDER BY COALESCE(d.number, 0) DESC, d.at DESC, d.id DESC"
    ))
    .bind_all((work.school, submission));
    read(work, store, found).await
}

#[derive(sqlx::FromRow)]
struct SignatureRow {
    statement: Vec<u8>,
    signature: Vec<u8>,
    code_hash: Vec<u8>,
    about: Uuid,
    public_key: Vec<u8>,
    id: Uuid,
    obligation_id: Uuid,
    submission_id: Uuid,
    digest: Vec<u8>,
    step: String,
    also_step: Option<String>,
    by_person_id: Uuid,
    at: DateTime<Utc>,
    outcome: String,
    undone_at: Option<DateTime<Utc>>,
}

/// What the log says of a signature, outside of the rows that are checked.
struct Logged {
    /// When this very statement was signed under this decision, by a key that was known by then.
    signed: Option<Entry>,
    undone_at: Option<Timestamp>,
}

async fn read(work: &mut Work, store: &FactStore, found: Sql) -> Result<Vec<Checked>, Error> {
    let rows: Vec<SignatureRow> = work.all(found).await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let facts = store.facts(work).await?;
        let obligation = match facts.obligation(row.obligation()) {
            Some(known) => known.clone(),
            // Of a year that is over.
            None => obligations::one(work, row.obligation()).await?,
        };
        let version = submissions::one(work, Id::new(row.submission_id)).await?;
        let logged = row.logged(work).await?;
        let checked = row.check(work.school, &version, &logged, (&*facts, &obligation))?;
        let (signed_at, clock) = match logged.signed {
            Some(entry) => doubtful_times::known_time(work, entry.seq, entry.at).await?,
            None => (checked.signed_at, checked.clock),
        };
        all.push(Checked { signed_at, clock, ..checked });
    }
    Ok(all)
}

impl SignatureRow {
    fn obligation(&self) -> ObligationId {
        Id::new(self.obligation_id)
    }

    fn decision(&self) -> Result<Decision, Error> {
        let read = |code: &str| known("decisions", "step", code, Step::from_code);
        let (step, also) = (read(&self.step)?, self.also_step.as_deref().map(read).transpose()?);
        let (id, submission, by) = (Id::new(self.id), Id::new(self.submission_id), Id::new(self.by_person_id));
        let (digest, at, outcome) = (sha256("decisions", &self.digest)?, self.at, Outcome::Approved);
        Ok(Decision { id, submission, digest, step, also, by, at, running_at: at, outcome, undone_at: self.undone_at })
    }

    /// What was done by it; nothing that anybody signs where it is neither an approval nor a check.
    fn act(&self) -> Option<SignedAct> {
        match self.outcome.as_str() {
            APPROVED => Some(SignedAct::Approval),
            CHECKED => Some(SignedAct::Check),
            _ => None,
        }
    }

    fn signature(&self) -> Result<Signature, Error> {
        let bytes = <[u8; 64]>::try_from(self.signature.as_slice()).map(Signature::new);
        bytes.map_err(|_| unread("signatures", "signature", "another length"))
    }

    /// Rows can be copied under other ones by whoever holds the database; what the log says is in the chain of hashes.
    async fn logged(&self, work: &mut Work) -> Result<Logged, Error> {
        let (decision, obligation, signature) = (self.decision()?, self.obligation(), self.signature()?);
        let public = public_key(&self.public_key)?;
        let (key, statement) = (key_id(&public), files::Sha256::new(Sha256::digest(&self.statement).into()));
        let made = events::find(work, &Event::SigningKeyMade { key, public }).await?;
        let Decision { submission, digest, by, at, .. } = decision;
        let signed = match self.act() {
            Some(SignedAct::Approval) => {
                events::find(work, &Event::Signed { obligation, decision: decision.id, key, statement, signature }).await?
            }
            Some(SignedAct::Check) => {
                let check = SpotCheck { id: Id::new(self.id), submission, digest, by, at };
                events::find(work, &Event::SpotChecked { obligation, check: &check, key, statement, signature }).await?
            }
            None => None,
        };
        let undone = events::find(work, &Event::ReviewUndone { obligation, decision: &decision }).await?;
        let is_of_its_time = |entry: &Entry| made.as_ref().is_some_and(|made| made.seq < entry.seq);
        Ok(Logged { signed: signed.filter(is_of_its_time), undone_at: undone.map(|entry| entry.at) })
    }

    /// Whether the statement says what the decision, its version and the log say.
    fn agrees(&self, school: SchoolId, statement: &Statement, version: &Submission, logged: &Logged) -> Result<bool, Error> {
        let (decision, key) = (self.decision()?, key_id(&public_key(&self.public_key)?));
        let said = (statement.signer.id, statement.signed_at, statement.version.id, statement.version.digest);
        let is_of_the_decision = said == (decision.by, decision.at, decision.submission, decision.digest)
            && (statement.school.id, statement.record.id) == (school, self.obligation())
            && (decision.step, self.act()) == (Step::Leadership, Some(statement.act));
        let is_of_its_row = self.about == self.submission_id && statement.key == key && self.code_hash == code_hash(statement.code);
        let hashes = statement.version.files.iter().map(|file| file.sha256);
        let is_kept = hashes.eq(version.files.iter().map(|file| file.sha256));
        let is_logged =
            logged.signed.as_ref().is_some_and(|entry| entry.at == decision.at && entry.actor == Some(decision.by.uuid()));
        Ok(is_of_the_decision && is_of_its_row && is_kept && is_logged)
    }

    fn check(
        &self,
        school: SchoolId,
        version: &Submission,
        logged: &Logged,
        (facts, obligation): (&Facts, &Obligation),
    ) -> Result<Checked, Error> {
        let (key, signature) = (public_key(&self.public_key)?, self.signature()?);
        let statement = Statement::parse(&self.statement).ok();
        let is_true = verifies(&key, &self.statement, &signature);
        let agrees = match &statement {
            Some(statement) => self.agrees(school, statement, version, logged)?,
            None => false,
        };
        let decision = Decision { undone_at: self.undone_at.or(logged.undone_at), ..self.decision()? };
        let standing =
            if is_true && agrees { SignatureStanding::of(facts, obligation, &decision) } else { SignatureStanding::Broken };
        let unsaid = statement.as_ref().and_then(|statement| unsaid(facts, obligation, &decision, statement));
        let withheld = withheld(obligation, &decision, unsaid);
        let signed_at = statement.as_ref().map_or(self.at, |statement| statement.signed_at);
        Ok(Checked { statement, key, signature, standing, unsaid, withheld, signed_at, clock: ClockMark::Believed })
    }
}

fn new_code() -> Result<CheckCode, Error> {
    let mut chance = [0; CheckCode::CHANCE];
    getrandom::fill(&mut chance).map_err(|error| internal("a check code", &error.to_string()))?;
    Ok(CheckCode::new(chance))
}

/// What is kept of a code.
pub(crate) fn code_hash(code: CheckCode) -> Vec<u8> {
    Sha256::digest(code.to_string()).to_vec()
}

fn public_key(bytes: &[u8]) -> Result<PublicKey, Error> {
    <[u8; 32]>::try_from(bytes).map(PublicKey::new).map_err(|_| unread("signing_keys", "public_key", "another length"))
}

#[cfg(test)]
#[path = "signing_tests.rs"]
mod tests;
