//! The numbers of one morning, and what they say.

use chrono::NaiveDate;

use crate::{
    days::{Span, Timestamp},
    people::PersonId,
    vietnamese,
};

/// What was counted on one working day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest {
    pub day: NaiveDate,
    /// When it was counted: at seven, or later where no server ran.
    pub at: Timestamp,
    /// Whoever has anything to do, each once; in the order of their ids.
    pub people: Vec<PersonNumbers>,
    /// On the last working day of a week in which anything was due or waits.
    pub week: Option<WeekNumbers>,
}

/// What one person has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonNumbers {
    pub person: PersonId,
    pub numbers: DayNumbers,
}

/// How much of it there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayNumbers {
    /// To be handed in on the very day.
    pub due_today: usize,
    /// To be handed in on the next working day.
    pub due_next: usize,
    /// Which day that is; `None` on the last one of the year.
    pub next_day: Option<NaiveDate>,
    pub overdue: usize,
    /// Given back, to be corrected by the next working day or by a day that has passed.
    pub to_correct: usize,
    /// Records that wait for the person's review.
    pub to_review: usize,
    /// Orders that wait for the person's name, or to be carried out.
    pub orders: usize,
    /// Requests for updates after a lock.
    pub updates: usize,
    /// Requests for more time.
    pub extensions: usize,
    /// Weeks that a colleague would swap.
    pub swaps: usize,
}

/// Where a line leads: to what is due before what waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeadsTo {
    MyWork,
    ReviewQueue,
    Orders,
    Updates,
    Extensions,
    Swaps,
}

impl DayNumbers {
    /// Nobody who has nothing to do is told anything.
    pub const fn is_empty(&self) -> bool {
        self.own() + self.to_review + self.asked() == 0
    }

    /// What is to be handed in.
    const fn own(&self) -> usize {
        self.due_today + self.due_next + self.overdue + self.to_correct
    }

    /// What waits for an answer that is no review.
    const fn asked(&self) -> usize {
        self.orders + self.updates + self.extensions + self.swaps
    }

    /// The page on which to begin.
    pub const fn leads_to(&self) -> LeadsTo {
        if self.own() > 0 {
            LeadsTo::MyWork
        } else if self.to_review > 0 {
            LeadsTo::ReviewQueue
        } else if self.orders > 0 {
            LeadsTo::Orders
        } else if self.updates > 0 {
            LeadsTo::Updates
        } else if self.extensions > 0 {
            LeadsTo::Extensions
        } else {
            LeadsTo::Swaps
        }
    }

    /// "2 hồ sơ đến hạn, 1 quá hạn; 3 hồ sơ chờ cô duyệt", as it was said on `day`.
    pub fn words(&self, day: NaiveDate, honorific: &str) -> String {
        let next = match self.next_day {
            Some(next) if day.succ_opt() == Some(next) => "đến hạn ngày mai".to_owned(),
            Some(next) => format!("đến hạn {} {}", vietnamese::weekday(next), vietnamese::day_month(next)),
            None => "đến hạn sau đó".to_owned(),
        };
        let own =
            [(self.due_today, "đến hạn"), (self.due_next, next.as_str()), (self.overdue, "quá hạn"), (self.to_correct, "cần sửa")];
        let own = own.into_iter().filter(|(count, _)| *count > 0).enumerate();
        let own: Vec<String> = own
            .map(|(at, (count, what))| if at == 0 { format!("{count} hồ sơ {what}") } else { format!("{count} {what}") })
            .collect();
        let waits = [(self.to_review, "hồ sơ", "duyệt"), (self.asked(), "việc", "trả lời")];
        let waits = waits.into_iter().filter(|(count, ..)| *count > 0);
        let waits = waits.map(|(count, what, deed)| format!("{count} {what} chờ {honorific} {deed}"));
        let parts: Vec<String> = Some(own.join(", ")).filter(|own| !own.is_empty()).into_iter().chain(waits).collect();
        parts.join("; ")
    }
}

/// How the week of a day stands in the whole school, on the morning of its last working day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WeekNumbers {
    /// Handed in in time.
    pub on_time: usize,
    /// Handed in late, with a reason or without.
    pub late: usize,
    /// Overdue and not handed in.
    pub missing: usize,
    /// Not handed in, and not overdue yet: mostly of this very day.
    pub still_due: usize,
    /// Records of any week that wait for a reviewer.
    pub waiting: usize,
}

impl WeekNumbers {
    pub const fn is_empty(&self) -> bool {
        self.due() + self.waiting == 0
    }

    /// What was to be handed in in this week.
    pub const fn due(&self) -> usize {
        self.on_time + self.late + self.missing + self.still_due
    }

    /// "Tuần 23/11–27/11/2026: đã nộp 41 trong 52 hồ sơ đến hạn, 3 nộp muộn, 2 quá hạn chưa nộp; 5 hồ sơ chờ duyệt", said on `day`,
    /// the last working day of the week.
    pub fn words(&self, day: NaiveDate) -> String {
        let handed_in = self.on_time + self.late;
        let of_week = match self.due() {
            0 => "không có hồ sơ đến hạn".to_owned(),
            due => format!("đã nộp {handed_in} trong {due} hồ sơ đến hạn"),
        };
        let more = [(self.late, "nộp muộn"), (self.missing, "quá hạn chưa nộp"), (self.still_due, "còn trong hạn")];
        let more = more.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!(", {count} {what}"));
        let waiting = match self.waiting {
            0 => String::new(),
            waiting => format!("; {waiting} hồ sơ chờ duyệt"),
        };
        format!(
            "Tuần {}: {of_week}{}{waiting}",
            vietnamese::days(Span::new(Span::week_of(day).from, day)),
            more.collect::<String>()
        )
    }
}
