//! The machine: its clock, and the keys of the school.

use chrono::TimeDelta;

use crate::{
    backups::BackupOutcome,
    log::{Happened, Said},
    signing::KeyId,
    vietnamese,
};

pub fn doubt_begun(of: &Happened<'_>) -> Said {
    Said::new("ngờ giờ của máy chủ").before(of.moment("school")).after(format!("máy hiện {}", of.moment("machine")))
}

fn length(seconds: i64) -> String {
    vietnamese::duration(TimeDelta::seconds(seconds.saturating_abs().min(i64::from(u32::MAX))))
}

pub fn doubt_decided(of: &Happened<'_>) -> Said {
    match of.number("offset") {
        0 => Said::new("xác nhận giờ máy chủ là đúng"),
        offset => Said::new("xác nhận giờ máy chủ đã sai").after(format!("lệch {}", length(offset))),
    }
}

pub fn doubt_ended(of: &Happened<'_>) -> Said {
    Said::new("thấy giờ của máy chủ đã khớp lại").after(format!("lệch {}", length(of.number("lacked"))))
}

pub fn key_made(of: &Happened<'_>) -> Said {
    let fingerprint = KeyId::from_hex(of.text("key")).map(|key| key.grouped()).unwrap_or_default();
    Said::new("dùng một khóa ký mới của trường").after(format!("dấu vân tay {fingerprint}"))
}

/// A kind that another version of the program wrote, and this one does not know.
pub fn unknown(_: &Happened<'_>) -> Said {
    Said::new("làm một việc mà bản phần mềm này chưa biết cách đọc")
}

pub fn digest_told(of: &Happened<'_>) -> Said {
    Said::new(format!("gửi tin đầu ngày cho {} người", of.number("people")))
}

pub fn recovery_key_made(of: &Happened<'_>) -> Said {
    match of.number("number") {
        1 => Said::new("lập khóa khôi phục của trường"),
        number => Said::new("lập khóa khôi phục mới của trường").after(format!("khóa thứ {number}")),
    }
}

pub fn backup_tried(of: &Happened<'_>) -> Said {
    let (files, sent) = (of.number("files"), of.number("sent_files"));
    let counted = format!("{} tệp, gửi thêm {}", vietnamese::number(files), vietnamese::number(sent));
    let lacking = || format!("{counted}, thiếu {}", vietnamese::number(of.number("lacking")));
    match BackupOutcome::parse(of.text("outcome")) {
        Some(BackupOutcome::Good) => Said::new("sao lưu dữ liệu của trường").after(counted),
        Some(BackupOutcome::Incomplete) => Said::new("sao lưu dữ liệu của trường, nhưng chưa đủ").after(lacking()),
        Some(BackupOutcome::Failed) | None => Said::new("sao lưu dữ liệu của trường không thành"),
    }
}

pub fn virus_scanning_set(of: &Happened<'_>) -> Said {
    Said::new(if of.is("on") { "bật trình quét virus" } else { "chạy không có trình quét virus" })
}

pub fn restore_tried(of: &Happened<'_>) -> Said {
    Said::new("thử khôi phục từ bản sao lưu thành công").before(of.moment("backup_at"))
}
