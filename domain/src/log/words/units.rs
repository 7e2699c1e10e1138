//! People, departments, classes and sections.

use crate::log::{Happened, Said};

pub fn person_added(of: &Happened<'_>) -> Said {
    Said::new(format!("thêm {} vào danh sách cán bộ", of.text("name"))).about(of.about_person())
}

pub fn person_changed(of: &Happened<'_>) -> Said {
    Said::new(format!("sửa thông tin của {}", of.whose())).after(of.text("name")).about(of.about_person())
}

pub fn person_removed(_: &Happened<'_>) -> Said {
    Said::new("bỏ một người khỏi danh sách cán bộ khi trường chưa mở")
}

pub fn staff_arranged(of: &Happened<'_>) -> Said {
    Said::new(format!("lưu danh sách cán bộ, {} người", of.number("people")))
}

pub fn class_added(of: &Happened<'_>) -> Said {
    Said::new(format!("thêm lớp {}", of.text("name")))
}

pub fn class_changed(of: &Happened<'_>) -> Said {
    Said::new(format!("sửa tên hoặc tổ của {}", of.class(of.subject))).after(of.text("name"))
}

pub fn class_at_site(of: &Happened<'_>) -> Said {
    let site = of.text("site");
    let site = if site.is_empty() { "điểm trường chính" } else { site };
    Said::new(format!("ghi điểm trường của {}", of.class(of.subject))).after(site)
}

pub fn site_kept(of: &Happened<'_>) -> Said {
    Said::new(format!("ghi điểm trường {}", of.text("name"))).after(of.text("address"))
}

pub fn site_removed(_: &Happened<'_>) -> Said {
    Said::new("bỏ một điểm trường")
}

pub fn class_closed(of: &Happened<'_>) -> Said {
    Said::new(format!("đóng {}", of.class(of.subject))).before("đang mở").after(format!("đến hết {}", of.day("until")))
}

pub fn class_removed(_: &Happened<'_>) -> Said {
    Said::new("bỏ một lớp chưa có ai dạy")
}

pub fn class_reopened(of: &Happened<'_>) -> Said {
    Said::new(format!("mở lại {}", of.class(of.subject))).before("đã đóng").after("đang mở")
}

pub fn department_added(of: &Happened<'_>) -> Said {
    Said::new(format!("thêm tổ {}", of.text("name")))
}

pub fn department_changed(of: &Happened<'_>) -> Said {
    Said::new(format!("sửa {}", of.department())).after(of.text("name"))
}

pub fn department_removed(_: &Happened<'_>) -> Said {
    Said::new("bỏ một tổ")
}

pub fn section_added(of: &Happened<'_>) -> Said {
    Said::new(format!("thêm bộ phận {}", of.text("name")))
}

pub fn section_changed(of: &Happened<'_>) -> Said {
    Said::new("sửa một bộ phận").after(of.text("name"))
}

pub fn section_removed(_: &Happened<'_>) -> Said {
    Said::new("bỏ một bộ phận")
}
