//! What somebody is shown before they change the rules, the types of records or the calendar, and what they send back of it:
//! another one is shown first.

use super::{MovedDay, MovedDays, MovedGroup, OtherHours, OtherWay};
use crate::{deadlines::Hours, seen::Digest};

/// What a change would do to the year after the one that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextYear {
    /// "2027-2028".
    pub name: String,
    pub moved: MovedDays,
}

/// A change as somebody looks at it, with the sign by which it is known again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeOutlook {
    /// What is changed, a sentence each.
    pub changes: Vec<String>,
    /// What follows in the year that is shown, or in the one whose calendar it is.
    pub moved: MovedDays,
    /// What follows in the year after it, where that has been entered and anything of it is touched.
    pub next: Option<NextYear>,
    seen: String,
}

impl ChangeOutlook {
    /// `what` holds what the change is, beyond the sentences of `changes`.
    pub fn new(what: Digest, changes: Vec<String>, moved: MovedDays, next: Option<NextYear>) -> Self {
        let next = next.filter(|next| !next.moved.is_empty());
        let seen = moved.shown(what.with_all(&changes));
        let seen = next.iter().fold(seen, |seen, next| next.moved.shown(seen.with(&next.name)));
        Self { seen: seen.to_string(), changes, moved, next }
    }

    /// What was looked at, to be sent back with the confirmation.
    pub fn seen(&self) -> &str {
        &self.seen
    }

    /// Whether this is what was on the screen, of which the form sent `seen` back.
    pub fn is_of(&self, seen: &str) -> bool {
        self.seen == seen
    }

    /// Something that is owed already is touched, in either year.
    pub fn asks_for_a_look(&self) -> bool {
        self.moved.asks_for_a_look() || self.next.as_ref().is_some_and(|next| next.moved.asks_for_a_look())
    }
}

impl MovedDays {
    /// All that is shown of it: two effects on as many records are not the same.
    pub(crate) fn shown(&self, seen: Digest) -> Digest {
        let Self { moved, people, kinder, timed, untimed, closed, added, hours, ways } = self;
        let days = |seen: Digest, one: &MovedDay| seen.with(one.obligation).with_all(&one.who);
        let group =
            |seen: Digest, one: &MovedGroup| one.moved.iter().fold(seen.with(one.from).with(one.to).with(one.moved.len()), days);
        let at = |seen: Digest, hours: Hours| seen.with(hours.shown).with(hours.counted_until);
        let other = |seen: Digest, one: &OtherHours| {
            at(at(seen, one.from), one.to).with(one.count).with(one.first).with(&one.first_period).with(&one.people)
        };
        let seen = moved.iter().fold(seen.with(moved.len()), group).with(people).with_all(kinder.keys()).with_all(kinder.values());
        let seen = seen.with_all(timed).with_all(untimed).with_all(closed).with(added);
        let seen = hours.iter().fold(seen.with(hours.len()), other);
        // The words of a way say all that is shown of it.
        seen.with_all(ways.iter().map(OtherWay::sentence))
    }
}

#[cfg(test)]
mod tests;
