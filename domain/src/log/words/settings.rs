//! What the school settles: calendar, types of records, rules, themes, names, the first set-up.

use crate::{
    log::{Detail, Happened, Said},
    record_types::Sensitivity,
    vietnamese,
};

pub fn calendar_kept(of: &Happened<'_>) -> Said {
    let document = of.text("document");
    let document = if document.is_empty() { String::new() } else { format!(", theo {}", crate::lines::document_words(document)) };
    let changes: Vec<&str> = of
        .many("changes")
        .iter()
        .filter_map(|one| match one {
            Detail::Text(words) => Some(words.as_str()),
            Detail::None | Detail::Flag(_) | Detail::Number(_) | Detail::Many(_) | Detail::Facts(_) | Detail::Fraction(_) => None,
        })
        .collect();
    let year = vietnamese::school_year(of.text("school_year"));
    Said::new(format!("lưu lịch năm học {year}{document}")).after(changes.join("; "))
}

pub fn decision_corrected(of: &Happened<'_>) -> Said {
    Said::new("sửa số của một quyết định ghi sai").before(of.text("was")).after(of.text("decision"))
}

pub fn file_limit_set(of: &Happened<'_>) -> Said {
    let bytes = u64::try_from(of.number("bytes")).unwrap_or_default();
    Said::new("đặt lại cỡ tệp lớn nhất được nộp").after(vietnamese::file_size(bytes))
}

pub fn type_added(of: &Happened<'_>) -> Said {
    Said::new("thêm một loại hồ sơ").after(of.text("code"))
}

pub fn type_changed(of: &Happened<'_>) -> Said {
    let retired = if of.is("retired") { ", không dùng nữa" } else { "" };
    Said::new(format!("sửa loại hồ sơ {}{retired}", of.text("name")))
}

pub fn fence_set(of: &Happened<'_>) -> Said {
    let kind = Sensitivity::from_code(of.text("sensitivity")).map_or("", Sensitivity::name);
    let named = of.text("readers").split_whitespace().count();
    let more = if named == 0 { String::new() } else { format!(", thêm {named} chức danh được xem") };
    Said::new("đổi ai được xem một loại hồ sơ").after(format!("{kind}{more}"))
}

pub fn template_added(of: &Happened<'_>) -> Said {
    Said::new(format!("đưa lên mẫu của một loại hồ sơ, bản {}", of.number("number"))).after(format!("từ {}", of.day("from")))
}

pub fn review_setting_changed(_: &Happened<'_>) -> Said {
    Said::new("đổi một quy định về duyệt hồ sơ")
}

pub fn rules_added(of: &Happened<'_>) -> Said {
    Said::new(format!("đặt quy định về hạn nộp, bản {}", of.number("number"))).after(format!("từ {}", of.day("effective_from")))
}

pub fn rules_changed(of: &Happened<'_>) -> Said {
    Said::new(format!("sửa giờ của quy định về hạn nộp, bản {}", of.number("number")))
}

pub fn address_set(of: &Happened<'_>) -> Said {
    let address = of.text("address");
    Said::new("ghi địa chỉ của hệ thống").after(if address.is_empty() { "chưa có" } else { address })
}

pub fn contacts_set(of: &Happened<'_>) -> Said {
    let contacts = of.text("contacts");
    Said::new("ghi người liên hệ của hệ thống").after(if contacts.is_empty() { "chưa có" } else { contacts })
}

pub fn own_lock_set(of: &Happened<'_>) -> Said {
    Said::new("đặt lại việc tự khóa ở máy riêng").after(if of.is("on") { "tự khóa sau 10 phút" } else { "không tự khóa" })
}

pub fn founded(of: &Happened<'_>) -> Said {
    Said::new(format!("lập trường {}", of.text("name")))
}

pub fn renamed(of: &Happened<'_>) -> Said {
    Said::new("đổi tên trường").after(of.text("name"))
}

pub fn year_renamed(of: &Happened<'_>) -> Said {
    Said::new("đổi tên năm học").after(vietnamese::school_year(of.text("name")))
}

pub fn set_up_finished(_: &Happened<'_>) -> Said {
    Said::new("hoàn thành thiết lập ban đầu")
}

pub fn set_up_opened(of: &Happened<'_>) -> Said {
    Said::new(format!("mở trường cho {} người", of.number("people"))).after(format!("tính hạn từ {}", of.day("counts_from")))
}

pub fn set_up_step(of: &Happened<'_>) -> Said {
    Said::new(format!("sang bước {} của thiết lập ban đầu", of.number("step")))
}

fn weeks(of: &Happened<'_>) -> String {
    format!("tuần {} đến {}", of.number("from"), of.number("through"))
}

pub fn theme_added(of: &Happened<'_>) -> Said {
    Said::new(format!("thêm chủ đề {}", of.text("name"))).after(weeks(of))
}

pub fn theme_changed(of: &Happened<'_>) -> Said {
    Said::new(format!("sửa chủ đề {}", of.text("name"))).after(weeks(of))
}

pub fn theme_removed(_: &Happened<'_>) -> Said {
    Said::new("bỏ một chủ đề")
}

pub fn regulation_published(of: &Happened<'_>) -> Said {
    let (number, clauses, decision) = (of.number("number"), of.number("clauses"), of.by_decision("decision"));
    Said::new(format!("ban hành quy chế bản {number}, {clauses} điều, khoản{decision}"))
        .after(format!("thi hành từ {}", of.day("from")))
}

pub fn regulation_pledged(of: &Happened<'_>) -> Said {
    Said::new(format!("đã đọc và cam kết thực hiện quy chế bản {}", of.number("number")))
}

pub fn regulation_reminded(of: &Happened<'_>) -> Said {
    Said::new(format!("nhắc {} người chưa cam kết quy chế bản {}", of.number("people"), of.number("number")))
}
