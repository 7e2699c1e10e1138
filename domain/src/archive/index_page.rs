//! "index.html" of a package that was taken home: read in any browser, without a network, without scripts and without this program.

use std::collections::{BTreeMap, BTreeSet};

use super::package::{Package, PackedRecord, short_code};
use crate::{
    files::Sha256,
    html::escaped,
    obligations::ObligationId,
    personal_copies::{STYLE, link_to, record_told},
    vietnamese,
};

/// The page, with links to the files beside it. `sheets` are the paths of the sheets of approval; `broken` are files that are not what
/// was handed in, `held` those that nobody opens now: neither lie in a package that leaves.
pub fn package_page(
    school_name: &str,
    package: &Package,
    records: &[PackedRecord],
    sheets: &BTreeMap<ObligationId, Vec<(String, String)>>,
    (broken, held): (&BTreeSet<Sha256>, &BTreeSet<Sha256>),
) -> String {
    let school = escaped(school_name);
    let (made, code) = (vietnamese::moment(package.at), short_code(package.code));
    let title = format!("Gói lưu trữ số {}, {}", package.number, vietnamese::school_year(&package.school_year));
    let spoiled = match broken.len() {
        0 => String::new(),
        many => format!(
            "<p><b>Gói không đủ: {many} tệp trong kho không còn đúng là tệp đã nộp, nên không có ở đây. Tên và mã của tệp vẫn \
             ghi dưới từng hồ sơ.</b></p>\n"
        ),
    };
    let held = match held.difference(broken).count() {
        0 => String::new(),
        many => format!(
            "<p><b>{many} tệp đang bị giữ lại hoặc cách ly, chưa ai được mở, nên không có ở đây. Tên và mã của tệp vẫn ghi dưới \
             từng hồ sơ.</b></p>\n"
        ),
    };
    let mut page = format!(
        "<!doctype html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <h1>{title}</h1>\n<p>{school}. {}, đưa vào lưu trữ lúc {made}. {} hồ sơ, {} tệp, {}.</p>\n\
         <p>Mã kiểm tra của gói: <code>{code}</code>, đầy đủ <code>{}</code>. Đó là SHA-256 của tệp goi.txt; trong tệp ấy có SHA-256 \
         của từng tệp ho-so.json, trong đó có SHA-256 của từng tệp lúc nộp. Tệp SHA256SUMS để chương trình kiểm tra cả thư mục.</p>\n{spoiled}{held}",
        escaped(&package.what),
        package.records,
        package.files,
        vietnamese::file_size(package.bytes),
        package.code,
    );
    let mut stretch = None;
    for one in records {
        let record = &one.record;
        let here = (&record.semester, &record.stretch);
        if stretch.replace(here) != Some(here) {
            let words: Vec<String> = record.semester.iter().chain(Some(&record.stretch)).cloned().collect();
            page.push_str(&format!("<h2>{}</h2>\n", escaped(&words.join(", "))));
        }
        page.push_str(&record_told(record));
        page.push_str(&decisions(one));
        for (path, code) in sheets.get(&record.obligation).into_iter().flatten() {
            page.push_str(&format!("<p><a href=\"{}\">Phiếu duyệt, mã {}</a></p>\n", link_to(path), escaped(code)));
        }
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn decisions(one: &PackedRecord) -> String {
    let lines: String = one
        .decisions
        .iter()
        .map(|decision| {
            let words = decision.words.iter().map(|words| vietnamese::without_stop(words)).collect::<Vec<_>>().join("; ");
            let words = if words.is_empty() { words } else { format!(": {}", escaped(&words)) };
            let undone = decision.undone.map(|undo| format!(", rút lại lúc {}", vietnamese::moment(undo.at))).unwrap_or_default();
            let (what, who) = (escaped(&decision.what), escaped(&decision.person_name));
            format!("<li>{what}, {who}, {}{undone}{words}.</li>\n", vietnamese::moment(decision.at))
        })
        .collect();
    if lines.is_empty() {
        "<p>Hồ sơ này không qua bước duyệt nào.</p>\n".to_owned()
    } else {
        format!("<ul>\n{lines}</ul>\n")
    }
}
