//! "Việc của tôi": what one person owes this week, overdue and coming, in the order in which it should be done.

mod done;
mod opened;
mod returned;
mod ribbon;
mod week;
mod viewed;

use chrono::{Days, NaiveDate};

use crate::{
    absences::{AwayToday, StandIn, away_today, stand_in},
    calendar::WeekOf,
    days::{Span, Timestamp, day_of},
    deadlines::MovedKind,
    extensions::{MoreTime, more_time},
    facts::Facts,
    locks::Arrival,
    names::SortKey,
    obligations::{Obligation, ObligationId, Owner, Period, Standing},
    people::{Honorific, Person, PersonId, called_among},
    permissions::Actor,
    refusal::Shut,
    reviews::ReviewTold,
    submissions::SubmissionId,
    swaps::{SwapTold, swap_told},
    tasks::{OwnTask, own_tasks},
    updates::{UpdateWay, update_way},
};

use done::done_item;
pub use opened::OpenedItem;
use opened::{opened, opened_items};
pub use returned::ReturnedItem;
use returned::{corrections_until, returned_items};
use ribbon::ribbon;
pub use week::{Done, MyWeek, done, my_week};

/// How far ahead weekly records are shown under "Sắp tới".
const WEEKLY_AHEAD: Days = Days::new(14);
/// How far ahead the others are shown: a semester plan wants more than two weeks.
const OTHERS_AHEAD: Days = Days::new(49);
/// How many hand-ins "Đã nộp gần đây" shows.
const RECENT: usize = 5;

/// Whose task a record is among those who may hand it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The viewer's alone.
    Mine,
    /// Of a roster, and it is the viewer's turn.
    MyTurn,
    /// Of several people together, with how the others are mentioned ("cô Thảo").
    Shared(Vec<String>),
    /// Another person's turn; the viewer may help.
    Turn(String),
    /// It fell due before the viewer had this duty: nobody answers for days before they came.
    BeforeMe,
}

impl Whose {
    /// Whether the viewer is expected to do it.
    pub const fn is_expected(&self) -> bool {
        !matches!(self, Self::Turn(_) | Self::BeforeMe)
    }
}

/// One record to hand in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkItem {
    pub obligation: ObligationId,
    pub title: String,
    pub standing: Standing,
    pub whose: Whose,
    /// The days that the record is about.
    pub span: Option<Span>,
    /// The days taught, where it is of a week.
    pub taught: Option<Span>,
    pub why: Option<crate::why::Why>,
    pub due: Option<crate::deadlines::Due>,
    pub hours: crate::deadlines::Hours,
    /// Why it is exempt.
    pub exempt_reason: Option<String>,
    /// Files that lie with the server and have not been handed in; the database knows them.
    pub waiting: usize,
    /// The order that shuts it now: nothing can be handed in for it.
    pub shut: Option<Shut>,
    /// Where the viewer goes on about it while an order shuts it.
    pub way: Option<UpdateWay>,
    pub more_time: MoreTime,
    pub swap: SwapTold,
    /// For whom it is the viewer's to do, or who does it for them.
    pub stand_in: Option<StandIn>,
}

impl WorkItem {
    fn due_day(&self) -> Option<NaiveDate> {
        self.due.as_ref().map(|due| due.day)
    }
}

/// One record that was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoneItem {
    pub obligation: ObligationId,
    pub title: String,
    pub standing: Standing,
    /// The last version.
    pub at: Timestamp,
    pub versions: u32,
    /// It came by an update after a lock.
    pub is_update: bool,
    /// "cô Thảo", where it was somebody else.
    pub by_other: Option<String>,
    /// The viewer may hand in another version.
    pub again: bool,
    /// The viewer may open the page of the record.
    pub has_page: bool,
    /// The order that shuts it to the viewer now.
    pub shut: Option<Shut>,
    /// Where the viewer goes on about it while an order shuts it.
    pub way: Option<UpdateWay>,
    /// The receipt of the last version, where the viewer may open it.
    pub receipt: Option<SubmissionId>,
    /// How it stands with its reviewers; `None` where nobody is asked.
    pub review: Option<ReviewTold>,
}

