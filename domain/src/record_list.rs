//! The records behind a number of the dashboard: who and what, overdue first.

mod search;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    dashboard::{RowKey, Scope, TermFilter, in_row},
    days::{Timestamp, day_of},
    facts::Facts,
    obligations::{Counts, Finding, LateCounts, Obligation, ObligationId, Standing},
    people::{Person, PersonId, SiteId},
    reviews::{ReviewCounts, ReviewGroup, is_applied_unapproved},
    submissions::SubmissionId,
    vietnamese,
};
pub(crate) use search::Search;

/// Which records to list; every part narrows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListFilter {
    /// The name of the school year that is looked back at; `None`: the one that is shown. It says which facts are asked, and
    /// narrows nothing in them.
    pub year: Option<String>,
    pub week: Option<u8>,
    /// Only the weeks of a semester; what has no due day has none.
    pub term: Option<TermFilter>,
    pub row: Option<RowKey>,
    /// Only the records of the classes at this site.
    pub site: Option<SiteId>,
    pub record_type: Option<String>,
    pub standing: Option<StandingGroup>,
    /// How it stands with its reviewers.
    pub review: Option<ReviewGroup>,
    /// Part of a title or a name, with or without marks.
    pub search: Option<String>,
    /// The records without a due day instead of those with one.
    pub untimed: bool,
}

/// The groups a reader filters by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum StandingGroup {
    /// Not handed in: in a year that runs, what is overdue and what is not yet due together.
    Missing,
    Overdue,
    Late,
    NotYetDue,
    OnTime,
    Excused,
    Exempt,
}

impl StandingGroup {
    pub const ALL: [Self; 7] =
        [Self::Missing, Self::Overdue, Self::Late, Self::NotYetDue, Self::OnTime, Self::Excused, Self::Exempt];

    /// In the order of a count: what was handed in first, then what was not; each record in one of them.
    pub const AS_COUNTED: [Self; 6] = [Self::OnTime, Self::Late, Self::Excused, Self::Overdue, Self::NotYetDue, Self::Exempt];

    /// The same of a year that is over.
    pub const WHEN_OVER: [Self; 5] = [Self::OnTime, Self::Late, Self::Excused, Self::Missing, Self::Exempt];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "chua-nop",
            Self::Overdue => "qua-han",
            Self::Late => "nop-muon",
            Self::NotYetDue => "chua-den-han",
            Self::OnTime => "dung-han",
            Self::Excused => "muon-co-ly-do",
            Self::Exempt => "mien",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.code() == code)
    }

    /// The words of a filter, and of one record in the list.
    pub const fn words(self) -> &'static str {
        self.spoken().0
    }

    /// In a narrow place: the head of a column, a line beside the matrix.
    pub const fn short(self) -> &'static str {
        self.spoken().1
    }

    /// Behind a number in a sentence: "5 đúng hạn".
    pub const fn in_sentence(self) -> &'static str {
        self.spoken().2
    }

    /// What each group is called on every page: its words, the short ones, and those in a sentence.
    const fn spoken(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Missing => ("Chưa nộp", "Chưa nộp", "chưa nộp"),
            Self::Overdue => ("Quá hạn", "Quá hạn", "quá hạn"),
            Self::Late => ("Nộp muộn", "Nộp muộn", "muộn"),
            Self::NotYetDue => ("Chưa đến hạn", "Chưa đến hạn", "chưa đến hạn"),
            Self::OnTime => ("Nộp đúng hạn", "Đúng hạn", "đúng hạn"),
            Self::Excused => ("Muộn có lý do", "Muộn có lý do", "muộn có lý do"),
            Self::Exempt => ("Miễn", "Miễn", "miễn"),
        }
    }

    pub const fn of(standing: Standing) -> Option<Self> {
        match standing {
            Standing::Missed => Some(Self::Missing),
            Standing::Overdue(_) => Some(Self::Overdue),
            Standing::Late(_) => Some(Self::Late),
            Standing::NotYetDue => Some(Self::NotYetDue),
            Standing::OnTime => Some(Self::OnTime),
            Standing::Excused(_) => Some(Self::Excused),
            Standing::Exempt => Some(Self::Exempt),
            Standing::Practice { .. } | Standing::Untimed { .. } => None,
        }
    }

    /// Whether a reader who filters by this group sees what stands so.
    pub fn holds(self, standing: Standing) -> bool {
        let of = Self::of(standing);
        match self {
            Self::Missing => matches!(of, Some(Self::Missing | Self::Overdue | Self::NotYetDue)),
            Self::Overdue | Self::Late | Self::NotYetDue | Self::OnTime | Self::Excused | Self::Exempt => of == Some(self),
        }
    }

    pub const fn in_counts(self, counts: &Counts) -> u32 {
        match self {
            Self::Missing => counts.missed + counts.overdue + counts.not_yet_due,
            Self::Overdue => counts.overdue,
            Self::Late => counts.late,
            Self::NotYetDue => counts.not_yet_due,
            Self::OnTime => counts.on_time,
            Self::Excused => counts.excused,
            Self::Exempt => counts.exempt,
        }
    }
}

