//! What would follow from a handover, before it is confirmed.

use super::{HandoverPlan, Leaving, PositionDuties, duties};
use crate::{
    days::Timestamp,
    facts::Facts,
    people::{Appointment, Person, PersonId},
    refusal::{HandoverRefusal, Refusal},
    reviews::WaitingRecords,
    seen::Digest,
    vietnamese,
};

/// What would follow, in words, with the sign by which it is known again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverOutlook {
    /// "Cô Hoa bàn giao hết ngày 27/11/2026: 1 chức vụ".
    pub headline: String,
    /// One line for each position, what goes with it and to whom.
    pub happens: Vec<String>,
    /// "Chưa bàn giao": what has nobody.
    pub stays: Vec<String>,
    /// What else hangs on this person.
    pub notes: Vec<String>,
    seen: String,
}

impl HandoverOutlook {
    /// `plan` as it is looked at at `now`, where `drafts` words and files wait to be handed in.
    pub fn of(facts: &Facts, plan: &HandoverPlan, drafts: usize, now: Timestamp) -> Self {
        let organisation = facts.organisation();
        let mention = |id: PersonId| organisation.person(id).map_or_else(|| organisation.full_name(id), Person::mention);
        let all = duties(facts, plan.of, plan.last);
        let (mut happens, mut stays) = (Vec::new(), Vec::new());
        for one in &all {
            let Some(item) = plan.items.iter().find(|item| item.position == one.position) else {
                happens.push(format!("{}: giữ lại.", one.title));
                continue;
            };
            match item.to {
                Some(to) => happens.push(format!("{} → {}: {}", one.title, mention(to), goes_with(one))),
                None if one.others.is_empty() => stays.push(format!("{}: chưa có người nhận; {}", one.title, goes_with(one))),
                None => happens.push(format!("{} → còn {}: {}", one.title, one.others.join(", "), goes_with(one))),
            }
        }
        let day = vietnamese::date(plan.last);
        let who = vietnamese::capitalised(&mention(plan.of));
        let headline = format!("{who} bàn giao, giữ việc đến hết ngày {day}: {} chức vụ", plan.items.len());
        let notes = notes(facts, plan, drafts, now);
        let to = plan.items.iter().map(|one| one.to.map(|to| to.to_string()).unwrap_or_default());
        let digest = Digest::new().with(plan.of).with(plan.leaving.code()).with(plan.last).with(&plan.words).with(&headline);
        let seen = digest.with_all(to).with_all(&happens).with_all(&stays).with_all(&notes).to_string();
        Self { headline, happens, stays, notes, seen }
    }

    /// What was looked at, to be sent back with the confirmation.
    pub fn seen(&self) -> &str {
        &self.seen
    }

    /// Whether this is what was on the screen.
    ///
    /// # Errors
    /// `HandoverRefusal::LookedAtAnother`.
    pub fn check_seen(&self, seen: &str) -> Result<(), Refusal> {
        if self.seen == seen { Ok(()) } else { Err(HandoverRefusal::LookedAtAnother.into()) }
    }
}

fn goes_with(one: &PositionDuties) -> String {
    let turns = if one.turns > 0 { format!(", {} tuần trong lượt dạy", one.turns) } else { String::new() };
    match one.records.as_slice() {
        [] => format!("không có hồ sơ đến hạn sau ngày đó{turns}."),
        [first, ..] => format!("{} hồ sơ đến hạn sau ngày đó{turns}, sớm nhất {first}.", one.records.len()),
    }
}

fn notes(facts: &Facts, plan: &HandoverPlan, drafts: usize, now: Timestamp) -> Vec<String> {
    let organisation = facts.organisation();
    let mut notes = Vec::new();
    let reviews = WaitingRecords::of(facts, plan.of, now).len();
    if reviews > 0 {
        notes.push(format!("{reviews} hồ sơ đang chờ người này duyệt; ai nhận chức vụ thì duyệt tiếp."));
    }
    if drafts > 0 {
        notes.push(format!(
            "{drafts} bản nháp, tệp chưa nộp của riêng người này; không chuyển cho ai, nên nộp hoặc bỏ trước ngày đó."
        ));
    }
    let lasts = |one: &&Appointment| one.until.is_none_or(|until| plan.last < until);
    let lent = organisation
        .appointments
        .iter()
        .filter(lasts)
        .filter(|one| one.acting.as_ref().is_some_and(|acting| acting.person == plan.of || one.person == plan.of));
    let lent = lent.count();
    if lent > 0 {
        notes.push(format!("{lent} ủy quyền còn hiệu lực sau ngày đó; xem và kết thúc ở trang Ủy quyền."));
    }
    match plan.leaving {
        Leaving::School => notes.push("Tài khoản còn mở cho đến khi tạm khóa ở trang của người này, sau ngày cuối.".to_owned()),
        Leaving::Posts => {}
    }
    notes.push("Hồ sơ đã nộp, đã duyệt vẫn đứng tên người đã làm. Hồ sơ đến hạn trước ngày đó vẫn của người này.".to_owned());
    notes
}
