//! What was decided, signed, checked and written about a version.

use crate::{
    log::{Happened, Said},
    record_types::Step,
    vietnamese,
};

pub fn decided(of: &Happened<'_>) -> Said {
    let step = match Step::from_code(of.text("step")) {
        Some(Step::Department) => " (tổ duyệt)",
        Some(Step::Leadership) => " (ban giám hiệu duyệt)",
        None => "",
    };
    let (verb, after) = if of.has("returned") { ("trả lại", "trả lại để sửa") } else { ("duyệt", "đã duyệt") };
    Said::new(format!("{verb} {}{step}", of.record())).before("chờ duyệt").after(after).about(of.about_record())
}

pub fn undone(of: &Happened<'_>) -> Said {
    Said::new(format!("rút lại quyết định lúc {} về {}", of.moment("decided_at"), of.record()))
        .before("đã quyết định")
        .after("chờ duyệt")
        .about(of.about_record())
}

pub fn signed(of: &Happened<'_>) -> Said {
    Said::new(format!("ký duyệt {}", of.record())).about(of.about_record())
}

pub fn spot_checked(of: &Happened<'_>) -> Said {
    Said::new(format!("ký xác nhận đã kiểm tra {}", of.record())).about(of.about_record())
}

pub fn commented(of: &Happened<'_>) -> Said {
    let verb = if of.has("answers") { "trả lời một góp ý về" } else { "góp ý về" };
    Said::new(format!("{verb} {}", of.record())).about(of.about_record())
}

pub fn thread_settled(of: &Happened<'_>) -> Said {
    Said::new(format!("ghi một góp ý về {} đã xong", of.record())).before("chưa xong").after("đã xong").about(of.about_record())
}

pub fn thread_reopened(of: &Happened<'_>) -> Said {
    Said::new(format!("mở lại một góp ý về {}", of.record())).before("đã xong").after("chưa xong").about(of.about_record())
}

pub fn year_book_bound(of: &Happened<'_>) -> Said {
    let (class, year) = (of.class(of.subject), vietnamese::school_year(of.text("school_year")));
    let said = Said::new(format!("lập sổ hồ sơ điện tử cuối năm của {class}, năm học {year}, bản {}", of.number("number")));
    match of.number("changes") {
        0 => said,
        changes => said.after(format!("{changes} điểm khác với bản trước")),
    }
}
