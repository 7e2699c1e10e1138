//! What was found in a file, as its row has it.

use chrono::{DateTime, Utc};
use domain::inspection::{Cause, Inspected, Inspection, Judgement, Oddity};

use crate::{error::Error, values::unread};

#[derive(sqlx::FromRow)]
pub(crate) struct InspectionRow {
    inspected_at: DateTime<Utc>,
    outcome: String,
    found: String,
}

impl InspectionRow {
    /// With the newest decision about the file.
    pub(crate) fn read(&self, judgement: Option<Judgement>) -> Result<Inspected, Error> {
        Ok(Inspected { at: self.inspected_at, inspection: self.inspection()?, judgement })
    }

    fn inspection(&self) -> Result<Inspection, Error> {
        let words = || self.found.split(' ').filter(|word| !word.is_empty());
        let unread = |word: &str| unread("file_inspections", "found", word);
        match self.outcome.as_str() {
            "clean" => Ok(Inspection::Clean),
            "odd" => {
                let oddities = words().map(|word| Oddity::from_code(word).ok_or_else(|| unread(word)));
                oddities.collect::<Result<_, _>>().map(Inspection::Odd)
            }
            "held" => {
                let causes = words().map(|word| Cause::from_code(word).ok_or_else(|| unread(word)));
                causes.collect::<Result<_, _>>().map(Inspection::Held)
            }
            other => Err(crate::values::unread("file_inspections", "outcome", other)),
        }
    }
}
