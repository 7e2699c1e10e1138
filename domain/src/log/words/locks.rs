//! Orders that shut and open records, and what is written after a lock.

use crate::{
    locks::LockKind,
    log::{Happened, Said},
};

fn number(of: &Happened<'_>) -> String {
    format!("số {}", of.number("number"))
}

pub fn drafted(of: &Happened<'_>) -> Said {
    let kind = LockKind::from_code(of.text("kind")).map_or("khóa, mở", |kind| kind.words());
    let decision = of.by_decision("decision");
    let from = of.moment("from");
    let after = if from.is_empty() { String::new() } else { format!("từ {from}") };
    Said::new(format!("soạn lệnh {kind} {}{decision}", number(of))).after(after).about(of.about_order())
}

pub fn signed(of: &Happened<'_>) -> Said {
    let after = if of.is("decided") { "đã quyết định" } else { "còn chờ một chữ ký" };
    Said::new(format!("ký lệnh {}", number(of))).after(after).about(of.about_order())
}

pub fn executed(of: &Happened<'_>) -> Said {
    Said::new(format!("thực hiện lệnh {}", number(of))).about(of.about_order())
}

pub fn revoked(of: &Happened<'_>) -> Said {
    Said::new(format!("rút lệnh {}", number(of))).after("không còn hiệu lực").about(of.about_order())
}

pub fn took_effect(of: &Happened<'_>) -> Said {
    Said::new(format!("cho một lệnh có hiệu lực đúng giờ đã hẹn, {}", of.moment("ordered"))).about(of.about_order())
}

pub fn ended(of: &Happened<'_>) -> Said {
    Said::new(format!("cho một lệnh hết hiệu lực đúng giờ đã hẹn, {}", of.moment("ordered"))).about(of.about_order())
}

pub fn authority_set(_: &Happened<'_>) -> Said {
    Said::new("đặt lại ai được ký lệnh khóa, mở")
}

pub fn update_requested(of: &Happened<'_>) -> Said {
    Said::new(format!("xin bổ sung sau khóa {}, {} hồ sơ", number(of), of.many("records").len())).about(of.about_update())
}

pub fn update_proposed(of: &Happened<'_>) -> Said {
    Said::new(format!("đề xuất mở {} giờ để bổ sung {}", of.number("hours"), number(of))).about(of.about_update())
}

pub fn update_granted(of: &Happened<'_>) -> Said {
    Said::new(format!("đồng ý cho bổ sung {}", number(of)))
        .before("khóa")
        .after(format!("mở {} giờ cho người xin", of.number("hours")))
        .about(of.about_update())
}

pub fn update_refused(of: &Happened<'_>) -> Said {
    Said::new(format!("không đồng ý cho bổ sung {}", number(of))).about(of.about_update())
}

pub fn update_handed_in(of: &Happened<'_>) -> Said {
    Said::new(format!("nộp {} theo lần bổ sung {}", of.record_of("obligation"), number(of))).about(of.about_record_of("obligation"))
}

pub fn update_finished(of: &Happened<'_>) -> Said {
    Said::new(format!("báo đã bổ sung xong {}", number(of))).before("mở").after("khóa lại").about(of.about_update())
}

pub fn update_closed(of: &Happened<'_>) -> Said {
    Said::new(format!("khóa lại trước giờ lần bổ sung {}", number(of))).before("mở").after("khóa lại").about(of.about_update())
}

pub fn update_shut_again(of: &Happened<'_>) -> Said {
    Said::new("khóa lại hồ sơ khi hết giờ bổ sung").before("mở").after("khóa lại").about(of.about_update())
}

pub fn update_withdrawn(of: &Happened<'_>) -> Said {
    Said::new(format!("rút lời xin bổ sung {}", number(of))).about(of.about_update())
}

pub fn procedure_set(_: &Happened<'_>) -> Said {
    Said::new("đặt lại quy định bổ sung sau khóa")
}

pub fn scanned(of: &Happened<'_>) -> Said {
    Said::new("đính kèm một bản quét vào lệnh").about(of.about_order())
}
