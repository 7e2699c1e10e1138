//! "Chưa bàn giao": what of a handover has not gone over, for as long as it is so; nothing of it is kept, it is found anew.

use chrono::NaiveDate;

use super::{Handover, Leaving, holds_after};
use crate::{
    days::{Timestamp, day_of},
    facts::Facts,
    people::{DepartmentId, Organisation, Person, PersonId, Position},
    permissions::Actor,
    vietnamese,
};

/// One thing that has not gone over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftOver {
    /// Nobody holds the position afterwards.
    Position { title: String },
    /// Who takes it over is appointed once somebody else of the leadership confirms it.
    Waits { title: String, who: String },
    /// It came due while they held it, and nobody has handed it in.
    Record { title: String, due: NaiveDate },
    /// They have left, and can sign in still.
    Account,
    /// Somebody has not signed the minutes.
    Unsigned { who: String },
}

impl LeftOver {
    /// Whether it is a name under the minutes that is missing: a paper that is to be signed does not say of itself that it is
    /// not.
    pub const fn is_signature(&self) -> bool {
        match self {
            Self::Unsigned { .. } => true,
            Self::Position { .. } | Self::Waits { .. } | Self::Record { .. } | Self::Account => false,
        }
    }

    /// On screen and on paper.
    pub fn words(&self) -> String {
        match self {
            Self::Position { title } => format!("{title}: chưa có người nhận."),
            Self::Waits { title, who } => format!("{title}: phân công cho {who} đang chờ ban giám hiệu xác nhận."),
            Self::Record { title, due } => {
                format!("{title}, hạn {}: chưa nộp, vẫn đứng tên người bàn giao.", vietnamese::date(*due))
            }
            Self::Account => "Tài khoản: đã rời trường mà chưa tạm khóa.".to_owned(),
            Self::Unsigned { who } => format!("Biên bản: {who} chưa ký."),
        }
    }
}

/// What of `handover` has not gone over at `now`, where the account of whoever gave it `is_open`.
pub fn left_over(facts: &Facts, handover: &Handover, is_open: bool, now: Timestamp) -> Vec<LeftOver> {
    let (organisation, today) = (facts.organisation(), day_of(now));
    let mention = |id: PersonId| organisation.person(id).map_or_else(|| organisation.full_name(id), Person::mention);
    let mut left = Vec::new();
    for one in &handover.items {
        let title = organisation.titles(&[one.position]);
        let waits = one.to.filter(|to| organisation.waiting.iter().any(|wait| (wait.person, wait.position) == (*to, one.position)));
        if let Some(to) = waits {
            left.push(LeftOver::Waits { title, who: mention(to) });
        } else if holds_after(organisation, one.position, handover.of, handover.last.max(today)).is_empty() {
            left.push(LeftOver::Position { title });
        }
    }
    let theirs = facts.open_obligations().filter(|one| one.handed_in.is_none() && one.exemption.is_none());
    for one in theirs {
        let Some(due) = one.due_day().filter(|due| *due <= handover.last && *due < today) else { continue };
        let is_handed =
            handover.items.iter().any(|item| one.terms.owner.duty(organisation).positions().any(|at| at == item.position));
        if is_handed && one.terms.is_owed_by_on(handover.of, due, organisation) {
            left.push(LeftOver::Record { title: facts.title(one), due });
        }
    }
    if handover.leaving == Leaving::School && is_open && handover.last < today {
        left.push(LeftOver::Account);
    }
    let unsigned = handover.signers().into_iter().filter(|one| handover.signature(*one).is_none());
    left.extend(unsigned.map(|one| LeftOver::Unsigned { who: mention(one) }));
    left
}

fn departments(organisation: &Organisation, handover: &Handover) -> Vec<DepartmentId> {
    let of = |position: Position| match position {
        Position::Teacher(class) => organisation.class(class).map(|class| class.department),
        Position::SectionHolder(section) => organisation.section(section).map(|section| section.department),
        Position::Head(department) | Position::DeputyHead(department) | Position::Member(department) => Some(department),
        Position::Principal | Position::VicePrincipal | Position::ManagementTeam => None,
    };
    handover.items.iter().filter_map(|one| of(one.position)).collect()
}

/// Whether `actor` sees `handover`: the leadership, whoever leads a department whose work it is about, and both sides.
pub fn is_shown_to(organisation: &Organisation, handover: &Handover, actor: &Actor) -> bool {
    let leads = || {
        let led = actor.departments_led();
        departments(organisation, handover).iter().any(|one| led.contains(one))
    };
    actor.acts_as_leadership() || handover.side(actor.person).is_some() || leads()
}
