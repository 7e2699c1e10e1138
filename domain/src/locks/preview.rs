//! What an order would do, before anybody gives it: how many records, whose unfinished work, and which other orders it meets.

use super::{
    authority::Post,
    concerned::whose,
    covered::covered,
    kind::LockKind,
    order::{LockOrder, LockPlan, OrderState, Start},
    standing::{Arrival, standing},
};
use crate::{
    days::{Timestamp, day_of},
    facts::Facts,
    ids::LockOrderId,
    obligations::{Counts, LateCounts, Obligation, ObligationId, Period, Standing},
    people::{Honorific, Person, PersonId},
    reviews::{Review, review_of},
    vietnamese,
};

/// Why the work on a record is not finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unfinished {
    /// Given back, and not corrected.
    Returned,
    /// Files wait to be handed in, or words.
    Begun,
    Overdue,
    /// Handed in, and nobody has decided.
    Waiting,
}

impl Unfinished {
    /// Behind a number: "2 bản trả lại, chưa sửa".
    pub const fn words(self) -> &'static str {
        match self {
            Self::Returned => "bản trả lại, chưa sửa",
            Self::Begun => "bản đang soạn",
            Self::Overdue => "quá hạn, chưa nộp",
            Self::Waiting => "chờ duyệt",
        }
    }
}

/// What one person has not finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnfinishedWork {
    pub person: PersonId,
    /// Told apart from others of the same name.
    pub name: String,
    pub honorific: Honorific,
    /// Each kind once, with how many, never 0.
    pub counts: Vec<(Unfinished, usize)>,
}

/// Another order over some of the same records that says the contrary at the same time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    pub order: LockOrderId,
    /// "Lệnh khóa số 07 (42/QĐ-TrMNNT)".
    pub name: String,
    /// Of how many records.
    pub records: usize,
    /// Whether that order goes before the one that is to be given.
    pub prevails: bool,
}

/// What an order would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockPreview {
    pub kind: LockKind,
    /// Every record that it covers and that is owed.
    pub records: usize,
    /// Of these: shut already now.
    pub shut_already: usize,
    /// Of these: records of a week.
    pub weekly: usize,
    /// How those stand that have a due day.
    pub counts: Counts,
    /// Of what was handed in late, what was found of its reasons.
    pub late: LateCounts,
    /// Without a due day: handed in, and not.
    pub untimed: (u32, u32),
    /// Of the week of practice.
    pub practice: u32,
    /// By name, as the list of staff has them.
    pub unfinished: Vec<UnfinishedWork>,
    pub conflicts: Vec<Conflict>,
}

impl LockPreview {
    /// Every record once, by how it stands: what is said of each kind, and how many they are, never 0. Together all there are.
    pub fn parts(&self) -> Vec<(&'static str, u32)> {
        let Self { counts, late, untimed: (handed_in, not_yet), practice, .. } = self;
        let parts = [
            ("đã nộp đúng hạn", counts.on_time),
            ("nộp muộn", late.all()),
            ("quá hạn, chưa nộp", counts.overdue),
            ("chưa nộp khi năm học kết thúc", counts.missed),
            ("chưa đến hạn", counts.not_yet_due),
            ("được miễn", counts.exempt),
            ("không có hạn, đã nộp", *handed_in),
            ("không có hạn, chưa nộp", *not_yet),
            ("của tuần làm thử", *practice),
        ];
        parts.into_iter().filter(|(_, count)| *count > 0).collect()
    }

    /// "Gồm 49 đã nộp đúng hạn; 6 nộp muộn, trong đó 6 chưa xem xét; 25 không có hạn, chưa nộp.": nothing where there is no record.
    pub fn accounted(&self) -> Option<String> {
        let reasons = self.late.words().and_then(|words| words.split_once(", ").map(|(_, found)| format!(", {found}")));
        let part = |(words, count): (&'static str, u32)| {
            let found = reasons.as_ref().filter(|_| words == "nộp muộn").map_or("", String::as_str);
            format!("{} {words}{found}", vietnamese::number(i64::from(count)))
        };
        let parts: Vec<String> = self.parts().into_iter().map(part).collect();
        (!parts.is_empty()).then(|| format!("Gồm {}.", parts.join("; ")))
    }

    /// How much work is not finished.
    pub fn unfinished_work(&self) -> usize {
        self.unfinished.iter().flat_map(|one| &one.counts).map(|(_, count)| count).sum()
    }

    /// "Khóa 214 hồ sơ, 6 việc đang dở của 4 cô".
    pub fn headline(&self) -> String {
        let kind = vietnamese::capitalised(self.kind.words());
        let records = format!("{kind} {} hồ sơ", self.records);
        match self.unfinished_work() {
            0 => records,
            work => format!("{records}, {work} việc đang dở của {}", self.people()),
        }
    }

    /// "4 cô", "1 thầy", "3 cô và 1 thầy".
    fn people(&self) -> String {
        let words = |honorific: Honorific| {
            let count = self.unfinished.iter().filter(|one| one.honorific == honorific).count();
            (count > 0).then(|| format!("{count} {}", honorific.word()))
        };
        [Honorific::Co, Honorific::Thay].into_iter().filter_map(words).collect::<Vec<_>>().join(" và ")
    }
}

