#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
use super::*;
use domain::{
    calendar::Semester,
    days::{Span, Timestamp},
    files::Sha256,
    ids::Id,
    inspection::Kept,
    obligations::{Counts, Standing, Verdict},
    record_types::Step,
    year_books::{BookDecision, BookTeacher, FORMAT, TermSum},
};

fn id<Of>(number: u8) -> Id<Of> {
    format!("00000000-0000-4000-8000-{number:012}").parse().unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn book() -> YearBook {
    let handed_in = at("2026-11-20T09:40:07Z");
    let file = BookFile { name: "Giáo án <12> & ảnh.docx".to_owned(), size: 2_048, sha256: Sha256::new([7; 32]), kept: None };
    let held = BookFile { name: "lạ.docx".to_owned(), kept: Some(Kept::Infected), ..file.clone() };
    let decision = BookDecision {
        step: Step::Leadership,
        by: "Nguyễn Thị Minh Nguyệt".to_owned(),
        at: handed_in,
        is_approval: true,
        is_signed: true,
    };
    let version = BookVersion {
        submission: id(5),
        number: 1,
        by: "Nguyễn Thị Hoa".to_owned(),
        at: handed_in,
        receipt: "BN-2026-00184".to_owned(),
        verdict: Verdict::OnTime,
        digest: Sha256::new([9; 32]),
        files: vec![file, held],
        withdrawn_at: None,
        by_update: Some("Đề nghị bổ sung số 03".to_owned()),
        decisions: vec![decision],
    };
    let record = |title: &str, standing, versions| BookRecord {
        obligation: id(4),
        title: title.to_owned(),
        who: "Nguyễn Thị Hoa".to_owned(),
        due: "2026-11-20".parse().ok(),
        standing,
        freed: None,
        versions,
    };
    let records = vec![
        record("Giáo án tuần 12 · Lớp 4A", Standing::OnTime, vec![version]),
        record("Kế hoạch tuần 12 · Lớp 4A", Standing::Missed, Vec::new()),
    ];
    YearBook {
        format: FORMAT,
        school: id(1),
        school_name: "Trường Mầm non Nam Thanh".to_owned(),
        class: id(2),
        class_title: "Lớp 4A".to_owned(),
        department: "Mẫu giáo 4–5 tuổi".to_owned(),
        site: Some("Điểm trường thôn Đông".to_owned()),
        school_year: "2026-2027".to_owned(),
        days: Span::new("2026-09-07".parse().unwrap(), "2027-05-16".parse().unwrap()),
        as_of: at("2027-05-31T02:00:00Z"),
        runs_until: None,
        teachers: vec![BookTeacher { name: "Nguyễn Thị Hoa".to_owned(), from: "2026-09-07".parse().unwrap(), until: None }],
        head: "Lê Thị Ấm".to_owned(),
        principal: "Nguyễn Thị Minh Nguyệt".to_owned(),
        sections: vec![BookSection { title: "Tuần 12".to_owned(), semester: Some(Semester::First), records }],
        sums: vec![TermSum { semester: None, counts: Counts { on_time: 1, missed: 1, ..Counts::default() }, signed: 1 }],
        fenced: Vec::new(),
    }
}

fn paper(book: YearBook) -> BookPaper {
    let proof = book.is_final().then(|| BookProof {
        code: CheckCode::new([7; CheckCode::CHANCE]),
        anchor: AnchorCode::of(at("2027-05-31T02:00:00Z"), 1_234, &[3; 32]),
    });
    let changes = vec![BookChange { title: "Giáo án tuần 12 · Lớp 4A".to_owned(), what: "thêm phiên bản 2".to_owned() }];
    BookPaper { contents: BookContents { number: 2, changes, book }, proof, origin: "https://mn.example".to_owned() }
}

#[test]
fn a_book_says_all_that_is_kept_of_it_with_its_code() {
    let paper = paper(book());
    let document = paper.document();
    let code = CheckCode::new([7; CheckCode::CHANCE]).to_string();
    for words in [
        "TRƯỜNG MẦM NON NAM THANH",
        "SỔ HỒ SƠ ĐIỆN TỬ",
        "Lớp 4A, năm học 2026–2027",
        "Điểm trường thôn Đông",
        "Sổ cuối năm, bản 2",
        "từ 07/09/2026 đến hết năm học",
        "Giáo án tuần 12 · Lớp 4A",
        "BN-2026-00184",
        "Bổ sung sau khóa, đề nghị bổ sung số 03",
        "Ban giám hiệu ký duyệt: Nguyễn Thị Minh Nguyệt",
        "Giáo án &lt;12&gt; &amp; ảnh.docx",
        "Có tệp bị cách ly vì có virus",
        "Kế hoạch tuần 12 · Lớp 4A: Nguyễn Thị Hoa, hạn 20/11/2026",
        "thêm phiên bản 2",
        "GIÁO VIÊN",
        "TỔ TRƯỞNG",
        "HIỆU TRƯỞNG",
        code.as_str(),
        "270531-1234-",
        "https://mn.example/kiem-tra",
        &"07".repeat(32),
        &"09".repeat(32),
    ] {
        assert!(document.contains(words), "{words}");
    }
    assert!(!document.contains("<12>"));
    assert!(!document.contains("http://") && !document.contains("<script"), "it needs nothing beside it");
    assert!(document.ends_with("</html>\n"));
    assert_eq!(paper.file_name(), "so-cuoi-nam-lop-4a-2026-2027-ban-2.html");
}

#[test]
fn a_book_of_a_year_that_runs_bears_no_code() {
    let running = YearBook { runs_until: "2027-05-31".parse().ok(), ..book() };
    let document = paper(running).document();
    assert!(document.contains("Chưa hết năm học") && document.contains("chưa phải sổ cuối năm"));
    assert!(!document.contains("Mã kiểm tra") && !document.contains("Sổ cuối năm, bản"));
}

#[test]
fn nothing_empty_is_printed_where_nothing_is_missing_freed_or_changed() {
    let mut whole = book();
    whole.sections[0].records.truncate(1);
    let mut paper = paper(whole);
    paper.contents.changes.clear();
    paper.origin.clear();
    let document = paper.document();
    assert!(document.contains("Không thiếu hồ sơ nào."));
    assert!(!document.contains("Khác với bản trước") && !document.contains("Hồ sơ được miễn"));
    assert!(document.contains("Gõ mã này ở trang /kiem-tra của trường: "), "no picture leads anywhere without an address");
    assert!(!document.contains("<svg"));
}
