//! "Đã tiêu hủy": the state of a record whose files are gone for good, by the minutes of a council.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    days::Timestamp,
    refusal::{DisposalRefusal, Refusal},
    vietnamese,
};

/// By which list and minutes the files of a record were disposed of, and when. What is known of them stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disposed {
    /// Of the list, counted from 1 in each school.
    pub list: u32,
    /// "05/BB-HĐ"
    pub minutes: String,
    /// The day of the council's meeting.
    pub on: NaiveDate,
    pub at: Timestamp,
}

impl Disposed {
    /// "Đã tiêu hủy lúc 09:00 ngày 10/07/2032, theo biên bản số 05/BB-HĐ ngày 01/07/2032".
    pub fn words(&self) -> String {
        let (at, on) = (vietnamese::moment(self.at), vietnamese::date(self.on));
        format!("Đã tiêu hủy lúc {at}, theo biên bản số {} ngày {on}", self.minutes)
    }

    /// Why none of its files is opened.
    pub fn refusal(&self) -> Refusal {
        DisposalRefusal::Disposed { minutes: self.minutes.clone(), on: self.on, at: self.at }.into()
    }
}
