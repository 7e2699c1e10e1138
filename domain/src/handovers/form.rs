//! The form of a handover: the last day, and who takes each position over, one person for all or one by one.

use chrono::{NaiveDate, TimeDelta};

use super::{Handed, HandoverId, Leaving, check_receiver, positions_to_hand_over};
use crate::{
    forms::{FormData, FormErrors},
    lines,
    obligations::Reason,
    people::{Organisation, PersonId},
    vietnamese,
};

/// The form as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HandoverForm {
    /// Made with the form, so that a second click is no second handover.
    pub key: String,
    /// A code of `Leaving`.
    pub leaving: String,
    /// dd/MM/yyyy.
    pub last: String,
    /// The id of whoever takes all of it over; empty where it is chosen one by one.
    pub all: String,
    /// The ids of who takes each position over, in their order; empty where nobody does, and `KEEP` where it stays.
    pub to: Vec<String>,
    pub words: String,
}

/// What is to be handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverPlan {
    pub of: PersonId,
    pub leaving: Leaving,
    pub last: NaiveDate,
    pub items: Vec<Handed>,
    pub words: String,
}

impl HandoverForm {
    /// Stands for a position that whoever moves keeps.
    pub const KEEP: &'static str = "keep";
    /// Nobody hands over for a day that is further away.
    const MAX_DAYS: TimeDelta = TimeDelta::days(366);

    /// Nothing chosen yet, also not why: today is the last day.
    pub fn empty(key: String, today: NaiveDate) -> Self {
        Self { key, last: vietnamese::date(today), ..Self::default() }
    }

    /// Reads what was sent: `key`, `leaving`, `last`, `all`, `to0`, `to1` …, `words`.
    pub fn read(typed: &FormData) -> Self {
        let get = |field: &str| typed.get(field).to_owned();
        let to = (0..typed.rows("to")).map(|at| typed.cell("to", at).to_owned()).collect();
        Self { key: get("key"), leaving: get("leaving"), last: get("last"), all: get("all"), to, words: get("words") }
    }

    /// The id that the handover gets.
    pub fn id(&self) -> Option<HandoverId> {
        self.key.parse().ok()
    }

    /// The last day as it was typed; today while it is none.
    pub fn day(&self, today: NaiveDate) -> NaiveDate {
        vietnamese::parse_date(&self.last).filter(|day| today <= *day).unwrap_or(today)
    }

    /// What was typed, of what `of` holds.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self, organisation: &Organisation, of: PersonId, today: NaiveDate) -> Result<HandoverPlan, FormErrors> {
        let mut errors = FormErrors::default();
        let leaving = Leaving::from_code(&self.leaving);
        if leaving.is_none() {
            errors.add("leaving", "Chọn rời trường, hoặc đổi lớp, đổi việc.");
        }
        let last = vietnamese::parse_date(&self.last);
        match last {
            None => errors.add("last", "Ghi ngày/tháng/năm, ví dụ 01/12/2026."),
            Some(day) if day < today => errors.add("last", "Ngày này đã qua. Chọn hôm nay hoặc một ngày sau."),
            Some(day) if today + Self::MAX_DAYS < day => errors.add("last", "Ghi trước nhiều nhất một năm."),
            Some(_) => {}
        }
        let words = lines::clean(&self.words);
        if Reason::MAX_LENGTH < words.chars().count() {
            errors.add("words", format!("Ghi thêm nhiều nhất {} ký tự. Rút gọn rồi gửi lại.", Reason::MAX_LENGTH));
        }
        let day = self.day(today);
        let positions = positions_to_hand_over(organisation, of, day);
        if positions.is_empty() {
            errors.add("last", "Đến ngày này không còn giữ chức vụ nào để bàn giao.");
        }
        let all = chosen("all", &self.all, organisation, &mut errors);
        let mut items = Vec::new();
        for (at, position) in positions.into_iter().enumerate() {
            let field = format!("to{at}");
            let typed = self.to.get(at).map(String::as_str).unwrap_or_default();
            if typed == Self::KEEP {
                if leaving == Some(Leaving::School) {
                    errors.add(field, "Rời trường thì không giữ lại chức vụ nào. Chọn người nhận, hoặc để chưa có người nhận.");
                }
                continue;
            }
            let own = chosen(&field, typed, organisation, &mut errors);
            // Who is chosen one by one comes before who takes all; and what that one may not take stays with nobody.
            let may = |to: PersonId| check_receiver(organisation, position, of, to, day);
            let to = match (own, all) {
                (Some(to), _) => match may(to) {
                    Ok(()) => Some(to),
                    Err(refusal) => {
                        let refused = refusal.words();
                        errors.add(field, format!("{}. {}", refused.fact, refused.advice));
                        None
                    }
                },
                (None, all) => all.filter(|to| may(*to).is_ok()),
            };
            items.push(Handed { position, to });
        }
        if items.is_empty() && errors.is_empty() {
            errors.add("all", "Chọn ít nhất một chức vụ để bàn giao.");
        }
        if let (Some(to), true) = (all, items.iter().all(|one| one.to.is_none())) {
            let why = items.first().and_then(|one| check_receiver(organisation, one.position, of, to, day).err());
            if let Some(refused) = why.map(|refusal| refusal.words()) {
                errors.add("all", format!("{}. {}", refused.fact, refused.advice));
            }
        }
        let (Some(leaving), Some(last)) = (leaving, last) else { return Err(errors) };
        errors.or(HandoverPlan { of, leaving, last, items, words })
    }
}

/// The person who was chosen in a field, if anybody was.
fn chosen(field: &str, typed: &str, organisation: &Organisation, errors: &mut FormErrors) -> Option<PersonId> {
    if typed.is_empty() {
        return None;
    }
    let known = typed.parse::<PersonId>().ok().filter(|id| organisation.person(*id).is_some());
    if known.is_none() {
        errors.add(field, "Chọn một người trong danh sách.");
    }
    known
}