/// The mark of the viewer's own records under a week of the ribbon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RibbonMark {
    OnTime,
    Late,
    /// Late with a reason that the leadership has found.
    Excused,
    Overdue,
    Exempt,
}

/// One cell of the ribbon of weeks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RibbonCell {
    Week {
        number: u8,
        mark: Option<RibbonMark>,
        now: bool,
        opens_semester_2: bool,
    },
    /// A week without number: "Tết".
    Gap(String),
}

/// The page of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MyWork {
    pub now: Timestamp,
    pub honorific: Honorific,
    /// The number of the present week; `None` in a week without number and outside the year.
    pub week: Option<u8>,
    /// What the present week is called: "Tuần 12", "Tết Đinh Mùi".
    pub week_words: String,
    /// Monday to the last weekday of the working week.
    pub week_taught: Span,
    pub ribbon: Vec<RibbonCell>,
    /// "Trả lại để sửa", by the day to correct by.
    pub returned: Vec<ReturnedItem>,
    /// "Đang mở để bổ sung": what was asked for after a lock and nothing else on the page tells of, by the end of its hours.
    pub opened: Vec<OpenedItem>,
    /// "Việc được giao": what the principal asks beside all records; nothing of it is counted in `left` and `overdue`.
    pub tasks: Vec<OwnTask>,
    /// "Cần làm ngay".
    pub urgent: Vec<WorkItem>,
    /// "Trong tuần này".
    pub this_week: Vec<WorkItem>,
    /// "Sắp tới".
    pub coming: Vec<WorkItem>,
    /// Weekly ones after those, folded; without their proof, which their own page shows.
    pub later: Vec<WorkItem>,
    /// Without a due day, of another time than now: what was not handed in, and what may be begun already.
    pub untimed: Vec<WorkItem>,
    /// "Đã nộp gần đây".
    pub recent: Vec<DoneItem>,
    /// How many records of the viewer are handed in, in all.
    pub done: usize,
    /// Expected of the viewer by the end of this week, overdue ones, corrections and what is open for a while included.
    pub left: usize,
    pub overdue: usize,
    /// Whether anything at all is owed by the viewer in this school year.
    pub owes: bool,
    /// The school has a week of practice, and records of it stand under this week or soon: the page says that they count for
    /// nothing.
    pub practises: bool,
    /// Who is away today, of those that concern the viewer.
    pub away: Vec<AwayToday>,
}

impl MyWork {
    /// The hours of what is due next, which the page tells once; only rows with other hours tell their own.
    pub fn usual_hours(&self) -> Option<crate::deadlines::Hours> {
        let tells = |item: &&WorkItem| item.due.is_some() && item.shut.is_none() && item.standing == Standing::NotYetDue;
        [&self.urgent, &self.this_week, &self.coming, &self.later].into_iter().flatten().find(tells).map(|item| item.hours)
    }
}

