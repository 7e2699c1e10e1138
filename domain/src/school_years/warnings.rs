//! What a valid calendar should still make the principal look at twice.

use chrono::{Datelike, NaiveDate};

use super::missing_words;
use crate::{
    calendar::{CalendarParts, SchoolCalendar},
    deadlines::{self, KHGD_HK2_WEEK},
    vietnamese,
};

/// A fact to show beside the calendar; it stops nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalendarWarning {
    /// The province's calendar and Điều 9 draw the line between the semesters in different weeks.
    SemestersDisagree { starts_in_week: u8, regulation_week: u8, khgd_hk2_due: Option<NaiveDate> },
    /// Học kỳ II would begin after the last numbered week.
    NoSecondSemester { starts_in_week: u8, weeks: u8 },
    /// The name of the school year does not begin with the year of week 1.
    OtherYear { school_year: String, first_week: NaiveDate },
    /// Holidays that every year has are not in it: "Tết, Giỗ Tổ".
    NoHolidays { missing: String },
}

impl CalendarWarning {
    /// The fact, in a few words.
    pub fn title(&self) -> &'static str {
        match self {
            CalendarWarning::SemestersDisagree { .. } => "Hai nguồn ghi khác nhau.",
            CalendarWarning::NoSecondSemester { .. } => "Năm học không có học kỳ II.",
            CalendarWarning::OtherYear { .. } => "Tên năm học và tuần 1 chưa khớp.",
            CalendarWarning::NoHolidays { .. } => "Lịch năm học chưa đủ ngày nghỉ.",
        }
    }

    /// What follows from it.
    pub fn sentence(&self) -> String {
        match self {
            CalendarWarning::SemestersDisagree { starts_in_week, regulation_week, khgd_hk2_due } => {
                let due = khgd_hk2_due.map_or(String::new(), |day| {
                    format!("; hạn “KHGD học kỳ II” vẫn tính theo Điều 9, là {}", vietnamese::weekday_and_date(day))
                });
                format!(
                    "Lịch này ghi học kỳ I có {} tuần, như nhiều Sở quy định. Điều 9 của Quy chế ghi {} tuần, tuần \
                     {regulation_week} đã là học kỳ II. Bảng theo dõi chia học kỳ theo lịch này{due}.",
                    starts_in_week - 1,
                    regulation_week - 1,
                )
            }
            CalendarWarning::NoSecondSemester { starts_in_week, weeks } => {
                format!("Học kỳ II ghi từ tuần {starts_in_week}, năm học chỉ có {weeks} tuần.")
            }
            CalendarWarning::OtherYear { school_year, first_week } => {
                format!("Năm học ghi {school_year}, tuần 1 từ {}.", vietnamese::weekday_and_date(*first_week))
            }
            CalendarWarning::NoHolidays { missing } => {
                format!("Chưa có nghỉ {missing}. Chưa ghi thì hạn nộp vẫn rơi vào những ngày ấy như ngày làm việc.")
            }
        }
    }
}

/// What is to be looked at twice in this calendar, if anything.
pub fn warnings(calendar: &SchoolCalendar) -> Vec<CalendarWarning> {
    let CalendarParts { weeks, semester_2_starts_in_week: starts_in_week, first_week, .. } = *calendar.parts();
    let mut warnings = Vec::new();
    if starts_in_week > weeks {
        warnings.push(CalendarWarning::NoSecondSemester { starts_in_week, weeks });
    } else if starts_in_week != KHGD_HK2_WEEK {
        let due = deadlines::khgd_due(calendar, KHGD_HK2_WEEK).map(|due| due.day);
        warnings.push(CalendarWarning::SemestersDisagree { starts_in_week, regulation_week: KHGD_HK2_WEEK, khgd_hk2_due: due });
    }
    if !calendar.school_year().trim().starts_with(&first_week.year().to_string()) {
        warnings.push(CalendarWarning::OtherYear { school_year: calendar.school_year().to_owned(), first_week });
    }
    warnings.extend(missing_words(calendar).map(|missing| CalendarWarning::NoHolidays { missing }));
    warnings
}
