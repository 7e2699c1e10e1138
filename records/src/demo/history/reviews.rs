//! What heads and leadership decided about what was handed in: mostly approved on the working day after, some left lying,
//! two given back, and some still to come.

use chrono::TimeDelta;
use domain::{
    comments::Spot,
    days::{Timestamp, at, day_of},
    decisions::{Outcome, Return},
    file_text::Place,
    obligations::Obligation,
    people::PersonId,
    permissions::{ReviewOf, falls_to_leadership, reviewers_of},
    record_types::{ApprovalRoute, Step},
    review_settings::RETURN_REASONS,
};

use super::{CORRECTED_CLASS, Deed, Moment, Teller, hour, minutes, seconds};
use crate::demo::{cast::SHOWN_CLASS, chance::Chance};

/// Of whom nobody has looked at anything in the last days: a queue for a head, and one for the leadership.
const LEFT_LYING: [&str; 3] = ["Lớp 4B", "Lớp 4C", "Nuôi dưỡng"];

/// How long that is.
const LEFT_FOR: TimeDelta = TimeDelta::days(7);

/// What was given back in that week, and is not corrected yet.
const GIVEN_BACK: (&str, &str) = ("giao-an", "Lớp 3A");

/// What is said with it.
const ALL_THE_SAME: &str = "Năm ngày đang ghi cùng một hoạt động học. Chia ra từng ngày, và ghi đồ dùng của góc nghệ thuật.";

/// A second version that came so much later was asked for.
const ASKED_FOR_AFTER: TimeDelta = TimeDelta::hours(3);

