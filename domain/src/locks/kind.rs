//! What an order does.

/// What an order does with the records that it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LockKind {
    Lock,
    /// Opens what is shut, or lets it be written in spite of an order that shuts it.
    Unlock,
}

impl LockKind {
    pub const ALL: [Self; 2] = [Self::Lock, Self::Unlock];

    /// The word in the database and in the form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Lock => "lock",
            Self::Unlock => "unlock",
        }
    }

    /// Reads back what `code` wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// "khóa", "mở".
    pub const fn words(self) -> &'static str {
        match self {
            Self::Lock => "khóa",
            Self::Unlock => "mở",
        }
    }
}
