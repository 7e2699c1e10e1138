//! Which records are tried, and who may do what with them: written down by hand from the regulation, one list for each right,
//! and compared with the program; nothing here asks the program's own rules.

use super::people::Who::{self, *};

/// A record, and what everybody is to it.
#[derive(Debug)]
pub struct Kind {
    /// What is told of it where it does not behave.
    pub name: &'static str,
    /// Type of the records, by its code, and how their titles end.
    pub code: &'static str,
    pub owner: &'static str,
    /// Who hands it in, one after the other.
    pub authors: &'static [Who],
    /// Whose turn it is, the first step first.
    pub steps: &'static [Step],
    /// Both steps are open at once.
    pub is_parallel: bool,
    /// Whose duty it is (Điều 6a, 7a, 8).
    pub hands_in: &'static [Who],
    /// Who opens what was handed in (reading A13).
    pub opens: &'static [Who],
    /// Who beside them sees how it stands.
    pub also_sees: &'static [Who],
}

/// One step of the way, with those who may take it.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// As the form says it.
    pub code: &'static str,
    /// Whoever comes first of them; the first one decides where a record is brought into a state.
    pub by: &'static [Who],
}

const fn department(by: &'static [Who]) -> Step {
    Step { code: "department", by }
}

const fn leadership(by: &'static [Who]) -> Step {
    Step { code: "leadership", by }
}

impl Step {
    /// The leadership approves by signing (Điều 3e, 4e).
    pub fn is_signed(&self) -> bool {
        self.code == "leadership"
    }
}

