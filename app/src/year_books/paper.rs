//! The book as people read it: on the page, on paper and in the file that is checked without the server.
//!
//! It is a pure function of what is kept of a book. The file is signed as it is, from its first byte to the last line, so the form
//! may change from one version of the program to the next: each file bears witness to its own words.

use domain::{
    html::escaped,
    log::AnchorCode,
    signing::CheckCode,
    vietnamese,
    year_books::{BookChange, BookContents, BookFile, BookRecord, BookSection, BookVersion, YearBook},
};

use crate::paths;

const STYLES: [&str; 2] = [include_str!("../../../style/approval_sheet.css"), include_str!("../../../style/year_book.css")];

/// What ties a book that was bound to the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BookProof {
    pub code: CheckCode,
    /// Of the end of the log when it was bound.
    pub anchor: AnchorCode,
}

/// A book on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookPaper {
    pub contents: BookContents,
    /// `None` for a book that was not bound: it is none yet.
    pub proof: Option<BookProof>,
    /// Where people reach the school's server; empty where that is not known.
    pub origin: String,
}

impl BookPaper {
    /// The file, without the line that signs it: a whole document that needs nothing beside it.
    pub fn document(&self) -> String {
        let (title, styles) = (escaped(&self.contents.book.name()), STYLES.concat());
        format!(
            "<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>\n{styles}</style>\n\
             </head>\n<body class=\"approval-sheet-file\">\n{}</body>\n</html>\n",
            self.fragment()
        )
    }

    /// What the file is called.
    pub fn file_name(&self) -> String {
        let book = &self.contents.book;
        let class = domain::names::fold(&book.class_title).replace(|letter: char| !letter.is_ascii_alphanumeric(), "-");
        format!("so-cuoi-nam-{class}-{}-ban-{}.html", book.school_year, self.contents.number)
    }

    /// What stands in the page and in the file alike.
    pub fn fragment(&self) -> String {
        let book = &self.contents.book;
        let mut html = String::with_capacity(200_000);
        html.push_str("<article class=\"approval-sheet year-book\">\n");
        html.push_str(&cover(book));
        if let Some(words) = book.running_words() {
            html.push_str(&format!("<p class=\"yb-running\"><b>{}</b></p>\n", escaped(&words)));
        } else if self.proof.is_some() {
            html.push_str(&format!(
                "<p class=\"yb-state\">Sổ cuối năm, bản {}, lập lúc {}.</p>\n",
                self.contents.number,
                vietnamese::moment(book.as_of)
            ));
        } else {
            html.push_str("<p class=\"yb-running\"><b>Chưa lập sổ: đây là bản xem trước, chưa có mã kiểm tra.</b></p>\n");
        }
        html.push_str(&teachers(book));
        html.push_str(&sums(book));
        html.push_str(&gaps(book));
        html.push_str(&changed(&self.contents.changes));
        html.push_str("<h2>Hồ sơ theo tuần</h2>\n");
        book.sections.iter().for_each(|one| html.push_str(&section(one)));
        html.push_str(&hands(book));
        if let Some(proof) = &self.proof {
            html.push_str(&self.proof_part(proof));
        }
        html.push_str("</article>\n");
        html
    }

    fn proof_part(&self, proof: &BookProof) -> String {
        let code = proof.code.to_string();
        let address = format!("{}{}", self.origin, paths::check_code(proof.code));
        let qr = if self.origin.is_empty() {
            String::new()
        } else {
            crate::qr::svg(&address, "Mã QR dẫn đến trang kiểm tra").unwrap_or_default()
        };
        let scan = if self.origin.is_empty() { "" } else { ", hoặc quét mã QR" };
        format!(
            "<section class=\"as-foot yb-check\">\n<div class=\"as-check\">\n{qr}\n<p>Mã kiểm tra<br><b class=\"as-code\">{code}</b><br>\
             Gõ mã này ở trang {}{} của trường{scan}: trang ấy cho biết sổ và nhật ký của trường còn nguyên như lúc lập hay không.</p>\n\
             </div>\n<p class=\"yb-anchor\">Mã nhật ký lúc lập sổ: <b class=\"num\">{}</b></p>\n</section>\n",
            escaped(&self.origin),
            paths::CHECK,
            proof.anchor,
        )
    }
}

