//! What people decide about a doubtful time: the clock is right, or what time it is.

use chrono::{NaiveTime, TimeDelta};

use super::{Doubt, DoubtfulTime, MAX_STEP};
use crate::{
    days::{self, Timestamp, day_of},
    facts::Facts,
    forms::{FormData, FormErrors},
    people::PersonId,
    permissions::{Allowed, DecideClock, decide_clock},
    refusal::{ClockRefusal, Refusal},
    vietnamese,
};

/// Nobody sets the clock further ahead of the latest time that any clock knows. A school stands still for 97 days at the
/// most, from the end of a year on 31 May to the begin of the next one on 5 September; a mistyped year is far beyond.
pub const MAX_AHEAD: TimeDelta = TimeDelta::days(100);

/// Whoever types a time so near to the machine's clock means that clock: the form was open for a while.
const MEANS_THE_MACHINE: TimeDelta = TimeDelta::minutes(10);

/// What somebody answers to the question whether the clock is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockAnswer {
    /// The times shown and noted are right.
    Right,
    /// They are wrong: it is this instant now. Of a doubt that has ended, what the clocks say themselves.
    Wrong(Option<Timestamp>),
}

impl DoubtfulTime {
    /// What is added to the times noted in it by an answer given at `now`, when the machine's clock shows `machine`.
    ///
    /// # Errors
    /// `ClockRefusal::AgreesAgain` for a time that was typed while the clocks came to agree by themselves;
    /// `ClockRefusal::TooEarly` or `ClockRefusal::TooFarAhead` for one that cannot be.
    pub fn offset(&self, answer: ClockAnswer, now: Timestamp, machine: Timestamp) -> Result<TimeDelta, Refusal> {
        match (answer, self.ending) {
            (ClockAnswer::Right, _) => Ok(TimeDelta::zero()),
            (ClockAnswer::Wrong(None), Some(ending)) => Ok(ending.offset),
            (ClockAnswer::Wrong(Some(right)), None) => Ok(self.doubt.in_bounds(right, now, machine)? - now),
            (ClockAnswer::Wrong(Some(_)), Some(_)) | (ClockAnswer::Wrong(None), None) => Err(ClockRefusal::AgreesAgain.into()),
        }
    }

    /// What stands in the form before anybody has typed: the machine's clock, where it can be right.
    pub fn suggested(&self, now: Timestamp, machine: Timestamp) -> Timestamp {
        if self.doubt.in_bounds(machine, now, machine).is_ok() { machine } else { now }
    }
}

impl Doubt {
    /// The instant that somebody says it is `now`, if it can be: since the last certain instant as much time has gone by as
    /// the doubt lasts, so that nothing noted in it comes to lie before that instant, and a clock is no more than
    /// `MAX_AHEAD` behind. A school's own clock counts among them: that of a machine may stand at the year of its make.
    fn in_bounds(&self, right: Timestamp, now: Timestamp, machine: Timestamp) -> Result<Timestamp, Refusal> {
        let certain = self.certain;
        let earliest = certain + (now - self.began_at);
        let latest = certain.max(machine).max(now) + MAX_AHEAD;
        if right > latest {
            return Err(ClockRefusal::TooFarAhead { latest, certain }.into());
        }
        // Hours and minutes are typed, and a watch may differ by as much as a clock may.
        if right < earliest - MAX_STEP {
            return Err(ClockRefusal::TooEarly { earliest, certain }.into());
        }
        Ok(right.max(earliest))
    }
}

/// May `by` set the times of a doubtful time right, in which these people `handed_in`, so that `now` is `right`? Whoever
/// handed in within it gains or loses by its times, and leaves them to somebody else. And nobody sets a clock to a day on
/// which they could not decide about it: nobody else might be able to undo that either.
///
/// # Errors
/// `ClockRefusal::NotYours`, `ClockRefusal::OwnHandIns` or `ClockRefusal::BesideOffice`.
pub fn decide_set_right(
    facts: &Facts,
    by: PersonId,
    handed_in: &[PersonId],
    now: Timestamp,
    right: Timestamp,
) -> Result<Allowed<DecideClock>, Refusal> {
    let allowed = decide_clock(&facts.actor(by, now), facts.organisation())?;
    if handed_in.contains(&by) {
        return Err(ClockRefusal::OwnHandIns.into());
    }
    match decide_clock(&facts.actor(by, right), facts.organisation()) {
        Ok(_) => Ok(allowed),
        Err(_) => Err(ClockRefusal::BesideOffice { day: day_of(right) }.into()),
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

    /// The instant that was typed, beside what the school's clock shows, `now`, and the machine's; that one itself, where it
    /// is meant.
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
        let means_the_machine = beside_machine <= MEANS_THE_MACHINE && beside_machine <= beside;
        Ok(if means_the_machine { machine } else { instant })
    }
}
