//! "Xuất toàn trường": the pages and words of an export that is read without this program: in any browser, without a network and
//! without scripts; and what is known of those that were made.

mod kept;

pub use kept::{ExportForm, ExportSize, SchoolExport};

use crate::{
    days::Timestamp,
    html::escaped,
    personal_copies::{CopyKind, CopyList, PlacedFile, link_to, path_name, record_told},
    vietnamese,
};

/// The folder of records that everybody who has the export may look at.
pub const RECORDS: &str = "ho-so";
/// The folder of records of types that are fenced off.
pub const FENCED: &str = "ho-so-han-che";
/// The folder of the files that lie beside the records: of decisions, orders, requests, tasks, registers, and templates.
pub const ATTACHED: &str = "tep-kem";
/// The folder of the pages behind `index.html`.
pub const PAGES: &str = "trang";
/// The folder of the tables.
pub const TABLES: &str = "bang";
/// The list of the files that are not in it, and why.
pub const LACKING: &str = "TEP-KHONG-CO.txt";
/// What stands in the folder of what is fenced off.
pub const WARNING: &str = "Thư mục này có hồ sơ thuộc loại hạn chế người xem (sức khỏe, trẻ em, nhân sự, tiền).\r\n\
    Chỉ người được giao mới xem. Không chép thư mục này cho người khác, không đưa lên mạng.\r\n";

/// The longest name of an owner's folder.
const MAX_OWNER: usize = 28;

const STYLE: &str = "body{font-family:sans-serif;line-height:1.5;margin:2rem auto;max-width:60rem;padding:0 1rem}\
    h1{font-size:1.5rem}h2{border-bottom:1px solid #777;font-size:1.2rem;margin-top:2rem}h3{font-size:1rem;margin-bottom:0}\
    p{margin:.2rem 0}ul{margin:.2rem 0 1rem}code{color:#444;font-size:.8rem;overflow-wrap:anywhere}";

/// What of one owner in one year stands in the export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportedOwner {
    /// "2026-2027"
    pub school_year: String,
    /// "Lớp 4A"; of the school itself its name.
    pub owner: String,
    /// Where the page lies, from the folder of the export.
    pub page: String,
    pub versions: usize,
}

/// The name of the folder and of the page of an owner; the number tells apart those of one name.
pub fn owner_name(owner: &str, number: usize) -> String {
    format!("{:03}-{}", number, path_name(&owner.replace('.', " "), MAX_OWNER))
}

/// Gives the files of a list their places in `folder`, from the folder of the export, and the links of its page.
pub fn placed(list: &CopyList, folder: &str) -> (CopyList, Vec<PlacedFile>) {
    let (mut list, mut files) = list.arranged(CopyKind::All);
    for file in list.records.iter_mut().flat_map(|record| &mut record.versions).flat_map(|version| &mut version.files) {
        file.path = file.path.as_ref().map(|path| format!("../{folder}/{path}"));
    }
    for file in &mut files {
        file.path = format!("{folder}/{}", file.path);
    }
    (list, files)
}

/// The page of one owner in one year; `missing` are the records without a hand-in, each with how it stands.
pub fn owner_page(owner: &str, school_year: &str, lists: &[CopyList], missing: &[(String, String)]) -> String {
    let title = format!("{owner}, năm học {}", vietnamese::school_year(school_year));
    let mut page = begun(&title);
    page.push_str("<p><a href=\"../index.html\">Mục lục</a></p>\n");
    for list in lists {
        let mut stretch = None;
        for record in &list.records {
            let here = (&record.semester, &record.stretch);
            if stretch.replace(here) != Some(here) {
                let words = [record.semester.clone(), Some(record.stretch.clone())];
                let words: Vec<String> = words.into_iter().flatten().collect();
                page.push_str(&format!("<h2>{}</h2>\n", escaped(&words.join(", "))));
            }
            page.push_str(&record_told(record));
        }
    }
    if !missing.is_empty() {
        let lines: String =
            missing.iter().map(|(title, stands)| format!("<li>{}: {}</li>\n", escaped(title), escaped(stands))).collect();
        page.push_str(&format!("<h2>Chưa có tệp</h2>\n<ul>\n{lines}</ul>\n"));
    }
    page.push_str("</body>\n</html>\n");
    page
}

