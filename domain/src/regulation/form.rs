//! A version of the regulation as a form: kept as it was typed, read into a plan.

use chrono::{Days, NaiveDate};

use super::{
    clause::{Clause, ClauseNumber},
    standing::Regulation,
    subject::Subject,
};
use crate::{
    forms::{FormData, FormErrors},
    ids::RegulationVersionId,
    lines,
    mandates::MandateForm,
    vietnamese,
};

/// One clause as it was typed; the fields are `n`, `h`, `t` and `a` with the number of the row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClauseRow {
    /// "3c".
    pub number: String,
    /// Of the article; empty where it goes on from the row above.
    pub heading: String,
    pub text: String,
    /// A code of `Subject`; empty where it is about nothing that the program knows.
    pub subject: String,
}

impl ClauseRow {
    /// Rows that say these clauses: the heading of an article stands in its first row.
    pub fn of_all(clauses: &[Clause]) -> Vec<Self> {
        let before = std::iter::once(None).chain(clauses.iter().map(Some));
        let row = |(one, before): (&Clause, Option<&Clause>)| {
            let goes_on = before.is_some_and(|before| before.number.article == one.number.article && before.heading == one.heading);
            Self {
                number: one.number.short(),
                heading: if goes_on { String::new() } else { one.heading.clone() },
                text: one.text.clone(),
                subject: one.subject.map_or("", Subject::code).to_owned(),
            }
        };
        clauses.iter().zip(before).map(row).collect()
    }

    fn is_empty(&self) -> bool {
        self.number.is_empty() && self.heading.is_empty() && self.text.is_empty()
    }
}

/// The form as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegulationForm {
    /// The id that the version will have, so that a form which is sent twice publishes once.
    pub key: String,
    /// The number of the version from which the form was made; 0 where there was none.
    pub base: String,
    pub decision: String,
    /// dd/MM/yyyy, as `from`.
    pub decided_on: String,
    pub from: String,
    pub rows: Vec<ClauseRow>,
    /// A whole document, as it was pasted and not read into rows yet.
    pub pasted: String,
}

/// A version to publish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegulationPlan {
    pub id: RegulationVersionId,
    /// The version that was in the form's hands; another one may have come since.
    pub base: u32,
    pub decision: String,
    pub decided_on: NaiveDate,
    pub from: NaiveDate,
    pub clauses: Vec<Clause>,
}

impl RegulationForm {
    /// How many empty rows stand behind the clauses.
    const ROOM: usize = 2;
    /// A regulation counts at the latest this long after today: a later day is a slip of the hand.
    const MAX_AHEAD: Days = Days::new(366);

    /// The form that begins with these clauses: of the last version, or of the text with which a school begins.
    pub fn of(key: RegulationVersionId, regulation: &Regulation, clauses: &[Clause], today: NaiveDate) -> Self {
        // What counts already begins anew tomorrow at the earliest, and never with a day that has a version.
        let from = regulation.last().map_or(today, |last| today.max(last.from.checked_add_days(Days::new(1)).unwrap_or(last.from)));
        Self {
            key: key.to_string(),
            base: regulation.last().map_or(0, |last| last.number).to_string(),
            decision: String::new(),
            decided_on: vietnamese::date(today),
            from: vietnamese::date(from),
            rows: ClauseRow::of_all(clauses),
            pasted: String::new(),
        }
        .with_room()
    }

    /// The same with empty rows behind what is typed.
    #[must_use]
    pub fn with_room(mut self) -> Self {
        self.rows.retain(|row| !row.is_empty());
        self.rows.extend(std::iter::repeat_n(ClauseRow::default(), Self::ROOM));
        self
    }

    /// Reads what was sent.
    pub fn read(typed: &FormData) -> Self {
        let get = |field| typed.get(field).to_owned();
        let row = |at: usize| ClauseRow {
            number: typed.cell("n", at).to_owned(),
            heading: typed.cell("h", at).to_owned(),
            text: lines::clean_text(typed.exactly(&format!("t{at}"))),
            subject: typed.cell("a", at).to_owned(),
        };
        Self {
            key: get("key"),
            base: get("seen"),
            decision: get("decision"),
            decided_on: get("signed_on"),
            from: get("from"),
            rows: (0..typed.rows("n").max(typed.rows("t"))).map(row).collect(),
            pasted: lines::clean_text(typed.exactly("regulation")),
        }
    }

    /// The id that the version will have.
    pub fn id(&self) -> Option<RegulationVersionId> {
        self.key.parse().ok()
    }

