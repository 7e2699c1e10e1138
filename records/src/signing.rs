//! "Ký": what the leadership signed, kept beside the decision, found by the code on the paper and checked each time.

mod key;

use chrono::{DateTime, Utc};
use domain::{
    days::Timestamp,
    decisions::Decision,
    facts::Facts,
    files,
    ids::{Id, SubmissionId},
    obligations::Obligation,
    permissions::{Allowed, Sign},
    reviews::Waiting,
    signing::{CheckCode, ClockAtSigning, PublicKey, Signature, SignatureStanding, Statement, ToSign},
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    error::{Error, internal},
    events::Event,
    sql::{Sql, sql},
    submissions,
    values::{count, sha256, unread},
    work::Work,
};

pub use key::{SchoolKey, key_id, verifies};

/// The columns of `Row`, and whatever follows: which signatures.
macro_rules! select_signatures {
    ($rest:literal) => {
        concat!(
            "SELECT g.statement, g.signature, k.public_key, d.submission_id, d.digest, u.at AS undone_at, s.versions, s.last_at, \
             s.last_submission_id FROM signatures g \
             JOIN decisions d ON d.school_id = g.school_id AND d.id = g.decision_id \
             JOIN signing_keys k ON k.school_id = g.school_id AND k.id = g.key_id \
             JOIN submission_summaries s ON s.school_id = d.school_id AND s.obligation_id = d.obligation_id \
             LEFT JOIN undone_decisions u ON u.school_id = d.school_id AND u.decision_id = d.id ",
            $rest
        )
    };
}

/// With what somebody signs.
#[derive(Clone, Debug)]
pub struct Hand {
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
}

/// What is to be signed with a decision.
pub(crate) struct Signed<'a> {
    pub facts: &'a Facts,
    pub obligation: &'a Obligation,
    /// As it stood before the decision.
    pub waiting: &'a Waiting,
    pub decision: &'a Decision,
    pub password_typed_at: Timestamp,
}

/// Signs, and keeps the signature with the decision of the same transaction.
///
/// # Errors
/// `NotFound` where a person of the statement is gone.
pub(crate) async fn save(work: &mut Work, signed: Signed<'_>, key: &SchoolKey, _allowed: Allowed<Sign>) -> Result<(), Error> {
    let Signed { facts, obligation, waiting, decision, password_typed_at } = signed;
    let submission = submissions::one(work, decision.submission).await?;
    let code = new_code()?;
    let clock = if work.doubtful_time.is_some() { ClockAtSigning::Doubted } else { ClockAtSigning::Believed };
    let (digest, signer, now, id) = (decision.digest, decision.by, decision.at, key.id());
    let to_sign = ToSign {
        facts,
        obligation,
        waiting,
        submission: &submission,
        digest,
        signer,
        password_typed_at,
        now,
        clock,
        key: id,
        code,
    };
    let statement = to_sign.statement().ok_or(Error::NotFound)?.bytes();
    let signature = key.sign(&statement);
    make_known(work, key).await?;
    let hash = files::Sha256::new(Sha256::digest(&statement).into());
    let insert = sql("INSERT INTO signatures (school_id, decision_id, submission_id, code_hash, statement, key_id, signature) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)")
    .bind_all((work.school, decision.id, decision.submission, code_hash(code), statement))
    .bind_all((id.bytes().to_vec(), signature.bytes().to_vec()));
    work.run(insert).await?;
    work.note(Event::Signed { obligation: obligation.id, decision: decision.id, key: id, statement: hash, signature });
    Ok(())
}

/// Keeps the public half of the key, where it signs for the first time.
async fn make_known(work: &mut Work, key: &SchoolKey) -> Result<(), Error> {
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
pub async fn by_code(work: &mut Work, code: CheckCode) -> Result<Option<Checked>, Error> {
    let found = sql(select_signatures!("WHERE g.school_id = $1 AND g.code_hash = $2")).bind_all((work.school, code_hash(code)));
    Ok(read(work, found).await?.pop())
}

/// The signatures about one version, the newest first: those that were taken back stand behind.
pub async fn of_version(work: &mut Work, submission: SubmissionId) -> Result<Vec<Checked>, Error> {
    let found = sql(select_signatures!("WHERE g.school_id = $1 AND g.submission_id = $2 ORDER BY d.at DESC, d.id DESC"))
        .bind_all((work.school, submission));
    read(work, found).await
}

#[derive(sqlx::FromRow)]
struct Row {
    statement: Vec<u8>,
    signature: Vec<u8>,
    public_key: Vec<u8>,
    submission_id: Uuid,
    digest: Vec<u8>,
    undone_at: Option<DateTime<Utc>>,
    versions: i64,
    last_at: DateTime<Utc>,
    last_submission_id: Uuid,
}

async fn read(work: &mut Work, found: Sql) -> Result<Vec<Checked>, Error> {
    let rows: Vec<Row> = work.all(found).await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let version = submissions::one(work, Id::new(row.submission_id)).await?;
        let is_kept = |statement: &&Statement| {
            let hashes = || statement.version.files.iter().map(|file| file.sha256);
            statement.version.id == version.id && hashes().eq(version.files.iter().map(|file| file.sha256))
        };
        all.push(row.check(is_kept)?);
    }
    Ok(all)
}

impl Row {
    /// `is_kept` tells whether the version holds the files that a statement speaks of.
    fn check(self, is_kept: impl FnOnce(&&Statement) -> bool) -> Result<Checked, Error> {
        let (key, digest) = (public_key(&self.public_key)?, sha256("decisions", &self.digest)?);
        let signature = <[u8; 64]>::try_from(self.signature).map(Signature::new);
        let signature = signature.map_err(|_| unread("signatures", "signature", "another length"))?;
        let statement = Statement::parse(&self.statement).ok();
        let is_true = verifies(&key, &self.statement, &signature);
        let says_so = statement.as_ref().filter(|statement| statement.version.digest == digest).filter(is_kept).is_some();
        let standing = match self.undone_at {
            _ if !is_true || !says_so => SignatureStanding::Broken,
            Some(at) => SignatureStanding::TakenBack { at },
            None if self.last_submission_id != self.submission_id => {
                let version = count("submission_summaries", "versions", self.versions)?;
                SignatureStanding::Replaced { version, at: self.last_at }
            }
            None => SignatureStanding::Valid,
        };
        Ok(Checked { statement, key, signature, standing })
    }
}

fn new_code() -> Result<CheckCode, Error> {
    let mut chance = [0; CheckCode::CHANCE];
    getrandom::fill(&mut chance).map_err(|error| internal("a check code", &error.to_string()))?;
    Ok(CheckCode::new(chance))
}

fn code_hash(code: CheckCode) -> Vec<u8> {
    Sha256::digest(code.to_string()).to_vec()
}

fn public_key(bytes: &[u8]) -> Result<PublicKey, Error> {
    <[u8; 32]>::try_from(bytes).map(PublicKey::new).map_err(|_| unread("signing_keys", "public_key", "another length"))
}

#[cfg(test)]
#[path = "signing_tests.rs"]
mod tests;
