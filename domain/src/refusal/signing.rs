//! Why nothing is signed, or no signature is looked for.

use serde::{Deserialize, Serialize};

use super::Refusal;

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SigningRefusal {
    /// The leadership approves by signing, and this came without a signature.
    NotSigned,
    /// The password was typed too long ago: what is signed must be in the sole control of whoever signs.
    PasswordAgain,
    /// A sheet of an older form that does not say that the department had not approved yet is not taken home before it has.
    SheetSaysTooMuch,
    /// Too many codes that nobody has; try again after so many seconds.
    CheckSlowed { seconds: u64 },
}

impl From<SigningRefusal> for Refusal {
    fn from(refusal: SigningRefusal) -> Self {
        Self::Signing(refusal)
    }
}

impl SigningRefusal {
    /// What is true, and what to do next.
    pub fn words(&self) -> (String, String) {
        match self {
            Self::NotSigned => (
                "Ban giám hiệu duyệt bằng cách ký, lần gửi này chưa có chữ ký".to_owned(),
                "Chưa ghi quyết định nào cho hồ sơ này. Mở lại hồ sơ từ danh sách Chờ tôi duyệt rồi ký ở đó.".to_owned(),
            ),
            Self::PasswordAgain => (
                "Đã hơn 5 phút từ lần gõ mật khẩu trước".to_owned(),
                "Chưa ký hồ sơ này. Gõ mật khẩu đang dùng rồi ký lại.".to_owned(),
            ),
            Self::SheetSaysTooMuch => (
                "Phiếu này không ghi rằng khi ban giám hiệu ký, tổ chưa duyệt phiên bản".to_owned(),
                "Chữ ký vẫn đúng, nhưng phiếu chỉ in và tải về được khi phiên bản đã được tổ duyệt. Kết quả xem ở trang kiểm tra \
                 chữ ký."
                    .to_owned(),
            ),
            Self::CheckSlowed { seconds } => (
                "Đã thử nhiều mã không có".to_owned(),
                format!("Thử lại sau {} giây. Mã đúng in trên phiếu duyệt, gồm 6 nhóm 4 ký tự.", seconds.max(&1)),
            ),
        }
    }
}
