//! Accounts, passwords and sessions.

use crate::log::{Happened, Said};

pub fn opened(of: &Happened<'_>) -> Said {
    Said::new(format!("mở tài khoản cho {}", of.whose()))
        .after(format!("tên đăng nhập {}", of.text("username")))
        .about(of.about_person())
}

pub fn reopened(of: &Happened<'_>) -> Said {
    Said::new(format!("mở lại tài khoản của {}", of.whose())).before("tạm khóa").after("dùng được").about(of.about_person())
}

pub fn suspended(of: &Happened<'_>) -> Said {
    Said::new(format!("tạm khóa tài khoản của {}", of.whose())).before("dùng được").after("tạm khóa").about(of.about_person())
}

pub fn password_set(of: &Happened<'_>) -> Said {
    let words = if of.is("handed_out") { "cấp mật khẩu lần đầu cho" } else { "đặt mật khẩu riêng cho" };
    Said::new(format!("{words} {}", of.whose())).about(of.about_person())
}

pub fn password_reset(of: &Happened<'_>) -> Said {
    let waits = if of.is("confirmed") { "" } else { ", chờ ban giám hiệu xác nhận" };
    let at_console = if of.has("by") { "" } else { " tại máy chủ" };
    Said::new(format!("cấp lại mật khẩu cho {}{at_console}{waits}", of.whose())).about(of.about_person())
}

pub fn password_reset_confirmed(of: &Happened<'_>) -> Said {
    Said::new(format!("xác nhận mật khẩu cấp lại cho {}", of.whose())).about(of.about_person())
}

pub fn password_reset_seen(of: &Happened<'_>) -> Said {
    Said::new("ghi đã biết mật khẩu của mình được cấp lại").about(of.about_person())
}

pub fn password_reset_told(of: &Happened<'_>) -> Said {
    Said::new(format!("ghi đã biết mật khẩu của {} được cấp lại", of.whose())).about(of.about_person())
}

pub fn session_begun(of: &Happened<'_>) -> Said {
    Said::new("đăng nhập").about(of.about_person())
}

pub fn session_ended(of: &Happened<'_>) -> Said {
    Said::new("đăng xuất").about(of.about_person())
}

pub fn sign_in_failed(of: &Happened<'_>) -> Said {
    not_let_in(of, "mật khẩu sai")
}

pub fn wrong_code_typed(of: &Happened<'_>) -> Said {
    not_let_in(of, "mật khẩu đúng, mã xác nhận sai")
}

fn not_let_in(of: &Happened<'_>, why: &str) -> Said {
    let times = match of.number("times") {
        0 | 1 => String::new(),
        times => format!(", {times} lần liền"),
    };
    let whose = of.who(of.subject.map(crate::people::PersonId::new));
    Said::new(format!("không cho đăng nhập vào tài khoản của {whose}: {why}{times}")).about(of.about_person())
}

pub fn second_factor_kept(of: &Happened<'_>) -> Said {
    let words = if of.is("renewed") {
        "đổi mã xác nhận khi đăng nhập của mình"
    } else {
        "bật mã xác nhận khi đăng nhập của mình"
    };
    Said::new(words).about(of.about_person())
}

pub fn second_factor_end_asked(of: &Happened<'_>) -> Said {
    Said::new(format!("đề nghị tắt mã xác nhận khi đăng nhập của {}", of.whose())).about(of.about_person())
}

pub fn second_factor_ended(of: &Happened<'_>) -> Said {
    Said::new(format!("tắt mã xác nhận khi đăng nhập của {}", of.whose())).about(of.about_person())
}

pub fn second_factor_duty_set(of: &Happened<'_>) -> Said {
    let grace = of.number("grace_days");
    let after = if of.has("grace_days") {
        format!("ban giám hiệu và tổ quản lý phần mềm phải bật trong {grace} ngày")
    } else {
        "ai muốn thì bật".to_owned()
    };
    Said::new("quy định về mã xác nhận khi đăng nhập").after(after)
}

pub fn recovery_code_used(of: &Happened<'_>) -> Said {
    Said::new("đăng nhập bằng một mã dự phòng").after(format!("còn {} mã", of.number("left"))).about(of.about_person())
}

pub fn sessions_ended(of: &Happened<'_>) -> Said {
    Said::new(format!("đăng xuất {} nơi khác của {}", of.number("count"), of.whose())).about(of.about_person())
}

pub fn checked(of: &Happened<'_>) -> Said {
    Said::new(format!("ghi đợt kiểm tra tài khoản số {}", of.number("number")))
}

pub fn finding_mended(of: &Happened<'_>) -> Said {
    let (check, finding) = (of.number("number"), of.number("finding"));
    Said::new(format!("ghi đã xử lý điểm {finding} của đợt kiểm tra tài khoản số {check}"))
}
