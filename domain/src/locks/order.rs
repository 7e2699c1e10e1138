//! One order, from the draft to its end: each transition takes the order as it was and gives it as it is, or says why not.

use chrono::NaiveDate;

use super::{
    authority::{LockReading, Post, Signature},
    kind::LockKind,
};
use crate::{
    days::Timestamp,
    ids::LockOrderId,
    obligations::Reason,
    people::{Organisation, PersonId},
    refusal::{LockRefusal, Refusal},
    scope::Scope,
    vietnamese,
};

/// When an order takes effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// As soon as it is decided.
    WhenDecided,
    /// By itself, at the beginning of this second.
    At(Timestamp),
    /// When a member of the management team carries it out (Điều 5b).
    WhenExecuted,
}

/// What becomes of a hand-in that has begun to arrive before the records are shut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnderWay {
    /// It is taken (`FINISH_WITHIN`).
    Finishes,
    /// "Khóa ngay": it is refused as well.
    Stops,
}

impl UnderWay {
    /// The word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Finishes => "finishes",
            Self::Stops => "stops",
        }
    }

    /// Reads back what `code` wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Finishes, Self::Stops].into_iter().find(|one| one.code() == code)
    }
}

/// What is ordered; it never changes, only what becomes of it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockPlan {
    pub kind: LockKind,
    pub scope: Scope,
    pub start: Start,
    /// Until the end of the second before; `None`: until another order says otherwise.
    pub until: Option<Timestamp>,
    pub under_way: UnderWay,
    /// Printed on the order.
    pub reason: Reason,
    /// "42/QĐ-TrMNNT"; empty where there is none yet.
    pub decision: String,
    /// Who of the management team carries it out; `None`: whoever of them comes first.
    pub executor: Option<PersonId>,
}

/// What somebody did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Act {
    pub by: PersonId,
    pub at: Timestamp,
}

/// Whose names stand under an order that is decided, in the order in which they were put there, and by which reading they were
/// enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    pub signatures: Vec<Signature>,
    pub reading: LockReading,
    /// Where the log has it: of two decisions the later one is behind the other, whatever the clock showed. 0 before the log has it.
    pub place: i64,
}

impl Decided {
    /// When the last name came under it.
    pub fn at(&self) -> Option<Timestamp> {
        self.signatures.iter().map(|one| one.at).max()
    }

    /// By this the later of two decisions is known: the greater. A clock that stands still gives many the same instant.
    pub fn when(&self) -> (i64, Option<Timestamp>) {
        (self.place, self.at())
    }

    /// As what it counts beside others: as the principal's where the principal's name is under it.
    pub fn post(&self) -> Option<Post> {
        self.signatures.iter().map(|one| one.post).max()
    }
}

/// How far an order has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nobody has put their name under it.
    Draft,
    /// A vice principal's name is under it, and the principal's is awaited (Điều 4b).
    Proposed(Signature),
    Decided(Decided),
    /// Carried out by somebody of the management team.
    Executed {
        decided: Decided,
        executed: Act,
    },
    /// Taken back; a draft that was thrown away as well.
    Revoked {
        /// As it stood before.
        before: Box<Stage>,
        revoked: Act,
        reason: Reason,
    },
}

/// How an order stands at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OrderState {
    /// "Dự thảo".
    Draft,
    /// "Chờ hiệu trưởng cùng quyết định".
    Proposed,
    /// "Đã ra lệnh": decided, and not in force yet.
    Ordered,
    /// "Đang thi hành".
    InForce,
    /// "Hết hiệu lực".
    Over,
    /// "Hết hạn, chưa ai thi hành": its end came before anybody carried it out, so that it never was in force.
    NotExecuted,
    /// "Đã thu hồi".
    Revoked,
}

impl OrderState {
    /// On screen and on paper.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Draft => "Dự thảo",
            Self::Proposed => "Chờ hiệu trưởng cùng quyết định",
            Self::Ordered => "Đã ra lệnh",
            Self::InForce => "Đang thi hành",
            Self::Over => "Hết hiệu lực",
            Self::NotExecuted => "Hết hạn, chưa ai thi hành",
            Self::Revoked => "Đã thu hồi",
        }
    }
}

/// "Lệnh khóa" or "lệnh mở".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockOrder {
    pub id: LockOrderId,
    /// Counted from 1 in each school.
    pub number: u32,
    pub plan: LockPlan,
    pub drafted: Act,
    pub stage: Stage,
}

