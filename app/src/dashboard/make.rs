//! From `domain`'s dashboard to what is shown of it: here its dates, standings and sentences become words.

use std::cmp::Ordering;

use chrono::NaiveDate;
use domain::{
    dashboard::{Dashboard, DashboardFilter, DueDay, RowKey, TermFilter},
    days::local,
    deadlines::time_left,
    obligations::Standing,
    people::{PersonId, SiteId},
    record_list::{RecordLine, RecordList, counts_sentence},
    vietnamese,
};

use super::{
    Choice,
    sheet::{Bar, CellList, Figures, Line, MatrixRow, Sheet, Untimed, Week},
};
use crate::{
    printed,
    ui::{Look, standing_word},
};

/// A cell of the matrix: row and week.
pub type CellKey = (RowKey, u8);

impl Choice {
    /// What `domain` is asked for; a term that there is not is none.
    pub fn filter(&self) -> DashboardFilter {
        let record_type = Some(self.record_type.clone()).filter(|code| !code.is_empty());
        DashboardFilter { term: TermFilter::from_code(&self.term), record_type, site: self.site.parse().ok() }
    }

    /// The chosen cell, if there is one and its code is one.
    pub fn cell_key(&self) -> Option<CellKey> {
        let (row, week) = self.cell.rsplit_once('.')?;
        Some((RowKey::from_code(row)?, week.parse().ok()?))
    }

    /// Whether every code can be read. A page goes on without those that cannot, for an address may have been typed.
    pub fn is_understood(&self) -> bool {
        (self.term.is_empty() || TermFilter::from_code(&self.term).is_some())
            && (self.site.is_empty() || self.site.parse::<SiteId>().is_ok())
            && (self.cell.is_empty() || self.cell_key().is_some())
    }

    /// The choice without what cannot be read of it.
    #[must_use]
    pub fn understood(self) -> Self {
        Self {
            term: Some(self.term.clone()).filter(|code| TermFilter::from_code(code).is_some()).unwrap_or_default(),
            cell: self.cell_key().map(cell_code).unwrap_or_default(),
            record_type: self.record_type,
            site: self.site.parse::<SiteId>().map(|site| site.to_string()).unwrap_or_default(),
            year: self.year,
        }
    }
}

fn cell_code((row, week): CellKey) -> String {
    format!("{}.{week}", row.code())
}

impl Sheet {
    /// What is shown of a dashboard, for `person` who chose `choice`; `open` are the records behind the chosen cell.
    pub fn of(dashboard: Dashboard, person: PersonId, choice: Choice, open: Option<(CellKey, RecordList)>) -> Self {
        let at = local(dashboard.as_of);
        let open = open.map(|(key, list)| cell_list(&dashboard, key, &list));
        Self {
            revision: dashboard.revision,
            person: person.to_string(),
            stands: stands(&dashboard, open.as_ref()),
            figures: figures(&dashboard),
            choice,
            term: dashboard.term,
            whole_school: dashboard.whole_school,
            datetime: at.format("%Y-%m-%dT%H:%M:%S+07:00").to_string(),
            types: dashboard.types,
            sites: dashboard.sites.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
            now: dashboard.now,
            weeks: dashboard
                .weeks
                .into_iter()
                .map(|week| Week {
                    number: week.number,
                    monday: vietnamese::day_month(week.monday),
                    last_day: vietnamese::day_month(week.last_day),
                    opens_semester_2: week.opens_semester_2,
                })
                .collect(),
            rows: dashboard
                .rows
                .into_iter()
                .map(|row| MatrixRow { code: row.key.code(), name: row.name, cells: row.cells })
                .collect(),
            totals: dashboard.totals,
            total: dashboard.total,
            year: dashboard
                .year
                .into_iter()
                .map(|bar| Bar { number: bar.number, share: bar.share, opens_semester_2: bar.opens_semester_2 })
                .collect(),
            untimed: dashboard
                .untimed
                .into_iter()
                .map(|line| Untimed { code: line.code, name: line.name, handed_in: line.handed_in, tracked: line.tracked })
                .collect(),
            open,
        }
    }
}

