#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{comments::Spot, file_text::Place, people::PersonId, reviews::open_threads, submissions::SubmissionId};

use super::*;
use crate::{
    staff,
    testing::{
        each_engine,
        school::{SmallSchool, paper},
    },
    withdrawals,
};

/// Of cô Thủy; cô Ấm heads the department, cô Nguyệt is principal, cô Hoa teaches another class.
const PLAN: &str = "Giáo án tuần 10 · Lớp 4B";

async fn last(school: &SmallSchool) -> SubmissionId {
    school.record(PLAN).await.handed_in.unwrap().submission
}

/// About a cell of the plan.
async fn pinned(school: &SmallSchool, words: &str) -> NewComment {
    let spot = Some(Spot::Text(Place::Cell { table: 1, row: 3, column: 2 }));
    let pin = Pin { file: 0, sha256: paper("", 1).sha256, spot, quote: "Thứ Tư".to_owned() };
    NewComment { key: None, submission: last(school).await, about: About::Version(Some(pin)), words: words.to_owned() }
}

async fn answer(school: &SmallSchool, thread: CommentId) -> NewComment {
    NewComment { key: None, submission: last(school).await, about: About::Thread(thread), words: "Đã điền.".to_owned() }
}

async fn add_as(school: &SmallSchool, by: PersonId, new: NewComment) -> Result<CommentId, Error> {
    let (store, id) = (school.store.clone(), school.record(PLAN).await.id);
    school.database.write(school.id, Some(by), async move |work: &mut Work| add(work, &store, id, new).await).await
}

async fn settle_as(school: &SmallSchool, by: PersonId, thread: CommentId, is: Settled) -> Result<(), Error> {
    let (store, id) = (school.store.clone(), school.record(PLAN).await.id);
    school.database.write(school.id, Some(by), async move |work: &mut Work| settle(work, &store, id, thread, is).await).await
}

async fn stored(school: &SmallSchool) -> Comments {
    let id = school.record(PLAN).await.id;
    school.database.read(school.id, None, async move |work: &mut Work| of_record(work, id).await).await.unwrap()
}

fn refused<T>(refusal: CommentRefusal) -> Result<T, Error> {
    Err(Error::Refused(refusal.into()))
}

#[tokio::test]
async fn a_head_asks_the_teacher_answers_and_the_head_settles_it() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        school.hand_in(school.thuy, PLAN).await.unwrap();
        let asked = pinned(&school, "Thứ Tư còn trống.").await;
        let thread = add_as(&school, school.am, asked.clone()).await.unwrap();
        assert_eq!(add_as(&school, school.am, asked.clone()).await, Ok(thread), "a second click");
        school.at("2026-11-05T10:00:00+07:00");
        let first = answer(&school, thread).await;
        let answered = add_as(&school, school.thuy, first).await.unwrap();
        let kept = stored(&school).await;
        assert_eq!(kept.all.iter().map(|one| (one.id, one.by)).collect::<Vec<_>>(), [(thread, school.am), (answered, school.thuy)]);
        assert_eq!((&kept.all[0].about, &kept.all[0].words), (&asked.about, &asked.words), "the place comes back as it was sent");
        assert_eq!(open_threads(&school.record(PLAN).await), 1);

        assert_eq!(settle_as(&school, school.thuy, thread, Settled::Done).await, refused(CommentRefusal::NotYoursToSettle));
        settle_as(&school, school.am, thread, Settled::Done).await.unwrap();
        settle_as(&school, school.am, thread, Settled::Done).await.unwrap();
        assert_eq!(open_threads(&school.record(PLAN).await), 0);
        assert_eq!(stored(&school).await.settlements.len(), 1, "a second click says nothing more");
        settle_as(&school, school.am, thread, Settled::Reopened).await.unwrap();
        assert_eq!(open_threads(&school.record(PLAN).await), 1);
        // A new version leaves it open, and the principal may comment on it as well.
        school.hand_in(school.thuy, PLAN).await.unwrap();
        assert_eq!(open_threads(&school.record(PLAN).await), 1);
        let more = pinned(&school, "Được.").await;
        add_as(&school, school.nguyet, more).await.unwrap();
        // What is followed event by event is what a fresh server would load.
        let fresh = SmallSchool { store: FactStore::default(), ..school.clone() };
        assert_eq!(fresh.record(PLAN).await, school.record(PLAN).await);
    })
    .await;
}

#[tokio::test]
async fn a_form_says_something_once_and_the_same_words_in_another_form_are_another_answer() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        school.hand_in(school.thuy, PLAN).await.unwrap();
        let asked = pinned(&school, "Thứ Tư còn trống.").await;
        let thread = add_as(&school, school.am, asked).await.unwrap();
        let answered = async |key| NewComment { key: Some(key), ..answer(&school, thread).await };
        let (first, second): (CommentId, CommentId) = (new_id(), new_id());
        assert_eq!(add_as(&school, school.thuy, answered(first).await).await, Ok(first));
        assert_eq!(add_as(&school, school.thuy, answered(first).await).await, Ok(first), "a second click");
        let said_at = school.at("2026-11-05T10:00:00+07:00");
        assert_eq!(add_as(&school, school.thuy, answered(second).await).await, Ok(second), "she has done it once more");
        school.at("2026-11-05T10:05:00+07:00");
        let other = NewComment { words: "Cả thứ Năm.".to_owned(), ..answered(second).await };
        assert_eq!(add_as(&school, school.thuy, other).await, refused(CommentRefusal::SentBefore { at: said_at }));
        let of_head = answered(second).await;
        assert_eq!(add_as(&school, school.am, of_head).await, refused(CommentRefusal::SentBefore { at: said_at }));
        assert_eq!(stored(&school).await.all.len(), 3);
    })
    .await;
}

