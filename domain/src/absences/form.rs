//! An absence as a form: kept as it was sent, read into a plan.

use chrono::NaiveDate;

use super::{
    AbsenceId,
    absence::{Absence, AbsenceKind},
};
use crate::{
    days::{Span, Timestamp, day_of},
    extensions::parse_decision,
    facts::Facts,
    forms::{FormData, FormErrors},
    lines,
    people::{Person, PersonId},
    vietnamese,
};

/// The form as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AbsenceForm {
    /// The id that the absence will have, so that a form which is sent twice notes it once.
    pub key: String,
    /// Who is away: the id of a person.
    pub person: String,
    /// A code of `AbsenceKind`.
    pub kind: String,
    /// dd/MM/yyyy, both inclusive.
    pub from: String,
    pub until: String,
    /// "cover", "free"; empty while nothing is chosen.
    pub duties: String,
    /// Who covers: the id of a person.
    pub cover: String,
    pub words: String,
    pub decision: String,
}

/// What the form says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbsencePlan {
    pub person: PersonId,
    pub kind: AbsenceKind,
    pub days: Span,
    /// `None`: what the person alone owes is freed.
    pub cover: Option<PersonId>,
    pub words: String,
    pub decision: String,
}

impl AbsenceForm {
    /// What they owe passes to whoever covers.
    pub const COVER: &'static str = "cover";
    /// What they alone owe is freed.
    pub const FREE: &'static str = "free";
    /// Of `words`, in letters.
    pub const MAX_WORDS: usize = 120;
    /// An absence is noted for no longer than this, in days: longer ones are noted anew.
    pub const MAX_DAYS: i64 = 366;
    /// How far back it may begin, in days.
    pub const MAX_DAYS_BACK: i64 = 60;

    /// Nothing chosen yet, from tomorrow on.
    pub fn empty(key: AbsenceId, today: NaiveDate) -> Self {
        let from = today.succ_opt().unwrap_or(today);
        Self { key: key.to_string(), from: vietnamese::date(from), ..Self::default() }
    }

    /// As sent: `key`, `person`, `kind`, `from`, `until`, `duties`, `cover`, `words`, `decision`.
    pub fn read(typed: &FormData) -> Self {
        let get = |field| typed.get(field).to_owned();
        Self {
            key: get("key"),
            person: get("person"),
            kind: get("kind"),
            from: get("from"),
            until: get("until"),
            duties: get("duties"),
            cover: get("cover"),
            words: get("words"),
            decision: get("decision"),
        }
    }

    /// The id that the absence will have, where the page gave it one.
    pub fn id(&self) -> Option<AbsenceId> {
        self.key.parse().ok()
    }

    /// Whether it says what was noted as `known`, which stands.
    pub fn says(&self, known: &Absence) -> bool {
        let duties = if known.cover.is_some() { Self::COVER } else { Self::FREE };
        let cover = known.cover.is_none_or(|cover| self.cover == cover.to_string());
        known.ended.is_none()
            && (self.duties.as_str(), self.kind.as_str(), &self.person) == (duties, known.kind.code(), &known.person.to_string())
            && (vietnamese::parse_date(&self.from), vietnamese::parse_date(&self.until))
                == (Some(known.days.from), Some(known.days.to))
            && cover
            && self.parse_words().as_ref() == Ok(&known.words)
            && parse_decision(&self.decision).as_ref() == Ok(&known.decision)
    }