/// One record in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordLine {
    pub obligation: ObligationId,
    pub title: String,
    /// Whoever handed it in first, for that is judged; else whoever's turn it is, else all who may; with what tells people
    /// of one name apart.
    pub who: String,
    pub standing: Standing,
    pub due: Option<NaiveDate>,
    pub handed_in_at: Option<Timestamp>,
    pub files: u32,
    pub versions: u32,
    /// The receipt of the last version, where the viewer may open it.
    pub receipt: Option<SubmissionId>,
    /// Why it is exempt.
    pub reason: Option<String>,
    /// What the leadership found of why it was late, where it has looked.
    pub finding: Option<Finding>,
    /// How it stands with its reviewers, where somebody has to approve it.
    pub review: Option<ReviewGroup>,
    /// "Áp dụng tạm, chưa duyệt", where that is told.
    pub is_applied: bool,
    /// The last version was handed in by an update after a lock.
    pub is_update: bool,
}

/// The lines of one row of the dashboard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListGroup {
    pub key: RowKey,
    pub name: String,
    pub counts: Counts,
    pub lines: Vec<RecordLine>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordList {
    pub revision: i64,
    pub as_of: Timestamp,
    pub groups: Vec<ListGroup>,
    /// Of all that the filter holds, before `standing` narrows it.
    pub counts: Counts,
    /// Of the reviews, before `review` narrows it.
    pub reviews: ReviewCounts,
    /// Of what was handed in late, counted as `counts`.
    pub late: LateCounts,
}

/// The list that `viewer` may see, at `now`.
pub fn record_list(facts: &Facts, scope: &Scope, viewer: PersonId, filter: &ListFilter, now: Timestamp) -> RecordList {
    let actor = facts.actor(viewer, now);
    let search = filter.search.as_deref().and_then(Search::new);
    let (mut counts, mut reviews, mut late) = (Counts::default(), ReviewCounts::default(), LateCounts::default());
    let mut groups: Vec<ListGroup> = Vec::new();
    let departments = facts.organisation().departments.iter().map(|one| (RowKey::Department(one.id), one.name.clone()));
    for (key, name) in departments.chain(std::iter::once((RowKey::Leadership, "Ban giám hiệu".to_owned()))) {
        if !scope.holds(key) || filter.row.is_some_and(|row| row.whole() != key) {
            continue;
        }
        let mut group = ListGroup { key, name, counts: Counts::default(), lines: Vec::new() };
        for obligation in facts.open_obligations().filter(|one| in_row(one, Some(key)) && in_filter(facts, one, filter)) {
            let standing = facts.standing(obligation, now);
            if obligation.terms.due.is_none() != filter.untimed {
                continue;
            }
            // The numbers are those of the lists that they lead to: what the search leaves out is in none of them.
            let finds = |search: &Search| search.finds(&format!("{} {}", facts.title(obligation), who(facts, obligation, now)));
            if !search.as_ref().is_none_or(finds) {
                continue;
            }
            // Each of the two is counted under the other one.
            let review = ReviewGroup::of(facts, obligation, now).filter(|_| !obligation.terms.practice);
            let is_reviewed_so = filter.review.is_none() || filter.review == review;
            let stands_so = filter.standing.is_none_or(|wanted| wanted.holds(standing));
            if is_reviewed_so {
                group.counts.count(standing);
                late.count(obligation, standing);
            }
            if stands_so {
                review.into_iter().for_each(|group| reviews.count(group));
            }
            if !is_reviewed_so || !stands_so {
                continue;
            }
            let may_open = crate::permissions::decide(
                &actor,
                facts.organisation(),
                crate::permissions::Action::OpenRecord(facts.record_facts(obligation)),
            )
            .is_ok();
            let is_applied = review.is_some() && is_applied_unapproved(facts, obligation, now);
            let line = RecordLine { review, is_applied, ..line(facts, obligation, standing, may_open, now) };
            group.lines.push(line);
        }
        let rank = |line: &RecordLine| StandingGroup::of(line.standing).map_or(StandingGroup::ALL.len(), |group| group as usize);
        group.lines.sort_by_cached_key(|line| (rank(line), line.due, facts.order(line.obligation)));
        counts.add(group.counts);
        if !group.lines.is_empty() {
            groups.push(group);
        }
    }
    RecordList { revision: facts.revision, as_of: now, groups, counts, reviews, late }
}

