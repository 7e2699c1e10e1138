//! "Giữ lại": records that nobody destroys while a reason stands, whatever their period says: a complaint, an inspection, a suit.

use crate::{
    days::Timestamp,
    forms::{FormData, FormErrors},
    obligations::{ObligationId, Reason},
    people::PersonId,
    record_types::RecordTypeId,
    school_years::YearId,
};

/// What is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoldOver {
    Record(ObligationId),
    /// The records of a school year: all of them, or those of one type.
    Year {
        year: YearId,
        record_type: Option<RecordTypeId>,
    },
}

/// One hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// Counted from 1 in each school.
    pub number: u32,
    pub over: HoldOver,
    pub reason: Reason,
    pub by: PersonId,
    pub at: Timestamp,
    pub lifted: Option<Lifted>,
}

/// That it holds no more, by whom and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lifted {
    pub by: PersonId,
    pub at: Timestamp,
    pub reason: Reason,
}

impl Hold {
    /// Whether it is about this record, lifted or not.
    pub fn is_about(&self, record: ObligationId, year: YearId, record_type: RecordTypeId) -> bool {
        match self.over {
            HoldOver::Record(id) => id == record,
            HoldOver::Year { year: held, record_type: of } => held == year && of.is_none_or(|of| of == record_type),
        }
    }
}

/// Of `holds` those that stand over this record now.
pub fn holds_over(holds: &[Hold], record: ObligationId, year: YearId, record_type: RecordTypeId) -> impl Iterator<Item = &Hold> {
    holds.iter().filter(move |hold| hold.lifted.is_none() && hold.is_about(record, year, record_type))
}

/// The form that holds records of a year, or one record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HoldForm {
    /// Of a record; empty where a year is held.
    pub record: String,
    pub year: String,
    /// Of a type; empty for all of the year.
    pub record_type: String,
    pub reason: String,
}

/// What the form asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoldPlan {
    pub over: HoldOver,
    pub reason: Reason,
}

impl HoldForm {
    /// As sent: `record`, or `year` and `type`; `reason`.
    pub fn read(typed: &FormData) -> Self {
        Self {
            record: typed.get("record").to_owned(),
            year: typed.get("year").to_owned(),
            record_type: typed.get("type").to_owned(),
            reason: typed.get("reason").to_owned(),
        }
    }

    /// What was typed.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self) -> Result<HoldPlan, FormErrors> {
        let year = || -> Option<HoldOver> {
            let record_type = if self.record_type.is_empty() { None } else { Some(self.record_type.parse().ok()?) };
            Some(HoldOver::Year { year: self.year.parse().ok()?, record_type })
        };
        let over = if self.record.is_empty() { year() } else { self.record.parse().ok().map(HoldOver::Record) };
        match (over, Reason::parse(&self.reason)) {
            (Some(over), Ok(reason)) => Ok(HoldPlan { over, reason }),
            (over, reason) => {
                let mut errors = reason.err().unwrap_or_default();
                if over.is_none() {
                    errors.add("year", "Chọn năm học có hồ sơ cần giữ lại.");
                }
                Err(errors)
            }
        }
    }
}
