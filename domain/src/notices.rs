//! "Thông báo": what has happened to one's own records, and what waits for one, told in working hours only.
//!
//! Nothing of it is stored: it is read from what was handed in and decided. Only until when somebody has read is kept.

mod absences;
mod closures;
mod comments;
mod digests;
mod due_days;
mod extensions;
mod held_files;
mod lateness;
mod orders;
mod regulation;
mod swaps;
mod tasks;
mod updates;
mod waiting;
mod ways;

pub use held_files::held_beside;
pub use orders::WaitingOrders;
pub use tasks::{TaskNews, TaskPart};
use waiting::{begins, gathered};

use chrono::{NaiveDate, TimeDelta, Timelike};

use crate::{
    calendar::SchoolCalendar,
    closures::ClosureId,
    days::{self, Span, Timestamp, WORK_BEGINS, day_of, local},
    decisions::Return,
    delegations::{DoneBy, acted_for, acting_words, checked_for},
    digests::{DayNumbers, WeekNumbers},
    extensions::Wish,
    facts::Facts,
    ids::{AbsenceId, LockOrderId, UpdateId},
    inspection::JudgedFile,
    locks::LockKind,
    obligations::{Finding, Obligation, ObligationId},
    people::PersonId,
    permissions::{Action, Actor, decide},
    record_types::ApprovalRoute,
    reviews::{GivenBack, Queue, Review, WaitingRecords, corrected_by, returns, review_of, spot_check_of},
    school_years::{DueDaysChange, taken_over_on},
};

/// Nobody is told anything before the school day begins, nor after it has ended.
pub(crate) const BEGINS: u32 = WORK_BEGINS;
pub(crate) const ENDS: u32 = 17;
/// What is older says nothing any more.
pub const KEPT: TimeDelta = TimeDelta::days(30);

/// One thing to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// When it is told: what happens in the evening or on a day off is told on the next working morning.
    pub at: Timestamp,
    pub news: News,
}

