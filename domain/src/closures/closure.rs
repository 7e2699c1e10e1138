//! One closure: what was declared, by whom, and how it was taken back.

use chrono::NaiveDate;

use crate::{
    calendar::SchoolCalendar,
    days::{Span, day_of},
    ids::Id,
    lines,
    locks::Signature,
    obligations::Reason,
    refusal::{ClosureRefusal, Refusal},
    regime::Regime,
    scope::Scope,
    vietnamese,
};

pub type ClosureId = Id<Closure>;

/// Why the school is shut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClosureKind {
    Storm,
    PowerCut,
    Epidemic,
    Other,
}

impl ClosureKind {
    pub const ALL: [Self; 4] = [Self::Storm, Self::PowerCut, Self::Epidemic, Self::Other];

    /// The word in the database and in the form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Storm => "storm",
            Self::PowerCut => "power-cut",
            Self::Epidemic => "epidemic",
            Self::Other => "other",
        }
    }

    /// Reads back what `code` wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// On the button.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Storm => "Nghỉ bão",
            Self::PowerCut => "Mất điện",
            Self::Epidemic => "Dịch bệnh",
            Self::Other => "Lý do khác",
        }
    }

    /// What a closure is called of which no more is said.
    const fn title(self) -> &'static str {
        match self {
            Self::Storm => "Nghỉ bão",
            Self::PowerCut => "Nghỉ do mất điện",
            Self::Epidemic => "Nghỉ phòng dịch",
            Self::Other => "Nghỉ đột xuất",
        }
    }

    /// How words begin that say the kind themselves.
    const fn beginnings(self) -> &'static [&'static str] {
        match self {
            Self::Storm => &["bão", "mưa bão"],
            Self::PowerCut => &["mất điện"],
            Self::Epidemic => &["dịch", "phòng dịch"],
            Self::Other => &[],
        }
    }

    /// What stands between "Nghỉ" and words that say why.
    const fn joined_by(self) -> &'static str {
        match self {
            Self::Storm | Self::Epidemic => "",
            Self::PowerCut => "do ",
            Self::Other => "vì ",
        }
    }

    /// The reason that is printed: what was typed stands in the name.
    const fn reason(self) -> &'static str {
        match self {
            Self::Storm => "Mưa bão, đi lại không an toàn cho trẻ và cô",
            Self::PowerCut => "Mất điện, không bảo đảm việc nuôi dạy trẻ",
            Self::Epidemic => "Phòng, chống dịch bệnh",
            Self::Other => "Việc đột xuất",
        }
    }
}

/// More days of teaching than this are shut only where somebody says how many they are: the end of a closure is typed by hand, and
/// another month is one key away.
const MAX_DAYS_UNASKED: usize = 10;

/// What is declared; it never changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosurePlan {
    pub kind: ClosureKind,
    /// Days of the school year.
    pub days: Span,
    /// Departments and classes; the whole school where none is named.
    pub scope: Scope,
    /// "bão số 13"; may be empty but where the kind says nothing.
    pub words: String,
}

/// The same care as when it was declared: who, as what, when and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenBack {
    pub signed: Signature,
    pub reason: Reason,
}

/// Days on which the school, or a part of it, is shut at short notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    pub id: ClosureId,
    /// Counted from 1 in each school.
    pub number: u32,
    pub plan: ClosurePlan,
    pub declared: Signature,
    pub taken_back: Option<TakenBack>,
}

impl ClosurePlan {
    pub fn is_whole(&self) -> bool {
        self.scope.whose.is_empty()
    }

    /// "Nghỉ bão số 13", "Nghỉ bão", "Nghỉ bão: xã cho nghỉ", "Nghỉ vì vỡ đường ống nước".
    pub fn name(&self) -> String {
        let title = self.kind.title();
        // A name in capitals keeps them: "UBND xã cho nghỉ".
        let is_word = self.words.chars().nth(1).is_none_or(|letter| !letter.is_uppercase());
        let words = if is_word { vietnamese::with_small_beginning(&self.words) } else { self.words.clone() };
        let after = words.strip_prefix("nghỉ ");
        let (says_nghi, words) = (after.is_some(), after.unwrap_or(&words).trim());
        let says_it = |beginning: &&str| lines::look(words).starts_with(&lines::look(beginning));
        let is_joined = says_nghi || ["vì ", "do ", "để "].iter().any(|word| words.starts_with(word));
        if words.is_empty() {
            title.to_owned()
        } else if self.kind == ClosureKind::Other && is_joined {
            format!("Nghỉ {words}")
        } else if self.kind == ClosureKind::Other || self.kind.beginnings().iter().any(says_it) {
            format!("Nghỉ {}{words}", self.kind.joined_by())
        } else {
            format!("{title}: {words}")
        }
    }

    /// How many days of teaching it shuts, where those are so many that a slip of the pen may have made them.
    pub fn long(&self, calendar: &SchoolCalendar) -> Option<usize> {
        let days = self.days.days().filter(|day| calendar.is_working_day(*day)).count();
        (days > MAX_DAYS_UNASKED).then_some(days)
    }

    /// "toàn trường", "tổ Nhà trẻ và lớp 4A".
    pub fn place(&self, regime: &Regime) -> String {
        if self.is_whole() { "toàn trường".to_owned() } else { vietnamese::with_small_beginning(&self.scope.words(regime)) }
    }

    /// "Nghỉ bão số 13 (toàn trường)".
    pub fn full_name(&self, regime: &Regime) -> String {
        format!("{} ({})", self.name(), self.place(regime))
    }

    /// As printed, without a stop. The name says what was typed, and nobody reads it twice.
    pub fn reason(&self) -> String {
        self.kind.reason().to_owned()
    }
}

impl Closure {
    /// The days that count as shut. To take a closure back opens the days to come: those up to the day on which that is done stay
    /// shut, for people have gone by them.
    pub fn days_in_force(&self) -> Option<Span> {
        match &self.taken_back {
            None => Some(self.plan.days),
            Some(taken_back) => self.days_until(day_of(taken_back.signed.at)),
        }
    }

    /// The days up to and including `day`.
    pub fn days_until(&self, day: NaiveDate) -> Option<Span> {
        let Span { from, to } = self.plan.days;
        (from <= day).then(|| Span::new(from, to.min(day)))
    }

    /// The days that are open again since it was taken back.
    pub fn days_given_back(&self) -> Option<Span> {
        self.days_after(day_of(self.taken_back.as_ref()?.signed.at))
    }

    /// The days that taking it back on `day` opens: those that come after it.
    pub fn days_after(&self, day: NaiveDate) -> Option<Span> {
        let Span { from, to } = self.plan.days;
        (day < to).then(|| Span::new(from.max(day.succ_opt().unwrap_or(day)), to))
    }

    /// The closure, taken back.
    ///
    /// # Errors
    /// `ClosureRefusal::TakenBack`.
    pub fn take_back(self, signed: Signature, reason: Reason) -> Result<Self, Refusal> {
        match self.taken_back {
            Some(before) => Err(ClosureRefusal::TakenBack { at: before.signed.at }.into()),
            None => Ok(Self { taken_back: Some(TakenBack { signed, reason }), ..self }),
        }
    }
}
