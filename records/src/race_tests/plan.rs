//! What lies there before a round and what is tried in it, by which chances: an order or two about one record, and what is written
//! about it.

use super::{
    deeds::{Begins, Deed, Due, Ordered, Sort, Who},
    dice::Dice,
};

/// How far an update is before the round, where the order before it shuts the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Nothing,
    Requested,
    Granted(Who),
    /// And the first teacher has handed in by it.
    Used(Who),
}

/// What has become of the record before the round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    Nothing,
    Exempt,
    HandedIn,
    /// Handed in, and nobody who reviews it has opened it: it can be taken back.
    Unopened,
    /// Approved, and with a thread of comments.
    Decided,
    /// Handed in, and a file of it is held.
    FileHeld,
    TimeAsked,
    TimeGiven,
    /// The teacher is noted to be away when it is due, and it is freed.
    Absent,
    /// The class is shut on the day on which it is due.
    ClassShut,
}

impl Before {
    /// What can have become of a record of this sort.
    fn thrown(dice: &mut Dice, of: Sort) -> Self {
        let mut can =
            vec![Self::Nothing, Self::Nothing, Self::HandedIn, Self::Unopened, Self::Decided, Self::Decided, Self::FileHeld];
        match of.due {
            Due::Past => can.extend([Self::HandedIn, Self::TimeAsked]),
            Due::Never => can.push(Self::Exempt),
            Due::ToCome => {
                can.extend([Self::Exempt, Self::TimeAsked, Self::TimeGiven, Self::ClassShut]);
                can.extend(of.is_alone.then_some(Self::Absent));
            }
        }
        dice.one_of(&can)
    }
}

/// For how long somebody waits before they come, so that each interleaving happens some time.
#[derive(Clone, Copy, Debug)]
pub struct Pause {
    turns: u64,
    milliseconds: u64,
}

impl Pause {
    fn thrown(dice: &mut Dice) -> Self {
        Self { turns: dice.below(30), milliseconds: dice.one_of(&[0, 0, 0, 1, 2, 4]) }
    }

    pub async fn pass(self) {
        for _ in 0..self.turns {
            tokio::task::yield_now().await;
        }
        if self.milliseconds > 0 {
            tokio::time::sleep(std::time::Duration::from_millis(self.milliseconds)).await;
        }
    }
}

/// One round, before it is run.
#[derive(Clone, Debug)]
pub struct Plan {
    pub before: Before,
    /// What is ordered before the round.
    pub order: Option<Ordered>,
    pub asked: Asked,
    /// How many seconds before the order the file of `Deed::HandsInFiles` began to arrive.
    pub file_ago: i64,
    /// How many seconds lie between the order and the round.
    pub waited: i64,
    /// All of them at once.
    pub deeds: Vec<(Deed, Pause)>,
    /// By how many seconds the clock moves on meanwhile, one after the other; fewer than none where somebody sets it back.
    pub ticks: Vec<(i64, Pause)>,
}

impl Plan {
    /// Whether a file waits for the record, which somebody hands in.
    pub fn has_file(&self) -> bool {
        self.deeds.iter().any(|(deed, _)| matches!(deed, Deed::HandsInFiles))
    }

    /// For a record of this sort.
    pub fn thrown(dice: &mut Dice, of: Sort) -> Self {
        let before = Before::thrown(dice, of);
        let begins = [Begins::WhenDecided, Begins::WhenDecided, Begins::NextMinute, Begins::WhenExecuted];
        let order = dice.in_hundred(60).then(|| Ordered::thrown(dice, 80, &begins));
        let who = dice.one_of(&[Who::Principal, Who::Principal, Who::VicePrincipal]);
        let asked = dice.one_of(&[Asked::Nothing, Asked::Requested, Asked::Granted(who), Asked::Used(who), Asked::Used(who)]);
        let waited = dice.one_of(&[0, 0, 0, 1, 20, 90, 700, 3_590, 3_610]);
        let orders = 1 + dice.below(2);
        let written = 2 + dice.below(2);
        let mut deeds = Vec::new();
        for _ in 0..orders {
            deeds.push((of_orders(dice, order), Pause::thrown(dice)));
        }
        for _ in 0..written {
            let thrown = of_record(dice, of, before, waited);
            // There is one file, and whoever comes second finds it gone.
            let is_second =
                matches!(thrown, Deed::HandsInFiles) && deeds.iter().any(|(deed, _)| matches!(deed, Deed::HandsInFiles));
            let deed = if is_second { Deed::HandsIn { who: Who::Teacher(0), ago: 0 } } else { thrown };
            deeds.push((deed, Pause::thrown(dice)));
        }
        if order.is_some() && dice.in_hundred(50) {
            let by = dice.one_of(&[Who::Principal, Who::Principal, Who::VicePrincipal]);
            let deed = match asked {
                Asked::Nothing => Deed::AsksForUpdate,
                Asked::Requested => Deed::GrantsUpdate { by },
                Asked::Granted(_) | Asked::Used(_) => Deed::FinishesUpdate,
            };
            deeds.push((deed, Pause::thrown(dice)));
        }
        let ticks = (0..dice.below(4)).map(|_| {
            let seconds = if dice.in_hundred(3) { 3_600 } else { dice.one_of(&[1, 1, 2, 5, 15, 25, -4, -20]) };
            (seconds, Pause::thrown(dice))
        });
        Self { before, order, asked, waited, ticks: ticks.collect(), file_ago: dice.one_of(&[0, 1, 5]), deeds }
    }
}