impl LockOrder {
    /// The order with one more name under it, by this `reading`: proposed, or decided where that is enough. Nothing that was
    /// written before is shut or opened by it.
    ///
    /// # Errors
    /// `LockRefusal::IsThePrincipals` where another name of the same worth is under it; `InThePast` for an order whose beginning or end is over; or what has become of it since.
    pub fn sign(self, signature: Signature, reading: LockReading) -> Result<Self, Refusal> {
        let signatures = match &self.stage {
            Stage::Draft => vec![signature],
            Stage::Proposed(first) if first.by == signature.by => return Err(LockRefusal::SignedAlready { at: first.at }.into()),
            Stage::Proposed(first) => vec![*first, signature],
            Stage::Decided(decided) | Stage::Executed { decided, .. } => return Err(decided_already(decided, signature.at)),
            Stage::Revoked { revoked, .. } => return Err(LockRefusal::Revoked { at: revoked.at }.into()),
        };
        self.check_minutes(signature.at)?;
        let stage = match &signatures[..] {
            names if reading.is_decided_by(names) => Stage::Decided(Decided { signatures, reading, place: 0 }),
            [only] => Stage::Proposed(*only),
            // Two vice principals are no principal.
            _ => return Err(LockRefusal::IsThePrincipals.into()),
        };
        Ok(Self { stage, ..self })
    }

    /// Whether a name that comes under it at `at` comes before the minutes that it names.
    ///
    /// # Errors
    /// `LockRefusal::InThePast` and `Over`.
    pub fn check_minutes(&self, at: Timestamp) -> Result<(), Refusal> {
        if let Start::At(from) = self.plan.start
            && from < at
        {
            return Err(LockRefusal::InThePast { from }.into());
        }
        match self.plan.until.filter(|until| *until <= at) {
            Some(until) => Err(LockRefusal::Over { until }.into()),
            None => Ok(()),
        }
    }

    /// The order, carried out.
    ///
    /// # Errors
    /// `LockRefusal::NotDecided`, `LockRefusal::ByItself` for one that waits for nobody; or what has become of it since.
    pub fn execute(self, executed: Act) -> Result<Self, Refusal> {
        let refusal = match (&self.stage, self.plan.start, self.plan.until) {
            (Stage::Decided(_), Start::WhenExecuted, Some(until)) if until <= executed.at => LockRefusal::Over { until },
            (Stage::Decided(decided), Start::WhenExecuted, _) => {
                let stage = Stage::Executed { decided: decided.clone(), executed };
                return Ok(Self { stage, ..self });
            }
            (Stage::Decided(_), Start::At(_) | Start::WhenDecided, _) => LockRefusal::ByItself,
            (Stage::Executed { executed, .. }, ..) => LockRefusal::Executed { at: executed.at },
            (Stage::Draft | Stage::Proposed(_), ..) => LockRefusal::NotDecided,
            (Stage::Revoked { revoked, .. }, ..) => LockRefusal::Revoked { at: revoked.at },
        };
        Err(refusal.into())
    }

    /// The order, taken back from now on; what it shut meanwhile was shut.
    ///
    /// # Errors
    /// `LockRefusal::Revoked` or `LockRefusal::Over` where nothing of it is left.
    pub fn revoke(self, revoked: Act, reason: Reason) -> Result<Self, Refusal> {
        if let Stage::Revoked { revoked, .. } = &self.stage {
            return Err(LockRefusal::Revoked { at: revoked.at }.into());
        }
        if let (OrderState::Over | OrderState::NotExecuted, Some(until)) = (self.state(revoked.at), self.plan.until) {
            return Err(LockRefusal::Over { until }.into());
        }
        Ok(Self { stage: Stage::Revoked { before: Box::new(self.stage), revoked, reason }, ..self })
    }

    /// Whose names are under it, where it is decided; also where it was taken back since.
    pub fn decided(&self) -> Option<&Decided> {
        self.stage.decided()
    }

    /// Who carried it out, where somebody had to.
    pub fn executed(&self) -> Option<Act> {
        self.stage.executed()
    }

    /// Every name under it, the first one first.
    pub fn signatures(&self) -> &[Signature] {
        self.stage.signatures()
    }

    /// "Lệnh khóa số 07".
    pub fn name(&self) -> String {
        format!("Lệnh {} số {:02}", self.plan.kind.words(), self.number)
    }

    /// "Lệnh khóa số 07 (42/QĐ-TrMNNT)", where the decision has a number.
    pub fn full_name(&self) -> String {
        let decision = self.plan.decision.as_str();
        if decision.is_empty() { self.name() } else { format!("{} ({decision})", self.name()) }
    }

