//! What a reviewer sends: the outcome, and with a return its reasons and the day to correct by.

use chrono::NaiveDate;

use super::delay::{MIN_TO_CORRECT, correct_by, leaves_working_hours};
use crate::{
    calendar::SchoolCalendar,
    days::{Timestamp, day_of},
    deadlines::Hours,
    decisions::{DecisionId, Outcome, Return},
    files::Sha256,
    forms::{FormData, FormErrors},
    ids::SubmissionId,
    lines,
    record_types::Step,
    review_settings::ReviewSettings,
    vietnamese,
};

/// The form as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DecisionForm {
    /// Of this form as it was shown: `DecisionRequest::key`.
    pub key: String,
    /// "approve" or "return".
    pub outcome: String,
    pub reasons: Vec<String>,
    pub words: String,
    /// The day, as dd/MM/yyyy.
    pub correct_by: String,
    /// The version and the fingerprint that were on the screen.
    pub submission: String,
    pub digest: String,
    /// In whose turn.
    pub step: String,
    /// "1" where whoever signs has said that they agree to what the screen says.
    pub consent: String,
}

/// What is to be decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionRequest {
    /// Of the form in which it was chosen, and the id of the decision that it becomes: a form that is sent again decides nothing
    /// again. Missing where a version of the program before this one made the page.
    pub key: Option<DecisionId>,
    pub submission: SubmissionId,
    pub digest: Sha256,
    /// In whose turn, as the screen said.
    pub step: Step,
    pub outcome: Outcome,
}

impl DecisionRequest {
    /// The leadership approves by signing (Điều 3e, 4e); giving back needs no signature.
    pub const fn is_signed(&self) -> bool {
        matches!((self.step, &self.outcome), (Step::Leadership, Outcome::Approved))
    }
}

impl DecisionForm {
    /// In letters, spaces included.
    pub const MAX_WORDS: usize = 2_000;

    pub fn of(form: &FormData) -> Self {
        Self {
            // The button that was pressed comes after the choice and counts: without styles both buttons can be seen.
            outcome: outcome_of(form.all("outcome").last().unwrap_or_default()).to_owned(),
            reasons: form.all("reason").map(str::to_owned).collect(),
            words: form.exactly("words").to_owned(),
            correct_by: form.get("correct_by").to_owned(),
            key: form.get("key").to_owned(),
            submission: form.get("submission").to_owned(),
            digest: form.get("digest").to_owned(),
            step: form.get("step").to_owned(),
            consent: form.get("consent").to_owned(),
        }
    }

    /// Why, as somebody has typed or chosen it, by label: to be copied where the form is gone.
    pub fn typed(&self) -> Vec<(&'static str, String)> {
        let typed = [("Lý do đã chọn", self.reasons.join("; ")), ("Lời nhắn vừa gõ", self.words.trim().to_owned())];
        typed.into_iter().filter(|(_, words)| !words.is_empty()).collect()
    }

    /// Whoever signs says that they agree to what the screen says.
    pub fn not_agreed() -> FormErrors {
        FormErrors::one("consent", "Chưa ký: đánh dấu vào lời xác nhận rồi ký lại.")
    }

    /// Reads it at `now`; `hours` are those of the record. Of the ticked reasons those count that the school lists, or has ever listed: the page may be older
    /// than the list.
    ///
    /// # Errors
    /// What is wrong with which field.
    pub fn parse(
        &self,
        calendar: &SchoolCalendar,
        hours: &Hours,
        settings: &ReviewSettings,
        now: Timestamp,
    ) -> Result<DecisionRequest, FormErrors> {
        let bound = (self.submission.parse(), Sha256::from_hex(&self.digest), Step::from_code(&self.step));
        let (Ok(submission), Some(digest), Some(step)) = bound else {
            let words = "Trang này thiếu dấu của phiên bản đang xem. Mở lại hồ sơ từ danh sách Chờ tôi duyệt.";
            return Err(FormErrors::one("submission", words));
        };
        let outcome = match self.outcome.as_str() {
            "approve" => Outcome::Approved,
            "return" => Outcome::Returned(self.back(calendar, hours, settings, now)?),
            _ => return Err(FormErrors::one("outcome", "Chọn Duyệt hoặc Trả lại.")),
        };
        let wanted = DecisionRequest { key: self.key.parse().ok(), submission, digest, step, outcome };
        if wanted.is_signed() && self.consent != "1" {
            return Err(Self::not_agreed());
        }
        Ok(wanted)
    }

