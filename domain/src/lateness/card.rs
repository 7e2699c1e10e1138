//! The card "Vì sao muộn" as one reader sees it, and the list of the records whose reasons nobody has looked at.

use super::{Cause, Known, causes, check_explain, check_judge, may_see_causes};
use crate::{
    days::{Timestamp, day_of},
    facts::Facts,
    obligations::{Finding, Obligation, ObligationId, Standing},
    permissions::Actor,
    record_list::who,
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
}

/// A record that was handed in late, and nobody has looked at why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnjudgedLine {
    pub title: String,
    pub who: String,
    pub standing: Standing,
    pub card: LatenessCard,
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
    Some(LatenessCard {
        obligation: obligation.id,
        causes,
        explained: explained.explanations.iter().map(|one| said(one.by, one.at, &one.words)).collect(),
        found: explained.rulings.iter().map(|one| (one.finding, said(one.by, one.at, &one.words))).collect(),
        is_judged: obligation.ruling().is_some(),
        may_explain,
        may_judge: check_judge(facts, actor, obligation, explained.rulings.len(), now).is_ok(),
    })
}

/// The records that `actor` may judge and nobody has: those first of which somebody said why, then as in lists.
pub fn unjudged<'f>(facts: &'f Facts, actor: &Actor, now: Timestamp) -> Vec<&'f Obligation> {
    let is_late = |one: &Obligation| matches!(facts.standing(one, now), Standing::Late(_)) && one.ruling().is_none();
    let may_judge = |one: &Obligation| check_judge(facts, actor, one, one.explained.rulings.len(), now).is_ok();
    let mut waiting: Vec<&Obligation> = facts.open_obligations().filter(|one| is_late(one) && may_judge(one)).collect();
    waiting.sort_by_cached_key(|one| (one.explained.explanations.is_empty(), facts.order(one.id)));
    waiting
}

/// Some of them, each with its card.
pub fn unjudged_lines(facts: &Facts, actor: &Actor, some: &[&Obligation], known: Known<'_>, now: Timestamp) -> Vec<UnjudgedLine> {
    let line = |one: &&Obligation| {
        let card = lateness_card(facts, actor, one, known, now)?;
        Some(UnjudgedLine { title: facts.title(one), who: who(facts, one, now), standing: facts.standing(one, now), card })
    };
    some.iter().filter_map(line).collect()
}
