//! A task and all that becomes of it, while somebody follows what happens.

use domain::tasks::{AnswerForm, EndKind, TaskEndForm, TaskForm, TaskOutlook, TaskTarget, VerdictKind, VerdictPlan};

use crate::{error::Error, facts::FactStore, facts::load_now, new_id, tasks, work::Work};

/// Given to all.
pub(super) async fn gives(work: &mut Work) -> Result<(), Error> {
    let day = domain::vietnamese::date(domain::days::day_of(work.now) + chrono::Days::new(7));
    let form = TaskForm {
        title: "Trang trí lớp".to_owned(),
        words: "Trang trí góc xuân.".to_owned(),
        until: day,
        targets: vec![TaskTarget::All.code()],
        ..TaskForm::empty(new_id())
    };
    let (facts, by) = (load_now(work).await?, work.actor.unwrap());
    let plan = form.parse(&facts, by, None, work.now).unwrap();
    let form = TaskForm { seen: TaskOutlook::of(&facts, &plan, work.now).seen().to_owned(), ..form };
    tasks::give(work, &FactStore::default(), &form).await?.unwrap();
    Ok(())
}

/// The last task, answered once more.
pub(super) async fn answers(work: &mut Work) -> Result<(), Error> {
    let (facts, by, now) = (load_now(work).await?, work.actor.unwrap(), work.now);
    let task = facts.tasks.last().unwrap();
    let form = AnswerForm { words: "Đã xong".to_owned(), ..AnswerForm::empty(task.answers_of(by).count()) };
    tasks::answer(work, &FactStore::default(), task.id, &form, now).await?.unwrap();
    Ok(())
}

/// What was answered is asked for again, in other words.
pub(super) async fn asks_again_and_changes(work: &mut Work) -> Result<(), Error> {
    judges(work, VerdictKind::AskedAgain).await?;
    let (facts, by) = (load_now(work).await?, work.actor.unwrap());
    let task = facts.tasks.last().unwrap();
    let form = TaskForm { title: "Trang trí góc xuân".to_owned(), reason: "Ghi rõ hơn".to_owned(), ..TaskForm::of(task) };
    let plan = form.parse(&facts, by, Some(task), work.now).unwrap();
    let form = TaskForm { seen: TaskOutlook::of(&facts, &plan, work.now).seen().to_owned(), ..form };
    tasks::change(work, &FactStore::default(), task.id, &form).await?.unwrap();
    Ok(())
}

/// What was answered will do, and the task is over.
pub(super) async fn accepts_and_ends(work: &mut Work) -> Result<(), Error> {
    judges(work, VerdictKind::Accepted).await?;
    let id = load_now(work).await?.tasks.last().unwrap().id;
    let form = TaskEndForm { end: EndKind::Closed.code().to_owned(), reason: "Đã đủ".to_owned() };
    tasks::end(work, &FactStore::default(), id, &form).await?.unwrap();
    Ok(())
}

async fn judges(work: &mut Work, kind: VerdictKind) -> Result<(), Error> {
    let facts = load_now(work).await?;
    let task = facts.tasks.last().unwrap();
    let last = task.answers.last().unwrap();
    let plan = VerdictPlan { person: last.person, number: last.number, kind, words: "Thiếu ảnh".to_owned() };
    tasks::judge(work, &FactStore::default(), task.id, &plan).await
}
