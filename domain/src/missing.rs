//! A courteous message about what is missing in a department, ready to be pasted into a chat.

mod overdue;
mod reminding;

use crate::{
    days::{Timestamp, day_of, local},
    facts::Facts,
    obligations::Obligation,
    people::{DepartmentId, PersonId},
    permissions::Actor,
    record_list::{RecordLine, who},
    vietnamese,
};

use overdue::overdue;
pub use reminding::{
    Reminded, check_leads, check_remind, department_reminded_words, is_noted, is_noted_since, made_at, reminded_words, to_remind,
};

/// The most records that a message names; a longer one nobody reads.
const NAMED: usize = 20;

/// The message about `department` at `now`; `None` where nothing is overdue. Names and days stand in it, and nothing of
/// what is fenced off more than its title.
pub fn reminder(facts: &Facts, department: DepartmentId, reader: PersonId, now: Timestamp) -> Option<String> {
    let name = &facts.organisation().department(department)?.name;
    let lines = overdue(facts, department, reader, now);
    if lines.is_empty() {
        return None;
    }
    let at = local(now);
    let mut message = format!(
        "Kính gửi các thầy cô trong tổ {name}.\nTính đến {} {}, tổ mình còn {} hồ sơ chưa nộp:\n",
        vietnamese::hour(at.time()),
        vietnamese::weekday_and_date(at.date()),
        lines.len(),
    );
    for line in lines.iter().take(NAMED) {
        let due = line.due.map(|due| format!(", hạn {}", vietnamese::weekday_and_date(due))).unwrap_or_default();
        message.push_str(&format!("– {}: {}{due}\n", line.title, line.who));
    }
    if lines.len() > NAMED {
        message.push_str(&format!("và {} hồ sơ nữa, xem ở Việc của tôi.\n", lines.len() - NAMED));
    }
    message.push_str(request(facts, &lines, now));
    message.push_str(" Vướng chỗ nào thì nhắn lại. Trân trọng cảm ơn.");
    Some(message)
}

/// The message about one record that is overdue, to whoever leads those who owe it; `None` for everybody else, and for whoever
/// owes it too.
pub fn reminder_of_record(facts: &Facts, actor: &Actor, obligation: &Obligation, now: Timestamp) -> Option<String> {
    check_remind(facts, actor, obligation, now).ok()?;
    let (at, who, title) = (local(now), who(facts, obligation, now), facts.title(obligation));
    let due = obligation.due_day().map(|due| format!(" (hạn {})", vietnamese::weekday_and_date(due))).unwrap_or_default();
    let (hour, day) = (vietnamese::hour(at.time()), vietnamese::weekday_and_date(at.date()));
    Some(format!(
        "Kính gửi thầy cô {who}.\nTính đến {hour} {day}, {title}{due} chưa nộp. Thầy cô nộp giúp trong thời gian sớm nhất, ở mục \
         Việc của tôi. Vướng chỗ nào thì nhắn lại. Trân trọng cảm ơn."
    ))
}

/// What the message asks for: only what is not yet taught can still be approved before it is.
fn request(facts: &Facts, lines: &[RecordLine], now: Timestamp) -> &'static str {
    let is_to_come = |line: &RecordLine| {
        let week = facts.obligation(line.obligation).and_then(|one| one.terms.period.week());
        week.and_then(|number| facts.calendar().week(number)).is_some_and(|week| day_of(now) < week.taught().from)
    };
    match lines.iter().filter(|line| is_to_come(line)).count() {
        0 => "Các thầy cô nộp giúp trong thời gian sớm nhất.",
        some if some == lines.len() => "Các thầy cô nộp giúp để kịp duyệt trước giờ dạy.",
        _ => "Các thầy cô nộp giúp; hồ sơ của tuần chưa dạy nộp trước để kịp duyệt.",
    }
}

#[cfg(test)]
mod tests;
