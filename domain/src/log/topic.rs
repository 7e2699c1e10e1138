//! What a line of the log is about, as the list is narrowed by it.

/// A kind of thing; each kind of event belongs to one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    HandIns,
    Reviews,
    DueDays,
    Locks,
    Tasks,
    /// Incidents, proposals and the other registers.
    Registers,
    /// What goes into the archive, how long it is kept, and what is held.
    Archive,
    Views,
    Accounts,
    Rights,
    Units,
    Settings,
    Server,
}

impl Topic {
    /// In the order of the list.
    pub const ALL: [Self; 13] = [
        Self::HandIns,
        Self::Reviews,
        Self::DueDays,
        Self::Locks,
        Self::Tasks,
        Self::Registers,
        Self::Archive,
        Self::Views,
        Self::Accounts,
        Self::Rights,
        Self::Units,
        Self::Settings,
        Self::Server,
    ];

    /// In the address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::HandIns => "nop",
            Self::Reviews => "duyet",
            Self::DueDays => "han",
            Self::Locks => "khoa",
            Self::Tasks => "viec-duoc-giao",
            Self::Registers => "so",
            Self::Archive => "luu-tru",
            Self::Views => "xem",
            Self::Accounts => "tai-khoan",
            Self::Rights => "phan-quyen",
            Self::Units => "to-lop",
            Self::Settings => "cai-dat",
            Self::Server => "may-chu",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.code() == code)
    }

    /// In the list of choices.
    pub const fn words(self) -> &'static str {
        match self {
            Self::HandIns => "Nộp hồ sơ",
            Self::Reviews => "Duyệt, ký, góp ý",
            Self::DueDays => "Hạn, gia hạn, nghỉ, đổi lượt",
            Self::Locks => "Khóa, mở, bổ sung",
            Self::Tasks => "Việc được giao",
            Self::Registers => "Sự cố, đề xuất, các sổ",
            Self::Archive => "Lưu trữ",
            Self::Views => "Xem, tải về",
            Self::Accounts => "Tài khoản, đăng nhập",
            Self::Rights => "Phân công, ủy quyền",
            Self::Units => "Cán bộ, tổ, lớp",
            Self::Settings => "Cài đặt, quy định",
            Self::Server => "Máy chủ",
        }
    }
}
