//! What people decide about a doubtful time: the clock is right, or what time it is.

use chrono::{NaiveTime, TimeDelta};

use super::DoubtfulTime;
use crate::{
    days::{self, Timestamp},
    forms::{FormData, FormErrors},
    refusal::Refusal,
    vietnamese,
};

/// A clock that is further off than this was mistyped: a wrong year would move everything by it.
const MAX_REACH: TimeDelta = TimeDelta::days(366);

/// Whoever types a time so near to the machine's clock means that clock: the form was open for a while.
const MEANS_THE_MACHINE: TimeDelta = TimeDelta::minutes(10);

/// What somebody answers to the question whether the clock is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The times shown and noted are right.
    Right,
    /// They are wrong: it is this instant now. Of a doubt that has ended, what the clocks say themselves.
    Wrong(Option<Timestamp>),
}

impl DoubtfulTime {
    /// What is added to the times noted in it by an answer given at `now`.
    ///
    /// # Errors
    /// `Refusal::ClockAgreesAgain` for a time that was typed while the clocks came to agree by themselves.
    pub fn offset(&self, answer: Answer, now: Timestamp) -> Result<TimeDelta, Refusal> {
        match (answer, self.ending) {
            (Answer::Right, _) => Ok(TimeDelta::zero()),
            (Answer::Wrong(None), Some(ending)) => Ok(ending.offset),
            (Answer::Wrong(Some(right)), None) => Ok(right - now),
            (Answer::Wrong(Some(_)), Some(_)) | (Answer::Wrong(None), None) => Err(Refusal::ClockAgreesAgain),
        }
    }
}

/// The right time, as somebody types it from another clock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SetRightForm {
    /// dd/MM/yyyy.
    pub day: String,
    /// HH:MM.
    pub hour: String,
}

impl SetRightForm {
    /// The form as it was sent.
    pub fn read(data: &FormData) -> Self {
        Self { day: data.get("day").to_owned(), hour: data.get("hour").to_owned() }
    }

    /// The form with the time of `instant` in it.
    pub fn of(instant: Timestamp) -> Self {
        let local = days::local(instant);
        Self { day: vietnamese::date(local.date()), hour: vietnamese::hour(local.time()) }
    }

    /// The instant that was typed, in reach of what the school's clock shows, `now`, or the machine's; that one itself,
    /// where it is meant.
    ///
    /// # Errors
    /// What is wrong with it, by the names of the fields.
    pub fn parse(&self, now: Timestamp, machine: Timestamp) -> Result<Timestamp, FormErrors> {
        let mut errors = FormErrors::default();
        let day = vietnamese::parse_date(&self.day);
        if day.is_none() {
            errors.add("day", "Ghi ngày/tháng/năm, ví dụ 28/11/2026.".to_owned());
        }
        let hour = NaiveTime::parse_from_str(&self.hour.replace(['h', 'g'], ":"), "%H:%M").ok();
        if hour.is_none() {
            errors.add("hour", "Ghi giờ và phút, ví dụ 16:05.".to_owned());
        }
        let (Some(day), Some(hour)) = (day, hour) else { return Err(errors) };
        let instant = days::at(day, hour);
        let (beside, beside_machine) = ((instant - now).abs(), (instant - machine).abs());
        if beside > MAX_REACH && beside_machine > MAX_REACH {
            return Err(FormErrors::one("day", "Ngày này cách giờ đang hiện hơn một năm. Xem lại ngày và năm.".to_owned()));
        }
        let means_the_machine = beside_machine <= MEANS_THE_MACHINE && beside_machine <= beside;
        Ok(if means_the_machine { machine } else { instant })
    }
}