/// Whether the record's week is one of those that the dashboard shows.
pub(crate) fn in_term(facts: &Facts, obligation: &Obligation, term: TermFilter) -> bool {
    let week = obligation.terms.week.filter(|week| *week >= 1);
    week.is_some_and(|week| term.holds(facts.calendar().semester_of(week)))
}

fn in_filter(facts: &Facts, obligation: &Obligation, filter: &ListFilter) -> bool {
    in_row(obligation, filter.row)
        && filter.site.is_none_or(|site| obligation.terms.owner.is_at(facts.organisation(), site))
        && filter.week.is_none_or(|week| obligation.terms.week == Some(week))
        && filter.term.is_none_or(|term| filter.untimed || in_term(facts, obligation, term))
        && filter
            .record_type
            .as_ref()
            .is_none_or(|code| facts.record_type(obligation.terms.record_type).is_some_and(|record_type| record_type.code == *code))
}

fn line(facts: &Facts, obligation: &Obligation, standing: Standing, may_open: bool, now: Timestamp) -> RecordLine {
    let handed_in = obligation.handed_in.as_ref();
    RecordLine {
        obligation: obligation.id,
        title: facts.title(obligation),
        who: who(facts, obligation, now),
        standing,
        due: obligation.due_day(),
        handed_in_at: handed_in.map(|one| one.first_at),
        files: handed_in.map_or(0, |one| one.files),
        versions: handed_in.map_or(0, |one| one.versions),
        receipt: handed_in.filter(|_| may_open).map(|one| one.submission),
        reason: obligation.exemption.as_ref().map(|exemption| exemption.reason.clone()),
        finding: obligation.ruling().map(|ruling| ruling.finding),
        review: None,
        is_applied: false,
        is_update: handed_in.is_some_and(|one| facts.updates.of_version(one.submission).is_some()),
    }
}

/// The person of a line: whoever handed in first, for the time and the judgement are theirs; else whoever's turn it is,
/// else all who may. What is overdue is told of those who held the duty on its day: nobody answers for days before they came.
pub fn who(facts: &Facts, obligation: &Obligation, now: Timestamp) -> String {
    let names: Vec<String> = whose(facts, obligation, now).into_iter().map(|person| distinct_name(facts, person, now)).collect();
    if names.is_empty() { "chưa phân công".to_owned() } else { names.join(", ") }
}

/// The people of a line, as `who` names them: one, or all who may.
pub(crate) fn whose<'f>(facts: &'f Facts, obligation: &Obligation, now: Timestamp) -> Vec<&'f Person> {
    let organisation = facts.organisation();
    let today = day_of(now);
    // Where anybody is covered, it is asked of the due day: what comes due after somebody is back is theirs again.
    let is_covered = !organisation.covers.is_empty();
    let on = obligation.due_day().filter(|due| *due < today || is_covered).unwrap_or(today);
    let one = obligation.handed_in.as_ref().map(|one| one.first_by).or_else(|| obligation.turn_on(on, organisation));
    if let Some(person) = one.and_then(|id| organisation.person(id)) {
        return vec![person];
    }
    obligation.terms.owner.duty(organisation).foremost_on(on)
}

/// The name of a person as it stands in a list at `now`: with what tells people of one name apart
/// (`Organisation::distinct_name`).
pub fn distinct_name(facts: &Facts, person: &Person, now: Timestamp) -> String {
    facts.organisation().distinct_name(person, Some(day_of(now)))
}

/// "Đã nộp 6/8: 5 đúng hạn, 1 muộn, 2 quá hạn".
pub fn counts_sentence(counts: &Counts) -> String {
    let groups = if counts.missed > 0 { &StandingGroup::WHEN_OVER[..] } else { &StandingGroup::AS_COUNTED[..] };
    let parts: Vec<String> = groups
        .iter()
        .map(|group| (group.in_counts(counts), group.in_sentence()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, words)| format!("{} {words}", vietnamese::number(i64::from(count))))
        .collect();
    let head = format!("Đã nộp {}/{}", counts.handed_in(), counts.owed());
    if parts.is_empty() { head } else { format!("{head}: {}", parts.join(", ")) }
}

#[cfg(test)]
mod tests;
