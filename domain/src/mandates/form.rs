//! A decision as a form: kept as it was typed, read into a plan.

use chrono::{Datelike, NaiveDate};

use super::{mandate::MandateKind, register::Mandates};
use crate::{
    forms::{FormData, FormErrors},
    ids::MandateId,
    lines, vietnamese,
};

/// Decisions are of the years around today: any other year is a slip of the hand.
const YEARS_AHEAD: i32 = 6;
const FIRST_YEAR: i32 = 1990;

/// The form as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MandateForm {
    /// The id that the decision will have, so that a form which is sent twice records once.
    pub key: String,
    /// A code of `MandateKind`.
    pub kind: String,
    pub number: String,
    /// dd/MM/yyyy, as `from` and `until`.
    pub signed_on: String,
    pub signer: String,
    pub about: String,
    pub from: String,
    /// Empty where the decision names no last day.
    pub until: String,
}

/// A decision to record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MandatePlan {
    pub id: MandateId,
    pub kind: MandateKind,
    pub number: String,
    pub signed_on: NaiveDate,
    pub signer: String,
    pub about: String,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
}

impl MandateForm {
    /// How long a number may be, in letters.
    pub const MAX_NUMBER: usize = 60;
    /// How long the line of the signer may be, in letters.
    pub const MAX_SIGNER: usize = 120;
    /// How long what it is about may be, in letters.
    pub const MAX_ABOUT: usize = 200;

    /// A decision of today that appoints, signed by `signer`.
    pub fn empty(key: MandateId, signer: String, today: NaiveDate) -> Self {
        let today = vietnamese::date(today);
        Self {
            key: key.to_string(),
            kind: MandateKind::Positions.code().to_owned(),
            signed_on: today.clone(),
            signer,
            from: today,
            ..Self::default()
        }
    }

    /// Reads what was sent: `key`, `decision-kind`, `number`, `signed_on`, `signer`, `about`, `from`, `until`.
    pub fn read(typed: &FormData) -> Self {
        let get = |field| typed.get(field).to_owned();
        Self {
            key: get("key"),
            kind: get("decision-kind"),
            number: get("number"),
            signed_on: get("signed_on"),
            signer: get("signer"),
            about: get("about"),
            from: get("from"),
            until: get("until"),
        }
    }

    /// The id that the decision will have.
    pub fn id(&self) -> Option<MandateId> {
        self.key.parse().ok()
    }

    /// What was typed, beside the decisions that stand in the register.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self, known: &Mandates, today: NaiveDate) -> Result<MandatePlan, FormErrors> {
        let mut errors = FormErrors::default();
        let id = self.id();
        if id.is_none() {
            errors.add("number", "Trang này mở đã lâu. Tải lại rồi gửi lại.");
        }
        let kind = MandateKind::from_code(&self.kind);
        if kind.is_none() {
            errors.add("decision-kind", "Chọn loại quyết định.");
        }
        let number = lines::bare_number(&lines::clean(&self.number)).to_owned();
        match number.chars().count() {
            0 => errors.add("number", "Ghi số quyết định, ví dụ 15/QĐ-MNNT."),
            long if long > Self::MAX_NUMBER => errors.add("number", "Số quyết định dài quá 60 ký tự. Ghi ngắn lại."),
            _ => {}
        }
        let signer =
            line(&self.signer, "signer", "Ghi người ký, ví dụ Nguyễn Thị Nguyệt, hiệu trưởng.", Self::MAX_SIGNER, &mut errors);
        let about = match kind {
            Some(MandateKind::ManagementTeam) if lines::clean(&self.about).is_empty() => {
                MandateKind::ManagementTeam.words().to_owned()
            }
            Some(MandateKind::ManagementTeam | MandateKind::Positions) | None => {
                line(&self.about, "about", "Ghi quyết định về việc gì.", Self::MAX_ABOUT, &mut errors)
            }
        };
        let signed_on = day("signed_on", &self.signed_on, today, &mut errors);
        if signed_on.is_some_and(|day| today < day) {
            errors.add("signed_on", "Ngày ký chưa đến. Quyết định ký rồi mới ghi vào sổ.");
        }
        let from = day("from", &self.from, today, &mut errors);
        let until = if self.until.trim().is_empty() { None } else { day("until", &self.until, today, &mut errors) };
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            errors.add("until", format!("Quyết định không thể hết hiệu lực trước ngày bắt đầu {}.", vietnamese::date(from)));
        }
        let before = signed_on.and_then(|day| known.same(&number, day)).filter(|one| Some(one.id) != id);
        if let Some(before) = before {
            errors.add("number", format!("{} đã có trong sổ. Mở quyết định ấy để ghi thêm người.", before.full_name()));
        }
        let (Some(id), Some(kind), Some(signed_on), Some(from)) = (id, kind, signed_on, from) else { return Err(errors) };
        errors.or(MandatePlan { id, kind, number, signed_on, signer, about, from, until })
    }
}

fn line(typed: &str, field: &'static str, missing: &str, most: usize, errors: &mut FormErrors) -> String {
    let line = lines::clean(typed);
    match line.chars().count() {
        0 => errors.add(field, missing),
        long if long > most => errors.add(field, format!("Dài {long} ký tự, nhiều nhất {most}. Rút gọn rồi gửi lại.")),
        _ => {}
    }
    line
}

pub(super) fn day(field: &'static str, typed: &str, today: NaiveDate, errors: &mut FormErrors) -> Option<NaiveDate> {
    let Some(day) = vietnamese::parse_date(typed) else {
        errors.add(field, "Ghi ngày/tháng/năm, ví dụ 01/12/2026.");
        return None;
    };
    let years = FIRST_YEAR..=today.year() + YEARS_AHEAD;
    if years.contains(&day.year()) {
        return Some(day);
    }
    let words = format!("Năm {} có lẽ gõ nhầm; nhận từ năm {} đến năm {}.", day.year(), years.start(), years.end());
    errors.add(field, words);
    None
}
