//! "Biên bản họp Hội đồng xác định giá trị tài liệu": who sat on it, and what it says of each record.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::{
    days::Timestamp,
    obligations::{ObligationId, Reason},
    people::PersonId,
};

/// So many people sit on a council at least, with whoever chairs it.
pub const MIN_MEMBERS: usize = 3;

/// What the council has written down. What it does not keep is disposed of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CouncilMinutes {
    /// "05/BB-HĐ"
    pub number: String,
    /// The day of the meeting.
    pub on: NaiveDate,
    /// Whoever chairs it at the front.
    pub members: Vec<CouncilMember>,
    /// What is kept on, and why.
    pub kept: BTreeMap<ObligationId, Reason>,
    /// Who entered them, and when.
    pub by: PersonId,
    pub at: Timestamp,
}

/// Somebody on the council, as they were called then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CouncilMember {
    pub person: PersonId,
    /// "Nguyễn Thị Hoa"
    pub name: String,
    /// "Giáo viên lớp 4A"
    pub titles: String,
}
