//! What seldom happens, told of records that are named: taken back, held for what is in a file, half decided, undone, early.

use chrono::TimeDelta;
use domain::{
    days::{Timestamp, at, day_of},
    decisions::Outcome,
    inspection::Cause,
    obligations::{Obligation, Owner},
    people::{PersonId, Position},
    permissions::reviewers_of,
    record_types::Step,
};

use super::{Deed, Moment, Teller, hour};
use crate::demo::{chance::Chance, papers, school::READ_BY_BOTH};

/// What became of such a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Story {
    /// Handed in on the Wednesday before it is due, and not looked at yet.
    Early,
    /// Handed in this morning, and taken back before anybody opened it.
    Withdrawn,
    /// A file can act, and waits for the management team.
    Held,
    /// The management team has given such a file back.
    FileReturned,
    /// Head and leadership decide at the same time, and this one of them has.
    HalfDecided(Step),
    /// Approved this morning by a slip of the hand.
    Undone,
}

/// Of which time a record is, seen from the day on which the demo is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    ShownWeek,
    NextWeek,
    /// Its semester is running.
    Running,
}

const STORIES: [(&str, &str, When, Story); 7] = [
    ("giao-an", "Lớp 4C", When::ShownWeek, Story::Undone),
    ("giao-an", "Lớp 4C", When::NextWeek, Story::Early),
    ("ke-hoach-tuan", "Lớp 5B", When::NextWeek, Story::Withdrawn),
    ("ke-hoach-tuan", "Lớp 3B", When::NextWeek, Story::FileReturned),
    ("tu-lieu", "Lớp 3C", When::ShownWeek, Story::Held),
    (READ_BY_BOTH, "Mẫu giáo 4–5 tuổi", When::Running, Story::HalfDecided(Step::Leadership)),
    (READ_BY_BOTH, "Nhà trẻ", When::Running, Story::HalfDecided(Step::Department)),
];

impl Teller<'_> {
    fn story(&self, obligation: &Obligation, code: &str) -> Option<Story> {
        let owner = obligation.terms.owner.words(self.facts.organisation())?;
        let is_then = |when| match when {
            When::ShownWeek => self.shown.is_some() && obligation.terms.week == self.shown,
            When::NextWeek => self.shown.is_some_and(|shown| obligation.terms.week == Some(shown + 1)),
            When::Running => {
                let span = obligation.terms.period.span(self.facts.calendar(), &self.facts.regime.themes);
                self.shown.is_some() && span.is_some_and(|span| span.contains(day_of(self.until)))
            }
        };
        let told = STORIES.iter().find(|(of, by, when, _)| *of == code && *by == owner && is_then(*when));
        told.map(|(_, _, _, story)| *story)
    }

    /// Everything that was done about a record with such a story but the decisions; `None` for all others, and for one that
    /// came as records do.
    pub(super) fn told_apart(&self, obligation: &Obligation, code: &str, by: PersonId, chance: &mut Chance) -> Option<Vec<Moment>> {
        let moment = |at, by, deed| Moment { at, by, obligation: obligation.id, deed };
        let plain = |by, chance: &mut Chance| {
            let files = papers::files(self.facts, obligation, code, by, self.samples, chance);
            Deed::HandIn { note: String::new(), files, acts: None }
        };
        let acting = |cause, stem: &str| {
            let file = papers::acting(cause, stem, self.samples)?;
            Some(Deed::HandIn { note: String::new(), files: vec![file], acts: Some(cause) })
        };
        let today = day_of(self.until);
        match self.story(obligation, code)? {
            Story::Undone => None,
            Story::Early => {
                let wednesday = self.working_day_before(obligation.due_day()?, 2);
                Some(vec![moment(at(wednesday, hour(10, 40, 12)), by, plain(by, chance))])
            }
            Story::Withdrawn => Some(vec![
                moment(at(today, hour(10, 5, 33)), by, plain(by, chance)),
                moment(at(today, hour(10, 21, 8)), by, Deed::Withdraw),
            ]),
            Story::Held => {
                let deed = acting(Cause::PdfScript, "Trò chơi ô chữ – Cây và hoa quanh bé")?;
                Some(vec![moment(at(self.working_day_before(today, 1), hour(15, 35, 20)), by, deed)])
            }
            Story::FileReturned => {
                let deed = acting(Cause::ProgramLink, "Kế hoạch tuần – Lớp 3B")?;
                let judged_on = self.working_day_before(today, 1);
                let judge = self.facts.organisation().holders(Position::ManagementTeam, judged_on).last()?.id;
                let back = Deed::ReturnFile { reason: LINKS_TO_PROGRAM };
                Some(vec![
                    moment(at(self.working_day_before(today, 2), hour(16, 10, 45)), by, deed),
                    moment(at(judged_on, hour(8, 20, 5)), judge, back),
                ])
            }
            Story::HalfDecided(_) => {
                let Owner::Department(department) = obligation.terms.owner else { return None };
                let day = self.working_day_before(today, 2);
                let deputy = self.facts.organisation().holders(Position::DeputyHead(department), day).first()?.id;
                Some(vec![moment(at(day, hour(15, 20, 51)), deputy, plain(deputy, chance))])
            }
        }
    }

    /// What was decided about a record with such a story; `None` for all others.
    pub(super) fn decided_apart(&self, obligation: &Obligation, code: &str, authors: &[PersonId]) -> Option<Vec<Moment>> {
        let today = day_of(self.until);
        let approved = |step, when| {
            let by = self.second_or_first(obligation, step, authors, when)?;
            Some(Moment { at: when, by, obligation: obligation.id, deed: Deed::Decide { step, outcome: Outcome::Approved } })
        };
        match self.story(obligation, code)? {
            Story::Early | Story::Withdrawn | Story::Held | Story::FileReturned => Some(Vec::new()),
            Story::HalfDecided(step @ Step::Department) => {
                Some(approved(step, at(self.working_day_before(today, 1), hour(9, 5, 2))).into_iter().collect())
            }
            Story::HalfDecided(step @ Step::Leadership) => Some(approved(step, at(today, hour(8, 50, 17))).into_iter().collect()),
            Story::Undone => {
                let decided = approved(Step::Department, at(today, hour(8, 41, 30)))?;
                let undone = Moment { at: decided.at + TimeDelta::minutes(3), deed: Deed::Undo, ..decided };
                Some(vec![decided, undone])
            }
        }
    }

    /// Who decides: a vice principal in the turn of the leadership, the head in that of a department.
    fn second_or_first(&self, obligation: &Obligation, step: Step, authors: &[PersonId], when: Timestamp) -> Option<PersonId> {
        let reviewers = reviewers_of(self.facts.organisation(), self.review(obligation, step, authors, &[]), day_of(when));
        let vice_principal = reviewers.get(1).filter(|_| step == Step::Leadership);
        vice_principal.or(reviewers.first()).copied()
    }
}

/// Why the management team gave a file back.
const LINKS_TO_PROGRAM: &str = "Trong tệp có liên kết mở một tệp .exe. Cô bỏ liên kết, lưu lại rồi nộp phiên bản mới.";
