//! A version as its page tells it to one reader: each clause with the pages that this reader may open, its settings of today, and
//! its figure.

use super::{
    clause::Clause,
    figures::{Figure, Registers},
    subject::{Place, Subject},
};
use crate::{
    days::{Timestamp, day_of},
    facts::Facts,
    permissions::Actor,
    record_types::due_words,
    review_settings::ReviewSettingsForm,
    second_factor::SecondFactorDuty,
    vietnamese,
};

/// One setting as it is today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingTold {
    /// "Cách duyệt".
    pub what: &'static str,
    pub value: String,
    /// Where it is changed; `None` where this reader may not open that page.
    pub place: Option<Place>,
}

/// One clause with all that stands beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseTold {
    pub clause: Clause,
    /// The pages on which it is done, each with whether this reader may open it.
    pub places: Vec<(Place, bool)>,
    pub settings: Vec<SettingTold>,
    pub figure: Figure,
}

/// The clauses in their order, for `actor` at `now`.
pub fn clauses_told(clauses: Vec<Clause>, facts: &Facts, actor: &Actor, registers: &Registers, now: Timestamp) -> Vec<ClauseTold> {
    let told = |clause: Clause| {
        let Some(subject) = clause.subject else {
            let figure = Figure::NotCounted("Điều này không gắn với trang nào của chương trình.");
            return ClauseTold { clause, places: Vec::new(), settings: Vec::new(), figure };
        };
        let may_open = |place: Place| place.may_open(actor, facts.organisation());
        ClauseTold {
            places: subject.places().iter().map(|place| (*place, may_open(*place))).collect(),
            settings: subject.settings(facts, actor, registers, now),
            figure: subject.figure(facts, actor, registers, now),
            clause,
        }
    };
    clauses.into_iter().map(told).collect()
}

impl Subject {
    /// The settings that carry it, as they are at `now`.
    fn settings(self, facts: &Facts, actor: &Actor, registers: &Registers, now: Timestamp) -> Vec<SettingTold> {
        let told = |what: &'static str, value: String, place: Place| SettingTold {
            what,
            value,
            place: Some(place).filter(|place| place.may_open(actor, facts.organisation())),
        };
        match self {
            Self::Scope => {
                let calendar = facts.calendar();
                let year = vietnamese::school_year(calendar.school_year());
                let weeks = calendar.teaching_weeks().len();
                vec![told("Lịch năm học", format!("{year}, {weeks} tuần có số"), Place::CalendarSetting)]
            }
            Self::OwnAccount => {
                let value = second_factor_words(registers.second_factor);
                vec![told("Mã xác nhận của ban giám hiệu và tổ quản lý", value, Place::Account)]
            }
            Self::Locks => {
                let authority = facts.locks.authority;
                vec![
                    told("Ai quyết định khóa một phần hồ sơ", authority.parts.words().to_owned(), Place::LockOrders),
                    told(
                        "Ai quyết định mở, và khóa toàn hệ thống",
                        authority.opening_and_whole.words().to_owned(),
                        Place::LockOrders,
                    ),
                    told("Thủ tục cập nhật sau khóa", facts.updates.procedure_in_short(), Place::UpdatesSetting),
                ]
            }
            Self::Approval | Self::DepartmentApproval => {
                let ways = ReviewSettingsForm::of(&facts.regime.review_settings, facts.regime.types_in_use(), now);
                vec![told("Cách duyệt", ways.in_short(), Place::ReviewsSetting)]
            }
            Self::TeachersRecords | Self::DepartmentsRecords | Self::SectionsRecords => {
                let types = facts.regime.types_in_use().count();
                vec![told("Loại hồ sơ phải nộp", format!("{types} loại trong năm học này"), Place::TypesSetting)]
            }
            Self::DueDays => due_days(facts, now).into_iter().map(|(what, value)| told(what, value, Place::RulesSetting)).collect(),
            Self::Permissions
            | Self::ManagementTeam
            | Self::Accounts
            | Self::Checking
            | Self::Violations
            | Self::Granting
            | Self::DataSecurity
            | Self::Templates
            | Self::Guidance
            | Self::Incidents
            | Self::Praise
            | Self::Effect => Vec::new(),
        }
    }
}

/// As the page of the second factor says it.
fn second_factor_words(duty: Option<SecondFactorDuty>) -> String {
    match duty {
        Some(duty) => format!("Đang bắt buộc, sau {} ngày kể từ ngày đặt", duty.grace_days),
        None => "Đang không bắt buộc: ai muốn thì bật".to_owned(),
    }
}

/// The hours, and by which rule the plans of a week fall due, under the version of the rules that holds today.
fn due_days(facts: &Facts, now: Timestamp) -> Vec<(&'static str, String)> {
    let Some(rules) = facts.regime.rules_on(day_of(now)) else { return Vec::new() };
    let hours = [("Giờ nộp", rules.in_short())];
    let of_type = |code: &'static str, what: &'static str| {
        let record_type = facts.regime.types_in_use().find(|one| one.code == code)?;
        Some((what, due_words(record_type.recurrence, rules.due_of(record_type))))
    };
    let plans = [of_type("giao-an", "Hạn của giáo án"), of_type("ke-hoach-tuan", "Hạn của kế hoạch tuần")];
    hours.into_iter().chain(plans.into_iter().flatten()).collect()
}
