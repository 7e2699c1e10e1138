//! A closure as people are told of it: in the list, on its page, on paper, and in a message to paste.

use super::{
    closure::{Closure, ClosureId},
    moved::moved_by,
};
use crate::{
    days::{Span, Timestamp, day_of},
    facts::Facts,
    locks::{SignedLine, clause},
    permissions::{Actor, decide_take_back_closure},
    vietnamese,
};

/// One closure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosureTold {
    pub id: ClosureId,
    /// "03".
    pub number: String,
    /// "Nghỉ bão số 13".
    pub name: String,
    /// "toàn trường", "lớp 4A".
    pub place: String,
    pub days: Span,
    pub reason: String,
    /// "Điều 3 điểm c của Quy chế".
    pub clause: &'static str,
    pub declared: SignedLine,
    pub taken_back: Option<SignedLine>,
    /// Why it was taken back.
    pub taken_back_because: Option<String>,
    /// Which of its days are open again, where it was taken back.
    pub given_back: Option<Span>,
    /// Which of its days still count as shut, where it was taken back.
    pub stays_shut: Option<Span>,
    /// How many records that were to be handed in have had their due day moved by it.
    pub moved: usize,
    pub state: ClosureState,
    /// What the reader may do with it.
    pub may_take_back: bool,
}

/// How a closure stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClosureState {
    /// Its days are to come, or today is one of them.
    Present,
    Over,
    TakenBack,
}

impl ClosureState {
    /// On screen.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Present => "Đã báo nghỉ",
            Self::Over => "Đã qua",
            Self::TakenBack => "Đã rút",
        }
    }
}

/// `closure` as `actor` reads of it at `now`.
pub fn closure_told(facts: &Facts, actor: &Actor, closure: &Closure, now: Timestamp) -> ClosureTold {
    let plan = &closure.plan;
    let state = match &closure.taken_back {
        Some(_) => ClosureState::TakenBack,
        None if plan.days.to < day_of(now) => ClosureState::Over,
        None => ClosureState::Present,
    };
    ClosureTold {
        id: closure.id,
        number: format!("{:02}", closure.number),
        name: plan.name(),
        place: plan.place(&facts.regime),
        days: plan.days,
        reason: plan.reason(),
        clause: clause(&[closure.declared]),
        declared: SignedLine::of(facts.organisation(), &closure.declared, now),
        taken_back: closure.taken_back.as_ref().map(|one| SignedLine::of(facts.organisation(), &one.signed, now)),
        taken_back_because: closure.taken_back.as_ref().map(|one| one.reason.as_str().to_owned()),
        given_back: closure.days_given_back(),
        stays_shut: closure.taken_back.as_ref().and(closure.days_in_force()),
        moved: moved_by(closure, facts),
        state,
        may_take_back: decide_take_back_closure(actor, closure, now).is_ok(),
    }
}

impl ClosureTold {
    /// "thứ Sáu 27/11/2026", "từ 23/11 đến 27/11/2026": it stands behind a name that may end with a number ("bão số 13").
    pub fn days_words(&self) -> String {
        days_words(self.days)
    }

    /// The days that are open again, in the same words.
    pub fn given_back_words(&self) -> Option<String> {
        self.given_back.map(days_words)
    }

    /// "Vẫn tính là nghỉ: thứ Năm 26/11/2026."; nothing where all of it is open again, or it was not taken back.
    pub fn stays_words(&self) -> Option<String> {
        self.stays_shut.map(|days| format!("Vẫn tính là nghỉ: {}.", days_words(days)))
    }
}

fn days_words(days: Span) -> String {
    if days.from == days.to { vietnamese::weekday_and_date(days.from) } else { vietnamese::from_to(days) }
}

/// A courteous message about a closure, ready to be pasted into a chat.
pub fn message(facts: &Facts, closure: &ClosureTold) -> String {
    let (school, days) = (&facts.school.name, closure.days_words());
    let name = vietnamese::with_small_beginning(&closure.name);
    let place =
        if closure.place == "toàn trường" { "Toàn trường".to_owned() } else { vietnamese::capitalised(&closure.place) };
    let what = if closure.taken_back.is_some() {
        let because = closure.taken_back_because.as_deref().unwrap_or_default().trim_end_matches(['.', ' ']);
        let stays = closure.stays_words().map(|words| format!(" {words}")).unwrap_or_default();
        match closure.given_back_words() {
            Some(open) => format!(
                "{place} không {name} {open} nữa, đi làm như thường.{stays} Lý do: {because}.\nHạn nộp hồ sơ đã dời nay về ngày cũ; \
                 hạn nào đã đến thì giữ ngày muộn hơn."
            ),
            // Before that was refused.
            None => {
                format!("{place}: thông báo {name} {days} đã rút.{stays} Lý do: {because}.\nHạn nộp hồ sơ đã dời thì giữ nguyên.")
            }
        }
    } else {
        format!(
            "{place} {name} {days}. Lý do: {}.\nHạn nộp hồ sơ rơi vào ngày nghỉ dời sang ngày làm việc kế tiếp, không ai bị tính \
             muộn. Hạn mới có ở Việc của tôi.",
            vietnamese::with_small_beginning(&closure.reason)
        )
    };
    format!("Kính gửi các thầy cô {school}.\n{what}\nVướng chỗ nào thì nhắn lại. Trân trọng cảm ơn.")
}

/// A closure that is announced and not over, as the dashboard tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announced {
    pub closure: ClosureId,
    /// "Đang báo nghỉ 26/11–27/11/2026 (toàn trường)"
    pub words: String,
}

/// What is shut at short notice today or later, the first day first: whoever has announced it finds it again where they did so.
pub fn announced(facts: &Facts, now: Timestamp) -> Vec<Announced> {
    let today = day_of(now);
    let mut found: Vec<&Closure> =
        facts.closures.iter().filter(|one| one.taken_back.is_none() && today <= one.plan.days.to).collect();
    found.sort_by_key(|one| (one.plan.days.from, one.plan.days.to));
    let told = found.into_iter().map(|one| {
        let (days, place) = (vietnamese::days(one.plan.days), one.plan.place(&facts.regime));
        Announced { closure: one.id, words: format!("Đang báo nghỉ {days} ({place})") }
    });
    told.collect()
}
