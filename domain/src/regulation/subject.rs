//! What a clause is about, and the pages of the program on which that is done.

use crate::{
    dashboard::Scope,
    people::Organisation,
    permissions::{
        Action, Actor, decide, decide_archive_page, decide_backups, decide_enter_entry, decide_lateness, decide_orders,
        decide_read_register, decide_schedule, decide_security_checks, decide_spot_check,
    },
    registers::RegisterKind,
    reviews::may_see_queue,
};

/// Writes the subjects once: the word in the database and in the form, the words on the screen, and the pages.
macro_rules! subjects {
    ($($(#[$about:meta])* $variant:ident = $code:literal, $words:literal, [$($place:ident),*];)+) => {
        /// What a clause is about: by it the clause is linked to pages, settings and figures, whatever number it has in a later
        /// version.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Subject {
            $($(#[$about])* $variant,)+
        }

        impl Subject {
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word in the database and in the form.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }

            /// Reads back what `code` wrote.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }

            /// In the form, to choose from.
            pub const fn words(self) -> &'static str {
                match self {
                    $(Self::$variant => $words,)+
                }
            }

            /// The pages on which it is done, the first one first.
            pub const fn places(self) -> &'static [Place] {
                match self {
                    $(Self::$variant => &[$(Place::$place),*],)+
                }
            }
        }
    };
}

subjects! {
    /// Điều 1a of 2024.
    Scope = "scope", "Phạm vi, năm học", [SchoolYear];
    /// Điều 1b.
    Permissions = "permissions", "Danh sách phân quyền", [Rights, Mandates];
    /// Điều 2.
    OwnAccount = "own-account", "Tài khoản của mỗi người", [Account, OwnLog];
    /// Điều 3a.
    ManagementTeam = "management-team", "Tổ quản lý phần mềm", [Mandates];
    /// Điều 3b, 4a.
    Accounts = "accounts", "Tài khoản và bảo mật", [SecurityChecks, Staff];
    /// Điều 3c, 4b, 4c.
    Locks = "locks", "Khóa, mở hồ sơ; cập nhật sau khóa", [LockOrders, Updates];
    /// Điều 3d, 4d.
    Checking = "checking", "Kiểm tra việc cập nhật hồ sơ", [Dashboard, SpotChecks];
    /// Điều 3e, 4e.
    Approval = "approval", "Ký duyệt, lưu trữ hồ sơ", [ReviewQueue, ReviewDashboard, Archive];
    /// Điều 3g, 4g, 10b.
    Violations = "violations", "Xử lý vi phạm", [Violations];
    /// Điều 5a.
    Granting = "granting", "Phân quyền cho cá nhân, tổ", [Staff, WaitingAppointments, Proposals];
    /// Điều 5b.
    DataSecurity = "data-security", "Bảo mật dữ liệu, thi hành lệnh", [HeldFiles, Backups, Schedule];
    /// Điều 5c.
    Templates = "templates", "Mẫu hồ sơ", [Proposals];
    /// Điều 5d.
    Guidance = "guidance", "Hướng dẫn sử dụng", [Trainings];
    /// Điều 6a.
    TeachersRecords = "teachers-records", "Hồ sơ của giáo viên, của lớp", [MyWork, Done];
    /// Điều 6b, 7c.
    Incidents = "incidents", "Báo sự cố", [Incidents, LateReasons];
    /// Điều 7a.
    DepartmentsRecords = "departments-records", "Hồ sơ của tổ", [MyWork, Done];
    /// Điều 7b.
    DepartmentApproval = "department-approval", "Tổ góp ý, duyệt hồ sơ", [ReviewQueue];
    /// Điều 8.
    SectionsRecords = "sections-records", "Hồ sơ của bộ phận", [MyWork, Done, Proposals];
    /// Điều 9.
    DueDays = "due-days", "Thời hạn nộp hồ sơ", [SchoolYear, MyWork];
    /// Điều 10a.
    Praise = "praise", "Khen thưởng", [Commendations];
    /// Điều 11.
    Effect = "effect", "Thi hành, sửa đổi quy chế", [];
}

