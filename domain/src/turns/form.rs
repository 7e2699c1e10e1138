//! The form of one class: a choice for each week, and weeks shared out by rotation.

use super::{ClassTurns, WeekTurn};
use crate::{
    forms::{FormData, FormErrors},
    people::PersonId,
};

/// How many weeks in a row one teacher writes.
const STRETCHES: [usize; 2] = [1, 2];

/// The form as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TurnsForm {
    /// For each numbered week a person, or nothing for all together; `None` where nothing was sent.
    pub weeks: Vec<Option<String>>,
    /// Sharing out: the people in the order of their turns; empty places are nobody.
    pub order: Vec<String>,
    /// How many weeks each.
    pub each: String,
    /// The number of the first week to share out.
    pub from: String,
}

/// Weeks that were shared out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    pub form: TurnsForm,
    pub from: u8,
    /// Kept as they were, because something was handed in for them.
    pub kept: Vec<u8>,
}

impl TurnsForm {
    /// The form with the turns as they stand; sharing out is offered from the first week that nobody has begun to hand in.
    pub fn of(class: &ClassTurns) -> Self {
        let to_come = |week: &&WeekTurn| week.ahead && !week.handed_in;
        let from = class.weeks.iter().find(to_come).or(class.weeks.last()).map(|week| week.week.number.to_string());
        Self {
            weeks: class.weeks.iter().map(|week| Some(week.turn.map(|id| id.to_string()).unwrap_or_default())).collect(),
            order: class.teachers.iter().map(|one| one.id.to_string()).collect(),
            each: STRETCHES[0].to_string(),
            from: from.unwrap_or_default(),
        }
    }

    /// Reads what was sent: `t1`, `t2` … the person of each week; `order` who comes first, who then, once for each place.
    pub fn read(typed: &FormData, class: &ClassTurns) -> Self {
        let sent = |week: &WeekTurn| {
            let field = field(week);
            typed.sent(&field).then(|| typed.get(&field).to_owned())
        };
        Self {
            weeks: class.weeks.iter().map(sent).collect(),
            order: typed.all("order").map(str::to_owned).collect(),
            each: typed.get("each").to_owned(),
            from: typed.get("from").to_owned(),
        }
    }

    /// The turns; weeks in which all write together have none.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self, class: &ClassTurns) -> Result<Vec<(u8, PersonId)>, FormErrors> {
        let mut errors = FormErrors::default();
        let mut turns = Vec::new();
        for (at, week) in class.weeks.iter().enumerate() {
            let number = week.week.number;
            let chosen = self.weeks.get(at).and_then(Option::as_deref);
            match chosen.map(|text| (text.is_empty(), text.parse::<PersonId>())) {
                Some((true, _)) => {}
                Some((_, Ok(person))) if week.may_be(person) => turns.push((number, person)),
                Some((_, Ok(person))) if !class.called(person).is_empty() => errors.add(
                    field(week),
                    format!(
                        "Tuần {number}: {} không dạy lớp {} vào thứ Hai tuần này. Chọn người khác.",
                        class.called(person),
                        class.name
                    ),
                ),
                Some(_) => errors.add(field(week), format!("Tuần {number}: chọn một người trong danh sách.")),
                // The calendar has grown since the page was opened.
                None => errors.add(field(week), format!("Tuần {number}: chọn người soạn, hoặc cả lớp cùng soạn.")),
            }
        }
        errors.or(turns)
    }

    /// Shares the weeks from one on out by rotation; what was handed in keeps its turn and uses none up.
    ///
    /// # Errors
    /// What is wrong with order, stretch or first week.
    pub fn share(&self, class: &ClassTurns) -> Result<Shared, FormErrors> {
        let mut errors = FormErrors::default();
        let order = self.order(class, &mut errors);
        let each = self.each.parse().ok().filter(|each| STRETCHES.contains(each));
        if each.is_none() {
            errors.add("each", "Chọn 1 hoặc 2 tuần.");
        }
        let from = self.from.parse::<u8>().ok().filter(|from| class.weeks.iter().any(|week| week.week.number == *from));
        if from.is_none() {
            errors.add("from", "Chọn một tuần trong danh sách.");
        }
        let (Some(each), Some(from), true) = (each, from, errors.is_empty()) else { return Err(errors) };
        let mut form = self.clone();
        form.weeks.resize(class.weeks.len(), None);
        let (mut kept, mut turn, mut written) = (Vec::new(), 0, 0);
        for (week, chosen) in class.weeks.iter().zip(&mut form.weeks).filter(|(week, _)| week.week.number >= from) {
            if week.handed_in {
                kept.push(week.week.number);
                *chosen = Some(week.turn.map(|id| id.to_string()).unwrap_or_default());
                continue;
            }
            if written == each {
                (turn, written) = (turn + 1, 0);
            }
            // Whoever does not teach the class in that week is passed over.
            let next = (turn..turn + order.len()).find(|at| week.teachers.contains(&order[at % order.len()]));
            *chosen = Some(next.map(|at| order[at % order.len()].to_string()).unwrap_or_default());
            if let Some(at) = next {
                written = if at == turn { written + 1 } else { 1 };
                turn = at;
            }
        }
        Ok(Shared { form, from, kept })
    }

    fn order(&self, class: &ClassTurns, errors: &mut FormErrors) -> Vec<PersonId> {
        let mut order: Vec<PersonId> = Vec::new();
        for text in self.order.iter().filter(|text| !text.is_empty()) {
            match text.parse::<PersonId>().ok().filter(|person| class.teachers.iter().any(|one| one.id == *person)) {
                Some(person) if order.contains(&person) => {
                    errors.add(
                        "order",
                        format!(
                            "{} đã có ở lượt trước. Mỗi người một lượt.",
                            crate::vietnamese::capitalised(&class.called(person))
                        ),
                    );
                }
                Some(person) => order.push(person),
                None => errors.add("order", "Chọn những người đang dạy lớp này."),
            }
        }
        if order.is_empty() && errors.is_empty() {
            errors.add("order", "Chọn ít nhất một người.");
        }
        order
    }
}

fn field(week: &WeekTurn) -> String {
    format!("t{}", week.week.number)
}
