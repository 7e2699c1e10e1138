//! What is typed on the way of a list: what stands on it, the minutes, the decision.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{list::MAX_LISTED, minutes::MIN_MEMBERS};
use crate::{
    forms::{FormData, FormErrors},
    obligations::{ObligationId, Reason},
    people::PersonId,
    vietnamese,
};

/// Of the number of minutes or of a decision, in letters.
pub const MAX_NUMBER: usize = 50;

/// The form that draws up a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DrawUpForm {
    /// The id that the list will have: sent twice, it is one.
    pub id: String,
    pub explanation: String,
    /// By their ids, as they were ticked.
    pub records: Vec<String>,
}

/// What the form asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawUpPlan {
    pub explanation: Reason,
    /// Each once.
    pub records: Vec<ObligationId>,
}

impl DrawUpForm {
    /// As sent: `id`, `explanation`, `record` once for each.
    pub fn read(typed: &FormData) -> Self {
        Self {
            id: typed.get("id").to_owned(),
            explanation: typed.get("explanation").to_owned(),
            records: typed.all("record").map(str::to_owned).collect(),
        }
    }

    /// What was typed.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self) -> Result<DrawUpPlan, FormErrors> {
        let mut errors = FormErrors::default();
        let mut seen = BTreeSet::new();
        let read: Option<Vec<ObligationId>> = self.records.iter().map(|id| id.parse().ok()).collect();
        let records: Vec<ObligationId> = read.unwrap_or_default().into_iter().filter(|id| seen.insert(*id)).collect();
        if records.is_empty() {
            errors.add("record", "Chọn ít nhất một hồ sơ.");
        } else if records.len() > MAX_LISTED {
            errors.add("record", format!("Một danh mục có nhiều nhất {MAX_LISTED} hồ sơ; chọn bớt rồi lập danh mục khác."));
        }
        let explanation = Reason::parse_in("explanation", &self.explanation);
        match (explanation, errors.is_empty()) {
            (Ok(explanation), true) => Ok(DrawUpPlan { explanation, records }),
            (explanation, _) => {
                let mut all = explanation.err().unwrap_or_default();
                all.extend(errors);
                Err(all)
            }
        }
    }
}

/// The form that enters the minutes of the council.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MinutesForm {
    pub number: String,
    pub on: String,
    /// Who chairs it, by their id.
    pub chair: String,
    /// The others, by their ids.
    pub members: Vec<String>,
    /// By its id, why a record is kept on; what has no words is disposed of.
    pub kept: BTreeMap<String, String>,
}

/// What the form asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MinutesPlan {
    pub number: String,
    pub on: NaiveDate,
    /// Whoever chairs it at the front, each once.
    pub members: Vec<PersonId>,
    pub kept: BTreeMap<ObligationId, Reason>,
}

impl MinutesForm {
    /// Before the id of a record in the name of the field that says why it is kept on.
    pub const KEPT: &'static str = "keep-";

    /// As sent: `number`, `on`, `chair`, `member` once for each, `keep-…` for each record.
    pub fn read(typed: &FormData) -> Self {
        let kept = typed.pairs().filter_map(|(name, words)| Some((name.strip_prefix(Self::KEPT)?.to_owned(), words.to_owned())));
        Self {
            number: typed.get("number").to_owned(),
            on: typed.get("on").to_owned(),
            chair: typed.get("chair").to_owned(),
            members: typed.all("member").map(str::to_owned).collect(),
            kept: kept.filter(|(_, words)| !words.is_empty()).collect(),
        }
    }

    /// What was typed; the council has met since the day on which the list was drawn up, and not after `today`.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self, drawn_up: NaiveDate, today: NaiveDate) -> Result<MinutesPlan, FormErrors> {
        let mut errors = FormErrors::default();
        if let Some(words) = number_problem(&self.number, "biên bản") {
            errors.add("number", words);
        }
        let on = vietnamese::parse_date(&self.on);
        match on {
            None => errors.add("on", "Ghi ngày họp, ví dụ 25/11/2032."),
            Some(on) if on > today => errors.add("on", "Ngày họp chưa đến; ghi biên bản sau khi hội đồng họp."),
            Some(on) if on < drawn_up => errors.add(
                "on",
                format!("Hội đồng họp về danh mục này, lập ngày {}: ghi ngày họp từ hôm đó.", vietnamese::date(drawn_up)),
            ),
            Some(_) => {}
        }
        let chair: Option<PersonId> = self.chair.parse().ok();
        if chair.is_none() {
            errors.add("chair", "Chọn chủ tịch hội đồng.");
        }
        let mut seen: BTreeSet<PersonId> = BTreeSet::new();
        let others: Option<Vec<PersonId>> = self.members.iter().map(|id| id.parse().ok()).collect();
        let others = others.unwrap_or_default();
        let members: Vec<PersonId> = chair.into_iter().chain(others).filter(|id| seen.insert(*id)).collect();
        if members.len() < MIN_MEMBERS {
            errors.add("member", format!("Hội đồng có ít nhất {MIN_MEMBERS} người, kể cả chủ tịch. Đánh dấu thêm người."));
        }
        let mut kept = BTreeMap::new();
        for (id, words) in &self.kept {
            let field = format!("{}{id}", Self::KEPT);
            match (id.parse::<ObligationId>(), Reason::parse_in(&field, words)) {
                (Ok(id), Ok(reason)) => {
                    kept.insert(id, reason);
                }
                (_, Err(why)) => errors.extend(why),
                // No page asks of another record.
                (Err(_), Ok(_)) => errors.add(field, "Hồ sơ này không có trong danh mục."),
            }
        }
        match on.filter(|_| errors.is_empty()) {
            Some(on) => Ok(MinutesPlan { number: self.number.clone(), on, members, kept }),
            None => Err(errors),
        }
    }
}

/// The form in which the principal decides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DecisionForm {
    /// "approve" or "refuse".
    pub outcome: String,
    /// Of the decision that approves.
    pub number: String,
    /// Why not.
    pub reason: String,
}

/// What the form asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecisionPlan {
    Approve { number: String },
    Refuse { reason: Reason },
}

impl DecisionForm {
    /// As sent: `outcome`, `number`, `reason`.
    pub fn read(typed: &FormData) -> Self {
        let field = |name: &str| typed.get(name).to_owned();
        Self { outcome: field("outcome"), number: field("number"), reason: field("reason") }
    }

    /// What was typed.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self) -> Result<DecisionPlan, FormErrors> {
        match self.outcome.as_str() {
            "approve" => match number_problem(&self.number, "quyết định") {
                Some(words) => Err(FormErrors::one("number", words)),
                None => Ok(DecisionPlan::Approve { number: self.number.clone() }),
            },
            "refuse" => Ok(DecisionPlan::Refuse { reason: Reason::parse(&self.reason)? }),
            _ => Err(FormErrors::one("outcome", "Chọn đồng ý hoặc không đồng ý.")),
        }
    }
}

fn number_problem(typed: &str, of: &str) -> Option<String> {
    match typed.chars().count() {
        0 => Some(format!("Ghi số {of}.")),
        letters if letters > MAX_NUMBER => Some(format!("Số {of} dài quá {MAX_NUMBER} ký tự.")),
        _ => None,
    }
}
