//! A handover as it was confirmed, and who has signed it.

use chrono::NaiveDate;

use crate::{
    days::Timestamp,
    ids::Id,
    locks::Signature,
    people::{PersonId, Position},
};

pub type HandoverId = Id<Handover>;

/// Whether somebody leaves the school or goes on in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// Thôi việc, nghỉ hưu, chuyển trường: the account is to be shut after the last day.
    School,
    /// Đổi lớp, đổi việc: the person stays.
    Posts,
}

impl Leaving {
    pub const ALL: [Self; 2] = [Self::School, Self::Posts];

    /// The word in the database and in the form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::School => "school",
            Self::Posts => "posts",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// What the minutes say of the account, which is open or shut by now.
    pub const fn account(self, is_open: bool) -> &'static str {
        match (self, is_open) {
            (Self::School, true) => "còn mở, ban giám hiệu khóa sau ngày cuối",
            (Self::School, false) => "đã khóa",
            (Self::Posts, true | false) => "giữ nguyên",
        }
    }

    /// On screen.
    pub const fn words(self) -> &'static str {
        match self {
            Self::School => "Rời trường",
            Self::Posts => "Đổi lớp, đổi việc",
        }
    }
}

/// A position that is handed over, or left without anybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handed {
    pub position: Position,
    pub to: Option<PersonId>,
}

/// How somebody signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedWay {
    /// In their own account.
    Here,
    /// On the printed minutes; the leadership noted it.
    OnPaper,
}

impl SignedWay {
    pub const ALL: [Self; 2] = [Self::Here, Self::OnPaper];

    /// The word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Here => "here",
            Self::OnPaper => "paper",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// Which side somebody is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Gives,
    Takes,
}

impl Side {
    /// What they sign.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Gives => "Tôi đã bàn giao",
            Self::Takes => "Tôi đã nhận",
        }
    }
}

/// Somebody's name under the minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandoverSignature {
    pub person: PersonId,
    pub way: SignedWay,
    /// Who noted it: the person, or of a signature on paper somebody of the leadership.
    pub by: PersonId,
    pub at: Timestamp,
}

/// A handover that the leadership has confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handover {
    pub id: HandoverId,
    /// From 1, in the school.
    pub number: u32,
    pub of: PersonId,
    /// The last day on which they hold it.
    pub last: NaiveDate,
    pub leaving: Leaving,
    pub words: String,
    pub confirmed: Signature,
    pub items: Vec<Handed>,
    /// In their order.
    pub signatures: Vec<HandoverSignature>,
}

impl Handover {
    /// Which side of it `person` is on.
    pub fn side(&self, person: PersonId) -> Option<Side> {
        if person == self.of {
            return Some(Side::Gives);
        }
        self.items.iter().any(|one| one.to == Some(person)).then_some(Side::Takes)
    }

    /// Who is to sign, whoever gives first, each once.
    pub fn signers(&self) -> Vec<PersonId> {
        let mut signers = vec![self.of];
        for to in self.items.iter().filter_map(|one| one.to) {
            if !signers.contains(&to) {
                signers.push(to);
            }
        }
        signers
    }

    /// How `person` has signed.
    pub fn signature(&self, person: PersonId) -> Option<&HandoverSignature> {
        self.signatures.iter().find(|one| one.person == person)
    }
}