    /// What is noted, as the school stands at `now`.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self, facts: &Facts, now: Timestamp) -> Result<AbsencePlan, FormErrors> {
        let person = known(&self.person, facts).ok_or_else(|| FormErrors::one("person", "Chọn người nghỉ."));
        let kind = AbsenceKind::from_code(&self.kind).ok_or_else(|| FormErrors::one("kind", "Chọn vì sao nghỉ."));
        let who = FormErrors::both(person, kind);
        let what = FormErrors::both(self.parse_days(day_of(now)), self.parse_duties(facts));
        let said = FormErrors::both(self.parse_words(), parse_decision(&self.decision));
        let (((person, kind), (days, cover)), (words, decision)) = FormErrors::both(FormErrors::both(who, what), said)?;
        let plan = AbsencePlan { person, kind, days, cover, words, decision };
        check_people(&plan, facts, now)?;
        Ok(plan)
    }

    fn parse_days(&self, today: NaiveDate) -> Result<Span, FormErrors> {
        let day = |field: &'static str, typed: &str| {
            vietnamese::parse_date(typed).ok_or_else(|| FormErrors::one(field, "Ghi ngày/tháng/năm, ví dụ 01/12/2026."))
        };
        let (from, to) = FormErrors::both(day("from", &self.from), day("until", &self.until))?;
        if to < from {
            return Err(FormErrors::one("until", "Ngày cuối không thể trước ngày bắt đầu."));
        }
        if Self::MAX_DAYS < (to - from).num_days() {
            return Err(FormErrors::one("until", "Ghi nhiều nhất một năm; nghỉ dài hơn thì sau này ghi tiếp."));
        }
        if Self::MAX_DAYS_BACK < (today - from).num_days() {
            return Err(FormErrors::one("from", format!("Ghi lùi nhiều nhất {} ngày.", Self::MAX_DAYS_BACK)));
        }
        if Self::MAX_DAYS < (from - today).num_days() {
            return Err(FormErrors::one("from", "Ghi trước nhiều nhất một năm."));
        }
        if self.duties == Self::COVER && to <= today {
            return Err(FormErrors::one("until", "Dạy thay tính từ ngày mai. Chọn ngày cuối muộn hơn, hoặc miễn việc."));
        }
        Ok(Span::new(from, to))
    }

    fn parse_duties(&self, facts: &Facts) -> Result<Option<PersonId>, FormErrors> {
        match self.duties.as_str() {
            Self::COVER => known(&self.cover, facts).map(Some).ok_or_else(|| FormErrors::one("cover", "Chọn người dạy thay.")),
            Self::FREE => Ok(None),
            _ => Err(FormErrors::one("duties", "Chọn giao cho người dạy thay hay miễn.")),
        }
    }

    fn parse_words(&self) -> Result<String, FormErrors> {
        let words = lines::clean(&self.words);
        let letters = words.chars().count();
        if Self::MAX_WORDS < letters {
            let words = format!("Dài {letters} ký tự, nhiều nhất {} ký tự. Rút gọn rồi gửi lại.", Self::MAX_WORDS);
            return Err(FormErrors::one("words", words));
        }
        Ok(words)
    }
}

fn known(typed: &str, facts: &Facts) -> Option<PersonId> {
    typed.parse().ok().filter(|id| facts.organisation().person(*id).is_some())
}

/// Nobody is away twice in one time, and whoever covers is there all the time, and covers for nobody who covers.
fn check_people(plan: &AbsencePlan, facts: &Facts, now: Timestamp) -> Result<(), FormErrors> {
    let (organisation, days) = (facts.organisation(), plan.days);
    let mut errors = FormErrors::default();
    let works = |person, day| !organisation.positions(person, day).is_empty();
    let overlaps = |one: &&Absence| one.days_known().is_some_and(|known| known.overlaps(days)) && is_to_come(one, now);
    let others = || facts.absences.iter().filter(overlaps);
    let mention = |id: PersonId| organisation.person(id).map(Person::mention).unwrap_or_default();
    if !works(plan.person, days.from) && !works(plan.person, day_of(now)) {
        errors.add("person", "Người này không có chức vụ nào ở trường trong những ngày đó.");
    } else if let Some(other) = others().find(|one| one.person == plan.person) {
        let words = format!("Đã ghi nghỉ {}. Kết thúc lần ấy trước, hoặc chọn ngày khác.", vietnamese::from_to(other.days));
        errors.add("person", words);
    } else if let Some(other) = others().find(|one| one.cover == Some(plan.person)) {
        let words =
            format!("Những ngày đó {} đang dạy thay {}. Đổi người dạy thay ấy trước.", mention(plan.person), mention(other.person));
        errors.add("person", words);
    }
    let Some(cover) = plan.cover else { return errors.or(()) };
    if cover == plan.person {
        errors.add("cover", "Chọn một người khác với người nghỉ.");
    } else if !works(cover, days.from.max(day_of(now))) || !works(cover, days.to) {
        errors.add("cover", "Người này không có chức vụ nào ở trường trong suốt những ngày đó.");
    } else if organisation.suspended.contains(&cover) {
        errors.add("cover", "Tài khoản của người này đang tạm khóa. Mở lại ở trang Cán bộ, hoặc chọn người khác.");
    } else if let Some(other) = others().find(|one| one.person == cover) {
        errors.add(
            "cover",
            format!("{} cũng nghỉ {}. Chọn người khác.", vietnamese::capitalised(&mention(cover)), vietnamese::from_to(other.days)),
        );
    }
    errors.or(())
}

/// What is over stands in nobody's way.
fn is_to_come(absence: &Absence, now: Timestamp) -> bool {
    absence.ended.is_none() && day_of(now) <= absence.days.to
}
