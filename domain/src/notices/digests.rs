//! What somebody was told in the mornings of the last working days, as it was counted then.

use super::{News, Notice, told_at_once};
use crate::{days::Timestamp, digests::Digest, facts::Facts, permissions::Actor};

/// One line for each morning on which the reader had something to do, and for the leadership one for each week.
pub(super) fn notices(facts: &Facts, actor: &Actor, now: Timestamp) -> Vec<Notice> {
    let own = |digest: &Digest| {
        let one = digest.people.iter().find(|one| one.person == actor.person)?;
        Some(News::Today { day: digest.day, numbers: one.numbers })
    };
    let week = |digest: &Digest| {
        let numbers = digest.week.filter(|_| actor.is_leadership())?;
        Some(News::ThisWeek { day: digest.day, numbers })
    };
    let of_digest = |digest: &Digest| {
        let news = own(digest).into_iter().chain(week(digest));
        told_at_once(facts, digest.at, now).map(|at| news.map(|news| Notice { at, news }).collect::<Vec<_>>()).unwrap_or_default()
    };
    facts.digests.iter().flat_map(of_digest).collect()
}