    fn back(
        &self,
        calendar: &SchoolCalendar,
        hours: &Hours,
        settings: &ReviewSettings,
        now: Timestamp,
    ) -> Result<Return, FormErrors> {
        let known = settings.known_reasons(now);
        let reasons: Vec<String> = known.into_iter().filter(|reason| self.reasons.contains(reason)).collect();
        let (words, correct_by) = FormErrors::both(self.why(reasons.is_empty()), self.day(calendar, hours, now))?;
        Ok(Return { reasons, words, correct_by })
    }

    fn why(&self, is_needed: bool) -> Result<String, FormErrors> {
        let words = lines::clean_text(&self.words);
        let letters = words.chars().count();
        if letters > Self::MAX_WORDS {
            let most = Self::MAX_WORDS;
            return Err(FormErrors::one(
                "words",
                format!("Lời nhắn dài {letters} ký tự, nhiều nhất {most} ký tự. Rút gọn rồi gửi lại."),
            ));
        }
        if is_needed && words.chars().filter(|letter| letter.is_alphanumeric()).count() < 3 {
            return Err(FormErrors::one("words", "Chọn một lý do hoặc viết vài chữ, để thầy cô biết cần sửa gì."));
        }
        Ok(words)
    }

    fn day(&self, calendar: &SchoolCalendar, hours: &Hours, now: Timestamp) -> Result<NaiveDate, FormErrors> {
        let wrong = |words: String| FormErrors::one("correct_by", words);
        let day = vietnamese::parse_date(&self.correct_by)
            .ok_or_else(|| wrong("Ghi ngày sửa xong theo dạng ngày/tháng/năm, ví dụ 27/11/2026.".to_owned()))?;
        if day < day_of(now) {
            return Err(wrong(format!("Ngày {} đã qua. Chọn hôm nay hoặc một ngày sau.", vietnamese::date(day))));
        }
        // The day that is offered may always be chosen: what comes in the last days of the year, or after it, is given back too.
        let latest = calendar.last_day().max(correct_by(calendar, now));
        if day > latest {
            let (last, latest) = (vietnamese::date(calendar.last_day()), vietnamese::weekday_and_date(latest));
            return Err(wrong(format!("Năm học kết thúc ngày {last}. Chọn {latest} hoặc một ngày sớm hơn.")));
        }
        if !calendar.is_open(day) {
            return Err(wrong(format!(
                "{} trường không làm việc. Chọn một ngày làm việc.",
                vietnamese::capitalised(&vietnamese::weekday_and_date(day))
            )));
        }
        if !leaves_working_hours(hours, day, now) {
            let (least, next) = (MIN_TO_CORRECT.num_hours(), vietnamese::weekday_and_date(correct_by(calendar, now)));
            return Err(wrong(format!("Hôm nay còn dưới {least} giờ làm việc, không kịp sửa. Chọn {next} hoặc một ngày sau.")));
        }
        Ok(day)
    }
}

/// The choice as the program calls it now. A desk that lay open while the program was brought up to date sends the words of the
/// release before; they are taken for one release, so that a return which somebody chose never comes back as an approval.
fn outcome_of(code: &str) -> &str {
    match code {
        "duyet" => "approve",
        "tra-lai" => "return",
        other => other,
    }
}

#[cfg(test)]
mod tests;
