//! What whoever sent a file that was held is told of the decision about it.

use domain::{
    inspection::{HeldIn, HeldVerdict, JudgedFile},
    vietnamese,
};

use crate::paths;

/// The sentence, and where it leads: `by` decided.
pub(super) fn told(file: &JudgedFile, by: &str) -> (String, String) {
    let beside = "không cho mở";
    let (opens, back, then, address) = match file.place {
        HeldIn::Version(version) => (
            "hồ sơ",
            "trả lại",
            "Nộp phiên bản mới với tệp đã sửa; giờ nộp lần đầu vẫn giữ nguyên.",
            file.obligation.map_or_else(|| paths::receipt(version), paths::record),
        ),
        HeldIn::Evidence(update) => {
            ("đề nghị", beside, "Còn cần thì gửi đề nghị mới kèm ảnh, bản quét hoặc PDF.", paths::update(update))
        }
        HeldIn::OrderScan(order) => ("lệnh", beside, "Đính kèm lại bằng ảnh, bản quét hoặc PDF.", paths::lock_order(order)),
        HeldIn::MandateScan(mandate) => ("quyết định", beside, "Thêm lại bằng ảnh, bản quét hoặc PDF.", paths::mandate(mandate)),
        HeldIn::EntryFile(kind, entry) => {
            ("mục trong sổ", beside, "Đính kèm lại bằng ảnh, bản quét hoặc PDF.", paths::entry_at(kind.address(), entry))
        }
        HeldIn::TaskFile(task) => ("việc", beside, "Còn cần thì sửa việc và kèm tệp khác.", paths::task(task)),
        HeldIn::AnswerFile(task, ..) => ("trả lời", beside, "Gửi lại trả lời với tệp đã sửa.", paths::task(task)),
        HeldIn::Template(record_type) => {
            ("loại hồ sơ", beside, "Đưa lên bản mẫu mới không có phần tự chạy.", paths::template(record_type))
        }
    };
    let words = match &file.judgement.verdict {
        HeldVerdict::Released => format!("{by} đã xem {} và cho mở: ai xem được {opens} thì mở được tệp.", file.name),
        HeldVerdict::Returned { reason } => {
            format!("{by} {back} {}: {}. {then}", file.name, vietnamese::without_stop(reason))
        }
    };
    (words, address)
}

/// The pill of a file that is not let open.
pub(super) const fn kept(place: HeldIn) -> &'static str {
    match place {
        HeldIn::Version(_) => "Tệp bị trả lại",
        HeldIn::Evidence(_) | HeldIn::OrderScan(_) | HeldIn::MandateScan(_) => "Tệp không được mở",
        HeldIn::EntryFile(..) | HeldIn::TaskFile(_) | HeldIn::AnswerFile(..) | HeldIn::Template(_) => "Tệp không được mở",
    }
}
