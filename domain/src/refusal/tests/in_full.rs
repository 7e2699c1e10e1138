//! Some of them word by word.

use super::*;

#[test]
fn refusals_in_full() {
    let check = |refusal: Refusal, fact: &str, advice: &str| {
        assert_eq!(refusal.words(), Words { fact: fact.to_owned(), advice: advice.to_owned() });
    };
    check(
        Refusal::ObligationClosed { at: at("2026-11-25 14:20"), reason: "lớp 4A giải thể.".to_owned() },
        "Hồ sơ này không phải nộp nữa",
        "Đã đóng lúc 14:20 ngày 25/11/2026 vì lớp 4A giải thể. Tệp đã chọn vẫn còn trên máy; nếu cần nộp, hỏi ban giám hiệu.",
    );
    check(
        shut().into(),
        "Hồ sơ này đã khóa từ 17:00 ngày 27/11/2026",
        "Lệnh khóa số 07 (42/QĐ-TrMNNT), do hiệu trưởng Nguyễn Thị Minh Nguyệt ra. Chưa có gì thay đổi; tệp và lời đã viết vẫn còn \
         nguyên. Xem và tải về lúc nào cũng được. Cần nộp hoặc sửa thì xin bổ sung sau khóa.",
    );
    check(
        Refusal::Field { field: "Họ và tên".to_owned(), reason: "còn để trống.".to_owned() },
        "Họ và tên: còn để trống",
        "Sửa ô này rồi gửi lại, các ô khác vẫn còn nguyên.",
    );
    let waits = [(0, "1 giây"), (59, "59 giây"), (60, "1 phút"), (61, "2 phút"), (900, "15 phút")];
    for (seconds, words) in waits {
        let advice = format!("Chờ {words} rồi thử lại. Tài khoản không bị khóa.");
        check(Refusal::SignInSlowed { seconds }, "Đã thử sai nhiều lần", &advice);
    }
}
