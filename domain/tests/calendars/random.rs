//! Random calendars that a school could enter, and some that no school would: all valid.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, Weekday};
use domain::calendar::{CalendarParts, SpecialDay, SpecialDayKind, UnnumberedWeek, WorkingDays};
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;

/// (days since the last one of its group, length, which kind of the group, which name)
type Spell = (u64, u64, bool, usize);

const NAMES: [&str; 8] = [
    "Tết Đinh Mùi",
    "Giỗ Tổ Hùng Vương",
    "30/4, 1/5",
    "Nghỉ bão số 3 (Yagi)",
    "Ngày \"Văn hóa\"",
    "hai\ndòng",
    "'nháy' \\ # =",
    " cách ",
];

pub fn calendar() -> impl Strategy<Value = CalendarParts> {
    (first_week(), 1..=53_u8, 2..=53_u8, working_days(), unnumbered(), [spells(), spells(), spells()]).prop_map(
        |(first_week, weeks, semester_2_starts_in_week, working_days, unnumbered, spells)| {
            let unnumbered: Vec<UnnumberedWeek> = unnumbered
                .into_iter()
                .filter(|(nth, _, _)| *nth <= u64::from(weeks))
                .map(|(nth, staff_off, name)| UnnumberedWeek {
                    monday: first_week + Days::new(7 * nth),
                    reason: NAMES[name].to_owned(),
                    staff_off,
                })
                .collect();
            let last_sunday = first_week + Days::new(7 * u64::from(weeks));
            let [off, closed, makeup] = spells;
            let groups = [
                (off, [SpecialDayKind::Holiday, SpecialDayKind::SwapOff]),
                (closed, [SpecialDayKind::Closure; 2]),
                (makeup, [SpecialDayKind::Makeup; 2]),
            ];
            let special_days = groups.into_iter().flat_map(|(spells, kinds)| special_days(first_week, last_sunday, &spells, kinds));
            CalendarParts {
                school_year: "2026-2027".to_owned(),
                first_week,
                weeks,
                semester_2_starts_in_week,
                working_days,
                unnumbered,
                special_days: special_days.collect(),
            }
        },
    )
}

fn first_week() -> impl Strategy<Value = NaiveDate> {
    let monday = NaiveDate::from_ymd_opt(2020, 1, 6).unwrap();
    (0..500_u64).prop_map(move |weeks| monday + Days::new(7 * weeks))
}

fn working_days() -> impl Strategy<Value = WorkingDays> {
    let weekdays = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
    let any = proptest::sample::subsequence(weekdays.to_vec(), 1..=7);
    let to_saturday = WorkingDays::default().with(Weekday::Sat);
    prop_oneof![
        2 => Just(WorkingDays::default()),
        1 => Just(to_saturday),
        1 => any.prop_map(|weekdays| weekdays.into_iter().collect()),
    ]
}

fn unnumbered() -> impl Strategy<Value = Vec<(u64, bool, usize)>> {
    let weeks: BTreeSet<u64> = BTreeSet::new();
    prop_oneof![Just(weeks), btree_set(1..53_u64, 0..5)].prop_flat_map(|weeks| {
        let count = weeks.len();
        (Just(weeks), vec((any::<bool>(), 0..NAMES.len()), count))
            .prop_map(|(weeks, more)| weeks.into_iter().zip(more).map(|(nth, (staff_off, name))| (nth, staff_off, name)).collect())
    })
}

/// Mostly short ones with some room between, sometimes weeks on end.
fn spells() -> impl Strategy<Value = Vec<Spell>> {
    let short = (0..30_u64, 1..4_u64, any::<bool>(), 0..NAMES.len());
    let long = (0..5_u64, 1..25_u64, any::<bool>(), 0..NAMES.len());
    prop_oneof![2 => vec(short, 0..25), 1 => vec(long, 0..25)]
}

/// One after the other from sixty days before the year, as long as they end within sixty days of it.
fn special_days(from: NaiveDate, to: NaiveDate, spells: &[Spell], kinds: [SpecialDayKind; 2]) -> Vec<SpecialDay> {
    let mut next = from - Days::new(60);
    let mut days = Vec::new();
    for (gap, length, second_kind, name) in spells {
        let from = next + Days::new(*gap);
        let until = from + Days::new(length - 1);
        next = until + Days::new(1);
        let kind = kinds[usize::from(*second_kind)];
        days.push(SpecialDay { from, to: until, kind, name: NAMES[*name].to_owned() });
    }
    days.retain(|special| special.to <= to + Days::new(50));
    days
}
