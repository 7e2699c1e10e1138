//! The ribbon of weeks: one mark for what the viewer owes of each.

use chrono::NaiveDate;

use super::{RibbonCell, RibbonMark};
use crate::{
    calendar::WeekOf,
    days::{Timestamp, day_of},
    facts::Facts,
    obligations::{Obligation, Standing},
    people::PersonId,
};

/// Under each week the viewer's own expected records: the worst one gives the mark, and only a week
/// whose records are all decided has a good one.
pub(super) fn ribbon(facts: &Facts, viewer: PersonId, mine: &[&Obligation], now: Timestamp) -> Vec<RibbonCell> {
    let calendar = facts.calendar();
    let today = day_of(now);
    let mut cells = Vec::new();
    let mut before: Option<NaiveDate> = None;
    for week in calendar.teaching_weeks() {
        cells.extend(
            calendar
                .parts()
                .unnumbered
                .iter()
                .filter(|gap| before.is_some_and(|before| before < gap.monday && gap.monday < week.monday))
                .map(|gap| RibbonCell::Gap(gap.reason.clone())),
        );
        before = Some(week.monday);
        let standings: Vec<Standing> = mine
            .iter()
            .filter(|one| one.terms.week == Some(week.number) && one.terms.turn.is_none_or(|turn| turn == viewer))
            .filter(|one| {
                let had_the_duty = |day| one.terms.owner.duty(facts.organisation()).is_of_on(viewer, day);
                one.due_day().is_some_and(|due| due >= today || had_the_duty(due))
            })
            .map(|one| facts.standing(one, now))
            .filter(|standing| !matches!(standing, Standing::Untimed { .. } | Standing::Practice { .. }))
            .collect();
        cells.push(RibbonCell::Week {
            number: week.number,
            mark: mark(&standings),
            now: calendar.week_of(today) == WeekOf::Numbered(week.number),
            opens_semester_2: week.number == calendar.parts().semester_2_starts_in_week,
        });
    }
    cells
}

fn mark(standings: &[Standing]) -> Option<RibbonMark> {
    let any = |wanted: fn(&Standing) -> bool| standings.iter().any(wanted);
    if any(|one| matches!(one, Standing::Overdue(_))) {
        Some(RibbonMark::Overdue)
    } else if standings.is_empty() || any(|one| *one == Standing::NotYetDue) {
        None
    } else if any(|one| matches!(one, Standing::Late(_))) {
        Some(RibbonMark::Late)
    } else if any(|one| matches!(one, Standing::Excused(_))) {
        Some(RibbonMark::Excused)
    } else if any(|one| *one == Standing::OnTime) {
        Some(RibbonMark::OnTime)
    } else {
        Some(RibbonMark::Exempt)
    }
}