/// What there is to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// A record of one's own was given back.
    Returned { obligation: ObligationId, title: String, by: DoneBy, back: Return, correction: Correction },
    /// A record of one's own is approved by everybody who has to.
    Approved { obligation: ObligationId, title: String, by: DoneBy },
    /// The leadership has looked through a record of one's own that the department approved.
    SpotChecked { obligation: ObligationId, title: String, by: DoneBy },
    /// The reader acts in somebody's place from now on.
    Lent {
        /// "tổ trưởng Mẫu giáo 4–5 tuổi, thay cô Lê Thị Ấm theo Quyết định số 15/QĐ-MNNT".
        words: String,
        until: Option<NaiveDate>,
    },
    /// Somebody commented on a record of one's own, or answered there; gathered by person and working day.
    Commented { obligation: ObligationId, title: String, by: DoneBy, comments: usize, answers: usize },
    /// Somebody wrote about a record of others that waits for the reader, or in a thread in which the reader takes part; gathered
    /// likewise.
    Discussed { obligation: ObligationId, title: String, by: DoneBy, comments: usize, answers: usize },
    /// A file of one's own that was held: others may open it now, or it was given back.
    HeldFile { file: JudgedFile, title: String, by: DoneBy },
    /// An order that shuts or opens records of one's own was given; or, to the principal, one that a vice principal gave alone.
    Ordered(OrderNews),
    /// Such an order was taken back; the reason is that of taking it back.
    OrderRevoked(OrderNews),
    /// An order waits to be carried out by the reader.
    OrderWaits(OrderNews),
    /// An order of a vice principal waits for the name of the reader.
    OrderToSign(OrderNews),
    /// The reader is away, or covers somebody who is.
    Absence(AbsenceNews),
    /// A colleague offers the reader a week, or has answered what the reader had offered.
    Swap(SwapNews),
    /// A task that the principal has given, or what became of it.
    Task(TaskNews),
    /// Due days of one's own have moved because the school, or a part of it, is shut at short notice: gathered by closure.
    Shut {
        closure: ClosureId,
        /// "Nghỉ bão số 13 (toàn trường)".
        name: String,
        /// Title, the day before and the day now; what is due first stands first.
        moved: Vec<(String, NaiveDate, NaiveDate)>,
    },
    /// Such a closure was taken back, and due days are those from before again.
    OpenAgain {
        closure: ClosureId,
        name: String,
        /// Title and day.
        due: Vec<(String, NaiveDate)>,
        /// The same of what somebody has put off since, with the day that was given.
        put_off: Vec<(String, NaiveDate)>,
    },
    /// The calendar or the rules were changed, and records of one's own follow that.
    DueDaysChanged {
        change: DueDaysChange,
        /// Nobody: the program itself.
        by: Option<DoneBy>,
        /// How many of one's own that are to be handed in follow it.
        records: usize,
        /// How many of them would be due on a day that was changed, and are not.
        moved: usize,
    },
    /// A version of the rules brings another way for types that the reader approves, or will.
    WaysChange {
        change: DueDaysChange,
        by: Option<DoneBy>,
        /// The name of the type, its way until then, and from then on.
        ways: Vec<(String, ApprovalRoute, ApprovalRoute)>,
    },
    /// The leadership gave more time for records of one's own.
    MoreTime {
        /// In the order of lists.
        titles: Vec<String>,
        until: NaiveDate,
        by: DoneBy,
        reason: String,
    },
    /// More time for records of one's own was taken back, and they are due earlier again.
    LessTime {
        /// Title and day, in the order of lists.
        due: Vec<(String, NaiveDate)>,
        by: DoneBy,
        reason: String,
    },
    /// Records of one's own are owed no longer: somebody was freed of them, alone or with others.
    Freed {
        /// In the order of lists.
        titles: Vec<String>,
        by: DoneBy,
        reason: String,
    },
    /// Records of one's own that had been freed are owed again.
    OwedAgain {
        /// Title and day, in the order of lists.
        due: Vec<(String, Option<NaiveDate>)>,
        by: DoneBy,
        reason: String,
    },
    /// Somebody asks for more time for a record, or to be freed of it, and the reader may decide.
    MoreTimeAsked { title: String, by: DoneBy, wish: Wish, reason: String },
    /// The leadership said no to what the reader had asked for.
    NoMoreTime { obligation: ObligationId, title: String, by: DoneBy, wish: Wish, because: String },
    /// The leadership looked at why a record of the reader's own was late; the words may be empty.
    LatenessJudged { obligation: ObligationId, title: String, by: DoneBy, finding: Finding, words: String },
    /// Records that came on one working day and wait for the reader: gathered, by their titles, the longest first.
    Waits { titles: Vec<String> },
    /// Somebody asks that records which are shut be opened for them, and the reader may decide.
    UpdateAsked {
        update: UpdateId,
        /// "Đề nghị bổ sung số 03".
        name: String,
        by: DoneBy,
        titles: Vec<String>,
    },
    /// What was decided about a request of the reader's own.
    UpdateDecided { update: UpdateId, name: String, by: DoneBy, outcome: UpdateOutcome },
    /// What the reader had to do on a working day, as it was counted in the morning.
    Today { day: NaiveDate, numbers: DayNumbers },
    /// To the leadership: how the week stood in the school on the morning of its last working day.
    ThisWeek { day: NaiveDate, numbers: WeekNumbers },
    /// A version of the regulation counts that the reader has not promised to keep yet.
    ReadRegulation {
        /// "Bản 2".
        name: String,
        from: NaiveDate,
        /// Somebody of leadership or management team, where they have reminded the reader.
        by: Option<DoneBy>,
    },
    /// What a request had opened is shut again: told to whoever had asked and to whoever had decided, but not of their own deed.
    UpdateEnded { update: UpdateId, name: String, ended: UpdateEnd },
}

impl News {
    /// Whether it says that something waits for the reader.
    const fn waits(&self) -> bool {
        match self {
            Self::OrderWaits(_)
            | Self::OrderToSign(_)
            | Self::MoreTimeAsked { .. }
            | Self::Waits { .. }
            | Self::UpdateAsked { .. }
            | Self::Today { .. }
            | Self::ThisWeek { .. }
            | Self::ReadRegulation { .. } => true,
            Self::Swap(swap) => matches!(swap.part, SwapPart::Asked { .. }),
            Self::Returned { .. }
            | Self::Approved { .. }
            | Self::SpotChecked { .. }
            | Self::Lent { .. }
            | Self::Commented { .. }
            | Self::Discussed { .. }
            | Self::HeldFile { .. }
            | Self::Ordered(_)
            | Self::OrderRevoked(_)
            | Self::Absence(_)
            | Self::Shut { .. }
            | Self::OpenAgain { .. }
            | Self::DueDaysChanged { .. }
            | Self::WaysChange { .. }
            | Self::MoreTime { .. }
            | Self::LessTime { .. }
            | Self::Freed { .. }
            | Self::OwedAgain { .. }
            | Self::NoMoreTime { .. }
            | Self::LatenessJudged { .. }
            | Self::UpdateDecided { .. }
            | Self::Task(_)
            | Self::UpdateEnded { .. } => false,
        }
    }
}

/// An absence, to whoever is away or covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbsenceNews {
    pub absence: AbsenceId,
    /// Who is away.
    pub person: PersonId,
    pub part: AbsencePart,
    pub days: Span,
    pub by: DoneBy,
}