pub const KINDS: &[Kind] = &[
    Kind {
        name: "giáo án 4A, cô Hoa nộp: tổ duyệt",
        code: "giao-an",
        owner: "Lớp 4A",
        authors: &[Hoa],
        steps: &[department(&[HeadAm, DeputyQuynhAnh, ActingDuyen])],
        is_parallel: false,
        hands_in: &[Hoa, Thao],
        opens: &[Hoa, Thao, HeadAm, DeputyQuynhAnh, ActingDuyen, Principal, ViceDao, ViceVan],
        also_sees: &[ManagementDinh, ManagementThanh],
    },
    Kind {
        name: "kế hoạch tuần 4A, cô Thảo và cô Hoa cùng nộp: tổ duyệt",
        code: "ke-hoach-tuan",
        owner: "Lớp 4A",
        authors: &[Thao, Hoa],
        steps: &[department(&[DeputyQuynhAnh, HeadAm, ActingDuyen])],
        is_parallel: false,
        hands_in: &[Hoa, Thao],
        opens: &[Hoa, Thao, HeadAm, DeputyQuynhAnh, ActingDuyen, Principal, ViceDao, ViceVan],
        also_sees: &[ManagementDinh, ManagementThanh],
    },
    Kind {
        name: "giáo án 4B, cô Thủy nộp, tổ trưởng cùng lớp: tổ duyệt, tổ trưởng duyệt được",
        code: "giao-an",
        owner: "Lớp 4B",
        authors: &[Thuy],
        steps: &[department(&[ActingDuyen, HeadAm, DeputyQuynhAnh])],
        is_parallel: false,
        hands_in: &[Thuy, HeadAm],
        opens: &[Thuy, HeadAm, DeputyQuynhAnh, ActingDuyen, Principal, ViceDao, ViceVan],
        also_sees: &[ManagementDinh, ManagementThanh],
    },
    Kind {
        name: "kế hoạch tuần 4B, tổ trưởng cùng soạn: ban giám hiệu duyệt thay tổ",
        code: "ke-hoach-tuan",
        owner: "Lớp 4B",
        authors: &[HeadAm, Thuy],
        steps: &[department(&[ViceDao, ViceVan, Principal])],
        is_parallel: false,
        hands_in: &[Thuy, HeadAm],
        opens: &[Thuy, HeadAm, DeputyQuynhAnh, ActingDuyen, Principal, ViceDao, ViceVan],
        also_sees: &[ManagementDinh, ManagementThanh],
    },
    Kind {
        name: "tư liệu 4A, hai cô cùng nộp: tổ và ban giám hiệu cùng lúc",
        code: "tu-lieu",
        owner: "Lớp 4A",
        authors: &[Hoa, Thao],
        steps: &[department(&[ActingDuyen, HeadAm, DeputyQuynhAnh]), leadership(&[ViceVan, ViceDao, Principal])],
        is_parallel: true,
        hands_in: &[Hoa, Thao],
        opens: &[Hoa, Thao, HeadAm, DeputyQuynhAnh, ActingDuyen, Principal, ViceDao, ViceVan],
        also_sees: &[ManagementDinh, ManagementThanh],
    },
    Kind {
        name: "tư liệu 4B, tổ trưởng cùng soạn: ban giám hiệu ký một lần cho cả hai",
        code: "tu-lieu",
        owner: "Lớp 4B",
        authors: &[Thuy, HeadAm],
        steps: &[leadership(&[ViceDao, ViceVan, Principal])],
        is_parallel: false,
        hands_in: &[Thuy, HeadAm],
        opens: &[Thuy, HeadAm, DeputyQuynhAnh, ActingDuyen, Principal, ViceDao, ViceVan],
        also_sees: &[ManagementDinh, ManagementThanh],
    },
    Kind {
        name: "giáo án 4C, tổ phó nộp: tổ trưởng duyệt",
        code: "giao-an",
        owner: "Lớp 4C",
        authors: &[DeputyQuynhAnh],
        steps: &[department(&[HeadAm, ActingDuyen])],
        is_parallel: false,
        hands_in: &[DeputyQuynhAnh, Anh],
        opens: &[DeputyQuynhAnh, Anh, HeadAm, ActingDuyen, Principal, ViceDao, ViceVan],
        also_sees: &[ManagementDinh, ManagementThanh],
    },
    Kind {
        name: "kế hoạch giáo dục 4A, hai cô cùng nộp: tổ duyệt rồi ban giám hiệu ký",
        code: "khgd-hk2",
        owner: "Lớp 4A",
        authors: &[Thao, Hoa],
        steps: &[department(&[HeadAm, DeputyQuynhAnh, ActingDuyen]), leadership(&[Principal, ViceDao, ViceVan])],
        is_parallel: false,
        hands_in: &[Hoa, Thao],
        opens: &[Hoa, Thao, HeadAm, DeputyQuynhAnh, ActingDuyen, Principal, ViceDao, ViceVan],
        also_sees: &[ManagementDinh, ManagementThanh],
    },
    Kind {
        name: "kế hoạch giáo dục 5A, phó hiệu trưởng thay tổ trưởng duyệt: người khác ký",
        code: "khgd-hk2",
        owner: "Lớp 5A",
        authors: &[ManagementThanh, NgocAnh],
        steps: &[department(&[ViceDao, HeadKimChi]), leadership(&[ViceVan, Principal])],
        is_parallel: false,
        hands_in: &[NgocAnh, ManagementThanh],
        opens: &[NgocAnh, ManagementThanh, HeadKimChi, Principal, ViceDao, ViceVan],
        also_sees: &[ManagementDinh],
    },
    Kind {
        name: "kế hoạch tổ 4–5, tổ trưởng nộp: ban giám hiệu ký",
        code: "ke-hoach-to",
        owner: "Mẫu giáo 4–5 tuổi",
        authors: &[HeadAm],
        steps: &[leadership(&[ViceDao, ViceVan, Principal])],
        is_parallel: false,
        hands_in: &[HeadAm, DeputyQuynhAnh, ActingDuyen],
        opens: &[HeadAm, DeputyQuynhAnh, ActingDuyen, Principal, ViceDao, ViceVan],
        also_sees: &[ManagementDinh, ManagementThanh],
    },
    Kind {
        name: "kế hoạch tổ 5–6, phó hiệu trưởng nộp thay tổ trưởng: hiệu trưởng hoặc người thay ký",
        code: "ke-hoach-to",
        owner: "Mẫu giáo 5–6 tuổi",
        authors: &[ViceDao],
        steps: &[leadership(&[Principal, ViceVan])],
        is_parallel: false,
        hands_in: &[HeadKimChi, ViceDao],
        opens: &[HeadKimChi, Principal, ViceDao, ViceVan],
        also_sees: &[ManagementDinh, ManagementThanh],
    },
    Kind {
        name: "thực đơn, bếp nộp: ban giám hiệu ký",
        code: "thuc-don",
        owner: "Nuôi dưỡng",
        authors: &[HeadMan, DeputyTuoi],
        steps: &[leadership(&[ViceVan, Principal, ViceDao])],
        is_parallel: false,
        hands_in: &[HeadMan, DeputyTuoi],
        opens: &[HeadMan, DeputyTuoi, Principal, ViceDao, ViceVan],
        also_sees: &[ManagementDinh, ManagementThanh],
    },
    Kind {
        name: "lịch công tác của trường: không ai duyệt",
        code: "lich-cong-tac",
        owner: "",
        authors: &[ClerkTuyet],
        steps: &[],
        is_parallel: false,
        hands_in: &[ClerkTuyet, Principal, ViceDao, ViceVan],
        opens: &[ClerkTuyet, Principal, ViceDao, ViceVan],
        also_sees: &[ManagementDinh, ManagementThanh],
    },
    Kind {
        name: "hồ sơ thu chi, hạn chế: ban giám hiệu ký, tổ trưởng văn phòng không mở",
        code: "ke-toan",
        owner: "Kế toán",
        authors: &[Accountant],
        steps: &[leadership(&[Principal, ViceDao, ViceVan])],
        is_parallel: false,
        hands_in: &[Accountant],
        opens: &[Accountant, Principal, ViceDao, ViceVan],
        also_sees: &[ManagementDinh, ManagementThanh, ClerkTuyet],
    },
    Kind {
        name: "sổ sức khỏe, nhạy cảm: không ai duyệt, tổ trưởng văn phòng không mở",
        code: "y-te",
        owner: "Y tế học đường",
        authors: &[Nurse],
        steps: &[],
        is_parallel: false,
        hands_in: &[Nurse],
        opens: &[Nurse, Principal, ViceDao, ViceVan],
        also_sees: &[ManagementDinh, ManagementThanh, ClerkTuyet],
    },
];

