//! Appointments, and places that are lent: who may do what.

use crate::{
    log::{Happened, Said},
    vietnamese,
};

pub fn begun(of: &Happened<'_>) -> Said {
    let decision = of.by_decision("decision");
    Said::new(format!("phân công {} làm {}{decision}", of.whose(), of.position()))
        .after(format!("từ {}", of.day("from")))
        .about(of.about_person())
}

pub fn entered(of: &Happened<'_>) -> Said {
    Said::new(format!("đề nghị phân công {} làm {}, chờ ban giám hiệu xác nhận", of.whose(), of.position()))
        .after(format!("từ {}, khi được xác nhận", of.day("from")))
        .about(of.about_person())
}

pub fn confirmed(of: &Happened<'_>) -> Said {
    Said::new(format!("xác nhận phân công {} làm {}, do {} đề nghị", of.whose(), of.position(), of.person("entered_by")))
        .before("chờ xác nhận")
        .after(format!("có hiệu lực từ {}", of.day("from")))
        .about(of.about_person())
}

pub fn turned_down(of: &Happened<'_>) -> Said {
    Said::new(format!("không nhận phân công {} làm {}, do {} đề nghị", of.whose(), of.position(), of.person("entered_by")))
        .before("chờ xác nhận")
        .after("không có hiệu lực")
        .about(of.about_person())
}

pub fn ended(of: &Happened<'_>) -> Said {
    let was = of.day("was");
    Said::new(format!("ghi ngày thôi làm {} của {}", of.position(), of.whose()))
        .before(if was.is_empty() { "chưa có ngày thôi".to_owned() } else { format!("đến hết {was}") })
        .after(format!("đến hết {}", of.day("until")))
        .about(of.about_person())
}

pub fn delegated(of: &Happened<'_>) -> Said {
    let (position, decision) = (of.position(), of.by_decision("decision"));
    Said::new(format!("ủy quyền cho {} làm {position} thay {}{decision}", of.whose(), of.person("for")))
        .after(vietnamese::with_small_beginning(&of.days("from", "until")))
        .about(of.about_person())
}

pub fn delegation_ended(of: &Happened<'_>) -> Said {
    Said::new(format!("kết thúc một ủy quyền đã đến hạn lúc {}", of.moment("ordered")))
}

pub fn mandate_recorded(of: &Happened<'_>) -> Said {
    let (number, signer, about) = (of.text("number"), of.text("signer"), of.text("about"));
    Said::new(format!("ghi quyết định số {number} ngày {}, {signer} ký: {about}", of.day("signed_on")))
        .after(vietnamese::with_small_beginning(&of.days("from", "until")))
}

pub fn mandate_right_named(of: &Happened<'_>) -> Said {
    let what = if of.text("effect") == "ends" { "thôi theo" } else { "có theo" };
    Said::new(format!("ghi một phân công là {what} một quyết định"))
}

pub fn mandate_ended(of: &Happened<'_>) -> Said {
    Said::new("cho một quyết định hết hiệu lực sớm").after(format!("đến hết {}", of.day("last")))
}

pub fn mandate_scanned(_: &Happened<'_>) -> Said {
    Said::new("đính kèm một bản quét vào một quyết định")
}

pub fn viewed_as(of: &Happened<'_>) -> Said {
    let screen = match of.text("screen") {
        "done" => "Đã nộp",
        "dashboard" => "Bảng theo dõi",
        _ => "Việc của tôi",
    };
    Said::new(format!("xem trang {screen} như {}", of.whose())).about(of.about_person())
}

pub fn handover_confirmed(of: &Happened<'_>) -> Said {
    Said::new(format!("xác nhận bàn giao số {}", of.number("number")))
}

pub fn handover_signed(of: &Happened<'_>) -> Said {
    let number = of.number("number");
    if of.is_by("person") {
        return Said::new(format!("ký biên bản bàn giao số {number}"));
    }
    Said::new(format!("ghi {} đã ký trên giấy biên bản bàn giao số {number}", of.person("person")))
}

pub fn data_asked(of: &Happened<'_>) -> Said {
    Said::new(format!("yêu cầu dữ liệu cá nhân của {}, số {}", of.whose(), of.number("number")))
        .after(format!("hạn trả lời {}", of.day("due")))
        .about(of.about_person())
}

pub fn data_given(of: &Happened<'_>) -> Said {
    Said::new(format!("giao dữ liệu cá nhân của {}, yêu cầu số {}", of.whose(), of.number("number"))).about(of.about_person())
}

pub fn data_refused(of: &Happened<'_>) -> Said {
    Said::new(format!("từ chối giao dữ liệu cá nhân của {}, yêu cầu số {}", of.whose(), of.number("number")))
        .about(of.about_person())
}

pub fn data_exported(of: &Happened<'_>) -> Said {
    Said::new(format!("tải dữ liệu cá nhân của {}, yêu cầu số {}", of.whose(), of.number("number"))).about(of.about_person())
}

pub fn copy_taken(of: &Happened<'_>) -> Said {
    Said::new(format!("tải bản lưu cá nhân: {} hồ sơ, {} tệp", of.number("records"), of.number("files"))).about(of.about_person())
}
