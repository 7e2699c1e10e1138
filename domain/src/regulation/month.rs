//! What fell and falls due in the month of today, counted record by record as the dashboard and its second figure count.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::{
    dashboard::{RowKey, Scope, rows},
    days::{Span, Timestamp, day_of, local},
    facts::Facts,
    obligations::{Counts, Obligation, Owner},
    record_list::StandingGroup,
    reviews::{ReviewCounts, ReviewGroup},
};

/// The month of `day`.
pub(super) fn month_of(day: NaiveDate) -> Span {
    let from = day.with_day(1).unwrap_or(day);
    let next = from.checked_add_months(Months::new(1)).unwrap_or(day);
    Span { from, to: next.checked_sub_days(Days::new(1)).unwrap_or(day) }
}

/// "Tháng 11/2026".
pub(super) fn month_words(now: Timestamp) -> String {
    let today = local(now).date();
    format!("Tháng {}/{}", today.month(), today.year())
}

/// The records of this month in the rows of the dashboard that `scope` holds, those alone whose owner `is_of`.
fn of_month<'f>(
    facts: &'f Facts,
    scope: &Scope,
    is_of: impl Fn(Owner) -> bool + 'f,
    now: Timestamp,
) -> impl Iterator<Item = &'f Obligation> {
    let month = month_of(day_of(now));
    let rows: Vec<RowKey> = rows(facts, scope).into_iter().map(|(row, _)| row).collect();
    facts.open_obligations().filter(move |one| {
        one.due_day().is_some_and(|due| month.contains(due))
            && one.terms.week.is_some_and(|week| week >= 1)
            && rows.contains(&RowKey::of(one.terms.department))
            && is_of(one.terms.owner)
    })
}

/// "Tháng 11/2026: 240 hồ sơ đến hạn: 120 đúng hạn, 3 muộn, 117 chưa đến hạn."
pub(super) fn handed_in(facts: &Facts, scope: &Scope, is_of: impl Fn(Owner) -> bool, now: Timestamp) -> String {
    let mut counts = Counts::default();
    of_month(facts, scope, is_of, now).for_each(|one| counts.count(facts.standing(one, now)));
    let groups = StandingGroup::AS_COUNTED.into_iter().filter(|group| group.in_counts(&counts) > 0);
    let parts: Vec<String> = groups.map(|group| format!("{} {}", group.in_counts(&counts), group.in_sentence())).collect();
    let month = month_words(now);
    if counts.is_empty() {
        return format!("{month}: không có hồ sơ nào đến hạn.");
    }
    let all = counts.owed() + counts.exempt;
    let share = counts.on_time_share().map(|share| format!(" Đúng hạn {share}% số đã đến hạn.")).unwrap_or_default();
    format!("{month}: {all} hồ sơ có hạn, {}.{share}", parts.join(", "))
}

/// "Tháng 11/2026: trong 120 hồ sơ đã nộp phải duyệt, 100 đã duyệt, 20 chờ duyệt."
pub(super) fn approved(facts: &Facts, scope: &Scope, now: Timestamp) -> String {
    let mut counts = ReviewCounts::default();
    let handed_in = of_month(facts, scope, |_| true, now).filter(|one| one.handed_in.is_some() && !one.terms.practice);
    handed_in.filter_map(|one| ReviewGroup::of(facts, one, now)).for_each(|group| counts.count(group));
    let month = month_words(now);
    if counts.all() == 0 {
        return format!("{month}: chưa có hồ sơ nào đã nộp mà phải duyệt.");
    }
    let groups = ReviewGroup::ALL.into_iter().rev().filter(|group| group.in_counts(&counts) > 0);
    let parts: Vec<String> = groups.map(|group| format!("{} {}", group.in_counts(&counts), group.in_sentence())).collect();
    format!("{month}: trong {} hồ sơ đã nộp phải duyệt, {}.", counts.all(), parts.join(", "))
}

/// How many versions the leadership has looked through this month of what departments had approved.
pub(super) fn checked(facts: &Facts, now: Timestamp) -> usize {
    let month = month_of(day_of(now));
    facts.open_obligations().flat_map(|one| &one.spot_checks).filter(|check| month.contains(day_of(check.at))).count()
}