/// A page of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    SchoolYear,
    Rights,
    Mandates,
    Account,
    OwnLog,
    SecurityChecks,
    Staff,
    WaitingAppointments,
    LockOrders,
    Updates,
    Dashboard,
    SpotChecks,
    ReviewQueue,
    ReviewDashboard,
    HeldFiles,
    Backups,
    Archive,
    Schedule,
    MyWork,
    Done,
    LateReasons,
    Incidents,
    Proposals,
    Trainings,
    Commendations,
    Violations,
    CalendarSetting,
    TypesSetting,
    RulesSetting,
    ReviewsSetting,
    UpdatesSetting,
}

impl Place {
    /// As its own page is headed.
    pub const fn words(self) -> &'static str {
        match self {
            Self::SchoolYear => "Năm học",
            Self::Rights => "Ai có quyền gì",
            Self::Mandates => "Quyết định",
            Self::Account => "Tài khoản",
            Self::OwnLog => "Nhật ký",
            Self::SecurityChecks => "Kiểm tra bảo mật tài khoản",
            Self::Staff => "Cán bộ",
            Self::WaitingAppointments => "Phân công chờ xác nhận",
            Self::LockOrders => "Lệnh khóa, mở",
            Self::Updates => "Bổ sung sau khóa",
            Self::Dashboard => "Bảng theo dõi",
            Self::SpotChecks => "Kiểm tra ngẫu nhiên",
            Self::ReviewQueue => "Chờ tôi duyệt",
            Self::ReviewDashboard => "Bảng duyệt",
            Self::HeldFiles => "Tệp giữ lại",
            Self::Backups => "Sao lưu",
            Self::Archive => "Lưu trữ",
            Self::Schedule => "Việc theo giờ",
            Self::MyWork => "Việc của tôi",
            Self::Done => "Đã nộp",
            Self::LateReasons => "Lý do nộp muộn",
            Self::Incidents => RegisterKind::Incidents.register().name,
            Self::Proposals => RegisterKind::Proposals.register().name,
            Self::Trainings => RegisterKind::Trainings.register().name,
            Self::Commendations => RegisterKind::Commendations.register().name,
            Self::Violations => RegisterKind::Violations.register().name,
            Self::CalendarSetting => "Lịch năm học",
            Self::TypesSetting => "Loại hồ sơ",
            Self::RulesSetting => "Quy định về hạn và giờ nộp",
            Self::ReviewsSetting => "Cách duyệt",
            Self::UpdatesSetting => "Quy định bổ sung sau khóa",
        }
    }

    /// Whether `actor` may open it: asked of the rule that the page itself asks.
    pub fn may_open(self, actor: &Actor, organisation: &Organisation) -> bool {
        let may = |action| decide(actor, organisation, action).is_ok();
        let reads = |kind: RegisterKind| decide_read_register(actor, organisation, kind.register()).is_ok();
        let enters = |kind: RegisterKind| decide_enter_entry(actor, organisation, kind.register()).is_ok();
        match self {
            Self::Account | Self::OwnLog | Self::Updates | Self::MyWork | Self::Done => true,
            Self::SchoolYear => may(Action::SeeSchoolYear),
            Self::Rights | Self::Mandates | Self::Staff | Self::WaitingAppointments => may(Action::ManageAccounts),
            Self::SecurityChecks => decide_security_checks(actor, organisation).is_ok(),
            Self::LockOrders => decide_orders(actor).is_ok(),
            Self::Dashboard | Self::ReviewDashboard => Scope::of(actor, organisation).is_ok(),
            Self::SpotChecks => decide_spot_check(actor, &[], &[]).is_ok(),
            Self::ReviewQueue => may_see_queue(actor),
            Self::HeldFiles => may(Action::JudgeHeldFiles),
            Self::Backups => decide_backups(actor).is_ok(),
            Self::Archive => decide_archive_page(actor).is_ok(),
            Self::Schedule => decide_schedule(actor).is_ok(),
            Self::LateReasons => decide_lateness(actor).is_ok(),
            Self::Incidents => reads(RegisterKind::Incidents),
            Self::Proposals => reads(RegisterKind::Proposals),
            Self::Trainings => reads(RegisterKind::Trainings),
            // Everybody finds what is about them there; led there are those who write in it.
            Self::Commendations => enters(RegisterKind::Commendations),
            Self::Violations => enters(RegisterKind::Violations),
            Self::CalendarSetting | Self::TypesSetting | Self::RulesSetting | Self::ReviewsSetting | Self::UpdatesSetting => {
                may(Action::ChangeSchool)
            }
        }
    }
}
