//! What the row and the page of a record say of swaps of its turn.

use super::{
    check::{check_answer, check_offered, mention},
    list::turn_week,
    offer::swap_behind,
};
use crate::{days::Timestamp, facts::Facts, obligations::Obligation, people::PersonId};

/// The turn of one record, as whoever reads of it sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SwapTold {
    /// "đổi lượt với cô Hoa, xác nhận lúc 20:14 ngày 26/11/2026".
    pub swapped: Option<String>,
    /// The reader has offered it to this colleague, who has not answered.
    pub offered_to: Option<String>,
    /// This colleague has offered it to the reader, who has not answered.
    pub offered_by: Option<String>,
    /// The reader may offer it now, and there is somebody to whom.
    pub may_offer: bool,
}

/// What `reader` is told, and may do, about the turn of `obligation`.
pub fn swap_told(facts: &Facts, reader: PersonId, obligation: &Obligation, now: Timestamp) -> SwapTold {
    let Some((class, week)) = turn_week(obligation) else { return SwapTold::default() };
    let organisation = facts.organisation();
    let behind = swap_behind(&facts.swaps, &obligation.terms, organisation);
    let swapped = behind.map(|(offer, handed)| offer.because(handed, organisation));
    let waiting = || {
        let of_week = facts.swaps.iter().filter(|one| one.plan.is_about(class, week) && one.answered.is_none());
        of_week.filter(|one| check_answer(facts, one, now).is_ok())
    };
    let of_reader = waiting().find(|one| one.plan.from == reader);
    let to_reader = waiting().find(|one| one.plan.to == reader);
    let is_theirs = organisation.turn_of(class, week) == Some(reader) && obligation.terms.turn == Some(reader);
    SwapTold {
        swapped,
        offered_to: of_reader.map(|one| mention(facts, one.plan.to)),
        offered_by: to_reader.map(|one| mention(facts, one.plan.from)),
        may_offer: is_theirs && obligation.handed_in.is_none() && check_offered(facts, reader, (class, week), now).is_ok(),
    }
}
