//! Records that are still to come and go another way past those who approve them: which, from when, and who decides then.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime};

use super::is_open;
use crate::{
    days::{self, Timestamp, day_of},
    facts::Facts,
    obligations::{Change, Obligation, ObligationId},
    people::PersonId,
    permissions::{ReviewOf, reviewers_of},
    record_types::{ApprovalRoute, RecordTypeId, Step},
    regime::Regime,
    vietnamese,
};

/// Records of one type that go another way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherWay {
    /// Of the type.
    pub name: String,
    pub from: ApprovalRoute,
    pub to: ApprovalRoute,
    pub count: usize,
    /// The first day on which one of them falls due, or on which its period ends.
    pub first: NaiveDate,
    /// Who decides in each step of the new way.
    pub reviewers: Vec<(Step, Vec<String>)>,
}

impl OtherWay {
    /// "Giáo án tuần: 48 hồ sơ chưa nộp, hạn từ 11/12/2026, ban giám hiệu ký, trước đây là tổ duyệt. Ban giám hiệu: cô Nguyệt."
    pub(super) fn sentence(&self) -> String {
        let words = |route: ApprovalRoute| vietnamese::with_small_beginning(route.words());
        let reviewers = self.reviewers.iter().map(|(step, people)| {
            let people = if people.is_empty() { "chưa có ai".to_owned() } else { people.join(", ") };
            format!(" {} duyệt: {people}.", step_words(*step))
        });
        format!(
            "{}: {} hồ sơ chưa nộp, hạn từ {}, {}, trước đây là {}.{}",
            self.name,
            self.count,
            vietnamese::date(self.first),
            words(self.to),
            words(self.from),
            reviewers.collect::<String>()
        )
    }
}

const fn step_words(step: Step) -> &'static str {
    match step {
        Step::Department => "Tổ",
        Step::Leadership => "Ban giám hiệu",
    }
}

/// Records of one type while they are counted.
struct Group {
    record_type: RecordTypeId,
    way: OtherWay,
    people: Vec<Vec<PersonId>>,
}

/// What would go another way if `regime` decided from `now` on and made these `changes` of what is owed: each record is taken as
/// handed in on the day on which it falls due then, at the earliest today, by whoever has the duty. What is owed no longer goes no
/// way at all.
pub(super) fn other_ways(facts: &Facts, regime: &Regime, changes: &[Change], now: Timestamp) -> Vec<OtherWay> {
    if facts.regime.review_settings == regime.review_settings {
        return Vec::new();
    }
    let closed = |change: &Change| match change {
        Change::Close(id) => Some(*id),
        Change::Add(_) | Change::Update { .. } => None,
    };
    let closed: BTreeSet<ObligationId> = changes.iter().filter_map(closed).collect();
    let mut groups: Vec<Group> = Vec::new();
    for one in facts.open_obligations().filter(|one| is_open(one) && !closed.contains(&one.id)) {
        let Some(record_type) = regime.record_type(one.terms.record_type) else { continue };
        let Some(day) = comes_on(facts, one, now) else { continue };
        let at = days::at(day, NaiveTime::MIN) + DAY;
        let (from, to) = (facts.regime.review_settings.way_of(record_type, at), regime.review_settings.way_of(record_type, at));
        if from == to {
            continue;
        }
        let is_same = |group: &Group| (group.record_type, group.way.from, group.way.to) == (record_type.id, from, to);
        let place = groups.iter().position(is_same).unwrap_or_else(|| {
            let way = OtherWay { name: record_type.name.clone(), from, to, count: 0, first: day, reviewers: Vec::new() };
            groups.push(Group { record_type: record_type.id, way, people: vec![Vec::new(); to.steps().len()] });
            groups.len() - 1
        });
        let known = &mut groups[place];
        known.way.count += 1;
        known.way.first = known.way.first.min(day);
        let authors: Vec<PersonId> = one.terms.foremost_on(day, &regime.organisation).iter().map(|person| person.id).collect();
        let posts = regime.review_settings.posts_at(at);
        for (step, people) in to.steps().iter().zip(&mut known.people) {
            let of = ReviewOf { record: facts.record_facts(one), step: *step, authors: &authors, approvers: &[], posts };
            let more = reviewers_of(&regime.organisation, of, day);
            people.extend(more.into_iter().filter(|id| !people.contains(id)).collect::<Vec<_>>());
        }
    }
    let today = Some(day_of(now));
    let names = |people: &Vec<PersonId>| {
        let known = people.iter().filter_map(|id| regime.organisation.person(*id));
        known.map(|person| regime.organisation.distinct_name(person, today)).collect()
    };
    let told = |group: Group| {
        let steps = group.way.to.steps().iter().copied();
        OtherWay { reviewers: steps.zip(group.people.iter().map(names)).collect(), ..group.way }
    };
    groups.into_iter().map(told).collect()
}

/// The last second of a day.
const DAY: chrono::TimeDelta = chrono::TimeDelta::seconds(24 * 60 * 60 - 1);

/// The day on which a record is handed in at the latest, if nobody is late from today on; without a due day that on which its period
/// ends.
fn comes_on(facts: &Facts, one: &Obligation, now: Timestamp) -> Option<NaiveDate> {
    let span = || one.terms.period.span(facts.calendar(), &facts.regime.themes);
    let day = one.due_day().or_else(|| span().map(|span| span.to))?;
    Some(day.max(day_of(now)))
}
