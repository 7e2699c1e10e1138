//! What has changed between two books of the same class and year.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::book::{BookRecord, YearBook};
use crate::{obligations::ObligationId, vietnamese};

/// One record that stands otherwise than in the book before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookChange {
    /// "Giáo án tuần 12 · Lớp 4A"; of the sums and the cover, what it is about.
    pub title: String,
    pub what: String,
}

/// What `now` says otherwise than `before`, in the order of `now`; what is gone at the end.
pub fn changes(before: &YearBook, now: &YearBook) -> Vec<BookChange> {
    let was: BTreeMap<ObligationId, &BookRecord> = before.records().map(|record| (record.obligation, record)).collect();
    let is: BTreeMap<ObligationId, &BookRecord> = now.records().map(|record| (record.obligation, record)).collect();
    let mut found: Vec<BookChange> = Vec::new();
    if cover(before) != cover(now) {
        found.push(BookChange {
            title: "Bìa sổ".to_owned(),
            what: "tên trường, lớp, tổ, điểm trường hoặc giáo viên đã đổi".to_owned(),
        });
    }
    for record in now.records() {
        let what = match was.get(&record.obligation) {
            None => vec!["mới có trong sổ".to_owned()],
            Some(before) => differences(before, record),
        };
        if !what.is_empty() {
            found.push(BookChange { title: record.title.clone(), what: what.join("; ") });
        }
    }
    let gone = before.records().filter(|record| !is.contains_key(&record.obligation));
    found.extend(gone.map(|record| BookChange { title: record.title.clone(), what: "không còn trong sổ".to_owned() }));
    if found.is_empty() && (before.sums != now.sums || before.fenced != now.fenced) {
        found.push(BookChange {
            title: "Số liệu".to_owned(), what: "số hồ sơ phải nộp hoặc đã nộp đã đổi".to_owned()
        });
    }
    found
}

type Cover<'a> = (&'a str, &'a str, &'a str, Option<&'a str>, &'a [super::BookTeacher]);

fn cover(book: &YearBook) -> Cover<'_> {
    (&book.school_name, &book.class_title, &book.department, book.site.as_deref(), &book.teachers)
}

fn differences(before: &BookRecord, now: &BookRecord) -> Vec<String> {
    let mut found = Vec::new();
    if before.versions.len() < now.versions.len() {
        let new: Vec<String> = now.versions.iter().skip(before.versions.len()).map(|one| one.number.to_string()).collect();
        found.push(format!("thêm phiên bản {}", new.join(", ")));
    }
    if before.standing != now.standing {
        let [was, is] = [before, now].map(|one| vietnamese::with_small_beginning(&one.standing_words()));
        if was != is {
            found.push(format!("trước là “{was}”, nay là “{is}”"));
        }
    }
    let decisions = |record: &BookRecord| -> Vec<_> { record.versions.iter().flat_map(|one| one.decisions.clone()).collect() };
    if decisions(before) != decisions(now) {
        found.push("duyệt hoặc ký đã đổi".to_owned());
    }
    let kept = |record: &BookRecord| -> Vec<_> {
        record.versions.iter().map(|one| (one.withdrawn_at, one.files.clone(), one.by_update.clone())).collect()
    };
    let count = before.versions.len().min(now.versions.len());
    if kept(before).get(..count) != kept(now).get(..count) {
        found.push("có phiên bản đã rút hoặc tệp đã đổi trạng thái".to_owned());
    }
    if before.freed != now.freed || before.due != now.due || before.title != now.title {
        found.push("hạn, tên hoặc việc miễn đã đổi".to_owned());
    }
    found
}
