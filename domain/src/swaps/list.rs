//! "/doi-luot" as somebody sees it: what waits for them, what they offered, what became of it, and for whoever leads what others
//! have swapped.

use super::{
    check::{check_answer, mention, of_week},
    offer::{SwapAnswer, SwapId, SwapOffer, SwapPlan, swap_of_week},
};
use crate::{
    days::{Timestamp, day_of},
    facts::Facts,
    obligations::{Obligation, ObligationId, Owner},
    people::{ClassGroup, ClassGroupId, PersonId},
    permissions::{Actor, sees_swaps},
    refusal::Words,
    vietnamese,
};

/// How a swap stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SwapState {
    /// It can be confirmed.
    Waits,
    /// Nobody has answered, and it can be confirmed no more: why.
    Lapsed(Words),
    /// It was confirmed; of these weeks the roster says another one since, and of the others it holds.
    Accepted {
        at: Timestamp,
        undone: Vec<u8>,
    },
    /// It was confirmed, and nothing of it is so any more: the weeks were shared out anew since.
    Undone {
        at: Timestamp,
    },
    Declined {
        at: Timestamp,
    },
    TakenBack {
        at: Timestamp,
    },
}

/// A record that goes with a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekRecord {
    pub obligation: ObligationId,
    /// "Giáo án tuần 13 · Lớp 4A".
    pub title: String,
    /// "thứ Sáu 27/11/2026, trước 17:00"; `None` for what is never late.
    pub due: Option<String>,
}

/// What goes from one to another by a swap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassingLine {
    pub record: WeekRecord,
    /// "cô Thảo", who hands it in then.
    pub to: String,
}

/// One swap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SwapLine {
    pub id: SwapId,
    /// "Tuần 13 đổi tuần 14 · Lớp 4A".
    pub title: String,
    /// Who offered it, told apart from others of the same name.
    pub from: String,
    pub to: String,
    pub at: Timestamp,
    pub reason: String,
    /// What changes hands if it is confirmed, or has by now and is still so; nothing of what was never confirmed and never will be.
    pub passing: Vec<PassingLine>,
    pub state: SwapState,
}

/// All that the page says; in each list the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SwapsTold {
    /// What the reader is asked and can confirm.
    pub for_me: Vec<SwapLine>,
    /// What the reader has offered and nobody has answered.
    pub offered: Vec<SwapLine>,
    /// What became of the others that are about the reader.
    pub past: Vec<SwapLine>,
    /// For whoever leads: of others.
    pub others: Vec<SwapLine>,
    pub sees_others: bool,
}

/// The page as `actor` sees it.
pub fn swaps_told(facts: &Facts, actor: &Actor, now: Timestamp) -> SwapsTold {
    let sees = |class: ClassGroupId| {
        let class = facts.organisation().class(class);
        class.is_some_and(|class| sees_swaps(actor, class.department))
    };
    let departments = &facts.organisation().departments;
    let mut told = SwapsTold { sees_others: departments.iter().any(|one| sees_swaps(actor, one.id)), ..SwapsTold::default() };
    for offer in facts.swaps.iter().rev() {
        let (is_mine, is_asked) = (offer.plan.from == actor.person, offer.plan.to == actor.person);
        if !is_mine && !is_asked && !sees(offer.plan.class) {
            continue;
        }
        let line = line(facts, offer, now);
        let list = match (line.state == SwapState::Waits, is_asked, is_mine) {
            (true, true, _) => &mut told.for_me,
            (true, _, true) => &mut told.offered,
            (false, ..) if is_asked || is_mine => &mut told.past,
            (true | false, ..) => &mut told.others,
        };
        list.push(line);
    }
    told
}

/// How many offers wait for the answer of `person` and could be confirmed.
pub fn swaps_for(facts: &Facts, person: PersonId, now: Timestamp) -> usize {
    facts.swaps.iter().filter(|one| one.plan.to == person && check_answer(facts, one, now).is_ok()).count()
}

