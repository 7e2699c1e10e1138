//! "Tiêu hủy tài liệu hết giá trị": one draws up the list, a council meets, the principal decides, and somebody else executes; nobody
//! does two of these alone (readings in decision 0057).

use super::{Actor, Allowed, Deed, archiving::decide_archive_page, locking::trusted};
use crate::{
    disposals::DisposalList,
    refusal::{DisposalRefusal, Refusal},
};

/// Draw up a list, and enter the minutes of the council.
#[derive(Debug)]
pub enum PrepareDisposal {}

impl Deed for PrepareDisposal {}

/// Decide about a list.
#[derive(Debug)]
pub enum DecideDisposal {}

impl Deed for DecideDisposal {}

/// Take a list back.
#[derive(Debug)]
pub enum TakeBackDisposal {}

impl Deed for TakeBackDisposal {}

/// Let the files of a list go.
#[derive(Debug)]
pub enum ExecuteDisposal {}

impl Deed for ExecuteDisposal {}

/// May `actor` draw up a list, or enter the minutes of a council? The vice principals and the management team do, and whoever
/// decides does not.
///
/// # Errors
/// `ArchiveRefusal::NotYours`; `DisposalRefusal::PrincipalDecides`; `Refusal::ResetUnconfirmed` while somebody else may know the
/// password.
pub fn decide_prepare_disposal(actor: &Actor) -> Result<Allowed<PrepareDisposal>, Refusal> {
    decide_archive_page(actor)?;
    if actor.acts_as_principal() { Err(DisposalRefusal::PrincipalDecides.into()) } else { trusted(actor) }
}

/// May `actor` decide about this list?
///
/// # Errors
/// `ArchiveRefusal::NotYours`; `DisposalRefusal::IsThePrincipals`, `OwnList` and `OwnCouncil`; `Refusal::ResetUnconfirmed`.
pub fn decide_decide_disposal(actor: &Actor, list: &DisposalList) -> Result<Allowed<DecideDisposal>, Refusal> {
    decide_archive_page(actor)?;
    if !actor.acts_as_principal() {
        return Err(DisposalRefusal::IsThePrincipals.into());
    }
    if list.by == actor.person || list.minutes.as_ref().is_some_and(|minutes| minutes.by == actor.person) {
        return Err(DisposalRefusal::OwnList.into());
    }
    let sat = list.minutes.iter().flat_map(|minutes| &minutes.members).any(|member| member.person == actor.person);
    if sat { Err(DisposalRefusal::OwnCouncil.into()) } else { trusted(actor) }
}

/// May `actor` take this list back? Before it is decided the principal and those who draw up lists, then the principal alone.
///
/// # Errors
/// `ArchiveRefusal::NotYours`; `DisposalRefusal::NotYoursToTakeBack`; `Refusal::ResetUnconfirmed`.
pub fn decide_take_back_disposal(actor: &Actor, list: &DisposalList) -> Result<Allowed<TakeBackDisposal>, Refusal> {
    decide_archive_page(actor)?;
    if list.decision.is_some() && !actor.acts_as_principal() {
        return Err(DisposalRefusal::NotYoursToTakeBack.into());
    }
    trusted(actor)
}

