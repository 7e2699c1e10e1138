//! What somebody is at the school, before it is known of which class, department or section.

/// A position before its place is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Post {
    Principal,
    VicePrincipal,
    ManagementTeam,
    Head,
    DeputyHead,
    Teacher,
    SectionHolder,
    Member,
}

impl Post {
    pub const ALL: [Self; 8] = [
        Self::Principal,
        Self::VicePrincipal,
        Self::ManagementTeam,
        Self::Head,
        Self::DeputyHead,
        Self::Teacher,
        Self::SectionHolder,
        Self::Member,
    ];

    /// What the form sends for it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Principal => "principal",
            Self::VicePrincipal => "vice-principal",
            Self::ManagementTeam => "management-team",
            Self::Head => "head",
            Self::DeputyHead => "deputy-head",
            Self::Teacher => "teacher",
            Self::SectionHolder => "section-holder",
            Self::Member => "member",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|post| post.code() == code)
    }

    pub const fn words(self) -> &'static str {
        match self {
            Self::Principal => "Hiệu trưởng",
            Self::VicePrincipal => "Phó hiệu trưởng",
            Self::ManagementTeam => "Tổ quản lý phần mềm",
            Self::Head => "Tổ trưởng",
            Self::DeputyHead => "Tổ phó",
            Self::Teacher => "Giáo viên",
            Self::SectionHolder => "Phụ trách bộ phận",
            Self::Member => "Nhân viên",
        }
    }

    /// The short names of lists, without marks.
    pub(super) const fn short(self) -> &'static [&'static str] {
        match self {
            Self::Principal => &["ht"],
            Self::VicePrincipal => &["pht", "hieu pho"],
            Self::ManagementTeam => &["quan ly phan mem", "qlpm", "quan tri"],
            Self::Head => &["tt", "ttcm", "to truong chuyen mon"],
            Self::DeputyHead => &["tp", "tpcm", "to pho chuyen mon"],
            Self::Teacher => &["gv", "giao vien mam non"],
            Self::SectionHolder => &["bo phan", "phu trach"],
            Self::Member => &["nv", "cap duong", "bao ve"],
        }
    }
}
