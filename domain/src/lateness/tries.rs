//! "Lần thử": attempts to hand a record in that came to nothing, or came to an end after the hour. They are evidence and no excuse.

use chrono::{NaiveDate, TimeDelta};

use super::away::first_of_last_days;
use crate::{
    days::{Timestamp, day_of},
    deadlines::Hours,
    facts::Facts,
    obligations::{Obligation, ObligationId},
    people::PersonId,
    permissions::{Actor, Allowed, HandIn, decide_hand_in},
    refusal::{HandInRefusal, InspectionRefusal, LockRefusal, Refusal},
};

/// So many of one person are kept of one record on one day: more say nothing new.
pub const MAX_TRIES_A_DAY: usize = 10;
/// So many of one person are kept of one record, on however many days.
pub const MAX_TRIES: usize = 40;
/// What fails again for the same reason within this time is the same try: a page that is left open tries by itself.
pub const SAME_TRY: TimeDelta = TimeDelta::minutes(1);

/// Why a try came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WhyFailed {
    /// A file was larger than the school allows.
    TooLarge,
    /// What was found in a file: empty, of a kind that is not taken, with a password, or otherwise unfit.
    Unfit,
    /// What was sent stopped coming: the line, the machine, or whoever called it off.
    Broken,
    /// The server had no room, no answer, or too much to do.
    NoService,
    /// As much waited to be handed in, or was on its way, as may.
    TooMuch,
    /// An order shut the record.
    Shut,
    /// The form was given back for what it said, or for how it was sent.
    Form,
    /// It was begun in time and came to its end after the hour: that one was handed in, and is late.
    OverTheHour,
}

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FailedTry {
    pub obligation: ObligationId,
    pub person: PersonId,
    /// When it began to arrive.
    pub began_at: Timestamp,
    pub why: WhyFailed,
}

/// What one person tried on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tries {
    /// "Nguyễn Thị Hoa".
    pub who: String,
    pub day: NaiveDate,
    /// The first first.
    pub tries: Vec<(Timestamp, WhyFailed)>,
    /// No more of this day are kept.
    pub is_full: bool,
}

impl WhyFailed {
    pub const ALL: [Self; 8] =
        [Self::TooLarge, Self::Unfit, Self::Broken, Self::NoService, Self::TooMuch, Self::Shut, Self::Form, Self::OverTheHour];

    /// The word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "too_large",
            Self::Unfit => "unfit",
            Self::Broken => "broken",
            Self::NoService => "no_service",
            Self::TooMuch => "too_much",
            Self::Shut => "shut",
            Self::Form => "form",
            Self::OverTheHour => "over_the_hour",
        }
    }

    /// Reads back what `code` wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// On screen, behind the time: "16:41 tệp quá lớn".
    pub const fn words(self) -> &'static str {
        match self {
            Self::TooLarge => "tệp quá lớn",
            Self::Unfit => "tệp không nhận được",
            Self::Broken => "đứt giữa chừng",
            Self::NoService => "máy chủ không nhận được",
            Self::TooMuch => "quá nhiều tệp",
            Self::Shut => "hồ sơ đang khóa",
            Self::Form => "phiếu nộp chưa đúng",
            Self::OverTheHour => "bắt đầu gửi, xong khi đã quá giờ",
        }
    }

    /// Why a hand-in that was refused so came to nothing; `None` where it was no try of this person: a record of somebody
    /// else, one that is owed no longer, what has been handed in already, or a page that was opened under another name.
    pub fn of(refusal: &Refusal) -> Option<Self> {
        let is_unfit = matches!(
            refusal,
            Refusal::FileEmpty { .. }
                | Refusal::FileKindUnknown { .. }
                | Refusal::FileDangerous { .. }
                | Refusal::FileEncrypted { .. }
                | Refusal::FileTemporary { .. }
                | Refusal::HandIn(HandInRefusal::SaveAnew { .. })
                | Refusal::Inspection(InspectionRefusal::Impossible { .. })
        );
        let has_no_service = matches!(
            refusal,
            Refusal::StoreFull | Refusal::Inspection(InspectionRefusal::CutShort { .. } | InspectionRefusal::Busy)
        );
        let is_too_much = matches!(
            refusal,
            Refusal::TooMuchWaiting { .. }
                | Refusal::TooMuchUnused { .. }
                | Refusal::Inspection(InspectionRefusal::ManyComing { .. })
        );
        let is_of_form = matches!(
            refusal,
            Refusal::NoFiles
                | Refusal::TooManyFiles { .. }
                | Refusal::NoteTooLong { .. }
                | Refusal::FileGone
                | Refusal::KeyUsedForOtherFiles
        );
        let is_shut = matches!(refusal, Refusal::Lock(LockRefusal::Shut(_)));
        let found = [
            (matches!(refusal, Refusal::FileTooLarge { .. }), Self::TooLarge),
            (matches!(refusal, Refusal::FileIncomplete { .. }), Self::Broken),
            (is_unfit, Self::Unfit),
            (has_no_service, Self::NoService),
            (is_too_much, Self::TooMuch),
            (is_shut, Self::Shut),
            (is_of_form, Self::Form),
        ];
        found.into_iter().find(|(is_it, _)| *is_it).map(|(_, why)| why)
    }
}