/// What the reader has to do with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AbsencePart {
    /// The reader teaches in the place of `of`.
    Covers {
        of: PersonId,
    },
    /// The reader is away, and `by` teaches in their place.
    Covered {
        by: PersonId,
    },
    /// The reader is away, and need not hand so many records in.
    Freed {
        records: usize,
    },
    CoversNoMore {
        of: PersonId,
    },
    /// The reader is back.
    Back,
}

/// A swap of turns, to one of the two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SwapNews {
    pub part: SwapPart,
    /// "Tuần 13 đổi tuần 14 · Lớp 4A".
    pub title: String,
    pub by: DoneBy,
}

/// What there is to tell of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SwapPart {
    /// The reader is asked, in these words, and may confirm it.
    Asked {
        reason: String,
    },
    Accepted,
    Declined,
}

/// What was decided about a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UpdateOutcome {
    /// The records are open, until then.
    Granted {
        until: Timestamp,
    },
    Refused {
        words: String,
    },
}

/// By what records that a request had opened were shut again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UpdateEnd {
    /// The hours are over.
    Hours,
    /// The requester is done, or handed in what it was opened for.
    Done { by: DoneBy },
    /// Somebody closed it before.
    Closed { by: DoneBy },
}

/// An order, to somebody whose records it is about, or who is to carry it out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderNews {
    pub order: LockOrderId,
    /// "Lệnh khóa số 07 (42/QĐ-TrMNNT)".
    pub name: String,
    pub kind: LockKind,
    /// How many records of the reader's own it is about; 0 where the reader is told for another reason.
    pub records: usize,
    /// From when on, where that is known.
    pub from: Option<Timestamp>,
    pub until: Option<Timestamp>,
    /// "Hiệu trưởng Nguyễn Thị Minh Nguyệt".
    pub by: String,
    pub reason: String,
}

/// What became of a version that was given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Correction {
    /// It is to be handed in.
    Awaited,
    /// It waits for the reviewer.
    Waits,
    /// It was decided about as well, and that is told beside this.
    Decided,
}

/// When something that happened at `at` is told.
pub fn told_at(calendar: &SchoolCalendar, at: Timestamp) -> Timestamp {
    let here = local(at);
    let is_open = calendar.is_open(here.date());
    match here.time().hour() {
        BEGINS..ENDS if is_open => at,
        ..BEGINS if is_open => morning(here.date()),
        _ => calendar.next_open_day(here.date()).map_or(at, morning),
    }
}

fn morning(day: NaiveDate) -> Timestamp {
    days::work_begins(day)
}

/// What `person` is told at `now`, the newest first; of a year that is over all that they were told while it was shown, and nothing
/// that is to be done.
pub fn notices(facts: &Facts, person: PersonId, now: Timestamp) -> Vec<Notice> {
    let mut notices = of_own(facts, person, now);
    if facts.is_over {
        notices.retain(|one| !one.news.waits() && was_shown_at(facts, one.at));
        notices.sort_by_key(|notice| std::cmp::Reverse(notice.at));
        return notices;
    }
    notices.extend(gathered(facts, person, Queue::of(facts, person, now).records(), now).into_iter().map(|(at, waiting)| {
        let titles = waiting.into_iter().map(|obligation| facts.title(obligation)).collect();
        Notice { at, news: News::Waits { titles } }
    }));
    notices.sort_by_key(|notice| std::cmp::Reverse(notice.at));
    notices
}

/// Whether the year of `facts` was the one that is shown: orders and absences know no year of their own.
fn was_shown_at(facts: &Facts, at: Timestamp) -> bool {
    let day = day_of(at);
    taken_over_on(facts.calendar().parts().first_week) <= day && facts.next_year_from.is_none_or(|next| day < next)
}

/// How many of them came after `read`: until when the person has read, if ever. Every page says it, so what waits for the person
/// is counted and not named.
pub fn unread(facts: &Facts, person: PersonId, waits: &WaitingRecords, read: Option<Timestamp>, now: Timestamp) -> usize {
    let is_new = |at: Timestamp| read.is_none_or(|read| read < at);
    let of_own = of_own(facts, person, now).into_iter().filter(|notice| is_new(notice.at)).count();
    of_own + gathered(facts, person, waits, now).into_iter().filter(|(at, _)| is_new(*at)).count()
}

/// When something that happened at `at` is told, if that is so by `now` and still says anything.
fn told_by(facts: &Facts, at: Timestamp, now: Timestamp) -> Option<Timestamp> {
    Some(told_at(facts.calendar(), at)).filter(|at| *at <= now && still_says(facts, *at, now))
}

