//! The words of a book: one place for the page, the file and what has changed.

use super::book::{BookDecision, BookRecord, BookTeacher, BookVersion, TermSum, YearBook};
use crate::{
    calendar::Semester,
    deadlines::time_left,
    obligations::{Standing, Verdict},
    record_list::{StandingGroup, counts_sentence},
    record_types::Step,
    vietnamese,
};

impl YearBook {
    /// "Sổ hồ sơ điện tử Lớp 4A, năm học 2026–2027"
    pub fn name(&self) -> String {
        format!("Sổ hồ sơ điện tử {}, năm học {}", self.class_title, vietnamese::school_year(&self.school_year))
    }

    /// Of a book whose year still runs: that it is none yet.
    pub fn running_words(&self) -> Option<String> {
        self.runs_until.map(|until| {
            format!(
                "Chưa hết năm học: sổ này mới ghi đến {}, chưa phải sổ cuối năm. Sổ cuối năm lập được sau ngày {}.",
                vietnamese::moment(self.as_of),
                vietnamese::date(until)
            )
        })
    }
}

impl BookTeacher {
    /// "từ 07/09/2026 đến 31/12/2026"
    pub fn days(&self) -> String {
        let until = self.until.map_or_else(|| "hết năm học".to_owned(), vietnamese::date);
        format!("từ {} đến {until}", vietnamese::date(self.from))
    }
}

impl BookRecord {
    /// How it stands: "Nộp muộn 2 ngày làm việc", "Chưa nộp".
    pub fn standing_words(&self) -> String {
        match self.standing {
            Standing::Late(by) => vietnamese::capitalised(&time_left::late(by)),
            Standing::Excused(by) => format!("{}, có lý do", vietnamese::capitalised(&time_left::late(by))),
            Standing::Practice { handed_in } => format!("Tuần tập dượt, {}", handed_in_words(handed_in)),
            Standing::Untimed { handed_in } => format!("Không có hạn, {}", handed_in_words(handed_in)),
            Standing::Exempt | Standing::NotYetDue | Standing::Overdue(_) | Standing::Missed | Standing::OnTime => {
                StandingGroup::of(self.standing).map_or("Chưa nộp", StandingGroup::words).to_owned()
            }
        }
    }
}

const fn handed_in_words(handed_in: bool) -> &'static str {
    if handed_in { "đã nộp" } else { "chưa nộp" }
}

impl BookVersion {
    /// How the receipt judged it.
    pub fn verdict_words(&self) -> String {
        match self.verdict {
            Verdict::OnTime => vietnamese::capitalised(StandingGroup::OnTime.in_sentence()),
            Verdict::Late(by) => vietnamese::capitalised(&time_left::late(by)),
            Verdict::NotJudged => "Không xét hạn".to_owned(),
        }
    }

    /// "Bổ sung sau khóa theo Đề nghị bổ sung số 03"; that it was taken back.
    pub fn remarks(&self) -> Vec<String> {
        let update =
            self.by_update.as_ref().map(|update| format!("Bổ sung sau khóa, {}", vietnamese::with_small_beginning(update)));
        let withdrawn = self.withdrawn_at.map(|at| format!("Người nộp đã rút lại lúc {}", vietnamese::moment(at)));
        update.into_iter().chain(withdrawn).collect()
    }
}

impl BookDecision {
    /// "Ban giám hiệu ký: Nguyễn Thị Nguyệt, 16:05 thứ Hai 23/11/2026"
    pub fn words(&self) -> String {
        let who = match self.step {
            Step::Department => "Tổ",
            Step::Leadership => "Ban giám hiệu",
        };
        let what = match (self.is_approval, self.is_signed) {
            (false, _) => "trả lại",
            (true, true) => "ký duyệt",
            (true, false) => "duyệt",
        };
        format!("{who} {what}: {}, {}", self.by, vietnamese::moment(self.at))
    }
}

impl TermSum {
    /// "Học kỳ I"
    pub const fn name(&self) -> &'static str {
        match self.semester {
            Some(Semester::First) => "Học kỳ I",
            Some(Semester::Second) => "Học kỳ II",
            None => "Cả năm",
        }
    }

    /// "Phải nộp 120, đã nộp 118/120: …"
    pub fn words(&self) -> String {
        format!("{}; ban giám hiệu đã ký {}", counts_sentence(&self.counts), self.signed)
    }
}
