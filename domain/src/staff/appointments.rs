//! A position to add, and a position to end.

use chrono::{Datelike, NaiveDate};

use super::{parse_day, places::positions as positions_of, posts::Post};
use crate::{
    forms::{FormData, FormErrors},
    obligations::Reason,
    people::{Appointment, Organisation, PersonId, Position, WaitingAppointment},
    permissions::Actor,
    vietnamese,
};

/// Decisions are made for the years around today: any other year is a slip of the hand.
const YEARS_AHEAD: i32 = 2;
const FIRST_YEAR: i32 = 1990;

/// The form of a position to add, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AppointmentForm {
    /// A code of `Post`.
    pub post: String,
    pub place: String,
    /// dd/MM/yyyy.
    pub from: String,
    /// Why it began before today; empty where it did not.
    pub reason: String,
}

/// Positions to be held from a day on: of "4A, 4B" two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppointmentPlan {
    pub positions: Vec<Position>,
    pub from: NaiveDate,
    /// Why they begin before the day on which they are entered, as typed.
    pub reason: String,
}

impl AppointmentPlan {
    /// May `actor` let these positions begin on their day? The past is known already: only the leadership enters a start
    /// before `today`, with a reason, and never before `counts_from`, the day from which the school counts. The reason is
    /// `None` for a start from today on.
    ///
    /// # Errors
    /// What is wrong, by field, and who can do it.
    pub fn start(&self, actor: &Actor, counts_from: NaiveDate, today: NaiveDate) -> Result<Option<Reason>, FormErrors> {
        let entered = Entered { field: "from", day: self.from, reason_field: "reason", reason: &self.reason };
        entered.late(actor, counts_from, today)
    }
}

/// May `actor` enter a day that has passed already, with a reason? The leadership alone: nobody else dates a right back.
pub fn may_enter_late(actor: &Actor) -> bool {
    actor.is_leadership()
}

/// A day that somebody enters, with why it has passed already: the fields as they were sent.
#[derive(Clone, Copy, Debug)]
struct Entered<'a> {
    field: &'static str,
    day: NaiveDate,
    reason_field: &'static str,
    reason: &'a str,
}

impl Entered<'_> {
    /// Why it lies before `today`; `None` where it does not.
    fn late(self, actor: &Actor, counts_from: NaiveDate, today: NaiveDate) -> Result<Option<Reason>, FormErrors> {
        if today <= self.day {
            return Ok(None);
        }
        let today = vietnamese::date(today);
        if !may_enter_late(actor) {
            let words = format!(
                "Ngày này đã qua. Chọn từ hôm nay {today}; ghi lùi ngày là việc của hiệu trưởng và phó hiệu trưởng, kèm lý do."
            );
            return Err(FormErrors::one(self.field, words));
        }
        if self.day < counts_from {
            let first = vietnamese::date(counts_from);
            return Err(FormErrors::one(self.field, format!("Trường bắt đầu tính hồ sơ từ {first}; chọn từ ngày đó trở đi.")));
        }
        let why_not = |errors: FormErrors| FormErrors::one(self.reason_field, errors.of("reason").unwrap_or_default());
        Reason::parse(self.reason).map(Some).map_err(why_not)
    }
}

impl AppointmentForm {
    /// Nothing chosen yet, from today on.
    pub fn empty(today: NaiveDate) -> Self {
        Self { from: vietnamese::date(today), ..Self::default() }
    }

    /// Reads what was sent: `post`, `place`, `from`, `reason`.
    pub fn read(typed: &FormData) -> Self {
        let get = |field| typed.get(field).to_owned();
        Self { post: get("post"), place: get("place"), from: get("from"), reason: get("reason") }
    }

    /// What was typed, for `person`.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self, organisation: &Organisation, person: PersonId, today: NaiveDate) -> Result<AppointmentPlan, FormErrors> {
        let mut errors = FormErrors::default();
        let from = parse_day(&self.from).and_then(|day| in_reach(day, today)).map_err(|words| errors.add("from", words)).ok();
        let mut positions = match Post::from_code(&self.post) {
            None => {
                errors.add("post", "Chọn chức vụ.");
                Vec::new()
            }
            Some(post) => positions_of(post, &self.place, organisation).unwrap_or_else(|words| {
                errors.add("place", words);
                Vec::new()
            }),
        };
        // "4A, 4A" is one class.
        positions.sort();
        positions.dedup();
        let Some(from) = from else { return Err(errors) };
        for position in &positions {
            let waits = || waits_already(organisation, person, *position);
            if let Some(words) = held_already(organisation, person, *position, from).or_else(waits) {
                errors.add("post", words);
            }
        }
        errors.or(AppointmentPlan { positions, from, reason: self.reason.clone() })
    }
}

fn in_reach(day: NaiveDate, today: NaiveDate) -> Result<NaiveDate, String> {
    let years = FIRST_YEAR..=today.year() + YEARS_AHEAD;
    if years.contains(&day.year()) {
        Ok(day)
    } else {
        Err(format!("Năm {} có lẽ gõ nhầm; nhận từ năm {} đến năm {}.", day.year(), years.start(), years.end()))
    }
}

/// Why nobody enters the same again: it waits already.
fn waits_already(organisation: &Organisation, person: PersonId, position: Position) -> Option<String> {
    let begins = |one: &WaitingAppointment| one.ends.is_none() && (one.person, one.position) == (person, position);
    let waits = organisation.waiting.iter().any(begins);
    waits.then(|| format!("{}: đã ghi rồi, đang chờ ban giám hiệu xác nhận.", organisation.titles(&[position])))
}

