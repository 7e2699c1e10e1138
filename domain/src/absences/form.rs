//! An absence as a form: kept as it was sent, read into a plan.

use chrono::NaiveDate;

use super::{
    AbsenceId,
    absence::{Absence, AbsenceKind, first_day_to_cover},
};
use crate::{
    days::{Span, Timestamp, day_of},
    extensions::parse_decision,
    facts::Facts,
    forms::{FormData, FormErrors},
    lines,
    people::{Person, PersonId, Position},
    vietnamese,
};

/// The form as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AbsenceForm {
    /// The id that the absence will have, so that a form which is sent twice notes it once.
    pub key: String,
    /// Who is away: the id of a person. Not `person`, by which a page says for whom it was made (`app::shell`).
    pub who: String,
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

    /// Nothing chosen yet, from today on: whoever is ill calls in the morning.
    pub fn empty(key: AbsenceId, today: NaiveDate) -> Self {
        Self { key: key.to_string(), from: vietnamese::date(today), ..Self::default() }
    }

    /// As sent: `key`, `who`, `kind`, `from`, `until`, `duties`, `cover`, `words`, `decision`.
    pub fn read(typed: &FormData) -> Self {
        let get = |field| typed.get(field).to_owned();
        Self {
            key: get("key"),
            who: get("who"),
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
            && (self.duties.as_str(), self.kind.as_str(), &self.who) == (duties, known.kind.code(), &known.person.to_string())
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
        let person = known(&self.who, facts).ok_or_else(|| FormErrors::one("who", "Chọn người nghỉ."));
        let kind = AbsenceKind::from_code(&self.kind).ok_or_else(|| FormErrors::one("kind", "Chọn lý do nghỉ."));
        let who = FormErrors::both(person, kind);
        let what = FormErrors::both(self.parse_days(facts, now), self.parse_duties(facts));
        let said = FormErrors::both(self.parse_words(), parse_decision(&self.decision));
        let (((person, kind), (days, cover)), (words, decision)) = FormErrors::both(FormErrors::both(who, what), said)?;
        let plan = AbsencePlan { person, kind, days, cover, words, decision };
        check_people(&plan, facts, now)?;
        Ok(plan)
    }

    fn parse_days(&self, facts: &Facts, now: Timestamp) -> Result<Span, FormErrors> {
        let today = day_of(now);
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
        let calendar = facts.calendar();
        let is_off = |day: NaiveDate| calendar.year().contains(day) && !calendar.is_working_day(day);
        if Span::new(from, to).days().all(is_off) {
            return Err(FormErrors::one("from", "Những ngày này trường không làm việc, không phải ghi nghỉ."));
        }
        if self.duties == Self::COVER {
            check_still_to_cover(facts, to, now)?;
        }
        Ok(Span::new(from, to))
    }

    fn parse_duties(&self, facts: &Facts) -> Result<Option<PersonId>, FormErrors> {
        match self.duties.as_str() {
            Self::COVER => chosen_cover(&self.cover, facts).map(Some),
            Self::FREE => Ok(None),
            _ => Err(FormErrors::one("duties", "Chọn giao cho người làm thay hay miễn nộp.")),
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

/// Who was chosen to cover.
///
/// # Errors
/// That nobody was.
pub(super) fn chosen_cover(typed: &str, facts: &Facts) -> Result<PersonId, FormErrors> {
    known(typed, facts).ok_or_else(|| FormErrors::one("cover", "Chọn người dạy thay, làm thay."))
}

fn known(typed: &str, facts: &Facts) -> Option<PersonId> {
    typed.parse().ok().filter(|id| facts.organisation().person(*id).is_some())
}

/// Whether anything that comes due up to `last` can still pass to somebody.
fn check_still_to_cover(facts: &Facts, last: NaiveDate, now: Timestamp) -> Result<(), FormErrors> {
    if first_day_to_cover(&facts.regime.rules, now) <= last {
        return Ok(());
    }
    let words = if last < day_of(now) {
        "Những ngày này đã qua, hồ sơ giữ nguyên người nộp. Chọn ngày cuối muộn hơn, hoặc miễn nộp."
    } else {
        "Hôm nay đã quá giờ nộp, hồ sơ chuyển cho người khác từ ngày mai. Chọn ngày cuối muộn hơn, hoặc miễn nộp."
    };
    Err(FormErrors::one("until", words))
}

/// Nobody is away twice in one time, or while they cover.
fn check_people(plan: &AbsencePlan, facts: &Facts, now: Timestamp) -> Result<(), FormErrors> {
    let (organisation, days, today) = (facts.organisation(), plan.days, day_of(now));
    let mut errors = FormErrors::default();
    let mention = |id: PersonId| organisation.person(id).map(Person::mention).unwrap_or_default();
    if !works(facts, plan.person, days.from) && !works(facts, plan.person, today) {
        errors.add("who", "Người này không có chức vụ nào ở trường trong những ngày đó.");
    } else if let Some(other) = to_come(facts, days, now).find(|one| one.person == plan.person) {
        let words = format!("Đã ghi nghỉ {}. Kết thúc đợt ấy trước, hoặc chọn ngày khác.", vietnamese::from_to(other.days));
        errors.add("who", words);
    } else if let Some(other) = to_come(facts, days, now).find(|one| one.cover == Some(plan.person)) {
        let word = organisation.cover_word(other.person, today);
        let words = format!(
            "Những ngày đó {} đang {word} {}. Đổi người {word} ấy ở trang Nghỉ và người làm thay trước.",
            mention(plan.person),
            mention(other.person)
        );
        errors.add("who", words);
    }
    if let Some(cover) = plan.cover
        && let Err(words) = check_cover(facts, (plan.person, cover), days, now)
    {
        errors.add("cover", words);
    }
    errors.or(())
}

/// Whether `cover` can stand in for `person` in these days: another one, there all the time, and working where that may be done.
///
/// # Errors
/// What is in the way, and what to do.
pub(super) fn check_cover(facts: &Facts, (person, cover): (PersonId, PersonId), days: Span, now: Timestamp) -> Result<(), String> {
    let (organisation, first) = (facts.organisation(), days.from.max(day_of(now)));
    if cover == person {
        return Err("Chọn một người khác với người nghỉ.".to_owned());
    }
    if !works(facts, cover, first) || !works(facts, cover, days.to) {
        return Err("Người này không có chức vụ nào ở trường trong suốt những ngày đó.".to_owned());
    }
    if organisation.suspended.contains(&cover) {
        return Err("Tài khoản của người này đang tạm khóa. Mở lại ở trang Cán bộ, hoặc chọn người khác.".to_owned());
    }
    if let Some(other) = to_come(facts, days, now).find(|one| one.person == cover) {
        let who = organisation.person(cover).map(Person::mention).unwrap_or_default();
        let days = vietnamese::from_to(other.days);
        return Err(format!("{} cũng nghỉ {days}. Chọn người khác.", vietnamese::capitalised(&who)));
    }
    let held = organisation.positions(person, first);
    let passes = |one: &&Position| matches!(one, Position::Teacher(_) | Position::SectionHolder(_));
    let mut held = held.iter().filter(passes).peekable();
    let teaches = held.peek().is_some_and(|one| matches!(one, Position::Teacher(_)));
    if held.peek().is_none() || held.any(|one| organisation.may_stand_in(cover, *one, first)) {
        return Ok(());
    }
    Err(if teaches {
        "Người này không dạy ở tổ nào, không dạy thay được. Chọn giáo viên, tổ trưởng hoặc ban giám hiệu.".to_owned()
    } else {
        "Hồ sơ của bộ phận chỉ người cùng tổ hoặc ban giám hiệu làm thay được. Chọn người khác, hoặc miễn nộp.".to_owned()
    })
}

fn works(facts: &Facts, person: PersonId, day: NaiveDate) -> bool {
    !facts.organisation().positions(person, day).is_empty()
}

/// The absences that overlap these days and stand in anybody's way: what is over does not.
fn to_come(facts: &Facts, days: Span, now: Timestamp) -> impl Iterator<Item = &Absence> {
    let overlaps = move |one: &&Absence| one.days_known().is_some_and(|known| known.overlaps(days));
    facts.absences.iter().filter(overlaps).filter(move |one| one.ended.is_none() && day_of(now) <= one.days.to)
}
