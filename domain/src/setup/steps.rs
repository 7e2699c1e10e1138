//! The six steps, and whether a school is still in them.

/// The steps of the first set-up, in order; four of them are settings afterwards (`Setting`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    School,
    Year,
    Units,
    Staff,
    Types,
    Practice,
}

impl Step {
    pub const ALL: [Self; 6] = [Self::School, Self::Year, Self::Units, Self::Staff, Self::Types, Self::Practice];

    /// From 1.
    pub const fn number(self) -> u8 {
        match self {
            Self::School => 1,
            Self::Year => 2,
            Self::Units => 3,
            Self::Staff => 4,
            Self::Types => 5,
            Self::Practice => 6,
        }
    }

    /// The step of a number; the last one for what lies beyond.
    pub fn of_number(number: u8) -> Self {
        Self::ALL.into_iter().find(|step| step.number() >= number).unwrap_or(Self::Practice)
    }

    pub const fn title(self) -> &'static str {
        match self {
            Self::School => "Trường",
            Self::Year => "Lịch năm học",
            Self::Units => "Tổ và lớp",
            Self::Staff => "Cán bộ",
            Self::Types => "Loại hồ sơ và hạn",
            Self::Practice => "Tuần tập dượt",
        }
    }
}

/// In which part of a school's life one of its forms was opened: most steps of the first set-up stay as settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The first set-up, behind the code of the console.
    SettingUp,
    /// The school is open, and its leadership changes it.
    Open,
}

impl Phase {
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open)
    }
}