fn cover(book: &YearBook) -> String {
    let place = book.site.as_ref().map(|site| format!("<br>{}", escaped(site))).unwrap_or_default();
    format!(
        "<header class=\"as-head\">\n<p class=\"as-school\"><b>{}</b></p>\n<p class=\"as-state\"><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b>\
         <b class=\"as-motto\">Độc lập - Tự do - Hạnh phúc</b></p>\n</header>\n<p class=\"yb-title\">SỔ HỒ SƠ ĐIỆN TỬ</p>\n\
         <p class=\"as-title\">{}, năm học {}<br>{}{place}</p>\n",
        escaped(&book.school_name.to_uppercase()),
        escaped(&book.class_title),
        vietnamese::school_year(&book.school_year),
        escaped(&book.department),
    )
}

fn teachers(book: &YearBook) -> String {
    let lines: String = book
        .teachers
        .iter()
        .map(|one| format!("<tr><th scope=\"row\">Giáo viên</th><td>{}, {}</td></tr>\n", escaped(&one.name), one.days()))
        .collect();
    let days = vietnamese::from_to(book.days);
    format!("<table class=\"as-facts\">\n<tr><th scope=\"row\">Năm học</th><td>{days}</td></tr>\n{lines}</table>\n")
}

fn sums(book: &YearBook) -> String {
    let row = |sum: &domain::year_books::TermSum| {
        let counts = &sum.counts;
        format!(
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
            sum.name(),
            counts.owed(),
            counts.on_time,
            counts.late,
            counts.excused,
            counts.overdue + counts.missed,
            counts.exempt,
            sum.signed
        )
    };
    let rows: String = book.sums.iter().map(row).collect();
    let fenced: String = book
        .fenced
        .iter()
        .map(|one| format!("<li>{}: phải nộp {}, đã nộp {}</li>\n", escaped(&one.name), one.owed, one.handed_in))
        .collect();
    let fenced = if fenced.is_empty() {
        fenced
    } else {
        format!(
            "<p>Loại hồ sơ hạn chế người xem chỉ ghi số lượng, không ghi tên hồ sơ và tệp:</p>\n<ul class=\"yb-list\">\n{fenced}</ul>\n"
        )
    };
    format!(
        "<h2>Tổng hợp</h2>\n<table class=\"yb-sums\">\n<thead><tr><th scope=\"col\">Học kỳ</th><th scope=\"col\">Phải nộp</th>\
         <th scope=\"col\">Đúng hạn</th><th scope=\"col\">Nộp muộn</th><th scope=\"col\">Muộn có lý do</th>\
         <th scope=\"col\">Chưa nộp</th><th scope=\"col\">Miễn</th><th scope=\"col\">Ban giám hiệu đã ký</th></tr></thead>\n\
         <tbody>\n{rows}</tbody>\n</table>\n{fenced}"
    )
}

/// What is missing, and what nobody owes, with the reason.
fn gaps(book: &YearBook) -> String {
    let missing: Vec<String> = book
        .missing()
        .map(|one| {
            let due = one.due.map(|due| format!(", hạn {}", vietnamese::date(due))).unwrap_or_default();
            format!("{}: {}{due}", one.title, one.who)
        })
        .collect();
    let freed: Vec<String> = book.freed().map(|(one, why)| format!("{}: {why}", one.title)).collect();
    format!(
        "{}{}",
        list("Hồ sơ còn thiếu", &missing, "Không thiếu hồ sơ nào."),
        list("Hồ sơ được miễn, không phải nộp", &freed, "")
    )
}

