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