/// May it be kept that `actor` tried in vain to hand `obligation` in at `began`? Of whoever may hand it in, while the first hand-in
/// is still to come, and from the days on of which the card tells. An order that shuts the record does not matter.
///
/// # Errors
/// Why nothing is kept: it is not theirs, or there is nothing to be late with.
pub fn check_try(
    facts: &Facts,
    actor: &Actor,
    obligation: &Obligation,
    began: Timestamp,
) -> Result<Option<Allowed<HandIn>>, Refusal> {
    let allowed = decide_hand_in(actor, facts.organisation(), facts.record_facts(obligation))?;
    facts.check_passed(actor, obligation, began)?;
    facts.check_running()?;
    obligation.check_writable(None)?;
    let is_awaited = obligation.handed_in.is_none() && obligation.exemption.is_none() && !obligation.terms.practice;
    let is_told = obligation.due_day().is_some_and(|due| first_of_last_days(facts.calendar_of(obligation), due) <= day_of(began));
    Ok((is_awaited && is_told).then_some(allowed))
}

/// Whether `new` is kept beside what is `known` of its record: nobody fills the disk with what they try.
pub fn is_kept(known: &[FailedTry], new: &FailedTry) -> bool {
    let own = || known.iter().filter(|one| one.person == new.person);
    let is_same = |one: &FailedTry| one.why == new.why && (new.began_at - one.began_at).abs() < SAME_TRY;
    let of_day = own().filter(|one| day_of(one.began_at) == day_of(new.began_at)).count();
    of_day < MAX_TRIES_A_DAY && own().count() < MAX_TRIES && !own().any(is_same)
}

/// Whether what was late for `due` had begun to arrive while it still counted as on time.
pub fn is_over_the_hour(hours: &Hours, due: Option<NaiveDate>, began: Timestamp) -> bool {
    due.is_some_and(|due| hours.on_time(due, began))
}

/// Of all `known`, what was tried for `obligation` in the last days up to `due` and until it `came`, by person and day.
pub(super) fn tries(facts: &Facts, obligation: &Obligation, known: &[FailedTry], due: NaiveDate, came: Timestamp) -> Vec<Tries> {
    let first = first_of_last_days(facts.calendar_of(obligation), due);
    let is_meant = |one: &&FailedTry| one.obligation == obligation.id && first <= day_of(one.began_at) && one.began_at < came;
    let mut meant: Vec<&FailedTry> = known.iter().filter(is_meant).collect();
    let of = |one: &&FailedTry| (day_of(one.began_at), one.person);
    meant.sort_by_key(|one| (of(one), one.began_at));
    let told = meant.chunk_by(|one, other| of(one) == of(other)).map(|some| {
        let (day, person) = some.first().map(of)?;
        let who = facts.organisation().name_of(person, day);
        let tries: Vec<_> = some.iter().map(|one| (one.began_at, one.why)).collect();
        Some(Tries { who, day, is_full: MAX_TRIES_A_DAY <= tries.len(), tries })
    });
    told.flatten().collect()
}

#[cfg(test)]
mod tests;