fn figures(dashboard: &Dashboard) -> Figures {
    if let Some(year) = &dashboard.ended {
        return figures_of_ended(dashboard, year);
    }
    let head = match dashboard.now {
        Some(number) => format!("Tuần {number}"),
        None => "Chưa vào tuần 1".to_owned(),
    };
    let week = dashboard.now.and_then(|now| dashboard.weeks.iter().find(|week| week.number == now));
    let mut about: Vec<String> = Vec::new();
    if let Some(week) = week {
        about.push(vietnamese::days(domain::days::Span::new(week.monday, week.last_day)));
    }
    let today = local(dashboard.as_of).date();
    if let Some(due) = &dashboard.usual_due {
        about.push(format!("phần lớn có hạn {}", due_words(due, today)));
    }
    let of_next = dashboard.next_week.as_ref().map(|(number, _)| number).zip(dashboard.next_due.as_ref());
    let of_next =
        of_next.map(|(number, due)| (due, format!("tuần {number}: đã nộp {}/{} hồ sơ", due.counts.handed_in(), due.counts.owed())));
    // On the day itself it stands first.
    let is_today = |due: &&DueDay| due.day == today;
    let due_today = of_next.as_ref().filter(|(due, _)| is_today(due)).map(|(due, words)| {
        let past = if due.counts.overdue > 0 { ", đã qua giờ" } else { "" };
        format!("Hôm nay đến hạn{past}, {words}")
    });
    about.extend(of_next.filter(|(due, _)| !is_today(due)).map(|(due, words)| format!("{words} có hạn {}", due_words(due, today))));
    let late = dashboard.late.words().map(|words| format!("Trong {}: {words}.", dashboard.term.in_sentence()));
    Figures {
        head,
        about: about.join(" · "),
        today: due_today,
        empty: empty(dashboard),
        counts: dashboard.this_week,
        late: late.unwrap_or_default(),
    }
}

/// Of a year that is over no week is the present one: the large numbers are those of all weeks that are shown.
fn figures_of_ended(dashboard: &Dashboard, year: &str) -> Figures {
    let term = dashboard.term.in_sentence();
    let weeks = dashboard.weeks.first().zip(dashboard.weeks.last());
    let about = weeks.map(|(first, last)| vietnamese::days(domain::days::Span::new(first.monday, last.last_day)));
    let late = dashboard.late.words().map(|words| format!("Trong {term}: {words}."));
    Figures {
        head: format!("Năm học {}, {term}", vietnamese::school_year(year)),
        about: about.unwrap_or_default(),
        today: None,
        empty: empty(dashboard),
        counts: dashboard.total,
        late: late.unwrap_or_default(),
    }
}

/// Why nothing is to be counted in the weeks that are shown, where that is so.
fn empty(dashboard: &Dashboard) -> Option<String> {
    if !dashboard.total.is_empty() {
        return None;
    }
    if let Some(site) = site_name(dashboard) {
        return Some(format!("{site} không có hồ sơ nào phải nộp trong {}.", dashboard.term.in_sentence()));
    }
    let tracked = dashboard.record_type.as_ref().and_then(|code| dashboard.untimed.iter().find(|line| line.code == *code));
    let words = match (tracked, &dashboard.record_type, dashboard.term) {
        (Some(line), _, _) => {
            let (name, done, all) = (&line.name, line.handed_in, line.tracked);
            format!("{name} chưa quy định hạn, không xét đúng hạn hay muộn: cả năm đã nộp {done} trong {all} hồ sơ được theo dõi.")
        }
        (None, Some(_), term) => format!("Loại hồ sơ này không có hồ sơ nào phải nộp trong {}.", term.in_sentence()),
        (None, None, TermFilter::Year) => {
            "Chưa có hồ sơ nào phải nộp: cần có lớp, người phụ trách và loại hồ sơ áp dụng (mục Cài đặt).".to_owned()
        }
        (None, None, term @ (TermFilter::First | TermFilter::Second)) => {
            let term = term.in_sentence();
            format!(
                "Không có hồ sơ nào phải nộp trong {term}: chưa có lớp, người phụ trách hay quy định nào áp dụng cho các tuần này."
            )
        }
    };
    Some(words)
}