    /// Who decided it, by name: "Hiệu trưởng Nguyễn Thị Minh Nguyệt", of two both.
    pub fn decided_by(&self, organisation: &Organisation, day: NaiveDate) -> String {
        let name = |one: &Signature| {
            let known = organisation.person(one.by).map(|person| organisation.distinct_name(person, Some(day)));
            format!("{} {}", one.post.words(), known.as_deref().unwrap_or("đã rời trường"))
        };
        let mut signatures: Vec<&Signature> = self.signatures().iter().collect();
        signatures.sort_by_key(|one| std::cmp::Reverse(one.post));
        let names: Vec<String> = signatures.into_iter().map(|one| vietnamese::with_small_beginning(&name(one))).collect();
        vietnamese::capitalised(&names.join(" và "))
    }

    /// From when on it says what becomes of its records, as it was noted; `None` while it waits for a name or for whoever carries it
    /// out.
    pub fn in_force_from(&self) -> Option<Timestamp> {
        let decided = self.decided()?;
        match self.plan.start {
            Start::WhenDecided => decided.at(),
            Start::At(from) => Some(from),
            Start::WhenExecuted => self.executed().map(|act| act.at),
        }
    }

    /// When it ended or will end, by its own words or because it was taken back.
    pub fn ends_at(&self) -> Option<Timestamp> {
        self.plan.until.into_iter().chain(self.revoked().map(|act| act.at)).min()
    }

    /// Whether it says at `at` what becomes of its records, for whoever asks at `now`, which is `at` or later.
    ///
    /// A step that is kept has happened, whatever the clock says since: where it was noted later than `now`, because a clock that was
    /// ahead has been set right, it has happened by now. Minutes that the order itself names come when they come.
    pub fn is_in_force(&self, at: Timestamp, now: Timestamp) -> bool {
        let from = match self.plan.start {
            Start::At(from) => self.decided().map(|_| from),
            Start::WhenDecided | Start::WhenExecuted => self.in_force_from().map(|from| from.min(now)),
        };
        let revoked = self.revoked().map(|act| act.at.min(now));
        let end = self.plan.until.into_iter().chain(revoked).min();
        from.is_some_and(|from| from <= at) && end.is_none_or(|end| at < end)
    }

    /// Who took it back, where somebody has.
    pub const fn revoked(&self) -> Option<Act> {
        match &self.stage {
            Stage::Revoked { revoked, .. } => Some(*revoked),
            Stage::Draft | Stage::Proposed(_) | Stage::Decided(_) | Stage::Executed { .. } => None,
        }
    }

    /// How it stands at `now`.
    pub fn state(&self, now: Timestamp) -> OrderState {
        match &self.stage {
            Stage::Draft => OrderState::Draft,
            Stage::Proposed(_) => OrderState::Proposed,
            Stage::Revoked { .. } => OrderState::Revoked,
            Stage::Decided(_) | Stage::Executed { .. } if self.is_in_force(now, now) => OrderState::InForce,
            Stage::Decided(_) | Stage::Executed { .. } if self.ends_at().is_none_or(|end| now < end) => OrderState::Ordered,
            Stage::Decided(_) | Stage::Executed { .. } if self.in_force_from().is_none() => OrderState::NotExecuted,
            Stage::Decided(_) | Stage::Executed { .. } => OrderState::Over,
        }
    }
}

impl Stage {
    fn decided(&self) -> Option<&Decided> {
        match self {
            Self::Decided(decided) | Self::Executed { decided, .. } => Some(decided),
            Self::Revoked { before, .. } => before.decided(),
            Self::Draft | Self::Proposed(_) => None,
        }
    }

    fn executed(&self) -> Option<Act> {
        match self {
            Self::Executed { executed, .. } => Some(*executed),
            Self::Revoked { before, .. } => before.executed(),
            Self::Draft | Self::Proposed(_) | Self::Decided(_) => None,
        }
    }

    fn signatures(&self) -> &[Signature] {
        match self {
            Self::Draft => &[],
            Self::Proposed(first) => std::slice::from_ref(first),
            Self::Decided(decided) | Self::Executed { decided, .. } => &decided.signatures,
            Self::Revoked { before, .. } => before.signatures(),
        }
    }
}

fn decided_already(decided: &Decided, at: Timestamp) -> Refusal {
    LockRefusal::DecidedAlready { at: decided.at().unwrap_or(at) }.into()
}
