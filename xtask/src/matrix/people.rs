//! Who asks: people of the demo school with all that they are there, two who are nobody there, and two who are gone.

/// One of those who try everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// Not signed in.
    Guest,
    /// The principal of another school, on its server, with addresses of this one.
    OtherSchool,
    /// The other school's principal, on this server with the session of the other one.
    OtherSession,
    /// Teacher of 4A.
    Hoa,
    /// Teacher of 4A.
    Thao,
    /// Teacher of 4B.
    Thuy,
    /// Teacher of 4C.
    Anh,
    /// Head of Mẫu giáo 4–5 tuổi, teacher of 4B.
    HeadAm,
    /// Deputy head of Mẫu giáo 4–5 tuổi, teacher of 4C.
    DeputyQuynhAnh,
    /// Teacher of 3B; acts for cô Ấm as head of Mẫu giáo 4–5 tuổi.
    ActingDuyen,
    /// Teacher of 3A; a delegation for cô Ấm has ended.
    ActedNhung,
    /// Teacher of 3A; a delegation for the deputy Quỳnh Anh begins tomorrow.
    WillActLan,
    /// Head of Nhà trẻ, teacher of NT2.
    HeadYen,
    /// Teacher of NT1.
    TeacherNt1,
    /// Head of Mẫu giáo 5–6 tuổi, teacher of 5C.
    HeadKimChi,
    /// Teacher of 5A.
    NgocAnh,
    /// Management team, teacher of 5A.
    ManagementThanh,
    /// Management team.
    ManagementDinh,
    /// Head of Nuôi dưỡng.
    HeadMan,
    /// Deputy head of Nuôi dưỡng.
    DeputyTuoi,
    /// Head of Văn phòng, clerk.
    ClerkTuyet,
    /// Accountant.
    Accountant,
    /// Health.
    Nurse,
    /// Vice principal; acts for cô Kim Chi as head of Mẫu giáo 5–6 tuổi.
    ViceDao,
    /// Vice principal; acts for the principal.
    ViceVan,
    /// Principal.
    Principal,
    /// Was deputy head of Mẫu giáo 4–5 tuổi, and in the kitchen; holds nothing any more.
    Left,
    /// Deputy head of Mẫu giáo 4–5 tuổi, whose account is shut.
    Suspended,
}

impl Who {
    pub const ALL: [Self; 28] = {
        use Who::*;
        [
            Guest,
            OtherSchool,
            OtherSession,
            Hoa,
            Thao,
            Thuy,
            Anh,
            HeadAm,
            DeputyQuynhAnh,
            ActingDuyen,
            ActedNhung,
            WillActLan,
            HeadYen,
            TeacherNt1,
            HeadKimChi,
            NgocAnh,
            ManagementThanh,
            ManagementDinh,
            HeadMan,
            DeputyTuoi,
            ClerkTuyet,
            Accountant,
            Nurse,
            ViceDao,
            ViceVan,
            Principal,
            Left,
            Suspended,
        ]
    };

    /// The account in the demo school; `None` for whoever has none there.
    pub const fn username(self) -> Option<&'static str> {
        Some(match self {
            Self::Guest | Self::OtherSchool | Self::OtherSession => return None,
            Self::Hoa => "giaovien",
            Self::Thao => "vtpthao",
            Self::Thuy => "dttthuy",
            Self::Anh => "ntanh",
            Self::HeadAm => "totruong",
            Self::DeputyQuynhAnh => "hnqanh",
            Self::ActingDuyen => "ltmduyen",
            Self::ActedNhung => "dthnhung",
            Self::WillActLan => "mtlan",
            Self::HeadYen => "bthyen",
            Self::TeacherNt1 => "ptbngoc",
            Self::HeadKimChi => "dtkchi",
            Self::NgocAnh => "dtnanh",
            Self::ManagementThanh => "lvthanh",
            Self::ManagementDinh => "quanly",
            Self::HeadMan => "ltman",
            Self::DeputyTuoi => "httuoi",
            Self::ClerkTuyet => "vtatuyet",
            Self::Accountant => "ketoan",
            Self::Nurse => "yte",
            Self::ViceDao => "phohieutruong",
            Self::ViceVan => "dtavan",
            Self::Principal => "hieutruong",
            Self::Left => "ktngat",
            Self::Suspended => "lvdong",
        })
    }

    /// Whether nobody is let in with what they bring: they have no session, or it is no longer good.
    pub const fn is_shut_out(self) -> bool {
        matches!(self, Self::Guest | Self::OtherSession | Self::Suspended)
    }

    /// As the name stands in the lists of the program.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Thao => "Vũ Thị Phương Thảo",
            Self::HeadAm => "Lê Thị Ấm",
            Self::DeputyQuynhAnh => "Hoàng Nguyễn Quỳnh Anh",
            Self::ActingDuyen => "Lê Thị Mỹ Duyên",
            Self::ActedNhung => "Đào Thị Hồng Nhung",
            Self::WillActLan => "Mai Thị Lan",
            Self::HeadYen => "Bùi Thị Hải Yến",
            Self::TeacherNt1 => "Phan Thị Bích Ngọc",
            Self::HeadKimChi => "Đoàn Thị Kim Chi",
            Self::ManagementThanh => "Lò Văn Thành",
            Self::ManagementDinh => "Phạm Văn Định",
            Self::HeadMan => "Lương Thị Mận",
            Self::Nurse => "Phạm Thị Hoà",
            Self::ViceDao => "Trần Thị Đào",
            Self::ViceVan => "Dương Thị Ái Vân",
            Self::Principal => "Nguyễn Thị Minh Nguyệt",
            Self::Left => "Kiều Thị Ngát",
            Self::Suspended => "Lâm Văn Đông",
            _ => "",
        }
    }
}

/// Hiệu trưởng and phó hiệu trưởng.
pub const LEADERSHIP: &[Who] = &[Who::Principal, Who::ViceDao, Who::ViceVan];

/// Whoever decides as the principal does: she herself, and whoever acts for her.
pub const AS_PRINCIPAL: &[Who] = &[Who::Principal, Who::ViceVan];

/// Whoever ever approves anything: leadership, heads, deputies, and whoever acts for one of them today.
pub const REVIEWERS: &[Who] = &[
    Who::Principal,
    Who::ViceDao,
    Who::ViceVan,
    Who::HeadAm,
    Who::DeputyQuynhAnh,
    Who::ActingDuyen,
    Who::HeadYen,
    Who::HeadKimChi,
    Who::HeadMan,
    Who::DeputyTuoi,
    Who::ClerkTuyet,
];

/// Whoever looks after accounts, and nobody in their place: leadership and management team.
pub const MANAGERS: &[Who] = &[Who::Principal, Who::ViceDao, Who::ViceVan, Who::ManagementDinh, Who::ManagementThanh];

/// Whoever decides about files that are held: management team and leadership.
pub const JUDGES: &[Who] = &[Who::Principal, Who::ViceDao, Who::ViceVan, Who::ManagementDinh, Who::ManagementThanh];
