use super::*;
use crate::{
    forms::FormErrors,
    testing::forms::{told, typed},
};

const TODAY: &str = "2026-11-25";

/// The form as it is first shown, with a decision of today.
fn filled(regulation: &Regulation, clauses: &[Clause]) -> RegulationForm {
    let form = RegulationForm::of(id(41, 1), regulation, clauses, day(TODAY));
    RegulationForm { decision: "Quyết định số 31/QĐ-TrMNNT".to_owned(), ..form }
}

fn parse(form: &RegulationForm, regulation: &Regulation, before: &[Clause]) -> Result<RegulationPlan, FormErrors> {
    form.parse(regulation, before, day(TODAY))
}

#[test]
fn the_first_version_may_count_since_it_counted_on_paper_and_changes_nothing_of_the_text() {
    let (regulation, clauses) = (Regulation::default(), starting());
    let form =
        RegulationForm { decided_on: "05/09/2024".to_owned(), from: "06/09/2024".to_owned(), ..filled(&regulation, &clauses) };
    let plan = parse(&form, &regulation, &clauses).unwrap();
    assert_eq!((plan.base, plan.decision.as_str(), plan.from), (0, "31/QĐ-TrMNNT", day("2024-09-06")));
    assert_eq!(plan.clauses, clauses);
    assert_eq!(form.rows[3].heading, "Nhiệm vụ và quyền hạn của Hiệu trưởng");
    assert_eq!(form.rows[4].heading, "", "the article goes on");
}

#[test]
fn what_is_wrong_is_told_at_its_field() {
    let school = nam_thanh();
    let (regulation, clauses) = (two(&school), starting());
    let check = |change: &dyn Fn(&mut RegulationForm), expected: &[&str]| {
        let mut form = filled(&regulation, &clauses);
        form.rows[0].text = "Áp dụng cho toàn trường.".to_owned();
        change(&mut form);
        let errors = parse(&form, &regulation, &clauses).map(|_| FormErrors::default()).unwrap_or_else(|errors| errors);
        assert_eq!(told(&errors), expected);
    };
    check(&|_| {}, &[]);
    check(&|form| form.decision.clear(), &["decision: Ghi số quyết định ban hành, ví dụ 12/QĐ-TrMNNT."]);
    check(
        &|form| form.decided_on = "26/11/2026".to_owned(),
        &["signed_on: Ngày này chưa đến. Quyết định ký rồi mới ban hành vào chương trình."],
    );
    check(
        &|form| form.from = "24/11/2026".to_owned(),
        &["from: Ngày này đã qua. Không ai phải theo một bản trước khi bản ấy được ban hành: chọn hôm nay hoặc sau."],
    );
    check(&|form| form.from = "23/11/2026".to_owned(), &["from: Bản 2 thi hành từ ngày 23/11/2026. Chọn một ngày sau ngày đó."]);
    check(&|form| form.from = "mai".to_owned(), &["from: Ghi ngày/tháng/năm, ví dụ 05/09/2024."]);
    check(&|form| form.from = "27/11/2027".to_owned(), &["from: Muộn nhất ngày 26/11/2027."]);
    check(
        &|form| form.rows[2].text = " … ".to_owned(),
        &["t2: Điều này chưa có nội dung. Viết nội dung; bỏ điều này thì xóa cả số và tên."],
    );
    check(
        &|form| form.rows[2].text = "a".repeat(10_000),
        &["t2: Nội dung dài 10000 ký tự, nhiều nhất 5000. Rút gọn, hoặc tách thành hai điều."],
    );
    check(&|form| form.rows[4].number = "3a".to_owned(), &["n4: Điều 3a đã có ở trên. Mỗi số chỉ một lần."]);
    check(&|form| form.rows[4].number.clear(), &["n4: Ghi số điều, ví dụ 3c; bỏ điều này thì xóa cả số, tên và nội dung."]);
    check(
        &|form| clauses[0].text.clone_into(&mut form.rows[0].text),
        &["from: Bản này giống hệt bản trước. Sửa điều cần sửa rồi ban hành; chưa có gì thay đổi."],
    );
    check(&|form| form.rows.clear(), &["t0: Chưa có điều nào. Viết ít nhất một điều, hoặc dán cả văn bản."]);
    check(&|form| form.key.clear(), &["decision: Trang này mở đã lâu. Chép lại điều vừa sửa, tải lại trang rồi gửi lại."]);
}

#[test]
fn a_form_is_read_as_it_was_typed_with_its_paragraphs() {
    let sent =
        typed(&[("seen", "0"), ("n0", "1"), ("h0", "Phạm vi"), ("t0", "Một.\r\nHai."), ("a0", "scope"), ("n1", "3 c"), ("t1", "")]);
    let form = RegulationForm::read(&sent);
    assert_eq!(form.rows[0].text, "Một.\nHai.");
    assert_eq!(form.rows.len(), 2);
    assert_eq!(form.with_room().rows.len(), 4);
}

#[test]
fn a_text_is_pasted_from_a_document_and_its_clauses_keep_what_they_are_about() {
    let text = "QUY CHẾ\nQuản lý hồ sơ\n\nChương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\n- a) Một.\nĐoạn hai.\n- b) Hai.\n\
                Chương II NHỮNG QUY ĐỊNH CỤ THỂ\nĐiều 9: Thời gian\nNộp chiều thứ Sáu.\nNơi Nhận\n- Lưu HSCM.";
    let rows = pasted(text, &starting());
    let told: Vec<(&str, &str, &str, &str)> =
        rows.iter().map(|row| (row.number.as_str(), row.heading.as_str(), row.text.as_str(), row.subject.as_str())).collect();
    let expected = [
        ("1a", "Phạm vi", "Một.\nĐoạn hai.", "scope"),
        ("1b", "", "Hai.", "permissions"),
        ("9", "Thời gian", "Nộp chiều thứ Sáu.", "due-days"),
    ];
    assert_eq!(told, expected);
    assert_eq!(pasted("Không có điều nào ở đây.", &[]), []);
    // An article whose words follow on the same line.
    let long = format!("Điều 2. {}", "dài ".repeat(80));
    assert_eq!(pasted(&long, &[])[0].heading, "");
}
