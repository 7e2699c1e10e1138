//! What can be tried in a round about one record: orders, and every way in which somebody writes about it.

use chrono::{NaiveDate, TimeDelta};
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
    pub class: ClassGroupId,
    /// Of the class; who hands in.
    pub teachers: Vec<PersonId>,
    pub sort: Sort,
}

/// What sort of record a round is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    pub due: Due,
    /// Approved by the department, and signed by the leadership.
    pub is_signed: bool,
    /// Of a class with one teacher.
    pub is_alone: bool,
}

/// When it is due, from where the race begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    Past,
    ToCome,
    Never,
}

impl Sort {
    pub fn thrown(dice: &mut Dice) -> Self {
        let due = dice.one_of(&[Due::Past, Due::Past, Due::ToCome, Due::ToCome, Due::ToCome, Due::Never]);
        Self { due, is_signed: due != Due::Never && dice.in_hundred(50), is_alone: dice.in_hundred(50) }
    }
}

impl Subject {
    /// A weekly record of a class; what is of `signed` goes to the leadership as well, and `today` the race begins.
    pub fn of(
        one: &Obligation,
        (year, today, signed): (YearId, NaiveDate, RecordTypeId),
        teachers: impl Fn(ClassGroupId) -> Vec<PersonId>,
    ) -> Option<Self> {
        let (Owner::Class(class), Period::Week(week)) = (one.terms.owner, one.terms.period) else { return None };
        let (record_type, teachers) = (one.terms.record_type, teachers(class));
        let due = match one.due_day() {
            Some(day) if day < today => Due::Past,
            Some(_) => Due::ToCome,
            None => Due::Never,
        };
        let sort = Sort { due, is_signed: record_type == signed, is_alone: teachers.len() == 1 };
        Some(Self { record: one.id, year, week, record_type, class, teachers, sort })
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    Record,
    Class,
    Teacher,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begins {
    WhenDecided,
    NextMinute,
    WhenExecuted,
}

/// An order over the record of the round, and over no other record of the race.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ordered {
    pub by: Who,
    kind: LockKind,
    reach: Reach,
    pub begins: Begins,
    /// A minute after it has begun.
    ends: bool,
    is_at_once: bool,
}

impl Ordered {
    pub fn thrown(dice: &mut Dice, locks: u64, begins: &[Begins]) -> Self {
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// As one of several that were ticked.
    ApprovesTicked,
    TakesBack,
    /// Approves by signing, alone or as one of several that were ticked.
    Signs {
        ticked: bool,
    },
    /// Signs that what the department approved was checked.
    SpotChecks {
        ticked: bool,
    },
    Comments {
        who: Who,
    },
    Settles,
    /// Lets others open a file that is held, or gives it back.
    JudgesFile {
        releases: bool,
    },
    Exempts,
    /// As one of many.
    ExemptsMany,
    EndsExemption,
    /// Says why the record is late.
    Explains,
    /// Finds that there was a reason.
    FindsReason,
    AsksForTime,
    /// Gives what was asked for before the round.
    GrantsTime,
    /// Gives more time without a request, as to one of many.
    GivesTime,
    /// Takes back what was given before the round.
    TakesTimeBack,
    /// The first teacher is away when it is due, and what they alone owe is freed.
    NotesAbsence,
    /// Says of the absence that was noted before the round that it is over.
    EndsAbsence,
    /// The class is shut on the day on which it is due.
    DeclaresClosure,
    /// Takes back the closure that was declared before the round.
    TakesClosureBack,
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
            Self::Revokes | Self::Signs { .. } | Self::SpotChecks { .. } | Self::JudgesFile { .. } => Who::Principal,
            Self::Exempts | Self::ExemptsMany | Self::EndsExemption | Self::FindsReason => Who::Principal,
            Self::GrantsTime | Self::GivesTime | Self::TakesTimeBack => Who::Principal,
            Self::NotesAbsence | Self::EndsAbsence | Self::DeclaresClosure | Self::TakesClosureBack => Who::Principal,
            Self::HandsIn { who, .. } | Self::Comments { who } => who,
            Self::GrantsUpdate { by } => by,
            Self::HandsInFiles | Self::Withdraws | Self::AsksForUpdate | Self::FinishesUpdate => Who::Teacher(0),
            Self::Explains | Self::AsksForTime => Who::Teacher(0),
            Self::Decides { .. } | Self::ApprovesTicked | Self::TakesBack | Self::Settles => Who::Head,
        }
    }

    /// As orders and updates tell the ways apart.
    pub const fn way(self) -> Way {
        match self {
            Self::HandsIn { .. } | Self::HandsInFiles => Way::HandsIn,
            Self::Decides { .. } | Self::ApprovesTicked | Self::Signs { .. } | Self::TakesBack => Way::Reviews,
            Self::Comments { .. } | Self::Settles | Self::JudgesFile { .. } => Way::Reviews,
            Self::Withdraws | Self::SpotChecks { .. } | Self::Exempts | Self::ExemptsMany | Self::EndsExemption => Way::Other,
            Self::Explains | Self::FindsReason => Way::Other,
            Self::AsksForTime | Self::GrantsTime | Self::GivesTime | Self::TakesTimeBack => Way::Other,
            Self::NotesAbsence | Self::EndsAbsence => Way::Other,
            Self::Orders(_) | Self::Executes | Self::Revokes | Self::DeclaresClosure | Self::TakesClosureBack => Way::Free,
            Self::AsksForUpdate | Self::GrantsUpdate { .. } | Self::FinishesUpdate => Way::Free,
        }
    }
}
