//! "index.html": what is in a copy, to be read in any browser without a network and without scripts.

use super::{
    copy::{CopyKind, CopySize},
    file_tree::PlacedFile,
    left_out::LeftOut,
    listed::{CopiedFile, CopiedRecord, CopiedVersion, CopyList},
    path_names::link_to,
};
use crate::{
    deadlines::time_left,
    html::escaped,
    inspection::Kept,
    obligations::Verdict,
    record_list::StandingGroup,
    vietnamese::{self, capitalised},
};

/// Of every page that is read without this program.
pub(crate) const STYLE: &str = "body{font-family:sans-serif;line-height:1.5;margin:2rem auto;max-width:60rem;padding:0 1rem}\
    h1{font-size:1.5rem}h2{border-bottom:1px solid #777;font-size:1.2rem;margin-top:2rem}h3{font-size:1rem;margin-bottom:0}\
    p{margin:.2rem 0}ul{margin:.2rem 0 1rem}code{color:#444;font-size:.8rem;overflow-wrap:anywhere}";

/// The page, with links to the files beside it.
pub fn index_page(list: &CopyList, files: &[PlacedFile], left_out: LeftOut) -> String {
    let (who, school) = (escaped(&list.person_name), escaped(&list.school_name));
    let (made, size) = (vietnamese::moment(list.made_at), CopySize::of(list, files).words());
    let kind = match list.kind {
        CopyKind::All => "Tất cả hồ sơ.",
        CopyKind::New => "Chỉ phần mới so với các bản lưu trước; giữ cùng các bản lưu ấy.",
    };
    let left_out: String = left_out.words().iter().map(|line| format!("<li>{}</li>\n", escaped(line))).collect();
    let left_out =
        if left_out.is_empty() { left_out } else { format!("<p>Không có trong bản lưu:</p>\n<ul>\n{left_out}</ul>\n") };
    let mut page = format!(
        "<!doctype html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>Bản lưu cá nhân của {who}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<h1>Bản lưu cá nhân của {who}</h1>\n<p>{school}, lập lúc {made}. {size}. \
         {kind}</p>\n\
         <p>Giữ nguyên cả thư mục này, không sửa tệp nào: biên nhận và mã SHA-256 cho thấy tệp nào đúng là tệp đã nộp.</p>\n{left_out}"
    );
    let mut stretch = None;
    for record in &list.records {
        let here = (&record.school_year, &record.semester, &record.stretch);
        if stretch.replace(here) != Some(here) {
            let words = [Some(vietnamese::school_year(&record.school_year)), record.semester.clone(), Some(record.stretch.clone())];
            let words: Vec<String> = words.into_iter().flatten().collect();
            page.push_str(&format!("<h2>{}</h2>\n", escaped(&words.join(", "))));
        }
        page.push_str(&record_told(record));
    }
    page.push_str("</body>\n</html>\n");
    page
}

/// One record with its versions and files, as a part of such a page.
pub fn record_told(record: &CopiedRecord) -> String {
    let versions: String = record.versions.iter().map(version).collect();
    format!("<h3>{}</h3>\n{versions}", escaped(&record.title))
}

fn version(one: &CopiedVersion) -> String {
    let due = one.receipt.due.map(|due| format!(", hạn {}", vietnamese::date(due))).unwrap_or_default();
    let old = if one.is_newest { "" } else { " (bản cũ)" };
    let files: String = one.files.iter().map(file).collect();
    format!(
        "<p>Phiên bản {}{old}: {} nộp lúc {}{due}. {}. Biên nhận {}, mã <code>{}</code></p>\n<ul>\n{files}</ul>\n",
        one.version,
        escaped(&one.person_name),
        vietnamese::moment(one.received_at),
        judged(one.receipt.verdict),
        escaped(&one.receipt_number),
        one.digest,
    )
}

/// As the receipt says it.
fn judged(verdict: Verdict) -> String {
    match verdict {
        Verdict::OnTime => capitalised(StandingGroup::OnTime.in_sentence()),
        Verdict::Late(by) => capitalised(&time_left::late(by)),
        Verdict::NotJudged => "Không xét hạn".to_owned(),
    }
}

fn file(one: &CopiedFile) -> String {
    let (name, size) = (escaped(one.name.as_str()), vietnamese::file_size(one.size));
    match &one.path {
        Some(path) => format!("<li><a href=\"{}\">{name}</a> ({size})<br><code>{}</code></li>\n", link_to(path), one.sha256),
        None => {
            let why = if one.kept == Some(Kept::Disposed) {
                "đã tiêu hủy theo biên bản của hội đồng"
            } else {
                "không có trong bản lưu"
            };
            format!("<li>{name} ({size}): {why}<br><code>{}</code></li>\n", one.sha256)
        }
    }
}