/// Why nobody can begin to hold `position` on `from`: it is held already, by the same person, or, where it can have
/// one holder only, by another one.
pub fn held_already(organisation: &Organisation, person: PersonId, position: Position, from: NaiveDate) -> Option<String> {
    let overlaps = |one: &&Appointment| one.position == position && one.until.is_none_or(|until| from <= until);
    let mut held = organisation.own_appointments().filter(overlaps);
    if let Some(own) = held.clone().find(|one| one.person == person) {
        let title = organisation.titles(&[position]);
        return Some(match own.until {
            Some(until) => format!("{title}: đang giữ đến hết {}. Chọn ngày bắt đầu sau ngày đó.", vietnamese::date(until)),
            None => format!("{title}: đã giữ từ {}.", vietnamese::date(own.from)),
        });
    }
    let other = held.find(|_| position == Position::Principal)?;
    let who = organisation.person(other.person).map(|one| format!("{} {}", one.honorific.word(), one.name)).unwrap_or_default();
    Some(match other.until {
        Some(until) => format!("Hiệu trưởng là {who} đến hết {}. Chọn ngày bắt đầu sau ngày đó.", vietnamese::date(until)),
        None => format!("Hiệu trưởng đang là {who}. Ghi ngày kết thúc của {who} trước, rồi thêm từ ngày sau đó."),
    })
}

/// Why `held` does not go on through `last`: by then the same position begins anew for the same person, or, where it can have one
/// holder only, for another one.
pub fn meets_the_next(organisation: &Organisation, held: &Appointment, last: NaiveDate) -> Option<String> {
    let is_later = |one: &&Appointment| {
        one.position == held.position && held.from < one.from && one.from <= last && one.until.is_none_or(|until| one.from <= until)
    };
    let of_both = |one: &&Appointment| one.person == held.person || held.position == Position::Principal;
    let next = organisation.own_appointments().filter(is_later).find(of_both)?;
    let title = organisation.titles(&[held.position]);
    Some(format!("{title}: đã ghi tiếp từ {}. Chọn ngày cuối trước ngày đó.", vietnamese::date(next.from)))
}

/// The form by which a position ends, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EndForm {
    /// The last day on which it is held, dd/MM/yyyy.
    pub until: String,
    /// Why that day has passed already; empty where it has not.
    pub reason: String,
    /// "Chuyển lớp": the class that a teacher has from the day after on; empty where it only ends.
    pub to_class: String,
}

impl EndForm {
    /// The position that follows this one, where it is one of a teacher who changes the class: from the day after the last one.
    /// `None` where nothing follows, or where the last day is no day, which `parse` tells.
    pub fn next(&self) -> Option<AppointmentForm> {
        let last = parse_day(&self.until).ok().filter(|_| !self.to_class.is_empty())?;
        let (post, place) = (Post::Teacher.code().to_owned(), self.to_class.clone());
        Some(AppointmentForm { post, place, from: vietnamese::date(last.succ_opt()?), reason: self.reason.clone() })
    }

    /// What is wrong with the position that follows, at the fields of this form.
    pub fn errors_of_next(errors: &FormErrors) -> FormErrors {
        let mut own = FormErrors::default();
        for (field, words) in errors.iter() {
            let field = match field {
                "from" => "until",
                "reason" => "end_reason",
                _ => "to_class",
            };
            own.add(field, words);
        }
        own
    }

    /// Reads what was sent: `until`, `end_reason`, `to_class`.
    pub fn read(typed: &FormData) -> Self {
        let get = |field| typed.get(field).to_owned();
        Self { until: get("until"), reason: get("end_reason"), to_class: get("to_class") }
    }

    /// May `actor` let the position end on the day `last`, which `parse` brought? As of `AppointmentPlan::start`: an end in
    /// the past is the leadership's to enter, with the reason that this brings.
    ///
    /// # Errors
    /// What is wrong, by field, and who can do it.
    pub fn end(
        &self,
        last: NaiveDate,
        actor: &Actor,
        counts_from: NaiveDate,
        today: NaiveDate,
    ) -> Result<Option<Reason>, FormErrors> {
        let entered = Entered { field: "until", day: last, reason_field: "end_reason", reason: &self.reason };
        entered.late(actor, counts_from, today)
    }

    /// The last day of `held`. It may lie in the past, as long as the person handed nothing in after it
    /// (`last_hand_in`): else a receipt would name a position that nobody held.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(&self, held: &Appointment, last_hand_in: Option<NaiveDate>, today: NaiveDate) -> Result<NaiveDate, FormErrors> {
        let day = parse_day(&self.until).and_then(|day| ends_on(held, day, last_hand_in, today));
        day.map_err(|words| FormErrors::one("until", words))
    }
}

fn ends_on(held: &Appointment, last: NaiveDate, last_hand_in: Option<NaiveDate>, today: NaiveDate) -> Result<NaiveDate, String> {
    if let Some(until) = held.until.filter(|until| *until < today) {
        return Err(format!("Chức vụ này đã kết thúc ngày {}.", vietnamese::date(until)));
    }
    if last < held.from {
        return Err(format!("Ngày cuối không thể trước ngày bắt đầu {}.", vietnamese::date(held.from)));
    }
    match last_hand_in.filter(|day| last < today && last < *day) {
        Some(day) => Err(format!(
            "Ngày {} vẫn còn nộp hồ sơ, biên nhận ghi chức vụ của ngày đó. Ngày cuối sớm nhất là {}.",
            vietnamese::date(day),
            vietnamese::date(day)
        )),
        None => in_reach(last, today),
    }
}
