//! What is tried at once in a round, and by which chances: an order or two about one record, and what is written about it.

use chrono::TimeDelta;
use domain::{
    days::{Timestamp, local},
    locks::{LockForm, LockKind},
    obligations::{Obligation, ObligationId, Owner, Period},
    people::{ClassGroupId, PersonId},
    record_types::RecordTypeId,
    school_years::YearId,
    scope::{ScopeForm, Whose},
    vietnamese,
};

use super::{
    dice::Dice,
    oracle::{Marks, Way},
};

/// The record of one round: no other round is about it.
#[derive(Clone, Debug)]
pub struct Subject {
    pub record: ObligationId,
    year: YearId,
    week: u8,
    record_type: RecordTypeId,
    class: ClassGroupId,
    /// Of the class; who hands in.
    pub teachers: Vec<PersonId>,
}

impl Subject {
    /// A weekly record of a class.
    pub fn of(one: &Obligation, year: YearId, teachers: impl Fn(ClassGroupId) -> Vec<PersonId>) -> Option<Self> {
        let (Owner::Class(class), Period::Week(week)) = (one.terms.owner, one.terms.period) else { return None };
        Some(Self { record: one.id, year, week, record_type: one.terms.record_type, class, teachers: teachers(class) })
    }

    /// What a scope may ask of it.
    pub fn marks(&self) -> Marks {
        let people = self.teachers.iter().map(|id| format!("person.{id}"));
        let of = |name: &str, values: Vec<String>| (name.to_owned(), values.into_iter().collect());
        [
            of("year", vec![self.year.to_string()]),
            of("weeks", vec![self.week.to_string()]),
            of("types", vec![self.record_type.to_string()]),
            of("whose", people.chain([format!("class.{}", self.class)]).collect()),
            of("records", vec![self.record.to_string()]),
        ]
        .into()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Principal,
    VicePrincipal,
    /// Of the management team.
    Team,
    Head,
    /// One of the teachers of the class.
    Teacher(usize),
}

/// In which words an order means the record.
#[derive(Clone, Copy, Debug)]
enum Reach {
    Record,
    Class,
    Teacher,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Begins {
    WhenDecided,
    NextMinute,
    WhenExecuted,
}

/// An order over the record of the round, and over no other record of the race.
#[derive(Clone, Copy, Debug)]
pub struct Ordered {
    pub by: Who,
    kind: LockKind,
    reach: Reach,
    begins: Begins,
    /// A minute after it has begun.
    ends: bool,
    is_at_once: bool,
}

impl Ordered {
    fn thrown(dice: &mut Dice, locks: u64, begins: &[Begins]) -> Self {
        Self {
            by: dice.one_of(&[Who::Principal, Who::Principal, Who::VicePrincipal]),
            kind: if dice.in_hundred(locks) { LockKind::Lock } else { LockKind::Unlock },
            reach: dice.one_of(&[Reach::Record, Reach::Class, Reach::Teacher]),
            begins: dice.one_of(begins),
            ends: dice.in_hundred(20),
            is_at_once: dice.in_hundred(25),
        }
    }

