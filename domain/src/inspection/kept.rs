//! What keeps a file from whoever approves its version: they are told so before they press, and whose turn it is.

use serde::{Deserialize, Serialize};

use super::{HeldVerdict, Inspected, Inspection, Judgement};
use crate::{file_names::FileName, refusal::Words, vietnamese};

/// Why a file does not open for others than its sender and whoever judges it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kept {
    /// The server has not come to the end of it yet.
    Pending,
    /// The virus scanner has not said anything yet.
    Scanning,
    /// The virus scanner knows what is in it.
    Infected,
    /// The management team has not decided.
    Waiting,
    /// The management team has given it back.
    Returned,
    /// It was disposed of by the minutes of a council.
    Disposed,
}

impl Kept {
    /// How a version with such a file stands, in a list.
    pub const fn state(self) -> &'static str {
        match self {
            Self::Pending => "Máy chủ đang kiểm tra tệp",
            Self::Scanning => "Có tệp đang được kiểm tra virus",
            Self::Infected => "Có tệp bị cách ly vì có virus",
            Self::Waiting => "Có tệp chờ tổ quản lý phần mềm xem",
            Self::Returned => "Có tệp bị tổ quản lý phần mềm trả lại",
            Self::Disposed => "Tệp đã tiêu hủy theo biên bản của hội đồng",
        }
    }

    /// Why an approval that was sent is not noted, and what to do next.
    pub const fn refusal(self) -> (&'static str, &'static str) {
        match self {
            Self::Pending => (
                "Máy chủ chưa kiểm tra xong tệp của hồ sơ",
                "Chưa ghi quyết định nào cho hồ sơ này. Máy chủ tự kiểm tra lại trong ít phút; chờ rồi duyệt lại. Trả lại để \
                 nộp tệp khác thì được ngay.",
            ),
            Self::Scanning => (
                "Tệp của hồ sơ chưa được quét virus xong",
                "Chưa ghi quyết định nào cho hồ sơ này. Chờ quét xong rồi duyệt lại; trả lại để nộp tệp khác thì được ngay.",
            ),
            Self::Infected => (
                "Hồ sơ có tệp bị cách ly vì có virus",
                "Chưa ghi quyết định nào cho hồ sơ này. Phiên bản này không duyệt được, trả lại thì được; đến lượt thầy cô nộp \
                 tệp sạch.",
            ),
            Self::Waiting => (
                "Hồ sơ có tệp đang giữ lại, chưa ai được mở",
                "Chưa ghi quyết định nào cho hồ sơ này. Trả lại để nộp tệp khác thì được; muốn duyệt thì chờ tổ quản lý phần mềm \
                 cho mở.",
            ),
            Self::Returned => (
                "Hồ sơ có tệp đã bị tổ quản lý phần mềm trả lại",
                "Chưa ghi quyết định nào cho hồ sơ này. Phiên bản này không duyệt được, trả lại thì được; đến lượt thầy cô nộp \
                 tệp khác.",
            ),
            Self::Disposed => (
                "Tệp của hồ sơ đã tiêu hủy theo biên bản của hội đồng",
                "Chưa ghi quyết định nào cho hồ sơ này. Hồ sơ nằm trong lưu trữ, không duyệt lại nữa.",
            ),
        }
    }

    /// Why the version cannot be approved, and whose turn it is.
    pub fn words(self, name: &FileName) -> Words {
        let name = name.short();
        let (fact, advice) = match self {
            Self::Pending => (
                format!("{name} đang được máy chủ kiểm tra"),
                "Xong trong ít phút; cho đến khi đó hồ sơ chưa duyệt được, trả lại thì được.",
            ),
            Self::Scanning => {
                (format!("{name} đang được kiểm tra virus"), "Quét xong thì mở và duyệt được; trả lại thì được ngay.")
            }
            Self::Infected => (
                format!("{name} bị cách ly vì có virus"),
                "Đến lượt thầy cô nộp tệp sạch; phiên bản này không duyệt được, trả lại thì được.",
            ),
            Self::Waiting => (
                format!("{name} đang chờ tổ quản lý phần mềm xem"),
                "Đến lượt tổ quản lý phần mềm: họ cho mở thì hồ sơ mới duyệt được. Trả lại để nộp tệp khác thì được ngay.",
            ),
            Self::Returned => (
                format!("{name} đã bị tổ quản lý phần mềm trả lại"),
                "Đến lượt thầy cô nộp tệp khác; phiên bản này không duyệt được, trả lại thì được.",
            ),
            Self::Disposed => {
                (format!("{name} đã tiêu hủy theo biên bản của hội đồng"), "Không mở lại được; mã của tệp và biên bản vẫn còn.")
            }
        };
        Words { fact, advice: advice.to_owned() }
    }
}

impl Inspected {
    /// What keeps the file from others; `None` where nothing does.
    pub fn kept(&self) -> Option<Kept> {
        match &self.judgement {
            _ if self.pending().is_some() => Some(Kept::Pending),
            _ if self.waits_for_scan() => Some(Kept::Scanning),
            _ if self.causes().is_empty() => None,
            Some(Judgement { verdict: HeldVerdict::Returned { .. }, .. }) => Some(Kept::Returned),
            _ if self.is_infected() => Some(Kept::Infected),
            Some(_) | None => Some(Kept::Waiting),
        }
    }

    /// What is told of the file of this name to whoever approves it: what `notices` says, with what a reviewer does about it.
    pub fn notices_for_reviewer(&self, name: &FileName) -> Vec<Words> {
        let found = |causes: &[super::Cause]| -> Vec<Words> {
            let named = |fact: &str| format!("{}: {}", name.short(), vietnamese::with_small_beginning(fact));
            causes.iter().map(|cause| Words { fact: named(&cause.words().fact), advice: String::new() }).collect()
        };
        match (self.kept(), &self.inspection) {
            (Some(kept), _) => [kept.words(name)].into_iter().chain(found(self.causes())).collect(),
            (None, Inspection::Odd(_)) => {
                let ask = "Không đọc được đủ thì trả lại, ghi rõ cần nộp lại tệp nào.";
                self.notices(name).into_iter().map(|words| Words { advice: ask.to_owned(), ..words }).collect()
            }
            (None, _) => self.notices(name),
        }
    }

    /// What is told of the file of this name to whoever neither hands it in nor decides about it: what was found, and what others
    /// do only where nobody has to do anything.
    pub fn notices_for_others(&self, name: &FileName) -> Vec<Words> {
        let is_released = matches!(self.judgement, Some(Judgement { verdict: HeldVerdict::Released, .. }));
        let is_for_all = (is_released && !self.is_infected()) || self.pending().is_some() || self.waits_for_scan();
        let told = self.notices(name).into_iter();
        told.map(|words| if is_for_all { words } else { Words { advice: String::new(), ..words } }).collect()
    }
}

#[cfg(test)]
#[path = "kept_tests.rs"]
mod tests;