/// The page of `viewer` at `now`.
pub fn my_work(facts: &Facts, viewer: &Person, now: Timestamp) -> MyWork {
    let today = day_of(now);
    let calendar = facts.calendar();
    let week_span = Span::week_of(today);
    let actor = facts.actor(viewer.id, now);
    let mine = owned_by(facts, &actor, now);

    let (mut urgent, mut this_week, mut coming, mut untimed) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut later = Vec::new();
    for (place, obligation, standing) in placed(facts, &mine, now) {
        let item = item(facts, &actor, obligation, standing, now);
        match place {
            WorkSection::Later => later.push(WorkItem { why: None, ..item }),
            WorkSection::Urgent => urgent.push(item),
            WorkSection::ThisWeek => this_week.push(item),
            WorkSection::Coming => coming.push(item),
            WorkSection::Untimed => untimed.push(item),
        }
    }
    let order = |item: &WorkItem| (!item.whose.is_expected(), item.due.is_none(), item.due_day(), SortKey::of_words(&item.title));
    urgent.sort_by_cached_key(order);
    this_week.sort_by_cached_key(order);
    for items in [&mut coming, &mut later] {
        items.sort_by_cached_key(|item| (item.due_day(), SortKey::of_words(&item.title)));
    }
    untimed.sort_by_cached_key(|item| (item.span.map(|span| span.from), facts.order(item.obligation)));

    let returned = returned_items(facts, &actor, &mine, now);
    let corrections = returned.iter().filter(|item| item.back.correct_by <= week_span.to).count();
    let opened = opened_items(facts, &actor, now);

    let mut done: Vec<&&Obligation> = mine.iter().filter(|obligation| obligation.handed_in.is_some()).collect();
    done.sort_by_key(|obligation| std::cmp::Reverse(obligation.handed_in.as_ref().map(|one| one.last_at)));
    let overdue = urgent.iter().filter(|item| item.whose.is_expected()).count();
    let is_practice = |item: &WorkItem| matches!(item.standing, Standing::Practice { .. });
    let this_weeks = this_week.iter().filter(|item| item.standing == Standing::NotYetDue && item.whose.is_expected()).count();
    MyWork {
        now,
        honorific: viewer.honorific,
        week: calendar.numbered_week_of(today).map(|week| week.number),
        week_words: week_words(facts, today),
        week_taught: Span::new(week_span.from, calendar.numbered_week_of(today).map_or(week_span.to, |week| week.last_day)),
        ribbon: ribbon(facts, viewer.id, &mine, now),
        left: overdue + this_weeks + corrections + opened.len(),
        overdue,
        owes: !mine.is_empty(),
        practises: facts.regime.practice_week.is_some() && this_week.iter().chain(&coming).any(is_practice),
        away: away_today(facts, &actor, now),
        done: done.len(),
        recent: done.iter().take(RECENT).filter_map(|obligation| done_item(facts, &actor, obligation, now)).collect(),
        returned,
        opened,
        tasks: own_tasks(facts, viewer.id, now).open,
        urgent,
        this_week,
        coming,
        later,
        untimed,
    }
}

impl MyWork {
    /// What the viewer has still to hand in by a day of this week or before: of several who may, what is expected of the viewer,
    /// and nothing that is exempt or has no due day.
    pub fn still_due(&self) -> impl Iterator<Item = &WorkItem> {
        let listed = self.urgent.iter().chain(&self.this_week);
        listed.filter(|item| item.whose.is_expected() && item.due.is_some() && item.exempt_reason.is_none())
    }

    /// Notes how many files of the viewer wait for each record.
    pub fn with_waiting(mut self, files: &[(ObligationId, usize)]) -> Self {
        for list in [&mut self.urgent, &mut self.this_week, &mut self.coming, &mut self.later, &mut self.untimed] {
            for item in list {
                item.waiting = files.iter().find(|(id, _)| *id == item.obligation).map_or(0, |(_, count)| *count);
            }
        }
        self
    }
}

/// What the bar of every page says of the viewer's own work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AtAGlance {
    /// How many records are to be handed in by the end of the week, as `MyWork::left` counts them.
    pub left: usize,
    /// Whether this person has records to hand in at all.
    pub owes: bool,
}

/// Counts what `my_work` counts without writing out its page: that of the principal lists the records of the whole school.
pub fn at_a_glance(facts: &Facts, viewer: PersonId, now: Timestamp) -> AtAGlance {
    let actor = facts.actor(viewer, now);
    let mine = owned_by(facts, &actor, now);
    let counts = |place: WorkSection, standing: Standing| match place {
        WorkSection::Urgent => true,
        WorkSection::ThisWeek => standing == Standing::NotYetDue,
        WorkSection::Coming | WorkSection::Later | WorkSection::Untimed => false,
    };
    let left = placed(facts, &mine, now)
        .filter(|(place, obligation, standing)| counts(*place, *standing) && whose(facts, viewer, obligation, now).is_expected())
        .count();
    let corrections = corrections_until(facts, viewer, &mine, Span::week_of(day_of(now)).to, now);
    AtAGlance { left: left + corrections + opened(facts, &actor, now).count(), owes: !mine.is_empty() }
}

/// "Tuần 12", "Tết Đinh Mùi", "Trước năm học", "Sau năm học".
pub fn week_words(facts: &Facts, day: NaiveDate) -> String {
    match facts.calendar().week_of(day) {
        WeekOf::Numbered(number) => format!("Tuần {number}"),
        WeekOf::Unnumbered(reason) => reason.to_owned(),
        WeekOf::Before => "Trước năm học".to_owned(),
        WeekOf::After => "Sau năm học".to_owned(),
    }
}

