//! A request, a decision and the procedure as they are typed.

use super::*;
use crate::testing::forms::{told, typed};

#[test]
fn a_request_is_read_as_the_procedure_wants_it() {
    let procedure = UpdateProcedure::default();
    let records = [id::<crate::obligations::Obligation>(5, 1), id(5, 2)].map(|one: ObligationId| one.to_string());
    let parsed = |fields: &[(&str, &str)], procedure| RequestForm::read(&typed(fields)).parse(procedure);
    let full = [
        ("key", "00000000-0000-0012-0000-000000000001"),
        ("record", records[0].as_str()),
        ("record", records[1].as_str()),
        ("record", records[0].as_str()),
        ("reason", "Ốm từ thứ Tư"),
        ("evidence", "Giấy ra viện"),
    ];
    let plan = parsed(&full, procedure).unwrap();
    assert_eq!(plan.records, [id(5, 1), id(5, 2)], "each once");
    assert_eq!(plan.id, Some(id(18, 1)));
    let without = parsed(&[("record", records[0].as_str()), ("reason", "Ốm từ thứ Tư")], procedure).unwrap_err();
    assert_eq!(told(&without), ["evidence: Ghi minh chứng: một câu, hoặc số và ngày của giấy tờ; hoặc đính kèm tệp."]);
    // A file is evidence as well.
    let file = id::<crate::files::StoredFile>(20, 1).to_string();
    let (record, reason) = (("record", records[0].as_str()), ("reason", "Ốm từ thứ Tư"));
    let with_file = parsed(&[record, reason, ("upload", file.as_str()), ("upload", file.as_str())], procedure).unwrap();
    assert_eq!((with_file.files, with_file.evidence.as_str()), (vec![id(20, 1)], ""));
    let unsent = parsed(&[record, reason, ("evidence", "Giấy ra viện"), ("files", "giay-ra-vien.jpg")], procedure).unwrap_err();
    assert_eq!(
        told(&unsent),
        ["files: Chưa nhận được giay-ra-vien.jpg. Chọn lại tệp, hoặc gửi đề nghị không kèm tệp."],
        "the words waited for a new sign-in, and the file did not"
    );
    let nothing_chosen = parsed(&[record, reason, ("evidence", "Giấy ra viện"), ("files", "")], procedure);
    assert!(nothing_chosen.is_ok(), "a browser sends an empty field where no file was chosen");
    let many: Vec<String> = (1..=11).map(|n| id::<crate::files::StoredFile>(20, n).to_string()).collect();
    let many: Vec<(&str, &str)> = [record, reason].into_iter().chain(many.iter().map(|one| ("upload", one.as_str()))).collect();
    let many = parsed(&many, procedure).unwrap_err();
    assert_eq!(told(&many), ["files: Một đề nghị nhiều nhất 10 tệp minh chứng. Bỏ bớt, hoặc gộp ảnh vào một tệp."]);
    // A reason that the procedure offers is one, with words beside it or without.
    let (ground, evidence) = (("ground", "Ốm, có giấy"), ("evidence", "Giấy ra viện"));
    let why = |fields: &[(&str, &str)]| parsed(fields, procedure).map(|plan| plan.reason.as_str().to_owned());
    assert_eq!(why(&[record, ground, ("reason", ""), evidence]), Ok("Ốm, có giấy".to_owned()));
    assert_eq!(why(&[record, ground, ("reason", "nằm viện 3 ngày"), evidence]), Ok("Ốm, có giấy: nằm viện 3 ngày".to_owned()));
    let optional = UpdateProcedure { evidence: Evidence::Optional, ..procedure };
    assert!(parsed(&[("record", records[0].as_str()), ("reason", "Ốm từ thứ Tư")], optional).is_ok());
    let empty = parsed(&[], optional).unwrap_err();
    assert_eq!(
        told(&empty),
        ["reason: Ghi lý do, ít nhất 3 ký tự, để sau này ai xem cũng hiểu.", "record: Chọn ít nhất một hồ sơ cần bổ sung."]
    );
    // Of hours no more than the procedure allows.
    let hours = |typed: &str| GrantForm { hours: typed.to_owned() }.parse(procedure);
    assert_eq!((hours("1"), hours(" 72 ")), (Ok(1), Ok(72)));
    for wrong in ["0", "73", "một", "", "-1", "1,5"] {
        assert_eq!(told(&hours(wrong).unwrap_err()), ["hours: Ghi số giờ từ 1 đến 72, ví dụ 24."], "{wrong}");
    }
    assert_eq!(GrantForm::of(procedure).hours, "24");
}

#[test]
fn the_procedure_is_read_and_shown_again() {
    let procedure = UpdateProcedure {
        evidence: Evidence::Optional,
        default_hours: 8,
        max_hours: 48,
        open_for: OpenFor::OneHandIn,
        hashes: Hashes::LeftOut,
    };
    assert_eq!(ProcedureForm::of(procedure).parse(), Ok(procedure));
    let with = |default_hours: &str, max_hours: &str| {
        let (default_hours, max_hours) = (default_hours.to_owned(), max_hours.to_owned());
        ProcedureForm { default_hours, max_hours, ..ProcedureForm::of(procedure) }.parse().map_err(|errors| told(&errors))
    };
    assert_eq!(with("24", "169").unwrap_err(), ["max-hours: Ghi số giờ từ 1 đến 168, ví dụ 24."]);
    assert_eq!(with("49", "48").unwrap_err(), ["default-hours: Ghi số giờ từ 1 đến 48, ví dụ 24."]);
    let nothing = ProcedureForm::read(&typed(&[("default-hours", "1"), ("max-hours", "1")])).parse().unwrap_err();
    assert_eq!(told(&nothing), ["evidence: Chọn một cách.", "open-for: Chọn một cách.", "hashes: Chọn một cách."]);
    let short = "Mở 8 giờ, nhiều nhất 48 giờ; không bắt buộc có minh chứng; mỗi hồ sơ nộp một lần, nộp xong khóa lại ngay; \
                 không in mã kiểm tra";
    assert_eq!(procedure.in_short(), short);
}

#[test]
fn the_reasons_that_are_offered_are_a_list_with_bounds() {
    let reasons = |typed: &str| {
        let form = ProcedureForm { reasons: typed.to_owned(), ..ProcedureForm::of(UpdateProcedure::default()) };
        form.parse_reasons().map_err(|errors| told(&errors))
    };
    assert_eq!(reasons(" Ốm, có giấy \r\n\nĐi tập huấn\n"), Ok(vec!["Ốm, có giấy".to_owned(), "Đi tập huấn".to_owned()]));
    assert_eq!(reasons(" \n"), Ok(Vec::new()), "whoever asks writes their own");
    assert_eq!(reasons("Ốm\nốm").unwrap_err(), ["reasons: “ốm” có hai lần. Bỏ một dòng rồi lưu lại."]);
    let many = (1..=13).map(|number| format!("Lý do {number}")).collect::<Vec<_>>().join("\n");
    assert_eq!(reasons(&many).unwrap_err(), ["reasons: Có 13 lý do, nhiều nhất 12. Bỏ bớt rồi lưu lại."]);
    let offered = ["Ốm, có giấy".to_owned(), "Đi tập huấn".to_owned()];
    let form = ProcedureForm::in_force(UpdateProcedure::default(), &offered);
    assert_eq!((form.parse(), form.parse_reasons()), (Ok(UpdateProcedure::default()), Ok(offered.to_vec())));
}
