//! What moves the day by which something is owed, or whose it is: extensions, exemptions, absences, closures, swaps, turns.

use crate::{
    closures::ClosureKind,
    log::{Happened, Said},
    obligations::Finding,
    vietnamese,
};

pub fn absence_noted(of: &Happened<'_>) -> Said {
    let cover = if of.has("cover") { format!(", {} làm thay", of.person("cover")) } else { String::new() };
    Said::new(format!("ghi {} nghỉ{cover} (số {})", of.person("person"), of.number("number")))
        .after(vietnamese::with_small_beginning(&of.days("from", "to")))
}

pub fn absence_ended(of: &Happened<'_>) -> Said {
    Said::new(format!("ghi hết nghỉ trước ngày đã ghi (số {})", of.number("number"))).before("đang nghỉ").after("hết nghỉ")
}

pub fn cover_changed(of: &Happened<'_>) -> Said {
    Said::new(format!("đổi người làm thay của lần nghỉ số {}", of.number("number"))).after(of.person("cover"))
}

pub fn closure_declared(of: &Happened<'_>) -> Said {
    let kind = ClosureKind::from_code(of.text("kind")).map_or("Nghỉ đột xuất", |kind| kind.words());
    let kind = vietnamese::with_small_beginning(kind);
    Said::new(format!("báo nghỉ đột xuất số {} ({kind})", of.number("number")))
        .after(vietnamese::with_small_beginning(&of.days("from", "to")))
}

pub fn closure_taken_back(of: &Happened<'_>) -> Said {
    Said::new(format!("rút báo nghỉ đột xuất số {}", of.number("number"))).before("nghỉ").after("không nghỉ")
}

pub fn extension_asked(of: &Happened<'_>) -> Said {
    Said::new(format!("xin gia hạn {}", of.record_of("obligation")))
        .after(format!("xin đến hết {}", of.day("until")))
        .about(of.about_record_of("obligation"))
}

pub fn extension_answered(of: &Happened<'_>) -> Said {
    let what = match of.text("answer") {
        "granted" => "đồng ý một lời xin gia hạn",
        "refused" => "không đồng ý một lời xin gia hạn",
        _ => "rút lời xin gia hạn của mình",
    };
    Said::new(what).before("chờ trả lời")
}

pub fn extension_given(of: &Happened<'_>) -> Said {
    let decision = of.by_decision("decision");
    Said::new(format!("gia hạn {}{decision} (số {})", of.records("records"), of.number("number")))
        .after(format!("đến hết {}", of.day("until")))
}

pub fn extension_taken_back(of: &Happened<'_>) -> Said {
    Said::new(format!("rút gia hạn số {}", of.number("number"))).before("đã gia hạn").after("theo hạn cũ")
}

pub fn exempted(of: &Happened<'_>) -> Said {
    Said::new(format!("miễn nộp {}", of.record())).before("phải nộp").after("được miễn").about(of.about_record())
}

pub fn exemption_ended(of: &Happened<'_>) -> Said {
    Said::new(format!("bỏ miễn {}", of.record())).before("được miễn").after("phải nộp").about(of.about_record())
}

pub fn lateness_explained(of: &Happened<'_>) -> Said {
    Said::new(format!("ghi lý do nộp muộn {}", of.record())).about(of.about_record())
}

pub fn reminded(of: &Happened<'_>) -> Said {
    Said::new(format!("nhắc nộp {}", of.record())).about(of.about_record())
}

pub fn lateness_judged(of: &Happened<'_>) -> Said {
    let found =
        Finding::from_code(of.text("finding")).map_or_else(String::new, |one| vietnamese::with_small_beginning(one.words()));
    Said::new(format!("xem xét việc nộp muộn {}", of.record())).after(found).about(of.about_record())
}

pub fn swap_offered(of: &Happened<'_>) -> Said {
    let back = match of.number("back") {
        0 => String::new(),
        week => format!(", lấy tuần {week}"),
    };
    Said::new(format!("mời {} làm thay tuần {} của {}{back}", of.person("to"), of.number("week"), of.class_of("class")))
}

pub fn swap_accepted(of: &Happened<'_>) -> Said {
    Said::new(format!("nhận lời đổi lượt tuần {} của {}", of.number("week"), of.class_of("class")))
        .before(of.person("from"))
        .after(of.person("to"))
}

pub fn swap_declined(of: &Happened<'_>) -> Said {
    Said::new(format!("không đổi lượt tuần {} của {} với {}", of.number("week"), of.class_of("class"), of.person("from")))
}

pub fn swap_taken_back(of: &Happened<'_>) -> Said {
    Said::new(format!("rút lời mời {} đổi lượt tuần {} của {}", of.person("to"), of.number("week"), of.class_of("class")))
}

pub fn turns_set(of: &Happened<'_>) -> Said {
    Said::new(format!("chia lượt soạn cho {}, {} tuần", of.class(of.subject), of.number("weeks")))
}

pub fn brought_up_to_date(of: &Happened<'_>) -> Said {
    let (added, updated, closed) = (of.number("added"), of.number("updated"), of.number("closed"));
    Said::new(format!("cập nhật danh sách hồ sơ phải nộp vì {}", of.text("reason")))
        .after(format!("thêm {added}, đổi {updated}, đóng {closed} hồ sơ"))
}