/// The first page: every owner of every year, and the tables with what a row of each is.
pub fn index(school: &str, made_at: Timestamp, owners: &[ExportedOwner], tables: &[(String, String)]) -> String {
    let mut page = begun(&format!("Hồ sơ của {school}"));
    page.push_str(&format!(
        "<p>Xuất lúc {}. Cách đọc và cách kiểm tra: <a href=\"README.txt\">README.txt</a>.</p>\n",
        vietnamese::moment(made_at)
    ));
    let mut year = None;
    for one in owners {
        if year.replace(&one.school_year) != Some(&one.school_year) {
            page.push_str(&format!("<h2>Năm học {}</h2>\n", vietnamese::school_year(&one.school_year)));
        }
        page.push_str(&format!(
            "<p><a href=\"{}\">{}</a>: {} phiên bản</p>\n",
            link_to(&one.page),
            escaped(&one.owner),
            one.versions
        ));
    }
    let lines: String = tables
        .iter()
        .map(|(name, about)| format!("<li><a href=\"{TABLES}/{name}.csv\">{name}.csv</a>: {}</li>\n", escaped(about)))
        .collect();
    page.push_str(&format!("<h2>Bảng</h2>\n<ul>\n{lines}</ul>\n</body>\n</html>\n"));
    page
}

/// The name of the folder in which everything lies that is sent as one archive.
pub fn root_name(made_at: Timestamp) -> String {
    format!("Xuat {}", crate::days::day_of(made_at).format("%Y-%m-%d"))
}

/// What says which files are not in it, with the line ends of Windows.
pub fn lacking_told(lacking: &[String]) -> String {
    let lines: String = lacking.iter().map(|line| format!("{line}\r\n")).collect();
    match lacking.len() {
        0 => "Không thiếu tệp nào.\r\n".to_owned(),
        many => format!("{many} tệp không có trong đây:\r\n\r\n{lines}"),
    }
}

fn begun(title: &str) -> String {
    let title = escaped(title);
    format!(
        "<!doctype html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    )
}

/// A name, and what is said of it.
type Said = (String, String);

/// README.txt, with the line ends of Windows: what lies where, what each table holds, what is not there and why, and how anybody
/// checks that nothing was changed.
pub fn read_me(school: &str, made_at: Timestamp, (tables, left_out): (&[Said], &[Said]), columns: &[Said]) -> String {
    let lines = |of: &[Said], dot: &str| -> String { of.iter().map(|(name, about)| format!("  {name}{dot}: {about}\n")).collect() };
    let text = format!(
        "HỒ SƠ CỦA {}\nXuất lúc {}\n\nĐọc bằng gì\n\
         Mở index.html bằng trình duyệt bất kỳ, không cần mạng, không cần phần mềm nào khác.\n\
         Thư mục {RECORDS} có các tệp đã nộp, theo người nộp, năm học, học kỳ, tuần.\n\
         Thư mục {FENCED} có hồ sơ hạn chế người xem: chỉ người được giao mới mở, không chép cho ai.\n\
         Thư mục {ATTACHED} có tệp kèm quyết định, lệnh, đề nghị, việc được giao, sổ và mẫu, mỗi bảng một thư mục; tệp của \
         dòng nào thì tra mã SHA-256. Trong đó có thể có giấy tờ riêng của từng người: giữ kín.\n\
         Tệp bị giữ lại, cách ly vì virus, hoặc không còn nguyên trong kho thì không có trong đây; từng tệp ghi ở {LACKING}.\n\n\
         Bảng (thư mục {TABLES}, mở bằng Excel; ngày giờ là giờ UTC, giờ Việt Nam là cộng thêm 7 giờ)\n{}\n\
         Bảng không có ở đây, và vì sao\n{}\n\
         Cột không có ở đây, và vì sao\n{}\n\
         Kiểm tra tệp còn nguyên\n\
         SHA256SUMS.txt ghi mã SHA-256 của từng tệp. Trên Windows, mở Command Prompt tại thư mục này rồi gõ:\n\
         \x20 certutil -hashfile \"index.html\" SHA256\n\
         rồi so dãy in ra với dòng của tệp ấy trong SHA256SUMS.txt. Trên Linux: sha256sum -c SHA256SUMS.txt\n\
         Mã SHA-256 của một tệp đã nộp cũng là mã in trên biên nhận và phiếu duyệt.\n",
        school.to_uppercase(),
        vietnamese::moment(made_at),
        lines(tables, ".csv"),
        lines(left_out, ""),
        lines(columns, ""),
    );
    text.replace('\n', "\r\n")
}

#[cfg(test)]
mod tests;