impl Kind {
    /// Who begins a thread: the first of those who review it, else the principal, who opens everything.
    pub fn asks(&self) -> Who {
        self.steps.first().and_then(|step| step.by.first()).copied().unwrap_or(Principal)
    }

    /// How the page of a record ends its words once these steps have approved.
    pub fn told_of(&self, approved: &[usize]) -> &'static str {
        let is_signed = approved.iter().any(|step| self.steps[*step].is_signed());
        match (approved.is_empty(), approved.len() == self.steps.len(), is_signed) {
            (true, _, _) => WAITS,
            (false, true, true) => "Ban giám hiệu đã ký",
            (false, true, false) => "Tổ đã duyệt",
            (false, false, true) => "Ban giám hiệu đã ký, chờ tổ",
            (false, false, false) => "Tổ đã duyệt, chờ ban giám hiệu",
        }
    }
}

/// How the page of a record ends the words of what waits for the first step.
pub const WAITS: &str = "chờ duyệt";
pub const RETURNED: &str = "Trả lại để sửa";

/// How a record stands when it is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    NotHandedIn,
    Exempt,
    /// Handed in a moment ago, and nobody has opened it.
    Unopened,
    /// Handed in, and taken back by whoever did.
    Withdrawn,
    /// Handed in; waits for the first step where there is one.
    HandedIn,
    /// The first of two steps has approved.
    ApprovedOnce,
    /// The leadership has signed, before the department approved.
    SignedFirst,
    Returned,
    /// Every step has approved; of a signed one this is the signature.
    Approved,
    /// Approved wholly, and the last approval taken back.
    TakenBack,
    /// Handed in, with a file that is held.
    Held,
    /// The file that was held was given back to its sender.
    HeldGivenBack,
    /// The file that was held may be opened.
    HeldReleased,
    /// Handed in, and shut by an order since.
    Locked,
    /// Shut as before, and opened for some hours to whoever handed in the last version.
    Opened,
    /// The order that shut it was taken back, and it was handed in once more.
    Lifted,
}