fn changed(changes: &[BookChange]) -> String {
    let lines: Vec<String> = changes.iter().map(|one| format!("{}: {}", one.title, one.what)).collect();
    list("Khác với bản trước", &lines, "")
}

/// A list under its head; `none` where it is empty, or nothing at all.
fn list(head: &str, lines: &[String], none: &str) -> String {
    match (lines.is_empty(), none.is_empty()) {
        (true, true) => String::new(),
        (true, false) => format!("<h2>{head}</h2>\n<p>{none}</p>\n"),
        (false, _) => {
            let lines: String = lines.iter().map(|line| format!("<li>{}</li>\n", escaped(line))).collect();
            format!("<h2>{head}</h2>\n<ul class=\"yb-list\">\n{lines}</ul>\n")
        }
    }
}

fn section(section: &BookSection) -> String {
    let rows: String = section.records.iter().map(record).collect();
    format!(
        "<table class=\"yb-records\">\n<caption>{}</caption>\n<thead><tr><th scope=\"col\">Hồ sơ</th><th scope=\"col\">Các lần nộp, tệp</th>\
         <th scope=\"col\">Duyệt, ký</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n",
        escaped(&section.title)
    )
}

fn record(record: &BookRecord) -> String {
    let due = record.due.map(|due| format!("<br>Hạn {}", vietnamese::date(due))).unwrap_or_default();
    let freed = record.freed.as_ref().map(|why| format!("<br>{}", escaped(why))).unwrap_or_default();
    let versions: String = record.versions.iter().map(version).collect();
    let versions = if versions.is_empty() { "Chưa có tệp".to_owned() } else { versions };
    let decisions: String = record
        .versions
        .iter()
        .flat_map(|version| version.decisions.iter().map(move |decision| (version.number, decision)))
        .map(|(number, decision)| format!("<p>Phiên bản {number}: {}</p>", escaped(&decision.words())))
        .collect();
    format!(
        "<tr><th scope=\"row\">{}<br>{}{due}<br><b>{}</b>{freed}</th><td>{versions}</td><td>{decisions}</td></tr>\n",
        escaped(&record.title),
        escaped(&record.who),
        escaped(&record.standing_words())
    )
}

fn version(version: &BookVersion) -> String {
    let remarks: String = version.remarks().iter().map(|one| format!("<br><i>{}</i>", escaped(one))).collect();
    let files: String = version.files.iter().map(file).collect();
    format!(
        "<p>Phiên bản {}: {}, {}. {}. Biên nhận {}{remarks}</p>\n{files}<p>Mã lần nộp: <code>{}</code></p>\n",
        version.number,
        escaped(&version.by),
        vietnamese::moment(version.at),
        version.verdict_words(),
        escaped(&version.receipt),
        version.digest
    )
}

fn file(file: &BookFile) -> String {
    let kept = file.kept.map(|kept| format!(" (<i>{}</i>)", kept.state())).unwrap_or_default();
    format!("<p>{} ({}){kept}</p>\n<p><code>{}</code></p>\n", escaped(&file.name), vietnamese::file_size(file.size), file.sha256)
}

/// Where teachers, head and principal sign by hand.
fn hands(book: &YearBook) -> String {
    let hand = |post: &str, names: String| {
        format!(
            "<div class=\"as-signer\"><p><b>{post}</b></p><p class=\"as-how\">(Ký, ghi rõ họ tên)</p><p class=\"yb-hand\"></p>\
             <p><b>{}</b></p></div>\n",
            escaped(&names)
        )
    };
    let last: Vec<&str> = book.teachers.iter().filter(|one| one.until.is_none()).map(|one| one.name.as_str()).collect();
    format!(
        "<section class=\"as-foot yb-hands\">\n{}{}{}</section>\n",
        hand("GIÁO VIÊN", last.join(", ")),
        hand("TỔ TRƯỞNG", book.head.clone()),
        hand("HIỆU TRƯỞNG", book.principal.clone())
    )
}

#[cfg(test)]
#[path = "paper_tests.rs"]
mod tests;