/// The key of a form is made up as its sender likes: within one second it is not what says who was first.
#[tokio::test]
async fn comments_stand_in_the_order_in_which_they_came() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        school.hand_in(school.thuy, PLAN).await.unwrap();
        let keys: [CommentId; 3] = [9, 1, 5].map(|number| Id::new(Uuid::from_u128(number)));
        for (key, words) in keys.into_iter().zip(["Một.", "Hai.", "Ba."]) {
            let new = NewComment { key: Some(key), ..pinned(&school, words).await };
            assert_eq!(add_as(&school, school.am, new).await, Ok(key));
        }
        assert_eq!(stored(&school).await.all.iter().map(|one| one.id).collect::<Vec<_>>(), keys);
        let fresh = SmallSchool { store: FactStore::default(), ..school.clone() };
        for school in [school, fresh] {
            assert_eq!(school.record(PLAN).await.comments.iter().map(|mark| mark.id).collect::<Vec<_>>(), keys);
        }
    })
    .await;
}

#[tokio::test]
async fn nobody_else_comments_and_nothing_is_said_about_what_is_not_there() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        let nothing = NewComment {
            key: None,
            submission: SubmissionId::new(Uuid::nil()),
            about: About::Version(None),
            words: "Sửa.".to_owned(),
        };
        assert_eq!(add_as(&school, school.am, nothing.clone()).await, Err(Error::NotFound), "nothing is handed in");
        school.hand_in(school.thuy, PLAN).await.unwrap();
        let asked = pinned(&school, "Thứ Tư còn trống.").await;
        let corrected = school.hand_in(school.thuy, PLAN).await.unwrap();
        let of_corrected = pinned(&school, "Được.").await;
        let (store, id) = (school.store.clone(), corrected.id);
        let withdraw = async move |work: &mut Work| withdrawals::withdraw(work, &store, id).await;
        school.database.write(school.id, Some(school.thuy), withdraw).await.unwrap();
        assert_eq!(add_as(&school, school.am, of_corrected).await, refused(CommentRefusal::Withdrawn));
        for stranger in [school.hoa, school.hoa_y_te] {
            assert_eq!(add_as(&school, stranger, asked.clone()).await, refused(CommentRefusal::NotYours));
        }
        assert_eq!(add_as(&school, school.am, nothing).await, Err(Error::NotFound));
        let pin = |file, bytes| Some(Pin { file, sha256: paper("", bytes).sha256, spot: None, quote: String::new() });
        for about in [About::Version(pin(1, 1)), About::Version(pin(0, 2)), About::Thread(Id::new(Uuid::nil()))] {
            assert_eq!(add_as(&school, school.am, NewComment { about, ..asked.clone() }).await, Err(Error::NotFound));
        }
        // Another record's version is none of this one's.
        school.hand_in(school.hoa, "Giáo án tuần 10 · Lớp 4A").await.unwrap();
        let other = school.record("Giáo án tuần 10 · Lớp 4A").await.handed_in.unwrap().submission;
        assert_eq!(add_as(&school, school.am, NewComment { submission: other, ..asked.clone() }).await, Err(Error::NotFound));
        let thread = add_as(&school, school.am, asked).await.unwrap();
        let first = answer(&school, thread).await;
        let answered = add_as(&school, school.thuy, first).await.unwrap();
        let to_an_answer = answer(&school, answered).await;
        assert_eq!(add_as(&school, school.am, to_an_answer).await, Err(Error::NotFound), "one answers a thread, not an answer");
        assert_eq!(settle_as(&school, school.am, answered, Settled::Done).await, Err(Error::NotFound));
        assert_eq!(settle_as(&school, school.hoa, thread, Settled::Done).await, refused(CommentRefusal::NotYours));
    })
    .await;
}

#[tokio::test]
async fn what_was_said_stays_as_it_was_said() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.hand_in(school.thuy, PLAN).await.unwrap();
        let asked = pinned(&school, "Thứ Tư còn trống.").await;
        let thread = add_as(&school, school.am, asked).await.unwrap();
        settle_as(&school, school.am, thread, Settled::Done).await.unwrap();
        database.keeps(school.id, &["comments", "comment_settlements"]).await;
        assert_eq!(stored(&school).await.all[0].words, "Thứ Tư còn trống.");
    })
    .await;
}

#[tokio::test]
async fn whoever_decides_settles_what_somebody_began_who_is_shut_out() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        school.hand_in(school.thuy, PLAN).await.unwrap();
        let thread = add_as(&school, school.am, pinned(&school, "Thứ Tư còn trống.").await).await.unwrap();
        let not_yours = refused(CommentRefusal::NotYoursToSettle);
        assert_eq!(settle_as(&school, school.nguyet, thread, Settled::Done).await, not_yours);
        let (store, am) = (school.store.clone(), school.am);
        let suspend = async move |work: &mut Work| staff::suspend(work, &store, am).await;
        school.database.write(school.id, Some(school.nguyet), suspend).await.unwrap();
        let fresh = SmallSchool { store: FactStore::default(), ..school.clone() };
        assert_eq!(fresh.facts().await, school.facts().await);
        assert_eq!(settle_as(&school, school.thuy, thread, Settled::Done).await, not_yours, "nobody settles what is said of them");
        settle_as(&school, school.nguyet, thread, Settled::Done).await.unwrap();
        assert_eq!(open_threads(&school.record(PLAN).await), 0);
        let said = stored(&school).await.settlements;
        assert_eq!(said.iter().map(|one| (one.by, one.is)).collect::<Vec<_>>(), [(school.nguyet, Settled::Done)]);
    })
    .await;
}
