//! Who may decide when records are shut and opened. The regulation says it three times and not the same (Điều 3c, 4b, 4c), so
//! the school chooses a reading.

use crate::{
    days::Timestamp,
    forms::{FormData, FormErrors},
    people::{PersonId, Position},
};

/// How the school reads the three clauses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LockReading {
    /// Điều 3c: the principal, and nobody else.
    PrincipalOnly,
    /// Điều 4b: the principal, or a vice principal together with the principal.
    Together,
    /// Điều 3c and 4c: the principal or a vice principal, each alone.
    EitherAlone,
}

impl LockReading {
    pub const ALL: [Self; 3] = [Self::PrincipalOnly, Self::Together, Self::EitherAlone];

    /// The word in the database and in the form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::PrincipalOnly => "principal",
            Self::Together => "together",
            Self::EitherAlone => "either",
        }
    }

    /// Reads back what `code` wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// The answer, as the settings say it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::PrincipalOnly => "Chỉ hiệu trưởng",
            Self::Together => "Hiệu trưởng, hoặc phó hiệu trưởng cùng hiệu trưởng",
            Self::EitherAlone => "Hiệu trưởng hoặc phó hiệu trưởng, mỗi người tự quyết định",
        }
    }

    /// The clause on which it rests.
    pub const fn clause(self) -> &'static str {
        match self {
            Self::PrincipalOnly => "Điều 3 điểm c",
            Self::Together => "Điều 4 điểm b",
            Self::EitherAlone => "Điều 3 điểm c và Điều 4 điểm c",
        }
    }

    /// Whether whoever holds this post may put their name under such an order at all.
    pub const fn lets_sign(self, post: Post) -> bool {
        match self {
            Self::PrincipalOnly => matches!(post, Post::Principal),
            Self::Together | Self::EitherAlone => true,
        }
    }

    /// Whether the name of whoever holds this post is enough alone.
    pub const fn is_decided_alone_by(self, post: Post) -> bool {
        match (self, post) {
            (_, Post::Principal) | (Self::EitherAlone, Post::VicePrincipal) => true,
            (Self::PrincipalOnly | Self::Together, Post::VicePrincipal) => false,
        }
    }

    /// As what an order counts beside others once it is decided, where whoever holds this post begins it.
    pub const fn counts_as(self, post: Post) -> Post {
        if self.is_decided_alone_by(post) { post } else { Post::Principal }
    }

    /// The clause on which an order will rest that whoever holds this post begins: of the names that it needs.
    pub fn clause_begun_by(self, post: Post) -> &'static str {
        let is_needed = |one: Post| one == self.counts_as(post) || (one == post && self.lets_sign(post));
        clause_of(is_needed(Post::Principal), is_needed(Post::VicePrincipal))
    }

    /// Whether an order is decided with these names under it.
    pub fn is_decided_by(self, signatures: &[Signature]) -> bool {
        signatures.iter().any(|one| self.is_decided_alone_by(one.post))
    }
}

/// As what somebody decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Post {
    VicePrincipal,
    Principal,
}

impl Post {
    /// The word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Principal => "principal",
            Self::VicePrincipal => "vice-principal",
        }
    }

    /// Reads back what `code` wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Principal, Self::VicePrincipal].into_iter().find(|one| one.code() == code)
    }

    /// The position that whoever decides so holds, or acts in.
    pub const fn position(self) -> Position {
        match self {
            Self::Principal => Position::Principal,
            Self::VicePrincipal => Position::VicePrincipal,
        }
    }

    /// Before a name.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Principal => "Hiệu trưởng",
            Self::VicePrincipal => "Phó hiệu trưởng",
        }
    }
}

/// Somebody's name under an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signature {
    pub by: PersonId,
    pub post: Post,
    pub at: Timestamp,
}

/// The clause on which a decision with these names rests.
pub fn clause(signatures: &[Signature]) -> &'static str {
    let has = |post| signatures.iter().any(|one| one.post == post);
    clause_of(has(Post::Principal), has(Post::VicePrincipal))
}

const fn clause_of(has_principal: bool, has_vice_principal: bool) -> &'static str {
    match (has_principal, has_vice_principal) {
        (true, true) => "Điều 3 điểm c và Điều 4 điểm b của Quy chế",
        (true, false) => "Điều 3 điểm c của Quy chế",
        (false, _) => "Điều 4 điểm c của Quy chế",
    }
}

/// What the school has settled: one reading for shutting parts, one for what is graver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockAuthority {
    /// To shut a part of the records.
    pub parts: LockReading,
    /// To open what is shut, and to shut the whole system.
    pub opening_and_whole: LockReading,
}

impl Default for LockAuthority {
    /// The recommended readings: a part is shut by either alone; opening and the whole system need the principal's name.
    fn default() -> Self {
        Self { parts: LockReading::EitherAlone, opening_and_whole: LockReading::Together }
    }
}

/// Who may decide, as a form with two questions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuthorityForm {
    /// Codes of readings.
    pub parts: String,
    pub opening_and_whole: String,
}

impl AuthorityForm {
    /// The form that says what is in force.
    pub fn of(authority: LockAuthority) -> Self {
        let code = |reading: LockReading| reading.code().to_owned();
        Self { parts: code(authority.parts), opening_and_whole: code(authority.opening_and_whole) }
    }

    /// As sent: `parts`, `opening`.
    pub fn read(typed: &FormData) -> Self {
        Self { parts: typed.get("parts").to_owned(), opening_and_whole: typed.get("opening").to_owned() }
    }

    /// The form with the recommended reading where a question has no answer: as the first set-up asks it.
    #[must_use]
    pub fn or_recommended(&self) -> Self {
        let recommended = Self::of(LockAuthority::default());
        let or = |chosen: &String, recommended: String| if chosen.is_empty() { recommended } else { chosen.clone() };
        Self {
            parts: or(&self.parts, recommended.parts),
            opening_and_whole: or(&self.opening_and_whole, recommended.opening_and_whole),
        }
    }

    /// What was chosen.
    ///
    /// # Errors
    /// A question without an answer.
    pub fn parse(&self) -> Result<LockAuthority, FormErrors> {
        let mut errors = FormErrors::default();
        let mut answer = |field: &str, code: &str| {
            let reading = LockReading::from_code(code);
            if reading.is_none() {
                errors.add(field, "Chọn một cách.");
            }
            reading
        };
        match (answer("parts", &self.parts), answer("opening", &self.opening_and_whole)) {
            (Some(parts), Some(opening_and_whole)) => Ok(LockAuthority { parts, opening_and_whole }),
            _ => Err(errors),
        }
    }
}
