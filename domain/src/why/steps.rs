//! The sentences: what the rule says, which day that is, whether it moved, and until which hour.

use chrono::NaiveDate;

use super::{Asked, Phrase, WhyStep};
use crate::calendar::SchoolCalendar;
use crate::deadlines::{Due, DueRule, Moved, MovedKind};
use crate::vietnamese::{capitalised, date, day_month, from_to, hour, weekday, weekday_and_date, weekday_name};

pub(super) fn steps(calendar: &SchoolCalendar, asked: &Asked<'_>, due: &Due) -> Vec<WhyStep> {
    [Some(clause(asked)), nominal_day(asked, due), Some(move_of(calendar, due)), Some(last_hour(asked))]
        .into_iter()
        .flatten()
        .map(|words| WhyStep { words })
        .collect()
}

/// "Hạn sớm hơn 1 ngày vì thứ Sáu nghỉ Tết Dương lịch." `None` where the day did not move.
pub fn moved_in_short(due: &Due) -> Option<String> {
    let Moved { kind, because } = due.moved.as_ref()?;
    let earlier = (due.nominal - due.day_of_rule()).num_days();
    Some(match kind {
        MovedKind::PulledBack => {
            format!("Hạn sớm hơn {earlier} ngày vì {} {}.", weekday(due.nominal), off(because))
        }
        MovedKind::NotWorked => {
            format!("Hạn sớm hơn {earlier} ngày vì trường không làm việc {}.", weekday(due.nominal))
        }
        MovedKind::PushedForward { closed } => {
            let day = |day| format!("{} {}", weekday(day), day_month(day));
            format!("Hạn dời từ {} sang {} vì {}.", day(*closed), day(due.day_of_rule()), off(because))
        }
    })
}

fn clause(asked: &Asked<'_>) -> Vec<Phrase> {
    let said = asked.clause.map_or_else(|| clause_of_rule(asked.record, asked.rule), str::to_owned);
    vec![strong(format!("{}:", asked.source)), plain(format!(" {said}"))]
}

fn clause_of_rule(record: &str, rule: DueRule) -> String {
    match rule {
        DueRule::FRIDAY_BEFORE => format!("{record} nộp chiều thứ Sáu của tuần trước khi dạy."),
        DueRule::InWeekBefore(day) => format!("{record} nộp {} của tuần trước.", weekday_name(day)),
        DueRule::InWeek(day) => format!("{record} nộp {} của tuần.", weekday_name(day)),
        DueRule::LastWorkingDayOfWeek(Some(week)) => format!("{record} nộp trong tuần {week}."),
        DueRule::LastWorkingDayOfWeek(None) => format!("{record} nộp trong tuần, chậm nhất ngày làm việc cuối."),
        DueRule::LastWorkingDayOfPeriod => format!("{record} nộp chậm nhất ngày làm việc cuối của kỳ."),
        DueRule::WorkingDaysAfterPeriod(0) => format!("{record} nộp chậm nhất ngày cuối của kỳ."),
        DueRule::WorkingDaysAfterPeriod(days) => format!("{record} nộp trong {days} ngày làm việc sau khi hết kỳ."),
        DueRule::NotSet => format!("{record} chưa quy định hạn."),
    }
}

/// Which day the rule names for this record.
fn nominal_day(asked: &Asked<'_>, due: &Due) -> Option<Vec<Phrase>> {
    let period = capitalised(asked.period);
    let nominal = due.nominal;
    Some(match asked.rule {
        DueRule::InWeekBefore(day) => vec![
            plain(format!("{period} dạy từ ")),
            strong(weekday_and_date(asked.span.from)),
            plain(format!("; {} của tuần trước là ", weekday_name(day))),
            strong(date(nominal)),
            plain("."),
        ],
        DueRule::InWeek(day) => vec![
            plain(format!("{period} {}; {} của tuần là ", from_to(asked.span), weekday_name(day))),
            strong(date(nominal)),
            plain("."),
        ],
        DueRule::LastWorkingDayOfWeek(Some(week)) => {
            vec![plain(format!("Ngày làm việc cuối của tuần {week} là ")), strong(weekday_and_date(nominal)), plain(".")]
        }
        DueRule::LastWorkingDayOfWeek(None) | DueRule::LastWorkingDayOfPeriod => vec![
            plain(format!("{period} {}; ngày làm việc cuối là ", from_to(asked.span))),
            strong(weekday_and_date(nominal)),
            plain("."),
        ],
        DueRule::WorkingDaysAfterPeriod(0) => {
            vec![plain(format!("{period} kết thúc ")), strong(weekday_and_date(nominal)), plain(".")]
        }
        DueRule::WorkingDaysAfterPeriod(days) => vec![
            plain(format!("{period} kết thúc ")),
            strong(weekday_and_date(asked.span.to)),
            plain(format!("; ngày làm việc thứ {days} sau đó là ")),
            strong(weekday_and_date(nominal)),
            plain("."),
        ],
        DueRule::NotSet => return None,
    })
}

