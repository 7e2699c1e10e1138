//! Why no version of a template is added.

use serde::{Deserialize, Serialize};

use super::DelegationRefusal;
use crate::refusal::Refusal;

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TemplateRefusal {
    /// To keep templates is the management team's and the leadership's.
    NotYours,
    /// Somebody added one since the form was opened.
    AddedMeanwhile { number: u32 },
}

impl From<TemplateRefusal> for Refusal {
    fn from(refusal: TemplateRefusal) -> Self {
        DelegationRefusal::Template(refusal).into()
    }
}

impl TemplateRefusal {
    /// What is true, and what to do next.
    pub(super) fn words(&self) -> (String, String) {
        let (fact, advice) = match self {
            Self::NotYours => (
                "Mẫu hồ sơ do ban giám hiệu và tổ quản lý phần mềm đưa lên (Điều 5)".to_owned(),
                "Chưa có gì thay đổi. Có mẫu mới thì gửi cho tổ quản lý phần mềm.",
            ),
            Self::AddedMeanwhile { number } => (
                format!("Vừa có bản {number} của mẫu này"),
                "Chưa lưu gì, tệp và chữ đã gõ còn đây. Xem bản mới, vẫn cần thì gửi lại.",
            ),
        };
        (fact, advice.to_owned())
    }
}
