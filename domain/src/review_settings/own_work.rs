//! Who reviews what a head, a deputy, a vice principal or the principal writes: the regulation lets them review others (Điều
//! 7b, 3e, 4e) and says nothing of their own (decision 0007). Nobody ever reviews their own.

/// The answers of one school.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Posts {
    pub head: HeadsOwn,
    pub deputy: DeputysOwn,
    pub vice_principal: VicePrincipalsOwn,
    pub principal: PrincipalsOwn,
}

/// What a head writes, where its way begins in the department.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum HeadsOwn {
    /// Whoever of the leadership comes first.
    #[default]
    Leadership,
    /// A vice principal; the principal where there is none who may.
    VicePrincipal,
}

/// What a deputy writes, where its way begins in the department.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DeputysOwn {
    #[default]
    Head,
    Leadership,
}

/// What a vice principal writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum VicePrincipalsOwn {
    /// The principal; another vice principal where there is none.
    #[default]
    Principal,
    /// The principal or another vice principal, whoever comes first.
    Leadership,
}

/// What the principal writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PrincipalsOwn {
    /// It waits; nobody in the school decides.
    #[default]
    Nobody,
    /// "Tự ban hành": it is used as it is, and marked so.
    SelfIssued,
}

/// One answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OwnWork {
    Head(HeadsOwn),
    Deputy(DeputysOwn),
    VicePrincipal(VicePrincipalsOwn),
    Principal(PrincipalsOwn),
}

impl OwnWork {
    /// Every answer, those of one question beside each other and the first value of each first.
    pub const ALL: [Self; 8] = [
        Self::Head(HeadsOwn::Leadership),
        Self::Head(HeadsOwn::VicePrincipal),
        Self::Deputy(DeputysOwn::Head),
        Self::Deputy(DeputysOwn::Leadership),
        Self::VicePrincipal(VicePrincipalsOwn::Principal),
        Self::VicePrincipal(VicePrincipalsOwn::Leadership),
        Self::Principal(PrincipalsOwn::Nobody),
        Self::Principal(PrincipalsOwn::SelfIssued),
    ];

    /// Whose work: the word in the database and in the form.
    pub const fn of(self) -> &'static str {
        match self {
            Self::Head(_) => "head",
            Self::Deputy(_) => "deputy",
            Self::VicePrincipal(_) => "vice-principal",
            Self::Principal(_) => "principal",
        }
    }

    /// The word of the answer in the database and in the form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Head(HeadsOwn::Leadership)
            | Self::Deputy(DeputysOwn::Leadership)
            | Self::VicePrincipal(VicePrincipalsOwn::Leadership) => "leadership",
            Self::Head(HeadsOwn::VicePrincipal) => "vice-principal",
            Self::Deputy(DeputysOwn::Head) => "head",
            Self::VicePrincipal(VicePrincipalsOwn::Principal) => "principal",
            Self::Principal(PrincipalsOwn::Nobody) => "nobody",
            Self::Principal(PrincipalsOwn::SelfIssued) => "self-issued",
        }
    }

    /// Reads back what `of` and `code` wrote.
    pub fn from_codes(of: &str, code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.of() == of && one.code() == code)
    }

    /// Whether it is about what the leadership writes: who could answer that alone would choose who reviews their own.
    pub const fn is_of_leadership(self) -> bool {
        match self {
            Self::VicePrincipal(_) | Self::Principal(_) => true,
            Self::Head(_) | Self::Deputy(_) => false,
        }
    }

    /// The question, as its label says it.
    pub const fn question(self) -> &'static str {
        match self {
            Self::Head(_) => "Hồ sơ do tổ trưởng nộp",
            Self::Deputy(_) => "Hồ sơ do tổ phó nộp",
            Self::VicePrincipal(_) => "Hồ sơ do phó hiệu trưởng nộp",
            Self::Principal(_) => "Hồ sơ do hiệu trưởng nộp",
        }
    }

    /// The clause beside which the regulation is silent.
    pub const fn clause(self) -> &'static str {
        match self {
            Self::Head(_) | Self::Deputy(_) => "Điều 7b",
            Self::VicePrincipal(_) => "Điều 4e",
            Self::Principal(_) => "Điều 3e",
        }
    }

    /// The answer.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Head(HeadsOwn::Leadership) => "Hiệu trưởng hoặc phó hiệu trưởng duyệt",
            Self::Head(HeadsOwn::VicePrincipal) => "Phó hiệu trưởng duyệt",
            Self::Deputy(DeputysOwn::Head) => "Tổ trưởng duyệt",
            Self::Deputy(DeputysOwn::Leadership) => "Hiệu trưởng hoặc phó hiệu trưởng duyệt",
            Self::VicePrincipal(VicePrincipalsOwn::Principal) => "Hiệu trưởng duyệt",
            Self::VicePrincipal(VicePrincipalsOwn::Leadership) => "Hiệu trưởng hoặc phó hiệu trưởng khác duyệt",
            Self::Principal(PrincipalsOwn::Nobody) => "Chờ cấp trên, trong trường không ai duyệt",
            Self::Principal(PrincipalsOwn::SelfIssued) => "Hiệu trưởng tự ban hành, ghi rõ trên hồ sơ",
        }
    }
}

impl Posts {
    /// Takes one answer.
    pub const fn set(&mut self, own: OwnWork) {
        match own {
            OwnWork::Head(head) => self.head = head,
            OwnWork::Deputy(deputy) => self.deputy = deputy,
            OwnWork::VicePrincipal(vice_principal) => self.vice_principal = vice_principal,
            OwnWork::Principal(principal) => self.principal = principal,
        }
    }

    /// Every answer, in the order of the page.
    pub const fn all(&self) -> [OwnWork; 4] {
        [
            OwnWork::Head(self.head),
            OwnWork::Deputy(self.deputy),
            OwnWork::VicePrincipal(self.vice_principal),
            OwnWork::Principal(self.principal),
        ]
    }
}
