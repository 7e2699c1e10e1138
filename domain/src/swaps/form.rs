//! A week as it is offered: to whom, for which week of theirs, and why in one sentence; kept as it was sent.

use super::{
    check::{check_swap, colleagues, mention, of_week},
    offer::{SwapId, SwapOffer, SwapPlan},
};
use crate::{
    days::Timestamp,
    facts::Facts,
    forms::{FormData, FormErrors},
    obligations::Reason,
    people::{ClassGroupId, Person, PersonId, called_among},
    vietnamese::{self, capitalised},
};

/// The form as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SwapForm {
    /// The id that the offer will have, so that a form which is sent twice offers once.
    pub key: String,
    /// Who takes the week, and behind a colon the week of theirs that is taken for it; no colon where none is.
    pub with: String,
    pub reason: String,
}

/// One way to give a week away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SwapChoice {
    /// As `SwapForm::with` has it.
    pub value: String,
    /// "Cô Thảo nộp tuần 13, đổi lại mình nộp tuần 14 (hạn thứ Sáu 27/11/2026, trước 17:00)".
    pub words: String,
}

impl SwapForm {
    /// As sent: `key`, `with`, `reason`.
    pub fn read(typed: &FormData) -> Self {
        let get = |field| typed.get(field).to_owned();
        Self { key: get("key"), with: get("with"), reason: get("reason") }
    }

    /// The id that the offer will have, where the page gave it one.
    pub fn id(&self) -> Option<SwapId> {
        self.key.parse().ok()
    }

    /// Whether it is the form with which `known` was offered, which waits: it came twice.
    pub fn repeats(&self, known: &SwapOffer, facts: &Facts) -> bool {
        let says = |((to, back), reason)| (to, back) == (known.plan.to, known.plan.back) && reason == known.reason;
        known.answered.is_none() && self.parse(facts).is_ok_and(says)
    }

    /// To whom, for which week of theirs if for any, and why.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self, facts: &Facts) -> Result<((PersonId, Option<u8>), Reason), FormErrors> {
        let with = parse_with(&self.with).filter(|(person, _)| facts.organisation().person(*person).is_some());
        let with = with.ok_or_else(|| FormErrors::one("with", "Chọn đổi với ai."));
        FormErrors::both(with, Reason::parse(&self.reason))
    }
}

fn parse_with(typed: &str) -> Option<(PersonId, Option<u8>)> {
    match typed.split_once(':') {
        Some((person, week)) => Some((person.parse().ok()?, Some(week.parse().ok()?))),
        None => Some((typed.parse().ok()?, None)),
    }
}

/// To whom `person` can give this week away now, and for what.
pub fn choices(facts: &Facts, person: PersonId, (class, week): (ClassGroupId, u8), now: Timestamp) -> Vec<SwapChoice> {
    let organisation = facts.organisation();
    let colleagues = colleagues(facts, person, (class, week));
    let numbers: Vec<u8> = facts.calendar().teaching_weeks().iter().map(|week| week.number).collect();
    let ways = colleagues.iter().flat_map(|to| {
        let theirs = numbers.iter().filter(move |week| organisation.turn_of(class, **week) == Some(*to));
        std::iter::once((*to, None)).chain(theirs.map(move |week| (*to, Some(*week))))
    });
    let plans = ways.map(|(to, back)| SwapPlan { class, week, from: person, to, back });
    // Two of one name are told apart, or the same line stood there twice.
    let people: Vec<&Person> = colleagues.iter().filter_map(|id| organisation.person(*id)).collect();
    plans.filter(|plan| check_swap(facts, plan, now).is_ok()).map(|plan| choice(facts, &plan, &people)).collect()
}

fn choice(facts: &Facts, plan: &SwapPlan, people: &[&Person]) -> SwapChoice {
    let named = people.iter().find(|one| one.id == plan.to).map(|one| called_among(one, people));
    let (who, week) = (capitalised(&named.unwrap_or_else(|| mention(facts, plan.to))), plan.week);
    match plan.back {
        Some(back) => SwapChoice {
            value: format!("{}:{back}", plan.to),
            words: format!("{who} nộp tuần {week}, đổi lại mình nộp tuần {back}{}", due_words(facts, plan.class, back)),
        },
        None => {
            SwapChoice { value: plan.to.to_string(), words: format!("{who} nộp tuần {week}, không đổi lại tuần nào") }
        }
    }
}

/// " (hạn thứ Sáu 27/11/2026, trước 17:00)": when the first record of a week is due; nothing where none ever is.
fn due_words(facts: &Facts, class: ClassGroupId, week: u8) -> String {
    let first = of_week(facts, class, week).filter_map(|one| Some((one.due_day()?, one))).min_by_key(|(day, _)| *day);
    let words = first.map(|(day, one)| format!(" (hạn {})", vietnamese::due(day, facts.hours(one.terms.rules).shown)));
    words.unwrap_or_default()
}
