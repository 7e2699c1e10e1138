//! What a register is: declared once, and read by the form, the list, the paper, the rules and the store.

/// Of a line, in letters.
pub(super) const MAX_LINE: usize = 200;
/// Of several lines, in letters.
pub const MAX_WORDS: usize = 1_000;

/// Which register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RegisterKind {
    /// "Sự cố" (Điều 6b, 7c).
    Incidents,
    /// "Đề xuất" (Điều 5a, 5c, 8).
    Proposals,
    /// "Công văn đến".
    Incoming,
    /// "Công văn đi".
    Outgoing,
    /// "Tập huấn" (Điều 5d).
    Trainings,
    /// "Khen thưởng" (Điều 3g, 10a).
    Commendations,
    /// "Vi phạm" (Điều 3g, 4g, 10b).
    Violations,
}

/// Who does something with a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Everybody,
    /// Hiệu trưởng or phó hiệu trưởng.
    Leadership,
    /// Hiệu trưởng, phó hiệu trưởng or tổ quản lý phần mềm.
    Managers,
    /// Văn thư, hiệu trưởng or phó hiệu trưởng.
    Clerks,
    /// Whoever made the entry, while they may make one.
    Enterer,
    /// Hiệu trưởng, and nobody in her place.
    Principal,
    /// The vice principal whom the entry names to advise the principal.
    Adviser,
    /// Whoever the entry is about.
    Concerned,
    Nobody,
}

/// Whether a column, or the words of a move, may be left empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    Must,
    May,
    /// It must not be empty where another column, by its code, says this; else it may.
    With(&'static str, &'static str),
}

/// Whether somebody may move an entry that they made themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own {
    May,
    /// Nobody decides about what is their own.
    MayNot,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// A line of at most so many letters.
    Line { max: usize },
    /// Several lines of at most so many letters.
    Text { max: usize },
    /// "25/11/2026".
    Day,
    /// One of these codes, with their words.
    Choice(&'static [(&'static str, &'static str)]),
    /// Any number of people of the school.
    People,
    /// One person of the school, chosen before the rest of the form is shown.
    Person,
    /// One vice principal.
    Adviser,
    /// Any number of departments and sections.
    Units,
    /// Any number of records, of those that may speak about the person of the entry.
    Records,
    /// What the program knows and nobody types.
    Known,
}

/// A column of a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// In the store and in the form.
    pub code: &'static str,
    pub label: &'static str,
    /// Empty for none.
    pub hint: &'static str,
    pub kind: ColumnKind,
    pub need: Need,
}

/// How an entry can stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    pub code: &'static str,
    pub words: &'static str,
    /// Nothing more is awaited.
    pub is_over: bool,
}

/// A way from one state to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    pub from: &'static str,
    pub to: &'static str,
    /// On the button: "Nhận xử lý".
    pub verb: &'static str,
    pub who: Who,
    pub own: Own,
    pub words: Need,
    /// Above the field of the words.
    pub asks: &'static str,
    /// A column with a day: the way is open once that day is over.
    pub after: Option<&'static str>,
}

/// Whom an entry is about, and since when they read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concerned {
    /// Entries are about things.
    Nobody,
    /// The person of this column, from the beginning; nobody but those of the entry knows that there is one.
    Secret(&'static str),
    /// The people of this column, once it stands so.
    Once { column: &'static str, state: &'static str },
}

/// A register as it is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Register {
    pub kind: RegisterKind,
    /// "Sự cố".
    pub name: &'static str,
    /// "sự cố", inside a sentence.
    pub one: &'static str,
    /// On the button that makes an entry: "Báo sự cố".
    pub new: &'static str,
    /// What it is for, and by which clause.
    pub about: &'static str,
    /// The first one is the title of an entry.
    pub columns: &'static [Column],
    /// The first one is that of a new entry.
    pub states: &'static [State],
    pub moves: &'static [Move],
    pub enters: Who,
    /// Whoever keeps it and corrects any entry; those who made one correct it while it is as it began. What was decided about is
    /// corrected by nobody.
    pub keeps: Who,
    /// Whoever reads all of it; the others read what they entered, and what is about them.
    pub reads: Who,
    pub concerned: Concerned,
}

impl Move {
    /// It decides about people: whoever takes it types their own password again, so that nobody does it who only found a machine
    /// signed in.
    pub const fn decides_about_people(&self) -> bool {
        matches!(self.who, Who::Principal)
    }
}

impl RegisterKind {
    /// In the order of the menu.
    pub const ALL: [Self; 7] =
        [Self::Incidents, Self::Proposals, Self::Incoming, Self::Outgoing, Self::Trainings, Self::Commendations, Self::Violations];

    /// In the store.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Incidents => "incidents",
            Self::Proposals => "proposals",
            Self::Incoming => "incoming",
            Self::Outgoing => "outgoing",
            Self::Trainings => "trainings",
            Self::Commendations => "commendations",
            Self::Violations => "violations",
        }
    }

    /// Reads back what `code` wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// In the address.
    pub const fn address(self) -> &'static str {
        match self {
            Self::Incidents => "su-co",
            Self::Proposals => "de-xuat",
            Self::Incoming => "cong-van-den",
            Self::Outgoing => "cong-van-di",
            Self::Trainings => "tap-huan",
            Self::Commendations => "khen-thuong",
            Self::Violations => "vi-pham",
        }
    }

    /// Whether scans and pictures may lie beside its entries. A proposal is its words, about which somebody decides; so is praise, and
    /// of a case no file may lie where whoever looks after held files would find it.
    pub const fn takes_files(self) -> bool {
        match self {
            Self::Incidents | Self::Incoming | Self::Outgoing | Self::Trainings => true,
            Self::Proposals | Self::Commendations | Self::Violations => false,
        }
    }

    /// Reads back what `address` wrote.
    pub fn from_address(address: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.address() == address)
    }
}

impl Register {
    /// Nobody but those whom an entry names knows that there is one.
    pub const fn is_secret(&self) -> bool {
        matches!(self.concerned, Concerned::Secret(_))
    }

    /// The column of the people whom an entry is about.
    pub const fn concerned_column(&self) -> Option<&'static str> {
        match self.concerned {
            Concerned::Nobody => None,
            Concerned::Secret(column) | Concerned::Once { column, .. } => Some(column),
        }
    }

    /// The state from which on whoever an entry is about reads it; `None` where they read it in each.
    pub const fn concerned_since(&self) -> Option<&'static str> {
        match self.concerned {
            Concerned::Nobody | Concerned::Secret(_) => None,
            Concerned::Once { state, .. } => Some(state),
        }
    }

    /// The state of a new entry.
    pub fn first_state(&self) -> Option<&'static State> {
        self.states.first()
    }

    /// The state of this code.
    pub fn state(&self, code: &str) -> Option<&'static State> {
        self.states.iter().find(|one| one.code == code)
    }

    /// Somebody decides about its entries, and nobody about what is their own.
    pub fn is_decided(&self) -> bool {
        self.moves.iter().any(|one| one.own == Own::MayNot)
    }

    /// The ways on from a state, in the order of the buttons.
    pub fn moves_from<'s>(&self, state: &'s str) -> impl Iterator<Item = &'static Move> + use<'s> {
        self.moves.iter().filter(move |one| one.from == state)
    }
}
