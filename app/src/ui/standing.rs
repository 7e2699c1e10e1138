//! How a record stands, as a shape with its word: one look for each standing, wherever it is shown.

use domain::{
    deadlines::time_left,
    my_work::RibbonMark,
    obligations::{Standing, Verdict},
    record_list::StandingGroup,
    vietnamese,
};
use leptos::prelude::*;

use super::Shape;

/// The look of a standing. The style sheet colours `.st` by the name of the shape, so that neither stands without the
/// other; whoever sees no colours has the shape, and whoever sees nothing has the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    OnTime,
    Late,
    /// Late with a reason that the leadership has found.
    Excused,
    Overdue,
    NotYetDue,
    Exempt,
    /// Handed in where nothing is judged.
    HandedIn,
    /// A second version: the shape carries the figure 2.
    Resubmitted,
    /// Tracked without a due day, not handed in.
    NoDue,
    /// Of the week of practice.
    Practice,
    /// No longer owed.
    Archived,
    /// Of an account: nobody gets in.
    Locked,
    /// Of an order that opens.
    Unlocked,
    /// Of a reviewer: their day is over.
    ReviewOverdue,
    /// The reader has looked at it.
    Opened,
    /// Somebody who may has said yes.
    Approved,
    /// The leadership has signed it.
    Signed,
    /// Given back to be corrected.
    Returned,
    /// Used before anybody has approved it: it stands against whoever reviews.
    Applied,
    /// Somebody wrote about it.
    Comment,
    /// Somebody acts in another one's place.
    Lent,
    /// Handed in, or to be handed in, after a lock.
    Amended,
}

impl Look {
    /// The shape by its name without `s-`, which is the class as well.
    pub const fn shape(self) -> &'static str {
        match self {
            Self::OnTime => "on-time",
            Self::Late => "late",
            Self::Excused => "excused",
            Self::Overdue => "overdue",
            Self::NotYetDue => "not-due",
            Self::Exempt => "exempt",
            Self::HandedIn => "handed-in",
            Self::Resubmitted => "resubmitted",
            Self::NoDue => "no-due",
            Self::Practice => "practice",
            Self::Archived => "archived",
            Self::Locked => "locked",
            Self::Unlocked => "unlocked",
            Self::ReviewOverdue => "odd-hour",
            Self::Opened => "viewing",
            Self::Approved => "approved",
            Self::Signed => "signed",
            Self::Returned => "returned",
            Self::Applied => "provisional",
            Self::Comment => "comment",
            Self::Lent => "lent",
            Self::Amended => "amend",
        }
    }
}

impl From<Standing> for Look {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::OnTime => Self::OnTime,
            Standing::Late(_) => Self::Late,
            Standing::Excused(_) => Self::Excused,
            Standing::Overdue(_) | Standing::Missed => Self::Overdue,
            Standing::NotYetDue => Self::NotYetDue,
            Standing::Exempt => Self::Exempt,
            Standing::Untimed { handed_in: true } => Self::HandedIn,
            Standing::Untimed { handed_in: false } => Self::NoDue,
            Standing::Practice { .. } => Self::Practice,
        }
    }
}

impl From<Verdict> for Look {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::OnTime => Self::OnTime,
            Verdict::Late(_) => Self::Late,
            Verdict::NotJudged => Self::HandedIn,
        }
    }
}

impl From<StandingGroup> for Look {
    fn from(group: StandingGroup) -> Self {
        match group {
            StandingGroup::Overdue | StandingGroup::Missing => Self::Overdue,
            StandingGroup::Late => Self::Late,
            StandingGroup::Excused => Self::Excused,
            StandingGroup::NotYetDue => Self::NotYetDue,
            StandingGroup::OnTime => Self::OnTime,
            StandingGroup::Exempt => Self::Exempt,
        }
    }
}

impl From<RibbonMark> for Look {
    fn from(mark: RibbonMark) -> Self {
        match mark {
            RibbonMark::OnTime => Self::OnTime,
            RibbonMark::Late => Self::Late,
            RibbonMark::Excused => Self::Excused,
            RibbonMark::Overdue => Self::Overdue,
            RibbonMark::Exempt => Self::Exempt,
        }
    }
}

/// A standing in words that say how late, where it is late: "Nộp muộn 2 ngày làm việc", "Quá hạn 3 ngày làm việc".
pub fn standing_words(standing: Standing) -> String {
    match standing {
        Standing::OnTime => StandingGroup::OnTime.words().to_owned(),
        Standing::Late(by) => vietnamese::capitalised(&format!("nộp {}", time_left::late(by))),
        Standing::Excused(by) => format!("{}, có lý do", standing_words(Standing::Late(by))),
        Standing::Overdue(by) => time_left::overdue(by).replacen("quá", StandingGroup::Overdue.words(), 1),
        Standing::Missed => StandingGroup::Missing.words().to_owned(),
        Standing::NotYetDue => StandingGroup::NotYetDue.words().to_owned(),
        Standing::Exempt => StandingGroup::Exempt.words().to_owned(),
        Standing::Untimed { handed_in: true } => "Đã nộp, không xét hạn".to_owned(),
        Standing::Untimed { handed_in: false } => "Không tính muộn".to_owned(),
        Standing::Practice { handed_in: true } => "Đã nộp thử".to_owned(),
        Standing::Practice { handed_in: false } => "Tập dượt, không tính".to_owned(),
    }
}

/// A standing in the word of a narrow place, where something else beside it says how late.
pub const fn standing_word(standing: Standing) -> &'static str {
    match standing {
        Standing::OnTime => StandingGroup::OnTime.short(),
        Standing::Late(_) => StandingGroup::Late.short(),
        Standing::Excused(_) => StandingGroup::Excused.short(),
        Standing::Overdue(_) => StandingGroup::Overdue.short(),
        Standing::Missed => StandingGroup::Missing.short(),
        Standing::NotYetDue => StandingGroup::NotYetDue.short(),
        Standing::Exempt => StandingGroup::Exempt.short(),
        Standing::Untimed { handed_in: true } => "Đã nộp",
        Standing::Untimed { handed_in: false } => "Chưa nộp",
        Standing::Practice { handed_in: true } => "Nộp thử",
        Standing::Practice { handed_in: false } => "Tập dượt",
    }
}

/// How one hand-in was judged, in words: "Nộp muộn 2 ngày".
pub fn verdict_words(verdict: Verdict) -> String {
    match verdict {
        Verdict::OnTime => standing_words(Standing::OnTime),
        Verdict::Late(by) => standing_words(Standing::Late(by)),
        Verdict::NotJudged => "Đã nộp, không xét hạn".to_owned(),
    }
}

/// Shape and word. A tint stands behind it only where this viewer has to act.
#[component]
pub fn Status(#[prop(into)] look: Look, #[prop(into)] word: String, #[prop(optional)] tint: bool) -> impl IntoView {
    let name = look.shape();
    let class = if tint { format!("st {name} tint") } else { format!("st {name}") };
    view! { <p class=class><Shape name/>{word}</p> }
}