fn move_of(calendar: &SchoolCalendar, due: &Due) -> Vec<Phrase> {
    let arrived = [strong(weekday_and_date(due.day_of_rule())), plain(".")];
    let Some(Moved { kind, because }) = &due.moved else {
        return vec![plain(format!("Ngày {} trường làm việc bình thường, hạn không dời.", day_month(due.day_of_rule())))];
    };
    let told = match kind {
        MovedKind::PulledBack => vec![
            strong(format!("{} {}.", date(due.nominal), off(because))),
            plain(" Ngày nghỉ đã biết trước thì hạn dời sớm về ngày làm việc liền trước: "),
        ],
        MovedKind::NotWorked => vec![
            strong(format!("Trường không làm việc {}.", weekday(due.nominal))),
            plain(" Hạn dời sớm về ngày làm việc liền trước: "),
        ],
        MovedKind::PushedForward { closed } => {
            let pulled = (*closed != due.nominal).then(|| {
                let why = calendar.planned_off(due.nominal).map_or("trường không làm việc".to_owned(), off);
                plain(format!("Ngày {} {why}, hạn dời sớm về {}. ", date(due.nominal), date(*closed)))
            });
            let pushed = [
                strong(format!("{} {}.", date(*closed), off(because))),
                plain(" Nghỉ đột xuất nên hạn dời sang ngày làm việc kế tiếp, không ai bị tính muộn: "),
            ];
            pulled.into_iter().chain(pushed).collect()
        }
    };
    told.into_iter().chain(arrived).collect()
}

/// More time was given: until when, and by whom and why in `because`.
pub(super) fn extension(due: &Due, until: NaiveDate, because: &str) -> WhyStep {
    let shut = (due.day != until).then(|| format!(" Hôm đó trường nghỉ, hạn là {}.", weekday_and_date(due.day)));
    let words = vec![
        plain("Gia hạn đến "),
        strong(weekday_and_date(until)),
        plain(format!(" {}.", because.trim_end_matches(['.', ' ']))),
        plain(shut.unwrap_or_default()),
    ];
    WhyStep { words: words.into_iter().filter(|phrase| !phrase.text.is_empty()).collect() }
}

/// Whose turn it is, and by which swap, as it stands in `because`.
pub(super) fn swap(who: &str, because: &str) -> WhyStep {
    WhyStep { words: vec![plain("Lượt của "), strong(who), plain(format!(": {because}. Hạn không dời."))] }
}

fn last_hour(asked: &Asked<'_>) -> Vec<Phrase> {
    let (shown, counted) = (asked.hours.shown, asked.hours.counted_until);
    vec![plain(if asked.hours.counts_longer() {
        format!("Giờ ghi trên hạn là {}. Nộp đến {} cùng ngày vẫn tính đúng hạn.", hour(shown), hour(counted))
    } else {
        format!("Giờ ghi trên hạn là {}. Nộp sau giờ đó là nộp muộn.", hour(shown))
    })]
}

/// "nghỉ Tết Dương lịch"; a name that says so itself is not told to twice: "nghỉ bão số 3", "nghỉ hoán đổi …".
fn off(name: &str) -> String {
    let verb = ["Nghỉ", "nghỉ"].into_iter().find_map(|verb| name.strip_prefix(verb));
    match verb {
        Some(rest) if rest.is_empty() || rest.starts_with(char::is_whitespace) => format!("nghỉ{rest}"),
        _ => match name.strip_prefix("Hoán đổi") {
            Some(rest) => format!("nghỉ hoán đổi{rest}"),
            None => format!("nghỉ {name}"),
        },
    }
}

fn plain(text: impl Into<String>) -> Phrase {
    Phrase { text: text.into(), strong: false }
}

fn strong(text: impl Into<String>) -> Phrase {
    Phrase { text: text.into(), strong: true }
}
