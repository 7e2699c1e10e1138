//! The due days of a calendar as a CSV file: what `hoso deadlines --calendar FILE` prints.

use super::{Due, DueRule, KHGD_HK1_WEEK, KHGD_HK2_WEEK, due, khgd_due};
use crate::{calendar::SchoolCalendar, csv::cell};

/// Both education plans, then the lesson plan and the weekly plan of every numbered week.
/// UTF-8, LF, quoted only where RFC 4180 needs it, and no cell is a formula. A year of fewer than 18 weeks has no row `khgd-hk2`.
pub fn deadlines_csv(calendar: &SchoolCalendar) -> String {
    let education_plans = [("khgd-hk1", KHGD_HK1_WEEK), ("khgd-hk2", KHGD_HK2_WEEK)]
        .into_iter()
        .filter_map(|(record, week)| Some((record, week, khgd_due(calendar, week)?)));
    let weekly_plans = ["giao-an", "ke-hoach-tuan"].into_iter().flat_map(|record| {
        calendar.teaching_weeks().iter().filter_map(move |week| {
            let due = due(calendar, DueRule::FRIDAY_BEFORE, week.span()).ok().flatten()?;
            Some((record, week.number, due))
        })
    });
    let header = "record,week,nominal,due,moved_because\n".to_owned();
    header + &education_plans.chain(weekly_plans).map(|(record, week, due)| row(record, week, &due)).collect::<String>()
}

fn row(record: &str, week: u8, due: &Due) -> String {
    let because = due.moved.as_ref().map_or("", |moved| &moved.because);
    format!("{record},{week},{},{},{}\n", due.nominal, due.day, cell(because))
}