/// The same for what waits for no working hour. What a clock noted ahead of now has happened by now.
fn told_at_once(facts: &Facts, at: Timestamp, now: Timestamp) -> Option<Timestamp> {
    Some(at.min(now)).filter(|at| still_says(facts, *at, now))
}

/// Whoever looks back at a year that is over reads all of it.
fn still_says(facts: &Facts, at: Timestamp, now: Timestamp) -> bool {
    facts.is_over || now - at <= KEPT
}

/// What others have done to the records of `person`, and what is lent to them: nobody is told of their own deeds.
fn of_own(facts: &Facts, person: PersonId, now: Timestamp) -> Vec<Notice> {
    let mut notices: Vec<Notice> = Vec::new();
    let organisation = facts.organisation();
    for lent in organisation.lent_to(person, day_of(now)) {
        let words = organisation.title(lent.position).zip(acting_words(organisation, lent));
        let words = words.map(|(title, acting)| format!("{title}, {acting}"));
        let at = told_by(facts, begins(lent, now), now);
        notices.extend(at.zip(words).map(|(at, words)| Notice { at, news: News::Lent { words, until: lent.until } }));
    }
    let actor = facts.actor(person, now);
    // Whoever has left a post is told nothing of what is fenced off there.
    let may_open =
        |one: &Obligation| decide(&actor, organisation, Action::OpenVersion { record: facts.record_facts(one), by: person });
    for obligation in facts.open_obligations().filter(|one| is_of(facts, one, &actor) && may_open(one).is_ok()) {
        let mut push = |at: Timestamp, news: News| notices.extend(told_by(facts, at, now).map(|at| Notice { at, news }));
        let title = || facts.title(obligation);
        let done = |step, person, at| DoneBy { person, acting: acted_for(facts, obligation, step, person, at) };
        let review = review_of(facts, obligation);
        let last = match &review {
            Review::Returned(back) => Some((back, Correction::Awaited)),
            Review::Waiting(waiting) => waiting.corrects.as_ref().map(|back| (back, Correction::Waits)),
            Review::NotAsked | Review::NothingYet | Review::SelfIssued { .. } | Review::Approved { .. } => None,
        };
        // Earlier returns stay: what they asked for is read again beside the last one.
        for one in last.iter().flat_map(|_| returns(obligation)).filter(|one| one.by != person) {
            let correction = match &last {
                Some((back, correction)) if back.decision == one.decision => *correction,
                Some(_) | None => Correction::Decided,
            };
            let GivenBack { step, by, at, back, .. } = one;
            let back = Return { correct_by: corrected_by(facts.calendar_of(obligation), back.correct_by), ..back };
            push(at, News::Returned { obligation: obligation.id, title: title(), by: done(step, by, at), back, correction });
        }
        if let Review::Approved { approvals, .. } = &review
            && let Some(approval) = approvals.last().filter(|one| one.by != person)
        {
            let by = done(approval.step, approval.by, approval.at);
            push(approval.at, News::Approved { obligation: obligation.id, title: title(), by });
        }
        if let Review::Approved { submission, .. } = &review
            && let Some(check) = spot_check_of(obligation, *submission).filter(|one| one.by != person)
        {
            let by = DoneBy { person: check.by, acting: checked_for(organisation, check.by, check.at) };
            push(check.at, News::SpotChecked { obligation: obligation.id, title: title(), by });
        }
    }
    notices.extend(absences::notices(facts, &actor, now));
    notices.extend(closures::notices(facts, &actor, now));
    notices.extend(comments::notices(facts, &actor, now));
    notices.extend(digests::notices(facts, &actor, now));
    notices.extend(regulation::notices(facts, person, now));
    notices.extend(due_days::notices(facts, &actor, now));
    notices.extend(extensions::notices(facts, &actor, now));
    notices.extend(held_files::notices(facts, &actor, now));
    notices.extend(lateness::notices(facts, &actor, now));
    notices.extend(orders::notices(facts, &actor, now));
    notices.extend(swaps::notices(facts, person, now));
    notices.extend(tasks::notices(facts, person, now));
    notices.extend(updates::notices(facts, &actor, now));
    notices.extend(ways::notices(facts, &actor, now));
    notices
}

/// Whether `actor` had a part in what was handed in, or has the duty to hand it in now.
fn is_of(facts: &Facts, obligation: &Obligation, actor: &Actor) -> bool {
    let wrote = obligation.handed_in.as_ref().is_some_and(|handed_in| handed_in.authors.contains(&actor.person));
    wrote || obligation.terms.owner.duty(facts.organisation()).is_of(actor.person, &actor.positions)
}

#[cfg(test)]
mod tests;
