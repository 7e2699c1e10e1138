//! Entries of registers: made, corrected, moved on. What was written in them is between those who read the register.

use crate::{
    log::{Happened, Said},
    registers::RegisterKind,
};

/// "sự cố số 3/2026", also of a register that only another version of the program knows.
fn name(of: &Happened<'_>) -> String {
    let one = RegisterKind::from_code(of.text("register")).map_or("mục", |kind| kind.register().one);
    format!("{one} số {}/{}", of.number("number"), of.number("year"))
}

pub fn entered(of: &Happened<'_>) -> Said {
    Said::new(format!("ghi {}", name(of)))
}

pub fn seen(of: &Happened<'_>) -> Said {
    Said::new(format!("xem {}", name(of)))
}

pub fn corrected(of: &Happened<'_>) -> Said {
    Said::new(format!("sửa {}, lần {}", name(of), of.number("version")))
}

pub fn moved(of: &Happened<'_>) -> Said {
    let register = RegisterKind::from_code(of.text("register")).map(RegisterKind::register);
    let state = register.and_then(|one| one.state(of.text("state"))).map_or("bước khác", |state| state.words);
    Said::new(format!("chuyển {} sang “{state}”", name(of)))
}

pub fn file_added(of: &Happened<'_>) -> Said {
    Said::new(format!("đính kèm một tệp vào {}", name(of)))
}
