//! "Cách duyệt" as a form: the way of each type, four questions, and the reasons, one a line.

use chrono::NaiveDate;

use super::{OwnWork, ReviewSetting, ReviewSettings};
use crate::{
    days::Timestamp,
    forms::{FormData, FormErrors},
    lines,
    record_types::{ApprovalRoute, RecordType, RecordTypeId},
};

/// The form as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewSettingsForm {
    /// In the order of the list of types.
    pub routes: Vec<RouteRow>,
    /// One answer for each question, in the order of the page.
    pub own_work: [OwnWork; 4],
    /// One a line.
    pub reasons: String,
    /// How many changes there had been when the page was opened.
    pub seen: String,
}

/// The way of one type of records that is in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteRow {
    pub record_type: RecordTypeId,
    pub name: String,
    pub route: ApprovalRoute,
    /// Another way that a version of the rules brings, with its day.
    pub coming: Option<(NaiveDate, ApprovalRoute)>,
}

impl ReviewSettingsForm {
    /// How many reasons a school lists.
    pub const MAX_REASONS: usize = 12;
    /// Of one reason, in letters, spaces included.
    pub const MAX_REASON: usize = 80;

    /// What is in force for what comes next, of the types that are used.
    pub fn of<'a>(settings: &ReviewSettings, types: impl IntoIterator<Item = &'a RecordType>, now: Timestamp) -> Self {
        let next = now + chrono::TimeDelta::seconds(1);
        let routes = types.into_iter().map(|one| RouteRow {
            record_type: one.id,
            name: one.name.clone(),
            route: settings.way_of(one, next),
            coming: settings.coming(one.id, now),
        });
        Self {
            routes: routes.collect(),
            own_work: settings.posts_at(next).all(),
            reasons: settings.reasons_at(now).join("\n"),
            seen: settings.changes().len().to_string(),
        }
    }

    /// "11 trên 14 loại hồ sơ cần duyệt".
    pub fn in_short(&self) -> String {
        let reviewed = self.routes.iter().filter(|row| row.route != ApprovalRoute::None).count();
        format!("{reviewed} trên {} loại hồ sơ cần duyệt", self.routes.len())
    }

    /// Reads what was sent: `route-<id>` for each type, the four questions by their words, `reasons`, and `seen`. What was not
    /// sent, or is no answer, stays as it is in `self`.
    #[must_use]
    pub fn read(mut self, typed: &FormData) -> Self {
        for row in &mut self.routes {
            let sent = ApprovalRoute::from_code(typed.get(&format!("route-{}", row.record_type)));
            row.route = sent.unwrap_or(row.route);
        }
        self.own_work = self.own_work.map(|one| OwnWork::from_codes(one.of(), typed.get(one.of())).unwrap_or(one));
        if typed.sent("reasons") {
            typed.exactly("reasons").clone_into(&mut self.reasons);
        }
        typed.get("seen").clone_into(&mut self.seen);
        self
    }

    /// Whether every answer that was sent is one of its question: what is none comes from no page of ours, and would be taken for
    /// "as it is" (`read`).
    pub fn knows_all(&self, typed: &FormData) -> bool {
        let is_route = |row: &RouteRow| {
            let field = format!("route-{}", row.record_type);
            !typed.sent(&field) || ApprovalRoute::from_code(typed.get(&field)).is_some()
        };
        let is_own = |own: &OwnWork| !typed.sent(own.of()) || OwnWork::from_codes(own.of(), typed.get(own.of())).is_some();
        self.routes.iter().all(is_route) && self.own_work.iter().all(is_own)
    }

    /// What is to be set, compared with what is in force (`of`): nothing where nothing was changed.
    ///
    /// # Errors
    /// What is wrong with the reasons; or that somebody else has changed something since the page was opened.
    pub fn changes(&self, from: &Self) -> Result<Vec<ReviewSetting>, FormErrors> {
        if self.seen != from.seen {
            return Err(FormErrors::one("all", "Cách duyệt vừa được người khác thay đổi."));
        }
        let reasons = self.parse_reasons()?;
        let routes = self.routes.iter().filter(|row| !from.routes.contains(row));
        let routes = routes.map(|row| ReviewSetting::Route { record_type: row.record_type, route: row.route });
        let own = self.own_work.into_iter().filter(|one| !from.own_work.contains(one)).map(ReviewSetting::OwnWork);
        let is_other = from.parse_reasons().is_ok_and(|before| before != reasons);
        let reasons = is_other.then_some(ReviewSetting::ReturnReasons(reasons));
        Ok(routes.chain(own).chain(reasons).collect())
    }

    fn parse_reasons(&self) -> Result<Vec<String>, FormErrors> {
        let wrong = |words: String| FormErrors::one("reasons", words);
        let reasons = lines::listed_reasons(&self.reasons, Self::MAX_REASONS, Self::MAX_REASON).map_err(wrong)?;
        if reasons.is_empty() {
            Err(wrong("Ghi ít nhất một lý do, mỗi lý do một dòng.".to_owned()))
        } else {
            Ok(reasons)
        }
    }
}