/// On a Friday two weeks are spoken of: the one whose day has passed, and the one that is due today.
fn due_words(due: &DueDay, today: NaiveDate) -> String {
    let words = vietnamese::weekday_and_date(due.day);
    match due.day.cmp(&today) {
        Ordering::Less => format!("{words}, đã qua"),
        Ordering::Equal if due.counts.overdue > 0 => format!("hôm nay, {words}, đã qua giờ"),
        Ordering::Equal => format!("hôm nay, {words}"),
        Ordering::Greater => words,
    }
}

/// The foot of the printed sheet: what was chosen, and when that was true. A sheet on a desk has no address bar.
fn stands(dashboard: &Dashboard, open: Option<&CellList>) -> String {
    let record_type = dashboard.record_type.as_ref().and_then(|code| dashboard.types.iter().find(|(one, _)| one == code));
    let mut parts = vec![
        dashboard.school.clone(),
        format!("Bảng theo dõi {}", dashboard.term.in_sentence()),
        record_type.map_or_else(|| "mọi loại hồ sơ".to_owned(), |(_, name)| name.clone()),
    ];
    parts.extend(site_name(dashboard).map(str::to_owned));
    if !dashboard.whole_school {
        parts.extend(dashboard.rows.iter().map(|row| row.name.clone()));
    }
    if let Some(CellList { name, week, .. }) = open {
        parts.push(format!("mở ô {name}, tuần {week}"));
    }
    printed::stands(parts, dashboard.as_of)
}

/// The name of the site that is chosen.
fn site_name(dashboard: &Dashboard) -> Option<&str> {
    dashboard.sites.iter().find(|(id, _)| Some(*id) == dashboard.site).map(|(_, name)| name.as_str())
}

fn cell_list(dashboard: &Dashboard, (row, week): CellKey, list: &RecordList) -> CellList {
    let counts = list.groups.first().map_or(list.counts, |group| group.counts);
    CellList {
        name: dashboard.rows.iter().find(|one| one.key == row).map_or_else(String::new, |one| one.name.clone()),
        row: row.code(),
        week,
        counts,
        summary: counts_sentence(&counts),
        lines: list.groups.iter().flat_map(|group| &group.lines).map(line).collect(),
    }
}

fn line(line: &RecordLine) -> Line {
    let (word, right) = words(line);
    Line {
        obligation: line.obligation.to_string(),
        title: line.title.clone(),
        who: line.who.clone(),
        shape: Look::from(line.standing).shape().to_owned(),
        word: word.to_owned(),
        right,
    }
}

/// The word of a standing in a narrow list, and what stands at the right: since when, or when.
fn words(line: &RecordLine) -> (&'static str, String) {
    let at = line.handed_in_at.map(|at| {
        let at = local(at);
        format!("{} {}", vietnamese::day_month(at.date()), vietnamese::hour(at.time()))
    });
    let right = match line.standing {
        Standing::Overdue(by) => time_left::overdue(by),
        Standing::Late(_) | Standing::Excused(_) | Standing::OnTime => at.unwrap_or_default(),
        Standing::NotYetDue | Standing::Missed => {
            line.due.map(|due| format!("hạn {}", vietnamese::day_month(due))).unwrap_or_default()
        }
        Standing::Exempt => line.reason.clone().unwrap_or_default(),
        Standing::Untimed { handed_in: true } | Standing::Practice { handed_in: true } => at.unwrap_or_default(),
        Standing::Untimed { handed_in: false } | Standing::Practice { handed_in: false } => String::new(),
    };
    (standing_word(line.standing), right)
}

#[cfg(test)]
#[path = "make_tests.rs"]
pub mod tests;
