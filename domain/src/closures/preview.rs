//! What a closure would move, and what taking it back would, before anybody does either: found by the same functions that bring
//! the list up to it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{
    closure::{Closure, ClosurePlan},
    in_force::{in_force, shut},
    moved::{covers, moved_over},
};
use crate::{
    days::{Timestamp, day_of},
    deadlines::DueDayError,
    facts::Facts,
    obligations::{Change, Judged, Obligation, ObligationId, Terms, reconcile},
    people::{Honorific, Person, PersonId},
    regime::Regime,
};

/// One due day that moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedDay {
    pub obligation: ObligationId,
    /// "Giáo án tuần 13 · Lớp 4A".
    pub title: String,
    /// Whose work it is, told apart from others of the same name.
    pub who: Vec<String>,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// Due days that move from one day to one other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedGroup {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub moved: Vec<MovedDay>,
}

/// What would follow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClosurePreview {
    /// Of what is still to be handed in: by day, and of each day as lists are ordered.
    pub moved: Vec<MovedGroup>,
    /// "4 cô", "3 cô và 1 thầy": whose work that is; empty where nothing moves.
    pub people: String,
    /// Titles of what was handed in late and is judged kinder.
    pub kinder: Vec<String>,
    /// How many records of these days are handed in or exempt already, and stand as they do.
    pub settled: usize,
    /// Of taking back: how many due days stay where the closure has moved them, because the day that was shut has come.
    pub stays: usize,
}

impl ClosurePreview {
    /// How many due days move.
    pub fn count(&self) -> usize {
        self.moved.iter().map(|group| group.moved.len()).sum()
    }

    /// "Dời hạn 24 hồ sơ của 12 cô và 1 thầy".
    pub fn headline(&self) -> String {
        match self.count() {
            0 => "Không hạn nào dời".to_owned(),
            count if self.people.is_empty() => format!("Dời hạn {count} hồ sơ"),
            count => format!("Dời hạn {count} hồ sơ của {}", self.people),
        }
    }
}

/// What would follow if `plan` were declared at `now`.
///
/// # Errors
/// As of `reconcile`.
pub fn preview_of_declaring(facts: &Facts, plan: &ClosurePlan, now: Timestamp) -> Result<ClosurePreview, DueDayError> {
    let mut after = in_force(&facts.closures);
    after.push((plan, plan.days));
    effect(facts, &shut(&facts.regime, &after), plan, now)
}

/// What would follow if `closure` were taken back at `now`.
///
/// # Errors
/// As of `reconcile`.
pub fn preview_of_taking_back(facts: &Facts, closure: &Closure, now: Timestamp) -> Result<ClosurePreview, DueDayError> {
    let left = |one: &Closure| if one.id == closure.id { one.days_until(day_of(now)) } else { one.days_in_force() };
    let after: Vec<_> = facts.closures.iter().filter_map(|one| Some((&one.plan, left(one)?))).collect();
    let preview = effect(facts, &shut(&facts.regime, &after), &closure.plan, now)?;
    let moves: BTreeSet<ObligationId> = preview.moved.iter().flat_map(|group| &group.moved).map(|one| one.obligation).collect();
    let stays = |one: &&Obligation| is_open(one) && moved_over(closure, facts, one).is_some() && !moves.contains(&one.id);
    Ok(ClosurePreview { stays: facts.open_obligations().filter(stays).count(), ..preview })
}

/// Still to be handed in.
const fn is_open(obligation: &Obligation) -> bool {
    obligation.handed_in.is_none() && obligation.exemption.is_none() && obligation.closing.is_none()
}

fn effect(facts: &Facts, regime: &Regime, plan: &ClosurePlan, now: Timestamp) -> Result<ClosurePreview, DueDayError> {
    let changes = reconcile(regime, facts.obligations.iter(), day_of(now))?;
    let mut groups: BTreeMap<(NaiveDate, NaiveDate), Vec<MovedDay>> = BTreeMap::new();
    let (mut people, mut kinder) = (BTreeMap::new(), BTreeMap::new());
    for change in &changes {
        let Change::Update { id, to, judged } = change else { continue };
        let Some(old) = facts.obligation(*id) else { continue };
        if is_kinder(old, *judged) {
            kinder.insert(*id, facts.title(old));
        }
        if let (true, Some(before), Some(after)) = (is_open(old), old.due_day(), to.due_day())
            && before != after
        {
            let whose = whose(facts, to, after);
            people.extend(whose.iter().map(|person| (person.id, person.honorific)));
            let who = whose.iter().map(|person| facts.organisation().distinct_name(person, Some(day_of(now)))).collect();
            let moved = MovedDay { obligation: *id, title: facts.title(old), who, from: before, to: after };
            groups.entry((before, after)).or_default().push(moved);
        }
    }
    let moved = groups.into_iter().map(|((from, to), mut moved)| {
        moved.sort_by_cached_key(|one| facts.order(one.obligation));
        MovedGroup { from, to, moved }
    });
    let in_days = |one: &Obligation| one.due_day().is_some_and(|day| plan.days.contains(day));
    let is_settled = |one: &&Obligation| !is_open(one) && in_days(one) && covers(plan, facts, one) && !kinder.contains_key(&one.id);
    let settled = facts.open_obligations().filter(is_settled).count();
    let kinder = kinder.into_values().collect();
    Ok(ClosurePreview { moved: moved.collect(), people: counted(&people), kinder, settled, stays: 0 })
}

fn is_kinder(old: &Obligation, judged: Option<Judged>) -> bool {
    let before = old.handed_in.as_ref().map(|handed_in| handed_in.judged.verdict);
    before.zip(judged).is_some_and(|(before, judged)| before != judged.verdict)
}

/// The people whose work a record is: whoever's turn it is, or whoever answers for it first.
fn whose<'f>(facts: &'f Facts, terms: &Terms, day: NaiveDate) -> Vec<&'f Person> {
    match terms.turn {
        Some(turn) => facts.organisation().person(turn).into_iter().collect(),
        None => terms.owner.duty(facts.organisation()).foremost_on(day),
    }
}

/// "4 cô", "3 cô và 1 thầy".
fn counted(people: &BTreeMap<PersonId, Honorific>) -> String {
    let words = |honorific: Honorific| {
        let count = people.values().filter(|one| **one == honorific).count();
        (count > 0).then(|| format!("{count} {}", honorific.word()))
    };
    [Honorific::Co, Honorific::Thay].into_iter().filter_map(words).collect::<Vec<_>>().join(" và ")
}
