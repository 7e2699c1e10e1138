//! The signatures of spot checks, read as those of approvals are: nothing but what was done differs.

use domain::ids::SubmissionId;

use super::{Checked, read};
use crate::{error::Error, facts::FactStore, sql::sql, work::Work};

/// What stands in the place of an outcome.
pub(super) const CHECKED: &str = "checked";

/// The columns of a signature, and whatever follows: which checks. Nobody takes a check back.
macro_rules! select_checks {
    ($rest:literal) => {
        concat!(
            "SELECT c.statement, c.signature, c.code_hash, c.submission_id AS about, k.public_key, c.id, c.obligation_id, \
             c.submission_id, c.digest, CAST('leadership' AS TEXT) AS step, CAST(NULL AS TEXT) AS also_step, c.by_person_id, \
             c.at, CAST('checked' AS TEXT) AS outcome, CAST(NULL AS TIMESTAMPTZ) AS undone_at FROM spot_checks c \
             JOIN signing_keys k ON k.school_id = c.school_id AND k.id = c.key_id ",
            $rest
        )
    };
}

/// The signature of a check with this hash of its code.
pub(super) async fn by_code_hash(work: &mut Work, store: &FactStore, hash: Vec<u8>) -> Result<Option<Checked>, Error> {
    let found = sql(select_checks!("WHERE c.school_id = $1 AND c.code_hash = $2")).bind_all((work.school, hash));
    Ok(read(work, store, found).await?.pop())
}

/// The signature of the spot check of one version, if there is one.
pub async fn spot_check_of_version(work: &mut Work, store: &FactStore, submission: SubmissionId) -> Result<Option<Checked>, Error> {
    let found = sql(select_checks!("WHERE c.school_id = $1 AND c.submission_id = $2")).bind_all((work.school, submission));
    Ok(read(work, store, found).await?.pop())
}
