//! Why a code beside the password was refused, or what belongs to it.

use serde::{Deserialize, Serialize};

use super::Refusal;

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SecondFactorRefusal {
    /// The password is right, and the account asks for a code as well.
    CodeNeeded,
    /// No code of these moments, one that was used already, or no recovery code that is left: one answer for all.
    WrongCode,
    /// The password was typed too long ago, or before the server was started again.
    SignInOver,
    /// The secret on the page is not the one that was offered last, or was offered too long ago.
    OfferOver,
    /// The person has a second factor already.
    AlreadyOn,
    /// There is none to be ended.
    NotOn,
    /// The school asks it of leadership and management team.
    IsDuty,
    /// Others' are ended by the leadership and the management team.
    NotYours,
    /// Of leadership and management team two people end it: whoever has asked does not confirm.
    TwoPeople,
    /// The second of the two is of the leadership.
    ConfirmIsTheLeaderships,
    /// The principal says whether it is a duty.
    DutyIsThePrincipals,
}

impl SecondFactorRefusal {
    /// The facts of the two after which a code is typed: by them the browser knows that the password was right, without the
    /// words of all the others in its download.
    pub const ASKS_CODE: [&str; 2] = ["Tài khoản này cần thêm mã xác nhận", "Mã xác nhận chưa đúng hoặc đã dùng rồi"];

    /// What is true, and what to do next.
    pub fn words(&self) -> (String, String) {
        let (fact, advice) = match self {
            Self::CodeNeeded => (Self::ASKS_CODE[0], "Gõ mã 6 số đang hiện trong ứng dụng trên điện thoại, hoặc một mã dự phòng."),
            Self::WrongCode => (
                Self::ASKS_CODE[1],
                "Chờ ứng dụng hiện mã mới rồi gõ lại; xem giờ của điện thoại có đúng không. Mất điện thoại thì dùng một mã dự phòng \
                 hoặc gọi tổ quản lý phần mềm.",
            ),
            Self::SignInOver => ("Đã quá lâu từ lúc gõ mật khẩu", "Đăng nhập lại từ đầu."),
            Self::OfferOver => ("Mã QR này không còn dùng được", "Chưa bật gì. Quét mã QR mới trên trang này rồi gõ mã 6 số."),
            Self::AlreadyOn => ("Mã xác nhận đã bật từ trước", "Đổi điện thoại thì tắt rồi bật lại."),
            Self::NotOn => ("Mã xác nhận đang tắt", "Không có gì phải tắt."),
            Self::IsDuty => (
                "Trường yêu cầu ban giám hiệu và tổ quản lý phần mềm dùng mã xác nhận",
                "Mã xác nhận vẫn bật. Đổi điện thoại thì tạo bộ mã mới ngay trên trang này.",
            ),
            Self::NotYours => (
                "Tắt mã xác nhận của người khác là việc của ban giám hiệu và tổ quản lý phần mềm",
                "Chưa tắt gì. Của mình thì tắt ở trang Tài khoản.",
            ),
            Self::TwoPeople => (
                "Mã xác nhận của ban giám hiệu và tổ quản lý phần mềm do hai người tắt",
                "Chưa tắt gì. Nhờ một người khác trong ban giám hiệu xác nhận.",
            ),
            Self::ConfirmIsTheLeaderships => {
                ("Người xác nhận là ban giám hiệu", "Chưa tắt gì. Hiệu trưởng hoặc phó hiệu trưởng xác nhận ở trang của người này.")
            }
            Self::DutyIsThePrincipals => ("Hiệu trưởng quyết định ai phải dùng mã xác nhận", "Chưa đổi gì."),
        };
        (fact.to_owned(), advice.to_owned())
    }
}

impl From<SecondFactorRefusal> for Refusal {
    fn from(refusal: SecondFactorRefusal) -> Self {
        Self::SecondFactor(refusal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_says_what_is_true_and_what_to_do() {
        use SecondFactorRefusal as Why;
        let all = [
            Why::CodeNeeded,
            Why::WrongCode,
            Why::SignInOver,
            Why::OfferOver,
            Why::AlreadyOn,
            Why::NotOn,
            Why::IsDuty,
            Why::NotYours,
            Why::TwoPeople,
            Why::ConfirmIsTheLeaderships,
            Why::DutyIsThePrincipals,
        ];
        for refusal in all {
            let words = Refusal::from(refusal).words();
            assert!(!words.fact.ends_with('.') && words.advice.ends_with('.'), "{words:?}");
        }
    }
}
