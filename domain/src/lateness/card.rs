//! The card "Vì sao muộn" as one reader sees it, and the list of the records whose reasons nobody has looked at.

use super::{Cause, Known, causes, check_explain, check_judge, may_see_causes};
use crate::{
    days::{Timestamp, day_of},
    facts::Facts,
    locks::Arrival,
    obligations::{Finding, Obligation, ObligationId, Standing},
    permissions::{Actor, decide_extensions, decide_lateness},
    record_list::who,
    refusal::{LockRefusal, Refusal},
};

/// What somebody said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub who: String,
    pub at: Timestamp,
    pub words: String,
}

/// What is known, was said and was found of why one record is late.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LatenessCard {
    pub obligation: ObligationId,
    pub causes: Vec<Cause>,
    /// The first first.
    pub explained: Vec<Said>,
    /// What was found, the last one last; it counts.
    pub found: Vec<(Finding, Said)>,
    /// The last one was found of the hand-in that is judged now.
    pub is_judged: bool,
    pub may_explain: bool,
    pub may_judge: bool,
    /// It is overdue, and whoever reads this gives more time.
    pub may_extend: bool,
    /// The hand-in was in time, or is awaited without a day: what is late is the correction.
    pub is_of_correction: bool,
    /// An order shuts the record: nothing is said or found until it is open again.
    pub is_shut: bool,
}

/// A record that was handed in late, and nobody has looked at why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnjudgedLine {
    pub title: String,
    pub who: String,
    pub standing: Standing,
    /// When it came.
    pub came: Timestamp,
    pub card: LatenessCard,
}

/// The records that wait for a ruling; of a school year that is over those that wait for it in vain.
#[derive(Clone, Debug)]
pub struct Unjudged<'f> {
    /// Those that the reader may judge: those first of which somebody said why, then as in lists.
    pub waiting: Vec<&'f Obligation>,
    /// How many more they could, were they not shut.
    pub shut: usize,
}

/// The card for `actor`; `None` where there is nothing to tell, or not to them.
pub fn lateness_card(
    facts: &Facts,
    actor: &Actor,
    obligation: &Obligation,
    known: Known<'_>,
    now: Timestamp,
) -> Option<LatenessCard> {
    let may_explain = check_explain(facts, actor, obligation, now).is_ok();
    if !may_explain && !may_see_causes(facts, actor, obligation, now) {
        return None;
    }
    let causes = causes(facts, actor, obligation, known, now)?;
    let name = |by| facts.organisation().name_of(by, day_of(now));
    let said = |by, at, words: &str| Said { who: name(by), at, words: words.to_owned() };
    let explained = &obligation.explained;
    let standing = facts.standing(obligation, now);
    let is_overdue = matches!(standing, Standing::Overdue(_) | Standing::Missed);
    let is_open = facts.check_writable(obligation, Arrival::at(now)).is_ok();
    let is_late = matches!(standing, Standing::Late(_) | Standing::Excused(_));
    Some(LatenessCard {
        obligation: obligation.id,
        causes,
        explained: explained.explanations.iter().map(|one| said(one.by, one.at, &one.words)).collect(),
        found: explained.rulings.iter().map(|one| (one.finding, said(one.by, one.at, &one.words))).collect(),
        is_judged: obligation.ruling().is_some(),
        may_explain,
        may_judge: check_judge(facts, actor, obligation, explained.rulings.len(), now).is_ok(),
        may_extend: is_overdue && is_open && decide_extensions(actor).is_ok(),
        is_of_correction: !is_overdue && !is_late,
        is_shut: !facts.is_over && facts.shut(obligation, Arrival::at(now)).is_some(),
    })
}

/// The records that `actor` may judge and that wait for it.
pub fn unjudged<'f>(facts: &'f Facts, actor: &Actor, now: Timestamp) -> Unjudged<'f> {
    let waits = |one: &Obligation| matches!(facts.standing(one, now), Standing::Late(_)) && one.waits_for_ruling();
    let mut found = Unjudged { waiting: Vec::new(), shut: 0 };
    for one in facts.open_obligations().filter(|one| waits(one)) {
        match check_judge(facts, actor, one, one.explained.rulings.len(), now) {
            Ok(_) => found.waiting.push(one),
            Err(Refusal::Lock(LockRefusal::Shut(_))) => found.shut += 1,
            Err(_) if facts.is_over && decide_lateness(actor).is_ok() => found.waiting.push(one),
            Err(_) => {}
        }
    }
    found.waiting.sort_by_cached_key(|one| (one.explained.explanations.is_empty(), facts.order(one.id)));
    found
}

/// Some of them, each with its card.
pub fn unjudged_lines(facts: &Facts, actor: &Actor, some: &[&Obligation], known: Known<'_>, now: Timestamp) -> Vec<UnjudgedLine> {
    let line = |one: &&Obligation| {
        let card = lateness_card(facts, actor, one, known, now)?;
        let (title, standing, came) = (facts.title(one), facts.standing(one, now), one.handed_in.as_ref()?.first_at);
        Some(UnjudgedLine { title, who: who(facts, one, now), standing, came, card })
    };
    some.iter().filter_map(line).collect()
}
