//! What lay in the envelopes: files under names such as teachers give, and the words beside them.

use domain::{
    facts::Facts,
    files::{FileKind, FileName, StoredFile},
    inspection::Cause,
    names::fold,
    obligations::{Obligation, Owner},
    people::PersonId,
    vietnamese::capitalised,
};

use super::chance::Chance;

/// The files of one hand-in: the samples of the fitting kinds, under new names.
pub(super) fn files(
    facts: &Facts,
    obligation: &Obligation,
    code: &str,
    by: PersonId,
    samples: &[StoredFile],
    chance: &mut Chance,
) -> Vec<StoredFile> {
    let stem = stem(facts, obligation, by);
    kinds(code, chance).into_iter().filter_map(|kind| file(&stem, code, kind, samples, chance)).collect()
}

/// The name of the sample in which the days are of another week.
const WRONG_DAYS: &str = "ghi-sai-ngay";

fn has_wrong_days(sample: &StoredFile) -> bool {
    sample.name.as_str().contains(WRONG_DAYS)
}

fn is_ordinary(sample: &StoredFile) -> bool {
    !has_wrong_days(sample) && acts(sample).is_none()
}

/// Puts the sample with the days of another week in the place of what is of its kind, under the same name.
pub(super) fn write_wrong_days(files: &mut [StoredFile], samples: &[StoredFile]) {
    let Some(wrong) = samples.iter().find(|sample| has_wrong_days(sample)) else { return };
    for file in files.iter_mut().filter(|file| file.kind == wrong.kind) {
        *file = StoredFile { name: file.name.clone(), ..wrong.clone() };
    }
}

/// Samples in which something can act, by a part of their names.
const ACTING: [(&str, Cause); 2] = [("co-lenh", Cause::PdfScript), ("co-lien-ket-chuong-trinh", Cause::ProgramLink)];

fn acts(sample: &StoredFile) -> Option<Cause> {
    ACTING.into_iter().find(|(part, _)| sample.name.as_str().contains(part)).map(|(_, cause)| cause)
}

/// The sample in which this can act, under the name `stem`.
pub(super) fn acting(cause: Cause, stem: &str, samples: &[StoredFile]) -> Option<StoredFile> {
    let sample = samples.iter().find(|sample| acts(sample) == Some(cause))?;
    Some(StoredFile { name: FileName::clean(&format!("{stem}.{}", sample.kind.ending())), ..sample.clone() })
}

/// The code of the menus, and a part of the name of their sample, which nobody hands in for anything else.
const MENU: &str = "thuc-don";

/// One file of `kind`, or of whatever kind there is.
fn file(stem: &str, code: &str, kind: FileKind, samples: &[StoredFile], chance: &mut Chance) -> Option<StoredFile> {
    let is_menu = |sample: &StoredFile| sample.name.as_str().contains(MENU);
    let of_kind: Vec<&StoredFile> = samples.iter().filter(|sample| sample.kind == kind && is_ordinary(sample)).collect();
    let fitting: Vec<&StoredFile> = of_kind.iter().copied().filter(|sample| is_menu(sample) == (code == MENU)).collect();
    let sample = chance.pick(if fitting.is_empty() { &of_kind } else { &fitting }, samples.first()?);
    Some(StoredFile { name: FileName::clean(&format!("{stem}.{}", sample.kind.ending())), ..sample.clone() })
}

fn kinds(code: &str, chance: &mut Chance) -> Vec<FileKind> {
    let (first, second, often) = match code {
        "giao-an" => (FileKind::Docx, FileKind::Pptx, 200),
        "khgd-hk1" | "khgd-hk2" => (FileKind::Docx, FileKind::Pdf, 350),
        "tu-lieu" => (FileKind::Pptx, FileKind::Pdf, 250),
        "thuc-don" | "y-te" => (FileKind::Xlsx, FileKind::Pdf, 0),
        "ke-toan" => (FileKind::Xlsx, FileKind::Pdf, 1000),
        "kiem-thuc" => (FileKind::Pdf, FileKind::Xlsx, 0),
        _ => (FileKind::Docx, FileKind::Pdf, 120),
    };
    if chance.per_mille(often) { vec![first, second] } else { vec![first] }
}

/// Everybody has a habit: with everything in it, without marks, in capitals, or short.
fn stem(facts: &Facts, obligation: &Obligation, by: PersonId) -> String {
    let organisation = facts.organisation();
    let record = facts.record_type(obligation.terms.record_type).map_or("Hồ sơ", |one| one.short.as_str());
    // "tháng 11/2026": a slash stands in no file name.
    let period = obligation.terms.period.words(&facts.regime.themes).replace('/', "-");
    let owner = match obligation.terms.owner {
        Owner::School => String::new(),
        owner => owner.words(organisation).map(|owner| format!(" – {owner}")).unwrap_or_default(),
    };
    let person = organisation.person(by);
    let habit = person.map_or(0, |person| Chance::of(&[person.name.as_str(), "habit"]).below(5));
    let plain = format!("{record} {period}{owner}");
    match (habit, person) {
        (0 | 1, Some(person)) => format!("{plain} ({})", person.mention()),
        (2, _) => fold(&plain).replace(" – ", " "),
        (3, _) => plain.to_uppercase(),
        (4, _) => capitalised(&fold(&plain)).replace(" – ", "_").replace(' ', "_"),
        _ => plain,
    }
}

const NOTES: [&str; 6] = [
    "Tuần này lớp có hai cháu mới, phần làm quen để dài hơn.",
    "Hoạt động góc dùng lại đồ dùng của tuần trước.",
    "Tổ trưởng xem giúp phần hoạt động ngoài trời ngày thứ Tư.",
    "Có thay đổi so với kế hoạch tháng: chuyển tiết tạo hình sang thứ Năm.",
    "Phần đánh giá cuối ngày ghi vào sổ lớp.",
    "Tệp trình chiếu hơi nặng vì có ảnh của các cháu.",
];

const REASONS: [&str; 5] = [
    "Máy tính ở lớp hỏng từ chiều thứ Sáu, hôm nay mới lấy lại được tệp.",
    "Cuối tuần mất mạng, nộp bù.",
    "Con ốm nên nộp muộn, mong tổ trưởng thông cảm.",
    "Chọn nhầm tệp của tuần trước nên phải soạn lại.",
    "Chờ thống nhất nội dung với cô cùng lớp.",
];

const CORRECTIONS: [&str; 4] = [
    "Sửa ngày ở trang đầu.",
    "Bổ sung phần đánh giá cuối tuần.",
    "Sửa hoạt động ngoài trời ngày thứ Tư vì dự báo mưa.",
    "Thay bằng bản đã sửa theo góp ý của tổ.",
];

/// Mostly none; with a reason when it was late.
pub(super) fn note(late: bool, chance: &mut Chance) -> String {
    let (often, notes): (u64, &[&str]) = if late { (600, &REASONS) } else { (90, &NOTES) };
    if chance.per_mille(often) { chance.pick(notes, "").to_owned() } else { String::new() }
}

/// What is said with a second version.
pub(super) fn correction(chance: &mut Chance) -> String {
    chance.pick(&CORRECTIONS, "").to_owned()
}