/// All that `viewer` has handed in or the others of the same duty, newest first.
pub fn all_done(facts: &Facts, viewer: PersonId, now: Timestamp) -> Vec<DoneItem> {
    let actor = facts.actor(viewer, now);
    let mut items: Vec<DoneItem> = facts
        .open_obligations()
        .filter(|one| {
            // What somebody handed in stays theirs to see after they have moved to another class.
            let own = one.handed_in.as_ref().is_some_and(|done| done.first_by == viewer || done.last_by == viewer);
            own || one.terms.owner.duty(facts.organisation()).is_of(viewer, &actor.positions)
        })
        .filter_map(|obligation| done_item(facts, &actor, obligation, now))
        .collect();
    items.sort_by_key(|item| std::cmp::Reverse(item.at));
    items
}

/// The open records that are the duty of `viewer`.
fn owned_by<'f>(facts: &'f Facts, viewer: &Actor, now: Timestamp) -> Vec<&'f Obligation> {
    let (today, organisation, person) = (day_of(now), facts.organisation(), viewer.person);
    let covers = facts.stands_in(person, today);
    let is_theirs = |one: &Obligation| {
        let duty = one.terms.owner.duty(organisation);
        let is_covered = || duty.is_of(person, &viewer.lent) && one.has_passed_to(person, today, organisation);
        duty.is_of(person, &viewer.positions) || (covers && is_covered())
    };
    facts.open_obligations().filter(|one| is_theirs(one)).collect()
}

#[derive(Clone, Copy)]
enum WorkSection {
    Urgent,
    ThisWeek,
    Coming,
    /// Weekly, after the next weeks: without them a moved day far ahead would seem to be the next one.
    Later,
    Untimed,
}

/// Those of the viewer's records that stand somewhere on the page.
fn placed<'a>(
    facts: &'a Facts,
    mine: &'a [&'a Obligation],
    now: Timestamp,
) -> impl Iterator<Item = (WorkSection, &'a Obligation, Standing)> {
    let today = day_of(now);
    let week = Span::week_of(today);
    mine.iter().filter_map(move |obligation| {
        let standing = facts.standing(obligation, now);
        place(facts, obligation, standing, today, week).map(|place| (place, *obligation, standing))
    })
}

/// Where on the page a record stands; `None` for what needs no attention now.
fn place(facts: &Facts, obligation: &Obligation, standing: Standing, today: NaiveDate, week: Span) -> Option<WorkSection> {
    let due = obligation.due_day();
    let ahead = |from: NaiveDate| {
        let reach = if obligation.terms.period.week().is_some() { WEEKLY_AHEAD } else { OTHERS_AHEAD };
        from <= week.to + reach
    };
    match standing {
        Standing::Overdue(_) => Some(WorkSection::Urgent),
        Standing::NotYetDue => match due {
            Some(day) if day <= week.to => Some(WorkSection::ThisWeek),
            Some(day) if ahead(day) || was_moved_soon(obligation, day, week) => Some(WorkSection::Coming),
            Some(day) if day <= week.to + OTHERS_AHEAD => Some(WorkSection::Later),
            _ => None,
        },
        Standing::Exempt => due.filter(|day| week.contains(*day)).map(|_| WorkSection::ThisWeek),
        // The week of practice is there for trying, also what would be due before it.
        Standing::Practice { handed_in: false } => match due {
            Some(day) if week.contains(day) => Some(WorkSection::ThisWeek),
            Some(day) if day > week.to && ahead(day) => Some(WorkSection::Coming),
            _ => obligation.terms.week.filter(|week| is_now(facts, Period::Week(*week), today)).map(|_| WorkSection::ThisWeek),
        },
        Standing::Untimed { handed_in: false } if is_now(facts, obligation.terms.period, today) => Some(WorkSection::ThisWeek),
        // Tracked and never late, so it must stay in reach: the minutes of October are written in November.
        Standing::Untimed { handed_in: false } => {
            let span = obligation.terms.period.span(facts.calendar(), &facts.regime.themes)?;
            ahead(span.from).then_some(WorkSection::Untimed)
        }
        Standing::Missed
        | Standing::OnTime
        | Standing::Late(_)
        | Standing::Excused(_)
        | Standing::Practice { .. }
        | Standing::Untimed { .. } => None,
    }
}

