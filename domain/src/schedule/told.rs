//! What happens by itself, as people are told of it.

use super::{Occasion, Ordered, Run, all_occasions};
use crate::{
    days::Timestamp,
    delegations::acting_words,
    facts::Facts,
    ids::{LockOrderId, UpdateId},
    people::{Appointment, Person},
    staff::AppointmentId,
    updates::Update,
};

/// What a line is about, which may have a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    Order(LockOrderId),
    Update(UpdateId),
    Delegation,
    Digest,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OccasionLine {
    /// "Lệnh khóa số 07 có hiệu lực".
    pub words: String,
    /// What it is about.
    pub about: About,
    /// The minute that was ordered.
    pub at: Timestamp,
    /// When it was noted; `None` for what is to come.
    pub ran_at: Option<Timestamp>,
}

/// The page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScheduleTold {
    /// The next one first.
    pub coming: Vec<OccasionLine>,
    /// The last one first.
    pub done: Vec<OccasionLine>,
}

/// What is to come, and what is noted.
pub fn schedule_told(facts: &Facts, lent: &[(AppointmentId, Appointment)], runs: &[Run], now: Timestamp) -> ScheduleTold {
    let line = |ordered: Ordered, ran_at| OccasionLine {
        words: words(facts, lent, ordered.what),
        about: about(ordered.what),
        at: ordered.at,
        ran_at,
    };
    let all = all_occasions(facts, lent, now);
    let mut done: Vec<&Run> = runs.iter().collect();
    done.sort_by_key(|run| std::cmp::Reverse((run.ran_at, run.ordered)));
    ScheduleTold {
        coming: all.into_iter().filter(|one| now < one.at).map(|one| line(one, None)).collect(),
        done: done.into_iter().map(|run| line(run.ordered, Some(run.ran_at))).collect(),
    }
}

/// What of it is about one order, the first first; for its page.
pub fn of_order(facts: &Facts, order: LockOrderId, runs: &[Run], now: Timestamp) -> Vec<OccasionLine> {
    let ScheduleTold { coming, done } = schedule_told(facts, &[], runs, now);
    let mut lines: Vec<OccasionLine> = done.into_iter().chain(coming).filter(|line| line.about == About::Order(order)).collect();
    lines.sort_by_key(|line| line.at);
    lines
}

const fn about(what: Occasion) -> About {
    match what {
        Occasion::LockTakesEffect(id) | Occasion::LockEnds(id) => About::Order(id),
        Occasion::UpdateEnds(id) => About::Update(id),
        Occasion::DelegationEnds(_) => About::Delegation,
        Occasion::Digest => About::Digest,
    }
}

fn words(facts: &Facts, lent: &[(AppointmentId, Appointment)], what: Occasion) -> String {
    let order = |id: LockOrderId| facts.locks.order(id).map_or_else(|| "Một lệnh đã bỏ".to_owned(), |order| order.full_name());
    match what {
        Occasion::LockTakesEffect(id) => format!("{} có hiệu lực", order(id)),
        Occasion::LockEnds(id) => format!("{} hết hiệu lực", order(id)),
        Occasion::Digest => "Báo việc trong ngày cho từng người".to_owned(),
        Occasion::UpdateEnds(id) => {
            let name = facts.updates.update(id).map_or_else(|| "Một đề nghị bổ sung".to_owned(), Update::name);
            format!("{name}: hết giờ mở, hồ sơ khóa lại")
        }
        Occasion::DelegationEnds(id) => {
            let organisation = facts.organisation();
            let known = lent.iter().find(|(known, _)| *known == id).map(|(_, one)| one);
            let words = known.and_then(|one| {
                let who = organisation.person(one.person).map(Person::mention)?;
                Some(format!("{who} {}", acting_words(organisation, one)?))
            });
            let words = words.map(|words| format!("Hết ủy quyền: {words}"));
            words.unwrap_or_else(|| "Một ủy quyền hết hạn".to_owned())
        }
    }
}
