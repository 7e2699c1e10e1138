//! One offer of a swap, and how it was answered. Each is kept once; nothing of it changes.

use crate::{
    days::Timestamp,
    ids::Id,
    obligations::{Owner, Reason, Terms},
    people::{ClassGroupId, Organisation, Person, PersonId},
    refusal::{Refusal, SwapRefusal},
    vietnamese,
};

pub type SwapId = Id<SwapOffer>;

/// Whose weeks of one class become whose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SwapPlan {
    pub class: ClassGroupId,
    /// The week of `from` that `to` takes.
    pub week: u8,
    pub from: PersonId,
    pub to: PersonId,
    /// The week of `to` that `from` takes for it; `None` where `to` gives none away.
    pub back: Option<u8>,
}

/// One week that goes from one to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandOver {
    pub week: u8,
    pub from: PersonId,
    pub to: PersonId,
}

impl SwapPlan {
    /// Each week that goes to another one, the offered one first.
    pub fn hands_over(&self) -> impl Iterator<Item = HandOver> + use<> {
        let (from, to) = (self.from, self.to);
        let back = self.back.map(|week| HandOver { week, from: to, to: from });
        std::iter::once(HandOver { week: self.week, from, to }).chain(back)
    }

    /// Whether it gives this week of the class away.
    pub fn is_for(&self, class: ClassGroupId, week: u8) -> bool {
        (self.class, self.week) == (class, week)
    }

    /// Whether it is about a week of this class.
    pub fn is_about(&self, class: ClassGroupId, week: u8) -> bool {
        self.class == class && self.hands_over().any(|one| one.week == week)
    }
}

/// What became of an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SwapAnswer {
    Accepted,
    Declined,
    /// Whoever offered needs it no longer.
    TakenBack,
}

impl SwapAnswer {
    pub const ALL: [Self; 3] = [Self::Accepted, Self::Declined, Self::TakenBack];

    /// The word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::TakenBack => "taken-back",
        }
    }

    /// Reads back what `code` wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// The one answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SwapAnswered {
    pub answer: SwapAnswer,
    pub by: PersonId,
    pub at: Timestamp,
}

/// A swap that one has offered and the other one confirms, or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SwapOffer {
    pub id: SwapId,
    pub plan: SwapPlan,
    /// What whoever is asked reads.
    pub reason: Reason,
    pub at: Timestamp,
    pub answered: Option<SwapAnswered>,
}

impl SwapOffer {
    /// May it still be answered?
    ///
    /// # Errors
    /// `SwapRefusal::Answered`: somebody was faster.
    pub fn check_waits(&self) -> Result<(), Refusal> {
        match &self.answered {
            Some(answered) => Err(SwapRefusal::Answered { at: answered.at }.into()),
            None => Ok(()),
        }
    }

    /// When the other one confirmed it.
    pub fn accepted_at(&self) -> Option<Timestamp> {
        self.answered.filter(|answered| answered.answer == SwapAnswer::Accepted).map(|answered| answered.at)
    }

    /// "đổi lượt với cô Hoa, xác nhận lúc 20:14 ngày 26/11/2026", of a week that came from her.
    pub fn because(&self, week: HandOver, organisation: &Organisation) -> String {
        let with = organisation.person(week.from).map_or_else(|| "người đã rời trường".to_owned(), Person::mention);
        let confirmed = self.accepted_at().map(|at| format!(", xác nhận lúc {}", vietnamese::moment(at)));
        format!("đổi lượt với {with}{}", confirmed.unwrap_or_default())
    }
}

/// The last swap of a week that was confirmed, and how the week went by it.
pub fn swap_of_week(swaps: &[SwapOffer], class: ClassGroupId, week: u8) -> Option<(&SwapOffer, HandOver)> {
    let of_week = swaps.iter().filter(|one| one.plan.is_about(class, week));
    let (last, _) = of_week.filter_map(|one| Some((one, one.accepted_at()?))).max_by_key(|(_, at)| *at)?;
    Some((last, last.plan.hands_over().find(|one| one.week == week)?))
}

/// The swap by which the turn of a record is whose it is: the last one that was confirmed, as long as nobody has given the week to
/// another one since.
pub fn swap_behind<'s>(swaps: &'s [SwapOffer], terms: &Terms, organisation: &Organisation) -> Option<(&'s SwapOffer, HandOver)> {
    let (Owner::Class(class), Some(week)) = (terms.owner, terms.period.week()) else { return None };
    let turn = terms.turn?;
    let (last, handed) = swap_of_week(swaps, class, week)?;
    // Who stands in for whoever took the week has it by the swap as well.
    let stands_in = || terms.due.as_ref().and_then(|due| organisation.cover_of(handed.to, due.comes_on())) == Some(turn);
    (handed.to == turn || stands_in()).then_some((last, handed))
}