/// What `plan`, decided now by whoever holds `post`, would do. `begun` are the people for whom files or words wait, each with the
/// record.
pub fn preview(facts: &Facts, plan: &LockPlan, post: Post, begun: &[(PersonId, ObligationId)], now: Timestamp) -> LockPreview {
    let covered: Vec<&Obligation> = covered(facts, &plan.scope).collect();
    let count = |is: &dyn Fn(&Obligation) -> bool| covered.iter().filter(|one| is(one)).count();
    let (mut counts, mut late, mut untimed, mut practice) = (Counts::default(), LateCounts::default(), (0, 0), 0);
    for one in &covered {
        let standing = facts.standing(one, now);
        counts.count(standing);
        late.count(one, standing);
        match standing {
            Standing::Untimed { handed_in: true } => untimed.0 += 1,
            Standing::Untimed { handed_in: false } => untimed.1 += 1,
            Standing::Practice { .. } => practice += 1,
            Standing::Exempt
            | Standing::NotYetDue
            | Standing::Overdue(_)
            | Standing::Missed
            | Standing::OnTime
            | Standing::Late(_)
            | Standing::Excused(_) => {}
        }
    }
    LockPreview {
        kind: plan.kind,
        records: covered.len(),
        shut_already: count(&|one| facts.locks.shuts(one, &facts.regime, Arrival::at(now)).is_some()),
        weekly: count(&|one| matches!(one.terms.period, Period::Week(_))),
        counts,
        late,
        untimed,
        practice,
        unfinished: unfinished(facts, &covered, begun, now),
        conflicts: conflicts(facts, plan, &covered, post, now),
    }
}

fn unfinished(facts: &Facts, covered: &[&Obligation], begun: &[(PersonId, ObligationId)], now: Timestamp) -> Vec<UnfinishedWork> {
    let mut found: Vec<(PersonId, Unfinished)> = Vec::new();
    for obligation in covered.iter().filter(|one| one.exemption.is_none()) {
        let last = obligation.handed_in.as_ref().map(|one| one.last_by);
        let begun = begun.iter().find(|(_, of)| *of == obligation.id).map(|(person, _)| *person);
        let foremost = || whose(facts, obligation).first().map(|person| person.id);
        let one = match (review_of(facts, obligation), begun) {
            (Review::Returned(_), _) => last.map(|person| (person, Unfinished::Returned)),
            (_, Some(person)) => Some((person, Unfinished::Begun)),
            (Review::Waiting(_), None) => last.map(|person| (person, Unfinished::Waiting)),
            (Review::NotAsked | Review::NothingYet | Review::SelfIssued { .. } | Review::Approved { .. }, None) => {
                let is_overdue = matches!(facts.standing(obligation, now), Standing::Overdue(_));
                foremost().filter(|_| is_overdue).map(|person| (person, Unfinished::Overdue))
            }
        };
        found.extend(one);
    }
    let organisation = facts.organisation();
    let of_person = |person: &Person| {
        let mut kinds: Vec<Unfinished> = found.iter().filter(|(of, _)| *of == person.id).map(|(_, kind)| *kind).collect();
        kinds.sort_unstable();
        let counts = kinds.chunk_by(|one, next| one == next).map(|same| (same[0], same.len())).collect::<Vec<_>>();
        let name = organisation.distinct_name(person, Some(day_of(now)));
        (!counts.is_empty()).then_some(UnfinishedWork { person: person.id, name, honorific: person.honorific, counts })
    };
    let mut people: Vec<&Person> = organisation.people.iter().collect();
    people.sort_by_key(|person| person.name.sort_key());
    people.into_iter().filter_map(of_person).collect()
}

fn conflicts(facts: &Facts, plan: &LockPlan, covered: &[&Obligation], post: Post, now: Timestamp) -> Vec<Conflict> {
    let from = match plan.start {
        Start::At(from) => from,
        Start::WhenDecided | Start::WhenExecuted => now,
    };
    let is_contrary = |one: &&LockOrder| {
        let is_alive = matches!(one.state(now), OrderState::Ordered | OrderState::InForce);
        let begins = one.in_force_from().unwrap_or(now);
        let meets = plan.until.is_none_or(|until| begins < until) && one.ends_at().is_none_or(|end| from < end);
        is_alive && meets && one.plan.kind != plan.kind
    };
    let conflict = |one: &LockOrder| {
        let records = covered.iter().filter(|record| one.plan.scope.covers(record, &facts.regime)).count();
        let prevails = one.decided().and_then(super::order::Decided::post) > Some(post);
        (records > 0).then(|| Conflict { order: one.id, name: one.full_name(), records, prevails })
    };
    facts.locks.orders.iter().filter(is_contrary).filter_map(conflict).collect()
}

/// How many of the records of `order` it shuts or opens at `now` itself, and no other order.
pub(super) fn decided_by(facts: &Facts, order: &LockOrder, now: Timestamp) -> usize {
    let is_shut_by =
        |one: &&Obligation| standing(&facts.locks.orders, one, &facts.regime, now).is_some_and(|shutting| shutting.id == order.id);
    covered(facts, &order.plan.scope).filter(is_shut_by).count()
}

#[cfg(test)]
mod tests;