    /// As it is typed at `now`.
    pub fn form(self, of: &Subject, now: Timestamp) -> LockForm {
        let weekly = |whose: Whose| ScopeForm {
            weeks: of.week.to_string(),
            record_types: vec![of.record_type.to_string()],
            whose: vec![whose.key()],
            ..ScopeForm::default()
        };
        // A form knows minutes.
        let minute = |minutes: i64| local(now + TimeDelta::minutes(minutes));
        let (day, hour) = (|minutes| vietnamese::date(minute(minutes).date()), |minutes| vietnamese::hour(minute(minutes).time()));
        let (start, from) = match self.begins {
            Begins::WhenDecided => ("decided", None),
            Begins::NextMinute => ("at", Some(1)),
            Begins::WhenExecuted => ("executed", None),
        };
        let until = self.ends.then_some(from.unwrap_or(0) + 1);
        LockForm {
            key: String::new(),
            kind: self.kind.code().to_owned(),
            scope: match self.reach {
                Reach::Record => ScopeForm { records: vec![of.record.to_string()], ..ScopeForm::default() },
                Reach::Class => weekly(Whose::Class(of.class)),
                Reach::Teacher => weekly(Whose::Person(of.teachers[0])),
            },
            start: start.to_owned(),
            from_day: from.map(day).unwrap_or_default(),
            from_hour: from.map(hour).unwrap_or_default(),
            until_day: until.map(day).unwrap_or_default(),
            until_hour: until.map(hour).unwrap_or_default(),
            is_at_once: self.is_at_once,
            reason: "Chốt hồ sơ".to_owned(),
            decision: String::new(),
            executor: String::new(),
        }
    }
}

/// What somebody tries.
#[derive(Clone, Copy, Debug)]
pub enum Deed {
    Orders(Ordered),
    /// Carries out the order that was there before the round.
    Executes,
    /// Takes that order back.
    Revokes,
    /// By a form without scripts that began to arrive so many seconds before.
    HandsIn {
        who: Who,
        ago: i64,
    },
    /// The file came before the round, and this is the small request behind it.
    HandsInFiles,
    Withdraws,
    Decides {
        approves: bool,
    },
    TakesBack,
    Comments {
        who: Who,
    },
    Settles,
    Exempts,
    EndsExemption,
    /// Asks for the record, which may be shut.
    AsksForUpdate,
    /// Grants, for an hour, what was asked for before the round.
    GrantsUpdate {
        by: Who,
    },
    /// Says that what was granted before the round is done.
    FinishesUpdate,
}

impl Deed {
    /// Who tries it: somebody who may, as far as no order says otherwise.
    pub const fn by(self) -> Who {
        match self {
            Self::Orders(ordered) => ordered.by,
            Self::Executes => Who::Team,
            Self::Revokes | Self::Exempts | Self::EndsExemption => Who::Principal,
            Self::HandsIn { who, .. } | Self::Comments { who } => who,
            Self::GrantsUpdate { by } => by,
            Self::HandsInFiles | Self::Withdraws | Self::AsksForUpdate | Self::FinishesUpdate => Who::Teacher(0),
            Self::Decides { .. } | Self::TakesBack | Self::Settles => Who::Head,
        }
    }

    /// As an update tells the ways apart.
    pub const fn way(self) -> Way {
        match self {
            Self::HandsIn { .. } | Self::HandsInFiles => Way::HandsIn,
            Self::Decides { .. } | Self::TakesBack | Self::Comments { .. } | Self::Settles => Way::Reviews,
            Self::Orders(_) | Self::Executes | Self::Revokes | Self::Withdraws | Self::Exempts | Self::EndsExemption => Way::Other,
            Self::AsksForUpdate | Self::GrantsUpdate { .. } | Self::FinishesUpdate => Way::Other,
        }
    }
}

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
    /// Approved, and with a thread of comments.
    Decided,
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
    pub fn thrown(dice: &mut Dice) -> Self {
        let before = dice.one_of(&[Before::Nothing, Before::Exempt, Before::HandedIn, Before::HandedIn, Before::Decided]);
        let begins = [Begins::WhenDecided, Begins::WhenDecided, Begins::NextMinute, Begins::WhenExecuted];
        let order = dice.in_hundred(60).then(|| Ordered::thrown(dice, 80, &begins));
        let who = dice.one_of(&[Who::Principal, Who::Principal, Who::VicePrincipal]);
        let asked = dice.one_of(&[Asked::Nothing, Asked::Requested, Asked::Granted(who), Asked::Used(who), Asked::Used(who)]);
        let waited = dice.one_of(&[0, 0, 0, 1, 20, 90, 3_590, 3_610]);
        let orders = 1 + dice.below(2);
        let written = 2 + dice.below(2);
        let mut deeds = Vec::new();
        for _ in 0..orders {
            deeds.push((of_orders(dice, order), Pause::thrown(dice)));
        }
        for _ in 0..written {
            let thrown = of_record(dice, before, waited);
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

/// What is written about the record.
fn of_record(dice: &mut Dice, before: Before, waited: i64) -> Deed {
    let who = Who::Teacher(usize::from(dice.in_hundred(50)));
    // Around the instant of the order, and around an hour.
    let ago = dice.one_of(&[0, 0, 1, waited, waited + 1, waited + 5, waited + 60]);
    let hands_in = [Deed::HandsIn { who, ago }, Deed::HandsIn { who, ago }, Deed::HandsInFiles];
    let comments = Deed::Comments { who: dice.one_of(&[Who::Head, who]) };
    let others: &[Deed] = match before {
        Before::Nothing => &[Deed::Exempts],
        Before::Exempt => &[Deed::EndsExemption, Deed::EndsExemption],
        Before::HandedIn => &[Deed::Withdraws, Deed::Decides { approves: true }, Deed::Decides { approves: false }, comments],
        Before::Decided => &[Deed::TakesBack, Deed::TakesBack, comments, Deed::Settles],
    };
    let all: Vec<Deed> = hands_in.iter().chain(others).copied().collect();
    dice.one_of(&all)
}
