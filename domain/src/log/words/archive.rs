//! The archive: what went in and came out, whether its files fit, how long records are kept, and what is held; and the exports of
//! all of the school.

use crate::{
    archive::Retention,
    log::{Happened, Said},
    readable_export::ExportSize,
    vietnamese,
};

/// "gói lưu trữ số 3".
fn package(of: &Happened<'_>, key: &str) -> String {
    format!("gói lưu trữ số {}", of.number(key))
}

pub fn package_made(of: &Happened<'_>) -> Said {
    let what = format!("{}, {}", of.text("what"), vietnamese::school_year(of.text("school_year")));
    Said::new(format!("đưa {} hồ sơ vào lưu trữ, {}", of.number("records"), package(of, "number"))).after(what)
}

pub fn package_checked(of: &Happened<'_>) -> Said {
    let found = match of.number("broken") {
        0 => format!("{} tệp đủ và nguyên vẹn", of.number("files")),
        broken => format!("{broken} trong {} tệp không còn khớp", of.number("files")),
    };
    Said::new(format!("kiểm tra {}", package(of, "number"))).after(found)
}

pub fn package_taken(of: &Happened<'_>) -> Said {
    let lacking = match of.number("lacking") {
        0 => String::new(),
        lacking => format!("thiếu {lacking} tệp"),
    };
    Said::new(format!("tải {}", package(of, "number"))).after(lacking)
}

pub fn record_taken_out(of: &Happened<'_>) -> Said {
    Said::new(format!("lấy {} ra khỏi {}", of.record(), package(of, "package"))).about(of.about_record())
}

pub fn retention_set(of: &Happened<'_>) -> Said {
    let years = u32::try_from(of.number("years")).ok().filter(|years| *years > 0);
    let retention = Retention::from_code(of.text("kind"), years).unwrap_or_default().words();
    let basis = match of.text("basis") {
        "" => String::new(),
        basis => format!(", theo {basis}"),
    };
    Said::new("đặt thời hạn lưu của một loại hồ sơ").after(format!("{retention}{basis}"))
}

pub fn held(of: &Happened<'_>) -> Said {
    Said::new(format!("giữ lại hồ sơ, không cho hủy, lệnh giữ số {}", of.number("number")))
}

pub fn hold_lifted(of: &Happened<'_>) -> Said {
    Said::new(format!("thôi lệnh giữ hồ sơ số {}", of.number("number")))
}

/// What it is for stands in the log, so that whoever reads of it need not ask.
pub fn school_exported(of: &Happened<'_>) -> Said {
    let count = |key: &str| u64::try_from(of.number(key)).unwrap_or_default();
    let size = ExportSize {
        records: count("records"),
        versions: count("versions"),
        files: count("files"),
        lacking: count("lacking"),
        bytes: count("bytes"),
    };
    let purpose = match of.text("purpose") {
        "" => "tại máy chủ".to_owned(),
        purpose => format!("để: {}", vietnamese::without_stop(purpose)),
    };
    Said::new(format!("xuất hồ sơ toàn trường, bản số {}", of.number("number"))).after(format!(
        "{purpose}; {}; mã danh sách {}",
        size.words(),
        of.text("sums")
    ))
}

pub fn export_taken(of: &Happened<'_>) -> Said {
    Said::new(format!("bắt đầu tải bản xuất toàn trường số {}", of.number("number")))
}

/// "danh mục tiêu hủy số 2".
fn list(of: &Happened<'_>) -> String {
    format!("danh mục tiêu hủy số {}", of.number("number"))
}

/// "34 hồ sơ".
fn records(of: &Happened<'_>) -> String {
    format!("{} hồ sơ", of.number("records"))
}

pub fn disposal_drawn_up(of: &Happened<'_>) -> Said {
    Said::new(format!("lập {}", list(of))).after(records(of))
}

pub fn disposal_minuted(of: &Happened<'_>) -> Said {
    let what = format!("biên bản số {}, giữ lại {} hồ sơ", of.text("minutes"), of.number("kept"));
    Said::new(format!("ghi biên bản của hội đồng về {}", list(of))).after(what)
}

pub fn disposal_decided(of: &Happened<'_>) -> Said {
    match of.text("decision") {
        "" => Said::new(format!("không đồng ý {}", list(of))),
        number => Said::new(format!("quyết định tiêu hủy theo {}", list(of))).after(format!("số {number}, {}", records(of))),
    }
}

pub fn disposal_taken_back(of: &Happened<'_>) -> Said {
    Said::new(format!("rút {}", list(of)))
}

pub fn disposal_executed(of: &Happened<'_>) -> Said {
    let what = format!("{}, {} tệp, biên bản số {}", records(of), of.number("files"), of.text("minutes"));
    Said::new(format!("thi hành {}", list(of))).after(what)
}

pub fn record_disposed(of: &Happened<'_>) -> Said {
    let what = format!("biên bản số {}", of.text("minutes"));
    Said::new(format!("tiêu hủy tệp của {}", of.record())).after(what).about(of.about_record())
}
