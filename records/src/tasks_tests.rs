#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{
    files::StoredFile,
    inspection::{Cause, InspectedFile, Inspection},
    people::PersonId,
    tasks::{EndKind, TaskTarget},
};

use super::*;
use crate::{
    testing::{
        TestDatabase, each_engine,
        school::{SmallSchool, paper},
    },
    uploads::{self, UploadId},
};

const CLEAN: fn(StoredFile) -> InspectedFile = |file| InspectedFile { file, inspection: Inspection::Clean };

/// A form for these people, due on 13 November; nobody has looked at what it does yet.
fn form(people: &[PersonId]) -> TaskForm {
    TaskForm {
        title: "Đồ dùng dạy học tự làm".to_owned(),
        words: "Mỗi cô làm một bộ, chụp ảnh gửi kèm.".to_owned(),
        until: "13/11/2026".to_owned(),
        targets: people.iter().map(|id| TaskTarget::Person(*id).code()).collect(),
        ..TaskForm::empty(new_id())
    }
}

/// The same, looked at.
async fn looked(school: &SmallSchool, by: PersonId, form: TaskForm) -> TaskForm {
    let (facts, now) = (school.facts().await, school.database.hand.shows());
    let before = form.id().and_then(|id| facts.task(id));
    let plan = form.parse(&facts, by, before, now).unwrap();
    let seen = TaskOutlook::of(&facts, &plan, now).seen().to_owned();
    TaskForm { seen, ..form }
}

async fn gives(school: &SmallSchool, by: PersonId, form: &TaskForm) -> Result<Result<TaskId, FormErrors>, Error> {
    let (store, form) = (school.store.clone(), form.clone());
    school.database.write(school.id, Some(by), async move |work: &mut Work| give(work, &store, &form).await).await
}

async fn changes(school: &SmallSchool, by: PersonId, id: TaskId, form: &TaskForm) -> Result<Checked, Error> {
    let (store, form) = (school.store.clone(), form.clone());
    school.database.write(school.id, Some(by), async move |work: &mut Work| change(work, &store, id, &form).await).await
}

async fn keeps(school: &SmallSchool, by: PersonId, id: TaskId, files: Vec<InspectedFile>) -> Result<Vec<UploadId>, Error> {
    let store = school.store.clone();
    let keep = async move |work: &mut Work| files::keep(work, &store, id, &files).await;
    let kept = school.database.write_quietly(school.id, Some(by), keep).await?;
    kept.into_iter().map(|one| one.map_err(Error::from)).collect()
}

async fn answers(school: &SmallSchool, by: PersonId, id: TaskId, form: &AnswerForm) -> Result<Checked, Error> {
    let (store, form) = (school.store.clone(), form.clone());
    let task = async move |work: &mut Work| {
        let now = work.now;
        answer(work, &store, id, &form, now).await
    };
    school.database.write(school.id, Some(by), task).await
}

async fn judges(
    school: &SmallSchool,
    by: PersonId,
    id: TaskId,
    (person, number): (PersonId, u32),
    kind: VerdictKind,
) -> Result<(), Error> {
    let (store, plan) = (school.store.clone(), VerdictPlan { person, number, kind, words: "Thiếu ảnh".to_owned() });
    school.database.write(school.id, Some(by), async move |work: &mut Work| judge(work, &store, id, &plan).await).await
}

async fn ends(school: &SmallSchool, by: PersonId, id: TaskId) -> Result<Checked, Error> {
    let form = TaskEndForm { end: EndKind::TakenBack.code().to_owned(), reason: "Dời sang tháng sau".to_owned() };
    let store = school.store.clone();
    school.database.write(school.id, Some(by), async move |work: &mut Work| end(work, &store, id, &form).await).await
}

fn words(text: &str, after: usize) -> AnswerForm {
    AnswerForm { words: text.to_owned(), ..AnswerForm::empty(after) }
}

fn refused<T: std::fmt::Debug>(found: Result<T, Error>) -> Refusal {
    match found {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

async fn task(school: &SmallSchool, id: TaskId) -> Task {
    school.facts().await.task(id).unwrap().clone()
}

#[tokio::test]
async fn a_task_is_given_once_with_its_files_to_those_who_were_looked_at() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-02T09:00:00+07:00");
        let (nguyet, hoa, thao) = (school.nguyet, school.hoa, school.thao);
        let unseen = form(&[hoa, thao]);
        assert_eq!(refused(gives(&school, nguyet, &unseen).await), TaskRefusal::LookedAtAnother.into());
        let looked_at = looked(&school, nguyet, unseen).await;
        for other in [hoa, school.am] {
            assert_eq!(refused(gives(&school, other, &looked_at).await), TaskRefusal::NotYours.into());
        }
        let id = looked_at.id().unwrap();
        let kept = keeps(&school, nguyet, id, vec![CLEAN(paper("Mẫu.docx", 1))]).await.unwrap();
        assert_eq!(refused(keeps(&school, hoa, id, vec![CLEAN(paper("Mẫu.docx", 1))]).await), TaskRefusal::NotYours.into());
        let sent = TaskForm { files: kept.iter().map(ToString::to_string).collect(), ..looked_at };
        assert_eq!(gives(&school, nguyet, &sent).await.unwrap(), Ok(id));
        // Pressed twice, it is given once; another one under the same key is not.
        assert_eq!(gives(&school, nguyet, &sent).await.unwrap(), Ok(id));
        let other = TaskForm { title: "Việc khác".to_owned(), ..sent };
        assert_eq!(refused(gives(&school, nguyet, &other).await), TaskRefusal::SentAlready.into());
        let task = task(&school, id).await;
        assert_eq!((task.number, task.given.people.len(), task.files.len()), (1, 2, 1));
        let content = paper("Mẫu.docx", 1).sha256;
        let named = async move |work: &mut Work| {
            Ok((uploads::named(work, content).await?.is_some(), uploads::how_much(work, nguyet).await?.files))
        };
        assert_eq!(school.database.read(school.id, None, named).await.unwrap(), (true, 0));
        database.keeps(school.id, &["task_files"]).await;
    })
    .await;
}