impl Teller<'_> {
    /// What was decided about a record whose versions these are, the first one first.
    pub(super) fn decisions(&self, obligation: &Obligation, versions: &[(Timestamp, PersonId)]) -> Vec<Moment> {
        let Some(record_type) = self.facts.record_type(obligation.terms.record_type) else { return Vec::new() };
        let Some((last, _)) = versions.last().copied() else { return Vec::new() };
        let since = self.facts.regime.reviewed_since;
        let code = record_type.code.as_str();
        let owner = obligation.terms.owner.words(self.facts.organisation()).unwrap_or_default();
        let is_shown = obligation.terms.week.is_some() && obligation.terms.week == self.shown;
        if since.is_some_and(|since| last <= since) {
            return Vec::new();
        }
        let mut chance = Chance::of(&[code, &self.facts.title(obligation), "reviews"]);
        let mut authors: Vec<PersonId> = versions.iter().map(|(_, by)| *by).collect();
        authors.dedup();
        if let Some(moments) = self.decided_apart(obligation, code, &authors) {
            return moments;
        }
        let route = self.facts.regime.review_settings.way_of(record_type, last);
        let mut moments = Vec::new();
        if let [(first, by), (second, _)] = versions
            && *second - *first >= ASKED_FOR_AFTER
            && since.is_none_or(|since| *first > since)
        {
            let steps = self.steps(obligation, route, &[*by], *first);
            let asked = self.asked_for_again(obligation, steps, *by, *second);
            if let Some(asked) = asked.as_ref().filter(|_| self.is_present_theme_of(obligation, code, CORRECTED_CLASS)) {
                moments.extend(self.comments(asked, *by));
                moments.push(Moment { at: self.this_morning(), deed: Deed::Settle { thread: 0 }, ..*asked });
            }
            moments.extend(asked);
        }
        if LEFT_LYING.contains(&owner.as_str()) && self.until - last <= LEFT_FOR {
            return moments;
        }
        let of_shown_class = self.is_present_theme_of(obligation, code, SHOWN_CLASS);
        let is_given_back = of_shown_class || is_shown && GIVEN_BACK == (code, owner.as_str());
        let (mut after, mut approvers) = (last, Vec::new());
        for step in self.steps(obligation, route, &authors, last) {
            let Some(by) = self.reviewer(obligation, *step, &authors, &approvers, after) else { break };
            after = if of_shown_class { self.this_morning() } else { self.decided_at(after, &mut chance) };
            let outcome = match (of_shown_class, is_given_back) {
                (true, _) => Outcome::Returned(self.back(after, 2)),
                (false, true) => Outcome::Returned(Return { words: ALL_THE_SAME.to_owned(), ..self.back(after, 2) }),
                (false, false) => Outcome::Approved,
            };
            let decided = Moment { at: after, by, obligation: obligation.id, deed: Deed::Decide { step: *step, outcome } };
            match authors.first() {
                Some(author) if of_shown_class => moments.extend(self.comments(&decided, *author)),
                _ if is_given_back => moments.extend(pinned_to_plan(&decided)),
                _ => {}
            }
            moments.push(decided);
            if is_given_back {
                break;
            }
            approvers.push(by);
        }
        moments
    }

    /// Whether it is the plan of the theme that is taught, of this class: those of two classes have a story.
    pub(super) fn is_present_theme_of(&self, obligation: &Obligation, code: &str, class: &str) -> bool {
        let span = obligation.terms.period.span(self.facts.calendar(), &self.facts.regime.themes);
        let is_present = span.is_some_and(|span| span.contains(day_of(self.until)));
        let owner = || obligation.terms.owner.words(self.facts.organisation()).unwrap_or_default();
        code == "ke-hoach-chu-de" && is_present && owner().strip_prefix("Lớp ") == Some(class)
    }

    /// What was pinned before that decision: the day in the first line, and a cell, about which the author answers a little later.
    fn comments(&self, decided: &Moment, author: PersonId) -> [Moment; 3] {
        let Moment { at, by, obligation, .. } = *decided;
        let cell = Spot::Text(Place::Cell { table: 1, row: 4, column: 4 });
        let comment = |spot, quote, words| Deed::Comment { spot, quote, words };
        let moment = |by, minutes, deed| Moment { at: at + TimeDelta::minutes(minutes), by, obligation, deed };
        [
            moment(
                by,
                -4,
                comment(
                    Spot::Text(Place::Paragraph(2)),
                    "từ 30/11/2026 đến 04/12/2026",
                    "Tuần 12 là 23/11–27/11, sửa lại ngày giúp chị.",
                ),
            ),
            moment(by, -2, comment(cell, "", "Thứ Tư dự báo mưa, em ghi thêm phương án chơi trong lớp nhé.")),
            moment(author, 25, Deed::Answer { thread: 1, words: "Em chuyển thứ Tư sang chơi trong lớp được không chị?" }),
        ]
    }

    /// Why a second version came: an hour before, the first one was given back.
    fn asked_for_again(&self, obligation: &Obligation, steps: &[Step], author: PersonId, second: Timestamp) -> Option<Moment> {
        let (step, when) = (*steps.first()?, second - TimeDelta::hours(1));
        let by = self.reviewer(obligation, step, &[author], &[], when)?;
        let deed = Deed::Decide { step, outcome: Outcome::Returned(self.back(when, 1)) };
        Some(Moment { at: when, by, obligation: obligation.id, deed })
    }

    /// The steps that are taken: the leadership signs once where the department has nobody to decide.
    fn steps(&self, obligation: &Obligation, route: ApprovalRoute, authors: &[PersonId], when: Timestamp) -> &'static [Step] {
        let review = self.review(obligation, Step::Department, authors, &[]);
        match route.steps() {
            [Step::Department, rest @ ..]
                if !rest.is_empty() && falls_to_leadership(self.facts.organisation(), review, day_of(when)) =>
            {
                rest
            }
            steps => steps,
        }
    }

    pub(super) fn review<'a>(
        &self,
        obligation: &Obligation,
        step: Step,
        authors: &'a [PersonId],
        approvers: &'a [PersonId],
    ) -> ReviewOf<'a> {
        let posts = self.facts.posts(obligation);
        ReviewOf { record: self.facts.record_facts(obligation), step, authors, approvers, posts }
    }

    /// Whose turn it is: the first by position.
    fn reviewer(
        &self,
        obligation: &Obligation,
        step: Step,
        authors: &[PersonId],
        approvers: &[PersonId],
        when: Timestamp,
    ) -> Option<PersonId> {
        let review = self.review(obligation, step, authors, approvers);
        reviewers_of(self.facts.organisation(), review, day_of(when)).first().copied()
    }

    /// In the morning or the afternoon of the working day after, now and then a day later.
    fn decided_at(&self, after: Timestamp, chance: &mut Chance) -> Timestamp {
        let later = if chance.per_mille(150) { 2 } else { 1 };
        let day = self.working_day_after(day_of(after), later);
        let begins = if chance.per_mille(600) { 8 } else { 13 };
        at(day, hour(begins + minutes(chance, 3), minutes(chance, 60), seconds(chance)))
    }

    fn this_morning(&self) -> Timestamp {
        at(day_of(self.until), hour(9, 12, 40))
    }

    fn back(&self, when: Timestamp, days: u64) -> Return {
        Return {
            reasons: vec![RETURN_REASONS[0].to_owned()],
            words: "Ngày ở dòng đầu là của tuần sau. Hoạt động ngoài trời thứ Tư ghi thêm: trời mưa thì chơi trong lớp.".to_owned(),
            correct_by: self.working_day_after(day_of(when), days),
        }
    }
}

/// What the head pinned to the plan before giving it back: to two cells, about which nobody has answered yet.
fn pinned_to_plan(decided: &Moment) -> [Moment; 2] {
    let Moment { at, by, obligation, .. } = *decided;
    let pinned = |minutes, row, column, words| {
        let spot = Spot::Text(Place::Cell { table: 1, row, column });
        Moment { at: at - TimeDelta::minutes(minutes), by, obligation, deed: Deed::Comment { spot, quote: "", words } }
    };
    [
        pinned(6, 3, 3, "Thứ Ba ghi giống thứ Hai: em tách ra, mỗi ngày một nội dung nhé."),
        pinned(3, 5, 2, "Ghi thêm đồ dùng cô chuẩn bị cho góc nghệ thuật."),
    ]
}