/// May `actor` let the files of this list go?
///
/// # Errors
/// `ArchiveRefusal::NotYours`; `DisposalRefusal::OtherExecutes`; `Refusal::ResetUnconfirmed`.
pub fn decide_execute_disposal(actor: &Actor, list: &DisposalList) -> Result<Allowed<ExecuteDisposal>, Refusal> {
    decide_archive_page(actor)?;
    let is_decider = list.decision.as_ref().is_some_and(|decision| decision.by == actor.person);
    if list.by == actor.person || is_decider { Err(DisposalRefusal::OtherExecutes.into()) } else { trusted(actor) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        disposals::{CouncilMember, CouncilMinutes, DisposalDecision},
        obligations::Reason,
        people::{PersonId, Position},
        permissions::Credential,
        testing::{at, day, id},
    };

    fn actor(number: u128, position: Position) -> Actor {
        Actor { person: id(1, number), positions: vec![position], lent: Vec::new(), credential: Credential::Trusted }
    }

    /// Drawn up by the first one, minuted by the second one; the third one sat on the council.
    fn list(decided_by: Option<PersonId>) -> DisposalList {
        let (at, words) = (at("2032-07-01 09:00"), |words: &str| Reason::parse(words).unwrap());
        let member = CouncilMember { person: id(1, 3), name: "Nguyễn Thị Hoa".to_owned(), titles: String::new() };
        DisposalList {
            id: id(30, 1),
            number: 1,
            by: id(1, 1),
            at,
            explanation: words("Đã hết thời hạn lưu"),
            records: Vec::new(),
            minutes: Some(CouncilMinutes {
                number: "05/BB-HĐ".to_owned(),
                on: day("2032-07-01"),
                members: vec![member],
                kept: std::collections::BTreeMap::new(),
                by: id(1, 2),
                at,
            }),
            decision: decided_by.map(|by| DisposalDecision { number: "15/QĐ".to_owned(), refused: None, by, at }),
            ended: None,
            execution: None,
        }
    }

    #[test]
    fn one_draws_up_another_decides_and_a_third_executes_and_nobody_does_two_of_these() {
        let class = crate::ids::Id::new(uuid::Uuid::from_u128(9));
        let no = |refusal: DisposalRefusal| Err::<(), Refusal>(refusal.into());
        let (undecided, decided) = (list(None), list(Some(id(1, 7))));
        let prepares = |actor: &Actor| decide_prepare_disposal(actor).map(drop);
        let decides = |actor: &Actor| decide_decide_disposal(actor, &undecided).map(drop);
        let executes = |actor: &Actor| decide_execute_disposal(actor, &decided).map(drop);
        for position in [Position::VicePrincipal, Position::ManagementTeam] {
            let somebody = actor(5, position);
            assert_eq!(prepares(&somebody), Ok(()), "{position:?}");
            assert_eq!(decides(&somebody), no(DisposalRefusal::IsThePrincipals), "{position:?}");
            assert_eq!(executes(&somebody), Ok(()), "{position:?}");
            assert_eq!(executes(&actor(1, position)), no(DisposalRefusal::OtherExecutes), "whoever drew it up, {position:?}");
            assert_eq!(decide_take_back_disposal(&somebody, &undecided).map(drop), Ok(()), "{position:?}");
            let late = decide_take_back_disposal(&somebody, &decided).map(drop);
            assert_eq!(late, no(DisposalRefusal::NotYoursToTakeBack), "{position:?}");
        }
        let principal = actor(7, Position::Principal);
        assert_eq!(prepares(&principal), no(DisposalRefusal::PrincipalDecides));
        assert_eq!(decides(&principal), Ok(()));
        assert_eq!(executes(&principal), no(DisposalRefusal::OtherExecutes), "who decided");
        assert_eq!(decide_take_back_disposal(&principal, &decided).map(drop), Ok(()));
        // Whoever acts for the principal now and had a part in it before.
        for (number, refusal) in [(1, DisposalRefusal::OwnList), (2, DisposalRefusal::OwnList), (3, DisposalRefusal::OwnCouncil)] {
            let acting = Actor { lent: vec![Position::Principal], ..actor(number, Position::VicePrincipal) };
            assert_eq!(decides(&acting), no(refusal), "{number}");
            assert_eq!(prepares(&acting), no(DisposalRefusal::PrincipalDecides), "{number}");
        }
        let teacher = actor(8, Position::Teacher(class));
        for outcome in [prepares(&teacher), decides(&teacher), executes(&teacher)] {
            assert_eq!(outcome, Err(crate::refusal::ArchiveRefusal::NotYours.into()));
        }
        let reset = Actor { credential: Credential::ResetUnconfirmed, ..principal };
        assert!(decides(&reset).is_err(), "somebody else may know the password");
    }
}
