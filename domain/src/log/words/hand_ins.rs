//! Versions that come in, files that are held, and who opened what.

use crate::log::{About, Happened, Said};

pub fn handed_in(of: &Happened<'_>) -> Said {
    let (version, files) = (of.number("version"), of.many("files").len());
    Said::new(format!("nộp {}, phiên bản {version}, {files} tệp, biên nhận {}", of.record(), of.text("receipt")))
        .before(if version > 1 { format!("phiên bản {}", version - 1) } else { "chưa nộp".to_owned() })
        .after(format!("phiên bản {version}"))
        .about(of.about_record())
}

pub fn rescued(of: &Happened<'_>) -> Said {
    let (version, receipt) = (of.number("version"), of.text("receipt"));
    let what = format!(
        "nhận lại {}, phiên bản {version}, biên nhận {receipt}, từ bản lưu cá nhân của {}",
        of.record(),
        of.text("copy_of")
    );
    // What was taken back between the copy and the loss nobody knows any more.
    let after =
        format!("phiên bản {version}, như lúc lập bản lưu {}; lần rút sau lúc ấy, nếu có, đã mất", of.moment("copy_made_at"));
    Said::new(what).after(after).about(of.about_record())
}

pub fn withdrawn(of: &Happened<'_>) -> Said {
    let version = of.number("version");
    Said::new(format!("rút lại {}", of.record()))
        .before(format!("phiên bản {version}"))
        .after(if version > 1 { format!("phiên bản {}", version - 1) } else { "chưa nộp".to_owned() })
        .about(of.about_record())
}

pub fn held(of: &Happened<'_>) -> Said {
    let (what, about) = held_file(of);
    Said::new(format!("giữ lại một tệp {what} để kiểm tra")).about(about)
}

pub fn released(of: &Happened<'_>) -> Said {
    let (what, about) = held_file(of);
    Said::new(format!("cho mở một tệp bị giữ lại {what}")).before("giữ lại").after("mở được").about(about)
}

pub fn given_back(of: &Happened<'_>) -> Said {
    let (what, about) = held_file(of);
    if of.has("place") {
        return Said::new(format!("không cho mở một tệp bị giữ lại {what}")).before("giữ lại").after("không cho mở").about(about);
    }
    Said::new(format!("trả lại người nộp một tệp bị giữ lại {what}")).before("giữ lại").after("đã trả lại").about(about)
}

pub fn virus_found(of: &Happened<'_>) -> Said {
    let (what, about) = held_file(of);
    Said::new(format!("cách ly một tệp {what} vì có virus")).after(of.text("name").to_owned()).about(about)
}

pub fn virus_cleared(of: &Happened<'_>) -> Said {
    let (what, about) = held_file(of);
    Said::new(format!("quét lại một tệp {what}, không thấy virus")).before("bị giữ lại").after("sạch").about(about)
}

pub fn scan_asked_again(of: &Happened<'_>) -> Said {
    let (what, about) = held_file(of);
    Said::new(format!("yêu cầu quét virus lại một tệp {what}")).about(about)
}

/// What a held file is part of or lies beside, and where that is: the codes are those of `inspection::HeldIn`.
fn held_file(of: &Happened<'_>) -> (String, Option<About>) {
    match of.text("place") {
        "evidence" => ("làm minh chứng cho một đề nghị bổ sung sau khóa".to_owned(), of.about_update()),
        "order-scan" => ("là bản quét của một lệnh".to_owned(), of.about_order()),
        "mandate-scan" => ("là bản quét của một quyết định".to_owned(), None),
        "register" => ("của một mục trong sổ của trường".to_owned(), None),
        "task" => ("của một việc được giao".to_owned(), None),
        "answer" => ("trả lời một việc được giao".to_owned(), None),
        "template" => ("mẫu của một loại hồ sơ".to_owned(), None),
        _ => (format!("của {}", of.record()), of.about_record()),
    }
}

pub fn seen(of: &Happened<'_>) -> Said {
    Said::new(format!("xem {}{}", of.record(), version(of))).about(of.about_record())
}

pub fn downloaded(of: &Happened<'_>) -> Said {
    Said::new(format!("tải về một tệp của {}{}", of.record(), version(of))).about(of.about_record())
}

fn version(of: &Happened<'_>) -> String {
    match of.number("version") {
        0 => String::new(),
        version => format!(", phiên bản {version}"),
    }
}