/// How `offer` stands at `now`.
fn state(facts: &Facts, offer: &SwapOffer, now: Timestamp) -> SwapState {
    match offer.answered {
        Some(answered) => match answered.answer {
            SwapAnswer::Accepted => accepted(facts, offer, answered.at),
            SwapAnswer::Declined => SwapState::Declined { at: answered.at },
            SwapAnswer::TakenBack => SwapState::TakenBack { at: answered.at },
        },
        None => check_answer(facts, offer, now).map_or_else(|refusal| SwapState::Lapsed(refusal.words()), |()| SwapState::Waits),
    }
}

/// A week is held by a swap as long as it is the last one of that week, and the roster has not given it to another one since.
fn accepted(facts: &Facts, offer: &SwapOffer, at: Timestamp) -> SwapState {
    let class = offer.plan.class;
    let (mut stands, mut undone) = (false, Vec::new());
    for handed in offer.plan.hands_over() {
        let is_last = swap_of_week(&facts.swaps, class, handed.week).is_some_and(|(last, _)| last.id == offer.id);
        if is_last && facts.organisation().turn_of(class, handed.week) == Some(handed.to) {
            stands = true;
        } else {
            undone.push(handed.week);
        }
    }
    if stands { SwapState::Accepted { at, undone } } else { SwapState::Undone { at } }
}

fn line(facts: &Facts, offer: &SwapOffer, now: Timestamp) -> SwapLine {
    let (organisation, plan, state) = (facts.organisation(), &offer.plan, state(facts, offer, now));
    let passing = match &state {
        SwapState::Waits => passing(facts, plan, &[]),
        SwapState::Accepted { undone, .. } => passing(facts, plan, undone),
        SwapState::Undone { .. } | SwapState::Lapsed(_) | SwapState::Declined { .. } | SwapState::TakenBack { .. } => Vec::new(),
    };
    SwapLine {
        id: offer.id,
        title: title(facts, plan),
        from: organisation.name_of(plan.from, day_of(now)),
        to: organisation.name_of(plan.to, day_of(now)),
        at: offer.at,
        reason: offer.reason.as_str().to_owned(),
        passing,
        state,
    }
}

/// "Tuần 13 đổi tuần 14 · Lớp 4A".
pub fn title(facts: &Facts, plan: &SwapPlan) -> String {
    let back = plan.back.map(|back| format!(" đổi tuần {back}")).unwrap_or_default();
    format!("Tuần {}{back} · {}", plan.week, class_title(facts, plan.class))
}

/// "Tuần 13 · Lớp 4A".
pub fn week_title(facts: &Facts, (class, week): (ClassGroupId, u8)) -> String {
    format!("Tuần {week} · {}", class_title(facts, class))
}

fn class_title(facts: &Facts, class: ClassGroupId) -> String {
    facts.organisation().class(class).map(ClassGroup::title).unwrap_or_default()
}

/// What goes with a week, in the order of lists.
pub fn records_of_week(facts: &Facts, (class, week): (ClassGroupId, u8)) -> Vec<WeekRecord> {
    let mut records: Vec<&Obligation> = of_week(facts, class, week).collect();
    records.sort_by_cached_key(|one| facts.order(one.id));
    let due = |one: &Obligation| one.due_day().map(|day| vietnamese::due(day, facts.hours(one.terms.rules).shown));
    records.into_iter().map(|one| WeekRecord { obligation: one.id, title: facts.title(one), due: due(one) }).collect()
}

/// Each record that goes to another one by `plan`, as it is due now, but for those of the weeks `without`.
pub fn passing(facts: &Facts, plan: &SwapPlan, without: &[u8]) -> Vec<PassingLine> {
    let of_plan = plan.hands_over().filter(|handed| !without.contains(&handed.week)).flat_map(|handed| {
        let to = mention(facts, handed.to);
        let records = records_of_week(facts, (plan.class, handed.week)).into_iter();
        records.map(move |record| PassingLine { record, to: to.clone() })
    });
    of_plan.collect()
}

/// The class and the week of which `obligation` is a record; `None` for what goes with no turn.
pub fn turn_week(obligation: &Obligation) -> Option<(ClassGroupId, u8)> {
    let (Owner::Class(class), Some(week)) = (obligation.terms.owner, obligation.terms.period.week()) else { return None };
    Some((class, week))
}
