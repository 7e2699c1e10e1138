//! The machine: its clock, and the keys of the school.

use chrono::TimeDelta;

use crate::{
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
