//! Tasks by the principal: given, changed, answered, judged, ended.

use crate::log::{Happened, Said};

pub fn given(of: &Happened<'_>) -> Said {
    Said::new(format!("giao việc số {} cho {} người", of.number("number"), of.number("people")))
        .after(format!("hạn {}", of.day("until")))
}

pub fn changed(of: &Happened<'_>) -> Said {
    let (was, until) = (of.day("was"), of.day("until"));
    Said::new(format!("sửa việc được giao số {}, nay cho {} người", of.number("number"), of.number("people")))
        .before(format!("hạn {was}"))
        .after(format!("hạn {until}"))
}

pub fn answered(of: &Happened<'_>) -> Said {
    Said::new(format!("trả lời việc được giao số {}, lần {}", of.number("number"), of.number("answer")))
}

pub fn accepted(of: &Happened<'_>) -> Said {
    Said::new(format!("ghi đạt trả lời của {} cho việc được giao số {}", of.person("person"), of.number("number")))
}

pub fn asked_again(of: &Happened<'_>) -> Said {
    Said::new(format!("đề nghị {} làm lại việc được giao số {}", of.person("person"), of.number("number")))
}

pub fn ended(of: &Happened<'_>) -> Said {
    let what = if of.text("end") == "taken-back" { "thu hồi" } else { "kết thúc" };
    Said::new(format!("{what} việc được giao số {}", of.number("number")))
}
