//! What a page and the minutes tell of a check.

use chrono::NaiveDate;

use super::{Checked, Finding, FollowUp, SecurityCheck, SecurityCheckId};
use crate::{
    days::{Timestamp, day_of},
    people::{Organisation, PersonId},
    vietnamese,
};

/// One finding in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingTold {
    pub check: SecurityCheckId,
    pub check_number: u32,
    pub number: u32,
    /// "Nguyễn Thị Hoa", or both names where it is about two.
    pub who: String,
    /// Whose page it is about.
    pub person: PersonId,
    pub kind: &'static str,
    pub fact: String,
    /// "thầy Định, chậm nhất ngày 02/12/2026"; `None` where nothing had to be done.
    pub assigned: Option<String>,
    /// Until when, where somebody mends it.
    pub by_day: Option<NaiveDate>,
    pub note: String,
    pub stands: FollowUp,
    /// "Thầy Định báo đã xử lý lúc 14:20 ngày 25/11/2026: đã đổi mật khẩu."
    pub mended: Option<String>,
}

/// A check in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckTold {
    pub id: SecurityCheckId,
    pub number: u32,
    /// With the name in full, as somebody signs.
    pub by: String,
    /// "Phó hiệu trưởng": as what they were on that day.
    pub titles: String,
    pub at: Timestamp,
    pub note: String,
    pub findings: Vec<FindingTold>,
    /// How many of them are open, and how many of those overdue.
    pub open: usize,
    pub overdue: usize,
}

impl Finding {
    /// Whose account it is about: one name or two.
    pub fn whose(&self, organisation: &Organisation, day: NaiveDate) -> String {
        let name = organisation.name_of(self.person, day);
        match self.other {
            Some(other) => format!("{name} và {}", organisation.name_of(other, day)),
            None => name,
        }
    }
}

/// One finding of `check`, where `now` is found in the accounts on `today`.
pub fn finding_told(
    organisation: &Organisation,
    check: &SecurityCheck,
    one: &Checked,
    now: &[Finding],
    today: NaiveDate,
) -> FindingTold {
    let mention = |id: PersonId| organisation.person(id).map_or_else(|| organisation.full_name(id), |person| person.mention());
    let assigned =
        one.assigned.map(|assigned| format!("{}, chậm nhất ngày {}", mention(assigned.to), vietnamese::date(assigned.by_day)));
    let mended = one.mended.as_ref().map(|mended| {
        let (who, at) = (vietnamese::capitalised(&mention(mended.by)), vietnamese::moment(mended.at));
        format!("{who} báo đã xử lý lúc {at}: {}.", vietnamese::without_stop(&mended.words))
    });
    FindingTold {
        check: check.id,
        check_number: check.number,
        number: one.number,
        who: one.finding.whose(organisation, day_of(check.at)),
        person: one.finding.person,
        kind: one.finding.kind.words(),
        fact: one.finding.fact(),
        assigned,
        by_day: one.assigned.map(|assigned| assigned.by_day),
        note: one.note.clone(),
        stands: one.stands(now, today),
        mended,
    }
}

/// All of a check.
pub fn check_told(organisation: &Organisation, check: &SecurityCheck, now: &[Finding], today: NaiveDate) -> CheckTold {
    let findings: Vec<FindingTold> = check.findings.iter().map(|one| finding_told(organisation, check, one, now, today)).collect();
    let is_overdue = |one: &&FindingTold| matches!(one.stands, FollowUp::Overdue { .. });
    CheckTold {
        id: check.id,
        number: check.number,
        by: organisation.full_name(check.by),
        titles: organisation.titles(&organisation.positions(check.by, day_of(check.at))),
        at: check.at,
        note: check.note.clone(),
        open: findings.iter().filter(|one| one.stands.is_open()).count(),
        overdue: findings.iter().filter(is_overdue).count(),
        findings,
    }
}
