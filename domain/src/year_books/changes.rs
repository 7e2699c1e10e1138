//! What has changed between two books of the same class and year.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::book::{BookRecord, BookVersion, YearBook};
use crate::{obligations::ObligationId, submissions::SubmissionId, vietnamese};

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
    // What is gone may be what has been fenced off since: it is counted and named no more.
    let gone = before.records().filter(|record| !is.contains_key(&record.obligation)).count();
    if gone > 0 {
        found.push(BookChange {
            title: "Hồ sơ không còn trong sổ".to_owned(),
            what: format!("{gone} hồ sơ, nay không còn phải nộp hoặc thuộc loại hạn chế người xem"),
        });
    }
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
    // By what they are and not by their places: a version that came back from somebody's copy stands between others.
    let was: BTreeMap<SubmissionId, &BookVersion> = before.versions.iter().map(|one| (one.submission, one)).collect();
    let new: Vec<String> =
        now.versions.iter().filter(|one| !was.contains_key(&one.submission)).map(|one| one.number.to_string()).collect();
    if !new.is_empty() {
        found.push(format!("thêm phiên bản {}", new.join(", ")));
    }
    if before.standing != now.standing {
        let [was, is] = [before, now].map(|one| vietnamese::with_small_beginning(&one.standing_words()));
        if was != is {
            found.push(format!("trước là “{was}”, nay là “{is}”"));
        }
    }
    let decided = |record: &BookRecord| -> Vec<_> {
        let decisions = record.versions.iter().flat_map(|one| one.decisions.iter().map(move |made| (one.submission, made)));
        decisions.map(|(version, made)| (version, made.step, made.at, made.is_approval, made.is_signed)).collect()
    };
    if decided(before) != decided(now) {
        found.push("duyệt hoặc ký đã đổi".to_owned());
    }
    let both: Vec<(&BookVersion, &BookVersion)> =
        now.versions.iter().filter_map(|one| Some((*was.get(&one.submission)?, one))).collect();
    let kept = |one: &BookVersion| (one.withdrawn_at, one.files.clone(), one.by_update.clone());
    if both.iter().any(|(was, is)| kept(was) != kept(is)) {
        found.push("có phiên bản đã rút hoặc tệp đã đổi trạng thái".to_owned());
    }
    let names = |one: &BookVersion| -> Vec<String> {
        std::iter::once(&one.by).chain(one.decisions.iter().map(|made| &made.by)).cloned().collect()
    };
    let is_renamed = |(was, is): &(&BookVersion, &BookVersion)| {
        was.by != is.by || (was.decisions.len() == is.decisions.len() && names(was) != names(is))
    };
    if both.iter().any(is_renamed) {
        found.push("tên người ghi trong sổ đã đổi".to_owned());
    }
    if before.freed != now.freed || before.due != now.due || before.title != now.title {
        found.push("hạn, tên hoặc việc miễn đã đổi".to_owned());
    }
    found
}