    /// What was typed, beside the versions that the school has, the last of which says `before`.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self, regulation: &Regulation, before: &[Clause], today: NaiveDate) -> Result<RegulationPlan, FormErrors> {
        let mut errors = FormErrors::default();
        let ids = self.id().zip(self.base.parse().ok());
        if ids.is_none() {
            errors.add("decision", "Trang này mở đã lâu. Chép lại điều vừa sửa, tải lại trang rồi gửi lại.");
        }
        let decision = lines::bare_number(&lines::clean(&self.decision)).to_owned();
        match decision.chars().count() {
            0 => errors.add("decision", "Ghi số quyết định ban hành, ví dụ 12/QĐ-TrMNNT."),
            long if long > MandateForm::MAX_NUMBER => {
                errors.add("decision", format!("Số quyết định dài quá {} ký tự. Ghi ngắn lại.", MandateForm::MAX_NUMBER));
            }
            _ => {}
        }
        let decided_on = day("signed_on", &self.decided_on, &mut errors);
        if decided_on.is_some_and(|day| today < day) {
            errors.add("signed_on", "Ngày này chưa đến. Quyết định ký rồi mới ban hành vào chương trình.");
        }
        let from = self.first_day(regulation, decided_on, today, &mut errors);
        let clauses = self.clauses(&mut errors);
        if errors.is_empty() && regulation.last().is_some() && clauses == before {
            errors.add("from", "Bản này giống hệt bản trước. Sửa điều cần sửa rồi ban hành; chưa có gì thay đổi.");
        }
        let (Some((id, base)), Some(decided_on), Some(from)) = (ids, decided_on, from) else { return Err(errors) };
        errors.or(RegulationPlan { id, base, decision, decided_on, from, clauses })
    }

    /// The first version may count from a day that is over, since the regulation counted on paper before; every other one begins
    /// today at the earliest, and after the one before it.
    fn first_day(
        &self,
        regulation: &Regulation,
        decided_on: Option<NaiveDate>,
        today: NaiveDate,
        errors: &mut FormErrors,
    ) -> Option<NaiveDate> {
        let from = day("from", &self.from, errors)?;
        let latest = today.checked_add_days(Self::MAX_AHEAD)?;
        let last = regulation.last();
        if let Some(last) = last.filter(|last| from <= last.from) {
            let after = vietnamese::date(last.from);
            errors.add("from", format!("{} thi hành từ ngày {after}. Chọn một ngày sau ngày đó.", last.name()));
        } else if last.is_some() && from < today {
            errors
                .add("from", "Ngày này đã qua. Không ai phải theo một bản trước khi bản ấy được ban hành: chọn hôm nay hoặc sau.");
        } else if decided_on.is_some_and(|decided| from < decided && decided <= today) {
            errors.add("from", "Ngày thi hành không thể trước ngày của quyết định.");
        } else if latest < from {
            errors.add("from", format!("Muộn nhất ngày {}.", vietnamese::date(latest)));
        }
        Some(from)
    }

    /// What stands in the rows; a row without number and words is no clause.
    fn clauses(&self, errors: &mut FormErrors) -> Vec<Clause> {
        let mut clauses: Vec<Clause> = Vec::new();
        for (at, row) in self.rows.iter().enumerate().filter(|(_, row)| !row.is_empty()) {
            let number = row.number.parse::<ClauseNumber>().ok();
            match number {
                None => errors.add(format!("n{at}"), "Ghi số điều, ví dụ 3c; bỏ điều này thì xóa cả số, tên và nội dung."),
                Some(number) if clauses.iter().any(|one| one.number == number) => {
                    errors.add(format!("n{at}"), format!("{number} đã có ở trên. Mỗi số chỉ một lần."));
                }
                Some(_) => {}
            }
            limited(&row.heading, Clause::MAX_HEADING, "Tên điều", &format!("h{at}"), errors);
            let field = format!("t{at}");
            if row.text.chars().any(char::is_alphanumeric) {
                limited(&row.text, Clause::MAX_TEXT, "Nội dung", &field, errors);
            } else {
                errors.add(field, "Điều này chưa có nội dung. Viết nội dung; bỏ điều này thì xóa cả số và tên.");
            }
            let Some(number) = number else { continue };
            let above = clauses.last().filter(|above| above.number.article == number.article);
            let heading = match above {
                Some(above) if row.heading.is_empty() => above.heading.clone(),
                Some(_) | None => row.heading.clone(),
            };
            clauses.push(Clause { number, heading, text: row.text.clone(), subject: Subject::from_code(&row.subject) });
        }
        let room = self.rows.iter().position(ClauseRow::is_empty).unwrap_or_default();
        match clauses.len() {
            0 if errors.is_empty() => {
                errors.add(format!("t{room}"), "Chưa có điều nào. Viết ít nhất một điều, hoặc dán cả văn bản.")
            }
            many if many > Clause::MAX_COUNT => {
                errors.add("decision", format!("Có {many} điều, khoản; nhiều nhất {}.", Clause::MAX_COUNT));
            }
            _ => {}
        }
        clauses
    }
}

fn day(field: &str, typed: &str, errors: &mut FormErrors) -> Option<NaiveDate> {
    let day = vietnamese::parse_date(typed);
    if day.is_none() {
        errors.add(field, "Ghi ngày/tháng/năm, ví dụ 05/09/2024.");
    }
    day
}

fn limited(typed: &str, most: usize, what: &str, field: &str, errors: &mut FormErrors) {
    let letters = typed.chars().count();
    if most < letters {
        errors.add(field, format!("{what} dài {letters} ký tự, nhiều nhất {most}. Rút gọn, hoặc tách thành hai điều."));
    }
}