/// A holiday that pulls a deadline forward surprises people, so it is told weeks ahead.
fn was_moved_soon(obligation: &Obligation, due: NaiveDate, week: Span) -> bool {
    let moved = obligation.terms.due.as_ref().and_then(|due| due.moved.as_ref());
    moved.is_some_and(|moved| moved.kind == MovedKind::PulledBack) && due <= week.to + OTHERS_AHEAD
}

fn is_now(facts: &Facts, period: Period, today: NaiveDate) -> bool {
    period.span(facts.calendar(), &facts.regime.themes).is_some_and(|span| span.contains(today))
}

fn item(facts: &Facts, viewer: &Actor, obligation: &Obligation, standing: Standing, now: Timestamp) -> WorkItem {
    WorkItem {
        obligation: obligation.id,
        title: facts.title(obligation),
        standing,
        whose: whose(facts, viewer.person, obligation, now),
        span: obligation.terms.period.span(facts.calendar(), &facts.regime.themes),
        taught: taught(facts, obligation),
        why: facts.why(obligation),
        due: obligation.terms.due.clone(),
        hours: facts.hours(obligation.terms.rules),
        waiting: 0,
        shut: facts.shut_to(viewer.person, obligation, Arrival::at(now)),
        way: update_way(facts, viewer, obligation, now),
        // Whoever leads the school gives time on the page of a record, not among their own work.
        more_time: MoreTime { may_give: false, ..more_time(facts, viewer, obligation, now) },
        swap: swap_told(facts, viewer.person, obligation, now),
        stand_in: stand_in(facts, viewer.person, obligation),
        exempt_reason: obligation.exemption.as_ref().map(|one| one.reason.clone()),
    }
}

/// The days taught of a class's weekly record; a kitchen and a bureau teach nothing.
fn taught(facts: &Facts, obligation: &Obligation) -> Option<Span> {
    let (Owner::Class(_), Period::Week(number)) = (obligation.terms.owner, obligation.terms.period) else { return None };
    facts.calendar().week(number).map(|week| week.taught())
}

/// Whose task `obligation` is, seen by `viewer`.
pub fn whose(facts: &Facts, viewer: PersonId, obligation: &Obligation, now: Timestamp) -> Whose {
    let (today, due, organisation) = (day_of(now), obligation.due_day(), facts.organisation());
    let day = due.map_or(today, |due| due.max(today));
    // Whoever has left by then writes nothing together with her.
    let others = others(facts, viewer, obligation.terms.owner, day);
    let duty = obligation.terms.owner.duty(organisation);
    let had_it = |due| obligation.turn_on(due, organisation) == Some(viewer) || duty.is_of_on(viewer, due);
    if due.is_some_and(|due| due < today && !had_it(due)) {
        return Whose::BeforeMe;
    }
    // The turn of a teacher who has left falls back to those who are there.
    let turn = obligation.turn_on(day, organisation).and_then(|turn| organisation.person(turn));
    match turn {
        _ if obligation.terms.turn == Some(viewer) => Whose::MyTurn,
        Some(person) => Whose::Turn(called_among(person, &others)),
        // Whoever covers writes it; the one who is away may.
        None if let Some(cover) = due.and_then(|due| duty.cover_of(viewer, due)) => Whose::Turn(cover.mention()),
        None if others.is_empty() => Whose::Mine,
        None => Whose::Shared(others.iter().map(|other| called_among(other, &others)).collect()),
    }
}

/// Who else may hand in what `owner` owes.
fn others(facts: &Facts, viewer: PersonId, owner: Owner, day: NaiveDate) -> Vec<&Person> {
    if owner == Owner::School {
        // The school's own is everybody's in the leadership: naming them all helps nobody.
        return Vec::new();
    }
    owner.duty(facts.organisation()).people_on(day).into_iter().filter(|person| person.id != viewer).collect()
}

#[cfg(test)]
mod tests;