/// An order that is given, carried out or taken back meanwhile; `known` is the one that was there before.
fn of_orders(dice: &mut Dice, known: Option<Ordered>) -> Deed {
    let waits = known.is_some_and(|one| one.begins == Begins::WhenExecuted);
    match known {
        Some(_) if waits && dice.in_hundred(60) => Deed::Executes,
        Some(_) if dice.in_hundred(35) => Deed::Revokes,
        _ => {
            let locks = if known.is_some() { 50 } else { 90 };
            Deed::Orders(Ordered::thrown(dice, locks, &[Begins::WhenDecided, Begins::WhenDecided, Begins::NextMinute]))
        }
    }
}

/// For so many seconds at most whoever decided can take it back, and nobody checks what may still be taken back.
const CAN_BE_UNDONE: i64 = 600;

/// What is written about the record.
fn of_record(dice: &mut Dice, of: Sort, before: Before, waited: i64) -> Deed {
    let who = Who::Teacher(usize::from(dice.in_hundred(50)));
    // Around the instant of the order, and around an hour.
    let ago = dice.one_of(&[0, 0, 1, waited, waited + 1, waited + 5, waited + 60]);
    let ticked = dice.in_hundred(50);
    let hands_in = [Deed::HandsIn { who, ago }, Deed::HandsIn { who, ago }, Deed::HandsInFiles];
    let comments = Deed::Comments { who: dice.one_of(&[Who::Head, who]) };
    let signs = if of.is_signed { Deed::Signs { ticked } } else { Deed::ApprovesTicked };
    let mut others = Vec::new();
    match before {
        Before::Nothing => {
            others.extend([Deed::Exempts, Deed::ExemptsMany]);
            match of.due {
                Due::Past => others.extend([Deed::Explains, Deed::Explains, Deed::GivesTime, Deed::AsksForTime]),
                Due::ToCome => others.extend([Deed::GivesTime, Deed::AsksForTime, Deed::DeclaresClosure]),
                Due::Never => {}
            }
            if of.is_alone && of.due != Due::Never {
                others.push(Deed::NotesAbsence);
            }
        }
        Before::Exempt => others.extend([Deed::EndsExemption, Deed::EndsExemption]),
        Before::Unopened => others.extend([Deed::Withdraws, Deed::Withdraws, comments]),
        Before::HandedIn => {
            others.extend([Deed::Withdraws, Deed::Decides { approves: ticked }, signs, signs, comments]);
            if of.due == Due::Past {
                others.extend([Deed::FindsReason, Deed::FindsReason, Deed::Explains]);
            }
        }
        Before::Decided => {
            others.extend([comments, Deed::Settles]);
            let late = if of.is_signed { Deed::Signs { ticked } } else { Deed::SpotChecks { ticked } };
            others.extend(if waited <= CAN_BE_UNDONE { [Deed::TakesBack, Deed::TakesBack] } else { [late, late] });
        }
        Before::FileHeld => others.extend([Deed::JudgesFile { releases: ticked }, Deed::JudgesFile { releases: ticked }, comments]),
        Before::TimeAsked => others.extend([Deed::GrantsTime, Deed::GrantsTime]),
        Before::TimeGiven => others.extend([Deed::TakesTimeBack, Deed::TakesTimeBack, Deed::GivesTime]),
        Before::Absent => others.extend([Deed::EndsAbsence, Deed::EndsAbsence, Deed::EndsExemption]),
        Before::ClassShut => others.extend([Deed::TakesClosureBack, Deed::TakesClosureBack]),
    }
    let all: Vec<Deed> = hands_in.into_iter().chain(others).collect();
    dice.one_of(&all)
}
