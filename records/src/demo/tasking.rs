//! Three tasks of the principal's: one that is late, one that was answered, one that is open.

use chrono::{Days, NaiveTime, TimeDelta};
use domain::{
    days::{self, Timestamp, day_of},
    facts::Facts,
    forms::FormErrors,
    people::{PersonId, Position},
    tasks::{AnswerForm, TaskForm, TaskOutlook, TaskTarget},
    vietnamese,
};

use crate::{
    error::{Error, internal},
    facts::FactStore,
    tasks,
    values::new_id,
    work::Work,
};

/// The class of which nothing else is told.
const CLASS: &str = "3A";

/// A task, by whom and when it is given, and who answers it at once.
pub(super) struct Tasking {
    pub at: Timestamp,
    pub by: PersonId,
    pub answered_by: Option<PersonId>,
    form: TaskForm,
}

/// The one that is late: its day was the day before yesterday, and nobody of 3A has answered it.
pub(super) fn late(facts: &Facts, until: Timestamp) -> Option<Tasking> {
    let day = day_of(until);
    let (given, due) = (day - Days::new(9), day - Days::new(2));
    let at = days::at(given, NaiveTime::MIN + TimeDelta::hours(8));
    tasking(facts, at, due, ("Kiểm kê đồ dùng, đồ chơi", "Đếm đồ dùng của lớp, ghi thứ hỏng, thiếu."), None)
}

/// Those of today: one that is answered, and one that is open.
pub(super) fn of_today(facts: &Facts, until: Timestamp) -> Vec<Tasking> {
    let due = day_of(until) + Days::new(7);
    let answered = ("Báo số trẻ ăn bán trú", "Báo số trẻ đăng ký ăn bán trú tháng tới.");
    let open = ("Chuẩn bị hội thi đồ dùng dạy học", "Mỗi lớp chọn một bộ đồ dùng tự làm, ghi tên và người làm.");
    let teacher = teachers(facts, until).into_iter().next();
    [tasking(facts, until, due, answered, teacher), tasking(facts, until, due, open, None)].into_iter().flatten().collect()
}

fn teachers(facts: &Facts, at: Timestamp) -> Vec<PersonId> {
    let class = facts.organisation().classes.iter().find(|one| one.name == CLASS).map(|one| one.id);
    let teachers = class.map(|id| facts.organisation().holders(Position::Teacher(id), day_of(at)));
    teachers.unwrap_or_default().into_iter().map(|one| one.id).collect()
}

/// To the teachers of the class, or to whoever answers alone; `None` on days on which nobody could give it.
fn tasking(
    facts: &Facts,
    at: Timestamp,
    due: chrono::NaiveDate,
    (title, words): (&str, &str),
    answered_by: Option<PersonId>,
) -> Option<Tasking> {
    let by = facts.organisation().holders(Position::Principal, day_of(at)).first()?.id;
    let people = answered_by.map_or_else(|| teachers(facts, at), |one| vec![one]);
    let form = TaskForm {
        title: title.to_owned(),
        words: words.to_owned(),
        until: vietnamese::date(due),
        targets: people.into_iter().map(|id| TaskTarget::Person(id).code()).collect(),
        ..TaskForm::empty(new_id())
    };
    let may_be = facts.calendar().first_day() <= day_of(at) && form.parse(facts, by, None, at).is_ok();
    may_be.then_some(Tasking { at, by, answered_by, form })
}

impl Tasking {
    /// Gives it, as its page does: who gets it is looked at first.
    pub async fn give(&self, work: &mut Work, store: &FactStore) -> Result<(), Error> {
        let told = |errors: FormErrors| internal("the demo", &format!("{errors:?}"));
        let facts = store.facts(work).await?;
        let plan = self.form.parse(&facts, self.by, None, work.now).map_err(told)?;
        let seen = TaskOutlook::of(&facts, &plan, work.now).seen().to_owned();
        tasks::give(work, store, &TaskForm { seen, ..self.form.clone() }).await?.map(drop).map_err(told)
    }

    /// Answers it, as its page does.
    pub async fn answer(&self, work: &mut Work, store: &FactStore) -> Result<(), Error> {
        let id = self.form.id().ok_or(Error::NotFound)?;
        let (form, now) = (AnswerForm { words: "Lớp em có 24 trẻ đăng ký ạ.".to_owned(), ..AnswerForm::empty(0) }, work.now);
        let answered = tasks::answer(work, store, id, &form, now).await?;
        answered.map_err(|errors| internal("the demo", &format!("{errors:?}")))
    }
}