#[tokio::test]
async fn an_answer_is_taken_once_looked_at_asked_for_again_and_accepted() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-02T09:00:00+07:00");
        let (nguyet, hoa, thao) = (school.nguyet, school.hoa, school.thao);
        let id = gives(&school, nguyet, &looked(&school, nguyet, form(&[hoa])).await).await.unwrap().unwrap();
        assert_eq!(refused(answers(&school, thao, id, &words("Xong rồi", 0)).await), TaskRefusal::NotForYou.into());
        assert!(answers(&school, hoa, id, &words("", 0)).await.unwrap().is_err(), "neither words nor files");
        let acting = Inspection::Held(vec![Cause::Macros]);
        let acting = InspectedFile { file: paper("Macro.docx", 5), inspection: acting };
        assert!(keeps(&school, hoa, id, vec![acting]).await.is_err(), "what can act does not go with it");
        let picture = keeps(&school, hoa, id, vec![CLEAN(paper("Ảnh.docx", 2))]).await.unwrap();
        let sent = AnswerForm { files: picture.iter().map(ToString::to_string).collect(), ..words("Xong rồi ạ", 0) };
        school.at("2026-11-16T08:00:00+07:00");
        // After a day it waits no more, and nothing of what was typed is taken for an answer.
        assert_eq!(refused(answers(&school, hoa, id, &sent).await), Refusal::FileGone);
        let picture = keeps(&school, hoa, id, vec![CLEAN(paper("Ảnh.docx", 2))]).await.unwrap();
        let sent = AnswerForm { files: picture.iter().map(ToString::to_string).collect(), ..sent };
        assert_eq!(answers(&school, hoa, id, &sent).await.unwrap(), Ok(()));
        assert_eq!(answers(&school, hoa, id, &sent).await.unwrap(), Ok(()), "twice is once");
        let elsewhere = answers(&school, hoa, id, &words("Từ trang khác", 0)).await;
        assert!(refused(elsewhere).words().fact.starts_with("Đã có một trả lời gửi lúc"));
        assert_eq!(task(&school, id).await.answers.len(), 1);
        assert_eq!(refused(judges(&school, hoa, id, (hoa, 1), VerdictKind::Accepted).await), TaskRefusal::NotYours.into());
        judges(&school, nguyet, id, (hoa, 1), VerdictKind::AskedAgain).await.unwrap();
        assert!(refused(judges(&school, nguyet, id, (hoa, 1), VerdictKind::Accepted).await).words().fact.contains("đã được xem"));
        assert_eq!(answers(&school, hoa, id, &words("Thêm ảnh rồi ạ", 1)).await.unwrap(), Ok(()));
        assert!(refused(judges(&school, nguyet, id, (hoa, 1), VerdictKind::Accepted).await).words().fact.contains("vừa gửi"));
        judges(&school, nguyet, id, (hoa, 2), VerdictKind::Accepted).await.unwrap();
        assert!(refused(answers(&school, hoa, id, &words("Nữa", 2)).await).words().fact.contains("đã được ghi là đạt"));
        database.keeps(school.id, &["task_answers", "task_answer_files", "task_verdicts"]).await;
    })
    .await;
}

#[tokio::test]
async fn a_task_is_changed_by_one_window_and_ended_once_and_its_rows_stay() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-02T09:00:00+07:00");
        let (nguyet, hoa, thao) = (school.nguyet, school.hoa, school.thao);
        let id = gives(&school, nguyet, &looked(&school, nguyet, form(&[hoa])).await).await.unwrap().unwrap();
        let of = TaskForm::of(&task(&school, id).await);
        let person = TaskTarget::Person(thao).code();
        let changed = TaskForm { reason: "Chia lại việc".to_owned(), targets: vec![person], ..of.clone() };
        let changed = looked(&school, nguyet, changed).await;
        assert!(changes(&school, nguyet, id, &TaskForm { reason: String::new(), ..changed.clone() }).await.unwrap().is_err());
        assert_eq!(changes(&school, nguyet, id, &changed).await.unwrap(), Ok(()));
        assert_eq!(changes(&school, nguyet, id, &changed).await.unwrap(), Ok(()), "twice is once");
        let other = TaskForm { title: "Tên khác".to_owned(), reason: "Sửa tên".to_owned(), ..of };
        let other = looked(&school, nguyet, other).await;
        assert!(refused(changes(&school, nguyet, id, &other).await).words().fact.contains("vừa được sửa ở một trang khác"));
        // It is cô Thảo's now; cô Hoa still reads it, and answers it no more.
        assert!(refused(answers(&school, hoa, id, &words("Xong", 0)).await).words().fact.contains("không còn giao cho"));
        assert_eq!(ends(&school, nguyet, id).await.unwrap(), Ok(()));
        assert!(refused(ends(&school, nguyet, id).await).words().fact.contains("đã được thu hồi"));
        assert!(refused(answers(&school, thao, id, &words("Xong", 0)).await).words().fact.contains("đã được thu hồi"));
        assert_eq!(task(&school, id).await.changes.len(), 1);
        database.keeps(school.id, &["tasks", "task_versions", "task_people", "tasks_ended"]).await;
    })
    .await;
}