impl State {
    pub const ALL: [Self; 16] = [
        Self::NotHandedIn,
        Self::Exempt,
        Self::Unopened,
        Self::Withdrawn,
        Self::HandedIn,
        Self::ApprovedOnce,
        Self::SignedFirst,
        Self::Returned,
        Self::Approved,
        Self::TakenBack,
        Self::Held,
        Self::HeldGivenBack,
        Self::HeldReleased,
        Self::Locked,
        Self::Opened,
        Self::Lifted,
    ];

    /// Whether a record of this kind comes into it.
    pub fn is_of(self, kind: &Kind) -> bool {
        match self {
            Self::NotHandedIn | Self::Exempt | Self::Unopened | Self::Withdrawn | Self::HandedIn => true,
            Self::Held | Self::HeldGivenBack | Self::HeldReleased | Self::Locked | Self::Opened | Self::Lifted => true,
            Self::ApprovedOnce => kind.steps.len() > 1,
            Self::SignedFirst => kind.is_parallel,
            Self::Returned | Self::Approved | Self::TakenBack => !kind.steps.is_empty(),
        }
    }

    pub const fn is_before_hand_in(self) -> bool {
        matches!(self, Self::NotHandedIn | Self::Exempt)
    }

    /// Whether nothing that was handed in counts, and nobody was freed of it.
    pub const fn is_owed(self, kind: &Kind) -> bool {
        match self {
            Self::NotHandedIn => true,
            Self::Withdrawn => kind.authors.len() == 1,
            _ => false,
        }
    }

    /// The steps that have approved the last version that counts.
    pub fn approved(self, kind: &Kind) -> Vec<usize> {
        match self {
            Self::ApprovedOnce => vec![0],
            Self::SignedFirst => vec![1],
            Self::Approved => (0..kind.steps.len()).collect(),
            Self::TakenBack => (0..kind.steps.len().saturating_sub(1)).collect(),
            _ => Vec::new(),
        }
    }

    /// The steps that wait for somebody.
    pub fn open(self, kind: &Kind) -> Vec<usize> {
        let approved = self.approved(kind);
        let rest = (0..kind.steps.len()).filter(|step| !approved.contains(step));
        match self {
            Self::NotHandedIn | Self::Exempt | Self::Returned => Vec::new(),
            // What counts after a single author has taken theirs back is nothing.
            Self::Withdrawn if kind.authors.len() == 1 => Vec::new(),
            _ => rest.take(if kind.is_parallel { 2 } else { 1 }).collect(),
        }
    }

    /// How a record of this kind is told to stand; `None` where its page says nothing of a review.
    pub fn told(self, kind: &Kind) -> Option<&'static str> {
        match self {
            Self::NotHandedIn | Self::Exempt => None,
            Self::Withdrawn if kind.authors.len() == 1 => None,
            _ if kind.steps.is_empty() => None,
            Self::Returned => Some(RETURNED),
            _ => Some(kind.told_of(&self.approved(kind))),
        }
    }

    /// Whether an order shuts it: read as before, and written by nobody but whoever it is opened to.
    pub const fn is_shut(self) -> bool {
        matches!(self, Self::Locked | Self::Opened)
    }

    /// Whether a file of the record opens for its sender and for whoever decides about it alone.
    pub const fn is_held(self) -> bool {
        matches!(self, Self::Held | Self::HeldGivenBack)
    }
}
